//! What other programs get to read.

use newsgraph::export::{Dot, Exporter, Focus, Format, Jsonl, Selection};
use newsgraph::graph::{Graph, StatementFilter};
use newsgraph::model::*;
use proptest::prelude::*;

use crate::builder::{Builder, statement};

/// Three documents on one visit, with everything that a statement may carry.
fn visit() -> Graph {
    let mut b = Builder::default();
    let texts = [
        ("1.txt", "Minister Ada Berg visited Lund on Monday with 23 engineers."),
        ("2.txt", "“Berg never met \"the fox\\wolf\",” said Cleo Öst.\nShe plans to return."),
        ("3.txt", "Norway could join AT&T &amp; Co."),
    ];
    let documents = texts.map(|(name, text)| b.document(name, text));
    let types = [
        ("Ada Berg", EntityType::Person),
        ("Lund", EntityType::Place),
        ("the \"fox\\wolf\"\nof Lund, whose name is longer than anybody would write", EntityType::Group),
        ("Cleo Öst", EntityType::Person),
        ("Norway", EntityType::Country),
        ("AT&T &amp; Co", EntityType::Organization),
    ];
    let [berg, lund, fox, cleo, norway, company] = types.map(|(name, entity_type)| {
        let id = b.entity(name);
        if let Some(Change::Entity(entity)) = b.changes.last_mut() {
            entity.entity_type = entity_type;
        }
        id
    });
    let mut add = |subject, relation: &str, object, document: usize, change: &dyn Fn(&mut Statement)| {
        let id = StatementId(b.statements);
        b.statements += 1;
        let mut new = statement(id, subject, relation, object, &[documents[document]]);
        let text = texts[document].1;
        let sentence = Span::new(0, text.find('\n').unwrap_or(text.len()));
        new.evidence[0].sentence = sentence;
        change(&mut new);
        b.changes.push(Change::Statement(new));
    };
    add(berg, "visited", Object::Entity(lund), 0, &|s| {
        s.family = Some("visit".into());
        s.place = Some(lund);
        let monday = "2024-03-04".parse().ok();
        s.time = Some(TimeExpression { text: "on Monday".into(), start: monday, end: monday });
        s.quantity = Some(Quantity {
            text: "23 engineers".into(),
            number: Some(23.0),
            unit: "engineers".into(),
            bound: Bound::AtLeast,
            of: None,
        });
        let value = Object::Value(Value { text: "23 engineers".into(), value_type: ValueType::Quantity });
        s.qualifiers = vec![
            Qualifier { role: "with".into(), value },
            Qualifier { role: "for".into(), value: Object::Entity(norway) },
        ];
    });
    add(berg, "met", Object::Entity(fox), 1, &|s| {
        (s.polarity, s.modality, s.attributed_to) = (Polarity::Negative, Modality::Claimed, Some(cleo));
    });
    let again = Value { text: "return".into(), value_type: ValueType::Clause };
    add(berg, "plan_to_return", Object::Value(again), 1, &|s| s.modality = Modality::Planned);
    add(norway, "join", Object::Entity(company), 2, &|s| s.modality = Modality::Hypothetical);
    add(berg, "resigned", Object::none(), 0, &|_| {});
    b.graph()
}

fn written(exporter: &dyn Exporter, graph: &Graph, selection: &Selection) -> String {
    let mut bytes = Vec::new();
    exporter.write(graph, selection, &mut bytes).expect("memory takes every byte");
    String::from_utf8(bytes).expect("exports are text")
}

#[test]
fn jsonl_holds_everything_a_statement_says() {
    let text = written(&Jsonl, &visit(), &Selection::default());
    insta::assert_snapshot!(text);
    for line in text.lines() {
        let json: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(!json["evidence"].as_array().unwrap().is_empty());
    }
}

#[test]
fn dot_tells_status_by_style_and_quotes_everything() {
    insta::assert_snapshot!(written(&Dot::default(), &visit(), &Selection::default()));
}

#[test]
fn a_focus_restricts_every_format() {
    let graph = visit();
    let norway = graph.entity("Norway").unwrap().id();
    let around = Selection { focus: Some(Focus { entity: norway, hops: 1 }), ..Selection::default() };
    let alone = Selection { focus: Some(Focus { entity: norway, hops: 0 }), ..Selection::default() };
    for format in Format::ALL {
        assert_eq!(Format::from_name(format.as_str()), Some(format));
        let text = written(&*format.exporter(), &graph, &around);
        assert!(text.contains("Norway") && !text.contains("Berg"), "{text}");
    }
    assert_eq!(written(&Jsonl, &graph, &alone), "");
    assert!(written(&Dot::default(), &graph, &alone).contains("penwidth=3"));
    let affirmed = Selection { focus: None, filter: StatementFilter::affirmed() };
    assert!(!written(&Dot::default(), &graph, &affirmed).contains("not met"));
    assert!(written(&Dot::default(), &Graph::new(), &Selection::default()).ends_with("}\n"));
}

/// The strings of a DOT text, read the way Graphviz reads them: a backslash takes the next character with it.
fn strings(dot: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    let mut characters = dot.chars();
    while characters.any(|c| c == '"') {
        let mut text = String::new();
        loop {
            match characters.next()? {
                '"' => break,
                '\\' => match characters.next()? {
                    'n' => text.push('\n'),
                    escaped @ ('"' | '\\') => text.push(escaped),
                    other => return Some(vec![format!("an escape {other} of Graphviz")]),
                },
                other => text.push(other),
            }
        }
        found.push(text);
    }
    Some(found)
}

proptest! {
    #[test]
    fn any_name_survives_in_dot(name in r#"[\\"\n&;#a-z]{0,12}[a-z]"#) {
        let mut b = Builder::default();
        let d = b.document("a.txt", "Text.");
        let entity = b.entity(&name);
        b.changes.push(Change::Statement(statement(StatementId(0), entity, "left", Object::none(), &[d])));
        let text = written(&Dot::default(), &b.graph(), &Selection::default());
        prop_assert_eq!(text.matches('\n').count(), text.lines().count());
        let read = strings(&text).expect("every string ends");
        let tooltip = read.iter().find(|text| text.ends_with("(Thing)")).expect("a tooltip");
        prop_assert_eq!(tooltip.replace("&amp;", "&"), format!("{name} (Thing)").replace("&amp;", "&"));
    }
}

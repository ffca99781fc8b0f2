//! How a graph grows, shrinks and is corrected.

use newsgraph::graph::{Graph, GraphError};
use newsgraph::model::*;

use crate::builder::{Builder, entity, statement};

#[test]
fn an_entity_is_found_by_any_form_of_its_name() {
    let mut b = Builder::default();
    let d = b.document("a.txt", "Anna visited São Tomé.");
    let (anna, tome) = (b.entity("Anna"), b.entity("São Tomé"));
    b.statement(anna, "visited", tome, &[d]);
    let graph = b.graph();
    for form in ["São Tomé", "sao tome", "the Sao Tome", "SÃO TOMÉ’s"] {
        assert_eq!(graph.entities_named(form), [tome], "{form}");
    }
    assert_eq!(graph.similar_names("Sao Tomme", 3)[0].entity, tome);
    assert_eq!(graph.names_with_prefix("sao")[0].id, tome);
    let visitors: Vec<&str> =
        graph.entity("Sao Tome").unwrap().incoming("visited").map(|visit| visit.subject().name()).collect();
    assert_eq!(visitors, ["Anna"]);
    assert_eq!(graph.entity("Anna").unwrap().outgoing(None).next().unwrap().sentences().next().unwrap().text, "Anna");
}

#[test]
fn a_merge_is_taken_back_without_loss() {
    let mut b = Builder::default();
    let d = b.document("a.txt", "Kiev is Kyiv.");
    let (kyiv, kiev, anna) = (b.entity("Kyiv"), b.entity("Kiev"), b.entity("Anna"));
    b.mention(kyiv, d, (8, 12), (0, 13));
    b.mention(kiev, d, (0, 4), (0, 13));
    let one = b.statement(anna, "visited", kiev, &[d]);
    b.statement(anna, "left", kyiv, &[d]);
    let before = b.graph();

    let mut graph = before.clone();
    graph.apply(&[Change::Merge { kept: kyiv, absorbed: kiev }]).unwrap();
    assert_eq!(graph.entities_named("Kiev"), [kyiv]);
    assert_eq!(graph.mentions_of(kyiv).len(), 2);
    assert_eq!(graph.incoming(kyiv).count(), 2);
    assert_eq!(graph.entities().count(), 2);
    let aliases: Vec<&String> = graph.entity_by_id(kyiv).unwrap().aliases.keys().collect();
    assert_eq!(aliases, ["Kiev", "Kyiv"]);

    // A writer that knows only the merged graph adds evidence and an alias.
    let shown = graph.statement(one).unwrap().clone();
    assert_eq!(shown.object, Object::Entity(kyiv));
    let entity = graph.entity_by_id(kyiv).unwrap().clone();
    graph.apply(&[Change::Statement(shown), Change::Entity(entity)]).unwrap();

    graph.apply(&[Change::Split { kept: kyiv, absorbed: kiev }]).unwrap();
    assert_eq!(graph.entities_named("Kiev"), [kiev]);
    assert_eq!(graph.statement(one), before.statement(one));
    assert_eq!(graph.entity_by_id(kyiv), before.entity_by_id(kyiv));
    assert_eq!(graph.mentions_of(kiev), before.mentions_of(kiev));
    assert_eq!(graph.entities().collect::<Vec<_>>(), before.entities().collect::<Vec<_>>());
}

#[test]
fn forgetting_takes_everything_that_only_that_document_says() {
    let mut b = Builder::default();
    let (one, two) = (b.document("1.txt", "Anna visited Kyiv."), b.document("2.txt", "Anna visited Kyiv and Lviv."));
    let (anna, kyiv, lviv) = (b.entity("Anna"), b.entity("Kyiv"), b.entity("Lviv"));
    b.mention(anna, one, (0, 4), (0, 18));
    b.mention(anna, two, (0, 4), (0, 27));
    b.mention(lviv, two, (22, 26), (0, 27));
    let both = b.statement(anna, "visited", kyiv, &[one, two]);
    let second = b.statement(anna, "visited", lviv, &[two]);
    let mut graph = b.graph();

    graph.apply(&[Change::Forget(two)]).unwrap();
    assert_eq!(graph.statement(both).unwrap().evidence.len(), 1);
    assert_eq!(graph.statement(second), None);
    assert_eq!(graph.document(two), None);
    assert_eq!(graph.mentions_of(anna).len(), 1);
    assert_eq!(graph.mentions_in(two).count(), 0);
    assert_eq!(graph.entities().map(|entity| entity.id).collect::<Vec<_>>(), [anna, kyiv]);
    assert!(graph.entities_named("Lviv").is_empty() && graph.similar_names("Lviv", 9).is_empty());
    // Numbers are not used again, and the text may come back.
    assert_eq!((graph.next_document_id(), graph.next_statement_id()), (DocumentId(2), StatementId(2)));
    let mut again = Builder { documents: 2, ..Builder::default() };
    again.document("2.txt", "Anna visited Kyiv and Lviv.");
    graph.apply(&again.changes).unwrap();
    assert_eq!(graph.documents().count(), 2);
}

#[test]
fn a_list_with_one_misfit_changes_nothing() {
    let mut b = Builder::default();
    let d = b.document("a.txt", "Zoë is in Oslo.");
    let (zoe, oslo) = (b.entity("Zoë"), b.entity("Oslo"));
    let s = b.statement(zoe, "visited", oslo, &[d]);
    let graph = b.graph();
    let before: Vec<Change> = graph.to_changes().collect();

    let edit = |change: fn(&mut Statement)| {
        let mut edited = graph.statement(s).unwrap().clone();
        change(&mut edited);
        Change::Statement(edited)
    };
    let mut next = Builder { documents: 1, entities: 2, statements: 1, ..Builder::default() };
    next.document("a copy.txt", "Zoë is in Oslo.");
    let misfits = [
        (edit(|s| s.evidence.clear()), GraphError::NoEvidence(s)),
        (edit(|s| s.evidence[0].sentence.end = 99), GraphError::SpanOutside { owner: "s0".into(), document: d }),
        (edit(|s| s.evidence[0].words.end = 3), GraphError::SpanOutside { owner: "s0".into(), document: d }),
        (edit(|s| s.subject = EntityId(2)), GraphError::NoEntity(EntityId(2))),
        (edit(|s| s.place = Some(EntityId(7))), GraphError::NoEntity(EntityId(7))),
        (edit(|s| s.confidence = f32::NAN), GraphError::NumberOutOfRange(s)),
        (edit(|s| s.evidence[0].document = DocumentId(1)), GraphError::NoDocument(DocumentId(1))),
        (edit(|s| s.id = StatementId(2)), GraphError::OutOfSequence { given: "s2".into(), expected: "s1".into() }),
        (next.changes[0].clone(), GraphError::SameContent { existing: d }),
        (Change::Forget(DocumentId(1)), GraphError::NoDocument(DocumentId(1))),
        (Change::Split { kept: zoe, absorbed: oslo }, GraphError::NotMerged { kept: zoe, absorbed: oslo }),
        (Change::Merge { kept: zoe, absorbed: zoe }, GraphError::AlreadyOne(zoe, zoe)),
    ];
    for (misfit, expected) in misfits {
        let mut graph = graph.clone();
        assert_eq!(graph.apply(&[Change::NeverMerge(zoe, oslo), misfit]), Err(expected));
        assert_eq!(graph.to_changes().collect::<Vec<_>>(), before);
    }
}

#[test]
fn entities_known_to_be_different_are_never_merged() {
    let mut b = Builder::default();
    let (a, c, d) = (b.entity("Georgia"), b.entity("Georgia (state)"), b.entity("Georgia, USA"));
    let mut graph = b.graph();
    graph.apply(&[Change::NeverMerge(a, c), Change::Merge { kept: c, absorbed: d }]).unwrap();
    assert!(graph.known_different(a, d));
    let merge = Change::Merge { kept: a, absorbed: c };
    assert_eq!(graph.apply(&[merge]), Err(GraphError::NeverMerge(a, c)));
    assert_eq!(graph.apply(&[Change::NeverMerge(d, c)]), Err(GraphError::AlreadyOne(d, c)));
}

#[test]
fn a_statement_gains_evidence_under_its_number() {
    let mut b = Builder::default();
    let (one, two) = (b.document("1.txt", "Anna left."), b.document("2.txt", "Anna has left."));
    let anna = b.entity("Anna");
    let none = Object::none();
    b.changes.push(Change::Statement(statement(StatementId(0), anna, "left", none.clone(), &[one])));
    b.changes.push(Change::Statement(statement(StatementId(0), anna, "left", none, &[one, two])));
    let graph = b.graph();
    assert_eq!(graph.statements().count(), 1);
    assert_eq!(graph.statements_in(two).count(), 1);
    assert_eq!(graph.outgoing(anna).count(), 1);
    assert_eq!(graph.relations()[0].count, 1);
    assert_eq!(Graph::new().relations(), []);
}

#[test]
fn what_was_taken_back_is_brought_back_with_all_its_evidence() {
    let mut builder = Builder::default();
    let (anna, oslo) = (builder.entity("Anna Holm"), builder.entity("Oslo"));
    let first = builder.document("1.txt", "Anna Holm visited Oslo.");
    let second = builder.document("2.txt", "Oslo was visited by Anna Holm.");
    let visited = builder.statement(anna, "visited", oslo, &[first, second]);
    let mut graph = Graph::new();
    graph.apply(&builder.changes).unwrap();
    let mut stated = graph.statement(visited).unwrap().clone();
    stated.evidence.push(Evidence::APPLICATION);
    graph.apply(&[Change::Statement(stated.clone())]).unwrap();
    let whole: Vec<Change> = graph.to_changes().collect();

    // In part, in whole, and in one list with what follows.
    let all = graph.taking_back(visited);
    assert_eq!(all.len(), 3);
    for taken in 1..=all.len() {
        graph.apply(&all[..taken]).unwrap();
        assert_eq!(graph.statement(visited).map_or(0, |left| left.evidence.len()), 3 - taken);
        graph.apply(&[Change::Reinstate(visited)]).unwrap();
        assert!(graph.to_changes().eq(whole.iter().cloned()), "{taken}");
        assert_eq!(graph.rejections().count(), 0);
    }
    let mut list = all.clone();
    list.extend([Change::Reinstate(visited), Change::Statement(stated), Change::Retract(visited)]);
    list.push(Change::Reinstate(visited));
    graph.apply(&list).unwrap();
    assert!(graph.to_changes().eq(whole.iter().cloned()));
    assert_eq!(graph.apply(&[Change::Reinstate(visited)]), Err(GraphError::NotRetracted(visited)));

    // What is forgotten does not come back; a merge in between shows.
    graph.apply(&all).unwrap();
    graph.apply(&[Change::Forget(first)]).unwrap();
    let hanna = entity(graph.next_entity_id(), "Hanna Holm");
    let merge = Change::Merge { kept: hanna.id, absorbed: anna };
    graph.apply(&[Change::Entity(hanna.clone()), merge, Change::Reinstate(visited)]).unwrap();
    let back = graph.statement(visited).unwrap();
    assert_eq!(back.subject, hanna.id);
    assert_eq!(
        back.evidence.iter().map(|evidence| evidence.document).collect::<Vec<_>>(),
        [second, DocumentId::APPLICATION]
    );
    graph.apply(&graph.taking_back(visited)).unwrap();
    graph.apply(&[Change::Forget(second), Change::Reinstate(visited)]).unwrap();
    assert_eq!(graph.statement(visited).unwrap().evidence, [Evidence::APPLICATION]);
}

#[test]
fn the_latest_thousand_can_be_brought_back() {
    let mut b = Builder::default();
    let anna = b.entity("Anna");
    let mut graph = b.graph();
    for number in 0..1200 {
        let made = Statement {
            evidence: vec![Evidence::APPLICATION],
            ..statement(StatementId(number), anna, "ran", Object::none(), &[])
        };
        graph.apply(&[Change::Statement(made)]).unwrap();
    }
    for number in (0..1200).rev() {
        graph.apply(&[Change::Retract(StatementId(number))]).unwrap();
    }
    assert_eq!(graph.retracted().count(), 1000);
    assert!(graph.apply(&[Change::Reinstate(StatementId(1000))]).is_err());
    graph.apply(&[Change::Reinstate(StatementId(999)), Change::Reinstate(StatementId(0))]).unwrap();
    assert_eq!(graph.statement_count(), 2);
}

//! How a graph grows, and what it answers.

use std::collections::BTreeMap;

use newsgraph::graph::Graph;
use newsgraph::model::*;

/// Builds changes for a small graph: every sentence is a document of its own.
#[derive(Default)]
struct Builder {
    changes: Vec<Change>,
    documents: u32,
    entities: u32,
    statements: u32,
}

impl Builder {
    fn document(&mut self, name: &str, text: &str) -> DocumentId {
        let id = DocumentId(self.documents);
        self.documents += 1;
        self.changes.push(Change::Document(Document {
            id,
            content: ContentHash::of(text),
            name: name.into(),
            title: None,
            published: None,
            ingested: None,
            source: None,
            url: None,
            text: text.into(),
        }));
        id
    }

    fn entity(&mut self, name: &str) -> EntityId {
        let id = EntityId(self.entities);
        self.entities += 1;
        let aliases = BTreeMap::from([(name.to_owned(), 1)]);
        self.changes.push(Change::Entity(Entity { id, name: name.into(), entity_type: EntityType::Thing, aliases }));
        id
    }

    fn mention(&mut self, entity: EntityId, document: DocumentId, words: (usize, usize), sentence: (usize, usize)) {
        let (span, sentence) = (Span::new(words.0, words.1), Span::new(sentence.0, sentence.1));
        self.changes.push(Change::Mention(Mention { entity, document, span, sentence }));
    }

    fn statement(
        &mut self,
        subject: EntityId,
        relation: &str,
        object: EntityId,
        evidence: &[DocumentId],
    ) -> StatementId {
        let id = StatementId(self.statements);
        self.statements += 1;
        let statement = statement(id, subject, relation, Object::Entity(object), evidence);
        self.changes.push(Change::Statement(statement));
        id
    }

    fn graph(&self) -> Graph {
        let mut graph = Graph::new();
        graph.apply(&self.changes).expect("the changes fit");
        graph
    }
}

fn statement(id: StatementId, subject: EntityId, relation: &str, object: Object, evidence: &[DocumentId]) -> Statement {
    let sentence = Span::new(0, 4);
    Statement {
        id,
        subject,
        relation: relation.into(),
        family: None,
        trigger: relation.into(),
        object,
        polarity: Polarity::Positive,
        modality: Modality::Asserted,
        attributed_to: None,
        time: None,
        place: None,
        quantity: None,
        qualifiers: Vec::new(),
        confidence: 0.5,
        evidence: evidence.iter().map(|d| Evidence { document: *d, sentence, words: sentence }).collect(),
    }
}

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

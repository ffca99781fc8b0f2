use std::collections::BTreeMap;

use newsgraph::graph::Graph;
use newsgraph::model::*;

/// Builds changes for a small graph: every sentence is a document of its own.
#[derive(Default)]
pub struct Builder {
    pub changes: Vec<Change>,
    pub documents: u32,
    pub entities: u32,
    pub statements: u32,
}

impl Builder {
    pub fn document(&mut self, name: &str, text: &str) -> DocumentId {
        let id = DocumentId(self.documents);
        self.documents += 1;
        self.changes.push(Change::Document(document(id, name, text)));
        id
    }

    pub fn entity(&mut self, name: &str) -> EntityId {
        let id = EntityId(self.entities);
        self.entities += 1;
        self.changes.push(Change::Entity(entity(id, name)));
        id
    }

    pub fn mention(&mut self, entity: EntityId, document: DocumentId, words: (usize, usize), sentence: (usize, usize)) {
        let (span, sentence) = (Span::new(words.0, words.1), Span::new(sentence.0, sentence.1));
        self.changes.push(Change::Mention(Mention { entity, document, span, sentence }));
    }

    pub fn statement(
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

    pub fn graph(&self) -> Graph {
        let mut graph = Graph::new();
        graph.apply(&self.changes).expect("the changes fit");
        graph
    }
}

/// A document of which nothing is known but its text.
pub fn document(id: DocumentId, name: &str, text: &str) -> Document {
    Document {
        id,
        content: ContentHash::of(text),
        name: name.into(),
        title: None,
        published: None,
        ingested: None,
        source: None,
        url: None,
        text: text.into(),
    }
}

/// A thing that was mentioned once.
pub fn entity(id: EntityId, name: &str) -> Entity {
    let aliases = BTreeMap::from([(name.to_owned(), 1)]);
    Entity { id, name: name.into(), entity_type: EntityType::Thing, aliases }
}

pub fn statement(
    id: StatementId,
    subject: EntityId,
    relation: &str,
    object: Object,
    evidence: &[DocumentId],
) -> Statement {
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

/// Letters that do not shrink when they are packed.
pub fn noise(seed: u64, length: usize) -> String {
    let mut random = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let letters = std::iter::repeat_with(|| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        char::from(b'!' + (random % 90) as u8)
    });
    letters.take(length).collect()
}

use rustc_hash::FxHashMap;

use crate::graph::{Bulk, FormText, Graph, MentionRow, Packed, Provenance};
use crate::model::{
    Article, ContentHash, Document, DocumentId, Entity, EntityId, EntityType, Evidence, Mention, Modality, Polarity,
    Span, Statement, StatementId,
};

/// New documents, entities and statements to be added to a store at once.
///
/// No article is needed: a statement that names no evidence is one that the application makes.
///
/// ```
/// # fn main() -> Result<(), newsgraph::store::StoreError> {
/// use newsgraph::model::EntityType;
/// use newsgraph::store::Store;
///
/// let mut store = Store::temporary();
/// let mut batch = store.batch();
/// let ada = batch.entity("Ada Lovelace", EntityType::Person);
/// let london = batch.entity("London", EntityType::Place);
/// let born_in = batch.relation("born_in");
/// batch.link(ada, born_in, london);
/// store.write(batch)?;
///
/// let graph = store.snapshot();
/// let born: Vec<&str> = graph.entity("London").unwrap().incoming("born_in").map(|s| s.subject().name()).collect();
/// assert_eq!(born, ["Ada Lovelace"]);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct WriteBatch {
    bulk: Bulk,
    forms: FxHashMap<FormText, RelationForm>,
}

/// A relation with how it is told, as a [`WriteBatch`] knows it; good for that batch only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RelationForm(u32);

/// How a relation is told.
#[derive(Clone, Debug, PartialEq)]
pub struct Telling<'t> {
    /// Family of the relation, if it has one.
    pub family: Option<&'t str>,
    /// The words that express it, if they differ from its name.
    pub trigger: Option<&'t str>,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// How far its source stands behind it.
    pub modality: Modality,
    /// 0 to 1: how sure the extraction is.
    pub confidence: f32,
}

impl Default for Telling<'_> {
    fn default() -> Self {
        let (polarity, modality) = Default::default();
        Telling { family: None, trigger: None, polarity, modality, confidence: 1.0 }
    }
}

impl WriteBatch {
    /// An empty batch whose numbers go on after those of the graph.
    pub(super) fn after(graph: &Graph) -> Self {
        let bulk = Bulk {
            first_document: graph.next_document_id().0,
            first_entity: graph.next_entity_id().0,
            first_statement: graph.next_statement_id().0,
            ..Bulk::default()
        };
        WriteBatch { bulk, forms: FxHashMap::default() }
    }

    pub(super) fn into_bulk(self) -> Bulk {
        self.bulk
    }

    /// How many statements are in it.
    pub fn statements(&self) -> usize {
        self.bulk.rows.len()
    }

    /// True if it should be written before more is added: larger ones take more memory and are no faster.
    pub fn is_full(&self) -> bool {
        self.bulk.is_full()
    }

    /// Adds a document, to be named as evidence.
    pub fn document(&mut self, article: &Article) -> DocumentId {
        let id = DocumentId(self.bulk.first_document + self.bulk.documents.len() as u32);
        let Article { name, title, published, source, url, text } = article.clone();
        let content = ContentHash::of(&text);
        let text = text.into();
        let document = Document { id, content, name, title, published, ingested: None, source, url, text };
        self.bulk.documents.push(Some(&document));
        id
    }

    /// Adds an entity. Its name must not be empty.
    pub fn entity(&mut self, name: &str, entity_type: EntityType) -> EntityId {
        let id = EntityId(self.bulk.first_entity + self.bulk.entities.len() as u32);
        let aliases = [(name.to_owned(), 1)].into();
        Entity { id, name: name.to_owned(), entity_type, aliases }.pack(self.bulk.entities.bytes.to_mut());
        self.bulk.entities.close();
        let nowhere = Span::default();
        let made = Mention { entity: id, document: DocumentId::APPLICATION, span: nowhere, sentence: nowhere };
        self.bulk.mentions.push(MentionRow::from(made));
        id
    }

    /// A relation that is affirmed and asserted, with full confidence.
    pub fn relation(&mut self, name: &str) -> RelationForm {
        self.relation_told(name, &Telling::default())
    }

    /// A relation told in a certain way.
    pub fn relation_told(&mut self, name: &str, telling: &Telling<'_>) -> RelationForm {
        let Telling { family, trigger, polarity, modality, confidence } = *telling;
        self.form(FormText::new(name, family, trigger.unwrap_or(name), confidence, (polarity, modality)))
    }

    fn form(&mut self, text: FormText) -> RelationForm {
        let forms = &mut self.bulk.forms;
        *self.forms.entry(text).or_insert_with_key(|text| {
            forms.push(text.clone());
            RelationForm(forms.len() as u32 - 1)
        })
    }

    /// Adds a statement that the application makes.
    pub fn link(&mut self, subject: EntityId, relation: RelationForm, object: EntityId) -> StatementId {
        self.link_told(subject, relation, object, Evidence::APPLICATION)
    }

    /// Adds a statement that a document makes.
    pub fn link_told(
        &mut self,
        subject: EntityId,
        relation: RelationForm,
        object: EntityId,
        evidence: Evidence,
    ) -> StatementId {
        let id = self.next_statement();
        match Provenance::of(&evidence) {
            Some(provenance) => {
                self.bulk.rows.push_columns(subject.0, object.0.saturating_add(1), relation.0, provenance);
            }
            None => {
                self.bulk.rows.push_told(subject.0, object.0.saturating_add(1), relation.0, &[evidence]);
            }
        }
        id
    }

    /// Adds a statement with everything that qualifies it; its number is the one returned, whatever it says itself. One
    /// without evidence counts as made by the application.
    pub fn statement(&mut self, statement: &Statement) -> StatementId {
        let id = self.next_statement();
        let form = self.form(FormText::of_statement(statement));
        if statement.evidence.is_empty() {
            let made = Statement { evidence: vec![Evidence::APPLICATION], ..statement.clone() };
            self.bulk.rows.push(&made, form.0);
        } else {
            self.bulk.rows.push(statement, form.0);
        }
        id
    }

    fn next_statement(&self) -> StatementId {
        StatementId(self.bulk.first_statement + self.bulk.rows.len() as u32)
    }
}

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{ContentHash, Document, DocumentId, Entity, EntityId, Statement, StatementId};

use super::adjacency::{Adjacency, StatementLists};
use super::mentions::MentionTable;
use super::merges::Merges;
use super::names::NameIndex;
use super::relations::RelationTable;

/// Everything the documents say: documents, entities, mentions, statements, and the indices to find them.
///
/// Cloning shares the items, and copies the tables that point to them.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// By number; `None` where forgotten.
    pub(super) documents: Vec<Option<Arc<Document>>>,
    /// As recorded, by number.
    pub(super) entities: Vec<Arc<Entity>>,
    /// Entities that absorbed others, with the aliases of those.
    pub(super) merged_entities: BTreeMap<EntityId, Arc<Entity>>,
    /// By number, as shown: every entity replaced by the one that stands for it. `None` where forgotten.
    pub(super) statements: Vec<Option<Arc<Statement>>>,
    /// Statements as recorded, where a merge made them differ from what is shown.
    pub(super) recorded_statements: BTreeMap<StatementId, Arc<Statement>>,
    pub(super) mentions: MentionTable,
    pub(super) merges: Merges,
    pub(super) contents: BTreeMap<ContentHash, DocumentId>,
    pub(super) names: NameIndex,
    pub(super) relations: RelationTable,
    /// By subject.
    pub(super) outgoing: Adjacency,
    /// By object, where that is an entity.
    pub(super) incoming: Adjacency,
    /// By entity that is place, source or qualifier of a statement.
    pub(super) circumstances: StatementLists,
    /// By document that is evidence of a statement.
    pub(super) reported_in: StatementLists,
}

impl Graph {
    /// A graph of nothing.
    pub fn new() -> Self {
        Graph::default()
    }
}

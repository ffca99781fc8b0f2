use std::collections::BTreeSet;
use std::sync::Arc;

use imbl::{OrdMap, Vector};

use crate::model::{Document, Entity, EntityId, Rejection, Statement, StatementId};

use super::indices::Indices;
use super::mentions::MentionTable;
use super::merges::Merges;
use super::records::Records;
use super::relations::RelationTable;
use super::statements::StatementTable;

/// Everything the documents say: documents, entities, mentions, statements, and the indices to find them.
///
/// What has been there for a while lies in plain arrays that are never written to, what is new or has changed in small
/// persistent trees over them. So a clone shares everything with its original, and costs next to nothing however large
/// the graph is.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    pub(super) documents: Records<Document>,
    /// As recorded.
    pub(super) entities: Records<Entity>,
    /// Entities that absorbed others, with the aliases of those.
    pub(super) merged_entities: OrdMap<EntityId, Arc<Entity>>,
    /// As shown: every entity replaced by the one that stands for it.
    pub(super) statements: StatementTable,
    /// Statements as recorded, where a merge made them differ from what is shown.
    pub(super) recorded_statements: OrdMap<StatementId, Arc<Statement>>,
    pub(super) mentions: MentionTable,
    pub(super) merges: Arc<Merges>,
    pub(super) rejections: Arc<BTreeSet<Rejection>>,
    /// Statements as recorded before they were taken back, in whole or in part: the latest, in that order.
    pub(super) retracted: Vector<Arc<Statement>>,
    pub(super) relations: RelationTable,
    pub(super) indices: Indices,
}

impl Graph {
    /// A graph of nothing.
    pub fn new() -> Self {
        Graph::default()
    }
}

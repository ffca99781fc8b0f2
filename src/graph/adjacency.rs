use crate::model::{EntityId, StatementId};

use super::relations::RelationId;

/// One end of a statement, seen from an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edge {
    /// The relation.
    pub relation: RelationId,
    /// The entity at the other end; `None` where the object is a value.
    pub other: Option<EntityId>,
    /// The statement.
    pub statement: StatementId,
}

/// Edges per entity, each list sorted by (relation, other, statement).
#[derive(Clone, Debug, Default)]
pub(super) struct Adjacency {
    edges: Vec<Vec<Edge>>,
}

impl Adjacency {
    pub(super) fn insert(&mut self, entity: EntityId, edge: Edge) {
        if self.edges.len() <= entity.index() {
            self.edges.resize_with(entity.index() + 1, Vec::new);
        }
        let list = &mut self.edges[entity.index()];
        if let Err(place) = list.binary_search(&edge) {
            list.insert(place, edge);
        }
    }

    pub(super) fn remove(&mut self, entity: EntityId, edge: Edge) {
        if let Some(list) = self.edges.get_mut(entity.index())
            && let Ok(place) = list.binary_search(&edge)
        {
            list.remove(place);
        }
    }

    /// All edges of `entity`.
    pub(super) fn of(&self, entity: EntityId) -> &[Edge] {
        self.edges.get(entity.index()).map_or(&[], Vec::as_slice)
    }

    /// The edges of `entity` under one relation.
    pub(super) fn under(&self, entity: EntityId, relation: RelationId) -> &[Edge] {
        let list = self.of(entity);
        let start = list.partition_point(|edge| edge.relation < relation);
        let end = list.partition_point(|edge| edge.relation <= relation);
        &list[start..end]
    }
}

/// Statements per key (entity or document), each list ascending.
#[derive(Clone, Debug, Default)]
pub(super) struct StatementLists {
    lists: Vec<Vec<StatementId>>,
}

impl StatementLists {
    pub(super) fn insert(&mut self, key: usize, statement: StatementId) {
        if self.lists.len() <= key {
            self.lists.resize_with(key + 1, Vec::new);
        }
        let list = &mut self.lists[key];
        if let Err(place) = list.binary_search(&statement) {
            list.insert(place, statement);
        }
    }

    pub(super) fn remove(&mut self, key: usize, statement: StatementId) {
        if let Some(list) = self.lists.get_mut(key)
            && let Ok(place) = list.binary_search(&statement)
        {
            list.remove(place);
        }
    }

    pub(super) fn of(&self, key: usize) -> &[StatementId] {
        self.lists.get(key).map_or(&[], Vec::as_slice)
    }
}

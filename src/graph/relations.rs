use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::StatementId;

/// A relation that occurs in the graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationSummary<'g> {
    /// Its name (`visited`, `pledge_to_send`).
    pub name: &'g str,
    /// Its family in the schema, if it has one.
    pub family: Option<&'g str>,
    /// In how many statements it occurs.
    pub count: usize,
}

/// An interned relation name: dense, in the order of first use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RelationId(pub u32);

/// Interned relation names, each with the statements that use it (ascending).
#[derive(Clone, Debug, Default)]
pub(super) struct RelationTable {
    by_name: BTreeMap<Arc<str>, RelationId>,
    statements: Vec<Vec<StatementId>>,
}

impl RelationTable {
    pub(super) fn intern(&mut self, name: &str) -> RelationId {
        if let Some(id) = self.by_name.get(name) {
            return *id;
        }
        let id = RelationId(self.statements.len() as u32);
        self.by_name.insert(name.into(), id);
        self.statements.push(Vec::new());
        id
    }

    pub(super) fn id(&self, name: &str) -> Option<RelationId> {
        self.by_name.get(name).copied()
    }

    pub(super) fn insert(&mut self, relation: RelationId, statement: StatementId) {
        let list = &mut self.statements[relation.0 as usize];
        if let Err(place) = list.binary_search(&statement) {
            list.insert(place, statement);
        }
    }

    pub(super) fn remove(&mut self, relation: RelationId, statement: StatementId) {
        let list = &mut self.statements[relation.0 as usize];
        if let Ok(place) = list.binary_search(&statement) {
            list.remove(place);
        }
    }

    pub(super) fn statements(&self, name: &str) -> &[StatementId] {
        self.id(name).map_or(&[], |id| &self.statements[id.0 as usize])
    }

    /// Names in use with their statements, in alphabetical order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &[StatementId])> {
        self.by_name
            .iter()
            .map(|(name, id)| (&**name, self.statements[id.0 as usize].as_slice()))
            .filter(|(_, statements)| !statements.is_empty())
    }
}

use std::sync::Arc;

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

/// A relation name of one graph: dense, in the order of first use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelationId(pub(super) u32);

impl RelationId {
    pub(super) fn number(self) -> u32 {
        self.0
    }
}

/// Interned relation names.
#[derive(Clone, Debug, Default)]
pub(super) struct RelationTable {
    by_name: imbl::OrdMap<Arc<str>, RelationId>,
    names: imbl::Vector<Arc<str>>,
}

impl RelationTable {
    pub(super) fn intern(&mut self, name: &str) -> RelationId {
        if let Some(id) = self.by_name.get(name) {
            return *id;
        }
        let id = RelationId(self.names.len() as u32);
        let name: Arc<str> = name.into();
        self.by_name.insert(Arc::clone(&name), id);
        self.names.push_back(name);
        id
    }

    pub(super) fn id(&self, name: &str) -> Option<RelationId> {
        self.by_name.get(name).copied()
    }

    pub(super) fn name(&self, id: RelationId) -> Option<&Arc<str>> {
        self.names.get(id.0 as usize)
    }

    /// Names in alphabetical order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Arc<str>, RelationId)> {
        self.by_name.iter().map(|(name, id)| (name, *id))
    }

    /// Names in order of their numbers.
    pub(super) fn names(&self) -> impl Iterator<Item = &Arc<str>> {
        self.names.iter()
    }
}

use std::collections::{BTreeMap, BTreeSet};

use crate::model::EntityId;

use super::GraphError;

/// Which entities were merged into which, and which never shall be.
///
/// Entities that were merged form trees: `kept` is the parent of `absorbed`, and the root stands for them all.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Merges {
    parents: BTreeMap<EntityId, EntityId>,
    children: BTreeMap<EntityId, BTreeSet<EntityId>>,
    different: BTreeSet<(EntityId, EntityId)>,
    /// The merges in the order in which they were made, so that a dump can make them again.
    order: Vec<(EntityId, EntityId)>,
}

impl Merges {
    /// The entity that stands for `entity`.
    pub(super) fn root(&self, mut entity: EntityId) -> EntityId {
        while let Some(parent) = self.parents.get(&entity) {
            entity = *parent;
        }
        entity
    }

    /// The entity itself and all that were merged into it, ascending.
    pub(super) fn group(&self, entity: EntityId) -> Vec<EntityId> {
        let mut group = vec![entity];
        let mut next = 0;
        while let Some(member) = group.get(next) {
            group.extend(self.children.get(member).into_iter().flatten());
            next += 1;
        }
        group.sort_unstable();
        group
    }

    /// True if something was merged into `entity`.
    pub(super) fn has_absorbed(&self, entity: EntityId) -> bool {
        self.children.contains_key(&entity)
    }

    /// True if the two, or entities merged into them, are known to be different.
    pub(super) fn known_different(&self, one: EntityId, other: EntityId) -> bool {
        let (one, other) = (self.root(one), self.root(other));
        self.different.iter().any(|(a, b)| {
            let (a, b) = (self.root(*a), self.root(*b));
            (a, b) == (one, other) || (b, a) == (one, other)
        })
    }

    pub(super) fn merge(&mut self, kept: EntityId, absorbed: EntityId) -> Result<(), GraphError> {
        for entity in [kept, absorbed] {
            let root = self.root(entity);
            if root != entity {
                return Err(GraphError::AlreadyMerged { absorbed: entity, kept: root });
            }
        }
        if kept == absorbed {
            return Err(GraphError::AlreadyOne(kept, absorbed));
        }
        if self.known_different(kept, absorbed) {
            return Err(GraphError::NeverMerge(kept, absorbed));
        }
        self.parents.insert(absorbed, kept);
        self.children.entry(kept).or_default().insert(absorbed);
        self.order.push((kept, absorbed));
        Ok(())
    }

    pub(super) fn split(&mut self, kept: EntityId, absorbed: EntityId) -> Result<(), GraphError> {
        if self.parents.get(&absorbed) != Some(&kept) {
            return Err(GraphError::NotMerged { kept, absorbed });
        }
        self.parents.remove(&absorbed);
        if let Some(children) = self.children.get_mut(&kept) {
            children.remove(&absorbed);
            if children.is_empty() {
                self.children.remove(&kept);
            }
        }
        self.order.retain(|pair| *pair != (kept, absorbed));
        Ok(())
    }

    pub(super) fn never_merge(&mut self, one: EntityId, other: EntityId) -> Result<(), GraphError> {
        if self.root(one) == self.root(other) {
            return Err(GraphError::AlreadyOne(one, other));
        }
        self.different.insert((one.min(other), one.max(other)));
        Ok(())
    }

    /// The merges that hold, `(kept, absorbed)`, in the order in which they were made.
    pub(super) fn made(&self) -> &[(EntityId, EntityId)] {
        &self.order
    }

    /// The pairs that are known to be different.
    pub(super) fn different(&self) -> impl Iterator<Item = (EntityId, EntityId)> + '_ {
        self.different.iter().copied()
    }
}

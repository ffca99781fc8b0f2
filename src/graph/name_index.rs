use std::collections::BTreeSet;
use std::ops::Bound;
use std::sync::Arc;

use imbl::{OrdMap, OrdSet};
use rayon::prelude::*;

use crate::model::{Entity, EntityId};

use super::array::Array;
use super::names::normalised_name;

/// Normalised names in alphabetical order, each with the entities recorded under it.
#[derive(Clone, Debug, Default)]
pub(super) struct SortedNames {
    /// Where each name ends.
    pub(super) ends: Array<u32>,
    pub(super) bytes: Array<u8>,
    /// Where the entities of each name end.
    pub(super) entity_ends: Array<u32>,
    pub(super) entities: Array<u32>,
}

impl SortedNames {
    fn build(mut pairs: Vec<(String, u32)>) -> Self {
        pairs.par_sort_unstable();
        pairs.dedup();
        let (mut ends, mut bytes, mut entity_ends, mut entities) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut last: Option<&str> = None;
        for (name, entity) in &pairs {
            if last != Some(name) {
                bytes.extend_from_slice(name.as_bytes());
                ends.push(bytes.len() as u32);
                entity_ends.push(entities.len() as u32);
                last = Some(name);
            }
            entities.push(*entity);
            if let Some(end) = entity_ends.last_mut() {
                *end = entities.len() as u32;
            }
        }
        SortedNames {
            ends: ends.into(),
            bytes: bytes.into(),
            entity_ends: entity_ends.into(),
            entities: entities.into(),
        }
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    fn name(&self, place: usize) -> &str {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        let bytes = self.bytes.get(start..self.ends[place] as usize).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    fn entities(&self, place: usize) -> &[u32] {
        let start = place.checked_sub(1).map_or(0, |before| self.entity_ends[before] as usize);
        self.entities.get(start..self.entity_ends[place] as usize).unwrap_or_default()
    }

    /// The place of the first name that is not less.
    fn lower_bound(&self, name: &str) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = (low + high) / 2;
            if self.name(middle) < name { low = middle + 1 } else { high = middle }
        }
        low
    }

    fn exact(&self, name: &str) -> &[u32] {
        let place = self.lower_bound(name);
        if place < self.len() && self.name(place) == name { self.entities(place) } else { &[] }
    }

    pub(super) fn is_sound(&self) -> bool {
        self.ends.is_sorted()
            && self.entity_ends.is_sorted()
            && self.ends.len() == self.entity_ends.len()
            && self.ends.last().map_or(0, |end| *end as usize) == self.bytes.len()
            && self.entity_ends.last().map_or(0, |end| *end as usize) == self.entities.len()
    }
}

/// From normalised names to the entities recorded under them.
#[derive(Clone, Debug, Default)]
pub(super) struct NameIndex {
    base: Arc<SortedNames>,
    /// Names whose entities are no longer those of the base.
    changed: OrdMap<Arc<str>, OrdSet<u32>>,
}

impl NameIndex {
    pub(super) fn new(base: SortedNames) -> Self {
        NameIndex { base: Arc::new(base), changed: OrdMap::new() }
    }

    /// The index of all (normalised name, entity).
    pub(super) fn build(pairs: Vec<(String, u32)>) -> Self {
        NameIndex::new(SortedNames::build(pairs))
    }

    pub(super) fn base(&self) -> &SortedNames {
        &self.base
    }

    pub(super) fn weight(&self) -> usize {
        self.changed.len()
    }

    fn edit(&mut self, name: &str, edit: impl FnOnce(&mut OrdSet<u32>)) {
        if let Some(entities) = self.changed.get_mut(name) {
            edit(entities);
        } else {
            let mut entities: OrdSet<u32> = self.base.exact(name).iter().copied().collect();
            edit(&mut entities);
            self.changed.insert(name.into(), entities);
        }
    }

    /// Records the names of `new`, and drops those of the version that it replaces.
    pub(super) fn insert_replacing(&mut self, old: Option<&Entity>, new: &Entity) {
        let forms = normalised_forms(new);
        let old = old.map(normalised_forms).unwrap_or_default();
        for name in old.difference(&forms) {
            self.edit(name, |entities| {
                entities.remove(&new.id.0);
            });
        }
        for name in forms.difference(&old) {
            self.edit(name, |entities| {
                entities.insert(new.id.0);
            });
        }
    }

    /// Records a number under a name.
    pub(super) fn insert(&mut self, name: &str, number: u32) {
        self.edit(name, |numbers| {
            numbers.insert(number);
        });
    }

    /// Drops a number under a name.
    pub(super) fn remove(&mut self, name: &str, number: u32) {
        self.edit(name, |numbers| {
            numbers.remove(&number);
        });
    }

    /// Entities recorded under exactly this normalised name.
    pub(super) fn exact(&self, normalised: &str) -> Vec<EntityId> {
        match self.changed.get(normalised) {
            Some(entities) => entities.iter().copied().map(EntityId).collect(),
            None => self.base.exact(normalised).iter().copied().map(EntityId).collect(),
        }
    }

    /// Normalised names that start with `prefix`, in alphabetical order, with their entities.
    pub(super) fn with_prefix<'n>(&'n self, prefix: &str) -> impl Iterator<Item = (&'n str, Vec<EntityId>)> {
        let prefix = prefix.to_owned();
        let mut place = self.base.lower_bound(&prefix);
        let mut changed = self.changed.range::<_, str>((Bound::Included(&*prefix), Bound::Unbounded)).peekable();
        std::iter::from_fn(move || {
            loop {
                let base = (place < self.base.len()).then(|| self.base.name(place));
                let over = changed.peek().map(|(name, _)| &***name);
                let (name, entities) = match (base, over) {
                    (None, None) => return None,
                    (Some(name), over) if over.is_none_or(|over| name < over) => {
                        place += 1;
                        (name, self.base.entities(place - 1).iter().copied().map(EntityId).collect())
                    }
                    _ => {
                        let (name, entities) = changed.next()?;
                        place += usize::from(base == Some(name));
                        (&**name, entities.iter().copied().map(EntityId).collect::<Vec<_>>())
                    }
                };
                if !name.starts_with(&prefix) {
                    return None;
                }
                if !entities.is_empty() {
                    return Some((name, entities));
                }
            }
        })
    }

    /// Every normalised name, in alphabetical order.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, Vec<EntityId>)> {
        self.with_prefix("")
    }
}

/// The forms under which an entity is found.
pub(super) fn normalised_forms(entity: &Entity) -> BTreeSet<String> {
    let mut forms: BTreeSet<String> = entity.aliases.keys().map(|alias| normalised_name(alias)).collect();
    forms.insert(normalised_name(&entity.name));
    forms.remove("");
    forms
}

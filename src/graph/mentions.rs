use crate::model::{DocumentId, EntityId, Mention};

/// Mentions as they were recorded, sorted by (document, span), per entity and per document.
#[derive(Clone, Debug, Default)]
pub(super) struct MentionTable {
    by_entity: Vec<Vec<Mention>>,
    by_document: Vec<Vec<Mention>>,
}

fn key(mention: &Mention) -> (DocumentId, crate::model::Span, EntityId, crate::model::Span) {
    (mention.document, mention.span, mention.entity, mention.sentence)
}

fn insert_sorted(lists: &mut Vec<Vec<Mention>>, index: usize, mention: Mention) {
    if lists.len() <= index {
        lists.resize_with(index + 1, Vec::new);
    }
    let list = &mut lists[index];
    if let Err(place) = list.binary_search_by_key(&key(&mention), key) {
        list.insert(place, mention);
    }
}

impl MentionTable {
    pub(super) fn insert(&mut self, mention: Mention) {
        insert_sorted(&mut self.by_entity, mention.entity.index(), mention);
        insert_sorted(&mut self.by_document, mention.document.index(), mention);
    }

    /// Removes the mentions of a document and returns them.
    pub(super) fn remove_document(&mut self, document: DocumentId) -> Vec<Mention> {
        let removed = self.by_document.get_mut(document.index()).map(std::mem::take).unwrap_or_default();
        let mut entities: Vec<EntityId> = removed.iter().map(|mention| mention.entity).collect();
        entities.sort_unstable();
        entities.dedup();
        for entity in entities {
            self.by_entity[entity.index()].retain(|mention| mention.document != document);
        }
        removed
    }

    /// Mentions recorded for exactly this entity.
    pub(super) fn of(&self, entity: EntityId) -> &[Mention] {
        self.by_entity.get(entity.index()).map_or(&[], Vec::as_slice)
    }

    /// Mentions in a document.
    pub(super) fn within(&self, document: DocumentId) -> &[Mention] {
        self.by_document.get(document.index()).map_or(&[], Vec::as_slice)
    }

    /// Every mention as recorded, sorted by (document, span).
    pub(super) fn recorded(&self) -> impl Iterator<Item = &Mention> {
        self.by_document.iter().flatten()
    }

    pub(super) fn count(&self) -> usize {
        self.by_document.iter().map(Vec::len).sum()
    }
}

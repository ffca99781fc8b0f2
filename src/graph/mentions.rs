use bytemuck::{Pod, Zeroable};

use crate::model::{DocumentId, EntityId, Mention, Span};

use super::layered::{Item, Layered};
use super::lists::Lists;

/// A mention without one of its ends, which is the key of the list it stands in: sorted by (document, span, entity,
/// sentence).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Pod, Zeroable)]
#[repr(C)]
pub(crate) struct MentionRow {
    pub(crate) document: u32,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) entity: u32,
    pub(crate) sentence_start: u32,
    pub(crate) sentence_end: u32,
}

impl Item for MentionRow {
    const LEAST: Self = MentionRow { document: 0, start: 0, end: 0, entity: 0, sentence_start: 0, sentence_end: 0 };
    const GREATEST: Self = {
        const MOST: u32 = u32::MAX;
        MentionRow { document: MOST, start: MOST, end: MOST, entity: MOST, sentence_start: MOST, sentence_end: MOST }
    };
    type Lists = Lists<MentionRow>;
}

impl MentionRow {
    pub(super) const COLUMNS: usize = 6;

    /// Numbers that are small where the mention is like others.
    pub(super) fn columns(self) -> [u32; MentionRow::COLUMNS] {
        let MentionRow { document, start, end, entity, sentence_start, sentence_end } = self;
        let before = start.wrapping_sub(sentence_start);
        [document.wrapping_add(1), start, end.wrapping_sub(start), entity, before, sentence_end.wrapping_sub(end)]
    }

    pub(super) fn from_columns([document, start, length, entity, before, behind]: [u32; MentionRow::COLUMNS]) -> Self {
        let end = start.wrapping_add(length);
        let (sentence_start, sentence_end) = (start.wrapping_sub(before), end.wrapping_add(behind));
        MentionRow { document: document.wrapping_sub(1), start, end, entity, sentence_start, sentence_end }
    }

    fn is_application(&self) -> bool {
        self.document == DocumentId::APPLICATION.0
    }
}

impl From<Mention> for MentionRow {
    fn from(Mention { entity, document, span, sentence }: Mention) -> Self {
        MentionRow {
            document: document.0,
            start: span.start,
            end: span.end,
            entity: entity.0,
            sentence_start: sentence.start,
            sentence_end: sentence.end,
        }
    }
}

impl From<MentionRow> for Mention {
    fn from(row: MentionRow) -> Self {
        Mention {
            entity: EntityId(row.entity),
            document: DocumentId(row.document),
            span: Span { start: row.start, end: row.end },
            sentence: Span { start: row.sentence_start, end: row.sentence_end },
        }
    }
}

/// Mentions as they were recorded, per entity and per document. That the application has made an entity is kept as a
/// mention without document: it stands in the list of its entity only.
#[derive(Clone, Debug, Default)]
pub(super) struct MentionTable {
    pub(super) by_entity: Layered<MentionRow>,
    pub(super) by_document: Layered<MentionRow>,
    count: usize,
}

impl MentionTable {
    pub(super) fn new(by_entity: Layered<MentionRow>, by_document: Layered<MentionRow>) -> Self {
        let count = by_entity.base().items.len();
        MentionTable { by_entity, by_document, count }
    }

    pub(super) fn insert(&mut self, mention: Mention) {
        let row = MentionRow::from(mention);
        if self.by_entity.within(row.entity, row, row).next().is_none() {
            self.by_entity.insert(row.entity, row);
            if !row.is_application() {
                self.by_document.insert(row.document, row);
            }
            self.count += 1;
        }
    }

    pub(super) fn extend(&mut self, rows: &[MentionRow]) {
        const FEW: usize = 1 << 10;
        if rows.len() < FEW {
            rows.iter().for_each(|row| self.insert(Mention::from(*row)));
            return;
        }
        let mut rows = rows.to_vec();
        rows.sort_unstable();
        rows.dedup();
        self.by_entity.extend(&rows.iter().map(|row| (row.entity, *row)).collect::<Vec<_>>());
        rows.retain(|row| !row.is_application());
        self.by_document.extend(&rows.iter().map(|row| (row.document, *row)).collect::<Vec<_>>());
        self.count = self.by_entity.base().items.len();
    }

    /// Removes the mentions of a document and returns them.
    pub(super) fn remove_document(&mut self, document: DocumentId) -> Vec<Mention> {
        let rows: Vec<MentionRow> = self.by_document.of(document.0).collect();
        for row in &rows {
            self.by_entity.remove(row.entity, *row);
            self.by_document.remove(row.document, *row);
        }
        self.count -= rows.len();
        rows.into_iter().map(Mention::from).collect()
    }

    /// Mentions recorded for exactly this entity.
    pub(super) fn of(&self, entity: EntityId) -> impl Iterator<Item = Mention> + '_ {
        self.by_entity.of(entity.0).map(Mention::from)
    }

    /// True if there is one of exactly this entity.
    pub(super) fn has(&self, entity: EntityId) -> bool {
        self.by_entity.of(entity.0).next().is_some()
    }

    /// Mentions in a document.
    pub(super) fn within(&self, document: DocumentId) -> impl Iterator<Item = Mention> + '_ {
        self.by_document.of(document.0).map(Mention::from)
    }

    /// Every mention as recorded, sorted by (document, span); those of the application last.
    pub(super) fn recorded(&self) -> impl Iterator<Item = Mention> + '_ {
        let told = (0..self.by_document.keys()).flat_map(|document| self.within(DocumentId(document)));
        let first = MentionRow { document: DocumentId::APPLICATION.0, ..MentionRow::LEAST };
        let made = move |entity| self.by_entity.within(entity, first, MentionRow::GREATEST).map(Mention::from);
        told.chain((0..self.by_entity.keys()).flat_map(made))
    }

    pub(super) fn count(&self) -> usize {
        self.count
    }

    pub(super) fn weight(&self) -> usize {
        self.by_entity.weight() + self.by_document.weight()
    }

    pub(super) fn consolidate(&mut self) {
        self.by_entity.consolidate();
        self.by_document.consolidate();
    }
}

//! Columns of statements in as few bits as they need: how they lie in an image.

use super::array::Array;
use super::numbers::Numbers;
use super::rows::{Columns, Provenance, Rows};

/// Rows that are read and never written.
#[derive(Clone, Debug)]
pub(super) struct PackedRows {
    /// One by one: see [`Column`].
    pub(super) columns: Box<[Numbers; COLUMNS]>,
    pub(super) details: Array<u8>,
}

/// How many columns there are.
pub(super) const COLUMNS: usize = 10;

#[derive(Clone, Copy)]
enum Column {
    Subject,
    Object,
    /// One more than the form; 0 where the statement is gone.
    Form,
    /// One more than the document; 0 for the application.
    Document,
    Start,
    Length,
    WordsStart,
    WordsLength,
    Elsewhere,
    DetailEnd,
}

impl PackedRows {
    pub(super) fn of(rows: &Rows) -> Self {
        let up = |number: u32| u64::from(number.wrapping_add(1));
        let told = |read: fn(&Provenance) -> u64| Numbers::pack(rows.provenance.iter().map(read));
        let columns = Box::new([
            Numbers::pack_small(&rows.subjects),
            Numbers::pack_small(&rows.objects),
            Numbers::pack(rows.forms.iter().map(|form| up(*form))),
            Numbers::pack(rows.provenance.iter().map(|told| up(told.document))),
            told(|told| told.start.into()),
            told(|told| told.length.into()),
            told(|told| told.words_start.into()),
            told(|told| told.words_length.into()),
            told(|told| told.elsewhere.into()),
            Numbers::pack_small(&rows.detail_ends),
        ]);
        PackedRows { columns, details: rows.details.to_vec().into() }
    }

    pub(super) fn to_rows(&self) -> Rows {
        let mut rows = Rows::default();
        for row in 0..self.len() {
            rows.push_row(self, row, self.form(row));
        }
        rows
    }

    fn column(&self, column: Column) -> &Numbers {
        &self.columns[column as usize]
    }

    #[inline]
    fn small(&self, column: Column, row: usize) -> u32 {
        self.column(column).get(row) as u32
    }

    pub(super) fn len(&self) -> usize {
        self.column(Column::Subject).len()
    }

    /// How many statements are not gone.
    pub(super) fn live(&self) -> usize {
        self.column(Column::Form).iter().filter(|form| *form != 0).count()
    }

    /// True if the columns have one length and the details lie inside their bytes.
    pub(super) fn is_sound(&self) -> bool {
        let ends = self.column(Column::DetailEnd);
        self.columns.iter().all(|column| column.len() == self.len())
            && ends.is_sorted()
            && self.len().checked_sub(1).map_or(0, |last| ends.get(last) as usize) == self.details.len()
    }
}

impl Columns for PackedRows {
    #[inline]
    fn subject(&self, row: usize) -> u32 {
        self.small(Column::Subject, row)
    }

    #[inline]
    fn object(&self, row: usize) -> u32 {
        self.small(Column::Object, row)
    }

    #[inline]
    fn form(&self, row: usize) -> u32 {
        self.small(Column::Form, row).wrapping_sub(1)
    }

    fn provenance(&self, row: usize) -> Provenance {
        Provenance {
            document: self.small(Column::Document, row).wrapping_sub(1),
            start: self.small(Column::Start, row),
            length: self.small(Column::Length, row) as u16,
            words_start: self.small(Column::WordsStart, row) as u16,
            words_length: self.small(Column::WordsLength, row) as u16,
            elsewhere: self.small(Column::Elsewhere, row) as u16,
        }
    }

    fn details_of(&self, row: usize) -> &[u8] {
        let end = |row: usize| self.small(Column::DetailEnd, row) as usize;
        self.details.get(row.checked_sub(1).map_or(0, end)..end(row)).unwrap_or_default()
    }
}

/// The rows of a chunk, still growing or as they were stored.
#[derive(Clone, Debug)]
pub(super) enum ChunkRows {
    Plain(Rows),
    Packed(PackedRows),
}

impl ChunkRows {
    pub(super) fn len(&self) -> usize {
        match self {
            ChunkRows::Plain(rows) => rows.len(),
            ChunkRows::Packed(rows) => rows.len(),
        }
    }

    /// As rows that can be added to.
    pub(super) fn into_plain(self) -> Rows {
        match self {
            ChunkRows::Plain(rows) => rows,
            ChunkRows::Packed(rows) => rows.to_rows(),
        }
    }

    pub(super) fn packed(&self) -> PackedRows {
        match self {
            ChunkRows::Plain(rows) => PackedRows::of(rows),
            ChunkRows::Packed(rows) => rows.clone(),
        }
    }
}

impl Columns for ChunkRows {
    #[inline]
    fn subject(&self, row: usize) -> u32 {
        match self {
            ChunkRows::Plain(rows) => rows.subject(row),
            ChunkRows::Packed(rows) => rows.subject(row),
        }
    }

    #[inline]
    fn object(&self, row: usize) -> u32 {
        match self {
            ChunkRows::Plain(rows) => rows.object(row),
            ChunkRows::Packed(rows) => rows.object(row),
        }
    }

    #[inline]
    fn form(&self, row: usize) -> u32 {
        match self {
            ChunkRows::Plain(rows) => rows.form(row),
            ChunkRows::Packed(rows) => rows.form(row),
        }
    }

    fn provenance(&self, row: usize) -> Provenance {
        match self {
            ChunkRows::Plain(rows) => rows.provenance(row),
            ChunkRows::Packed(rows) => rows.provenance(row),
        }
    }

    fn details_of(&self, row: usize) -> &[u8] {
        match self {
            ChunkRows::Plain(rows) => rows.details_of(row),
            ChunkRows::Packed(rows) => rows.details_of(row),
        }
    }
}

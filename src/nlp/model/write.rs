//! Building and writing models; only the training program does.

use super::format::{MAGIC, VERSION};
use super::linear::{Entry, Slot};
use super::{Base, Lexicon, Linear};

/// Builds a model file: magic, version, checksum and length of the body, body. All numbers are little-endian.
#[derive(Default)]
pub(crate) struct Writer {
    body: Vec<u8>,
}

impl Writer {
    pub(crate) fn byte(&mut self, value: u8) {
        self.body.push(value);
    }

    pub(crate) fn u32(&mut self, value: u32) {
        self.body.extend_from_slice(&value.to_le_bytes());
    }

    pub(crate) fn count(&mut self, value: usize) {
        self.u32(value as u32);
    }

    /// Seven bits a byte, the lowest first.
    pub(crate) fn varint(&mut self, mut value: u64) {
        while value >= 128 {
            self.byte(value as u8 | 128);
            value >>= 7;
        }
        self.byte(value as u8);
    }

    /// A string of at most 255 bytes.
    pub(crate) fn short_text(&mut self, value: &str) {
        self.byte(value.len() as u8);
        self.body.extend_from_slice(value.as_bytes());
    }

    /// Bytes as they are.
    pub(crate) fn raw(&mut self, bytes: &[u8]) {
        self.body.extend_from_slice(bytes);
    }

    /// The whole file.
    pub(crate) fn finish(self) -> Vec<u8> {
        let mut file = Vec::with_capacity(self.body.len() + 20);
        file.extend_from_slice(MAGIC);
        file.extend_from_slice(&VERSION.to_le_bytes());
        file.extend_from_slice(&crc32fast::hash(&self.body).to_le_bytes());
        file.extend_from_slice(&(self.body.len() as u32).to_le_bytes());
        file.extend_from_slice(&self.body);
        file
    }
}

impl Base {
    /// Its part of a model file.
    pub(crate) fn write(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.byte(self.tags.len() as u8);
        for (tag, penn) in &self.tags {
            out.byte(*tag as u8);
            out.byte(*penn as u8);
        }
        let words = &self.words;
        for lexicon in [&words.tag_sets, &words.wordnet, &words.names, &words.vectors] {
            lexicon.write(&mut out);
        }
        self.lemmas.write(&mut out);
        self.splitter.write(&mut out);
        self.boundaries.write(&mut out);
        out.body
    }
}

impl Lexicon {
    pub(crate) fn write(&self, out: &mut Writer) {
        let mut used: Vec<(u32, u32)> = self.slots.iter().copied().filter(|slot| slot.1 != 0).collect();
        used.sort_unstable();
        out.count(used.len());
        let mut last = 0;
        for &(key, value) in &used {
            out.varint(u64::from(key - last));
            out.varint(u64::from(value));
            last = key;
        }
    }
}

impl Linear {
    /// Builds the table from features with their entries. Keys must be distinct, entries few (at most 255 a feature).
    pub(crate) fn new(classes: usize, features: &[(u32, Vec<Entry>)]) -> Linear {
        let size = (features.len() * 3 / 2 + 1).next_power_of_two().max(2);
        let mut model = Linear {
            classes,
            shift: 32 - size.trailing_zeros(),
            slots: vec![Slot::default(); size].into_boxed_slice(),
            entries: Box::default(),
        };
        let mut entries = Vec::with_capacity(features.iter().map(|(_, row)| row.len()).sum());
        for (key, row) in features.iter().filter(|(_, row)| !row.is_empty()) {
            let start = (entries.len() as u32) << 8 | row.len() as u32;
            entries.extend_from_slice(row);
            let mut slot = model.home(*key);
            while model.slots[slot].start != 0 {
                slot = (slot + 1) & (size - 1);
            }
            model.slots[slot] = Slot { key: *key, start };
        }
        model.entries = entries.into_boxed_slice();
        model
    }

    /// Writes the classifier: keys as differences, then the number of entries of each, then classes, then weights.
    pub(crate) fn write(&self, out: &mut Writer) {
        let mut used: Vec<Slot> = self.slots.iter().copied().filter(|slot| slot.start != 0).collect();
        used.sort_unstable_by_key(|slot| slot.key);
        out.count(self.classes);
        out.count(used.len());
        let mut last = 0;
        for slot in &used {
            out.varint(u64::from(slot.key - last));
            last = slot.key;
        }
        used.iter().for_each(|slot| out.byte((slot.start & 255) as u8));
        used.iter().for_each(|slot| self.entries(slot.key).iter().for_each(|entry| out.byte(entry.class)));
        used.iter().for_each(|slot| self.entries(slot.key).iter().for_each(|entry| out.byte(entry.weight as u8)));
    }
}

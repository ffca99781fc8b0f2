use super::ModelError;
use super::format::Reader;

/// A set of strings (by their hash), each with a small number. Compact: 32 bits of hash decide.
pub(crate) struct Lexicon {
    shift: u32,
    pub(super) slots: Box<[(u32, u32)]>,
}

impl Lexicon {
    /// Builds it from (hash, value) pairs; the values must not be 0. Of equal hashes the first counts.
    pub(crate) fn new(words: impl ExactSizeIterator<Item = (u32, u32)>) -> Lexicon {
        let size = (words.len() * 3 / 2 + 1).next_power_of_two().max(2);
        let mut lexicon = Lexicon { shift: 32 - size.trailing_zeros(), slots: vec![(0, 0); size].into() };
        for (key, value) in words {
            let mut at = lexicon.home(key);
            while lexicon.slots[at].1 != 0 && lexicon.slots[at].0 != key {
                at = (at + 1) & (size - 1);
            }
            if lexicon.slots[at].1 == 0 {
                lexicon.slots[at] = (key, value);
            }
        }
        lexicon
    }

    #[inline]
    fn home(&self, key: u32) -> usize {
        (key.wrapping_mul(0x9e37_79b1) >> self.shift) as usize
    }

    /// The value under a hash; 0 where there is none.
    #[inline]
    pub(crate) fn get(&self, hash: u64) -> u32 {
        let key = (hash >> 16) as u32;
        let mut at = self.home(key);
        loop {
            let (found, value) = self.slots[at];
            if value == 0 || found == key {
                return value;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    pub(crate) fn read(input: &mut Reader) -> Result<Lexicon, ModelError> {
        let count = input.count()?;
        let mut words = Vec::with_capacity(count.min(1 << 22));
        let mut key = 0u32;
        for _ in 0..count {
            key = key.checked_add(input.varint()? as u32).ok_or(ModelError::Damaged)?;
            let value = input.varint()? as u32;
            if value == 0 {
                return Err(ModelError::Damaged);
            }
            words.push((key, value));
        }
        Ok(Lexicon::new(words.into_iter()))
    }
}

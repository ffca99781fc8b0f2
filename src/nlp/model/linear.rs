use super::ModelError;
use super::format::Reader;

/// A linear classifier over hashed features: for each feature the classes it speaks for or against.
///
/// The features lie in an open-addressing table; their weights in one array. Both are compact, as a lookup that misses
/// the processor's cache is what the analysis spends its time on.
pub(crate) struct Linear {
    pub(super) classes: usize,
    pub(super) shift: u32,
    pub(super) slots: Box<[Slot]>,
    pub(super) entries: Box<[Entry]>,
}

/// `start` holds the place of the first entry in its upper 24 bits, and their number in the lower 8; 0 is a free slot.
#[derive(Clone, Copy, Default)]
pub(super) struct Slot {
    pub(super) key: u32,
    pub(super) start: u32,
}

/// What the codes of weights mean: up to 64 themselves, then in steps of a twentieth, as a few weights are much
/// greater than the others. Indexed by the code as an unsigned byte.
pub(crate) static WEIGHTS: [i16; 256] = weights();

const fn weights() -> [i16; 256] {
    let mut table = [0; 256];
    let mut value: i32 = 0;
    let mut code = 1;
    while code < 128 {
        value = if code <= 64 { code as i32 } else { value + value / 20 };
        table[code] = value as i16;
        table[256 - code] = -(value as i16);
        code += 1;
    }
    table
}

/// How much a feature speaks for a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Number of the class.
    pub(crate) class: u8,
    /// The code of its weight: see [`WEIGHTS`].
    pub(crate) weight: i8,
}

impl Linear {
    /// How many classes it tells apart.
    pub(crate) fn classes(&self) -> usize {
        self.classes
    }

    #[inline]
    pub(super) fn home(&self, key: u32) -> usize {
        (key.wrapping_mul(0x9e37_79b1) >> self.shift) as usize
    }

    /// The entries of a feature; none if it is unknown.
    #[inline]
    pub(crate) fn entries(&self, key: u32) -> &[Entry] {
        let mut at = self.home(key);
        loop {
            let slot = self.slots[at];
            if slot.start == 0 {
                return &[];
            }
            if slot.key == key {
                let start = (slot.start >> 8) as usize;
                return &self.entries[start..start + (slot.start & 255) as usize];
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// Writes the score of every class to `scores`, which must hold [`Linear::classes`] values.
    #[inline]
    pub(crate) fn score(&self, features: &[u32], scores: &mut [i32]) {
        scores.fill(0);
        // First the places of many features, then their weights: the processor can wait for many memory cells at a time.
        for part in features.chunks(64) {
            let mut rows: [&[Entry]; 64] = [&[]; 64];
            for (row, &key) in rows.iter_mut().zip(part) {
                *row = self.entries(key);
            }
            for entry in rows[..part.len()].iter().copied().flatten() {
                scores[entry.class as usize] += i32::from(WEIGHTS[entry.weight as u8 as usize]);
            }
        }
    }

    /// Reads what [`Linear::write`] wrote.
    pub(crate) fn read(input: &mut Reader) -> Result<Linear, ModelError> {
        let classes = input.count()?;
        let features = input.count()?;
        let mut keys = Vec::with_capacity(features.min(1 << 22));
        let mut last = 0u32;
        for _ in 0..features {
            last = last.checked_add(input.varint()? as u32).ok_or(ModelError::Damaged)?;
            keys.push(last);
        }
        let counts = input.bytes(features)?;
        let total: usize = counts.iter().map(|&count| count as usize).sum();
        if classes > 255 || total >= 1 << 24 || counts.contains(&0) {
            return Err(ModelError::Damaged);
        }
        let class = input.bytes(total)?;
        let weight = input.bytes(total)?;
        if class.iter().any(|&class| class as usize >= classes) {
            return Err(ModelError::Damaged);
        }
        let entries: Box<[Entry]> =
            class.iter().zip(weight).map(|(&class, &weight)| Entry { class, weight: weight as i8 }).collect();
        let size = (features * 3 / 2 + 1).next_power_of_two().max(2);
        let mut model =
            Linear { classes, shift: 32 - size.trailing_zeros(), slots: vec![Slot::default(); size].into(), entries };
        let mut start = 0;
        for (key, &count) in keys.into_iter().zip(counts) {
            let mut slot = model.home(key);
            while model.slots[slot].start != 0 {
                slot = (slot + 1) & (size - 1);
            }
            model.slots[slot] = Slot { key, start: start << 8 | u32::from(count) };
            start += u32::from(count);
        }
        Ok(model)
    }
}

//! Hashing of words and features. The trained weights are stored under these numbers: a change here needs a new model.

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;
const FACTOR: u64 = 0xa076_1d64_78bd_642f;

/// Mixes two numbers into one (a folded 128-bit product, as in wyhash).
#[inline]
pub(crate) fn mix(left: u64, right: u64) -> u64 {
    let product = u128::from(left ^ SEED) * u128::from(right ^ FACTOR);
    (product as u64) ^ ((product >> 64) as u64)
}

/// The number of a string.
#[inline]
pub(crate) fn text(bytes: &[u8]) -> u64 {
    let mut hash = mix(bytes.len() as u64, SEED);
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = mix(hash, u64::from_le_bytes(word));
    }
    hash
}

/// Collects the features of one decision as 32-bit keys.
pub(crate) struct Features<'a> {
    /// The keys so far.
    pub(crate) keys: &'a mut Vec<u32>,
}

impl Features<'_> {
    /// A feature of two values; `template` tells it from the others.
    #[inline]
    pub(crate) fn two(&mut self, template: u64, a: u64, b: u64) {
        self.keys.push((mix(mix(template, a), b) >> 16) as u32);
    }

    /// A feature of three values.
    #[inline]
    pub(crate) fn three(&mut self, template: u64, a: u64, b: u64, c: u64) {
        self.keys.push((mix(mix(mix(template, a), b), c) >> 16) as u32);
    }

    /// A feature of four values.
    #[inline]
    pub(crate) fn four(&mut self, template: u64, a: u64, b: u64, c: u64, d: u64) {
        self.keys.push((mix(mix(mix(mix(template, a), b), c), d) >> 16) as u32);
    }
}

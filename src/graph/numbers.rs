//! Whole numbers in as few bits as the largest of them needs, each readable by itself.

use super::array::{Array, SharedBytes};
use super::pack::Unpacker;

/// So many bytes lie behind the last number, so that eight can be read at once wherever a number begins.
pub(super) const MARGIN: usize = 8;

/// More bits may reach into a ninth byte.
const MOST_BITS: u32 = 57;

/// How many bits a number needs.
pub(super) fn bits_of(number: u64) -> u32 {
    u64::BITS - number.leading_zeros()
}

/// The number of so many bits that begins at `bit`; 0 where the bytes have ended.
#[inline]
pub(super) fn read_bits(bytes: &[u8], bit: usize, bits: u32) -> u64 {
    let at = bit / 8;
    let word = bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok()).map_or(0, u64::from_le_bytes);
    word >> (bit % 8) & !(u64::MAX << bits)
}

/// Puts numbers of few bits behind each other, the lowest bits first.
#[derive(Default)]
pub(super) struct BitWriter {
    pending: u64,
    filled: u32,
}

impl BitWriter {
    pub(super) fn put(&mut self, bytes: &mut Vec<u8>, number: u64, bits: u32) {
        self.pending |= number << self.filled;
        self.filled += bits;
        while self.filled >= 8 {
            bytes.push(self.pending as u8);
            self.pending >>= 8;
            self.filled -= 8;
        }
    }

    /// Fills the last byte.
    pub(super) fn finish(self, bytes: &mut Vec<u8>) {
        if self.filled > 0 {
            bytes.push(self.pending as u8);
        }
    }
}

/// Numbers as what they are more than the least of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Numbers {
    least: u64,
    bits: u32,
    length: usize,
    bytes: Array<u8>,
}

impl Numbers {
    const HEADER: usize = 20;

    /// Packs numbers that do not differ by more than 2⁵⁷.
    pub(super) fn pack(numbers: impl Iterator<Item = u64> + Clone) -> Self {
        let (mut least, mut most, mut length) = (u64::MAX, 0, 0);
        for number in numbers.clone() {
            (least, most, length) = (number.min(least), number.max(most), length + 1);
        }
        if length == 0 {
            return Numbers::default();
        }
        let bits = bits_of(most - least);
        debug_assert!(bits <= MOST_BITS);
        let mut bytes = Vec::with_capacity(length * bits as usize / 8 + MARGIN + 1);
        let mut writer = BitWriter::default();
        numbers.for_each(|number| writer.put(&mut bytes, number - least, bits));
        writer.finish(&mut bytes);
        bytes.extend_from_slice(&[0; MARGIN]);
        Numbers { least, bits, length, bytes: bytes.into() }
    }

    pub(super) fn pack_small(numbers: &[u32]) -> Self {
        Numbers::pack(numbers.iter().map(|number| u64::from(*number)))
    }

    pub(super) fn len(&self) -> usize {
        self.length
    }

    /// The number of that place; the least of all where there is none.
    #[inline]
    pub(super) fn get(&self, place: usize) -> u64 {
        self.least + read_bits(&self.bytes, place * self.bits as usize, self.bits)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = u64> + '_ {
        (0..self.length).map(|place| self.get(place))
    }

    pub(super) fn is_sorted(&self) -> bool {
        self.bits == 0 || self.iter().is_sorted()
    }

    /// What [`from_parts`](Numbers::from_parts) reads again.
    pub(super) fn parts(&self) -> (Vec<u8>, &[u8]) {
        let mut header = Vec::with_capacity(Numbers::HEADER);
        header.extend_from_slice(&self.least.to_le_bytes());
        header.extend_from_slice(&self.bits.to_le_bytes());
        header.extend_from_slice(&(self.length as u64).to_le_bytes());
        (header, &self.bytes)
    }

    pub(super) fn from_parts(bytes: &SharedBytes) -> Option<Self> {
        let mut from = Unpacker::new(bytes);
        let least = u64::from_le_bytes(from.array()?);
        let bits = u32::from_le_bytes(from.array()?);
        let length = usize::try_from(u64::from_le_bytes(from.array()?)).ok()?;
        let needed = length.checked_mul(bits as usize)?.div_ceil(8).checked_add(MARGIN)?;
        let fits = bits <= MOST_BITS && least.checked_add(!(u64::MAX << bits)).is_some();
        if length == 0 {
            return Some(Numbers::default());
        }
        let bytes = Array::shared(bytes.slice(Numbers::HEADER..))?;
        (fits && bytes.len() == needed).then_some(Numbers { least, bits, length, bytes })
    }
}

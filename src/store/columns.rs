//! Arrays of numbers as compact bytes: differences where the numbers ascend, each byte of the numbers by itself, and
//! LZ4 over that.

use bytemuck::Pod;
use rayon::prelude::*;

use crate::graph::{Array, Unpacker, put_number};

use super::codec::CodecError;

/// How much memory the arrays of one batch may take.
pub(super) const LARGEST_ARRAYS: usize = 1 << 30;

/// Whether an array ascends, so that differences are smaller than the numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Any,
    Ascending,
}

/// Arrays to be written; each is split into planes, which are compressed together at the end.
#[derive(Default)]
pub(super) struct Columns {
    planes: Vec<Vec<u8>>,
    counts: Vec<(usize, usize)>,
}

impl Columns {
    pub(super) fn put<T: Pod>(&mut self, items: &[T], order: Order) {
        let (count, size) = (items.len(), size_of::<T>());
        let bytes: &[u8] = bytemuck::cast_slice(items);
        let differences = (order == Order::Ascending).then(|| differences(bytes, size));
        let bytes = differences.as_deref().unwrap_or(bytes);
        for place in 0..size {
            self.planes.push(bytes.iter().skip(place).step_by(size).copied().collect());
        }
        self.counts.push((count, size));
    }

    pub(super) fn finish(self, bytes: &mut Vec<u8>) {
        let packed: Vec<Option<Vec<u8>>> = self
            .planes
            .par_iter()
            .map(|plane| Some(lz4_flex::block::compress(plane)).filter(|packed| packed.len() < plane.len()))
            .collect();
        let mut planes = self.planes.iter().zip(&packed);
        for (count, size) in self.counts {
            put_number(bytes, count as u64);
            for (plane, packed) in planes.by_ref().take(size) {
                // One more than the length of what is packed; 0 for a plane that does not get smaller.
                put_number(bytes, packed.as_ref().map_or(0, |packed| packed.len() as u64 + 1));
                bytes.extend_from_slice(packed.as_ref().unwrap_or(plane));
            }
        }
    }
}

/// Reads arrays in the order in which they were put.
pub(super) struct ColumnReader<'b> {
    pub(super) from: Unpacker<'b>,
    left: usize,
}

impl<'b> ColumnReader<'b> {
    pub(super) fn new(from: Unpacker<'b>) -> Self {
        ColumnReader { from, left: LARGEST_ARRAYS }
    }

    pub(super) fn take<T: Pod>(&mut self, order: Order) -> Result<Array<T>, CodecError> {
        let size = size_of::<T>();
        let count = self.from.number().and_then(|count| usize::try_from(count).ok()).ok_or_else(broken)?;
        let bytes = count.checked_mul(size).filter(|bytes| *bytes <= self.left).ok_or_else(broken)?;
        self.left -= bytes;
        let mut planes = Vec::with_capacity(size);
        for _ in 0..size {
            let packed = self.from.number().and_then(|length| usize::try_from(length).ok()).ok_or_else(broken)?;
            planes.push(match packed.checked_sub(1) {
                None => (self.from.take(count).ok_or_else(broken)?, false),
                Some(length) => (self.from.take(length).ok_or_else(broken)?, true),
            });
        }
        // LZ4 makes at most 255 bytes of one.
        if planes.iter().any(|(plane, packed)| *packed && count / 256 > plane.len()) {
            return Err(broken());
        }
        let mut items = vec![T::zeroed(); count];
        let out: &mut [u8] = bytemuck::cast_slice_mut(&mut items);
        for (place, (plane, packed)) in planes.into_iter().enumerate() {
            let unpacked = if packed { Some(unpack(plane, count)?) } else { None };
            let plane = unpacked.as_deref().unwrap_or(plane);
            out.iter_mut().skip(place).step_by(size).zip(plane).for_each(|(to, from)| *to = *from);
        }
        if order == Order::Ascending {
            add_up(out, size);
        }
        Ok(items.into())
    }
}

fn unpack(plane: &[u8], count: usize) -> Result<Vec<u8>, CodecError> {
    let mut unpacked = vec![0; count];
    match lz4_flex::block::decompress_into(plane, &mut unpacked) {
        Ok(length) if length == count => Ok(unpacked),
        _ => Err(broken()),
    }
}

fn broken() -> CodecError {
    CodecError::Undecodable("a column is not what was written".into())
}

fn differences(bytes: &[u8], size: usize) -> Vec<u8> {
    let mut before = 0u64;
    let mut out = Vec::with_capacity(bytes.len());
    for item in bytes.chunks_exact(size) {
        let number = little_endian(item);
        out.extend_from_slice(&number.wrapping_sub(before).to_le_bytes()[..size]);
        before = number;
    }
    out
}

fn add_up(bytes: &mut [u8], size: usize) {
    let mut before = 0u64;
    for item in bytes.chunks_exact_mut(size) {
        before = before.wrapping_add(little_endian(item));
        item.copy_from_slice(&before.to_le_bytes()[..size]);
    }
}

fn little_endian(bytes: &[u8]) -> u64 {
    let mut whole = [0; 8];
    whole[..bytes.len()].copy_from_slice(bytes);
    u64::from_le_bytes(whole)
}

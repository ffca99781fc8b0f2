//! Arrays of plain numbers, owned or inside a file that is mapped into memory.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, Range};
use std::sync::Arc;

use bytemuck::Pod;

/// Bytes that somebody else keeps alive, such as a mapped file.
pub(crate) type SharedBytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// A slice of numbers, wherever they lie.
#[derive(Clone)]
pub(crate) enum Array<T> {
    Owned(Vec<T>),
    Shared { bytes: SharedBytes, range: Range<usize>, item: PhantomData<T> },
}

impl<T: Pod> Array<T> {
    /// The numbers in a part of shared bytes; `None` if the part does not lie inside or not on the right places.
    pub(crate) fn shared(bytes: &SharedBytes, range: Range<usize>) -> Option<Self> {
        let part = (**bytes).as_ref().get(range.clone())?;
        bytemuck::try_cast_slice::<u8, T>(part).ok()?;
        Some(Array::Shared { bytes: Arc::clone(bytes), range, item: PhantomData })
    }

    /// The numbers to add to; copied first where they are shared.
    pub(crate) fn to_mut(&mut self) -> &mut Vec<T> {
        if let Array::Shared { .. } = self {
            *self = Array::Owned(self.to_vec());
        }
        match self {
            Array::Owned(items) => items,
            Array::Shared { .. } => unreachable!("made owned above"),
        }
    }
}

impl<T: Pod> Deref for Array<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Array::Owned(items) => items,
            Array::Shared { bytes, range, .. } => bytemuck::cast_slice(&(**bytes).as_ref()[range.clone()]),
        }
    }
}

impl<T> Default for Array<T> {
    fn default() -> Self {
        Array::Owned(Vec::new())
    }
}

impl<T> From<Vec<T>> for Array<T> {
    fn from(items: Vec<T>) -> Self {
        Array::Owned(items)
    }
}

impl<T: Pod> fmt::Debug for Array<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Array({})", self.len())
    }
}

//! Arrays of plain numbers, owned or inside a file that is mapped into memory.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use bytemuck::Pod;

/// Bytes that are kept alive by whoever holds them, such as a part of a mapped file.
pub(crate) type SharedBytes = bytes::Bytes;

/// A slice of numbers, wherever they lie.
#[derive(Clone)]
pub(crate) enum Array<T> {
    Owned(Vec<T>),
    Shared(SharedBytes, PhantomData<T>),
}

impl<T: Pod> Array<T> {
    /// The numbers in shared bytes; `None` if those are not so many whole numbers on the right places.
    pub(crate) fn shared(bytes: SharedBytes) -> Option<Self> {
        bytemuck::try_cast_slice::<u8, T>(&bytes).ok()?;
        Some(Array::Shared(bytes, PhantomData))
    }

    /// The numbers to add to; copied first where they are shared.
    pub(crate) fn to_mut(&mut self) -> &mut Vec<T> {
        if let Array::Shared(..) = self {
            *self = Array::Owned(self.to_vec());
        }
        match self {
            Array::Owned(items) => items,
            Array::Shared(..) => unreachable!("made owned above"),
        }
    }
}

impl<T: Pod> Deref for Array<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        match self {
            Array::Owned(items) => items,
            Array::Shared(bytes, _) => bytemuck::cast_slice(bytes),
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

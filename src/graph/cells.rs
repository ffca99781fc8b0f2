use std::fmt;
use std::sync::OnceLock;

/// How many cells are made at once.
const GROUP: usize = 256;

/// Items that are made from their bytes when they are first asked for, and kept.
pub(super) struct Cells<T> {
    groups: Box<[OnceLock<Group<T>>]>,
}

type Group<T> = Box<[OnceLock<Option<Box<T>>>]>;

impl<T> Cells<T> {
    pub(super) fn new(count: usize) -> Self {
        Cells { groups: (0..count.div_ceil(GROUP)).map(|_| OnceLock::new()).collect() }
    }

    /// The item of that place, made by `make` the first time.
    pub(super) fn get(&self, place: usize, make: impl FnOnce() -> Option<T>) -> Option<&T> {
        let group = self.groups.get(place / GROUP)?.get_or_init(|| (0..GROUP).map(|_| OnceLock::new()).collect());
        group[place % GROUP].get_or_init(|| make().map(Box::new)).as_deref()
    }
}

impl<T> fmt::Debug for Cells<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Cells({})", self.groups.len() * GROUP)
    }
}

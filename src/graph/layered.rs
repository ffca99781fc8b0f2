//! Lists of items per key: compact sorted lists, with a small sorted set of additions and removals over them.
//!
//! The lists are never touched by a write, so that readers of an older snapshot share them; the sets are persistent
//! trees, so that cloning them costs nothing.

use std::fmt::Debug;
use std::iter::Peekable;
use std::sync::Arc;

use bytemuck::Pod;
use imbl::OrdSet;

/// What a list holds: plain numbers in a total order.
pub(super) trait Item: Pod + Ord + Debug {
    /// Not greater than any item.
    const LEAST: Self;
    /// Not less than any item.
    const GREATEST: Self;
    /// How lists of them are kept.
    type Lists: SortedLists<Item = Self>;
}

/// Sorted items per dense key.
pub(super) trait SortedLists: Clone + Debug + Default {
    type Item: Item;
    type Run<'l>: Run<Self::Item>
    where
        Self: 'l;

    /// Sorts the pairs that `visit` gives, the same ones whenever it is asked, into lists.
    fn build(visit: impl Fn(&mut dyn FnMut(u32, Self::Item))) -> Self;

    /// The keys that may have items: all below this number.
    fn keys(&self) -> u32;

    /// The list of a key.
    fn of(&self, key: u32) -> Self::Run<'_>;

    /// The item of a key that is equal in their order.
    fn find(&self, key: u32, item: &Self::Item) -> Option<Self::Item>;
}

/// Items in a row of one list.
pub(super) trait Run<T>: Iterator<Item = T> + Clone + Debug + Default {
    /// How many are left.
    fn length(&self) -> usize;
}

impl<T: Item> Run<T> for std::iter::Copied<std::slice::Iter<'_, T>> {
    fn length(&self) -> usize {
        self.len()
    }
}

/// The items of a list that did not change.
type RunOf<'l, T> = <<T as Item>::Lists as SortedLists>::Run<'l>;

/// Lists with changes over them.
#[derive(Clone, Debug)]
pub(super) struct Layered<T: Item> {
    base: Arc<T::Lists>,
    added: OrdSet<(u32, T)>,
    removed: OrdSet<(u32, T)>,
    touched: Touched,
}

/// Which keys may have changes: so that a reader of all others need not look for them.
#[derive(Clone, Debug, Default)]
struct Touched {
    /// A bit for every key, shared by many keys; none while nothing has changed.
    bits: Option<Arc<[u64; Touched::WORDS]>>,
}

impl Touched {
    const WORDS: usize = 1 << 10;

    fn place(key: u32) -> (usize, u64) {
        let spread = key.wrapping_mul(0x9e37_79b1) >> 16;
        (spread as usize / 64 % Self::WORDS, 1 << (spread % 64))
    }

    fn insert(&mut self, key: u32) {
        let (word, bit) = Self::place(key);
        let bits = self.bits.get_or_insert_with(|| Arc::new([0; Self::WORDS]));
        if bits[word] & bit == 0 {
            Arc::make_mut(bits)[word] |= bit;
        }
    }

    #[inline]
    fn may_hold(&self, key: u32) -> bool {
        let (word, bit) = Self::place(key);
        self.bits.as_ref().is_some_and(|bits| bits[word] & bit != 0)
    }
}

impl<T: Item> Default for Layered<T> {
    fn default() -> Self {
        Layered::new(T::Lists::default())
    }
}

impl<T: Item> Layered<T> {
    pub(super) fn new(base: T::Lists) -> Self {
        Layered { base: Arc::new(base), added: OrdSet::new(), removed: OrdSet::new(), touched: Touched::default() }
    }

    /// The lists below the changes.
    #[inline]
    pub(super) fn base(&self) -> &T::Lists {
        &self.base
    }

    /// How many changes lie over the lists.
    pub(super) fn weight(&self) -> usize {
        self.added.len() + self.removed.len()
    }

    pub(super) fn insert(&mut self, key: u32, item: T) {
        self.touched.insert(key);
        match self.base.find(key, &item) {
            // The order may leave parts of an item out of account: only the very same one needs no addition.
            Some(found) if bytemuck::bytes_of(&found) == bytemuck::bytes_of(&item) => {
                self.removed.remove(&(key, item));
            }
            _ => {
                self.added.insert((key, item));
            }
        }
    }

    pub(super) fn remove(&mut self, key: u32, item: T) {
        self.touched.insert(key);
        if self.added.remove(&(key, item)).is_none() && self.base.find(key, &item).is_some() {
            self.removed.insert((key, item));
        }
    }

    /// The list of a key.
    #[inline]
    pub(super) fn of(&self, key: u32) -> Items<'_, T> {
        self.over(self.base.of(key), key, T::LEAST, T::GREATEST)
    }

    /// The changes of a key from `first` to `last`, over the unchanged items of the same range.
    #[inline]
    pub(super) fn over<'l>(&'l self, base: RunOf<'l, T>, key: u32, first: T, last: T) -> Items<'l, T> {
        if self.touched.may_hold(key) { self.merged(base, key, first, last) } else { Items::Plain(base) }
    }

    #[cold]
    fn merged<'l>(&'l self, base: RunOf<'l, T>, key: u32, first: T, last: T) -> Items<'l, T> {
        let part = |set: &OrdSet<(u32, T)>| -> Vec<T> {
            if set.is_empty() { Vec::new() } else { set.range((key, first)..=(key, last)).map(|pair| pair.1).collect() }
        };
        let (added, removed) = (part(&self.added), part(&self.removed));
        if added.is_empty() && removed.is_empty() {
            return Items::Plain(base);
        }
        Items::Merged(Box::new(Merged { base: base.peekable(), added: added.into_iter().peekable(), removed }))
    }

    /// Puts the changes into new lists.
    pub(super) fn consolidate(&mut self) {
        if self.weight() > 0 {
            *self = Layered::new(T::Lists::build(|visit| self.for_each(visit)));
        }
    }

    /// Adds many items at once, straight into new lists; those known already are added once.
    pub(super) fn extend(&mut self, more: &[(u32, T)]) {
        if more.is_empty() {
            return;
        }
        *self = Layered::new(T::Lists::build(|visit| {
            self.for_each(visit);
            more.iter().filter(|(key, item)| !self.contains(*key, *item)).for_each(|(key, item)| visit(*key, *item));
        }));
    }

    fn contains(&self, key: u32, item: T) -> bool {
        self.added.contains(&(key, item))
            || (self.base.find(key, &item).is_some() && !self.removed.contains(&(key, item)))
    }

    /// Every item with its key.
    pub(super) fn for_each(&self, visit: &mut dyn FnMut(u32, T)) {
        for key in 0..self.base.keys() {
            let kept =
                self.base.of(key).filter(|item| self.removed.is_empty() || !self.removed.contains(&(key, *item)));
            kept.for_each(|item| visit(key, item));
        }
        self.added.iter().for_each(|(key, item)| visit(*key, *item));
    }

    /// The keys that may have items: all below this number.
    pub(super) fn keys(&self) -> u32 {
        let base = self.base.keys();
        self.added.get_max().map_or(base, |(key, _)| base.max(key + 1))
    }
}

/// The items of a list, in order.
#[derive(Clone, Debug)]
pub(super) enum Items<'l, T: Item> {
    /// As the base has them.
    Plain(RunOf<'l, T>),
    /// With changes.
    Merged(Box<Merged<'l, T>>),
}

#[derive(Clone, Debug)]
pub(super) struct Merged<'l, T: Item> {
    base: Peekable<RunOf<'l, T>>,
    added: Peekable<std::vec::IntoIter<T>>,
    removed: Vec<T>,
}

impl<T: Item> Items<'_, T> {
    pub(super) fn none() -> Self {
        Items::Plain(Default::default())
    }

    #[inline]
    pub(super) fn length(&self) -> usize {
        match self {
            Items::Plain(run) => run.length(),
            Items::Merged(_) => self.clone().count(),
        }
    }
}

impl<T: Item> Iterator for Items<'_, T> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        match self {
            Items::Plain(run) => run.next(),
            Items::Merged(merged) => merged.next(),
        }
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        match self {
            Items::Plain(run) => (run.length(), Some(run.length())),
            Items::Merged(merged) => (0, merged.base.size_hint().1.map(|base| base + merged.added.len())),
        }
    }

    #[inline]
    fn fold<B, F: FnMut(B, T) -> B>(self, start: B, fold: F) -> B {
        match self {
            Items::Plain(run) => run.fold(start, fold),
            Items::Merged(merged) => merged.fold(start, fold),
        }
    }
}

impl<T: Item> Iterator for Merged<'_, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        loop {
            let added = self.added.peek();
            match self.base.peek() {
                Some(first) if added.is_none_or(|added| first < added) => {
                    let first = self.base.next()?;
                    if self.removed.binary_search(&first).is_err() {
                        return Some(first);
                    }
                }
                // An item that was added takes the place of one that is equal in order.
                _ => return self.added.next(),
            }
        }
    }
}

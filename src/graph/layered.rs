//! Lists of items per key: a compact sorted array, with a small sorted set of additions and removals over it.
//!
//! The array is never touched by a write, so that readers of an older snapshot share it; the sets are persistent trees,
//! so that cloning them costs nothing.

use std::sync::Arc;

use bytemuck::Pod;
use imbl::OrdSet;

use super::array::Array;

/// What a list holds: plain numbers in a total order.
pub(super) trait Item: Pod + Ord + std::fmt::Debug {
    /// Not greater than any item.
    const LEAST: Self;
    /// Not less than any item.
    const GREATEST: Self;
}

impl Item for u32 {
    const LEAST: Self = 0;
    const GREATEST: Self = u32::MAX;
}

/// Sorted items per dense key, one list behind the other.
#[derive(Clone, Debug)]
pub(super) struct Lists<T: Item> {
    /// Where the list of each key starts; one more than there are keys.
    pub(super) starts: Array<u32>,
    pub(super) items: Array<T>,
}

impl<T: Item> Lists<T> {
    /// Sorts the pairs that `visit` gives, twice the same ones, into lists.
    pub(super) fn build(visit: impl Fn(&mut dyn FnMut(u32, T))) -> Self {
        let mut starts: Vec<u32> = vec![0];
        visit(&mut |key, _| {
            let place = key as usize + 1;
            if starts.len() <= place {
                starts.resize((place + 1).max(starts.len() * 3 / 2), 0);
            }
            starts[place] += 1;
        });
        let used = starts.iter().rposition(|count| *count > 0).map_or(1, |last| last + 1);
        starts.truncate(used);
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let mut next = starts.clone();
        let mut items = vec![T::zeroed(); total as usize];
        visit(&mut |key, item| {
            let place = &mut next[key as usize];
            items[*place as usize] = item;
            *place += 1;
        });
        for ends in starts.windows(2) {
            let list = &mut items[ends[0] as usize..ends[1] as usize];
            if !list.is_sorted() {
                list.sort_unstable();
            }
        }
        Lists { starts: starts.into(), items: items.into() }
    }

    fn of(&self, key: u32) -> &[T] {
        let starts = &*self.starts;
        match (starts.get(key as usize), starts.get(key as usize + 1)) {
            (Some(start), Some(end)) => self.items.get(*start as usize..*end as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    /// True if every list lies inside the items.
    pub(super) fn is_sound(&self) -> bool {
        self.starts.is_sorted() && self.starts.last().is_none_or(|end| *end as usize == self.items.len())
    }
}

/// How many items at the start of a list fit, where none fits after the first that does not. Most runs are short: so it
/// looks close by first, and touches little memory.
fn leading<T>(list: &[T], fits: impl Fn(&T) -> bool) -> usize {
    let (mut known, mut step) = (0, 4);
    while let Some(item) = list.get(known + step - 1) {
        if !fits(item) {
            break;
        }
        known += step;
        step *= 2;
    }
    known + list[known..list.len().min(known + step)].partition_point(fits)
}

/// Lists with changes over them.
#[derive(Clone, Debug)]
pub(super) struct Layered<T: Item> {
    base: Arc<Lists<T>>,
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

    fn may_hold(&self, key: u32) -> bool {
        let (word, bit) = Self::place(key);
        self.bits.as_ref().is_some_and(|bits| bits[word] & bit != 0)
    }
}

impl<T: Item> Default for Layered<T> {
    fn default() -> Self {
        Layered::new(Lists { starts: Array::default(), items: Array::default() })
    }
}

impl<T: Item> Layered<T> {
    pub(super) fn new(base: Lists<T>) -> Self {
        Layered { base: Arc::new(base), added: OrdSet::new(), removed: OrdSet::new(), touched: Touched::default() }
    }

    /// The array below the changes.
    pub(super) fn base(&self) -> &Lists<T> {
        &self.base
    }

    /// How many changes lie over the array.
    pub(super) fn weight(&self) -> usize {
        self.added.len() + self.removed.len()
    }

    pub(super) fn insert(&mut self, key: u32, item: T) {
        self.touched.insert(key);
        let list = self.base.of(key);
        match list.binary_search(&item) {
            // The order may leave parts of an item out of account: only the very same one needs no addition.
            Ok(place) if bytemuck::bytes_of(&list[place]) == bytemuck::bytes_of(&item) => {
                self.removed.remove(&(key, item));
            }
            _ => {
                self.added.insert((key, item));
            }
        }
    }

    pub(super) fn remove(&mut self, key: u32, item: T) {
        self.touched.insert(key);
        if self.added.remove(&(key, item)).is_none() && self.base.of(key).binary_search(&item).is_ok() {
            self.removed.insert((key, item));
        }
    }

    /// The list of a key.
    pub(super) fn of(&self, key: u32) -> Items<'_, T> {
        self.over(self.base.of(key), key, T::LEAST, T::GREATEST)
    }

    /// The items of a key from `first` to `last`, both included.
    pub(super) fn within(&self, key: u32, first: T, last: T) -> Items<'_, T> {
        self.run(key, (first, last), |item| *item < first, |item| *item <= last)
    }

    /// The items of a key from `first` to `last`, for which there is a quicker way to tell those before and the others.
    pub(super) fn run(
        &self,
        key: u32,
        (first, last): (T, T),
        is_before: impl Fn(&T) -> bool,
        fits: impl Fn(&T) -> bool,
    ) -> Items<'_, T> {
        // All of a short list at once: the processor waits for memory once, and not again at every step of a search.
        const SHORT: usize = 32;
        let list = self.base.of(key);
        let (start, length) = if list.len() <= SHORT {
            let start = list.iter().filter(|item| is_before(item)).count();
            (start, list[start..].iter().filter(|item| fits(item)).count())
        } else {
            let start = list.partition_point(is_before);
            (start, leading(&list[start..], fits))
        };
        self.over(&list[start..start + length], key, first, last)
    }

    fn over<'l>(&'l self, base: &'l [T], key: u32, first: T, last: T) -> Items<'l, T> {
        if !self.touched.may_hold(key) {
            return Items { base, changes: None };
        }
        let part = |set: &OrdSet<(u32, T)>| -> Vec<T> {
            if set.is_empty() { Vec::new() } else { set.range((key, first)..=(key, last)).map(|pair| pair.1).collect() }
        };
        let (added, removed) = (part(&self.added), part(&self.removed));
        let changes = (!added.is_empty() || !removed.is_empty())
            .then(|| Box::new(Changes { added: added.into_iter().peekable(), removed }));
        Items { base, changes }
    }

    /// Puts the changes into a new array.
    pub(super) fn consolidate(&mut self) {
        if self.weight() > 0 {
            *self = Layered::new(Lists::build(|visit| self.for_each(visit)));
        }
    }

    /// Adds many items at once, straight into a new array; those known already are added once.
    pub(super) fn extend(&mut self, more: &[(u32, T)]) {
        if more.is_empty() {
            return;
        }
        *self = Layered::new(Lists::build(|visit| {
            self.for_each(visit);
            more.iter().filter(|(key, item)| !self.contains(*key, *item)).for_each(|(key, item)| visit(*key, *item));
        }));
    }

    fn contains(&self, key: u32, item: T) -> bool {
        self.added.contains(&(key, item))
            || (self.base.of(key).binary_search(&item).is_ok() && !self.removed.contains(&(key, item)))
    }

    /// Every item with its key.
    pub(super) fn for_each(&self, visit: &mut dyn FnMut(u32, T)) {
        let keys = self.base.starts.len().saturating_sub(1) as u32;
        for key in 0..keys {
            if self.removed.is_empty() {
                self.base.of(key).iter().for_each(|item| visit(key, *item));
            } else {
                let kept = self.base.of(key).iter().filter(|item| !self.removed.contains(&(key, **item)));
                kept.for_each(|item| visit(key, *item));
            }
        }
        self.added.iter().for_each(|(key, item)| visit(*key, *item));
    }

    /// The keys that may have items: all below this number.
    pub(super) fn keys(&self) -> u32 {
        let base = self.base.starts.len().saturating_sub(1) as u32;
        self.added.get_max().map_or(base, |(key, _)| base.max(key + 1))
    }
}

/// The items of a list, in order.
#[derive(Clone, Debug)]
pub(super) struct Items<'l, T: Item> {
    base: &'l [T],
    changes: Option<Box<Changes<T>>>,
}

#[derive(Clone, Debug)]
struct Changes<T> {
    added: std::iter::Peekable<std::vec::IntoIter<T>>,
    removed: Vec<T>,
}

impl<T: Item> Items<'_, T> {
    pub(super) fn none() -> Self {
        Items { base: &[], changes: None }
    }

    pub(super) fn length(&self) -> usize {
        match &self.changes {
            None => self.base.len(),
            Some(_) => self.clone().count(),
        }
    }
}

impl<T: Item> Iterator for Items<'_, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        let Some(changes) = &mut self.changes else {
            let (first, rest) = self.base.split_first()?;
            self.base = rest;
            return Some(*first);
        };
        loop {
            let added = changes.added.peek();
            match self.base.split_first() {
                Some((first, rest)) if added.is_none_or(|added| first < added) => {
                    self.base = rest;
                    if changes.removed.binary_search(first).is_err() {
                        return Some(*first);
                    }
                }
                _ => return changes.added.next(),
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match &self.changes {
            None => (self.base.len(), Some(self.base.len())),
            Some(changes) => (0, Some(self.base.len() + changes.added.len())),
        }
    }
}

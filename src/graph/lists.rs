//! Sorted items per key as one plain array.

use super::array::Array;
use super::layered::{Item, Layered, SortedLists};

/// Sorted items per dense key, one list behind the other.
#[derive(Clone, Debug)]
pub(super) struct Lists<T: Item> {
    /// Where the list of each key starts; one more than there are keys.
    pub(super) starts: Array<u32>,
    pub(super) items: Array<T>,
}

impl Item for u32 {
    const LEAST: Self = 0;
    const GREATEST: Self = u32::MAX;
    type Lists = Lists<u32>;
}

impl<T: Item> Default for Lists<T> {
    fn default() -> Self {
        Lists { starts: Array::default(), items: Array::default() }
    }
}

impl<T: Item> SortedLists for Lists<T> {
    type Item = T;
    type Run<'l>
        = std::iter::Copied<std::slice::Iter<'l, T>>
    where
        T: 'l;

    fn build(visit: impl Fn(&mut dyn FnMut(u32, T))) -> Self {
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

    fn keys(&self) -> u32 {
        self.starts.len().saturating_sub(1) as u32
    }

    fn of(&self, key: u32) -> Self::Run<'_> {
        self.list(key).iter().copied()
    }

    fn find(&self, key: u32, item: &T) -> Option<T> {
        let list = self.list(key);
        list.binary_search(item).ok().map(|place| list[place])
    }
}

impl<T: Item> Lists<T> {
    fn list(&self, key: u32) -> &[T] {
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

impl<T: Item<Lists = Lists<T>>> Layered<T> {
    /// The items of a key from `first` to `last`, both included.
    pub(super) fn within(&self, key: u32, first: T, last: T) -> super::layered::Items<'_, T> {
        let list = self.base().list(key);
        let start = list.partition_point(|item| *item < first);
        let length = list[start..].partition_point(|item| *item <= last);
        self.over(list[start..start + length].iter().copied(), key, first, last)
    }
}

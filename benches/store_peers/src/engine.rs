//! What every engine is asked.

use std::collections::{BTreeSet, HashSet, VecDeque};

pub trait Engine {
    fn name(&self) -> &'static str;
    /// Objects of a subject under a relation.
    fn out(&self, subject: u32, relation: u8) -> Vec<u32>;
    /// Subjects of an object under a relation.
    fn incoming(&self, object: u32, relation: u8) -> Vec<u32>;
    /// Entities on either side, under any relation.
    fn around(&self, entity: u32) -> Vec<u32>;

    fn one_hop(&self, subject: u32, relation: u8) -> usize {
        self.out(subject, relation).len()
    }

    fn reverse_hop(&self, object: u32, relation: u8) -> usize {
        self.incoming(object, relation).len()
    }

    /// Ways of two steps under the same relation.
    fn two_hops(&self, subject: u32, relation: u8) -> usize {
        self.out(subject, relation).into_iter().map(|middle| self.one_hop(middle, relation)).sum()
    }

    /// Different entities after exactly three steps.
    fn three_hops(&self, subject: u32, relation: u8) -> usize {
        let mut rim = BTreeSet::from([subject]);
        for _ in 0..3 {
            rim = rim.into_iter().flat_map(|entity| self.out(entity, relation)).collect();
        }
        rim.len()
    }

    /// Steps of the shortest path in either direction.
    fn shortest(&self, from: u32, to: u32) -> Option<usize> {
        let mut seen = HashSet::from([from]);
        let mut open = VecDeque::from([(from, 0)]);
        while let Some((entity, steps)) = open.pop_front() {
            if entity == to {
                return Some(steps);
            }
            for other in self.around(entity) {
                if seen.insert(other) {
                    open.push_back((other, steps + 1));
                }
            }
        }
        None
    }

    /// Ways of two steps in the whole graph, if the engine can tell.
    fn all_two_hops(&self) -> Option<u64> {
        None
    }

    /// Pairs of statements of two relations that meet.
    fn join(&self, _first: u8, _second: u8) -> Option<u64> {
        None
    }

    /// The largest number of statements of one subject.
    fn top_out_degree(&self) -> Option<u64> {
        None
    }

    /// One hop and two hops through the query language.
    fn query_one_hop(&self, _subject: u32, _relation: u8) -> Option<usize> {
        None
    }

    fn query_two_hops(&self, _subject: u32, _relation: u8) -> Option<usize> {
        None
    }
}

//! The edges of every entity, packed: each list is one block of bytes, so that a lookup waits for memory twice, once
//! for the place of the block and once for the block.
//!
//! A block holds, in this order:
//! 1. a byte: in its upper two bits how wide the ends are (1, 2, or 4 bytes), in its lower six how many runs of one
//!    relation there are; 63 of them stand for a number in the four bytes behind;
//! 2. the relation of each run, ascending, in as many bytes as the largest relation of all needs (1, 2, or 4);
//! 3. the end of each run, counted in edges;
//! 4. the links of all edges, and then their statements, in as many bits as the largest of all needs.

use rayon::prelude::*;

use super::adjacency::Edge;
use super::array::Array;
use super::layered::{Run, SortedLists};
use super::numbers::{BitWriter, MARGIN, Numbers, bits_of, read_bits};

/// The number of runs that stands for one that does not fit.
const MANY_RUNS: u32 = 63;

/// So many runs are looked through one by one.
const FEW_RUNS: usize = 24;

/// How wide the parts of all blocks are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Widths {
    pub(super) relation_bytes: u8,
    pub(super) link_bits: u8,
    pub(super) statement_bits: u8,
}

#[derive(Clone, Debug, Default)]
pub(super) struct EdgeLists {
    pub(super) widths: Widths,
    /// Where the block of each entity starts; one more than there are entities.
    pub(super) starts: Numbers,
    /// The blocks, and a margin behind them.
    pub(super) bytes: Array<u8>,
}

/// A number of 1, 2 or 4 bytes; 0 where the bytes have ended.
#[inline]
fn read(bytes: &[u8], at: usize, width: usize) -> u32 {
    read_bits(bytes, at * 8, width as u32 * 8) as u32
}

fn put(bytes: &mut Vec<u8>, number: u32, width: usize) {
    bytes.extend_from_slice(&number.to_le_bytes()[..width]);
}

/// How many bytes are read for numbers up to this.
fn bytes_for(most: u32) -> usize {
    match most {
        0..=0xff => 1,
        0x100..=0xffff => 2,
        _ => 4,
    }
}

/// The front of a block.
#[derive(Clone, Copy, Debug, Default)]
struct Front<'l> {
    /// From the block on to the end of all.
    bytes: &'l [u8],
    widths: Widths,
    end_bytes: u8,
    runs: u32,
    /// Where the relations of the runs start.
    relations: u32,
}

impl<'l> Front<'l> {
    #[inline]
    fn relation(&self, run: usize) -> u32 {
        let width = usize::from(self.widths.relation_bytes);
        read(self.bytes, self.relations as usize + run * width, width)
    }

    #[inline]
    fn ends(&self) -> usize {
        self.relations as usize + self.runs as usize * usize::from(self.widths.relation_bytes)
    }

    /// Where a run ends.
    #[inline]
    fn end(&self, run: usize) -> u32 {
        let width = usize::from(self.end_bytes);
        read(self.bytes, self.ends() + run * width, width)
    }

    #[inline]
    fn count(&self) -> u32 {
        self.runs.checked_sub(1).map_or(0, |last| self.end(last as usize))
    }

    /// The first run whose relation is not less.
    #[inline]
    fn lower_bound(&self, relation: u32) -> usize {
        let (mut low, mut high) = (0, self.runs as usize);
        while high - low > FEW_RUNS {
            let middle = low.midpoint(high);
            if self.relation(middle) < relation { low = middle + 1 } else { high = middle }
        }
        while low < high && self.relation(low) < relation {
            low += 1;
        }
        low
    }

    /// The edges in the runs from `first` on, as far as `last`.
    #[inline]
    fn edges(self, first: usize, last: usize) -> EdgeRun<'l> {
        let links = (self.ends() + self.runs as usize * usize::from(self.end_bytes)) * 8;
        let statements = links + self.count() as usize * usize::from(self.widths.link_bits);
        let next = first.checked_sub(1).map_or(0, |before| self.end(before));
        EdgeRun {
            front: self,
            links,
            statements,
            next,
            end: self.end(last),
            run: first as u32,
            run_end: self.end(first),
            relation: self.relation(first),
        }
    }
}

/// Edges in a row of one entity.
#[derive(Clone, Debug, Default)]
pub(super) struct EdgeRun<'l> {
    front: Front<'l>,
    /// The bits where links and statements start.
    links: usize,
    statements: usize,
    next: u32,
    end: u32,
    /// The run of one relation that the next edge lies in, if it is not the end of that.
    run: u32,
    run_end: u32,
    relation: u32,
}

impl EdgeRun<'_> {
    #[inline]
    fn at(&self, place: u32, relation: u32) -> Edge {
        let Widths { link_bits, statement_bits, .. } = self.front.widths;
        let read = |start: usize, bits: u8| {
            read_bits(self.front.bytes, start + place as usize * usize::from(bits), bits.into()) as u32
        };
        Edge::from_parts(relation, read(self.links, link_bits), read(self.statements, statement_bits))
    }
}

impl Iterator for EdgeRun<'_> {
    type Item = Edge;

    #[inline]
    fn next(&mut self) -> Option<Edge> {
        if self.next >= self.end {
            return None;
        }
        if self.next >= self.run_end {
            self.run += 1;
            self.relation = self.front.relation(self.run as usize);
            self.run_end = self.front.end(self.run as usize);
        }
        let edge = self.at(self.next, self.relation);
        self.next += 1;
        Some(edge)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.length(), Some(self.length()))
    }
}

impl Run<Edge> for EdgeRun<'_> {
    #[inline]
    fn length(&self) -> usize {
        self.end.saturating_sub(self.next) as usize
    }
}

impl EdgeLists {
    #[inline]
    fn front(&self, key: u32) -> Option<Front<'_>> {
        let key = key as usize;
        if key + 1 >= self.starts.len() {
            return None;
        }
        let (start, end) = (self.starts.get(key) as usize, self.starts.get(key + 1) as usize);
        let bytes = self.bytes.get(start..).filter(|_| start < end)?;
        let first = *bytes.first()?;
        let (runs, relations) = match u32::from(first) & MANY_RUNS {
            MANY_RUNS => (read(bytes, 1, 4), 5),
            few => (few, 1),
        };
        Some(Front { bytes, widths: self.widths, end_bytes: 1 << (first >> 6).min(2), runs, relations })
            .filter(|front| front.runs > 0)
    }

    /// The edges of an entity under a relation.
    #[inline]
    pub(super) fn under(&self, key: u32, relation: u32) -> EdgeRun<'_> {
        let Some(front) = self.front(key) else { return EdgeRun::default() };
        let run = front.lower_bound(relation);
        if run < front.runs as usize && front.relation(run) == relation {
            front.edges(run, run)
        } else {
            EdgeRun::default()
        }
    }

    /// True if the blocks lie inside the bytes.
    pub(super) fn is_sound(&self) -> bool {
        let blocks = self.bytes.len().saturating_sub(MARGIN) as u64;
        self.starts.is_sorted() && self.starts.len().checked_sub(1).is_none_or(|last| self.starts.get(last) == blocks)
    }
}

impl SortedLists for EdgeLists {
    type Item = Edge;
    type Run<'l> = EdgeRun<'l>;

    fn build(visit: impl Fn(&mut dyn FnMut(u32, Edge))) -> Self {
        // Neighbours in number are gathered first, so that sorting them stays within the processor's caches.
        let mut groups: Vec<Vec<(u32, Edge)>> = Vec::new();
        let (mut relation, mut link, mut statement) = (0, 0, 0);
        visit(&mut |key, edge| {
            let group = key as usize / GROUP;
            if groups.len() <= group {
                groups.resize_with(group + 1, Vec::new);
            }
            groups[group].push((key % GROUP as u32, edge));
            let parts = edge.parts();
            (relation, link, statement) = (relation.max(parts.0), link.max(parts.1), statement.max(parts.2));
        });
        let widths = Widths {
            relation_bytes: bytes_for(relation) as u8,
            link_bits: bits_of(link.into()) as u8,
            statement_bits: bits_of(statement.into()) as u8,
        };
        let packed: Vec<(Vec<u8>, Vec<u32>)> = groups.into_par_iter().map(|group| pack_group(&group, widths)).collect();
        let mut bytes = Vec::with_capacity(packed.iter().map(|(bytes, _)| bytes.len()).sum::<usize>() + MARGIN);
        let mut starts: Vec<u64> = Vec::with_capacity(packed.len() * GROUP + 1);
        for (blocks, lengths) in &packed {
            let mut start = bytes.len() as u64;
            for length in lengths {
                starts.push(start);
                start += u64::from(*length);
            }
            bytes.extend_from_slice(blocks);
        }
        if !bytes.is_empty() {
            starts.push(bytes.len() as u64);
            bytes.extend_from_slice(&[0; MARGIN]);
        }
        EdgeLists { widths, starts: Numbers::pack(starts.iter().copied()), bytes: bytes.into() }
    }

    fn keys(&self) -> u32 {
        self.starts.len().saturating_sub(1) as u32
    }

    #[inline]
    fn of(&self, key: u32) -> EdgeRun<'_> {
        self.front(key).map_or_else(EdgeRun::default, |front| front.edges(0, front.runs as usize - 1))
    }

    fn find(&self, key: u32, edge: &Edge) -> Option<Edge> {
        let relation = edge.parts().0;
        let run = self.under(key, relation);
        let (mut low, mut high) = (run.next, run.end);
        while low < high {
            let middle = low.midpoint(high);
            if run.at(middle, relation) < *edge { low = middle + 1 } else { high = middle }
        }
        (low < run.end).then(|| run.at(low, relation)).filter(|found| found == edge)
    }
}

/// So many entities are packed together.
const GROUP: usize = 1 << 11;

/// The blocks of the entities of a group, and how long each is.
fn pack_group(pairs: &[(u32, Edge)], widths: Widths) -> (Vec<u8>, Vec<u32>) {
    let mut ends = vec![0u32; GROUP];
    pairs.iter().for_each(|(key, _)| ends[*key as usize] += 1);
    let mut next = Vec::with_capacity(GROUP);
    let mut total = 0;
    for end in &mut ends {
        next.push(total as usize);
        total += *end;
        *end = total;
    }
    let mut edges = vec![bytemuck::Zeroable::zeroed(); pairs.len()];
    for (key, edge) in pairs {
        let place = &mut next[*key as usize];
        edges[*place] = *edge;
        *place += 1;
    }
    let (mut bytes, mut lengths) = (Vec::new(), Vec::with_capacity(GROUP));
    let mut start = 0;
    for end in ends {
        let list: &mut [Edge] = &mut edges[start..end as usize];
        start = end as usize;
        if !list.is_sorted() {
            list.sort_unstable();
        }
        let before = bytes.len();
        pack_block(list, widths, &mut bytes);
        lengths.push((bytes.len() - before) as u32);
    }
    (bytes, lengths)
}

fn pack_block(list: &[Edge], widths: Widths, bytes: &mut Vec<u8>) {
    if list.is_empty() {
        return;
    }
    let runs = list.chunk_by(|one, other| one.relation() == other.relation());
    let count = runs.clone().count() as u32;
    let end_bytes = bytes_for(list.len() as u32);
    bytes.push((end_bytes.trailing_zeros() << 6 | count.min(MANY_RUNS)) as u8);
    if count >= MANY_RUNS {
        put(bytes, count, 4);
    }
    runs.clone().for_each(|run| put(bytes, run[0].parts().0, widths.relation_bytes.into()));
    let mut end = 0;
    for run in runs {
        end += run.len() as u32;
        put(bytes, end, end_bytes);
    }
    let mut writer = BitWriter::default();
    list.iter().for_each(|edge| writer.put(bytes, edge.parts().1.into(), widths.link_bits.into()));
    list.iter().for_each(|edge| writer.put(bytes, edge.parts().2.into(), widths.statement_bits.into()));
    writer.finish(bytes);
}

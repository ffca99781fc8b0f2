//! The neural network that tags, parses and finds names: tables of word features, layers of simple recurrent units, and
//! a scorer each for tags, arcs, relations and labels of names. Trained by `train/network`.

mod activation;
mod arcs;
mod embedding;
mod features;
mod kernel;
mod matrix;
mod recurrent;
mod tree;

use std::cell::Cell;
use std::ops::Range;

use super::model::{ModelError, Reader};
use super::name;
use super::tags::Dependency;
pub(crate) use arcs::Arc;
use arcs::{ArcRoom, ArcScorer};
use embedding::Table;
pub(crate) use features::{COLUMNS, Style, TABLE_ROWS, rows};
use matrix::{Matrix, at_least};
use recurrent::{Layer, Room};

/// Columns of word features whose vectors are added: the first one stands alone, then the parts of the word, then what
/// kind of word it is.
const PARTS: Range<usize> = 1..9;
const KINDS: Range<usize> = 9..COLUMNS;
/// Words that go through the layers together: enough that weights are read seldom, few enough for the fast memory.
const WORDS_AT_A_TIME: usize = 256;

/// Longer sentences are read in parts, as the time for a tree grows with the square of its words.
const LONGEST: usize = 300;

/// Room to work in.
#[derive(Default)]
struct Rooms {
    layers: Room,
    arcs: ArcRoom,
    labels: Vec<f32>,
}

thread_local! {
    /// Kept from one document to the next: to ask the system for it each time takes longer than a layer.
    static ROOM: Cell<Rooms> = Cell::default();
}

/// What was learnt.
pub(crate) struct Network {
    tables: Vec<Table>,
    /// Widths of the three parts of a word's vector.
    widths: [usize; 3],
    layers: Vec<Layer>,
    tags: Matrix,
    labels: Matrix,
    arcs: ArcScorer,
}

/// The features of the words of a sentence.
pub(crate) type SentenceRows = Vec<[u16; COLUMNS]>;

/// What the network says of a sentence.
#[derive(Default)]
pub(crate) struct Reading {
    /// Class of the tags of each word.
    pub(crate) classes: Vec<u8>,
    pub(crate) arcs: Vec<Arc>,
    /// Scores of the labels of names for each word.
    pub(crate) labels: Vec<[f32; name::CLASSES]>,
}

impl Reading {
    /// A sentence that was read in two parts: the root of the second one depends on that of the first one.
    fn and(mut self, second: Reading) -> Reading {
        let before = self.arcs.len() as u32;
        let root = self.arcs.iter().position(|(head, _)| head.is_none()).map(|root| root as u32);
        self.arcs.extend(second.arcs.into_iter().map(|(head, relation)| match head {
            Some(head) => (Some(before + head), relation),
            None => (root, Dependency::Parataxis),
        }));
        self.classes.extend(second.classes);
        self.labels.extend(second.labels);
        self
    }
}

impl Network {
    pub(crate) fn read(input: &mut Reader, classes: usize) -> Result<Network, ModelError> {
        let widths = [input.count()?, input.count()?, input.count()?];
        let (layers, units) = (input.byte()?, input.count()?);
        if widths.iter().sum::<usize>() > 4096 || units > 4096 {
            return Err(ModelError::Damaged);
        }
        let width_of = |column: usize| widths[usize::from(column > 0) + usize::from(column >= KINDS.start)];
        let tables = (0..COLUMNS).map(|column| Table::read(input, width_of(column))).collect::<Result<Vec<_>, _>>()?;
        if tables.iter().zip(TABLE_ROWS).skip(1).any(|(table, rows)| table.rows() != rows) {
            return Err(ModelError::Damaged);
        }
        let mut width = widths.iter().sum();
        let mut stack = Vec::new();
        for _ in 0..layers {
            stack.push(Layer::read(input, width, units)?);
            width = 2 * units;
        }
        Ok(Network {
            tables,
            widths,
            layers: stack,
            tags: Matrix::read(input, (classes, width))?,
            labels: Matrix::read(input, (name::CLASSES, width))?,
            arcs: ArcScorer::read(input, width)?,
        })
    }

    /// Reads sentences; in the order of the input, each as if it stood alone.
    pub(crate) fn read_sentences(&self, sentences: &[SentenceRows]) -> Vec<Reading> {
        if sentences.iter().all(|sentence| sentence.len() <= LONGEST) {
            return self.read_short(sentences);
        }
        let parts: Vec<SentenceRows> =
            sentences.iter().flat_map(|rows| rows.chunks(LONGEST)).map(<[_]>::to_vec).collect();
        let mut parts = self.read_short(&parts).into_iter();
        let whole = |rows: &SentenceRows| {
            parts.by_ref().take(rows.len().div_ceil(LONGEST)).reduce(Reading::and).unwrap_or_default()
        };
        sentences.iter().map(whole).collect()
    }

    /// Reads sentences of at most [`LONGEST`] words.
    fn read_short(&self, sentences: &[SentenceRows]) -> Vec<Reading> {
        let mut readings = Vec::with_capacity(sentences.len());
        let mut room = ROOM.take();
        let mut start = 0;
        while start < sentences.len() {
            let (mut end, mut words) = (start, 0);
            while end < sentences.len() && (end == start || words + sentences[end].len() <= WORDS_AT_A_TIME) {
                words += sentences[end].len();
                end += 1;
            }
            readings.extend(self.read_together(&sentences[start..end], &mut room));
            start = end;
        }
        ROOM.set(room);
        readings
    }

    fn read_together(&self, sentences: &[SentenceRows], room: &mut Rooms) -> Vec<Reading> {
        let mut ranges = Vec::with_capacity(sentences.len());
        let mut end = 0;
        for sentence in sentences {
            ranges.push(end..end + sentence.len());
            end += sentence.len();
        }
        let Rooms { layers: room, arcs, labels } = room;
        self.embed(sentences, end, &mut room.vectors);
        for layer in &self.layers {
            layer.apply(&ranges, room);
        }
        let Room { vectors, parts, inputs, .. } = room;
        let hidden = self.arcs.width();
        inputs.fill(&vectors[..end * hidden], hidden);
        let trees = self.arcs.parse(inputs, &ranges, arcs);
        let labels = self.labels.multiply(inputs, labels);
        let tags = self.tags.multiply(inputs, parts);
        let (tag_width, label_width) = (self.tags.width(), self.labels.width());
        let reading = |(range, arcs): (Range<usize>, Vec<Arc>)| Reading {
            classes: range.clone().map(|at| best(&tags[at * tag_width..][..self.tags.outputs()])).collect(),
            labels: range.map(|at| std::array::from_fn(|label| labels[at * label_width + label])).collect(),
            arcs,
        };
        ranges.into_iter().zip(trees).map(reading).collect()
    }

    fn embed(&self, sentences: &[SentenceRows], words: usize, vectors: &mut Vec<f32>) {
        let [word, parts, kinds] = self.widths;
        let width = word + parts + kinds;
        let vectors = at_least(vectors, words * width);
        vectors.fill(0.0);
        for (rows, vector) in sentences.iter().flatten().zip(vectors.chunks_exact_mut(width)) {
            let (first, rest) = vector.split_at_mut(word);
            let (second, third) = rest.split_at_mut(parts);
            self.tables[0].add_to(rows[0], first);
            PARTS.for_each(|column| self.tables[column].add_to(rows[column], second));
            KINDS.for_each(|column| self.tables[column].add_to(rows[column], third));
        }
    }
}

/// The first of the greatest scores.
fn best(scores: &[f32]) -> u8 {
    let mut best = 0;
    for (class, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = class;
        }
    }
    best as u8
}

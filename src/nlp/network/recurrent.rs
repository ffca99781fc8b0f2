//! Simple recurrent units in both directions (Lei, Zhang, Wang, Dai and Artzi 2018, "Simple Recurrent Units for Highly
//! Parallelizable Recurrence"), without the state in the gates. Only the state passes from word to word; all
//! multiplications are done before.

use std::ops::Range;

use super::super::model::{ModelError, Reader};
use super::activation::{sigmoid, tanh};
use super::kernel;
use super::matrix::{Inputs, Matrix, OUTPUTS, at_least};

/// Units that are computed together for all words: their weights and what comes out stay in the fast memory.
const UNITS_AT_A_TIME: usize = 64;

/// One layer: `width` numbers of a word in, twice `units` out, the first half read forwards, the second backwards.
pub(super) struct Layer {
    width: usize,
    units: usize,
    /// The input goes past the unit as it is; otherwise brought to the width of the output.
    direct: bool,
    weights: Matrix,
    groups: Vec<Group>,
}

/// Some units of a direction.
struct Group {
    /// Their place among the units of both directions.
    start: usize,
    count: usize,
    /// The blocks of their weights: candidates, forget gates, output gates, and what goes past them.
    blocks: Vec<usize>,
}

/// Room to work in, used again for one batch of words after the other.
#[derive(Default)]
pub(super) struct Room {
    /// Vectors of the words: what goes into a layer, then what comes out.
    pub(super) vectors: Vec<f32>,
    pub(super) output: Vec<f32>,
    pub(super) parts: Vec<f32>,
    pub(super) inputs: Inputs,
}

/// Candidates, forget gates, output gates, and what goes past the unit, of some units: in the row of a word one after the
/// other.
pub(super) struct Gates<'a> {
    parts: &'a [f32],
    /// Numbers in a row of `parts`.
    width: usize,
    past: &'a [f32],
    past_width: usize,
    past_start: usize,
    /// Numbers in a row of the output.
    output_width: usize,
}

impl Layer {
    pub(super) fn read(input: &mut Reader, width: usize, units: usize) -> Result<Layer, ModelError> {
        let direct = width == 2 * units;
        let parts = if direct { 3 } else { 4 };
        if !units.is_multiple_of(OUTPUTS) {
            return Err(ModelError::Damaged);
        }
        let weights = Matrix::read(input, (parts * 2 * units, width))?;
        let groups = [0, units].into_iter().flat_map(|direction| {
            (0..units).step_by(UNITS_AT_A_TIME).map(move |first| {
                let (start, count) = (direction + first, UNITS_AT_A_TIME.min(units - first));
                let blocks_of = |part: usize| {
                    let first = part * 2 * units + start;
                    first / OUTPUTS..(first + count) / OUTPUTS
                };
                Group { start, count, blocks: (0..parts).flat_map(blocks_of).collect() }
            })
        });
        Ok(Layer { width, units, direct, weights, groups: groups.collect() })
    }

    /// Replaces the vectors of the words of some sentences, one after the other; they lie at the beginning of
    /// `room.vectors`.
    pub(super) fn apply(&self, sentences: &[Range<usize>], room: &mut Room) {
        let Room { vectors, output, parts, inputs } = room;
        let words = sentences.last().map_or(0, |sentence| sentence.end);
        let both = 2 * self.units;
        inputs.fill(&vectors[..words * self.width], self.width);
        let target = at_least(output, words * both);
        let orders: Vec<[Vec<usize>; 2]> =
            sentences.iter().map(|words| [words.clone().collect(), words.clone().rev().collect()]).collect();
        let mut state = [0.0; UNITS_AT_A_TIME];
        for group in &self.groups {
            let parts = &*self.weights.multiply_blocks(inputs, &group.blocks, parts);
            let width = group.blocks.len() * OUTPUTS;
            let (past, past_width, past_start) =
                if self.direct { (vectors.as_slice(), both, group.start) } else { (parts, width, 3 * group.count) };
            let gates = Gates { parts, width, past, past_width, past_start, output_width: both };
            for order in &orders {
                let order = &order[usize::from(group.start >= self.units)];
                let state = &mut state[..group.count];
                state.fill(0.0);
                kernel::recurrent_pass(&gates, order, state, &mut target[group.start..]);
            }
        }
        std::mem::swap(vectors, output);
    }
}

/// Reads words in one direction. `output` begins at the first unit of the first word.
#[inline(always)]
pub(super) fn pass(gates: &Gates, words: &[usize], state: &mut [f32], output: &mut [f32]) {
    let units = state.len();
    for &word in words {
        let row = &gates.parts[word * gates.width..][..3 * units];
        let (candidate, row) = row.split_at(units);
        let (forget, open) = row.split_at(units);
        let past = &gates.past[word * gates.past_width + gates.past_start..][..units];
        let output = &mut output[word * gates.output_width..][..units];
        for at in 0..units {
            let keep = sigmoid(forget[at]);
            state[at] = keep * state[at] + (1.0 - keep) * candidate[at];
            let open = sigmoid(open[at]);
            output[at] = open * tanh(state[at]) + (1.0 - open) * past[at];
        }
    }
}

//! Simple recurrent units in both directions (Lei, Zhang, Wang, Dai and Artzi 2018, "Simple Recurrent Units for Highly
//! Parallelizable Recurrence"), without the state in the gates. Only the state passes from word to word; all
//! multiplications are done before.

use std::ops::Range;

use super::super::model::{ModelError, Reader};
use super::activation::{sigmoid, tanh};
use super::kernel;
use super::matrix::{Inputs, Matrix};

/// One layer: `width` numbers of a word in, twice `units` out, the first half read forwards, the second backwards.
pub(super) struct Layer {
    width: usize,
    units: usize,
    /// The input goes past the unit as it is; otherwise brought to the width of the output.
    direct: bool,
    weights: Matrix,
}

/// Room to work in, used again for one batch of words after the other.
#[derive(Default)]
pub(super) struct Room {
    /// Vectors of the words: what goes into a layer, then what comes out.
    pub(super) vectors: Vec<f32>,
    pub(super) output: Vec<f32>,
    pub(super) parts: Vec<f32>,
    pub(super) inputs: Inputs,
    pub(super) sums: Vec<i32>,
}

/// Candidate, forget gate, output gate and what goes past the unit, for one direction: where they begin in the row of a
/// word.
pub(super) struct Gates<'a> {
    parts: &'a [f32],
    /// Numbers in a row of `parts`.
    width: usize,
    candidate: usize,
    forget: usize,
    output: usize,
    past: &'a [f32],
    past_width: usize,
    past_start: usize,
}

impl Layer {
    pub(super) fn read(input: &mut Reader, width: usize, units: usize) -> Result<Layer, ModelError> {
        let direct = width == 2 * units;
        let parts = if direct { 3 } else { 4 };
        Ok(Layer { width, units, direct, weights: Matrix::read(input, (parts * 2 * units, width))? })
    }

    /// Replaces the vectors of the words of some sentences, one after the other.
    pub(super) fn apply(&self, sentences: &[Range<usize>], room: &mut Room) {
        let Room { vectors, output, parts, inputs, sums } = room;
        let width = self.weights.outputs();
        inputs.fill(vectors, self.width);
        self.weights.multiply(inputs, sums, parts);
        let both = 2 * self.units;
        output.resize(parts.len() / width * both, 0.0);
        let mut state = vec![0.0; self.units];
        for sentence in sentences {
            for backwards in [0, self.units] {
                let mut order: Vec<usize> = sentence.clone().collect();
                if backwards > 0 {
                    order.reverse();
                }
                let (past, past_width, past_start) = if self.direct {
                    (vectors.as_slice(), both, backwards)
                } else {
                    (parts.as_slice(), width, 3 * both + backwards)
                };
                let gates = Gates {
                    parts,
                    width,
                    candidate: backwards,
                    forget: both + backwards,
                    output: 2 * both + backwards,
                    past,
                    past_width,
                    past_start,
                };
                state.fill(0.0);
                kernel::recurrent_pass(&gates, &order, &mut state, &mut output[backwards..]);
            }
        }
        std::mem::swap(vectors, output);
    }
}

/// Reads words in one direction. The row of a word in `output` is as wide as both directions; `output` begins where this
/// direction does.
#[inline(always)]
pub(super) fn pass(gates: &Gates, words: &[usize], state: &mut [f32], output: &mut [f32]) {
    let units = state.len();
    for &word in words {
        let row = &gates.parts[word * gates.width..][..gates.width];
        let candidate = &row[gates.candidate..][..units];
        let forget = &row[gates.forget..][..units];
        let open = &row[gates.output..][..units];
        let past = &gates.past[word * gates.past_width + gates.past_start..][..units];
        let output = &mut output[word * 2 * units..][..units];
        for at in 0..units {
            let keep = sigmoid(forget[at]);
            state[at] = keep * state[at] + (1.0 - keep) * candidate[at];
            let open = sigmoid(open[at]);
            output[at] = open * tanh(state[at]) + (1.0 - open) * past[at];
        }
    }
}

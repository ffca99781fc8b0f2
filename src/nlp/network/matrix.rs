//! Matrices of whole numbers: weights of 8 bits, inputs brought to 8 bits row by row, sums of 32 bits. As the sums are
//! whole numbers, every way to compute them gives the same bits.

use super::super::model::{ModelError, Reader};
use super::kernel;

/// Outputs that lie beside each other in memory.
pub(super) const OUTPUTS: usize = 16;
/// Inputs that lie beside each other for one output.
pub(super) const INPUTS: usize = 4;
/// Rows and their inputs are filled up to multiples of these: the processor multiplies as many at a time.
const TILE_ROWS: usize = 16;
const TILE_INPUTS: usize = 64;
/// Greatest magnitude of an 8-bit number here.
const LARGEST: f32 = 127.0;
/// Added to inputs, as the processor multiplies unsigned by signed bytes.
const OFFSET: i32 = 128;

/// `outputs = inputs · weights + bias`.
pub(super) struct Matrix {
    inputs: usize,
    outputs: usize,
    /// In blocks of [`OUTPUTS`] outputs, in them blocks of [`INPUTS`] inputs, in them output by output.
    weights: Box<[i8]>,
    /// For each output, filled up to whole blocks.
    scales: Box<[f32]>,
    bias: Box<[f32]>,
    /// What [`OFFSET`] adds to each sum.
    excess: Box<[i32]>,
    /// The numbers of all blocks of outputs.
    blocks: Box<[usize]>,
}

/// What is to be multiplied.
#[derive(Clone, Copy)]
pub(super) struct Product<'a> {
    pub(super) inputs: &'a Inputs,
    pub(super) matrix: &'a Matrix,
    /// The blocks of outputs that are wanted.
    pub(super) blocks: &'a [usize],
}

impl Product<'_> {
    /// Numbers in a row of products.
    pub(super) fn width(&self) -> usize {
        self.blocks.len() * OUTPUTS
    }

    /// The weights of a block.
    pub(super) fn weights(&self, block: usize) -> &[i8] {
        let size = self.matrix.depth() * OUTPUTS;
        &self.matrix.weights[block * size..][..size]
    }

    /// # Panics
    /// If the inputs are too few, the output is too small, or a block does not exist: all that the kernels rely on.
    pub(super) fn check(&self, output: &[f32]) {
        let (count, depth) = (self.inputs.scales.len(), self.matrix.depth());
        assert!(self.inputs.bytes.len() >= count.next_multiple_of(TILE_ROWS) * depth);
        assert!(output.len() >= count * self.width());
        assert!(self.blocks.iter().all(|block| (block + 1) * OUTPUTS * depth <= self.matrix.weights.len()));
    }
}

/// Rows of inputs as bytes, which several matrices can multiply.
#[derive(Default)]
pub(super) struct Inputs {
    pub(super) bytes: Vec<u8>,
    /// One for each row; `bytes` may hold more rows, whose products are not asked for.
    pub(super) scales: Vec<f32>,
}

impl Matrix {
    pub(super) fn inputs(&self) -> usize {
        self.inputs
    }

    pub(super) fn outputs(&self) -> usize {
        self.outputs
    }

    /// Numbers in a row of products: the outputs, filled up to whole blocks.
    pub(super) fn width(&self) -> usize {
        self.outputs.next_multiple_of(OUTPUTS)
    }

    /// Bytes in a row of inputs.
    pub(super) fn depth(&self) -> usize {
        self.inputs.next_multiple_of(TILE_INPUTS)
    }

    /// Multiplies rows of inputs; gives [`Matrix::width`] numbers for each, which lie in `room`.
    pub(super) fn multiply<'room>(&self, inputs: &Inputs, room: &'room mut Vec<f32>) -> &'room mut [f32] {
        self.multiply_blocks(inputs, &self.blocks, room)
    }

    /// The products of some blocks of [`OUTPUTS`] outputs only, in the order of `blocks`.
    pub(super) fn multiply_blocks<'room>(
        &self,
        inputs: &Inputs,
        blocks: &[usize],
        room: &'room mut Vec<f32>,
    ) -> &'room mut [f32] {
        let output = at_least(room, inputs.scales.len() * blocks.len() * OUTPUTS);
        kernel::multiply(&Product { inputs, matrix: self, blocks }, output);
        output
    }

    /// Reads outputs, inputs, a scale and a bias for each output, and the weights output by output.
    pub(super) fn read(input: &mut Reader, expected: (usize, usize)) -> Result<Matrix, ModelError> {
        let (outputs, inputs) = (input.count()?, input.count()?);
        if (outputs, inputs) != expected {
            return Err(ModelError::Damaged);
        }
        let (scales, bias) = (input.floats(outputs)?, input.floats(outputs)?);
        let plain = input.bytes(outputs * inputs)?;
        Ok(Matrix::new(inputs, scales.into_vec(), bias.into_vec(), |at| plain[at] as i8))
    }

    /// `weight` gives the weights output by output.
    fn new(inputs: usize, mut scales: Vec<f32>, mut bias: Vec<f32>, weight: impl Fn(usize) -> i8) -> Matrix {
        let outputs = scales.len();
        let (width, depth) = (outputs.next_multiple_of(OUTPUTS), inputs.next_multiple_of(TILE_INPUTS));
        let mut weights = vec![0i8; width * depth].into_boxed_slice();
        let mut excess = vec![0i32; width].into_boxed_slice();
        for output in 0..outputs {
            for at in 0..inputs {
                let weight = weight(output * inputs + at);
                let block = output / OUTPUTS * OUTPUTS * depth + at / INPUTS * OUTPUTS * INPUTS;
                weights[block + output % OUTPUTS * INPUTS + at % INPUTS] = weight;
                excess[output] += OFFSET * i32::from(weight);
            }
        }
        scales.resize(width, 0.0);
        bias.resize(width, 0.0);
        let blocks = (0..width / OUTPUTS).collect();
        Matrix { inputs, outputs, weights, scales: scales.into(), bias: bias.into(), excess, blocks }
    }

    #[cfg(test)]
    pub(super) fn of(inputs: usize, outputs: usize, weight: impl Fn(usize) -> i8) -> Matrix {
        let scales = (0..outputs).map(|at| 0.01 + at as f32 / 1000.0).collect();
        Matrix::new(inputs, scales, (0..outputs).map(|at| at as f32).collect(), weight)
    }
}

impl Inputs {
    /// Brings each row to whole numbers from -127 to 127, by the greatest of its magnitudes.
    pub(super) fn fill(&mut self, rows: &[f32], width: usize) {
        let count = rows.len() / width;
        self.bytes.resize(count.next_multiple_of(TILE_ROWS) * width.next_multiple_of(TILE_INPUTS), OFFSET as u8);
        self.scales.resize(count, 0.0);
        kernel::to_bytes(rows, width, self);
    }
}

/// The beginning of `room`, which grows to `count` numbers if it has fewer. What stands there is to be overwritten.
pub(super) fn at_least(room: &mut Vec<f32>, count: usize) -> &mut [f32] {
    if room.len() < count {
        room.resize(count, 0.0);
    }
    &mut room[..count]
}

/// The products of a block of outputs, from their sums.
#[inline(always)]
pub(super) fn write_block(sums: &[i32; OUTPUTS], scale: f32, matrix: &Matrix, block: usize, row: &mut [f32]) {
    let place = block * OUTPUTS..(block + 1) * OUTPUTS;
    let (excess, scales) = (&matrix.excess[place.clone()], &matrix.scales[place.clone()]);
    let (bias, row) = (&matrix.bias[place], &mut row[..OUTPUTS]);
    for at in 0..OUTPUTS {
        row[at] = (sums[at] - excess[at]) as f32 * (scale * scales[at]) + bias[at];
    }
}

/// Fills in the scales and the bytes of rows of `width` numbers.
#[inline(always)]
pub(super) fn rows_to_bytes(rows: &[f32], width: usize, inputs: &mut Inputs) {
    let bytes = inputs.bytes.chunks_exact_mut(width.next_multiple_of(TILE_INPUTS));
    for ((row, bytes), scale) in rows.chunks_exact(width).zip(bytes).zip(&mut inputs.scales) {
        *scale = row_to_bytes(row, bytes);
    }
}

#[inline(always)]
fn row_to_bytes(row: &[f32], bytes: &mut [u8]) -> f32 {
    // Several maxima beside each other, which the processor can find at a time.
    let mut largest = [0.0f32; OUTPUTS];
    let greater = |value: f32, than: f32| if value.abs() > than { value.abs() } else { than };
    let parts = row.chunks_exact(OUTPUTS);
    let rest = parts.remainder();
    for part in parts {
        for at in 0..OUTPUTS {
            largest[at] = greater(part[at], largest[at]);
        }
    }
    let largest = largest.iter().chain(rest).fold(0.0f32, |than, value| greater(*value, than));
    if largest == 0.0 {
        bytes.fill(OFFSET as u8);
        return 0.0;
    }
    let factor = LARGEST / largest;
    for (byte, value) in bytes.iter_mut().zip(row) {
        // Adding 1.5 · 2^23 rounds to the nearest whole number, which then stands in the last bits.
        const ROUND: f32 = 12_582_912.0;
        *byte = (value * factor + ROUND).to_bits() as u8 ^ OFFSET as u8;
    }
    largest / LARGEST
}

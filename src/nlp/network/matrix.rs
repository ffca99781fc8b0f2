//! Matrices of whole numbers: weights of 8 bits, inputs brought to 8 bits row by row, sums of 32 bits. As the sums are
//! whole numbers, every way to compute them gives the same bits.

use super::super::model::{ModelError, Reader};
use super::kernel;

/// Outputs that lie beside each other in memory.
pub(super) const OUTPUTS: usize = 16;
/// Inputs that lie beside each other for one output.
pub(super) const INPUTS: usize = 4;
/// Rows are filled up to a multiple of this: the processor multiplies as many at a time.
pub(super) const TILE_ROWS: usize = 8;
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
    scales: Box<[f32]>,
    bias: Box<[f32]>,
    /// What [`OFFSET`] adds to each sum.
    excess: Box<[i32]>,
}

/// Rows of inputs as bytes, which several matrices can multiply.
#[derive(Default)]
pub(super) struct Inputs {
    bytes: Vec<u8>,
    scales: Vec<f32>,
}

impl Matrix {
    pub(super) fn outputs(&self) -> usize {
        self.outputs
    }

    /// Multiplies rows of inputs; `output` gets a row of [`Matrix::outputs`] numbers for each. `sums` is room to work in.
    pub(super) fn multiply(&self, inputs: &Inputs, sums: &mut Vec<i32>, output: &mut Vec<f32>) {
        let count = inputs.scales.len();
        let padded = self.outputs.next_multiple_of(OUTPUTS);
        let needed = count.next_multiple_of(TILE_ROWS) * padded;
        // What was there before is overwritten.
        if sums.len() < needed {
            sums.resize(needed, 0);
        }
        kernel::multiply(&inputs.bytes, &self.weights, self.inputs.next_multiple_of(INPUTS), sums);
        output.resize(count * self.outputs, 0.0);
        let sums = sums.chunks_exact(padded).zip(&inputs.scales);
        for (row, (sums, scale)) in output.chunks_exact_mut(self.outputs).zip(sums) {
            kernel::to_numbers(sums, *scale, self, row);
        }
    }

    /// Reads outputs, inputs, a scale and a bias for each output, and the weights output by output.
    pub(super) fn read(input: &mut Reader, expected: (usize, usize)) -> Result<Matrix, ModelError> {
        let (outputs, inputs) = (input.count()?, input.count()?);
        if (outputs, inputs) != expected {
            return Err(ModelError::Damaged);
        }
        let scales = input.floats(outputs)?;
        let bias = input.floats(outputs)?;
        let plain = input.bytes(outputs * inputs)?;
        let (wide, deep) = (outputs.next_multiple_of(OUTPUTS), inputs.next_multiple_of(INPUTS));
        let mut weights = vec![0i8; wide * deep].into_boxed_slice();
        let mut excess = vec![0i32; outputs].into_boxed_slice();
        for output in 0..outputs {
            for at in 0..inputs {
                let weight = plain[output * inputs + at] as i8;
                let block = output / OUTPUTS * OUTPUTS * deep + at / INPUTS * OUTPUTS * INPUTS;
                weights[block + output % OUTPUTS * INPUTS + at % INPUTS] = weight;
                excess[output] += OFFSET * i32::from(weight);
            }
        }
        Ok(Matrix { inputs, outputs, weights, scales, bias, excess })
    }
}

impl Inputs {
    /// Brings each row to whole numbers from -127 to 127, by the greatest of its magnitudes.
    pub(super) fn fill(&mut self, input: &[f32], width: usize) {
        let deep = width.next_multiple_of(INPUTS);
        self.bytes.resize((input.len() / width).next_multiple_of(TILE_ROWS) * deep, OFFSET as u8);
        self.scales.clear();
        for (row, bytes) in input.chunks_exact(width).zip(self.bytes.chunks_exact_mut(deep)) {
            self.scales.push(kernel::to_bytes(row, bytes));
        }
    }
}

/// The numbers of a row of sums.
#[inline(always)]
pub(super) fn row_to_numbers(sums: &[i32], scale: f32, matrix: &Matrix, row: &mut [f32]) {
    let count = row.len();
    let (sums, excess) = (&sums[..count], &matrix.excess[..count]);
    let (scales, bias) = (&matrix.scales[..count], &matrix.bias[..count]);
    for at in 0..count {
        row[at] = (sums[at] - excess[at]) as f32 * (scale * scales[at]) + bias[at];
    }
}

/// The scale of a row, and its numbers as bytes.
#[inline(always)]
pub(super) fn row_to_bytes(row: &[f32], bytes: &mut [u8]) -> f32 {
    // Several maxima beside each other, which the processor can find at a time.
    let mut largest = [0.0f32; 16];
    for part in row.chunks(16) {
        for (largest, value) in largest.iter_mut().zip(part) {
            *largest = if value.abs() > *largest { value.abs() } else { *largest };
        }
    }
    let largest = largest.iter().fold(0.0f32, |all, value| all.max(*value));
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

//! Matrix products with AVX2.

use std::arch::x86_64::{
    __m256i, _mm_cvtepu8_epi16, _mm_cvtsi32_si128, _mm_loadu_si128, _mm256_add_epi32, _mm256_broadcastq_epi64,
    _mm256_cvtepi8_epi16, _mm256_madd_epi16, _mm256_setzero_si256, _mm256_storeu_si256,
};

use super::super::matrix::{INPUTS, OUTPUTS, Product, write_block};

/// Rows whose sums are held in registers at a time; inputs are filled up to a multiple of it.
const ROWS: usize = 2;
/// Registers for the sums of a row: each output has two sums.
const PARTS: usize = OUTPUTS / 4;

/// See [`multiply`](super::multiply).
#[target_feature(enable = "avx2")]
pub(super) fn multiply(product: &Product, output: &mut [f32]) {
    let Product { inputs, matrix, blocks } = product;
    let (depth, width) = (matrix.depth(), product.width());
    let rows = inputs.bytes.chunks_exact(ROWS * depth).zip(inputs.scales.chunks(ROWS));
    for (at, block) in blocks.iter().enumerate() {
        for ((rows, scales), output) in rows.clone().zip(output.chunks_mut(ROWS * width)) {
            let sums = strip(rows, product.weights(*block), depth);
            for ((sums, scale), output) in sums.iter().zip(scales).zip(output.chunks_exact_mut(width)) {
                write_block(sums, *scale, matrix, *block, &mut output[at * OUTPUTS..]);
            }
        }
    }
}

/// The sums of some rows and a block of outputs. Bytes become 16-bit numbers, whose products are added in pairs: each
/// output has two sums, which are joined at the end.
#[target_feature(enable = "avx2")]
fn strip(rows: &[u8], block: &[i8], depth: usize) -> [[i32; OUTPUTS]; ROWS] {
    let mut totals = [[_mm256_setzero_si256(); PARTS]; ROWS];
    for (step, weights) in block.chunks_exact(OUTPUTS * INPUTS).enumerate() {
        let mut parts: [__m256i; PARTS] = [_mm256_setzero_si256(); PARTS];
        for (part, weights) in parts.iter_mut().zip(weights.chunks_exact(16)) {
            // SAFETY: the chunk has as many bytes as are read.
            *part = _mm256_cvtepi8_epi16(unsafe { _mm_loadu_si128(weights.as_ptr().cast()) });
        }
        for (row, totals) in rows.chunks_exact(depth).zip(&mut totals) {
            let inputs: [u8; INPUTS] = std::array::from_fn(|at| row[step * INPUTS + at]);
            let inputs = _mm_cvtepu8_epi16(_mm_cvtsi32_si128(i32::from_le_bytes(inputs)));
            let inputs = _mm256_broadcastq_epi64(inputs);
            for (total, part) in totals.iter_mut().zip(parts) {
                *total = _mm256_add_epi32(*total, _mm256_madd_epi16(inputs, part));
            }
        }
    }
    totals.map(|totals| {
        let mut pairs = [0i32; 2 * OUTPUTS];
        for (pairs, total) in pairs.chunks_exact_mut(8).zip(totals) {
            // SAFETY: the chunk has as many bytes as a register.
            unsafe { _mm256_storeu_si256(pairs.as_mut_ptr().cast(), total) };
        }
        std::array::from_fn(|at| pairs[2 * at] + pairs[2 * at + 1])
    })
}

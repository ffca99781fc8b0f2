//! Matrix products with AVX-512 and its instructions for neural networks (VNNI).

use std::arch::x86_64::{
    __m512i, _mm512_dpbusd_epi32, _mm512_loadu_si512, _mm512_set1_epi32, _mm512_setzero_si512, _mm512_storeu_si512,
};

use super::super::matrix::{INPUTS, OUTPUTS, Product, write_block};

/// Rows and blocks of outputs whose sums are held in registers at a time; inputs are filled up to a multiple of the rows.
const ROWS: usize = 8;
const BLOCKS: usize = 2;

/// See [`multiply`](super::multiply).
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
pub(super) fn multiply(product: &Product, output: &mut [f32]) {
    let (pairs, rest) = product.blocks.as_chunks::<BLOCKS>();
    for (at, blocks) in pairs.iter().enumerate() {
        strip(product, *blocks, at * BLOCKS, output);
    }
    for (at, block) in rest.iter().enumerate() {
        strip(product, [*block], pairs.len() * BLOCKS + at, output);
    }
}

/// Some blocks of outputs of all rows; `place` is that of the first one among the blocks wanted.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
fn strip<const COUNT: usize>(product: &Product, blocks: [usize; COUNT], place: usize, output: &mut [f32]) {
    let Product { inputs, matrix, .. } = product;
    let (depth, width) = (matrix.depth(), product.width());
    let weights = blocks.map(|block| product.weights(block));
    let rows = inputs.bytes.chunks_exact(ROWS * depth).zip(inputs.scales.chunks(ROWS));
    for ((rows, scales), output) in rows.zip(output.chunks_mut(ROWS * width)) {
        let totals = tile(rows, weights, depth);
        for ((totals, scale), output) in totals.iter().zip(scales).zip(output.chunks_exact_mut(width)) {
            let output = output[place * OUTPUTS..].chunks_exact_mut(OUTPUTS);
            for ((total, block), output) in totals.iter().zip(blocks).zip(output) {
                let mut sums = [0i32; OUTPUTS];
                // SAFETY: as many bytes as a register.
                unsafe { _mm512_storeu_si512(sums.as_mut_ptr().cast(), *total) };
                write_block(&sums, *scale, matrix, block, output);
            }
        }
    }
}

/// The sums of [`ROWS`] rows and some blocks of outputs.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
fn tile<const COUNT: usize>(rows: &[u8], weights: [&[i8]; COUNT], depth: usize) -> [[__m512i; COUNT]; ROWS] {
    assert!(rows.len() == ROWS * depth && depth.is_multiple_of(INPUTS));
    assert!(weights.iter().all(|weights| weights.len() == OUTPUTS * depth));
    let mut totals = [[_mm512_setzero_si512(); COUNT]; ROWS];
    for step in 0..depth / INPUTS {
        let mut parts: [__m512i; COUNT] = [_mm512_setzero_si512(); COUNT];
        for (weights, part) in weights.iter().zip(&mut parts) {
            // SAFETY: within the weights by their length; a step has as many bytes as a register.
            *part = unsafe { _mm512_loadu_si512(weights.as_ptr().add(step * INPUTS * OUTPUTS).cast()) };
        }
        for (at, totals) in totals.iter_mut().enumerate() {
            // SAFETY: within the rows by their length.
            let inputs = unsafe { rows.as_ptr().add(at * depth + step * INPUTS).cast::<i32>().read_unaligned() };
            let inputs = _mm512_set1_epi32(inputs);
            for (total, part) in totals.iter_mut().zip(parts) {
                *total = _mm512_dpbusd_epi32(*total, inputs, part);
            }
        }
    }
    totals
}

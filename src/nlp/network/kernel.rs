//! The innermost loops, compiled for several kinds of processors. All give the same bits: sums are of whole numbers, and
//! what is not whole is computed number by number in one order.

use super::arcs::scores;
use super::matrix::{INPUTS, Matrix, OUTPUTS, TILE_ROWS, row_to_bytes, row_to_numbers};
use super::recurrent::{Gates, pass};

/// What the processor can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Vnni,
}

fn level() -> Level {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::is_x86_feature_detected as detected;
        if detected!("avx512f") && detected!("avx512bw") && detected!("avx512vl") && detected!("avx512vnni") {
            return Level::Vnni;
        }
        if detected!("avx2") {
            return Level::Avx2;
        }
    }
    Level::Portable
}

/// Sums of products: rows of `depth` unsigned bytes with the weights of a [`Matrix`](super::matrix::Matrix); `sums` gets
/// a row for each.
pub(super) fn multiply(rows: &[u8], weights: &[i8], depth: usize, sums: &mut [i32]) {
    match level() {
        Level::Portable => multiply_portable(rows, weights, depth, sums),
        // SAFETY: `level` says that the processor has these instructions.
        #[cfg(target_arch = "x86_64")]
        Level::Avx2 => unsafe { x86::multiply_avx2(rows, weights, depth, sums) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Level::Vnni => unsafe { x86::multiply_vnni(rows, weights, depth, sums) },
    }
}

/// See [`row_to_bytes`].
pub(super) fn to_bytes(row: &[f32], bytes: &mut [u8]) -> f32 {
    match level() {
        Level::Portable => row_to_bytes(row, bytes),
        // SAFETY: `level` says that the processor has these instructions.
        #[cfg(target_arch = "x86_64")]
        Level::Avx2 => unsafe { x86::to_bytes_avx2(row, bytes) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Level::Vnni => unsafe { x86::to_bytes_avx512(row, bytes) },
    }
}

/// See [`row_to_numbers`].
pub(super) fn to_numbers(sums: &[i32], scale: f32, matrix: &Matrix, row: &mut [f32]) {
    match level() {
        Level::Portable => row_to_numbers(sums, scale, matrix, row),
        // SAFETY: `level` says that the processor has these instructions.
        #[cfg(target_arch = "x86_64")]
        Level::Avx2 => unsafe { x86::to_numbers_avx2(sums, scale, matrix, row) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Level::Vnni => unsafe { x86::to_numbers_avx512(sums, scale, matrix, row) },
    }
}

/// See [`scores`].
pub(super) fn arc_scores(queries: &[f32], root: &[f32], heads: &[f32], all: &mut Vec<f32>) {
    match level() {
        Level::Portable => scores(queries, root, heads, all),
        // SAFETY: `level` says that the processor has these instructions.
        #[cfg(target_arch = "x86_64")]
        Level::Avx2 => unsafe { x86::scores_avx2(queries, root, heads, all) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Level::Vnni => unsafe { x86::scores_avx512(queries, root, heads, all) },
    }
}

/// See [`pass`].
pub(super) fn recurrent_pass(gates: &Gates, words: &[usize], state: &mut [f32], output: &mut [f32]) {
    match level() {
        Level::Portable => pass(gates, words, state, output),
        // SAFETY: `level` says that the processor has these instructions.
        #[cfg(target_arch = "x86_64")]
        Level::Avx2 => unsafe { x86::pass_avx2(gates, words, state, output) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Level::Vnni => unsafe { x86::pass_avx512(gates, words, state, output) },
    }
}

#[inline(always)]
fn multiply_portable(rows: &[u8], weights: &[i8], depth: usize, sums: &mut [i32]) {
    let width = weights.len() / depth;
    for (row, sums) in rows.chunks_exact(depth).zip(sums.chunks_exact_mut(width)) {
        for (block, sums) in weights.chunks_exact(OUTPUTS * depth).zip(sums.chunks_exact_mut(OUTPUTS)) {
            let mut totals = [0i32; OUTPUTS];
            for (part, inputs) in block.chunks_exact(OUTPUTS * INPUTS).zip(row.chunks_exact(INPUTS)) {
                for (total, weights) in totals.iter_mut().zip(part.chunks_exact(INPUTS)) {
                    for (weight, input) in weights.iter().zip(inputs) {
                        *total += i32::from(*weight) * i32::from(*input);
                    }
                }
            }
            sums.copy_from_slice(&totals);
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::{
        __m256i, __m512i, _mm_cvtepu8_epi16, _mm_cvtsi32_si128, _mm_loadu_si128, _mm256_add_epi32,
        _mm256_broadcastq_epi64, _mm256_cvtepi8_epi16, _mm256_madd_epi16, _mm256_setzero_si256, _mm256_storeu_si256,
        _mm512_dpbusd_epi32, _mm512_loadu_si512, _mm512_set1_epi32, _mm512_setzero_si512, _mm512_storeu_si512,
    };

    use super::{Gates, INPUTS, Matrix, OUTPUTS, TILE_ROWS, pass, row_to_bytes, row_to_numbers, scores};

    /// Rows whose sums are held in registers at a time.
    const ROWS_AVX2: usize = 2;

    #[target_feature(enable = "avx2")]
    pub(super) fn multiply_avx2(rows: &[u8], weights: &[i8], depth: usize, sums: &mut [i32]) {
        let (width, count) = (weights.len() / depth, rows.len() / depth);
        assert!(depth.is_multiple_of(INPUTS) && width.is_multiple_of(OUTPUTS) && sums.len() >= count * width);
        for block in 0..width / OUTPUTS {
            let mut row = 0;
            while row < count {
                // SAFETY: the rows and the block lie within `rows`, `weights` and `sums` by the bounds above.
                unsafe {
                    if row + ROWS_AVX2 <= count {
                        strip::<ROWS_AVX2>(rows, weights, depth, sums, row, block);
                        row += ROWS_AVX2;
                    } else {
                        strip::<1>(rows, weights, depth, sums, row, block);
                        row += 1;
                    }
                }
            }
        }
    }

    /// The sums of `ROWS` rows and a block of outputs, which must exist. Bytes become 16-bit numbers, whose products are
    /// added in pairs: each output has two sums, which are joined at the end.
    #[target_feature(enable = "avx2")]
    unsafe fn strip<const ROWS: usize>(
        rows: &[u8],
        weights: &[i8],
        depth: usize,
        sums: &mut [i32],
        row: usize,
        block: usize,
    ) {
        const PARTS: usize = OUTPUTS / 4;
        let width = weights.len() / depth;
        let mut totals = [[_mm256_setzero_si256(); PARTS]; ROWS];
        for step in 0..depth / INPUTS {
            let mut parts: [__m256i; PARTS] = [_mm256_setzero_si256(); PARTS];
            for (at, part) in parts.iter_mut().enumerate() {
                let start = block * OUTPUTS * depth + step * OUTPUTS * INPUTS + at * 16;
                // SAFETY: the caller says that the block exists; a step of it has as many bytes as all parts.
                *part = _mm256_cvtepi8_epi16(unsafe { _mm_loadu_si128(weights.as_ptr().add(start).cast()) });
            }
            for (at, totals) in totals.iter_mut().enumerate() {
                // SAFETY: the caller says that the row exists.
                let inputs =
                    unsafe { rows.as_ptr().add((row + at) * depth + step * INPUTS).cast::<i32>().read_unaligned() };
                let inputs = _mm256_broadcastq_epi64(_mm_cvtepu8_epi16(_mm_cvtsi32_si128(inputs)));
                for (total, part) in totals.iter_mut().zip(parts) {
                    *total = _mm256_add_epi32(*total, _mm256_madd_epi16(inputs, part));
                }
            }
        }
        for (at, totals) in totals.iter().enumerate() {
            let mut pairs = [0i32; 2 * OUTPUTS];
            for (pairs, total) in pairs.chunks_exact_mut(8).zip(totals) {
                // SAFETY: the chunk has as many bytes as a register.
                unsafe { _mm256_storeu_si256(pairs.as_mut_ptr().cast(), *total) };
            }
            let target = &mut sums[(row + at) * width + block * OUTPUTS..][..OUTPUTS];
            for (sum, pair) in target.iter_mut().zip(pairs.chunks_exact(2)) {
                *sum = pair[0] + pair[1];
            }
        }
    }

    #[target_feature(enable = "avx2")]
    pub(super) fn to_bytes_avx2(row: &[f32], bytes: &mut [u8]) -> f32 {
        row_to_bytes(row, bytes)
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vl")]
    pub(super) fn to_bytes_avx512(row: &[f32], bytes: &mut [u8]) -> f32 {
        row_to_bytes(row, bytes)
    }

    #[target_feature(enable = "avx2")]
    pub(super) fn to_numbers_avx2(sums: &[i32], scale: f32, matrix: &Matrix, row: &mut [f32]) {
        row_to_numbers(sums, scale, matrix, row);
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vl")]
    pub(super) fn to_numbers_avx512(sums: &[i32], scale: f32, matrix: &Matrix, row: &mut [f32]) {
        row_to_numbers(sums, scale, matrix, row);
    }

    #[target_feature(enable = "avx2")]
    pub(super) fn scores_avx2(queries: &[f32], root: &[f32], heads: &[f32], all: &mut Vec<f32>) {
        scores(queries, root, heads, all);
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vl")]
    pub(super) fn scores_avx512(queries: &[f32], root: &[f32], heads: &[f32], all: &mut Vec<f32>) {
        scores(queries, root, heads, all);
    }

    #[target_feature(enable = "avx2")]
    pub(super) fn pass_avx2(gates: &Gates, words: &[usize], state: &mut [f32], output: &mut [f32]) {
        pass(gates, words, state, output);
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vl")]
    pub(super) fn pass_avx512(gates: &Gates, words: &[usize], state: &mut [f32], output: &mut [f32]) {
        pass(gates, words, state, output);
    }

    /// Blocks of outputs whose sums are held in registers at a time, for [`TILE_ROWS`] rows.
    const TILE_BLOCKS: usize = 2;

    #[target_feature(enable = "avx512f,avx512vnni")]
    pub(super) fn multiply_vnni(rows: &[u8], weights: &[i8], depth: usize, sums: &mut [i32]) {
        let (width, count) = (weights.len() / depth, rows.len() / depth);
        let blocks = width / OUTPUTS;
        assert!(depth.is_multiple_of(INPUTS) && width.is_multiple_of(OUTPUTS) && sums.len() >= count * width);
        let mut block = 0;
        while block < blocks {
            let several = block + TILE_BLOCKS <= blocks;
            let mut row = 0;
            while row < count {
                // SAFETY: the rows and blocks of the tile lie within `rows`, `weights` and `sums` by the bounds above.
                unsafe {
                    match (several, row + TILE_ROWS <= count) {
                        (true, true) => tile::<TILE_ROWS, TILE_BLOCKS>(rows, weights, depth, sums, row, block),
                        (true, false) => tile::<1, TILE_BLOCKS>(rows, weights, depth, sums, row, block),
                        (false, true) => tile::<TILE_ROWS, 1>(rows, weights, depth, sums, row, block),
                        (false, false) => tile::<1, 1>(rows, weights, depth, sums, row, block),
                    }
                }
                row += if row + TILE_ROWS <= count { TILE_ROWS } else { 1 };
            }
            block += if several { TILE_BLOCKS } else { 1 };
        }
    }

    /// The sums of `ROWS` rows and `BLOCKS` blocks of outputs, which must exist.
    #[target_feature(enable = "avx512f,avx512vnni")]
    unsafe fn tile<const ROWS: usize, const BLOCKS: usize>(
        rows: &[u8],
        weights: &[i8],
        depth: usize,
        sums: &mut [i32],
        row: usize,
        block: usize,
    ) {
        let width = weights.len() / depth;
        let mut totals = [[_mm512_setzero_si512(); BLOCKS]; ROWS];
        for step in 0..depth / INPUTS {
            let mut parts: [__m512i; BLOCKS] = [_mm512_setzero_si512(); BLOCKS];
            for (at, part) in parts.iter_mut().enumerate() {
                let start = (block + at) * OUTPUTS * depth + step * OUTPUTS * INPUTS;
                // SAFETY: the caller says that the block exists; a step of it has as many bytes as a register.
                *part = unsafe { _mm512_loadu_si512(weights.as_ptr().add(start).cast()) };
            }
            for (at, totals) in totals.iter_mut().enumerate() {
                // SAFETY: the caller says that the row exists.
                let inputs =
                    unsafe { rows.as_ptr().add((row + at) * depth + step * INPUTS).cast::<i32>().read_unaligned() };
                let inputs = _mm512_set1_epi32(inputs);
                for (total, part) in totals.iter_mut().zip(parts) {
                    *total = _mm512_dpbusd_epi32(*total, inputs, part);
                }
            }
        }
        for (at, totals) in totals.iter().enumerate() {
            for (beside, total) in totals.iter().enumerate() {
                // SAFETY: the caller says that the row and the block exist.
                unsafe {
                    let target = sums.as_mut_ptr().add((row + at) * width + (block + beside) * OUTPUTS);
                    _mm512_storeu_si512(target.cast(), *total);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_processor_gives_the_same_sums() {
        let (depth, width) = (36, 80);
        for count in [1, 7, 8, 19] {
            let rows: Vec<u8> = (0..count * depth).map(|at| (at * 37 % 256) as u8).collect();
            let weights: Vec<i8> = (0..depth * width).map(|at| (at * 91 % 255) as u8 as i8).collect();
            let mut plain = vec![0; count * width];
            multiply_portable(&rows, &weights, depth, &mut plain);
            let mut sums = vec![0; count * width];
            multiply(&rows, &weights, depth, &mut sums);
            assert_eq!(sums, plain);
            #[cfg(target_arch = "x86_64")]
            if std::arch::is_x86_feature_detected!("avx2") {
                sums.fill(0);
                // SAFETY: the processor has these instructions.
                unsafe { x86::multiply_avx2(&rows, &weights, depth, &mut sums) };
                assert_eq!(sums, plain);
            }
        }
    }
}

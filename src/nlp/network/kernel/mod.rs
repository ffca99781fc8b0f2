//! The innermost loops, compiled for several kinds of processors. All give the same bits: sums are of whole numbers, and
//! what is not whole is computed number by number in one order.

#[cfg(target_arch = "x86_64")]
mod amx;
#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;

use std::sync::OnceLock;

use super::activation::leaky;
use super::arcs::scores;
use super::matrix::{INPUTS, Inputs, OUTPUTS, Product, rows_to_bytes, write_block};
use super::recurrent::{Gates, pass};

/// What the processor can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Avx512,
    #[cfg(target_arch = "x86_64")]
    Amx,
}

impl Level {
    fn of_processor() -> Level {
        static LEVEL: OnceLock<Level> = OnceLock::new();
        *LEVEL.get_or_init(Level::find)
    }

    #[cfg(target_arch = "x86_64")]
    fn find() -> Level {
        use std::arch::is_x86_feature_detected as detected;
        let avx512 = detected!("avx512f") && detected!("avx512bw") && detected!("avx512vl");
        match () {
            () if avx512 && detected!("avx512vnni") && amx::is_allowed() => Level::Amx,
            () if avx512 && detected!("avx512vnni") => Level::Avx512,
            () if detected!("avx2") => Level::Avx2,
            () => Level::Portable,
        }
    }

    #[cfg(not(target_arch = "x86_64"))]
    fn find() -> Level {
        Level::Portable
    }
}

/// Functions that the compiler makes several of, each with wider registers; the one for this processor is called.
macro_rules! compiled_for_each_processor {
    ($($(#[$doc:meta])* $name:ident = $plain:ident($($argument:ident: $type:ty),*);)*) => {$(
        $(#[$doc])*
        pub(super) fn $name($($argument: $type),*) {
            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx2")]
                fn avx2($($argument: $type),*) {
                    $plain($($argument),*)
                }
                #[target_feature(enable = "avx512f,avx512bw,avx512vl")]
                fn avx512($($argument: $type),*) {
                    $plain($($argument),*)
                }
                match Level::of_processor() {
                    Level::Portable => {}
                    // SAFETY: the processor has these instructions.
                    Level::Avx2 => return unsafe { avx2($($argument),*) },
                    // SAFETY: as above.
                    Level::Avx512 | Level::Amx => return unsafe { avx512($($argument),*) },
                }
            }
            $plain($($argument),*)
        }
    )*};
}

compiled_for_each_processor! {
    /// See [`rows_to_bytes`].
    to_bytes = rows_to_bytes(rows: &[f32], width: usize, inputs: &mut Inputs);
    /// See [`scores`].
    arc_scores = scores(queries: &[f32], root: &[f32], heads: &[f32], all: &mut Vec<f32>);
    /// See [`pass`].
    recurrent_pass = pass(gates: &Gates, words: &[usize], state: &mut [f32], output: &mut [f32]);
    /// [`leaky`] of each number.
    make_leaky = make_each_leaky(numbers: &mut [f32]);
    /// The sums of vectors, made [`leaky`], in place of the first one.
    add_leaky = add_and_make_leaky(numbers: &mut [f32], others: &[f32]);
    /// Adds 8-bit numbers times a scale.
    add_scaled = add_scaled_bytes(numbers: &mut [f32], bytes: &[i8], scale: f32);
}

/// Products of rows of inputs with blocks of a matrix: `output` gets [`Product::width`] numbers for each row.
pub(super) fn multiply(product: &Product, output: &mut [f32]) {
    product.check(output);
    match Level::of_processor() {
        Level::Portable => multiply_portable(product, output),
        // SAFETY: the processor has these instructions; that everything fits together is checked above.
        #[cfg(target_arch = "x86_64")]
        Level::Avx2 => unsafe { avx2::multiply(product, output) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Level::Avx512 => unsafe { avx512::multiply(product, output) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Level::Amx => unsafe { amx::multiply(product, output) },
    }
}

fn multiply_portable(product: &Product, output: &mut [f32]) {
    let Product { inputs, matrix, blocks } = product;
    let rows = inputs.bytes.chunks_exact(matrix.depth()).zip(&inputs.scales);
    for ((row, scale), output) in rows.zip(output.chunks_exact_mut(product.width())) {
        for (block, output) in blocks.iter().zip(output.chunks_exact_mut(OUTPUTS)) {
            let mut totals = [0i32; OUTPUTS];
            let parts = product.weights(*block).chunks_exact(OUTPUTS * INPUTS);
            for (part, inputs) in parts.zip(row.chunks_exact(INPUTS)) {
                for (total, weights) in totals.iter_mut().zip(part.chunks_exact(INPUTS)) {
                    for (weight, input) in weights.iter().zip(inputs) {
                        *total += i32::from(*weight) * i32::from(*input);
                    }
                }
            }
            write_block(&totals, *scale, matrix, *block, output);
        }
    }
}

#[inline(always)]
fn make_each_leaky(numbers: &mut [f32]) {
    for number in numbers {
        *number = leaky(*number);
    }
}

#[inline(always)]
fn add_and_make_leaky(numbers: &mut [f32], others: &[f32]) {
    for (number, other) in numbers.iter_mut().zip(others) {
        *number = leaky(*number + other);
    }
}

#[inline(always)]
fn add_scaled_bytes(numbers: &mut [f32], bytes: &[i8], scale: f32) {
    for (number, byte) in numbers.iter_mut().zip(bytes) {
        *number += f32::from(*byte) * scale;
    }
}

#[cfg(test)]
mod tests {
    use super::super::matrix::Matrix;
    use super::*;

    #[test]
    fn every_processor_gives_the_same_products() {
        for (depth, outputs) in [(36, 80), (64, 16), (200, 9), (512, 93)] {
            let matrix = Matrix::of(depth, outputs, |at| (at * 91 % 255) as u8 as i8);
            let all: Vec<usize> = (0..matrix.width() / OUTPUTS).collect();
            let some: Vec<usize> = all.iter().rev().step_by(2).copied().collect();
            for (count, blocks) in [1, 7, 8, 16, 19, 50].into_iter().flat_map(|count| [(count, &all), (count, &some)]) {
                let numbers: Vec<f32> = (0..count * depth).map(|at| (at * 37 % 256) as f32 - 100.0).collect();
                let mut inputs = Inputs::default();
                inputs.fill(&numbers, depth);
                let product = Product { inputs: &inputs, matrix: &matrix, blocks };
                let mut plain = vec![0.0; count * product.width()];
                multiply_portable(&product, &mut plain);
                let same = |name: &str, multiply: &dyn Fn(&mut [f32])| {
                    let mut output = vec![0.0; count * product.width()];
                    multiply(&mut output);
                    assert_eq!(output, plain, "{name}, {count} rows of {depth} to {outputs}");
                };
                same("this processor", &|output| multiply(&product, output));
                #[cfg(target_arch = "x86_64")]
                {
                    // SAFETY: the processor has the instructions of its own level and of those below.
                    if Level::of_processor() >= Level::Avx2 {
                        same("AVX2", &|output| unsafe { avx2::multiply(&product, output) });
                    }
                    // SAFETY: as above.
                    if Level::of_processor() >= Level::Avx512 {
                        same("AVX-512", &|output| unsafe { avx512::multiply(&product, output) });
                    }
                }
            }
        }
    }
}

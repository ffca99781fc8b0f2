//! Matrix products with the tiles of Intel's advanced matrix extensions, for which the language has no functions yet. A
//! tile has 16 rows of 64 bytes: 16 rows of inputs, or of 16 outputs their weights for 64 inputs, as they lie in a
//! [`Matrix`], or the sums of 16 rows and 16 outputs.

use std::arch::asm;
use std::arch::x86_64::__cpuid_count;

use super::super::matrix::{OUTPUTS, Product, write_block};

/// Rows of a tile, and bytes of a row.
const ROWS: usize = 16;
const LINE: usize = 64;
/// Tiles of rows, and of outputs, whose sums are held at a time.
const SIDE: usize = 2;

/// True if the processor has tiles of 8-bit numbers, and the system lets this process use them.
pub(super) fn is_allowed() -> bool {
    const TILES_AND_BYTES: u32 = 1 << 24 | 1 << 25;
    if __cpuid_count(7, 0).edx & TILES_AND_BYTES != TILES_AND_BYTES {
        return false;
    }
    is_allowed_by_system()
}

/// Linux keeps the state of tiles only for processes that ask for it.
#[cfg(target_os = "linux")]
fn is_allowed_by_system() -> bool {
    const ARCH_PRCTL: usize = 158;
    const ASK_FOR_STATE: usize = 0x1023;
    const TILE_DATA: usize = 18;
    let answer: isize;
    // SAFETY: this call changes nothing but what the system saves of this process; its registers are named.
    unsafe {
        asm!("syscall", inlateout("rax") ARCH_PRCTL => answer, in("rdi") ASK_FOR_STATE, in("rsi") TILE_DATA,
             lateout("rcx") _, lateout("r11") _, options(nostack));
    }
    answer == 0
}

#[cfg(not(target_os = "linux"))]
fn is_allowed_by_system() -> bool {
    false
}

/// How the tiles are used: all as 16 rows of 64 bytes.
#[repr(C, align(64))]
struct Shapes([u8; 64]);

const SHAPES: Shapes = {
    let mut shapes = [0u8; 64];
    shapes[0] = 1;
    let mut tile = 0;
    while tile < 8 {
        shapes[16 + 2 * tile] = LINE as u8;
        shapes[48 + tile] = ROWS as u8;
        tile += 1;
    }
    Shapes(shapes)
};

/// Sums of tiles.
#[repr(C, align(64))]
struct Sums([[[i32; OUTPUTS]; ROWS]; SIDE * SIDE]);

/// See [`multiply`](super::multiply); inputs are filled up to whole tiles.
#[target_feature(enable = "avx512f,avx512bw,avx512vl")]
pub(super) fn multiply(product: &Product, output: &mut [f32]) {
    let Product { inputs, matrix, blocks } = product;
    let (depth, width) = (matrix.depth(), product.width());
    let rows: Vec<&[u8]> = inputs.bytes.chunks_exact(ROWS * depth).take(inputs.scales.len().div_ceil(ROWS)).collect();
    assert!(depth.is_multiple_of(LINE) && rows.len() * ROWS >= inputs.scales.len());
    let mut sums = Sums([[[0; OUTPUTS]; ROWS]; SIDE * SIDE]);
    // SAFETY: the processor has tiles and the system allows them; the shapes are such as it knows.
    unsafe { asm!("ldtilecfg [{}]", in(reg) &SHAPES, options(nostack, readonly)) };
    for (group, blocks) in blocks.chunks(SIDE).enumerate() {
        for (at, rows) in rows.chunks(SIDE).enumerate() {
            // Where there is only one more, it is done twice.
            let both_rows = [rows[0], rows[rows.len() - 1]];
            let both_blocks = [blocks[0], blocks[blocks.len() - 1]].map(|block| product.weights(block));
            // SAFETY: the tiles are shaped; rows and blocks have the lengths that are asked for.
            unsafe { add_up(both_rows.map(<[u8]>::as_ptr), both_blocks.map(<[i8]>::as_ptr), depth, &mut sums) };
            for (beside, tile) in rows.iter().enumerate().map(|(beside, _)| (beside, at * SIDE + beside)) {
                let scales = inputs.scales[tile * ROWS..].iter().take(ROWS);
                let output = output[tile * ROWS * width..].chunks_exact_mut(width);
                for (row, (scale, output)) in scales.zip(output).enumerate() {
                    let output = output[group * SIDE * OUTPUTS..].chunks_exact_mut(OUTPUTS);
                    for (sums, (block, output)) in sums.0[beside * SIDE..].iter().zip(blocks.iter().zip(output)) {
                        write_block(&sums[row], *scale, matrix, *block, output);
                    }
                }
            }
        }
    }
    // SAFETY: nothing uses the tiles any more.
    unsafe { asm!("tilerelease", options(nostack, nomem)) };
}

/// The sums of two tiles of rows with two blocks of weights.
///
/// # Safety
/// The tiles must be shaped; 16 rows of `depth` bytes must lie behind each of `rows`, as many behind each of `weights`.
unsafe fn add_up(rows: [*const u8; SIDE], weights: [*const i8; SIDE], depth: usize, sums: &mut Sums) {
    // SAFETY: as the caller says; the sums have room for four tiles.
    unsafe {
        asm!(
            "tilezero tmm0",
            "tilezero tmm1",
            "tilezero tmm2",
            "tilezero tmm3",
            "2:",
            "tileloadd tmm4, [{row} + {depth}*1]",
            "tileloadd tmm6, [{weights} + {line}*1]",
            "tdpbusd tmm0, tmm4, tmm6",
            "tileloadd tmm7, [{other_weights} + {line}*1]",
            "tdpbusd tmm1, tmm4, tmm7",
            "tileloadd tmm5, [{other_row} + {depth}*1]",
            "tdpbusd tmm2, tmm5, tmm6",
            "tdpbusd tmm3, tmm5, tmm7",
            "add {row}, 64",
            "add {other_row}, 64",
            "add {weights}, 1024",
            "add {other_weights}, 1024",
            "dec {steps}",
            "jnz 2b",
            "tilestored [{sums} + {line}*1], tmm0",
            "tilestored [{sums} + {line}*1 + 1024], tmm1",
            "tilestored [{sums} + {line}*1 + 2048], tmm2",
            "tilestored [{sums} + {line}*1 + 3072], tmm3",
            row = inout(reg) rows[0] => _,
            other_row = inout(reg) rows[1] => _,
            weights = inout(reg) weights[0] => _,
            other_weights = inout(reg) weights[1] => _,
            steps = inout(reg) depth / LINE => _,
            depth = in(reg) depth,
            line = in(reg) LINE,
            sums = in(reg) sums.0.as_mut_ptr(),
            out("tmm0") _, out("tmm1") _, out("tmm2") _, out("tmm3") _,
            out("tmm4") _, out("tmm5") _, out("tmm6") _, out("tmm7") _,
            options(nostack),
        );
    }
}

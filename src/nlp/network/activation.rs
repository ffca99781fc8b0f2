//! The functions between the layers, from additions, multiplications and divisions only: the same bits on every processor.

/// Beyond this the hyperbolic tangent is 1 in single precision.
const TANH_LIMIT: f32 = 7.905_311;

/// The hyperbolic tangent by a quotient of polynomials (coefficients of Eigen's `ptanh`, exact to a few units in the last
/// place).
#[inline(always)]
pub(super) fn tanh(value: f32) -> f32 {
    let x = value.clamp(-TANH_LIMIT, TANH_LIMIT);
    let square = x * x;
    let above = [-2.760_768_4e-16_f32, 2.000_188e-13, -8.604_672e-11, 5.122_297_2e-8, 1.485_722_4e-5, 6.372_619e-4];
    let mut top = above[0];
    for coefficient in &above[1..] {
        top = top * square + coefficient;
    }
    top = (top * square + 4.893_524_6e-3) * x;
    let mut bottom = 1.198_258_4e-6_f32;
    for coefficient in [1.185_347_1e-4_f32, 2.268_434_6e-3, 4.893_525e-3] {
        bottom = bottom * square + coefficient;
    }
    top / bottom
}

/// The logistic function.
#[inline(always)]
pub(super) fn sigmoid(value: f32) -> f32 {
    0.5 * tanh(0.5 * value) + 0.5
}

/// Negative values are made small.
#[inline(always)]
pub(super) fn leaky(value: f32) -> f32 {
    if value < 0.0 { 0.1 * value } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_approximations_are_close() {
        for step in -4000..=4000 {
            let value = step as f32 / 300.0;
            let exact = f64::from(value).tanh() as f32;
            assert!((tanh(value) - exact).abs() < 1e-6, "tanh({value})");
            let exact = (1.0 / (1.0 + (-f64::from(value)).exp())) as f32;
            assert!((sigmoid(value) - exact).abs() < 1e-6, "sigmoid({value})");
        }
    }
}

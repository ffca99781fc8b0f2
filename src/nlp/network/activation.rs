//! The functions between the layers, from additions and multiplications only: the same bits on every processor.

/// Here the polynomial has reached what is nearly 1; beyond, it would leave it.
const TANH_LIMIT: f32 = 3.75;

/// The hyperbolic tangent by an odd polynomial, fitted so that its greatest error is least (0.0006, less than a step of an
/// 8-bit number). Divisions would take most of the time of a layer.
#[inline(always)]
pub(super) fn tanh(value: f32) -> f32 {
    const COEFFICIENTS: [f32; 9] = [
        1.370_739_7e-8,
        -9.067_756_5e-7,
        2.547_277e-5,
        -3.979_489_2e-4,
        3.820_228_9e-3,
        -2.373_800_5e-2,
        1.002_266_2e-1,
        -3.149_698e-1,
        9.968_601e-1,
    ];
    let x = value.clamp(-TANH_LIMIT, TANH_LIMIT);
    let square = x * x;
    let mut sum = COEFFICIENTS[0];
    for coefficient in &COEFFICIENTS[1..] {
        sum = sum * square + coefficient;
    }
    sum * x
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
            assert!((tanh(value) - exact).abs() < 1e-3, "tanh({value})");
            let exact = (1.0 / (1.0 + (-f64::from(value)).exp())) as f32;
            assert!((sigmoid(value) - exact).abs() < 1e-3, "sigmoid({value})");
        }
    }
}

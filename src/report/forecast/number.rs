//! The edge between exact amounts and floating point.
//!
//! Owns: both directions and their rounding. Refuses to know: what is forecast.

use crate::domain::Usd;

/// Pico-dollars in a dollar, and in the millionth of a dollar that results are rounded to.
const PICO: f64 = 1e12;
const MICRO: i128 = 1_000_000;
/// Results are kept within this many dollars either way: sums of them fit.
const MOST: f64 = 1e15;

/// The double nearest to the amount, in dollars; within ±1e15.
pub(super) fn dollars(amount: Usd) -> f64 {
    (amount.pico() as f64 / PICO).clamp(-MOST, MOST)
}

/// The amount nearest to so many dollars, rounded half-even to a millionth of a dollar; what is no
/// number is nothing.
pub(super) fn usd(dollars: f64) -> Usd {
    let finite = if dollars.is_nan() { 0.0 } else { dollars.clamp(-MOST, MOST) };
    Usd::from_pico((finite * 1e6).round_ties_even() as i128 * MICRO)
}

/// A fraction in parts per million; `None` for what is no number.
pub(super) fn ppm(fraction: f64) -> Option<i64> {
    fraction.is_finite().then(|| (fraction * 1e6).round_ties_even() as i64)
}

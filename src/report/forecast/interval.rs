//! Intervals: the real quantiles of the backtest's errors, step by step.
//!
//! Owns: which errors a step's interval rests on, and how it widens where none are left. Refuses to
//! know: the figure it is put around.

use super::backtest::Backtest;
use super::wanted::Confidence;

/// Errors it takes for a step to stand on its own.
const ENOUGH: usize = 10;

/// How far below and above its forecast a day, and the sum up to it, may lie.
pub(super) struct Reach {
    days: Vec<(f64, f64)>,
    running: Vec<(f64, f64)>,
    /// The fewest errors an interval rests on.
    pub(super) errors: usize,
    /// Whether those are too few to have the quantile asked for.
    pub(super) short: bool,
}

impl Reach {
    pub(super) fn new(test: &Backtest, confidence: Confidence, horizon: usize) -> Reach {
        let tail = f64::from(1_000_000 - confidence.ppm()) / 2e6;
        let days = by_step(test, false);
        let running = by_step(test, true);
        let own = days.iter().take_while(|errors| errors.len() >= ENOUGH).map(Vec::len).min();
        let errors = own.unwrap_or_else(|| days.iter().map(Vec::len).sum());
        Reach {
            days: widen(&days, tail, horizon, f64::sqrt),
            running: widen(&running, tail, horizon, |ratio| ratio),
            errors,
            short: (errors as f64 + 1.0) * tail < 1.0,
        }
    }

    pub(super) fn day(&self, step: usize) -> (f64, f64) {
        self.days.get(step).copied().unwrap_or_default()
    }

    pub(super) fn running(&self, step: usize) -> (f64, f64) {
        self.running.get(step).copied().unwrap_or_default()
    }
}

/// The errors of each step: of its day, or of the sum up to it.
fn by_step(test: &Backtest, sums: bool) -> Vec<Vec<f64>> {
    let longest = test.origins.iter().map(Vec::len).max().unwrap_or(0);
    let mut steps = vec![Vec::new(); longest];
    for pairs in &test.origins {
        let mut sum = 0.0;
        for (step, pair) in steps.iter_mut().zip(pairs) {
            sum = if sums { sum + pair.error() } else { pair.error() };
            step.push(sum);
        }
    }
    steps
}

/// The reach of every step: never narrower than that of the step before. Steps without errors enough
/// widen the last that has by `growth` of how much farther they are; where none has, all errors
/// together stand for the first.
fn widen(steps: &[Vec<f64>], tail: f64, horizon: usize, growth: fn(f64) -> f64) -> Vec<(f64, f64)> {
    let own = steps.iter().take_while(|errors| errors.len() >= ENOUGH);
    let mut reach: Vec<(f64, f64)> = own.take(horizon).map(|errors| quantiles(errors.clone(), tail)).collect();
    if reach.is_empty() {
        reach.push(quantiles(steps.concat(), tail));
    }
    let (mut below, mut above) = (0.0_f64, 0.0_f64);
    for step in &mut reach {
        (below, above) = (below.min(step.0), above.max(step.1));
        *step = (below, above);
    }
    let last = reach.len();
    let farther = (last..horizon).map(|step| growth((step + 1) as f64 / last as f64));
    reach.extend(farther.map(|times| (below * times, above * times)));
    reach
}

/// The lower and the upper quantile; the extremes where there are too few errors for them.
fn quantiles(mut errors: Vec<f64>, tail: f64) -> (f64, f64) {
    errors.sort_unstable_by(f64::total_cmp);
    let at = |share: f64| {
        let rank = (share * (errors.len() as f64 + 1.0) - 1.0).clamp(0.0, errors.len().saturating_sub(1) as f64);
        let (whole, part) = (rank.floor() as usize, rank.fract());
        let value = |index: usize| errors.get(index).or(errors.last()).copied().unwrap_or_default();
        value(whole) + part * (value(whole + 1) - value(whole))
    };
    (at(tail).min(0.0), at(1.0 - tail).max(0.0))
}

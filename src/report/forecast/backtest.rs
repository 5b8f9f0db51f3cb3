//! The rolling backtest: forecasts as they would have been made then, against what came.
//!
//! Owns: where the trials begin, the errors by step, the order of methods. Refuses to know: money.

use std::panic::resume_unwind;
use std::thread::Builder;

use super::WEEK;
use super::accuracy::{self, Accuracy};
use super::method::{Method, Tuned};

/// So many of the last days are origins at most.
const ORIGINS: usize = 12 * WEEK;
/// The shortest history a trial begins with.
const SHORTEST: usize = 4;
/// Parameters are found anew every so many origins, always from the days before only.
const TUNED_EVERY: usize = WEEK;
/// Errors nearer than this part of the larger are the same: the simpler method stays first.
const SAME: f64 = 1e-9;

/// A day that was forecast, and what it came to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub(super) actual: f64,
    pub(super) expected: f64,
}

impl Pair {
    pub(super) fn error(self) -> f64 {
        self.actual - self.expected
    }
}

/// One method's trials.
pub(super) struct Backtest {
    pub(super) method: Method,
    /// For each origin the days after it, the next one first.
    pub(super) origins: Vec<Vec<Pair>>,
}

impl Backtest {
    /// From each origin the days up to `horizon` after it. The first origin is in the middle of the
    /// series, or later when it is long; a method that needs more days than there were at an origin
    /// stands back to what it comes down to, as it would have then.
    pub(super) fn run(method: Method, series: &[f64], horizon: usize) -> Backtest {
        let days = series.len();
        let first = (days / 2).max(SHORTEST).max(days.saturating_sub(ORIGINS)).min(days);
        let mut tuned = None;
        let origins = (first..days).map(|origin| {
            let (past, future) = series.split_at(origin);
            if tuned.is_none() || (origin - first).is_multiple_of(TUNED_EVERY) {
                tuned = Some(Tuned::new(method, past));
            }
            let ahead = tuned.map(|tuned| tuned.ahead(past, horizon.min(future.len()))).unwrap_or_default();
            let pairs =
                future.iter().zip(&ahead).map(|(actual, expected)| Pair { actual: *actual, expected: *expected });
            pairs.collect()
        });
        Backtest { method, origins: origins.collect() }
    }

    /// Every forecast of every origin.
    pub(super) fn pairs(&self) -> impl Iterator<Item = Pair> {
        self.origins.iter().flatten().copied()
    }

    pub(super) fn accuracy(&self) -> Accuracy {
        Accuracy::of(self.origins.len(), self.pairs())
    }
}

/// The trials of each method, in their order. All but the last are run on threads of their own, since smoothing takes
/// milliseconds to tune; where there are no more threads to have, on this one.
pub(super) fn beside_each_other(methods: &[Method], series: &[f64], horizon: usize) -> Vec<Backtest> {
    let Some((last, others)) = methods.split_last() else { return Vec::new() };
    std::thread::scope(|scope| {
        let trial = |method: Method| move || Backtest::run(method, series, horizon);
        let begin = |method: &Method| Builder::new().name("forecast".into()).spawn_scoped(scope, trial(*method)).ok();
        let begun: Vec<_> = others.iter().map(begin).collect();
        let last = trial(*last)();
        let ended = begun.into_iter().zip(others).map(|(thread, method)| match thread {
            Some(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
            None => trial(*method)(),
        });
        ended.chain([last]).collect()
    })
}

/// Sorts by the root of the mean squared error, which is smallest for the mean that budgets need
/// (the smallest absolute error would be that of the median: nothing, for who spends twice a week).
pub(super) fn best_first(tests: &mut [Backtest]) {
    let rated: Vec<(Method, f64)> = tests.iter().map(|test| (test.method, accuracy::rmse(test.pairs()))).collect();
    let best = rated.iter().map(|(_, error)| *error).fold(f64::INFINITY, f64::min);
    let rank = |method: Method| {
        let error = rated.iter().find(|(rated, _)| *rated == method).map_or(f64::INFINITY, |(_, error)| *error);
        if error - best <= SAME * error { best } else { error }
    };
    tests.sort_by(|a, b| rank(a.method).total_cmp(&rank(b.method)));
}

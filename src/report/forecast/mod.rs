//! Forecasts: from a series of daily costs to a figure, and how far off it may be, for each day ahead.
//!
//! Owns: the models, their backtest, the intervals; the only rooms where floating point touches
//! money. Amounts come in exact and go out exact, rounded to a millionth of a dollar: a forecast
//! knows no more. Refuses to know: the ledger (see `history`), formats, budgets.
//!
//! The way through: a [`History`] becomes dollars (`number`); each candidate [`Method`] is tuned and
//! tried on the past as it was then (`backtest`); the one with the smallest error (or the one asked
//! for) is tuned on everything and run ahead; the errors of its own backtest, step by step, are the
//! interval (`interval`). Nothing is random and nothing depends on the clock.
#![allow(
    clippy::float_arithmetic,
    clippy::float_cmp,
    reason = "forecasts are statistics; amounts are exact again at the edge"
)]

mod accuracy;
mod anomalies;
mod anomaly;
mod average;
mod backtest;
mod cause;
mod generate;
mod heading;
mod history;
mod interval;
mod line;
mod method;
mod number;
#[cfg(test)]
mod reference;
mod simplex;
mod smoothing;
mod wanted;

pub use accuracy::Accuracy;
pub use anomalies::anomaly_table;
pub use anomaly::{Anomaly, Detector, Judged, Sensitivity, anomalies};
pub use cause::Cause;
pub use generate::generate;
pub use heading::{Heading, heading};
pub use history::{History, Past, past};
pub use method::Method;
pub use wanted::{Confidence, Model, Wanted};

use crate::domain::{Code, Error, Usd};
use backtest::Backtest;
use method::Tuned;

/// Days in the season: a week.
pub const WEEK: usize = 7;
/// With fewer complete days than this there is no forecast.
pub const LEAST_DAYS: usize = 7;
/// Days ahead at most.
pub const MOST_DAYS: usize = 366;
/// Of a longer history only the last so many days are fitted.
pub const FITTED_DAYS: usize = 730;

/// A figure and the interval it lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Band {
    pub point: Usd,
    /// Never above the point, never below zero.
    pub lower: Usd,
    /// Never below the point.
    pub upper: Usd,
}

/// One day ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Days since 1970-01-01.
    pub day: i64,
    /// What that day will cost.
    pub cost: Band,
    /// What it and the days before it (from the first day ahead) will cost together. Its interval is
    /// of the sum: narrower than the sum of the days' intervals, since days err in both directions.
    pub running: Band,
}

/// A method that was tried, and how well it did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trial {
    pub method: Method,
    pub accuracy: Accuracy,
}

/// The days ahead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// The method the figures come from.
    pub method: Method,
    /// Its parameters by name, in parts per million (`window` in days).
    pub parameters: Vec<(&'static str, i64)>,
    /// Its backtest.
    pub accuracy: Accuracy,
    /// All that were tried, the best first; then what one would say without a model.
    pub trials: Vec<Trial>,
    /// As many as asked for, the first right after the history.
    pub days: Vec<Day>,
    /// Days the method was fitted to.
    pub fitted_days: usize,
    /// How many errors the widest-based interval rests on.
    pub interval_errors: usize,
    /// Whether they are too few for the confidence asked for: the interval is the largest error then.
    pub interval_short: bool,
}

/// Why there is no forecast: too few whole days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLittle {
    /// Whole days there are.
    pub days: usize,
    /// Whole days it takes.
    pub needed: usize,
}

impl From<TooLittle> for Error {
    fn from(short: TooLittle) -> Error {
        let days = if short.days == 1 { "day" } else { "days" };
        let message = format!(
            "too little history for a forecast: {} whole {days} with records, and {} are needed",
            short.days, short.needed
        );
        Error::new(Code::Incomplete, message).hint("a day counts once it is over, from the first day with a record on")
    }
}

/// What the days after the history will cost.
///
/// # Errors
/// [`TooLittle`] with fewer than [`LEAST_DAYS`] days.
pub fn forecast(history: &History, wanted: &Wanted) -> Result<Forecast, TooLittle> {
    if history.costs.len() < LEAST_DAYS {
        return Err(TooLittle { days: history.costs.len(), needed: LEAST_DAYS });
    }
    let costs = history.costs.get(history.costs.len().saturating_sub(FITTED_DAYS)..).unwrap_or_default();
    let dollars: Vec<f64> = costs.iter().map(|cost| number::dollars(*cost)).collect();
    let horizon = wanted.horizon.clamp(1, MOST_DAYS);
    let mut tests = backtest::beside_each_other(&wanted.model.methods(dollars.len()), &dollars, horizon);
    backtest::best_first(&mut tests);
    let Some(best) = tests.first() else { return Err(TooLittle { days: dollars.len(), needed: LEAST_DAYS }) };

    let tuned = Tuned::new(best.method, &dollars);
    let ahead = tuned.ahead(&dollars, horizon);
    let reach = interval::Reach::new(best, wanted.confidence, horizon);
    let next = history.next();
    let trial = |test: &Backtest| Trial { method: test.method, accuracy: test.accuracy() };
    let plain = Method::BENCHMARKS.map(|method| Backtest::run(method, &dollars, horizon));
    Ok(Forecast {
        method: best.method,
        parameters: tuned.parameters(),
        accuracy: best.accuracy(),
        trials: tests.iter().chain(&plain).map(trial).collect(),
        days: days(next, &ahead, &reach),
        fitted_days: dollars.len(),
        interval_errors: reach.errors,
        interval_short: reach.short,
    })
}

/// The days with their intervals; sums are of the figures as they are shown.
fn days(next: i64, ahead: &[f64], reach: &interval::Reach) -> Vec<Day> {
    let (mut days, mut sum, mut total) = (Vec::with_capacity(ahead.len()), 0.0, Usd::ZERO);
    for (step, point) in ahead.iter().enumerate() {
        sum += point;
        let cost = band(*point, reach.day(step));
        total += cost.point;
        let around = band(sum, reach.running(step));
        let running = Band { point: total, lower: around.lower.min(total), upper: around.upper.max(total) };
        days.push(Day { day: next.saturating_add(step as i64), cost, running });
    }
    days
}

fn band(point: f64, (below, above): (f64, f64)) -> Band {
    let at = number::usd(point);
    Band { point: at, lower: number::usd((point + below).max(0.0)).min(at), upper: number::usd(point + above).max(at) }
}

#[cfg(test)]
mod tests;

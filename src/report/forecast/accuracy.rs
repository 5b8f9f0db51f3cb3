//! How far forecasts were off: MAPE, RMSE, MAE.
//!
//! Owns: the three figures and what a day of zero does to them. Refuses to know: methods.

use super::backtest::Pair;
use super::number;
use crate::domain::Usd;

/// The error of a method in its backtest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accuracy {
    /// Mean absolute percentage error in parts per million, over the days that cost something: a
    /// day of zero has no percentage. `None` when all are.
    pub mape: Option<i64>,
    /// Forecasts left out of it because the day cost nothing.
    pub zero_days: usize,
    /// Root of the mean squared error.
    pub rmse: Usd,
    /// Mean absolute error.
    pub mae: Usd,
    /// Days from which forecasts were made.
    pub origins: usize,
    /// Forecasts that were compared with what came.
    pub forecasts: usize,
}

impl Accuracy {
    pub(super) fn of(origins: usize, pairs: impl Iterator<Item = Pair>) -> Accuracy {
        let pairs: Vec<Pair> = pairs.collect();
        let some: Vec<&Pair> = pairs.iter().filter(|pair| pair.actual != 0.0).collect();
        let parts = some.iter().map(|pair| (pair.error() / pair.actual).abs()).sum::<f64>();
        let total = pairs.iter().map(|pair| pair.error().abs()).sum::<f64>();
        Accuracy {
            mape: if some.is_empty() { None } else { number::ppm(parts / some.len() as f64) },
            zero_days: pairs.len() - some.len(),
            rmse: number::usd(rmse(pairs.iter().copied())),
            mae: number::usd(total / pairs.len().max(1) as f64),
            origins,
            forecasts: pairs.len(),
        }
    }
}

/// The root of the mean squared error, in dollars.
pub(super) fn rmse(pairs: impl Iterator<Item = Pair>) -> f64 {
    let (count, squares) =
        pairs.fold((0.0_f64, 0.0), |(count, squares), pair| (count + 1.0, squares + pair.error() * pair.error()));
    (squares / count.max(1.0)).sqrt()
}

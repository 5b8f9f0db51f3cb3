//! The moving average: the mean of the last whole weeks, with what each weekday adds or without.
//!
//! Owns: the choice of the window. Refuses to know: money.

use super::WEEK;
use super::line::Weekdays;

/// The windows to choose from, in days: whole weeks, in which every weekday counts once as often.
const WINDOWS: [usize; 3] = [WEEK, 2 * WEEK, 4 * WEEK];

/// How many of the last days, and whether weekdays are told apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Average {
    pub(super) window: usize,
    pub(super) by_weekday: bool,
}

/// The window whose means were nearest to the days that followed; the shortest of equals.
pub(super) fn tune(series: &[f64], by_weekday: bool) -> Average {
    let level = level(series, by_weekday);
    let longest = WINDOWS.into_iter().rfind(|window| *window < level.len()).unwrap_or(WEEK);
    let mut best = (WEEK.min(level.len()).max(1), f64::INFINITY);
    for window in WINDOWS.into_iter().filter(|window| *window <= longest && *window < level.len()) {
        let error = squares(&level, window, longest);
        if error < best.1 {
            best = (window, error);
        }
    }
    Average { window: best.0, by_weekday }
}

/// The squared errors of the means before each day from `first` on.
fn squares(level: &[f64], window: usize, first: usize) -> f64 {
    let errors = (first..level.len()).map(|t| level[t] - mean(&level[t - window..t]));
    errors.map(|error| error * error).sum()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

fn offsets(series: &[f64], by_weekday: bool) -> [f64; WEEK] {
    if by_weekday { Weekdays::fit(series).offsets() } else { [0.0; WEEK] }
}

/// The series without what weekdays add.
fn level(series: &[f64], by_weekday: bool) -> Vec<f64> {
    let offsets = offsets(series, by_weekday);
    series.iter().enumerate().map(|(t, value)| value - offsets[t % WEEK]).collect()
}

impl Average {
    pub(super) fn ahead(self, series: &[f64], horizon: usize) -> Vec<f64> {
        let (level, offsets) = (level(series, self.by_weekday), offsets(series, self.by_weekday));
        let mean = mean(&level[level.len().saturating_sub(self.window)..]);
        (series.len()..series.len() + horizon).map(|t| mean + offsets[t % WEEK]).collect()
    }
}

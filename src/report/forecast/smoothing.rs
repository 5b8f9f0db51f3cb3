//! Exponential smoothing: a level that follows the series, with a damped trend, with weekdays.
//!
//! Owns: the recursions (additive, as Hyndman and Athanasopoulos write them), where they begin, the
//! search for the parameters. Refuses to know: money.

use super::WEEK;
use super::line::Line;
use super::simplex::minimize;

/// What the state has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A level: simple smoothing.
    Level,
    /// And a trend: Holt's.
    Trend,
    /// And a season of a week: Holt and Winters'.
    Season,
}

/// The parameters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Smoothing {
    /// How fast the level follows.
    pub(super) alpha: f64,
    /// How fast the trend follows the level.
    pub(super) beta: f64,
    /// How fast the season follows.
    pub(super) gamma: f64,
    /// What is left of the trend a day later.
    pub(super) damping: f64,
}

/// Where a day stands.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct State {
    pub(super) level: f64,
    pub(super) trend: f64,
    /// What the day with `t mod 7` adds.
    pub(super) season: [f64; WEEK],
}

/// The slowest level, so that a forecast never forgets to follow.
const SLOWEST: f64 = 0.01;
/// The strongest damping.
const STRONGEST: f64 = 0.8;
/// So many weeks at most tell where a season begins.
const FIRST_WEEKS: usize = 4;

impl Smoothing {
    /// Runs through the series from a state; `each` gets the forecast of each day, made the day before.
    ///
    /// In the error-correction form: each part moves by its share of one error. Only `before` and `held` carry over,
    /// so the chain from one day to the next is short; the search runs this some thousand times.
    pub(super) fn run(&self, series: &[f64], from: State, mut each: impl FnMut(f64, f64)) -> State {
        let mut now = from;
        let (for_trend, for_next) = (self.alpha * self.beta, self.alpha * (1.0 + self.damping * self.beta));
        let mut held = self.damping * now.trend;
        let mut before = now.level + held;
        for week in series.chunks(WEEK) {
            for (value, season) in week.iter().zip(&mut now.season) {
                let error = (value - *season) - before;
                each(*value, *value - error);
                now.level = before + self.alpha * error;
                now.trend = held + for_trend * error;
                *season += self.gamma * error;
                before = (before + self.damping * held) + for_next * error;
                held = self.damping * now.trend;
            }
        }
        now
    }

    /// The days after the series.
    pub(super) fn ahead(&self, series: &[f64], shape: Shape, horizon: usize) -> Vec<f64> {
        let last = self.run(series, begin(series, shape), |_, _| {});
        self.after(last, series.len(), horizon)
    }

    /// The days after the state that stands `days` after the beginning.
    pub(super) fn after(&self, state: State, days: usize, horizon: usize) -> Vec<f64> {
        let (mut step, mut trend) = (1.0, 0.0);
        (days..days + horizon)
            .map(|t| {
                step *= self.damping;
                trend += step * state.trend;
                state.level + trend + state.season[t % WEEK]
            })
            .collect()
    }
}

/// The state before the first day.
pub(super) fn begin(series: &[f64], shape: Shape) -> State {
    match shape {
        Shape::Level => {
            let first = &series[..series.len().min(WEEK)];
            let level = first.iter().sum::<f64>() / first.len().max(1) as f64;
            State { level, ..State::default() }
        }
        Shape::Trend => {
            let line = Line::fit(&series[..series.len().min(2 * WEEK)]);
            State { level: line.level - line.slope, trend: line.slope, ..State::default() }
        }
        Shape::Season => begin_season(series),
    }
}

/// The means of the first weeks give level and trend, the distances from them the season.
fn begin_season(series: &[f64]) -> State {
    let weeks: Vec<&[f64]> = series.chunks_exact(WEEK).take(FIRST_WEEKS).collect();
    let means: Vec<f64> = weeks.iter().map(|week| week.iter().sum::<f64>() / WEEK as f64).collect();
    let (Some(first), Some(last)) = (means.first(), means.last()) else { return begin(series, Shape::Trend) };
    let steps = ((means.len() - 1) * WEEK).max(1) as f64;
    let trend = (last - first) / steps;
    let middle = (WEEK as f64 - 1.0) / 2.0;
    let above = |day: usize| {
        let distances = weeks.iter().zip(&means).map(|(week, mean)| week[day] - mean);
        distances.sum::<f64>() / weeks.len() as f64 - trend * (day as f64 - middle)
    };
    State { level: first - trend * (middle + 1.0), trend, season: std::array::from_fn(above) }
}

/// The parameters with the smallest squared errors, one day ahead.
pub(super) fn tune(series: &[f64], shape: Shape) -> Smoothing {
    let start = begin(series, shape);
    let squares = |smoothing: Smoothing| {
        let mut sum = 0.0;
        smoothing.run(series, start, |value, expected| sum += (value - expected) * (value - expected));
        sum
    };
    match shape {
        Shape::Level => level(minimize(coarse(|x| squares(level(*x))), |x| squares(level(*x)))),
        Shape::Trend => trend(minimize(coarse(|x| squares(trend(*x))), |x| squares(trend(*x)))),
        Shape::Season => season(minimize(coarse(|x| squares(season(*x))), |x| squares(season(*x)))),
    }
}

/// The best of a few starts.
fn coarse<const N: usize>(value: impl Fn(&[f64; N]) -> f64) -> [f64; N] {
    let mut best = ([0.5; N], f64::INFINITY);
    for first in [0.05, 0.2, 0.5, 0.9] {
        for rest in [0.05, 0.3] {
            let mut point = [rest; N];
            point[0] = first;
            let found = value(&point);
            if found < best.1 {
                best = (point, found);
            }
        }
    }
    best.0
}

fn level([alpha]: [f64; 1]) -> Smoothing {
    Smoothing { alpha: within(alpha, SLOWEST), beta: 0.0, gamma: 0.0, damping: 1.0 }
}

fn trend([alpha, beta, damping]: [f64; 3]) -> Smoothing {
    Smoothing { beta, damping: within(damping, STRONGEST), ..level([alpha]) }
}

fn season([alpha, beta, damping, gamma]: [f64; 4]) -> Smoothing {
    Smoothing { gamma, ..trend([alpha, beta, damping]) }
}

/// From the unit box to `least`–1.
fn within(x: f64, least: f64) -> f64 {
    least + (1.0 - least) * x
}

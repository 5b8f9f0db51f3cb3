//! The methods: each tuned on a series, then run ahead of it.
//!
//! Owns: which methods there are, their names, what each needs. Refuses to know: intervals, choice.

use std::fmt;

use super::average::{self, Average};
use super::line::{Line, Weekdays};
use super::smoothing::{self, Shape, Smoothing};
use super::wanted::{Model, SEASON_DAYS};
use super::{WEEK, number};

/// A way to forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// The mean of the last days.
    Average,
    /// Simple exponential smoothing: a level that follows.
    Simple,
    /// A straight line through all days.
    Line,
    /// Holt's exponential smoothing: a level and a damped trend.
    Holt,
    /// The mean of the last days, and what each day of the week adds.
    WeekdayAverage,
    /// A straight line, and what each day of the week adds.
    WeekdayLine,
    /// Additive Holt-Winters: level, damped trend, days of the week.
    HoltWinters,
    /// No model: as yesterday.
    Naive,
    /// No model: as a week before.
    SeasonalNaive,
}

impl Method {
    /// Those that are tried, simpler ones first.
    pub const ALL: [Method; 7] = [
        Method::Average,
        Method::Simple,
        Method::Line,
        Method::Holt,
        Method::WeekdayAverage,
        Method::WeekdayLine,
        Method::HoltWinters,
    ];
    /// Those that others are measured by.
    pub const BENCHMARKS: [Method; 2] = [Method::Naive, Method::SeasonalNaive];

    /// The word of the model it belongs to.
    pub const fn model(self) -> &'static str {
        match self {
            Method::Average | Method::WeekdayAverage => Model::MovingAverage.as_str(),
            Method::Line | Method::WeekdayLine => Model::Linear.as_str(),
            Method::Simple | Method::Holt | Method::HoltWinters => Model::ExponentialSmoothing.as_str(),
            Method::Naive => "naive",
            Method::SeasonalNaive => "seasonal_naive",
        }
    }

    /// What it does, in a few words.
    pub const fn about(self) -> &'static str {
        match self {
            Method::Average => "moving average",
            Method::Simple => "simple exponential smoothing",
            Method::Line => "linear trend",
            Method::Holt => "Holt's smoothing with damped trend",
            Method::WeekdayAverage => "moving average by weekday",
            Method::WeekdayLine => "linear trend by weekday",
            Method::HoltWinters => "Holt-Winters by weekday",
            Method::Naive => "as the day before",
            Method::SeasonalNaive => "as a week before",
        }
    }

    /// Days it needs.
    pub(super) const fn least(self) -> usize {
        match self {
            Method::WeekdayAverage | Method::WeekdayLine | Method::HoltWinters => SEASON_DAYS,
            _ => 1,
        }
    }

    /// The method itself, or what it comes down to where the days of the week cannot be known yet.
    pub(super) const fn within(self, days: usize) -> Method {
        match self {
            Method::WeekdayAverage if days < SEASON_DAYS => Method::Average,
            Method::WeekdayLine if days < SEASON_DAYS => Method::Line,
            Method::HoltWinters if days < SEASON_DAYS => Method::Holt,
            Method::SeasonalNaive if days < WEEK => Method::Naive,
            method => method,
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.about())
    }
}

/// A method with its parameters found.
#[derive(Debug, Clone, Copy)]
pub(super) enum Tuned {
    Average(Average),
    Line,
    WeekdayLine,
    Smoothing(Shape, Smoothing),
    Naive(usize),
}

impl Tuned {
    /// The parameters that would have told each day of the series best from the days before it.
    pub(super) fn new(method: Method, series: &[f64]) -> Tuned {
        let smoothing = |shape| Tuned::Smoothing(shape, smoothing::tune(series, shape));
        match method.within(series.len()) {
            Method::Average => Tuned::Average(average::tune(series, false)),
            Method::WeekdayAverage => Tuned::Average(average::tune(series, true)),
            Method::Line => Tuned::Line,
            Method::WeekdayLine => Tuned::WeekdayLine,
            Method::Simple => smoothing(Shape::Level),
            Method::Holt => smoothing(Shape::Trend),
            Method::HoltWinters => smoothing(Shape::Season),
            Method::Naive => Tuned::Naive(1),
            Method::SeasonalNaive => Tuned::Naive(WEEK),
        }
    }

    /// The days after the series; never below zero, always numbers.
    pub(super) fn ahead(&self, series: &[f64], horizon: usize) -> Vec<f64> {
        let raw: Vec<f64> = match self {
            Tuned::Average(average) => average.ahead(series, horizon),
            Tuned::Line => Line::fit(series).ahead(series.len(), horizon),
            Tuned::WeekdayLine => Weekdays::fit(series).ahead(series.len(), horizon),
            Tuned::Smoothing(shape, smoothing) => smoothing.ahead(series, *shape, horizon),
            Tuned::Naive(back) => {
                let last = series.get(series.len().saturating_sub(*back)..).unwrap_or_default();
                last.iter().copied().cycle().take(horizon).collect()
            }
        };
        raw.into_iter().map(|point| if point.is_finite() { point.max(0.0) } else { 0.0 }).collect()
    }

    /// The parameters by name: fractions in parts per million, `window` in days.
    pub(super) fn parameters(&self) -> Vec<(&'static str, i64)> {
        let Tuned::Smoothing(shape, smoothing) = self else {
            return match self {
                Tuned::Average(average) => vec![("window", average.window as i64)],
                _ => Vec::new(),
            };
        };
        let all = [
            ("alpha", smoothing.alpha, true),
            ("beta", smoothing.beta, *shape != Shape::Level),
            ("gamma", smoothing.gamma, *shape == Shape::Season),
            ("damping", smoothing.damping, *shape != Shape::Level),
        ];
        let used = all.into_iter().filter(|(_, _, used)| *used);
        used.filter_map(|(name, value, _)| Some((name, number::ppm(value)?))).collect()
    }
}

//! What is asked of a forecast: how far, how sure, by which model.
//!
//! Owns: the words for models and the range of confidences. Refuses to know: how a model works.

use std::fmt;
use std::str::FromStr;

use super::method::Method;
use super::{LEAST_DAYS, WEEK};
use crate::domain::{Error, Usd};

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Days ahead: 1 to [`super::MOST_DAYS`].
    pub horizon: usize,
    pub model: Model,
    pub confidence: Confidence,
}

/// A model by its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Model {
    /// Whichever did best in the backtest.
    #[default]
    Auto,
    Linear,
    MovingAverage,
    ExponentialSmoothing,
}

impl Model {
    /// Every word.
    pub const WORDS: [&'static str; 4] = ["auto", "linear", "moving_average", "exponential_smoothing"];

    /// The word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Model::Auto => "auto",
            Model::Linear => "linear",
            Model::MovingAverage => "moving_average",
            Model::ExponentialSmoothing => "exponential_smoothing",
        }
    }

    /// The methods to try on so many days, simpler ones first. A model that is asked for by name
    /// follows the days of the week as soon as two weeks are there; `auto` tries it both ways.
    pub(super) fn methods(self, days: usize) -> Vec<Method> {
        match self {
            Model::Auto => {
                let all = Method::ALL.iter().filter(|method| method.least() <= days.max(LEAST_DAYS));
                all.copied().collect()
            }
            Model::Linear => vec![Method::WeekdayLine.within(days)],
            Model::MovingAverage => vec![Method::WeekdayAverage.within(days)],
            Model::ExponentialSmoothing => vec![Method::HoltWinters.within(days)],
        }
    }
}

impl fmt::Display for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Model {
    type Err = Error;

    fn from_str(word: &str) -> Result<Self, Error> {
        let word = word.to_ascii_lowercase().replace('-', "_");
        let all = [Model::Auto, Model::Linear, Model::MovingAverage, Model::ExponentialSmoothing];
        let found = all.into_iter().find(|model| model.as_str() == word);
        found.ok_or_else(|| {
            Error::validation(format!("{word:?} is no forecasting model"))
                .hint(format!("one of {}", Model::WORDS.join(", ")))
        })
    }
}

/// How often the true figure is to lie in the interval, in parts per million.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Confidence(u32);

impl Confidence {
    const LEAST: u32 = 500_000;
    const MOST: u32 = 999_000;

    /// Parts per million.
    pub const fn ppm(self) -> u32 {
        self.0
    }
}

impl Default for Confidence {
    /// 0.95.
    fn default() -> Self {
        Confidence(950_000)
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Usd::from_pico(i128::from(self.0) * 1_000_000).fmt(f)
    }
}

impl FromStr for Confidence {
    type Err = Error;

    /// Reads a fraction: `0.95`.
    fn from_str(text: &str) -> Result<Self, Error> {
        let refused = || {
            Error::validation(format!("a confidence of {text:?} cannot be"))
                .hint("a fraction from 0.5 to 0.999: 0.95 is the usual one")
        };
        let pico = text.parse::<Usd>().map_err(|_| refused())?.pico();
        let ppm = u32::try_from(pico / 1_000_000).map_err(|_| refused())?;
        let whole = pico % 1_000_000 == 0 && (Self::LEAST..=Self::MOST).contains(&ppm);
        whole.then_some(Confidence(ppm)).ok_or_else(refused)
    }
}

/// Whole weeks it takes to know the days of the week.
pub(super) const SEASON_DAYS: usize = 2 * WEEK;

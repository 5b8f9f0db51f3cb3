//! Days out of the ordinary: what a day cost against what its weekday usually costs.
//!
//! Owns: what is usual, how far off is too far. Refuses to know: causes, tables.
//!
//! A day is expected to cost the median of the same weekday in the eight weeks before, each carried
//! forward by the median growth from week to week, and moved by the median of how far the days before
//! were from theirs: steady growth is nothing special so, nor is a quiet Sunday. Medians and quartiles
//! make the rule: a day out of the ordinary does not hide the next one.
//!
//! A day of which nothing has a price is neither judged nor taken for usual; one that lacks something may be
//! too dear, never too cheap.

use super::{History, TooLittle, WEEK, number};
use crate::domain::{Error, Usd};

/// Days before a day that tell what is usual.
pub(super) const BASELINE_DAYS: i64 = 8 * WEEK as i64;
/// Distances it takes to know how far off days usually are.
const LEAST: usize = 2 * WEEK;
/// Days of history it takes before the first day that can be judged.
const BEFORE: usize = WEEK + LEAST;
/// The standard deviation of a normal distribution, in median and in mean absolute deviations.
const PER_MEDIAN: f64 = 1.4826;
const PER_MEAN: f64 = 1.2533;
/// Nothing spreads less than this part of an average day, or than this many dollars.
const LEAST_PART: f64 = 0.02;
const LEAST_DOLLARS: f64 = 0.01;

/// How a distance is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Detector {
    /// By standard deviations from the median, the deviation told from the median one.
    #[default]
    ZScore,
    /// By spans between the quartiles, from the nearer quartile.
    Iqr,
}

/// How far is too far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sensitivity {
    Low,
    #[default]
    Medium,
    High,
}

impl Detector {
    /// Every word.
    pub const WORDS: [&'static str; 2] = ["zscore", "iqr"];

    /// The word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Detector::ZScore => "zscore",
            Detector::Iqr => "iqr",
        }
    }

    /// The score that is too far, in thousandths.
    pub const fn threshold(self, sensitivity: Sensitivity) -> i64 {
        match (self, sensitivity) {
            (Detector::ZScore, Sensitivity::Low) => 4_000,
            (Detector::ZScore, Sensitivity::Medium) | (Detector::Iqr, Sensitivity::Low) => 3_000,
            (Detector::ZScore, Sensitivity::High) | (Detector::Iqr, Sensitivity::Medium) => 2_000,
            (Detector::Iqr, Sensitivity::High) => 1_500,
        }
    }
}

impl Sensitivity {
    /// Every word.
    pub const WORDS: [&'static str; 3] = ["low", "medium", "high"];

    /// The word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Sensitivity::Low => "low",
            Sensitivity::Medium => "medium",
            Sensitivity::High => "high",
        }
    }
}

impl std::str::FromStr for Detector {
    type Err = Error;

    fn from_str(word: &str) -> Result<Self, Error> {
        let found = [Detector::ZScore, Detector::Iqr].into_iter().find(|detector| detector.as_str() == word);
        found.ok_or_else(|| Error::validation(format!("{word:?} is no method")).hint("one of zscore, iqr"))
    }
}

impl std::str::FromStr for Sensitivity {
    type Err = Error;

    fn from_str(word: &str) -> Result<Self, Error> {
        let all = [Sensitivity::Low, Sensitivity::Medium, Sensitivity::High];
        let found = all.into_iter().find(|sensitivity| sensitivity.as_str() == word);
        found.ok_or_else(|| Error::validation(format!("{word:?} is no sensitivity")).hint("one of low, medium, high"))
    }
}

/// A day out of the ordinary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anomaly {
    /// Days since 1970-01-01.
    pub day: i64,
    pub cost: Usd,
    pub expected: Usd,
    /// Whether something of the day has no price: it cost at least that.
    pub short: bool,
    /// How far off, in thousandths of the detector's unit; below zero for too little.
    pub score: i64,
}

/// What was judged.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Judged {
    /// The earliest first.
    pub anomalies: Vec<Anomaly>,
    /// Days that were judged, and those with too little history before them.
    pub days: usize,
    pub unknown_days: usize,
    /// Days that may be too cheap or not, as something of them has no price.
    pub unpriced_days: usize,
}

/// Judges the days of the history from day `from` on.
///
/// # Errors
/// [`TooLittle`] when none of them has three weeks before it.
pub fn anomalies(
    history: &History,
    from: i64,
    detector: Detector,
    sensitivity: Sensitivity,
) -> Result<Judged, TooLittle> {
    let dollars: Vec<Option<f64>> = (0..history.costs.len()).map(|t| history.cost(t).map(number::dollars)).collect();
    let distances: Vec<Option<f64>> = (0..dollars.len()).map(|t| Some(dollars[t]? - usual(&dollars, t)?)).collect();
    let mut judged = Judged::default();
    for t in usize::try_from(from - history.first).unwrap_or(0)..dollars.len() {
        let recent = t.saturating_sub(BASELINE_DAYS as usize)..t;
        let earlier: Vec<f64> = distances[recent.clone()].iter().copied().flatten().collect();
        let (Some(spent), Some(distance)) = (dollars[t], distances[t].filter(|_| earlier.len() >= LEAST)) else {
            if dollars[t].is_none() {
                judged.unpriced_days += 1;
            } else {
                judged.unknown_days += 1;
            }
            continue;
        };
        let moved = median(&earlier);
        let expected = (spent - distance + moved).max(0.0);
        let least = LEAST_DOLLARS.max(LEAST_PART * mean(&known(&dollars[recent])));
        let score = score(distance, &earlier, least, detector);
        let score = number::ppm(score / 1e3).unwrap_or(0);
        if score < 0 && history.is_short(t) {
            judged.unpriced_days += 1;
            continue;
        }
        judged.days += 1;
        if score.abs() > detector.threshold(sensitivity) {
            judged.anomalies.push(Anomaly {
                day: history.first + t as i64,
                cost: history.costs.get(t).copied().unwrap_or_default(),
                expected: number::usd(expected),
                short: history.is_short(t),
                score,
            });
        }
    }
    if judged.days == 0 {
        return Err(TooLittle { days: known(&dollars).len(), needed: BEFORE + 1 });
    }
    Ok(judged)
}

/// The same weekdays in the weeks before day `t`, as places in the series.
pub(super) fn same_weekdays(t: usize) -> impl Iterator<Item = usize> {
    (1..=BASELINE_DAYS as usize / WEEK).map_while(move |week| t.checked_sub(week * WEEK))
}

/// What day `t` would usually cost; it takes one week before it.
fn usual(dollars: &[Option<f64>], t: usize) -> Option<f64> {
    let recent = t.saturating_sub(BASELINE_DAYS as usize)..t;
    let weekly = recent.filter(|day| *day >= WEEK).filter_map(|day| Some(dollars[day]? - dollars[day - WEEK]?));
    let growth: Vec<f64> = weekly.collect();
    let growth = if growth.is_empty() { 0.0 } else { median(&growth) };
    let carried =
        (1..).zip(same_weekdays(t)).filter_map(|(weeks, day)| Some(dollars[day]? + f64::from(weeks) * growth));
    let carried: Vec<f64> = carried.collect();
    (!carried.is_empty()).then(|| median(&carried))
}

fn score(distance: f64, earlier: &[f64], least: f64, detector: Detector) -> f64 {
    match detector {
        Detector::ZScore => {
            let middle = median(earlier);
            let off: Vec<f64> = earlier.iter().map(|other| (other - middle).abs()).collect();
            let spread = match PER_MEDIAN * median(&off) {
                0.0 => PER_MEAN * mean(&off),
                spread => spread,
            };
            (distance - middle) / spread.max(least)
        }
        Detector::Iqr => {
            let (first, third) = (quantile(earlier, 0.25), quantile(earlier, 0.75));
            let beyond = (distance - third).max(0.0) + (distance - first).min(0.0);
            beyond / (third - first).max(least)
        }
    }
}

fn known(dollars: &[Option<f64>]) -> Vec<f64> {
    dollars.iter().copied().flatten().collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

fn median(values: &[f64]) -> f64 {
    quantile(values, 0.5)
}

/// By linear interpolation between the two nearest.
fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let rank = share * sorted.len().saturating_sub(1) as f64;
    let value = |at: usize| sorted.get(at).or(sorted.last()).copied().unwrap_or_default();
    let below = value(rank.floor() as usize);
    below + rank.fract() * (value(rank.floor() as usize + 1) - below)
}

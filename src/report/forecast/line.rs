//! Least squares: a straight line through a series, alone or with a level for each day of the week.
//!
//! Owns: both fits, in closed form. Refuses to know: money, what follows from them.

use super::WEEK;

/// `level + slope × t`, `t` from 0.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Line {
    pub(super) level: f64,
    pub(super) slope: f64,
}

impl Line {
    pub(super) fn fit(series: &[f64]) -> Line {
        let count = series.len().max(1) as f64;
        let middle = (count - 1.0) / 2.0;
        let mean = series.iter().sum::<f64>() / count;
        let (mut above, mut below) = (0.0, 0.0);
        for (t, value) in series.iter().enumerate() {
            let distance = t as f64 - middle;
            above += distance * (value - mean);
            below += distance * distance;
        }
        let slope = if below > 0.0 { above / below } else { 0.0 };
        Line { level: mean - slope * middle, slope }
    }

    pub(super) fn ahead(self, days: usize, horizon: usize) -> Vec<f64> {
        (days..days + horizon).map(|t| self.level + self.slope * t as f64).collect()
    }
}

/// `levels[t mod 7] + slope × t`, `t` from 0.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Weekdays {
    pub(super) levels: [f64; WEEK],
    pub(super) slope: f64,
}

impl Weekdays {
    /// The slope is that of the distances from each weekday's own means; it takes two weeks.
    pub(super) fn fit(series: &[f64]) -> Weekdays {
        let (mut counts, mut times, mut values) = ([0.0; WEEK], [0.0; WEEK], [0.0; WEEK]);
        for (t, value) in series.iter().enumerate() {
            counts[t % WEEK] += 1.0;
            times[t % WEEK] += t as f64;
            values[t % WEEK] += value;
        }
        for day in 0..WEEK {
            let count = f64::max(counts[day], 1.0);
            times[day] /= count;
            values[day] /= count;
        }
        let (mut above, mut below) = (0.0, 0.0);
        for (t, value) in series.iter().enumerate() {
            let distance = t as f64 - times[t % WEEK];
            above += distance * (value - values[t % WEEK]);
            below += distance * distance;
        }
        let slope = if below > 0.0 { above / below } else { 0.0 };
        Weekdays { levels: std::array::from_fn(|day| values[day] - slope * times[day]), slope }
    }

    pub(super) fn ahead(self, days: usize, horizon: usize) -> Vec<f64> {
        (days..days + horizon).map(|t| self.levels[t % WEEK] + self.slope * t as f64).collect()
    }

    /// What each day of the week adds to the mean of the week.
    pub(super) fn offsets(self) -> [f64; WEEK] {
        let mean = self.levels.iter().sum::<f64>() / WEEK as f64;
        self.levels.map(|level| level - mean)
    }
}

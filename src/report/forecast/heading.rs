//! Where a period that is going on is heading: what is spent, and what is expected of the days left.
//!
//! Owns: how the day that is going on counts. Refuses to know: what the period is of, how a forecast is made.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{Band, Day, FITTED_DAYS, Forecast, Method, Wanted, past};
use crate::domain::{Filter, InstantRange, Measures, Result, Tz, Usd};
use crate::report::calendar::{self, day_number};
use crate::store::Reader;

/// What a period will have cost at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    pub end: Band,
    /// Requests without a price, in the period or in the days before it that the forecast is made from:
    /// with any, the figures are lower bounds.
    pub unpriced_requests: i128,
    pub method: Method,
    /// How far off that was on the past, in parts per million; `None` where nothing was spent then.
    pub mape: Option<i64>,
    /// What is spent beyond what the days ahead have.
    base: Usd,
    days: Vec<Day>,
}

impl Heading {
    /// The first day at whose end more than the amount will be spent.
    pub fn exceeds(&self, amount: Usd) -> Option<NaiveDate> {
        let over = |day: &&Day| self.base + day.running.point > amount;
        self.days.iter().find(over).and_then(|day| calendar::date(day.day))
    }
}

/// What a period of which `used` was used so far will have cost after its `last` day, from the days before
/// this one; `wanted` as far as its model and confidence go.
///
/// # Errors
/// [`Code::Incomplete`](crate::domain::Code::Incomplete) when the past does not say; what the reader fails with.
pub fn heading(
    used: &Measures,
    last: NaiveDate,
    filter: &Filter,
    wanted: Wanted,
    (now, zone): (DateTime<Utc>, Tz),
    reader: &dyn Reader,
) -> Result<Heading> {
    let days = i64::try_from(FITTED_DAYS).unwrap_or(i64::MAX);
    let range = InstantRange { from: now.checked_sub_signed(TimeDelta::days(days + 1)), to: None };
    let past = past(&range, filter, zone, now, reader)?;
    let today = past.today.map(|today| today.total_cost).unwrap_or_default();
    let left = day_number(last) - calendar::local_day(zone, now) + 1;
    let horizon = usize::try_from(left).unwrap_or(1);
    let ahead = past.forecast(&Wanted { horizon, ..wanted })?;
    let unpriced = used.unpriced_requests + past.total.unpriced_requests;
    Ok(expected(used.total_cost, today, ahead, unpriced))
}

/// The days before today as they were, today and those after it as expected; today cannot become
/// less than it is.
fn expected(spent: Usd, today: Usd, ahead: Forecast, unpriced_requests: i128) -> Heading {
    let Forecast { method, accuracy, days, .. } = ahead;
    let before = spent - today;
    let first = days.first().map(|day| day.running.point).unwrap_or_default();
    let base = before + (today - first).max(Usd::ZERO);
    let end = days.last().map(|day| day.running).unwrap_or_default();
    let point = (base + end.point).max(spent);
    let lower = (before + end.lower).max(spent).min(point);
    let end = Band { point, lower, upper: (base + end.upper).max(point) };
    Heading { end, unpriced_requests, method, mape: accuracy.mape, base, days }
}

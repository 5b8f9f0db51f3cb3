//! Where the period of a budget is heading: what is spent and what is expected of the days left.
//!
//! Owns: how the day that is going on counts, the day the amount runs out. Refuses to know: how a
//! forecast is made.

use chrono::{DateTime, TimeDelta, Utc};

use super::{BudgetStatus, Expected, Outlook};
use crate::domain::{InstantRange, Result, Usd};
use crate::report::calendar::{self, day_number};
use crate::report::forecast::{self, Confidence, FITTED_DAYS, Model, Wanted};
use crate::store::Reader;

/// What the period will have cost at its end, from the days before this one.
///
/// # Errors
/// What the reader fails with.
pub fn outlook(status: &BudgetStatus, now: DateTime<Utc>, reader: &dyn Reader) -> Result<Outlook> {
    let span = &status.span;
    let days = i64::try_from(FITTED_DAYS).unwrap_or(i64::MAX);
    let range = InstantRange { from: now.checked_sub_signed(TimeDelta::days(days + 1)), to: None };
    let past = forecast::past(&range, &status.placed.budget.filter, span.zone, now, reader)?;
    let today = past.today.map(|today| today.total_cost).unwrap_or_default();
    let left = day_number(span.last()) - calendar::local_day(span.zone, now) + 1;
    let wanted =
        Wanted { horizon: usize::try_from(left).unwrap_or(1), model: Model::Auto, confidence: Confidence::default() };
    Ok(match forecast::forecast(&past.history, &wanted) {
        Ok(ahead) => Outlook::Known(expected(status, today, &ahead.days)),
        Err(short) => Outlook::Unknown(crate::domain::Error::from(short).message),
    })
}

/// Adds to each where it is heading; where forecasts are off, why.
///
/// # Errors
/// What the reader fails with.
pub fn look_ahead(
    statuses: &mut [BudgetStatus],
    off: Option<&str>,
    now: DateTime<Utc>,
    reader: &dyn Reader,
) -> Result<()> {
    for status in statuses {
        status.outlook = match off {
            Some(off) => Outlook::Unknown(off.to_owned()),
            None => outlook(status, now, reader)?,
        };
    }
    Ok(())
}

/// The days before today as they were, today and those after it as expected; today cannot become
/// less than it is.
fn expected(status: &BudgetStatus, today: Usd, days: &[forecast::Day]) -> Expected {
    let spent = status.spent();
    let before = spent - today;
    let first = days.first().map(|day| day.running.point).unwrap_or_default();
    let base = before + (today - first).max(Usd::ZERO);
    let end = days.last().map(|day| day.running).unwrap_or_default();
    let point = (base + end.point).max(spent);
    let over = |day: &&forecast::Day| base + day.running.point > status.amount;
    let runs_out = days.iter().find(over).and_then(|day| calendar::date(day.day));
    Expected {
        point,
        lower: (before + end.lower).max(spent).min(point),
        upper: (base + end.upper).max(point),
        runs_out: runs_out.filter(|_| status.spent_up.is_none()),
    }
}

//! What of a plan's price falls into a range.
//!
//! Owns: which days a range has, prices in US dollars. Refuses to know: usage.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::{BillingPeriod, InstantRange, Plan, Result, Tz, Usd};
use crate::report::budget::Asking;
use crate::report::calendar::{self, day_start, plus_days};

/// What is billed for the days that began in the range, up to now.
pub(super) fn billed(plan: &Plan, range: &InstantRange, asking: &Asking) -> Result<Usd> {
    let Some((from, to)) = days(plan, range, asking.now) else { return Ok(Usd::ZERO) };
    let mut sum = Usd::ZERO;
    for period in plan.periods(from, to) {
        sum += period.part(price(plan, &period, asking)?, from, to);
    }
    Ok(sum)
}

/// The days that begin in the range, and before now: the first, and the first after them.
pub(super) fn days(plan: &Plan, range: &InstantRange, now: DateTime<Utc>) -> Option<(NaiveDate, NaiveDate)> {
    let from = match range.from {
        Some(from) => first_day(plan.zone, from)?,
        None => plan.since,
    };
    let to = range.to.map_or(now, |to| to.min(now));
    Some((from, first_day(plan.zone, to)?))
}

/// The first day that begins at the instant or later.
fn first_day(zone: Tz, at: DateTime<Utc>) -> Option<NaiveDate> {
    let day = calendar::date(calendar::local_day(zone, at))?;
    if day_start(zone, day)? >= at { Some(day) } else { plus_days(day, 1) }
}

/// The price of a whole period in US dollars, at the rate of its first day (of today before that).
pub(super) fn price(plan: &Plan, period: &BillingPeriod, asking: &Asking) -> Result<Usd> {
    if plan.currency == "USD" {
        return Ok(plan.amount);
    }
    let today = asking.now.with_timezone(&plan.zone).date_naive();
    asking.rates.on(&plan.currency, period.from.min(today))?.to_usd(&plan.amount.to_string())?.parse()
}

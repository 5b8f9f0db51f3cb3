//! When the usage of a billing period was worth its price.
//!
//! Owns: the day, or its forecast by pace. Refuses to know: tables.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};

use super::billing;
use crate::domain::{BillingPeriod, InstantRange, Measures, Plan, Result, Usd};
use crate::report::budget::Asking;
use crate::report::calendar::{self, day_start};
use crate::report::dimension::Dimension;
use crate::report::fold::{self, Key};
use crate::store::Reader;

/// A billing period of a plan.
#[derive(Debug, Clone)]
pub struct BreakEven {
    pub plan: String,
    pub period: BillingPeriod,
    /// What the days in force cost, in US dollars.
    pub price: Usd,
    /// What the plan covers of the period, up to now; the cost is the list value.
    pub used: Measures,
    pub outcome: Outcome,
}

/// Whether a period breaks even.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// On that day.
    Reached(NaiveDate),
    /// On that day, should usage go on at the period's pace.
    Expected(NaiveDate),
    /// Not before its end at the period's pace, or nothing was used yet.
    NotExpected,
    /// It is over and did not.
    NotReached,
}

impl Outcome {
    /// The word for machines.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Reached(_) => "reached",
            Outcome::Expected(_) => "expected",
            Outcome::NotExpected => "not_expected",
            Outcome::NotReached => "not_reached",
        }
    }

    /// The day it speaks of.
    pub fn day(self) -> Option<NaiveDate> {
        match self {
            Outcome::Reached(day) | Outcome::Expected(day) => Some(day),
            Outcome::NotExpected | Outcome::NotReached => None,
        }
    }
}

/// The billing periods of a plan that have a day in the range, up to now.
pub(super) fn periods(
    plan: &Plan,
    range: &InstantRange,
    asking: &Asking,
    reader: &dyn Reader,
) -> Result<Vec<BreakEven>> {
    let Some((from, to)) = billing::days(plan, range, asking.now) else { return Ok(Vec::new()) };
    let periods = plan.periods(from, to);
    let days = days(plan, &periods, asking, reader)?;
    let one = |period: BillingPeriod| {
        let price = period.part(billing::price(plan, &period, asking)?, period.from, period.to);
        Ok(of(plan, period, price, &days, asking))
    };
    periods.into_iter().map(one).collect()
}

/// What the plan covers of its periods, by day, up to now.
fn days(
    plan: &Plan,
    periods: &[BillingPeriod],
    asking: &Asking,
    reader: &dyn Reader,
) -> Result<BTreeMap<NaiveDate, Measures>> {
    let (Some(first), Some(last)) = (periods.first(), periods.last()) else { return Ok(BTreeMap::new()) };
    let end = day_start(plan.zone, last.to).map_or(asking.now, |end| end.min(asking.now));
    let range = InstantRange { from: day_start(plan.zone, first.from), to: Some(end) };
    let groups = fold::groups(reader, &range, &plan.filter, &[Dimension::Day], plan.zone)?;
    let dated = |group: fold::Group| match group.keys.first() {
        Some(Key::Time(day)) => calendar::date(*day).map(|day| (day, group.measures)),
        _ => None,
    };
    Ok(groups.into_iter().filter_map(dated).collect())
}

fn of(
    plan: &Plan,
    period: BillingPeriod,
    price: Usd,
    days: &BTreeMap<NaiveDate, Measures>,
    asking: &Asking,
) -> BreakEven {
    let (mut used, mut reached) = (Measures::default(), (price == Usd::ZERO).then_some(period.from));
    for (day, measures) in days.range(period.from..period.to) {
        used += measures;
        if reached.is_none() && used.total_cost >= price {
            reached = Some(*day);
        }
    }
    let outcome = match reached {
        Some(day) => Outcome::Reached(day),
        None if day_start(plan.zone, period.to).is_some_and(|end| end <= asking.now) => Outcome::NotReached,
        None => ahead(plan, &period, price, used.total_cost, asking).map_or(Outcome::NotExpected, Outcome::Expected),
    };
    BreakEven { plan: plan.name.clone(), period, price, used, outcome }
}

/// The day on which the price is reached should usage go on as it did since the period began.
fn ahead(plan: &Plan, period: &BillingPeriod, price: Usd, value: Usd, asking: &Asking) -> Option<NaiveDate> {
    let begin = day_start(plan.zone, period.from)?;
    let passed = i128::from((asking.now - begin).num_seconds());
    if value <= Usd::ZERO || passed <= 0 {
        return None;
    }
    let needed = passed.checked_mul(price.pico())?.div_euclid(value.pico());
    let at = begin.checked_add_signed(TimeDelta::try_seconds(i64::try_from(needed).ok()?)?)?;
    let is_in = day_start(plan.zone, period.to).is_some_and(|end| at < end);
    is_in.then(|| at.with_timezone(&plan.zone).date_naive())
}

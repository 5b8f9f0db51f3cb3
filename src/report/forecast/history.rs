//! The past that a forecast is made from: the whole days of the ledger, none left out.
//!
//! Owns: which days are whole, and that a day without records is a day of zero. Refuses to know:
//! methods, floating point.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::{Forecast, Wanted, forecast};
use crate::domain::{Code, Error, Filter, InstantRange, Measures, Result, Tz, Usd};
use crate::report::{Dimension, Key, calendar, day_start, fold, local_day, measure};
use crate::store::Reader;
use crate::table::Cell;

/// What was spent on each day, none left out: a day without records is a day of zero.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// The first day, in days since 1970-01-01.
    pub first: i64,
    /// The cost of that day and of each day after it; only whole days.
    pub costs: Vec<Usd>,
    /// Days on which something has no price: they cost at least that.
    pub short: BTreeSet<i64>,
}

impl History {
    /// The first day after it, in days since 1970-01-01.
    pub fn next(&self) -> i64 {
        self.first.saturating_add(i64::try_from(self.costs.len()).unwrap_or(i64::MAX))
    }

    /// Whether day `at` of it cost more than is known.
    pub(super) fn is_short(&self, at: usize) -> bool {
        !self.short.is_empty() && self.short.contains(&self.first.saturating_add(at as i64))
    }

    /// What day `at` of it cost; `None` when nothing of it has a price.
    pub(super) fn cost(&self, at: usize) -> Option<Usd> {
        self.costs.get(at).copied().filter(|cost| *cost != Usd::ZERO || !self.is_short(at))
    }
}

/// A history, and what it leaves out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Past {
    pub history: History,
    /// Days of it without any record.
    pub empty_days: usize,
    /// What lies in it: costs and how sure they are.
    pub total: Measures,
    /// The same of the day that is going on so far, when the range reaches it.
    pub today: Option<Measures>,
}

impl Past {
    /// What the days after it will cost; lower bounds when something in it has no price.
    ///
    /// # Errors
    /// [`Code::Incomplete`] with too few days, or when nothing in them has a price.
    pub fn forecast(&self, wanted: &Wanted) -> Result<Forecast> {
        if measure::total(&self.total) == Cell::Empty {
            return Err(Error::new(Code::Incomplete, "no forecast: nothing in the history has a price")
                .hint("cost-ops pricing add, then pricing reprice"));
        }
        Ok(forecast(&self.history, wanted)?)
    }
}

/// The whole days of `range`, from the first with a record on; the day that is going on is left out.
///
/// # Errors
/// What the reader fails with.
pub fn past(range: &InstantRange, filter: &Filter, zone: Tz, now: DateTime<Utc>, reader: &dyn Reader) -> Result<Past> {
    let today = local_day(zone, now);
    let end = range.to.map_or(today, |to| local_day(zone, to).min(today));
    let start = range.from.map_or(i64::MIN, |from| first_whole(zone, from));
    let mut days: BTreeMap<i64, Measures> = BTreeMap::new();
    for group in fold::groups_of(reader, range, filter, (&[Dimension::Day], true), zone)? {
        if let Some(Key::Time(day)) = group.keys.first() {
            *days.entry(*day).or_default() += &group.measures;
        }
    }
    let reaches_today = end == today && range.to.is_none_or(|to| to >= now);
    let mut past =
        Past { today: reaches_today.then(|| days.get(&today).copied().unwrap_or_default()), ..Past::default() };
    days.retain(|day, _| (start..end).contains(day));
    let first = days.keys().next().copied().unwrap_or(end);
    past.history.first = first;
    for day in first..end {
        let measures = days.get(&day).copied().unwrap_or_default();
        past.empty_days += usize::from(measures.requests == 0);
        past.total += &measures;
        past.history.short.extend((measures.unpriced_requests > 0).then_some(day));
        past.history.costs.push(measures.total_cost);
    }
    Ok(past)
}

/// The first day that lies in a range from its beginning on.
pub(super) fn first_whole(zone: Tz, from: DateTime<Utc>) -> i64 {
    let day = local_day(zone, from);
    let begins = calendar::date(day).and_then(|date| day_start(zone, date));
    if begins.is_none_or(|begins| begins < from) { day + 1 } else { day }
}

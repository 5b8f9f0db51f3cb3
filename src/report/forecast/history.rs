//! The past that a forecast is made from: the whole days of the ledger, none left out.
//!
//! Owns: which days are whole, and that a day without records is a day of zero. Refuses to know:
//! methods, floating point.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::domain::{Filter, InstantRange, Measures, Result, Usd};
use crate::report::{Dimension, Key, calendar, day_start, groups, local_day};
use crate::store::Reader;

/// What was spent on each day, none left out: a day without records is a day of zero.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// The first day, in days since 1970-01-01.
    pub first: i64,
    /// The cost of that day and of each day after it; only whole days.
    pub costs: Vec<Usd>,
}

impl History {
    /// The first day after it, in days since 1970-01-01.
    pub fn next(&self) -> i64 {
        self.first.saturating_add(i64::try_from(self.costs.len()).unwrap_or(i64::MAX))
    }
}

/// A history, and what it leaves out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Past {
    pub history: History,
    /// Days of it without any record.
    pub empty_days: usize,
    /// All that lies in it.
    pub total: Measures,
    /// What the day that is going on has come to so far, when the range reaches it.
    pub today: Option<Measures>,
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
    for group in groups(reader, range, filter, &[Dimension::Day], zone)? {
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

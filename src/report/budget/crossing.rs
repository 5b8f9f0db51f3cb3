//! When a sum was reached: the instant of the event that brought it there.
//!
//! Owns: the search, by day and then by event. Refuses to know: what the sum means.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::Span;
use crate::domain::{Filter, InstantRange, Measures, Result, Threshold, Usd};
use crate::report::calendar::{self, day_start};
use crate::store::{Grain, Reader};

/// A threshold and when it was crossed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crossing {
    pub threshold: Threshold,
    /// The sum at which it is crossed, in US dollars.
    pub amount: Usd,
    /// The instant of the event that crossed it.
    pub crossed: Option<DateTime<Utc>>,
}

/// Sums of a period: by day, and by event where it was asked for.
pub(super) struct Search<'a> {
    days: &'a [(i64, Measures)],
    span: &'a Span,
    filter: &'a Filter,
    reader: &'a dyn Reader,
    /// The stretch that was read last, with the sum at the end of each instant.
    read: Option<(InstantRange, Vec<(i64, Usd)>)>,
}

impl<'a> Search<'a> {
    pub(super) fn new(days: &'a [(i64, Measures)], span: &'a Span, filter: &'a Filter, reader: &'a dyn Reader) -> Self {
        Search { days, span, filter, reader, read: None }
    }

    /// When the sum was reached first, if it was.
    pub(super) fn reaches(&mut self, sum: Usd) -> Result<Option<DateTime<Utc>>> {
        let mut before = Usd::ZERO;
        for (day, measures) in self.days {
            if before + measures.total_cost >= sum {
                let found = match self.day(*day) {
                    Some(range) => self.within(range, before, sum)?,
                    None => None,
                };
                // In a zone whose clocks once went back over midnight a date is no one stretch.
                return if found.is_some() { Ok(found) } else { self.within(self.span.range(), Usd::ZERO, sum) };
            }
            before += measures.total_cost;
        }
        Ok(None)
    }

    fn day(&self, day: i64) -> Option<InstantRange> {
        let date = calendar::date(day)?;
        let (from, to) = (day_start(self.span.zone, date)?, day_start(self.span.zone, date.succ_opt()?)?);
        Some(InstantRange { from: Some(from.max(self.span.from)), to: Some(to.min(self.span.to)) })
    }

    fn within(&mut self, range: InstantRange, before: Usd, sum: Usd) -> Result<Option<DateTime<Utc>>> {
        if self.read.as_ref().is_none_or(|(read, _)| *read != range) {
            let mut events: BTreeMap<i64, Usd> = BTreeMap::new();
            self.reader.fold(Grain::Event, &range, self.filter, &mut |bucket| {
                *events.entry(bucket.time).or_default() += bucket.measures.total_cost;
            })?;
            let mut running = before;
            let sums = events.into_iter().map(|(at, cost)| {
                running += cost;
                (at, running)
            });
            self.read = Some((range, sums.collect()));
        }
        let sums = self.read.as_ref().map(|(_, sums)| sums.as_slice()).unwrap_or_default();
        let reached = sums.iter().find(|(_, running)| *running >= sum);
        Ok(reached.and_then(|(at, _)| DateTime::from_timestamp_micros(*at)))
    }
}

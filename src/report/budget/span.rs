//! The period of a budget as instants.
//!
//! Owns: where its days begin in a zone, how much of it has passed. Refuses to know: amounts.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::money::ppm;
use crate::domain::{Budget, Code, Error, InstantRange, Result, Tz, budget_period};
use crate::report::calendar::{self, day_start};

/// A period: its days in a zone, and its instants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub zone: Tz,
    /// The first day in it.
    pub first: NaiveDate,
    /// The first day after it.
    pub after: NaiveDate,
    pub from: DateTime<Utc>,
    pub to: DateTime<Utc>,
}

impl Span {
    /// The period of a budget around an instant; days are of the budget's zone, else of `zone`.
    ///
    /// # Errors
    /// [`Code::InvalidDateRange`] beyond the calendar.
    pub fn around(budget: &Budget, now: DateTime<Utc>, zone: Tz) -> Result<Span> {
        let zone = budget.zone.unwrap_or(zone);
        let today = calendar::date(calendar::local_day(zone, now));
        let find = |step: i32| -> Option<Span> {
            let (first, after) = budget_period::span(budget.period, budget.starts_on, today?, step)?;
            Some(Span { zone, first, after, from: day_start(zone, first)?, to: day_start(zone, after)? })
        };
        // Where clocks are set back across midnight an instant's date says less than the bounds do.
        let found = [0, -1, 1].into_iter().filter_map(find).find(|span| span.range().contains(now));
        found.ok_or_else(|| Error::new(Code::InvalidDateRange, "the budget's period lies beyond the calendar"))
    }

    /// Its instants.
    pub fn range(&self) -> InstantRange {
        InstantRange { from: Some(self.from), to: Some(self.to) }
    }

    /// The passed part of it, in parts per million.
    pub fn elapsed(&self, now: DateTime<Utc>) -> i64 {
        let micros =
            |from: DateTime<Utc>, to: DateTime<Utc>| i128::from(to.timestamp_micros() - from.timestamp_micros());
        let (passed, whole) = (micros(self.from, now.clamp(self.from, self.to)), micros(self.from, self.to));
        ppm(passed, whole).unwrap_or_default()
    }

    /// Its last day.
    pub fn last(&self) -> NaiveDate {
        self.after.pred_opt().unwrap_or(self.first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::BudgetText;

    fn span(period: &str, starts_on: Option<&str>, zone: Tz, now: &str) -> String {
        let text = BudgetText {
            name: "b".into(),
            amount: "1".into(),
            period: period.into(),
            starts_on: starts_on.map(str::to_owned),
            zone: Some(zone),
            ..BudgetText::default()
        };
        let now = now.parse().expect("an instant");
        let span = Span::around(&text.read().expect("a budget"), now, Tz::UTC).expect("a span");
        format!("{} {} {}", span.from.format("%FT%H:%M"), span.to.format("%FT%H:%M"), span.elapsed(now))
    }

    #[test]
    fn a_period_begins_and_ends_with_the_days_of_its_zone() {
        let berlin = Tz::named("Europe/Berlin").expect("a zone");
        assert_eq!(span("month", None, berlin, "2026-10-31T22:30:00Z"), "2026-09-30T22:00 2026-10-31T23:00 999329");
        assert_eq!(span("month", None, berlin, "2026-10-31T23:00:00Z"), "2026-10-31T23:00 2026-11-30T23:00 0");
        assert_eq!(span("day", None, berlin, "2026-10-25T10:00:00Z"), "2026-10-24T22:00 2026-10-25T23:00 480000");
        let york = Tz::named("America/New_York").expect("a zone");
        assert_eq!(span("day", None, york, "2026-03-08T12:00:00Z"), "2026-03-08T05:00 2026-03-09T04:00 304348");
        assert_eq!(
            span("week", Some("sunday"), york, "2026-11-01T05:30:00Z"),
            "2026-11-01T04:00 2026-11-08T05:00 8876"
        );
        assert_eq!(
            span("month", Some("31"), berlin, "2028-02-29T12:00:00Z"),
            "2028-02-28T23:00 2028-03-30T22:00 17497"
        );
    }

    #[test]
    fn every_instant_is_in_its_period_also_where_clocks_go_back_over_midnight() {
        let st_johns = Tz::named("America/St_Johns").expect("a zone");
        for minute in 0..240 {
            let now = "2006-10-29T00:30:00Z".parse::<DateTime<Utc>>().expect("an instant")
                + chrono::TimeDelta::minutes(minute);
            let shown = span("day", None, st_johns, &now.to_rfc3339());
            assert!(!shown.is_empty());
        }
        assert!(
            span("day", None, Tz::named("Pacific/Apia").expect("a zone"), "2011-12-30T10:00:00Z")
                .starts_with("2011-12-30T10:00")
        );
    }
}

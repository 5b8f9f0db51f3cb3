//! Closed periods: how they are named, and what is told of them.
//!
//! Owns: what may be closed, the tables of `close`. Refuses to
//! know: what closing does, how hashes are computed.

use chrono::{DateTime, NaiveDate, Utc};

use super::calendar::{date, day_start, local_day, plus_days};
use super::named::{named, spelling};
use super::period::Period;
use super::{Starts, measure};
use crate::domain::{Close, Closing, Code, Error, Result, Tz, Verified};
use crate::table::{Cell, Column, Kind, Table};

/// The period of that name: `2026-10`, `2026-Q3`, `2026`, `2026-10-01`, `2026-10-01..2026-10-15`, or a
/// word for a whole one (`last-month`). It must be over.
///
/// # Errors
/// [`Code::InvalidDateRange`] for what names no period, or one that is not over.
pub fn closing(text: &str, now: DateTime<Utc>, zone: Tz, starts: Starts) -> Result<Closing> {
    let (first, last) = dates(text, now, zone, starts).ok_or_else(|| unknown(text))?;
    let start = |date: Option<NaiveDate>| date.and_then(|date| day_start(zone, date));
    let (Some(from), Some(to)) = (start(Some(first)), start(plus_days(last, 1))) else { return Err(unknown(text)) };
    let period = spelling(first, last);
    if from >= to {
        return Err(unknown(text));
    }
    if to > now {
        return Err(Error::new(Code::InvalidDateRange, format!("{period} is not over: its last day is {last}"))
            .hint("a period can be closed once it has passed"));
    }
    Ok(Closing { period, zone: zone.name().to_owned(), from, to })
}

fn unknown(text: &str) -> Error {
    Error::new(Code::InvalidDateRange, format!("{text:?} is no period"))
        .hint("as 2026-10, 2026-Q3, 2026, 2026-10-01, 2026-10-01..2026-10-15 or last-month")
}

/// Its first and last day.
fn dates(text: &str, now: DateTime<Utc>, zone: Tz, starts: Starts) -> Option<(NaiveDate, NaiveDate)> {
    named(text).or_else(|| by_word(text, now, zone, starts))
}

fn by_word(text: &str, now: DateTime<Utc>, zone: Tz, starts: Starts) -> Option<(NaiveDate, NaiveDate)> {
    let period: Period = text.parse().ok()?;
    let Period::Whole(..) = period else { return None };
    let range = period.window(now, zone, starts).ok()?.range;
    Some((date(local_day(zone, range.from?))?, date(local_day(zone, range.to?) - 1)?))
}

/// Every close, with what was in it.
pub fn close_table(closes: &[Close], zone: Tz) -> Table {
    let mut table = Table { title: "Closed periods".into(), zone: Some(zone), ..Table::default() };
    table.columns = vec![
        Column::new("period", "Period", Kind::Text),
        Column::new("zone", "Zone", Kind::Text).priority(4),
        Column::new("from", "From", Kind::Instant).hidden(),
        Column::new("until", "Until", Kind::Instant).hidden(),
        Column::new("closed_at", "Closed", Kind::Instant).priority(2),
        Column::new("reopened_at", "Reopened", Kind::Instant).priority(1),
        Column::new("records", "Records", Kind::Count).priority(3),
        Column::new("unpriced", "Unpriced", Kind::Count).priority(5),
        Column::new("total_cost", "Cost", Kind::Money),
        Column::new("hash", "SHA-256", Kind::Text).priority(6),
    ];
    closes.iter().for_each(|close| table.item(cells(close)));
    if closes.is_empty() {
        table.note(false, "no period was closed: cost-ops close 2026-10 closes October 2026");
    }
    table
}

fn cells(close: &Close) -> Vec<Cell> {
    let (closing, sealed) = (&close.closing, &close.sealed);
    vec![
        Cell::text(&closing.period),
        Cell::text(&closing.zone),
        Cell::Instant(closing.from),
        Cell::Instant(closing.to),
        Cell::Instant(close.closed),
        close.reopened.map_or(Cell::Empty, Cell::Instant),
        Cell::Count(sealed.events.into()),
        Cell::Count(sealed.unpriced.into()),
        measure::known(sealed.unpriced.into(), sealed.total),
        Cell::Text(sealed.hex()),
    ]
}

/// Closes computed again: whether what was closed is as it was, and what came to it since.
pub fn verified_table(verified: &[Verified], zone: Tz) -> Table {
    let mut table = Table { title: "Closed periods, computed again".into(), zone: Some(zone), ..Table::default() };
    table.columns = vec![
        Column::new("period", "Period", Kind::Text),
        Column::new("intact", "As closed", Kind::Flag),
        Column::new("records", "Records then", Kind::Count).priority(4),
        Column::new("total_cost", "Cost then", Kind::Money).priority(1),
        Column::new("arrived_after", "Arrived after", Kind::Count).priority(2),
        Column::new("changed_after", "Changed after", Kind::Count).priority(3),
        Column::new("records_now", "Records now", Kind::Count).priority(4),
        Column::new("total_cost_now", "Cost now", Kind::Money),
        Column::new("hash", "SHA-256 then", Kind::Text).hidden(),
        Column::new("hash_computed", "SHA-256 computed", Kind::Text).hidden(),
    ];
    for one in verified {
        let sealed = &one.close.sealed;
        table.item(vec![
            Cell::text(&one.close.closing.period),
            Cell::Flag(one.is_intact()),
            Cell::Count(sealed.events.into()),
            measure::known(sealed.unpriced.into(), sealed.total),
            Cell::Count(one.arrived.into()),
            Cell::Count(one.changed.into()),
            Cell::Count(one.now.events.into()),
            measure::known(one.now.unpriced.into(), one.now.total),
            Cell::Text(sealed.hex()),
            Cell::Text(one.then.hex()),
        ]);
    }
    let altered = verified.iter().filter(|one| !one.is_intact()).count();
    table.summary = vec![
        ("closed".to_owned(), Cell::Count(verified.len() as i128)),
        ("altered".to_owned(), Cell::Count(altered as i128)),
    ];
    for one in verified.iter().filter(|one| one.pruned > 0) {
        let period = &one.close.closing.period;
        table.note(false, format!("{period} was pruned: it was as closed then, and its hash cannot be computed again"));
    }
    if verified.is_empty() {
        table.note(false, "no period is closed");
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Tz;

    fn named(text: &str) -> Result<Closing> {
        closing(
            text,
            "2026-11-25T12:00:00Z".parse().expect("an instant"),
            Tz::named("Europe/Berlin").expect("a zone"),
            Starts::default(),
        )
    }

    #[test]
    fn a_period_has_one_spelling() {
        for (text, spelling) in [
            ("2026-10", "2026-10"),
            ("2026-10-01..2026-10-31", "2026-10"),
            ("2026-q3", "2026-Q3"),
            ("2026-07-01..2026-09-30", "2026-Q3"),
            ("2025", "2025"),
            ("2025-01-01..2025-12-31", "2025"),
            ("2026-10-05", "2026-10-05"),
            ("2026-08-01..2026-10-31", "2026-08-01..2026-10-31"),
            ("last-month", "2026-10"),
            ("yesterday", "2026-11-24"),
            ("last-week", "2026-11-16..2026-11-22"),
        ] {
            assert_eq!(named(text).expect(text).period, spelling, "{text}");
        }
        let october = named("2026-10").expect("a period");
        assert_eq!(october.from.to_rfc3339(), "2026-09-30T22:00:00+00:00");
        assert_eq!(october.to.to_rfc3339(), "2026-10-31T23:00:00+00:00");
    }

    #[test]
    fn what_is_not_over_or_no_period_is_refused() {
        for text in [
            "2026-11",
            "2026",
            "2026-Q4",
            "today",
            "this-month",
            "2026-13",
            "2026-Q5",
            "2026-1",
            "26-10",
            "last-7-days",
            "all",
            "",
            "2026-10-31..2026-10-01",
            "2026-02-30",
            "..",
            "+026-10",
        ] {
            assert_eq!(named(text).expect_err(text).code, Code::InvalidDateRange, "{text}");
        }
        let now = "2026-11-01T03:59:59Z".parse().expect("an instant");
        let over = closing("2026-10-31", now, Tz::named("America/New_York").expect("a zone"), Starts::default());
        assert!(over.is_err(), "it is still October there");
    }
}

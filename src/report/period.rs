//! Period words and dates → instants, in a zone, with `now` given.
//!
//! Owns: the words, how dates and instants are read, and the period before. Refuses to know:
//! the clock, flags, what is asked over the period.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};

use super::calendar::{self, day_start, month_start, plus_days};
use super::named;
use super::starts::Starts;
use crate::domain::{Code, Error, InstantRange, Result, Tz, did_you_mean};

/// A period by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// The time up to now.
    Last(TimeDelta),
    /// A whole day, week, month or year, so many back.
    Whole(Unit, i32),
    /// From the first to the last of these days.
    Days(NaiveDate, NaiveDate),
    All,
}

/// What calendars are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// A period with its instants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    pub range: InstantRange,
    /// The period before it, as long as what has passed of this one.
    pub before: Option<InstantRange>,
    /// What it was called: `last-30-days`, `2026-11-01 to 2026-11-03`.
    pub label: String,
}

/// The words, with what they mean.
pub const WORDS: &[(&str, Period)] = &[
    ("last-hour", Period::Last(TimeDelta::hours(1))),
    ("last-24-hours", Period::Last(TimeDelta::hours(24))),
    ("last-7-days", Period::Last(TimeDelta::days(7))),
    ("last-30-days", Period::Last(TimeDelta::days(30))),
    ("today", Period::Whole(Unit::Day, 0)),
    ("yesterday", Period::Whole(Unit::Day, 1)),
    ("this-week", Period::Whole(Unit::Week, 0)),
    ("last-week", Period::Whole(Unit::Week, 1)),
    ("this-month", Period::Whole(Unit::Month, 0)),
    ("last-month", Period::Whole(Unit::Month, 1)),
    ("this-year", Period::Whole(Unit::Year, 0)),
    ("last-year", Period::Whole(Unit::Year, 1)),
    ("all", Period::All),
];

impl FromStr for Period {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let word = text.to_ascii_lowercase();
        if let Some((_, period)) = WORDS.iter().find(|(name, _)| *name == word) {
            return Ok(*period);
        }
        if let Some((first, last)) = named::named(&word) {
            return Ok(Period::Days(first, last));
        }
        length(&word).map(Period::Last).ok_or_else(|| {
            let words: Vec<_> = WORDS.iter().map(|(name, _)| *name).collect();
            let all = format!("one of {}, a length as 36h, 7d, 2w, or 2026-10, 2026-Q3, 2026", words.join(", "));
            let error = Error::validation(format!("no such period: {text:?}"));
            error.hint(did_you_mean(text, words.into_iter(), all))
        })
    }
}

/// `36h`, `7d`, `2w`: up to a hundred years.
fn length(word: &str) -> Option<TimeDelta> {
    let (digits, unit) = word.split_at_checked(word.len().checked_sub(1)?)?;
    let hours = match unit {
        "h" => 1,
        "d" => 24,
        "w" => 168,
        _ => return None,
    };
    let count: i64 = digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()?;
    let hours = count.checked_mul(hours).filter(|hours| (1..=876_600).contains(hours))?;
    Some(TimeDelta::hours(hours))
}

impl Period {
    /// The period's word, when it has one.
    fn label(self) -> String {
        match (self, WORDS.iter().find(|(_, period)| *period == self)) {
            (_, Some((word, _))) => (*word).to_owned(),
            (Period::Last(length), None) => match length.num_hours() {
                hours if hours >= 48 && hours % 24 == 0 => format!("last {} days", hours / 24),
                hours => format!("last {hours} hours"),
            },
            (Period::Days(first, last), None) => named::spelling(first, last),
            _ => "period".to_owned(),
        }
    }

    /// Its instants, seen from `now` in `zone`; weeks and months begin where `starts` says.
    ///
    /// # Errors
    /// [`Code::InvalidDateRange`] when it lies beyond the calendar.
    pub fn window(self, now: DateTime<Utc>, zone: Tz, starts: Starts) -> Result<Window> {
        let label = self.label();
        let beyond = || invalid(format!("{label} lies beyond the calendar"));
        let window = match self {
            Period::All => Some((InstantRange::ALL, None)),
            Period::Last(length) => (|| {
                let from = now.checked_sub_signed(length)?;
                let before = between(from.checked_sub_signed(length)?, from);
                Some((between(from, now), Some(before)))
            })(),
            Period::Whole(unit, back) => whole(unit, back, now, zone, starts),
            Period::Days(first, last) => days((first, last), now, zone),
        };
        let (range, before) = window.ok_or_else(beyond)?;
        Ok(Window { range, before, label })
    }
}

/// The last `days` whole days, the one that is going on among them.
///
/// # Errors
/// [`Code::InvalidDateRange`] when they lie beyond the calendar.
pub fn last_days(days: u16, now: DateTime<Utc>, zone: Tz) -> Result<Window> {
    let [first, last] = dates(days, now, zone);
    explicit(Some(&first), Some(&last), now, zone)
}

/// The first and the last of so many days, as dates are written.
pub fn dates(days: u16, now: DateTime<Utc>, zone: Tz) -> [String; 2] {
    let today = now.with_timezone(&zone).date_naive();
    [today - TimeDelta::days(i64::from(days) - 1), today].map(|date| date.to_string())
}

fn between(from: DateTime<Utc>, to: DateTime<Utc>) -> InstantRange {
    InstantRange { from: Some(from), to: Some(to) }
}

/// The whole unit `back` units ago, and of the unit before it as much as has passed of this one.
fn whole(
    unit: Unit,
    back: i32,
    now: DateTime<Utc>,
    zone: Tz,
    starts: Starts,
) -> Option<(InstantRange, Option<InstantRange>)> {
    let today = calendar::date(calendar::local_day(zone, now))?;
    let begin = |back: i32| -> Option<DateTime<Utc>> {
        let date = match unit {
            Unit::Day => plus_days(today, -i64::from(back)),
            Unit::Week => starts.week_first(today, back),
            Unit::Month => starts.this_month(today, back),
            Unit::Year => month_start(NaiveDate::from_ymd_opt(chrono::Datelike::year(&today), 1, 1)?, -12 * back),
        };
        day_start(zone, date?)
    };
    Some(beside(begin(back)?, begin(back - 1)?, begin(back + 1)?, now))
}

/// Days of the calendar, and as many months or days before.
fn days(
    (first, last): (NaiveDate, NaiveDate),
    now: DateTime<Utc>,
    zone: Tz,
) -> Option<(InstantRange, Option<InstantRange>)> {
    let start = |date: Option<NaiveDate>| day_start(zone, date?);
    let (from, to) = (start(Some(first))?, start(plus_days(last, 1))?);
    Some(beside(from, to, start(named::before(first, last))?, now))
}

/// A range, and of the one before it, which began `earlier`, as much as has passed of this one.
fn beside(
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    earlier: DateTime<Utc>,
    now: DateTime<Utc>,
) -> (InstantRange, Option<InstantRange>) {
    let passed = (now - from).max(TimeDelta::zero());
    let before_end = if now < to { from.min(earlier + passed) } else { from };
    (between(from, to), Some(between(earlier, before_end)))
}

/// One end of a range as it was written.
enum Bound {
    Date(NaiveDate),
    Instant(DateTime<Utc>),
}

/// The range from `start` to `end`: dates (inclusive, in `zone`), or instants (`start` in, `end`
/// out; without an offset they are local to `zone`).
///
/// # Errors
/// [`Code::InvalidDateRange`] for what is no date, does not exist, or ends before it begins.
pub fn explicit(start: Option<&str>, end: Option<&str>, now: DateTime<Utc>, zone: Tz) -> Result<Window> {
    let (start, end) = (start.map(dashed), end.map(dashed));
    let (start, end) = (start.as_deref(), end.as_deref());
    let first = start.map(|text| bound("--start-date", text, zone)).transpose()?;
    let last = end.map(|text| bound("--end-date", text, zone)).transpose()?;
    let from = first.as_ref().map(|bound| instant(bound, 0, zone)).transpose()?;
    let to = last.as_ref().map(|bound| instant(bound, 1, zone)).transpose()?;
    if let (Some(from), Some(to)) = (from, to)
        && from >= to
    {
        let (start, end) = (start.unwrap_or_default(), end.unwrap_or_default());
        return Err(invalid(format!("the range ends before it begins: {start} to {end}"))
            .detail("end_date", format!("{end} is not after {start}"))
            .hint("give the earlier date as --start-date"));
    }
    let label = match (start, end) {
        (Some(start), Some(end)) if start == end => start.to_owned(),
        (Some(start), Some(end)) => format!("{start} to {end}"),
        (Some(start), None) => format!("since {start}"),
        (None, Some(end)) => format!("until {end}"),
        (None, None) => "all".to_owned(),
    };
    let range = InstantRange { from, to };
    Ok(Window { range, before: before(&first, &last, &range, now, zone), label })
}

/// As many days (or as long a time) before a range.
fn before(
    first: &Option<Bound>,
    last: &Option<Bound>,
    range: &InstantRange,
    now: DateTime<Utc>,
    zone: Tz,
) -> Option<InstantRange> {
    let from = range.from?;
    if let (Some(Bound::Date(first)), Some(Bound::Date(last))) = (first, last)
        && range.to? <= now
    {
        let days = calendar::day_number(*last) - calendar::day_number(*first) + 1;
        return Some(between(day_start(zone, plus_days(*first, -days)?)?, from));
    }
    let reached = range.to.unwrap_or(now).min(now);
    let passed = reached.signed_duration_since(from);
    (passed > TimeDelta::zero()).then(|| from.checked_sub_signed(passed)).flatten().map(|start| between(start, from))
}

/// `20261101` as `2026-11-01`; anything else as it is.
fn dashed(text: &str) -> String {
    match text.as_bytes() {
        digits if digits.len() == 8 && digits.iter().all(u8::is_ascii_digit) => {
            format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..])
        }
        _ => text.to_owned(),
    }
}

fn bound(flag: &str, text: &str, zone: Tz) -> Result<Bound> {
    if let Ok(date) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        let year = chrono::Datelike::year(&date);
        return if (1..=9999).contains(&year) { Ok(Bound::Date(date)) } else { Err(unreadable(flag, text)) };
    }
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Ok(Bound::Instant(at.to_utc()));
    }
    let formats = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"];
    let local = formats.iter().find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    let local = local.ok_or_else(|| unreadable(flag, text))?;
    let at = chrono::TimeZone::from_local_datetime(&zone, &local).earliest().ok_or_else(|| {
        invalid(format!("{flag} {text} does not exist in {}: clocks were put forward", zone.name()))
            .hint("give the instant with its offset, 2026-11-01T10:00:00Z")
    })?;
    Ok(Bound::Instant(at.to_utc()))
}

/// The instant of a bound; a date stands for its first instant `days` later.
fn instant(bound: &Bound, days: i64, zone: Tz) -> Result<DateTime<Utc>> {
    match bound {
        Bound::Instant(at) => Ok(*at),
        Bound::Date(date) => plus_days(*date, days)
            .and_then(|date| day_start(zone, date))
            .ok_or_else(|| invalid(format!("{date} lies beyond the calendar"))),
    }
}

fn unreadable(flag: &str, text: &str) -> Error {
    invalid(format!("{text:?} is no date that exists"))
        .detail(flag.trim_start_matches('-').replace('-', "_"), "not a date")
        .hint("dates are spelled 2026-11-01 or 20261101, instants 2026-11-01T10:00:00Z")
}

fn invalid(message: impl Into<String>) -> Error {
    Error::new(Code::InvalidDateRange, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Tz;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    fn shown(range: InstantRange) -> String {
        let text = |at: Option<DateTime<Utc>>| at.map_or("open".to_owned(), |at| at.format("%m-%dT%H:%M").to_string());
        format!("{} {}", text(range.from), text(range.to))
    }

    fn window(word: &str, zone: Tz) -> Window {
        word.parse::<Period>()
            .and_then(|p| p.window(at("2026-11-23T10:30:00Z"), zone, Starts::default()))
            .expect("a window")
    }

    #[test]
    fn days_of_the_calendar_have_names() {
        let berlin = |word| window(word, Tz::named("Europe/Berlin").expect("a zone"));
        let october = berlin("2026-10");
        assert_eq!(shown(october.range), "09-30T22:00 10-31T23:00");
        assert_eq!(shown(october.before.expect("a month before")), "08-31T22:00 09-30T22:00");
        assert_eq!(october.label, "2026-10");
        assert_eq!(shown(berlin("2026-q3").range), "06-30T22:00 09-30T22:00");
        // Of what is going on, as much of the month before as has passed.
        assert_eq!(shown(berlin("2026-11").before.expect("a month before")), "09-30T22:00 10-23T09:30");
        assert_eq!(shown(berlin("2026-10-05..2026-10-06").before.expect("days before")), "10-02T22:00 10-04T22:00");
    }

    #[test]
    fn words_are_instants_in_the_zone() {
        let berlin = |word| shown(window(word, Tz::named("Europe/Berlin").expect("a zone")).range);
        assert_eq!(berlin("last-hour"), "11-23T09:30 11-23T10:30");
        assert_eq!(berlin("36h"), "11-21T22:30 11-23T10:30");
        assert_eq!(berlin("7d"), berlin("last-7-days"));
        assert_eq!(berlin("today"), "11-22T23:00 11-23T23:00");
        assert_eq!(berlin("yesterday"), "11-21T23:00 11-22T23:00");
        assert_eq!(berlin("last-week"), "11-15T23:00 11-22T23:00");
        assert_eq!(berlin("last-month"), "09-30T22:00 10-31T23:00");
        assert_eq!(berlin("this-year"), "12-31T23:00 12-31T23:00");
        assert_eq!(berlin("all"), "open open");
    }

    #[test]
    fn the_period_before_is_as_far_along() {
        let before = |word| shown(window(word, Tz::named("Europe/Berlin").expect("a zone")).before.expect("one"));
        assert_eq!(before("today"), "11-21T23:00 11-22T10:30");
        assert_eq!(before("yesterday"), "11-20T23:00 11-21T23:00");
        assert_eq!(before("this-month"), "09-30T22:00 10-23T09:30");
        assert_eq!(before("last-month"), "08-31T22:00 09-30T22:00");
        assert_eq!(before("36h"), "11-20T10:30 11-21T22:30");
        assert_eq!(window("all", Tz::named("Europe/Berlin").expect("a zone")).before, None);
    }

    #[test]
    fn days_of_23_and_25_hours() {
        let hours = |date: &str| {
            let range = explicit(
                Some(date),
                Some(date),
                at("2026-11-23T10:30:00Z"),
                Tz::named("America/New_York").expect("a zone"),
            )
            .expect("a day")
            .range;
            (range.to.expect("an end") - range.from.expect("a start")).num_hours()
        };
        assert_eq!(hours("20261101"), hours("2026-11-01"));
        assert_eq!((hours("2026-03-08"), hours("2026-03-09"), hours("2026-11-01")), (23, 24, 25));
    }

    #[test]
    fn what_is_no_range_is_refused() {
        for (start, end) in [
            ("2026-02-30", "2026-03-01"),
            ("2026-11-02", "2026-11-01"),
            ("yesterday", "2026-11-01"),
            ("2026-03-08T02:30", "2026-03-09"),
            ("99999-01-01", "99999-01-02"),
            ("2026-11-01T10:00:00Z", "2026-11-01T10:00:00Z"),
        ] {
            let refused = explicit(
                Some(start),
                Some(end),
                at("2026-11-23T10:30:00Z"),
                Tz::named("America/New_York").expect("a zone"),
            );
            assert_eq!(refused.expect_err(start).code, Code::InvalidDateRange, "{start} {end}");
        }
        for word in ["", "h", "0h", "7x", "-3d", "99999999999999999999d", "9999999w", "é"] {
            assert!(word.parse::<Period>().is_err(), "{word:?}");
        }
    }
}

//! Days, weeks, months and hours of a zone, exact across every change of its clocks.
//!
//! Owns: where a local day begins, which day, week, month and hour an instant lies in.
//! Refuses to know: queries, period words, the ledger.

use crate::domain::{Tz, day_of};
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};

/// Microseconds in a second.
pub(super) const SECOND: i64 = 1_000_000;
/// Microseconds in a quarter of an hour.
pub(super) const QUARTER: i64 = 900 * SECOND;
const DAY_SECONDS: i64 = 86_400;

/// UTC under its names in the database of time zones.
const UTC_NAMES: [&str; 10] =
    ["UTC", "UCT", "GMT", "Zulu", "Universal", "Etc/UTC", "Etc/UCT", "Etc/GMT", "Etc/Zulu", "Etc/Universal"];

/// Whether two zones have the same days: they are the same, or both are names of UTC.
pub(super) fn alike(a: Tz, b: Tz) -> bool {
    a == b || (UTC_NAMES.contains(&a.name()) && UTC_NAMES.contains(&b.name()))
}

/// The local date of an instant, in days since 1970-01-01.
pub fn local_day(zone: Tz, at: DateTime<Utc>) -> i64 {
    let micros = at.timestamp_micros();
    day_of(micros, zone.east_at(micros))
}

/// The date that many days after 1970-01-01.
pub(super) fn date(day: i64) -> Option<NaiveDate> {
    i32::try_from(day + 719_163).ok().and_then(NaiveDate::from_num_days_from_ce_opt)
}

/// Days since 1970-01-01 of a date.
pub(super) fn day_number(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce()) - 719_163
}

/// The Monday of a day's week, in days since 1970-01-01.
pub(super) fn monday(day: i64) -> i64 {
    day - (day + 3).rem_euclid(7)
}

/// `year × 12 + month` (0–11) of a day.
pub(super) fn month_number(day: i64) -> i64 {
    date(day).map_or(0, |date| i64::from(date.year()) * 12 + i64::from(date.month0()))
}

/// The first instant whose local date is `date` or later (a date that a zone skipped begins
/// where the next one does). `None` beyond the calendar.
pub fn day_start(zone: Tz, date: NaiveDate) -> Option<DateTime<Utc>> {
    let midnight = date.and_time(NaiveTime::MIN);
    let day = day_number(date);
    let local = zone.from_local_datetime(&midnight);
    let found = [local.earliest(), local.latest()].into_iter().flatten().map(|at| at.to_utc());
    found.into_iter().find(|at| local_day(zone, *at) >= day).or_else(|| search_start(zone, midnight, day))
}

/// The first second whose local date is `day` or later, where the zone has no midnight.
fn search_start(zone: Tz, midnight: NaiveDateTime, day: i64) -> Option<DateTime<Utc>> {
    let middle = midnight.and_utc().timestamp();
    let (mut before, mut reached) = (middle - 2 * DAY_SECONDS, middle + 2 * DAY_SECONDS);
    while reached - before > 1 {
        let probe = before + (reached - before) / 2;
        let at = DateTime::from_timestamp(probe, 0)?;
        if local_day(zone, at) >= day { reached = probe } else { before = probe }
    }
    DateTime::from_timestamp(reached, 0)
}

/// Whether no instant at or after the start of `date` has an earlier local date (clocks set back
/// across midnight break this: a minute of the new day, then an hour of the old one again).
pub(super) fn starts_cleanly(zone: Tz, date: NaiveDate) -> bool {
    let local = zone.from_local_datetime(&date.and_time(NaiveTime::MIN));
    let (Some(first), Some(last)) = (local.earliest(), local.latest()) else { return true };
    let just_before = last.to_utc() - chrono::TimeDelta::microseconds(1);
    first == last || local_day(zone, just_before) >= day_number(date)
}

/// The first day of a date's month.
pub fn first_of_month(date: NaiveDate) -> Option<NaiveDate> {
    month_start(date, 0)
}

/// The first day of a date's month, `months` later (negative: earlier).
pub(super) fn month_start(date: NaiveDate, months: i32) -> Option<NaiveDate> {
    let index = date.year() * 12 + date.month0() as i32 + months;
    NaiveDate::from_ymd_opt(index.div_euclid(12), index.rem_euclid(12) as u32 + 1, 1)
}

/// A date, `days` later (negative: earlier).
pub(super) fn plus_days(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let step = Days::new(days.unsigned_abs());
    if days < 0 { date.checked_sub_days(step) } else { date.checked_add_days(step) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Tz;

    fn start(zone: Tz, y: i32, m: u32, d: u32) -> String {
        let date = NaiveDate::from_ymd_opt(y, m, d).expect("a date");
        day_start(zone, date).expect("a start").to_rfc3339()
    }

    #[test]
    fn days_begin_where_the_zone_says() {
        assert_eq!(start(Tz::named("Asia/Kathmandu").expect("a zone"), 2026, 11, 1), "2026-10-31T18:15:00+00:00");
        assert_eq!(start(Tz::named("America/New_York").expect("a zone"), 2026, 3, 9), "2026-03-09T04:00:00+00:00");
        assert_eq!(start(Tz::named("Australia/Lord_Howe").expect("a zone"), 2026, 4, 5), "2026-04-04T13:00:00+00:00");
    }

    #[test]
    fn a_day_without_midnight_begins_after_the_gap() {
        assert_eq!(start(Tz::named("America/Sao_Paulo").expect("a zone"), 2018, 11, 4), "2018-11-04T03:00:00+00:00");
        assert_eq!(start(Tz::named("Asia/Beirut").expect("a zone"), 2026, 3, 29), "2026-03-28T22:00:00+00:00");
        assert_eq!(start(Tz::named("Pacific/Apia").expect("a zone"), 2011, 12, 30), "2011-12-30T10:00:00+00:00");
        assert_eq!(start(Tz::named("Pacific/Apia").expect("a zone"), 2011, 12, 31), "2011-12-30T10:00:00+00:00");
    }

    #[test]
    fn a_midnight_that_comes_twice_begins_the_day_once() {
        assert_eq!(start(Tz::named("America/Havana").expect("a zone"), 2026, 11, 1), "2026-11-01T04:00:00+00:00");
        let date = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a date");
        assert!(starts_cleanly(Tz::named("America/Havana").expect("a zone"), date(2026, 11, 1)));
        assert!(!starts_cleanly(Tz::named("America/St_Johns").expect("a zone"), date(2006, 10, 29)));
        assert!(starts_cleanly(Tz::named("America/St_Johns").expect("a zone"), date(2026, 10, 29)));
    }

    #[test]
    fn weeks_begin_on_monday() {
        let number = |y, m, d| day_number(NaiveDate::from_ymd_opt(y, m, d).expect("a date"));
        assert_eq!(monday(number(2026, 11, 23)), number(2026, 11, 23));
        assert_eq!(monday(number(2026, 11, 29)), number(2026, 11, 23));
        assert_eq!(monday(number(1969, 12, 31)), number(1969, 12, 29));
        assert_eq!(date(0), NaiveDate::from_ymd_opt(1970, 1, 1));
    }
}

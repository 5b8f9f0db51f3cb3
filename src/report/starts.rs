//! Where weeks and months begin, when not on Monday and the first.
//!
//! Owns: the first day of a week and of a billing month, and how such weeks and months are written.
//! Refuses to know: the ledger, period words.

use chrono::{DateTime, Datelike, NaiveDate, Utc, Weekday};

use super::Query;
use super::calendar::{self, day_start, plus_days};
use super::clock;
use super::dimension::Dimension;
use super::fold::{self, Group, Key, Lines};
use crate::domain::{InstantRange, Result, Tz};
use crate::store::Reader;

/// The day weeks begin on, and the day of the month that billing months begin on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Starts {
    pub week: Weekday,
    /// 1 to 28.
    pub month: u32,
}

impl Default for Starts {
    fn default() -> Self {
        Starts { week: Weekday::Mon, month: 1 }
    }
}

impl Starts {
    /// The first day of a day's week, in days since 1970-01-01.
    pub(super) fn week(self, day: i64) -> i64 {
        day - (day + 3 - i64::from(self.week.num_days_from_monday())).rem_euclid(7)
    }

    /// `year × 12 + month` (0–11) of the calendar month in which a day's billing month began.
    pub(super) fn month(self, day: i64) -> i64 {
        let early = calendar::date(day).is_some_and(|date| date.day() < self.month);
        calendar::month_number(day) - i64::from(early)
    }

    /// The first day of a billing month.
    pub(super) fn month_first(self, month: i64) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(i32::try_from(month.div_euclid(12)).ok()?, month.rem_euclid(12) as u32 + 1, self.month)
    }

    /// The key as text: ISO weeks and calendar months by number, others by their first day.
    pub(super) fn text(self, dimension: &Dimension, key: &Key) -> String {
        let first = match (dimension, key) {
            (Dimension::Week, Key::Time(day)) if self.week != Weekday::Mon => calendar::date(*day),
            (Dimension::Month, Key::Time(month)) if self.month != 1 => self.month_first(*month),
            _ => return clock::text(dimension, key),
        };
        first.map(|date| date.to_string()).unwrap_or_default()
    }

    /// The instants of a stretch; `None` for hours, and for what is no stretch of time.
    pub(super) fn span(self, dimension: &Dimension, code: i64, zone: Tz) -> Option<InstantRange> {
        let (first, next) = match dimension {
            Dimension::Day => (calendar::date(code)?, calendar::date(code + 1)?),
            Dimension::Week => (calendar::date(code)?, calendar::date(code + 7)?),
            Dimension::Month => (self.month_first(code)?, self.month_first(code + 1)?),
            _ => return None,
        };
        Some(InstantRange { from: Some(day_start(zone, first)?), to: Some(day_start(zone, next)?) })
    }

    /// The first day of the week, month or year that `today` lies in, so many back.
    pub(super) fn week_first(self, today: NaiveDate, back: i32) -> Option<NaiveDate> {
        let first = calendar::date(self.week(calendar::day_number(today)))?;
        plus_days(first, -7 * i64::from(back))
    }

    /// See [`Starts::week_first`].
    pub(super) fn this_month(self, today: NaiveDate, back: i32) -> Option<NaiveDate> {
        self.month_first(self.month(calendar::day_number(today)) - i64::from(back))
    }

    /// The groups of [`fold::groups`] and, for the first so many dimensions, their lines over time, with
    /// weeks and months that begin where these say.
    ///
    /// # Errors
    /// What the reader fails with.
    pub(super) fn groups_and_lines(
        self,
        query: &Query,
        (by, lines): (&[Dimension], Option<usize>),
        reader: &dyn Reader,
    ) -> Result<(Vec<Group>, Lines)> {
        let days: Vec<_> = by.iter().map(|d| if self.moves(d) { Dimension::Day } else { d.clone() }).collect();
        let (range, filter, zone) = (&query.window.range, &query.filter, query.zone);
        let (groups, lines) = match lines {
            Some(keep) => fold::groups_and_lines(reader, range, filter, (&days, keep), zone)?,
            None => (fold::groups(reader, range, filter, &days, zone)?, Lines::new()),
        };
        if !by.iter().any(|dimension| self.moves(dimension)) {
            return Ok((groups, lines));
        }
        let moved = |group: Group| Group { keys: self.moved(by, group.keys), ..group };
        let groups: Vec<Group> = groups.into_iter().map(moved).collect();
        let mut of_moved = Lines::new();
        for (keys, days) in lines {
            let line = of_moved.entry(self.moved(by, keys)).or_default();
            days.into_iter().for_each(|(day, sums)| *line.entry(day).or_default() += &sums);
        }
        Ok((fold::collapse(&groups, &(0..by.len()).collect::<Vec<_>>()), of_moved))
    }

    /// Whether stretches of it begin elsewhere than on Monday or on the first.
    pub(super) fn moves(self, dimension: &Dimension) -> bool {
        match dimension {
            Dimension::Week => self.week != Weekday::Mon,
            Dimension::Month => self.month != 1,
            _ => false,
        }
    }

    /// The keys with the stretch each day lies in.
    fn moved(self, by: &[Dimension], keys: Vec<Key>) -> Vec<Key> {
        let key = |(dimension, key): (&Dimension, Key)| match (dimension, key) {
            (Dimension::Week, Key::Time(day)) if self.moves(dimension) => Key::Time(self.week(day)),
            (Dimension::Month, Key::Time(day)) if self.moves(dimension) => Key::Time(self.month(day)),
            (_, key) => key,
        };
        by.iter().zip(keys).map(key).collect()
    }
}

/// Whether a stretch lies within a range and is over at `now`.
pub(super) fn is_whole(span: &InstantRange, range: &InstantRange, now: Option<DateTime<Utc>>) -> bool {
    let begun = range.from.is_none_or(|from| span.from >= Some(from));
    let ended = [range.to, now].into_iter().flatten().all(|end| span.to <= Some(end));
    begun && ended
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> i64 {
        calendar::day_number(text.parse().expect("a date"))
    }

    #[test]
    fn weeks_begin_on_any_day() {
        let sunday = Starts { week: Weekday::Sun, ..Starts::default() };
        assert_eq!(sunday.week(day("2026-11-25")), day("2026-11-22"));
        assert_eq!(sunday.week(day("2026-11-22")), day("2026-11-22"));
        assert_eq!(sunday.text(&Dimension::Week, &Key::Time(day("2026-11-22"))), "2026-11-22");
        assert_eq!(Starts::default().week(day("2026-11-22")), day("2026-11-16"));
        assert_eq!(Starts::default().text(&Dimension::Week, &Key::Time(day("2026-11-16"))), "2026-W47");
    }

    #[test]
    fn billing_months_begin_on_their_day() {
        let billing = Starts { month: 15, ..Starts::default() };
        let shown = |date: &str| billing.text(&Dimension::Month, &Key::Time(billing.month(day(date))));
        assert_eq!(shown("2026-11-14"), "2026-10-15");
        assert_eq!(shown("2026-11-15"), "2026-11-15");
        assert_eq!(shown("2026-01-01"), "2025-12-15");
        assert_eq!(Starts::default().text(&Dimension::Month, &Key::Time(2026 * 12 + 10)), "2026-11");
    }
}

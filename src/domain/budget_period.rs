//! Which days a period of a budget or plan has: the one around a day, and those before and after.
//!
//! Owns: the words of periods, the days they may begin on, months that are too short for it.
//! Refuses to know: instants, zones, amounts.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::error::{Error, Result};

/// How long a budget's period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BudgetPeriod {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// Every period with its word.
const WORDS: [(BudgetPeriod, &str); 5] = [
    (BudgetPeriod::Day, "day"),
    (BudgetPeriod::Week, "week"),
    (BudgetPeriod::Month, "month"),
    (BudgetPeriod::Quarter, "quarter"),
    (BudgetPeriod::Year, "year"),
];

impl BudgetPeriod {
    /// The words, for help and completions.
    pub const NAMES: [&str; 5] = ["day", "week", "month", "quarter", "year"];

    /// The period of that word.
    ///
    /// # Errors
    /// Names the words there are.
    pub fn parse(word: &str) -> Result<Self> {
        let other = match word.trim().to_ascii_lowercase().as_str() {
            "daily" => "day".to_owned(),
            "weekly" => "week".to_owned(),
            "monthly" => "month".to_owned(),
            "quarterly" => "quarter".to_owned(),
            "yearly" | "annual" => "year".to_owned(),
            word => word.to_owned(),
        };
        WORDS.iter().find(|(_, known)| *known == other).map(|(period, _)| *period).ok_or_else(|| {
            Error::validation(format!("{word:?} is no period")).hint(format!("one of {}", Self::NAMES.join(", ")))
        })
    }

    /// Months in it; `None` for days and weeks.
    fn months(self) -> Option<i32> {
        match self {
            BudgetPeriod::Day | BudgetPeriod::Week => None,
            BudgetPeriod::Month => Some(1),
            BudgetPeriod::Quarter => Some(3),
            BudgetPeriod::Year => Some(12),
        }
    }
}

impl fmt::Display for BudgetPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(WORDS.iter().find(|(period, _)| period == self).map_or("", |(_, word)| word))
    }
}

/// The day a period begins on: a weekday, a day of the month, or a month and a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StartsOn {
    /// 0 is January; of quarters it is the first of the four months they begin in.
    month: u8,
    /// 1 to 31, or days since Monday of a week.
    day: u8,
}

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

impl StartsOn {
    /// Mondays, the first of the month, 1 January.
    pub fn usual(period: BudgetPeriod) -> Self {
        StartsOn { month: 0, day: u8::from(period != BudgetPeriod::Week) }
    }

    /// Reads `14` (month), `04-06` (quarter, year) or `wednesday` (week). A day that a month does
    /// not have is its last.
    ///
    /// # Errors
    /// For what cannot be the first day of such a period.
    pub fn parse(text: &str, period: BudgetPeriod) -> Result<Self> {
        let text = text.trim().to_ascii_lowercase();
        let found = match period {
            BudgetPeriod::Day => None,
            BudgetPeriod::Week => weekday(&text),
            BudgetPeriod::Month => day(&text).map(|day| StartsOn { month: 0, day }),
            BudgetPeriod::Quarter | BudgetPeriod::Year => match text.split_once('-') {
                Some((month, rest)) => month_number(month).zip(day(rest)).map(|(month, day)| StartsOn { month, day }),
                None => day(&text).map(|day| StartsOn { month: 0, day }),
            },
        };
        let found = found.filter(|starts| starts.exists(period));
        found.ok_or_else(|| {
            let error = Error::validation(format!("a {period} cannot start on {text:?}"));
            error.hint(match period {
                BudgetPeriod::Day => "a day starts at midnight of its zone: leave it out",
                BudgetPeriod::Week => "a weekday: monday, tuesday …",
                BudgetPeriod::Month => "a day of the month, 1 to 31; in shorter months it is the last",
                BudgetPeriod::Quarter | BudgetPeriod::Year => "a month and a day: 04-06",
            })
        })
    }

    /// Whether the month ever has that day.
    fn exists(self, period: BudgetPeriod) -> bool {
        period == BudgetPeriod::Week || last_of(2024, u32::from(self.month)) >= u32::from(self.day)
    }

    /// As it is written for that period; empty when it is the usual one.
    pub fn text(self, period: BudgetPeriod) -> String {
        if self == StartsOn::usual(period) {
            return String::new();
        }
        match period {
            BudgetPeriod::Day => String::new(),
            BudgetPeriod::Week => WEEKDAYS.get(usize::from(self.day)).map_or(String::new(), |day| (*day).to_owned()),
            BudgetPeriod::Month => self.day.to_string(),
            BudgetPeriod::Quarter | BudgetPeriod::Year => format!("{:02}-{:02}", self.month + 1, self.day),
        }
    }
}

fn weekday(text: &str) -> Option<StartsOn> {
    let day: Weekday = text.parse().ok()?;
    u8::try_from(day.num_days_from_monday()).ok().map(|day| StartsOn { month: 0, day })
}

fn day(text: &str) -> Option<u8> {
    digits(text).filter(|day| (1..=31).contains(day))
}

fn month_number(text: &str) -> Option<u8> {
    digits(text).filter(|month| (1..=12).contains(month)).map(|month| month - 1)
}

fn digits(text: &str) -> Option<u8> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// The last day of a month (0 is January).
fn last_of(year: i32, month0: u32) -> u32 {
    let (next_year, next) = if month0 == 11 { (year + 1, 0) } else { (year, month0 + 1) };
    let last = NaiveDate::from_ymd_opt(next_year, next + 1, 1).and_then(|first| first.pred_opt());
    last.map_or(28, |last| last.day())
}

/// The first day of the period a day lies in, and the first day after it; `step` periods later
/// (negative: earlier). `None` beyond the calendar.
pub fn span(period: BudgetPeriod, starts: StartsOn, today: NaiveDate, step: i32) -> Option<(NaiveDate, NaiveDate)> {
    match period.months() {
        None => {
            let (length, back) = match period {
                BudgetPeriod::Week => {
                    (7, (i64::from(today.weekday().num_days_from_monday()) - i64::from(starts.day)).rem_euclid(7))
                }
                _ => (1, 0),
            };
            let first = shifted(today, i64::from(step) * length - back)?;
            Some((first, shifted(first, length)?))
        }
        Some(months) => {
            let index = today.year() * 12 + today.month0() as i32;
            let mut nth = (index - i32::from(starts.month)).div_euclid(months);
            let begin = |nth: i32| begin(nth * months + i32::from(starts.month), u32::from(starts.day));
            if begin(nth)? > today {
                nth -= 1;
            }
            // A clamped day may lie in the month before that of the next period, never further.
            if begin(nth + 1)? <= today {
                nth += 1;
            }
            Some((begin(nth + step)?, begin(nth + step + 1)?))
        }
    }
}

/// That day of the month with this number (year × 12 + month), or the month's last.
fn begin(index: i32, day: u32) -> Option<NaiveDate> {
    let (year, month0) = (index.div_euclid(12), index.rem_euclid(12).unsigned_abs());
    NaiveDate::from_ymd_opt(year, month0 + 1, day.min(last_of(year, month0)))
}

fn shifted(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let step = Days::new(days.unsigned_abs());
    if days < 0 { date.checked_sub_days(step) } else { date.checked_add_days(step) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(period: &str, starts: &str, today: &str) -> String {
        let period = BudgetPeriod::parse(period).expect("a period");
        let starts = match starts {
            "" => StartsOn::usual(period),
            text => StartsOn::parse(text, period).expect("a start"),
        };
        let (first, after) = span(period, starts, today.parse().expect("a date"), 0).expect("a span");
        format!("{first} {after}")
    }

    #[test]
    fn periods_begin_where_they_should() {
        assert_eq!(shown("day", "", "2026-11-25"), "2026-11-25 2026-11-26");
        assert_eq!(shown("week", "", "2026-11-25"), "2026-11-23 2026-11-30");
        assert_eq!(shown("week", "thursday", "2026-11-25"), "2026-11-19 2026-11-26");
        assert_eq!(shown("week", "wed", "2026-11-25"), "2026-11-25 2026-12-02");
        assert_eq!(shown("month", "", "2026-12-31"), "2026-12-01 2027-01-01");
        assert_eq!(shown("month", "14", "2026-11-13"), "2026-10-14 2026-11-14");
        assert_eq!(shown("month", "14", "2026-11-14"), "2026-11-14 2026-12-14");
        assert_eq!(shown("quarter", "", "2026-11-25"), "2026-10-01 2027-01-01");
        assert_eq!(shown("quarter", "02-15", "2026-11-14"), "2026-08-15 2026-11-15");
        assert_eq!(shown("quarter", "12-15", "2026-01-01"), "2025-12-15 2026-03-15");
        assert_eq!(shown("year", "", "2026-11-25"), "2026-01-01 2027-01-01");
        assert_eq!(shown("year", "04-06", "2026-04-05"), "2025-04-06 2026-04-06");
        assert_eq!(shown("year", "12-01", "2026-11-25"), "2025-12-01 2026-12-01");
    }

    #[test]
    fn months_that_are_too_short_begin_on_their_last_day() {
        assert_eq!(shown("month", "31", "2026-02-27"), "2026-01-31 2026-02-28");
        assert_eq!(shown("month", "31", "2026-02-28"), "2026-02-28 2026-03-31");
        assert_eq!(shown("month", "31", "2026-03-30"), "2026-02-28 2026-03-31");
        assert_eq!(shown("month", "30", "2028-02-29"), "2028-02-29 2028-03-30");
        assert_eq!(shown("month", "29", "2028-03-01"), "2028-02-29 2028-03-29");
        assert_eq!(shown("year", "02-29", "2027-02-28"), "2027-02-28 2028-02-29");
        assert_eq!(shown("year", "02-29", "2028-02-28"), "2027-02-28 2028-02-29");
        assert_eq!(shown("quarter", "31", "2026-04-30"), "2026-04-30 2026-07-31");
    }

    #[test]
    fn periods_follow_one_another_without_gap_or_overlap() {
        for (period, starts) in
            [("month", "31"), ("month", "29"), ("quarter", "11-30"), ("year", "02-29"), ("week", "sun")]
        {
            let period = BudgetPeriod::parse(period).expect("a period");
            let starts = StartsOn::parse(starts, period).expect("a start");
            let mut day: NaiveDate = "2023-12-20".parse().expect("a date");
            for _ in 0..1_200 {
                let (first, after) = span(period, starts, day, 0).expect("a span");
                assert!(first <= day && day < after, "{period} {first} {day} {after}");
                assert_eq!(span(period, starts, day, 1).expect("the next").0, after);
                assert_eq!(span(period, starts, day, -1).expect("the one before").1, first);
                day = shifted(day, 1).expect("a day");
            }
        }
    }

    #[test]
    fn what_is_no_start_is_refused() {
        for (text, period) in [
            ("1", "day"),
            ("someday", "week"),
            ("0", "month"),
            ("32", "month"),
            ("+4", "month"),
            ("13-01", "year"),
            ("02-30", "year"),
            ("04-31", "quarter"),
        ] {
            let period = BudgetPeriod::parse(period).expect("a period");
            assert!(StartsOn::parse(text, period).is_err(), "{text} {period}");
        }
        assert!(BudgetPeriod::parse("fortnight").is_err());
    }

    #[test]
    fn a_start_is_written_as_it_is_read() {
        for (text, period) in [("friday", "week"), ("31", "month"), ("02-15", "quarter"), ("02-29", "year")] {
            let period = BudgetPeriod::parse(period).expect("a period");
            assert_eq!(StartsOn::parse(text, period).expect("a start").text(period), text);
        }
        assert_eq!(StartsOn::parse("1", BudgetPeriod::Month).expect("a start").text(BudgetPeriod::Month), "");
    }
}

//! Stretches of the calendar by name: `2026-10`, `2026-Q3`, `2026`, `2026-10-01`, `2026-10-01..2026-10-15`.
//!
//! Owns: what they are called and the days they are. Refuses to know: zones, the clock.

use chrono::{Datelike, NaiveDate};

use super::calendar::{day_number, month_start, plus_days};

/// The first and the last day of that name.
pub(super) fn named(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    if let Some((first, last)) = text.split_once("..") {
        return Some((day(first)?, day(last)?)).filter(|(first, last)| first <= last);
    }
    if let Some(day) = day(text) {
        return Some((day, day));
    }
    let number = |text: &str, digits| {
        (text.len() == digits && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse::<u32>().ok()).flatten()
    };
    let (year, rest) = text.split_once('-').map_or((text, None), |(year, rest)| (year, Some(rest)));
    let year = number(year, 4)?;
    let (month, months) = match rest {
        None => (1, 12),
        Some(rest) => match rest.strip_prefix(['Q', 'q']) {
            Some(quarter) => (number(quarter, 1).filter(|q| (1..=4).contains(q))? * 3 - 2, 3),
            None => (number(rest, 2)?, 1),
        },
    };
    let first = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, 1)?;
    Some((first, plus_days(month_start(first, months)?, -1)?))
}

fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|day| (1..=9999).contains(&day.year()))
}

/// The one spelling of the days from `first` to `last`.
pub(super) fn spelling(first: NaiveDate, last: NaiveDate) -> String {
    let spans = |count: i32| months(first, last) == Some(count) && first.month0().is_multiple_of(count as u32);
    match () {
        () if spans(12) => format!("{:04}", first.year()),
        () if spans(3) => format!("{:04}-Q{}", first.year(), first.month0() / 3 + 1),
        () if spans(1) => first.format("%Y-%m").to_string(),
        () if first == last => first.to_string(),
        () => format!("{first}..{last}"),
    }
}

/// How many whole months they are.
fn months(first: NaiveDate, last: NaiveDate) -> Option<i32> {
    let index = |date: NaiveDate| date.year() * 12 + date.month0() as i32;
    let next = plus_days(last, 1)?;
    (first.day() == 1 && next.day() == 1).then(|| index(next) - index(first))
}

/// The first day of as many months, or days, before them.
pub(super) fn before(first: NaiveDate, last: NaiveDate) -> Option<NaiveDate> {
    match months(first, last) {
        Some(months) => month_start(first, -months),
        None => plus_days(first, day_number(first) - day_number(last) - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::super::period::Period;
    use super::*;

    #[test]
    fn what_has_no_days_has_no_name() {
        for wrong in ["2026-13", "2026-Q5", "2026-Q0", "26", "2026-10-06..2026-10-05", "2026-02-30", "2026-1", "..", ""]
        {
            assert_eq!(named(wrong), None, "{wrong}");
            assert!(wrong.parse::<Period>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn days_have_one_spelling() {
        for (text, spelled) in
            [("2026-10-05..2026-10-05", "2026-10-05"), ("2026-q4", "2026-Q4"), ("2026-01-01..2026-12-31", "2026")]
        {
            let (first, last) = named(text).expect(text);
            assert_eq!(spelling(first, last), spelled);
        }
    }
}

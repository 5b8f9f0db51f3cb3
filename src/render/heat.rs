//! Days as a calendar of weeks, in characters.
//!
//! Owns: which day stands where, the names of months above, what the shades mean. Refuses to know:
//! what is counted, colors.

use chrono::{Datelike, NaiveDate};
use unicode_width::UnicodeWidthStr;

use super::people::Eyes;
use crate::table::{Cell, Heat};

/// The names of weekdays to the left, with a space.
const MARGIN: usize = 4;

/// The name of a month, and a space.
const NAME: usize = 4;

/// The shades, from nothing to the dearest, and a day that is not known.
fn shades(eyes: Eyes<'_>) -> ([char; 5], char) {
    if eyes.unicode { (['·', '░', '▒', '▓', '█'], '?') } else { (['.', '-', '+', '*', '#'], '?') }
}

/// The calendar in lines of at most `width` characters: months above, a line a weekday, what the
/// shades mean below. Weeks that find no place go on further down.
pub(super) fn lines(heat: &Heat, width: usize, eyes: Eyes<'_>) -> Vec<String> {
    let first = heat.first - chrono::TimeDelta::days(back(heat));
    let days = back(heat) as usize + heat.levels.len();
    let weeks = days.div_ceil(7);
    let room = width.saturating_sub(MARGIN);
    let cell = if weeks * 2 <= room { 2 } else { 1 };
    let in_band = (room / cell).max(1);
    let mut lines = Vec::new();
    for start in (0..weeks).step_by(in_band) {
        let band = start..(start + in_band).min(weeks);
        if start > 0 {
            lines.push(String::new());
        }
        lines.push(months(first, band.clone(), cell));
        lines.extend((0..7).map(|weekday| weekday_line(heat, first, weekday, band.clone(), cell, eyes)));
    }
    lines.push(String::new());
    lines.extend(legend(heat, width, eyes));
    lines
}

/// Days between the beginning of the first week and the first day.
fn back(heat: &Heat) -> i64 {
    i64::from(heat.first.weekday().days_since(heat.week_start))
}

/// The name of each month above the week that has its first day; at the beginning of a line also of
/// the month that has begun before, when the next one leaves it room.
fn months(first: NaiveDate, weeks: std::ops::Range<usize>, cell: usize) -> String {
    let last_day = |place: usize| first + chrono::TimeDelta::days(7 * (weeks.start + place) as i64 + 6);
    let begins = |place: &usize| last_day(*place).day() <= 7;
    let mut names: Vec<usize> = (0..weeks.len()).filter(begins).collect();
    if names.first().is_none_or(|next| next * cell >= NAME) {
        names.insert(0, 0);
    }
    let mut line = " ".repeat(MARGIN);
    // A name may not reach beyond the last week.
    for place in names.into_iter().filter(|place| *place == 0 || place * cell + NAME <= weeks.len() * cell + 1) {
        let at = MARGIN + place * cell;
        line.push_str(&" ".repeat(at.saturating_sub(line.len())));
        line.push_str(&last_day(place).format("%b ").to_string());
    }
    line.trim_end().to_owned()
}

fn weekday_line(
    heat: &Heat,
    first: NaiveDate,
    weekday: usize,
    weeks: std::ops::Range<usize>,
    cell: usize,
    eyes: Eyes<'_>,
) -> String {
    let name = (first + chrono::TimeDelta::days(weekday as i64)).format("%a").to_string();
    let mut line = if weekday.is_multiple_of(2) { format!("{name:MARGIN$}") } else { " ".repeat(MARGIN) };
    for week in weeks {
        let shade = (week * 7 + weekday).checked_sub(back(heat) as usize).and_then(|day| heat.levels.get(day));
        let (shades, unknown) = shades(eyes);
        let shade = shade.map_or(' ', |level| level.map_or(unknown, |level| shades[usize::from(level.min(4))]));
        line.push(shade);
        if cell > 1 {
            line.push(' ');
        }
    }
    line.trim_end().to_owned()
}

/// What each shade means: `░ up to $1.20`.
fn legend(heat: &Heat, width: usize, eyes: Eyes<'_>) -> Vec<String> {
    let (shades, unknown) = shades(eyes);
    let mut entries = vec![format!("{} nothing", shades[0])];
    let mut below = None;
    for (bound, shade) in heat.bounds.iter().zip(&shades[1..]) {
        if below.is_none_or(|below| *bound > below) && bound.pico() > 0 {
            entries.push(format!("{shade} up to {}", eyes.text(&Cell::Money(*bound))));
            below = Some(*bound);
        }
    }
    if heat.levels.contains(&None) {
        entries.push(format!("{unknown} no known cost"));
    }
    let mut lines: Vec<String> = Vec::new();
    for entry in entries {
        match lines.last_mut().filter(|line| line.width() + 3 + entry.width() <= width) {
            Some(line) => *line = format!("{line}   {entry}"),
            None => lines.push(entry),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Usd;
    use chrono::Weekday;

    fn heat(first: &str, days: usize) -> Heat {
        let levels = (0..days).map(|day| if day == 3 { None } else { Some((day % 5) as u8) }).collect();
        let bounds = [1, 2, 2, 9].map(|dollars| Usd::from_pico(dollars * 1_000_000_000_000));
        Heat { first: first.parse().expect("a date"), levels, bounds, week_start: Weekday::Mon }
    }

    const EYES: Eyes<'_> = Eyes { unicode: true, zone: crate::domain::Tz::UTC, currency: None };

    #[test]
    fn days_stand_in_their_weeks() {
        let shown = lines(&heat("2026-10-29", 12), 80, EYES);
        assert_eq!(
            shown,
            [
                "    Nov",
                "Mon   █ ░",
                "      ·",
                "Wed   ░",
                "    · ▒",
                "Fri ░ ▓",
                "    ▒ █",
                "Sun ? ·",
                "",
                "· nothing   ░ up to $1.00   ▒ up to $2.00   █ up to $9.00   ? no known cost",
            ]
        );
    }

    #[test]
    fn a_year_fits_every_width() {
        for width in [12, 20, 40, 60, 80, 160] {
            let shown = lines(&heat("2025-11-24", 366), width, EYES);
            assert!(shown.iter().all(|line| line.width() <= width.max(20)), "{width}: {shown:#?}");
            let days = shown.iter().flat_map(|line| line.chars()).filter(|c| "·░▒▓█?".contains(*c)).count();
            assert_eq!(days, 366 + 5, "every day, and the legend");
        }
    }
}

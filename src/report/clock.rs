//! Stretches of time as numbers that sort: days, weeks, months, and hours with their offset.
//!
//! Owns: which of them an instant lies in, and how they are written. Refuses to know: the ledger, sums.

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat};

use super::calendar::{self, QUARTER, SECOND};
use super::dimension::Dimension;
use super::fold::Key;
use crate::domain::{Tz, day_of};

pub(super) fn time_code(dimension: &Dimension, day: i64, hour: i64) -> i64 {
    match dimension {
        Dimension::Hour => hour,
        Dimension::Week => calendar::monday(day),
        Dimension::Month => calendar::month_number(day),
        _ => day,
    }
}

/// The key as text: `2026-11-01`, `2026-W48`, `2026-11`, `2026-11-01T01:00:00-04:00`.
pub(super) fn text(dimension: &Dimension, key: &Key) -> String {
    let code = match key {
        Key::Name(name) => return name.clone(),
        Key::Time(code) => *code,
    };
    let day = |format: &str| calendar::date(code).map(|date| date.format(format).to_string());
    let shown = match dimension {
        Dimension::Hour => hour_text(code),
        Dimension::Week => day("%G-W%V"),
        Dimension::Month => {
            let date = NaiveDate::from_ymd_opt(code.div_euclid(12) as i32, code.rem_euclid(12) as u32 + 1, 1);
            date.map(|date| date.format("%Y-%m").to_string())
        }
        // As `%Y-%m-%d`, which takes several times as long.
        _ => calendar::date(code).map(|date| date.to_string()),
    };
    shown.unwrap_or_default()
}

/// Hours are coded with the offset they were read at: an hour that comes twice is two hours.
const OFFSET_SPAN: i64 = 1 << 18;

fn hour_code(micros: i64, offset: i64) -> i64 {
    let local = micros.div_euclid(SECOND) + offset;
    let start = local - local.rem_euclid(3600) - offset;
    start * OFFSET_SPAN + offset + OFFSET_SPAN / 2
}

/// The hour of the day (0–23) of a coded hour, on its own clock.
pub(super) fn hour_of_day(code: i64) -> i64 {
    let offset = code.rem_euclid(OFFSET_SPAN) - OFFSET_SPAN / 2;
    (code.div_euclid(OFFSET_SPAN) + offset).rem_euclid(86_400) / 3_600
}

fn hour_text(code: i64) -> Option<String> {
    let offset = FixedOffset::east_opt((code.rem_euclid(OFFSET_SPAN) - OFFSET_SPAN / 2) as i32)?;
    let start = DateTime::from_timestamp(code.div_euclid(OFFSET_SPAN), 0)?;
    Some(start.with_timezone(&offset).to_rfc3339_opts(SecondsFormat::Secs, true))
}

/// A zone's offset, remembered for the quarter hour last asked for.
pub(super) struct Clock {
    pub(super) zone: Tz,
    /// The start of the remembered quarter, and its offset when it has only one.
    last: Option<(i64, Option<i64>)>,
}

impl Clock {
    pub(super) fn new(zone: Tz) -> Self {
        Clock { zone, last: None }
    }

    /// The offset of the whole quarter hour around an instant, if it does not change in it.
    pub(super) fn offset(&mut self, micros: i64) -> Option<i64> {
        let start = micros.div_euclid(QUARTER) * QUARTER;
        if let Some((quarter, offset)) = self.last
            && quarter == start
        {
            return offset;
        }
        let first = self.zone.east_at(start);
        let offset = (first == self.zone.east_at(start + QUARTER - 1)).then_some(first);
        self.last = Some((start, offset));
        offset
    }

    pub(super) fn day_and_hour(&mut self, micros: i64) -> (i64, i64) {
        let offset = self.offset(micros).unwrap_or_else(|| self.zone.east_at(micros));
        (day_of(micros, offset), hour_code(micros, offset))
    }
}

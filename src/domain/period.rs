//! Stretches of time: half-open UTC ranges.
//!
//! Owns: the instant range every question is asked over, and how an instant is written. Refuses to
//! know: the clock.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

/// A date (its midnight UTC) or an instant with its offset, as RFC 3339 writes them.
pub fn instant(text: &str) -> Option<DateTime<Utc>> {
    let day = text.parse::<NaiveDate>().map(|day| day.and_time(NaiveTime::MIN).and_utc());
    day.or_else(|_| DateTime::parse_from_rfc3339(text).map(|at| at.to_utc())).ok()
}

/// Instants from `from` (inclusive) to `to` (exclusive); `None` is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct InstantRange {
    /// The first instant in.
    pub from: Option<DateTime<Utc>>,
    /// The first instant out.
    pub to: Option<DateTime<Utc>>,
}

impl InstantRange {
    /// Everything.
    pub const ALL: InstantRange = InstantRange { from: None, to: None };

    /// Whether the instant is in.
    pub fn contains(&self, at: DateTime<Utc>) -> bool {
        self.from.is_none_or(|from| at >= from) && self.to.is_none_or(|to| at < to)
    }
}

//! Stretches of time: half-open UTC ranges.
//!
//! Owns: the instant range every question is asked over. Refuses to know: the clock.

use chrono::{DateTime, Utc};

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

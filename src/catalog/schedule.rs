//! Hours that change a price: weekdays, holidays and windows in a zone, between two instants.
//!
//! Owns: whether a schedule is active at an instant. Refuses to know: what it does to a price.

use crate::domain::Tz;
use chrono::{DateTime, Datelike, Timelike, Utc};

use super::shape::Schedule;

impl Schedule {
    /// Whether `at` lies in one of the schedule's windows, on one of its days.
    pub(super) fn is_active(&self, at: DateTime<Utc>) -> bool {
        let second = at.timestamp();
        if second < self.from || self.until.is_some_and(|until| second >= until) {
            return false;
        }
        let local = at.with_timezone(&self.zone.parse::<Tz>().unwrap_or(Tz::UTC));
        let minute = local.hour() * 60 + local.minute();
        self.windows.iter().any(|(start, end)| {
            let (inside, began) = if start <= end {
                ((*start..*end).contains(&minute), local.date_naive())
            } else {
                // Past midnight the window belongs to the day it began on.
                let after = minute < *end;
                (minute >= *start || after, local.date_naive() - chrono::Days::new(u64::from(after)))
            };
            let weekday = u8::try_from(began.weekday().num_days_from_monday()).unwrap_or(0);
            let day = i64::from(began.num_days_from_ce()) - 719_163;
            inside
                && (self.weekdays.is_empty() || self.weekdays.contains(&weekday))
                && self.holidays.binary_search(&day).is_err()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn active(schedule: &Schedule, at: &str) -> bool {
        schedule.is_active(at.parse().expect("an instant"))
    }

    #[test]
    fn days_holidays_windows_and_dates_combine() {
        let peak = Schedule {
            id: "peak",
            zone: "Asia/Shanghai",
            weekdays: &[0, 1, 2, 3, 4],
            holidays: &[20_727],
            windows: &[(540, 720), (840, 1080)],
            from: 1_786_896_000,
            until: None,
        };
        assert!(active(&peak, "2026-08-17T01:00:00Z"), "the first peak minute of a Monday");
        assert!(!active(&peak, "2026-08-17T04:00:00Z"), "half-open");
        assert!(!active(&peak, "2026-08-22T02:00:00Z"), "Saturday");
        assert!(!active(&peak, "2026-10-01T07:00:00Z"), "a holiday");
        assert!(!active(&peak, "2026-08-14T07:00:00Z"), "before it began");
    }

    #[test]
    fn a_window_may_run_past_midnight() {
        let night = Schedule {
            id: "night",
            zone: "UTC",
            weekdays: &[4],
            holidays: &[],
            windows: &[(990, 30)],
            from: 0,
            until: Some(2_000_000_000),
        };
        assert!(active(&night, "2026-11-20T23:00:00Z"), "Friday evening");
        assert!(active(&night, "2026-11-21T00:29:59Z"), "the same window, after midnight");
        assert!(!active(&night, "2026-11-20T00:10:00Z"), "Thursday's night");
        assert!(!active(&night, "2026-11-21T00:30:00Z"));
    }
}

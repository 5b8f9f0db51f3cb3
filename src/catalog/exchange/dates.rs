//! Instants as price lists write them.
//!
//! Owns: one spelling of an instant, in which later is greater as text too. Refuses to know:
//! what begins or ends then.

use chrono::{DateTime, NaiveDate, NaiveTime, Timelike, Utc};

/// A date, or an instant in UTC that is not midnight: `2026-10-14`, `2026-10-14T09:30:00Z`.
/// Reads a date or RFC 3339; `None` for anything else.
pub(super) fn instant(text: &str) -> Option<String> {
    let text = text.trim();
    if let Ok(date) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return written(date.and_time(NaiveTime::MIN).and_utc());
    }
    written(DateTime::parse_from_rfc3339(text).ok()?.with_timezone(&Utc))
}

fn written(at: DateTime<Utc>) -> Option<String> {
    let text = at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    // Years of other than four digits would not sort as text.
    (text.len() == 20).then(|| text.strip_suffix("T00:00:00Z").unwrap_or(&text).to_owned())
}

/// Whether it is written as our own files do: a date, or an instant with whole seconds and `Z`.
pub(super) fn is_instant(text: &str) -> bool {
    let ours = text.len() == 10 || (text.len() == 20 && text.ends_with('Z'));
    ours && instant(text).is_some()
}

/// A time of day in UTC, `HH:MM`, of one written with seconds and `Z` or an offset.
pub(super) fn minute(text: &str) -> Option<String> {
    let on_a_day = format!("2000-01-02T{text}");
    let zoned = DateTime::parse_from_rfc3339(&on_a_day).map(|at| at.with_timezone(&Utc).time()).ok();
    let time = zoned.or_else(|| NaiveTime::parse_from_str(text, "%H:%M:%S").ok())?;
    (time.second() == 0).then(|| time.format("%H:%M").to_string())
}

/// Whether it is a time of day, `HH:MM`.
pub(super) fn is_minute(text: &str) -> bool {
    text.len() == 5 && NaiveTime::parse_from_str(text, "%H:%M").is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_have_one_spelling() {
        assert_eq!(instant("2026-10-14").as_deref(), Some("2026-10-14"));
        assert_eq!(instant("2026-10-14T02:00:00+02:00").as_deref(), Some("2026-10-14"));
        assert_eq!(instant("2026-10-14T09:30:00.5Z").as_deref(), Some("2026-10-14T09:30:00Z"));
        assert!(is_instant("2026-10-14T00:00:00Z") && !is_instant("2026-10-14T02:00:00+02:00"));
        for bad in ["2026-02-30", "yesterday", "", "2026-10", "+12026-01-01"] {
            assert_eq!(instant(bad), None, "{bad}");
        }
    }

    #[test]
    fn times_of_day_are_in_utc() {
        assert_eq!(minute("16:30:00Z").as_deref(), Some("16:30"));
        assert_eq!(minute("00:30:00+01:00").as_deref(), Some("23:30"));
        assert_eq!(minute("01:00:00").as_deref(), Some("01:00"));
        assert_eq!((minute("25:00:00"), minute("01:00:01Z")), (None, None));
    }
}

//! Which time zone days are counted in.

use super::environment::Environment;
use crate::domain::{Tz, did_you_mean};

/// An IANA zone by name, ignoring case.
///
/// # Errors
/// Names the nearest zone when there is none of that name.
pub(super) fn parse(name: &str) -> Result<Tz, String> {
    if let Some(zone) = Tz::named(name) {
        return Ok(zone);
    }
    let hint = did_you_mean(name, Tz::names(), "zones are spelled like Europe/Berlin or UTC");
    Err(format!("no such time zone; {hint}"))
}

/// The system's zone: TZ when it names one, else what the system is set to, else UTC.
pub(super) fn system(env: &Environment) -> Tz {
    if let Some(name) = env.text("TZ") {
        let name = name.strip_prefix(':').unwrap_or(name);
        if name.is_empty() {
            return Tz::UTC;
        }
        if let Ok(zone) = parse(name) {
            return zone;
        }
    }
    iana_time_zone::get_timezone().ok().and_then(|name| parse(&name).ok()).unwrap_or(Tz::UTC)
}

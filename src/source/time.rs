//! Instants as records spell them: RFC 3339, without a zone, or a count since 1970.
//!
//! Owns: the accepted spellings and their bounds. Refuses to know: the clock, which field
//! an instant comes from.
//!
//! A text without a zone is UTC. A number is read by its magnitude: seconds, milliseconds,
//! microseconds or nanoseconds, whichever puts it between 2001 and 2100.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};

use super::wire::safe;

/// Usage before this is a unit error, not history: 2001-01-01T00:00:00Z in seconds.
const EARLIEST: i64 = 978_307_200;
/// First instant too late: 2100-01-01T00:00:00Z in seconds.
const LATEST: i64 = 4_102_444_800;
const NANOS: i128 = 1_000_000_000;

/// Reads an instant from text: RFC 3339 (`T`, `t` or a space; `Z` or an offset), a naive date
/// and time (UTC), a plain date (its first instant), or digits since 1970.
///
/// # Errors
/// Why it is not one, naming the text.
pub(crate) fn parse(text: &str) -> Result<DateTime<Utc>, String> {
    let text = text.trim();
    if let Some(at) = parse_common(text.as_bytes()) {
        return in_range(at, text);
    }
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    if !unsigned.is_empty() && unsigned.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return epoch(text);
    }
    let at = DateTime::parse_from_rfc3339(text).map(|at| at.to_utc()).or_else(|_| naive(text));
    in_range(at.map_err(|_| format!("timestamp \"{}\" is not a date and time", safe(text)))?, text)
}

/// Anything without an offset that chrono reads.
fn naive(text: &str) -> Result<DateTime<Utc>, chrono::ParseError> {
    let text = text.strip_suffix(['Z', 'z']).or_else(|| text.strip_suffix(" UTC")).unwrap_or(text);
    ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
        .map_or_else(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").map(|d| d.and_time(NaiveTime::MIN)), Ok)
        .map(|at| at.and_utc())
        .or_else(|e| DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f%#z").map(|at| at.to_utc()).map_err(|_| e))
}

/// The fast path: `YYYY-MM-DDTHH:MM:SS[.fraction][Z]`, nothing else.
fn parse_common(b: &[u8]) -> Option<DateTime<Utc>> {
    let (b, _zone) = match b {
        [rest @ .., b'Z'] => (rest, true),
        _ => (b, false),
    };
    if b.len() < 19 || b[4] != b'-' || b[7] != b'-' || !matches!(b[10], b'T' | b' ') || b[13] != b':' || b[16] != b':' {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(i32::try_from(digits(&b[..4])?).ok()?, digits(&b[5..7])?, digits(&b[8..10])?)?;
    let nanos = match &b[19..] {
        [] => 0,
        [b'.', fraction @ ..] if !fraction.is_empty() => {
            let kept = &fraction[..fraction.len().min(9)];
            digits(&fraction[kept.len()..])?;
            digits(kept)? * 10u32.pow(9 - u32::try_from(kept.len()).ok()?)
        }
        _ => return None,
    };
    let time = NaiveTime::from_hms_nano_opt(digits(&b[11..13])?, digits(&b[14..16])?, digits(&b[17..19])?, nanos)?;
    Some(date.and_time(time).and_utc())
}

fn digits(b: &[u8]) -> Option<u32> {
    b.iter().try_fold(0u32, |n, d| d.is_ascii_digit().then(|| n.wrapping_mul(10).wrapping_add(u32::from(d - b'0'))))
}

fn in_range(at: DateTime<Utc>, text: &str) -> Result<DateTime<Utc>, String> {
    if (EARLIEST..LATEST).contains(&at.timestamp()) {
        return Ok(at);
    }
    Err(format!("timestamp \"{}\" is outside 2001 to 2099", safe(text)))
}

/// Reads a count since 1970 (`1731000000`, `1731000000.25`, `1731000000123`); the magnitude
/// tells the unit.
///
/// # Errors
/// When no unit puts it between 2001 and 2100, or it is not a number.
pub(crate) fn epoch(text: &str) -> Result<DateTime<Utc>, String> {
    let bad =
        || format!("timestamp {} is no count of seconds, milliseconds or microseconds in 2001 to 2099", safe(text));
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(bad());
    }
    let whole: i128 = whole.parse().map_err(|_| bad())?;
    let unit = [NANOS, 1_000_000, 1_000, 1]
        .into_iter()
        .find(|unit| {
            let seconds = whole.saturating_mul(*unit) / NANOS;
            (i128::from(EARLIEST)..i128::from(LATEST)).contains(&seconds)
        })
        .ok_or_else(bad)?;
    let kept: String = fraction.chars().chain("000000000".chars()).take(9).collect();
    let part: i128 = kept.parse().map_err(|_| bad())?;
    let nanos = whole * unit + part * unit / NANOS;
    let nanos = i64::try_from(nanos).map_err(|_| bad())?;
    Ok(DateTime::from_timestamp_nanos(nanos))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        parse(text).map_or_else(|why| why, |at| at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
    }

    #[test]
    fn spellings_of_one_instant_agree() {
        for text in [
            "2024-11-07T17:20:00Z",
            "2024-11-07T17:20:00",
            "2024-11-07 17:20:00",
            "2024-11-07 17:20",
            "2024-11-07t17:20:00z",
            "2024-11-07T18:20:00+01:00",
            "2024-11-07 18:20:00+0100",
            "2024-11-07T17:20:00.0000000",
            "1731000000",
            "1731000000000",
            "1731000000000000",
            "1731000000000000000",
        ] {
            assert_eq!(read(text), "2024-11-07T17:20:00Z", "{text}");
        }
        assert_eq!(read("2023-11-16 18:17:03.9799600"), "2023-11-16T18:17:03.979960Z");
        assert_eq!(read("1731000000.25"), "2024-11-07T17:20:00.250Z");
        assert_eq!(read("2024-11-07"), "2024-11-07T00:00:00Z");
    }

    #[test]
    fn what_is_no_instant_is_refused() {
        for text in [
            "",
            "0",
            "-1",
            "5",
            "9999-12-31T23:59:59Z",
            "2024-02-30T00:00:00Z",
            "2023-02-29",
            "1e12",
            "yesterday",
            "2024-13-01T00:00:00Z",
            "+010000-01-01T00:00:00Z",
            "99999999999999999999999999",
            "1.2.3",
            "2024-11-07T25:00:00Z",
            "é",
            "1970-01-01T00:00:00Z",
            "2024-11-07T17:20:00.Z",
        ] {
            assert!(parse(text).is_err(), "{text:?} → {}", read(text));
        }
    }
}

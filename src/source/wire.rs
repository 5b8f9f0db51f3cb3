//! Reading counters, names and instants from a JSON body, exactly.
//!
//! Owns: what counts as a counter (a whole number below 2^63; `null` is absent) and how a
//! wrong one is named in a rejection. Refuses to know: which API uses which field.

use serde_json::{Number, Value};

use crate::domain::text::is_unsafe;
use crate::domain::{UsageClass, UsageCounts, Usd};

/// The largest counter accepted, a thousand times what any provider serves in a day: the sums
/// of a day, which are 64-bit integers, have room for many of them.
pub(crate) const MAX_COUNT: u64 = 100_000_000_000_000_000;

/// Longest piece of foreign text shown in a reason.
const SHOWN: usize = 60;

/// Foreign text made safe for a message: control and direction characters visible, cut short.
pub(crate) fn safe(text: &str) -> String {
    let mut out = String::new();
    for (shown, c) in text.chars().enumerate() {
        if shown == SHOWN {
            out.push('…');
            break;
        }
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if is_unsafe(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

/// A JSON value as it is quoted in a reason.
pub(crate) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => format!("\"{}\"", safe(text)),
        Value::Array(_) => "an array".into(),
        Value::Object(_) => "an object".into(),
        plain => plain.to_string(),
    }
}

/// A number as a counter; a whole number spelled `3.0` or `1e3` is accepted.
///
/// # Errors
/// Why it is not one, as the end of a sentence.
pub(crate) fn counter(number: &Number) -> Result<u64, String> {
    let bad = |why: &str| Err(format!("{number}, {why}"));
    match number.as_u64() {
        Some(count) if count <= MAX_COUNT => Ok(count),
        Some(_) => bad("more than 100000000000000000"),
        None if number.is_i64() => bad("less than zero"),
        None => whole(&number.to_string()).map_or_else(|| bad("not a whole number of units"), Ok),
    }
}

/// Whether every counter fits where it will be kept; sums of counters that fit may not.
///
/// # Errors
/// Which does not.
pub(crate) fn counts_fit(usage: &UsageCounts) -> Result<(), String> {
    match usage.iter().find(|(_, count)| *count > MAX_COUNT) {
        Some((class, _)) => Err(format!("{} add up to more than {MAX_COUNT}", class.name())),
        None => Ok(()),
    }
}

/// The whole number a decimal text like `3.0` or `1e3` stands for.
pub(crate) fn whole(text: &str) -> Option<u64> {
    let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent: i32 = exponent.strip_prefix('+').unwrap_or(exponent).parse().ok()?;
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = fraction.trim_end_matches('0');
    let shift = exponent.checked_sub(i32::try_from(fraction.len()).ok()?)?;
    if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) {
        return None;
    }
    let value: u64 = format!("{whole}{fraction}").parse().ok()?;
    let scaled = match shift {
        0 => Some(value),
        1.. => value.checked_mul(10u64.checked_pow(shift.unsigned_abs())?),
        _ if value == 0 => Some(0),
        _ => {
            let power = 10u64.checked_pow(shift.unsigned_abs())?;
            value.is_multiple_of(power).then_some(value / power)
        }
    };
    scaled.filter(|count| *count <= MAX_COUNT)
}

/// The value at a path; absent when any step is missing or `null`.
///
/// # Errors
/// When a step before the last is there and is not an object.
pub(crate) fn at<'a>(root: &'a Value, path: &[&str]) -> Result<Option<&'a Value>, String> {
    let mut here = root;
    for (depth, key) in path.iter().enumerate() {
        match here {
            Value::Object(map) => match map.get(*key) {
                None | Some(Value::Null) => return Ok(None),
                Some(value) => here = value,
            },
            Value::Null => return Ok(None),
            other => return Err(format!("{} is {}, not an object", path[..depth].join("."), shown(other))),
        }
    }
    Ok(Some(here))
}

/// The counter at a path, `None` when absent or `null`.
///
/// # Errors
/// The path and what is wrong with its value.
pub(crate) fn count(root: &Value, path: &[&str]) -> Result<Option<u64>, String> {
    match at(root, path)? {
        None => Ok(None),
        Some(Value::Number(number)) => counter(number).map(Some).map_err(|why| format!("{} is {why}", path.join("."))),
        Some(other) => Err(format!("{} is {}, not a number", path.join("."), shown(other))),
    }
}

/// The counter at the first of several paths that has one.
///
/// # Errors
/// As [`count`].
pub(crate) fn first(root: &Value, paths: &[&[&str]]) -> Result<Option<u64>, String> {
    let mut found = None;
    for path in paths {
        match count(root, path)? {
            Some(0) => found = found.or(Some(0)),
            Some(n) => return Ok(Some(n)),
            None => {}
        }
    }
    Ok(found)
}

/// Non-empty text at a path; other types are treated as absent.
pub(crate) fn text<'a>(root: &'a Value, path: &[&str]) -> Option<&'a str> {
    match at(root, path) {
        Ok(Some(Value::String(text))) if !text.is_empty() => Some(text),
        _ => None,
    }
}

/// Whether the path leads to something that is not `null`.
pub(crate) fn has(root: &Value, path: &[&str]) -> bool {
    matches!(at(root, path), Ok(Some(_)))
}

/// An amount of US dollars at a path, given as a number or as decimal text.
pub(crate) fn dollars(root: &Value, path: &[&str]) -> Option<Usd> {
    match at(root, path).ok()?? {
        Value::Number(number) => number.to_string().parse().ok(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// Sets `class` when the counter is there.
pub(crate) fn set(usage: &mut UsageCounts, class: UsageClass, count: Option<u64>) {
    if let Some(count) = count {
        usage.set(class, count);
    }
}

/// The sum of counters.
///
/// # Errors
/// When it is more than a counter can be.
pub(crate) fn sum(counts: &[Option<u64>]) -> Result<u64, String> {
    let total = counts.iter().fold(0u64, |sum, count| sum.saturating_add(count.unwrap_or(0)));
    if total > MAX_COUNT {
        return Err("the counters add up to more than 100000000000000000".into());
    }
    Ok(total)
}

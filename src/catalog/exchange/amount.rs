//! A price in somebody else's list.
//!
//! Owns: reading it from JSON, telling what was cleaned, what a multiplier is as a fraction.
//! Refuses to know: what it is the price of.

use super::decimal;
use super::json::Node;
use super::log::{Log, Taken};

/// Dollars, `times` what is written; what was cleaned is logged.
///
/// # Errors
/// When it is no price: why, for people.
pub(super) fn usd(value: Node<'_>, times: u64, key: &str, place: &str, log: &mut Log) -> Taken<String> {
    let read = value.number().and_then(|text| decimal::scaled(text, times));
    let amount = read.ok_or_else(|| format!("{key} is {}, not a price", shown(value)))?;
    if let Some(was) = amount.was {
        log.note(format!("cleaned: {was} is a float artefact of {}", amount.usd), place);
    }
    Ok(amount.usd)
}

fn shown(value: Node<'_>) -> String {
    value.number().map_or_else(|| value.kind().to_owned(), |text| text.chars().take(40).collect())
}

/// `1.1` as 11/10; `None` for nothing, less than nothing, or more digits than a fraction has.
pub(super) fn fraction(text: &str) -> Option<(u32, u32)> {
    let usd = decimal::scaled(text, 1)?.usd;
    let (whole, places) = usd.split_once('.').unwrap_or((&usd, ""));
    let times: u32 = format!("{whole}{places}").parse().ok().filter(|times| *times > 0)?;
    let over = 10u32.checked_pow(u32::try_from(places.len()).ok()?)?;
    let shared = shared(times, over);
    Some((times / shared, over / shared))
}

fn shared(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { shared(b, a % b) }
}

/// A whole number that may be written `256000.0` or `2e5`.
pub(super) fn whole(value: Node<'_>) -> Option<u64> {
    decimal::scaled(value.number()?, 1)?.usd.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multipliers_are_fractions() {
        assert_eq!(fraction("1.1"), Some((11, 10)));
        assert_eq!(fraction("2.0"), Some((2, 1)));
        assert_eq!(fraction("0.25"), Some((1, 4)));
        assert_eq!((fraction("0"), fraction("-1"), fraction("1.0000000001")), (None, None, None));
    }
}

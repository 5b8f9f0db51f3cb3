//! Amounts as other lists write them, taken over exactly.
//!
//! Owns: moving a decimal point by whole places, telling the trace of a binary fraction from a
//! price. Refuses to know: classes, models.

use crate::domain::Rate;

/// An amount read from a list.
#[derive(Debug, PartialEq, Eq)]
pub struct Amount {
    /// Plain decimal text: no exponent, no zeros that say nothing.
    pub usd: String,
    /// What was written, when that was not exactly it.
    pub was: Option<String>,
}

/// Most significant digits a price is written with; an artefact is near one of these.
const PRICE_DIGITS: usize = 7;
/// From here on, digits are suspected to come from a binary fraction.
const ARTEFACT_DIGITS: usize = 12;
/// More significant digits than any price, or any printed binary fraction, has.
const DIGITS: usize = 26;
/// Places after the point that a [`Rate`] holds.
const PLACES: usize = 18;

/// `text × times` in plain decimals, float artefacts cleaned; `None` when it is no decimal that a
/// price can be. `times` is exact: 1,000,000 for a price a token, 3,600 for one a second.
pub fn scaled(text: &str, times: u64) -> Option<Amount> {
    let (digits, point) = product(text, times)?;
    let written = plain(&digits, point);
    let usd = short(&digits, point).or_else(|| rounded(&digits, point)).unwrap_or_else(|| written.clone());
    Rate::parse(&usd, 1).ok()?;
    Some(Amount { was: (usd != written).then_some(written), usd })
}

/// The exact product of two decimals, plain; `None` when either is none, or it is no price.
pub(super) fn product_of(one: &str, other: &str) -> Option<String> {
    let (other, point) = product(other, 1)?;
    let (digits, moved) = product(one, other.parse().ok().or(other.is_empty().then_some(0))?)?;
    let usd = plain(&digits, if digits.is_empty() { 0 } else { point + moved });
    Rate::parse(&usd, 1).ok().map(|_| usd)
}

/// The digits of the product, without leading or trailing zeros, and where the point stands:
/// `digits × 10^-point`.
fn product(text: &str, times: u64) -> Option<(String, i32)> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_start_matches('0');
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if !plain || significant.len() > DIGITS || exponent.abs() > 60 || fraction.len() > 60 {
        return None;
    }
    if significant.is_empty() {
        return Some((String::new(), 0));
    }
    let value = significant.parse::<u128>().ok()?.checked_mul(u128::from(times))?;
    if value == 0 {
        return Some((String::new(), 0));
    }
    let point = i32::try_from(fraction.len()).ok()? - exponent;
    let all = value.to_string();
    let kept = all.trim_end_matches('0');
    Some((kept.to_owned(), point - i32::try_from(all.len() - kept.len()).ok()?))
}

/// Digits with the point put in.
fn plain(digits: &str, point: i32) -> String {
    let places = usize::try_from(point).unwrap_or(0);
    if digits.is_empty() {
        return "0".into();
    }
    if point <= 0 {
        return format!("{digits}{}", "0".repeat(point.unsigned_abs() as usize));
    }
    let padded = format!("{digits:0>width$}", width = places + 1);
    let (whole, fraction) = padded.split_at(padded.len() - places);
    format!("{whole}.{fraction}")
}

/// The price of at most seven digits that these many digits stand for: both within 1e-9 dollars
/// and within a billionth of it, so that a very small price is not mistaken for its neighbour.
fn short(digits: &str, point: i32) -> Option<String> {
    if digits.len() < ARTEFACT_DIGITS {
        return None;
    }
    let value: i128 = digits.parse().ok()?;
    let nano = u32::try_from(point - 9).ok().and_then(|places| 10i128.checked_pow(places)).unwrap_or(0);
    (1..=PRICE_DIGITS).find_map(|keep| {
        let near = nearest(value, digits.len() - keep)?;
        let off = (near - value).abs();
        (off <= nano && off <= value / 1_000_000_000).then(|| trimmed(near, point))
    })
}

/// Rounded to what a rate can hold; nothing real is this fine.
fn rounded(digits: &str, point: i32) -> Option<String> {
    let excess = usize::try_from(point).ok()?.checked_sub(PLACES).filter(|excess| *excess > 0)?;
    Some(trimmed(nearest(digits.parse().ok()?, excess)?, point))
}

/// Rounded to a multiple of `10^places`.
fn nearest(value: i128, places: usize) -> Option<i128> {
    let unit = 10i128.checked_pow(u32::try_from(places).ok()?)?;
    Some(crate::domain::money::div_half_even(value, unit) * unit)
}

fn trimmed(value: i128, point: i32) -> String {
    if value == 0 {
        return "0".into();
    }
    let all = value.to_string();
    let kept = all.trim_end_matches('0');
    plain(kept, point - i32::try_from(all.len() - kept.len()).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd(text: &str, times: u64) -> Option<String> {
        scaled(text, times).map(|amount| amount.usd)
    }

    #[test]
    fn the_point_moves_and_nothing_else() {
        assert_eq!(usd("2.8e-9", 1_000_000).as_deref(), Some("0.0028"));
        assert_eq!(usd("0.00001", 1_000_000).as_deref(), Some("10"));
        assert_eq!(usd("1.1E-09", 1_000_000).as_deref(), Some("0.0011"));
        assert_eq!(usd("0.0001", 3_600).as_deref(), Some("0.36"));
        assert_eq!(usd("0.0", 1_000_000).as_deref(), Some("0"));
        assert_eq!(usd("600", 1).as_deref(), Some("600"));
        assert_eq!(usd("1e3", 1).as_deref(), Some("1000"));
    }

    #[test]
    fn float_artefacts_become_the_price_and_say_so() {
        let amount = scaled("4.0000000000000003e-07", 1_000_000).expect("an amount");
        assert_eq!((amount.usd.as_str(), amount.was.as_deref()), ("0.4", Some("0.40000000000000003")));
        assert_eq!(usd("1.0399999999999998", 1).as_deref(), Some("1.04"));
        assert_eq!(usd("36.000000000000004", 1).as_deref(), Some("36"));
        assert_eq!(usd("0.9999999999999999", 1).as_deref(), Some("1"));
    }

    #[test]
    fn a_price_with_many_digits_stays() {
        for text in ["0.333333333333", "0.00333333333333", "0.00000000123456789", "12.3456789012"] {
            assert_eq!(usd(text, 1).as_deref(), Some(text));
        }
        assert_eq!(usd("0.1234567890123456789", 1).as_deref(), Some("0.123456789012345679"), "18 places");
    }

    #[test]
    fn products_are_exact() {
        assert_eq!(product_of("0.8", "2.0").as_deref(), Some("1.6"));
        assert_eq!(product_of("1.25", "0.1").as_deref(), Some("0.125"));
        assert_eq!(product_of("3", "0").as_deref(), Some("0"));
        assert_eq!(product_of("3", "x"), None);
    }

    #[test]
    fn what_is_no_price_is_refused() {
        for text in ["-1", "", ".", "NaN", "1e", "1e99", "0x1", "1,5", "1e12", "1.2.3", "1e-99999999999"] {
            assert_eq!(scaled(text, 1), None, "{text}");
        }
    }
}

//! Exact money: pico-dollars (1e-12 USD) in integers, one rounding per class line.
//!
//! Owns: parsing and printing of dollar amounts, the rate × count product and its single
//! half-even rounding. Refuses to know: floats, currencies other than USD, prices by name.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};
use std::str::FromStr;

use super::error::{Error, Result};

/// Pico-dollars in one dollar.
pub const PICO: i128 = 1_000_000_000_000;

/// An exact amount of US dollars, in units of 1e-12 USD.
///
/// The arithmetic is in `i128`: sums of any ledger fit. What is stored per line is an `i64`
/// ([`Usd::to_stored`]), which holds up to $9,223,372.036854775807.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Usd(i128);

impl Usd {
    /// No money (a price of zero, not an unknown price).
    pub const ZERO: Usd = Usd(0);

    /// From whole pico-dollars.
    pub const fn from_pico(pico: i128) -> Self {
        Usd(pico)
    }

    /// Whole pico-dollars.
    pub const fn pico(self) -> i128 {
        self.0
    }

    /// The amount as the stored 64-bit column, or `None` when it does not fit
    /// (`amount_out_of_range`); never wraps.
    pub fn to_stored(self) -> Option<i64> {
        i64::try_from(self.0).ok()
    }

    /// Rounds half-even to `decimals` places (0–12) and prints them all, with `,` between
    /// thousands when `grouped`.
    pub fn rounded(self, decimals: u32, grouped: bool) -> String {
        let unit = 10i128.pow(12 - decimals.min(12));
        let scaled = div_half_even(self.0, unit);
        let per_dollar = 10i128.pow(decimals.min(12));
        let whole = (scaled / per_dollar).unsigned_abs();
        // Long reports have many amounts: they are put together, not formatted.
        let mut out = String::from(if scaled < 0 { "-" } else { "" });
        match grouped {
            true => push_grouped(whole, &mut out),
            false => out.push_str(&digits(whole)),
        }
        if decimals > 0 {
            // A one before the fraction keeps its zeros.
            let fraction = digits(per_dollar.unsigned_abs() + (scaled % per_dollar).unsigned_abs());
            out.push('.');
            out.push_str(&fraction[1..]);
        }
        out
    }

    /// The amount as people read it: `$1,234.56`, four decimals below a dollar (`$0.0012`), and
    /// never `$0.00` for something: `<$0.0001`.
    pub fn dollars(self) -> String {
        let magnitude = Usd(self.0.abs());
        let sign = if self.0 < 0 { "-" } else { "" };
        let (step, tiny) = (PICO / 10_000, PICO / 20_000);
        if self.0 == 0 || magnitude.0 >= PICO - step / 2 {
            [sign, "$", &magnitude.rounded(2, true)].concat()
        } else if magnitude.0 > tiny {
            [sign, "$", &magnitude.rounded(4, false)].concat()
        } else if self.0 > 0 {
            "<$0.0001".to_owned()
        } else {
            format!("-${magnitude}")
        }
    }
}

/// `1234567` as `1,234,567`.
pub fn group_thousands(n: u128) -> String {
    let mut out = String::with_capacity(24);
    push_grouped(n, &mut out);
    out
}

fn push_grouped(n: u128, out: &mut String) {
    let digits = digits(n);
    let (first, mut rest) = digits.split_at((digits.len() - 1) % 3 + 1);
    out.push_str(first);
    while let Some((three, after)) = rest.split_at_checked(3) {
        out.push(',');
        out.push_str(three);
        rest = after;
    }
}

/// Numbers of 64 bits are told faster.
fn digits(n: u128) -> String {
    u64::try_from(n).map_or_else(|_| n.to_string(), |n| n.to_string())
}

/// `part` in parts per million of `whole`, half-even and within 64 bits; `None` of nothing.
pub fn ppm(part: i128, whole: i128) -> Option<i64> {
    let limit = if part < 0 { i64::MIN } else { i64::MAX };
    let scaled = part.checked_mul(1_000_000);
    (whole > 0).then(|| scaled.and_then(|scaled| i64::try_from(div_half_even(scaled, whole)).ok()).unwrap_or(limit))
}

/// Parts per million as people read them: `12.3%`, from a thousand on `1,234%`; a part too small to
/// show is `<0.1%`.
pub fn percent(ppm: i64) -> String {
    let tenths = div_half_even(i128::from(ppm), 1_000);
    match ppm {
        1..=499 => "<0.1%".to_owned(),
        10_000_000.. => format!("{}%", group_thousands(div_half_even(tenths, 10).unsigned_abs())),
        _ => format!(
            "{}{}.{}%",
            if tenths < 0 { "-" } else { "" },
            group_thousands(tenths.unsigned_abs() / 10),
            tenths.unsigned_abs() % 10
        ),
    }
}

/// The exact decimal, without trailing zeros: `0.001017`, `12`, `-0.5`.
impl fmt::Display for Usd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.unsigned_abs() / PICO as u128, self.0.unsigned_abs() % PICO as u128);
        if rest == 0 {
            return write!(f, "{sign}{whole}");
        }
        let fraction = format!("{rest:012}");
        write!(f, "{sign}{whole}.{}", fraction.trim_end_matches('0'))
    }
}

impl FromStr for Usd {
    type Err = Error;

    /// Reads a plain or exponent decimal (`0.5`, `1e-3`); what lies beyond 1e-12 is rounded
    /// half-even.
    fn from_str(text: &str) -> Result<Self> {
        let (digits, exponent) = parse_decimal(text)?;
        scale_half_even(digits, exponent + 12)
            .map(Usd)
            .ok_or_else(|| Error::validation(format!("amount {text:?} is out of range")))
    }
}

impl Add for Usd {
    type Output = Usd;
    fn add(self, other: Usd) -> Usd {
        Usd(self.0 + other.0)
    }
}

impl Sub for Usd {
    type Output = Usd;
    fn sub(self, other: Usd) -> Usd {
        Usd(self.0 - other.0)
    }
}

impl Neg for Usd {
    type Output = Usd;
    fn neg(self) -> Usd {
        Usd(-self.0)
    }
}

impl AddAssign for Usd {
    fn add_assign(&mut self, other: Usd) {
        self.0 += other.0;
    }
}

impl Sum for Usd {
    fn sum<I: Iterator<Item = Usd>>(amounts: I) -> Usd {
        amounts.fold(Usd::ZERO, Add::add)
    }
}

/// A list price: US dollars per `per` units, with an optional multiplier as a fraction.
///
/// Kept as the exact rational the price list states, so that a product has one rounding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rate {
    /// The listed dollars, in units of 1e-18 USD.
    atto: i128,
    /// How many units the listed dollars buy (1,000,000 tokens, 1,000 searches, 3,600,000 ms).
    per: u64,
    /// Multiplier numerator (11 of 11/10 for a regional uplift).
    times: u32,
    /// Multiplier denominator.
    over: u32,
    /// Pico-dollars a unit, when they are whole; else 0.
    pico: u64,
}

impl Rate {
    /// The rate `usd` (decimal text, at most 18 decimals) per `per` units.
    ///
    /// # Errors
    /// When the text is no decimal, negative, too large, or has digits beyond 1e-18.
    pub fn parse(usd: &str, per: u64) -> Result<Self> {
        let (digits, exponent) = parse_decimal(usd)?;
        let atto = (digits >= 0).then(|| scale_exact(digits, exponent + 18)).flatten();
        match atto {
            Some(atto) if per > 0 && atto < 1_000_000_000 * 10i128.pow(18) => {
                Ok(Rate { atto, per, times: 1, over: 1, pico: 0 }.with_pico())
            }
            _ => Err(Error::validation(format!(
                "price {usd:?} is not a decimal between 0 and 1e9 with at most 18 places"
            ))),
        }
    }

    /// The same rate times `times/over`; multipliers combine.
    #[must_use]
    pub fn multiplied(mut self, times: u32, over: u32) -> Self {
        self.times *= times;
        self.over *= over;
        self.with_pico()
    }

    fn with_pico(mut self) -> Self {
        let (atto, divisor) = (self.atto * i128::from(self.times), self.divisor());
        let whole = divisor.filter(|divisor| atto % divisor == 0).map(|divisor| atto / divisor);
        self.pico = whole.and_then(|pico| u64::try_from(pico).ok()).unwrap_or(0);
        self
    }

    /// What divides `atto × count × times` to give pico-dollars.
    fn divisor(self) -> Option<i128> {
        i128::from(self.per).checked_mul(1_000_000)?.checked_mul(i128::from(self.over))
    }

    /// `count` units at this rate, rounded once, half-even, to 1e-12 USD.
    /// `None` when the product leaves 128 bits.
    pub fn amount(self, count: u64) -> Option<Usd> {
        // Most listed prices are whole pico-dollars a unit; then nothing is rounded.
        if self.pico > 0 {
            return Some(Usd(i128::from(self.pico) * i128::from(count)));
        }
        let product = self.atto.checked_mul(i128::from(count))?.checked_mul(i128::from(self.times))?;
        Some(Usd(div_half_even(product, self.divisor()?)))
    }

    /// True for a rate of exactly zero.
    pub const fn is_zero(self) -> bool {
        self.atto == 0
    }

    /// How many units the listed dollars buy.
    pub const fn per(self) -> u64 {
        self.per
    }

    /// The listed dollars, as exact decimal text without trailing zeros.
    pub fn usd(self) -> String {
        let (whole, rest) = (self.atto / 10i128.pow(18), self.atto % 10i128.pow(18));
        if rest == 0 {
            return whole.to_string();
        }
        format!("{whole}.{rest:018}").trim_end_matches('0').to_owned()
    }

    /// The multiplier as `(numerator, denominator)`, `(1, 1)` when there is none.
    pub const fn multiplier(self) -> (u32, u32) {
        (self.times, self.over)
    }
}

/// Integer division with ties to even; `divisor` must be positive.
pub fn div_half_even(n: i128, divisor: i128) -> i128 {
    let (quotient, rest) = (n.div_euclid(divisor), n.rem_euclid(divisor));
    match (rest * 2).cmp(&divisor) {
        std::cmp::Ordering::Less => quotient,
        std::cmp::Ordering::Greater => quotient + 1,
        std::cmp::Ordering::Equal => quotient + (quotient & 1),
    }
}

/// Splits decimal text into its digits and a power of ten: `-1.25e3` is `(-125, 1)`.
fn parse_decimal(text: &str) -> Result<(i128, i32)> {
    let bad = || Error::validation(format!("{text:?} is not a decimal number"));
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().map_err(|_| bad())?),
        None => (text, 0),
    };
    let (negative, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, mantissa.strip_prefix('+').unwrap_or(mantissa)),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let plain = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.len() + fraction.len() == 0
        || !plain(whole)
        || !plain(fraction)
        || exponent.abs() > 60
        || fraction.len() > 60
    {
        return Err(bad());
    }
    let fraction = fraction.trim_end_matches('0');
    let mut digits = 0i128;
    for byte in whole.bytes().chain(fraction.bytes()) {
        digits = digits.checked_mul(10).and_then(|d| d.checked_add(i128::from(byte - b'0'))).ok_or_else(bad)?;
    }
    Ok((if negative { -digits } else { digits }, exponent - fraction.len() as i32))
}

/// `digits × 10^exponent` as a whole number, `None` when it is not whole or too large.
fn scale_exact(digits: i128, exponent: i32) -> Option<i128> {
    if digits == 0 {
        return Some(0);
    }
    let power = 10i128.checked_pow(exponent.unsigned_abs())?;
    if exponent >= 0 { digits.checked_mul(power) } else { (digits % power == 0).then_some(digits / power) }
}

/// `digits × 10^exponent` rounded half-even, `None` when it is too large.
fn scale_half_even(digits: i128, exponent: i32) -> Option<i128> {
    if exponent >= 0 {
        return digits.checked_mul(10i128.checked_pow(exponent.unsigned_abs())?);
    }
    match 10i128.checked_pow(exponent.unsigned_abs()) {
        Some(power) if power <= i128::MAX / 4 => Some(div_half_even(digits, power)),
        _ => Some(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_rounded_once_and_half_even() {
        let rate = Rate::parse("0.0000005", 1_000_000).expect("a price");
        assert_eq!(rate.amount(1), Some(Usd(0)));
        assert_eq!(rate.amount(3), Some(Usd(2)));
        assert_eq!(Rate::parse("2.5", 1_000_000).expect("a price").amount(12_345), Some(Usd(30_862_500_000)));
    }

    #[test]
    fn the_largest_count_at_the_highest_price_is_exact() {
        let amount = Rate::parse("600", 1_000_000).expect("a price").amount(1_000_000_000_000);
        assert_eq!(amount, Some(Usd(600_000_000 * PICO)));
        assert_eq!(amount.and_then(Usd::to_stored), None);
    }

    #[test]
    fn a_multiplier_is_a_fraction() {
        let rate = Rate::parse("4", 1_000_000).expect("a price").multiplied(11, 10);
        assert_eq!(rate.amount(100_000).map(|u| u.to_string()), Some("0.44".into()));
    }

    #[test]
    fn decimal_text_round_trips() {
        for text in ["0", "0.000000000001", "-0.5", "9223372.036854775807", "12", "100000"] {
            assert_eq!(text.parse::<Usd>().expect("an amount").to_string(), text);
        }
        assert_eq!("2.8e-9".parse::<Usd>().expect("an amount").to_string(), "0.0000000028");
        assert_eq!("1e-13".parse::<Usd>(), Ok(Usd::ZERO));
        for bad in ["", ".", "1.2.3", "0x1", "1e400", "NaN", "1,5", "--1"] {
            assert!(bad.parse::<Usd>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn shown_amounts_are_rounded_half_even_and_grouped() {
        assert_eq!(Usd(1_234_567_890_000_000_000).rounded(2, true), "1,234,567.89");
        assert_eq!(Usd(5_000_000_000).rounded(2, false), "0.00");
        assert_eq!(Usd(15_000_000_000).rounded(2, false), "0.02");
        assert_eq!(Usd(-1_500_000_000_000).rounded(0, false), "-2");
    }

    #[test]
    fn people_never_see_zero_for_something() {
        let shown = |text: &str| text.parse::<Usd>().expect("an amount").dollars();
        assert_eq!(shown("0"), "$0.00");
        assert_eq!(shown("0.0012"), "$0.0012");
        assert_eq!(shown("12.34"), "$12.34");
        assert_eq!(shown("1234.56"), "$1,234.56");
        assert_eq!(shown("0.999949"), "$0.9999");
        assert_eq!(shown("0.99995"), "$1.00");
        assert_eq!(shown("0.000000000001"), "<$0.0001");
        assert_eq!(shown("0.00005"), "<$0.0001");
        assert_eq!(shown("0.000051"), "$0.0001");
        assert_eq!(shown("-0.5"), "-$0.5000");
        assert_eq!(shown("-0.000001"), "-$0.000001");
    }
}

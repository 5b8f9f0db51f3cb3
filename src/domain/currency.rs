//! Other currencies: how much of one a US dollar buys, since when, as the user states it.
//!
//! Owns: the stated rates, the one in force at an instant, conversion to and from dollars.
//! Refuses to know: where rates come from (they are never fetched). What is stored stays US
//! dollars; a conversion is for show, or happens once when a price is stated.

use std::fmt;

use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};

use super::error::{Code, Error, Result};
use super::money::{Usd, div_half_even};

/// Decimal places of a rate, and of what a division leaves.
const PLACES: u32 = 12;

/// A currency, and what a dollar buys of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Currency {
    /// ISO 4217, upper case.
    pub code: String,
    per_usd: Decimal,
    /// The date this rate holds from; always when none.
    pub since: Option<NaiveDate>,
}

impl Currency {
    /// US dollars.
    pub fn usd() -> Self {
        Currency { code: "USD".into(), per_usd: Decimal::ONE, since: None }
    }

    /// A currency of which a dollar buys `per_usd`.
    ///
    /// # Errors
    /// [`Code::Validation`] for what is no currency code, or no positive decimal of at most 12
    /// places below a million.
    pub fn new(code: &str, per_usd: &str, since: Option<NaiveDate>) -> Result<Self> {
        let code = code.trim().to_ascii_uppercase();
        if code.len() != 3 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
            return Err(
                Error::validation(format!("{code:?} is no currency code")).hint("a code has three letters: EUR")
            );
        }
        let rate = per_usd.trim().parse::<Decimal>().ok().map(|rate| rate.normalize());
        match rate.filter(|rate| *rate > Decimal::ZERO && *rate < Decimal::from(1_000_000) && rate.scale() <= PLACES) {
            Some(per_usd) => Ok(Currency { code, per_usd, since }),
            None => Err(Error::validation(format!("{per_usd:?} is no exchange rate"))
                .hint("say how much of the currency one US dollar buys, as a decimal: 0.93")),
        }
    }

    /// Whether it is US dollars, in which everything is kept.
    pub fn is_usd(&self) -> bool {
        self.code == "USD"
    }

    /// What a dollar buys, as decimal text.
    pub fn per_usd(&self) -> String {
        self.per_usd.to_string()
    }

    /// An amount of dollars in this currency, in units of 1e-12 of it, rounded half-even.
    pub fn amount(&self, usd: Usd) -> i128 {
        let scale = 10i128.pow(self.per_usd.scale());
        usd.pico().checked_mul(self.per_usd.mantissa()).map_or(i128::MAX, |product| div_half_even(product, scale))
    }

    /// An amount of this currency (in units of 1e-12 of it) as people read it: `€1,234.56`, or
    /// `EUR 1,234.56` where only plain characters can be shown.
    pub fn shown(&self, amount: Usd, unicode: bool) -> String {
        let sign = match self.code.as_str() {
            "USD" => "$".to_owned(),
            "EUR" if unicode => "€".to_owned(),
            "GBP" if unicode => "£".to_owned(),
            "JPY" if unicode => "¥".to_owned(),
            "INR" if unicode => "₹".to_owned(),
            "KRW" if unicode => "₩".to_owned(),
            code => format!("{code} "),
        };
        amount.dollars().replace('$', &sign)
    }

    /// A listed price in dollars, as decimal text of at most 12 places, rounded half-even.
    ///
    /// # Errors
    /// [`Code::Validation`] for what is no decimal, or too many dollars.
    pub fn to_usd(&self, listed: &str) -> Result<String> {
        let price: Decimal =
            listed.parse().map_err(|_| Error::validation(format!("price {listed:?} is not a decimal")))?;
        let beyond = || Error::validation(format!("{listed} {} is beyond what can be reckoned with", self.code));
        let dollars = price.checked_div(self.per_usd).ok_or_else(beyond)?;
        Ok(dollars.round_dp_with_strategy(PLACES, RoundingStrategy::MidpointNearestEven).normalize().to_string())
    }
}

/// `1 USD = 0.93 EUR (since 2026-10-01)`.
impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1 USD = {} {}", self.per_usd, self.code)?;
        self.since.map_or(Ok(()), |since| write!(f, " (since {since})"))
    }
}

/// Every rate that was stated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExchangeRates {
    /// By currency, then the later start first.
    list: Vec<Currency>,
}

impl ExchangeRates {
    /// Reads `EUR=0.93, CNY@2026-10-01=7.12`: what one US dollar buys, from a date on.
    ///
    /// # Errors
    /// [`Code::Validation`], naming the part that cannot be.
    pub fn parse(text: &str) -> Result<Self> {
        let mut list = Vec::new();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let bad =
                || Error::validation(format!("{part:?} is no exchange rate")).hint("EUR=0.93 or EUR@2026-10-01=0.93");
            let (name, rate) = part.split_once('=').ok_or_else(bad)?;
            let (code, since) = match name.split_once('@') {
                Some((code, date)) => (code, Some(date.trim().parse::<NaiveDate>().map_err(|_| bad())?)),
                None => (name, None),
            };
            list.push(Currency::new(code, rate, since)?);
        }
        list.sort_unstable_by(|a: &Currency, b| {
            (&a.code, std::cmp::Reverse(a.since)).cmp(&(&b.code, std::cmp::Reverse(b.since)))
        });
        if let Some(twice) =
            list.windows(2).find(|pair| (&pair[0].code, pair[0].since) == (&pair[1].code, pair[1].since))
        {
            return Err(Error::validation(format!("{} has two rates for one date", twice[0].code)));
        }
        Ok(ExchangeRates { list })
    }

    /// The currency at the rate in force on a day.
    ///
    /// # Errors
    /// [`Code::Config`] when no rate is stated for it, or none yet on that day.
    pub fn on(&self, code: &str, day: NaiveDate) -> Result<Currency> {
        let code = code.trim().to_ascii_uppercase();
        if code == "USD" {
            return Ok(Currency::usd());
        }
        let stated = self.list.iter().filter(|currency| currency.code == code);
        let found = stated.clone().find(|currency| currency.since.is_none_or(|since| since <= day));
        found.cloned().ok_or_else(|| {
            let why = match stated.clone().next_back().and_then(|first| first.since) {
                Some(since) => format!("the first rate of {code} is of {since}, and {day} is asked for"),
                None => format!("no exchange rate of {code} is configured"),
            };
            Error::new(Code::Config, why).hint(format!(
                "state one under [currency.rates] in the configuration: {code} = \"0.93\" (what one US dollar buys)"
            ))
        })
    }
}

/// The canonical spelling, which [`ExchangeRates::parse`] reads.
impl fmt::Display for ExchangeRates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, currency) in self.list.iter().enumerate() {
            let between = if at > 0 { ", " } else { "" };
            let since = currency.since.map(|since| format!("@{since}")).unwrap_or_default();
            write!(f, "{between}{}{since}={}", currency.code, currency.per_usd)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rates(text: &str) -> ExchangeRates {
        ExchangeRates::parse(text).expect("rates")
    }

    #[test]
    fn what_is_beyond_all_numbers_is_not_nothing() {
        let yen = rates("JPY=0.0001");
        let yen = yen.on("JPY", NaiveDate::default()).expect("a rate");
        assert!(yen.to_usd("79228162514264337593543950335").is_err());
    }

    #[test]
    fn the_rate_of_the_day_is_taken() {
        let rates = rates("EUR@2026-10-01=0.925, eur@2026-11-01=0.93, CNY=7.12");
        let at =
            |code: &str, date: &str| rates.on(code, date.parse().expect("a date")).map(|currency| currency.per_usd());
        assert_eq!(at("EUR", "2026-10-31").as_deref(), Ok("0.925"));
        assert_eq!(at("eur", "2026-11-01").as_deref(), Ok("0.93"));
        assert_eq!(at("CNY", "2020-01-01").as_deref(), Ok("7.12"));
        assert!(at("EUR", "2026-09-30").expect_err("too early").message.contains("2026-10-01"));
        assert!(at("GBP", "2026-09-30").is_err());
        assert_eq!(ExchangeRates::parse(&rates.to_string()).as_ref(), Ok(&rates));
    }

    #[test]
    fn amounts_are_exact_or_rounded_half_even() {
        let eur = Currency::new("EUR", "0.925", None).expect("a currency");
        assert_eq!(eur.amount(Usd::from_pico(2_000_000_000_000)), 1_850_000_000_000);
        assert_eq!(eur.amount(Usd::from_pico(20)), 18, "18.5 goes to the even 18");
        let cny = Currency::new("CNY", "7.1", None).expect("a currency");
        assert_eq!(cny.to_usd("4").as_deref(), Ok("0.56338028169"));
    }

    #[test]
    fn what_is_no_rate_is_refused() {
        for text in ["EUR", "EUR=", "EUR=0", "EUR=-1", "EURO=1", "EUR@2026-13-01=1", "EUR=1,EUR=2", "E1R=2"] {
            assert!(ExchangeRates::parse(text).is_err(), "{text}");
        }
    }
}

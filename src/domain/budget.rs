//! A budget: an amount that may be spent in a period, on some of the usage.
//!
//! Owns: its parts, their spelling, what is no budget. Refuses to know: what was spent, where
//! budgets are kept, the clock.

use crate::domain::Tz;
use chrono::{DateTime, Utc};

use super::budget_period::{BudgetPeriod, StartsOn};
use super::error::{Code, Error, Result};
use super::filter::Filter;
use super::money::Usd;

/// Parts of a million in one percent.
const PERCENT: i64 = 10_000;
/// The thresholds of a budget that names none.
const USUAL: &str = "50,75,90,100";

/// An amount for a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    /// Letters, digits, `.`, `-` and `_`; what it is called everywhere.
    pub name: String,
    /// In units of 1e-12 of `currency`.
    pub amount: Usd,
    /// ISO 4217, `USD` as a rule; another is converted at the configured rate of the period's
    /// last day.
    pub currency: String,
    pub period: BudgetPeriod,
    pub starts_on: StartsOn,
    /// The zone its days are of; the reader's when none.
    pub zone: Option<Tz>,
    /// Which usage it is for.
    pub filter: Filter,
    /// Ascending, each once.
    pub thresholds: Vec<Threshold>,
}

/// A share of the amount whose crossing is worth saying, in parts per million.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Threshold(pub i64);

/// How the crossing of a threshold is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlertWay {
    /// A command of this machine.
    Command,
    /// A message to an address.
    Webhook,
}

impl AlertWay {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            AlertWay::Command => "command",
            AlertWay::Webhook => "webhook",
        }
    }
}

/// Where a budget is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BudgetPlace {
    /// In the ledger, by `budget set`.
    Ledger,
    /// In a configuration file: its path and line.
    File(String),
}

impl std::fmt::Display for BudgetPlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            BudgetPlace::Ledger => f.write_str("ledger"),
            BudgetPlace::File(place) => f.write_str(place),
        }
    }
}

/// A budget and where it is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedBudget {
    pub budget: Budget,
    pub place: BudgetPlace,
    /// A file's budget of the same name as one in the ledger, which does not count then.
    pub hides: bool,
    /// Since when it is so; not known of those in files.
    pub since: Option<DateTime<Utc>>,
}

impl PlacedBudget {
    /// All budgets by name: those of the ledger (with the instant they were set), and those of
    /// files (with their place), which win.
    pub fn merged(
        ledger: impl IntoIterator<Item = (Budget, DateTime<Utc>)>,
        files: impl IntoIterator<Item = (Budget, String)>,
    ) -> Vec<PlacedBudget> {
        let own =
            |(budget, since)| PlacedBudget { budget, place: BudgetPlace::Ledger, hides: false, since: Some(since) };
        let mut all: Vec<PlacedBudget> = ledger.into_iter().map(own).collect();
        for (budget, place) in files {
            let before = all.len();
            all.retain(|known| known.budget.name != budget.name);
            let hides = all.len() < before;
            all.push(PlacedBudget { budget, place: BudgetPlace::File(place), hides, since: None });
        }
        all.sort_unstable_by(|a, b| a.budget.name.cmp(&b.budget.name));
        all
    }

    /// Those of these names; all, when none is given.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is none of a name.
    pub fn named(all: Vec<PlacedBudget>, names: &[String]) -> Result<Vec<PlacedBudget>> {
        if names.is_empty() {
            return Ok(all);
        }
        let mut named: Vec<PlacedBudget> = Vec::with_capacity(names.len());
        for name in names {
            let found = all.iter().find(|placed| placed.budget.name == *name).ok_or_else(|| Self::unknown(name))?;
            if !named.contains(found) {
                named.push(found.clone());
            }
        }
        Ok(named)
    }

    /// That there is no budget of a name.
    pub fn unknown(name: &str) -> Error {
        Error::new(Code::NotFound, format!("there is no budget {name:?}"))
            .hint("cost-ops budget list shows those there are")
    }
}

/// What a budget is made from: texts, as flags and files give them.
#[derive(Debug, Clone, Default)]
pub struct BudgetText {
    pub name: String,
    pub amount: String,
    pub currency: Option<String>,
    pub period: String,
    pub starts_on: Option<String>,
    pub zone: Option<Tz>,
    pub filter: Filter,
    /// Percentages; the usual ones when none.
    pub thresholds: Vec<String>,
}

impl BudgetText {
    /// The budget.
    ///
    /// # Errors
    /// [`Code::Validation`] with the first thing that is wrong.
    pub fn read(self) -> Result<Budget> {
        check_name(&self.name)?;
        let period = BudgetPeriod::parse(&self.period)?;
        let starts_on = match &self.starts_on {
            Some(text) => StartsOn::parse(text, period)?,
            None => StartsOn::usual(period),
        };
        Ok(Budget {
            amount: amount(&self.amount)?,
            currency: currency(self.currency.as_deref())?,
            thresholds: thresholds(&self.thresholds)?,
            name: self.name,
            period,
            starts_on,
            zone: self.zone,
            filter: self.filter,
        })
    }
}

fn check_name(name: &str) -> Result<()> {
    let fine = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if name.is_empty() || name.len() > 100 || !name.chars().all(fine) || name.starts_with('-') {
        return Err(Error::validation(format!("{name:?} cannot be the name of a budget"))
            .hint("letters, digits, - _ and . make a name, up to 100 bytes"));
    }
    Ok(())
}

fn amount(text: &str) -> Result<Usd> {
    let plain = text.trim().strip_prefix('$').unwrap_or(text.trim());
    let found = plain.parse::<Usd>().ok().filter(|amount| *amount > Usd::ZERO);
    found.ok_or_else(|| {
        Error::new(Code::Validation, format!("{text:?} is no amount for a budget"))
            .hint("an amount above zero, as a decimal: 200 or 12.50")
    })
}

/// A currency code in capitals; US dollars when none is given.
pub(super) fn currency(code: Option<&str>) -> Result<String> {
    let code = code.unwrap_or("USD").trim().to_ascii_uppercase();
    if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(Error::validation(format!("{code:?} is no currency code")).hint("a code has three letters: EUR"));
    }
    Ok(code)
}

fn thresholds(texts: &[String]) -> Result<Vec<Threshold>> {
    let mut read: Vec<Threshold> = match texts {
        [] => USUAL.split(',').map(str::parse).collect::<Result<_>>()?,
        texts => texts.iter().map(|text| text.parse()).collect::<Result<_>>()?,
    };
    read.sort_unstable();
    read.dedup();
    Ok(read)
}

impl std::str::FromStr for Threshold {
    type Err = Error;

    /// A percentage, `75` or `62.5%`, above 0 and at most 1000.
    fn from_str(text: &str) -> Result<Self> {
        let plain = text.trim().strip_suffix('%').unwrap_or(text.trim());
        // Percent times 10,000 is parts per million: the same digits as dollars to 1e-4.
        let parts = plain.parse::<Usd>().ok().map(Usd::pico).filter(|pico| pico % 100_000_000 == 0);
        let parts = parts.and_then(|pico| i64::try_from(pico / 100_000_000).ok());
        parts.filter(|parts| (1..=1000 * PERCENT).contains(parts)).map(Threshold).ok_or_else(|| {
            Error::validation(format!("{text:?} is no threshold"))
                .hint("a percentage of the amount: 75, or 62.5; several with commas")
        })
    }
}

/// `75`, `62.5`: the percentage.
impl std::fmt::Display for Threshold {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", Usd::from_pico(i128::from(self.0) * 100_000_000))
    }
}

impl Threshold {
    /// The amount at which it is crossed, rounded up to whole units of 1e-12.
    pub fn of(self, amount: Usd) -> Usd {
        let product = amount.pico().saturating_mul(i128::from(self.0));
        Usd::from_pico(-(-product).div_euclid(1_000_000))
    }
}

impl Budget {
    /// The thresholds as they are written: `50,75,90`.
    pub fn thresholds_text(&self) -> String {
        let all: Vec<String> = self.thresholds.iter().map(ToString::to_string).collect();
        all.join(",")
    }

    /// Which usage it is for, in words: `project web, tag team=search`; empty for all.
    pub fn scope(&self) -> String {
        self.filter.words()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text() -> BudgetText {
        BudgetText { name: "team".into(), amount: "200".into(), period: "month".into(), ..BudgetText::default() }
    }

    #[test]
    fn a_budget_is_read_from_texts() {
        let budget = text().read().expect("a budget");
        assert_eq!((budget.amount.to_string().as_str(), budget.currency.as_str()), ("200", "USD"));
        assert_eq!(budget.thresholds_text(), "50,75,90,100");
        let given = BudgetText { thresholds: vec!["90%".into(), "62.5".into(), "90".into()], ..text() };
        assert_eq!(given.read().expect("a budget").thresholds_text(), "62.5,90");
    }

    #[test]
    fn what_is_no_budget_is_refused() {
        for wrong in [
            BudgetText { name: String::new(), ..text() },
            BudgetText { name: "a b".into(), ..text() },
            BudgetText { amount: "0".into(), ..text() },
            BudgetText { amount: "-1".into(), ..text() },
            BudgetText { amount: "lots".into(), ..text() },
            BudgetText { currency: Some("euro".into()), ..text() },
            BudgetText { thresholds: vec!["0".into()], ..text() },
            BudgetText { thresholds: vec!["1001".into()], ..text() },
            BudgetText { thresholds: vec!["0.00001".into()], ..text() },
        ] {
            assert_eq!(wrong.clone().read().expect_err("no budget").code, Code::Validation, "{wrong:?}");
        }
    }

    #[test]
    fn a_threshold_is_crossed_at_no_less_than_its_share() {
        let third = Threshold(333_333);
        assert_eq!(third.of(Usd::from_pico(3)).pico(), 1);
        assert_eq!(Threshold(500_000).of(Usd::from_pico(4)).pico(), 2);
        assert_eq!(Threshold(500_000).of(Usd::from_pico(5)).pico(), 3);
    }
}

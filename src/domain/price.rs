//! A price of the user's own: kept in the ledger, or stated in `prices.toml`.
//!
//! Owns: what such an entry says. Refuses to know: how names match it, where it is kept.

use std::fmt;

use chrono::{DateTime, Utc};

use super::audit::Action;
use super::class::UsageClass;
use super::currency::Currency;
use super::error::{Error, Result};
use super::generation::Correction;
use super::money::Rate;

/// Decimal amounts by class, in [`UsageClass::per`] units.
pub type Rates = Vec<(UsageClass, String)>;

/// Rates that replace the standard ones for the whole request above a prompt size, in tokens.
pub type Tiers = Vec<(u64, Rates)>;

/// Rates with each class once, checked to be exact decimals, so that a price that is kept always
/// parses.
///
/// # Errors
/// A class stated twice, or a price that is no decimal.
pub fn each_once(stated: impl Iterator<Item = Result<(UsageClass, String)>>) -> Result<Rates> {
    let mut out = Rates::new();
    for one in stated {
        let (class, price) = one?;
        let rate = Rate::parse(&price, class.per()).map_err(|e| e.hint("a price is a decimal: 2.50"))?;
        if out.iter().any(|(have, _)| *have == class) {
            return Err(Error::validation(format!("{} has two prices", class.name())));
        }
        out.push((class, rate.usd()));
    }
    out.sort_unstable_by_key(|(class, _)| *class);
    Ok(out)
}

/// A price as it counts, and as it was listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InDollars {
    /// US dollars.
    pub rates: Rates,
    /// US dollars.
    pub tiers: Tiers,
    pub native: Option<NativePrice>,
}

impl Currency {
    /// A price listed in this currency, brought to dollars once and for all.
    ///
    /// # Errors
    /// A price that is no decimal.
    pub fn dollars(&self, listed: Rates, above: Tiers) -> Result<InDollars> {
        if self.is_usd() {
            return Ok(InDollars { rates: listed, tiers: above, native: None });
        }
        let convert = |rates: &Rates| -> Result<Rates> {
            rates.iter().map(|(class, price)| Ok((*class, self.to_usd(price)?))).collect()
        };
        Ok(InDollars {
            rates: convert(&listed)?,
            tiers: above.iter().map(|(size, rates)| Ok((*size, convert(rates)?))).collect::<Result<_>>()?,
            native: Some(NativePrice {
                currency: self.code.clone(),
                per_usd: self.per_usd(),
                rates: listed,
                tiers: above,
            }),
        })
    }
}

/// The rates of one model over one half-open stretch of time, in one context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceEntry {
    /// Where it is stated.
    pub place: PricePlace,
    /// The provider whose list it extends or replaces.
    pub provider: String,
    /// The model's name as usage records spell it (matched exactly, ignoring case).
    pub model: String,
    /// First instant it holds; open when `None`.
    pub from: Option<DateTime<Utc>>,
    /// First instant it no longer holds; open when `None`.
    pub to: Option<DateTime<Utc>>,
    /// US dollars.
    pub rates: Rates,
    /// US dollars.
    pub tiers: Tiers,
    /// Request attributes that must all match.
    pub when: Vec<(String, String)>,
    /// Stated to be free: no rates, and that is meant.
    pub free: bool,
    /// The price as it is listed, when that is not in US dollars.
    pub native: Option<NativePrice>,
    /// When it was added.
    pub added: DateTime<Utc>,
}

impl PriceEntry {
    /// Whether it holds at an instant.
    pub fn holds(&self, at: DateTime<Utc>) -> bool {
        self.from.is_none_or(|from| at >= from) && self.to.is_none_or(|to| at < to)
    }

    /// Orders the entries for one name; the greater goes first. `prices.toml` goes before the
    /// ledger; then who asks for more attributes, who begins later, who was added later.
    pub fn importance(&self) -> impl Ord + use<> {
        (self.place.row().is_none(), self.when.len(), self.from, self.added, self.place)
    }
}

/// Where an entry is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PricePlace {
    /// A row of the ledger; 0 for one that is not stored yet.
    Ledger(i64),
    /// A line of `prices.toml`, counted from 1.
    File(u64),
}

impl PricePlace {
    /// The row, for an entry of the ledger.
    pub const fn row(self) -> Option<i64> {
        match self {
            PricePlace::Ledger(row) => Some(row),
            PricePlace::File(_) => None,
        }
    }
}

/// `#7`, or `@prices.toml:12`.
impl fmt::Display for PricePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PricePlace::Ledger(row) => write!(f, "#{row}"),
            PricePlace::File(line) => write!(f, "@prices.toml:{line}"),
        }
    }
}

/// A price in another currency, and the rate that made dollars of it. The dollars are what
/// counts: they do not move with the currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NativePrice {
    /// ISO 4217, upper case.
    pub currency: String,
    /// How much of it one US dollar bought, as decimal text.
    pub per_usd: String,
    pub rates: Rates,
    pub tiers: Tiers,
}

/// A price list that was imported: what it states beyond, or other than, the lists below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedList {
    /// Which list of the world it is: `genai-prices`, `litellm`, ….
    pub source: String,
    /// Its date and content hash, as in [`PriceStamp::catalog`](super::PriceStamp).
    pub catalog: String,
    /// The file or URL it was read from.
    pub origin: String,
    /// Whether it states multipliers and hours itself; else those of the embedded list apply.
    pub whole: bool,
    /// How many models the whole of it had.
    pub models: u64,
    /// `(provider id, its price file as JSON)`.
    pub providers: Vec<(String, String)>,
}

/// The user's entries and the imported lists in force.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PriceLayers {
    /// Which version of the price book it is; 0 is the program's own prices.
    pub version: i64,
    /// When that version was made.
    pub at: Option<DateTime<Utc>>,
    pub entries: Vec<PriceEntry>,
    /// Most important first.
    pub lists: Vec<ImportedList>,
}

/// One version of the price book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceVersion {
    pub version: i64,
    /// When it was made; none for the program's own prices.
    pub at: Option<DateTime<Utc>>,
    /// What was done, for people.
    pub what: String,
    /// The user's entries in force in it.
    pub entries: u64,
    /// The imported lists in force in it, most important first: `genai-prices 2026-11-25-1a2b3c4d`.
    pub lists: Vec<String>,
}

/// A change of the price book: a new version of it.
#[derive(Debug, Clone)]
pub struct PriceChange {
    pub at: DateTime<Utc>,
    /// What is done, for the audit log.
    pub action: Action,
    /// What is done, for people.
    pub what: String,
    /// Rows of entries that are no longer in force.
    pub retired: Vec<i64>,
    pub added: Vec<PriceEntry>,
    /// A list that becomes the most important one, in place of an earlier one of its source.
    pub list: Option<ImportedList>,
    /// Stretches of time whose price was wrong all along.
    pub corrections: Vec<Correction>,
}

impl PriceChange {
    /// A change that does nothing yet.
    pub fn new(at: DateTime<Utc>, action: Action, what: impl Into<String>) -> Self {
        let what = what.into();
        PriceChange { at, action, what, retired: Vec::new(), added: Vec::new(), list: None, corrections: Vec::new() }
    }
}

//! The head of a bundle.
//!
//! Owns: what a bundle says of itself, its version, when two prices of one's own are of the same.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::VERSION;
use crate::domain::price::Rates;
use crate::domain::{Error, PriceEntry, Result};

/// What a bundle says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The version of the format.
    pub cost_ops_bundle: u32,
    /// The program that wrote it.
    pub program: String,
    /// When it was made.
    pub made: DateTime<Utc>,
    /// The machine it was made on, unless that was redacted.
    pub host: Option<String>,
    pub redacted: bool,
    /// Events from this instant on, where not all are in it.
    pub since: Option<DateTime<Utc>>,
    /// The generation of costs: 0 for the costs as they were recorded.
    pub generation: u32,
    /// The prices of one's own that were in force.
    pub own_prices: Vec<OwnPrice>,
}

/// A price of one's own, to compare with those of another ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnPrice {
    pub provider: String,
    pub model: String,
    pub from: Option<DateTime<Utc>>,
    pub until: Option<DateTime<Utc>>,
    /// In words: `input_tokens 3, output_tokens 15`.
    pub price: String,
}

impl OwnPrice {
    /// Of an entry.
    pub fn of(entry: &PriceEntry) -> OwnPrice {
        let rates = |rates: &Rates| {
            rates.iter().map(|(class, usd)| format!("{} {usd}", class.name())).collect::<Vec<_>>().join(", ")
        };
        let mut price = if entry.free { "free".to_owned() } else { rates(&entry.rates) };
        entry.tiers.iter().for_each(|(above, tier)| price += &format!("; above {above}: {}", rates(tier)));
        entry.when.iter().for_each(|(key, value)| price += &format!("; {key}={value}"));
        OwnPrice {
            provider: entry.provider.clone(),
            model: entry.model.clone(),
            from: entry.from,
            until: entry.to,
            price,
        }
    }

    /// Whether it is of the same model.
    pub fn is_of(&self, other: &OwnPrice) -> bool {
        self.provider.eq_ignore_ascii_case(&other.provider) && self.model.eq_ignore_ascii_case(&other.model)
    }

    /// Whether there is an instant at which both hold.
    pub fn meets(&self, other: &OwnPrice) -> bool {
        let before = |from: Option<DateTime<Utc>>, until: Option<DateTime<Utc>>| match (from, until) {
            (Some(from), Some(until)) => from < until,
            _ => true,
        };
        before(self.from, other.until) && before(other.from, self.until)
    }
}

/// Whether the version is one that is understood.
pub(super) fn understood(version: u32) -> Result<()> {
    match version {
        1..=VERSION => Ok(()),
        newer => {
            Err(Error::validation(format!("the bundle is of version {newer}, and {VERSION} is the newest known here"))
                .hint("upgrade cost-ops"))
        }
    }
}

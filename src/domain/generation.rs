//! Pricing stored events again: which of them, under which prices, and what came of it.
//!
//! Owns: the words for it. Costs are frozen; pricing again makes a new generation of them beside
//! the old one, which stays readable. Refuses to know: how generations are kept, how prices are
//! found.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};

use super::error::Error;
use super::filter::Filter;
use super::money::Usd;
use super::period::InstantRange;

/// Which generation of costs a report shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Prices {
    /// The latest.
    #[default]
    Current,
    /// Each cost as it was when the event came in: generation 0.
    Recorded,
    /// The costs as they were once that generation was made.
    Generation(u32),
}

impl FromStr for Prices {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match text {
            "current" => Ok(Prices::Current),
            "recorded" => Ok(Prices::Recorded),
            number => number.parse().map(Prices::Generation).map_err(|_| {
                Error::validation(format!(
                    "{text:?} is neither recorded nor current nor a number that `cost-ops pricing generations` shows"
                ))
            }),
        }
    }
}

impl fmt::Display for Prices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Prices::Current => f.write_str("current"),
            Prices::Recorded => f.write_str("recorded"),
            Prices::Generation(number) => write!(f, "{number}"),
        }
    }
}

/// A stretch of one model's price that was mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The row id in the ledger; 0 for one that is not stored yet.
    pub id: i64,
    pub provider: String,
    /// As the price list has it, or as records spell it.
    pub model: String,
    /// The instants whose price was wrong.
    pub range: InstantRange,
    /// Why, for people.
    pub note: String,
    /// When it was mended.
    pub at: DateTime<Utc>,
}

impl Correction {
    /// Whether it is about that model of that provider, ignoring case.
    pub fn is_of(&self, provider: &str, model: &str) -> bool {
        self.provider.eq_ignore_ascii_case(provider) && self.model.eq_ignore_ascii_case(model)
    }
}

/// Which events are priced again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// Those without a price.
    Unpriced,
    /// Those of a mended price, at an instant it was mended for.
    Corrected(Vec<Correction>),
    /// All of them.
    All,
}

/// A wish to price stored events again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repricing {
    pub which: Which,
    pub range: InstantRange,
    pub filter: Filter,
    /// Price them as if they were made at this instant; `None`: each at its own.
    pub as_of: Option<DateTime<Utc>>,
    /// Leave out what lies in closed periods; else such a record that would change is an error.
    pub skip_closed: bool,
}

impl Repricing {
    /// The same prices for everything: what is there of `which`, each at its own instant.
    pub fn new(which: Which) -> Self {
        Repricing { which, range: InstantRange::ALL, filter: Filter::default(), as_of: None, skip_closed: false }
    }
}

/// What pricing again comes to. Totals are over all events looked at that have a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Repriced {
    /// Events looked at.
    pub records: u64,
    /// Events whose cost, rates, rule, or reason for having none is another.
    pub changed: u64,
    /// Of those, events that had no price and have one.
    pub newly_priced: u64,
    /// Events whose price is on no list any more. A known cost is never made unknown: they keep
    /// theirs, and count as unchanged.
    pub kept: u64,
    /// Events whose cost would change, but for their period being closed. When these are skipped
    /// they count as unchanged.
    pub closed: u64,
    pub old_unpriced: u64,
    pub new_unpriced: u64,
    pub old_total: Usd,
    pub new_total: Usd,
}

/// One time stored events were priced again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generation {
    /// From 1; 0 is the costs as recorded.
    pub number: u32,
    pub at: DateTime<Utc>,
    /// Which events, in words.
    pub what: String,
    pub as_of: Option<DateTime<Utc>>,
    /// The price lists that were asked.
    pub catalog: String,
    pub repriced: Repriced,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_read_as_they_are_written() {
        for prices in [Prices::Current, Prices::Recorded, Prices::Generation(0), Prices::Generation(12)] {
            assert_eq!(prices.to_string().parse(), Ok(prices));
        }
        for bad in ["", "-1", "latest", "1.0", "4294967296"] {
            assert!(bad.parse::<Prices>().is_err(), "{bad:?}");
        }
    }
}

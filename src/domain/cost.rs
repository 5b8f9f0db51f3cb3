//! What an event costs, or why that is not known.
//!
//! Owns: the cost of one event, its lines, the stamp that says where the price came from, and
//! the reasons for having none. Refuses to know: how a price is found, where a cost is kept.

use std::sync::Arc;

use super::class::UsageClass;
use super::money::{Rate, Usd};

/// Which layer of the price book a price came from; a higher layer hides a lower one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Shipped in the binary.
    Embedded,
    /// Brought in by `pricing import`.
    Imported,
    /// The user's own (`pricing add`).
    User,
}

impl Layer {
    const ALL: [Layer; 3] = [Layer::Embedded, Layer::Imported, Layer::User];

    /// The layer of that word.
    pub fn by_name(word: &str) -> Option<Layer> {
        Layer::ALL.into_iter().find(|layer| layer.as_str() == word)
    }

    /// `embedded`, `imported` or `user`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Layer::Embedded => "embedded",
            Layer::Imported => "imported",
            Layer::User => "user",
        }
    }
}

/// How the model's name was found in the price book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MatchClass {
    User,
    Exact,
    Snapshot,
    Folded,
    Prefix,
    Borrowed,
    RegionUnpriced,
}

impl MatchClass {
    const ALL: [MatchClass; 7] = [
        MatchClass::User,
        MatchClass::Exact,
        MatchClass::Snapshot,
        MatchClass::Folded,
        MatchClass::Prefix,
        MatchClass::Borrowed,
        MatchClass::RegionUnpriced,
    ];

    /// The class of that word.
    pub fn by_name(word: &str) -> Option<MatchClass> {
        MatchClass::ALL.into_iter().find(|class| class.as_str() == word)
    }

    /// The word in reports and in `pricing explain`.
    pub const fn as_str(self) -> &'static str {
        match self {
            MatchClass::User => "user",
            MatchClass::Exact => "exact",
            MatchClass::Snapshot => "snapshot",
            MatchClass::Folded => "folded",
            MatchClass::Prefix => "prefix",
            MatchClass::Borrowed => "borrowed",
            MatchClass::RegionUnpriced => "region-unpriced",
        }
    }

    /// Whether `--strict` accepts the match.
    pub const fn is_strict(self) -> bool {
        matches!(self, MatchClass::User | MatchClass::Exact | MatchClass::Snapshot)
    }
}

/// Where a price came from. One stamp serves all events priced alike, so it is shared; the
/// ledger stores each distinct stamp once.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PriceStamp {
    /// Catalog date and content hash, `2026-11-23-1a2b3c4d`.
    pub catalog: String,
    /// The rule that gave the price: `openai/gpt-5.2@2026-10-12`.
    pub rule: String,
    /// The provider whose list it is.
    pub provider: String,
    /// The model's id in that list.
    pub model: String,
    /// The layer of the price book.
    pub layer: Layer,
    /// How the name was matched.
    pub matched: MatchClass,
    /// The prompt size above which the context tier applied, when one did.
    pub tier_above: Option<u64>,
    /// The request attributes that chose the price, `processing=batch`, joined by `,`.
    pub context: String,
    /// The price list says it is free (every line is an explicit zero).
    pub free: bool,
}

/// One class of one event: `count × rate = amount`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The class, after the counters were made disjoint.
    pub class: UsageClass,
    /// Units of the class (milliseconds for durations).
    pub count: u64,
    /// What a unit costs.
    pub rate: Rate,
    /// Rounded once, half-even, to 1e-12 USD.
    pub amount: Usd,
}

/// A known cost: the total is the sum of the lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Priced {
    /// One line a class, in class order, none of count zero.
    pub lines: Vec<Line>,
    /// Where the rates came from.
    pub stamp: Arc<PriceStamp>,
}

impl Priced {
    /// The sum of the lines.
    pub fn total(&self) -> Usd {
        self.lines.iter().map(|line| line.amount).sum()
    }
}

/// Why an event has no cost. Never shown as $0.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum UnpricedReason {
    /// No rule names the model.
    UnknownModel,
    /// The model's first documented price is later than the event.
    NoPriceAtDate,
    /// A class was used that has no price, nor has any class that contains it.
    MissingRate(UsageClass),
    /// The price list has the model without any rate, and does not say it is free.
    NoRates,
    /// A region without record or multiplier, under `--strict`.
    RegionUnpriced,
    /// The counters contradict each other.
    InvalidUsage(String),
    /// A line or the total exceeds what one column can hold ($9.22 M).
    AmountOutOfRange,
}

impl UnpricedReason {
    /// The reason of a word of [`UnpricedReason::as_text`]; `why` has the words for counters that
    /// contradict each other.
    pub fn from_text(text: &str, why: Option<String>) -> Option<UnpricedReason> {
        Some(match text {
            "unknown_model" => UnpricedReason::UnknownModel,
            "no_price_at_date" => UnpricedReason::NoPriceAtDate,
            "missing_rate:all" => UnpricedReason::NoRates,
            "region_unpriced" => UnpricedReason::RegionUnpriced,
            "invalid_usage" => UnpricedReason::InvalidUsage(why.unwrap_or_default()),
            "amount_out_of_range" => UnpricedReason::AmountOutOfRange,
            other => UnpricedReason::MissingRate(UsageClass::by_name(other.strip_prefix("missing_rate:")?)?),
        })
    }

    /// The word in reports: `unknown_model`, `missing_rate:web_searches`, …
    pub fn as_text(&self) -> String {
        match self {
            UnpricedReason::UnknownModel => "unknown_model".into(),
            UnpricedReason::NoPriceAtDate => "no_price_at_date".into(),
            UnpricedReason::MissingRate(class) => format!("missing_rate:{}", class.name()),
            UnpricedReason::NoRates => "missing_rate:all".into(),
            UnpricedReason::RegionUnpriced => "region_unpriced".into(),
            UnpricedReason::InvalidUsage(_) => "invalid_usage".into(),
            UnpricedReason::AmountOutOfRange => "amount_out_of_range".into(),
        }
    }
}

/// The cost of one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cost {
    /// Known, with its lines.
    Priced(Priced),
    /// Not known, with the reason.
    Unpriced(UnpricedReason),
}

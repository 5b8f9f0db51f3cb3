//! A price list entry that is not in the binary: the user's own, or an imported one.
//!
//! Owns: what such an entry says. Refuses to know: how names match it, where it is kept.

use chrono::{DateTime, Utc};

use super::class::UsageClass;
use super::cost::Layer;

/// The rates of one model over one half-open stretch of time, in one context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceEntry {
    /// The row id in the ledger; 0 for one that is not stored yet.
    pub id: i64,
    /// User or imported.
    pub layer: Layer,
    /// The provider whose list it extends or replaces.
    pub provider: String,
    /// The model's name as usage records spell it (matched exactly, ignoring case).
    pub model: String,
    /// First instant it holds; open when `None`.
    pub from: Option<DateTime<Utc>>,
    /// First instant it no longer holds; open when `None`.
    pub to: Option<DateTime<Utc>>,
    /// Decimal US dollars per [`UsageClass::per`] units, by class.
    pub rates: Vec<(UsageClass, String)>,
    /// Rates that replace `rates` for the whole request above a prompt size.
    pub tiers: Vec<(u64, Vec<(UsageClass, String)>)>,
    /// Request attributes that must all match.
    pub when: Vec<(String, String)>,
    /// Stated to be free: no rates, and that is meant.
    pub free: bool,
    /// When it was added.
    pub added: DateTime<Utc>,
}

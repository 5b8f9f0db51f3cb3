//! The embedded catalog as static tables, written by the build script from `files/*.toml`.
//!
//! Owns: the shape of those tables and the exact look-up in them. Refuses to know: what is
//! peeled off a name before, how a price is chosen after.

use super::hash;
use crate::domain::UsageClass;

/// A provider; see `format::Provider`.
#[derive(Debug)]
pub(super) struct Provider {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) aliases: &'static [&'static str],
    pub(super) words: &'static [&'static str],
    pub(super) owns: &'static [&'static str],
    pub(super) borrows: &'static [u8],
    pub(super) vendors: &'static [&'static str],
    /// Its models' indices, half-open.
    pub(super) models: (u16, u16),
    pub(super) schedules: &'static [Schedule],
    pub(super) uplifts: &'static [Uplift],
}

/// A multiplier on token classes.
#[derive(Debug)]
pub(super) struct Uplift {
    pub(super) attribute: &'static str,
    pub(super) values: &'static [&'static str],
    pub(super) times: u32,
    pub(super) over: u32,
    pub(super) models: &'static [&'static str],
}

/// Stretches of the week; instants in seconds since 1970, windows in minutes of the day.
#[derive(Debug)]
pub(super) struct Schedule {
    pub(super) id: &'static str,
    pub(super) zone: &'static str,
    pub(super) weekdays: &'static [u8],
    /// Days since 1970, sorted.
    pub(super) holidays: &'static [i64],
    pub(super) windows: &'static [(u32, u32)],
    pub(super) from: i64,
    pub(super) until: Option<i64>,
}

/// What a schedule does to a model.
#[derive(Debug)]
pub(super) struct Hours {
    pub(super) schedule: usize,
    pub(super) times: u32,
    pub(super) over: u32,
    pub(super) rates: &'static [ClassRate],
}

/// A model.
#[derive(Debug)]
pub(super) struct Model {
    pub(super) provider: u8,
    pub(super) id: &'static str,
    pub(super) any_region: bool,
    pub(super) free: bool,
    pub(super) deprecated: bool,
    pub(super) window: Option<u64>,
    pub(super) minimum: &'static [(UsageClass, u64)],
    pub(super) hours: &'static [Hours],
    /// Oldest first, not overlapping.
    pub(super) prices: &'static [Price],
    pub(super) variants: &'static [Price],
}

/// Rates over `[from, until)`, for requests that have all of `when`.
#[derive(Debug)]
pub(super) struct Price {
    pub(super) when: &'static [(&'static str, &'static str)],
    pub(super) from: Option<i64>,
    pub(super) until: Option<i64>,
    pub(super) rates: &'static [ClassRate],
}

/// One class's list price and its tiers, lowest threshold first.
#[derive(Debug)]
pub(super) struct ClassRate {
    pub(super) class: UsageClass,
    pub(super) usd: &'static str,
    pub(super) tiers: &'static [(u64, &'static str)],
}

/// A name of a model, and what may follow it.
#[derive(Debug)]
pub(super) struct Name {
    pub(super) provider: u8,
    pub(super) model: u16,
    pub(super) follow: u8,
    pub(super) text: &'static str,
}

/// The text alone names the model.
pub(super) const EXACT: u8 = 1;
/// A snapshot date may follow.
pub(super) const DATED: u8 = 2;
/// Dates, builds and whitelisted words may follow.
pub(super) const PREFIX: u8 = 4;
/// A customer's own text may follow after a `:`.
pub(super) const OPEN: u8 = 8;

include!(concat!(env!("OUT_DIR"), "/catalog.rs"));

impl Model {
    /// The provider whose list it is on.
    pub(super) fn owner(&self) -> &'static Provider {
        &PROVIDERS[usize::from(self.provider)]
    }
}

impl Provider {
    /// Its models.
    pub(super) fn list(&self) -> &'static [Model] {
        &MODELS[usize::from(self.models.0)..usize::from(self.models.1)]
    }
}

/// The byte a name is hashed and compared by; in the folded table `.` is written `-`.
const fn written(folded: bool, byte: u8) -> u8 {
    if folded && byte == b'.' { b'-' } else { byte }
}

/// One byte more of a name's hash.
pub(super) const fn step(folded: bool, hashed: u64, byte: u8) -> u64 {
    hash::step(hashed, written(folded, byte))
}

/// The entry of exactly this name (`folded`: in the table where `.` is written `-`).
pub(super) fn name(folded: bool, provider: u8, text: &str) -> Option<&'static Name> {
    at_hash(folded, provider, text, text.bytes().fold(hash::start(provider), |hashed, byte| step(folded, hashed, byte)))
}

/// The same for a caller that has hashed the text already.
pub(super) fn at_hash(folded: bool, provider: u8, text: &str, hashed: u64) -> Option<&'static Name> {
    let (names, table) = if folded { (FOLDEDS, FOLDED_TABLE) } else { (NAMES, NAME_TABLE) };
    let mask = table.len() - 1;
    let mut slot = hash::slot(hashed, mask);
    loop {
        let entry = names.get(usize::from(table[slot]).checked_sub(1)?)?;
        if entry.provider == provider && same(folded, entry.text, text) {
            return Some(entry);
        }
        slot = (slot + 1) & mask;
    }
}

fn same(folded: bool, entry: &str, text: &str) -> bool {
    if !folded {
        return entry == text;
    }
    entry.len() == text.len() && entry.bytes().eq(text.bytes().map(|byte| written(true, byte)))
}

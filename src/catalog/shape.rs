//! The price book as tables: what `files/*.toml` and imported lists are brought to.
//!
//! Owns: the shape of those tables and the exact look-up in them. Refuses to know: what is
//! peeled off a name before, how a price is chosen after. Also compiled into the build script,
//! which writes the embedded tables.

use std::{fmt, ops, slice};

use super::hash;
use crate::domain::UsageClass;

/// A list that is empty nearly everywhere, by one pointer or none: slices are two words each, and
/// the tables have twenty thousand such places.
pub(crate) struct Seldom<T: 'static>(pub(crate) Option<&'static Held<T>>);

/// The two words of a list that is not empty.
pub(crate) struct Held<T: 'static> {
    pub(crate) list: &'static [T],
}

impl<T> Seldom<T> {
    /// What is in the list.
    pub(crate) fn list(self) -> &'static [T] {
        self.0.map_or(&[], |held| held.list)
    }
}

impl<T> Clone for Seldom<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Seldom<T> {}

impl<T> ops::Deref for Seldom<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.list()
    }
}

impl<T> IntoIterator for Seldom<T> {
    type Item = &'static T;
    type IntoIter = slice::Iter<'static, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.list().iter()
    }
}

/// As source text, but for the `&` before the list itself.
impl<T: fmt::Debug> fmt::Debug for Seldom<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(Held { list }) => write!(out, "Seldom(Some(&Held {{ list: {list:?} }}))"),
            None => out.write_str("Seldom(None)"),
        }
    }
}

/// An instant in seconds since 1970, or none, in the size of a number: 1970 itself is none.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Second(pub(crate) u32);

impl Second {
    /// The instant.
    pub(crate) fn stated(self) -> Option<i64> {
        (self.0 != 0).then_some(i64::from(self.0))
    }
}

/// A decimal by one pointer: few amounts stand on seven thousand lines.
#[derive(Clone, Copy)]
pub(crate) struct Amount(pub(crate) &'static &'static str);

impl Amount {
    /// As it is written.
    pub(crate) fn text(self) -> &'static str {
        self.0
    }
}

/// As source text.
impl fmt::Debug for Amount {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Amount(&{:?})", self.0)
    }
}

/// One price list of one or many providers, names and all.
#[derive(Debug)]
pub(crate) struct Catalog {
    /// Its date and content hash, `2026-11-23-1a2b3c4d`.
    pub(crate) id: &'static str,
    /// By order: the first that may own a bare name does.
    pub(crate) providers: &'static [Provider],
    pub(crate) models: &'static [Model],
    pub(crate) names: Names,
    /// The same names with `.` written `-`.
    pub(crate) folded: Names,
    /// The texts of both, one after another.
    pub(crate) texts: &'static str,
}

/// Names, and a hash table of their positions plus one.
#[derive(Debug)]
pub(crate) struct Names {
    pub(crate) list: &'static [Name],
    pub(crate) table: &'static [u16],
}

/// A provider; see `format::Provider`.
#[derive(Debug)]
pub(crate) struct Provider {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) aliases: &'static [&'static str],
    pub(crate) words: &'static [&'static str],
    pub(crate) owns: &'static [&'static str],
    pub(crate) borrows: &'static [u8],
    pub(crate) vendors: &'static [&'static str],
    /// Its models' indices, half-open.
    pub(crate) models: (u16, u16),
    pub(crate) schedules: &'static [Schedule],
    pub(crate) uplifts: &'static [Uplift],
}

/// A multiplier on token classes.
#[derive(Debug)]
pub(crate) struct Uplift {
    pub(crate) attribute: &'static str,
    pub(crate) values: &'static [&'static str],
    pub(crate) times: u32,
    pub(crate) over: u32,
    pub(crate) models: &'static [&'static str],
}

/// Stretches of the week; instants in seconds since 1970, windows in minutes of the day.
#[derive(Debug)]
pub(crate) struct Schedule {
    pub(crate) id: &'static str,
    pub(crate) zone: &'static str,
    pub(crate) weekdays: &'static [u8],
    /// Days since 1970, sorted.
    pub(crate) holidays: &'static [i64],
    pub(crate) windows: &'static [(u32, u32)],
    pub(crate) from: i64,
    pub(crate) until: Option<i64>,
}

/// What a schedule does to a model.
#[derive(Debug)]
pub(crate) struct Hours {
    pub(crate) schedule: usize,
    pub(crate) times: u32,
    pub(crate) over: u32,
    pub(crate) rates: &'static [ClassRate],
}

/// A model.
#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) provider: u8,
    pub(crate) id: &'static str,
    pub(crate) any_region: bool,
    pub(crate) free: bool,
    pub(crate) deprecated: bool,
    pub(crate) window: Option<u64>,
    pub(crate) minimum: Seldom<(UsageClass, u64)>,
    pub(crate) hours: Seldom<Hours>,
    /// Oldest first, not overlapping.
    pub(crate) prices: &'static [Price],
    pub(crate) variants: Seldom<Price>,
}

/// Rates over `[from, until)`, in seconds since 1970, for requests that have all of `when`.
#[derive(Debug)]
pub(crate) struct Price {
    pub(crate) when: Seldom<(&'static str, &'static str)>,
    pub(crate) from: Second,
    pub(crate) until: Second,
    pub(crate) rates: &'static [ClassRate],
}

/// One class's list price and its tiers, lowest threshold first.
#[derive(Debug)]
pub(crate) struct ClassRate {
    pub(crate) class: UsageClass,
    pub(crate) usd: Amount,
    pub(crate) tiers: Seldom<(u64, &'static str)>,
}

/// A name of a model, and what may follow it.
#[derive(Debug)]
pub(crate) struct Name {
    pub(crate) provider: u8,
    pub(crate) model: u16,
    pub(crate) follow: u8,
    /// Where in the catalog's texts its own is, in bytes.
    pub(crate) start: u32,
    pub(crate) length: u16,
}

/// The text alone names the model.
pub(crate) const EXACT: u8 = 1;
/// A snapshot date may follow.
pub(crate) const DATED: u8 = 2;
/// Dates, builds and whitelisted words may follow.
pub(crate) const PREFIX: u8 = 4;
/// A customer's own text may follow after a `:`.
pub(crate) const OPEN: u8 = 8;

/// What may stand around a model's name, whoever serves it; see `format::Grammar`.
#[derive(Debug)]
pub(crate) struct Grammar {
    /// A path, and the id of the provider it names.
    pub(crate) routes: &'static [(&'static str, Option<&'static str>)],
    pub(crate) dot_regions: &'static [&'static str],
    pub(crate) slash_regions: &'static [&'static str],
    pub(crate) rest_words: &'static [&'static str],
    pub(crate) suffixes: &'static [(&'static str, &'static [(&'static str, &'static str)])],
}

impl Catalog {
    /// The provider of that index.
    pub(crate) fn provider(&self, index: u8) -> &'static Provider {
        &self.providers[usize::from(index)]
    }

    /// The index of the provider of exactly that id.
    pub(crate) fn index(&self, id: &str) -> Option<u8> {
        self.providers.iter().position(|p| p.id == id).and_then(|at| u8::try_from(at).ok())
    }

    /// The models of a provider.
    pub(crate) fn list(&self, provider: &Provider) -> &'static [Model] {
        &self.models[usize::from(provider.models.0)..usize::from(provider.models.1)]
    }

    /// The provider whose list a model is on.
    pub(crate) fn owner(&self, model: &Model) -> &'static Provider {
        &self.providers[usize::from(model.provider)]
    }

    /// What a name is.
    pub(crate) fn text(&self, name: &Name) -> &'static str {
        &self.texts[name.start as usize..][..usize::from(name.length)]
    }

    /// The entry of exactly this name (`folded`: in the table where `.` is written `-`).
    pub(crate) fn name(&self, folded: bool, provider: u8, text: &str) -> Option<&'static Name> {
        let hashed = text.bytes().fold(hash::start(provider), |hashed, byte| step(folded, hashed, byte));
        self.at_hash(folded, provider, text, hashed)
    }

    /// The same for a caller that has hashed the text already.
    pub(crate) fn at_hash(&self, folded: bool, provider: u8, text: &str, hashed: u64) -> Option<&'static Name> {
        let names = if folded { &self.folded } else { &self.names };
        let mask = names.table.len().checked_sub(1)?;
        let mut slot = hash::slot(hashed, mask);
        loop {
            let entry = names.list.get(usize::from(names.table[slot]).checked_sub(1)?)?;
            if entry.provider == provider && same(folded, self.text(entry), text) {
                return Some(entry);
            }
            slot = (slot + 1) & mask;
        }
    }
}

/// The byte a name is hashed and compared by; in the folded table `.` is written `-`.
const fn written(folded: bool, byte: u8) -> u8 {
    if folded && byte == b'.' { b'-' } else { byte }
}

/// One byte more of a name's hash.
pub(crate) const fn step(folded: bool, hashed: u64, byte: u8) -> u64 {
    hash::step(hashed, written(folded, byte))
}

fn same(folded: bool, entry: &str, text: &str) -> bool {
    if !folded {
        return entry == text;
    }
    entry.len() == text.len() && entry.bytes().eq(text.bytes().map(|byte| written(true, byte)))
}

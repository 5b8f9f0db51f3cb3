//! What an incoming price list changes, and what of it has to be kept.
//!
//! Owns: the comparison of a list with the prices in force, and the list that is laid over them:
//! only models that say something else. Refuses to know: where lists come from, where they are
//! kept, how a difference is shown.
//!
//! A list that states since when the prices of a model hold replaces the whole record of it. One
//! that does not says only what holds now: its price begins now and leaves the past alone, where
//! there was a price in the past.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, SecondsFormat, Utc};

use super::book::PriceBook;
use super::exchange::Dates;
use super::find::Silent;
use super::format::{File, Model, Price, Variant};
use super::list::{self, OnList};
use super::merge::joined;
use super::shape::{self, Catalog};
use super::stated::{Stated, differs, models, plain, range, starts, stated, text};
use super::{hash, lower};
use crate::domain::{Code, Error, ImportedList, InstantRange, Layer, MatchClass, PriceEntry, PriceLayers, Result};

/// What became of a model's price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// The model had no price.
    New,
    /// Another price from an instant on.
    Changed,
    /// Another price for a stretch of time that had one.
    Corrected,
    /// A scheduled price that will not come.
    Withdrawn,
    /// The user, or another imported list, says otherwise. Of lists the later import wins.
    Conflicting,
}

impl ChangeKind {
    /// The word in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            ChangeKind::New => "new",
            ChangeKind::Changed => "changed",
            ChangeKind::Corrected => "corrected",
            ChangeKind::Withdrawn => "withdrawn",
            ChangeKind::Conflicting => "conflicting",
        }
    }
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub kind: ChangeKind,
    pub provider: String,
    pub model: String,
    /// The stretch of time it is about.
    pub holds: InstantRange,
    /// Class by class: `input_tokens 3 → 2.5`.
    pub detail: String,
}

/// What importing a list comes to.
#[derive(Debug)]
pub struct Update {
    /// By kind, provider, model.
    pub changes: Vec<Change>,
    /// What is to be kept: models that state something the lists below do not.
    pub files: Vec<File>,
}

/// The date and content hash of a list, in the form of the embedded catalog's.
pub fn catalog_id(now: DateTime<Utc>, bytes: &[u8]) -> String {
    let digest = bytes.iter().fold(hash::start(0), |hashed, byte| hash::step(hashed, *byte));
    format!("{}-{:08x}", now.format("%Y-%m-%d"), (digest ^ (digest >> 32)) as u32)
}

/// Compares `incoming` with what is in force; `dates` says how far it states since when its prices hold.
///
/// A model that is kept may stand before one that was left to the lists below; so the comparison
/// is made again with what it came to, until nothing more has to be kept.
///
/// # Errors
/// [`Code::Validation`]: what in the list is not acceptable.
pub fn compare(
    layers: &PriceLayers,
    source: &str,
    incoming: &[File],
    dates: Dates,
    now: DateTime<Utc>,
) -> Result<Update> {
    const ROUNDS: usize = 4;
    let mut update = round(layers, source, incoming, dates, now)?;
    for _ in 0..ROUNDS {
        let again = round(&with(layers, source, &update.files)?, source, incoming, dates, now)?;
        let settled = again.changes.iter().all(|change| change.kind == ChangeKind::Conflicting);
        let known = |change: &Change| {
            update
                .changes
                .iter()
                .any(|have| (have.kind, &have.provider, &have.model) == (change.kind, &change.provider, &change.model))
        };
        let more: Vec<Change> = again.changes.into_iter().filter(|change| !known(change)).collect();
        update.changes.extend(more);
        update.files = again.files;
        if settled {
            break;
        }
    }
    // What is kept is read without a word later: here is where it must be readable.
    update.files.iter().try_for_each(|file| list::standalone("kept", std::slice::from_ref(file)).map(|_| ()))?;
    let order = |change: &Change| (change.kind, change.provider.clone(), change.model.clone(), change.holds.from);
    update.changes.sort_by_cached_key(order);
    Ok(update)
}

/// The layers once this list is kept.
fn with(layers: &PriceLayers, source: &str, files: &[File]) -> Result<PriceLayers> {
    let mut after = layers.clone();
    after.lists.retain(|list| list.source != source);
    after.lists.insert(
        0,
        ImportedList {
            source: source.to_owned(),
            catalog: "incoming".to_owned(),
            origin: String::new(),
            whole: layers.lists.iter().any(|list| list.source == source && list.whole),
            models: 0,
            providers: files.iter().map(as_json).collect::<Result<_>>()?,
        },
    );
    Ok(after)
}

/// A file in the form in which it is kept.
///
/// # Errors
/// None that a file read from a list has.
pub fn as_json(file: &File) -> Result<(String, String)> {
    let json = serde_json::to_string(file).map_err(|e| Error::new(Code::Internal, e.to_string()))?;
    Ok((file.provider.id.clone(), json))
}

fn round(layers: &PriceLayers, source: &str, incoming: &[File], dates: Dates, now: DateTime<Utc>) -> Result<Update> {
    let lists = PriceLayers { entries: Vec::new(), ..layers.clone() };
    let mut comparison = Comparison {
        effective: PriceBook::layered(lists),
        source,
        previous: previous(&layers.lists, source)?,
        entries: &layers.entries,
        dates,
        now,
        changes: Vec::new(),
    };
    let mut files = Vec::new();
    for file in incoming {
        // Whom a provider borrows from is the embedded list's to say.
        let mut alone = file.clone();
        alone.provider.borrows.clear();
        let tables = lower::catalog("incoming", std::slice::from_ref(&alone)).map_err(Error::validation)?;
        let models = comparison.file(&alone, tables);
        if !models.is_empty() {
            files.push(File { models, ..alone });
        }
    }
    files.extend(std::mem::take(&mut comparison.previous).into_values().filter(|file| !file.models.is_empty()));
    let files = joined(files);
    // What could not be read later would be lost without a word.
    files.iter().try_for_each(|file| list::standalone("kept", std::slice::from_ref(file)).map(|_| ()))?;
    Ok(Update { changes: comparison.changes, files })
}

/// What the list's source stated before, by provider.
fn previous(lists: &[ImportedList], source: &str) -> Result<BTreeMap<String, File>> {
    let parts = lists.iter().filter(|list| list.source == source).flat_map(|list| &list.providers);
    let read = |(provider, json): &(String, String)| match serde_json::from_str(json) {
        Ok(file) => Ok((provider.clone(), file)),
        Err(error) => {
            Err(Error::new(Code::Database, format!("the kept list of {provider} is not understood: {error}")))
        }
    };
    parts.map(read).collect()
}

/// What a list says of a model that has to be kept.
enum Said {
    /// The first price that its name has, under any reading of the name.
    First,
    /// Another price than the one its name has, which has another from this second on.
    Other { until: Option<i64> },
}

fn has_price(list: &OnList) -> bool {
    !list.prices().is_empty() || list.found.model.is_some_and(|model| model.free)
}

struct Comparison<'a> {
    effective: PriceBook,
    source: &'a str,
    previous: BTreeMap<String, File>,
    entries: &'a [PriceEntry],
    dates: Dates,
    now: DateTime<Utc>,
    changes: Vec<Change>,
}

impl Comparison<'_> {
    /// The models of a file that are to be kept.
    fn file(&mut self, file: &File, tables: &'static Catalog) -> Vec<Model> {
        let mut kept = Vec::new();
        for (model, table) in file.models.iter().zip(tables.models) {
            // What says nothing new stays as it was stated before.
            let Some(said) = self.model(&file.provider.id, model, table) else {
                kept.extend(self.also_called(&file.provider.id, model));
                continue;
            };
            match (self.take_previous(&file.provider.id, &model.id), said) {
                (None, Said::First) => kept.push(model.clone()),
                (_, _) if self.is_dated(table) => kept.push(model.clone()),
                (before, Said::First) => kept.push(self.beginning_now(model, before, None)),
                (before, Said::Other { until }) => kept.push(self.beginning_now(model, before, until)),
            }
        }
        kept
    }

    /// A model that says nothing new, under those of its names that no list has.
    fn also_called(&mut self, provider: &str, model: &Model) -> Option<Model> {
        let before = self.previous.get(provider).is_some_and(|file| file.models.iter().any(|m| m.id == model.id));
        let unheard = |name: &&String| {
            let lists = self.effective.on_lists(Some(provider), name, &mut Silent);
            lists.iter().all(|list| list.found.model.is_none())
        };
        let names: Vec<String> = model.names.iter().filter(|_| !before).filter(unheard).cloned().collect();
        let first = names.first()?;
        let more = if names.len() > 1 { format!(" (and {} more)", names.len() - 1) } else { String::new() };
        self.changes.push(Change {
            kind: ChangeKind::New,
            provider: provider.to_owned(),
            model: model.id.clone(),
            holds: InstantRange::ALL,
            detail: format!("also called {first}{more}"),
        });
        let none = Vec::new;
        Some(Model { unnamed: true, names, dated: none(), prefixes: none(), open: none(), ..model.clone() })
    }

    fn take_previous(&mut self, provider: &str, model: &str) -> Option<Model> {
        let models = &mut self.previous.get_mut(provider)?.models;
        let at = models.iter().position(|have| have.id == model)?;
        Some(models.remove(at))
    }

    /// Whether the list says since when the model's prices hold.
    fn is_dated(&self, table: &'static shape::Model) -> bool {
        match self.dates {
            Dates::All => true,
            Dates::Some => !starts(&[table]).is_empty(),
            Dates::None => false,
        }
    }

    /// Notes what a model changes, if anything.
    fn model(&mut self, provider: &str, model: &Model, table: &'static shape::Model) -> Option<Said> {
        let names = std::iter::once(&model.id).filter(|_| !model.unnamed);
        let mut names = names.chain(&model.names).chain(&model.dated).chain(&model.prefixes).chain(&model.open);
        let name = names.next()?;
        let lists = self.effective.on_lists(Some(provider), name, &mut Silent);
        let lists: Vec<&OnList> = lists.iter().filter(|list| list.found.model.is_some()).collect();
        self.against_own(provider, model, table);
        let note = |kind, holds, detail| Change {
            kind,
            provider: provider.to_owned(),
            model: model.id.clone(),
            holds,
            detail,
        };
        let close = |list: &&OnList| {
            matches!(list.found.matched, Some(MatchClass::Exact | MatchClass::Folded)) && !list.found.borrowed
        };
        let known = lists.iter().any(|list| close(list) && has_price(list));
        let differences = self.differences(table, &lists);
        if !known {
            // A name that was priced as another model's is new only when its price is another one.
            if !lists.is_empty() && differences.is_empty() && !table.prices.is_empty() {
                return None;
            }
            let holds = table.prices.first().map_or(InstantRange::ALL, |price| range(price.from.stated(), None));
            let detail = text(&Stated::new(), &stated([table], &[], self.instant(holds.from)), table.free);
            self.changes.push(note(ChangeKind::New, holds, detail));
            let priced = lists.iter().any(|list| has_price(list));
            return Some(if priced { self.other(&lists) } else { Said::First });
        }
        for (kind, holds, detail) in &differences {
            self.changes.push(note(*kind, *holds, detail.clone()));
        }
        if differences.is_empty() { None } else { Some(self.other(&lists)) }
    }

    /// Until when a price without dates holds: the next change that the lists announce.
    fn other(&self, lists: &[&OnList]) -> Said {
        let announced = starts(&models(lists, &[]));
        Said::Other { until: announced.range(self.now.timestamp() + 1..).next().copied() }
    }

    /// Where a price of the user's own says otherwise now.
    fn against_own(&mut self, provider: &str, model: &Model, table: &'static shape::Model) {
        let names = || std::iter::once(&model.id).chain(&model.names).chain(&model.prefixes);
        let same = |entry: &&PriceEntry| {
            names().any(|name| entry.model.trim().eq_ignore_ascii_case(name))
                && PriceBook::canonical(&entry.provider) == provider
        };
        for entry in self.entries.iter().filter(same).filter(|entry| entry.holds(self.now)) {
            let listed = stated([table], &entry.when, self.now);
            let own: Stated = entry.rates.iter().map(|(class, usd)| ((0, *class), plain(*class, usd))).collect();
            let other: Stated = own
                .iter()
                .filter(|(key, usd)| listed.get(key).is_some_and(|listed| listed != *usd))
                .map(|(k, v)| (*k, v.clone()))
                .collect();
            if !other.is_empty() {
                let holds = InstantRange { from: entry.from, to: entry.to };
                let detail = format!("yours {}: {}", entry.place, text(&other, &listed, false));
                self.changes.push(Change {
                    kind: ChangeKind::Conflicting,
                    provider: provider.to_owned(),
                    model: model.id.clone(),
                    holds,
                    detail,
                });
            }
        }
    }

    /// The instants at which the model's prices differ from those in force.
    fn differences(&self, table: &'static shape::Model, lists: &[&OnList]) -> Vec<(ChangeKind, InstantRange, String)> {
        let current: Vec<&'static shape::Model> = models(lists, &[]);
        let theirs: BTreeSet<i64> = starts(&[table]);
        let ours: BTreeSet<i64> = starts(&current);
        let now = self.now.timestamp();
        let dated = self.is_dated(table);
        let instants: BTreeSet<i64> =
            if dated { theirs.union(&ours).copied().chain([i64::MIN]).collect() } else { BTreeSet::from([now]) };
        let foreign = lists.first().is_some_and(|list| list.layer == Layer::Imported && *list.source != *self.source);
        let mut out: Vec<(ChangeKind, InstantRange, String)> = Vec::new();
        for second in instants {
            let at = self.instant(DateTime::from_timestamp(second, 0));
            let Some(detail) = differs(table, lists, at) else { continue };
            let kind = match () {
                () if foreign => ChangeKind::Conflicting,
                () if !dated => ChangeKind::Changed,
                () if second > now && ours.contains(&second) && !theirs.contains(&second) => ChangeKind::Withdrawn,
                () if theirs.contains(&second) && !ours.contains(&second) => ChangeKind::Changed,
                () => ChangeKind::Corrected,
            };
            if out.iter().all(|(have, ..)| *have != kind) || kind == ChangeKind::Corrected {
                let until = theirs.range(second.saturating_add(1)..).next().copied();
                out.push((kind, range((second > i64::MIN).then_some(second), until.filter(|_| dated)), detail));
            }
        }
        out
    }

    fn instant(&self, at: Option<DateTime<Utc>>) -> DateTime<Utc> {
        at.unwrap_or(DateTime::<Utc>::MIN_UTC)
    }

    /// The model with its prices beginning now, after what its source stated before.
    fn beginning_now(&self, model: &Model, before: Option<Model>, until: Option<i64>) -> Model {
        let written = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
        let (from, until) = (Some(written(self.now)), range(until, None).from.map(written));
        let begun = |price: &Price| Price { from: from.clone(), until: until.clone(), ..price.clone() };
        let price = model.prices.last().map(begun);
        let mut out = Model { prices: Vec::new(), variants: Vec::new(), ..model.clone() };
        // What was stated of other names of the model alone is not its past.
        let before = before.filter(|before| before.unnamed == model.unnamed);
        let (prices, variants) = before.map(|before| (before.prices, before.variants)).unwrap_or_default();
        out.prices = prices;
        out.prices.retain(|old| old.from != from);
        let now = self.now.timestamp();
        let ends_later = |until: &mut String| lower::seconds(until).is_ok_and(|second| second > now);
        for old in &mut out.prices {
            // It ends where the next begins.
            old.until.take_if(ends_later);
        }
        out.prices.extend(price);
        let begun = |old: &Variant| Variant { from: from.clone(), until: until.clone(), ..old.clone() };
        out.variants = model.variants.iter().map(begun).collect();
        out.variants.extend(variants.into_iter().filter(|old| old.from != from));
        out
    }
}

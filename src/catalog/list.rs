//! The price lists a book is made of, most important first: imported ones, then the embedded.
//!
//! Owns: which list's word on a name counts, and reading an imported list only as far as it is
//! needed. Refuses to know: the user's own entries, rates.

use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Utc};

use super::data::EMBEDDED;
use super::find::{self, Found, Silent, Trace};
use super::format::File;
use super::lower;
use super::shape::{Catalog, Price};
use crate::domain::{ImportedList, Layer, MatchClass, Result};

/// An imported list on its way into use: a provider's part is read when one of its names is.
pub(super) struct Imported {
    source: Arc<str>,
    id: String,
    whole: bool,
    parts: Vec<Part>,
}

struct Part {
    provider: String,
    text: String,
    catalog: OnceLock<Option<&'static Catalog>>,
}

/// A name on one list.
pub(super) struct OnList {
    pub(super) found: Found,
    pub(super) layer: Layer,
    /// The imported list's name; empty for the embedded one.
    pub(super) source: Arc<str>,
    /// Its multipliers are its own.
    pub(super) whole: bool,
    /// Its hours count: those of a list that has neither weekdays nor dates give way to ours.
    pub(super) hours: bool,
}

impl OnList {
    /// The model's standard prices.
    pub(super) fn prices(&self) -> &'static [Price] {
        self.found.model.map_or(&[], |model| model.prices)
    }

    /// The standard price at an instant.
    pub(super) fn price_at(&self, at: DateTime<Utc>) -> Option<&'static Price> {
        self.prices().iter().find(|price| price.holds(at))
    }

    /// The schedule in force, as an index into the model's hours.
    pub(super) fn hours_at(&self, at: DateTime<Utc>) -> Option<usize> {
        let (model, owner) = (self.found.model.filter(|_| self.hours)?, self.found.owner()?);
        model.hours.iter().position(|hours| owner.schedules[hours.schedule].is_active(at))
    }

    /// What its rules' names begin with.
    pub(super) fn prefix(&self) -> String {
        match self.layer {
            Layer::Embedded => String::new(),
            layer => format!("{}/{}/", layer.as_str(), self.source),
        }
    }
}

impl Imported {
    pub(super) fn new(list: ImportedList) -> Self {
        let part = |(provider, text)| Part { provider, text, catalog: OnceLock::new() };
        Imported {
            source: list.source.into(),
            id: list.catalog,
            whole: list.whole,
            parts: list.providers.into_iter().map(part).collect(),
        }
    }

    pub(super) fn source(&self) -> &str {
        &self.source
    }

    /// Every part, read.
    pub(super) fn catalogs(&self) -> impl Iterator<Item = &'static Catalog> {
        self.parts.iter().filter_map(|part| part.catalog(&self.id))
    }

    /// A name on this list, given what the embedded list made of it.
    fn look_up(&self, hint: Option<&str>, raw: &str, below: &Found) -> Option<Found> {
        let named = below.provider.map(|provider| provider.id);
        let catalog = |id: &str| {
            let part = self.parts.iter().find(|part| part.provider == id)?;
            part.catalog(&self.id)
        };
        // A provider of just that name goes before the one the embedded list takes it for.
        let hinted = hint.map(find::lower).filter(|hint| named != Some(hint.as_ref()));
        let own = hinted.and_then(|id| Some(find::find(catalog(&id)?, Some(&id), raw, &mut Silent)));
        let found = own.filter(|found| found.model.is_some()).or_else(|| match named {
            Some(id) => catalog(id).map(|catalog| find::find(catalog, Some(id), raw, &mut Silent)),
            // A provider, or an owner of a bare name, that only this list has.
            None => {
                self.catalogs().map(|catalog| find::find(catalog, hint, raw, &mut Silent)).find(|f| f.model.is_some())
            }
        });
        let found = found.filter(|found| found.model.is_some()).or_else(|| {
            let lender = below.owner().filter(|_| below.borrowed)?;
            find::find_borrowed(catalog(lender.id)?, lender.id, raw)
        })?;
        (rank(&found) <= rank(below)).then_some(found)
    }
}

impl Part {
    /// The tables of this part; what was imported has been checked, so that it can be read.
    fn catalog(&self, id: &str) -> Option<&'static Catalog> {
        *self.catalog.get_or_init(|| {
            let file: File = serde_json::from_str(&self.text).ok()?;
            lower::catalog(id, &[with_words(file)]).ok()
        })
    }
}

/// A list's word counts only when it means the name at least as exactly as the lists below:
/// a dated snapshot's own price is not replaced by its family's.
fn rank(found: &Found) -> u8 {
    match found.matched {
        Some(MatchClass::User | MatchClass::Exact) => 0,
        Some(MatchClass::Snapshot) => 1,
        Some(MatchClass::Folded) => 2,
        Some(MatchClass::Prefix) => 3,
        Some(MatchClass::Borrowed | MatchClass::RegionUnpriced) => 4,
        None => 5,
    }
}

/// The name on every list that has it, most important first; the embedded list last, also when
/// it does not.
pub(super) fn all(
    base: &'static Catalog,
    imported: &[Imported],
    hint: Option<&str>,
    raw: &str,
    trace: &mut impl Trace,
) -> Vec<OnList> {
    let below = find::find(base, hint, raw, trace);
    let mut lists = Vec::with_capacity(1 + imported.len());
    for list in imported {
        if let Some(mut found) = list.look_up(hint, raw, &below) {
            trace.step(|| on_list(&list.source, &found));
            // Where the embedded list has a price for the region, this one is no stranger to it.
            let settled = below.model.is_some() && below.matched != Some(MatchClass::RegionUnpriced);
            if !list.whole && settled && found.matched == Some(MatchClass::RegionUnpriced) {
                found.matched = below.matched;
            }
            let hours = list.whole || below.model.is_none_or(|model| model.hours.is_empty());
            let source = Arc::clone(&list.source);
            lists.push(OnList { found, layer: Layer::Imported, source, whole: list.whole, hours });
        }
    }
    lists.push(OnList { found: below, layer: Layer::Embedded, source: Arc::from(""), whole: true, hours: true });
    lists
}

fn on_list(source: &str, found: &Found) -> String {
    let owner = found.owner().map_or("", |owner| owner.id);
    let model = found.model.map_or("", |model| model.id);
    format!("on the imported list {source}: {owner}/{model}")
}

/// The tables of one list of files, as a book of their own.
///
/// # Errors
/// [`Code::Validation`](crate::domain::Code::Validation): what in them is not acceptable.
pub(super) fn standalone(id: &str, files: &[File]) -> Result<&'static Catalog> {
    let files: Vec<File> = files.iter().cloned().map(with_words).collect();
    lower::catalog(id, &files).map_err(crate::domain::Error::validation)
}

/// The file with what the embedded list knows of the provider's spellings: vendor words before
/// its names, its aliases, the bare names it owns. Price lists rarely say.
pub(super) fn with_words(mut file: File) -> File {
    let Some(known) = EMBEDDED.index(&file.provider.id).map(|at| EMBEDDED.provider(at)) else { return file };
    let provider = &mut file.provider;
    for (list, words) in [
        (&mut provider.aliases, known.aliases),
        (&mut provider.words, known.words),
        (&mut provider.owns, known.owns),
        (&mut provider.vendors, known.vendors),
    ] {
        let more: Vec<String> =
            words.iter().map(|word| (*word).to_owned()).filter(|word| !list.contains(word)).collect();
        list.extend(more);
    }
    file
}

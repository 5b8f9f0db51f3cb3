//! The price book: layers, the memo of names, and the quote.
//!
//! Owns: which user's and imported entries belong to a name, what was looked up before.
//! Refuses to know: the ledger the entries come from.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, NaiveDate, Utc};

use super::Quote;
use super::data::EMBEDDED;
use super::find::{self, Silent, Trace};
use super::format::File;
use super::list::{self, Imported, OnList};
use super::plan::{Inputs, Plan};
use super::shape::Catalog;
use crate::domain::{
    Cost, ImportedList, PriceContext, PriceEntry, PriceLayers, Rate, Result, UnpricedReason, UsageClass, UsageCounts,
};

/// Names looked up before; beyond this many the memo starts anew (hostile input).
const MEMO: usize = 65_536;

/// The user's entries over imported lists over the embedded catalog.
pub struct PriceBook {
    /// The user's entries by lower-cased model name.
    entries: Arc<HashMap<String, Vec<Arc<PriceEntry>>>>,
    /// Most important first.
    imported: Arc<Vec<Imported>>,
    base: &'static Catalog,
    memo: RwLock<HashMap<u64, Vec<Arc<Known>>>>,
    hasher: RandomState,
}

/// A name and what is known of it.
pub(super) struct Known {
    hint: Option<Box<str>>,
    raw: Box<str>,
    /// The lists that have it, most important first; the embedded one last in any case.
    pub(super) lists: Vec<OnList>,
    /// The user's entries for it, most important first.
    pub(super) entries: Vec<Arc<PriceEntry>>,
    provider: Option<Arc<str>>,
    model: Option<Arc<str>>,
    /// Instants (microseconds) at which some rate changes, and prompt sizes at which one does.
    pub(super) changes: Vec<i64>,
    thresholds: Vec<u64>,
    plans: RwLock<Vec<(Key, Planned)>>,
}

type Planned = std::result::Result<Arc<Plan>, UnpricedReason>;

/// What tells two plans of one name apart.
#[derive(PartialEq, Eq)]
struct Key {
    epoch: usize,
    hours: usize,
    tier: usize,
    context: PriceContext,
}

impl PriceBook {
    /// The embedded catalog under the user's `entries`.
    pub fn new(entries: Vec<PriceEntry>) -> Self {
        Self::over(&EMBEDDED, entries, Vec::new())
    }

    /// The user's entries over imported lists over the embedded catalog.
    pub fn layered(layers: PriceLayers) -> Self {
        Self::over(&EMBEDDED, layers.entries, layers.lists)
    }

    /// A book of these lists alone: nothing of the user's, nothing embedded.
    ///
    /// # Errors
    /// [`Code::Validation`](crate::domain::Code::Validation): what in them is not acceptable.
    pub fn alone(id: &str, files: &[File]) -> Result<Self> {
        Ok(Self::over(list::standalone(id, files)?, Vec::new(), Vec::new()))
    }

    fn over(base: &'static Catalog, stated: Vec<PriceEntry>, imported: Vec<ImportedList>) -> Self {
        let mut entries: HashMap<String, Vec<Arc<PriceEntry>>> = HashMap::new();
        for entry in stated {
            entries.entry(entry.model.trim().to_lowercase()).or_default().push(Arc::new(entry));
        }
        for list in entries.values_mut() {
            list.sort_by_key(|entry| std::cmp::Reverse(entry.importance()));
        }
        let imported = Arc::new(imported.into_iter().map(Imported::new).collect());
        PriceBook { entries: Arc::new(entries), imported, base, memo: RwLock::default(), hasher: RandomState::new() }
    }

    /// The same book for another thread: two that ask one book take turns at what it remembers.
    #[must_use]
    pub fn apart(&self) -> PriceBook {
        let (entries, imported) = (Arc::clone(&self.entries), Arc::clone(&self.imported));
        PriceBook { entries, imported, base: self.base, memo: RwLock::default(), hasher: self.hasher.clone() }
    }

    /// Date and content hash of the embedded catalog.
    pub fn catalog_id() -> &'static str {
        EMBEDDED.id
    }

    /// The date of the newest of the embedded catalog and the imported lists.
    pub fn made(lists: &[ImportedList]) -> Option<NaiveDate> {
        let ids = lists.iter().map(|list| list.catalog.as_str()).chain([EMBEDDED.id]);
        ids.filter_map(|id| id.get(..10)?.parse().ok()).max()
    }

    pub(super) fn base(&self) -> &'static Catalog {
        self.base
    }

    pub(super) fn imported(&self) -> &[Imported] {
        &self.imported
    }

    /// Prices one request.
    pub fn quote(
        &self,
        provider: Option<&str>,
        model: &str,
        at: DateTime<Utc>,
        context: &PriceContext,
        usage: &UsageCounts,
    ) -> Quote {
        let known = self.known(provider, model);
        let cost = match known.planned(at, context, usage.get(UsageClass::Input)) {
            Ok(plan) => plan.cost(usage),
            Err(reason) => Cost::Unpriced(reason),
        };
        Quote { provider: known.provider.clone(), model: known.model.clone(), cost }
    }

    /// The standard rates of a model at an instant, those of the smallest prompts; none when it has none.
    pub fn standard_rates(&self, provider: &str, model: &str, at: DateTime<Utc>) -> Vec<(UsageClass, Rate)> {
        let planned = self.known(Some(provider), model).planned(at, &PriceContext::default(), 0);
        planned.map_or_else(|_| Vec::new(), |plan| plan.rates.iter().map(|one| (one.class, one.rate)).collect())
    }

    /// What is known of a name: from the memo, or looked up now.
    pub(super) fn known(&self, hint: Option<&str>, raw: &str) -> Arc<Known> {
        let hash = self.hasher.hash_one((hint, raw));
        let same = |known: &&Arc<Known>| known.hint.as_deref() == hint && *known.raw == *raw;
        {
            let memo = self.memo.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(known) = memo.get(&hash).and_then(|list| list.iter().find(same)) {
                return Arc::clone(known);
            }
        }
        let known = Arc::new(self.look_up(hint, raw));
        let mut memo = self.memo.write().unwrap_or_else(PoisonError::into_inner);
        if memo.len() >= MEMO {
            memo.clear();
        }
        memo.entry(hash).or_default().push(Arc::clone(&known));
        known
    }

    /// The lists that have a name, with the steps that led there.
    pub(super) fn on_lists(&self, hint: Option<&str>, raw: &str, trace: &mut impl Trace) -> Vec<OnList> {
        list::all(self.base, &self.imported, hint, raw, trace)
    }

    fn look_up(&self, hint: Option<&str>, raw: &str) -> Known {
        let lists = self.on_lists(hint, raw, &mut Silent);
        let entries = self.entries_for(hint, raw, &lists);
        let on_list = lists.iter().map(|list| &list.found).find(|found| found.model.is_some());
        let stated = entries.first().filter(|_| on_list.is_none());
        let provider = lists.iter().rev().find_map(|list| list.found.provider).map(|p| Arc::from(p.id));
        let provider = provider.or_else(|| stated.map(|e| Arc::from(e.provider.as_str())));
        let model = on_list.and_then(|found| found.model).map(|m| Arc::from(m.id));
        let model = model.or_else(|| stated.map(|e| Arc::from(e.model.as_str())));
        let (changes, thresholds) = changes(&lists, &entries);
        let (hint, raw) = (hint.map(Box::from), Box::from(raw));
        Known { hint, raw, lists, entries, provider, model, changes, thresholds, plans: RwLock::default() }
    }

    /// A user's entry goes by the name as it came.
    fn entries_for(&self, hint: Option<&str>, raw: &str, lists: &[OnList]) -> Vec<Arc<PriceEntry>> {
        if self.entries.is_empty() {
            return Vec::new();
        }
        let hinted = hint.map(|hint| find::lower(hint).into_owned());
        let found = lists.iter().rev().find_map(|list| list.found.provider);
        let provider = found.map(|p| p.id.to_owned()).or(hinted.clone());
        let here = |entry: &&Arc<PriceEntry>| {
            let stated = find::lower(&entry.provider);
            let canonical = find::provider(self.base, &stated);
            let canonical = canonical.map_or(stated.as_ref(), |at| self.base.provider(at).id);
            provider.as_deref().is_none_or(|p| p == canonical) || hinted.as_deref() == Some(stated.as_ref())
        };
        self.entries.get(find::lower(raw).as_ref()).into_iter().flatten().filter(here).cloned().collect()
    }
}

impl Known {
    /// The plan for an instant, a context and a prompt size; made once for all that are alike.
    pub(super) fn planned(&self, at: DateTime<Utc>, context: &PriceContext, total_input: u64) -> Planned {
        let inputs = self.inputs();
        let micros = at.timestamp_micros();
        let key = Key {
            epoch: self.changes.partition_point(|change| *change <= micros),
            hours: inputs.hours_at(at),
            tier: self.thresholds.partition_point(|above| *above < total_input),
            context: PriceContext::default(),
        };
        {
            let plans = self.plans.read().unwrap_or_else(PoisonError::into_inner);
            let alike = |(have, _): &&(Key, Planned)| {
                (have.epoch, have.hours, have.tier) == (key.epoch, key.hours, key.tier) && have.context == *context
            };
            if let Some((_, planned)) = plans.iter().find(alike) {
                return planned.clone();
            }
        }
        let planned = inputs.plan(at, context, total_input).map(Arc::new);
        let mut plans = self.plans.write().unwrap_or_else(PoisonError::into_inner);
        if plans.len() >= 256 {
            plans.clear();
        }
        plans.push((Key { context: context.clone(), ..key }, planned.clone()));
        planned
    }

    pub(super) fn inputs(&self) -> Inputs<'_> {
        Inputs { lists: &self.lists, entries: &self.entries, raw: &self.raw, hint: self.hint.as_deref() }
    }
}

/// The instants and prompt sizes at which anything may change.
fn changes(lists: &[OnList], entries: &[Arc<PriceEntry>]) -> (Vec<i64>, Vec<u64>) {
    let (mut instants, mut sizes) = (Vec::new(), Vec::new());
    let models = lists.iter().filter_map(|list| list.found.model);
    for price in models.flat_map(|model| model.prices.iter().chain(model.variants)) {
        instants.extend(price.from.stated().into_iter().chain(price.until.stated()).map(|second| second * 1_000_000));
        sizes.extend(price.rates.iter().flat_map(|rate| rate.tiers).map(|(above, _)| *above));
    }
    for entry in entries {
        instants.extend(entry.from.into_iter().chain(entry.to).map(|at| at.timestamp_micros()));
        sizes.extend(entry.tiers.iter().map(|(above, _)| *above));
    }
    instants.sort_unstable();
    instants.dedup();
    sizes.sort_unstable();
    sizes.dedup();
    (instants, sizes)
}

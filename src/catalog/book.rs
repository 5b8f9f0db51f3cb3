//! The price book: layers, the memo of names, and the quote.
//!
//! Owns: which user's and imported entries belong to a name, what was looked up before.
//! Refuses to know: the ledger the entries come from.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, Utc};

use super::Quote;
use super::data::{ID, PROVIDERS};
use super::find::{self, Found, Silent};
use super::plan::{Inputs, Plan};
use crate::domain::{Cost, Layer, PriceContext, PriceEntry, UnpricedReason, UsageClass, UsageCounts};

/// Names looked up before; beyond this many the memo starts anew (hostile input).
const MEMO: usize = 65_536;

/// The embedded catalog with the user's and the imported entries over it.
pub struct PriceBook {
    /// By lower-cased model name.
    layers: HashMap<String, Vec<Arc<PriceEntry>>>,
    memo: RwLock<HashMap<u64, Vec<Arc<Known>>>>,
    hasher: RandomState,
}

/// A name and what is known of it.
pub(super) struct Known {
    hint: Option<Box<str>>,
    raw: Box<str>,
    pub(super) found: Found,
    /// The user's and imported entries for it, most important first.
    pub(super) entries: Vec<Arc<PriceEntry>>,
    provider: Option<Arc<str>>,
    model: Option<Arc<str>>,
    /// Instants (microseconds) at which some rate changes, and prompt sizes at which one does.
    changes: Vec<i64>,
    thresholds: Vec<u64>,
    plans: RwLock<Vec<(Key, Planned)>>,
}

type Planned = Result<Arc<Plan>, UnpricedReason>;

/// What tells two plans of one name apart.
#[derive(PartialEq, Eq)]
struct Key {
    epoch: usize,
    hours: Option<usize>,
    tier: usize,
    context: PriceContext,
}

impl PriceBook {
    /// The embedded catalog under `entries`.
    pub fn new(entries: Vec<PriceEntry>) -> Self {
        let mut layers: HashMap<String, Vec<Arc<PriceEntry>>> = HashMap::new();
        for entry in entries {
            layers.entry(entry.model.trim().to_lowercase()).or_default().push(Arc::new(entry));
        }
        for list in layers.values_mut() {
            // User before imported; within a layer the later start, then the later entry.
            list.sort_by_key(|e| std::cmp::Reverse((e.layer, e.from, e.added, e.id)));
        }
        PriceBook { layers, memo: RwLock::default(), hasher: RandomState::new() }
    }

    /// Date and content hash of the embedded catalog.
    pub fn catalog_id() -> &'static str {
        ID
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

    fn look_up(&self, hint: Option<&str>, raw: &str) -> Known {
        let found = find::find(hint, raw, &mut Silent);
        let entries = self.entries_for(hint, raw, &found);
        let stated = entries.first().filter(|_| found.model.is_none());
        let provider =
            found.provider.map(|p| Arc::from(p.id)).or_else(|| stated.map(|e| Arc::from(e.provider.as_str())));
        let model = found.model.map(|m| Arc::from(m.id)).or_else(|| stated.map(|e| Arc::from(e.model.as_str())));
        let (changes, thresholds) = changes(&found, &entries);
        let (hint, raw) = (hint.map(Box::from), Box::from(raw));
        Known { hint, raw, found, entries, provider, model, changes, thresholds, plans: RwLock::default() }
    }

    /// A user's entry goes by the name as it came; an imported one also by the model it is.
    fn entries_for(&self, hint: Option<&str>, raw: &str, found: &Found) -> Vec<Arc<PriceEntry>> {
        if self.layers.is_empty() {
            return Vec::new();
        }
        let hinted = hint.map(|hint| find::lower(hint).into_owned());
        let provider = found.provider.map(|p| p.id.to_owned()).or(hinted.clone());
        let here = |entry: &Arc<PriceEntry>| {
            let stated = find::lower(&entry.provider);
            let canonical = find::provider(&stated).map_or(stated.as_ref(), |at| PROVIDERS[usize::from(at)].id);
            provider.as_deref().is_none_or(|p| p == canonical) || hinted.as_deref() == Some(stated.as_ref())
        };
        let named = self.layers.get(find::lower(raw).as_ref()).into_iter().flatten();
        let mut entries: Vec<_> = named.filter(|entry| here(entry)).cloned().collect();
        if let Some(model) = found.model.filter(|model| !model.id.eq_ignore_ascii_case(raw.trim())) {
            let listed = self.layers.get(&model.id.to_lowercase()).into_iter().flatten();
            entries.extend(listed.filter(|e| e.layer == Layer::Imported && here(e) && !found.borrowed).cloned());
        }
        entries
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
        Inputs { catalog: ID, found: &self.found, entries: &self.entries, raw: &self.raw, hint: self.hint.as_deref() }
    }
}

/// The instants and prompt sizes at which anything may change.
fn changes(found: &Found, entries: &[Arc<PriceEntry>]) -> (Vec<i64>, Vec<u64>) {
    let (mut instants, mut sizes) = (Vec::new(), Vec::new());
    for price in found.model.iter().flat_map(|model| model.prices.iter().chain(model.variants)) {
        instants.extend(price.from.into_iter().chain(price.until).map(|second| second * 1_000_000));
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

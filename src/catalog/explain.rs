//! Why a request costs what it costs, and what is on the lists.
//!
//! Owns: the typed explanation, the listing, the nearest names. Refuses to know: how any of it
//! is shown.

use chrono::{DateTime, Utc};

use super::book::PriceBook;
use super::data::EMBEDDED;
use super::find::{self, Found};
use super::plan::Plan;
use super::shape::{Catalog, Model, Name, Price};
use crate::domain::{
    Cost, InstantRange, Layer, MatchClass, NativePrice, PriceContext, PriceEntry, PricePlace, Rate, UnpricedReason,
    UsageClass, UsageCounts,
};

/// Everything that led to a cost, or to its absence.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// The steps of the match, in order.
    pub steps: Vec<String>,
    /// The provider and the model it turned out to be.
    pub provider: Option<String>,
    pub model: Option<String>,
    /// How the name was found.
    pub matched: Option<MatchClass>,
    /// The rule that gave the price.
    pub rule: Option<String>,
    /// The stretch of time the listed price holds.
    pub holds: InstantRange,
    /// The attributes, schedules and multipliers that had a say.
    pub context: String,
    /// The prompt size above which the tier in force begins.
    pub tier_above: Option<u64>,
    /// The rates in force, used or not.
    pub rates: Vec<RateInForce>,
    /// The cost, with its lines.
    pub cost: Cost,
    /// Used classes that are billed as another: `(class, billed as)`.
    pub billed_as: Vec<(UsageClass, UsageClass)>,
    /// The other layers' entries for this name, and whether each was in force.
    pub entries: Vec<(PriceEntry, bool)>,
    /// For an unknown name: the three nearest, never used.
    pub nearest: Vec<String>,
}

/// One class's rate, and where it is from.
#[derive(Debug, Clone, Copy)]
pub struct RateInForce {
    pub class: UsageClass,
    pub rate: Rate,
    pub layer: Layer,
    /// The threshold of the tier it is from.
    pub above: Option<u64>,
}

/// A change of a price that is still to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheduled {
    pub at: DateTime<Utc>,
    /// `(class, old dollars, new dollars)`; none where there is no price.
    pub changes: Vec<(UsageClass, Option<String>, Option<String>)>,
}

/// A model on a list.
#[derive(Debug, Clone)]
pub struct Listed {
    pub provider: String,
    pub model: String,
    pub layer: Layer,
    /// The stretch of time these rates hold.
    pub holds: InstantRange,
    /// The attributes they need, `processing=batch`.
    pub when: String,
    /// The imported list it is on.
    pub source: Option<String>,
    /// Where it is stated, for the user's own.
    pub entry: Option<PricePlace>,
    /// The dollars of each class, and by prompt size above which they change.
    pub rates: Vec<(UsageClass, String)>,
    pub tiers: Vec<(u64, UsageClass, String)>,
    pub free: bool,
    pub deprecated: bool,
    /// The largest prompt, in tokens.
    pub window: Option<u64>,
    /// The price as it is listed, when that is not in US dollars.
    pub native: Option<NativePrice>,
}

impl PriceBook {
    /// Explains the cost of a request.
    pub fn explain(
        &self,
        provider: Option<&str>,
        model: &str,
        at: DateTime<Utc>,
        context: &PriceContext,
        usage: &UsageCounts,
    ) -> Explanation {
        let mut steps = Vec::new();
        let lists = self.on_lists(provider, model, &mut steps);
        let found = lists.iter().map(|list| &list.found).find(|found| found.model.is_some());
        let known = self.known(provider, model);
        let planned = known.planned(at, context, usage.get(UsageClass::Input));
        let quote = self.quote(provider, model, at, context, usage);
        let plan = planned.as_deref().ok();
        let unknown = matches!(planned, Err(UnpricedReason::UnknownModel));
        let by = plan.map_or(Layer::Embedded, |plan| plan.stamp.layer);
        let price = lists.iter().filter(|list| list.layer <= by).find_map(|list| list.price_at(at));
        let decided = |place: &str| plan.is_some_and(|plan| plan.stamp.rule.ends_with(place));
        let mut own = known.entries.iter().filter(|entry| by == Layer::User && entry.holds(at));
        let entry = own.find(|entry| decided(&entry.place.to_string()));
        let entry = entry.map(|entry| InstantRange { from: entry.from, to: entry.to });
        Explanation {
            steps,
            provider: quote.provider.as_deref().map(str::to_owned),
            model: quote.model.as_deref().map(str::to_owned),
            matched: plan.map(|plan| plan.stamp.matched).or(found.and_then(|found| found.matched)),
            rule: plan.map(|plan| plan.stamp.rule.clone()),
            holds: entry.or(price.map(holds)).unwrap_or(InstantRange::ALL),
            context: plan.map(|plan| plan.stamp.context.clone()).unwrap_or_default(),
            tier_above: plan.and_then(|plan| plan.stamp.tier_above),
            rates: plan.map(in_force).unwrap_or_default(),
            billed_as: plan.map(|plan| billed_as(plan, usage)).unwrap_or_default(),
            entries: known.entries.iter().map(|entry| (PriceEntry::clone(entry), entry.holds(at))).collect(),
            nearest: lists.last().filter(|_| unknown).map(|list| nearest(&list.found, model)).unwrap_or_default(),
            cost: quote.cost,
        }
    }

    /// The instants after `after` at which a name's standard price changes, with what changes:
    /// `(class, old, new)` in dollars. Hours of the day are no change.
    pub fn scheduled(&self, provider: Option<&str>, model: &str, after: DateTime<Utc>) -> Vec<Scheduled> {
        let known = self.known(provider, model);
        let rates = |at| known.inputs().standard(at);
        let mut out = Vec::new();
        for micros in known.changes.iter().filter(|micros| **micros > after.timestamp_micros()) {
            let Some(at) = DateTime::from_timestamp_micros(*micros) else { continue };
            let (old, new) = (rates(at - chrono::TimeDelta::microseconds(1)), rates(at));
            let of = |list: &[(UsageClass, String)], class| {
                list.iter().find(|(c, _)| *c == class).map(|(_, usd)| usd.clone())
            };
            let classes: std::collections::BTreeSet<_> = old.iter().chain(&new).map(|(class, _)| *class).collect();
            let changes = classes.into_iter().map(|class| (class, of(&old, class), of(&new, class)));
            let changes: Vec<_> = changes.filter(|(_, old, new)| old != new).collect();
            if !changes.is_empty() {
                out.push(Scheduled { at, changes });
            }
        }
        out
    }

    /// The listed rates of a provider's models (`None`: all), newest price last, the most important
    /// list first; models whose id or name has `model` in it.
    pub fn list(&self, provider: Option<&str>, model: Option<&str>) -> Vec<Listed> {
        let mut out = Vec::new();
        for imported in self.imported() {
            for catalog in imported.catalogs() {
                let source = Some(imported.source());
                each_listed(catalog, provider, model, &mut |price| out.push(listed(catalog, price, source)));
            }
        }
        each_listed(self.base(), provider, model, &mut |price| out.push(listed(self.base(), price, None)));
        out
    }

    /// The user's entry, in the shape of [`PriceBook::list`].
    pub fn listed(entry: &PriceEntry) -> Listed {
        let tiers = entry.tiers.iter();
        Listed {
            provider: entry.provider.clone(),
            model: entry.model.clone(),
            layer: Layer::User,
            source: None,
            holds: InstantRange { from: entry.from, to: entry.to },
            when: joined(entry.when.iter().map(|(k, v)| (k.as_str(), v.as_str()))),
            entry: Some(entry.place),
            rates: entry.rates.clone(),
            tiers: tiers.flat_map(|(above, rates)| rates.iter().map(|(c, usd)| (*above, *c, usd.clone()))).collect(),
            free: entry.free,
            deprecated: false,
            window: None,
            native: entry.native.clone(),
        }
    }

    /// Looks a name up on the embedded list, past the memo: whose list and which model it stands
    /// for, and how.
    pub fn find(provider: Option<&str>, model: &str) -> Option<(&'static str, &'static str, MatchClass)> {
        let found = find::find(&EMBEDDED, provider, model, &mut find::Silent);
        Some((found.owner()?.id, found.model?.id, found.matched?))
    }

    /// A provider's id for a hint, as the embedded lists spell it; its name for people.
    pub fn provider(hint: &str) -> Option<(&'static str, &'static str)> {
        let found = EMBEDDED.provider(find::provider(&EMBEDDED, hint)?);
        Some((found.id, found.name))
    }

    /// One spelling for all of a provider's: its id, or the hint itself in lower case.
    pub fn canonical(hint: &str) -> String {
        PriceBook::provider(hint).map_or_else(|| hint.trim().to_lowercase(), |(id, _)| id.to_owned())
    }

    /// The three names nearest to an unknown one. Hints for people; never used for a price.
    pub fn nearest(provider: Option<&str>, model: &str) -> Vec<String> {
        nearest(&find::find(&EMBEDDED, provider, model, &mut find::Silent), model)
    }
}

/// Visits the prices of a list's models, and models without any once.
fn each_listed(
    catalog: &'static Catalog,
    provider: Option<&str>,
    part: Option<&str>,
    each: &mut dyn FnMut((&'static Model, Option<&'static Price>)),
) {
    let wanted = provider.map(|hint| (find::provider(catalog, hint).map(usize::from), find::lower(hint)));
    let part = part.map(str::to_lowercase);
    for (index, owner) in catalog.providers.iter().enumerate() {
        if wanted.as_ref().is_some_and(|(at, id)| *at != Some(index) && *id != owner.id) {
            continue;
        }
        let has = |id: &str| part.as_ref().is_none_or(|part| id.to_lowercase().contains(part.as_str()));
        for model in catalog.list(owner).iter().filter(|model| has(model.id)) {
            if model.prices.is_empty() {
                each((model, None));
            }
            model.prices.iter().chain(model.variants).for_each(|price| each((model, Some(price))));
        }
    }
}

fn listed(catalog: &Catalog, (model, price): (&'static Model, Option<&'static Price>), source: Option<&str>) -> Listed {
    let rates = price.map_or(&[][..], |price| price.rates);
    Listed {
        provider: catalog.owner(model).id.into(),
        model: model.id.into(),
        layer: if source.is_some() { Layer::Imported } else { Layer::Embedded },
        source: source.map(str::to_owned),
        holds: price.map_or(InstantRange::ALL, holds),
        when: price.map(|price| joined(price.when.iter().copied())).unwrap_or_default(),
        entry: None,
        rates: rates.iter().map(|rate| (rate.class, rate.usd.text().to_owned())).collect(),
        tiers: rates
            .iter()
            .flat_map(|rate| rate.tiers.iter().map(|(above, usd)| (*above, rate.class, (*usd).to_owned())))
            .collect(),
        free: model.free,
        deprecated: model.deprecated,
        window: model.window,
        native: None,
    }
}

fn holds(price: &Price) -> InstantRange {
    let instant = |second: i64| DateTime::from_timestamp(second, 0);
    InstantRange { from: price.from.stated().and_then(instant), to: price.until.stated().and_then(instant) }
}

fn joined<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    pairs.map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join(",")
}

fn in_force(plan: &Plan) -> Vec<RateInForce> {
    let rate = |s: &super::plan::Stated| RateInForce { class: s.class, rate: s.rate, layer: s.layer, above: s.above };
    plan.rates.iter().map(rate).collect()
}

/// Used classes without a rate of their own, with the most specific one that contains them.
fn billed_as(plan: &Plan, usage: &UsageCounts) -> Vec<(UsageClass, UsageClass)> {
    let above = |class: UsageClass| {
        let priced = class.ancestors().and(plan.classes);
        priced.iter().max_by_key(|ancestor| ancestor.depth()).map(|ancestor| (class, ancestor))
    };
    let unpriced = usage.iter().filter(|(class, count)| *count > 0 && !plan.classes.contains(*class));
    unpriced.filter_map(|(class, _)| above(class)).collect()
}

fn nearest(found: &Found, model: &str) -> Vec<String> {
    let wanted = find::lower(model);
    let wanted = wanted.rsplit('/').next().unwrap_or(&wanted);
    let near = |name: &&Name| found.provider.is_none_or(|p| p.id == found.catalog.provider(name.provider).id);
    let names = found.catalog.names.list.iter();
    let mut scored: Vec<(usize, &str, u16)> = names
        .filter(near)
        .map(|name| (found.catalog.text(name), name.model))
        .map(|(text, model)| (distance(wanted.as_bytes(), text.as_bytes()), text, model))
        .collect();
    scored.sort_unstable();
    let mut out: Vec<String> = Vec::new();
    for (_, text, model) in scored {
        let hint = format!("{}/{text}", found.catalog.owner(&found.catalog.models[usize::from(model)]).id);
        if !out.contains(&hint) {
            out.push(hint);
        }
        if out.len() == 3 {
            break;
        }
    }
    out
}

/// How many bytes must be put in, taken out or replaced.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_edits() {
        assert_eq!(distance(b"gpt-4o", b"gpt-4o"), 0);
        assert_eq!(distance(b"gpt-4", b"gpt-4o"), 1);
        assert_eq!(distance(b"", b"abc"), 3);
        assert_eq!(distance(b"kitten", b"sitting"), 3);
    }

    #[test]
    fn an_unknown_name_gets_three_hints_and_no_price() {
        let book = PriceBook::new(Vec::new());
        let at = "2026-11-23T12:00:00Z".parse().expect("an instant");
        let usage = UsageCounts::from_iter([(UsageClass::Input, 1)]);
        let told = book.explain(Some("openai"), "gpt-5.2-minni", at, &PriceContext::default(), &usage);
        assert_eq!(told.nearest.len(), 3);
        assert!(told.nearest.iter().all(|name| name.starts_with("openai/")));
        assert_eq!(told.cost, Cost::Unpriced(UnpricedReason::UnknownModel));
    }
}

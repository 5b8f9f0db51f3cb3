//! The rates in force for one model, at one instant, in one context, over all layers.
//!
//! Owns: which dated price, variant, tier, schedule and multiplier apply, and the arithmetic of
//! a request under them. Refuses to know: how the model was found.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::data::{ClassRate, Hours, Model, Price, Provider};
use super::find::Found;
use crate::domain::class::Family;
use crate::domain::{
    ClassSet, Cost, Layer, Line, MatchClass, PriceContext, PriceEntry, PriceStamp, Priced, Rate, UnpricedReason,
    UsageClass, UsageCounts,
};

/// The rates of one class, as some layer states them.
#[derive(Debug, Clone)]
pub(super) struct Stated {
    pub(super) class: UsageClass,
    pub(super) rate: Rate,
    /// The threshold whose tier this is.
    pub(super) above: Option<u64>,
    pub(super) layer: Layer,
}

/// Everything that is the same for all requests priced alike.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) rates: Vec<Stated>,
    pub(super) classes: ClassSet,
    pub(super) stamp: Arc<PriceStamp>,
    minimum: &'static [(UsageClass, u64)],
}

/// What a plan is made from.
pub(super) struct Inputs<'a> {
    pub(super) catalog: &'a str,
    pub(super) found: &'a Found,
    pub(super) entries: &'a [Arc<PriceEntry>],
    /// The name as it came, for models that only a user's entry names.
    pub(super) raw: &'a str,
    pub(super) hint: Option<&'a str>,
}

impl Inputs<'_> {
    /// The price of the embedded list at an instant.
    pub(super) fn price_at(&self, at: DateTime<Utc>) -> Option<&'static Price> {
        self.found.model?.prices.iter().find(|price| price.holds(at))
    }

    /// The schedule in force, as an index into the model's hours.
    pub(super) fn hours_at(&self, at: DateTime<Utc>) -> Option<usize> {
        let model = self.found.model?;
        model.hours.iter().position(|hours| model.owner().schedules[hours.schedule].is_active(at))
    }

    /// The rates in force, or why there are none.
    pub(super) fn plan(
        &self,
        at: DateTime<Utc>,
        context: &PriceContext,
        total_input: u64,
    ) -> Result<Plan, UnpricedReason> {
        let total = if context.aggregate { 0 } else { total_input };
        let mut chosen = Chosen::default();
        let entries = || self.entries.iter().filter(|entry| covers(entry, at));
        let (mut layer, mut used) = (Layer::Embedded, None);
        for conditional in [true, false] {
            for of in [Layer::User, Layer::Imported] {
                let fits =
                    |e: &&Arc<PriceEntry>| e.layer == of && e.when.is_empty() != conditional && matches(e, context);
                for entry in entries().filter(fits) {
                    chosen.entry(entry, total)?;
                    if of > layer || used.is_none() {
                        (layer, used) = (of.max(layer), Some(entry.id));
                    }
                }
            }
            self.embedded(&mut chosen, at, context, total, conditional)?;
        }
        let free = entries().any(|entry| entry.free) || self.found.model.is_some_and(|model| model.free);
        if chosen.rates.is_empty() && !free {
            return Err(self.nothing_at(at));
        }
        self.multiply(&mut chosen, at, context);
        chosen.rates.sort_unstable_by_key(|stated| stated.class);
        let stamp = self.stamp(&chosen, at, layer, used, free);
        Ok(Plan {
            classes: chosen.rates.iter().map(|stated| stated.class).collect(),
            rates: chosen.rates,
            stamp: Arc::new(stamp),
            minimum: self.found.model.map_or(&[], |model| model.minimum),
        })
    }

    /// The embedded list's own variants (`conditional`) or standard rates.
    fn embedded(
        &self,
        chosen: &mut Chosen,
        at: DateTime<Utc>,
        context: &PriceContext,
        total: u64,
        conditional: bool,
    ) -> Result<(), UnpricedReason> {
        let Some(model) = self.found.model else { return Ok(()) };
        if !conditional {
            if let Some(hours) = self.hours_at(at) {
                chosen.list(model.hours[hours].rates, total)?;
            }
            return self.price_at(at).map_or(Ok(()), |price| chosen.list(price.rates, total));
        }
        // Another provider's variants are not on offer here.
        let own = if self.found.borrowed { &[][..] } else { model.variants };
        for variant in own.iter().filter(|variant| variant.holds(at)) {
            if variant.when.iter().all(|(key, value)| self.attribute(context, key) == Some(*value)) {
                chosen.note(variant.when);
                chosen.list(variant.rates, total)?;
            }
        }
        Ok(())
    }

    /// A request attribute: what the record says, else what the name says.
    fn attribute<'c>(&'c self, context: &'c PriceContext, key: &str) -> Option<&'c str> {
        let named = || self.found.sets.iter().find(|(k, _)| *k == key).map(|(_, v)| *v);
        context.get(key).or_else(named)
    }

    fn nothing_at(&self, at: DateTime<Utc>) -> UnpricedReason {
        match self.found.model {
            Some(model) if model.prices.is_empty() => UnpricedReason::NoRates,
            Some(model) if !model.prices.iter().any(|price| price.holds(at)) => UnpricedReason::NoPriceAtDate,
            None if !self.entries.is_empty() => UnpricedReason::NoPriceAtDate,
            Some(_) => UnpricedReason::NoRates,
            None => UnpricedReason::UnknownModel,
        }
    }

    /// Schedules and uplifts: fractions on the embedded list's token classes.
    fn multiply(&self, chosen: &mut Chosen, at: DateTime<Utc>, context: &PriceContext) {
        let Some(model) = self.found.model else { return };
        let mut factors: Vec<(u32, u32)> = self.found.uplift.into_iter().collect();
        if let Some(hours) = self.hours_at(at) {
            let Hours { times, over, .. } = &model.hours[hours];
            factors.push((*times, *over));
            chosen.context.push(format!("hours={}", model.owner().schedules[model.hours[hours].schedule].id));
        }
        let own: &[_] = if self.found.borrowed { &[] } else { model.owner().uplifts };
        for uplift in own.iter().filter(|u| u.models.is_empty() || u.models.contains(&model.id)) {
            if let Some(value) = self.attribute(context, uplift.attribute).filter(|v| uplift.values.contains(v)) {
                chosen.context.push(format!("{}={value}", uplift.attribute));
                factors.push((uplift.times, uplift.over));
            }
        }
        factors.retain(|(times, over)| times != over);
        for stated in chosen.rates.iter_mut().filter(|s| s.layer == Layer::Embedded) {
            if stated.class.dimensions().family == Family::Tokens {
                stated.rate = factors.iter().fold(stated.rate, |rate, (times, over)| rate.multiplied(*times, *over));
            }
        }
    }

    fn stamp(&self, chosen: &Chosen, at: DateTime<Utc>, layer: Layer, used: Option<i64>, free: bool) -> PriceStamp {
        let embedded = self.found.model;
        let provider = embedded.map(Model::owner).or(self.found.provider).map(|p: &Provider| p.id.to_owned());
        let provider = provider.or_else(|| self.hint.map(str::to_owned)).unwrap_or_default();
        let model = embedded.map_or_else(|| self.raw.trim().to_lowercase(), |model| model.id.to_owned());
        let from = self.price_at(at).and_then(|price| DateTime::from_timestamp(price.from?, 0));
        let rule = match (layer, used) {
            (Layer::Embedded, _) | (_, None) => match from {
                Some(from) => format!("{provider}/{model}@{}", from.format("%Y-%m-%dT%H:%MZ")).replace("T00:00Z", ""),
                None => format!("{provider}/{model}"),
            },
            (layer, Some(id)) => format!("{}/{provider}/{model}#{id}", layer.as_str()),
        };
        let matched = match layer {
            Layer::User => MatchClass::User,
            _ => self.found.matched.unwrap_or(MatchClass::Exact),
        };
        let tier_above = chosen.rates.iter().filter_map(|stated| stated.above).max();
        let context = chosen.context.join(",");
        PriceStamp {
            catalog: self.catalog.to_owned(),
            rule,
            provider,
            model,
            layer,
            matched,
            tier_above,
            context,
            free,
        }
    }
}

impl Price {
    /// Whether it is in force; an open start holds for all that came before.
    pub(super) fn holds(&self, at: DateTime<Utc>) -> bool {
        let second = at.timestamp();
        self.from.is_none_or(|from| second >= from) && self.until.is_none_or(|until| second < until)
    }
}

pub(super) fn covers(entry: &PriceEntry, at: DateTime<Utc>) -> bool {
    entry.from.is_none_or(|from| at >= from) && entry.to.is_none_or(|to| at < to)
}

fn matches(entry: &PriceEntry, context: &PriceContext) -> bool {
    entry.when.iter().all(|(key, value)| context.get(key) == Some(value))
}

/// Rates as they are gathered, first come first kept.
#[derive(Default)]
struct Chosen {
    rates: Vec<Stated>,
    have: ClassSet,
    context: Vec<String>,
}

impl Chosen {
    fn list(&mut self, list: &'static [ClassRate], total: u64) -> Result<(), UnpricedReason> {
        for listed in list {
            let tier = listed.tiers.iter().rev().find(|(above, _)| total > *above);
            let (usd, above) = tier.map_or((listed.usd, None), |(above, usd)| (usd, Some(*above)));
            self.put(listed.class, usd, above, Layer::Embedded)?;
        }
        Ok(())
    }

    fn entry(&mut self, entry: &PriceEntry, total: u64) -> Result<(), UnpricedReason> {
        let mut tiers: Vec<_> = entry.tiers.iter().filter(|(above, _)| total > *above).collect();
        tiers.sort_unstable_by_key(|(above, _)| std::cmp::Reverse(*above));
        for (above, rates) in tiers {
            for (class, usd) in rates {
                self.put(*class, usd, Some(*above), entry.layer)?;
            }
        }
        for (class, usd) in &entry.rates {
            self.put(*class, usd, None, entry.layer)?;
        }
        for (key, value) in &entry.when {
            self.context.push(format!("{key}={value}"));
        }
        Ok(())
    }

    fn put(&mut self, class: UsageClass, usd: &str, above: Option<u64>, layer: Layer) -> Result<(), UnpricedReason> {
        if !self.have.contains(class) {
            let rate = Rate::parse(usd, class.per()).map_err(|_| UnpricedReason::MissingRate(class))?;
            self.have.insert(class);
            self.rates.push(Stated { class, rate, above, layer });
        }
        Ok(())
    }

    fn note(&mut self, when: &[(&str, &str)]) {
        self.context.extend(when.iter().map(|(key, value)| format!("{key}={value}")));
    }
}

impl Plan {
    /// What a request costs under these rates.
    pub(super) fn cost(&self, usage: &UsageCounts) -> Cost {
        match self.lines(usage) {
            Ok(lines) => Cost::Priced(Priced { lines, stamp: Arc::clone(&self.stamp) }),
            Err(reason) => Cost::Unpriced(reason),
        }
    }

    fn lines(&self, usage: &UsageCounts) -> Result<Vec<Line>, UnpricedReason> {
        let mut counts = None;
        if self.classes.contains(UsageClass::Requests) && !usage.present().contains(UsageClass::Requests) {
            let mut with = usage.clone();
            with.set(UsageClass::Requests, 1);
            counts = Some(with);
        }
        let usage = counts.as_ref().unwrap_or(usage);
        let orphans = if self.stamp.free && self.rates.is_empty() { ClassSet::EMPTY } else { self.orphans(usage) };
        let wanted = ClassSet(self.classes.0 | orphans.0);
        let split = usage.disjoint(wanted).map_err(|e| UnpricedReason::InvalidUsage(e.to_string()))?;
        let mut lines = Vec::with_capacity(split.len());
        for (class, count) in split {
            let stated = self.rates.iter().find(|stated| stated.class == class);
            let rate = stated.ok_or(UnpricedReason::MissingRate(class))?.rate;
            let least = self.minimum.iter().find(|(c, _)| *c == class).map_or(0, |(_, least)| *least);
            let count = count.max(least);
            let amount = rate.amount(count).ok_or(UnpricedReason::AmountOutOfRange)?;
            lines.push(Line { class, count, rate, amount });
        }
        Ok(lines)
    }

    /// Used classes that neither have a rate nor lie within one that has. Units of theirs that a
    /// priced part accounts for are fine; what is left over is a missing rate.
    fn orphans(&self, usage: &UsageCounts) -> ClassSet {
        let orphan = |class: &UsageClass| {
            !self.classes.contains(*class) && class.ancestors().and(self.classes).is_empty() && usage.get(*class) > 0
        };
        usage.present().iter().filter(orphan).collect()
    }
}

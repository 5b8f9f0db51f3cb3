//! The rates in force for one model, at one instant, in one context, over all layers.
//!
//! Owns: which dated price, variant, tier, schedule and multiplier apply, and the arithmetic of
//! a request under them. Refuses to know: how the model was found.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::find::Found;
use super::list::OnList;
use super::shape::{ClassRate, Hours, Price};
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
    /// The price list it is on, by its place among those that have the name; none for the user's own.
    list: Option<usize>,
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
    /// The name on every list that has it, most important first, and where none has it.
    pub(super) lists: &'a [OnList],
    /// The user's entries for the name, most important first.
    pub(super) entries: &'a [Arc<PriceEntry>],
    /// The name as it came, for models that only a user's entry names.
    pub(super) raw: &'a str,
    pub(super) hint: Option<&'a str>,
}

/// Who decided a price: the user's entry, or a list.
#[derive(Clone, Copy)]
enum Decider<'a> {
    Entry(&'a PriceEntry),
    List(usize),
}

impl Inputs<'_> {
    /// What tells the hours of one instant from those of another.
    pub(super) fn hours_at(&self, at: DateTime<Utc>) -> usize {
        self.lists.iter().fold(0, |code, list| code * 17 + list.hours_at(at).map_or(0, |hours| hours + 1))
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
        let mut decider = None;
        for conditional in [true, false] {
            for entry in self.entries.iter().filter(|e| e.holds(at) && e.when.is_empty() != conditional) {
                if entry.when.iter().all(|(key, value)| self.attribute(context, key) == Some(value)) {
                    chosen.entry(entry, total)?;
                    // The user's word goes before any list's, whichever was read first.
                    if !matches!(decider, Some(Decider::Entry(_))) {
                        decider = Some(Decider::Entry(entry));
                    }
                }
            }
            for (place, list) in self.lists.iter().enumerate() {
                let before = (chosen.rates.len(), chosen.closed);
                self.list(&mut chosen, place, list, at, context, total, conditional)?;
                if (chosen.rates.len(), chosen.closed) != before {
                    decider = Some(higher(decider, place));
                }
            }
        }
        if chosen.rates.is_empty() && !chosen.closed {
            return Err(self.nothing_at(at));
        }
        self.multiply(&mut chosen, at, context);
        chosen.rates.sort_unstable_by_key(|stated| stated.class);
        let stamp = self.stamp(&chosen, at, decider);
        // What is billed at least, foreign lists do not say.
        let on = self.on(decider).filter(|list| list.whole).or_else(|| self.lists.last());
        let model = on.and_then(|list| list.found.model);
        Ok(Plan {
            classes: chosen.rates.iter().map(|stated| stated.class).collect(),
            rates: chosen.rates,
            stamp: Arc::new(stamp),
            minimum: model.map_or(&[], |model| model.minimum.list()),
        })
    }

    /// The listed standard rates at an instant, for prompts of any size, before hours and multipliers.
    pub(super) fn standard(&self, at: DateTime<Utc>) -> Vec<(UsageClass, String)> {
        let mut chosen = Chosen::default();
        for entry in self.entries.iter().filter(|entry| entry.holds(at) && entry.when.is_empty()) {
            // What does not parse is no rate: such an entry cannot be stated.
            let _ = chosen.entry(entry, 0);
        }
        for list in self.lists {
            let rates = list.price_at(at).map_or(&[][..], |price| price.rates);
            let _ = chosen.list(rates, 0, (list.layer, None));
        }
        chosen.rates.sort_unstable_by_key(|stated| stated.class);
        chosen.rates.into_iter().map(|stated| (stated.class, stated.rate.usd())).collect()
    }

    /// One list's variants (`conditional`) or standard rates.
    #[allow(clippy::too_many_arguments)]
    fn list(
        &self,
        chosen: &mut Chosen,
        place: usize,
        list: &OnList,
        at: DateTime<Utc>,
        context: &PriceContext,
        total: u64,
        conditional: bool,
    ) -> Result<(), UnpricedReason> {
        let Some(model) = list.found.model else { return Ok(()) };
        let from = (list.layer, Some(place));
        if !conditional {
            chosen.closed |= model.free;
            // Before its first price a list says nothing, of peak hours neither.
            let Some(price) = list.price_at(at) else { return Ok(()) };
            if let Some(hours) = list.hours_at(at) {
                chosen.list(model.hours[hours].rates, total, from)?;
            }
            return chosen.list(price.rates, total, from);
        }
        // Another provider's variants are not on offer here.
        let own = if list.found.borrowed { &[][..] } else { model.variants.list() };
        for variant in own.iter().filter(|variant| variant.holds(at)) {
            if variant.when.iter().all(|(key, value)| self.attribute(context, key) == Some(*value)) {
                chosen.note(&variant.when);
                chosen.list(variant.rates, total, from)?;
            }
        }
        Ok(())
    }

    /// A request attribute: what the record says, else what the name says.
    fn attribute<'c>(&'c self, context: &'c PriceContext, key: &str) -> Option<&'c str> {
        let found = self.lists.iter().map(|list| &list.found);
        let region = || found.clone().find_map(|f| f.region.as_deref()).filter(|_| key == "region");
        let named = || found.clone().find_map(|f| f.sets.iter().find(|(k, _)| *k == key).map(|(_, v)| *v));
        context.get(key).or_else(named).or_else(region)
    }

    fn nothing_at(&self, at: DateTime<Utc>) -> UnpricedReason {
        let mut models = self.lists.iter().filter(|list| list.found.model.is_some()).peekable();
        if models.peek().is_none() {
            let dated = !self.entries.is_empty();
            return if dated { UnpricedReason::NoPriceAtDate } else { UnpricedReason::UnknownModel };
        }
        let later = |list: &OnList| !list.prices().is_empty() && list.price_at(at).is_none();
        if models.any(later) { UnpricedReason::NoPriceAtDate } else { UnpricedReason::NoRates }
    }

    /// Schedules and uplifts: fractions on a list's token classes.
    fn multiply(&self, chosen: &mut Chosen, at: DateTime<Utc>, context: &PriceContext) {
        for (place, list) in self.lists.iter().enumerate() {
            if !chosen.rates.iter().any(|stated| stated.list == Some(place)) {
                continue;
            }
            // What a list does not know (multipliers, hours) is the embedded list's to say, if it
            // knows the model. A price that is the region's own has its multiplier in it.
            let below = self.lists.last().unwrap_or(list);
            let uplifts = if list.whole || below.found.model.is_none() { list } else { below };
            let hours = if list.hours { list } else { below };
            let region = list.found.uplift.or(uplifts.found.uplift);
            let mut factors = region.into_iter().collect::<Vec<_>>();
            hours_factor(hours, at, &mut factors, &mut chosen.context);
            uplift_factors(&uplifts.found, context, &mut factors, &mut chosen.context);
            factors.retain(|(times, over)| times != over);
            for stated in chosen.rates.iter_mut().filter(|stated| stated.list == Some(place)) {
                if stated.class.dimensions().family == Family::Tokens {
                    stated.rate = factors.iter().fold(stated.rate, |rate, (t, o)| rate.multiplied(*t, *o));
                }
            }
        }
    }

    /// The list a decision is filed under: the deciding one, else the most important with the model.
    fn on(&self, decider: Option<Decider<'_>>) -> Option<&OnList> {
        match decider {
            Some(Decider::List(place)) => self.lists.get(place),
            _ => self.lists.iter().find(|list| list.found.model.is_some()),
        }
    }

    fn stamp(&self, chosen: &Chosen, at: DateTime<Utc>, decider: Option<Decider<'_>>) -> PriceStamp {
        let on = self.on(decider);
        let found = on.map(|list| &list.found);
        let provider = found.and_then(Found::owner).or(self.lists.iter().find_map(|list| list.found.provider));
        let provider = provider.map(|p| p.id.to_owned()).or_else(|| self.hint.map(str::to_owned)).unwrap_or_default();
        let model = found.and_then(|found| found.model);
        let model = model.map_or_else(|| self.raw.trim().to_lowercase(), |model| model.id.to_owned());
        let price = on.and_then(|list| list.price_at(at)?.from.stated());
        let since = price
            .and_then(|from| DateTime::from_timestamp(from, 0))
            .map_or(String::new(), |from| format!("@{}", from.format("%Y-%m-%dT%H:%MZ")).replace("T00:00Z", ""));
        let (layer, rule) = match decider {
            Some(Decider::Entry(entry)) => (Layer::User, format!("user/{provider}/{model}{}", entry.place)),
            Some(Decider::List(_)) | None => {
                let (layer, prefix) = on.map_or((Layer::Embedded, String::new()), |list| (list.layer, list.prefix()));
                (layer, format!("{prefix}{provider}/{model}{since}"))
            }
        };
        let matched = match layer {
            Layer::User => MatchClass::User,
            _ => found.and_then(|found| found.matched).unwrap_or(MatchClass::Exact),
        };
        PriceStamp {
            catalog: on.or(self.lists.last()).map_or("", |list| list.found.catalog.id).to_owned(),
            rule,
            provider,
            model,
            layer,
            matched,
            tier_above: chosen.rates.iter().filter_map(|stated| stated.above).max(),
            context: chosen.context.join(","),
            free: chosen.closed && chosen.rates.is_empty(),
        }
    }
}

fn hours_factor(list: &OnList, at: DateTime<Utc>, factors: &mut Vec<(u32, u32)>, notes: &mut Vec<String>) {
    let (Some(model), Some(owner), Some(hours)) = (list.found.model, list.found.owner(), list.hours_at(at)) else {
        return;
    };
    let Hours { times, over, schedule, .. } = &model.hours[hours];
    factors.push((*times, *over));
    note(notes, format!("hours={}", owner.schedules[*schedule].id));
}

fn uplift_factors(found: &Found, context: &PriceContext, factors: &mut Vec<(u32, u32)>, notes: &mut Vec<String>) {
    let (Some(model), Some(owner)) = (found.model, found.owner()) else { return };
    let own: &[_] = if found.borrowed { &[] } else { owner.uplifts };
    for uplift in own.iter().filter(|u| u.models.is_empty() || u.models.contains(&model.id)) {
        // A region in the name has been settled with the name.
        let named = || found.sets.iter().find(|(key, _)| *key == uplift.attribute).map(|(_, value)| *value);
        let stated = context.get(uplift.attribute).or_else(named);
        if let Some(value) = stated.filter(|value| uplift.values.contains(value)) {
            note(notes, format!("{}={value}", uplift.attribute));
            factors.push((uplift.times, uplift.over));
        }
    }
}

fn note(notes: &mut Vec<String>, text: String) {
    if !notes.contains(&text) {
        notes.push(text);
    }
}

/// The more important of who decided so far and a list.
fn higher(decider: Option<Decider<'_>>, place: usize) -> Decider<'_> {
    match decider {
        Some(Decider::List(first)) => Decider::List(first.min(place)),
        Some(entry) => entry,
        None => Decider::List(place),
    }
}

impl Price {
    /// Whether it is in force; an open start holds for all that came before.
    pub(super) fn holds(&self, at: DateTime<Utc>) -> bool {
        let second = at.timestamp();
        self.from.stated().is_none_or(|from| second >= from) && self.until.stated().is_none_or(|until| second < until)
    }
}

/// Rates as they are gathered, first come first kept.
#[derive(Default)]
struct Chosen {
    rates: Vec<Stated>,
    have: ClassSet,
    context: Vec<String>,
    /// Somebody said it is free: nothing below has a say.
    closed: bool,
}

impl Chosen {
    fn list(
        &mut self,
        list: &'static [ClassRate],
        total: u64,
        from: (Layer, Option<usize>),
    ) -> Result<(), UnpricedReason> {
        for listed in list {
            let tier = listed.tiers.iter().rev().find(|(above, _)| total > *above);
            let (usd, above) = tier.map_or((listed.usd.text(), None), |(above, usd)| (usd, Some(*above)));
            self.put(listed.class, usd, above, from)?;
        }
        Ok(())
    }

    fn entry(&mut self, entry: &PriceEntry, total: u64) -> Result<(), UnpricedReason> {
        let from = (Layer::User, None);
        let mut tiers: Vec<_> = entry.tiers.iter().filter(|(above, _)| total > *above).collect();
        tiers.sort_unstable_by_key(|(above, _)| std::cmp::Reverse(*above));
        for (above, rates) in tiers {
            for (class, usd) in rates {
                self.put(*class, usd, Some(*above), from)?;
            }
        }
        for (class, usd) in &entry.rates {
            self.put(*class, usd, None, from)?;
        }
        self.note(&entry.when.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect::<Vec<_>>());
        self.closed |= entry.free;
        Ok(())
    }

    fn put(
        &mut self,
        class: UsageClass,
        usd: &str,
        above: Option<u64>,
        (layer, list): (Layer, Option<usize>),
    ) -> Result<(), UnpricedReason> {
        if !self.closed && !self.have.contains(class) {
            let rate = Rate::parse(usd, class.per()).map_err(|_| UnpricedReason::MissingRate(class))?;
            self.have.insert(class);
            self.rates.push(Stated { class, rate, above, layer, list });
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
            // How many requests a record counts is no usage where requests have no price.
            *class != UsageClass::Requests
                && !self.classes.contains(*class)
                && class.ancestors().and(self.classes).is_empty()
                && usage.get(*class) > 0
        };
        usage.present().iter().filter(orphan).collect()
    }
}

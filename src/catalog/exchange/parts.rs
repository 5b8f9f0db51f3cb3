//! The prices of parts, for lists that do not think of them as parts of a whole.
//!
//! Owns: a part that costs what its whole costs needs no price of its own, and must not have one:
//! a batch that halves the whole would leave it behind. Cached audio is billed as cached input
//! where a list prices cached input and audio but not both at once; without it a request with
//! both could not be split. Refuses to know: formats.

use crate::catalog::format::{Model, Rates};
use crate::domain::{ClassSet, UsageClass};

/// A shared part, and the class whose price it takes.
type Shared = (UsageClass, UsageClass);

/// Takes out parts (reasoning, audio, images, video) that cost the same as their whole wherever
/// they have a price. Whether there were any.
pub(super) fn drop_idle(model: &mut Model) -> bool {
    let idle: Vec<(&str, &str)> = UsageClass::ALL.iter().filter_map(|class| whole(*class)).collect();
    let mut dropped = false;
    for (part, whole) in idle {
        let mut stated = sets(model).into_iter().filter(|rates| rates.contains_key(part)).peekable();
        if stated.peek().is_some() && stated.all(|rates| rates.get(part) == rates.get(whole)) {
            sets(model).into_iter().for_each(|rates| drop(rates.remove(part)));
            dropped = true;
        }
    }
    dropped
}

/// The names of a part and its whole; only of parts that are not another way to handle tokens.
fn whole(class: UsageClass) -> Option<(&'static str, &'static str)> {
    let dimensions = class.dimensions();
    let whole = match dimensions.direction? {
        "input" => UsageClass::Input,
        _ => UsageClass::Output,
    };
    let reasoning = dimensions.kind == Some("reasoning") && dimensions.modality.is_none();
    let kind = dimensions.modality.is_some() && dimensions.kind.is_none();
    let tokens = whole.dimensions().family == dimensions.family;
    (tokens && (reasoning || kind)).then(|| (class.name(), whole.name()))
}

/// Every rate set of a model.
fn sets(model: &mut Model) -> Vec<&mut Rates> {
    let prices = model.prices.iter_mut().flat_map(|price| price.above.values_mut().chain([&mut price.rates]));
    let variants = model.variants.iter_mut().flat_map(|variant| variant.above.values_mut().chain([&mut variant.rates]));
    prices.chain(variants).chain(model.hours.iter_mut().map(|hours| &mut hours.rates)).collect()
}

/// Fills in the shared parts of every rate set of a model.
pub(super) fn fill(model: &mut Model) {
    let stated = model.prices.iter().fold(ClassSet::EMPTY, |all, price| either(all, classes(&price.rates)));
    for price in &mut model.prices {
        let parts = shared(classes(&price.rates));
        put(&mut price.rates, &parts, &Rates::new());
        price.above.values_mut().for_each(|tier| put(tier, &parts, &Rates::new()));
    }
    let standard = model.prices.last().map(|price| price.rates.clone()).unwrap_or_default();
    for hours in &mut model.hours {
        let parts = shared(either(stated, classes(&hours.rates)));
        put(&mut hours.rates, &parts, &standard);
    }
    for variant in &mut model.variants {
        let parts = shared(either(stated, classes(&variant.rates)));
        put(&mut variant.rates, &parts, &standard);
        variant.above.values_mut().for_each(|tier| put(tier, &parts, &Rates::new()));
    }
}

fn classes(rates: &Rates) -> ClassSet {
    rates.keys().filter_map(|name| UsageClass::by_name(name)).collect()
}

const fn either(one: ClassSet, other: ClassSet) -> ClassSet {
    ClassSet(one.0 | other.0)
}

/// The parts that two of these classes share and that none of them is.
fn shared(stated: ClassSet) -> Vec<Shared> {
    let (mut all, mut found) = (stated, Vec::new());
    while let Some((part, source)) = next(all) {
        all.insert(part);
        found.push((part, source));
    }
    found
}

fn next(all: ClassSet) -> Option<Shared> {
    all.iter().find_map(|one| {
        let lacking = |other: &UsageClass| one.overlap(*other).is_some_and(|part| !all.contains(part));
        let other = all.iter().filter(|other| *other > one).find(lacking)?;
        let source = if weight(other) > weight(one) { other } else { one };
        Some((one.overlap(other)?, source))
    })
}

/// How the tokens were handled (cached, for how long; reasoned) says more than what they are of.
fn weight(class: UsageClass) -> (bool, bool) {
    let dimensions = class.dimensions();
    (dimensions.ttl.is_some(), dimensions.kind.is_some())
}

/// A set that states the source states the part; one over a standard that states neither takes
/// the standard's source.
fn put(rates: &mut Rates, parts: &[Shared], standard: &Rates) {
    for (part, source) in parts {
        let fallback = || standard.get(source.name()).filter(|_| !standard.contains_key(part.name()));
        if let Some(usd) = rates.get(source.name()).or_else(fallback).cloned() {
            rates.entry(part.name().to_owned()).or_insert(usd);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::format::{Price, Variant};

    fn rates(of: &[(&str, &str)]) -> Rates {
        of.iter().map(|(class, usd)| ((*class).to_owned(), (*usd).to_owned())).collect()
    }

    #[test]
    fn cached_audio_costs_what_cached_input_costs_in_every_context() {
        let standard = rates(&[("input_tokens", "1"), ("cache_read_tokens", "0.1"), ("input_audio_tokens", "5")]);
        let batch = rates(&[("input_tokens", "0.5"), ("cache_read_tokens", "0.05")]);
        let mut model = Model {
            prices: vec![Price { rates: standard, ..Price::default() }],
            variants: vec![Variant { rates: batch, ..Variant::default() }],
            ..Model::default()
        };
        fill(&mut model);
        assert_eq!(model.prices[0].rates["cache_audio_read_tokens"], "0.1");
        assert_eq!(model.variants[0].rates["cache_audio_read_tokens"], "0.05");
        let before = format!("{model:?}");
        fill(&mut model);
        assert_eq!(format!("{model:?}"), before, "once is enough");
    }

    #[test]
    fn a_part_that_costs_the_same_goes_with_its_whole() {
        let standard = rates(&[("output_tokens", "4"), ("output_reasoning_tokens", "4"), ("output_audio_tokens", "9")]);
        let mut model = Model {
            prices: vec![Price { rates: standard, ..Price::default() }],
            variants: vec![Variant { rates: rates(&[("output_tokens", "2")]), ..Variant::default() }],
            ..Model::default()
        };
        assert!(drop_idle(&mut model) && !drop_idle(&mut model));
        assert_eq!(model.prices[0].rates, rates(&[("output_tokens", "4"), ("output_audio_tokens", "9")]));
    }

    #[test]
    fn what_is_stated_stays() {
        let stated =
            rates(&[("cache_read_tokens", "0.1"), ("input_audio_tokens", "5"), ("cache_audio_read_tokens", "2")]);
        let mut model = Model { prices: vec![Price { rates: stated.clone(), ..Price::default() }], ..Model::default() };
        fill(&mut model);
        assert_eq!(model.prices[0].rates, stated);
    }
}

//! LiteLLM's `model_prices_and_context_window.json`: an object of models by name.
//!
//! Owns: its entries, tiers written in four ways, uplifts, hours. Refuses to know: what a cost
//! key is called ([`keys`]).

mod hours;
mod keys;

use std::collections::BTreeMap;

use crate::catalog::exchange::amount;
use crate::catalog::exchange::json::{Entries, Node};
use crate::catalog::exchange::log::{Log, NOTHING, Taken};
use crate::catalog::exchange::plain::member;
use crate::catalog::exchange::providers;
use crate::catalog::exchange::shelf::{self, Shelf};
use crate::catalog::format::{File, Model, Price, Rates, Uplift, Variant};
use keys::Key;

/// Rates and tiers by context; the empty context is the standard one.
type ByContext = BTreeMap<Option<(&'static str, &'static str)>, Price>;

pub(super) fn read(document: Node<'_>, log: &mut Log) -> Vec<File> {
    let (mut shelf, mut entries) = (Shelf::default(), Vec::new());
    for (name, node) in document.entries().unwrap_or_default() {
        let members = node.entries().unwrap_or_default();
        match member(&members, "litellm_provider").and_then(Node::text) {
            Some(provider) if name != "sample_spec" => entries.push((name, provider, members)),
            _ => log.note("left out: an entry without provider, or the sample of one", &name),
        }
    }
    // A name as it stands goes before the same name behind the way to it, the provider itself
    // before another entrance to it.
    entries.sort_by_key(|(name, provider, _)| (name.contains('/'), providers::ours(provider) != *provider));
    for (name, provider, members) in entries {
        one(&mut shelf, &provider, &name, &members, log);
    }
    shelf.into_files()
}

fn one(shelf: &mut Shelf, provider: &str, name: &str, members: &Entries<'_>, log: &mut Log) {
    let place = shelf::place(provider, name);
    let read = costs(provider, members, &place, log).and_then(|costs| {
        let mut model = model(costs, &place, log);
        model.window = member(members, "max_input_tokens").and_then(amount::whole);
        let hours = member(members, "off_peak_pricing");
        hours.map_or(Ok(()), |node| hours::put(node, &mut model, shelf.file(provider, None), &place, log))?;
        if model.prices.iter().all(|price| price.rates.is_empty()) {
            let some = members.iter().any(|(key, _)| is_cost(key));
            return Err(if some { "none of its prices has a class" } else { NOTHING }.into());
        }
        Ok(model)
    });
    match read {
        Ok(model) => {
            let id = shelf.add(provider, None, name, model, log);
            uplifts(shelf.file(provider, None), &id, members, &place, log);
        }
        Err(why) => log.refuse(why, &place),
    }
}

/// All cost keys of an entry, by context.
fn costs(provider: &str, members: &Entries<'_>, place: &str, log: &mut Log) -> Taken<ByContext> {
    let mode = member(members, "mode").and_then(Node::text).unwrap_or_default();
    let mut found = ByContext::new();
    for (name, value) in members.iter().filter(|(_, value)| !value.is_null()) {
        let key = Key::parse(name);
        let price = found.entry(key.when).or_default();
        match keys::class(key.cost, &mode) {
            Some((class, times)) => {
                let usd = amount::usd(*value, times, name, place, log)?;
                let rates = match key.above {
                    Some(above) => price.above.entry(threshold(above, provider)).or_default(),
                    None => &mut price.rates,
                };
                // Seconds are priced going in or out; the other is nothing, or the same again.
                if rates.get(class.name()).is_none_or(|have| have == "0") {
                    rates.insert(class.name().to_owned(), usd);
                }
            }
            None => special(name, *value, price, place, log)?,
        }
    }
    Ok(found)
}

/// xAI counts from the threshold on, all others beyond it.
fn threshold(above: u64, provider: &str) -> String {
    if providers::ours(provider) == "x-ai" { above.saturating_sub(1) } else { above }.to_string()
}

/// Keys that are no single amount, and amounts that have no class.
fn special(name: &str, value: Node<'_>, price: &mut Price, place: &str, log: &mut Log) -> Taken<()> {
    match name {
        "search_context_cost_per_query" => searches(value, price, place, log),
        "tiered_pricing" => tiers(value, price, place, log),
        "input_cost_per_token_cache_hit" => {
            let usd = amount::usd(value, 1_000_000, name, place, log)?;
            price.rates.entry("cache_read_tokens".into()).or_insert(usd);
            Ok(())
        }
        // Read beside the costs.
        "off_peak_pricing" | "provider_specific_entry" => Ok(()),
        _ if name.ends_with("_uplift_multiplier") || name.contains("_uplift_multiplier_") => Ok(()),
        _ if is_cost(name) => {
            if amount::whole(value) != Some(0) {
                log.note(format!("left out: {}, for which there is no class", Key::parse(name).cost), place);
            }
            Ok(())
        }
        "search_free_requests" => {
            log.note("left out: a number of searches that are free", place);
            Ok(())
        }
        _ => Ok(()),
    }
}

fn is_cost(key: &str) -> bool {
    ["cost", "pric", "multiplier"].iter().any(|word| key.contains(word))
}

/// A search costs the same for every size of its context, nearly everywhere.
fn searches(value: Node<'_>, price: &mut Price, place: &str, log: &mut Log) -> Taken<()> {
    let sizes = value.entries().ok_or("search_context_cost_per_query is no object")?;
    let mut usd = Vec::new();
    for (size, cost) in &sizes {
        usd.push((size.as_str(), amount::usd(*cost, 1000, "search_context_cost_per_query", place, log)?));
    }
    let medium = usd.iter().find(|(size, _)| size.ends_with("_medium")).or(usd.first());
    if let Some((_, medium)) = medium {
        if usd.iter().any(|(_, other)| other != medium) {
            log.note("left out: searches with little or much context: the price of medium stands for all", place);
        }
        price.rates.insert("web_searches".into(), medium.clone());
    }
    Ok(())
}

/// `[{"range": [0, 32000], …costs}, …]`: by prompt size, each a whole set.
fn tiers(value: Node<'_>, price: &mut Price, place: &str, log: &mut Log) -> Taken<()> {
    for tier in value.items().ok_or("tiered_pricing is no list")? {
        let members = tier.entries().ok_or("a tier that is no object")?;
        let Some(from) =
            member(&members, "range").and_then(Node::items).and_then(|range| amount::whole(*range.first()?))
        else {
            log.note("left out: tiers by something other than prompt size", place);
            continue;
        };
        for (name, value) in members.iter().filter(|(name, _)| name != "range") {
            let Some((class, times)) = keys::class(name, "") else {
                log.note(format!("left out: {name}, for which there is no class"), place);
                continue;
            };
            let usd = amount::usd(*value, times, name, place, log)?;
            let rates = if from == 0 { &mut price.rates } else { price.above.entry(from.to_string()).or_default() };
            rates.insert(class.name().to_owned(), usd);
        }
    }
    Ok(())
}

/// The standard price, and a variant for each other context.
fn model(mut costs: ByContext, place: &str, log: &mut Log) -> Model {
    let standard = tidy(costs.remove(&None).unwrap_or_default(), &Rates::new(), place, log);
    let mut variants = Vec::new();
    for (when, price) in costs {
        let Price { rates, above, .. } = tidy(price, &standard.rates, place, log);
        let when = when.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        if !rates.is_empty() {
            variants.push(Variant { when, rates, above, ..Variant::default() });
        }
    }
    Model { prices: vec![standard], variants, ..Model::default() }
}

/// A price above a prompt size needs one below it: the context's own, else the standard one.
fn tidy(mut price: Price, standard: &Rates, place: &str, log: &mut Log) -> Price {
    for (threshold, tier) in &mut price.above {
        tier.retain(|class, _| {
            if let Some(usd) = standard.get(class) {
                price.rates.entry(class.clone()).or_insert_with(|| usd.clone());
            }
            let below = price.rates.contains_key(class);
            if !below {
                log.note(format!("left out: a price above {threshold} tokens without one below"), place);
            }
            below
        });
    }
    price.above.retain(|_, tier| !tier.is_empty());
    price
}

/// Multipliers, as fractions on all token classes, each with the models it is for.
fn uplifts(file: &mut File, id: &str, members: &Entries<'_>, place: &str, log: &mut Log) {
    let specific = member(members, "provider_specific_entry").and_then(Node::entries).unwrap_or_default();
    let stated = [
        (member(members, "regional_processing_uplift_multiplier_eu"), "data_residency", "eu"),
        (member(members, "regional_processing_uplift_multiplier_us"), "data_residency", "us"),
        (member(members, "regional_endpoint_uplift_multiplier"), "endpoint", "regional"),
        (member(&specific, "us"), "inference_geo", "us"),
        (member(&specific, "fast"), "speed", "fast"),
    ];
    for (node, attribute, value) in stated {
        let Some(text) = node.and_then(Node::number) else { continue };
        match amount::fraction(text) {
            Some(fraction) => uplift(file, id, attribute, value, fraction),
            None => log.note(format!("left out: {text} is no multiplier"), place),
        }
    }
}

fn uplift(file: &mut File, id: &str, attribute: &str, value: &str, (times, over): (u32, u32)) {
    let uplifts = &mut file.provider.uplifts;
    let alike = |u: &&mut Uplift| {
        u.attribute == attribute
            && u.values == [value]
            && u64::from(u.times) * u64::from(over) == u64::from(times) * u64::from(u.over)
    };
    match uplifts.iter_mut().find(alike) {
        Some(have) if have.models.iter().any(|model| model == id) => {}
        Some(have) => {
            have.models.push(id.to_owned());
            have.models.sort_unstable();
        }
        None => uplifts.push(Uplift {
            attribute: attribute.into(),
            values: vec![value.into()],
            times,
            over,
            models: vec![id.to_owned()],
        }),
    }
}

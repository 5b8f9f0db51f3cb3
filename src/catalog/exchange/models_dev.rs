//! models.dev, `api.json`: an object of providers, each with an object of models.
//!
//! Owns: its keys, its two ways to write a tier. Refuses to know: which classes exist.

use super::json::{Entries, Node};
use super::log::{Log, NOTHING, Taken};
use super::plain::{self, member};
use super::providers;
use super::shelf::{self, Shelf};
use crate::catalog::format::{File, Model, Price, Variant};

pub(super) fn read(document: Node<'_>, log: &mut Log) -> Vec<File> {
    let mut shelf = Shelf::default();
    let mut providers = document.entries().unwrap_or_default();
    // The provider itself before other entrances to it.
    providers.sort_by_key(|(id, _)| providers::ours(id) != *id);
    for (id, node) in providers {
        let name = node.get("name").and_then(Node::text);
        let models = node.get("models").and_then(Node::entries);
        if models.is_none() {
            log.note("left out: a provider without models", &id);
        }
        for (key, node) in models.unwrap_or_default() {
            let place = shelf::place(&id, &key);
            match model(node, &place, log) {
                Ok(model) => drop(shelf.add(&id, name.as_deref(), &key, model, log)),
                Err(why) => log.refuse(why, &place),
            }
        }
    }
    shelf.into_files()
}

fn model(node: Node<'_>, place: &str, log: &mut Log) -> Taken<Model> {
    let cost = node.get("cost").and_then(Node::entries).ok_or(NOTHING)?;
    let Price { rates, above, .. } = price(&cost, place, log)?;
    if rates.is_empty() {
        return Err(NOTHING.into());
    }
    let limit = node.get("limit").and_then(|limit| limit.get("context")).and_then(Node::count);
    Ok(Model {
        window: limit.filter(|limit| *limit > 0),
        deprecated: node.get("status").and_then(Node::text).is_some_and(|status| status == "deprecated"),
        prices: vec![Price { rates, above, ..Price::default() }],
        variants: modes(node, place, log)?,
        ..Model::default()
    })
}

fn price(cost: &Entries<'_>, place: &str, log: &mut Log) -> Taken<Price> {
    let rates = plain::rates(cost, place, log)?;
    let mut tiers = Vec::new();
    for tier in member(cost, "tiers").and_then(Node::items).unwrap_or_default() {
        let of = tier.get("tier").ok_or("a tier without its condition")?;
        match of.get("size").and_then(Node::count) {
            Some(size) if of.get("type").and_then(Node::text).is_none_or(|kind| kind == "context") => {
                tiers.push((size, tier.entries().unwrap_or_default()));
            }
            _ => log.note("left out: tiers by something other than prompt size", place),
        }
    }
    // The older way to say it; where there are tiers it says the same less exactly.
    if tiers.is_empty()
        && let Some(tier) = member(cost, "context_over_200k").and_then(Node::entries)
    {
        tiers.push((200_000, tier));
    }
    for (key, _) in cost.iter().filter(|(key, _)| !plain::is_rate(key) && key != "tiers" && key != "context_over_200k")
    {
        log.note(format!("left out: the price {key:.40?} is not known"), place);
    }
    let above = plain::above(tiers, cost, &rates, place, log)?;
    Ok(Price { rates, above, ..Price::default() })
}

/// Ways of being served with a price of their own.
fn modes(node: Node<'_>, place: &str, log: &mut Log) -> Taken<Vec<Variant>> {
    let modes = node.get("experimental").and_then(|e| e.get("modes")).and_then(Node::entries).unwrap_or_default();
    let mut variants = Vec::new();
    for (mode, node) in modes {
        let Some(cost) = node.get("cost").and_then(Node::entries) else { continue };
        let when = match mode.as_str() {
            "fast" => ("speed", "fast"),
            "batch" => ("processing", "batch"),
            "flex" => ("service_tier", "flex"),
            "priority" => ("service_tier", "priority"),
            _ => {
                log.note(format!("left out: the mode {mode:.40?} is not known"), place);
                continue;
            }
        };
        let Price { rates, above, .. } = price(&cost, place, log)?;
        let when = [(when.0.to_owned(), when.1.to_owned())].into();
        variants.push(Variant { when, rates, above, ..Variant::default() });
    }
    Ok(variants)
}

//! genai-prices, `data.json` of version 2: a list of providers, each with its models.
//!
//! Owns: its keys. Refuses to know: how rules become names ([`super::names`]), when a price holds
//! ([`prices`]).

mod prices;

use crate::catalog::exchange::json::Node;
use crate::catalog::exchange::log::{Log, Taken};
use crate::catalog::exchange::names::{self, Rule};
use crate::catalog::format::{File, Model, Provider, Schedule};

pub(super) fn read(document: Node<'_>, log: &mut Log) -> Vec<File> {
    let mut files = Vec::new();
    for (order, node) in document.items().unwrap_or_default().into_iter().enumerate() {
        match node.get("id").and_then(Node::text) {
            Some(id) => files.push(provider(id.to_lowercase(), order, node, log)),
            None => log.refuse("a provider without id", &format!("provider {}", order + 1)),
        }
    }
    files
}

fn provider(id: String, order: usize, node: Node<'_>, log: &mut Log) -> File {
    let name = node.get("name").and_then(Node::text).unwrap_or_else(|| id.clone());
    let order = u32::try_from(order).unwrap_or(u32::MAX);
    let borrows = texts(node, "fallback_model_providers");
    let mut file = File {
        provider: Provider {
            id,
            name,
            order,
            borrows,
            pricing_urls: texts(node, "pricing_urls"),
            ..Provider::default()
        },
        ..File::default()
    };
    if let Some(rule) = rule(node.get("provider_match"), &file.provider.id, log) {
        names::provider_hints(&rule, &mut file.provider);
    }
    if let Some(rule) = rule(node.get("model_match"), &file.provider.id, log) {
        names::ownership(&rule, &mut file.provider);
    }
    let known = [
        "id",
        "name",
        "models",
        "pricing_urls",
        "fallback_model_providers",
        "provider_match",
        "model_match",
        "extractors",
        "api_pattern",
        "price_comments",
        "description",
    ];
    unknown_keys(node, &known, &file.provider.id, log);
    models(&mut file, node, log);
    file
}

/// A provider's own rule; one that cannot be read is left out.
fn rule(node: Option<Node<'_>>, provider: &str, log: &mut Log) -> Option<Rule> {
    let rule = Rule::read(node?);
    rule.inspect_err(|e| log.note(format!("left out: the provider's rule: {}", e.message), provider)).ok()
}

fn models(file: &mut File, node: Node<'_>, log: &mut Log) {
    let (mut rules, mut refused) = (Vec::new(), Vec::new());
    for node in node.get("models").and_then(Node::items).unwrap_or_default() {
        let id = node.get("id").and_then(Node::text).unwrap_or_default();
        let place = format!("{}/{id}", file.provider.id);
        let rule = node.get("match").ok_or_else(|| "no match rule".to_owned());
        let rule = match rule.and_then(|rule| Rule::read(rule).map_err(|e| e.message)) {
            Ok(rule) => rule,
            Err(why) => {
                log.refuse(why, &place);
                continue;
            }
        };
        for pattern in rule.unread() {
            log.note(format!("left out: the pattern {pattern:?} has a shape that is not understood"), &place);
        }
        let taken = model(id.clone(), node, &mut file.schedules, &place, log);
        // A refused model still has its names: they are not left to another.
        refused.push(taken.as_ref().err().cloned());
        file.models.push(taken.unwrap_or(Model { id, ..Model::default() }));
        rules.push(rule);
    }
    names::assign(file, &rules);
    names::vendors(file, &rules);
    let mut refused = refused.into_iter();
    file.models.retain_mut(|model| {
        let prefixes = &model.prefixes;
        model.names.retain(|name| !prefixes.contains(name));
        let why = refused.next().flatten();
        why.as_ref().inspect(|why| log.refuse(why.as_str(), &format!("{}/{}", file.provider.id, model.id)));
        why.is_none()
    });
}

fn model(id: String, node: Node<'_>, schedules: &mut Vec<Schedule>, place: &str, log: &mut Log) -> Taken<Model> {
    let known = [
        "id",
        "name",
        "match",
        "prices",
        "price_variants",
        "context_window",
        "deprecated",
        "description",
        "price_comments",
    ];
    unknown_keys(node, &known, place, log);
    let stated = node.get("prices").ok_or("no prices")?;
    let mut model = Model {
        window: node.get("context_window").and_then(Node::count),
        deprecated: node.get("deprecated").is_some_and(Node::is_true),
        ..Model::default()
    };
    match stated.items() {
        Some(list) => prices::dated(&mut model, &list, schedules, place, log)?,
        None => model.prices.push(prices::price(None, stated, place, log)?),
    }
    for variant in node.get("price_variants").and_then(Node::items).unwrap_or_default() {
        model.variants.extend(prices::variant(variant, place, log)?);
    }
    if model.prices.iter().all(|price| price.rates.is_empty()) {
        model.free = id.ends_with(":free");
        model.prices.clear();
    }
    model.id = id;
    Ok(model)
}
fn texts(node: Node<'_>, key: &str) -> Vec<String> {
    node.get(key).and_then(Node::items).unwrap_or_default().into_iter().filter_map(Node::text).collect()
}

fn unknown_keys(node: Node<'_>, known: &[&str], place: &str, log: &mut Log) {
    for (key, _) in node.entries().unwrap_or_default() {
        if !known.contains(&key.as_str()) {
            log.note(format!("left out: the key {key:.40?} is not known"), place);
        }
    }
}

//! genai-prices, `data.json` of version 2: a list of providers, each with its models.
//!
//! Owns: its keys, its rule that the last price in force wins. Refuses to know: how rules become
//! names ([`super::names`]).

use std::collections::BTreeMap;

use super::amount::usd;
use super::dates;
use super::json::Node;
use super::log::{Log, Taken};
use super::names::{self, Rule};
use crate::catalog::format::{File, Hours, Model, Price, Provider, Rates, Schedule, Variant};
use crate::domain::UsageClass;

/// A set of prices: the rates, and by threshold those above it.
type Set = (Rates, BTreeMap<String, Rates>);

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
    let prices = node.get("prices").ok_or("no prices")?;
    let mut model = Model {
        window: node.get("context_window").and_then(Node::count),
        deprecated: node.get("deprecated").is_some_and(Node::is_true),
        ..Model::default()
    };
    match prices.items() {
        Some(dated) => dated_prices(&mut model, &dated, schedules, place, log)?,
        None => model.prices.push(price(None, prices, place, log)?),
    }
    for variant in node.get("price_variants").and_then(Node::items).unwrap_or_default() {
        model.variants.extend(self::variant(variant, place, log)?);
    }
    if model.prices.iter().all(|price| price.rates.is_empty()) {
        model.free = id.ends_with(":free");
        model.prices.clear();
    }
    model.id = id;
    Ok(model)
}

/// When a price holds.
enum When {
    Always,
    From(String),
    /// Between two times of day.
    Daily([String; 2]),
}

/// The last price in force wins: a later one replaces what it begins before. Before all of them
/// the first holds, so its start is open.
fn dated_prices(
    model: &mut Model,
    list: &[Node<'_>],
    schedules: &mut Vec<Schedule>,
    place: &str,
    log: &mut Log,
) -> Taken<()> {
    for (at, node) in list.iter().enumerate() {
        let prices = node.get("prices").ok_or("a price without rates")?;
        match when(*node)? {
            When::Daily(window) => daily(model, window, prices, schedules, place, log)?,
            When::From(from) if at > 0 => {
                if !model.hours.is_empty() {
                    log.note("left out: hours of the day that end when a later price begins", place);
                    model.hours.clear();
                }
                model.prices.retain(|price| price.from.as_ref().is_none_or(|have| *have < from));
                model.prices.push(price(Some(from), prices, place, log)?);
            }
            When::Always | When::From(_) => {
                model.hours.clear();
                model.prices = vec![price(None, prices, place, log)?];
            }
        }
    }
    Ok(())
}

fn when(node: Node<'_>) -> Taken<When> {
    let Some(constraint) = node.get("constraint").filter(|constraint| !constraint.is_null()) else {
        return Ok(When::Always);
    };
    let text = |key: &str| constraint.get(key).and_then(Node::text);
    if let Some(date) = text("start_date") {
        return dates::instant(&date).map(When::From).ok_or_else(|| format!("{date:?} is no date"));
    }
    let minute = |key: &str| text(key).and_then(|at| dates::minute(&at));
    match (minute("start_time"), minute("end_time")) {
        (Some(start), Some(end)) => Ok(When::Daily([start, end])),
        _ => Err("a price with a condition that is neither a date nor hours of the day".into()),
    }
}

/// Hours on every day, in UTC: the list says no more of them.
fn daily(
    model: &mut Model,
    window: [String; 2],
    prices: Node<'_>,
    schedules: &mut Vec<Schedule>,
    place: &str,
    log: &mut Log,
) -> Taken<()> {
    let (rates, above) = set(prices, place, log)?;
    if !above.is_empty() {
        return Err("rates by prompt size in hours of the day".into());
    }
    log.note("hours of the day hold on every day: the list has no weekdays, holidays or dates for them", place);
    let id = format!("daily-{}-{}", window[0].replace(':', ""), window[1].replace(':', ""));
    if !schedules.iter().any(|schedule| schedule.id == id) {
        schedules.push(Schedule {
            id: id.clone(),
            zone: "UTC".into(),
            weekdays: Vec::new(),
            holidays: Vec::new(),
            windows: vec![window],
            from: "1970-01-01T00:00:00Z".into(),
            until: None,
            source: "genai-prices".into(),
        });
    }
    model.hours.insert(0, Hours { schedule: id, times: 1, over: 1, rates });
    Ok(())
}

fn price(from: Option<String>, prices: Node<'_>, place: &str, log: &mut Log) -> Taken<Price> {
    let (rates, above) = set(prices, place, log)?;
    Ok(Price { from, until: None, rates, above })
}

fn variant(node: Node<'_>, place: &str, log: &mut Log) -> Taken<Option<Variant>> {
    let when = node.get("when").and_then(Node::entries).unwrap_or_default();
    let when = when.into_iter().map(|(key, value)| Some((key, value.text()?))).collect::<Option<BTreeMap<_, _>>>();
    let when = when.filter(|when| !when.is_empty()).ok_or("a variant without conditions")?;
    let from = match self::when(node)? {
        When::Always => None,
        When::From(from) => Some(from),
        When::Daily(_) => {
            log.note("left out: a variant that holds in hours of the day only", place);
            return Ok(None);
        }
    };
    let (rates, above) = set(node.get("prices").ok_or("a variant without rates")?, place, log)?;
    Ok(Some(Variant { when, from, until: None, rates, above }))
}

/// Rates, and by threshold the rates above it.
fn set(prices: Node<'_>, place: &str, log: &mut Log) -> Taken<Set> {
    let (mut base, mut above) = (Rates::new(), BTreeMap::<String, Rates>::new());
    for (key, value) in prices.entries().ok_or("prices that are no object")? {
        if value.is_null() {
            continue;
        }
        let Some(class) = class(&key) else {
            log.note(format!("left out: {key:?} is no known price"), place);
            continue;
        };
        base.insert(class.to_owned(), usd(value.get("base").unwrap_or(value), 1, &key, place, log)?);
        for tier in value.get("tiers").and_then(Node::items).unwrap_or_default() {
            let threshold = tier.get("start").and_then(Node::count).ok_or("a tier without start")?.to_string();
            let usd = usd(tier.get("price").ok_or("a tier without price")?, 1, &key, place, log)?;
            above.entry(threshold).or_default().insert(class.to_owned(), usd);
        }
    }
    Ok((base, above))
}

/// `input_mtok` is the price of `input_tokens`: the unit in the key says how many it buys, the
/// same number for which our list states a price.
fn class(key: &str) -> Option<&'static str> {
    let units = [
        ("_mtok", "_tokens"),
        ("_kcount", ""),
        ("_hours", "_seconds"),
        ("_kpages", "_pages"),
        ("_mchars", "_characters"),
        ("_gpixels", "_pixels"),
    ];
    let named = units.iter().find_map(|(unit, ours)| Some(format!("{}{ours}", key.strip_suffix(unit)?)))?;
    UsageClass::by_name(&named).map(UsageClass::name)
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

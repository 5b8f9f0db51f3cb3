//! genai-prices' prices: which of several holds, in hours of the day, in a context.
//!
//! Owns: its rule that the last price in force wins, its units. Refuses to know: models.

use std::collections::BTreeMap;

use crate::catalog::exchange::amount::usd;
use crate::catalog::exchange::dates;
use crate::catalog::exchange::json::Node;
use crate::catalog::exchange::log::{Log, Taken};
use crate::catalog::format::{Hours, Model, Price, Rates, Schedule, Variant};
use crate::domain::UsageClass;

/// A set of prices: the rates, and by threshold those above it.
type Set = (Rates, BTreeMap<String, Rates>);

/// When a price holds.
enum When {
    Always,
    From(String),
    /// Between two times of day.
    Daily([String; 2]),
}

/// The last price in force wins: a later one replaces what it begins before. Before all of them
/// the first holds, so its start is open.
pub(super) fn dated(
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

pub(super) fn price(from: Option<String>, prices: Node<'_>, place: &str, log: &mut Log) -> Taken<Price> {
    let (rates, above) = set(prices, place, log)?;
    Ok(Price { from, until: None, rates, above })
}

pub(super) fn variant(node: Node<'_>, place: &str, log: &mut Log) -> Taken<Option<Variant>> {
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

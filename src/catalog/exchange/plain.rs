//! Prices of a million tokens under short names, as several lists write them.
//!
//! Owns: those names and the rates they stand for. Refuses to know: which list it is.

use std::collections::BTreeMap;

use super::amount;
use super::decimal;
use super::json::{Entries, Node};
use super::log::{Log, Taken};
use crate::catalog::format::Rates;
use crate::domain::UsageClass;

/// The rates among an object's members; members that are no price are skipped.
pub(super) fn rates(members: &Entries<'_>, place: &str, log: &mut Log) -> Taken<Rates> {
    let mut rates = Rates::new();
    for (key, value) in members.iter().filter(|(_, value)| !value.is_null()) {
        if let Some(class) = class(key) {
            rates.insert(class.name().to_owned(), amount::usd(*value, 1, key, place, log)?);
        }
    }
    if let Some(multiple) = member(members, "cache_write_1h_multiple").and_then(Node::number)
        && let Some(usd) = rates.get("input_tokens").and_then(|input| decimal::product_of(input, multiple))
    {
        rates.insert("cache_write_1h_tokens".into(), usd);
    }
    Ok(rates)
}

/// Whether [`rates`] reads it.
pub(super) fn is_rate(key: &str) -> bool {
    class(key).is_some() || key == "cache_write_1h_multiple"
}

fn class(key: &str) -> Option<UsageClass> {
    Some(match key {
        "input" => UsageClass::Input,
        "output" => UsageClass::Output,
        "reasoning" => UsageClass::OutputReasoning,
        "cache_read" | "input_cached" => UsageClass::CacheRead,
        "cache_write" => UsageClass::CacheWrite,
        "input_audio" => UsageClass::InputAudio,
        "output_audio" => UsageClass::OutputAudio,
        _ => return None,
    })
}

pub(super) fn member<'a>(members: &Entries<'a>, key: &str) -> Option<Node<'a>> {
    members.iter().rev().find(|(have, _)| have == key).map(|(_, value)| *value)
}

/// Tiers by threshold, without rates that have nothing below them. An hour's cache write is a
/// multiple of input in the tiers too.
pub(super) fn above(
    tiers: Vec<(u64, Entries<'_>)>,
    base: &Entries<'_>,
    below: &Rates,
    place: &str,
    log: &mut Log,
) -> Taken<BTreeMap<String, Rates>> {
    let mut above = BTreeMap::new();
    for (threshold, mut members) in tiers {
        members.extend(
            member(base, "cache_write_1h_multiple").map(|multiple| ("cache_write_1h_multiple".into(), multiple)),
        );
        let mut tier = rates(&members, place, log)?;
        let before = tier.len();
        tier.retain(|class, _| below.contains_key(class));
        if tier.len() < before {
            log.note(format!("left out: a price above {threshold} tokens without one below"), place);
        }
        if !tier.is_empty() {
            above.insert(threshold.to_string(), tier);
        }
    }
    Ok(above)
}

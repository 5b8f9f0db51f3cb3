//! llm-prices, `historical-v1.json`: a list of prices, each of one model between two dates.
//!
//! Owns: putting a model's prices together, and the entries that are really the tier of another
//! (`… >200k`). Refuses to know: classes.

use std::collections::BTreeMap;

use super::dates;
use super::json::Node;
use super::log::{Log, NOTHING, Taken};
use super::plain;
use super::shelf::{self, Shelf};
use crate::catalog::format::{File, Model, Price, Rates};

/// A model of a vendor.
type Key = (String, String);

#[derive(Default)]
struct Entry {
    prices: Vec<Price>,
    /// Thresholds, each with since when and at which rates.
    tiers: Vec<(u64, Option<String>, Rates)>,
}

pub(super) fn read(document: Node<'_>, log: &mut Log) -> Vec<File> {
    let mut entries: BTreeMap<Key, Entry> = BTreeMap::new();
    for (at, node) in document.get("prices").and_then(Node::items).unwrap_or_default().into_iter().enumerate() {
        let text = |key: &str| node.get(key).and_then(Node::text).filter(|text| !text.trim().is_empty());
        let (Some(vendor), Some(id)) = (text("vendor"), text("id")) else {
            log.refuse("a price without vendor or id", &format!("price {}", at + 1));
            continue;
        };
        let place = shelf::place(&vendor, &id);
        match price(node, &place, log) {
            Ok(price) => add(&mut entries, (vendor, id), &text("name").unwrap_or_default(), price),
            Err(why) => log.refuse(why, &place),
        }
    }
    let mut shelf = Shelf::default();
    for ((vendor, id), entry) in entries {
        let place = shelf::place(&vendor, &id);
        match model(entry, &place, log) {
            Some(model) => drop(shelf.add(&vendor, None, &id, model, log)),
            None => log.refuse("a price above a prompt size without one below", &place),
        }
    }
    shelf.into_files()
}

fn price(node: Node<'_>, place: &str, log: &mut Log) -> Taken<Price> {
    let date = |key: &str| match node.get(key).filter(|date| !date.is_null()) {
        None => Ok(None),
        Some(date) => {
            let read = date.text().and_then(|text| dates::instant(&text));
            read.map(Some).ok_or_else(|| format!("{key} is no date"))
        }
    };
    let rates = plain::rates(&node.entries().unwrap_or_default(), place, log)?;
    if rates.is_empty() {
        return Err(NOTHING.into());
    }
    Ok(Price { from: date("from_date")?, until: date("to_date")?, rates, ..Price::default() })
}

/// `gemini-x-200k`, called `Gemini X >200k`, is the tier of `gemini-x`.
fn add(entries: &mut BTreeMap<Key, Entry>, (vendor, id): Key, name: &str, price: Price) {
    let tier = name.rsplit_once('>').and_then(|(_, size)| {
        let size = size.trim().trim_end_matches(['k', 'K']);
        Some((id.strip_suffix(&format!("-{size}k"))?.to_owned(), size.parse::<u64>().ok()?.checked_mul(1000)?))
    });
    match tier {
        Some((base, threshold)) => {
            entries.entry((vendor, base)).or_default().tiers.push((threshold, price.from, price.rates));
        }
        None => entries.entry((vendor, id)).or_default().prices.push(price),
    }
}

/// Oldest first, each until the next; an end that the next one's beginning tells is not repeated.
fn model(entry: Entry, place: &str, log: &mut Log) -> Option<Model> {
    let Entry { mut prices, tiers } = entry;
    prices.sort_by(|a, b| a.from.cmp(&b.from));
    let starts: Vec<Option<String>> = prices.iter().skip(1).map(|price| price.from.clone()).collect();
    for (price, next) in prices.iter_mut().zip(starts) {
        if next.is_some() && price.until == next {
            price.until = None;
        }
    }
    for (threshold, from, mut rates) in tiers {
        // The base that holds when the tier begins.
        let below = prices.iter_mut().rev().find(|price| price.from <= from);
        let Some(below) = below else {
            log.note("left out: a price above a prompt size that is older than the one below", place);
            continue;
        };
        rates.retain(|class, _| below.rates.contains_key(class));
        below.above.insert(threshold.to_string(), rates);
    }
    (!prices.is_empty()).then(|| Model { prices, ..Model::default() })
}

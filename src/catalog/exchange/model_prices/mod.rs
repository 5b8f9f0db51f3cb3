//! model-prices, `snapshot.json`: dated prices by provider, model and mode, with schedules.
//!
//! Owns: its intervals, modes, schedules and aliases. Refuses to know: what its prices were
//! before they were mended (`recorded`), plans and estimates.

mod hours;

use crate::catalog::exchange::dates;
use crate::catalog::exchange::json::{Entries, Node};
use crate::catalog::exchange::log::{Log, NOTHING, Taken};
use crate::catalog::exchange::plain::{self, member};
use crate::catalog::exchange::providers;
use crate::catalog::exchange::shelf::{self, Shelf};
use crate::catalog::format::{File, Model, Price, Variant};

pub(super) fn read(document: Node<'_>, log: &mut Log) -> Vec<File> {
    let mut shelf = Shelf::default();
    let aliases = document.get("aliases").and_then(|a| a.get("models")).and_then(Node::entries).unwrap_or_default();
    let status = document.get("status").and_then(Node::entries).unwrap_or_default();
    for (provider, models) in document.get("prices").and_then(Node::entries).unwrap_or_default() {
        let status = member(&status, &provider).and_then(Node::entries).unwrap_or_default();
        for (id, modes) in models.entries().unwrap_or_default() {
            let place = shelf::place(&provider, &id);
            match model(&provider, modes, &place, log) {
                Ok(mut model) => {
                    model.deprecated = member(&status, &id).is_some();
                    model.names = also_called(&aliases, &format!("{provider}/{id}"));
                    shelf.add(&provider, None, &id, model, log);
                }
                Err(why) => log.refuse(why, &place),
            }
        }
    }
    let mut files = shelf.into_files();
    if let Some(schedules) = document.get("schedules") {
        hours::put(schedules, &mut files, log);
    }
    for key in ["bases", "estimates", "plans"] {
        if document.get(key).is_some() {
            log.note(format!("left out: {key:?}, which are no prices of models"), "the list");
        }
    }
    files
}

/// Names that mean this model and no other: one that two aliases share is nobody's.
fn also_called(aliases: &Entries<'_>, model: &str) -> Vec<String> {
    let mine = aliases.iter().filter(|(_, target)| target.text().is_some_and(|target| target == model));
    let mut names: Vec<String> = mine.map(|(name, _)| name.to_lowercase()).collect();
    names.sort_unstable();
    names
}

/// A stretch of time and its price; `None` while there is none.
struct Interval {
    from: Option<String>,
    price: Option<Price>,
}

fn model(provider: &str, modes: Node<'_>, place: &str, log: &mut Log) -> Taken<Model> {
    let mut model = Model::default();
    for (mode, intervals) in modes.entries().unwrap_or_default() {
        let intervals = self::intervals(intervals, place, log)?;
        if mode == "standard" {
            model.prices = prices(intervals);
            continue;
        }
        let contexts = contexts(provider, &mode);
        if contexts.is_empty() {
            log.note(format!("left out: the mode {mode:.40?}, which no request states"), place);
        }
        for (key, value) in contexts {
            let dated = prices(intervals.iter().map(Interval::copy).collect());
            // A variant does not end by itself where the next begins.
            let ends: Vec<Option<String>> = dated.iter().skip(1).map(|next| next.from.clone()).chain([None]).collect();
            model.variants.extend(dated.into_iter().zip(ends).map(|(price, end)| Variant {
                when: [((*key).to_owned(), (*value).to_owned())].into(),
                from: price.from,
                until: price.until.or(end),
                rates: price.rates,
                above: price.above,
            }));
        }
    }
    if model.prices.is_empty() { Err(NOTHING.into()) } else { Ok(model) }
}

/// What a request of that mode states about itself.
fn contexts(provider: &str, mode: &str) -> &'static [(&'static str, &'static str)] {
    match mode {
        "batch" => &[("processing", "batch")],
        "flex" => &[("service_tier", "flex")],
        "ultrafast" => &[("service_tier", "ultrafast")],
        // OpenAI sells speed as a service tier, which it calls by two names.
        "fast" if providers::ours(provider) == "openai" => &[("service_tier", "priority"), ("service_tier", "fast")],
        "fast" => &[("speed", "fast")],
        _ => &[],
    }
}

impl Interval {
    fn copy(&self) -> Interval {
        Interval { from: self.from.clone(), price: self.price.clone() }
    }
}

fn intervals(list: Node<'_>, place: &str, log: &mut Log) -> Taken<Vec<Interval>> {
    let mut out = Vec::new();
    for node in list.items().ok_or("prices that are no list")? {
        let start = node.get("start").filter(|start| !start.is_null());
        let from = match start.and_then(Node::text) {
            Some(text) => Some(dates::instant(&text).ok_or_else(|| format!("{text:.40?} is no instant"))?),
            None if start.is_some() => return Err("a start that is no text".into()),
            None => None,
        };
        let price = match node.get("rates").filter(|rates| !rates.is_null()) {
            Some(rates) => Some(price(rates, place, log)?),
            None => None,
        };
        out.push(Interval { from, price });
    }
    Ok(out)
}

fn price(node: Node<'_>, place: &str, log: &mut Log) -> Taken<Price> {
    let members = node.entries().ok_or("rates that are no object")?;
    let rates = plain::rates(&members, place, log)?;
    let mut tiers = Vec::new();
    for tier in member(&members, "tiers").and_then(Node::items).unwrap_or_default() {
        let above = tier.get("above").and_then(Node::count).ok_or("a tier without threshold")?;
        tiers.push((above, tier.entries().unwrap_or_default()));
    }
    let above = plain::above(tiers, &members, &rates, place, log)?;
    Ok(Price { rates, above, ..Price::default() })
}

/// Prices in order; neighbours that differ only in where they were read are one, and one that is
/// followed by none has an end.
fn prices(intervals: Vec<Interval>) -> Vec<Price> {
    let mut out: Vec<Price> = Vec::new();
    let mut open = false;
    for Interval { from, price } in intervals {
        let Some(price) = price else {
            if let Some(last) = out.last_mut().filter(|_| open) {
                last.until = from;
            }
            open = false;
            continue;
        };
        let same = out.last().is_some_and(|last| last.rates == price.rates && last.above == price.above);
        if !(same && open) {
            out.push(Price { from, ..price });
        }
        open = true;
    }
    out
}

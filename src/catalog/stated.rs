//! What models state at an instant, class by class, so that it can be compared and told.
//!
//! Owns: listed rates by class and prompt size, and the sentence about two of them. Refuses to
//! know: which of them is right, hours and multipliers.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::list::OnList;
use super::shape;
use crate::domain::{InstantRange, Rate, UsageClass};

/// Rates by class, and by the prompt size above which they hold (0: any).
pub(super) type Stated = BTreeMap<(u64, UsageClass), String>;
/// The attributes a price is for.
type When = Vec<(String, String)>;

/// The seconds at which a price of some model begins.
pub(super) fn starts(models: &[&'static shape::Model]) -> BTreeSet<i64> {
    let prices = models.iter().flat_map(|model| model.prices.iter().chain(model.variants));
    prices.filter_map(|price| price.from.stated()).collect()
}

fn owned(when: &[(&str, &str)]) -> When {
    when.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

/// The rates some models state for a context at an instant; the first that states a class wins.
pub(super) fn stated(
    models: impl IntoIterator<Item = &'static shape::Model>,
    when: &[(String, String)],
    at: DateTime<Utc>,
) -> Stated {
    let mut out = Stated::new();
    for model in models {
        let prices = if when.is_empty() { model.prices } else { model.variants.list() };
        for price in prices.iter().filter(|price| price.holds(at) && owned(&price.when) == when) {
            for rate in price.rates {
                let have = out.keys().any(|(_, class)| *class == rate.class);
                if !have {
                    out.insert((0, rate.class), plain(rate.class, rate.usd.text()));
                    out.extend(rate.tiers.iter().map(|(above, usd)| ((*above, rate.class), plain(rate.class, usd))));
                }
            }
        }
    }
    out
}

/// The model on the lists that have a word on requests of that kind: what another provider asks
/// for batches and the like is not on offer where its model is borrowed.
pub(super) fn models(lists: &[&OnList], when: &[(String, String)]) -> Vec<&'static shape::Model> {
    let asked = lists.iter().filter(|list| when.is_empty() || !list.found.borrowed);
    asked.filter_map(|list| list.found.model).collect()
}

/// How the model's rates differ from the current ones at an instant, in any context both state.
pub(super) fn differs(table: &'static shape::Model, lists: &[&OnList], at: DateTime<Utc>) -> Option<String> {
    let mut contexts: BTreeSet<When> = BTreeSet::from([Vec::new()]);
    contexts.extend(table.variants.iter().map(|variant| owned(&variant.when)));
    for when in contexts {
        let theirs = stated([table], &when, at);
        let ours = stated(models(lists, &when), &when, at);
        let other = theirs.iter().filter(|(key, usd)| ours.get(key) != Some(usd) && !is_implied(&ours, key, usd));
        let other: Stated = other.map(|(key, usd)| (*key, usd.clone())).collect();
        if !other.is_empty() {
            let context: Vec<String> = when.iter().map(|(key, value)| format!("{key}={value}")).collect();
            let context = if context.is_empty() { String::new() } else { format!(" ({})", context.join(",")) };
            return Some(text(&ours, &other, false) + &context);
        }
    }
    None
}

/// Whether a class without a rate of its own costs this anyway, as part of one that has one.
fn is_implied(ours: &Stated, (above, class): &(u64, UsageClass), usd: &str) -> bool {
    let stated = ours.keys().filter(|(size, whole)| size == above && class.ancestors().contains(*whole));
    let nearest = stated.max_by_key(|(_, whole)| whole.depth());
    !ours.contains_key(&(*above, *class)) && nearest.and_then(|key| ours.get(key)).is_some_and(|have| have == usd)
}

/// A price in its shortest spelling.
pub(super) fn plain(class: UsageClass, usd: &str) -> String {
    Rate::parse(usd, class.per()).map_or_else(|_| usd.to_owned(), Rate::usd)
}

/// `input_tokens 3 → 2.5, output_tokens 15 → 12 (and 2 more)`.
pub(super) fn text(old: &Stated, new: &Stated, free: bool) -> String {
    if free {
        return "free".to_owned();
    }
    const SHOWN: usize = 3;
    let one = |((above, class), usd): (&(u64, UsageClass), &String)| {
        let size = if *above > 0 { format!(" above {above}") } else { String::new() };
        match old.get(&(*above, *class)) {
            Some(was) => format!("{}{size} {was} → {usd}", class.name()),
            None => format!("{}{size} {usd}", class.name()),
        }
    };
    let shown: Vec<String> = new.iter().take(SHOWN).map(one).collect();
    let more = new.len().saturating_sub(SHOWN);
    shown.join(", ") + &if more > 0 { format!(" (and {more} more)") } else { String::new() }
}

pub(super) fn range(from: Option<i64>, to: Option<i64>) -> InstantRange {
    let instant = |second: Option<i64>| second.and_then(|second| DateTime::from_timestamp(second, 0));
    InstantRange { from: instant(from), to: instant(to) }
}

//! What one model and one provider must hold to be used at all.
//!
//! Owns: known classes, exact prices, real dates in order, references that lead somewhere. A
//! model that fails is refused, the rest stays. Refuses to know: how models stand to each other
//! ([`super::lint`]).

use std::collections::BTreeMap;

use super::dates::{instant, is_instant, is_minute};
use super::log::NOTHING;
use crate::catalog::format::{File, Model, Price, Rates, Schedule};
use crate::domain::{Rate, UsageClass};

/// What is wrong with a model, with where it stands; empty when nothing is.
pub(super) fn model(file: &File, model: &Model) -> Vec<String> {
    let mut wrong = Vec::new();
    names(model, &mut wrong);
    prices(model, &mut wrong);
    for (at, variant) in model.variants.iter().enumerate() {
        let place = format!("variant {}", at + 1);
        if variant.when.is_empty() {
            wrong.push(format!("{place} states no condition"));
        }
        amounts(&place, &variant.rates, &variant.above, &mut wrong);
        period(&place, variant.from.as_ref(), variant.until.as_ref(), &mut wrong);
    }
    for hours in &model.hours {
        let place = format!("hours {:?}", hours.schedule);
        if !file.schedules.iter().any(|schedule| schedule.id == hours.schedule) {
            wrong.push(format!("{place}: no such schedule"));
        }
        if hours.times == 0 || hours.over == 0 {
            wrong.push(format!("{place}: a multiplier of nothing"));
        }
        amounts(&place, &hours.rates, &BTreeMap::new(), &mut wrong);
    }
    wrong.extend(model.minimum.keys().filter(|class| UsageClass::by_name(class).is_none()).map(|c| unknown(c)));
    wrong
}

fn names(model: &Model, wrong: &mut Vec<String>) {
    if !is_name(&model.id) {
        wrong.push(format!("{:?} is no model id", model.id));
    }
    let all = [&model.names, &model.dated, &model.prefixes, &model.open];
    let bad = all.into_iter().flatten().filter(|name| !is_name(name) || **name != name.to_lowercase());
    wrong.extend(bad.map(|name| format!("the name {name:?} is empty, has blanks around it or is not lower case")));
}

/// Something, without blanks around it and without control characters.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.trim() == name && !name.chars().any(char::is_control)
}

fn prices(model: &Model, wrong: &mut Vec<String>) {
    let empty = model.prices.iter().all(|price| price.rates.is_empty());
    match (empty, model.free, model.unpriced) {
        (true, false, false) => wrong.push(NOTHING.into()),
        (_, true, true) => wrong.push("marked both free and unpriced".into()),
        (false, true, _) | (false, _, true) => wrong.push("has rates, but is marked free or unpriced".into()),
        _ => {}
    }
    for (at, price) in model.prices.iter().enumerate() {
        let place = format!("price {}", at + 1);
        amounts(&place, &price.rates, &price.above, wrong);
        period(&place, price.from.as_ref(), price.until.as_ref(), wrong);
    }
    wrong.extend(model.prices.windows(2).enumerate().filter_map(|(at, pair)| order(at, &pair[0], &pair[1])));
}

/// Prices follow one another, each from a later instant, none into the next.
fn order(at: usize, one: &Price, next: &Price) -> Option<String> {
    let (at, after) = (at + 1, at + 2);
    match (&one.from, &next.from, &one.until) {
        (_, None, _) => Some(format!("price {after} has no start: only the first may be open")),
        (Some(from), Some(next), _) if instant(from) >= instant(next) => {
            Some(format!("price {after} does not begin after price {at}"))
        }
        (_, Some(next), Some(until)) if instant(until) > instant(next) => {
            Some(format!("price {at} runs into price {after}"))
        }
        _ => None,
    }
}

fn period(place: &str, from: Option<&String>, until: Option<&String>, wrong: &mut Vec<String>) {
    for at in from.into_iter().chain(until).filter(|at| !is_instant(at)) {
        wrong.push(format!("{place}: {at:?} is no date and no UTC instant (2026-10-14, 2026-10-14T09:30:00Z)"));
    }
    if let (Some(from), Some(until)) = (from, until)
        && instant(from) >= instant(until)
    {
        wrong.push(format!("{place} ends at {until}, not after {from}"));
    }
}

fn amounts(place: &str, rates: &Rates, above: &BTreeMap<String, Rates>, wrong: &mut Vec<String>) {
    let tiers = above.iter().map(|(threshold, tier)| (format!("{place} above {threshold}"), tier));
    for (place, set) in std::iter::once((place.to_owned(), rates)).chain(tiers) {
        for (class, usd) in set {
            match UsageClass::by_name(class) {
                None => wrong.push(format!("{place}: {}", unknown(class))),
                Some(class) => wrong.extend(Rate::parse(usd, class.per()).err().map(|e| format!("{place}: {e}"))),
            }
        }
    }
    for (threshold, tier) in above {
        if threshold.parse::<u64>().map(|n| n.to_string()).as_ref() != Ok(threshold) {
            wrong.push(format!("{place}: {threshold:?} is no number of tokens"));
        }
        let alone = tier.keys().filter(|class| !rates.contains_key(*class));
        wrong.extend(alone.map(|class| format!("{place}: {class} has a rate above {threshold} only")));
    }
}

fn unknown(class: &str) -> String {
    format!("no usage class {class:?}")
}

/// What is wrong with a provider itself.
pub(super) fn provider(file: &File) -> Vec<String> {
    let provider = &file.provider;
    let mut wrong = Vec::new();
    if !is_name(&provider.id) || provider.id != provider.id.to_lowercase() {
        wrong.push(format!("{:?} is no provider id (lower case, no blanks around it)", provider.id));
    }
    file.schedules.iter().for_each(|one| schedule(one, &mut wrong));
    for uplift in &provider.uplifts {
        if uplift.times == 0 || uplift.over == 0 {
            wrong.push(format!("uplift by {}: a multiplier of nothing", uplift.attribute));
        }
        let known = |id: &String| file.models.iter().any(|model| model.id == *id);
        let lost = uplift.models.iter().filter(|id| !known(id));
        wrong.extend(lost.map(|id| format!("uplift by {}: no model {id:?}", uplift.attribute)));
    }
    wrong
}

fn schedule(schedule: &Schedule, wrong: &mut Vec<String>) {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let mut say = |what: &str| wrong.push(format!("schedule {:?}: {what}", schedule.id));
    if schedule.zone.parse::<crate::domain::Tz>().is_err() {
        say("no such time zone");
    }
    if !schedule.weekdays.iter().all(|day| days.contains(&day.as_str())) {
        say("weekdays are mon, tue, wed, thu, fri, sat, sun");
    }
    if !schedule.holidays.is_sorted() || !schedule.holidays.iter().all(|day| day.len() == 10 && is_instant(day)) {
        say("holidays are dates, in order");
    }
    if !schedule.windows.iter().flatten().all(|at| is_minute(at)) {
        say("windows are pairs of times of day, HH:MM");
    }
    let bounds = std::iter::once(&schedule.from).chain(&schedule.until);
    if !bounds.into_iter().all(|at| chrono::DateTime::parse_from_rfc3339(at).is_ok() && at.ends_with('Z')) {
        say("from and until are UTC instants (2026-10-14T09:30:00Z)");
    }
}

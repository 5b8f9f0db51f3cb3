//! What a set of price lists must hold beyond each model by itself.
//!
//! Owns: parts with their wholes, names between models, references between lists. Refuses to
//! know: where the lists come from, when a price changed.

use std::collections::{BTreeMap, HashMap};

use super::check;
use crate::catalog::format::{File, Model, Price};
use crate::catalog::peel;
use crate::domain::{ClassSet, UsageClass};

/// Everything that is wrong with these lists together, a line each; empty when nothing is.
///
/// A single model: unknown classes, inexact or negative prices, no rates and not marked free,
/// dates that do not exist, are out of order or overlap. Its prices among each other: a part
/// priced without its whole, two parts that overlap without the price of what they share. Models
/// among each other: two that claim one name, and a declared beginning that takes what belongs to
/// another. Lists among each other: one provider twice, borrowing from nobody.
pub fn lint(files: &[File]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (at, file) in files.iter().enumerate() {
        let id = &file.provider.id;
        if files[..at].iter().any(|other| other.provider.id == *id) {
            wrong.push(format!("{id}: the provider is listed twice"));
        }
        let known = |lender: &&String| files.iter().any(|file| file.provider.id == **lender);
        let lost = file.provider.borrows.iter().filter(|lender| !known(lender));
        wrong.extend(lost.map(|lender| format!("{id}: borrows from {lender:?}, which is not there")));
        wrong.extend(check::provider(file).into_iter().map(|why| format!("{id}: {why}")));
        for model in &file.models {
            let whole = check::model(file, model).into_iter().chain(parts(model));
            wrong.extend(whole.map(|why| format!("{id}/{}: {why}", model.id)));
        }
        wrong.extend(names(file).into_iter().map(|why| format!("{id}: {why}")));
    }
    wrong
}

/// A price on a part says nothing about the rest: the whole must be priced beside it, and where
/// two priced parts overlap, so must what they share (or a request with both cannot be split).
fn parts(model: &Model) -> Vec<String> {
    let mut wrong = Vec::new();
    for (at, Price { rates, .. }) in model.prices.iter().enumerate() {
        let priced: ClassSet = rates.keys().filter_map(|name| UsageClass::by_name(name)).collect();
        for class in priced.iter() {
            let tops = class.ancestors().iter().filter(|above| above.ancestors().is_empty());
            let missing = tops.filter(|top| !priced.contains(*top));
            wrong.extend(missing.map(|top| format!("price {}: {} without {}", at + 1, class.name(), top.name())));
            let lacks = |other: &UsageClass| class.overlap(*other).is_some_and(|shared| !priced.contains(shared));
            let unsplit = priced.iter().filter(|other| *other > class).filter(lacks);
            wrong.extend(unsplit.map(|other| {
                format!("price {}: {} and {} without what they share", at + 1, class.name(), other.name())
            }));
        }
    }
    wrong
}

/// Who claims which name, and how.
fn names(file: &File) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut owner: HashMap<String, &str> = HashMap::new();
    for model in &file.models {
        let own = (!model.unnamed).then(|| model.id.to_lowercase());
        for name in [&model.names, &model.dated, &model.prefixes, &model.open].into_iter().flatten().cloned().chain(own)
        {
            let first = *owner.entry(name.clone()).or_insert(&model.id);
            if first != model.id {
                wrong.push(format!("{name:?} is claimed by {first} and {}", model.id));
            }
        }
    }
    wrong.extend(swallowed(file));
    wrong
}

/// An exact name goes before every declared beginning, so the name itself is safe. What follows
/// it is not: where `jet` may be followed by `-preview` and a date, and `jet-preview` is another
/// model that accepts no date, then `jet-preview-20260101` has the price of `jet`. The other model
/// must accept what the beginning would take. A name that ends in a date or a build of its own is
/// the last of its kind: nothing more follows it.
fn swallowed(file: &File) -> Vec<String> {
    let mut begins: BTreeMap<&str, &Model> = BTreeMap::new();
    for model in &file.models {
        begins.extend(model.prefixes.iter().map(|prefix| (prefix.as_str(), model)));
    }
    let mut wrong = Vec::new();
    for model in &file.models {
        let own = (!model.unnamed).then(|| model.id.to_lowercase());
        for name in model.names.iter().cloned().chain(own) {
            let follows = [&model.dated, &model.prefixes, &model.open].into_iter().flatten();
            if follows.into_iter().any(|accepting| *accepting == name) {
                continue;
            }
            if let Some((prefix, other)) = longest(&begins, &name).filter(|(_, other)| other.id != model.id) {
                wrong.push(format!(
                    "the beginning {prefix:?} of {} takes what follows {name:?} of {}: give that name a date",
                    other.id, model.id
                ));
            }
        }
    }
    wrong
}

/// The longest declared beginning after which the rest of the name, and a date behind it, would
/// be accepted; none when the name ends in a date or build already.
fn longest<'a>(begins: &BTreeMap<&'a str, &'a Model>, name: &str) -> Option<(&'a str, &'a Model)> {
    let ends = name.char_indices().filter(|(at, c)| *at > 0 && matches!(c, '-' | '@' | ':')).map(|(at, _)| at);
    ends.rev().find_map(|at| {
        let (prefix, model) = begins.get_key_value(&name[..at])?;
        let words = !name[at..].bytes().any(|b| b.is_ascii_digit());
        (words && peel::follows_prefix(&name[at..]).is_some()).then_some((*prefix, *model))
    })
}

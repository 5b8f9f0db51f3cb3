//! In which order grouped rows come.
//!
//! Owns: `--sort` and the order without it. Refuses to know: folding, cells.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::dimension::Dimension;
use super::fold::{Group, Key};
use super::measure::{MEASURES, Measure};
use crate::domain::{Error, Result, did_you_mean};

/// One sort key.
enum Field {
    Dimension(usize),
    Measure(&'static Measure),
}

/// Sort keys, the first decides first; equal rows order by their dimensions.
pub(super) struct Order(Vec<(Field, bool)>);

impl Order {
    /// Reads `--sort` words (`-` before one: descending) over the dimensions grouped by. Without
    /// any: time ascending, then cost descending.
    pub(super) fn parse(words: &[String], by: &[Dimension]) -> Result<Order> {
        if words.is_empty() {
            return Ok(Order::usual(by));
        }
        words.iter().map(|word| field(word, by)).collect::<Result<_>>().map(Order)
    }

    fn usual(by: &[Dimension]) -> Order {
        let times = by.iter().enumerate().filter(|(_, dimension)| dimension.is_time());
        let cost = Measure::by_word("total_cost").map(|cost| (Field::Measure(cost), true));
        Order(times.map(|(at, _)| (Field::Dimension(at), false)).chain(cost).collect())
    }

    pub(super) fn sort(&self, groups: &mut [Group]) {
        groups.sort_by(|a, b| self.compare(a, b));
    }

    fn compare(&self, a: &Group, b: &Group) -> Ordering {
        let decided = self.0.iter().map(|(field, descending)| match field {
            Field::Dimension(at) => reversed(a.keys.get(*at).cmp(&b.keys.get(*at)), *descending),
            Field::Measure(measure) => unknown_last(measure.rank(&a.measures), measure.rank(&b.measures), *descending),
        });
        decided.into_iter().find(|order| order.is_ne()).unwrap_or_else(|| a.keys.cmp(&b.keys))
    }
}

/// The parts of each row, by the row's keys: times in their order, else the dearest first.
pub(super) fn within(parts: &[Group], keys: usize) -> HashMap<&[Key], Vec<&Group>> {
    let time = |group: &Group| match group.keys.get(keys) {
        Some(Key::Time(code)) => *code,
        _ => 0,
    };
    let cost = Measure::by_word("total_cost");
    let rank = |group: &Group| cost.and_then(|cost| cost.rank(&group.measures));
    let mut within: HashMap<&[Key], Vec<&Group>> = HashMap::new();
    for part in parts {
        within.entry(&part.keys[..keys.min(part.keys.len())]).or_default().push(part);
    }
    within.values_mut().for_each(|parts| {
        parts.sort_by(|a, b| {
            let decided = time(a).cmp(&time(b)).then_with(|| unknown_last(rank(a), rank(b), true));
            decided.then_with(|| a.keys.cmp(&b.keys))
        });
    });
    within
}

fn reversed(order: Ordering, descending: bool) -> Ordering {
    if descending { order.reverse() } else { order }
}

/// What is not known comes last either way.
fn unknown_last(a: Option<i128>, b: Option<i128>, descending: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => reversed(a.cmp(&b), descending),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

fn field(word: &str, by: &[Dimension]) -> Result<(Field, bool)> {
    let (name, descending) = match word.strip_prefix('-') {
        Some(name) => (name, true),
        None => (word, false),
    };
    if let Some(at) = by.iter().position(|dimension| dimension.to_string() == name) {
        return Ok((Field::Dimension(at), descending));
    }
    if let Some(measure) = Measure::by_word(name) {
        return Ok((Field::Measure(measure), descending));
    }
    let words = by.iter().map(ToString::to_string).chain(MEASURES.iter().map(|measure| measure.id.to_owned()));
    let words: Vec<String> = words.collect();
    let all = format!("one of {}; - before it turns the order around (--sort=-total_cost)", words.join(", "));
    let hint = did_you_mean(name, words.iter().map(String::as_str), all);
    Err(Error::validation(format!("cannot sort by {name:?}")).hint(hint))
}

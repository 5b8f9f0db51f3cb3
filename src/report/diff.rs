//! Two periods or selections compared: why the second costs more or less than the first.
//!
//! Owns: the split of the change into volume, mix, cache and price. Refuses to know: flags, formats.
//!
//! The cost of the first side is turned into that of the second in four steps, always in this order,
//! and each effect is what one step adds. `n` are units, `c` costs, 1 and 2 the sides:
//!
//! 1. volume: every model's cost grows as all tokens together do: `c1 × N2 / N1`.
//! 2. mix: each model has the tokens it has on the second side, and the split of them into input
//!    and output, at what a unit cost it on the first side.
//! 3. cache: input is split into fresh, cached and written as on the second side.
//! 4. price: what the second side really cost.
//!
//! What has no price is in no step: effects are of what is priced, and a model of which nothing is priced on
//! a side, or that lacks something on the first, has none.
//!
//! What the first side has no rate for enters at its real cost in the step that first meets it (a
//! new model in the mix). Each step is rounded half-even to a pico-dollar for each model, and what rounding
//! leaves falls to the next step, so that the effects add up to the change, for each model and in all.

use std::collections::{BTreeMap, BTreeSet};

use super::fold;
use super::period::Window;
use super::{measure, notes};
use crate::domain::money::div_half_even;
use crate::domain::{Filter, Measures, Result, UsageClass, Usd};
use crate::store::{Ledger, Reader};
use crate::table::{Cell, Column, Kind, Row, RowKind, Table};

/// Provider and model.
type Model = (String, String);
/// Units and pico-dollars of each class.
type Classes = BTreeMap<UsageClass, (i128, i128)>;

/// What a model used on one side.
#[derive(Debug, Default)]
struct Used {
    classes: Classes,
    /// Requests without a price.
    unpriced: i128,
}

/// Cost of one model after each step, in pico-dollars: as it was, then volume, mix, cache, price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Steps([i128; 5]);

/// Compares `b` with `a`, each a window and a filter.
///
/// # Errors
/// When the ledger cannot be read.
pub fn diff(a: (&Window, &Filter), b: (&Window, &Filter), ledger: &Ledger) -> Result<Table> {
    let (before, after) = (side(ledger, a)?, side(ledger, b)?);
    let totals = [fold::total(ledger, &a.0.range, a.1)?, fold::total(ledger, &b.0.range, b.1)?];
    let mut table = Table { title: format!("From {} to {}", a.0.label, b.0.label), ..Table::default() };
    table.columns = columns();
    let (all, none) = ((tokens(before.values()), tokens(after.values())), Used::default());
    let models: BTreeSet<&Model> = before.keys().chain(after.keys()).collect();
    let row = |model| {
        let [a, b] = [&before, &after].map(|side| side.get(model).unwrap_or(&none));
        (model, steps(&a.classes, &b.classes, all), [a.unpriced, b.unpriced])
    };
    let mut rows: Vec<(&Model, Steps, [i128; 2])> = models.into_iter().map(row).collect();
    rows.sort_by_key(|(_, steps, _)| std::cmp::Reverse((steps.0[4] - steps.0[0]).unsigned_abs()));
    let mut sum = Steps::default();
    for ((provider, model), steps, unpriced) in &rows {
        sum.0.iter_mut().zip(steps.0).for_each(|(sum, step)| *sum += step);
        table.item([Cell::text(model), Cell::text(provider)].into_iter().chain(cells(steps, *unpriced)).collect());
    }
    let sums = cells(&sum, totals.each_ref().map(|total| total.unpriced_requests));
    if !rows.is_empty() {
        let label = [Cell::Text("Total".into()), Cell::Empty];
        table.rows.push(Row { kind: RowKind::Total, cells: label.into_iter().chain(sums.clone()).collect() });
    }
    told(&mut table, sums, &totals, [&a.0.label, &b.0.label]);
    let mut lost = ledger.pruned(&a.0.range)?;
    lost += ledger.pruned(&b.0.range)?;
    table.notes.extend(notes::pruned(&lost));
    Ok(table)
}

fn columns() -> Vec<Column> {
    let money = |id, title, priority| Column::new(id, title, Kind::Money).priority(priority);
    vec![
        Column::new("model", "Model", Kind::Text),
        Column::new("provider", "Provider", Kind::Text).priority(8),
        money("before_cost", "Before", 6),
        money("after_cost", "After", 5),
        money("difference", "Difference", 0),
        Column::new("change", "Change", Kind::Change).priority(7),
        money("volume_effect", "Volume", 1),
        money("mix_effect", "Mix", 2),
        money("cache_effect", "Cache", 3),
        money("price_effect", "Price", 4),
    ]
}

/// Both costs, how they differ, and the effects; `unpriced` is what lacks a price on each side.
fn cells(steps: &Steps, unpriced: [i128; 2]) -> [Cell; 8] {
    let [before, volume, mix, cache, after] = steps.0;
    let [then, now] = [before, after].map(Usd::from_pico);
    let (then, now) = (measure::known(unpriced[0], then), measure::known(unpriced[1], now));
    let difference = measure::difference(&now, &then);
    let effect = |pico: i128| if difference == Cell::Empty { Cell::Empty } else { Cell::Money(Usd::from_pico(pico)) };
    let effects = [volume - before, mix - volume, cache - mix, after - cache].map(effect);
    let [volume, mix, cache, price] = effects;
    [then.clone(), now.clone(), difference, measure::change(&now, &then), volume, mix, cache, price]
}

fn told(table: &mut Table, sums: [Cell; 8], totals: &[Measures; 2], labels: [&str; 2]) {
    let names = [
        "before_cost",
        "after_cost",
        "difference",
        "change",
        "volume_effect",
        "mix_effect",
        "cache_effect",
        "price_effect",
    ];
    let titles = [labels[0], labels[1], "Difference", "Change", "  volume", "  mix", "  cache", "  price"];
    for ((name, title), cell) in names.into_iter().zip(titles).zip(sums) {
        table.fact(title, cell.clone());
        // The exact decimal stands beside every amount.
        table.summary.push((name.to_owned(), cell));
    }
    table.rows_title = "By model".into();
    let unpriced: i128 = totals.iter().map(|total| total.unpriced_requests).sum();
    table.summary.push(("unpriced_requests".into(), Cell::Count(unpriced)));
    if unpriced > 0 {
        let sides = totals.each_ref().map(|total| total.unpriced_requests.to_string());
        table.note(true, format!("requests without a price are left out: {} before, {} after", sides[0], sides[1]));
    }
    if totals.iter().all(|total| total.requests == 0) {
        table.note(false, format!("nothing recorded in {} and {}", labels[0], labels[1]));
    }
    let mut estimated = Measures::default();
    totals.iter().for_each(|total| estimated.estimated_requests += total.estimated_requests);
    notes::made_of(table, &estimated);
}

/// The priced units and costs of one side, by model and class.
fn side(ledger: &Ledger, (window, filter): (&Window, &Filter)) -> Result<BTreeMap<Model, Used>> {
    let mut models: BTreeMap<Model, Used> = BTreeMap::new();
    for (by, sum) in ledger.price_sums(&window.range, filter)? {
        let used = models.entry((by.provider, by.model)).or_default();
        used.unpriced += if by.rule.is_none() { sum.requests } else { 0 };
        for ((class, _), line) in sum.lines {
            let entry = used.classes.entry(class).or_default();
            (entry.0, entry.1) = (entry.0 + line.count, entry.1 + line.amount.pico());
        }
    }
    Ok(models)
}

/// Which part of a request a class belongs to: input 0, output 1, anything else 2.
fn part(class: UsageClass) -> usize {
    match class.dimensions().direction {
        Some("input") => 0,
        Some("output") => 1,
        _ => 2,
    }
}

fn units(classes: &Classes, wanted: usize) -> (i128, i128) {
    let within = classes.iter().filter(|(class, _)| part(**class) == wanted);
    within.fold((0, 0), |sum, (_, (count, cost))| (sum.0 + count, sum.1 + cost))
}

/// Input and output of all models.
fn tokens<'c>(models: impl Iterator<Item = &'c Used>) -> i128 {
    models.map(|used| units(&used.classes, 0).0 + units(&used.classes, 1).0).sum()
}

/// `cost` for `count` units, for `wanted` of them; `real` where there were none.
fn scaled(cost: i128, count: i128, wanted: i128, real: i128) -> i128 {
    match count {
        1.. => ratio(cost, wanted, count),
        _ => real,
    }
}

/// `a × b / c`, half-even, also where the product leaves 128 bits: whole parts apart from the rest.
fn ratio(a: i128, b: i128, c: i128) -> i128 {
    match a.checked_mul(b) {
        Some(product) => div_half_even(product, c),
        None => a.div_euclid(c).saturating_mul(b).saturating_add(div_half_even(a.rem_euclid(c).saturating_mul(b), c)),
    }
}

fn steps(before: &Classes, after: &Classes, (all_before, all_after): (i128, i128)) -> Steps {
    let cost = |classes: &Classes| classes.values().map(|(_, cost)| *cost).sum::<i128>();
    let (first, last) = (cost(before), cost(after));
    let volume = scaled(first, all_before, all_after, last);
    if all_before <= 0 {
        // Nothing to compare with: all of it is new volume.
        return Steps([first, last, last, last, last]);
    }
    let mix = (0..3).map(|at| {
        let ((had, cost), (has, real)) = (units(before, at), units(after, at));
        scaled(cost, had, has, real)
    });
    let cache = after.iter().map(|(class, (has, real))| {
        let (had, cost) = before.get(class).copied().unwrap_or_default();
        scaled(cost, had, *has, *real)
    });
    Steps([first, volume, mix.sum(), cache.sum(), last])
}

#[cfg(test)]
mod tests {
    use super::*;
    use UsageClass::{CacheRead, Input, Output};

    fn classes(list: &[(UsageClass, i128, i128)]) -> Classes {
        list.iter().map(|(class, count, cost)| (*class, (*count, *cost))).collect()
    }

    fn effects(steps: Steps) -> [i128; 4] {
        [1, 2, 3, 4].map(|at| steps.0[at] - steps.0[at - 1])
    }

    #[test]
    fn each_effect_is_seen_alone() {
        let before = classes(&[(Input, 100, 1000), (CacheRead, 100, 100), (Output, 50, 2000)]);
        let twice = classes(&[(Input, 200, 2000), (CacheRead, 200, 200), (Output, 100, 4000)]);
        assert_eq!(effects(steps(&before, &twice, (250, 500))), [3100, 0, 0, 0]);
        let dearer = classes(&[(Input, 100, 1500), (CacheRead, 100, 100), (Output, 50, 2000)]);
        assert_eq!(effects(steps(&before, &dearer, (250, 250))), [0, 0, 0, 500]);
        let cached = classes(&[(Input, 50, 500), (CacheRead, 150, 150), (Output, 50, 2000)]);
        assert_eq!(effects(steps(&before, &cached, (250, 250))), [0, 0, -450, 0]);
        let talkative = classes(&[(Input, 80, 800), (CacheRead, 80, 80), (Output, 90, 3600)]);
        assert_eq!(effects(steps(&before, &talkative, (250, 250))), [0, 1380, 0, 0]);
    }

    #[test]
    fn a_new_model_is_mix_and_a_first_side_of_nothing_is_volume() {
        let new = classes(&[(Input, 7, 77)]);
        assert_eq!(effects(steps(&Classes::new(), &new, (10, 20))), [0, 77, 0, 0]);
        assert_eq!(effects(steps(&Classes::new(), &new, (0, 7))), [77, 0, 0, 0]);
        assert_eq!(effects(steps(&new, &Classes::new(), (7, 0))), [-77, 0, 0, 0]);
    }

    #[test]
    fn effects_add_up_whatever_is_rounded() {
        for seed in 1..500i128 {
            let class = |at: i128| (seed * at * 7_919) % 1_009;
            let one =
                classes(&[(Input, class(1), class(2)), (CacheRead, class(3), class(4)), (Output, class(5), class(6))]);
            let two = classes(&[
                (Input, class(7), class(8)),
                (CacheRead, class(9), class(10)),
                (Output, class(11), class(12)),
            ]);
            let all = [&one, &two].map(|classes| units(classes, 0).0 + units(classes, 1).0);
            let steps = steps(&one, &two, all.into());
            let change = class(8) + class(10) + class(12) - class(2) - class(4) - class(6);
            assert_eq!(effects(steps).iter().sum::<i128>(), change, "{seed}");
        }
        assert_eq!(ratio(i128::MAX / 4, 6, 3), i128::MAX / 4 * 2);
    }
}

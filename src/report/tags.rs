//! Cost by tag: every key, or some, with every value.
//!
//! Owns: that a record counts under each of its tags, and once in the total. Refuses to know:
//! flags, formats.

use std::ops::Range;

use super::dimension::Dimension;
use super::figures::share;
use super::fold::{self, Group, Key};
use super::order::{self, Order};
use super::{Query, column, measure, notes};
use crate::domain::{Measures, Result};
use crate::store::Reader;
use crate::table::{Cell, Column, Kind, Row, RowKind, Table};

/// The values of the tags `keys` (none: of every tag there is), each key's dearest first; each split as the query says.
///
/// # Errors
/// For a sort word that is none; what the reader fails with.
pub fn tags(query: &Query, keys: &[String], reader: &dyn Reader) -> Result<Table> {
    let order = Order::parse(&query.sort, &[])?;
    let keys: Vec<String> = if keys.is_empty() { reader.tag_keys()?.into_iter().collect() } else { keys.to_vec() };
    let by: Vec<Dimension> = keys.iter().cloned().map(Dimension::Tag).collect();
    let (total, values) = sums(query, &by, &order, reader)?;

    let title = format!("Cost by tag, {} ({})", query.window.label, query.zone.name());
    let mut table = Table { title, limit: query.limit, ..Table::default() };
    let names = [Column::new("tag", "Tag", Kind::Text), Column::new("value", "Value", Kind::Text)];
    let beside =
        [Column::new("share", "Share", Kind::Share).priority(1), Column::new("bar", "", Kind::Bar).priority(2)];
    let measures = measure::columns(total.unpriced_requests > 0);
    let split = query.breakdown.iter().map(column);
    table.columns = names.into_iter().chain(split).chain(measures).chain(beside).collect();
    for (key, values) in keys.iter().zip(values) {
        add(&mut table, query, key, values, &total);
    }
    let label = [Cell::Text("All records".to_owned()), Cell::Empty].into_iter();
    let label = label.chain(query.breakdown.iter().map(|_| Cell::Empty));
    let all = share(total.total_cost, total.total_cost, &total);
    let cells = label.chain(measure::cells(&total)).chain([all, Cell::Empty]).collect();
    if !table.rows.is_empty() {
        table.rows.push(Row { kind: RowKind::Total, cells });
    } else if total.requests > 0 {
        table.note(false, "no record has a tag (record --tag, ingest --tag and sync.tags give them)");
    }
    table.summary = measure::summary(&total);
    notes::about(&mut table, &total, &Query { by, ..query.clone() }, reader)?;
    Ok(table)
}

/// Keys that are looked at together. Where every record has keys of its own, groups by all of them at once would be as many
/// as the records, each as wide as there are keys.
const TOGETHER: usize = 32;

/// The sums of each value of one key, and what each is split into.
struct Values {
    groups: Vec<Group>,
    parts: Vec<Group>,
}

/// The sum of all records, and of each key those of its values.
fn sums(query: &Query, by: &[Dimension], order: &Order, reader: &dyn Reader) -> Result<(Measures, Vec<Values>)> {
    let (mut total, mut all) = (Measures::default(), Vec::with_capacity(by.len()));
    // Without a key there still is a total.
    for start in (0..by.len().max(1)).step_by(TOGETHER) {
        let some = &by[start..by.len().min(start + TOGETHER)];
        let split = [some, &query.breakdown].concat();
        let groups = fold::groups(reader, &query.window.range, &query.filter, &split, query.zone)?;
        if start == 0 {
            groups.iter().for_each(|group| total += &group.measures);
        }
        all.extend((0..some.len()).map(|at| values(&groups, at, some.len()..split.len(), order)));
    }
    Ok((total, all))
}

/// The values of one key, split by the keys of groups at `parts`.
fn values(groups: &[Group], at: usize, parts: Range<usize>, order: &Order) -> Values {
    let of = |keep: &[usize]| {
        let mut some = fold::collapse(groups, keep);
        some.retain(|group| group.keys.first() != Some(&Key::Name(String::new())));
        some
    };
    let mut whole = of(&[at]);
    order.sort(&mut whole);
    let parts = if parts.is_empty() { Vec::new() } else { of(&std::iter::once(at).chain(parts).collect::<Vec<_>>()) };
    Values { groups: whole, parts }
}

fn add(table: &mut Table, query: &Query, key: &str, values: Values, total: &Measures) {
    let Values { groups, parts } = values;
    let most = query.limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX);
    let widest = groups.iter().map(|group| group.measures.total_cost).max().unwrap_or_default();
    if groups.len() > most {
        table.note(false, format!("{most} of {} values of {key}", groups.len()));
    }
    let by: Vec<Dimension> =
        std::iter::once(Dimension::Tag(key.to_owned())).chain(query.breakdown.iter().cloned()).collect();
    let cells = |group: &Group| {
        let cost = group.measures.total_cost;
        let beside = [share(cost, total.total_cost, &group.measures), share(cost, widest, &group.measures)];
        std::iter::once(Cell::text(key)).chain(super::row(&by, group)).chain(beside).collect()
    };
    let within = order::within(&parts, 1);
    for group in groups.iter().take(most) {
        if query.breakdown.is_empty() {
            table.item(cells(group));
            continue;
        }
        table.subtotal(cells(group));
        within.get(&*group.keys).into_iter().flatten().for_each(|part| table.item(cells(part)));
    }
}

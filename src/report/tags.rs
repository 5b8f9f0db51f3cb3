//! Cost by tag: every key, or some, with every value.
//!
//! Owns: that a record counts under each of its tags, and once in the total. Refuses to know:
//! flags, formats.

use super::clock;
use super::dimension::Dimension;
use super::figures::share;
use super::fold::{self, Group, Key};
use super::order::Order;
use super::{Query, measure, notes};
use crate::domain::{Measures, Result};
use crate::store::Reader;
use crate::table::{Cell, Column, Kind, Row, RowKind, Table};

/// The values of the tags `keys` (none: of every tag there is), each key's dearest first.
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
    table.columns = names.into_iter().chain(measures).chain(beside).collect();
    for (key, values) in keys.iter().zip(values) {
        add(&mut table, key, values, &total, query.limit);
    }
    let label = [Cell::Text("All records".to_owned()), Cell::Empty].into_iter();
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

/// The sum of all records, and of each key those of its values.
fn sums(query: &Query, by: &[Dimension], order: &Order, reader: &dyn Reader) -> Result<(Measures, Vec<Vec<Group>>)> {
    let (mut total, mut all) = (Measures::default(), Vec::with_capacity(by.len()));
    // Without a key there still is a total.
    for start in (0..by.len().max(1)).step_by(TOGETHER) {
        let some = &by[start..by.len().min(start + TOGETHER)];
        let groups = fold::groups(reader, &query.window.range, &query.filter, some, query.zone)?;
        if start == 0 {
            groups.iter().for_each(|group| total += &group.measures);
        }
        all.extend((0..some.len()).map(|at| values(&groups, at, order)));
    }
    Ok((total, all))
}

/// The sums of each value of one key.
fn values(groups: &[Group], at: usize, order: &Order) -> Vec<Group> {
    let mut values = fold::collapse(groups, &[at]);
    values.retain(|group| group.keys != [Key::Name(String::new())]);
    order.sort(&mut values);
    values
}

fn add(table: &mut Table, key: &str, values: Vec<Group>, total: &Measures, limit: Option<u64>) {
    let most = limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX);
    let widest = values.iter().map(|group| group.measures.total_cost).max().unwrap_or_default();
    if values.len() > most {
        table.note(false, format!("{most} of {} values of {key}", values.len()));
    }
    for group in values.iter().take(most) {
        let cost = group.measures.total_cost;
        let value = group.keys.first().map(|value| clock::text(&Dimension::Tag(String::new()), value));
        let names = [Cell::text(key), value.map_or(Cell::Empty, Cell::text)].into_iter();
        let beside = [share(cost, total.total_cost, &group.measures), share(cost, widest, &group.measures)];
        table.item(names.chain(measure::cells(&group.measures)).chain(beside).collect());
    }
}

//! `cost-ops pricing generations`: when stored records were priced again.

use crate::cli::{Context, Failure};
use crate::domain::Generation;
use crate::paths::Location;
use crate::report::known;
use crate::table::{Cell, Column, Kind, Table};

/// Lists them, the costs as recorded first.
pub(super) fn run(context: &Context) -> Result<(), Failure> {
    let made = match context.location()? {
        Location::File(path) if path.exists() => context.ledger(false)?.generations()?,
        _ => Vec::new(),
    };
    let mut table = Table { title: "Generations of costs".into(), columns: columns(), ..Table::default() };
    table.zone = Some(context.zone());
    let mut recorded = vec![Cell::Count(0), Cell::Empty, Cell::Text("as recorded".into())];
    recorded.resize(table.columns.len(), Cell::Empty);
    table.item(recorded);
    made.iter().for_each(|generation| table.item(cells(generation)));
    table.note(false, "reports and exports show any of them with --prices N");
    context.show(&table)
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("generation", "Generation", Kind::Count),
        Column::new("at", "Made", Kind::Instant).priority(1),
        Column::new("what", "Which records", Kind::Text),
        Column::new("as_of", "Prices of", Kind::Instant).priority(3),
        Column::new("records", "Looked at", Kind::Count).priority(4),
        Column::new("changed", "Changed", Kind::Count),
        Column::new("newly_priced", "Newly priced", Kind::Count).priority(5),
        Column::new("kept", "Kept", Kind::Count).priority(7),
        Column::new("old_total", "Old total", Kind::Money),
        Column::new("new_total", "New total", Kind::Money),
        Column::new("old_unpriced", "Unpriced before", Kind::Count).hidden(),
        Column::new("new_unpriced", "Unpriced after", Kind::Count).hidden(),
        Column::new("catalog", "Catalog", Kind::Text).priority(6),
    ]
}

fn cells(generation: &Generation) -> Vec<Cell> {
    let r = &generation.repriced;
    let count = |count: u64| Cell::Count(count.into());
    vec![
        Cell::Count(generation.number.into()),
        Cell::Instant(generation.at),
        Cell::text(&generation.what),
        generation.as_of.map_or(Cell::Empty, Cell::Instant),
        count(r.records),
        count(r.changed),
        count(r.newly_priced),
        count(r.kept),
        known(r.old_unpriced.into(), r.old_total),
        known(r.new_unpriced.into(), r.new_total),
        count(r.old_unpriced),
        count(r.new_unpriced),
        Cell::text(&generation.catalog),
    ]
}

//! What is on the price lists, as a table.
//!
//! Owns: its columns and rows, the lists' providers. Refuses to know: how a price is found.

use chrono::{DateTime, Utc};

use super::cursor::Cursor;
use crate::catalog::{Listed, PriceBook};
use crate::domain::{Error, PriceLayers, PricePlace, Result, UsageClass};
use crate::table::{Cell, Column, Kind, Table};

/// Standard prices in force at an instant, or all there are, of a provider and of models with this in
/// their names.
pub fn prices(layers: PriceLayers, provider: Option<&str>, model: Option<&str>, at: Option<DateTime<Utc>>) -> Table {
    let mut listed = listed(layers, provider, model);
    if let Some(at) = at {
        listed.retain(|one| one.when.is_empty() && one.holds.contains(at));
    }
    let mut table = Table { title: "Prices".into(), columns: columns(), ..Table::default() };
    listed.iter().for_each(|one| table.item(cells(one)));
    table.note(false, "US dollars per million tokens; see `pricing get` for every class, tier and condition");
    table
}

/// Entries of one's own, then those of the lists.
pub fn listed(layers: PriceLayers, provider: Option<&str>, model: Option<&str>) -> Vec<Listed> {
    let same = |id: &str| {
        provider.is_none_or(|hint| match (PriceBook::provider(hint), PriceBook::provider(id)) {
            (Some((a, _)), Some((b, _))) => a == b,
            _ => hint.eq_ignore_ascii_case(id),
        })
    };
    let has = |id: &str| model.is_none_or(|part| id.to_lowercase().contains(&part.to_lowercase()));
    let mut listed: Vec<Listed> =
        layers.entries.iter().filter(|e| same(&e.provider) && has(&e.model)).map(PriceBook::listed).collect();
    listed.extend(PriceBook::layered(layers).list(provider, model));
    listed
}

/// The providers of the embedded lists.
pub fn providers() -> Table {
    let text = |id, title| Column::new(id, title, Kind::Text);
    let columns =
        vec![text("provider", "Provider"), text("name", "Name"), Column::new("models", "Models", Kind::Count)];
    let mut table = Table { title: "Providers".into(), columns, ..Table::default() };
    let mut counts: std::collections::BTreeMap<String, std::collections::BTreeSet<String>> = Default::default();
    for one in PriceBook::new(Vec::new()).list(None, None) {
        counts.entry(one.provider).or_default().insert(one.model);
    }
    for (id, models) in counts {
        let name = PriceBook::provider(&id).map_or("", |(_, name)| name);
        table.item(vec![Cell::text(id.as_str()), Cell::text(name), Cell::Count(models.len() as i128)]);
    }
    table
}

/// Leaves a page of a table whose rows are all there.
///
/// # Errors
/// [`Code::Validation`](crate::domain::Code::Validation) for a cursor that is none of such a table.
pub fn cut(table: &mut Table, limit: u64, cursor: Option<&str>) -> Result<()> {
    let skipped = match cursor.map(Cursor::decode).transpose()? {
        None => 0,
        Some(Cursor::Rows(skipped)) => usize::try_from(skipped).unwrap_or(usize::MAX),
        Some(_) => return Err(Error::validation("the cursor is of another list").detail("cursor", "of another list")),
    };
    let first = skipped.min(table.rows.len());
    let last = first.saturating_add(usize::try_from(limit).unwrap_or(usize::MAX)).min(table.rows.len());
    if last < table.rows.len() {
        table.next_cursor = Some(Cursor::Rows(last as u64).encode());
    }
    table.limit = Some(limit);
    table.rows = table.rows.drain(first..last).collect();
    Ok(())
}

fn columns() -> Vec<Column> {
    let price = |id, title| Column::new(id, title, Kind::Text).priority(1);
    vec![
        Column::new("provider", "Provider", Kind::Text),
        Column::new("model", "Model", Kind::Text),
        Column::new("input_price", "Input", Kind::Text),
        Column::new("output_price", "Output", Kind::Text),
        price("cached_price", "Cached"),
        price("cache_write_price", "Cache write"),
        Column::new("context", "Context", Kind::Text).priority(3),
        Column::new("effective_date", "From", Kind::Instant).priority(2),
        Column::new("until", "Until", Kind::Instant).priority(4),
        Column::new("layer", "Layer", Kind::Text).priority(5),
        Column::new("id", "Id", Kind::Text).priority(6),
        Column::new("context_window", "Window", Kind::Count).priority(7).hidden(),
        Column::new("free", "Free", Kind::Text).hidden(),
        Column::new("deprecated", "Deprecated", Kind::Text).hidden(),
    ]
}

fn cells(one: &Listed) -> Vec<Cell> {
    let rate =
        |class| one.rates.iter().find(|(c, _)| *c == class).map_or(Cell::Empty, |(_, usd)| Cell::Text(usd.clone()));
    vec![
        Cell::Text(one.provider.clone()),
        Cell::Text(one.model.clone()),
        if one.free { Cell::Text("free".into()) } else { rate(UsageClass::Input) },
        rate(UsageClass::Output),
        rate(UsageClass::CacheRead),
        rate(UsageClass::CacheWrite),
        Cell::text(one.when.as_str()),
        one.holds.from.map_or(Cell::Empty, Cell::Instant),
        one.holds.to.map_or(Cell::Empty, Cell::Instant),
        Cell::Text(one.layer.as_str().into()),
        price_id(one),
        one.window.map_or(Cell::Empty, |n| Cell::Count(n.into())),
        Cell::Flag(one.free),
        Cell::Flag(one.deprecated),
    ]
}

/// What to remove it by, the line it stands in, or the imported list it is on.
pub fn price_id(one: &Listed) -> Cell {
    match one.entry {
        Some(PricePlace::Ledger(row)) => Cell::Text(row.to_string()),
        Some(PricePlace::File(line)) => Cell::Text(format!("prices.toml:{line}")),
        None => Cell::text(one.source.as_deref().unwrap_or_default()),
    }
}

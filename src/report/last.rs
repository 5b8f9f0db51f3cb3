//! When each session was last used.
//!
//! Owns: that column. Refuses to know: who wants it.

use std::collections::HashMap;

use chrono::DateTime;

use super::Query;
use crate::domain::Result;
use crate::store::{Grain, Reader};
use crate::table::{Cell, Column, Kind, Table};

/// Adds `last_request` to rows by session.
///
/// # Errors
/// What the reader fails with.
pub fn add_last_requests(table: &mut Table, query: &Query, reader: &dyn Reader) -> Result<()> {
    let mut last: HashMap<u32, i64> = HashMap::new();
    reader.fold(Grain::Event, &query.window.range, &query.filter, &mut |bucket| {
        let at = last.entry(bucket.scope).or_insert(bucket.time);
        *at = bucket.time.max(*at);
    })?;
    let names = reader.dictionary_of(&last.keys().copied().collect())?.scopes;
    let mut of_session: HashMap<&str, i64> = HashMap::new();
    for (scope, time) in last {
        let session = names.get(&scope).map_or("", |scope| scope.session.as_str());
        let at = of_session.entry(session).or_insert(time);
        *at = time.max(*at);
    }
    let Some(column) = table.columns.iter().position(|column| column.id() == "session") else { return Ok(()) };
    table.columns.push(Column::new("last_request", "Last", Kind::Instant).hidden());
    for row in &mut table.rows {
        let session = match row.cells.get(column) {
            Some(Cell::Text(session)) => session.as_str(),
            _ => "",
        };
        let at = of_session.get(session).and_then(|at| DateTime::from_timestamp_micros(*at));
        row.cells.push(at.map_or(Cell::Empty, Cell::Instant));
    }
    Ok(())
}

//! One row of `events`, written.
//!
//! Owns: the order of the columns in `insert_event.sql` and `update_event.sql`. Refuses to know:
//! which rows are written, and why.

use rusqlite::{CachedStatement, Connection, ToSql};

use super::identity::Uid;
use super::prepared::Prepared;

/// Parameters of the statements; they are numbered from 1.
const COLUMNS: usize = 21;

/// Writes rows with one statement. Most columns of most events are NULL, and a parameter keeps
/// its value from row to row: what was NULL and is NULL is not bound again.
pub(super) struct EventRow<'c> {
    statement: CachedStatement<'c>,
    null: [bool; COLUMNS + 1],
}

/// The rows of the names of an event.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names {
    pub kind: i64,
    pub facet: i64,
    pub scope: i64,
}

impl<'c> EventRow<'c> {
    /// Adds rows.
    pub(super) fn insert(conn: &'c Connection) -> rusqlite::Result<Self> {
        Self::new(conn.prepare_cached(include_str!("sql/insert_event.sql"))?)
    }

    /// Sets all columns of rows that are there.
    pub(super) fn update(conn: &'c Connection) -> rusqlite::Result<Self> {
        Self::new(conn.prepare_cached(include_str!("sql/update_event.sql"))?)
    }

    fn new(mut statement: CachedStatement<'c>) -> rusqlite::Result<Self> {
        statement.clear_bindings();
        Ok(EventRow { statement, null: [true; COLUMNS + 1] })
    }

    /// Writes one.
    pub(super) fn write(&mut self, row: i64, names: Names, event: &Prepared) -> rusqlite::Result<()> {
        let cells = &event.cells;
        let latency = event.latency_ms.and_then(|ms| i64::try_from(ms).ok());
        for (at, value) in (1..).zip([row, event.at, names.kind, names.facet, names.scope]) {
            self.statement.raw_bind_parameter(at, value)?;
        }
        let counts = cells.tokens.iter().chain(cells.costs.iter()).chain([cells.reported, latency]);
        for (at, value) in (6..).zip(counts) {
            self.put(at, value.as_ref())?;
        }
        self.put(20, cells.detail.as_ref())?;
        self.statement.raw_bind_parameter(21, Uid::new(&event.id))?;
        self.statement.raw_execute().map(|_| ())
    }

    fn put(&mut self, at: usize, value: Option<&impl ToSql>) -> rusqlite::Result<()> {
        if value.is_some() || !self.null[at] {
            self.null[at] = value.is_none();
            self.statement.raw_bind_parameter(at, value)?;
        }
        Ok(())
    }
}

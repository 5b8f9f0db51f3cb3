//! One row of `events`, written.
//!
//! Owns: the order of the columns in `insert_event.sql` and `update_event.sql`. Refuses to know:
//! which rows are written, and why.

use rusqlite::{CachedStatement, Connection};

use super::identity::Uid;
use super::prepared::Prepared;

/// Parameters of the statements that are numbers, from 1 on, and the two that are not.
const NUMBERS: usize = 19;
const DETAIL: usize = NUMBERS + 1;
const UID: usize = NUMBERS + 2;

/// Writes rows with one statement. Most columns of most events are NULL or what they were in the row before, and
/// a parameter keeps its value from row to row: such a one is not bound again.
pub(super) struct EventRow<'c> {
    statement: CachedStatement<'c>,
    bound: [Option<i64>; DETAIL],
    detailed: bool,
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
        Ok(EventRow { statement, bound: [None; DETAIL], detailed: false })
    }

    /// Writes one.
    pub(super) fn write(&mut self, row: i64, names: Names, event: &Prepared) -> rusqlite::Result<()> {
        let cells = &event.cells;
        let latency = event.latency_ms.and_then(|ms| i64::try_from(ms).ok());
        let names = [row, event.at, names.kind, names.facet, names.scope].map(Some);
        let counts = cells.tokens.iter().chain(cells.costs.iter()).chain([cells.reported, latency]);
        for (at, value) in (1..).zip(names.into_iter().chain(counts)) {
            if self.bound[at] != value {
                self.bound[at] = value;
                self.statement.raw_bind_parameter(at, value)?;
            }
        }
        if self.detailed || cells.detail.is_some() {
            self.detailed = cells.detail.is_some();
            self.statement.raw_bind_parameter(DETAIL, cells.detail.as_ref())?;
        }
        self.statement.raw_bind_parameter(UID, Uid::new(&event.id))?;
        self.statement.raw_execute().map(|_| ())
    }
}

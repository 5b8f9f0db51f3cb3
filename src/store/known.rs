//! Looking a record up by its identity.
//!
//! Owns: the way from a namespace and an id to a row. Refuses to know: what is done with it.

use rusqlite::{Connection, OptionalExtension};

use super::failure::Doing;
use super::identity::{self, Uid};
use super::{Ledger, claims, pruned};
use crate::domain::{EventId, Result};

impl Ledger {
    /// Whether the event was counted: it is there, or was pruned.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be read.
    pub fn knows(&self, namespace: &str, id: &EventId) -> Result<bool> {
        Ok(self.row_of(namespace, id)?.is_some() || pruned::has(&self.conn, namespace, id).doing("look an event up")?)
    }

    /// The row of an event, if it is there.
    pub(super) fn row_of(&self, namespace: &str, id: &EventId) -> Result<Option<i64>> {
        row_of(&self.conn, namespace, id).doing("look an event up")
    }
}

/// The row of an event, if it is there.
pub(super) fn row_of(conn: &Connection, namespace: &str, id: &EventId) -> rusqlite::Result<Option<i64>> {
    let mut hash = identity::hash(namespace, id);
    while let Some(row) = claims::holder(conn, hash)? {
        if is_it(conn, row, namespace, id)? {
            return Ok(Some(row));
        }
        hash = identity::next(hash);
    }
    Ok(None)
}

/// Whether the stored event of that row has this identity.
pub(super) fn is_it(conn: &Connection, row: i64, namespace: &str, id: &EventId) -> rusqlite::Result<bool> {
    let uid = Uid::new(id);
    let mut statement = conn.prepare_cached(include_str!("sql/identity.sql"))?;
    let same = |found: &rusqlite::Row<'_>| Ok(uid.is(found.get_ref(0)?) && found.get_ref(1)?.as_str()? == namespace);
    Ok(statement.query_row([row], same).optional()? == Some(true))
}

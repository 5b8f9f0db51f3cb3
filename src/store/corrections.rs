//! The stretches of price lists that were mended.
//!
//! Owns: their rows. Refuses to know: what was mended, and which events it touches.

use rusqlite::{Row, Transaction, params};

use super::Ledger;
use super::failure::Doing;
use super::stored::instant;
use crate::domain::{Correction, InstantRange, Result};

impl Ledger {
    /// All corrections, oldest first.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when they cannot be read.
    pub fn corrections(&self) -> Result<Vec<Correction>> {
        const WHAT: &str = "read the corrections";
        const SQL: &str = "SELECT id, provider, model, valid_from, valid_to, note, at FROM corrections ORDER BY id";
        let mut statement = self.conn.prepare_cached(SQL).doing(WHAT)?;
        statement.query_map([], correction).doing(WHAT)?.collect::<rusqlite::Result<_>>().doing(WHAT)
    }
}

/// Stores a correction (its `id` does not matter), within a change of prices.
pub(super) fn insert(tx: &Transaction<'_>, mended: &Correction) -> rusqlite::Result<()> {
    const SQL: &str = "INSERT INTO corrections (provider, model, valid_from, valid_to, note, at)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    tx.execute(
        SQL,
        params![
            mended.provider,
            mended.model,
            mended.range.from.map(|at| at.timestamp_micros()),
            mended.range.to.map(|at| at.timestamp_micros()),
            mended.note,
            mended.at.timestamp_micros(),
        ],
    )
    .map(|_| ())
}

fn correction(row: &Row<'_>) -> rusqlite::Result<Correction> {
    let end = |at| row.get::<_, Option<i64>>(at).map(|end| end.map(instant));
    Ok(Correction {
        id: row.get(0)?,
        provider: row.get(1)?,
        model: row.get(2)?,
        range: InstantRange { from: end(3)?, to: end(4)? },
        note: row.get(5)?,
        at: instant(row.get(6)?),
    })
}

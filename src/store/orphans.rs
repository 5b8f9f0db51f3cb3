//! Rows that point at nothing.
//!
//! Owns: finding them. Refuses to know: sums (`recompute`), what can be done about it.

use rusqlite::Connection;

use super::failure::Doing;
use super::{Ledger, claims};
use crate::domain::Result;

const WHAT: &str = "look for rows without a partner";

/// Rows of one kind without what they point at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orphans {
    /// `events without a kind`.
    pub what: String,
    pub rows: u64,
}

/// What is counted in one pass over a table, with the words for each column.
const COUNTS: &[(&[&str], &str)] = &[
    (
        &["events without a kind", "events without labels", "events without a session's labels"],
        "SELECT ifnull(sum(kind NOT IN (SELECT id FROM kinds)), 0), ifnull(sum(facet NOT IN (SELECT id FROM facets)), 0),
             ifnull(sum(scope NOT IN (SELECT id FROM scopes)), 0) FROM events",
    ),
    (
        &["metadata without an event"],
        "SELECT count(*) FROM metadata WHERE event NOT IN (SELECT id FROM events)",
    ),
    (
        &["earlier costs without an event", "earlier costs without a kind", "earlier costs without a generation"],
        "SELECT ifnull(sum(event NOT IN (SELECT id FROM events)), 0), ifnull(sum(kind NOT IN (SELECT id FROM kinds)), 0),
             ifnull(sum(generation NOT IN (SELECT generation FROM generations)), 0) FROM replaced",
    ),
    (
        &["day sums without a model or labels"],
        "SELECT count(*) FROM rollup_day
         WHERE model NOT IN (SELECT id FROM models) OR facet NOT IN (SELECT id FROM facets)",
    ),
    (
        &["quarter-hour sums without a model"],
        "SELECT count(*) FROM rollup_quarter WHERE model NOT IN (SELECT id FROM models)",
    ),
];

impl Ledger {
    /// Rows that point at nothing, and events that would not be known if they came again: nothing in a
    /// sound ledger.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be read.
    pub fn orphans(&self) -> Result<Vec<Orphans>> {
        let tx = self.conn.unchecked_transaction().doing(WHAT)?;
        let mut found = Vec::new();
        for (words, sql) in COUNTS {
            tx.query_row(sql, [], |row| {
                for (at, what) in words.iter().enumerate() {
                    add(&mut found, what, row.get::<_, i64>(at)?);
                }
                Ok(())
            })
            .doing(WHAT)?;
        }
        declared(&tx, &mut found).doing(WHAT)?;
        add(&mut found, "events that would not be known again", unknown(&tx).doing(WHAT)?);
        add(&mut found, "identities claimed twice", claims::twice(&tx).doing(WHAT)?);
        Ok(found)
    }
}

fn add(found: &mut Vec<Orphans>, what: &str, rows: i64) {
    if rows > 0 {
        found.push(Orphans { what: what.to_owned(), rows: rows.unsigned_abs() });
    }
}

/// What the schema itself declares.
fn declared(conn: &Connection, found: &mut Vec<Orphans>) -> rusqlite::Result<()> {
    let sql = "SELECT \"table\" || ' without ' || parent, count(*) FROM pragma_foreign_key_check GROUP BY 1";
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        add(found, &row.get::<_, String>(0)?, row.get(1)?);
    }
    Ok(())
}

/// Events without an identity, by one bit an event. An identity without an event is none the worse: what
/// telemetry told of is withdrawn when a log tells of it.
fn unknown(conn: &Connection) -> rusqlite::Result<i64> {
    let last: i64 = conn.query_row("SELECT ifnull(max(id), 0) FROM events", [], |row| row.get(0))?;
    let mut known = vec![0u64; usize::try_from(last / 64 + 1).unwrap_or(0)];
    let place = |row: i64| (usize::try_from(row / 64).unwrap_or(usize::MAX), 1u64 << (row % 64));
    claims::each(conn, &mut |row| {
        let (word, bit) = place(row);
        if let Some(bits) = known.get_mut(word) {
            *bits |= bit;
        }
    })?;
    let mut unknown = 0;
    let mut statement = conn.prepare("SELECT id FROM events")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (word, bit) = place(row.get(0)?);
        unknown += i64::from(known[word] & bit == 0);
    }
    Ok(unknown)
}

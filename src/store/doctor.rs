//! What a thorough look at a ledger asks of the file, and the one thing that can be mended in it.
//!
//! Owns: the schema against that of a new file, the clock against what was written, all sums made
//! again. Refuses to know: what is said about it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::failure::Doing;
use super::place;
use super::stored::instant;
use super::{Ledger, OpenOptions, audit, recompute};
use crate::domain::{Act, Action, Result};
use std::path::Path;

/// The network file system a path lies on; `None` for a local one, or where that is not known.
pub fn network_file_system(path: &Path) -> Option<&'static str> {
    place::network(path)
}

impl Ledger {
    /// Every page, every index against its table: what is wrong, nothing when it is sound. Slower than
    /// [`Ledger::integrity`].
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when it cannot be read at all.
    pub fn full_integrity(&self) -> Result<Vec<String>> {
        self.checked_by("PRAGMA integrity_check")
    }

    /// Where the schema differs from that of a new ledger: what is missing, changed, or more.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when it cannot be read.
    pub fn schema_differences(&self) -> Result<Vec<String>> {
        const WHAT: &str = "compare the schema";
        let fresh = Ledger::open(&OpenOptions { path: None, create: true, read_only: false, zone: self.zone })?;
        let expected = schema(&fresh.conn).doing(WHAT)?;
        let mut there = schema(&self.conn).doing(WHAT)?;
        let mut found = Vec::new();
        for (name, sql) in expected {
            match there.remove(&name) {
                None => found.push(format!("{name} is missing")),
                Some(other) if other != sql => found.push(format!("{name} is not as it was made")),
                Some(_) => {}
            }
        }
        found.extend(there.into_keys().map(|name| format!("{name} is not of this program")));
        Ok(found)
    }

    /// The latest instant at which something was written down, by the clock of that time.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when it cannot be read.
    pub fn last_written(&self) -> Result<Option<DateTime<Utc>>> {
        let sql = "SELECT max(at) FROM (SELECT max(at) AS at FROM audit UNION ALL SELECT max(at) FROM syncs
            UNION ALL SELECT max(at) FROM generations UNION ALL SELECT max(closed) FROM closes)";
        let at: Option<i64> = self.conn.query_row(sql, [], |row| row.get(0)).doing("read when it was written")?;
        Ok(at.map(instant))
    }

    /// Makes all sums again from the records, in one transaction, with a line in the audit log.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be written.
    pub fn rebuild_sums(&mut self, at: DateTime<Utc>, differences: u64) -> Result<()> {
        const WHAT: &str = "make the sums again";
        let actor = self.actor.clone();
        let tx = self.write_tx()?;
        recompute::rebuild(&tx)?;
        let act = Act::new(at, Action::Repair, "sums").with("differences", differences);
        audit::insert(&tx, &actor, &act).doing(WHAT)?;
        tx.commit().doing(WHAT)
    }
}

/// What the schema is made of, by kind and name. Tables that the engine keeps for itself are not of it.
fn schema(conn: &Connection) -> rusqlite::Result<BTreeMap<String, String>> {
    let sql = "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    conn.prepare(sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

//! The runs whose usage is told apart.
//!
//! Owns: their rows. Refuses to know: what is of a run, how one is run.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{Row, params};

use super::Ledger;
use super::failure::Doing;
use super::stored::instant;
use crate::domain::{Code, Error, Result, Run};

const READ: &str = "read the runs";
const WRITE: &str = "store the run";

impl Ledger {
    /// Notes a run, or how long it has gone on.
    ///
    /// # Errors
    /// [`Code::Database`] when it cannot be written.
    pub fn note_run(&mut self, run: &Run) -> Result<()> {
        let tags: BTreeMap<&str, &str> = run.tags.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        let tags = serde_json::to_string(&tags)
            .map_err(|error| Error::new(Code::Internal, format!("cannot write the tags: {error}")))?;
        let tx = self.write_tx()?;
        let sql = "INSERT INTO runs VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET until = excluded.until";
        let (started, until) = (run.started.timestamp_micros(), run.until.timestamp_micros());
        tx.execute(sql, params![run.id, run.folder, tags, started, until]).doing(WRITE)?;
        tx.commit().doing(WRITE)
    }

    /// The runs that were going on at an instant or later, the earliest first.
    ///
    /// # Errors
    /// [`Code::Database`] when they cannot be read.
    pub fn runs_since(&self, at: DateTime<Utc>) -> Result<Vec<Run>> {
        let sql = "SELECT id, folder, tags, started, until FROM runs WHERE until >= ?1 ORDER BY started, id";
        let mut statement = self.conn.prepare_cached(sql).doing(READ)?;
        let rows = statement.query_map([at.timestamp_micros()], run).doing(READ)?;
        rows.collect::<rusqlite::Result<_>>().doing(READ)
    }
}

fn run(row: &Row<'_>) -> rusqlite::Result<Run> {
    let tags: String = row.get(2)?;
    let tags: BTreeMap<String, String> = serde_json::from_str(&tags).unwrap_or_default();
    Ok(Run {
        id: row.get(0)?,
        folder: row.get(1)?,
        tags: tags.into_iter().collect(),
        started: instant(row.get(3)?),
        until: instant(row.get(4)?),
    })
}

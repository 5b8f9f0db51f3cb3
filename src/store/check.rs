//! The ledger about itself: what `init --dry-run`, `health` and `doctor` say.
//!
//! Owns: facts about the file, the integrity check. Refuses to know: sums (`recompute`).

use std::path::PathBuf;

use chrono::{DateTime, Utc};

use super::failure::Doing;
use super::place::{self, Found};
use super::stored::instant;
use super::{Ledger, OpenOptions, migrate, open};
use crate::domain::{Result, Tz};

/// Facts about an open ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stats {
    /// `None` for a ledger in memory.
    pub path: Option<PathBuf>,
    /// Size of the file without its log, in bytes.
    pub file_bytes: u64,
    /// Free pages within it, in bytes: what a vacuum would give back.
    pub free_bytes: u64,
    pub events: u64,
    pub first: Option<DateTime<Utc>>,
    pub last: Option<DateTime<Utc>>,
    pub schema_version: u32,
    /// The zone of the day sums.
    pub zone: Tz,
    /// SQLite's version.
    pub engine: &'static str,
    /// Opened without the right to write, or on a full disk.
    pub read_only: bool,
}

/// What opening would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The file, `None` in memory.
    pub path: Option<PathBuf>,
    pub exists: bool,
    /// 0 for a file that is not there.
    pub schema_version: u32,
    pub applied: Vec<&'static str>,
    pub pending: Vec<&'static str>,
}

impl Ledger {
    /// Which file would be opened or made, and what would be done to it. Changes nothing.
    ///
    /// # Errors
    /// Why it could not be opened, as [`Ledger::open`].
    pub fn plan(options: &OpenOptions) -> Result<Plan> {
        let plan = |path, exists, version| Plan {
            path,
            exists,
            schema_version: version,
            applied: migrate::applied(version),
            pending: migrate::pending(version),
        };
        let Some(path) = &options.path else { return Ok(plan(None, false, 0)) };
        if place::look(path)? == Found::Nothing {
            place::may_create(path)?;
            return Ok(plan(Some(path.clone()), false, 0));
        }
        let version = open::version_of(path)?;
        Ok(plan(Some(path.clone()), true, version))
    }

    /// Facts about the file and what is in it.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when it cannot be read.
    pub fn stats(&self) -> Result<Stats> {
        const WHAT: &str = "read the ledger's facts";
        let tx = self.conn.unchecked_transaction().doing(WHAT)?;
        let pragma =
            |name| tx.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).doing(WHAT).map(i64::unsigned_abs);
        let page = pragma("page_size")?;
        let (events, first, last) = tx
            .query_row(include_str!("sql/facts.sql"), [], |row| {
                Ok((row.get::<_, i64>(0)?.unsigned_abs(), row.get::<_, Option<i64>>(1)?, row.get::<_, Option<i64>>(2)?))
            })
            .doing(WHAT)?;
        Ok(Stats {
            path: self.path.clone(),
            file_bytes: page * pragma("page_count")?,
            free_bytes: page * pragma("freelist_count")?,
            events,
            first: first.map(instant),
            last: last.map(instant),
            schema_version: migrate::check(&tx)?,
            zone: self.zone,
            engine: rusqlite::version(),
            read_only: self.read_only,
        })
    }

    /// SQLite's quick check: what is wrong with the file, nothing when it is sound.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when it cannot be read at all.
    pub fn integrity(&self) -> Result<Vec<String>> {
        self.checked_by("PRAGMA quick_check")
    }

    /// What one of the engine's checks finds.
    pub(super) fn checked_by(&self, sql: &str) -> Result<Vec<String>> {
        const WHAT: &str = "check the file";
        let mut statement = self.conn.prepare(sql).doing(WHAT)?;
        let found: Vec<String> =
            statement.query_map([], |row| row.get(0)).doing(WHAT)?.collect::<rusqlite::Result<_>>().doing(WHAT)?;
        Ok(if found == ["ok"] { Vec::new() } else { found })
    }
}

//! The ledger about itself: what `init --dry-run`, `health` and `doctor` say.
//!
//! Owns: facts about the file, the integrity check, the recomputation of the sums, the move
//! to another zone.

use std::collections::HashMap;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::failure::Doing;
use super::fold::{Span, each_event};
use super::mix::MixBuild;
use super::place::{self, Found};
use super::rollup::{DayKey, Days, Deltas, ModelKey, QUARTER, QuarterKey, sums};
use super::stored::instant;
use super::{Ledger, OpenOptions, migrate, open, quarters};
use crate::domain::{Measures, Result};

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

/// A sum in the file that differs from the events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// `rollup_day (20100, 3, 1)`: table and key.
    pub place: String,
    pub stored: Measures,
    pub recomputed: Measures,
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
        const WHAT: &str = "check the file";
        let mut statement = self.conn.prepare("PRAGMA quick_check").doing(WHAT)?;
        let found: Vec<String> =
            statement.query_map([], |row| row.get(0)).doing(WHAT)?.collect::<rusqlite::Result<_>>().doing(WHAT)?;
        Ok(if found == ["ok"] { Vec::new() } else { found })
    }

    /// Recomputes all sums from the events; where they differ from what is stored.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be read.
    pub fn verify(&self) -> Result<Vec<Difference>> {
        const WHAT: &str = "read the sums";
        let tx = self.conn.unchecked_transaction().doing(WHAT)?;
        let mut recomputed = self.recompute(&tx, self.zone)?;
        let mut models: HashMap<ModelKey, Measures, MixBuild> = HashMap::default();
        for ((day, model, _), sums) in &recomputed.days {
            *models.entry((*day, *model)).or_default() += sums;
        }
        let mut differences = Vec::new();
        let mut compare = |place: String, stored: Measures, recomputed: Measures| {
            if stored != recomputed {
                differences.push(Difference { place, stored, recomputed });
            }
        };
        let mut statement = tx.prepare(include_str!("sql/read_days.sql")).doing(WHAT)?;
        let mut rows = statement.query([i64::MIN, i64::MAX]).doing(WHAT)?;
        while let Some(row) = rows.next().doing(WHAT)? {
            let key: DayKey = (row.get(0).doing(WHAT)?, row.get(1).doing(WHAT)?, row.get(2).doing(WHAT)?);
            let expected = recomputed.days.remove(&key).unwrap_or_default();
            compare(format!("rollup_day {key:?}"), sums(row, 3).doing(WHAT)?, expected);
        }
        let mut statement = tx.prepare(include_str!("sql/read_models.sql")).doing(WHAT)?;
        let mut rows = statement.query([i64::MIN, i64::MAX]).doing(WHAT)?;
        while let Some(row) = rows.next().doing(WHAT)? {
            let key: ModelKey = (row.get(0).doing(WHAT)?, row.get(1).doing(WHAT)?);
            let expected = models.remove(&key).unwrap_or_default();
            compare(format!("rollup_model {key:?}"), sums(row, 2).doing(WHAT)?, expected);
        }
        let mut statement = tx.prepare(include_str!("sql/read_quarters.sql")).doing(WHAT)?;
        let mut rows = statement.query([i64::MIN, i64::MAX]).doing(WHAT)?;
        while let Some(row) = rows.next().doing(WHAT)? {
            let key: QuarterKey = (row.get(0).doing(WHAT)?, row.get(1).doing(WHAT)?);
            let expected = recomputed.quarters.remove(&key).unwrap_or_default();
            compare(format!("rollup_quarter {key:?}"), sums(row, 2).doing(WHAT)?, expected);
        }
        for (key, sums) in recomputed.days {
            compare(format!("rollup_day {key:?}"), Measures::default(), sums);
        }
        for (key, sums) in models {
            compare(format!("rollup_model {key:?}"), Measures::default(), sums);
        }
        for (key, sums) in recomputed.quarters {
            compare(format!("rollup_quarter {key:?}"), Measures::default(), sums);
        }
        Ok(differences)
    }

    /// Keeps the day sums in another zone from now on: they are rebuilt in one transaction.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be written.
    pub fn set_zone(&mut self, zone: Tz) -> Result<()> {
        const WHAT: &str = "rebuild the day sums";
        let (tx, _) = self.write_parts()?;
        let mut days = Days::new(zone);
        let mut deltas = Deltas::default();
        each_event(
            &tx,
            &Span { after: 0, until: i64::MAX, from: i64::MIN, to: i64::MAX, facets: None },
            &mut |event| {
                *deltas.days.entry((days.day(event.at), event.model, event.facet)).or_default() += event.measures;
            },
        )?;
        tx.execute_batch("DELETE FROM rollup_day; DELETE FROM rollup_model").doing(WHAT)?;
        deltas.flush(&tx).doing(WHAT)?;
        tx.execute("UPDATE meta SET value = ?1 WHERE key = 'zone'", [zone.name()]).doing(WHAT)?;
        tx.commit().doing(WHAT)?;
        self.zone = zone;
        Ok(())
    }

    /// All sums as the events have them: days in `zone`, quarters up to the row they cover.
    fn recompute(&self, conn: &rusqlite::Connection, zone: Tz) -> Result<Deltas> {
        let through = quarters::through(conn).doing("read the sums")?;
        let mut days = Days::new(zone);
        let mut by_day: HashMap<DayKey, Measures, MixBuild> = HashMap::default();
        let mut by_quarter: HashMap<QuarterKey, Measures, MixBuild> = HashMap::default();
        each_event(
            conn,
            &Span { after: 0, until: i64::MAX, from: i64::MIN, to: i64::MAX, facets: None },
            &mut |event| {
                *by_day.entry((days.day(event.at), event.model, event.facet)).or_default() += event.measures;
                if event.row <= through {
                    *by_quarter.entry((event.at.div_euclid(QUARTER), event.model)).or_default() += event.measures;
                }
            },
        )?;
        Ok(Deltas { days: by_day, quarters: by_quarter })
    }
}

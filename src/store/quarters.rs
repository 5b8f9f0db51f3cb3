//! Sums by quarter hour UTC, of which the days of any zone are made.
//!
//! Owns: the table of them, which covers the events up to a row number, and the reading of
//! the events after it. Keeping the table is worth it only where many events share a row, so
//! it is brought up to date with transactions that fill its rows ([`Fresh`]) and after large
//! imports ([`Ledger::settle`]), not with every event.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use super::Ledger;
use super::failure::Doing;
use super::fold::{Span, each_event};
use super::mix::MixBuild;
use super::rollup::{Deltas, QUARTER, QuarterKey};
use crate::domain::{Measures, Result};

/// The table pays where a row stands for at least this many events: it then adds some four
/// bytes to each.
const WORTH: i64 = 16;
/// Rows one transaction takes in: writers wait no longer than for a batch.
const STEP: i64 = 100_000;

/// Events up to this row are in the table.
pub(super) fn through(conn: &Connection) -> rusqlite::Result<i64> {
    let text: Option<String> = conn
        .prepare_cached("SELECT value FROM meta WHERE key = 'quarter_through'")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(text.and_then(|text| text.parse().ok()).unwrap_or(0))
}

/// Most rows a transaction adds to the table; one that would need more leaves it to
/// [`Ledger::settle`]. It bounds memory too.
const ROWS: usize = 4_096;

/// The sums of the events a transaction adds to a ledger whose table covers all before them.
#[derive(Default)]
pub(super) struct Fresh {
    /// `None` when the table lags behind, or would gain too many rows.
    sums: Option<HashMap<QuarterKey, Measures, MixBuild>>,
    events: i64,
}

impl Fresh {
    /// `through` is the row the table covers.
    pub(super) fn new(conn: &Connection, through: i64) -> rusqlite::Result<Self> {
        let sums = (last_row(conn)? <= through).then(HashMap::default);
        Ok(Fresh { sums, events: 0 })
    }

    /// Adds a change of an event after the covered row.
    pub(super) fn add(&mut self, key: QuarterKey, sums: &Measures) {
        self.events += 1;
        if let Some(all) = &mut self.sums {
            *all.entry(key).or_default() += sums;
            if all.len() > ROWS {
                self.sums = None;
            }
        }
    }

    /// Puts the sums into `quarters`, and says that the table covers them, where that pays.
    pub(super) fn settle(
        self,
        conn: &Connection,
        quarters: &mut HashMap<QuarterKey, Measures, MixBuild>,
    ) -> rusqlite::Result<()> {
        let Some(sums) = self.sums.filter(|sums| sums.len() as i64 * WORTH <= self.events) else { return Ok(()) };
        for (key, sums) in sums {
            *quarters.entry(key).or_default() += &sums;
        }
        cover(conn, last_row(conn)?)
    }
}

pub(super) fn last_row(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("SELECT ifnull(max(id), 0) FROM events")?.query_row([], |row| row.get(0))
}

/// Says that the table covers the events up to this row.
fn cover(conn: &Connection, row: i64) -> rusqlite::Result<()> {
    conn.prepare_cached("UPDATE meta SET value = ?1 WHERE key = 'quarter_through'")?.execute([row.to_string()])?;
    Ok(())
}

/// Sums of the events after row `after` up to `until`, in `[from, to)` microseconds, by
/// quarter and model.
pub(super) fn tail(
    conn: &Connection,
    (after, until): (i64, i64),
    (from, to): (i64, i64),
) -> Result<HashMap<QuarterKey, Measures, MixBuild>> {
    let mut sums: HashMap<QuarterKey, Measures, MixBuild> = HashMap::default();
    each_event(conn, &Span { after, until, from, to, ..Span::ALL }, &mut |event| {
        *sums.entry((event.at.div_euclid(QUARTER), event.model)).or_default() += &event.measures();
    })?;
    Ok(sums)
}

impl Ledger {
    /// Whether [`Ledger::settle`] would make reports in other zones faster without making the
    /// file much larger.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be read.
    pub fn settling_pays(&self) -> Result<bool> {
        // A day has at most 96 quarter hours: no table has more rows than this.
        let sql = "SELECT ifnull(sum(records), 0), count(*) * 96 FROM rollup_model";
        let (events, rows): (i64, i64) =
            self.conn.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).doing("read the day sums")?;
        Ok(events >= rows.saturating_mul(WORTH).max(1))
    }

    /// Brings the quarter-hour sums up to date, in short transactions. Readers see the same
    /// before, between and after.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be written.
    pub fn settle(&mut self) -> Result<()> {
        const WHAT: &str = "settle the quarter-hour sums";
        loop {
            let tx = self.write_tx()?;
            let after = through(&tx).doing(WHAT)?;
            let until = last_row(&tx).doing(WHAT)?.min(after.saturating_add(STEP));
            if until <= after {
                return Ok(());
            }
            let quarters = tail(&tx, (after, until), (i64::MIN, i64::MAX))?;
            Deltas { quarters, ..Deltas::default() }.flush(&tx).doing(WHAT)?;
            cover(&tx, until).doing(WHAT)?;
            tx.commit().doing(WHAT)?;
        }
    }
}

//! Closed periods: which there are, and what came to them after the close.
//!
//! Owns: the rows of `closes` and `after_close`. Refuses to know: how a period is named, who may
//! close one; hashes are `seal`'s.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, params};

use super::failure::Doing;
use super::rollup::PART;
use super::stored::instant;
use super::{Ledger, audit, seal};
use crate::domain::{
    Act, Action, AfterClose, Close, Closing, Code, Error, InstantRange, Result, Sealed, Usd, Verified,
};

const WHAT: &str = "read the closed periods";

impl Ledger {
    /// Closes a period: hashes what is in it and freezes its costs, with a line in the audit log.
    ///
    /// # Errors
    /// [`Code::Conflict`] when the same period is closed already; [`Code::Database`] when the file
    /// cannot be written.
    pub fn close(&mut self, closing: Closing, at: DateTime<Utc>) -> Result<Close> {
        const WHAT: &str = "close the period";
        let actor = self.actor.clone();
        let tx = self.write_tx()?;
        let (from, to) = (closing.from.timestamp_micros(), closing.to.timestamp_micros());
        let there = all(&tx).doing(WHAT)?;
        let same = |close: &&Close| {
            close.reopened.is_none() && (close.closing.from, close.closing.to) == (closing.from, closing.to)
        };
        if let Some(close) = there.iter().find(same) {
            let message =
                format!("{} is closed already, since {}", close.closing.period, close.closed.format("%Y-%m-%d"));
            return Err(Error::new(Code::Conflict, message).hint("cost-ops close --list shows all closed periods"));
        }
        let sealed = seal::now(&tx, from, to).doing(WHAT)?;
        let halves = (sealed.total.pico().div_euclid(PART), sealed.total.pico().rem_euclid(PART));
        tx.execute(
            include_str!("sql/insert_close.sql"),
            params![
                closing.period,
                closing.zone,
                from,
                to,
                at.timestamp_micros(),
                sealed.events.cast_signed(),
                sealed.unpriced.cast_signed(),
                i64::try_from(halves.0).unwrap_or(i64::MAX),
                i64::try_from(halves.1).unwrap_or_default(),
                sealed.hash,
            ],
        )
        .doing(WHAT)?;
        let close = Close {
            id: tx.last_insert_rowid(),
            closing,
            closed: instant(at.timestamp_micros()),
            reopened: None,
            sealed,
        };
        audit::insert(&tx, &actor, &act(&close, at, Action::PeriodClose)).doing(WHAT)?;
        tx.commit().doing(WHAT)?;
        Ok(close)
    }

    /// Opens a closed period again, with a line in the audit log; what the close said stays on
    /// record.
    ///
    /// # Errors
    /// [`Code::Conflict`] when it is not closed; [`Code::Database`] when the file cannot be written.
    pub fn reopen(&mut self, close: &Close, at: DateTime<Utc>) -> Result<()> {
        const WHAT: &str = "open the period again";
        let actor = self.actor.clone();
        let tx = self.write_tx()?;
        let sql = "UPDATE closes SET reopened = ?2 WHERE id = ?1 AND reopened IS NULL";
        if tx.execute(sql, [close.id, at.timestamp_micros()]).doing(WHAT)? == 0 {
            return Err(Error::new(Code::Conflict, format!("{} is not closed", close.closing.period)));
        }
        audit::insert(&tx, &actor, &act(close, at, Action::PeriodReopen)).doing(WHAT)?;
        tx.commit().doing(WHAT)
    }

    /// Every close there ever was, the earliest period first.
    ///
    /// # Errors
    /// [`Code::Database`] when they cannot be read.
    pub fn closes(&self) -> Result<Vec<Close>> {
        all(&self.conn).doing(WHAT)
    }

    /// Computes a close again: what was in it then, what is in it now.
    ///
    /// # Errors
    /// [`Code::Database`] when the events cannot be read.
    pub fn verify_close(&self, close: Close) -> Result<Verified> {
        const WHAT: &str = "read the closed events";
        let tx = self.conn.unchecked_transaction().doing(WHAT)?;
        seal::verify(&tx, close).doing(WHAT)
    }

    /// The periods of which the audit log tells other closes than there are: somebody took one away,
    /// or changed it, by other means.
    ///
    /// # Errors
    /// [`Code::Database`] when they cannot be read.
    pub fn closes_off_record(&self) -> Result<Vec<String>> {
        let mut statement = self.conn.prepare(include_str!("sql/closes_off_record.sql")).doing(WHAT)?;
        let periods = statement.query_map([], |row| row.get(0)).doing(WHAT)?;
        periods.collect::<rusqlite::Result<_>>().doing(WHAT)
    }

    /// What came to the closed periods that a range meets after they were closed.
    ///
    /// # Errors
    /// [`Code::Database`] when it cannot be read.
    pub(super) fn after_closes(&self, range: &InstantRange) -> Result<Vec<AfterClose>> {
        let end = |at: Option<DateTime<Utc>>, open| at.map_or(open, |at| at.timestamp_micros());
        let mut statement = self.conn.prepare_cached(include_str!("sql/after_closes.sql")).doing(WHAT)?;
        let after = |row: &Row<'_>| {
            let count = |at| row.get::<_, i64>(at).map(i64::unsigned_abs);
            Ok(AfterClose { period: row.get(0)?, arrived: count(1)?, changed: count(2)? })
        };
        let rows = statement.query_map([end(range.from, i64::MIN), end(range.to, i64::MAX)], after).doing(WHAT)?;
        rows.collect::<rusqlite::Result<_>>().doing(WHAT)
    }
}

/// What is written down about it.
fn act(close: &Close, at: DateTime<Utc>, action: Action) -> Act {
    Act::new(at, action, &close.closing.period)
        .with("zone", close.closing.zone.as_str())
        .with("records", close.sealed.events)
        .with("unpriced", close.sealed.unpriced)
        .with("total_cost", close.sealed.total.to_string())
        .with("hash", close.sealed.hex())
}

fn all(conn: &Connection) -> rusqlite::Result<Vec<Close>> {
    conn.prepare_cached("SELECT * FROM closes ORDER BY starts, ends, id")?.query_map([], close)?.collect()
}

fn close(row: &Row<'_>) -> rusqlite::Result<Close> {
    let count = |at| row.get::<_, i64>(at).map(i64::unsigned_abs);
    let half = |at| row.get::<_, i64>(at).map(i128::from);
    let closing =
        Closing { period: row.get(1)?, zone: row.get(2)?, from: instant(row.get(3)?), to: instant(row.get(4)?) };
    let total = Usd::from_pico(half(9)? * PART + half(10)?);
    Ok(Close {
        id: row.get(0)?,
        closing,
        closed: instant(row.get(5)?),
        reopened: row.get::<_, Option<i64>>(6)?.map(instant),
        sealed: Sealed { events: count(7)?, unpriced: count(8)?, total, hash: row.get(11)? },
    })
}

/// The periods that are closed, for those who write events.
pub(super) struct Closed(Vec<(i64, i64, i64, String)>);

impl Closed {
    pub(super) fn load(conn: &Connection) -> rusqlite::Result<Self> {
        let mut statement =
            conn.prepare_cached("SELECT id, starts, ends, period FROM closes WHERE reopened IS NULL")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
        rows.collect::<rusqlite::Result<_>>().map(Closed)
    }

    /// The closes that hold an instant, with the names of their periods.
    pub(super) fn at(&self, at: i64) -> impl Iterator<Item = (i64, &str)> {
        let holds = move |(_, starts, ends, _): &&(i64, i64, i64, String)| (*starts..*ends).contains(&at);
        self.0.iter().filter(holds).map(|(id, _, _, period)| (*id, period.as_str()))
    }

    /// Notes that an event arrives.
    pub(super) fn arrives(&self, conn: &Connection, row: i64, at: i64) -> rusqlite::Result<()> {
        for (close, _) in self.at(at) {
            let sql = "INSERT INTO after_close VALUES (?1, ?2, NULL) ON CONFLICT DO NOTHING";
            conn.prepare_cached(sql)?.execute([close, row])?;
        }
        Ok(())
    }

    /// Notes that an event is about to change, and to be at `new`: keeps the line it had.
    pub(super) fn changes(&self, conn: &Connection, row: i64, old: i64, new: i64) -> rusqlite::Result<()> {
        for (close, _) in self.at(old) {
            conn.prepare_cached(include_str!("sql/keep_line.sql"))?.execute([close, row])?;
        }
        self.arrives(conn, row, new)
    }
}

//! The hash of a period.
//!
//! Owns: how it is computed. Each event's line (view `closing_lines`) is hashed with SHA-256; those
//! hashes, sorted as bytes, are hashed again. So the order of events and of their rows is of no
//! account, and 32 bytes an event are kept in memory. Refuses to know: which periods are closed.

use rusqlite::{Connection, Row};
use sha2::{Digest, Sha256};

use super::pruned;
use crate::domain::{Close, Sealed, Usd, Verified};

/// Hashes and figures on their way.
#[derive(Default)]
struct Seal {
    hashes: Vec<[u8; 32]>,
    unpriced: u64,
    pico: i128,
}

impl Seal {
    fn add(&mut self, line: &str, pico: Option<i64>) {
        self.hashes.push(Sha256::digest(line.as_bytes()).into());
        self.unpriced += u64::from(pico.is_none());
        self.pico += i128::from(pico.unwrap_or_default());
    }

    fn done(mut self) -> Sealed {
        self.hashes.sort_unstable();
        let mut all = Sha256::new();
        self.hashes.iter().for_each(|hash| all.update(hash));
        Sealed {
            events: self.hashes.len() as u64,
            unpriced: self.unpriced,
            total: Usd::from_pico(self.pico),
            hash: all.finalize().into(),
        }
    }
}

/// What is there of instants `[from, to)`.
pub(super) fn now(conn: &Connection, from: i64, to: i64) -> rusqlite::Result<Sealed> {
    let mut seal = Seal::default();
    each(conn, include_str!("sql/closing_lines.sql"), &[from, to], &mut |row| {
        seal.add(row.get_ref(0)?.as_str()?, row.get(1)?);
        Ok(())
    })?;
    Ok(seal.done())
}

/// What was there when it was closed, what is there now.
pub(super) fn verify(conn: &Connection, close: Close) -> rusqlite::Result<Verified> {
    let (from, to) = (close.closing.from.timestamp_micros(), close.closing.to.timestamp_micros());
    let (mut then, mut arrived, mut changed) = (Seal::default(), 0, 0);
    each(conn, include_str!("sql/closing_lines_before.sql"), &[from, to, close.id], &mut |row| {
        then.add(row.get_ref(0)?.as_str()?, row.get(1)?);
        Ok(())
    })?;
    each(conn, include_str!("sql/lines_after_close.sql"), &[close.id], &mut |row| {
        let (was, is): (Option<String>, Option<String>) = (row.get(0)?, row.get(1)?);
        match was {
            None => arrived += u64::from(row.get_ref(3)?.as_i64_or_null()?.is_some_and(|at| (from..to).contains(&at))),
            Some(line) => {
                changed += u64::from(is.as_deref() != Some(&line));
                then.add(&line, row.get(2)?);
            }
        }
        Ok(())
    })?;
    let pruned = pruned::between(conn, from, to)?;
    Ok(Verified { then: then.done(), now: now(conn, from, to)?, arrived, changed, pruned, close })
}

fn each(
    conn: &Connection,
    sql: &str,
    of: &[i64],
    take: &mut dyn FnMut(&Row<'_>) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(rusqlite::params_from_iter(of))?;
    while let Some(row) = rows.next()? {
        take(row)?;
    }
    Ok(())
}

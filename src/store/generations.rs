//! The generations of costs: which there are, and which one is read.
//!
//! Owns: the list of them, and what the later ones added to the sums by day. Refuses to know:
//! what single events had.

use std::collections::HashMap;
use std::hash::Hash;

use rusqlite::{Connection, Row, params};

use super::Ledger;
use super::failure::Doing;
use super::mix::MixBuild;
use super::rollup::{DayKey, PART, negated, sums};
use super::stored::instant;
use crate::domain::{Code, Error, Generation, Measures, Prices, Repriced, Result, Usd};

const WHAT: &str = "read the generations of prices";

impl Ledger {
    /// All generations, oldest first; generation 0, the costs as recorded, is not among them.
    ///
    /// # Errors
    /// [`Code::Database`] when they cannot be read.
    pub fn generations(&self) -> Result<Vec<Generation>> {
        let mut statement = self.conn.prepare_cached(include_str!("sql/generations.sql")).doing(WHAT)?;
        statement.query_map([], generation).doing(WHAT)?.collect::<rusqlite::Result<_>>().doing(WHAT)
    }

    /// From now on reads sums, records and lines with these prices. What is written is not
    /// touched by it.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such generation.
    pub fn read_at(&mut self, prices: Prices) -> Result<()> {
        self.at_generation = match prices {
            Prices::Current => None,
            Prices::Recorded => Some(0),
            Prices::Generation(number) => {
                let newest = newest(&self.conn).doing(WHAT)?;
                if i64::from(number) > newest {
                    return Err(unknown(number, newest));
                }
                Some(i64::from(number))
            }
        };
        Ok(())
    }

    /// The generation that is read and the newest, when they are not the same.
    ///
    /// # Errors
    /// [`Code::Database`] when they cannot be read.
    pub(super) fn earlier(&self) -> Result<Option<(u32, u32)>> {
        let number = |generation: i64| u32::try_from(generation).unwrap_or(u32::MAX);
        let older = self.older(&self.conn)?;
        older.map(|at| Ok((number(at), number(newest(&self.conn).doing(WHAT)?)))).transpose()
    }

    /// The generation that is read, when there are later ones: else the costs are the current.
    pub(super) fn older(&self, conn: &Connection) -> Result<Option<i64>> {
        let Some(at) = self.at_generation else { return Ok(None) };
        Ok((newest(conn).doing(WHAT)? > at).then_some(at))
    }
}

impl Ledger {
    /// The generation of the costs that are current; 0 where none was made anew.
    ///
    /// # Errors
    /// [`Code::Database`] when it cannot be read.
    pub fn newest_generation(&self) -> Result<u32> {
        let newest = newest(&self.conn).doing("read the generations")?;
        Ok(u32::try_from(newest).unwrap_or(u32::MAX))
    }
}

fn unknown(number: u32, newest: i64) -> Error {
    let there = match newest {
        0 => String::new(),
        1 => " and 1".to_owned(),
        newest => format!(" to {newest}"),
    };
    Error::new(Code::NotFound, format!("there is no generation {number} of costs, only 0 (as recorded){there}"))
        .hint("cost-ops pricing generations says what each of them did")
}

/// The number of the newest generation, 0 when nothing was ever priced again.
pub(super) fn newest(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("SELECT ifnull(max(generation), 0) FROM generations")?.query_row([], |row| row.get(0))
}

/// Adds a generation to the list.
pub(super) fn insert(conn: &Connection, made: &Generation) -> rusqlite::Result<()> {
    let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let halves = |amount: Usd| {
        let pico = amount.pico();
        (i64::try_from(pico.div_euclid(PART)).unwrap_or(i64::MAX), i64::try_from(pico.rem_euclid(PART)).unwrap_or(0))
    };
    let r = &made.repriced;
    let (old, new) = (halves(r.old_total), halves(r.new_total));
    conn.prepare_cached(include_str!("sql/insert_generation.sql"))?.execute(params![
        made.number,
        made.at.timestamp_micros(),
        made.what,
        made.as_of.map(|at| at.timestamp_micros()),
        made.catalog,
        count(r.records),
        count(r.changed),
        count(r.newly_priced),
        count(r.kept),
        count(r.old_unpriced),
        count(r.new_unpriced),
        old.0,
        old.1,
        new.0,
        new.1,
    ])?;
    Ok(())
}

fn generation(row: &Row<'_>) -> rusqlite::Result<Generation> {
    let count = |at| row.get::<_, i64>(at).map(i64::unsigned_abs);
    let half = |at| row.get::<_, i64>(at).map(i128::from);
    let total = |at| half(at).and_then(|q| Ok(Usd::from_pico(q * PART + half(at + 1)?)));
    Ok(Generation {
        number: row.get(0)?,
        at: instant(row.get(1)?),
        what: row.get(2)?,
        as_of: row.get::<_, Option<i64>>(3)?.map(instant),
        catalog: row.get(4)?,
        repriced: Repriced {
            records: count(5)?,
            changed: count(6)?,
            newly_priced: count(7)?,
            kept: count(8)?,
            closed: 0,
            old_unpriced: count(9)?,
            new_unpriced: count(10)?,
            old_total: total(11)?,
            new_total: total(13)?,
        },
    })
}

/// What later generations added to the sums by day, to be taken away again.
pub(super) struct Later<K>(HashMap<K, Measures, MixBuild>);

impl<K: Hash + Eq> Later<K> {
    /// Of days `[from, to)`, summed by a part of their key; nothing when the current costs are read.
    pub(super) fn since(
        conn: &Connection,
        at_generation: Option<i64>,
        (from, to): (i64, i64),
        key: impl Fn(DayKey) -> K,
    ) -> Result<Self> {
        let mut added = HashMap::default();
        let Some(generation) = at_generation else { return Ok(Later(added)) };
        let mut statement = conn.prepare_cached(include_str!("sql/read_replaced_days.sql")).doing(WHAT)?;
        let mut rows = statement.query([from, to, generation]).doing(WHAT)?;
        while let Some(row) = rows.next().doing(WHAT)? {
            let of = (row.get(0).doing(WHAT)?, row.get(1).doing(WHAT)?, row.get(2).doing(WHAT)?);
            *added.entry(key(of)).or_default() += &sums(row, 3).doing(WHAT)?;
        }
        Ok(Later(added))
    }

    /// Sums without what was added to them.
    pub(super) fn before(&mut self, key: &K, mut sums: Measures) -> Measures {
        if let Some(added) = self.0.remove(key) {
            sums += &negated(&added);
        }
        sums
    }

    /// Sums that are no more, of what had a row once.
    pub(super) fn rest(self) -> impl Iterator<Item = (K, Measures)> {
        self.0.into_iter().map(|(key, added)| (key, negated(&added)))
    }
}

//! What is known of pruned records.
//!
//! Owns: what is kept of them: their share in the sums, and 16 bytes that tell that one was counted. Refuses to know:
//! how they went (`prune`).
//!
//! `pruned_day`, `pruned_quarter` and `pruned_scope` are the base that the sums of the records that are there come on
//! top of: the sums by day have both in them, the quarter-hour sums only the records that are there.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, Row};

use super::Ledger;
use super::dictionary::Wanted;
use super::failure::Doing;
use super::firsts::First;
use super::recompute::Parts;
use super::rollup::{Days, Deltas, QUARTER, WIDTH, sums};
use super::{extents, identity};
use crate::domain::{Code, Error, EventId, InstantRange, Measures, Repricing, Result, Usd, Which};

const WHAT: &str = "read what was pruned";

/// Records that are, or would be, pruned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pruned {
    pub records: u64,
    /// Of the calls they stand for, those without a price; what the others cost.
    pub unpriced: u64,
    pub cost: Usd,
}

impl Pruned {
    pub(super) fn add(&mut self, sums: &Measures) {
        self.records += u64::try_from(sums.records).unwrap_or_default();
        self.unpriced += u64::try_from(sums.unpriced_requests).unwrap_or_default();
        self.cost += sums.total_cost;
    }
}

impl std::ops::AddAssign for Pruned {
    fn add_assign(&mut self, other: Pruned) {
        self.records += other.records;
        self.unpriced += other.unpriced;
        self.cost += other.cost;
    }
}

impl Ledger {
    /// What was pruned of a range, by whole days where it begins or ends within one.
    ///
    /// # Errors
    /// [`Code::Database`] when it cannot be read.
    pub(super) fn pruned_in(&self, range: &InstantRange) -> Result<Pruned> {
        let mut found = Pruned::default();
        each_pruned_day(&self.conn, self.zone, range, &mut |_, _, sums| found.add(sums))?;
        Ok(found)
    }

    /// Whether a record of that id, of whatever kind of source, was pruned.
    ///
    /// # Errors
    /// [`Code::Database`] when it cannot be read.
    pub fn was_pruned(&self, id: &str) -> Result<bool> {
        let id = EventId::from_written(id).unwrap_or_else(|| EventId::Given(id.to_owned()));
        let mut statement = self.conn.prepare_cached("SELECT DISTINCT namespace FROM kinds").doing(WHAT)?;
        let mut rows = statement.query([]).doing(WHAT)?;
        while let Some(row) = rows.next().doing(WHAT)? {
            if has(&self.conn, row.get_ref(0).doing(WHAT)?.as_str().unwrap_or_default(), &id).doing(WHAT)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Where the ledger keeps the instant that records before it were pruned.
pub(super) const BEFORE: &str = "pruned_before";

/// The instant that records before it were pruned, in microseconds; `None` where nothing ever was.
pub(super) fn before(conn: &Connection) -> rusqlite::Result<Option<i64>> {
    let sql = "SELECT CAST(value AS INTEGER) FROM meta WHERE key = ?1";
    conn.prepare_cached(sql)?.query_row([BEFORE], |row| row.get(0)).optional()
}

/// Notes that this record was counted and is gone.
pub(super) fn note(conn: &Connection, namespace: &str, id: &EventId) -> rusqlite::Result<()> {
    let sql = "INSERT INTO pruned VALUES (?1) ON CONFLICT DO NOTHING";
    conn.prepare_cached(sql)?.execute([identity::digest(namespace, id)]).map(|_| ())
}

/// Whether this record was counted and pruned.
pub(super) fn has(conn: &Connection, namespace: &str, id: &EventId) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT 1 FROM pruned WHERE key = ?1")?.exists([identity::digest(namespace, id)])
}

/// Adds the sums of pruned records to those made from the records that are there.
pub(super) fn add_base(conn: &Connection, parts: &mut Parts<'_>) -> Result<()> {
    let mut statement = conn.prepare_cached(include_str!("sql/read_pruned_days.sql")).doing(WHAT)?;
    let mut rows = statement.query([]).doing(WHAT)?;
    while let Some(row) = rows.next().doing(WHAT)? {
        pruned_day(row, &mut parts.deltas).doing(WHAT)?;
        parts.settle()?;
    }
    let mut statement = conn.prepare_cached(include_str!("sql/read_pruned_scopes.sql")).doing(WHAT)?;
    let mut rows = statement.query([]).doing(WHAT)?;
    while let Some(row) = rows.next().doing(WHAT)? {
        pruned_scope(row, &mut parts.deltas).doing(WHAT)?;
        parts.settle()?;
    }
    Ok(())
}

fn pruned_day(row: &Row<'_>, deltas: &mut Deltas) -> rusqlite::Result<()> {
    let (generation, day, model, facet) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
    let sums = sums(row, 4)?;
    match generation {
        0 => *deltas.days.entry((day, model, facet)).or_default() += &sums,
        generation => *deltas.replaced.entry((generation, day, model, facet)).or_default() += &sums,
    }
    Ok(())
}

fn pruned_scope(row: &Row<'_>, deltas: &mut Deltas) -> rusqlite::Result<()> {
    let first = First { session: row.get(2)?, label: row.get(3)? };
    let (day, facet) = (row.get(0)?, row.get(1)?);
    *deltas.scopes.entry((day, facet, first, row.get(4)?)).or_default() += &sums(row, 5)?;
    if let Some(extent) = extents::extent(row, 5 + WIDTH)? {
        deltas.extents.come((day, first.session, facet), extent);
    }
    Ok(())
}

/// A table of the sums of pruned records that has others in it than `pruned_day`: which, the row of the model or
/// the facet, and the sums that are in it and there.
pub(super) type Unlike = (&'static str, i64, Measures, Measures);

/// Where the tables of the sums of pruned records do not have the same in them; nothing, in a sound ledger.
pub(super) fn unlike(conn: &Connection) -> rusqlite::Result<Vec<Unlike>> {
    let days = include_str!("sql/read_pruned_days.sql");
    let by_model = by(conn, days, &[], 2, 4)?;
    let by_facet = by(conn, days, &[], 3, 4)?;
    let quarters = by(conn, include_str!("sql/read_pruned_quarters.sql"), &[i64::MIN, i64::MAX], 1, 2)?;
    let scopes = by(conn, include_str!("sql/read_pruned_scopes.sql"), &[], 1, 5)?;
    let mut unlike = Vec::new();
    for (table, kept, days) in [("pruned_quarter", quarters, by_model), ("pruned_scope", scopes, by_facet)] {
        for of in kept.keys().chain(days.keys()).collect::<BTreeSet<_>>() {
            let [kept, wanted] = [&kept, &days].map(|sums| sums.get(of).copied().unwrap_or_default());
            if kept != wanted {
                unlike.push((table, *of, kept, wanted));
            }
        }
    }
    Ok(unlike)
}

/// Sums by one column of a table of pruned sums, which begin at another; of the days only what costs now.
fn by(
    conn: &Connection,
    sql: &str,
    parameters: &[i64],
    column: usize,
    first: usize,
) -> rusqlite::Result<BTreeMap<i64, Measures>> {
    let mut all = BTreeMap::<i64, Measures>::new();
    let mut statement = conn.prepare_cached(sql)?;
    let generation = statement.column_names().first() == Some(&"generation");
    let mut rows = statement.query(rusqlite::params_from_iter(parameters))?;
    while let Some(row) = rows.next()? {
        if !generation || row.get::<_, i64>(0)? == 0 {
            *all.entry(row.get(column)?).or_default() += &sums(row, first)?;
        }
    }
    Ok(all)
}

/// How many records were pruned of the quarter hours from one instant to another, in microseconds.
pub(super) fn between(conn: &Connection, from: i64, to: i64) -> rusqlite::Result<u64> {
    let sql = "SELECT ifnull(sum(records), 0) FROM pruned_quarter WHERE quarter >= ?1 AND quarter < ?2";
    let quarters = [from.div_euclid(QUARTER), to.div_euclid(QUARTER)];
    conn.prepare_cached(sql)?.query_row(quarters, |row| row.get::<_, i64>(0).map(i64::unsigned_abs))
}

/// Visits what was pruned of the days that a range meets: model, facet, sums.
fn each_pruned_day(
    conn: &Connection,
    zone: crate::domain::Tz,
    range: &InstantRange,
    each: &mut dyn FnMut(i64, i64, &Measures),
) -> Result<()> {
    let mut days = Days::new(zone);
    let first = range.from.map_or(i64::MIN, |at| days.day(at.timestamp_micros()));
    let last = range.to.map_or(i64::MAX, |at| days.day(at.timestamp_micros().saturating_sub(1)));
    let mut statement = conn.prepare_cached(include_str!("sql/read_pruned_days.sql")).doing(WHAT)?;
    let mut rows = statement.query([]).doing(WHAT)?;
    while let Some(row) = rows.next().doing(WHAT)? {
        let (generation, day): (i64, i64) = (row.get(0).doing(WHAT)?, row.get(1).doing(WHAT)?);
        if generation == 0 && (first..=last).contains(&day) {
            let (model, facet) = (row.get(2).doing(WHAT)?, row.get(3).doing(WHAT)?);
            each(model, facet, &sums(row, 4).doing(WHAT)?);
        }
    }
    Ok(())
}

/// Refuses to price again what is not there to be priced.
pub(super) fn refuse_repricing(conn: &Connection, zone: crate::domain::Tz, wish: &Repricing) -> Result<()> {
    if wish.skip_closed || before(conn).doing(WHAT)?.is_none() {
        return Ok(());
    }
    let wanted = Wanted::new(conn, &wish.filter)?;
    let mut found = Pruned::default();
    let mut look = |range: &InstantRange, unpriced: bool| {
        each_pruned_day(conn, zone, range, &mut |model, facet, sums| {
            if wanted.model(model) && wanted.facet(facet) && (!unpriced || sums.unpriced_requests > 0) {
                found.add(sums);
            }
        })
    };
    match &wish.which {
        Which::All => look(&wish.range, false)?,
        Which::Unpriced => look(&wish.range, true)?,
        Which::Corrected(corrections) => {
            for correction in corrections {
                let range = InstantRange {
                    from: wish.range.from.max(correction.range.from),
                    to: [wish.range.to, correction.range.to].into_iter().flatten().min(),
                };
                let names = super::dictionary::models(conn)?;
                let is_of = |model: i64| {
                    let named = usize::try_from(model).ok().and_then(|at| names.get(at));
                    named.is_some_and(|(provider, model)| correction.is_of(provider, model))
                };
                each_pruned_day(conn, zone, &range, &mut |model, facet, sums| {
                    if is_of(model) && wanted.model(model) && wanted.facet(facet) {
                        found.add(sums);
                    }
                })?;
            }
        }
    }
    if found.records == 0 {
        return Ok(());
    }
    Err(Error::new(
        Code::Conflict,
        format!(
            "{} of what is to be priced again was pruned: only sums are left of it, and they stay",
            counted(found.records)
        ),
    )
    .hint("--skip-closed leaves pruned and closed periods as they are; --start-date DATE leaves them out"))
}

fn counted(records: u64) -> String {
    format!("{records} record{}", if records == 1 { "" } else { "s" })
}

//! The sums again, from the events.
//!
//! Owns: the recomputation of every sum the file keeps, where it differs from what is kept, and
//! the move of the days to another zone.

use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::Hash;

use rusqlite::{Connection, Params, Row};

use super::failure::Doing;
use super::firsts::{First, Firsts};
use super::fold::{Span, each_event};
use super::intern::Interner;
use super::mix::MixBuild;
use super::replaced::{Step, each_step};
use super::rollup::{Days, Deltas, Filed, ModelKey, QUARTER, Sums, negated, summed, sums};
use super::{Ledger, open, pruned, quarters};
use crate::domain::{Code, Error, Measures, Result, Tz};

/// A sum in the file that differs from the events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// `rollup_day (20100, 3, 1)`: table and key.
    pub place: String,
    pub stored: Measures,
    pub recomputed: Measures,
}

impl Ledger {
    /// Recomputes all sums from the events, and what each generation of prices did to them; where
    /// they differ from what is stored.
    ///
    /// # Errors
    /// [`Code::Database`] when the file cannot be read.
    pub fn verify(&self) -> Result<Vec<Difference>> {
        const WHAT: &str = "read the sums";
        let tx = self.conn.unchecked_transaction().doing(WHAT)?;
        let recomputed = recompute(&tx, self.zone)?;
        let models: Sums<ModelKey> = summed(&recomputed.days, |(day, model, _)| (*day, *model));
        let facets = summed(&recomputed.days, |(day, _, facet)| (*day, *facet));
        let scopes = recomputed.scope_sums(&tx).doing(WHAT)?;
        let all = [i64::MIN, i64::MAX];
        let mut differences = Vec::new();
        let mut compare = Compare { conn: &tx, differences: &mut differences };
        let days = include_str!("sql/read_days.sql");
        compare
            .table("rollup_day", days, all, recomputed.days, 3, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let by_model = include_str!("sql/read_models.sql");
        compare.table("rollup_model", by_model, all, models, 2, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let quarters = include_str!("sql/read_quarters.sql");
        compare.table("rollup_quarter", quarters, all, recomputed.quarters, 2, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let by_facet = include_str!("sql/read_facets.sql");
        compare.table("rollup_facet", by_facet, all, facets, 2, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let sessions = include_str!("sql/read_sessions.sql");
        compare.table("rollup_session", sessions, all, scopes.sessions, 3, |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
        let labels = include_str!("sql/read_labels.sql");
        compare.table("rollup_label", labels, all, scopes.labels, 2, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let totals = include_str!("sql/read_session_totals.sql");
        let every = [i64::MIN, i64::MAX, i64::MIN, i64::MAX];
        compare.table("session_totals", totals, every, scopes.totals, 2, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let generations = include_str!("sql/read_generation_days.sql");
        compare.table("replaced_day", generations, [], recomputed.replaced, 4, |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?;
        for (table, of, kept, wanted) in pruned::unlike(&tx).doing(WHAT)? {
            compare.check(table, &of, kept, wanted);
        }
        Ok(differences)
    }

    /// Keeps the day sums in another zone from now on: they are rebuilt in one transaction.
    ///
    /// # Errors
    /// [`Code::Conflict`] when records were pruned: of them there are days of the old zone only;
    /// [`Code::Database`] when the file cannot be written.
    pub fn set_zone(&mut self, zone: Tz) -> Result<()> {
        const WHAT: &str = "rebuild the day sums";
        let (tx, _) = self.write_parts()?;
        if pruned::before(&tx).doing(WHAT)?.is_some() {
            return Err(Error::new(
                Code::Conflict,
                "the ledger keeps its zone: of pruned records there are only its days",
            ));
        }
        tx.execute("UPDATE meta SET value = ?1 WHERE key = 'zone'", [zone.name()]).doing(WHAT)?;
        rebuild(&tx)?;
        tx.commit().doing(WHAT)?;
        self.zone = zone;
        Ok(())
    }
}

/// Makes all sums again, in the zone the file names. Call within a write transaction.
pub(super) fn rebuild(conn: &Connection) -> Result<()> {
    const WHAT: &str = "rebuild the sums";
    let deltas = recompute(conn, open::zone(conn)?)?;
    let tables = [
        "rollup_day",
        "rollup_model",
        "rollup_facet",
        "rollup_quarter",
        "rollup_session",
        "rollup_label",
        "session_totals",
        "shared_sessions",
        "replaced_day",
    ];
    conn.execute_batch(&tables.map(|table| format!("DELETE FROM {table};")).concat()).doing(WHAT)?;
    deltas.flush(conn).doing(WHAT)
}

/// All sums as the events have them, and those of pruned ones: days in `zone`, quarters up to the row they cover.
fn recompute(conn: &Connection, zone: Tz) -> Result<Deltas> {
    const WHAT: &str = "read the sums";
    let through = quarters::through(conn).doing(WHAT)?;
    let (mut days, mut deltas) = (Days::new(zone), Deltas::default());
    let (mut firsts, mut failed) = (Firsts::default(), None);
    each_event(conn, &Span::ALL, &mut |event| {
        let sums = event.measures();
        let first = firsts.of(conn, event.scope).unwrap_or_else(|error| {
            failed = Some(error);
            First::default()
        });
        deltas.add(days.day(event.at), Filed { model: event.model, facet: event.facet, first }, &sums);
        if event.row <= through {
            *deltas.quarters.entry((event.at.div_euclid(QUARTER), event.model)).or_default() += &sums;
        }
    })?;
    failed.map_or(Ok(()), Err).doing(WHAT)?;
    let everything = (i64::MIN, i64::MAX);
    each_step(conn, &mut Interner::default(), everything, &mut |step| deltas.step(&mut days, &step)).doing(WHAT)?;
    pruned::add_base(conn, &mut deltas).doing(WHAT)?;
    Ok(deltas)
}

impl Deltas {
    /// Counts what a generation did to an event.
    pub(super) fn step(&mut self, days: &mut Days, step: &Step) {
        let day = days.day(step.at);
        let mut add = |model, sums: &Measures| {
            *self.replaced.entry((step.generation, day, model, step.facet)).or_default() += sums;
        };
        add(step.old.0, &negated(&step.old.1));
        add(step.new.0, &step.new.1);
    }

    /// Takes back what a generation did to an event.
    pub(super) fn unstep(&mut self, days: &mut Days, step: Step) {
        self.step(days, &Step { old: step.new, new: step.old, ..step });
    }
}

/// Looks for differences between tables and what they should be.
struct Compare<'a> {
    conn: &'a Connection,
    differences: &'a mut Vec<Difference>,
}

impl Compare<'_> {
    fn table<K: Hash + Eq + Debug>(
        &mut self,
        table: &str,
        sql: &str,
        of: impl Params,
        mut expected: HashMap<K, Measures, MixBuild>,
        first: usize,
        key: fn(&Row<'_>) -> rusqlite::Result<K>,
    ) -> Result<()> {
        const WHAT: &str = "read the sums";
        let mut statement = self.conn.prepare(sql).doing(WHAT)?;
        let mut rows = statement.query(of).doing(WHAT)?;
        while let Some(row) = rows.next().doing(WHAT)? {
            let key = key(row).doing(WHAT)?;
            let recomputed = expected.remove(&key).unwrap_or_default();
            self.check(table, &key, sums(row, first).doing(WHAT)?, recomputed);
        }
        expected.iter().for_each(|(key, sums)| self.check(table, key, Measures::default(), *sums));
        Ok(())
    }

    fn check(&mut self, table: &str, key: &impl Debug, stored: Measures, recomputed: Measures) {
        if stored != recomputed {
            self.differences.push(Difference { place: format!("{table} {key:?}"), stored, recomputed });
        }
    }
}

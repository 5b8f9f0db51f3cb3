//! Records of long ago, dropped; their sums stay.
//!
//! Owns: how they go: in short transactions, each of which leaves a whole ledger. Refuses to know: how old is old, who
//! agreed, what is known afterwards (`pruned`).

use std::collections::HashSet;

use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::Connection;

use super::failure::Doing;
use super::firsts::Firsts;
use super::fold::{Span, each_event};
use super::identity::{self, stored_id};
use super::intern::Interner;
use super::replaced::each_step;
use super::rollup::{Days, Deltas, QUARTER, negated};
use super::{Ledger, Pruned, audit, claims, pruned, quarters, seal};
use crate::domain::{Act, Action, Code, Error, Extent, Result};

const WHAT: &str = "prune records";
/// Rows one transaction looks at: writers wait no longer than for a batch.
const STEP: i64 = 20_000;

impl Ledger {
    /// The records before an instant that are still there.
    ///
    /// # Errors
    /// [`Code::Database`] when the file cannot be read.
    pub fn prunable(&self, before: DateTime<Utc>) -> Result<Pruned> {
        let mut found = Pruned::default();
        let span = Span { to: before.timestamp_micros(), ..Span::ALL };
        each_event(&self.conn, &span, &mut |event| found.add(&event.measures()))?;
        Ok(found)
    }

    /// Drops the records before an instant, which must be the beginning of a day of the ledger's zone, and keeps
    /// their sums. Goes on in short transactions; each leaves a ledger that is whole, so that one that is interrupted
    /// can be gone on with later. The first writes the line in the audit log.
    ///
    /// # Errors
    /// [`Code::Conflict`] when a closed period lies on both sides of the instant, or is not as it was closed;
    /// [`Code::Database`] when the file cannot be written.
    pub fn prune(&mut self, before: DateTime<Utc>, at: DateTime<Utc>, progress: &mut dyn FnMut(u64)) -> Result<Pruned> {
        let all = self.prunable(before)?;
        if all.records == 0 {
            return Ok(all);
        }
        self.refuse_broken_closes(before)?;
        let (zone, actor) = (self.zone, self.actor.clone());
        let (mut after, mut done, mut told) = (0, 0, false);
        loop {
            let tx = self.write_tx()?;
            let last: i64 = tx.query_row("SELECT ifnull(max(id), 0) FROM events", [], |row| row.get(0)).doing(WHAT)?;
            if after >= last {
                return Ok(all);
            }
            let until = last.min(after.saturating_add(STEP));
            if !told {
                audit::insert(&tx, &actor, &act(before, at, &all)).doing(WHAT)?;
                told = true;
            }
            let span = Span { after, until, to: before.timestamp_micros(), ..Span::ALL };
            done += Step::new(&tx, zone).doing(WHAT)?.run(&span)?;
            tx.commit().doing(WHAT)?;
            after = until;
            progress(done);
        }
    }

    fn refuse_broken_closes(&self, before: DateTime<Utc>) -> Result<()> {
        for close in self.closes()?.into_iter().filter(|close| close.reopened.is_none()) {
            if close.closing.from >= before {
                continue;
            }
            let period = close.closing.period.clone();
            if close.closing.to > before {
                return Err(Error::new(
                    Code::Conflict,
                    format!("{period} is closed, and only a part of it lies before"),
                ));
            }
            let verified = seal::verify(&self.conn, close).doing(WHAT)?;
            if verified.pruned == 0 && !verified.is_intact() {
                let error = Error::new(Code::Conflict, format!("{period} is not as it was closed, and is not pruned"));
                return Err(error.hint(format!("cost-ops close --verify {period}")));
            }
        }
        Ok(())
    }
}

fn act(before: DateTime<Utc>, at: DateTime<Utc>, all: &Pruned) -> Act {
    Act::new(at, Action::Prune, format!("before {}", before.to_rfc3339_opts(SecondsFormat::AutoSi, true)))
        .with("records", all.records)
        .with("unpriced", all.unpriced)
        .with("total_cost", all.cost.to_string())
}

/// One transaction's records on their way out.
struct Step<'a> {
    conn: &'a Connection,
    firsts: Firsts,
    days: Days,
    /// Events up to this row are in the quarter-hour rollup.
    through: i64,
    deltas: Deltas,
    pruned: Deltas,
}

impl<'a> Step<'a> {
    fn new(conn: &'a Connection, zone: crate::domain::Tz) -> rusqlite::Result<Self> {
        let (deltas, pruned) = (Deltas::default(), Deltas::default());
        Ok(Step {
            conn,
            firsts: Firsts::default(),
            days: Days::new(zone),
            through: quarters::through(conn)?,
            deltas,
            pruned,
        })
    }

    /// How many went.
    fn run(mut self, span: &Span) -> Result<u64> {
        let (mut rows, mut failed) = (Vec::new(), None);
        each_event(self.conn, span, &mut |event| {
            let sums = event.measures();
            rows.push(event.row);
            match self.firsts.of(self.conn, event.scope) {
                Ok(first) => {
                    let of = (self.days.day(event.at), event.facet, first, event.model);
                    *self.pruned.scopes.entry(of).or_default() += &sums;
                    self.pruned.extents.come((of.0, first.session, event.facet), Extent::at(event.at));
                }
                Err(error) => failed = Some(error),
            }
            let quarter = (event.at.div_euclid(QUARTER), event.model);
            // As generation 0: what stands in the day sums now.
            let day = (0, self.days.day(event.at), event.model, event.facet);
            *self.pruned.replaced.entry(day).or_default() += &sums;
            *self.pruned.quarters.entry(quarter).or_default() += &sums;
            if event.row <= self.through {
                *self.deltas.quarters.entry(quarter).or_default() += &negated(&sums);
            }
        })?;
        failed.map_or(Ok(()), Err).doing(WHAT)?;
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(0) };
        self.steps(*first, *last, &rows).doing(WHAT)?;
        rows.iter().try_for_each(|row| self.drop_row(*row)).doing(WHAT)?;
        self.finish(span).doing(WHAT)?;
        Ok(rows.len() as u64)
    }

    /// What generations of prices did to them.
    fn steps(&mut self, first: i64, last: i64, rows: &[i64]) -> rusqlite::Result<()> {
        let of: HashSet<i64> = rows.iter().copied().collect();
        let (days, pruned) = (&mut self.days, &mut self.pruned);
        each_step(self.conn, &mut Interner::default(), (first, last), &mut |step| {
            if of.contains(&step.event) {
                pruned.step(days, &step);
            }
        })
    }

    fn drop_row(&self, row: i64) -> rusqlite::Result<()> {
        let mut statement = self.conn.prepare_cached(include_str!("sql/identity.sql"))?;
        let hash = statement.query_row([row], |found| {
            let id = stored_id(found.get_ref(0)?).ok_or(rusqlite::Error::QueryReturnedNoRows)?;
            let namespace = found.get_ref(1)?.as_str()?;
            pruned::note(self.conn, namespace, &id)?;
            Ok(identity::hash(namespace, &id))
        })?;
        self.forget(hash, row)?;
        for sql in [
            "DELETE FROM metadata WHERE event = ?1",
            "DELETE FROM replaced WHERE event = ?1",
            "DELETE FROM events WHERE id = ?1",
        ] {
            self.conn.prepare_cached(sql)?.execute([row])?;
        }
        Ok(())
    }

    /// Takes its claim away.
    fn forget(&self, mut hash: i64, row: i64) -> rusqlite::Result<()> {
        while let Some(found) = claims::holder(self.conn, hash)? {
            if found == row {
                return claims::leave(self.conn, hash, identity::next(hash));
            }
            hash = identity::next(hash);
        }
        Ok(())
    }

    /// Moves the sums. Rows are never numbered anew: what others remember of a row is of no other one.
    fn finish(self, span: &Span) -> rusqlite::Result<()> {
        self.deltas.flush(self.conn)?;
        self.pruned.flush_pruned(self.conn)?;
        self.conn
            .execute("DELETE FROM rollup_quarter WHERE quarter <= ?1 AND records = 0", [span.to.div_euclid(QUARTER)])?;
        let sql = "INSERT INTO meta VALUES (?1, ?2)
            ON CONFLICT DO UPDATE SET value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))";
        for (key, value) in [("last_row", span.until), (pruned::BEFORE, span.to)] {
            self.conn.execute(sql, [key, &value.to_string()])?;
        }
        Ok(())
    }
}

//! The sums again, from the events.
//!
//! Owns: the recomputation of every sum the file keeps, and the move of the days to another zone. Refuses to know: where
//! what is kept differs (`verify`).

use rusqlite::Connection;

use super::failure::Doing;
use super::firsts::Firsts;
use super::fold::{Passing, Span, each_event};
use super::intern::Interner;
use super::replaced::{Step, each_step};
use super::rollup::{Days, Deltas, Filed, QUARTER, negated};
use super::{Ledger, open, pruned, quarters, spans};
use crate::domain::{Code, Error, Measures, Result, Tz};

impl Ledger {
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
    spans::end(conn).doing(WHAT)?;
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
    recompute(conn, open::zone(conn)?, &mut |part| part.flush(conn).doing(WHAT))
}

/// Sums in memory before they are handed on.
const MOST: usize = 20_000;

/// Sums on their way, handed on in parts: a ledger has more of them than there may be room for.
pub(super) struct Parts<'a> {
    pub deltas: Deltas,
    each: &'a mut dyn FnMut(Deltas) -> Result<()>,
}

impl Parts<'_> {
    /// Hands on what there is, where it is much.
    pub(super) fn settle(&mut self) -> Result<()> {
        let Deltas { days, scopes, quarters, replaced, extents: _ } = &self.deltas;
        if days.len() + scopes.len() + quarters.len() + replaced.len() < MOST {
            return Ok(());
        }
        (self.each)(std::mem::take(&mut self.deltas))
    }
}

/// All sums as the events have them, and those of pruned ones: days in `zone`, quarters up to the row they cover. They
/// come in parts, each of which has a share of any sum.
pub(super) fn recompute(conn: &Connection, zone: Tz, each: &mut dyn FnMut(Deltas) -> Result<()>) -> Result<()> {
    const WHAT: &str = "read the sums";
    let through = quarters::through(conn).doing(WHAT)?;
    let (mut days, mut firsts) = (Days::new(zone), Firsts::default());
    let mut parts = Parts { deltas: Deltas::default(), each };
    let mut add = |event: &Passing<'_>| {
        let (sums, first) = (event.measures(), firsts.of(conn, event.scope).doing(WHAT)?);
        let deltas = &mut parts.deltas;
        let (day, filed) = (days.day(event.at), Filed { model: event.model, facet: event.facet, first });
        deltas.add(day, filed, &sums);
        deltas.come(day, filed, event.at);
        if event.row <= through {
            *deltas.quarters.entry((event.at.div_euclid(QUARTER), event.model)).or_default() += &sums;
        }
        parts.settle()
    };
    let mut outcome = Ok(());
    each_event(conn, &Span::ALL, &mut |event| {
        if outcome.is_ok() {
            outcome = add(&event);
        }
    })?;
    outcome?;
    let mut outcome = Ok(());
    let everything = (i64::MIN, i64::MAX);
    each_step(conn, &mut Interner::default(), everything, &mut |step| {
        if outcome.is_ok() {
            parts.deltas.step(&mut days, &step);
            outcome = parts.settle();
        }
    })
    .doing(WHAT)?;
    outcome?;
    pruned::add_base(conn, &mut parts)?;
    (parts.each)(parts.deltas)
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

//! Pricing stored events again.
//!
//! Owns: the pass over the events that are wanted, what counts as a change, and the writing of a
//! new generation in one transaction: all of it or nothing. Refuses to know: how prices are
//! found, who is asked before.
//!
//! A known cost is never made unknown: an event whose price is on no list any more keeps the cost
//! it has.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::{CachedStatement, Connection};

use super::candidates::{Candidate, Candidates};
use super::cells::Cells;
use super::closes::Closed;
use super::failure::Doing;
use super::firsts::{First, Firsts};
use super::generations;
use super::intern::Interner;
use super::kind::Kind;
use super::prepared::Preparer;
use super::rollup::{DayKey, Days, Deltas, Filed, QUARTER, negated};
use super::shape::Shape;
use super::stored::instant;
use super::{Ledger, Reprice, audit, open, pruned, quarters};
use crate::domain::{Act, Action, Code, Error, Generation, Measures, Repriced, Repricing, Result, Usd};

const WHAT: &str = "price the events again";
/// Sums by day kept in memory at a time.
const DAYS: usize = 7_000;

/// The change of one event, on its way by.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// The provider it is filed under from now on, and the model as the record spells it.
    pub provider: &'a str,
    pub model: &'a str,
    /// `None` without a price.
    pub old: Option<Usd>,
    pub new: Option<Usd>,
}

/// What is written down about a new generation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Making {
    pub at: DateTime<Utc>,
    /// Which events, in words.
    pub what: String,
    /// The price lists that are asked.
    pub catalog: String,
}

impl Ledger {
    /// What pricing these events again would come to; `each` is told of every change. Writes
    /// nothing.
    ///
    /// # Errors
    /// [`Code::Database`] when the file cannot be read.
    pub fn consider(
        &self,
        wish: &Repricing,
        price: &Reprice<'_>,
        each: &mut dyn FnMut(Change<'_>),
    ) -> Result<Repriced> {
        let tx = self.conn.unchecked_transaction().doing(WHAT)?;
        pass(&tx, wish, price, each, &mut |_, _, _, _| Ok(())).map(|(repriced, _)| repriced)
    }

    /// Prices these events again, as a new generation, in one IMMEDIATE transaction (a million
    /// events take a few seconds, in which other writers wait). The number of the generation is
    /// `None` when nothing changed: then there is none.
    ///
    /// # Errors
    /// [`Code::Conflict`] when the cost of a record in a closed period would change and those are
    /// not to be skipped; [`Code::Database`] when the file cannot be written.
    pub fn reprice(
        &mut self,
        wish: &Repricing,
        making: Making,
        price: &Reprice<'_>,
        each: &mut dyn FnMut(Change<'_>),
    ) -> Result<(Repriced, Option<u32>)> {
        let (zone, actor) = (self.zone, self.actor.clone());
        let (tx, interner) = self.write_parts()?;
        let outcome = Writing::new(&tx, interner, zone).doing(WHAT).and_then(|mut writing| {
            let (repriced, periods) = pass(&tx, wish, price, each, &mut |event, kind, shape, cells| {
                writing.write(event, kind, shape, cells).doing(WHAT)
            })?;
            if repriced.closed > 0 && !wish.skip_closed {
                return Err(refused(repriced.closed, &periods));
            }
            let number = u32::try_from(writing.generation).unwrap_or(u32::MAX);
            let Making { at, what, catalog } = making;
            let made = Generation { number, at, what, as_of: wish.as_of, catalog, repriced };
            let number = (repriced.changed > 0).then_some(number);
            if number.is_some() {
                writing.finish(&made).doing(WHAT)?;
                audit::insert(&tx, &actor, &act(&made)).doing(WHAT)?;
            }
            Ok((repriced, number))
        });
        let done = outcome.and_then(|done| tx.commit().doing(WHAT).map(|()| done));
        if done.is_err() {
            self.interner.forget();
        }
        done
    }
}

/// What is written down about a new generation.
fn act(made: &Generation) -> Act {
    let Repriced { changed, newly_priced, old_total, new_total, .. } = made.repriced;
    let act = Act::new(made.at, Action::Reprice, &made.what)
        .with("generation", made.number)
        .with("catalog", made.catalog.as_str())
        .with("changed", changed)
        .with("newly_priced", newly_priced)
        .with("old_total", old_total.to_string())
        .with("new_total", new_total.to_string());
    match made.as_of {
        Some(at) => act.with("as_of", at.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
        None => act,
    }
}

/// What a change needs to be written: the event, its kind, and the shape and cells it gets.
type Write<'a> = dyn FnMut(&Candidate, &Kind, &Arc<Shape>, &Cells) -> Result<()> + 'a;

/// The closed periods, and what was met of them.
struct Frozen {
    closed: Closed,
    /// Events that would get another cost.
    events: u64,
    periods: BTreeSet<String>,
}

impl Frozen {
    /// Whether the event lies in a closed period; noted if it would have a cost.
    fn hold(&mut self, event: &Candidate, costs: bool) -> bool {
        let mut periods = self.closed.at(event.at).map(|(_, period)| period.to_owned()).peekable();
        let held = periods.peek().is_some();
        if held && costs {
            self.events += 1;
            self.periods.extend(periods);
        }
        held
    }
}

/// What is said when something of closed periods would change.
fn refused(events: u64, periods: &BTreeSet<String>) -> Error {
    let (periods, lie) =
        (Vec::from_iter(periods.iter().cloned()), if events == 1 { "record lies" } else { "records lie" });
    let first = periods.first().cloned().unwrap_or_default();
    Error::new(
        Code::Conflict,
        format!("{events} {lie} in a closed period ({}): its costs are frozen", periods.join(", ")),
    )
    .hint(format!("--skip-closed leaves closed periods as they are; cost-ops close --reopen {first} opens one again"))
}

/// Prices every event that is wanted, and hands on those that change; with the closed periods that
/// hold some of them.
fn pass(
    conn: &Connection,
    wish: &Repricing,
    price: &Reprice<'_>,
    each: &mut dyn FnMut(Change<'_>),
    write: &mut Write<'_>,
) -> Result<(Repriced, BTreeSet<String>)> {
    pruned::refuse_repricing(conn, open::zone(conn)?, wish)?;
    let mut candidates = Candidates::new(conn, wish)?;
    let (mut preparer, mut done) = (Preparer::default(), Repriced::default());
    let mut closed = Frozen { closed: Closed::load(conn).doing(WHAT)?, events: 0, periods: BTreeSet::new() };
    loop {
        let page = candidates.page()?;
        if page.is_empty() {
            done.closed = closed.events;
            return Ok((done, closed.periods));
        }
        for event in page {
            let Some(wanted) = candidates.kinds[event.kind].as_mut() else { continue };
            let (kind, usage) = (&wanted.kind, event.cells.usage(wanted.kind.classes));
            wanted.event.at = wish.as_of.unwrap_or_else(|| instant(event.at));
            (wanted.event.usage, wanted.event.reported) = (usage, event.cells.reported());
            let (provider, cost) = price(&wanted.event);
            let (shape, cells) = preparer.priced(&wanted.event, &provider, &cost)?;
            let old = kind.stamp.as_ref().map(|_| event.cells.total_cost());
            let new = shape.price.as_ref().ok().map(|_| cells.total_cost());
            done.records += 1;
            if new.is_none() && old.is_some() {
                done.kept += 1;
            }
            let changes = (new.is_some() || old.is_none()) && !same(kind, &event.cells, &shape, &cells);
            if changes && closed.hold(&event, new.is_some()) && (wish.skip_closed || new.is_none()) {
                done.count(old, old);
                continue;
            }
            done.count(old, new.or(old));
            if changes {
                done.changed += 1;
                done.newly_priced += u64::from(old.is_none() && new.is_some());
                each(Change { provider: &shape.provider, model: &shape.model, old, new });
                write(&event, kind, &shape, &cells)?;
            }
        }
    }
}

impl Repriced {
    fn count(&mut self, old: Option<Usd>, new: Option<Usd>) {
        self.old_total += old.unwrap_or_default();
        self.new_total += new.unwrap_or_default();
        self.old_unpriced += u64::from(old.is_none());
        self.new_unpriced += u64::from(new.is_none());
    }
}

/// Whether the new price is the one it has: filed under the same provider, by the same rule at the
/// same rates to the same lines, or without a price for the same reason. That it was looked up in
/// another edition of the catalog is no change.
fn same(kind: &Kind, cells: &Cells, shape: &Shape, new: &Cells) -> bool {
    let price = match (&kind.stamp, &shape.price) {
        (Some(stamp), Ok(price)) => stamp.rule() == price.stamp.rule && stamp.rates == price.rates,
        (None, Err(reason)) => kind.unpriced.as_deref() == Some(reason.as_text().as_str()),
        _ => false,
    };
    price
        && kind.provider == shape.provider
        && (cells.unit, &cells.costs, &cells.detail) == (new.unit, &new.costs, &new.detail)
}

/// A new generation on its way into the file.
struct Writing<'a> {
    conn: &'a Connection,
    interner: &'a mut Interner,
    generation: i64,
    /// Events up to this row are in the quarter-hour rollup.
    quarter_through: i64,
    firsts: Firsts,
    days: Days,
    deltas: Deltas,
    update: CachedStatement<'a>,
    keep: CachedStatement<'a>,
}

impl<'a> Writing<'a> {
    fn new(conn: &'a Connection, interner: &'a mut Interner, zone: crate::domain::Tz) -> rusqlite::Result<Self> {
        Ok(Writing {
            conn,
            interner,
            generation: generations::newest(conn)? + 1,
            quarter_through: quarters::through(conn)?,
            firsts: Firsts::default(),
            days: Days::new(zone),
            deltas: Deltas::default(),
            update: conn.prepare_cached(include_str!("sql/reprice_event.sql"))?,
            keep: conn.prepare_cached(include_str!("sql/insert_replaced.sql"))?,
        })
    }

    /// Keeps what the event had, gives it what it gets, and counts both.
    fn write(&mut self, event: &Candidate, old: &Kind, shape: &Arc<Shape>, cells: &Cells) -> rusqlite::Result<()> {
        let (kind, model) = self.interner.shape(self.conn, shape)?;
        let [a, b, c, d, e, f] = columns(&event.cells);
        self.keep.execute((
            event.row,
            self.generation,
            event.kind as i64,
            a,
            b,
            c,
            d,
            e,
            f,
            event.cells.detail.as_deref(),
        ))?;
        let [a, b, c, d, e, f] = columns(cells);
        self.update.execute((event.row, kind, a, b, c, d, e, f, cells.detail.as_deref()))?;
        let first = self.firsts.of(self.conn, event.scope)?;
        self.add(event, old.model_row, first, &negated(&event.cells.measures()));
        self.add(event, model, first, &cells.measures());
        if [self.deltas.days.len(), self.deltas.scopes.len(), self.deltas.quarters.len()].iter().any(|n| *n >= DAYS) {
            self.flush()?;
        }
        Ok(())
    }

    fn add(&mut self, event: &Candidate, model: i64, first: First, sums: &Measures) {
        self.deltas.add(self.days.day(event.at), Filed { model, facet: event.facet, first }, sums);
        if event.row <= self.quarter_through {
            *self.deltas.quarters.entry((event.at.div_euclid(QUARTER), model)).or_default() += sums;
        }
    }

    fn flush(&mut self) -> rusqlite::Result<()> {
        let mut deltas = std::mem::take(&mut self.deltas);
        let generation = self.generation;
        let of = |(key, sums): (&DayKey, &Measures)| ((generation, key.0, key.1, key.2), *sums);
        deltas.replaced = deltas.days.iter().map(of).collect();
        deltas.flush(self.conn)
    }

    fn finish(mut self, made: &Generation) -> rusqlite::Result<()> {
        self.flush()?;
        generations::insert(self.conn, made)
    }
}

fn columns(cells: &Cells) -> [Option<i64>; 6] {
    std::array::from_fn(|at| cells.costs.get(at))
}

//! Putting a batch of events into the ledger.
//!
//! Owns: the one way into the event table: identity, insert or improve, rollups, in one
//! transaction. Refuses to know: where events come from, how prices are found.

use std::borrow::Cow;

use rusqlite::{Connection, Transaction, params};

use super::closes::Closed;
use super::clusters::{Cluster, in_order};
use super::event_row::{EventRow, Names};
use super::failure::Doing;
use super::firsts::Firsts;
use super::frozen::Frozen;
use super::identity;
use super::intern::Interner;
use super::merge::Joined;
use super::prepared::{Prepared, Preparer};
use super::quarters::{self, Fresh};
use super::replaced::each_step;
use super::resolve::{Resolved, copies};
use super::rollup::{Days, Deltas, Filed, QUARTER, negated};
use super::stored::{Counted, Stored};
use super::unfinished::{Unfinished, Waiting};
use super::{Appended, Batch, Ledger, PricedEvent, Reprice, claims, cursors, extents, pruned};
use crate::domain::{Measures, Result, Tz, UsageEvent};

impl Ledger {
    /// [`Ledger::append_prepared`] for events as they are.
    ///
    /// # Errors
    /// [`Code::Validation`](crate::domain::Code::Validation) when a counter does not fit 63
    /// bits; [`Code::Database`](crate::domain::Code::Database) when the file cannot be written.
    pub fn append(&mut self, batch: &[PricedEvent], reprice: &Reprice<'_>) -> Result<Appended> {
        let mut preparer = Preparer::default();
        let batch: Result<Vec<Prepared>> = batch.iter().cloned().map(|event| preparer.prepare(event)).collect();
        let mut batches = Some(batch?).filter(|batch| !batch.is_empty()).into_iter();
        self.append_prepared(&mut || batches.next().map(|batch| vec![batch.into()]), reprice)
    }

    /// Inserts or improves every event of all `batches` and moves rollups and cursors, in one IMMEDIATE
    /// transaction: all of them are durable when this returns, none of them on an error; in a draft, when that
    /// is put in its place. What a transaction costs is shared by all its events, and other writers wait as long
    /// as it takes: 50,000 events take about a quarter second. The first batch is asked for before the
    /// transaction begins; without one, nothing is done.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be written.
    pub fn append_prepared(
        &mut self,
        batches: &mut dyn FnMut() -> Option<Vec<Batch>>,
        reprice: &Reprice<'_>,
    ) -> Result<Appended> {
        const WHAT: &str = "store events";
        let Some(first) = batches() else { return Ok(Appended::default()) };
        let zone = self.zone;
        let (tx, interner, unfinished) = self.append_parts()?;
        let outcome = Append::new(&tx, interner, unfinished, zone).doing(WHAT).and_then(|mut append| {
            let (mut batch, mut waiting) = (Some(first), Waiting::begin());
            while let Some(taken) = batch {
                let events: Vec<&Prepared> = taken.iter().flat_map(|batch| &batch.events).collect();
                append.batch(&events, reprice)?;
                taken.iter().try_for_each(|batch| cursors::write(append.conn, batch))?;
                drop(taken);
                batch = waiting.on(batches);
                if batch.is_some() {
                    append.between(&waiting).doing(WHAT)?;
                }
            }
            append.finish()
        });
        match outcome {
            Ok(appended) => {
                let committed = tx.commit().doing(WHAT);
                if committed.is_err() {
                    self.interner.forget();
                }
                committed.map(|()| appended)
            }
            Err(error) => {
                drop(tx);
                self.interner.forget();
                Err(error)
            }
        }
    }
}

/// One transaction's batches on their way into the file.
pub(super) struct Append<'a> {
    pub conn: &'a Connection,
    pub interner: &'a mut Interner,
    /// What the ledger lacks meanwhile.
    pub unfinished: &'a mut Option<Unfinished>,
    pub preparer: Preparer,
    /// The row number of the batch's first event, were all of them new.
    pub base: i64,
    /// Events up to this row are in the quarter-hour rollup.
    quarter_through: i64,
    /// The periods that are closed.
    pub closed: Closed,
    /// Some event may have been priced again.
    repriced: bool,
    /// Events before this instant were pruned, if any were.
    pub pruned: Option<i64>,
    /// The quarter-hour sums of those after it.
    fresh: Fresh,
    firsts: Firsts,
    days: Days,
    pub deltas: Deltas,
    /// Telemetry told of something that may be in a log too.
    pub known: bool,
    pub done: Appended,
}

impl<'a> Append<'a> {
    pub(super) fn new(
        tx: &'a Transaction<'_>,
        interner: &'a mut Interner,
        unfinished: &'a mut Option<Unfinished>,
        zone: Tz,
    ) -> rusqlite::Result<Self> {
        let quarter_through = quarters::through(tx)?;
        Ok(Append {
            conn: tx,
            interner,
            unfinished,
            preparer: Preparer::default(),
            base: 0,
            quarter_through,
            closed: Closed::load(tx)?,
            repriced: super::generations::newest(tx)? > 0,
            pruned: pruned::before(tx)?,
            fresh: Fresh::new(tx, quarter_through)?,
            firsts: Firsts::default(),
            days: Days::new(zone),
            deltas: Deltas::default(),
            known: Append::any_telemetry(tx)?,
            done: Appended::default(),
        })
    }

    /// Finds the row number of the first event of the next batch.
    pub(super) fn start_batch(&mut self) -> rusqlite::Result<()> {
        // Numbers of rows that went are not given again.
        let mut next = self.conn.prepare_cached(
            "SELECT max((SELECT ifnull(max(id), 0) FROM events),
                 ifnull((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'last_row'), 0)) + 1",
        )?;
        self.base = next.query_row([], |row| row.get(0))?;
        Ok(())
    }

    pub(super) fn batch(&mut self, batch: &[&Prepared], reprice: &Reprice<'_>) -> Result<()> {
        match batch.iter().any(|event| event.telemetry.is_some()) {
            true => {
                self.complete().doing("store events")?;
                self.telemetry(batch, reprice)
            }
            false => self.records(batch, reprice),
        }
    }

    /// Inserts or improves events as they are.
    pub(super) fn records(&mut self, batch: &[&Prepared], reprice: &Reprice<'_>) -> Result<()> {
        const WHAT: &str = "store events";
        self.start_batch().doing(WHAT)?;
        let Resolved { fresh, known, pruned } = self.resolve(batch).doing(WHAT)?;
        let again = copies(&pruned);
        self.done.duplicate += again;
        self.done.pruned += again;
        let mut rows = EventRow::insert(self.conn).doing(WHAT)?;
        for cluster in in_order(fresh, batch.len()) {
            let first = batch[cluster.first];
            let row = self.base + cluster.first as i64;
            let event = if cluster.rest.is_empty() {
                Cow::Borrowed(first)
            } else {
                let joined = self.join(Joined::first(first), batch, &cluster.rest);
                joined.row(&mut self.preparer, reprice)?
            };
            if let Some(told) = self.told(&event).doing(WHAT)? {
                self.done.updated += 1;
                self.take_place(told, (cluster.hash, row), &event, reprice)?;
            } else {
                self.done.new += 1;
                self.insert(&mut rows, row, &event)?;
            }
            self.lighten().doing(WHAT)?;
        }
        self.improve(batch, known, reprice)
    }

    pub(super) fn finish(mut self) -> Result<Appended> {
        const WHAT: &str = "move the rollups";
        std::mem::take(&mut self.fresh).settle(self.conn, &mut self.deltas.quarters).doing(WHAT)?;
        let deltas = std::mem::take(&mut self.deltas);
        self.flush(deltas).doing(WHAT)?;
        claims::settle(self.conn).doing(WHAT)?;
        Ok(self.done)
    }

    /// What had better not be left to the end, when there is more to come.
    fn between(&mut self, waiting: &Waiting) -> rusqlite::Result<()> {
        if waiting.is_most() {
            self.complete()?;
        }
        if self.unfinished.is_none() { claims::settle(self.conn) } else { Ok(()) }
    }

    /// Moves what there are too many of to hold them all.
    fn lighten(&mut self) -> rusqlite::Result<()> {
        self.deltas.too_many().map_or(Ok(()), |many| self.flush(many))
    }

    fn flush(&mut self, deltas: Deltas) -> rusqlite::Result<()> {
        if deltas.extents.has_gone() {
            self.complete()?;
        }
        extents::flush(self.conn, &mut self.days, deltas)
    }

    /// Makes what the ledger lacks.
    pub(super) fn complete(&mut self) -> rusqlite::Result<()> {
        self.unfinished.as_mut().map_or(Ok(()), |unfinished| unfinished.finish(self.conn))?;
        *self.unfinished = None;
        Ok(())
    }

    /// Joins the copies at `rest` too, and counts them.
    fn join<'b>(&mut self, mut joined: Joined<'b>, batch: &[&'b Prepared], rest: &[usize]) -> Joined<'b> {
        rest.iter().for_each(|at| joined.take(batch[*at]));
        self.done.updated += joined.changed;
        self.done.duplicate += rest.len() as u64 - joined.changed;
        joined
    }

    /// Joins copies of events that are there into them, in row order.
    fn improve(&mut self, batch: &[&Prepared], mut known: Vec<(i64, Cluster)>, reprice: &Reprice<'_>) -> Result<()> {
        const WHAT: &str = "improve events";
        known.sort_unstable_by_key(|(row, _)| *row);
        let mut rows = EventRow::update(self.conn).doing(WHAT)?;
        for (row, mut cluster) in known {
            let first = cluster.first;
            cluster.rest.insert(0, first);
            let stored = Stored::load(self.conn, self.interner, row).doing(WHAT)?;
            let before = stored.counted();
            let stored = stored.event(batch[first].shape.namespace);
            let joined = self.join(Joined::stored(stored, before.at), batch, &cluster.rest);
            if joined.changed > 0 {
                let namespace = batch[first].shape.namespace;
                let was = Stored::load(self.conn, self.interner, row).doing(WHAT)?;
                let (event, stays) = self.improved(joined.record(), Frozen::of(was, namespace), reprice)?;
                self.replace(&mut rows, row, &before, &event, stays)?;
            }
        }
        Ok(())
    }

    /// The row of a better record, at the cost it has if nothing of that is touched, and whether
    /// what it cost in earlier generations stays as well.
    pub(super) fn improved(
        &mut self,
        event: UsageEvent,
        frozen: Option<Frozen>,
        reprice: &Reprice<'_>,
    ) -> Result<(Prepared, bool)> {
        let of_kind = frozen.as_ref().is_some_and(|frozen| frozen.is_of_kind(&event));
        let kept = frozen.and_then(|frozen| frozen.serves(&event, reprice));
        let stays = of_kind && kept.is_some();
        let (provider, cost) = kept.unwrap_or_else(|| reprice(&event));
        Ok((self.preparer.prepare(PricedEvent { event, provider, cost })?, stays))
    }

    /// Writes another record over a row and counts that instead of what was there; `stays` tells whether
    /// what the row cost in earlier generations does.
    pub(super) fn replace(
        &mut self,
        rows: &mut EventRow<'_>,
        row: i64,
        before: &Counted,
        event: &Prepared,
        stays: bool,
    ) -> Result<()> {
        const WHAT: &str = "replace an event";
        let filed = self.take_out(row, before, event.at).doing(WHAT)?;
        self.write(rows, row, event)?;
        self.deltas.leave(self.days.day(before.at), filed, before.at);
        self.recount(row, stays).doing(WHAT)
    }

    /// Takes a row out of all sums, whose record is at another instant from now on, or nowhere; what a
    /// closed period had stays on record. Gives where it was filed: the instant it leaves behind there is
    /// for the caller to note.
    fn take_out(&mut self, row: i64, before: &Counted, to: i64) -> rusqlite::Result<Filed> {
        self.uncount(row)?;
        let filed = self.filed(before)?;
        self.add(row, before.at, filed, &negated(&before.sums));
        self.closed.changes(self.conn, row, before.at, to)?;
        Ok(filed)
    }

    /// Takes a row out of all sums, whose record is nowhere from now on.
    pub(super) fn take_away(&mut self, row: i64, before: &Counted) -> rusqlite::Result<()> {
        let filed = self.take_out(row, before, before.at)?;
        self.deltas.go(self.days.day(before.at), filed, before.at);
        Ok(())
    }

    /// Lets a claim of this batch be of a row that was there before.
    pub(super) fn claim_for(&self, (mut hash, claimed): (i64, i64), row: i64) -> rusqlite::Result<()> {
        while !claims::hand_over(self.conn, hash, claimed, row)? {
            hash = identity::next(hash);
        }
        Ok(())
    }

    /// Takes what earlier generations did to an event out of their sums.
    fn uncount(&mut self, row: i64) -> rusqlite::Result<()> {
        if !self.repriced {
            return Ok(());
        }
        let (days, deltas) = (&mut self.days, &mut self.deltas);
        each_step(self.conn, self.interner, (row, row), &mut |step| deltas.unstep(days, step))
    }

    /// Counts it where the event is now; or forgets it, when a record that cost something else takes
    /// the place of the old one in all of them.
    pub(super) fn recount(&mut self, row: i64, stays: bool) -> rusqlite::Result<()> {
        if !self.repriced {
            return Ok(());
        }
        if stays {
            let (days, deltas) = (&mut self.days, &mut self.deltas);
            return each_step(self.conn, self.interner, (row, row), &mut |step| deltas.step(days, &step));
        }
        self.conn.prepare_cached("DELETE FROM replaced WHERE event = ?1")?.execute([row]).map(|_| ())
    }

    /// Writes a new event, counts it, and notes it if its period is closed.
    pub(super) fn insert(&mut self, rows: &mut EventRow<'_>, row: i64, event: &Prepared) -> Result<()> {
        self.closed.arrives(self.conn, row, event.at).doing("store an event")?;
        self.write(rows, row, event)
    }

    /// Writes one event and counts it.
    pub(super) fn write(&mut self, rows: &mut EventRow<'_>, row: i64, event: &Prepared) -> Result<()> {
        self.tells(event).doing("store an event")?;
        let filed = self.write_row(rows, row, event).doing("store an event")?;
        self.add(row, event.at, filed, &event.cells.measures());
        self.deltas.come(self.days.day(event.at), filed, event.at);
        Ok(())
    }

    fn write_row(&mut self, rows: &mut EventRow<'_>, row: i64, event: &Prepared) -> rusqlite::Result<Filed> {
        let (kind, model) = self.interner.shape(self.conn, &event.shape)?;
        let facet = self.interner.facet(self.conn, &event.facet)?;
        let (scope, first) = self.interner.scope(self.conn, &event.scope)?;
        rows.write(row, Names { kind, facet, scope }, event)?;
        self.write_metadata(row, event.metadata.as_deref())?;
        Ok(Filed { model, facet, first })
    }

    /// What a stored event is filed under.
    fn filed(&mut self, counted: &Counted) -> rusqlite::Result<Filed> {
        let first = self.firsts.of(self.conn, counted.scope)?;
        Ok(Filed { model: counted.model, facet: counted.facet, first })
    }

    fn write_metadata(&self, row: i64, metadata: Option<&str>) -> rusqlite::Result<()> {
        const PUT: &str = "INSERT INTO metadata VALUES (?1, ?2) ON CONFLICT DO UPDATE SET json = excluded.json";
        match metadata {
            Some(json) => _ = self.conn.prepare_cached(PUT)?.execute(params![row, json])?,
            None if row < self.base => {
                self.conn.prepare_cached("DELETE FROM metadata WHERE event = ?1")?.execute([row])?;
            }
            None => {}
        }
        Ok(())
    }

    pub(super) fn add(&mut self, row: i64, at: i64, filed: Filed, sums: &Measures) {
        self.deltas.add(self.days.day(at), filed, sums);
        let quarter = (at.div_euclid(QUARTER), filed.model);
        if row <= self.quarter_through {
            *self.deltas.quarters.entry(quarter).or_default() += sums;
        } else {
            self.fresh.add(quarter, sums);
        }
    }
}

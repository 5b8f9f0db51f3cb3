//! Putting a batch of events into the ledger.
//!
//! Owns: the one way into the event table: identity, insert or improve, rollups, in one
//! transaction. Refuses to know: where events come from, how prices are found.

use std::borrow::Cow;

use rusqlite::{CachedStatement, Connection, OptionalExtension, Transaction, params};

use super::cells::{self, Cells};
use super::failure::Doing;
use super::identity::{self, Uid};
use super::intern::Interner;
use super::kind::KindKey;
use super::merge::{instant, join};
use super::rollup::{Days, Deltas, QUARTER, negated};
use super::stored::Stored;
use super::{Appended, Ledger, PricedEvent, Reprice};
use crate::domain::{Cost, Error, EventId, Measures, Result, UnpricedReason, UsageEvent};

/// The copies of one event within a batch, by position.
struct Cluster {
    hash: i64,
    first: usize,
    rest: Vec<usize>,
}

impl Ledger {
    /// Inserts or improves every event and moves the rollups, in one IMMEDIATE transaction:
    /// all of the batch is durable when this returns, none of it on an error. A batch of some
    /// 100,000 events is best for speed, and takes about a quarter of a second.
    ///
    /// # Errors
    /// [`Code::Validation`](crate::domain::Code::Validation) when a counter does not fit 63
    /// bits; [`Code::Database`](crate::domain::Code::Database) when the file cannot be written.
    pub fn append(&mut self, batch: &[PricedEvent], reprice: &Reprice<'_>) -> Result<Appended> {
        const WHAT: &str = "store events";
        if batch.is_empty() {
            return Ok(Appended::default());
        }
        let clusters = clusters(batch);
        let zone = self.zone;
        let (tx, interner) = self.write_parts()?;
        let outcome =
            Append::new(&tx, interner, batch, zone).doing(WHAT).and_then(|append| append.run(clusters, reprice));
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

impl Ledger {
    /// Whether the event is there.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be read.
    pub fn knows(&self, namespace: &str, id: &EventId) -> Result<bool> {
        const WHAT: &str = "look an event up";
        let mut claimed = self.conn.prepare_cached("SELECT event FROM seen WHERE hash = ?1").doing(WHAT)?;
        let mut hash = identity::hash(namespace, id);
        loop {
            let row: Option<i64> = claimed.query_row([hash], |row| row.get(0)).optional().doing(WHAT)?;
            match row {
                None => return Ok(false),
                Some(row) if is_it(&self.conn, row, namespace, id).doing(WHAT)? => return Ok(true),
                Some(_) => hash = identity::next(hash),
            }
        }
    }
}

/// Whether the stored event of that row has this identity.
fn is_it(conn: &Connection, row: i64, namespace: &str, id: &EventId) -> rusqlite::Result<bool> {
    let uid = Uid::new(id);
    let mut statement = conn.prepare_cached(include_str!("sql/identity.sql"))?;
    let same = |found: &rusqlite::Row<'_>| Ok(uid.is(found.get_ref(0)?) && found.get_ref(1)?.as_str()? == namespace);
    Ok(statement.query_row([row], same).optional()? == Some(true))
}

/// The number columns of an event; a cost beyond its columns is none, with that reason.
fn encode(priced: &PricedEvent) -> Result<Cells> {
    let event = &priced.event;
    let cost = match &priced.cost {
        Cost::Priced(found) if cells::fits(&found.lines) => Ok(found.lines.as_slice()),
        Cost::Priced(_) => Err(&UnpricedReason::AmountOutOfRange),
        Cost::Unpriced(reason) => Err(reason),
    };
    Cells::encode(&event.usage, cost, event.reported, event.estimated)
        .ok_or_else(|| Error::validation(format!("a counter of event {:?} exceeds 2^63", identity::shown(&event.id))))
}

fn same(a: &UsageEvent, b: &UsageEvent) -> bool {
    a.id == b.id && a.namespace == b.namespace
}

/// Groups the copies of an event, in the order of their hashes.
fn clusters(batch: &[PricedEvent]) -> Vec<Cluster> {
    let hash = |(at, priced): (usize, &PricedEvent)| (identity::hash(priced.event.namespace, &priced.event.id), at);
    let mut keys: Vec<(i64, usize)> = batch.iter().enumerate().map(hash).collect();
    keys.sort_unstable();
    let mut clusters: Vec<Cluster> = Vec::with_capacity(batch.len());
    for (hash, at) in keys {
        let alike = clusters.iter_mut().rev().take_while(|cluster| cluster.hash == hash);
        match alike.into_iter().find(|cluster| same(&batch[cluster.first].event, &batch[at].event)) {
            Some(cluster) => cluster.rest.push(at),
            None => clusters.push(Cluster { hash, first: at, rest: Vec::new() }),
        }
    }
    clusters
}

/// Clusters that are new, and clusters of events that are there with their rows.
type Resolved = (Vec<Cluster>, Vec<(i64, Cluster)>);

/// One batch on its way into the file.
struct Append<'a> {
    conn: &'a Connection,
    interner: &'a mut Interner,
    batch: &'a [PricedEvent],
    /// The row number of the batch's first event, were all of them new.
    base: i64,
    /// Events up to this row are in the quarter-hour rollup.
    quarter_through: i64,
    days: Days,
    deltas: Deltas,
    done: Appended,
}

impl<'a> Append<'a> {
    fn new(
        tx: &'a Transaction<'_>,
        interner: &'a mut Interner,
        batch: &'a [PricedEvent],
        zone: chrono_tz::Tz,
    ) -> rusqlite::Result<Self> {
        let base = tx.prepare_cached("SELECT ifnull(max(id), 0) + 1 FROM events")?.query_row([], |row| row.get(0))?;
        Ok(Append {
            conn: tx,
            interner,
            batch,
            base,
            quarter_through: super::quarters::through(tx)?,
            days: Days::new(zone),
            deltas: Deltas::default(),
            done: Appended::default(),
        })
    }

    fn run(mut self, clusters: Vec<Cluster>, reprice: &Reprice<'_>) -> Result<Appended> {
        const WHAT: &str = "store events";
        let (mut fresh, known) = self.resolve(clusters).doing(WHAT)?;
        fresh.sort_unstable_by_key(|cluster| cluster.first);
        let mut insert = self.conn.prepare_cached(include_str!("sql/insert_event.sql")).doing(WHAT)?;
        for cluster in fresh {
            let (priced, changed) = self.fold(Cow::Borrowed(&self.batch[cluster.first]), &cluster.rest, reprice);
            self.done.new += 1;
            self.done.updated += changed;
            self.done.duplicate += cluster.rest.len() as u64 - changed;
            let row = self.base + cluster.first as i64;
            self.write(&mut insert, row, &priced)?;
        }
        self.improve(known, reprice)?;
        self.deltas.flush(self.conn).doing("move the rollups")?;
        Ok(self.done)
    }

    /// Splits clusters into events that are new (and now claimed in `seen`) and events that
    /// are there, with their rows.
    fn resolve(&mut self, clusters: Vec<Cluster>) -> rusqlite::Result<Resolved> {
        let mut claim =
            self.conn.prepare_cached("INSERT INTO seen (hash, event) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?;
        let (mut fresh, mut known) = (Vec::with_capacity(clusters.len()), Vec::new());
        for cluster in clusters {
            let row = self.base + cluster.first as i64;
            let mut hash = cluster.hash;
            let found = loop {
                if claim.execute([hash, row])? == 1 {
                    break None;
                }
                if let Some(found) = self.holder(hash, &self.batch[cluster.first].event)? {
                    break Some(found);
                }
                hash = identity::next(hash);
            };
            match found {
                Some(row) => known.push((row, cluster)),
                None => fresh.push(cluster),
            }
        }
        Ok((fresh, known))
    }

    /// The row at `hash`, if it is this event.
    fn holder(&self, hash: i64, event: &UsageEvent) -> rusqlite::Result<Option<i64>> {
        let row: i64 =
            self.conn.prepare_cached("SELECT event FROM seen WHERE hash = ?1")?.query_row([hash], |row| row.get(0))?;
        if row >= self.base {
            // Claimed by this very batch: another event, or it would be in the same cluster.
            return Ok(None);
        }
        Ok(is_it(self.conn, row, event.namespace, &event.id)?.then_some(row))
    }

    /// Joins the copies at `rest` into `mine`; how many of them changed it.
    fn fold<'e>(
        &self,
        mut mine: Cow<'e, PricedEvent>,
        rest: &[usize],
        reprice: &Reprice<'_>,
    ) -> (Cow<'e, PricedEvent>, u64) {
        let changed = rest.iter().filter(|at| join(&mut mine, &self.batch[**at], reprice)).count();
        (mine, changed as u64)
    }

    /// Joins copies of events that are there into them, in row order.
    fn improve(&mut self, mut known: Vec<(i64, Cluster)>, reprice: &Reprice<'_>) -> Result<()> {
        const WHAT: &str = "improve events";
        known.sort_unstable_by_key(|(row, _)| *row);
        for (row, mut cluster) in known {
            let first = cluster.first;
            cluster.rest.insert(0, first);
            let stored = Stored::load(self.conn, self.interner, row).doing(WHAT)?;
            let (model, facet, at, sums) = (stored.kind.model_row, stored.facet, stored.at, stored.cells.measures());
            let mine = PricedEvent {
                provider: stored.kind.provider.clone(),
                event: stored.event(self.batch[first].event.namespace),
                // Never read: a copy that changes nothing leaves the row alone, one that
                // changes something brings a cost.
                cost: Cost::Unpriced(UnpricedReason::UnknownModel),
            };
            let (joined, changed) = self.fold(Cow::Owned(mine), &cluster.rest, reprice);
            self.done.updated += changed;
            self.done.duplicate += cluster.rest.len() as u64 - changed;
            if changed > 0 {
                self.add(row, at, model, facet, &negated(&sums));
                let mut update = self.conn.prepare_cached(include_str!("sql/update_event.sql")).doing(WHAT)?;
                self.write(&mut update, row, &joined)?;
            }
        }
        Ok(())
    }

    /// Writes one event with `statement` (an insert or an update of all columns) and counts it.
    fn write(&mut self, statement: &mut CachedStatement<'_>, row: i64, priced: &PricedEvent) -> Result<()> {
        let cells = encode(priced)?;
        let (model, facet) = self.write_row(statement, row, priced, &cells).doing("store an event")?;
        self.add(row, instant(priced.event.at), model, facet, &cells.measures());
        Ok(())
    }

    /// The rows of the model and the facet it was written under.
    fn write_row(
        &mut self,
        statement: &mut CachedStatement<'_>,
        row: i64,
        priced: &PricedEvent,
        cells: &Cells,
    ) -> rusqlite::Result<(i64, i64)> {
        let event = &priced.event;
        let kind = self.interner.kind(self.conn, &KindKey::new(event, &priced.provider, &priced.cost, cells))?;
        let facet = self.interner.facet(self.conn, &event.labels, event.source)?;
        let scope = self.interner.scope(self.conn, &event.labels)?;
        let (tokens, costs) = (&cells.tokens, &cells.costs);
        statement.execute(params![
            row,
            instant(event.at),
            kind.row,
            facet,
            scope,
            tokens[0],
            tokens[1],
            tokens[2],
            tokens[3],
            tokens[4],
            tokens[5],
            costs[0],
            costs[1],
            costs[2],
            costs[3],
            costs[4],
            costs[5],
            cells.reported,
            event.latency_ms.and_then(|ms| i64::try_from(ms).ok()),
            cells.detail,
            Uid::new(&event.id),
        ])?;
        match &event.metadata {
            Some(json) => {
                self.conn
                    .prepare_cached(
                        "INSERT INTO metadata VALUES (?1, ?2) ON CONFLICT DO UPDATE SET json = excluded.json",
                    )?
                    .execute(params![row, json])?;
            }
            None if row < self.base => {
                self.conn.prepare_cached("DELETE FROM metadata WHERE event = ?1")?.execute([row])?;
            }
            None => {}
        }
        Ok((kind.model_row, facet))
    }

    fn add(&mut self, row: i64, at: i64, model: i64, facet: i64, sums: &Measures) {
        let day = self.days.day(at);
        *self.deltas.days.entry((day, model, facet)).or_default() += sums;
        if row <= self.quarter_through {
            *self.deltas.quarters.entry((at.div_euclid(QUARTER), model)).or_default() += sums;
        }
    }
}

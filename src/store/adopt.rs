//! Events of another ledger, with the costs they have there.
//!
//! Owns: what becomes of two copies that were priced apart. The join takes the earliest instant and, for all
//! the rest, the greatest copy: by completeness, then by cost. So the order in which ledgers are merged, and
//! how often, is of no account. Nothing is priced here. Refuses to know: where events come from.

use std::cmp::Ordering;

use super::append::Append;
use super::clusters::in_order;
use super::event_row::EventRow;
use super::failure::Doing;
use super::merge::completeness;
use super::prepared::{Prepared, Preparer};
use super::priced;
use super::resolve::{Resolved, copies};
use super::stored::Stored;
use super::telemetry::NAMESPACE;
use super::{Ledger, PricedEvent};
use crate::domain::{Cost, Result, Telemetry, UsageEvent};

const WHAT: &str = "merge events";

/// What became of events of another ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Adopted {
    pub new: u64,
    /// They were there; the copy was more complete, earlier, or at a price that counts for more.
    pub updated: u64,
    pub duplicate: u64,
    /// Of the duplicates, those of events that were pruned.
    pub pruned: u64,
    /// Copies of the same usage at another cost than the one that was there.
    pub disputed: u64,
}

impl std::ops::AddAssign for Adopted {
    fn add_assign(&mut self, other: Adopted) {
        self.new += other.new;
        self.updated += other.updated;
        self.duplicate += other.duplicate;
        self.pruned += other.pruned;
        self.disputed += other.disputed;
    }
}

impl Ledger {
    /// Takes events in as they were priced elsewhere, in one transaction. Those that are there are joined: a cost
    /// in a closed period is not changed by a copy that differs in nothing else.
    ///
    /// # Errors
    /// [`Code::Validation`](crate::domain::Code::Validation) when a counter does not fit;
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be written.
    pub fn adopt(&mut self, batch: &[PricedEvent]) -> Result<Adopted> {
        let mut preparer = Preparer::default();
        let prepared = batch
            .iter()
            .map(|event| {
                preparer.prepare(event.clone()).map(|one| Prepared { telemetry: telemetry(&event.event), ..one })
            })
            .collect::<Result<Vec<_>>>()?;
        let zone = self.zone;
        let (tx, interner) = self.write_parts()?;
        let outcome = Append::new(&tx, interner, &mut None, zone).doing(WHAT).and_then(|append| {
            let mut adopting = Adopting { append, preparer, done: Adopted::default() };
            adopting.batch(batch, &prepared)?;
            let done = adopting.done;
            adopting.append.finish().map(|_| done)
        });
        let outcome = outcome.and_then(|done| tx.commit().doing(WHAT).map(|()| done));
        if outcome.is_err() {
            self.interner.forget();
        }
        outcome
    }
}

struct Adopting<'a> {
    append: Append<'a>,
    preparer: Preparer,
    done: Adopted,
}

impl Adopting<'_> {
    /// Plain records, then calls that telemetry told of, then its sums, each against what is there by then.
    fn batch(&mut self, batch: &[PricedEvent], prepared: &[Prepared]) -> Result<()> {
        if prepared.iter().all(|one| one.telemetry.is_none()) {
            return self.records(batch, prepared);
        }
        let of = |kind: fn(&Prepared) -> bool| {
            let found = batch.iter().zip(prepared).filter(move |(_, one)| kind(one));
            found.map(|(event, one)| (event.clone(), one.clone()))
        };
        let (events, plain): (Vec<_>, Vec<_>) = of(|one| one.telemetry.is_none()).unzip();
        self.records(&events, &plain)?;
        self.append.begin_telemetry().doing(WHAT)?;
        for (event, call) in of(|one| matches!(one.telemetry.as_deref(), Some(Telemetry::Call { .. }))) {
            match self.append.is_told(&call).doing(WHAT)? {
                true => self.done.duplicate += 1,
                false => {
                    self.records(std::slice::from_ref(&event), std::slice::from_ref(&call))?;
                    self.append.note_call(&call).doing(WHAT)?;
                }
            }
        }
        for (event, sum) in of(|one| matches!(one.telemetry.as_deref(), Some(Telemetry::Sum { .. }))) {
            match self.append.is_counted(&sum).doing(WHAT)? {
                true => self.done.duplicate += 1,
                false => {
                    self.records(std::slice::from_ref(&event), std::slice::from_ref(&sum))?;
                    self.append.note_sum(&sum).doing(WHAT)?;
                }
            }
        }
        Ok(())
    }

    fn records(&mut self, batch: &[PricedEvent], prepared: &[Prepared]) -> Result<()> {
        self.append.start_batch().doing(WHAT)?;
        let Resolved { fresh, known, pruned } =
            self.append.resolve(&prepared.iter().collect::<Vec<_>>()).doing(WHAT)?;
        self.done.duplicate += copies(&pruned);
        self.done.pruned += copies(&pruned);
        let mut rows = EventRow::insert(self.append.conn).doing(WHAT)?;
        for cluster in in_order(fresh, batch.len()) {
            let row = self.append.base + cluster.first as i64;
            let mut joined = Joined::new(batch[cluster.first].clone());
            cluster.rest.iter().for_each(|at| joined.take(&batch[*at]));
            self.done.new += 1;
            self.append.is_recorded(row, &prepared[cluster.first]).doing(WHAT)?;
            self.count(&joined, cluster.rest.len());
            let event = self.preparer.prepare(joined.event)?;
            self.append.insert(&mut rows, row, &event)?;
        }
        let mut rows = EventRow::update(self.append.conn).doing(WHAT)?;
        for (row, cluster) in known {
            let there = priced::load(self.append.conn, self.append.interner, row)?;
            let mut joined = Joined::new(there);
            joined.frozen = self.append.closed.at(joined.event.event.at.timestamp_micros()).next().is_some();
            std::iter::once(&cluster.first).chain(&cluster.rest).for_each(|at| joined.take(&batch[*at]));
            self.count(&joined, 1 + cluster.rest.len());
            if joined.changed > 0 {
                self.replace(&mut rows, row, joined.event)?;
            }
        }
        Ok(())
    }

    fn count(&mut self, joined: &Joined, copies: usize) {
        self.done.updated += joined.changed;
        self.done.duplicate += copies as u64 - joined.changed;
        self.done.disputed += joined.disputed;
    }

    /// Gives a row what came of the join.
    fn replace(&mut self, rows: &mut EventRow<'_>, row: i64, event: PricedEvent) -> Result<()> {
        let append = &mut self.append;
        let stored = Stored::load(append.conn, append.interner, row).doing(WHAT)?;
        let event = self.preparer.prepare(event)?;
        append.replace(rows, row, &stored.counted(), &event, false)
    }
}

/// What telemetry told of in the other ledger may be here from a log, under another name.
fn telemetry(event: &UsageEvent) -> Option<Box<Telemetry>> {
    let call = || {
        (event.namespace == NAMESPACE || event.source == NAMESPACE).then(|| Box::new(Telemetry::Call { around: None }))
    };
    Telemetry::of_sum(&event.labels).or_else(call)
}

/// Copies of one event joined so far.
struct Joined {
    event: PricedEvent,
    /// Its cost stays, whatever another copy says of it.
    frozen: bool,
    changed: u64,
    disputed: u64,
}

impl Joined {
    fn new(event: PricedEvent) -> Self {
        Joined { event, frozen: false, changed: 0, disputed: 0 }
    }

    fn take(&mut self, copy: &PricedEvent) {
        let (mine, theirs) = (&self.event, copy);
        let usage = completeness(&theirs.event, &mine.event);
        let price = price_order(theirs, mine);
        self.disputed += u64::from(usage == Ordering::Equal && total(theirs) != total(mine));
        let wins = usage.then(if self.frozen { Ordering::Equal } else { price }) == Ordering::Greater;
        let earliest = mine.event.at.min(theirs.event.at);
        if !wins && earliest == mine.event.at {
            return;
        }
        self.changed += 1;
        if wins {
            self.event = copy.clone();
        }
        self.event.event.at = earliest;
    }
}

fn total(event: &PricedEvent) -> Option<crate::domain::Usd> {
    match &event.cost {
        Cost::Priced(priced) => Some(priced.total()),
        Cost::Unpriced(_) => None,
    }
}

/// Orders costs: a known one over an unknown one, the user's own prices over imported ones over those in the
/// program, a later price list over an earlier one, then every other field, so that only equal costs are equal.
fn price_order(a: &PricedEvent, b: &PricedEvent) -> Ordering {
    let stamp = |event: &PricedEvent| match &event.cost {
        Cost::Priced(priced) => {
            let stamp = &priced.stamp;
            Some((stamp.layer, stamp.catalog.clone(), stamp.rule.clone(), priced.total()))
        }
        Cost::Unpriced(_) => None,
    };
    let rest = |event: &PricedEvent| format!("{} {:?}", event.provider, event.cost);
    stamp(a).cmp(&stamp(b)).then_with(|| rest(a).cmp(&rest(b)))
}

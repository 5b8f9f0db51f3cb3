//! The writing side of an import: one thread, the ledger's only writer of events.
//!
//! Owns: batch sizes, how long a transaction waits for more to be read. Refuses to know: what a
//! record looks like, who reads.
//!
//! A transaction begins when there is a batch to write, and takes what was read meanwhile, but
//! hardly waits for it. The channel is bounded, so memory does not grow with the input.

use std::collections::HashSet;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::{Pricer, Summary, Target};
use crate::domain::{EventId, Rejection, Result};
use crate::store::{Appended, Batch, Ledger, Prepared};

/// Events written at a time. A prepared event takes some 350 bytes, and there are two batches in
/// memory: one being written, one being read meanwhile.
pub const BATCH: usize = 16 * PARCEL;
/// Events after which a transaction takes no further batch. What is written once a transaction, sums
/// and identities, they share; other writers wait a quarter second or so, and now and then, when the
/// identities that came lately go among all others, as long as it takes to write those.
const TOGETHER: usize = 3 * BATCH;
/// Events handed over at a time.
pub(super) const PARCEL: usize = 1_024;
/// Parcels under way between the threads: the reader must not wait while a batch is written.
pub(super) const IN_FLIGHT: usize = BATCH / PARCEL;
/// How long a transaction waits for more to be read.
const BRIEFLY: Duration = Duration::from_millis(50);
/// A slow input (a stream being recorded) is written at least this often.
const PATIENCE: Duration = Duration::from_millis(250);
/// What readers hand over.
pub(super) enum Parcel {
    /// An input, and the format it is read as.
    Format(String, &'static str),
    /// Events, and how far logs were read whose events are among them or were handed over before.
    Read(Batch),
    /// An input, and a record of it that was refused; `None` for one of more than anybody looks at.
    Rejected(Option<(String, Rejection)>),
}

/// What has been read and not yet written.
pub(super) struct Inbox<'i> {
    receive: Receiver<Parcel>,
    progress: &'i mut dyn FnMut(u64),
    pending: Vec<Batch>,
    /// Events among it.
    waiting: usize,
    /// Records received, refused ones among them.
    records: u64,
    ended: bool,
}

impl<'i> Inbox<'i> {
    /// What comes through `receive`; `progress` hears of every parcel.
    pub(super) fn new(receive: Receiver<Parcel>, progress: &'i mut dyn FnMut(u64)) -> Self {
        Inbox { receive, progress, pending: Vec::new(), waiting: 0, records: 0, ended: false }
    }

    /// The next batch: what has been read, a parcel's worth at least unless nothing came for so
    /// long or nothing more will. What was refused is counted in passing. Little is written sooner
    /// than much: whatever is left when reading ends, one thread has to write alone.
    fn batch(&mut self, summary: &mut Summary) -> Vec<Batch> {
        while !self.ended && self.waiting < PARCEL {
            match self.receive.recv_timeout(PATIENCE) {
                Ok(parcel) => self.take(parcel, summary),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => self.ended = true,
            }
        }
        self.rest(summary)
    }

    /// What has been read meanwhile, a batch at most; waits for it, but briefly, since other
    /// writers wait too. A refusal alone is no reason to end a transaction.
    fn meanwhile(&mut self, summary: &mut Summary) -> Vec<Batch> {
        let until = Instant::now() + BRIEFLY;
        while !self.ended && self.pending.is_empty() {
            match self.receive.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(parcel) => self.take(parcel, summary),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => self.ended = true,
            }
        }
        self.rest(summary)
    }

    /// What is there and what can be taken without waiting.
    fn rest(&mut self, summary: &mut Summary) -> Vec<Batch> {
        while self.waiting < BATCH
            && let Ok(parcel) = self.receive.try_recv()
        {
            self.take(parcel, summary);
        }
        self.waiting = 0;
        std::mem::take(&mut self.pending)
    }

    fn take(&mut self, parcel: Parcel, summary: &mut Summary) {
        match parcel {
            Parcel::Format(name, id) => summary.formats.push((name, id)),
            Parcel::Rejected(rejection) => {
                self.records += 1;
                summary.reject(rejection);
            }
            Parcel::Read(batch) => {
                self.waiting += batch.events.len();
                self.records += batch.events.len() as u64;
                self.pending.extend(Some(batch).filter(|batch| !batch.is_empty()));
            }
        }
        (self.progress)(self.records);
    }
}

/// The writing side.
pub(super) struct Writer<'w, 'l> {
    pricer: &'w dyn Pricer,
    target: &'w mut Target<'l>,
    /// Identities met in a dry run.
    seen: HashSet<(&'static str, EventId)>,
}

impl<'w, 'l> Writer<'w, 'l> {
    /// Writes to the target.
    pub(super) fn new(pricer: &'w dyn Pricer, target: &'w mut Target<'l>) -> Self {
        Writer { pricer, target, seen: HashSet::new() }
    }

    /// Writes all that comes, until nothing more will.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub(super) fn write_all(&mut self, inbox: &mut Inbox<'_>, summary: &mut Summary) -> Result<()> {
        while !inbox.ended {
            let first = inbox.batch(summary);
            self.write(first, inbox, summary)?;
        }
        Ok(())
    }

    /// Writes a batch, and those that are read meanwhile, in one transaction. Events are counted
    /// only once it is committed, refusals in any case.
    fn write(&mut self, first: Vec<Batch>, inbox: &mut Inbox<'_>, summary: &mut Summary) -> Result<()> {
        if first.is_empty() {
            return Ok(());
        }
        let (mut counted, mut refused) = (Summary::default(), std::mem::take(summary));
        let (mut first, mut taken) = (Some(first), 0);
        // Nobody waits to write to a ledger that nobody sees.
        let together = match self.target {
            Target::Ledger(ledger) if ledger.is_unfinished() => usize::MAX,
            _ => TOGETHER,
        };
        let mut next = || {
            let batch = first.take().unwrap_or_else(|| match taken < together {
                true => inbox.meanwhile(&mut refused),
                false => Vec::new(),
            });
            let events = || batch.iter().flat_map(|batch| &batch.events);
            taken += events().count();
            events().for_each(|event| counted.event(event));
            Some(batch).filter(|batch| !batch.is_empty())
        };
        let done = match self.target {
            Target::Ledger(ledger) => ledger.append_prepared(&mut next, &|event| self.pricer.price(event)),
            Target::DryRun(ledger) => {
                next().map_or(Ok(Appended::default()), |batch| weigh(*ledger, &mut self.seen, &batch))
            }
        };
        *summary = refused;
        summary.add(&done?, counted);
        Ok(())
    }
}

/// What a batch would do, as far as identities tell (an improved copy counts as a duplicate).
fn weigh(ledger: Option<&Ledger>, seen: &mut HashSet<(&'static str, EventId)>, batch: &[Batch]) -> Result<Appended> {
    let mut done = Appended::default();
    for (namespace, id) in batch.iter().flat_map(|batch| &batch.events).map(Prepared::identity) {
        let known = match ledger {
            Some(ledger) => ledger.knows(namespace, id)?,
            None => false,
        };
        if !seen.insert((namespace, id.clone())) || known {
            done.duplicate += 1;
        } else {
            done.new += 1;
        }
    }
    Ok(done)
}

/// An import of at least this many new events brings the quarter-hour sums up to date, where
/// that pays.
const LARGE: u64 = 100_000;

/// Brings sums up to date after an import of so many new events.
///
/// # Errors
/// When the ledger cannot be written.
pub(super) fn settle(target: &mut Target<'_>, new: u64) -> Result<()> {
    match target {
        Target::Ledger(ledger) if new >= LARGE && ledger.settling_pays()? => ledger.settle(),
        _ => Ok(()),
    }
}

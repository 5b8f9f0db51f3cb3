//! The two threads of an import.
//!
//! Owns: the channel between reading and writing, batch sizes, stopping when one side fails.
//! Refuses to know: what a record looks like, what a batch becomes.
//!
//! The worker parses and prices; this thread owns the connection and writes. Parsing is done
//! before a transaction begins, and the channel is bounded, so memory does not grow with the
//! input. Whoever fails first ends the other: a dead writer makes the reader see an end of
//! input, a reader's error arrives after everything it had read was written.

use std::collections::HashSet;
use std::io::{self, BufReader, Read};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use super::{Import, Pricer, Summary, Target, priced};
use crate::domain::{Code, Error, EventId, Rejection, Result, UsageEvent};
use crate::source::{self, Given, Source};
use crate::store::{Appended, Ledger, Prepared, Preparer};

/// Events in one transaction at most: some 100 ms of writing. A prepared event takes about
/// 400 bytes, and two batches are in memory: one being written, one being read.
pub const BATCH: usize = 28 * PARCEL;
/// Events handed over at a time.
const PARCEL: usize = 1_024;
/// Parcels under way between the threads: the reader must not wait while a batch is written.
const IN_FLIGHT: usize = BATCH / PARCEL;
/// A slow input (a stream being recorded) is written at least this often.
const PATIENCE: Duration = Duration::from_millis(250);
/// Bytes looked at to tell the format.
const HEAD: usize = 64 * 1024;

/// What the worker hands over.
enum Parcel {
    Format(&'static str),
    Events(Vec<Prepared>),
    Rejected(Rejection),
}

/// An import of at least this many new events brings the quarter-hour sums up to date, where
/// that pays.
const LARGE: u64 = 100_000;

/// Runs one import; see [`Import::read`].
pub(super) fn run(
    import: &mut Import<'_>,
    name: &str,
    input: &mut (dyn Read + Send),
    format: Option<&'static Source>,
    given: &Given,
    summary: &mut Summary,
) -> Result<()> {
    let bytes = AtomicU64::new(0);
    let stop = AtomicBool::new(false);
    let pricer = import.pricer;
    let before = summary.new;
    let (send, receive) = sync_channel(IN_FLIGHT);
    let outcome = std::thread::scope(|scope| {
        let input = Metered { input, bytes: &bytes, stop: &stop };
        let worker = scope.spawn(|| read_all(input, format, given, pricer, send));
        let mut writer = Writer { name, pricer, target: &mut import.target, pending: Vec::new(), seen: HashSet::new() };
        let written = writer.take_all(receive, summary, &mut |records| {
            (import.progress)(bytes.load(Ordering::Relaxed), records);
        });
        stop.store(true, Ordering::Relaxed);
        let read =
            worker.join().unwrap_or_else(|_| Err(Error::new(Code::Internal, format!("reading {name} panicked"))));
        written.and(read)
    });
    if let Target::Ledger(ledger) = &mut import.target
        && outcome.is_ok()
        && summary.new - before >= LARGE
        && ledger.settling_pays()?
    {
        ledger.settle()?;
    }
    outcome
}

/// The worker: tells the format, reads every record, prices it, hands it over.
fn read_all(
    input: Metered<'_>,
    format: Option<&'static Source>,
    given: &Given,
    pricer: &dyn Pricer,
    send: SyncSender<Parcel>,
) -> Result<()> {
    let mut input = BufReader::with_capacity(HEAD, input);
    let format = match format {
        Some(format) => format,
        None => source::sniff(&mut input)?,
    };
    let mut parcel = Vec::with_capacity(PARCEL);
    let handed = send.send(Parcel::Format(format.id));
    let mut gone = handed.is_err();
    let (mut preparer, mut failed) = (Preparer::default(), None);
    let mut take = |record: Result<UsageEvent, Rejection>| {
        if gone || failed.is_some() {
            return;
        }
        match record {
            Ok(event) => {
                match preparer.prepare(priced(pricer, event)) {
                    Ok(event) => parcel.push(event),
                    Err(error) => {
                        failed.get_or_insert(error);
                    }
                }
                if parcel.len() == PARCEL {
                    let full = std::mem::replace(&mut parcel, Vec::with_capacity(PARCEL));
                    gone = send.send(Parcel::Events(full)).is_err();
                }
            }
            Err(rejection) => gone = send.send(Parcel::Rejected(rejection)).is_err(),
        }
    };
    let result = (format.read)(&mut input, given, &mut take);
    // A send that fails means the writer has failed and says why.
    let _ = send.send(Parcel::Events(parcel));
    failed.map_or(result, Err)
}

/// The writing side.
struct Writer<'w, 'l> {
    name: &'w str,
    pricer: &'w dyn Pricer,
    target: &'w mut Target<'l>,
    pending: Vec<Prepared>,
    /// Identities met in a dry run.
    seen: HashSet<(&'static str, EventId)>,
}

impl Writer<'_, '_> {
    fn take_all(
        &mut self,
        receive: Receiver<Parcel>,
        summary: &mut Summary,
        progress: &mut dyn FnMut(u64),
    ) -> Result<()> {
        loop {
            match receive.recv_timeout(PATIENCE) {
                Ok(Parcel::Format(id)) => summary.formats.push((self.name.to_owned(), id)),
                Ok(Parcel::Rejected(rejection)) => summary.reject(self.name, rejection),
                Ok(Parcel::Events(events)) => {
                    self.pending.extend(events);
                    if self.pending.len() >= BATCH {
                        self.flush(summary)?;
                    }
                    progress(summary.read + self.pending.len() as u64);
                }
                Err(RecvTimeoutError::Timeout) => self.flush(summary)?,
                Err(RecvTimeoutError::Disconnected) => return self.flush(summary),
            }
        }
    }

    /// Writes what is pending in one transaction; counted only once it is committed.
    fn flush(&mut self, summary: &mut Summary) -> Result<()> {
        if self.pending.is_empty() {
            return Ok(());
        }
        let done = match self.target {
            Target::Ledger(ledger) => {
                let pricer = self.pricer;
                ledger.append_prepared(&self.pending, &|event| pricer.price(event))?
            }
            Target::DryRun(ledger) => weigh(*ledger, &mut self.seen, &self.pending)?,
        };
        summary.appended(done);
        self.pending.iter().for_each(|event| summary.event(event));
        self.pending.clear();
        Ok(())
    }
}

/// What a batch would do, as far as identities tell (an improved copy counts as a duplicate).
fn weigh(ledger: Option<&Ledger>, seen: &mut HashSet<(&'static str, EventId)>, batch: &[Prepared]) -> Result<Appended> {
    let mut done = Appended::default();
    for (namespace, id) in batch.iter().map(Prepared::identity) {
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

/// Counts the bytes that pass, and ends the input when the writer has failed.
struct Metered<'a> {
    input: &'a mut (dyn Read + Send),
    bytes: &'a AtomicU64,
    stop: &'a AtomicBool,
}

impl Read for Metered<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.stop.load(Ordering::Relaxed) {
            return Ok(0);
        }
        let read = self.input.read(buffer)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

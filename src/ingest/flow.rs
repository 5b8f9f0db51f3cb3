//! The two threads of an import.
//!
//! Owns: the channel between reading and writing, batch sizes, stopping when one side fails.
//! Refuses to know: what a record looks like, what a batch becomes.
//!
//! The worker parses, prices and prepares rows; this thread owns the connection and writes. A
//! transaction begins when there is a batch to write, and takes what was read meanwhile, but
//! hardly waits for it. The channel is bounded, so memory does not grow with the input. Whoever fails first ends the other: a dead writer makes the reader see an end of
//! input, a reader's error arrives after everything it had read was written.

use std::collections::HashSet;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use super::{Import, Pricer, Summary, Target, disk, priced};
use crate::domain::{Code, Error, EventId, Rejection, Result, UsageEvent};
use crate::source::reading::Reading;
use crate::source::{self, Given, Source};
use crate::store::{Appended, Ledger, Prepared, Preparer};

/// Events written at a time. A prepared event takes some 350 bytes, and there are two batches in
/// memory: one being written, one being read meanwhile.
pub const BATCH: usize = 16 * PARCEL;
/// Events after which a transaction takes no further batch: it rewrites pages all over the table
/// of identities, whose cost its events share; other writers wait half a second or so.
const TOGETHER: usize = 7 * BATCH;
/// Events handed over at a time.
const PARCEL: usize = 1_024;
/// Parcels under way between the threads: the reader must not wait while a batch is written.
const IN_FLIGHT: usize = BATCH / PARCEL;
/// How long a transaction waits for more to be read.
const BRIEFLY: Duration = Duration::from_millis(50);
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
        let progress = &mut |records| (import.progress)(bytes.load(Ordering::Relaxed), records);
        let mut inbox = Inbox { name, receive, progress, pending: Vec::with_capacity(BATCH), records: 0, ended: false };
        let mut writer = Writer { pricer, target: &mut import.target, seen: HashSet::new() };
        let written = writer.write_all(&mut inbox, summary);
        drop(inbox);
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
        None if starts_a_database(&mut input) => disk::source_of(&given.log.path)?,
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
    let result = match &format.reading {
        Reading::Tables(reading) => disk::tables(reading, given, &mut take),
        reading => reading.read(&mut input, given, &mut take),
    };
    // A send that fails means the writer has failed and says why.
    let _ = send.send(Parcel::Events(parcel));
    failed.map_or(result, Err)
}

fn starts_a_database(input: &mut dyn BufRead) -> bool {
    input.fill_buf().is_ok_and(|head| head.starts_with(disk::DATABASE))
}

/// What has been read and not yet written.
struct Inbox<'i> {
    name: &'i str,
    receive: Receiver<Parcel>,
    progress: &'i mut dyn FnMut(u64),
    pending: Vec<Prepared>,
    /// Records received, refused ones among them.
    records: u64,
    ended: bool,
}

impl Inbox<'_> {
    /// The next batch: a full one, or what there is when nothing came for so long or nothing
    /// more will. What was refused is counted in passing.
    fn batch(&mut self, summary: &mut Summary) -> Vec<Prepared> {
        while !self.ended && self.pending.len() < BATCH {
            match self.receive.recv_timeout(PATIENCE) {
                Ok(parcel) => self.take(parcel, summary),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => self.ended = true,
            }
        }
        std::mem::replace(&mut self.pending, Vec::with_capacity(BATCH))
    }

    /// What has been read meanwhile, a batch at most; waits for it once, and briefly, since
    /// other writers wait too.
    fn meanwhile(&mut self, summary: &mut Summary) -> Vec<Prepared> {
        match self.receive.recv_timeout(BRIEFLY) {
            Ok(parcel) => self.take(parcel, summary),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => self.ended = true,
        }
        while self.pending.len() < BATCH
            && let Ok(parcel) = self.receive.try_recv()
        {
            self.take(parcel, summary);
        }
        std::mem::replace(&mut self.pending, Vec::with_capacity(BATCH))
    }

    fn take(&mut self, parcel: Parcel, summary: &mut Summary) {
        match parcel {
            Parcel::Format(id) => summary.formats.push((self.name.to_owned(), id)),
            Parcel::Rejected(rejection) => {
                self.records += 1;
                summary.reject(self.name, rejection);
            }
            Parcel::Events(events) => {
                self.records += events.len() as u64;
                self.pending.extend(events);
            }
        }
        (self.progress)(self.records);
    }
}

/// The writing side.
struct Writer<'w, 'l> {
    pricer: &'w dyn Pricer,
    target: &'w mut Target<'l>,
    /// Identities met in a dry run.
    seen: HashSet<(&'static str, EventId)>,
}

impl Writer<'_, '_> {
    fn write_all(&mut self, inbox: &mut Inbox<'_>, summary: &mut Summary) -> Result<()> {
        while !inbox.ended {
            let first = inbox.batch(summary);
            self.write(first, inbox, summary)?;
        }
        Ok(())
    }

    /// Writes a batch, and those that are read meanwhile, in one transaction. Events are counted
    /// only once it is committed, refusals in any case.
    fn write(&mut self, first: Vec<Prepared>, inbox: &mut Inbox<'_>, summary: &mut Summary) -> Result<()> {
        if first.is_empty() {
            return Ok(());
        }
        let (mut counted, mut refused) = (Summary::default(), std::mem::take(summary));
        let (mut first, mut taken) = (Some(first), 0);
        let mut next = || {
            let batch = first.take().unwrap_or_else(|| match taken < TOGETHER {
                true => inbox.meanwhile(&mut refused),
                false => Vec::new(),
            });
            taken += batch.len();
            batch.iter().for_each(|event| counted.event(event));
            Some(batch).filter(|batch| !batch.is_empty())
        };
        let done = match self.target {
            Target::Ledger(ledger) => ledger.append_prepared(&mut next, &|event| self.pricer.price(event)),
            Target::DryRun(ledger) => next().map_or(Ok(Appended::default()), |b| weigh(*ledger, &mut self.seen, &b)),
        };
        *summary = refused;
        summary.add(&done?, counted);
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

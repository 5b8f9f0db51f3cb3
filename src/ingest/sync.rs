//! Reading what is new in the logs of this machine.
//!
//! Owns: which files are read and in which order, the threads that read them, what is new in a
//! file. Refuses to know: formats, where an agent keeps its logs, what becomes of events
//! (`writer`).
//!
//! Readers take files from a list and send events, then how far they came; both become durable
//! in one transaction, or the cursor in a later one. So whatever ends a sync, the next one reads
//! again only what may be missing, and an event that comes twice is known.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};

use super::found::{Found, Logs};
use super::read_log::{Reader, Tally};
use super::writer::{IN_FLIGHT, Inbox, Parcel, Writer, settle};
use super::{Pricer, Summary, TagRules, Target};
use crate::domain::{Code, Error, Labels, Result};
use crate::source::{self, Source};
use crate::store::{Ledger, Stamp};

/// Which files are read first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// So that no thread is left with a large file at the end.
    LargestFirst,
    /// So that a sync that is halted has what is asked for most.
    NewestFirst,
}

/// A sync: what it reads, and how.
pub struct Syncing<'a> {
    pub pricer: &'a dyn Pricer,
    /// Laid over what the logs say.
    pub labels: Labels,
    /// Tags laid under what the logs and `labels` say.
    pub tags: TagRules,
    pub order: Order,
    /// Threads that read.
    pub threads: usize,
    /// Asked between blocks: whether to stop here and keep what was read.
    pub halt: &'a (dyn Fn() -> bool + Sync),
    /// Called now and then with the bytes read so far.
    pub progress: &'a mut dyn FnMut(u64),
}

/// What a sync did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Synced {
    /// Files that were new or had changed, and how many of them were read.
    pub changed: u64,
    pub read: u64,
    /// Files that cannot be read, with the reason.
    pub unreadable: Vec<(String, Error)>,
    /// Bytes read.
    pub bytes: u64,
    pub summary: Summary,
}

/// What a ledger knows of the logs that were read into it.
#[derive(Default)]
pub struct Seen(Vec<(Key, &'static Source, Stamp)>);

/// A file is known by what the system calls it, wherever it was moved.
type Key = (u64, u64);

fn key(stamp: &Stamp) -> Key {
    (stamp.inode, stamp.device)
}

/// More logs than these are looked up faster when all that a ledger knows is read.
const FEW: usize = 64;

impl Seen {
    /// What this ledger knows.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of(ledger: &Ledger) -> Result<Seen> {
        let (mut seen, mut last) = (Vec::new(), None::<&'static Source>);
        ledger.read_so_far(&mut |source, stamp| {
            last = last.filter(|last| last.id == source).or_else(|| source::by_id(source));
            seen.extend(last.map(|source| (key(&stamp), source, stamp)));
        })?;
        Ok(Seen::in_order(seen))
    }

    /// What it knows of these logs, and perhaps of others.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of_those(ledger: &Ledger, found: &[Found]) -> Result<Seen> {
        if found.len() > FEW {
            return Seen::of(ledger);
        }
        let mut seen = Vec::new();
        for Found { source, stamp, .. } in found {
            ledger.read_so_far_of(source.id, stamp, &mut |_, stamp| seen.push((key(&stamp), *source, stamp)))?;
        }
        Ok(Seen::in_order(seen))
    }

    fn in_order(mut seen: Vec<(Key, &'static Source, Stamp)>) -> Seen {
        seen.sort_unstable_by_key(|(key, ..)| *key);
        Seen(seen)
    }

    /// Of logs that were found, those that are new or have changed since they were last read.
    pub fn news(&self, logs: &Logs) -> Vec<Found> {
        self.changed(logs.that(|stamp| self.state(logs.source(), stamp) != State::Same))
    }

    /// The logs that are new or have changed since they were last read.
    pub fn changed(&self, found: Vec<Found>) -> Vec<Found> {
        let told = found.into_iter().map(|log| (self.state(log.source, &log.stamp), log));
        let told = told.filter(|(state, _)| *state != State::Same);
        told.map(|(state, log)| Found { known: state == State::Known, ..log }).collect()
    }

    fn state(&self, source: &Source, stamp: &Stamp) -> State {
        let key = key(stamp);
        let from = self.0.partition_point(|(other, ..)| *other < key);
        let same = self.0[from..].iter().take_while(|(other, ..)| *other == key);
        let known = same.filter(|(_, of, _)| of.id == source.id);
        let states = known.map(|(.., known)| if known == stamp { State::Same } else { State::Known });
        states.max().unwrap_or(State::New)
    }
}

/// What the ledger knows of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    New,
    /// It was read, and has changed.
    Known,
    Same,
}

impl Syncing<'_> {
    /// Reads these logs, on from where each was read to, and writes what is new.
    ///
    /// # Errors
    /// When the ledger cannot be read or written; what was committed before stays.
    pub fn run(&mut self, mut logs: Vec<Found>, target: &mut Target<'_>) -> Result<Synced> {
        match self.order {
            Order::LargestFirst => logs.sort_by_key(|log| std::cmp::Reverse(log.stamp.size)),
            Order::NewestFirst => logs.sort_by_key(|log| std::cmp::Reverse(log.stamp.modified)),
        }
        let mut done = Synced { changed: logs.len() as u64, ..Synced::default() };
        let cursors = logs.iter().map(|log| match target {
            _ if !log.known => Ok(None),
            Target::Ledger(ledger) => ledger.cursor(log.source.id, log.path.as_os_str()),
            Target::DryRun(Some(ledger)) => ledger.cursor(log.source.id, log.path.as_os_str()),
            Target::DryRun(None) => Ok(None),
        });
        let cursors = cursors.collect::<Result<Vec<_>>>()?;
        let (next, tally, stop) = (AtomicUsize::new(0), Tally::default(), AtomicBool::new(false));
        let (send, receive) = sync_channel(IN_FLIGHT);
        let (pricer, labels, tags, halt) = (self.pricer, &self.labels, &self.tags, self.halt);
        let halt = &|| stop.load(Ordering::Relaxed) || halt();
        let reading = |send: SyncSender<Parcel>| {
            let own = pricer.apart();
            let pricer = own.as_deref().unwrap_or(pricer);
            let mut reader = Reader::new(pricer, labels, tags, &send, halt, &tally);
            let (mut read, mut unreadable) = (0u64, Vec::new());
            while !halt() {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(log) = logs.get(at) else { break };
                match reader.read(log, cursors[at].as_ref()) {
                    Ok(()) => read += 1,
                    Err(error) => unreadable.push((log.path.to_string_lossy().into_owned(), error)),
                }
            }
            reader.finish();
            (read, unreadable)
        };
        let reading = &reading;
        let (written, read) = std::thread::scope(|scope| {
            let threads = self.threads.clamp(1, logs.len().max(1));
            let readers: Vec<_> =
                (0..threads).map(|_| send.clone()).map(|send| scope.spawn(move || reading(send))).collect();
            drop(send);
            let progress = &mut |_| (self.progress)(tally.bytes.load(Ordering::Relaxed));
            let mut inbox = Inbox::new(receive, progress);
            let written = Writer::new(pricer, target).write_all(&mut inbox, &mut done.summary);
            drop(inbox);
            stop.store(true, Ordering::Relaxed);
            let read: Vec<_> = readers.into_iter().map(std::thread::ScopedJoinHandle::join).collect();
            (written, read)
        });
        for reader in read {
            let (read, unreadable) = reader.map_err(|_| Error::new(Code::Internal, "reading logs panicked"))?;
            done.read += read;
            done.unreadable.extend(unreadable);
        }
        written?;
        done.bytes = tally.bytes.load(Ordering::Relaxed);
        settle(target, done.summary.new)?;
        Ok(done)
    }
}

//! The import of one input: a thread that reads, and this one, which writes.
//!
//! Owns: telling the format, stopping when one side fails. Refuses to know: what a record looks
//! like, what a batch becomes (`writer`).
//!
//! The worker parses, prices and prepares rows; this thread owns the connection and writes.
//! Whoever fails first ends the other: a dead writer makes the reader see an end of input, a
//! reader's error arrives after everything it had read was written.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};

use super::writer::{IN_FLIGHT, Inbox, PARCEL, Parcel, Writer, settle};
use super::{Import, Pricer, Summary, disk, priced};
use crate::domain::{Code, Error, Rejection, Result, UsageEvent};
use crate::source::reading::Reading;
use crate::source::{self, Given, Source};
use crate::store::Preparer;

/// Bytes looked at to tell the format.
const HEAD: usize = 64 * 1024;

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
        let worker = scope.spawn(|| read_all(name, input, format, given, pricer, send));
        let progress = &mut |records| (import.progress)(bytes.load(Ordering::Relaxed), records);
        let mut inbox = Inbox::new(receive, progress);
        let written = Writer::new(pricer, &mut import.target).write_all(&mut inbox, summary);
        drop(inbox);
        stop.store(true, Ordering::Relaxed);
        let read =
            worker.join().unwrap_or_else(|_| Err(Error::new(Code::Internal, format!("reading {name} panicked"))));
        written.and(read)
    });
    if outcome.is_ok() {
        settle(&mut import.target, summary.new - before)?;
    }
    outcome
}

/// The worker: tells the format, reads every record, prices it, hands it over.
fn read_all(
    name: &str,
    input: Metered<'_>,
    format: Option<&'static Source>,
    given: &Given,
    pricer: &dyn Pricer,
    send: SyncSender<Parcel>,
) -> Result<()> {
    let mut input = BufReader::with_capacity(HEAD, input);
    let format = told(&mut input, format, given)?;
    let mut parcel = Vec::with_capacity(PARCEL);
    let handed = send.send(Parcel::Format(name.to_owned(), format.id));
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
                    gone = send.send(Parcel::Read(full.into())).is_err();
                }
            }
            Err(rejection) => gone = send.send(Parcel::Rejected(Some((name.to_owned(), rejection)))).is_err(),
        }
    };
    let result = read_as(format, &mut input, given, &mut take);
    // A send that fails means the writer has failed and says why.
    let _ = send.send(Parcel::Read(parcel.into()));
    failed.map_or(result, Err)
}

/// Reads an input and gives its events to `take`, without pricing or storing any; an error of
/// `take` ends it. Refused records and the format are counted in `summary`.
///
/// # Errors
/// As [`Import::read`], and what `take` fails with.
pub fn read_events(
    name: &str,
    input: &mut (dyn Read + Send),
    format: Option<&'static Source>,
    given: &Given,
    progress: &mut dyn FnMut(u64, u64),
    summary: &mut Summary,
    take: &mut dyn FnMut(UsageEvent, &mut Summary) -> Result<()>,
) -> Result<()> {
    let (bytes, stop) = (AtomicU64::new(0), AtomicBool::new(false));
    let mut input = BufReader::with_capacity(HEAD, Metered { input, bytes: &bytes, stop: &stop });
    let format = told(&mut input, format, given)?;
    summary.formats.push((name.to_owned(), format.id));
    let (mut failed, mut records) = (None, 0);
    let read = read_as(format, &mut input, given, &mut |record| {
        if failed.is_some() {
            return;
        }
        records += 1;
        match record {
            Ok(event) => {
                if let Err(error) = take(event, summary) {
                    stop.store(true, Ordering::Relaxed);
                    failed = Some(error);
                }
            }
            Err(rejection) => summary.reject(Some((name.to_owned(), rejection))),
        }
        progress(bytes.load(Ordering::Relaxed), records);
    });
    failed.map_or(read, Err)
}

/// The format, told by the first bytes when it is not given.
fn told(input: &mut dyn BufRead, format: Option<&'static Source>, given: &Given) -> Result<&'static Source> {
    match format {
        Some(format) => Ok(format),
        None if starts_a_database(input) => disk::database_of(&given.log.path),
        None => source::sniff(input),
    }
}

fn read_as(
    format: &Source,
    input: &mut dyn BufRead,
    given: &Given,
    take: &mut dyn FnMut(Result<UsageEvent, Rejection>),
) -> Result<()> {
    match &format.reading {
        Reading::Tables(reading) => disk::tables(reading, given, take),
        reading => reading.read(input, given, take),
    }
}

fn starts_a_database(input: &mut dyn BufRead) -> bool {
    input.fill_buf().is_ok_and(|head| head.starts_with(disk::DATABASE))
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

//! Reading one log: from where it was read to, or from its beginning.
//!
//! Owns: whether a file is still the one that was read, what is sent of it. Refuses to know: the
//! format, the order of files.

use std::fs::File;
use std::io::BufReader;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::SyncSender;

use chrono::DateTime;

use super::blocks::{Blocks, Marks, Piece, line_at, tail};
use super::found::Found;
use super::packed::{is_packed, unpacked};
use super::stat::stamp_of;
use super::writer::{PARCEL, Parcel};
use super::{DISK, Pricer, TagRules, disk, priced};
use crate::domain::{Code, Error, Labels, Rejection, Result, UsageEvent};
use crate::source::log::Log;
use crate::source::reading::{Limit, LineReading, Reading};
use crate::source::{Given, Source};
use crate::store::{Batch, Cursor, Prepared, Preparer, Stamp, StatedLimit};

/// What the readers of a sync count together.
#[derive(Default)]
pub(super) struct Tally {
    /// Bytes read.
    pub(super) bytes: AtomicU64,
    /// Rejections whose line was looked up.
    located: AtomicUsize,
}

/// Rejections whose line is looked up, which reads the file again up to it; enough to be shown.
const LOCATED: usize = 5;

/// Logs whose ends are sent together at most.
const LOGS: usize = 64;

fn empty() -> Batch {
    Batch { events: Vec::with_capacity(PARCEL), ..Batch::default() }
}

/// Reads one log after another.
pub(super) struct Reader<'r> {
    labels: &'r Labels,
    halt: &'r dyn Fn() -> bool,
    tally: &'r Tally,
    outbox: Outbox<'r>,
    blocks: Blocks,
    marks: Vec<(&'static str, Arc<Marks>)>,
}

/// Prices and prepares what is read, and sends it.
struct Outbox<'r> {
    pricer: &'r dyn Pricer,
    tags: &'r TagRules,
    send: &'r SyncSender<Parcel>,
    preparer: Preparer,
    /// Of logs that were read, and of the present one.
    parcel: Batch,
    /// Records of the present log.
    records: u64,
    failed: Option<Error>,
}

impl<'r> Reader<'r> {
    /// `halt` says when to stop within a log.
    pub(super) fn new(
        pricer: &'r dyn Pricer,
        labels: &'r Labels,
        tags: &'r TagRules,
        send: &'r SyncSender<Parcel>,
        halt: &'r dyn Fn() -> bool,
        tally: &'r Tally,
    ) -> Self {
        let parcel = empty();
        let outbox = Outbox { pricer, tags, send, preparer: Preparer::default(), parcel, records: 0, failed: None };
        Reader { labels, halt, tally, outbox, blocks: Blocks::default(), marks: Vec::new() }
    }

    /// Sends what is left to be sent.
    pub(super) fn finish(mut self) {
        self.outbox.flush();
    }

    /// Reads a log and sends its events, then how far it was read; with those of other logs, if
    /// they are few.
    ///
    /// # Errors
    /// When it cannot be read; what was read of it before is sent.
    pub(super) fn read(&mut self, log: &Found, known: Option<&Cursor>) -> Result<()> {
        let name = log.path.to_string_lossy();
        let failed = |error: std::io::Error| Error::new(Code::Io, format!("cannot read {name}: {error}"));
        let file = File::open(&log.path).map_err(failed)?;
        let stamp = stamp_of(log.source, &log.path, &file.metadata().map_err(failed)?);
        let given = Given {
            at: Some(DateTime::from_timestamp_nanos(stamp.modified)),
            labels: self.labels.clone(),
            log: Log { path: log.path.clone(), root: Some((*log.root).clone()), near: DISK },
            ..Given::default()
        };
        self.outbox.records = 0;
        let mut cursor = Cursor {
            source: log.source.id.to_owned(),
            path: log.path.clone(),
            stamp,
            position: stamp.size,
            tail: [0; 16],
            state: String::new(),
            records: 0,
        };
        let limits = match &log.source.reading {
            Reading::Lines(reading) if !is_packed(&log.path) => {
                let known = known.filter(|known| is_same(&file, &stamp, known));
                self.lines(log.source, reading, &file, &given, known, &mut cursor).map_err(failed)?
            }
            reading => {
                self.tally.bytes.fetch_add(stamp.size, Ordering::Relaxed);
                self.whole(reading, &file, &given, &name)?;
                Vec::new()
            }
        };
        cursor.records += self.outbox.records;
        let source = log.source.id;
        let stated = |limit: Limit| StatedLimit {
            source: source.to_owned(),
            minutes: limit.minutes,
            resets: limit.resets,
            used_permille: limit.used_permille,
            seen: limit.seen,
        };
        self.outbox.parcel.limits.extend(limits.into_iter().map(stated));
        self.outbox.parcel.cursors.push(cursor);
        if self.outbox.parcel.cursors.len() == LOGS {
            self.outbox.flush();
        }
        self.outbox.failed.take().map_or(Ok(()), Err)
    }

    fn whole(&mut self, reading: &Reading, file: &File, given: &Given, name: &str) -> Result<()> {
        let outbox = &mut self.outbox;
        let mut sink = |record| outbox.take(name, record);
        match reading {
            Reading::Tables(reading) => disk::tables(reading, given, &mut sink),
            reading => {
                let failed = |error| Error::new(Code::Io, format!("cannot read {name}: {error}"));
                let (bytes, _) = unpacked(file).map_err(failed)?;
                reading.read(&mut BufReader::with_capacity(64 * 1024, bytes), given, &mut sink)
            }
        }
    }

    /// Reads lines on from where they were read to.
    fn lines(
        &mut self,
        source: &Source,
        reading: &LineReading,
        file: &File,
        given: &Given,
        known: Option<&Cursor>,
        cursor: &mut Cursor,
    ) -> std::io::Result<Vec<Limit>> {
        let marks = self.marks_of(source.id, reading);
        let from = known.map_or(0, |known| known.position);
        let state = known.map(|known| known.state.as_str()).filter(|state| !state.is_empty());
        let mut parser = (reading.open)(given, state);
        let name = given.log.path.to_string_lossy();
        let (outbox, halt, tally) = (&mut self.outbox, self.halt, self.tally);
        let (mut unfinished, mut rejected) = (None, Vec::new());
        let mut sink = |record| match record {
            Ok(event) => outbox.take(&name, Ok(event)),
            Err(rejection) => rejected.push(rejection),
        };
        let mut take = |piece: Piece<'_>| match piece {
            Piece::Line(offset, line) => parser.line(offset, text_of(offset, line), &mut sink),
            Piece::First(offset, line) => parser.line(offset, text_of(offset, line), &mut |record| {
                if record.is_ok() {
                    sink(record);
                }
            }),
            Piece::TooLong(line) => sink(Err(Rejection { line, reason: "longer than 16 MiB".into() })),
            Piece::Unfinished(offset, line) => unfinished = Some((offset, text_of(offset, line).to_vec())),
        };
        let end = self.blocks.each(file, from, &marks, halt, &mut take)?;
        tally.bytes.fetch_add(end - from, Ordering::Relaxed);
        parser.finish(&mut sink);
        for rejection in rejected {
            outbox.reject(located(tally, file, rejection).map(|rejection| ((*name).to_owned(), rejection)));
        }
        cursor.position = end;
        if halt() {
            // More may be left, so the file must not look as if it had been read.
            cursor.stamp.modified = LEFT;
        }
        cursor.tail = tail(file, end)?;
        cursor.state = parser.state().unwrap_or_default();
        cursor.records = known.map_or(0, |known| known.records);
        let limits = parser.limits();
        if let Some((offset, line)) = unfinished {
            // It counts if it is whole, but is read again with what may still be added to it.
            let records = outbox.records;
            parser.line(offset, &line, &mut |record| _ = record.map(|event| outbox.take(&name, Ok(event))));
            parser.finish(&mut |record| _ = record.map(|event| outbox.take(&name, Ok(event))));
            outbox.records = records;
        }
        Ok(limits)
    }

    fn marks_of(&mut self, id: &'static str, reading: &LineReading) -> Arc<Marks> {
        if let Some((_, marks)) = self.marks.iter().find(|(known, _)| *known == id) {
            return Arc::clone(marks);
        }
        let marks = Arc::new(Marks::new(reading.marks));
        self.marks.push((id, Arc::clone(&marks)));
        marks
    }
}

/// The text of the line at an offset: a file may begin with a mark of its encoding.
fn text_of(offset: u64, line: &[u8]) -> &[u8] {
    let text = if offset == 0 { line.strip_prefix(b"\xef\xbb\xbf") } else { None };
    text.unwrap_or(line)
}

/// A rejection of the line at an offset with the number of that line; `None` when there are more than
/// anybody looks at.
fn located(tally: &Tally, file: &File, rejection: Rejection) -> Option<Rejection> {
    let few = tally.located.fetch_add(1, Ordering::Relaxed) < LOCATED;
    few.then(|| Rejection { line: line_at(file, rejection.line).unwrap_or(0), ..rejection })
}

/// What a file that was left in the middle is noted to have been modified at: no time it has.
const LEFT: i64 = i64::MIN;

/// Whether the file is the one that was read before, with more at its end. One that changed
/// and is no longer was written anew.
fn is_same(file: &File, now: &Stamp, known: &Cursor) -> bool {
    let then = &known.stamp;
    let has_more = now.size > then.size || (now.size == then.size && then.modified == LEFT);
    now.device == then.device
        && now.inode == then.inode
        && has_more
        && now.size >= known.position
        && tail(file, known.position).is_ok_and(|tail| tail == known.tail)
}

impl Outbox<'_> {
    fn take(&mut self, name: &str, record: std::result::Result<UsageEvent, Rejection>) {
        if self.failed.is_some() {
            return;
        }
        match record {
            Ok(mut event) => {
                self.tags.apply(&mut event);
                match self.preparer.prepare(priced(self.pricer, event)) {
                    Ok(event) => self.push(event),
                    Err(error) => self.failed = Some(error),
                }
            }
            Err(rejection) => self.reject(Some((name.to_owned(), rejection))),
        }
    }

    fn reject(&self, rejection: Option<(String, Rejection)>) {
        if self.failed.is_none() {
            self.hand(Parcel::Rejected(rejection));
        }
    }

    fn push(&mut self, event: Prepared) {
        self.records += 1;
        self.parcel.events.push(event);
        if self.parcel.events.len() == PARCEL {
            self.flush();
        }
    }

    fn flush(&mut self) {
        if !self.parcel.is_empty() {
            let full = std::mem::replace(&mut self.parcel, empty());
            self.hand(Parcel::Read(full));
        }
    }

    /// A parcel that nobody takes is lost: the writer has failed and says why.
    fn hand(&self, parcel: Parcel) {
        let _ = self.send.send(parcel);
    }
}

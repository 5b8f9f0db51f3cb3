//! Finding a record again in the logs it was read from.
//!
//! Owns: which logs may hold it, the lines that tell of it. Refuses to know: what becomes of copies. Of a
//! line nothing is kept but where it is and the event made of it, in which nothing of what was said is.

use std::fs::File;
use std::io::{self, BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};

use chrono::DateTime;
use memchr::memmem::Finder;

use super::blocks::{Blocks, Marks, Piece, line_at};
use super::stat::stamp;
use super::{DISK, disk};
use crate::domain::{Code, Error, EventId, Rejection, Result, UsageEvent};
use crate::source::log::{Log, Root};
use crate::source::reading::{LineReading, Reading};
use crate::source::{Given, Source};

/// A place in a log that tells of a record.
pub struct Sighting {
    pub path: PathBuf,
    /// `None` where the log has no lines: a document, a database.
    pub line: Option<u64>,
    /// What it tells.
    pub event: UsageEvent,
}

/// Where a record was found again.
#[derive(Default)]
pub struct Trace {
    /// Of one log after the other, in order of lines.
    pub sightings: Vec<Sighting>,
    /// Logs of the source that were read once and are not there any more.
    pub gone: Vec<PathBuf>,
}

/// What is looked for.
pub struct Wanted<'a> {
    pub id: &'a EventId,
    /// Empty when the record has none.
    pub session: &'a str,
}

/// A shorter name is in too many logs to tell them apart.
const NAMED: usize = 6;

impl Wanted<'_> {
    /// What a log has in it, or in its name, that tells of the record: the surest first. Ids are made of
    /// what is in the log, with parts of our own.
    fn marks(&self) -> Vec<&str> {
        let id = match self.id {
            EventId::Given(id) => id.as_str(),
            EventId::Content(_) => "",
        };
        let own = |c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_');
        let part = id.split(own).max_by_key(|part| part.len()).unwrap_or_default();
        [part, self.session].into_iter().filter(|mark| mark.len() >= NAMED).collect()
    }
}

/// Reads the logs at `paths` again, as far as they may hold the record.
///
/// # Errors
/// When a log that is there cannot be read.
pub fn trace(source: &'static Source, wanted: &Wanted<'_>, roots: &[Root], paths: Vec<PathBuf>) -> Result<Trace> {
    let (there, gone): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(|path| path.exists());
    let mut trace = Trace { sightings: Vec::new(), gone };
    let marks = wanted.marks();
    let sets = if marks.is_empty() { vec![None] } else { marks.into_iter().map(Some).collect() };
    for mark in sets {
        for path in &there {
            let named = |error| failed(path, &error);
            if mark.is_none_or(|mark| may_hold(source, path, mark).unwrap_or(true)) {
                read(source, wanted.id, roots, path, &mut trace.sightings).map_err(named)??;
            }
        }
        if !trace.sightings.is_empty() {
            break;
        }
    }
    Ok(trace)
}

fn failed(path: &Path, error: &io::Error) -> Error {
    Error::new(Code::Io, format!("cannot read {}: {error}", path.display()))
}

/// Whether a mark is in the log or its path; a database has its pages in no order that is read here.
fn may_hold(source: &Source, path: &Path, mark: &str) -> io::Result<bool> {
    if matches!(source.reading, Reading::Tables(_)) || path.to_string_lossy().contains(mark) {
        return Ok(true);
    }
    let (mut file, finder) = (File::open(path)?, Finder::new(mark));
    let (mut buffer, mut kept) = (vec![0; 1 << 20], 0);
    loop {
        let read = match file.read(&mut buffer[kept..]) {
            Ok(0) => return Ok(false),
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let filled = kept + read;
        if finder.find(&buffer[..filled]).is_some() {
            return Ok(true);
        }
        // A mark may lie across two reads.
        kept = filled.min(mark.len() - 1);
        buffer.copy_within(filled - kept..filled, 0);
    }
}

/// Reads one log from its beginning, in the way it is always read.
fn read(
    source: &Source,
    id: &EventId,
    roots: &[Root],
    path: &Path,
    found: &mut Vec<Sighting>,
) -> io::Result<Result<()>> {
    let file = File::open(path)?;
    let given = Given {
        at: Some(DateTime::from_timestamp_nanos(stamp(&file.metadata()?).modified)),
        log: Log { path: path.to_owned(), root: roots.iter().find(|r| path.starts_with(&r.path)).cloned(), near: DISK },
        ..Given::default()
    };
    let sighting = |line, event| Sighting { path: path.to_owned(), line, event };
    if let Reading::Lines(reading) = &source.reading {
        for (offset, event) in lines(reading, &file, &given, id)? {
            found.push(sighting(Some(line_at(&file, offset)?), event));
        }
        return Ok(Ok(()));
    }
    let mut sink = |record: std::result::Result<UsageEvent, Rejection>| {
        found.extend(record.ok().filter(|event| event.id == *id).map(|event| sighting(None, event)));
    };
    Ok(match &source.reading {
        Reading::Tables(reading) => disk::tables(reading, &given, &mut sink),
        reading => reading.read(&mut BufReader::new(&file), &given, &mut sink),
    })
}

/// The events of that id, each with the offset of the line that tells of it.
fn lines(reading: &LineReading, file: &File, given: &Given, id: &EventId) -> io::Result<Vec<(u64, UsageEvent)>> {
    let (mut parser, mut found) = ((reading.open)(given, None), Vec::<(u64, UsageEvent)>::new());
    let mut take = |piece: Piece<'_>| {
        let (offset, line) = match piece {
            Piece::Line(offset, line) | Piece::First(offset, line) | Piece::Unfinished(offset, line) => (offset, line),
            Piece::TooLong(_) => return,
        };
        let of_id = |into: &mut Vec<UsageEvent>, record: std::result::Result<UsageEvent, Rejection>| {
            into.extend(record.ok().filter(|event| event.id == *id));
        };
        let (mut told, mut held, mut again) = (Vec::new(), Vec::new(), Vec::new());
        parser.line(offset, line, &mut |record| of_id(&mut told, record));
        // What is held back for the lines that follow is of this line, unless it is never let go: then it
        // is of the line that changed it.
        parser.finish(&mut |record| of_id(&mut held, record));
        parser.finish(&mut |record| of_id(&mut again, record));
        let as_before = |event: &UsageEvent| !again.is_empty() && found.last().is_some_and(|(_, last)| last == event);
        held.retain(|event| !as_before(event));
        found.extend(told.into_iter().chain(held).map(|event| (offset, event)));
    };
    Blocks::default().each(file, 0, &Marks::new(reading.marks), &|| false, &mut take)?;
    Ok(found)
}

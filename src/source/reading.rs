//! How a source is read: front to back, by lines, as a whole, or as the tables of a database.
//!
//! Owns: the four ways and what each asks of a source. Refuses to know: files, cursors, any
//! one format.

use std::io::{BufRead, Read};

use chrono::{DateTime, Utc};
use memchr::memmem;
use serde_json::{Number, Value};

use crate::domain::{Code, Error, Rejection, Result};

use super::lines::Lines;
use super::{Given, Sink};

/// How a source is read.
pub enum Reading {
    /// Any input, front to back, with no way to go on where it stopped.
    Stream(fn(&mut dyn BufRead, &Given, &mut Sink<'_>) -> Result<()>),
    /// One record a line, in a file that only grows: reading goes on at a byte offset.
    Lines(LineReading),
    /// A document that is written anew when it changes, and then read again.
    Whole(fn(&[u8], &Given, &mut Sink<'_>) -> Result<()>),
    /// The tables of an SQLite file, read again when the file changed.
    Tables(TableReading),
}

/// The first lines of a log reach its parser whatever is in them, since there a session says what
/// it is; what is wrong with one that has no mark is not told.
pub const HEAD_LINES: usize = 4;

/// Reading by lines.
pub struct LineReading {
    /// After the first lines ([`HEAD_LINES`]) only those with one of these bytes in them are given to
    /// the parser; all, if empty. Each is searched for by itself: the fewer, the faster.
    pub marks: &'static [&'static str],
    /// A parser for one log, at its beginning or, with the state of an earlier one, at a later
    /// line.
    pub open: for<'a> fn(&'a Given, state: Option<&str>) -> Box<dyn LineParser + 'a>,
}

/// Makes events of the lines of one log.
pub trait LineParser {
    /// Takes one line without its end; `place` goes into the rejections of it.
    fn line(&mut self, place: u64, line: &[u8], sink: &mut Sink<'_>);

    /// Hands on what was held back: nothing more is read now.
    fn finish(&mut self, sink: &mut Sink<'_>) {
        let _ = sink;
    }

    /// What a parser must know that begins after the last line, as short text without anything
    /// that was said in the log. `None` when lines stand alone.
    fn state(&self) -> Option<String> {
        None
    }

    /// The provider's limits as the log last stated them.
    fn limits(&self) -> Vec<Limit> {
        Vec::new()
    }
}

/// A window of a provider's limits, as the provider stated it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// How long the window is, in minutes (300: the five-hour window).
    pub minutes: u32,
    /// When it ends.
    pub resets: DateTime<Utc>,
    /// How much of it is used, in thousandths.
    pub used_permille: u32,
    /// When that was said.
    pub seen: DateTime<Utc>,
}

impl Limit {
    /// A percentage as JSON has it, in thousandths; what is finer is cut off.
    pub fn permille(number: &[u8]) -> Option<u32> {
        let plain = number.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
        let written = match plain {
            true => std::str::from_utf8(number).ok()?,
            false => &serde_json::from_slice::<Number>(number).ok()?.to_string(),
        };
        let (whole, part) = written.split_once('.').unwrap_or((written, ""));
        let tenth = part.chars().next().and_then(|digit| digit.to_digit(10)).unwrap_or(0);
        whole.parse::<u32>().ok()?.checked_mul(10)?.checked_add(tenth)
    }
}

/// Reading tables.
pub struct TableReading {
    /// Whether a database with these tables is the agent's.
    pub claims: fn(tables: &[String]) -> bool,
    /// Reads them.
    pub read: fn(&mut dyn Tables, &Given, &mut Sink<'_>) -> Result<()>,
}

/// The tables of a database file, read only.
pub trait Tables {
    /// The names of the columns of a table; empty when there is no such table.
    ///
    /// # Errors
    /// When the file cannot be read.
    fn columns(&mut self, table: &str) -> Result<Vec<String>>;

    /// Gives every row of a query as a JSON object by column name: integers and reals as
    /// numbers (a real in its shortest decimal form), blobs as text when they are UTF-8.
    ///
    /// # Errors
    /// When the query is not valid for the file, or the file cannot be read.
    fn rows(&mut self, sql: &str, each: &mut dyn FnMut(Value)) -> Result<()>;
}

/// The largest document read as a whole.
pub const LARGEST_DOCUMENT: u64 = 512 * 1024 * 1024;

impl Reading {
    /// Reads a whole input, whichever way.
    ///
    /// # Errors
    /// When it cannot be read as that at all; a database is no input of bytes.
    pub fn read(&self, input: &mut dyn BufRead, given: &Given, sink: &mut Sink<'_>) -> Result<()> {
        match self {
            Reading::Stream(read) => read(input, given, sink),
            Reading::Lines(reading) => lines(reading, input, given, sink),
            Reading::Whole(read) => {
                let mut bytes = Vec::new();
                let unreadable = |e| Error::new(Code::Io, format!("the input cannot be read: {e}"));
                input.take(LARGEST_DOCUMENT + 1).read_to_end(&mut bytes).map_err(unreadable)?;
                if bytes.len() as u64 > LARGEST_DOCUMENT {
                    return Err(Error::validation("the document is larger than 512 MiB"));
                }
                read(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes), given, sink)
            }
            Reading::Tables(_) => Err(Error::validation("a database can only be read as a file")
                .hint("give its path; it cannot come through a pipe or compressed")),
        }
    }
}

/// Reads lines from the beginning to the end.
fn lines(reading: &LineReading, input: &mut dyn BufRead, given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    let marks: Vec<_> = reading.marks.iter().map(|mark| memmem::Finder::new(*mark)).collect();
    let mut parser = (reading.open)(given, None);
    let mut lines = Lines::new(input);
    while let Some(line) = lines.next()? {
        let marked = marks.is_empty() || marks.iter().any(|mark| mark.find(line.bytes).is_some());
        if line.too_long {
            // What was not kept of it may have been the mark.
            sink(Err(Rejection { line: line.number, reason: "longer than 16 MiB".into() }));
        } else if line.bytes.trim_ascii().is_empty() {
            continue;
        } else if marked {
            parser.line(line.number, line.bytes, sink);
        } else if line.number <= HEAD_LINES as u64 {
            parser.line(line.number, line.bytes, &mut |record| {
                if record.is_ok() {
                    sink(record);
                }
            });
        }
    }
    parser.finish(sink);
    Ok(())
}

//! Reading a bundle, also one from a stranger: in constant memory, nothing believed before its hash is.
//!
//! Owns: the bounds. A line is short, what is packed cannot grow without end, and a bundle is read through once to be
//! checked before any of it is taken in.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek};
use std::path::Path;
use std::rc::Rc;

use flate2::read::GzDecoder;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::LONGEST;
use super::head::{Head, understood};
use super::line::{AnyLine, End, Names};
use crate::domain::{Code, Error, Rejection, Result};
use crate::store::PricedEvent;

/// Ids and hashes do not pack: no real bundle grows more than this by unpacking, once it has begun.
const MOST_GROWTH: u64 = 200;
const BEGUN: u64 = LONGEST;

/// A bundle that was opened.
pub struct Bundle {
    file: File,
    name: String,
}

/// What a bundle holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    pub head: Head,
    /// Events that can be taken in.
    pub events: u64,
    /// Events that cannot: the first of them.
    pub rejected: u64,
    pub rejections: Vec<Rejection>,
}

/// What every packed file begins with.
const GZIP: [u8; 2] = [0x1f, 0x8b];
/// Rejections kept with their reason.
const KEPT: usize = 20;

impl Bundle {
    /// Opens a file.
    ///
    /// # Errors
    /// When it cannot be opened, or is no plain file.
    pub fn open(path: &Path) -> Result<Bundle> {
        let name = path.display().to_string();
        let failed = |error: io::Error| Error::new(Code::Io, format!("cannot read {name}: {error}"));
        let file = File::open(path).map_err(failed)?;
        if !file.metadata().map_err(failed)?.is_file() {
            return Err(
                Error::validation(format!("{name} is no plain file")).hint("a bundle is read twice, and needs one")
            );
        }
        Ok(Bundle { file, name })
    }

    /// Reads it through: that it is whole, and what is in it.
    ///
    /// # Errors
    /// [`Code::Validation`] when it is no bundle, is newer, cut short, altered, or grows beyond all measure.
    pub fn check(&mut self) -> Result<Checked> {
        let (mut events, mut rejected, mut rejections) = (0, 0, Vec::new());
        let head = self.read(&mut |event| {
            match event {
                Ok(_) => events += 1,
                Err(rejection) => {
                    rejected += 1;
                    if rejections.len() < KEPT {
                        rejections.push(rejection);
                    }
                }
            }
            Ok(())
        })?;
        Ok(Checked { head, events, rejected, rejections })
    }

    /// Visits the events, or why one is refused.
    ///
    /// # Errors
    /// As [`Bundle::check`]; what `each` fails with.
    pub fn read(&mut self, each: &mut dyn FnMut(Result<PricedEvent, Rejection>) -> Result<()>) -> Result<Head> {
        let name = self.name.clone();
        self.file.rewind().map_err(|error| Error::new(Code::Io, format!("cannot read {name}: {error}")))?;
        read(&self.file, each).map_err(|error| match error.code {
            Code::Validation => Error { message: format!("{name}: {}", error.message), ..error },
            _ => error,
        })
    }
}

/// Counts the packed bytes on their way.
struct Counted<R> {
    inner: R,
    count: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.count.set(self.count.get() + read as u64);
        Ok(read)
    }
}

/// The lines of a bundle, within bounds.
struct Lines<R: Read> {
    input: BufReader<GzDecoder<BufReader<Counted<R>>>>,
    packed: Rc<Cell<u64>>,
    unpacked: u64,
    line: Vec<u8>,
}

impl<R: Read> Lines<R> {
    fn new(input: R) -> Self {
        let packed = Rc::new(Cell::new(0));
        let counted = BufReader::new(Counted { inner: input, count: Rc::clone(&packed) });
        Lines { input: BufReader::new(GzDecoder::new(counted)), packed, unpacked: 0, line: Vec::new() }
    }

    /// The next line without its end; `None` at the end of the input.
    fn next(&mut self) -> Result<Option<&[u8]>> {
        self.line.clear();
        let read =
            (&mut self.input).take(LONGEST).read_until(b'\n', &mut self.line).map_err(|error| match error.kind() {
                io::ErrorKind::UnexpectedEof => short(),
                _ => Error::validation(format!("it cannot be unpacked: {error}"))
                    .hint("cost-ops bundle writes what can be merged"),
            })?;
        self.unpacked += read as u64;
        if self.unpacked > BEGUN && self.unpacked / MOST_GROWTH > self.packed.get() {
            return Err(Error::validation("it grows beyond all measure by unpacking, and was not read to its end"));
        }
        match self.line.last() {
            None => Ok(None),
            Some(b'\n') => {
                self.line.pop();
                Ok(Some(&self.line))
            }
            Some(_) if read as u64 == LONGEST => {
                Err(Error::validation(format!("it has a line of more than {} MiB", LONGEST >> 20)))
            }
            Some(_) => Err(short()),
        }
    }
}

fn no_bundle() -> Error {
    Error::validation("it is no bundle").hint("cost-ops bundle writes one; cost-ops ingest reads records")
}

fn short() -> Error {
    Error::validation("it is cut short").hint("copy it again")
}

/// Reads a bundle: visits its events, or why one is refused. What it holds is not proven before this returns.
///
/// # Errors
/// As [`Bundle::check`]; what `each` fails with.
pub fn read(input: impl Read, each: &mut dyn FnMut(Result<PricedEvent, Rejection>) -> Result<()>) -> Result<Head> {
    let mut input = BufReader::new(input);
    let start = input.fill_buf().map_err(|error| Error::new(Code::Io, format!("cannot read the bundle: {error}")))?;
    if start.iter().zip(GZIP).any(|(byte, wanted)| *byte != wanted) {
        return Err(no_bundle());
    }
    let (mut lines, mut sha, mut names) = (Lines::new(input), Sha256::new(), Names::default());
    let head = head(lines.next()?, &mut sha)?;
    let (mut at, mut events) = (1, 0);
    loop {
        let line = lines.next()?.ok_or_else(short)?;
        at += 1;
        let parsed: AnyLine = serde_json::from_slice(line)
            .map_err(|error| Error::validation(format!("line {at} is none of a bundle: {error}")))?;
        match (parsed.event, parsed.end) {
            (Some(event), None) => {
                sha.update(line);
                sha.update(b"\n");
                events += 1;
                each(event.event(&mut names).map_err(|error| Rejection { line: at, reason: error.message }))?;
            }
            (None, Some(end)) => {
                whole(&end, events, sha)?;
                return match lines.next()? {
                    None => Ok(head),
                    Some(_) => Err(Error::validation("something follows its end")),
                };
            }
            _ => return Err(Error::validation(format!("line {at} is none of a bundle"))),
        }
    }
}

/// What every version says first.
#[derive(Deserialize)]
struct Version {
    cost_ops_bundle: u64,
}

fn head(line: Option<&[u8]>, sha: &mut Sha256) -> Result<Head> {
    let line = line.ok_or_else(short)?;
    let version: Version = serde_json::from_slice(line).map_err(|_| no_bundle())?;
    understood(u32::try_from(version.cost_ops_bundle).unwrap_or(u32::MAX))?;
    sha.update(line);
    sha.update(b"\n");
    serde_json::from_slice(line).map_err(|error| Error::validation(format!("its head cannot be read: {error}")))
}

fn whole(end: &End, events: u64, sha: Sha256) -> Result<()> {
    let hash: String = sha.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    if end.events == events && end.sha256 == hash {
        return Ok(());
    }
    Err(Error::validation("it is not as it was written: its hash is another")
        .hint("copy it again, or ask for it again"))
}

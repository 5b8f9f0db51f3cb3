//! The disk, as far as a source may look at it.
//!
//! Owns: reading files near a log, and the tables of a database file. Refuses to know: formats.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::domain::{Error, Result};
use crate::source::log::Near;
use crate::source::reading::{TableReading, Tables};
use crate::source::{self, Given, Sink, Source};
use crate::store::Foreign;

use super::packed::unpacked;

/// Files near a log, from the disk.
pub const DISK: Near = Near { read, list };

/// A file beside a log is a small document about it.
const LARGEST_BESIDE: u64 = 64 * 1024 * 1024;

/// What a file of a database begins with.
pub(super) const DATABASE: &[u8] = b"SQLite format 3\0";

/// The mark of their encoding that some programs begin files with.
const ENCODING: &[u8] = b"\xef\xbb\xbf";

fn read(path: &Path) -> Option<Vec<u8>> {
    let file = File::open(path).ok()?;
    let about = file.metadata().ok()?;
    if !about.is_file() || about.len() > LARGEST_BESIDE {
        return None;
    }
    let mut bytes = Vec::new();
    unpacked(file).ok()?.0.take(LARGEST_BESIDE).read_to_end(&mut bytes).ok()?;
    if bytes.starts_with(ENCODING) {
        bytes.drain(..ENCODING.len());
    }
    Some(bytes)
}

fn list(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort_unstable();
    paths
}

/// The source whose database this file is.
///
/// # Errors
/// When it cannot be read, or its tables are of no known source.
pub fn database_of(path: &Path) -> Result<&'static Source> {
    let tables = open(path)?.0.tables()?;
    source::of_tables(&tables).ok_or_else(|| {
        Error::validation("a database whose tables are of no known agent")
            .hint("say what it is with --format; `cost-ops guide formats` lists what can be read")
    })
}

/// Reads the tables of the file the log is.
///
/// # Errors
/// When it cannot be read.
pub(super) fn tables(reading: &TableReading, given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    (reading.read)(&mut open(&given.log.path)?, given, sink)
}

struct Database(Foreign);

fn open(path: &Path) -> Result<Database> {
    if path.as_os_str().is_empty() {
        return Err(Error::validation("a database can only be read as a file")
            .hint("give its path; it cannot come through a pipe or compressed"));
    }
    Foreign::open(path).map(Database)
}

impl Tables for Database {
    fn columns(&mut self, table: &str) -> Result<Vec<String>> {
        self.0.columns(table)
    }

    fn rows(&mut self, sql: &str, each: &mut dyn FnMut(Value)) -> Result<()> {
        self.0.rows(sql, each)
    }
}

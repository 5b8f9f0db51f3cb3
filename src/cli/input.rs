//! Opening what is to be read: files, standard input, compressed or not.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use crate::domain::{Code, Error, Result};
use crate::ingest;

/// Bytes looked at to tell a format.
const HEAD: usize = 64 * 1024;

/// An input ready to be read.
pub(super) struct Input<'a> {
    /// The name in messages.
    pub(super) name: String,
    /// Where it is; empty for a stream.
    pub(super) path: PathBuf,
    pub(super) bytes: Box<dyn Read + Send + 'a>,
    /// How much there is, when that is known.
    pub(super) size: Option<u64>,
    /// When the file was last written.
    pub(super) modified: Option<DateTime<Utc>>,
}

/// Opens a file; gzip and zstd are unpacked.
///
/// # Errors
/// When it is not there, is a folder, or cannot be read.
pub(super) fn open(path: &Path) -> Result<Input<'static>> {
    let name = path.to_string_lossy().into_owned();
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Error::new(Code::NotFound, format!("{name} is not there")),
        _ => Error::new(Code::Io, format!("cannot read {name}: {error}")),
    };
    let file = File::open(path).map_err(failed)?;
    let about = file.metadata().map_err(failed)?;
    if about.is_dir() {
        return Err(Error::new(Code::Io, format!("{name} is a folder")).hint("name the files in it: FOLDER/*.jsonl"));
    }
    let (bytes, packed) = unpacked(file).map_err(failed)?;
    let size = (about.is_file() && !packed).then_some(about.len());
    let modified = about.modified().ok().filter(|_| about.is_file()).map(DateTime::from);
    Ok(Input { name, path: path.to_owned(), bytes, size, modified })
}

/// The bytes themselves, or what is in them when they are compressed; and whether they are. What is
/// read first holds a whole line at least (of a line of usual length), so that the format can be
/// told by it however slowly the bytes arrive.
pub(super) fn unpacked<'a>(raw: impl Read + Send + 'a) -> io::Result<(Box<dyn Read + Send + 'a>, bool)> {
    let (bytes, packed) = ingest::unpacked(raw)?;
    Ok((Box::new(headed(bytes)?), packed))
}

/// Whether the format can be told by this: there is a whole line, of more than brackets. A document
/// that is written over many lines is told by what follows.
fn is_telling(head: &[u8]) -> bool {
    let line = head.iter().position(|byte| *byte == b'\n').map(|end| head[..end].trim_ascii());
    line.is_some_and(|line| !line.iter().all(|byte| matches!(byte, b'{' | b'[')))
}

/// The same bytes; the first read gives all up to the first telling line's end (64 KiB at most) at
/// once.
fn headed<'a>(mut from: impl Read + Send + 'a) -> io::Result<impl Read + Send + 'a> {
    let mut head = vec![0; HEAD];
    let mut length = 0;
    while length < HEAD && !is_telling(&head[..length]) {
        match from.read(&mut head[length..]) {
            Ok(0) => break,
            Ok(read) => length += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    head.truncate(length);
    Ok(Cursor::new(head).chain(from))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time.
    struct Dripping<'a>(&'a [u8]);

    impl Read for Dripping<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let length = into.len().min(1);
            self.0.read(&mut into[..length])
        }
    }

    #[test]
    fn a_document_over_many_lines_is_told_by_all_of_its_head() {
        let text = b"{\n  \"sessionId\": \"s\",\n  \"messages\": []\n}\n";
        let (mut input, _) = unpacked(Dripping(text)).expect("readable");
        let mut first = [0; 100];
        let length = input.read(&mut first).expect("readable");
        assert_eq!(&first[..length], text);
    }

    #[test]
    fn the_first_read_holds_a_whole_line() {
        let (mut input, _) = unpacked(Dripping(b"event: message_start\ndata: {}\n")).expect("readable");
        let mut first = [0; 100];
        let length = input.read(&mut first).expect("readable");
        assert_eq!(&first[..length], b"event: message_start\n");
    }
}

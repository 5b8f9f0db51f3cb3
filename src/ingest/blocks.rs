//! The lines of a growing file that matter, found in large blocks.
//!
//! Owns: reading from an offset on, searching for marks, where the last whole line ends. Refuses
//! to know: what a line means.
//!
//! Few lines of a log have usage in them, and those that have not are never looked at one by
//! one: the marks are searched over the whole block, then the ends of the lines they are in.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;

use memchr::memmem::Finder;
use memchr::{memchr, memchr_iter, memrchr};
use sha2::{Digest, Sha256};

/// Bytes read at a time.
const BLOCK: usize = 256 * 1024;
/// The longest line that is held.
const LONGEST: usize = 16 * 1024 * 1024;
/// Bytes before an offset that tell whether a file is still the one that was read.
const TAIL: u64 = 256;

/// How far a file was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End {
    /// The end of the last whole line.
    pub position: u64,
    /// Line ends before it.
    pub lines: u64,
}

/// What was found.
pub(super) enum Piece<'b> {
    /// A line with its number.
    Line(u64, &'b [u8]),
    /// A line that is too long to be held.
    TooLong(u64),
    /// What follows the last line end. It may still be being written.
    Unfinished(u64, &'b [u8]),
}

/// The bytes that make a line worth reading.
pub(super) struct Marks(Vec<Finder<'static>>);

impl Marks {
    pub(super) fn new(marks: &'static [&'static str]) -> Self {
        Marks(marks.iter().map(|mark| Finder::new(*mark)).collect())
    }

    fn are_in(&self, line: &[u8]) -> bool {
        self.0.is_empty() || self.0.iter().any(|mark| mark.find(line).is_some())
    }
}

/// A buffer for one file after another.
#[derive(Default)]
pub(super) struct Blocks {
    buffer: Vec<u8>,
    /// Bytes in it: the beginning of a line, between reads.
    filled: usize,
    /// The line that begins at the end so far is too long, and its bytes are given up.
    skipping: bool,
}

impl Blocks {
    /// Gives every line from `from` on that has a mark in it, until the end or a halt.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn each(
        &mut self,
        file: &File,
        from: End,
        marks: &Marks,
        halt: &dyn Fn() -> bool,
        take: &mut dyn FnMut(Piece<'_>),
    ) -> io::Result<End> {
        (self.filled, self.skipping) = (0, false);
        if self.buffer.len() != BLOCK {
            self.buffer = vec![0; BLOCK];
        }
        let (mut end, mut at) = (from, from.position);
        while !halt() {
            self.make_room();
            let read = match file.read_at(&mut self.buffer[self.filled..], at) {
                Ok(0) => {
                    if self.filled > 0 && marks.are_in(&self.buffer[..self.filled]) {
                        take(Piece::Unfinished(end.lines + 1, &self.buffer[..self.filled]));
                    }
                    break;
                }
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            at += read as u64;
            self.block(read, at, &mut end, marks, take);
        }
        Ok(end)
    }

    fn make_room(&mut self) {
        if self.filled < self.buffer.len() {
            return;
        }
        if self.buffer.len() < LONGEST {
            self.buffer.resize(self.buffer.len() * 2, 0);
        } else {
            (self.skipping, self.filled) = (true, 0);
        }
    }

    /// Takes what was read last, up to the offset `at`.
    fn block(&mut self, read: usize, at: u64, end: &mut End, marks: &Marks, take: &mut dyn FnMut(Piece<'_>)) {
        let old = self.filled;
        self.filled += read;
        if self.skipping {
            let Some(rest) = memchr(b'\n', &self.buffer[..self.filled]).map(|found| found + 1) else {
                self.filled = 0;
                return;
            };
            take(Piece::TooLong(end.lines + 1));
            *end = End { position: at - (self.filled - rest) as u64, lines: end.lines + 1 };
            self.skipping = false;
            self.keep_from(rest);
        }
        let new = old.min(self.filled);
        let Some(last) = memrchr(b'\n', &self.buffer[new..self.filled]).map(|found| new + found + 1) else { return };
        marks.each(&self.buffer[..last], end, take);
        self.keep_from(last);
    }

    fn keep_from(&mut self, start: usize) {
        self.buffer.copy_within(start..self.filled, 0);
        self.filled -= start;
    }
}

impl Marks {
    /// Gives the lines of whole lines that have a mark in them, and moves the end behind all.
    fn each(&self, block: &[u8], end: &mut End, take: &mut dyn FnMut(Piece<'_>)) {
        let (mut here, mut counted, mut lines) = (0, 0, end.lines);
        let mut next: Vec<usize> = vec![0; self.0.len()];
        let mut fresh = true;
        while here < block.len() {
            let found = if self.0.is_empty() { Some(here) } else { self.next(block, here, &mut next, fresh) };
            fresh = false;
            let Some(found) = found else { break };
            let start = memrchr(b'\n', &block[here..found]).map_or(here, |at| here + at + 1);
            let stop = memchr(b'\n', &block[found..]).map_or(block.len(), |at| found + at);
            lines += memchr_iter(b'\n', &block[counted..start]).count() as u64;
            counted = start;
            let line = &block[start..stop];
            take(Piece::Line(lines + 1, line.strip_suffix(b"\r").unwrap_or(line)));
            here = stop + 1;
        }
        lines += memchr_iter(b'\n', &block[counted..]).count() as u64;
        *end = End { position: end.position + block.len() as u64, lines };
    }

    /// The next place of any mark from `here` on; `next` has the place of each that was found
    /// before.
    fn next(&self, block: &[u8], here: usize, next: &mut [usize], fresh: bool) -> Option<usize> {
        for (mark, place) in self.0.iter().zip(next.iter_mut()) {
            if fresh || *place < here {
                *place = mark.find(&block[here..]).map_or(usize::MAX, |at| here + at);
            }
        }
        next.iter().copied().min().filter(|place| *place != usize::MAX)
    }
}

/// The hash of the bytes just before an offset.
///
/// # Errors
/// When the file cannot be read, or ends before it.
pub(super) fn tail(file: &File, position: u64) -> io::Result<[u8; 16]> {
    let length = position.min(TAIL);
    let mut bytes = [0; TAIL as usize];
    let bytes = &mut bytes[..length as usize];
    file.read_exact_at(bytes, position - length)?;
    let mut hash = [0; 16];
    hash.copy_from_slice(&Sha256::digest(bytes)[..16]);
    Ok(hash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn read(bytes: &[u8], from: End, marks: &'static [&'static str]) -> (Vec<(u64, String)>, End) {
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(bytes).expect("written");
        let mut found = Vec::new();
        let mut take = |piece: Piece<'_>| {
            let (kind, number, line) = match piece {
                Piece::Line(number, line) => ("", number, line),
                Piece::TooLong(number) => ("long", number, &b""[..]),
                Piece::Unfinished(number, line) => ("…", number, line),
            };
            found.push((number, format!("{}{kind}", String::from_utf8_lossy(line))));
        };
        let end = Blocks::default().each(&file, from, &Marks::new(marks), &|| false, &mut take).expect("read");
        (found, end)
    }

    const START: End = End { position: 0, lines: 0 };

    fn listed(list: &[(u64, &str)]) -> Vec<(u64, String)> {
        list.iter().map(|(number, line)| (*number, (*line).to_owned())).collect()
    }

    #[test]
    fn marked_lines_are_found_with_their_numbers() {
        let text = b"a\nxx use 1\r\n\nuse and use\nb mark\nlast use";
        let (found, end) = read(text, START, &["use", "mark"]);
        assert_eq!(found, listed(&[(2, "xx use 1"), (4, "use and use"), (5, "b mark"), (6, "last use…")]));
        assert_eq!(end, End { position: text.len() as u64 - 8, lines: 5 });
        let (found, again) = read(text, End { position: 2, lines: 1 }, &["mark"]);
        assert_eq!((found, again), (listed(&[(5, "b mark")]), end));
        assert_eq!(read(b"", START, &["x"]), (Vec::new(), START));
        assert_eq!(read(b"a\nb\n", START, &[]).0, listed(&[(1, "a"), (2, "b")]));
    }

    #[test]
    fn lines_longer_than_a_block_are_whole_and_endless_ones_are_given_up() {
        let long = "y".repeat(3 * BLOCK);
        let endless = "z".repeat(LONGEST + BLOCK + 7);
        let text = format!("{long} use\n{endless} use\nuse\n");
        let (found, end) = read(text.as_bytes(), START, &["use"]);
        assert_eq!(
            found.iter().map(|(number, line)| (*number, line.len())).collect::<Vec<_>>(),
            [(1, long.len() + 4), (2, 4), (3, 3)]
        );
        assert_eq!(end, End { position: text.len() as u64, lines: 3 });
    }

    #[test]
    fn the_tail_tells_another_file() {
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(b"abc\ndef\n").expect("written");
        assert_eq!(tail(&file, 4).expect("read"), tail(&file, 4).expect("read"));
        assert_ne!(tail(&file, 4).expect("read"), tail(&file, 8).expect("read"));
        assert!(tail(&file, 9).is_err());
        assert!(tail(&file, 0).is_ok());
    }
}

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

use crate::source::reading::HEAD_LINES;

/// Bytes read at a time.
const BLOCK: usize = 256 * 1024;
/// The longest line that is held.
const LONGEST: usize = 16 * 1024 * 1024;
/// Bytes before an offset that tell whether a file is still the one that was read.
const TAIL: u64 = 256;

/// What was found, with the offset it begins at.
pub(super) enum Piece<'b> {
    /// A line with a mark in it.
    Line(u64, &'b [u8]),
    /// One of the first lines, without a mark.
    First(u64, &'b [u8]),
    /// A line that is too long to be held.
    TooLong(u64),
    /// What follows the last line end. It may still be being written.
    Unfinished(u64, &'b [u8]),
}

/// The bytes that make a line worth reading. Each search passes over all bytes, so marks that
/// begin alike are searched together, by how they begin.
pub(super) struct Marks(Vec<Mark>);

struct Mark {
    beginning: Finder<'static>,
    whole: Vec<&'static [u8]>,
}

/// Bytes that marks searched together have in common at least: fewer are met too often.
const ALIKE: usize = 5;

impl Marks {
    pub(super) fn new(marks: &'static [&'static str]) -> Self {
        let mut groups: Vec<(&'static [u8], Vec<&'static [u8]>)> = Vec::new();
        for mark in marks.iter().map(|mark| mark.as_bytes()) {
            let common = |other: &[u8]| other.iter().zip(mark).take_while(|(a, b)| a == b).count();
            match groups.iter_mut().find(|(beginning, _)| common(beginning) >= ALIKE) {
                Some((beginning, whole)) => {
                    *beginning = &mark[..common(beginning)];
                    whole.push(mark);
                }
                None => groups.push((mark, vec![mark])),
            }
        }
        let mark = |(beginning, whole)| Mark { beginning: Finder::new(beginning), whole };
        Marks(groups.into_iter().map(mark).collect())
    }

    fn are_in(&self, line: &[u8]) -> bool {
        self.0.is_empty() || self.0.iter().any(|mark| mark.find(line).is_some())
    }
}

impl Mark {
    fn find(&self, bytes: &[u8]) -> Option<usize> {
        let mut from = 0;
        loop {
            let at = from + self.beginning.find(&bytes[from..])?;
            if self.whole.iter().any(|whole| bytes[at..].starts_with(whole)) {
                return Some(at);
            }
            from = at + 1;
        }
    }
}

/// A buffer for one file after another.
#[derive(Default)]
pub(super) struct Blocks {
    buffer: Vec<u8>,
    /// Bytes in it: the beginning of a line, between reads.
    filled: usize,
    /// Lines at the beginning of the file that are still to be given.
    head: usize,
    /// The line that begins at the end so far is too long, and its bytes are given up.
    skipping: bool,
}

impl Blocks {
    /// Gives the first lines of the file and every line from `from` on that has a mark in it,
    /// until the end or a halt; returns the end of the last whole line.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn each(
        &mut self,
        file: &File,
        from: u64,
        marks: &Marks,
        halt: &dyn Fn() -> bool,
        take: &mut dyn FnMut(Piece<'_>),
    ) -> io::Result<u64> {
        (self.filled, self.skipping) = (0, false);
        self.head = if from == 0 { HEAD_LINES } else { 0 };
        if self.buffer.len() != BLOCK {
            self.buffer = vec![0; BLOCK];
        }
        let (mut end, mut at) = (from, from);
        while !halt() {
            self.make_room();
            let read = match file.read_at(&mut self.buffer[self.filled..], at) {
                Ok(0) => {
                    let left = &self.buffer[..self.filled];
                    if !left.is_empty() && marks.are_in(left) {
                        take(Piece::Unfinished(end, left));
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
    fn block(&mut self, read: usize, at: u64, end: &mut u64, marks: &Marks, take: &mut dyn FnMut(Piece<'_>)) {
        let old = self.filled;
        self.filled += read;
        if self.skipping {
            let Some(rest) = memchr(b'\n', &self.buffer[..self.filled]).map(|found| found + 1) else {
                self.filled = 0;
                return;
            };
            take(Piece::TooLong(*end));
            *end = at - (self.filled - rest) as u64;
            self.skipping = false;
            self.keep_from(rest);
        }
        let new = old.min(self.filled);
        let Some(last) = memrchr(b'\n', &self.buffer[new..self.filled]).map(|found| new + found + 1) else { return };
        let block = &self.buffer[..last];
        let mut here = 0;
        while self.head > 0 && here < last {
            let stop = memchr(b'\n', &block[here..]).map_or(last, |at| here + at);
            let (offset, line) = (*end + here as u64, line(&block[here..stop]));
            take(if marks.are_in(line) { Piece::Line(offset, line) } else { Piece::First(offset, line) });
            (here, self.head) = (stop + 1, self.head - 1);
        }
        marks.each(block, here, *end, take);
        *end += last as u64;
        self.keep_from(last);
    }

    fn keep_from(&mut self, start: usize) {
        self.buffer.copy_within(start..self.filled, 0);
        self.filled -= start;
    }
}

impl Marks {
    /// Gives the lines from `here` on that have a mark in them, of a block of whole lines at
    /// that offset.
    fn each(&self, block: &[u8], mut here: usize, offset: u64, take: &mut dyn FnMut(Piece<'_>)) {
        let mut next: Vec<usize> = vec![0; self.0.len()];
        let mut fresh = true;
        while here < block.len() {
            let found = if self.0.is_empty() { Some(here) } else { self.next(block, here, &mut next, fresh) };
            fresh = false;
            let Some(found) = found else { break };
            let start = memrchr(b'\n', &block[here..found]).map_or(here, |at| here + at + 1);
            let stop = memchr(b'\n', &block[found..]).map_or(block.len(), |at| found + at);
            take(Piece::Line(offset + start as u64, line(&block[start..stop])));
            here = stop + 1;
        }
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

fn line(bytes: &[u8]) -> &[u8] {
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}

/// The number of the line that begins at an offset.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn line_at(file: &File, offset: u64) -> io::Result<u64> {
    let (mut buffer, mut at, mut ends) = (vec![0; BLOCK], 0, 0);
    while at < offset {
        let wanted = buffer.len().min(usize::try_from(offset - at).unwrap_or(usize::MAX));
        match file.read_at(&mut buffer[..wanted], at)? {
            0 => break,
            read => {
                ends += memchr_iter(b'\n', &buffer[..read]).count() as u64;
                at += read as u64;
            }
        }
    }
    Ok(ends + 1)
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

    fn read(bytes: &[u8], from: u64, marks: &'static [&'static str]) -> (Vec<(u64, String)>, u64) {
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(bytes).expect("written");
        let mut found = Vec::new();
        let mut take = |piece: Piece<'_>| {
            let (kind, offset, line) = match piece {
                Piece::Line(offset, line) | Piece::First(offset, line) => ("", offset, line),
                Piece::TooLong(offset) => ("long", offset, &b""[..]),
                Piece::Unfinished(offset, line) => ("…", offset, line),
            };
            let number = line_at(&file, offset).expect("read");
            found.push((number, format!("{}{kind}", String::from_utf8_lossy(line))));
        };
        let end = Blocks::default().each(&file, from, &Marks::new(marks), &|| false, &mut take).expect("read");
        (found, end)
    }

    fn listed(list: &[(u64, &str)]) -> Vec<(u64, String)> {
        list.iter().map(|(number, line)| (*number, (*line).to_owned())).collect()
    }

    #[test]
    fn the_first_lines_and_marked_ones_are_found() {
        let text = b"a\nb\r\n\nd\nxx use 1\r\n\nuse and use\nb mark\nlast use";
        let (found, end) = read(text, 0, &["use", "mark"]);
        let head = [(1, "a"), (2, "b"), (3, ""), (4, "d")];
        let marked = [(5, "xx use 1"), (7, "use and use"), (8, "b mark"), (9, "last use…")];
        assert_eq!(found, listed(&[&head[..], &marked[..]].concat()));
        assert_eq!(end, text.len() as u64 - 8);
        assert_eq!(read(text, 2, &["mark"]), (listed(&[(8, "b mark")]), end));
        let alike = b"some mark\nsome market\nsome marble\nsome other marking\n";
        let found = [(2, "some market"), (3, "some marble")];
        assert_eq!(read(alike, 2, &["some market", "some marble", "zz"]).0, listed(&found));
        assert_eq!(read(b"", 0, &["x"]), (Vec::new(), 0));
        assert_eq!(read(b"a\nb", 0, &["x"]).0, listed(&[(1, "a")]));
        assert_eq!(read(b"a\nb\n", 0, &[]).0, listed(&[(1, "a"), (2, "b")]));
    }

    #[test]
    fn lines_longer_than_a_block_are_whole_and_endless_ones_are_given_up() {
        let long = "y".repeat(3 * BLOCK);
        let endless = "z".repeat(LONGEST + BLOCK + 7);
        let text = format!("{long} use\n{endless} use\nuse\n");
        let (found, end) = read(text.as_bytes(), 0, &["use"]);
        let found: Vec<_> = found.iter().map(|(number, line)| (*number, line.len())).collect();
        assert_eq!(found, [(1, long.len() + 4), (2, 4), (3, 3)]);
        assert_eq!(end, text.len() as u64);
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

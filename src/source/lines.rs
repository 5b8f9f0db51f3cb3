//! Lines of any input: numbered, without their ends, bounded.
//!
//! Owns: the byte order mark, LF and CRLF, a last line without an end, and the bound on how
//! much of one line is ever held. Refuses to know: what a line means.

use std::io::{BufRead, ErrorKind};

use crate::domain::{Code, Error, Result};

/// The longest line, array element or table row that is read; a longer one is refused without
/// being held in memory.
pub(crate) const LONGEST: usize = 16 * 1024 * 1024;

/// One line of the input.
pub(crate) struct Line<'a> {
    /// 1-based.
    pub(crate) number: u64,
    /// Without line end and byte order mark; what was kept of it when it is too long.
    pub(crate) bytes: &'a [u8],
    /// It was longer than [`LONGEST`].
    pub(crate) too_long: bool,
}

/// Reads an input by lines, or by bytes between lines.
pub(crate) struct Lines<'i> {
    input: &'i mut dyn BufRead,
    held: Vec<u8>,
    /// Bytes of the reader's own buffer handed out by the last call.
    handed: usize,
    number: u64,
    started: bool,
}

impl<'i> Lines<'i> {
    /// Starts at the input's present position.
    pub(crate) fn new(input: &'i mut dyn BufRead) -> Self {
        Lines { input, held: Vec::new(), handed: 0, number: 0, started: false }
    }

    /// The bytes that can be had without waiting twice; empty at the end of the input.
    ///
    /// # Errors
    /// When the input cannot be read.
    pub(crate) fn peek(&mut self) -> Result<&[u8]> {
        self.input.consume(std::mem::take(&mut self.handed));
        if !self.started {
            self.started = true;
            skip_mark(self.input)?;
        }
        fill(self.input)
    }

    /// Takes bytes seen with [`Lines::peek`], counting the line ends among them.
    pub(crate) fn take(&mut self, bytes: usize) {
        self.input.consume(bytes);
    }

    /// Counts line ends that were taken outside of [`Lines::next`].
    pub(crate) fn passed(&mut self, ends: u64) {
        self.number += ends;
    }

    /// Takes all that is left, unread.
    ///
    /// # Errors
    /// When the input cannot be read.
    pub(crate) fn skip_all(&mut self) -> Result<()> {
        loop {
            match self.peek()?.len() {
                0 => return Ok(()),
                left => self.take(left),
            }
        }
    }

    /// The next line, or `None` at the end of the input.
    ///
    /// # Errors
    /// When the input cannot be read.
    pub(crate) fn next(&mut self) -> Result<Option<Line<'_>>> {
        let buffer = self.peek()?;
        if buffer.is_empty() {
            return Ok(None);
        }
        let whole = memchr::memchr(b'\n', buffer);
        self.number += 1;
        let number = self.number;
        if let Some(end) = whole {
            self.handed = end + 1;
            let bytes = trim_cr(&fill(self.input)?[..end]);
            return Ok(Some(Line { number, bytes, too_long: bytes.len() > LONGEST }));
        }
        let too_long = self.hold_line()?;
        Ok(Some(Line { number, bytes: trim_cr(&self.held), too_long }))
    }

    /// Collects a line that spans reads; returns whether it was too long to keep.
    fn hold_line(&mut self) -> Result<bool> {
        if self.held.capacity() > LONGEST / 4 {
            self.held = Vec::new();
        }
        self.held.clear();
        let mut too_long = false;
        loop {
            let buffer = fill(self.input)?;
            let end = memchr::memchr(b'\n', buffer);
            let part = &buffer[..end.unwrap_or(buffer.len())];
            if self.held.len() + part.len() <= LONGEST {
                self.held.extend_from_slice(part);
            } else {
                too_long = true;
            }
            let used = part.len() + usize::from(end.is_some());
            self.input.consume(used);
            if end.is_some() || used == 0 {
                return Ok(too_long);
            }
        }
    }
}

fn trim_cr(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// Fills the reader's buffer, starting again when a signal interrupts.
fn fill(input: &mut dyn BufRead) -> Result<&[u8]> {
    loop {
        match input.fill_buf() {
            Ok(_) => break,
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            Err(e) => return Err(Error::new(Code::Io, format!("the input cannot be read: {e}"))),
        }
    }
    input.fill_buf().map_err(|e| Error::new(Code::Io, format!("the input cannot be read: {e}")))
}

/// Skips a UTF-8 byte order mark; refuses UTF-16, which would look like noise.
fn skip_mark(input: &mut dyn BufRead) -> Result<()> {
    let head = fill(input)?;
    if head.starts_with(b"\xef\xbb\xbf") {
        input.consume(3);
    } else if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return Err(Error::validation("the input is UTF-16 text").hint("convert it: iconv -f UTF-16 -t UTF-8"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    fn all(bytes: &[u8], buffer: usize) -> Vec<(u64, String, bool)> {
        let mut input = BufReader::with_capacity(buffer, bytes);
        let mut lines = Lines::new(&mut input);
        let mut found = Vec::new();
        while let Some(line) = lines.next().expect("readable") {
            found.push((line.number, String::from_utf8_lossy(line.bytes).into_owned(), line.too_long));
        }
        found
    }

    #[test]
    fn ends_marks_and_buffer_sizes_do_not_matter() {
        let text = b"\xef\xbb\xbfone\r\ntwo\n\nfour";
        let expected = [(1, "one"), (2, "two"), (3, ""), (4, "four")];
        for buffer in [3, 4, 5, 64] {
            let expected: Vec<_> = expected.iter().map(|(n, t)| (*n, (*t).to_owned(), false)).collect();
            assert_eq!(all(text, buffer), expected, "buffer {buffer}");
        }
        assert_eq!(all(b"", 8), []);
    }

    #[test]
    fn a_line_beyond_the_bound_is_not_held() {
        let mut text = vec![b'x'; LONGEST + 10];
        text.extend_from_slice(b"\nnext\n");
        let found = all(&text, 1 << 16);
        assert!(found[0].2 && found[0].1.len() <= LONGEST);
        assert_eq!(found[1], (2, "next".into(), false));
    }
}

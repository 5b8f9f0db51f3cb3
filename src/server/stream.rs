//! An answer that is written as it is made, in chunks.
//!
//! Owns: the chunks, and that an answer that was broken off does not look whole. Refuses to know:
//! what is written.

use std::io::{self, Write};

/// Bytes gathered before they are sent.
const PIECE: usize = 32 * 1024;

/// An answer under way. Without [`Stream::finish`] the client sees that it broke off.
pub(super) struct Stream {
    out: Box<dyn Write + Send>,
    gathered: Vec<u8>,
    written: u64,
    most: u64,
    /// More was written than may be.
    pub full: bool,
    finished: bool,
}

impl Stream {
    /// Begins with this head, which says that chunks follow; `most` bytes at most.
    ///
    /// # Errors
    /// When nobody is there.
    pub(super) fn begin(mut out: Box<dyn Write + Send>, head: &str, most: u64) -> io::Result<Stream> {
        out.write_all(head.as_bytes())?;
        let gathered = Vec::with_capacity(PIECE);
        Ok(Stream { out, gathered, written: 0, most, full: false, finished: false })
    }

    fn send(&mut self) -> io::Result<()> {
        if self.gathered.is_empty() {
            return Ok(());
        }
        write!(self.out, "{:x}\r\n", self.gathered.len())?;
        self.out.write_all(&self.gathered)?;
        self.out.write_all(b"\r\n")?;
        self.gathered.clear();
        self.out.flush()
    }

    /// Ends it as a whole.
    ///
    /// # Errors
    /// When nobody is there any more.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.send()?;
        self.finished = true;
        self.out.write_all(b"0\r\n\r\n")?;
        self.out.flush()
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.written += bytes.len() as u64;
        if self.written > self.most {
            self.full = true;
            return Err(io::Error::other("larger than export.max_export_size"));
        }
        self.gathered.extend_from_slice(bytes);
        if self.gathered.len() >= PIECE {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        if !self.finished {
            // No size of a chunk: the gate ends the connection there.
            let _ = self.out.write_all(b"!\r\n").and_then(|()| self.out.flush());
        }
    }
}

//! Standard input to standard output, untouched, with a copy to the importer on the way.
//!
//! The copy must never hold up or end the stream: chunks go out and are flushed as they arrive;
//! an importer that has failed is no longer fed; a reader that has gone is no longer written to,
//! and what comes is still recorded. Memory is bounded by the channel.

use std::io::{self, Read, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Bytes taken at a time.
const CHUNK: usize = 16 * 1024;
/// Chunks under way to the importer: 4 MiB.
const IN_FLIGHT: usize = 256;

/// How the copying went.
#[derive(Debug, Default)]
pub(super) struct Copied {
    /// Bytes that came in.
    pub(super) bytes: u64,
    /// Why standard input could not be read to its end.
    pub(super) input: Option<io::Error>,
    /// Why not everything went out; a closed pipe is no reason.
    pub(super) output: Option<io::Error>,
}

/// Copies `from` to `to` on another thread while `import` reads the same bytes on this one.
pub(super) fn tee<T>(
    from: &mut (dyn Read + Send),
    to: &mut (dyn Write + Send),
    import: impl FnOnce(&mut Tap) -> T,
) -> (Copied, T) {
    let (send, receive) = sync_channel(IN_FLIGHT);
    std::thread::scope(|scope| {
        let copier = scope.spawn(|| copy(from, to, send));
        let mut tap = Tap { receive, chunk: Vec::new(), at: 0 };
        let imported = import(&mut tap);
        drop(tap);
        let failed = |_| Copied { output: Some(io::Error::other("the copying thread panicked")), ..Copied::default() };
        (copier.join().unwrap_or_else(failed), imported)
    })
}

fn copy(from: &mut dyn Read, to: &mut dyn Write, send: SyncSender<Vec<u8>>) -> Copied {
    let mut copied = Copied::default();
    let mut reader_is_there = true;
    let mut importer = Some(send);
    let mut buffer = vec![0; CHUNK];
    loop {
        let chunk = match from.read(&mut buffer) {
            Ok(0) => return copied,
            Ok(length) => &buffer[..length],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Copied { input: Some(error), ..copied },
        };
        copied.bytes += chunk.len() as u64;
        if reader_is_there && let Err(error) = to.write_all(chunk).and_then(|()| to.flush()) {
            reader_is_there = false;
            copied.output = Some(error).filter(|error| error.kind() != io::ErrorKind::BrokenPipe);
        }
        if importer.as_ref().is_some_and(|importer| importer.send(chunk.to_vec()).is_err()) {
            importer = None;
        }
    }
}

/// The importer's end: reads what was copied, until the input ends.
pub(super) struct Tap {
    receive: Receiver<Vec<u8>>,
    chunk: Vec<u8>,
    at: usize,
}

impl Read for Tap {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at == self.chunk.len() {
            match self.receive.recv() {
                Ok(chunk) => (self.chunk, self.at) = (chunk, 0),
                Err(_) => return Ok(0),
            }
        }
        let length = into.len().min(self.chunk.len() - self.at);
        into[..length].copy_from_slice(&self.chunk[self.at..self.at + length]);
        self.at += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes a few bytes, then the reader has gone.
    struct Closing(usize);

    impl Write for Closing {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.0 == 0 {
                return Err(io::ErrorKind::BrokenPipe.into());
            }
            let length = bytes.len().min(self.0);
            self.0 -= length;
            Ok(length)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn drain(tap: &mut Tap) -> Vec<u8> {
        let mut all = Vec::new();
        tap.read_to_end(&mut all).expect("a channel");
        all
    }

    #[test]
    fn both_ends_get_every_byte() {
        let bytes: Vec<u8> = (0..3_000_000u32).map(|n| (n % 251) as u8).collect();
        let mut out = Vec::new();
        let (copied, read) = tee(&mut bytes.as_slice(), &mut out, drain);
        assert!(copied.input.is_none() && copied.output.is_none());
        assert!(copied.bytes == bytes.len() as u64 && out == bytes && read == bytes);
    }

    #[test]
    fn a_reader_that_has_gone_does_not_end_the_recording() {
        let bytes = vec![7u8; 200_000];
        let (copied, read) = tee(&mut bytes.as_slice(), &mut Closing(10), drain);
        assert!(copied.output.is_none() && read == bytes);
    }

    #[test]
    fn an_importer_that_gives_up_does_not_end_the_stream() {
        let bytes = vec![7u8; 10_000_000];
        let mut out = Vec::new();
        let (copied, ()) = tee(&mut bytes.as_slice(), &mut out, |_| ());
        assert!(copied.bytes == 10_000_000 && out.len() == 10_000_000);
    }
}

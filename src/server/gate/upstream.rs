//! The private connections to the HTTP server inside: a fixed number, made at the start.
//!
//! Owns: the pool, and reading one answer to its end. Refuses to know: clients, what is asked.
//! Made before any client is let in, they need no descriptor at the moment when there is none.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How often a wait looks at the time.
pub(super) const TICK: Duration = Duration::from_millis(500);
/// A request without a client: it is answered by whoever takes it, and not counted.
const PROBE: &[u8] = b"GET / HTTP/1.1\r\nContent-Length: 0\r\n\r\n";
const TRIES: usize = 20;
/// Bytes the head of an answer may have; ours have a tenth of it.
const LONGEST_HEAD: usize = 16 * 1024;

/// The connections nobody uses at the moment.
pub(super) struct Upstreams {
    path: PathBuf,
    idle: Mutex<Vec<UnixStream>>,
    returned: Condvar,
}

impl Upstreams {
    /// Connects `count` times.
    ///
    /// # Errors
    /// When the socket inside does not answer.
    pub(super) fn connect(path: PathBuf, count: usize) -> io::Result<Self> {
        let upstreams = Upstreams { path, idle: Mutex::new(Vec::with_capacity(count)), returned: Condvar::new() };
        for _ in 0..count {
            let one = upstreams.open()?;
            upstreams.lock().push(one);
        }
        Ok(upstreams)
    }

    /// Opens one and sees that it is served: the server inside may count a thread as free for it
    /// that has just been given to another, and would leave it waiting for ever.
    fn open(&self) -> io::Result<UnixStream> {
        for _ in 0..TRIES {
            let mut stream = UnixStream::connect(&self.path)?;
            stream.set_read_timeout(Some(TICK))?;
            let mut answer = Vec::new();
            if let Ok((Framing::Length(0), end)) =
                ask(&mut stream, PROBE, b"", false, Instant::now() + TICK, &mut answer)
                && end == answer.len()
            {
                return Ok(stream);
            }
        }
        Err(io::Error::other("the server inside does not answer"))
    }

    fn lock(&self) -> MutexGuard<'_, Vec<UnixStream>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One for an exchange; `None` when none is free in time.
    pub(super) fn take(&self, until: Instant) -> Option<UnixStream> {
        let mut idle = self.lock();
        loop {
            if let Some(one) = idle.pop() {
                return Some(one);
            }
            let left = until.checked_duration_since(Instant::now())?;
            idle = self.returned.wait_timeout(idle, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Gives one back after a whole exchange.
    pub(super) fn give_back(&self, one: UnixStream) {
        self.lock().push(one);
        self.returned.notify_one();
    }

    /// Puts another in the place of one that was given up.
    pub(super) fn replace(&self) {
        match self.open() {
            Ok(one) => self.give_back(one),
            Err(error) => tracing::error!(%error, "a connection inside is lost"),
        }
    }
}

/// What the answer inside says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Framing {
    /// So many bytes follow.
    Length(usize),
    Chunked,
}

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Failed {
    TimedOut,
    Broken,
}

/// Sends a request and reads the head of the answer into `answer`: how the rest comes, and where
/// the head ends.
pub(super) fn ask(
    stream: &mut UnixStream,
    request: &[u8],
    body: &[u8],
    bodiless: bool,
    until: Instant,
    answer: &mut Vec<u8>,
) -> Result<(Framing, usize), Failed> {
    let sent = if body.is_empty() { stream.write_all(request) } else { send(stream, request, body) };
    sent.map_err(|_| Failed::Broken)?;
    answer.clear();
    loop {
        let searched = answer.len();
        more(stream, until, answer)?;
        if let Some(end) = super::head::end(answer, searched) {
            return Ok((framing(&answer[..end], bodiless).ok_or(Failed::Broken)?, end));
        }
        if answer.len() > LONGEST_HEAD {
            return Err(Failed::Broken);
        }
    }
}

/// Small requests leave in one piece.
fn send(stream: &mut UnixStream, request: &[u8], body: &[u8]) -> io::Result<()> {
    if body.len() > 16 * 1024 {
        stream.write_all(request)?;
        return stream.write_all(body);
    }
    stream.write_all(&[request, body].concat())
}

/// Reads what there is, at least a byte.
pub(super) fn more(stream: &mut UnixStream, until: Instant, into: &mut Vec<u8>) -> Result<(), Failed> {
    let start = into.len();
    into.resize(start + 8 * 1024, 0);
    let read = loop {
        match stream.read(&mut into[start..]) {
            Ok(0) => break Err(Failed::Broken),
            Ok(count) => break Ok(count),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {
                if Instant::now() >= until {
                    break Err(Failed::TimedOut);
                }
            }
            Err(_) => break Err(Failed::Broken),
        }
    };
    into.truncate(start + *read.as_ref().unwrap_or(&0));
    read.map(|_| ())
}

fn framing(head: &[u8], bodiless: bool) -> Option<Framing> {
    let text = std::str::from_utf8(head).ok()?;
    let mut lines = text.split("\r\n");
    let status: u16 = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    if bodiless || status == 204 || status == 304 {
        return Some(Framing::Length(0));
    }
    let value = |name: &str| {
        let mut headers = text.split("\r\n").skip(1).filter_map(|line| line.split_once(':'));
        headers.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    };
    match value("content-length") {
        Some(length) => length.parse().ok().map(Framing::Length),
        None => value("transfer-encoding").map(|_| Framing::Chunked),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_says_how_it_ends() {
        let of = |head: &str| framing(head.as_bytes(), false);
        assert_eq!(of("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n"), Some(Framing::Length(12)));
        assert_eq!(of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"), Some(Framing::Chunked));
        assert_eq!(of("HTTP/1.1 304 Not Modified\r\n\r\n"), Some(Framing::Length(0)));
        assert_eq!(of("HTTP/1.1 200 OK\r\n\r\n"), None);
    }
}

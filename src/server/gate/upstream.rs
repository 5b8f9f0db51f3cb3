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
/// How long a piece of a request may wait to be taken inside: workers that are all busy take none.
const WRITE_TIME: Duration = Duration::from_secs(30);
/// Bytes the head of an answer may have; ours have a tenth of it.
const LONGEST_HEAD: usize = 16 * 1024;

/// The connections nobody uses at the moment.
pub(super) struct Upstreams {
    path: PathBuf,
    idle: Mutex<Idle>,
    returned: Condvar,
}

#[derive(Default)]
struct Idle {
    open: Vec<UnixStream>,
    /// Those that were given up, and could not be opened again yet.
    lost: usize,
}

impl Upstreams {
    /// Connects `count` times.
    ///
    /// # Errors
    /// When the socket inside does not answer.
    pub(super) fn connect(path: PathBuf, count: usize) -> io::Result<Self> {
        let upstreams = Upstreams { path, idle: Mutex::default(), returned: Condvar::new() };
        for _ in 0..count {
            let one = upstreams.open()?;
            upstreams.lock().open.push(one);
        }
        Ok(upstreams)
    }

    /// Opens one and sees that it is served: the server inside may count a thread as free for it
    /// that has just been given to another, and would leave it waiting for ever.
    fn open(&self) -> io::Result<UnixStream> {
        for _ in 0..TRIES {
            let mut stream = UnixStream::connect(&self.path)?;
            stream.set_read_timeout(Some(TICK))?;
            stream.set_write_timeout(Some(WRITE_TIME))?;
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

    fn lock(&self) -> MutexGuard<'_, Idle> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One for an exchange; `None` when none is free in time.
    pub(super) fn take(&self, until: Instant) -> Option<UnixStream> {
        let mut idle = self.lock();
        loop {
            if let Some(one) = idle.open.pop() {
                return Some(one);
            }
            let left = until.checked_duration_since(Instant::now())?;
            if idle.lost > 0 {
                idle.lost -= 1;
                drop(idle);
                self.replace();
                idle = self.lock();
            }
            if idle.open.is_empty() {
                idle = self.returned.wait_timeout(idle, left.min(TICK)).unwrap_or_else(PoisonError::into_inner).0;
            }
        }
    }

    /// Gives one back after a whole exchange.
    pub(super) fn give_back(&self, one: UnixStream) {
        self.lock().open.push(one);
        self.returned.notify_one();
    }

    /// Puts another in the place of one that was given up. When there is no descriptor for it now, the
    /// next one who has to wait tries again.
    pub(super) fn replace(&self) {
        match self.open() {
            Ok(one) => self.give_back(one),
            Err(error) => {
                tracing::error!(%error, "a connection inside is lost for now");
                self.lock().lost += 1;
            }
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
    sent.map_err(|error| match error.kind() {
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => Failed::TimedOut,
        _ => Failed::Broken,
    })?;
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

    /// A server inside that answers every request with nothing.
    fn serve(path: &std::path::Path) -> std::thread::JoinHandle<()> {
        let listener = std::os::unix::net::UnixListener::bind(path).expect("bound");
        std::thread::spawn(move || {
            for stream in listener.incoming().take(1) {
                let mut stream = stream.expect("a connection");
                let mut request = [0; 1024];
                while stream.read(&mut request).is_ok_and(|count| count > 0) {
                    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").expect("answered");
                }
            }
        })
    }

    #[test]
    fn one_that_could_not_be_opened_again_is_tried_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("inside");
        let first = serve(&path);
        let upstreams = Upstreams::connect(path.clone(), 1).expect("connected");
        drop(upstreams.take(Instant::now() + TICK).expect("one"));
        first.join().expect("ended");
        std::fs::remove_file(&path).expect("removed");
        upstreams.replace();
        assert!(upstreams.take(Instant::now()).is_none(), "nothing answers");
        let second = serve(&path);
        drop(upstreams.take(Instant::now() + TICK * 4).expect("opened again"));
        second.join().expect("ended");
    }

    #[test]
    fn an_answer_says_how_it_ends() {
        let of = |head: &str| framing(head.as_bytes(), false);
        assert_eq!(of("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n"), Some(Framing::Length(12)));
        assert_eq!(of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"), Some(Framing::Chunked));
        assert_eq!(of("HTTP/1.1 304 Not Modified\r\n\r\n"), Some(Framing::Length(0)));
        assert_eq!(of("HTTP/1.1 200 OK\r\n\r\n"), None);
    }
}

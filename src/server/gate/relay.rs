//! An answer on its way out.
//!
//! Owns: passing it on piece by piece against the clock, the answers of the gate itself. Refuses
//! to know: what is in it. A client has ten seconds for each part of 256 KiB.

use std::io::{ErrorKind, Write};
use std::net::TcpStream;
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::client::Client;
use super::head::Refused;
use super::upstream::{Framing, more};

const WRITE_TIME: Duration = Duration::from_secs(10);
/// How much a client must take in that time.
const PART: usize = 256 * 1024;
/// A head ends so; the last empty line is left for what is added.
const CLOSING: &[u8] = b"Connection: close\r\n\r\n";

/// How the client is to be answered.
pub(super) struct Way {
    pub keeps: bool,
    /// It knows no chunks.
    pub old: bool,
    pub until: Instant,
}

/// Passes the answer on; whether the connection may be used again, and `None` when the answer
/// inside was not read to its end.
pub(super) fn relay(
    client: &mut Client<'_>,
    one: &mut UnixStream,
    framing: Framing,
    head: usize,
    way: Way,
) -> Option<bool> {
    let mut out = Out { stream: client.stream, taken: 0, until: Instant::now() + WRITE_TIME };
    let answer = &mut client.answer;
    if answer[..head].windows(19).any(|part| part.eq_ignore_ascii_case(b"\r\nconnection: close\r")) {
        // The other side ends its connection after this.
        let _ = finish(&mut out, one, framing, head, answer, &way);
        return None;
    }
    finish(&mut out, one, framing, head, answer, &way)
}

fn finish(
    out: &mut Out<'_>,
    one: &mut UnixStream,
    framing: Framing,
    head: usize,
    answer: &mut Vec<u8>,
    way: &Way,
) -> Option<bool> {
    match framing {
        Framing::Length(length) => {
            let mut end = head;
            if !way.keeps {
                answer.splice(head - 2..head, CLOSING.iter().copied());
                end = head - 2 + CLOSING.len();
            }
            let mut left = length.checked_sub(answer.len() - end)?;
            // What is inside is read to its end even when the client is gone.
            let mut gone = !out.write(answer);
            while left > 0 {
                answer.clear();
                more(one, way.until + WRITE_TIME, answer).ok()?;
                left = left.checked_sub(answer.len())?;
                gone = gone || !out.write(answer);
            }
            Some(way.keeps && !gone)
        }
        Framing::Chunked => chunked(out, one, head, answer, way),
    }
}

/// Passes chunks on as they come, or their content to a client that knows none.
fn chunked(out: &mut Out<'_>, one: &mut UnixStream, head: usize, answer: &mut Vec<u8>, way: &Way) -> Option<bool> {
    let mut rest = answer.split_off(head);
    if way.old {
        let text = String::from_utf8_lossy(answer);
        let kept = text.split("\r\n").filter(|line| !line.to_ascii_lowercase().starts_with("transfer-encoding:"));
        *answer = kept.collect::<Vec<_>>().join("\r\n").into_bytes();
    }
    let keeps = way.keeps && !way.old;
    if !keeps {
        answer.truncate(answer.len() - 2);
        answer.extend_from_slice(CLOSING);
    }
    let mut chunks = Chunks::default();
    if !out.write(answer) {
        return None;
    }
    loop {
        let (content, ended) = chunks.take(&rest)?;
        let sent = if way.old { out.write(&content) } else { out.write(&rest) };
        if !sent {
            return None;
        }
        if ended {
            return Some(keeps);
        }
        rest.clear();
        // A stream may take as long as it moves.
        more(one, Instant::now() + WRITE_TIME * 3, &mut rest).ok()?;
    }
}

/// Where in the chunks we are.
#[derive(Default)]
struct Chunks {
    /// The size line, as far as it came.
    line: Vec<u8>,
    /// Bytes of the chunk still to come, with its line end.
    left: usize,
    last: bool,
}

impl Chunks {
    /// The content in these bytes, and whether they end the answer.
    fn take(&mut self, mut bytes: &[u8]) -> Option<(Vec<u8>, bool)> {
        let mut content = Vec::new();
        while !bytes.is_empty() {
            if self.left > 0 {
                let (now, later) = bytes.split_at(bytes.len().min(self.left));
                let payload = now.len().min(self.left.saturating_sub(2));
                content.extend_from_slice(&now[..payload]);
                self.left -= now.len();
                bytes = later;
                if self.left == 0 && self.last {
                    return bytes.is_empty().then_some((content, true));
                }
                continue;
            }
            self.line.push(bytes[0]);
            bytes = &bytes[1..];
            if self.line.ends_with(b"\r\n") {
                let text = std::str::from_utf8(&self.line).ok()?;
                let size = usize::from_str_radix(text.trim_end(), 16).ok()?;
                (self.left, self.last) = (size.checked_add(2)?, size == 0);
                self.line.clear();
            }
        }
        Some((content, false))
    }
}

/// The client's side, against the clock.
struct Out<'a> {
    stream: &'a TcpStream,
    /// Bytes it took of the present part.
    taken: usize,
    until: Instant,
}

impl Out<'_> {
    /// Whether it took all of it in time.
    fn write(&mut self, mut bytes: &[u8]) -> bool {
        while !bytes.is_empty() {
            match self.stream.write(bytes) {
                Ok(0) => return false,
                Ok(count) => {
                    bytes = &bytes[count..];
                    self.taken += count;
                    if self.taken >= PART {
                        (self.taken, self.until) = (0, Instant::now() + WRITE_TIME);
                    }
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
                Err(_) => return false,
            }
            if !bytes.is_empty() && Instant::now() > self.until {
                return false;
            }
        }
        true
    }
}

/// Numbers the gate's own answers.
static REFUSALS: AtomicU64 = AtomicU64::new(1);

/// The answer of the gate itself.
pub(super) fn refusal(refused: &Refused) -> Vec<u8> {
    let Refused { status, code, message } = refused;
    let id = format!("gate-{}-{}", std::process::id(), REFUSALS.fetch_add(1, Ordering::Relaxed));
    tracing::info!(status, error_code = code, trace_id = id, "refused: {message}");
    let retry = if *status == 503 { "Retry-After: 1\r\n" } else { "" };
    let body = format!("{{\"error\":{{\"code\":\"{code}\",\"message\":\"{message}\"}},\"request_id\":\"{id}\"}}\n");
    format!(
        "HTTP/1.1 {status} {}\r\nServer: cost-ops\r\nContent-Type: application/json\r\nX-API-Version: v1\r\nX-Trace-ID: {id}\r\n\
         {retry}Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        reason(*status),
        body.len()
    )
    .into_bytes()
}

fn reason(status: u16) -> &'static str {
    match status {
        400 => "Bad Request",
        408 => "Request Timeout",
        411 => "Length Required",
        413 => "Payload Too Large",
        414 => "URI Too Long",
        417 => "Expectation Failed",
        431 => "Request Header Fields Too Large",
        503 => "Service Unavailable",
        505 => "HTTP Version Not Supported",
        _ => "Internal Server Error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_followed_however_they_are_cut() {
        let whole = b"4\r\nabcd\r\n3\r\n\r\n!\r\n0\r\n\r\n";
        for cut in 0..whole.len() {
            let mut chunks = Chunks::default();
            let (first, ended) = chunks.take(&whole[..cut]).expect("chunks");
            assert!(!ended);
            let (second, ended) = chunks.take(&whole[cut..]).expect("chunks");
            assert!(ended, "{cut}");
            assert_eq!([first, second].concat(), b"abcd\r\n!", "{cut}");
        }
        assert!(Chunks::default().take(b"x\r\n").is_none());
    }
}

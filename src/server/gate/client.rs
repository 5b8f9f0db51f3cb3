//! One client: its requests, one after another, until either side has enough.
//!
//! Owns: reading a whole request against the clock, and writing the answer against it. Refuses to
//! know: what is asked. A deadline is of the whole head, the whole body, not of a single read:
//! a byte every few seconds does not move it.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use super::Shared;
use super::head::{self, Head, Refused};
use super::relay;
use super::seats::Reserved;
use super::upstream::{self, Failed, TICK};

/// How long a client may take to send a head, from its first byte (or from connecting) on.
const HEAD_TIME: Duration = Duration::from_secs(5);
/// How long a connection is kept between requests.
const IDLE_TIME: Duration = Duration::from_secs(10);
const BODY_TIME: Duration = Duration::from_secs(10);
/// Requests a connection may make before it has to connect anew.
const MOST_REQUESTS: u32 = 1_000;
/// What memory for a body is taken in.
const STEP: usize = 64 * 1024;
/// How long, and for how many bytes, a refused client is listened to so that it can read why.
const LINGER: (Duration, usize) = (Duration::from_millis(500), 256 * 1024);

/// Serves a client to the end of the connection.
pub(super) fn serve(stream: &TcpStream, seat: u64, shared: &Shared) {
    let peer = stream.peer_addr().map(|peer| peer.ip().to_string()).unwrap_or_default();
    let ready = stream.set_read_timeout(Some(TICK)).and_then(|()| stream.set_write_timeout(Some(TICK)));
    if ready.is_err() {
        return;
    }
    // Answers leave at once; without it each waits for the acknowledgement of the one before.
    let _ = stream.set_nodelay(true);
    let mut client = Client { stream, shared, peer, buffer: Vec::new(), inside: Vec::new(), answer: Vec::new() };
    for served in 1.. {
        match client.exchange(seat, served) {
            Ok(true) if shared.seats.wait(seat) => {}
            Ok(_) => return,
            Err(refused) => return client.refuse(refused),
        }
    }
}

pub(super) struct Client<'a> {
    pub stream: &'a TcpStream,
    shared: &'a Shared,
    peer: String,
    /// What was read of the request.
    buffer: Vec<u8>,
    /// The head that goes inside.
    inside: Vec<u8>,
    /// What was read of the answer.
    pub answer: Vec<u8>,
}

impl<'a> Client<'a> {
    /// One request and its answer; whether there may be another.
    fn exchange(&mut self, seat: u64, served: u32) -> Result<bool, Refused> {
        let Some(end) = self.head(served == 1)? else { return Ok(false) };
        let most = self.shared.limits.body;
        let head = head::read(&self.buffer[..end], most, &self.peer, &mut self.inside)?;
        let _held = self.body(&head, end)?;
        if !self.shared.seats.serve(seat) {
            return Ok(false);
        }
        // A client that sends before it is answered would have us hold what it sends: it is
        // answered once, and connects anew.
        let ahead = self.buffer.len() > end + head.length;
        let keeps = head.keeps && !ahead && served < MOST_REQUESTS && !self.shared.seats.is_draining();
        let until = Instant::now() + self.shared.limits.handler;
        let busy = Refused::new(503, "SERVICE_UNAVAILABLE", "too many requests are being answered");
        let inside = self.shared.passage.enter(head.weight(), until).ok_or(busy)?;
        let mut one = self.shared.upstreams.take(until).ok_or(busy)?;
        let body = &self.buffer[end..end + head.length];
        let asked = upstream::ask(&mut one, &self.inside, body, head.is_head, until, &mut self.answer);
        drop(inside);
        let (framing, answer_head) = match asked {
            Ok(asked) => asked,
            Err(failed) => {
                drop(one);
                self.shared.upstreams.replace();
                return Err(told(&failed));
            }
        };
        self.buffer.clear();
        self.buffer.shrink_to(STEP);
        match relay::relay(self, &mut one, framing, answer_head, relay::Way { keeps, old: head.old, until }) {
            Some(kept) => {
                self.shared.upstreams.give_back(one);
                Ok(kept)
            }
            None => {
                drop(one);
                self.shared.upstreams.replace();
                Ok(false)
            }
        }
    }

    /// Reads up to the end of a head; `None` when the client is done.
    fn head(&mut self, first: bool) -> Result<Option<usize>, Refused> {
        let slow = Refused::new(408, "REQUEST_TIMEOUT", "the head of the request took longer than 5 seconds");
        let mut until = Instant::now() + if first { HEAD_TIME } else { IDLE_TIME };
        let mut searched = 0;
        loop {
            let begun = !self.buffer.is_empty();
            match self.read(until, head::LONGEST + 1 - self.buffer.len().min(head::LONGEST)) {
                Got::Bytes if !begun && !first => until = Instant::now() + HEAD_TIME,
                Got::Bytes => {}
                Got::End if begun => {
                    return Err(Refused::new(400, "BAD_REQUEST", "the request ends in its head"));
                }
                Got::Late if begun || first => return Err(slow),
                Got::End | Got::Late => return Ok(None),
            }
            if let Some(end) = head::end(&self.buffer, searched) {
                return Ok(Some(end));
            }
            if head::hopeless(&self.buffer) {
                return Err(Refused::new(400, "BAD_REQUEST", "this is not HTTP"));
            }
            if self.buffer.len() > head::LONGEST {
                return Err(Refused::new(431, "HEADERS_TOO_LARGE", "the head is larger than 16 KiB"));
            }
            searched = self.buffer.len();
        }
    }

    /// Reads the body to its end; its bytes are held until it was answered.
    fn body(&mut self, head: &Head, end: usize) -> Result<Option<Reserved<'a>>, Refused> {
        if head.length == 0 {
            return Ok(None);
        }
        let full = Refused::new(503, "SERVICE_UNAVAILABLE", "too much is being sent at once; try again");
        let (stream, shared, buffer) = (self.stream, self.shared, &mut self.buffer);
        let mut held = shared.seats.reserve(head.length.min(STEP)).ok_or(full)?;
        let mut reserved = head.length.min(STEP);
        if head.expects && buffer.len() == end {
            let mut stream = stream;
            let _ = stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n");
        }
        let until = Instant::now() + BODY_TIME;
        while buffer.len() < end + head.length {
            let came = buffer.len() - end;
            if came == reserved {
                let step = (head.length - came).min(STEP.max(came));
                if !held.grow(step) {
                    return Err(full);
                }
                reserved += step;
            }
            // Not twice as much as it comes to.
            buffer.reserve_exact(end + reserved - buffer.len());
            match read(stream, buffer, until, reserved - came) {
                Got::Bytes => {}
                Got::End => return Err(Refused::new(400, "BAD_REQUEST", "the body is shorter than Content-Length")),
                Got::Late => {
                    return Err(Refused::new(408, "REQUEST_TIMEOUT", "the body took longer than 10 seconds"));
                }
            }
        }
        Ok(Some(held))
    }

    fn read(&mut self, until: Instant, most: usize) -> Got {
        read(self.stream, &mut self.buffer, until, most)
    }

    /// Says why, and makes sure the client can read it before the connection goes.
    fn refuse(&mut self, refused: Refused) {
        self.shared.count_refused(refused.status);
        let answer = relay::refusal(&refused);
        let mut stream = self.stream;
        if stream.write_all(&answer).is_err() || stream.shutdown(Shutdown::Write).is_err() {
            return;
        }
        let (until, mut left) = (Instant::now() + LINGER.0, LINGER.1);
        while left > 0 {
            self.buffer.clear();
            match self.read(until, left.min(STEP)) {
                Got::Bytes => left -= self.buffer.len(),
                Got::End | Got::Late => return,
            }
        }
    }
}

fn told(failed: &Failed) -> Refused {
    match failed {
        Failed::TimedOut => {
            Refused::new(503, "SERVICE_UNAVAILABLE", "the answer took longer than api.request_timeout_secs")
        }
        Failed::Broken => Refused::new(500, "INTERNAL_SERVER_ERROR", "the request could not be answered"),
    }
}

/// What a read came to.
enum Got {
    Bytes,
    End,
    Late,
}

/// Reads some bytes, `most` at most, behind those that are there.
fn read(mut stream: &TcpStream, buffer: &mut Vec<u8>, until: Instant, most: usize) -> Got {
    let start = buffer.len();
    buffer.resize(start + most.clamp(1, STEP), 0);
    let got = loop {
        match stream.read(&mut buffer[start..]) {
            Ok(0) => break (0, Got::End),
            // What trickles in must not push the deadline on.
            Ok(count) if Instant::now() > until => break (count, Got::Late),
            Ok(count) => break (count, Got::Bytes),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                if Instant::now() > until {
                    break (0, Got::Late);
                }
            }
            Err(_) => break (0, Got::End),
        }
    };
    buffer.truncate(start + got.0);
    got.1
}

//! The gate: only whole, well-formed, bounded requests reach the HTTP server inside.
//!
//! Owns: the public socket, who may connect, deadlines, sizes; a private socket in a folder only
//! its owner can enter. Refuses to know: paths, keys, the ledger. The server inside takes any length
//! on faith, waits for slow bodies with its workers, and stops for good when descriptors run out;
//! here a thread a connection waits instead, and none of its waits has no end.

mod client;
mod head;
mod passage;
mod relay;
mod seats;
mod upstream;

use std::io::{self, ErrorKind, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::fs::DirBuilderExt;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use head::Refused;
use passage::Passage;
use seats::Seats;
use upstream::Upstreams;

pub(super) use passage::SMALL;

/// What a gate lets through.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Connections at most.
    pub connections: usize,
    /// Bytes of one body.
    pub body: usize,
    /// Bytes of all bodies at a time.
    pub bodies: usize,
    /// How long an answer may take to begin.
    pub handler: Duration,
}

/// How long the accept loop waits when the system has no descriptor or memory to give.
const SHORT_OF: Duration = Duration::from_millis(10);
/// What a connection's thread needs; its buffers are elsewhere.
const STACK: usize = 256 * 1024;

struct Shared {
    limits: Limits,
    seats: Seats,
    passage: Passage,
    upstreams: Upstreams,
    refused: AtomicU64,
    closing: AtomicBool,
}

impl Shared {
    fn count_refused(&self, _status: u16) {
        self.refused.fetch_add(1, Ordering::Relaxed);
    }
}

/// A gate that lets requests through until it is drained.
pub(super) struct Gate {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

impl Gate {
    /// Opens the gate: what comes to `public` and is in order goes to the server that `inside`
    /// makes of the private socket.
    ///
    /// # Errors
    /// When a socket or thread cannot be made.
    pub(super) fn open<T>(
        public: TcpListener,
        limits: Limits,
        folder: &Path,
        inside: impl FnOnce(UnixListener) -> io::Result<T>,
    ) -> io::Result<(Gate, T)> {
        std::fs::DirBuilder::new().mode(0o700).create(folder)?;
        let path = folder.join("inside");
        let made = inside(UnixListener::bind(&path)?)?;
        let upstreams = Upstreams::connect(path, limits.connections.div_ceil(2).max(2))?;
        let address = public.local_addr()?;
        let shared = Arc::new(Shared {
            limits,
            seats: Seats::new(limits.connections, limits.bodies),
            passage: Passage::default(),
            upstreams,
            refused: AtomicU64::new(0),
            closing: AtomicBool::new(false),
        });
        let here = Arc::clone(&shared);
        let accepting = Builder::new().name("accept".into()).spawn(move || accept(&public, &here))?;
        Ok((Gate { address, shared, accepting: Some(accepting) }, made))
    }

    /// Where it listens.
    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// How many clients are connected.
    pub(super) fn connections(&self) -> usize {
        self.shared.seats.count()
    }

    /// How many requests were refused here.
    pub(super) fn refused(&self) -> u64 {
        self.shared.refused.load(Ordering::Relaxed)
    }

    /// Lets nobody in any more, and waits for the answers under way.
    pub(super) fn drain(&mut self, patience: Duration) -> bool {
        self.shared.closing.store(true, Ordering::Release);
        // The loop waits for a connection: here is one.
        let _ = TcpStream::connect_timeout(&self.address, Duration::from_secs(1));
        if let Some(accepting) = self.accepting.take() {
            let _ = accepting.join();
        }
        self.shared.seats.drain(patience)
    }
}

/// Lets clients in, whatever happens, until the gate closes.
fn accept(public: &TcpListener, shared: &Arc<Shared>) {
    loop {
        let accepted = public.accept();
        if shared.closing.load(Ordering::Acquire) {
            return;
        }
        match accepted {
            Ok((stream, _)) => admit(stream, shared),
            Err(error) if matches!(error.kind(), ErrorKind::Interrupted | ErrorKind::ConnectionAborted) => {}
            Err(error) => {
                tracing::debug!(%error, "no connection can be accepted at the moment");
                shared.seats.make_room();
                std::thread::sleep(SHORT_OF);
            }
        }
    }
}

/// Gives a client a seat and a thread, or says that there is none.
fn admit(stream: TcpStream, shared: &Arc<Shared>) {
    let stream = Arc::new(stream);
    let Some(seat) = shared.seats.take(&stream) else {
        return turn_away(&stream, shared);
    };
    let (here, client) = (Arc::clone(shared), Arc::clone(&stream));
    let spawned = Builder::new().name("client".into()).stack_size(STACK).spawn(move || {
        let leave = Leave { shared: &here, seat };
        client::serve(&client, seat, &here);
        drop(leave);
    });
    if spawned.is_err() {
        shared.seats.leave(seat);
        turn_away(&stream, shared);
    }
}

/// Leaves the seat also when serving panics.
struct Leave<'a> {
    shared: &'a Shared,
    seat: u64,
}

impl Drop for Leave<'_> {
    fn drop(&mut self) {
        self.shared.seats.leave(self.seat);
    }
}

fn turn_away(mut stream: &TcpStream, shared: &Shared) {
    shared.count_refused(503);
    let full = Refused::new(503, "SERVICE_UNAVAILABLE", "all connections are in use; try again");
    let _ = stream.set_nonblocking(true);
    let _ = stream.write(&relay::refusal(&full));
}

/// What a request with this head sends on inside; `None` when it is refused, or not all there yet.
pub(super) fn inside_of(bytes: &[u8]) -> Option<Vec<u8>> {
    let _ = head::hopeless(bytes);
    let end = head::end(bytes, 0)?;
    let mut inside = Vec::new();
    head::read(&bytes[..end], head::LONGEST, "192.0.2.1", &mut inside).ok()?;
    Some(inside)
}

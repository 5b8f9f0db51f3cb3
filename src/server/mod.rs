//! The listener: the same ledger over HTTP, for a team on one machine.
//!
//! Owns: the only HTTP server, the gate before it, routes, callers, limits, metrics. Refuses to
//! know: formats, prices, SQL, how a report is made: handlers read what is asked, and pass it on
//! to the same ingestion, `Query` and `render` as the command line. The clock, and what makes unique
//! names, are parameters.
//!
//! ```text
//!   client ─ gate (whole, bounded requests only) ─ private socket ─ tiny_http ─ workers ─ handler
//!                                                                  writer (one commit for all) ◀┘
//! ```

mod accounts;
mod alerts;
mod api;
mod audit;
mod budgets;
mod callers;
mod costs;
mod export;
mod forecasts;
mod gate;
mod health;
mod ingest;
mod lane;
mod limit;
mod metrics;
mod otlp;
mod params;
mod permits;
mod pricing;
#[doc(hidden)]
pub mod probe;
mod profile;
mod reports;
mod request;
mod response;
mod route;
mod settings;
mod stream;
mod told;
mod usage;
mod work;

use std::net::{SocketAddr, TcpListener};
use std::os::unix::net::UnixListener;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use crate::domain::{Code, Error, Result};
use api::Api;
use gate::{Gate, Limits};

pub use profile::{Profile, Slow};
pub use route::Access;
pub use settings::{Authenticate, Credentials, Layers, Rate, Settings};

/// Clients connected at most.
const CONNECTIONS: u64 = 128;
/// Descriptors the ledger, logs and sockets need besides those of clients.
const RESERVED: u64 = 72;
/// Bytes of bodies held at a time.
const BODIES: usize = 32 * 1024 * 1024;
/// How long answers under way may take when the server ends.
const PATIENCE: Duration = Duration::from_secs(10);
/// Threads that answer for metrics, and their clients.
const METRICS_CONNECTIONS: usize = 8;

/// Every route: method, path, and who may ask.
pub fn routes() -> impl Iterator<Item = (&'static str, &'static str, Access)> {
    route::ROUTES.iter().map(|route| (route.method.as_str(), route.path, route.access))
}

/// A server that runs.
pub struct Running {
    api: Arc<Api>,
    gate: Arc<std::sync::Mutex<Gate>>,
    inside: Arc<tiny_http::Server>,
    workers: Vec<JoinHandle<()>>,
    metrics: Option<(Gate, Arc<tiny_http::Server>, JoinHandle<()>)>,
    alerts: Option<JoinHandle<()>>,
    address: SocketAddr,
    _folder: tempfile::TempDir,
}

/// Starts a server.
///
/// # Errors
/// When the ledger cannot be opened, the address is in use, or a thread cannot be made.
pub fn start(settings: Settings) -> Result<Running> {
    let cannot = |what: &str, error: std::io::Error| Error::new(Code::Io, format!("cannot {what}: {error}"));
    let public = listen(settings.bind)?;
    let metrics = settings.metrics.map(listen).transpose()?;
    let folder = tempfile::Builder::new().prefix("cost-ops-").tempdir().map_err(|e| cannot("make a folder", e))?;
    let api = Api::new(settings)?;
    let room = api.settings.descriptors.saturating_sub(RESERVED) / 2;
    let limits = Limits {
        connections: usize::try_from(room.clamp(4, CONNECTIONS)).unwrap_or(4),
        body: api.settings.max_request_size,
        bodies: BODIES.max(api.settings.max_request_size),
        handler: api.settings.request_timeout,
    };
    let reports = api.settings.workers.saturating_sub(1).max(1);
    let mut reporting = lane::start(&api, reports).map_err(|e| cannot("start a thread", e))?;
    let begin = |listener| start_workers(listener, &api);
    let opened = Gate::open(public, limits, &folder.path().join("api"), begin);
    let (gate, (inside, mut workers)) = opened.map_err(|e| cannot("open the gate", e))?;
    workers.append(&mut reporting);
    let address = gate.address();
    let gate = Arc::new(std::sync::Mutex::new(gate));
    let metrics = match metrics {
        None => None,
        Some(listener) => {
            let limits = Limits { connections: METRICS_CONNECTIONS, body: 0, bodies: 0, ..limits };
            let begin = |listener| start_metrics(listener, &api, &gate);
            let opened = Gate::open(listener, limits, &folder.path().join("metrics"), begin);
            let (own, (inside, thread)) = opened.map_err(|e| cannot("open the gate of metrics", e))?;
            Some((own, inside, thread))
        }
    };
    let alerts = alerts::start(&api).map_err(|e| cannot("start a thread", e))?;
    Ok(Running { alerts, api, gate, inside, workers, metrics, address, _folder: folder })
}

type Inside = Arc<tiny_http::Server>;

fn inside(listener: UnixListener) -> std::io::Result<Inside> {
    tiny_http::Server::from_listener(listener, None).map(Arc::new).map_err(std::io::Error::other)
}

fn start_workers(listener: UnixListener, api: &Arc<Api>) -> std::io::Result<(Inside, Vec<JoinHandle<()>>)> {
    let inside = inside(listener)?;
    let spawn = |at| {
        let (api, inside) = (Arc::clone(api), Arc::clone(&inside));
        Builder::new().name(format!("worker-{at}")).spawn(move || work::work(&api, &inside))
    };
    let workers = (0..api.settings.workers.max(1)).map(spawn).collect::<std::io::Result<_>>()?;
    Ok((inside, workers))
}

fn start_metrics(
    listener: UnixListener,
    api: &Arc<Api>,
    gate: &Arc<std::sync::Mutex<Gate>>,
) -> std::io::Result<(Inside, JoinHandle<()>)> {
    let inside = inside(listener)?;
    let (api, gate, here) = (Arc::clone(api), Arc::clone(gate), Arc::clone(&inside));
    let thread = Builder::new().name("metrics".into()).spawn(move || metrics::serve(&api, &gate, &here))?;
    Ok((inside, thread))
}

fn listen(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).map_err(|error| {
        Error::new(Code::Io, format!("cannot listen at {address}: {error}"))
            .hint("another port: --port, or api.port in the configuration")
    })
}

impl Running {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where the time of requests went, if that is recorded.
    pub fn profile(&self) -> Option<Arc<Profile>> {
        self.api.profile.clone()
    }

    /// Where its metrics are.
    pub fn metrics_address(&self) -> Option<SocketAddr> {
        self.metrics.as_ref().map(|(gate, ..)| gate.address())
    }

    /// Records that were posted and are in the ledger, those it had before among them.
    pub fn accepted(&self) -> u64 {
        self.api.metrics.accepted()
    }

    /// Lets nobody in any more, finishes what is under way, and closes the ledger; whether all of
    /// it was finished.
    pub fn stop(self) -> bool {
        self.api.draining.store(true, Ordering::Release);
        let finished = self.gate.lock().unwrap_or_else(std::sync::PoisonError::into_inner).drain(PATIENCE);
        self.api.group.end();
        self.api.stopped.store(true, Ordering::Release);
        self.api.lane.end();
        if let Some((mut gate, inside, thread)) = self.metrics {
            gate.drain(Duration::from_secs(1));
            inside.unblock();
            let _ = thread.join();
        }
        for _ in &self.workers {
            self.inside.unblock();
        }
        if let Some(alerts) = self.alerts {
            alerts::wait(&alerts);
        }
        if finished {
            for worker in self.workers {
                let _ = worker.join();
            }
        }
        finished
    }
}

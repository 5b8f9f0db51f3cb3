//! What a server counts, as Prometheus reads it.
//!
//! Owns: the counters and their text. Refuses to know: who asked. Labels come from closed sets:
//! routes of the table, classes of status; no key, user or model ever is one.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::api::Api;
use super::request::unless_probe;
use super::response::Response;
use super::route::ROUTES;
use crate::domain::{Code, Error};
use crate::store::Fate;

/// Upper bounds of the latency buckets, in microseconds, with their text in seconds.
const BUCKETS: [(u64, &str); 11] = [
    (500, "0.0005"),
    (1_000, "0.001"),
    (2_500, "0.0025"),
    (5_000, "0.005"),
    (10_000, "0.01"),
    (25_000, "0.025"),
    (100_000, "0.1"),
    (250_000, "0.25"),
    (1_000_000, "1"),
    (5_000_000, "5"),
    (30_000_000, "30"),
];
const CLASSES: [&str; 4] = ["2xx", "3xx", "4xx", "5xx"];

#[derive(Default)]
struct OfRoute {
    classes: [AtomicU64; CLASSES.len()],
    /// Not cumulative; the last is for what took longer.
    buckets: [AtomicU64; BUCKETS.len() + 1],
    micros: AtomicU64,
}

/// All counters.
#[derive(Default)]
pub(super) struct Metrics {
    /// One for each route, and one for what is at none.
    routes: Vec<OfRoute>,
    new: AtomicU64,
    duplicate: AtomicU64,
    conflict: AtomicU64,
    rejected: AtomicU64,
    auth_failures: AtomicU64,
    rate_limited: AtomicU64,
    pool_exhausted: AtomicU64,
    cache_hits: AtomicU64,
    cache_misses: AtomicU64,
}

fn add(counter: &AtomicU64, count: u64) {
    counter.fetch_add(count, Ordering::Relaxed);
}

impl Metrics {
    pub(super) fn new(routes: usize) -> Self {
        Metrics { routes: std::iter::repeat_with(OfRoute::default).take(routes + 1).collect(), ..Metrics::default() }
    }

    pub(super) fn answered(&self, route: usize, status: u16, took: Duration) {
        let Some(of) = self.routes.get(route) else { return };
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        add(&of.classes[usize::from(status / 100).clamp(2, 5) - 2], 1);
        add(&of.buckets[BUCKETS.iter().position(|(most, _)| micros <= *most).unwrap_or(BUCKETS.len())], 1);
        add(&of.micros, micros);
    }

    pub(super) fn stored(&self, fate: Fate) {
        match fate {
            Fate::New => add(&self.new, 1),
            Fate::Duplicate => add(&self.duplicate, 1),
            Fate::Conflict => add(&self.conflict, 1),
        }
    }

    /// Counts of new, duplicate, conflicting and refused records.
    pub(super) fn batch(&self, new: u64, duplicate: u64, conflict: u64, rejected: u64) {
        add(&self.new, new);
        add(&self.duplicate, duplicate);
        add(&self.conflict, conflict);
        add(&self.rejected, rejected);
    }

    /// Posted records that are in the ledger.
    pub(super) fn accepted(&self) -> u64 {
        self.new.load(Ordering::Relaxed) + self.duplicate.load(Ordering::Relaxed)
    }

    pub(super) fn rejected(&self, count: u64) {
        add(&self.rejected, count);
    }

    pub(super) fn auth_failed(&self) {
        add(&self.auth_failures, 1);
    }

    pub(super) fn rate_limited(&self) {
        add(&self.rate_limited, 1);
    }

    pub(super) fn pool_exhausted(&self) {
        add(&self.pool_exhausted, 1);
    }

    pub(super) fn cached(&self, hit: bool) {
        add(if hit { &self.cache_hits } else { &self.cache_misses }, 1);
    }
}

/// What the metrics need that is elsewhere.
pub(super) struct Around {
    pub connections: usize,
    pub refused: u64,
}

/// All of it as text.
pub(super) fn text(api: &Api, around: &Around) -> String {
    let mut page = Page(String::with_capacity(16 * 1024));
    requests(&mut page, &api.metrics);
    counted(&mut page, &api.metrics);
    page.plain("cost_ops_refused_requests_total", "counter", "Requests refused before they were read.", around.refused);
    page.plain("cost_ops_connections", "gauge", "Clients connected.", around.connections as u64);
    page.plain("cost_ops_ingest_queue_records", "gauge", "Records that wait to be written.", api.group.queued() as u64);
    database(&mut page, api);
    page.labelled(
        "cost_ops_build_info",
        "gauge",
        "The version that runs.",
        "version",
        &[(env!("CARGO_PKG_VERSION"), 1)],
    );
    page.plain("cost_ops_uptime_seconds", "gauge", "Seconds since the start.", api.started.elapsed().as_secs());
    process(&mut page);
    page.0
}

/// Records, reports and credentials, by what became of them.
fn counted(page: &mut Page, m: &Metrics) {
    let of = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
    page.labelled(
        "cost_ops_ingested_records_total",
        "counter",
        "Records handed over, by what became of them.",
        "result",
        &[("new", of(&m.new)), ("duplicate", of(&m.duplicate))],
    );
    page.labelled(
        "cost_ops_rejected_records_total",
        "counter",
        "Records that were not stored, by why.",
        "reason",
        &[("conflict", of(&m.conflict)), ("invalid", of(&m.rejected))],
    );
    page.labelled(
        "cost_ops_report_cache_requests_total",
        "counter",
        "Reports looked for in the cache.",
        "result",
        &[("hit", of(&m.cache_hits)), ("miss", of(&m.cache_misses))],
    );
    page.plain(
        "cost_ops_auth_failures_total",
        "counter",
        "Requests with wrong credentials or none.",
        of(&m.auth_failures),
    );
    page.plain(
        "cost_ops_rate_limited_requests_total",
        "counter",
        "Requests beyond a key's limit.",
        of(&m.rate_limited),
    );
}

fn database(page: &mut Page, api: &Api) {
    let (open, idle) = api.pool.state();
    page.labelled(
        "cost_ops_database_pool_connections",
        "gauge",
        "Connections to the ledger.",
        "state",
        &[("idle", idle.into()), ("used", open.saturating_sub(idle).into())],
    );
    page.plain(
        "cost_ops_database_pool_exhausted_total",
        "counter",
        "Requests no connection was free for.",
        api.metrics.pool_exhausted.load(Ordering::Relaxed),
    );
    if let Some(size) = api.settings.ledger.path.as_ref().and_then(|path| path.metadata().ok()).map(|meta| meta.len()) {
        page.plain("cost_ops_database_size_bytes", "gauge", "Size of the ledger file.", size);
    }
}

fn requests(page: &mut Page, metrics: &Metrics) {
    let names = ROUTES.iter().map(|route| (route.method.as_str(), route.path)).chain([("any", "none")]);
    let named: Vec<_> = names.zip(&metrics.routes).collect();
    page.head("cost_ops_http_requests_total", "counter", "Requests answered.");
    for ((method, path), of) in &named {
        for (class, count) in CLASSES.iter().zip(&of.classes) {
            let count = count.load(Ordering::Relaxed);
            let _ = writeln!(
                page.0,
                "cost_ops_http_requests_total{{method=\"{method}\",route=\"{path}\",status=\"{class}\"}} {count}"
            );
        }
    }
    const LATENCY: &str = "cost_ops_http_request_duration_seconds";
    page.head(LATENCY, "histogram", "How long requests took to answer.");
    for ((method, path), of) in &named {
        let labels = format!("method=\"{method}\",route=\"{path}\"");
        let mut sum = 0;
        for ((_, most), count) in BUCKETS.iter().zip(&of.buckets) {
            sum += count.load(Ordering::Relaxed);
            let _ = writeln!(page.0, "{LATENCY}_bucket{{{labels},le=\"{most}\"}} {sum}");
        }
        sum += of.buckets[BUCKETS.len()].load(Ordering::Relaxed);
        let _ = writeln!(page.0, "{LATENCY}_bucket{{{labels},le=\"+Inf\"}} {sum}");
        let _ = writeln!(page.0, "{LATENCY}_sum{{{labels}}} {}", micros(of.micros.load(Ordering::Relaxed)));
        let _ = writeln!(page.0, "{LATENCY}_count{{{labels}}} {sum}");
    }
}

/// What the system says of the process.
fn process(page: &mut Page) {
    let word = |path: &str, at: usize| -> Option<u64> {
        let text = std::fs::read_to_string(path).ok()?;
        // The name of the program may have spaces in it; what follows its bracket has none.
        let text = text.rsplit_once(") ").map_or(text.as_str(), |(_, after)| after);
        text.split_whitespace().nth(at)?.parse().ok()
    };
    if let Some(pages) = word("/proc/self/statm", 1) {
        let bytes = pages * rustix::param::page_size() as u64;
        page.plain("process_resident_memory_bytes", "gauge", "Memory in use.", bytes);
    }
    if let (Some(user), Some(system)) = (word("/proc/self/stat", 11), word("/proc/self/stat", 12)) {
        page.head("process_cpu_seconds_total", "counter", "Processor time spent.");
        let spent = (user + system) * 1_000_000 / rustix::param::clock_ticks_per_second();
        let _ = writeln!(page.0, "process_cpu_seconds_total {}", micros(spent));
    }
    if let Ok(open) = std::fs::read_dir("/proc/self/fd") {
        page.plain("process_open_fds", "gauge", "File descriptors in use.", open.count() as u64);
    }
}

/// Microseconds as seconds.
fn micros(count: u64) -> String {
    format!("{}.{:06}", count / 1_000_000, count % 1_000_000)
}

struct Page(String);

impl Page {
    fn head(&mut self, name: &str, kind: &str, help: &str) {
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    fn plain(&mut self, name: &str, kind: &str, help: &str, value: u64) {
        self.head(name, kind, help);
        let _ = writeln!(self.0, "{name} {value}");
    }

    fn labelled(&mut self, name: &str, kind: &str, help: &str, label: &str, values: &[(&str, u64)]) {
        self.head(name, kind, help);
        for (of, value) in values {
            let _ = writeln!(self.0, "{name}{{{label}=\"{of}\"}} {value}");
        }
    }
}

/// Answers for metrics, on a port of their own, until the server ends.
pub(super) fn serve(api: &Api, gate: &std::sync::Mutex<super::gate::Gate>, inside: &tiny_http::Server) {
    while !api.stopped.load(Ordering::Acquire) {
        let Some(request) = inside.recv().ok().and_then(unless_probe) else { continue };
        let path = request.url().split('?').next().unwrap_or_default();
        let known = matches!(request.method(), tiny_http::Method::Get | tiny_http::Method::Head);
        let response = match (path, known) {
            ("/metrics", true) => {
                let around = {
                    let gate = gate.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                    Around { connections: gate.connections(), refused: gate.refused() }
                };
                let body = text(api, &around).into_bytes();
                Response::new(200, "text/plain; version=0.0.4; charset=utf-8", body)
            }
            ("/metrics", false) => Response::error(&Error::new(Code::MethodNotAllowed, "only GET"), "metrics"),
            _ => Response::error(&Error::new(Code::NotFound, "metrics are at /metrics"), "metrics"),
        };
        let _ = request.respond(response.into_http("metrics"));
    }
}

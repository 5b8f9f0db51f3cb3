//! The listener against raw tiny_http, in one run: `cargo bench --bench server [-- SECONDS]`.
//!
//! COST_OPS_BENCH_PROGRAM=PATH measures another build of the program. The load comes from `wrk` (Debian's package of that name). The raw servers are this program itself
//! in another process: tiny_http that only answers 201, and tiny_http with one writer that commits
//! what is queued to a plain table. Prints rates and ratios; asserts nothing about time, but counts
//! that every acknowledged record is there after the server was killed.

#![allow(clippy::disallowed_macros, clippy::disallowed_methods, clippy::float_arithmetic)]

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use tempfile::TempDir;

const CONNECTIONS: &str = "-c64";
/// Seconds wrk may take beyond those it is asked for.
const PATIENCE: u64 = 20;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    match args.first().map(String::as_str) {
        Some("raw") => return raw(None),
        Some("group") => return raw(args.get(1).cloned()),
        _ => {}
    }
    if Command::new("wrk").arg("-v").output().is_err() {
        eprintln!("skipped: there is no wrk here (apt-get install wrk)");
        return;
    }
    let seconds: u32 = args.first().and_then(|word| word.parse().ok()).unwrap_or(8);
    let folder = TempDir::new().expect("a folder");
    let bench = Bench { seconds, folder };
    bench.run();
}

struct Bench {
    seconds: u32,
    folder: TempDir,
}

/// What wrk measured.
#[derive(Debug, Default)]
struct Measured {
    rate: f64,
    p99: String,
    answered: u64,
    failed: u64,
    /// The most the server had in memory so far, in MiB.
    peak: u64,
}

impl Bench {
    fn run(&self) {
        println!("load before: {}", std::fs::read_to_string("/proc/loadavg").unwrap_or_default().trim());
        let table = self.folder.path().join("raw.db").to_string_lossy().into_owned();
        let single = self.script("single.lua", SINGLE);
        let batch = self.script("batch.lua", BATCH);
        let me = std::env::current_exe().expect("this program");
        let raw = Served::start(Command::new(&me).arg("raw"));
        let group = Served::start(Command::new(&me).args(["group", &table]));
        let mut ours = Served::start(&mut self.ours());
        println!("{:40} {:>10} {:>9} {:>8} {:>9}", "64 connections", "per second", "p99", "failed", "peak MiB");
        let raw_health = self.load("raw tiny_http, 201 only", &raw, "/", None, false);
        let health = self.load("health", &ours, "/health", None, false);
        let raw_singles = self.load("raw tiny_http, group commit", &group, "/", Some(&single), false);
        let singles = self.load("one record a request, durable", &ours, "/", Some(&single), false);
        let fresh = self.load("one record a connection, durable", &ours, "/", Some(&single), true);
        let batches = self.load("batches of 1,000, durable", &ours, "/", Some(&batch), false);
        let again = self.load("health, after all that", &ours, "/health", None, false);
        ours.child.kill().expect("killed");
        ours.child.wait().expect("ended");
        println!("load after: {}", std::fs::read_to_string("/proc/loadavg").unwrap_or_default().trim());
        let against = |what: &str, value: f64, bar: f64| println!("{what:52} {value:>10.2}   bar {bar}");
        against("health / raw tiny_http", health.rate / raw_health.rate, 0.3);
        against("one record a request / raw group commit", singles.rate / raw_singles.rate, 0.3);
        against("one record a request, a second", singles.rate, 15_000.0);
        against("one record a connection, a second", fresh.rate, 4_000.0);
        against("records a second in batches", batches.rate * 1000.0, 150_000.0);
        println!("{:52} {:>10}   bar 20ms", "p99 of one record a request", singles.p99);
        println!("{:52} {:>10}   bar 64 at most", "peak memory, MiB", again.peak);
        let acknowledged = singles.answered + fresh.answered + batches.answered * 1000;
        let there = self.count();
        println!("acknowledged {acknowledged}, there after SIGKILL {there}");
        assert!(there >= acknowledged, "an acknowledged record is missing");
    }

    /// The program under test: another build of it when COST_OPS_BENCH_PROGRAM names one.
    fn program(&self) -> Command {
        let own = || env!("CARGO_BIN_EXE_cost-ops").into();
        let mut command = Command::new(std::env::var_os("COST_OPS_BENCH_PROGRAM").unwrap_or_else(own));
        command.env("HOME", self.folder.path());
        command
    }

    fn ours(&self) -> Command {
        let mut command = self.program();
        command.args(["server", "--port", "0"]).env("COST_OPS_METRICS_PORT", "0");
        command.env("COST_OPS_API_LOOPBACK_INGEST", "true");
        command
    }

    fn count(&self) -> u64 {
        let out = self.program().args(["query", "--range", "all", "--limit", "1", "--json"]).output();
        let answer: serde_json::Value = serde_json::from_slice(&out.expect("query runs").stdout).expect("JSON");
        answer["summary"]["total_records"].as_u64().unwrap_or_default()
    }

    fn script(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path.to_string_lossy().into_owned()
    }

    /// Loads a server for so many seconds, and tells what came of it.
    fn load(&self, what: &str, server: &Served, path: &str, script: Option<&str>, anew: bool) -> Measured {
        let text = self.wrk(&format!("http://{}{path}", server.address), script, anew);
        let word = |start: &str, at: usize| {
            let line = text.lines().find(|line| line.trim_start().starts_with(start))?;
            line.split_whitespace().nth(at).map(str::to_owned)
        };
        let number = |start: &str, at: usize| word(start, at).and_then(|word| word.trim_matches(',').parse().ok());
        let answered = text
            .lines()
            .find(|line| line.contains("requests in"))
            .and_then(|line| line.split_whitespace().next()?.parse().ok());
        let failed = number("Non-2xx", 4).unwrap_or(0.0) as u64;
        let measured = Measured {
            rate: number("Requests/sec:", 1).unwrap_or_default(),
            p99: word("99%", 1).unwrap_or_default(),
            answered: answered.unwrap_or(0u64).saturating_sub(failed),
            failed,
            peak: high_water(server.child.id()) / 1024,
        };
        let Measured { rate, p99, failed, peak, .. } = &measured;
        println!("{what:40} {rate:>10.0} {p99:>9} {failed:>8} {peak:>9}");
        measured
    }

    /// What wrk says; nothing when it does not end.
    fn wrk(&self, url: &str, script: Option<&str>, anew: bool) -> String {
        let mut command = Command::new("wrk");
        command.args(["-t1", CONNECTIONS, "--latency", &format!("-d{}", self.seconds)]);
        script.map(|script| command.args(["-s", script]));
        if anew {
            command.args(["-H", "Connection: close"]);
        }
        let mut wrk = command.arg(url).stdout(Stdio::piped()).spawn().expect("wrk runs");
        let patience = Instant::now() + Duration::from_secs(u64::from(self.seconds) + PATIENCE);
        while wrk.try_wait().expect("known").is_none() {
            if Instant::now() > patience {
                println!("wrk at {url} does not end");
                wrk.kill().expect("killed");
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        let mut text = String::new();
        wrk.stdout.take().expect("piped").read_to_string(&mut text).expect("text");
        text
    }
}

const SINGLE: &str = r#"
local n, run = 0, os.time()
local own = {}
wrk.headers["Content-Type"] = "application/json"
request = function()
  n = n + 1
  local body = string.format('{"id":"%s-%d-%s","timestamp":"2026-11-20T10:00:00Z","provider":"openai","model":"gpt-4o","input_tokens":%d,"output_tokens":50,"organization_id":"acme"}', run, n, tostring(own):sub(-6), 100 + n % 1000)
  return wrk.format("POST", "/api/v1/usage", nil, body)
end
"#;

/// The records are made once, and get their ids as they are sent: wrk has a part of the processors too.
const BATCH: &str = r#"
local n, run = 0, os.time()
wrk.headers["Content-Type"] = "application/json"
local records = {}
for i = 1, 1000 do
  records[i] = string.format('{"id":"b-@-%d","timestamp":"2026-11-20T10:00:00Z","provider":"openai","model":"gpt-4o","input_tokens":%d,"output_tokens":50}', i, i)
end
local batch = "[" .. table.concat(records, ",") .. "]"
request = function()
  n = n + 1
  return wrk.format("POST", "/api/v1/usage/batch", nil, (batch:gsub("@", run .. "-" .. n)))
end
"#;

/// A server in another process.
struct Served {
    child: Child,
    address: String,
}

impl Served {
    /// Starts it; it says where it listens on standard error.
    fn start(command: &mut Command) -> Served {
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("started");
        let mut lines = BufReader::new(child.stderr.take().expect("piped"));
        let mut seen = String::new();
        let address = loop {
            let mut line = String::new();
            assert!(lines.read_line(&mut line).expect("read") > 0, "no server: {seen}");
            let _ = write!(seen, "{line}");
            if let Some(address) = line.trim().strip_prefix("listening at http://") {
                break address.to_owned();
            }
        };
        std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
        Served { child, address }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn high_water(process: u32) -> u64 {
    let text = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.trim().trim_end_matches(" kB").trim().parse().ok()).unwrap_or(0)
}

/// tiny_http alone; with a table one writer commits what is queued before it is answered.
fn raw(table: Option<String>) {
    let server = Arc::new(tiny_http::Server::http("127.0.0.1:0").expect("a port"));
    eprintln!("listening at http://{}", server.server_addr());
    let (send, receive) = channel::<(tiny_http::Request, String)>();
    let stores = table.is_some();
    let workers: Vec<_> = (0..4)
        .map(|_| {
            let (server, send) = (Arc::clone(&server), send.clone());
            std::thread::spawn(move || {
                for mut request in server.incoming_requests() {
                    let mut body = String::new();
                    let _ = request.as_reader().read_to_string(&mut body);
                    if stores {
                        let _ = send.send((request, body));
                    } else {
                        let _ = request.respond(tiny_http::Response::empty(201));
                    }
                }
            })
        })
        .collect();
    if let Some(path) = table {
        let mut conn = rusqlite::Connection::open(path).expect("opened");
        conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).expect("set");
        conn.pragma_update(None, "synchronous", "FULL").expect("set");
        conn.execute("CREATE TABLE record (id INTEGER PRIMARY KEY, body TEXT)", []).expect("made");
        while let Ok(first) = receive.recv() {
            let taken: Vec<_> = std::iter::once(first).chain(receive.try_iter()).collect();
            let tx = conn.transaction().expect("begun");
            for (_, body) in &taken {
                tx.prepare_cached("INSERT INTO record (body) VALUES (?1)")
                    .and_then(|mut s| s.execute([body]))
                    .expect("put");
            }
            tx.commit().expect("committed");
            taken.into_iter().for_each(|(request, _)| _ = request.respond(tiny_http::Response::empty(201)));
        }
    }
    workers.into_iter().for_each(|worker| _ = worker.join());
}

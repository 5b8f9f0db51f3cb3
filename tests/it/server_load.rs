//! Numbers a server is held to, in little: COST_OPS_LONG=1 makes the full ones of it. Times are told,
//! not asserted.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use cost_ops::auth;

use crate::run::Home;
use crate::serving::Server;

/// So many in CI, so many in full.
fn count(little: usize, full: usize) -> usize {
    if std::env::var_os("COST_OPS_LONG").is_some() { full } else { little }
}

/// A connection that is kept, one request after another.
struct Kept(BufReader<TcpStream>);

impl Kept {
    fn open(server: &Server) -> Kept {
        let stream = server.connect();
        stream.set_nodelay(true).unwrap();
        Kept(BufReader::new(stream))
    }

    /// The status of the answer.
    fn ask(&mut self, request: &str) -> u16 {
        self.0.get_mut().write_all(request.as_bytes()).unwrap();
        let (mut status, mut length) = (0, 0);
        loop {
            let mut line = String::new();
            self.0.read_line(&mut line).unwrap();
            let line = line.trim_end();
            if let Some(rest) = line.strip_prefix("HTTP/1.1 ") {
                status = rest[..3].parse().unwrap();
            } else if let Some(value) = line.strip_prefix("Content-Length: ") {
                length = value.parse().unwrap();
            } else if line.is_empty() {
                break;
            }
        }
        self.0.read_exact(&mut vec![0; length]).unwrap();
        status
    }
}

fn get(path: &str, key: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer {key}\r\n\r\n")
}

/// Processor time of a process, in hundredths of a second.
fn ticks(server: &Server) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", server.child.id())).unwrap();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}

/// Memory of a process, in KiB.
fn resident(server: &Server) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.child.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.split_whitespace().next().unwrap().parse().unwrap()
}

fn percentile(mut times: Vec<Duration>, of_thousand: usize) -> Duration {
    times.sort_unstable();
    times[(times.len() * of_thousand / 1000).min(times.len() - 1)]
}

#[test]
fn a_key_that_was_seen_is_cheap_and_so_is_a_wrong_one_and_one_that_ended_is_seen_to_have() {
    let home = Home::new();
    let made = home.run(["auth", "api-key", "create", "--name", "k", "--json"]).exits(0).stdout;
    let made: serde_json::Value = serde_json::from_str(&made).unwrap();
    let (id, key) = (made["id"].as_str().unwrap(), made["key"].as_str().unwrap());
    let server = Server::start(&home, &[("COST_OPS_RATE_LIMITING_ENABLE", "false")]);
    let whoami = get("/api/v1/auth/whoami", key);
    // A connection each: one that idles meanwhile is ended.
    let timed = |request: &str, times: usize, status: u16| -> Vec<Duration> {
        let mut kept = Kept::open(&server);
        let one = |_| {
            let began = Instant::now();
            assert_eq!(kept.ask(request), status);
            began.elapsed()
        };
        (0..times).map(one).collect()
    };
    timed(&whoami, 1, 200);
    let known = timed(&whoami, count(100, 900), 200);
    let wrong: Vec<String> = (0..count(50, 1_000)).map(|_| auth::mint(false, false).unwrap().text).collect();
    let before = ticks(&server);
    let mut other = Kept::open(&server);
    for (at, key) in wrong.iter().enumerate() {
        if at % 900 == 899 {
            other = Kept::open(&server);
        }
        assert_eq!(other.ask(&get("/api/v1/auth/whoami", key)), 401);
    }
    let spent = ticks(&server) - before;
    eprintln!(
        "a known key: p99 {:?} of a whole exchange; {} wrong keys: {} ms of processor time",
        percentile(known, 990),
        wrong.len(),
        spent * 10
    );
    timed(&whoami, 1, 200);
    home.run(["auth", "api-key", "revoke", id]).exits(0);
    timed(&whoami, 1, 401);
}

#[test]
fn what_comparing_passwords_takes_is_given_back_however_many_threads_there_are() {
    let home = Home::new();
    let server = Server::start(&home, &[("COST_OPS_API_WORKERS", "8"), ("COST_OPS_RATE_LIMITING_ENABLE", "false")]);
    assert_eq!(server.get("/api/v1/budgets").status, 401);
    let before = resident(&server);
    for n in 0..12 {
        let body = format!(r#"{{"email":"nobody-{n}@example.com","password":"not the right one"}}"#);
        assert_eq!(server.post("/api/v1/auth/login", &body).status, 401);
    }
    let grown = resident(&server).saturating_sub(before);
    eprintln!("twelve logins: {grown} KiB more, from {before}");
    // The 19 MiB of a comparison are given back; some for eight threads is not.
    assert!(grown < 12 * 1024, "{grown} KiB more, from {before}");
}

#[test]
fn four_servers_write_one_log_and_lose_no_line() {
    let homes: Vec<Home> = (0..4).map(|_| Home::new()).collect();
    let log = homes[0].at("logs/app.log");
    std::fs::create_dir_all(log.parent().unwrap()).unwrap();
    let each = count(2_000, 20_000);
    std::thread::scope(|scope| {
        for (process, home) in homes.iter().enumerate() {
            let log = &log;
            scope.spawn(move || {
                let server = Server::start(
                    home,
                    &[
                        ("COST_OPS_LOGGING_FILE", log.to_str().unwrap()),
                        ("COST_OPS_LOGGING_FORMAT", "json"),
                        ("COST_OPS_LOGGING_LEVEL", "info"),
                        ("COST_OPS_LOGGING_ROTATION_MAX_SIZE_MB", "1"),
                        ("COST_OPS_LOGGING_ROTATION_MAX_BACKUPS", "100"),
                    ],
                );
                let mut kept = Kept::open(&server);
                for n in 0..each {
                    if n % 900 == 899 {
                        kept = Kept::open(&server);
                    }
                    let request = format!("GET /live HTTP/1.1\r\nHost: t\r\nX-Trace-ID: line-{process}-{n}\r\n\r\n");
                    assert_eq!(kept.ask(&request), 200);
                }
            });
        }
    });
    let mut seen = std::collections::HashSet::new();
    let mut files = 0;
    for entry in std::fs::read_dir(log.parent().unwrap()).unwrap() {
        let path = entry.unwrap().path();
        if !path.file_name().unwrap().to_string_lossy().starts_with("app.log") {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let mut text = String::new();
        match path.extension().is_some_and(|ending| ending == "gz") {
            true => flate2::read::MultiGzDecoder::new(&bytes[..]).read_to_string(&mut text).unwrap(),
            false => (&bytes[..]).read_to_string(&mut text).unwrap(),
        };
        files += 1;
        for line in text.lines() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
            seen.extend(line["trace_id"].as_str().filter(|id| id.starts_with("line-")).map(str::to_owned));
        }
    }
    eprintln!("{} lines of 4 processes in {files} files", seen.len());
    assert_eq!(seen.len(), 4 * each);
    assert!(files > 1, "it was turned over");
}

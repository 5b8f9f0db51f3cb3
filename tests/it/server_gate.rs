//! What no client can do to a server: end it, fill it, block it, be answered twice.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::run::Home;
use crate::serving::{Answer, Server, count, record};

/// Requests that are none, or more than one; what they are answered with, 0 for nothing.
fn hostile() -> Vec<(&'static str, Vec<u8>, u16)> {
    let get = |extra: &str| format!("GET /health HTTP/1.1\r\nHost: t\r\nConnection: close\r\n{extra}\r\n").into_bytes();
    let post = |extra: &str, body: &str| {
        format!("POST /api/v1/usage HTTP/1.1\r\nHost: t\r\nConnection: close\r\n{extra}\r\n{body}").into_bytes()
    };
    let line = |line: &str| format!("{line}\r\nHost: t\r\nConnection: close\r\n\r\n").into_bytes();
    vec![
        ("length of letters", post("Content-Length: abc\r\n", "x"), 400),
        ("length with a sign", post("Content-Length: +5\r\n", "12345"), 400),
        ("negative length", post("Content-Length: -1\r\n", ""), 400),
        ("hex length", post("Content-Length: 0x5\r\n", "12345"), 400),
        ("list of lengths", post("Content-Length: 5, 5\r\n", "12345"), 400),
        ("two lengths", post("Content-Length: 5\r\nContent-Length: 6\r\n", "12345"), 400),
        ("the same length twice", post("Content-Length: 5\r\nContent-Length: 5\r\n", "12345"), 400),
        ("empty length", post("Content-Length: \r\n", ""), 400),
        ("a terabyte", post("Content-Length: 1000000000000\r\n", ""), 413),
        ("2^64", post("Content-Length: 18446744073709551616\r\n", ""), 413),
        ("just too large", post("Content-Length: 10485761\r\n", ""), 413),
        ("chunks", post("Transfer-Encoding: chunked\r\n", "0\r\n\r\n"), 411),
        ("chunks and length", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 411),
        ("length and disguised chunks", post("Transfer-Encoding: xchunked\r\nContent-Length: 3\r\n", "abc"), 411),
        ("space before the colon", post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"), 400),
        ("folded header", get("X: a\r\n b\r\n"), 400),
        ("bare line feeds", b"GET /health HTTP/1.1\nHost: t\n\n".to_vec(), 400),
        ("bare line feed in a value", get("X: a\nContent-Length: 5\r\n"), 400),
        ("bare carriage return", get("X: a\rb\r\n"), 400),
        ("NUL in a value", get("X: a\0b\r\n"), 400),
        ("escape in a value", get("X: \u{1b}[31m\r\n"), 400),
        ("NUL in the target", line("GET /he\0alth HTTP/1.1"), 400),
        ("escaped NUL", line("GET /health%00 HTTP/1.1"), 400),
        ("broken escape", line("GET /%zz HTTP/1.1"), 400),
        ("parent folder", line("GET /api/../../etc/passwd HTTP/1.1"), 404),
        ("absolute target", line("GET http://t/health HTTP/1.1"), 400),
        ("no target", line("GET HTTP/1.1"), 400),
        ("two spaces", line("GET  /health HTTP/1.1"), 400),
        ("small method", line("get /health HTTP/1.1"), 400),
        ("long method", line(&format!("{} /health HTTP/1.1", "A".repeat(40))), 400),
        ("unknown method", line("BREW /health HTTP/1.1"), 405),
        ("old protocol", line("GET /health HTTP/0.9"), 505),
        ("next protocol", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(), 505),
        ("no protocol", line("GET /health"), 400),
        ("long target", line(&format!("GET /{} HTTP/1.1", "a".repeat(3000))), 414),
        ("65 headers", get(&"X: y\r\n".repeat(65)), 431),
        ("a head without an end", get(&format!("X: {}\r\n", "y".repeat(20_000))), 431),
        ("no host", b"GET /health HTTP/1.1\r\n\r\n".to_vec(), 400),
        ("two hosts", get("Host: u\r\n"), 400),
        ("two credentials", get("Authorization: Bearer a\r\nAuthorization: Bearer b\r\n"), 400),
        ("key and token", get("Authorization: Bearer a\r\nX-API-Key: b\r\n"), 400),
        ("a header without a name", get(": x\r\n"), 400),
        ("a header without a colon", get("nonsense\r\n"), 400),
        ("expects tea", get("Expect: tea\r\n"), 417),
        ("TLS hello", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(), 400),
        ("bytes of nothing", vec![0xff; 4096], 400),
        ("an empty line first", b"\r\nGET /health HTTP/1.1\r\nHost: t\r\n\r\n".to_vec(), 400),
        ("body of gzip that is none", post("Content-Encoding: gzip\r\nContent-Length: 4\r\n", "abcd"), 400),
        ("body of brotli", post("Content-Encoding: br\r\nContent-Length: 4\r\n", "abcd"), 415),
        (
            "a second request behind the body",
            post("Content-Length: 2\r\n", "{}GET /health HTTP/1.1\r\nHost: t\r\n\r\n"),
            422,
        ),
        (
            "two at once",
            b"GET /health HTTP/1.1\r\nHost: t\r\n\r\nGET /health HTTP/1.1\r\nHost: t\r\n\r\n".to_vec(),
            200,
        ),
    ]
}

#[test]
fn hostile_requests_are_answered_once_and_end() {
    let home = Home::new();
    let server = Server::start(&home, &[]);
    let cases = hostile();
    assert!(cases.len() >= 40);
    for (name, bytes, status) in cases {
        let began = Instant::now();
        let text = server.raw(&bytes);
        assert!(began.elapsed() < Duration::from_secs(15), "{name}");
        let answer = Answer::of(&text);
        assert_eq!(answer.status, status, "{name}: {text}");
        assert_eq!(text.matches("HTTP/1.1 ").count(), 1, "{name}: {text}");
        assert_eq!(server.get("/health").status, 200, "after {name}");
    }
    assert_eq!(count(&home), 0);
}

#[test]
fn what_stops_in_the_middle_is_ended() {
    let home = Home::new();
    let server = Server::start(&home, &[]);
    let cases: [(&str, &[u8]); 4] = [
        ("nothing", b""),
        ("half a head", b"GET /health HT"),
        ("a head without its last line", b"GET /health HTTP/1.1\r\nHost: t\r\n"),
        ("half a body", b"POST /api/v1/usage HTTP/1.1\r\nHost: t\r\nContent-Length: 10\r\n\r\n{"),
    ];
    std::thread::scope(|scope| {
        for (name, bytes) in cases {
            let server = &server;
            scope.spawn(move || {
                let answer = Answer::of(&server.raw(bytes));
                assert_eq!((answer.status, answer.code().as_str()), (408, "REQUEST_TIMEOUT"), "{name}");
            });
        }
        // A client that has said all it will say.
        let mut stream = server.connect();
        stream.write_all(b"POST /api/v1/usage HTTP/1.1\r\nHost: t\r\nContent-Length: 10\r\n\r\n{").unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert_eq!(Answer::of(&answer).status, 400);
    });
}

#[test]
fn slow_clients_do_not_keep_others_out() {
    let home = Home::new();
    let server = Server::start(&home, &[]);
    let (end, slow) = (AtomicBool::new(false), 300);
    let (good, bad) = (AtomicU64::new(0), AtomicU64::new(0));
    // COST_OPS_LONG=1 makes the whole twelve seconds of it.
    let time = Duration::from_secs(if std::env::var_os("COST_OPS_LONG").is_some() { 12 } else { 3 });
    let times = std::sync::Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let head = b"POST /api/v1/usage HTTP/1.1\r\nHost: t\r\nContent-Length: 5000\r\n\r\n";
            let mut streams: Vec<TcpStream> = Vec::new();
            while !end.load(Ordering::Relaxed) {
                while streams.len() < slow {
                    let Ok(mut stream) = TcpStream::connect(server.address) else { break };
                    let _ = stream.write_all(&head[..if streams.len().is_multiple_of(2) { 20 } else { head.len() }]);
                    streams.push(stream);
                }
                std::thread::sleep(Duration::from_millis(200));
                streams.retain_mut(|stream| stream.write_all(b"x").is_ok());
            }
        });
        let clients: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    let began = Instant::now();
                    while began.elapsed() < time {
                        let one = Instant::now();
                        let which = if server.get("/health").status == 200 { &good } else { &bad };
                        which.fetch_add(1, Ordering::Relaxed);
                        times.lock().unwrap().push(one.elapsed());
                    }
                })
            })
            .collect();
        clients.into_iter().for_each(|client| client.join().unwrap());
        end.store(true, Ordering::Relaxed);
    });
    let (good, bad) = (good.into_inner(), bad.into_inner());
    let mut times = times.into_inner().unwrap();
    times.sort_unstable();
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.child.id())).unwrap();
    let memory = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    eprintln!("{good} good, {bad} bad, p99 {:?}, {memory}", times[times.len() * 99 / 100]);
    assert!(good > 50 && bad * 1000 <= good, "{good} good, {bad} bad");
}

#[test]
fn a_connection_is_kept_for_the_next_request() {
    let home = Home::new();
    let server = Server::start(&home, &[]);
    let mut stream = server.connect();
    for _ in 0..3 {
        stream.write_all(b"GET /live HTTP/1.1\r\nHost: t\r\n\r\n").unwrap();
        let mut buffer = [0; 4096];
        let read = stream.read(&mut buffer).unwrap();
        assert_eq!(Answer::of(&String::from_utf8_lossy(&buffer[..read])).status, 200);
    }
    let mut old = server.connect();
    old.write_all(b"GET /live HTTP/1.0\r\n\r\n").unwrap();
    let mut answer = String::new();
    old.read_to_string(&mut answer).unwrap();
    assert_eq!(Answer::of(&answer).header("Connection"), Some("close"));
    // curl waits for a word before it sends a large body.
    let body = record("expects", 3);
    let mut stream = server.connect();
    let head = format!(
        "POST /api/v1/usage HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut buffer = [0; 256];
    let read = stream.read(&mut buffer).unwrap();
    assert_eq!(&buffer[..read], b"HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(body.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert_eq!(Answer::of(&answer).status, 201);
}

#[test]
fn few_descriptors_are_enough() {
    let home = Home::new();
    let mut command = std::process::Command::new("sh");
    let binary = env!("CARGO_BIN_EXE_cost-ops");
    command.args(["-c", &format!("ulimit -n 96; exec {binary} server --port 0")]);
    command.current_dir(home.path()).env_clear().env("HOME", home.path()).env("PATH", "/usr/bin:/bin");
    command.env("COST_OPS_METRICS_PORT", "0");
    let server = Server::run(command);
    let held: Vec<TcpStream> = (0..200).filter_map(|_| TcpStream::connect(server.address).ok()).collect();
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(server.get("/health").status, 200, "with {} connections held", held.len());
    drop(held);
    assert_eq!(server.get("/health").status, 200);
}

#[test]
fn a_signal_lets_answers_under_way_finish() {
    let home = Home::new();
    let mut server = Server::start(&home, &[]);
    let (acknowledged, end) = (AtomicU64::new(0), AtomicBool::new(false));
    std::thread::scope(|scope| {
        for sender in 0..4 {
            let (server, acknowledged, end) = (&server, &acknowledged, &end);
            scope.spawn(move || {
                for n in 0.. {
                    if end.load(Ordering::Relaxed) {
                        break;
                    }
                    let body = record(&format!("t-{sender}-{n}"), 5);
                    let Ok(mut stream) = TcpStream::connect(server.address) else { break };
                    let head =
                        format!("POST /api/v1/usage HTTP/1.1\r\nHost: t\r\nContent-Length: {}\r\n\r\n", body.len());
                    let _ = stream.write_all(format!("{head}{body}").as_bytes());
                    let _ = stream.shutdown(std::net::Shutdown::Write);
                    let mut answer = Vec::new();
                    let _ = stream.read_to_end(&mut answer);
                    if Answer::of(&String::from_utf8_lossy(&answer)).status == 201 {
                        acknowledged.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
        }
        std::thread::sleep(Duration::from_millis(500));
        server.signal("TERM");
        std::thread::sleep(Duration::from_millis(300));
        end.store(true, Ordering::Relaxed);
    });
    assert_eq!(server.wait(Duration::from_secs(12)), Some(0));
    let acknowledged = acknowledged.into_inner();
    assert!(acknowledged > 0);
    assert!(count(&home) >= acknowledged);
    assert!(server.said.lock().unwrap().iter().any(|line| line.starts_with("ending")));
    let log = std::fs::metadata(home.at(".local/share/cost-ops/cost-ops.db-wal"));
    assert!(log.map_or(0, |log| log.len()) == 0, "the log was written back");
}

//! Telemetry over HTTP: what is taken, that it is counted once whoever else tells of it, and that
//! nothing anybody wrote is kept.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use crate::otlp_wire::encode;
use crate::run::Home;
use crate::serving::{Answer, Server, count};

pub(crate) fn fixture(name: &str) -> Value {
    let path = format!("{}/tests/fixtures/otlp/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

const JSON: &str = "application/json";
const PROTOBUF: &str = "application/x-protobuf";

/// Sends a body to `/v1/…`; the answer's body is bytes.
fn send(server: &Server, signal: &str, headers: &str, body: &[u8]) -> (Answer, Vec<u8>) {
    let mut stream = server.connect();
    let head = format!(
        "POST /v1/{signal} HTTP/1.1\r\nHost: t\r\nConnection: close\r\n{headers}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(&[head.as_bytes(), body].concat()).unwrap();
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap() + 4;
    (Answer::of(&String::from_utf8_lossy(&bytes)), bytes[end..].to_vec())
}

fn signal(document: &Value) -> &'static str {
    let kinds = [("resourceLogs", "logs"), ("resourceMetrics", "metrics"), ("resourceSpans", "traces")];
    kinds.into_iter().find(|(key, _)| document.get(key).is_some()).unwrap().1
}

/// Sends a document as JSON; it is taken whole.
pub(crate) fn post(server: &Server, document: &Value) {
    let body = document.to_string();
    let (answer, body) = send(server, signal(document), &format!("Content-Type: {JSON}"), body.as_bytes());
    assert_eq!((answer.status, body.as_slice()), (200, &b"{}\n"[..]), "{answer:?}");
}

fn post_protobuf(server: &Server, document: &Value) {
    let (answer, body) = send(server, signal(document), &format!("Content-Type: {PROTOBUF}"), &encode(document));
    assert_eq!((answer.status, body.len()), (200, 0), "{answer:?}");
    assert_eq!(answer.header("Content-Type"), Some(PROTOBUF));
}

/// Requests, fresh, read, written, output, reasoning of the whole ledger.
pub(crate) fn sums(home: &Home) -> [u64; 6] {
    let ran = home.run(["query", "--range", "all", "--json", "--limit", "1"]).exits(0);
    let summary = &serde_json::from_str::<Value>(&ran.stdout).unwrap()["summary"];
    [
        "requests",
        "uncached_input_tokens",
        "cache_read_tokens",
        "cache_write_tokens",
        "output_tokens",
        "reasoning_tokens",
    ]
    .map(|name| summary[name].as_u64().unwrap())
}

fn records(home: &Home) -> Vec<Value> {
    let ran = home.run(["query", "--range", "all", "--json", "--limit", "100"]).exits(0);
    serde_json::from_str::<Value>(&ran.stdout).unwrap()["data"].as_array().unwrap().clone()
}

const CLAUDE: [u64; 6] = [3, 130, 32_004, 2_350, 335, 0];
const CODEX: [u64; 6] = [2, 1_584, 9_216, 0, 390, 128];
const GEMINI: [u64; 6] = [2, 5_615, 13_000, 0, 470, 310];
const PROGRAMS: [u64; 6] = [2, 1_276, 1_024, 100, 170, 64];
const COPILOT: [u64; 6] = [2, 117, 24_678, 24_678, 194, 0];

#[test]
fn each_agent_is_understood_in_both_encodings_and_counted_once() {
    for (name, expected) in [
        ("claude-code.logs.json", CLAUDE),
        ("codex.logs.json", CODEX),
        ("gemini-cli.logs.json", GEMINI),
        ("programs.traces.json", PROGRAMS),
        ("copilot.traces.json", COPILOT),
    ] {
        let document = fixture(name);
        let home = Home::new();
        let server = Server::start(&home, &[]);
        post(&server, &document);
        assert_eq!(sums(&home), expected, "{name}");
        post(&server, &document);
        post_protobuf(&server, &document);
        assert_eq!(sums(&home), expected, "{name} again");
        let other = Home::new();
        post_protobuf(&Server::start(&other, &[]), &document);
        assert_eq!(sums(&other), expected, "{name} in protobuf");
        assert_eq!(records(&home), records(&other), "{name}");
    }
}

#[test]
fn a_call_has_the_labels_its_agent_says() {
    let home = Home::new();
    post(&Server::start(&home, &[]), &fixture("claude-code.logs.json"));
    let records = records(&home);
    let call = records.iter().find(|record| record["id"] == "req_a1").unwrap();
    for (name, value) in [
        ("session_id", json!("7b1f0c52-9a0e-4c7e-8a45-0d7b6f1e2c01")),
        ("user_id", json!("ada@example.com")),
        ("host", json!("builder-1")),
        ("agent", json!("claude-code 2.1.220")),
        ("source", json!("otlp")),
        ("tags", json!({"team": "platform", "cost_center": "cc-7"})),
        ("latency_ms", json!(1800)),
        ("timestamp", json!("2026-11-25T10:00:05Z")),
    ] {
        assert_eq!(call[name], value, "{name}");
    }
}

#[test]
fn packed_bodies_are_taken_and_bounded() {
    let home = Home::new();
    let server = Server::start(&home, &[]);
    let packed = |bytes: &[u8]| {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(bytes).unwrap();
        gzip.finish().unwrap()
    };
    let headers = |kind: &str| format!("Content-Type: {kind}\r\nContent-Encoding: gzip");
    let document = fixture("codex.logs.json");
    let (answer, _) = send(&server, "logs", &headers(JSON), &packed(document.to_string().as_bytes()));
    assert_eq!(answer.status, 200, "{answer:?}");
    let (answer, _) = send(&server, "logs", &headers(PROTOBUF), &packed(&encode(&document)));
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(sums(&home), CODEX);
    let bomb = packed(&vec![b' '; 24 << 20]);
    assert_eq!(send(&server, "logs", &headers(JSON), &bomb).0.status, 413);
    assert_eq!(send(&server, "logs", &headers(JSON), b"no gzip").0.status, 400);
}

#[test]
fn what_nobody_asks_for_takes_no_memory() {
    let home = Home::new();
    let server = Server::start(&home, &[]);
    let nothings = "{},".repeat(3_000_000);
    let body = format!("{{\"resourceLogs\":[],\"other\":[{nothings}{{}}]}}");
    let (answer, _) = send(&server, "logs", &format!("Content-Type: {JSON}"), body.as_bytes());
    assert_eq!(answer.status, 200, "{answer:?}");
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.child.id())).unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let peak: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
    eprintln!("{} MiB for a body of {} MiB", peak / 1024, body.len() >> 20);
    // Three million values of JSON are 200 MiB, and the program itself, not optimized, some 30.
    assert!(peak < 100 * 1024, "{peak} kB");
}

#[test]
fn what_is_not_otlp_is_refused_in_the_encoding_it_came_in() {
    let home = Home::new();
    let server = Server::start(&home, &[]);
    let kind = |kind: &str| format!("Content-Type: {kind}");
    for other in ["text/plain", "application/xml", ""] {
        assert_eq!(send(&server, "logs", &kind(other), b"{}").0.status, 415, "{other}");
    }
    for body in ["", "[]", "null", "{", "\u{feff}x"] {
        let (answer, _) = send(&server, "traces", &kind(JSON), body.as_bytes());
        assert_eq!((answer.status, answer.json()["code"].as_u64()), (400, Some(3)), "{body}");
        assert_eq!(answer.code(), "BAD_REQUEST");
    }
    let (answer, body) = send(&server, "metrics", &kind(PROTOBUF), &[0xff, 0xff]);
    assert_eq!((answer.status, answer.header("Content-Type")), (400, Some(PROTOBUF)));
    assert_eq!(body[..3], [1 << 3, 3, 2 << 3 | 2], "a Status: its code, then its message");
    let deep = "[".repeat(200_000);
    assert_eq!(send(&server, "logs", &kind(JSON), deep.as_bytes()).0.status, 400);
    // Nothing in it is nothing wrong.
    assert_eq!(send(&server, "logs", &kind(PROTOBUF), b"").0.status, 200);
    assert_eq!(send(&server, "logs", &kind("application/json; charset=utf-8"), b"{}").0.status, 200);
    assert_eq!(server.get("/v1/logs").status, 405);
    let closed = Server::start(&Home::new(), &[("COST_OPS_API_LOOPBACK_INGEST", "false")]);
    assert_eq!(send(&closed, "logs", &kind(JSON), b"{}").0.status, 401);
}

#[test]
fn what_is_not_taken_is_counted_with_a_reason() {
    let home = Home::new();
    let server = Server::start(&home, &[]);
    let mut document = fixture("claude-code.logs.json");
    let record = &mut document["resourceLogs"][0]["scopeLogs"][0]["logRecords"][0];
    for one in record["attributes"].as_array_mut().unwrap() {
        if one["key"] == "output_tokens" {
            one["value"] = json!({"intValue": "-5"});
        }
    }
    let (answer, _) = send(&server, "logs", &format!("Content-Type: {JSON}"), document.to_string().as_bytes());
    let partial = &answer.json()["partialSuccess"];
    assert_eq!((answer.status, partial["rejectedLogRecords"].as_str()), (200, Some("1")), "{answer:?}");
    assert!(partial["errorMessage"].as_str().unwrap().contains("output_tokens"), "{partial}");
    assert_eq!(count(&home), 2);
    let (answer, body) = send(&server, "logs", &format!("Content-Type: {PROTOBUF}"), &encode(&document));
    assert_eq!(answer.status, 200);
    assert_eq!((body[0], &body[2..4]), (1 << 3 | 2, &[1 << 3, 1][..]), "partial_success: one rejected");
    assert!(server.metrics().contains("cost_ops_rejected_records_total{reason=\"invalid\"} 2"));
    // Sums that cannot be told from the calls in them are not taken.
    let mut metrics = fixture("claude-code.metrics.json");
    let text = metrics.to_string().replace("session.id", "nothing.id");
    metrics = serde_json::from_str(&text).unwrap();
    let (answer, _) = send(&server, "metrics", &format!("Content-Type: {JSON}"), metrics.to_string().as_bytes());
    let partial = &answer.json()["partialSuccess"];
    assert_eq!(partial["rejectedDataPoints"], "5", "{answer:?}");
    assert!(partial["errorMessage"].as_str().unwrap().contains("OTEL_METRICS_INCLUDE_SESSION_ID"), "{partial}");
}

#[test]
fn no_prompt_and_no_answer_is_kept() {
    let home = Home::new();
    let mut server = Server::start(&home, &[("COST_OPS_LOGGING_LEVEL", "trace"), ("COST_OPS_LOGGING_FILE", "all.log")]);
    for name in ["claude-code.logs.json", "codex.logs.json", "gemini-cli.logs.json", "programs.traces.json"] {
        let document = fixture(name);
        assert!(document.to_string().contains("CANARY-PROMPT"), "{name} has something to keep");
        post(&server, &document);
        post_protobuf(&server, &document);
    }
    assert!(count(&home) > 5);
    server.signal("TERM");
    server.wait(std::time::Duration::from_secs(12));
    let mut folders = vec![home.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else {
                let bytes = std::fs::read(&entry).unwrap();
                assert!(memchr::memmem::find(&bytes, b"CANARY-PROMPT").is_none(), "{}", entry.display());
            }
        }
    }
}

#[test]
fn a_key_of_an_organization_sends_to_it() {
    let home = Home::new();
    let made = home
        .run([
            "auth",
            "api-key",
            "create",
            "--name",
            "agents",
            "--role",
            "engineer",
            "--organization",
            "acme",
            "--json",
        ])
        .exits(0);
    let key = serde_json::from_str::<Value>(&made.stdout).unwrap()["key"].as_str().unwrap().to_owned();
    let server = Server::start(&home, &[]);
    let headers = format!("Content-Type: {JSON}\r\nAuthorization: Bearer {key}");
    let (answer, _) = send(&server, "logs", &headers, fixture("codex.logs.json").to_string().as_bytes());
    assert_eq!(answer.status, 200, "{answer:?}");
    assert!(records(&home).iter().all(|record| record["organization_id"] == "acme"));
    let foreign = fixture("programs.traces.json").to_string().replace("service.version", "cost_ops.organization");
    let (answer, _) = send(&server, "traces", &headers, foreign.as_bytes());
    assert_eq!(answer.json()["partialSuccess"]["rejectedSpans"], "2", "another organization's: {answer:?}");
    assert_eq!(sums(&home), CODEX);
}

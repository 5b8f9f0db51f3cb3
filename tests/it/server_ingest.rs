//! Usage over HTTP: what a sender is told, and that it is true.

use std::io::{Read, Write};
use std::time::Duration;

use crate::run::Home;
use crate::serving::{Answer, Server, count, record};

#[test]
fn a_record_is_new_once() {
    let home = Home::new();
    let server = Server::start(&home, &[]);
    let first = server.post("/api/v1/usage", &record("a", 100));
    assert_eq!(first.status, 201, "{first:?}");
    let said = first.json();
    assert_eq!((said["id"].as_str(), said["result"].as_str()), (Some("a"), Some("new")));
    assert_eq!((said["estimated_cost"].as_f64(), said["total_cost_exact"].as_str()), (Some(0.00075), Some("0.00075")));
    let again = server.post("/api/v1/usage", &record("a", 100));
    assert_eq!((again.status, again.json()["result"].as_str()), (200, Some("duplicate")));
    let other = server.post("/api/v1/usage", &record("a", 101));
    assert_eq!((other.status, other.code().as_str()), (409, "CONFLICT"));
    assert_eq!(count(&home), 1);
}

#[test]
fn the_record_of_the_guide_is_taken_as_often_as_it_comes() {
    let home = Home::new();
    let server = Server::start(&home, &[]);
    let body = r#"{"organization_id":"test-org","provider":"openai","model_id":"gpt-4","input_tokens":100,"output_tokens":50,"total_tokens":150}"#;
    let first = server.post("/api/v1/usage", body);
    let second = server.post("/api/v1/usage", body);
    assert_eq!((first.status, second.status), (201, 201));
    assert_ne!(first.json()["id"], second.json()["id"], "without id and instant two requests are two");
    // With an id they are one, whenever they come.
    let named = body.replace('{', r#"{"id":"x","#);
    assert_eq!(server.post("/api/v1/usage", &named).status, 201);
    std::thread::sleep(Duration::from_millis(5));
    assert_eq!(server.post("/api/v1/usage", &named).status, 200);
    assert_eq!(count(&home), 3);
}

#[test]
fn a_batch_tells_of_each_record() {
    let home = Home::new();
    let server = Server::start(&home, &[]);
    server.post("/api/v1/usage", &record("a", 1));
    let batch = format!(
        r#"{{"records":[{},{},{{"model":"m"}},{},{}]}}"#,
        record("a", 1),
        record("b", 1),
        record("a", 2),
        record("b", 1)
    );
    let answer = server.post("/api/v1/usage/batch", &batch);
    assert_eq!(answer.status, 207);
    let data = answer.json();
    let results: Vec<&str> =
        data["data"].as_array().unwrap().iter().map(|one| one["result"].as_str().unwrap()).collect();
    assert_eq!(results, ["duplicate", "new", "rejected", "conflict", "duplicate"]);
    assert_eq!(data["data"][2]["error"]["code"], "MISSING_REQUIRED_FIELD");
    assert_eq!(data["summary"].to_string(), r#"{"new":1,"duplicate":2,"conflict":1,"rejected":1}"#);
    let many = format!("[{}]", vec![record("z", 1); 1001].join(","));
    assert_eq!(server.post("/api/v1/usage/batch", &many).status, 422);
    assert_eq!(server.post("/api/v1/usage/batch", "[]").status, 422);
    assert_eq!(count(&home), 2);
}

#[test]
fn what_is_no_record_is_refused_by_its_name() {
    let home = Home::new();
    let server = Server::start(&home, &[]);
    let cases: &[(&str, u16, &str)] = &[
        ("", 400, "BAD_REQUEST"),
        ("null", 400, "BAD_REQUEST"),
        ("[]", 400, "BAD_REQUEST"),
        ("{", 400, "BAD_REQUEST"),
        ("{}", 422, "MISSING_REQUIRED_FIELD"),
        (r#"{"model":"m","input_tokens":-1}"#, 422, "VALIDATION_ERROR"),
        (r#"{"model":"m","input_tokens":1.5}"#, 422, "VALIDATION_ERROR"),
        (r#"{"model":"m","input_tokens":1e400}"#, 400, "BAD_REQUEST"),
        (r#"{"model":"m","input_tokens":1,"timestamp":"2026-02-30"}"#, 422, "VALIDATION_ERROR"),
        (r#"{"model":"m","input_tokens":1,"output_tokens":1,"total_tokens":5}"#, 422, "VALIDATION_ERROR"),
    ];
    for (body, status, code) in cases {
        let answer = server.post("/api/v1/usage", body);
        assert_eq!((answer.status, answer.code().as_str()), (*status, *code), "{body} {answer:?}");
    }
    let deep = "[".repeat(200_000);
    assert_eq!(server.post("/api/v1/usage", &deep).status, 400);
    assert_eq!(server.get("/health").status, 200);
    assert_eq!(count(&home), 0);
}

#[test]
fn without_a_key_only_health_answers_unless_told_otherwise() {
    let home = Home::new();
    let server = Server::start(&home, &[("COST_OPS_API_LOOPBACK_INGEST", "false")]);
    assert_eq!(server.get("/health").status, 200);
    for (method, path) in [("POST", "/api/v1/usage"), ("GET", "/api/v1/costs"), ("GET", "/api/v1/usage/x")] {
        let answer = server.ask(method, path, &[], "");
        assert_eq!((answer.status, answer.code().as_str()), (401, "MISSING_CREDENTIALS"), "{path}");
        assert!(answer.header("X-RateLimit-Limit").is_some());
        let wrong = server.ask(method, path, &[("Authorization", "Bearer sk_live_wrong")], "");
        assert_eq!((wrong.status, wrong.code().as_str()), (401, "INVALID_API_KEY"), "{path}");
    }
    drop(server);
    let open = Server::start(&home, &[]);
    for header in ["X-Forwarded-For", "Origin"] {
        let answer = open.ask("POST", "/api/v1/usage", &[(header, "http://elsewhere.example")], &record("a", 1));
        assert_eq!(answer.status, 401, "{header}: not this machine's own");
    }
}

#[test]
fn racing_senders_of_one_record_make_one_row() {
    let home = Home::new();
    let server = Server::start(&home, &[]);
    let ids = 200;
    std::thread::scope(|scope| {
        let senders: Vec<_> = (0..16)
            .map(|_| {
                let mut stream = server.connect();
                scope.spawn(move || {
                    let mut news = 0;
                    for id in 0..ids {
                        let body = record(&format!("race-{id}"), 7);
                        let head =
                            format!("POST /api/v1/usage HTTP/1.1\r\nHost: t\r\nContent-Length: {}\r\n\r\n", body.len());
                        stream.write_all(format!("{head}{body}").as_bytes()).unwrap();
                        let mut buffer = [0; 4096];
                        let read = stream.read(&mut buffer).unwrap();
                        let answer = Answer::of(&String::from_utf8_lossy(&buffer[..read]));
                        assert!(matches!(answer.status, 200 | 201), "{answer:?}");
                        news += u32::from(answer.status == 201);
                    }
                    news
                })
            })
            .collect();
        let news: u32 = senders.into_iter().map(|sender| sender.join().unwrap()).sum();
        assert_eq!(news, ids);
    });
    assert_eq!(count(&home), u64::from(ids));
}

#[test]
fn every_record_that_was_acknowledged_is_there_after_a_kill() {
    let home = Home::new();
    let mut server = Server::start(&home, &[]);
    let acknowledged: u64 = std::thread::scope(|scope| {
        let server = &server;
        let senders: Vec<_> = (0..4)
            .map(|sender| {
                scope.spawn(move || {
                    let mut acknowledged = 0;
                    for n in 0.. {
                        let body = record(&format!("k-{sender}-{n}"), 7);
                        let head = format!(
                            "POST /api/v1/usage HTTP/1.1\r\nHost: t\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
                            body.len()
                        );
                        let Ok(mut stream) = std::net::TcpStream::connect(server.address) else { break };
                        let mut answer = Vec::new();
                        let _ = stream.write_all(format!("{head}{body}").as_bytes());
                        let _ = stream.read_to_end(&mut answer);
                        match Answer::of(&String::from_utf8_lossy(&answer)).status {
                            201 => acknowledged += 1,
                            _ => break,
                        }
                    }
                    acknowledged
                })
            })
            .collect();
        std::thread::sleep(Duration::from_millis(700));
        server.signal("KILL");
        senders.into_iter().map(|sender| sender.join().unwrap()).sum()
    });
    server.wait(Duration::from_secs(5));
    assert!(acknowledged > 0);
    assert!(count(&home) >= acknowledged);
    let health = home.run(["health", "--full"]);
    assert_eq!(health.exit, 0, "{health:?}");
}

#[test]
fn what_comes_in_is_counted_without_naming_anyone() {
    let home = Home::new();
    let server = Server::start(&home, &[]);
    server.post("/api/v1/usage", &record("a", 1));
    server.post("/api/v1/usage", &record("a", 1));
    server.post("/api/v1/usage", &record("a", 2));
    server.get("/no/such/path");
    let page = server.metrics();
    for line in [
        "cost_ops_ingested_records_total{result=\"new\"} 1",
        "cost_ops_ingested_records_total{result=\"duplicate\"} 1",
        "cost_ops_rejected_records_total{reason=\"conflict\"} 1",
        "cost_ops_http_requests_total{method=\"POST\",route=\"/api/v1/usage\",status=\"2xx\"} 2",
        "cost_ops_http_requests_total{method=\"any\",route=\"none\",status=\"4xx\"} 1",
    ] {
        assert!(page.lines().any(|found| found == line), "{line}\n{page}");
    }
    assert!(page.contains("process_resident_memory_bytes"));
    assert!(!page.contains("gpt-4o") && !page.contains("such"));
}

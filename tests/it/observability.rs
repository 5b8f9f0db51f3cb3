//! What a server says of itself: metrics, log, spans.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::run::Home;
use crate::serving::{Server, record};

const PATIENCE: Duration = Duration::from_secs(12);

/// Ends a server as a service manager would.
fn end(server: &mut Server) -> Vec<String> {
    server.signal("TERM");
    assert_eq!(server.wait(PATIENCE), Some(0));
    // The thread that listens has heard all by then, or does so in a moment.
    std::thread::sleep(Duration::from_millis(200));
    server.said.lock().unwrap().clone()
}

/// The lines of a log, each as JSON.
fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

#[test]
fn metrics_are_valid_and_their_labels_bounded() {
    let home = Home::new();
    let server = Server::start(&home, &[]);
    server.post("/api/v1/usage", &record("first", 1));
    let before = server.metrics();
    for n in 0..40 {
        server.post("/api/v1/usage", &record(&format!("id-{n}"), n).replace("gpt-4o", &format!("model-{n}")));
        server.get(&format!("/nowhere/{n}"));
        server.ask("GET", &format!("/api/v1/usage/{n}"), &[("Authorization", &format!("Bearer key-{n}"))], "");
    }
    let after = server.metrics();
    assert_eq!(before.lines().count(), after.lines().count(), "no series more, whatever is asked");
    for word in ["model-", "key-", "id-3", "nowhere"] {
        assert!(!after.contains(word), "{word}");
    }
    assert!(after.contains("cost_ops_ingested_records_total{result=\"new\"} 41"), "{after}");
    let checked =
        Command::new("promtool").args(["check", "metrics"]).stdin(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let Ok(mut promtool) = checked else {
        eprintln!("skipped: promtool is not there");
        return;
    };
    promtool.stdin.take().unwrap().write_all(after.as_bytes()).unwrap();
    let said = promtool.wait_with_output().unwrap();
    assert!(said.status.success() && said.stderr.is_empty(), "{}", String::from_utf8_lossy(&said.stderr));
}

#[test]
fn the_log_has_a_line_a_request_with_its_fields() {
    let home = Home::new();
    let mut server = Server::start(&home, &[("COST_OPS_LOGGING_FORMAT", "json"), ("COST_OPS_LOGGING_LEVEL", "info")]);
    server.ask("GET", "/health", &[("X-Trace-ID", "debug-123")], "");
    server.ask("GET", "/api/v1/costs", &[("X-Trace-ID", "debug-124"), ("Authorization", "Bearer sk_live_no")], "");
    let said: Vec<String> = end(&mut server).into_iter().filter(|line| line.starts_with('{')).collect();
    let said = lines(&said.join("\n"));
    let of = |trace: &str| said.iter().filter(|line| line["trace_id"] == trace).collect::<Vec<_>>();
    let health = &of("debug-123")[0];
    for (name, value) in [("level", "INFO"), ("message", "request"), ("path", "/health"), ("method", "GET")] {
        assert_eq!(health[name], value, "{health}");
    }
    assert!(
        health["timestamp"].is_string() && health["duration_ms"].is_number() && health["status"] == 200,
        "{health}"
    );
    let refused = of("debug-124");
    assert!(
        refused.iter().any(|line| line["message"] == "authentication failed" && line["level"] == "WARN"),
        "{refused:?}"
    );
    assert!(refused.iter().all(|line| line["error_code"] == "INVALID_API_KEY"), "{refused:?}");
    assert!(!format!("{said:?}").contains("sk_live_no"), "a key is not in the log");
}

#[test]
fn slow_queries_and_on_demand_all_are_logged() {
    let home = Home::new();
    home.run(["init"]).exits(0);
    let slow = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 400000) SELECT sum(x) FROM c";
    let run = |variables: &[(&str, &str)]| {
        let mut command = home.command(["sql", slow]);
        command.env("COST_OPS_LOGGING_FORMAT", "json").envs(variables.iter().copied());
        crate::run::Ran::of(command.output().unwrap()).exits(0).stderr
    };
    let said = lines(&run(&[("COST_OPS_DATABASE_SLOW_QUERY_THRESHOLD_MS", "1")]));
    let line = said.iter().find(|line| line["message"] == "slow query").unwrap_or_else(|| panic!("{said:?}"));
    assert!(line["duration_ms"].as_u64().unwrap() >= 1 && line["level"] == "WARN", "{line}");
    assert!(!run(&[("COST_OPS_DATABASE_SLOW_QUERY_THRESHOLD_MS", "0")]).contains("slow query"));
    let all = [("COST_OPS_DATABASE_LOG_STATEMENTS", "true"), ("RUST_LOG", "debug")];
    assert!(lines(&run(&all)).iter().any(|line| line["message"] == "statement" && line["level"] == "DEBUG"));
    assert!(
        !run(&[("RUST_LOG", "debug"), ("COST_OPS_DATABASE_SLOW_QUERY_THRESHOLD_MS", "0")]).contains("\"statement\"")
    );
}

#[test]
fn a_profile_says_where_the_time_of_requests_went() {
    let home = Home::new();
    let mut command = home.command(["server", "--port", "0", "--profile=profile.folded"]);
    command.env("COST_OPS_METRICS_PORT", "0").env("COST_OPS_API_LOOPBACK_INGEST", "true");
    let mut server = Server::run(command);
    for n in 0..15 {
        server.post("/api/v1/usage", &record(&format!("r{n}"), n));
        server.ask("GET", "/health", &[("X-Trace-ID", &format!("health-{n}"))], "");
    }
    let said = end(&mut server);
    let folded = std::fs::read_to_string(home.at("profile.folded")).unwrap();
    for stack in ["server;POST /api/v1/usage;handle ", "server;GET /health;write ", "server;GET /health;read "] {
        let line = folded.lines().find(|line| line.starts_with(stack)).unwrap_or_else(|| panic!("{stack}: {folded}"));
        assert!(line[stack.len()..].parse::<u64>().is_ok(), "{line}");
    }
    assert!(
        folded.contains("server;POST /api/v1/usage;handle") && said.iter().any(|line| line.contains("profile.folded"))
    );
    assert_eq!(said.iter().filter(|line| line.contains(" ms  2")).count(), 10, "the slowest: {said:?}");
}

#[test]
fn spans_that_are_turned_off_are_off() {
    let home = Home::new();
    let spans = |enable: &str| {
        let mut server =
            Server::start(&home, &[("COST_OPS_OBSERVABILITY_TRACING_ENABLE", enable), ("RUST_LOG", "debug")]);
        server.get("/health");
        end(&mut server).iter().any(|line| line.contains("spans_us"))
    };
    assert!(spans("true"));
    assert!(!spans("false"));
    let mut command = home.command(["server", "--port", "0", "--profile"]);
    command.env("COST_OPS_OBSERVABILITY_TRACING_ENABLE", "false");
    let ran = crate::run::Ran::of(command.output().unwrap());
    assert!(ran.exit != 0 && ran.stderr.contains("observability.tracing.enable"), "{ran:?}");
}

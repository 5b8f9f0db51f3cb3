//! Usage that telemetry and others tell of is counted once, in whatever order they come.

use serde_json::{Value, json};

use crate::otlp::{fixture, post, sums};
use crate::run::Home;
use crate::serving::{Server, count};

const CLAUDE: &str = "7b1f0c52-9a0e-4c7e-8a45-0d7b6f1e2c01";

/// A line of a session's log of Claude Code: the call whose telemetry has this prompt.
fn claude_line(message: &str, at: &str, model: &str, counters: [u64; 4]) -> String {
    let [input, output, read, written] = counters;
    json!({
        "type": "assistant", "sessionId": CLAUDE, "cwd": "/home/ada/app", "gitBranch": "main", "version": "2.1.220",
        "timestamp": at, "uuid": format!("u-{message}"),
        "message": {
            "id": message, "role": "assistant", "model": model,
            "usage": {
                "input_tokens": input, "output_tokens": output, "cache_read_input_tokens": read,
                "cache_creation_input_tokens": written,
                "cache_creation": {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": written},
            },
        },
    })
    .to_string()
}

/// Two of the three calls: what helps along is not in the log.
fn claude_log(home: &Home) {
    let lines = [
        claude_line("msg_a1", "2026-11-25T10:00:03.100Z", "claude-opus-4-6", [4, 210, 15_000, 2_000]),
        claude_line("msg_a2", "2026-11-25T10:00:14.200Z", "claude-opus-4-6", [6, 95, 17_004, 350]),
    ];
    home.write(&format!(".claude/projects/-work-app/{CLAUDE}.jsonl"), lines.join("\n") + "\n");
}

fn codex_log(home: &Home) {
    let session = "019a5d3c-6f10-7a32-9d31-5b7f4e1c0a11";
    let count = |at: &str, last: [u64; 4], total: [u64; 4]| {
        let usage = |[input, cached, output, reasoning]: [u64; 4]| {
            json!({"input_tokens": input, "cached_input_tokens": cached, "output_tokens": output,
                "reasoning_output_tokens": reasoning, "total_tokens": input + output})
        };
        json!({"timestamp": at, "type": "event_msg", "payload": {"type": "token_count",
            "info": {"total_token_usage": usage(total), "last_token_usage": usage(last)}}})
    };
    let lines = [
        json!({"timestamp": "2026-11-25T09:59:00Z", "type": "session_meta", "payload": {"id": session,
            "cwd": "/home/ada/app", "cli_version": "0.137.0", "originator": "codex_cli_rs", "timestamp": "2026-11-25T09:59:00Z"}}),
        json!({"timestamp": "2026-11-25T09:59:01Z", "type": "turn_context", "payload": {"model": "gpt-5.1-codex", "cwd": "/home/ada/app"}}),
        count("2026-11-25T10:00:07Z", [5_200, 4_096, 310, 128], [5_200, 4_096, 310, 128]),
        count("2026-11-25T10:00:27Z", [5_600, 5_120, 80, 0], [10_800, 9_216, 390, 128]),
    ];
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    home.write(&format!(".codex/sessions/2026/11/25/rollout-2026-11-25T09-59-00-{session}.jsonl"), text);
}

fn gemini_log(home: &Home) {
    let session = "4f2f9b1e-22c7-4f5a-bb4a-6a4f0c1d9e77";
    let message = |id: &str, at: &str, [input, cached, output, thoughts, tool]: [u64; 5]| {
        json!({"id": id, "timestamp": at, "type": "gemini", "content": "", "model": "gemini-2.5-pro",
            "tokens": {"input": input, "output": output, "cached": cached, "thoughts": thoughts, "tool": tool,
                "total": input + output + thoughts + tool}})
    };
    let document = json!({"sessionId": session, "projectHash": "abc", "startTime": "2026-11-25T09:59:00.000Z",
    "lastUpdated": "2026-11-25T10:01:00.000Z", "messages": [
        message("a4173396-0000-4000-8000-000000000001", "2026-11-25T10:00:08Z", [9_000, 4_000, 120, 300, 0]),
        message("a4173396-0000-4000-8000-000000000002", "2026-11-25T10:00:38Z", [9_600, 9_000, 40, 10, 15]),
    ]});
    home.write(".gemini/tmp/abc/chats/session-2026-11-25.json", document.to_string());
}

#[test]
fn a_session_in_its_log_and_in_telemetry_is_one() {
    type Log = fn(&Home);
    let agents: [(&str, Log, u64, u64); 3] = [
        ("claude-code.logs.json", claude_log, 2, 3),
        ("codex.logs.json", codex_log, 2, 2),
        ("gemini-cli.logs.json", gemini_log, 2, 2),
    ];
    for (name, log, in_log, in_all) in agents {
        let document = fixture(name);
        let home = Home::new();
        log(&home);
        home.run(["sync"]).exits(0);
        assert_eq!(count(&home), in_log, "{name}: the log alone");
        let server = Server::start(&home, &[]);
        post(&server, &document);
        post(&server, &document);
        let log_first = sums(&home);
        assert_eq!(count(&home), in_all, "{name}: log, then telemetry");

        let other = Home::new();
        let server = Server::start(&other, &[]);
        post(&server, &document);
        assert_eq!(count(&other), in_all, "{name}: telemetry alone");
        log(&other);
        other.run(["sync"]).exits(0);
        post(&server, &document);
        assert_eq!((count(&other), sums(&other)), (in_all, log_first), "{name}: telemetry, then log");
        // The log says more, so its record stands, and all sums follow.
        let ran = other.run(["query", "--range", "all", "--json", "--group-by", "source"]).exits(0);
        let data = serde_json::from_str::<Value>(&ran.stdout).unwrap()["data"].clone();
        let of_log = data.as_array().unwrap().iter().find(|row| row["source"] != "otlp").unwrap();
        assert_eq!(of_log["requests"], in_log, "{name}: {data}");
        for home in [&home, &other] {
            home.run(["health", "--full"]).exits(0);
        }
    }
}

#[test]
fn a_log_that_goes_on_meets_telemetry_that_goes_on() {
    let home = Home::new();
    let server = Server::start(&home, &[]);
    let path = home.at(format!(".claude/projects/-work-app/{CLAUDE}.jsonl"));
    let document = fixture("claude-code.logs.json");
    let only = |at: usize| {
        let mut document = document.clone();
        let records = document["resourceLogs"][0]["scopeLogs"][0]["logRecords"].as_array_mut().unwrap();
        let one = records.swap_remove(at);
        *records = vec![one];
        document
    };
    claude_log(&home);
    let both = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, both.lines().next().unwrap().to_owned() + "\n").unwrap();
    home.run(["sync"]).exits(0);
    for at in [0, 1, 2] {
        post(&server, &only(at));
    }
    assert_eq!(count(&home), 3);
    std::fs::write(&path, both).unwrap();
    home.run(["sync"]).exits(0);
    assert_eq!(count(&home), 3);
    post(&server, &document);
    assert_eq!(count(&home), 3);
    // The same prompt an hour and a half later is another call.
    let later = only(0).to_string().replace("17956008", "17956062").replace("req_a1", "req_b1");
    post(&server, &serde_json::from_str(&later).unwrap());
    assert_eq!(count(&home), 4);
}

/// A point of each counter, and the cost.
fn metrics(temporality: u64, start: u64, time: u64, counters: [u64; 4], cost: f64) -> Value {
    let nanos = |second: u64| format!("{}000000000", 1_795_600_800 + second);
    let mut document = fixture("claude-code.metrics.json");
    let metrics = document["resourceMetrics"][0]["scopeMetrics"][0]["metrics"].as_array_mut().unwrap();
    for metric in metrics.iter_mut() {
        metric["sum"]["aggregationTemporality"] = json!(temporality);
        for (at, point) in metric["sum"]["dataPoints"].as_array_mut().unwrap().iter_mut().enumerate() {
            (point["startTimeUnixNano"], point["timeUnixNano"]) = (json!(nanos(start)), json!(nanos(time)));
            match point.get("asDouble") {
                Some(_) => point["asDouble"] = json!(cost),
                None => point["asInt"] = json!(counters[at].to_string()),
            }
        }
    }
    document
}

/// What the whole ledger says the agent said it cost.
fn reported(home: &Home) -> String {
    let ran = home.run(["query", "--range", "all", "--json", "--limit", "1"]).exits(0);
    let summary = &serde_json::from_str::<Value>(&ran.stdout).unwrap()["summary"];
    summary["reported_cost_exact"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn metrics_of_either_temporality_are_added_up_once() {
    let home = Home::new();
    let server = Server::start(&home, &[]);
    for document in [
        metrics(1, 0, 60, [10, 300, 32_000, 2_000], 0.04),
        metrics(1, 60, 120, [5, 100, 40_000, 500], 0.02),
        metrics(1, 60, 120, [5, 100, 40_000, 500], 0.02),
        metrics(1, 0, 60, [10, 300, 32_000, 2_000], 0.04),
    ] {
        post(&server, &document);
    }
    assert_eq!(sums(&home), [2, 15, 72_000, 2_500, 400, 0]);
    assert_eq!(reported(&home), "0.06");

    let home = Home::new();
    let first = metrics(2, 0, 60, [10, 300, 32_000, 2_000], 0.04);
    let second = metrics(2, 0, 120, [15, 400, 72_000, 2_500], 0.06);
    let server = Server::start(&home, &[]);
    post(&server, &first);
    drop(server);
    // How far it was counted is in the file: another process goes on from there.
    let server = Server::start(&home, &[]);
    for document in [&second, &first, &second] {
        post(&server, document);
    }
    assert_eq!((sums(&home), reported(&home)), ([2, 15, 72_000, 2_500, 400, 0], "0.06".to_owned()));
    // A new start is a new series, however little it says.
    post(&server, &metrics(2, 200, 260, [1, 20, 1_000, 0], 0.001));
    assert_eq!((sums(&home), reported(&home)), ([3, 16, 73_000, 2_500, 420, 0], "0.061".to_owned()));
}

#[test]
fn a_session_told_call_by_call_has_no_sums() {
    let events = fixture("claude-code.logs.json");
    let of_session = |document: Value| {
        let text = document.to_string().replace(&format!("{CLAUDE}-m"), CLAUDE);
        serde_json::from_str::<Value>(&text).unwrap()
    };
    for temporality in [1, 2] {
        let first = of_session(metrics(temporality, 0, 60, [10, 305, 32_004, 2_350], 0.04));
        let second =
            of_session(metrics(temporality, if temporality == 1 { 60 } else { 0 }, 120, [99, 999, 99_999, 9_999], 0.4));
        let only_events = [3, 130, 32_004, 2_350, 335, 0];

        let home = Home::new();
        let server = Server::start(&home, &[]);
        post(&server, &events);
        post(&server, &first);
        assert_eq!(sums(&home), only_events, "events, then metrics");
        post(&server, &second);
        assert_eq!(sums(&home), only_events);

        let home = Home::new();
        let server = Server::start(&home, &[]);
        post(&server, &first);
        assert_eq!(sums(&home), [1, 10, 32_004, 2_350, 305, 0], "metrics alone");
        post(&server, &events);
        assert_eq!(sums(&home), only_events, "metrics, then events");
        post(&server, &first);
        post(&server, &second);
        assert_eq!(sums(&home), only_events);
        home.run(["health", "--full"]).exits(0);

        let home = Home::new();
        let server = Server::start(&home, &[]);
        post(&server, &first);
        claude_log(&home);
        home.run(["sync"]).exits(0);
        assert_eq!(sums(&home), [2, 10, 32_004, 2_350, 305, 0], "metrics, then the log");
        post(&server, &second);
        assert_eq!(sums(&home), [2, 10, 32_004, 2_350, 305, 0]);
    }
}

#[test]
fn an_organization_takes_nothing_from_another() {
    let home = Home::new();
    let key = |organization: &str| {
        let args = ["auth", "api-key", "create", "--name", "k", "--role", "engineer", "--json", "--organization"];
        let made = home.run(args.into_iter().chain([organization])).exits(0);
        serde_json::from_str::<Value>(&made.stdout).unwrap()["key"].as_str().unwrap().to_owned()
    };
    let (ours, theirs) = (key("ours"), key("theirs"));
    let server = Server::start(&home, &[]);
    let send = |path: &str, key: &str, document: &Value| {
        let bearer = format!("Bearer {key}");
        let headers = [("Content-Type", "application/json"), ("Authorization", bearer.as_str())];
        assert_eq!(server.ask("POST", path, &headers, &document.to_string()).status, 200);
    };
    let sum = metrics(1, 0, 60, [10, 300, 0, 0], 0.04);
    send("/v1/metrics", &ours, &sum);
    let calls = fixture("claude-code.logs.json").to_string().replace(CLAUDE, &format!("{CLAUDE}-m"));
    send("/v1/logs", &theirs, &serde_json::from_str(&calls).unwrap());
    let ran = home.run(["query", "--range", "all", "--json", "--organization", "ours"]).exits(0);
    let summary = &serde_json::from_str::<Value>(&ran.stdout).unwrap()["summary"];
    assert_eq!(summary["output_tokens"], 300, "{summary}");
}

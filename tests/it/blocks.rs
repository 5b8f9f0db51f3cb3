//! The windows of five hours, and the line that tells how the one of now stands.

use serde_json::Value;

use crate::run::Home;
use crate::sync::{LOG, line};

/// A line of a response at an instant.
fn line_at(id: &str, at: &str, output: u64) -> String {
    line(id, output).replace("2026-11-20T10:00:00Z", at)
}

#[test]
fn blocks_begin_with_the_hour_or_as_the_provider_says() {
    let home = Home::new();
    let times = [
        ("a", "2026-11-20T10:20:00Z"),
        ("b", "2026-11-20T14:59:00Z"),
        ("c", "2026-11-20T15:01:00Z"),
        ("d", "2026-11-21T09:59:00Z"),
    ];
    home.write(LOG, times.map(|(id, at)| line_at(id, at, 10)).concat());
    let rows = |args: &[&str]| {
        let said: Value = serde_json::from_str(&home.run(args).exits(0).stdout).unwrap();
        said["data"].as_array().unwrap().clone()
    };
    let blocks = rows(&["blocks", "--range", "all", "--json"]);
    let facts = |row: &Value| {
        (row["start"].as_str().unwrap().to_owned(), row["requests"].as_u64().unwrap(), row["inferred"] == true)
    };
    assert_eq!(
        blocks.iter().map(facts).collect::<Vec<_>>(),
        [
            ("2026-11-20T10:00:00Z".to_owned(), 2, true),
            ("2026-11-20T15:00:00Z".to_owned(), 1, true),
            ("2026-11-21T09:00:00Z".to_owned(), 1, true)
        ]
    );
    let limits =
        "\"rate_limits\":{\"primary\":{\"used_percent\":12.5,\"window_minutes\":300,\"resets_at\":1795183200}}";
    let row = "{\"timestamp\":\"2026-11-20T10:30:00Z\",\"type\":\"event_msg\",\"payload\":{\"type\":\"token_count\",\"info\":\
               {\"last_token_usage\":{\"input_tokens\":5,\"output_tokens\":1}},LIMITS}}\n";
    home.write(".codex/sessions/x.jsonl", row.replace("LIMITS", limits));
    let blocks = rows(&["blocks", "--source", "codex", "--range", "all", "--json"]);
    assert_eq!(
        (blocks[0]["end"].as_str(), &blocks[0]["inferred"]),
        (Some("2026-11-20T14:00:00Z"), &Value::Bool(false))
    );
    assert_eq!(blocks[0]["used_share"].to_string(), "0.125");
}

#[test]
fn that_there_is_no_block_is_said() {
    let home = Home::new();
    let says = |args: &[&str]| home.run(["blocks"].iter().chain(args).copied()).exits(0).stdout;
    assert!(says(&[]).starts_with("the ledger is empty"));
    home.write(LOG, line_at("a", "2025-11-20T10:20:00Z", 10));
    assert_eq!(says(&[]), "no block of claude-code in last-7-days; try --range all or --source AGENT\n");
    assert_eq!(says(&["--active"]), "no block of claude-code is going on; try --source AGENT\n");
    let filtered = says(&["--range", "all", "--project", "/home/u/other"]);
    assert!(filtered.starts_with("no block of claude-code that passes the filters in "), "{filtered}");
    let codex = says(&["--range", "all", "--source", "codex"]);
    assert!(codex.starts_with("no block of codex in ") && !codex.contains("--range"), "{codex}");
    assert_eq!(home.run(["blocks", "--json"]).exits(0).stdout.matches("\"data\": []").count(), 1);
}

#[test]
fn the_status_line_always_says_something() {
    let home = Home::new();
    let says = |input: &str| home.pipe(["statusline"], input.as_bytes()).exits(0).stdout;
    for odd in ["", "nonsense", "[]", "{\"model\":5}"] {
        assert_eq!(says(odd).lines().count(), 1, "{odd}");
    }
    let now = chrono::Utc::now();
    home.write(LOG, line_at("a", &now.to_rfc3339(), 1000));
    home.run(["sync"]).exits(0);
    let resets = now.timestamp() + 3 * 3600 + 90;
    let input = format!(
        "{{\"session_id\":\"s1\",\"model\":{{\"display_name\":\"Sonnet\"}},\"cost\":{{\"total_cost_usd\":1.5}},\
         \"context_window\":{{\"used_percentage\":42.7}},\"rate_limits\":{{\"five_hour\":{{\"used_percentage\":16.5,\"resets_at\":{resets}}}}}}}"
    );
    let said = says(&input);
    for part in ["Sonnet", "$1.50 session", "$0.02 today", "block $0.02", "3h01m left", "context 42%"] {
        assert!(said.contains(part), "{part} in {said}");
    }
    let blocks: Value = serde_json::from_str(&home.run(["blocks", "--active", "--json"]).exits(0).stdout).unwrap();
    assert_eq!(blocks["data"][0]["inferred"], Value::Bool(false), "the stated window was kept: {blocks}");
    assert_eq!(blocks["data"][0]["used_share"].to_string(), "0.165");
    home.run(["config", "set", "statusline.template", "{model} {nonsense}"]).exits(0);
    assert_eq!(says(&input), "Sonnet {nonsense}\n");
}

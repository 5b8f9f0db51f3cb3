//! What a run prints at its end and what the log of its session tells is the same usage, and counts once:
//! whichever is read first, in one ledger or in two, also when it was exported or pruned.

use serde_json::{Value, json};

use crate::run::Home;
use crate::serving::Server;

const LOG: &str = ".claude/projects/-home-u-shop/s1.jsonl";
const ROLLOUT: &str = ".codex/sessions/2026/11/20/rollout-2026-11-20T10-00-00-t1.jsonl";

/// Steps, by what they do to a ledger.
type Step<'s> = &'s dyn Fn(&Home);

fn line(id: &str, [fresh, read, output]: [u64; 3]) -> String {
    let usage = json!({"input_tokens": fresh, "cache_read_input_tokens": read, "output_tokens": output});
    let message = json!({"id": id, "model": "claude-sonnet-4-5", "stop_reason": "end_turn", "usage": usage});
    let line = json!({"type": "assistant", "timestamp": "2026-11-20T10:00:00Z", "sessionId": "s1", "cwd": "/home/u/shop",
        "version": "2.1.0", "message": message});
    format!("{line}\n")
}

fn result(run: &str, session: &str, [fresh, read, output]: [u64; 3]) -> String {
    let used = json!({"inputTokens": fresh, "cacheReadInputTokens": read, "outputTokens": output, "costUSD": 0.5});
    let result = json!({"type": "result", "session_id": session, "uuid": run, "total_cost_usd": 0.5,
        "modelUsage": {"claude-sonnet-4-5": used}});
    format!("{result}\n")
}

/// Two responses, and what the run that made them says of both.
fn log(home: &Home) {
    home.write(LOG, line("msg_a", [10, 100, 20]) + &line("msg_b", [1, 200, 5]));
    home.run(["sync", "-q"]).exits(0);
}

fn printed(home: &Home) {
    ingest(home, &result("r1", "s1", [11, 300, 25]));
}

fn ingest(home: &Home, text: &str) {
    let file = home.write("printed.json", text);
    home.run(["ingest", file.to_str().unwrap(), "-q"]).exits(0);
}

/// Requests, fresh and read input, output; the ledger is sound.
fn totals(home: &Home) -> [u64; 4] {
    home.run(["health", "--full"]).exits(0);
    let said = home.run(["query", "--range", "all", "--group-by", "model", "--no-sync", "--json"]).exits(0).stdout;
    let said: Value = serde_json::from_str(&said).unwrap();
    let rows = said["data"].as_array().unwrap();
    ["requests", "uncached_input_tokens", "cache_read_tokens", "output_tokens"]
        .map(|key| rows.iter().map(|row| row[key].as_u64().unwrap()).sum())
}

/// What the ledger says after the steps, in both orders and again.
fn either_order(steps: [Step<'_>; 2]) -> [u64; 4] {
    let each = [[0, 1], [1, 0]].map(|order| {
        let home = Home::new();
        order.iter().chain(&order).for_each(|at| steps[*at](&home));
        totals(&home)
    });
    assert_eq!(each[0], each[1], "the order matters");
    each[0]
}

#[test]
fn a_result_adds_nothing_to_the_log_of_its_session() {
    assert_eq!(either_order([&log, &printed]), [2, 11, 300, 25]);
}

#[test]
fn what_comes_and_goes_in_one_import_leaves_nothing_behind() {
    let home = Home::new();
    let all = result("r1", "s1", [11, 300, 25]) + &line("msg_a", [10, 100, 20]) + &line("msg_b", [1, 200, 5]);
    let file = home.write("all.jsonl", all);
    home.run(["ingest", file.to_str().unwrap(), "-q"]).exits(0);
    assert_eq!(totals(&home)[1..], [11, 300, 25]);
    home.run(["backup"]).exits(0);
}

#[test]
fn results_of_runs_without_a_log_add_up() {
    let home = Home::new();
    printed(&home);
    ingest(&home, &result("r2", "s1", [7, 0, 6]));
    ingest(&home, &result("r3", "s2", [1, 0, 1]));
    printed(&home);
    assert_eq!(totals(&home), [3, 19, 300, 32]);
    log(&home);
    assert_eq!(totals(&home), [3, 12, 300, 26], "that of another session stays");
}

#[test]
fn a_stream_is_told_by_its_result() {
    let init = "{\"type\":\"system\",\"subtype\":\"init\",\"session_id\":\"s1\"}\n";
    let message = |id: &str, output: u64| {
        let usage = json!({"input_tokens": 10, "cache_read_input_tokens": 100, "output_tokens": output});
        let message = json!({"id": id, "model": "claude-sonnet-4-5", "usage": usage});
        format!("{}\n", json!({"type": "assistant", "session_id": "s1", "message": message}))
    };
    let cut = format!("{init}{}{}", message("msg_a", 1), message("msg_a", 2));
    let whole = format!("{cut}{}", result("r1", "s1", [11, 300, 25]));
    let alone = |text: &str| {
        let home = Home::new();
        ingest(&home, text);
        totals(&home)
    };
    assert_eq!((alone(&cut), alone(&whole)), ([0; 4], [1, 11, 300, 25]));
    assert_eq!(either_order([&|home| ingest(home, &cut), &|home| ingest(home, &whole)]), [1, 11, 300, 25]);
    for stream in [cut, whole] {
        assert_eq!(either_order([&log, &|home| ingest(home, &stream)]), [2, 11, 300, 25]);
    }
}

#[test]
fn it_is_one_in_ledgers_that_are_merged_and_in_exports() {
    for order in [[&log as Step<'_>, &printed], [&printed, &log]] {
        let (one, other) = (Home::new(), Home::new());
        order[0](&one);
        order[1](&other);
        one.run(["bundle", "--output", "one.bundle"]).exits(0);
        other.run(["merge", one.at("one.bundle").to_str().unwrap()]).exits(0);
        assert_eq!(totals(&other), [2, 11, 300, 25], "merged");
        let third = Home::new();
        order[1](&third);
        let exported = one.run(["export", "--range", "all", "--format", "jsonl"]).exits(0).stdout;
        ingest(&third, &exported);
        assert_eq!(totals(&third), [2, 11, 300, 25], "exported");
    }
}

#[test]
fn a_result_adds_nothing_to_responses_that_were_pruned() {
    let home = Home::new();
    home.write(LOG, line("msg_a", [11, 300, 25]).replace("2026-11", "2025-01"));
    home.run(["sync", "-q"]).exits(0);
    let before = totals(&home);
    home.run(["prune", "--older-than", "90d", "--yes"]).exits(0);
    printed(&home);
    assert_eq!(totals(&home), before);
}

#[test]
fn what_codex_exec_prints_is_the_sum_of_its_rollout() {
    let usage = |input: u64, cached: u64, output: u64| json!({"input_tokens": input, "cached_input_tokens": cached, "output_tokens": output});
    let row = |total: Value, last: Value| {
        let info = json!({"total_token_usage": total, "last_token_usage": last});
        let payload = json!({"type": "token_count", "info": info});
        format!("{}\n", json!({"timestamp": "2026-11-20T10:00:02Z", "type": "event_msg", "payload": payload}))
    };
    let rollout = |home: &Home| {
        let meta =
            json!({"timestamp": "2026-11-20T10:00:00Z", "type": "session_meta", "payload": {"id": "t1", "cwd": "/p"}});
        let turn =
            json!({"timestamp": "2026-11-20T10:00:00Z", "type": "turn_context", "payload": {"model": "gpt-5.2"}});
        let rows = row(usage(100, 40, 10), usage(100, 40, 10)) + &row(usage(250, 140, 30), usage(150, 100, 20));
        home.write(ROLLOUT, format!("{meta}\n{turn}\n{rows}"));
        home.run(["sync", "-q"]).exits(0);
    };
    let turn = |total: Value| {
        let started = json!({"type": "thread.started", "thread_id": "t1"});
        format!("{started}\n{}\n", json!({"type": "turn.completed", "usage": total}))
    };
    let (first, second) = (turn(usage(100, 40, 10)), turn(usage(250, 140, 30)));
    let both = |home: &Home| [&first, &second, &first].iter().for_each(|text| ingest(home, text));
    let alone = Home::new();
    both(&alone);
    assert_eq!(totals(&alone), [1, 110, 140, 30], "a thread's counters run on");
    assert_eq!(either_order([&rollout, &both]), [2, 110, 140, 30]);
    let exported = alone.run(["export", "--range", "all", "--format", "jsonl"]).exits(0).stdout;
    assert_eq!(either_order([&rollout, &|home| ingest(home, &exported)]), [2, 110, 140, 30], "exported");
    ingest(&alone, &exported);
    assert_eq!(totals(&alone), [1, 110, 140, 30], "its own export");
}

/// Sends what a ledger exports to the server of another, each record to be told what became of it.
fn posted(from: &Home, to: &Home) -> String {
    let lines = from.run(["export", "--range", "all", "--format", "jsonl"]).exits(0).stdout;
    let body = format!("[{}]", lines.lines().collect::<Vec<_>>().join(","));
    let answer = Server::start(to, &[]).post("/api/v1/usage/batch", &body);
    assert!(matches!(answer.status, 200 | 201), "{answer:?}");
    answer.json()["summary"].to_string()
}

#[test]
fn exported_records_that_are_posted_count_once_too() {
    let (logged, ran) = (Home::new(), Home::new());
    log(&logged);
    printed(&ran);
    let twice = posted(&ran, &logged);
    assert_eq!((totals(&logged), twice.contains(r#""duplicate":1"#)), ([2, 11, 300, 25], true), "{twice}");
    let other = Home::new();
    posted(&ran, &other);
    posted(&ran, &other);
    assert_eq!(totals(&other), [1, 11, 300, 25]);
    log(&other);
    assert_eq!(totals(&other), [2, 11, 300, 25], "posted, then logged");
    posted(&logged, &ran);
    assert_eq!(totals(&ran), [2, 11, 300, 25], "printed, then a log that was posted");
}

#[test]
fn what_a_program_records_of_a_session_leaves_its_result_alone() {
    let record = |home: &Home| {
        let of = ["record", "-q", "--id", "own", "--session", "s1", "--provider", "openai", "--model", "gpt-4o"];
        home.run(of.into_iter().chain(["--input-tokens", "1000", "--output-tokens", "5"])).exits(0);
    };
    assert_eq!(either_order([&record, &printed]), [2, 1_011, 300, 30]);
}

#[test]
fn a_log_of_one_organization_leaves_the_results_of_another_alone() {
    let of = |home: &Home, organization: &str, text: &str| {
        let file = home.write("of.jsonl", text);
        home.run(["ingest", file.to_str().unwrap(), "-q", "--organization", organization]).exits(0);
    };
    let (log, result) = (line("msg_a", [10, 100, 20]), result("r1", "s1", [11, 300, 25]));
    assert_eq!(either_order([&|home| of(home, "a", &log), &|home| of(home, "b", &result)]), [2, 21, 400, 45]);
    assert_eq!(either_order([&|home| of(home, "a", &log), &|home| of(home, "a", &result)]), [1, 10, 100, 20]);
}

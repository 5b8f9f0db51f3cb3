//! `cost-ops run`: the command's own status, its limit, its tags, its signals.

use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;

use crate::run::{Home, Ran};

/// A home in whose shell commands `cost-ops` is the built one.
fn run(home: &Home, args: &[&str], script: &str) -> Ran {
    Ran::of(command(home, args, script).output().unwrap())
}

fn command(home: &Home, args: &[&str], script: &str) -> std::process::Command {
    let all = [&["run"], args, &["--", "sh", "-c", script]].concat();
    let mut command = home.command(all);
    let folder = std::path::Path::new(env!("CARGO_BIN_EXE_cost-ops")).parent().unwrap();
    command.env("PATH", format!("{}:/usr/bin:/bin", folder.display()));
    command
}

const RECORD: &str = "cost-ops record --provider openai --model gpt-4o --input 1000000 --output-tokens 0 >/dev/null";

fn by(home: &Home, tag: &str) -> Vec<(Value, Value)> {
    let ran = home.run(["query", "--range", "all", "--group-by", tag, "--json"]).exits(0);
    let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
    answer["data"].as_array().unwrap().iter().map(|row| (row[tag].clone(), row["total_cost_exact"].clone())).collect()
}

#[test]
fn the_status_is_the_command_s_own() {
    let home = Home::new();
    let ran = run(&home, &[], "echo out; echo err >&2; exit 3").exits(3);
    assert_eq!(ran.stdout, "out\n");
    assert!(ran.stderr.starts_with("err\ncost-ops: $0.00 in 0 requests (run="), "{}", ran.stderr);
    run(&home, &["--max-cost", "1"], "exit 0").exits(0);
    run(&home, &[], "kill -TERM $$").exits(143);
    run(&home, &[], "kill -KILL $$").exits(137);
    let missing = home.run(["run", "--", "no-such-command"]).exits(127);
    assert!(missing.stderr.contains("cannot run no-such-command"), "{}", missing.stderr);
    home.run(["run", "--", "/"]).exits(126);
    home.run(["run", "--max-cost", "0", "--", "true"]).exits(2);
}

#[test]
fn it_is_stopped_once_it_costs_more() {
    let home = Home::new();
    let ran = run(&home, &["--max-cost", "4", "--tag", "job=x"], &format!("{RECORD}; {RECORD}; sleep 60; echo late"))
        .exits(6);
    assert_eq!(ran.stdout, "");
    assert!(ran.stderr.contains("stopped: $5.00 is more than --max-cost $4.00"), "{}", ran.stderr);
    assert_eq!(by(&home, "tag:job"), [("x".into(), "5".into())]);
    // Exactly the limit is within it.
    run(&home, &["--max-cost", "2.5"], &format!("{RECORD}; sleep 1.2")).exits(0);
}

#[test]
fn what_does_not_end_when_asked_is_killed_with_all_it_started() {
    let home = Home::new();
    let script = format!("trap '' TERM; {RECORD}; (while :; do sleep 0.1; done) & while :; do sleep 0.1; done");
    let ran = run(&home, &["--max-cost", "1", "--grace", "0"], &script).exits(6);
    assert!(ran.stderr.contains("stopped:"), "{}", ran.stderr);
}

#[test]
fn a_budget_that_is_over_stops_it_or_keeps_it_from_starting() {
    let home = Home::new();
    home.run(["budget", "set", "day", "--amount", "2", "--period", "year"]).exits(0);
    let ran = run(&home, &["--budget", "day"], &format!("{RECORD}; sleep 60")).exits(6);
    assert!(ran.stderr.contains("stopped: budget day is over: $2.50 of $2.00 spent"), "{}", ran.stderr);
    let refused = run(&home, &["--budget", "day"], "echo started").exits(6);
    assert_eq!(refused.stdout, "");
    assert!(refused.stderr.starts_with("not started: budget day is over"), "{}", refused.stderr);
    run(&home, &["--budget", "night"], "true").exits(1);
}

#[test]
fn a_ledger_that_cannot_be_read_for_a_while_leaves_nobody_unwatched() {
    let home = Home::new();
    home.run(["budget", "set", "day", "--amount", "2", "--period", "year"]).exits(0);
    let ledger = home.at(".local/share/cost-ops/cost-ops.db").display().to_string();
    let script = format!(
        "for f in '' -wal -shm; do [ -e {ledger}$f ] && mv {ledger}$f {ledger}.away$f; done; echo junk > {ledger}; sleep 1.5; \
         for f in '' -wal -shm; do rm -f {ledger}$f; [ -e {ledger}.away$f ] && mv {ledger}.away$f {ledger}$f; done; \
         echo went on; {RECORD}; sleep 60"
    );
    let ran = run(&home, &["--budget", "day"], &script).exits(6);
    assert_eq!(ran.stdout, "went on\n");
    assert!(ran.stderr.contains("is not a SQLite database"), "{}", ran.stderr);
    assert!(ran.stderr.contains("stopped: budget day is over: $2.50 of $2.00 spent"), "{}", ran.stderr);
}

#[test]
fn logs_of_agents_in_its_folder_are_its_own() {
    let home = Home::new();
    let folder = std::fs::canonicalize(home.path()).unwrap();
    let line = |id: &str, project: &str| {
        format!(
            "{{\"type\":\"assistant\",\"timestamp\":\"TIME\",\"sessionId\":\"{id}\",\"cwd\":\"{project}\",\"version\":\"2.1.0\",\
             \"message\":{{\"id\":\"msg_{id}\",\"model\":\"claude-sonnet-4-5\",\"stop_reason\":\"end_turn\",\
             \"usage\":{{\"input_tokens\":1000000,\"output_tokens\":1}}}}}}"
        )
    };
    let here = line("here", &format!("{}/sub", folder.display()));
    let (elsewhere, near) = (line("elsewhere", "/elsewhere"), line("near", &format!("{}x", folder.display())));
    let script = format!(
        "mkdir -p .claude/projects/p; now=$(date -u +%Y-%m-%dT%H:%M:%SZ); \
         for l in '{here}' '{elsewhere}' '{near}'; do printf '%s\\n' \"$l\" | sed \"s/TIME/$now/\"; done > .claude/projects/p/s.jsonl; sleep 60"
    );
    let ran = run(&home, &["--max-cost", "1", "--tag", "job=agent"], &script).exits(6);
    assert!(ran.stderr.contains("in 1 request (run="), "{}", ran.stderr);
    let jobs = by(&home, "tag:job");
    assert_eq!(jobs.iter().filter(|(job, _)| job == "agent").count(), 1);
    assert_eq!(jobs.len(), 2, "the others have no such tag: {jobs:?}");
}

/// What posts a record of $2.50 to the address a run hands to its command.
const POST: &str =
    "post() { curl -s -o answer -w '%{http_code}' -H \"Authorization: Bearer $1\" --data-binary \"$3\" \"$2\"; }";
const POSTED: &str = r#"{"provider":"openai","model":"gpt-4o","input_tokens":1000000,"output_tokens":0}"#;

#[test]
fn what_is_posted_to_it_is_its_own_and_counts_at_once() {
    let home = Home::new();
    let script = format!(
        "{POST}; post nobody \"$COST_OPS_INGEST_URL\" '{POSTED}'; \
         curl -s -o answer -w '%{{http_code}}' -H \"Authorization: Bearer $COST_OPS_INGEST_TOKEN\" \"${{COST_OPS_INGEST_URL%usage}}costs\"; \
         post \"$COST_OPS_INGEST_TOKEN\" \"$COST_OPS_INGEST_URL\" '{POSTED}'; \
         post \"$COST_OPS_INGEST_TOKEN\" \"$COST_OPS_INGEST_URL/batch\" '[{POSTED},{POSTED}]'; \
         sleep 60; echo late"
    );
    let ran = run(&home, &["--max-cost", "5", "--tag", "job=posted"], &script).exits(6);
    assert!(
        ran.stdout.starts_with("401403201") && !ran.stdout.contains("late"),
        "one token, for usage alone: {}",
        ran.stdout
    );
    assert!(ran.stderr.contains("stopped: $7.50 is more than --max-cost $5.00"), "{}", ran.stderr);
    assert_eq!(by(&home, "tag:job"), [("posted".into(), "7.5".into())]);
}

/// A call of this many input tokens at gpt-4o, as a program's span tells of it.
const SPAN: &str = r#"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","name":"chat gpt-4o","startTimeUnixNano":"START000000000","endTimeUnixNano":"START500000000","attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},{"key":"gen_ai.system","value":{"stringValue":"openai"}},{"key":"gen_ai.response.model","value":{"stringValue":"gpt-4o"}},{"key":"gen_ai.usage.input_tokens","value":{"intValue":"1000000"}},{"key":"gen_ai.usage.output_tokens","value":{"intValue":"0"}}]}]}]}]}"#;

#[test]
fn telemetry_sent_to_it_is_its_own_too() {
    let home = Home::new();
    let script = format!(
        "printf '%s' '{SPAN}' | sed \"s/START/$(date +%s)/g\" | curl -s -H 'Content-Type: application/json' \
         -H \"Authorization: Bearer $COST_OPS_INGEST_TOKEN\" --data-binary @- \"${{COST_OPS_INGEST_URL%/api/v1/usage}}/v1/traces\"; sleep 60"
    );
    let ran = run(&home, &["--max-cost", "1", "--tag", "job=told"], &script).exits(6);
    assert!(ran.stderr.contains("stopped: $2.50 is more than --max-cost $1.00"), "{ran:?}");
    assert_eq!(by(&home, "tag:job"), [("told".into(), "2.5".into())]);
}

#[test]
fn a_run_within_a_run_counts_for_both() {
    let home = Home::new();
    let inner = format!("cost-ops run --tag part=inner -- sh -c '{RECORD}'; {RECORD}");
    let ran = run(&home, &["--tag", "job=outer"], &inner).exits(0);
    let said: Vec<&str> = ran.stderr.lines().filter(|line| line.starts_with("cost-ops:")).collect();
    assert!(said[0].starts_with("cost-ops: $2.50 in 1 request (run2="), "{said:?}");
    assert!(said[1].starts_with("cost-ops: $5.00 in 2 requests (run="), "{said:?}");
    assert_eq!(by(&home, "tag:job"), [("outer".into(), "5".into())]);
}

#[test]
fn a_signal_for_it_goes_to_the_command() {
    let home = Home::new();
    for (signal, exit) in [(rustix::process::Signal::INT, 42), (rustix::process::Signal::TERM, 43)] {
        let script = "trap 'exit 42' INT; trap 'exit 43' TERM; echo ready; while :; do sleep 0.05; done";
        let mut running = command(&home, &[], script).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        std::io::BufRead::read_line(&mut std::io::BufReader::new(running.stdout.take().unwrap()), &mut line).unwrap();
        std::thread::sleep(Duration::from_millis(50));
        let pid = rustix::process::Pid::from_raw(i32::try_from(running.id()).unwrap()).unwrap();
        rustix::process::kill_process(pid, signal).unwrap();
        assert_eq!(running.wait().unwrap().code(), Some(exit));
    }
}

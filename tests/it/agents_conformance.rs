//! Logs of agents and exports against the shared recordings: every expectation to the token.
//!
//! Peers' own numbers are no expectation: where they differ from ours the recordings say why.

use std::path::{Path, PathBuf};

use cost_ops::domain::{Tz, Usd};
use cost_ops::ingest::{DISK, Summary};
use cost_ops::source::log::{Log, Root};
use cost_ops::source::{Source, by_id};
use cost_ops::store::{Ledger, Record};
use serde_json::{Map, Value};

use crate::agents::{classes, compare, given, import, logs_below, records, sums};
use crate::source_conformance::{lines, shared};
use crate::store_events::options;

/// The folder of recordings of each source.
const RECORDINGS: &[(&str, &str)] = &[
    ("amp/", "amp"),
    ("claude-code/", "claude-code"),
    ("claude-result/", "claude-result"),
    ("codex/", "codex"),
    ("copilot-cli/", "copilot-cli"),
    ("copilot-vscode/", "copilot-vscode"),
    ("crush/", "crush"),
    ("cursor/", "cursor"),
    ("gemini-cli/", "gemini-cli"),
    ("opencode/opencode.db", "opencode"),
    ("opencode/", "opencode-json"),
    ("qwen-code/iflow", "iflow"),
    ("qwen-code/", "qwen-code"),
    ("droid/", "droid"),
    ("goose/", "goose"),
    ("kimi/", "kimi"),
    ("pi/", "pi"),
    ("openclaw/", "openclaw"),
    ("hermes/", "hermes"),
    ("grok-build/", "grok-build"),
    ("mistral-vibe/", "mistral-vibe"),
    ("llm-logsdb/", "llm"),
    ("dsh/", "dsh"),
    ("otlp/", "otlp"),
];

/// What the generic comparison cannot say, with the reason or the test that says it instead.
const APART: &[(&str, &str, &str)] = &[
    ("codex/agent-sessions", "totals", "one file each: sessions_of_codex"),
    ("copilot-cli/agent-sessions", "totals", "one file each: sessions_of_copilot"),
    ("gemini-cli/agent-sessions", "totals", "outside of a folder of chats: sessions_of_gemini_cli"),
    ("gemini-cli/toktrack", "totals", "message by message: sessions_of_gemini_cli"),
    ("llm-logsdb/logs-0.27.db", "totals", "in the provider's own terms: responses_of_llm"),
    ("otlp/claude-code-metrics/cumulative-*.json", "totals", "several files: metrics_of_claude_code"),
    ("goose/sessions.db", "totals", "does not count the session without requests: records_of_goose"),
];

/// What other tools say: no expectation.
const PEERS: &[&str] =
    &["ccusage_totals", "ccusage_month_model", "codeburn_model", "totals_keep_unchanged", "langfuse_usageDetails"];

/// Recordings that other tests read.
const ELSEWHERE: &[(&str, &str)] = &[
    ("provider-bodies/", "source_conformance"),
    ("traces/", "source_files"),
    ("claude-statusline/", "no usage: it is what statusline is told, in blocks::the_status_line_always_says_something"),
    ("litellm/", "exports_conformance"),
    ("langfuse/", "exports_conformance"),
    ("openrouter/", "exports_conformance"),
    ("openai-usage/", "exports_conformance, reconcile"),
    ("anthropic-usage/", "exports_conformance, reconcile"),
    ("deepseek-usage/", "exports_conformance"),
    ("focus/", "exports_conformance"),
];

/// A file, or all files of the source below a folder, in a ledger of their own.
pub(crate) fn ledger_of(source: &'static Source, path: &Path) -> (Ledger, Summary) {
    let (mut ledger, mut summary) = (Ledger::open(&options(None, Tz::UTC)).unwrap(), Summary::default());
    let logs = match path.is_dir() && source.agent.is_some() {
        true => logs_below(source, &Root::new(path, "default")),
        false => vec![Log { path: path.to_owned(), root: None, near: DISK }],
    };
    assert!(!logs.is_empty(), "{path:?} holds nothing of {}", source.id);
    logs.iter().for_each(|log| import(&mut ledger, Some(source), &given(log), &mut summary));
    let before = records(&ledger).len();
    logs.iter().rev().for_each(|log| import(&mut ledger, Some(source), &given(log), &mut summary));
    assert_eq!(records(&ledger).len(), before, "{path:?}: read again");
    (ledger, summary)
}

/// What expectations name that is no counter: where it is from, what was skipped on the way to the
/// counters, and costs, which are compared apart.
const BESIDE: &[&str] = &[
    "model",
    "usage_lines",
    "duplicate_lines",
    "synthetic_lines",
    "rows",
    "sum_last_total",
    "copied_prefix",
    "sessions",
    "sessions_with_usage",
    "thinking",
    "credits",
    "total",
    "embedded_cost_usd",
    "recorded_cost_usd",
    "reported_cost_usd",
    "cost_usd",
    "input_total",
];

/// The counters an expectation names, under our names.
fn counters(what: &str, value: &Value) -> Map<String, Value> {
    let mut counters = Map::new();
    for (key, value) in value.as_object().expect("counters") {
        let class = match key.as_str() {
            "requests" | "input_uncached" | "cache_read" | "cache_write_5m" | "cache_write_1h" | "output"
            | "reasoning" => key,
            "input" => "input_uncached",
            "cache_write" => "cache_write_5m",
            "output_incl_reasoning" => "output",
            "web_search" => "web_searches",
            "calls" => "requests",
            other => {
                assert!(BESIDE.contains(&other), "{what}: nothing compares {other}");
                continue;
            }
        };
        counters.insert(class.to_owned(), value.clone());
    }
    counters
}

/// What an expectation says the logs themselves say it cost.
fn stated(value: &Value) -> Option<Usd> {
    let keys = ["embedded_cost_usd", "recorded_cost_usd", "reported_cost_usd", "cost_usd"];
    let found = keys.iter().find_map(|key| value.get(key))?;
    Some(found.to_string().trim_matches('"').parse().expect("an amount"))
}

fn compare_totals(what: &str, value: &Value, records: &[Record]) {
    compare(what, &counters(what, value), &sums(records));
    if let Some(usd) = stated(value) {
        let reported: Usd = records.iter().filter_map(|record| record.reported).sum();
        assert_eq!(reported, usd, "{what}: reported");
    }
}

fn of_model<'r>(records: &'r [Record], value: &Value) -> Vec<&'r Record> {
    let model = value["model"].as_str();
    records.iter().filter(|record| model.is_none_or(|model| record.model == model)).collect()
}

/// What is right where a peer is not.
fn disagreement(what: &str, correct: &Value, records: &[Record]) {
    let sums = sums(records);
    let written = sums["cache_write_5m"] + sums["cache_write_1h"];
    let ours = [("input", sums["input_uncached"]), ("cacheCreation", written), ("output", sums["output"])];
    assert_eq!(correct.as_object().map(Map::len), Some(ours.len()), "{what}");
    ours.iter().for_each(|(key, count)| assert_eq!(correct[key], *count, "{what}: {key}"));
}

/// Each expected set of classes is one record's; every record is expected, if `all`.
fn compare_list(what: &str, list: &[Value], records: &[Record]) {
    let mut left: Vec<&Record> = records.iter().collect();
    for expected in list {
        let wanted = counters(what, expected);
        let found = left.iter().position(|record| {
            let own = classes(record);
            expected["model"].as_str().is_none_or(|model| model == record.model)
                && wanted
                    .iter()
                    .all(|(class, count)| own.get(class.as_str()).map(|n| Value::from(*n)).as_ref() == Some(count))
        });
        let at = found.unwrap_or_else(|| {
            panic!(
                "{what}: no record is {expected}; there are {:?}",
                records.iter().map(|r| (&r.model, classes(r))).collect::<Vec<_>>()
            )
        });
        let record = left.remove(at);
        if let Some(usd) = stated(expected) {
            assert_eq!(record.reported, Some(usd), "{what}: reported");
        }
    }
}

#[test]
fn shared_recordings_give_what_is_expected() {
    let Some(expectations) = lines("formats/EXPECTED.jsonl") else { return };
    let mut seen = 0;
    for entry in expectations {
        let (fixture, kind) = (entry["fixture"].as_str().unwrap(), entry["expectation"].as_str().unwrap());
        if PEERS.contains(&kind) || ELSEWHERE.iter().any(|(folder, _)| fixture.starts_with(folder)) {
            continue;
        }
        let (_, id) = RECORDINGS
            .iter()
            .find(|(folder, _)| fixture.starts_with(folder))
            .unwrap_or_else(|| panic!("{fixture}: no test reads it"));
        if APART.iter().any(|(path, what, _)| *path == fixture && *what == kind) {
            continue;
        }
        let value = &entry["value"];
        let what = format!("{fixture} {kind}");
        let path = shared(&format!("formats/{fixture}")).expect("there");
        let records = records(&ledger_of(by_id(id).expect("a source"), &path).0);
        match (kind, value) {
            ("totals" | "totals_skip_unchanged" | "totals_after_dedupe", Value::Object(_)) => {
                compare_totals(&what, value, &records);
            }
            ("totals", Value::Array(models)) => models.iter().for_each(|value| {
                compare(&what, &counters(&what, value), &sums(of_model(&records, value)));
            }),
            ("by_model", _) => compare(&what, &counters(&what, value), &sums(of_model(&records, value))),
            ("token_classes", _) => compare_list(&what, std::slice::from_ref(value), &records),
            ("token_classes_list", Value::Array(list)) => compare_list(&what, list, &records),
            ("peer_disagreement", _) => disagreement(&what, &value["correct"], &records),
            _ => panic!("{what}: no test compares that"),
        }
        seen += 1;
    }
    assert!(seen > 30, "{seen} expectations");
}

/// Sums since a start that was told twice and then began anew.
#[test]
fn metrics_of_claude_code() {
    let Some(folder) = shared("formats/otlp/claude-code-metrics") else { return };
    let (mut ledger, mut summary) = (Ledger::open(&options(None, Tz::UTC)).unwrap(), Summary::default());
    let mut paths: Vec<PathBuf> = crate::agents::files(&folder);
    paths.retain(|path| path.file_name().unwrap().to_string_lossy().starts_with("cumulative-"));
    paths.sort();
    assert!(paths.len() > 1, "{paths:?}");
    for path in paths {
        let log = Log { path, root: None, near: DISK };
        import(&mut ledger, by_id("otlp"), &given(&log), &mut summary);
    }
    let value = serde_json::json!({"input": 2400, "output": 680, "cache_read": 18000, "cost_usd": "0.84"});
    compare_totals("cumulative", &value, &records(&ledger));
}

/// Recordings without an expectation: they must be read, and twice as well as once.
#[test]
fn no_recording_of_a_session_stops_the_reading() {
    for (folder, id) in RECORDINGS {
        let Some(root) = shared(&format!("formats/{folder}")) else { return };
        let source = by_id(id).unwrap();
        let files = if root.is_dir() { crate::agents::files(&root) } else { Vec::new() };
        let own = |path: &&PathBuf| {
            let below = path.strip_prefix(&root).unwrap().to_string_lossy();
            source.agent.as_ref().is_some_and(|agent| (agent.holds)(&below))
        };
        files.iter().filter(own).for_each(|path| _ = ledger_of(source, path));
    }
}

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

use crate::agents::{classes, compare, fixture, given, import, logs_below, records, sums, unpacked};
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
    ("claude-statusline/", "no usage: it is what statusline is told, in sync::the_status_line_always_says_something"),
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

#[test]
fn sessions_of_codex() {
    let Some(folder) = shared("formats/codex/agent-sessions") else { return };
    let codex = by_id("codex").unwrap();
    let totals = |name: &str| {
        let (ledger, _) = ledger_of(codex, &folder.join(name));
        let sums = sums(&records(&ledger));
        ["input_uncached", "cache_read", "output", "reasoning"].map(|class| sums.get(class).copied().unwrap_or(0))
    };
    assert_eq!(totals("stage0-small.jsonl"), [12_757, 3_584, 81, 63]);
    assert_eq!(totals("stage0-large.jsonl"), [1_211, 10_880, 182, 128]);
    assert_eq!(totals("codex_053_rate_limit.jsonl"), [1_211, 10_880, 182, 128]);
    assert_eq!(totals("codex_050_legacy.jsonl"), [1_420, 0, 910, 0]);
    assert_eq!(totals("codex_052_raw.jsonl"), [980 + 640, 980, 880, 0]);
    assert_eq!(totals("stage0-schema_drift.jsonl"), [0; 4]);
}

#[test]
fn sessions_of_copilot() {
    let Some(folder) = shared("formats/copilot-cli/agent-sessions") else { return };
    let copilot = by_id("copilot-cli").unwrap();
    let totals = |name: &str| {
        let (ledger, summary) = ledger_of(copilot, &folder.join(name));
        assert_eq!(summary.rejected, 0, "{name}");
        let sums = sums(&records(&ledger));
        ["requests", "input_uncached", "cache_read", "output"].map(|class| sums.get(class).copied().unwrap_or(0))
    };
    assert_eq!(totals("schema_drift.jsonl"), [2, 200, 800, 50]);
    assert_eq!(totals("small.jsonl"), [2, 100, 5, 15]);
    assert_eq!(totals("large.jsonl"), [0; 4]);
    let crashed = "subdir_v1/aaaabbbb-1111-2222-3333-ccccddddeeee/events.jsonl";
    assert_eq!(totals(crashed), [2, 0, 0, 26]);
    let Some(chat) = shared("formats/copilot-vscode/splitrail-chatSession.json") else { return };
    let (ledger, summary) = ledger_of(by_id("copilot-vscode").unwrap(), &chat);
    assert_eq!((records(&ledger).len(), summary.rejected), (0, 0));
}

/// Everything below a folder that is one of these sources', in one ledger, in the order given.
fn together(folder: &Path, ids: &[&str]) -> Vec<Record> {
    let (mut ledger, mut summary) = (Ledger::open(&options(None, Tz::UTC)).unwrap(), Summary::default());
    for source in ids.iter().map(|id| by_id(id).unwrap()) {
        let logs = logs_below(source, &Root::new(folder, "default"));
        assert!(!logs.is_empty(), "{}", source.id);
        logs.iter().for_each(|log| import(&mut ledger, Some(source), &given(log), &mut summary));
    }
    records(&ledger)
}

/// A call that the store, telemetry and a shutdown tell of is one record; so is a message that
/// is in the database and in a file.
#[test]
fn sources_that_tell_of_the_same_calls_agree() {
    let home = unpacked(&fixture(by_id("copilot-cli").unwrap()).unwrap().join("home/.copilot"));
    for ids in [["copilot-cli", "copilot-store"], ["copilot-store", "copilot-cli"]] {
        let records = together(home.path(), &ids);
        let session = "aaaabbbb-1111-4222-8333-000000000004";
        let of_session: Vec<&Record> = records.iter().filter(|record| record.labels.session == session).collect();
        assert_eq!(of_session.len(), 2, "{ids:?}");
        assert_eq!(sums(of_session)["output"], 100, "{ids:?}");
        assert_eq!(records.len(), 12, "{ids:?}");
    }
    let home = unpacked(&fixture(by_id("opencode").unwrap()).unwrap().join("home/.local/share/opencode"));
    let alone = together(home.path(), &["opencode"]).len();
    let message = home.path().join("storage/message/ses_a");
    std::fs::create_dir_all(&message).unwrap();
    let copy = r#"{"id":"msg_a4","sessionID":"ses_a","role":"assistant","modelID":"claude-opus-4-5","providerID":"anthropic",
        "time":{"created":1790000180000},"tokens":{"input":0,"output":0,"reasoning":0,"cache":{"read":0,"write":15000}}}"#;
    std::fs::write(message.join("msg_a4.json"), copy).unwrap();
    for ids in [["opencode", "opencode-json"], ["opencode-json", "opencode"]] {
        assert_eq!(together(home.path(), &ids).len(), alone, "{ids:?}");
    }
}

/// Read while it grew, a message is the same message; so are the copies a fork made of it, also when
/// the original is gone.
#[test]
fn messages_of_opencode_grow_and_are_copied() {
    let source = by_id("opencode").unwrap();
    let home = unpacked(&fixture(source).unwrap().join("home/.local/share/opencode"));
    let conn = rusqlite::Connection::open(home.path().join("opencode.db")).unwrap();
    let (mut ledger, mut summary) = (Ledger::open(&options(None, Tz::UTC)).unwrap(), Summary::default());
    let mut read = || {
        let logs = logs_below(source, &Root::new(home.path(), "default"));
        logs.iter().for_each(|log| import(&mut ledger, Some(source), &given(log), &mut summary));
        let records = records(&ledger);
        (records.len(), sums(&records)["output"])
    };
    let (count, output) = read();
    let grown = "UPDATE message SET data = replace(data, '\"output\":20,', '\"output\":25,') WHERE id = 'msg_f3'";
    assert_eq!(conn.execute(grown, []).unwrap(), 1);
    assert_eq!(read(), (count, output + 5));
    let copy = "INSERT INTO message SELECT 'msg_copy', 'ses_new', time_created, time_updated, data FROM message
                WHERE id = 'msg_f3'";
    conn.execute(copy, []).unwrap();
    assert_eq!(read(), (count, output + 5));
    conn.execute("DELETE FROM message WHERE id <> 'msg_copy'", []).unwrap();
    assert_eq!(read(), (count, output + 5));
}

#[test]
fn sessions_of_gemini_cli() {
    let Some(folder) = shared("formats/gemini-cli") else { return };
    let gemini_cli = by_id("gemini-cli").unwrap();
    let each = |name: &str| {
        let (ledger, summary) = ledger_of(gemini_cli, &folder.join(name));
        assert_eq!(summary.rejected, 0, "{name}");
        let classes = |record: &Record| {
            let classes = classes(record);
            ["input_uncached", "cache_read", "output", "reasoning"].map(|class| classes[class])
        };
        records(&ledger).iter().map(|record| (record.model.clone(), classes(record))).collect::<Vec<_>>()
    };
    let of = |model: &str, counters| (model.to_owned(), counters);
    let flash = "gemini-3-flash-preview";
    assert_eq!(
        each("agent-sessions/jsonl_v040.jsonl"),
        [of(flash, [11_855, 0, 81, 0]), of(flash, [12_069 - 11_502, 11_502, 147, 0])]
    );
    assert_eq!(each("agent-sessions/large.json"), [of(flash, [100, 0, 10, 0])]);
    assert_eq!(each("agent-sessions/small.json"), [of(flash, [10, 0, 5, 0])]);
    assert_eq!(each("agent-sessions/schema_drift.json"), []);
    assert_eq!(
        each("toktrack/tmp/tmp123/chats/session-abc123.json"),
        [of("gemini-2.5-pro", [80, 20, 80, 30]), of("gemini-2.5-pro", [200, 50, 250, 100])]
    );
    assert_eq!(
        each("toktrack/tmp/tmp456/chats/session-no-session-model.json"),
        [of("gemini-2.5-pro", [500, 0, 100, 0]), of("gemini-2.5-flash", [190, 10, 70, 20])]
    );
    // The totals say that cached tokens stand beside the input here.
    assert_eq!(
        each("agentsview/standard_session.json"),
        [of("unknown", [1_500, 100, 250, 50]), of("unknown", [2_000, 50, 400, 100])]
    );
}

#[test]
fn messages_of_opencode() {
    let Some(folder) = shared("formats/opencode") else { return };
    let read = |id: &str, name: &str| {
        let records = records(&ledger_of(by_id(id).unwrap(), &folder.join(name)).0);
        let sums = sums(&records);
        let counters = ["requests", "input_uncached", "cache_read", "cache_write_5m", "output", "reasoning"]
            .map(|class| sums.get(class).copied().unwrap_or(0));
        (counters, records.iter().filter_map(|record| record.reported).map(|usd| usd.pico()).sum::<i128>())
    };
    assert_eq!(read("opencode", "opencode.db"), ([7, 4_260, 18_000, 15_500, 1_065, 520], 250_175_000_000));
    assert_eq!(read("opencode-json", "toktrack"), ([2, 3_000, 300, 150, 1_450, 150], 170_000_000_000));
    assert_eq!(read("opencode-json", "tokscale"), ([1, 1_000, 200, 100, 500, 0], 0));
    assert_eq!(read("opencode-json", "agent-sessions"), ([1, 120, 0, 0, 16, 0], 0));
    let export = "opencode-to-ccusage/sample-export.json";
    assert_eq!(read("opencode-json", export), ([5, 300, 1_500, 15_500, 1_175, 650], 0));
}

#[test]
fn responses_of_llm() {
    let Some(database) = shared("formats/llm-logsdb/logs-0.27.db") else { return };
    let (ledger, _) = ledger_of(by_id("llm").unwrap(), &database);
    let sums = sums(&records(&ledger));
    let got = ["requests", "input_uncached", "cache_read", "output", "audio_in"].map(|class| sums[class]);
    assert_eq!(got, [14, 5_155, 0, 4_164, 201]);
}

#[test]
fn records_of_goose() {
    let Some(database) = shared("formats/goose/sessions.db") else { return };
    let (ledger, _) = ledger_of(by_id("goose").unwrap(), &database);
    let records = records(&ledger);
    let (aggregates, requests): (Vec<_>, Vec<_>) = records.iter().partition(|record| record.context.aggregate);
    assert_eq!((requests.len(), aggregates.len()), (4, 1));
    let sums = sums(&records);
    let got = ["input_uncached", "cache_read", "cache_write_5m", "output"].map(|class| sums[class]);
    assert_eq!(got, [1_730, 134, 34, 235]);
    let reported: i128 = records.iter().filter_map(|record| record.reported).map(|usd| usd.pico()).sum();
    assert_eq!(reported, 86_500_000_000);
}

#[test]
fn sessions_of_vibe_and_steps_of_dsh() {
    let Some(folder) = shared("formats") else { return };
    let totals = |id: &str, path: &str| {
        let (ledger, _) = ledger_of(by_id(id).unwrap(), &folder.join(path));
        let sums = sums(&records(&ledger));
        ["requests", "input_uncached", "cache_read", "output", "reasoning"].map(|class| sums[class])
    };
    assert_eq!(totals("mistral-vibe", "mistral-vibe"), [2, 300, 0, 150, 0]);
    assert_eq!(totals("dsh", "dsh/codeburn/bash-tool-turn.jsonl"), [2, 3_045, 2_816, 115, 40]);
}

/// What the logs say a message cost is kept to the last digit.
#[test]
fn costs_of_pi_and_openclaw() {
    let Some(folder) = shared("formats") else { return };
    for (id, path, dollars) in
        [("pi", "pi/pi-mono/large-session.jsonl", "30.3301977"), ("openclaw", "openclaw/home", "0.05")]
    {
        let (ledger, _) = ledger_of(by_id(id).unwrap(), &folder.join(path));
        let reported: i128 = records(&ledger).iter().filter_map(|record| record.reported).map(|usd| usd.pico()).sum();
        assert_eq!(Usd::from_pico(reported), dollars.parse().unwrap(), "{id}");
    }
}

#[test]
fn runs_of_droid() {
    let Some(folder) = shared("formats/droid/agent-sessions") else { return };
    for (name, tokens) in [("schema_drift", 15), ("large", 0), ("small", 0)] {
        let (ledger, summary) = ledger_of(by_id("droid").unwrap(), &folder.join(format!("stream_json_{name}.jsonl")));
        let total: u64 = records(&ledger).iter().map(|record| record.usage.total_tokens()).sum();
        assert_eq!((total, summary.rejected), (tokens, 0), "{name}");
    }
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

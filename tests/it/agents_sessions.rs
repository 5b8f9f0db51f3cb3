//! Recordings of one agent each, where the comparison of all does not say enough: file by file,
//! while they grow, and where two sources tell of the same calls.

use std::path::Path;

use cost_ops::domain::{Tz, Usd};
use cost_ops::ingest::Summary;
use cost_ops::source::by_id;
use cost_ops::source::log::Root;
use cost_ops::store::{Ledger, Record};

use crate::agents::{classes, fixture, given, import, logs_below, records, sums, unpacked};
use crate::agents_conformance::ledger_of;
use crate::source_conformance::shared;
use crate::store_events::options;

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

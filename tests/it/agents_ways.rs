//! The other ways of a log into a ledger: in parts, through sync, and back from an export. On none
//! of them is a text stored that somebody wrote.

use std::fs;
use std::path::PathBuf;

use cost_ops::catalog::PriceBook;
use cost_ops::domain::Tz;
use cost_ops::ingest::Summary;
use cost_ops::source::REGISTRY;
use cost_ops::source::reading::{HEAD_LINES, Reading};
use cost_ops::store::Ledger;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::agents::{check, facts, files, fixture, given, import, load, records, unpacked};
use crate::store_events::options;

/// Stands in every text that a user or a model wrote, in every fixture; and in no ledger.
const CANARY: &str = "CANARY";

/// Reading a log of lines in two parts, from any line on, is reading it once.
#[test]
fn lines_can_be_read_in_parts() {
    for source in REGISTRY {
        let Reading::Lines(reading) = &source.reading else { continue };
        let Some(fixture) = load(source) else { continue };
        for log in &fixture.logs {
            let given = given(log);
            let bytes = fs::read(&log.path).unwrap();
            let lines: Vec<&[u8]> = bytes.split(|b| *b == b'\n').filter(|line| !line.is_empty()).collect();
            let read = |cuts: &[usize]| {
                let (mut ledger, mut state) = (Ledger::open(&options(None, Tz::UTC)).unwrap(), None);
                let ends = cuts.iter().copied().chain([lines.len()]);
                let mut begin = 0;
                for end in ends {
                    let mut events = Vec::new();
                    let mut parser = (reading.open)(&given, state.as_deref());
                    let mut sink = |record| events.extend(Result::ok(record));
                    for (at, line) in lines.iter().enumerate().take(end).skip(begin) {
                        let marked = reading.marks.iter().any(|m| memchr::memmem::find(line, m.as_bytes()).is_some());
                        if marked || reading.marks.is_empty() || at < HEAD_LINES {
                            parser.line(1, line, &mut sink);
                        }
                    }
                    parser.finish(&mut sink);
                    state = parser.state();
                    assert!(!state.as_deref().unwrap_or_default().contains(CANARY), "{}: state", source.id);
                    drop(parser);
                    let book = PriceBook::new(Vec::new());
                    let priced = |event| priced(&book, event);
                    let batch: Vec<_> = events.into_iter().map(priced).collect();
                    ledger.append(&batch, &|event| cost_ops::ingest::Pricer::price(&book, event)).unwrap();
                    begin = end;
                }
                records(&ledger).iter().map(|r| json!(facts(r)).to_string()).collect::<Vec<_>>()
            };
            let whole = read(&[]);
            for cut in 0..lines.len().min(40) {
                assert_eq!(read(&[cut]), whole, "{:?} cut after line {cut}", log.path);
            }
        }
    }
}

fn priced(book: &PriceBook, event: cost_ops::domain::UsageEvent) -> cost_ops::store::PricedEvent {
    let (provider, cost) = cost_ops::ingest::Pricer::price(book, &event);
    cost_ops::store::PricedEvent { event, provider, cost }
}

#[test]
fn nothing_that_was_said_is_stored() {
    for source in REGISTRY {
        let Some(fixture) = load(source) else { continue };
        let has_canary = |path: &PathBuf| memchr::memmem::find(&fs::read(path).unwrap(), CANARY.as_bytes()).is_some();
        if fixture.expected["no_text"] != true {
            assert!(files(fixture.folder.path()).iter().any(has_canary), "{}: no {CANARY} in the fixture", source.id);
        }
        let folder = TempDir::new().unwrap();
        let mut ledger = Ledger::open(&options(Some(&folder.path().join("l.db")), Tz::UTC)).unwrap();
        for log in &fixture.logs {
            let mut summary = Summary::default();
            import(&mut ledger, Some(source), &given(log), &mut summary);
            assert!(!format!("{:?}", summary.rejections).contains(CANARY), "{}: a rejection quotes", source.id);
        }
        for file in files(folder.path()) {
            assert!(!has_canary(&file), "{}: {CANARY} is in {file:?}", source.id);
        }
    }
}

/// What is exported is known when it comes back, and is the same in another ledger.
#[test]
fn what_is_exported_is_known_again() {
    for source in REGISTRY {
        let Some(fixture) = load(source) else { continue };
        let home = crate::run::Home::new();
        let count = |args: &[&str]| -> (u64, u64) {
            let said: Value = serde_json::from_str(&home.run(args).stdout).unwrap();
            (said["new"].as_u64().unwrap(), said["updated"].as_u64().unwrap())
        };
        for log in &fixture.logs {
            home.run(["ingest", "--format", source.id, log.path.to_str().unwrap(), "--json"]);
        }
        home.run(["export", "--output", "all.jsonl"]).exits(0);
        assert_eq!(count(&["ingest", "all.jsonl", "--json"]), (0, 0), "{}", source.id);
        let records = fs::read_to_string(home.at("all.jsonl")).unwrap().lines().count() as u64;
        assert_eq!(
            count(&["--database-url", "other.db", "ingest", "all.jsonl", "--json"]),
            (records, 0),
            "{}",
            source.id
        );
    }
}

/// The logs of a home folder through the command line: found, read in blocks, and again.
#[test]
fn fixtures_sync_as_they_are_read() {
    for source in REGISTRY.iter().filter(|source| source.agent.is_some()) {
        let Some(fixture) = fixture(source) else { continue };
        let expected: Value =
            serde_json::from_str(&fs::read_to_string(fixture.join("expected.json")).unwrap()).unwrap();
        let home = crate::run::Home::new();
        let unpacked = unpacked(&fixture.join("home"));
        for file in files(unpacked.path()) {
            home.write(file.strip_prefix(unpacked.path()).unwrap().to_str().unwrap(), fs::read(&file).unwrap());
        }
        let sync = || -> Value {
            serde_json::from_str(&home.run(["sync", "--source", source.id, "--json"]).exits(0).stdout).unwrap()
        };
        let first = sync();
        let path = home.at(".local/share/cost-ops/cost-ops.db");
        let ledger = Ledger::open(&options(Some(&path), Tz::UTC)).unwrap();
        let summary = Summary { rejected: expected["rejected"].as_u64().unwrap_or(0), ..Summary::default() };
        check(source.id, &expected, &records(&ledger), &summary);
        let again = sync();
        assert_eq!((&again["read_files"], &again["new"]), (&json!(0), &json!(0)), "{}: {first}", source.id);
        home.run(["sync", "--quiet"]).exits(0);
        let copied: Value = serde_json::from_str(&home.run(["sync", "--path", ".", "--json"]).exits(0).stdout).unwrap();
        assert_eq!((&copied["changed_files"], &copied["new"]), (&json!(0), &json!(0)), "{}: as a copy", source.id);
        for file in files(home.path()) {
            let bytes = fs::read(&file).unwrap();
            let own = file.starts_with(path.parent().unwrap());
            assert!(!own || memchr::memmem::find(&bytes, CANARY.as_bytes()).is_none(), "{}: {file:?}", source.id);
        }
    }
}

//! Backups: whole and private, also under load; what is there already stays.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use cost_ops::domain::Tz;
use cost_ops::store::Ledger;
use serde_json::Value;

use crate::run::Home;
use crate::store_events::options;

fn record(id: usize) -> String {
    format!(
        r#"{{"id":"r{id}","timestamp":"2026-10-01T10:00:00Z","provider":"openai","model":"gpt-4o","input_tokens":1000,"output_tokens":10}}"#
    )
}

fn ingest(home: &Home, ids: std::ops::Range<usize>) {
    let records: Vec<String> = ids.map(record).collect();
    home.pipe(["ingest", "-"], records.join("\n").as_bytes()).exits(0);
}

fn backup(home: &Home, args: &[&str]) -> Value {
    let args = [&["backup", "--json"], args].concat();
    serde_json::from_str(&home.run(args).exits(0).stdout).unwrap()
}

/// The records of a backup that is sound.
fn sound(path: &str) -> u64 {
    let ledger = Ledger::open(&options(Some(path.as_ref()), Tz::UTC)).unwrap();
    assert_eq!(ledger.integrity().unwrap(), Vec::<String>::new());
    assert_eq!(ledger.verify().unwrap(), Vec::new());
    ledger.stats().unwrap().events
}

#[test]
fn a_backup_is_a_private_ledger_of_its_own() {
    let home = Home::new();
    ingest(&home, 0..20);
    let made = backup(&home, &[]);
    let path = made["path"].as_str().unwrap();
    assert_eq!(made["records"], 20);
    assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
    let folder = std::path::Path::new(path).parent().unwrap();
    assert_eq!(fs::metadata(folder).unwrap().permissions().mode() & 0o777, 0o700);
    assert_eq!(fs::read_dir(folder).unwrap().count(), 1, "nothing but the backup");
    ingest(&home, 20..30);
    assert_eq!(sound(path), 20, "as it was at that instant");
}

#[test]
fn only_backups_of_this_ledger_are_removed() {
    let home = Home::new();
    ingest(&home, 0..2);
    let first = backup(&home, &[]);
    let folder = std::path::Path::new(first["path"].as_str().unwrap()).parent().unwrap();
    let others = ["other-20200101T000000000Z.db", "cost-ops-notes.db", "cost-ops-20200101T000000000Z.db.txt"];
    others.iter().for_each(|name| fs::write(folder.join(name), "mine").unwrap());
    backup(&home, &[]);
    let last = backup(&home, &["--keep", "1"]);
    assert_eq!(last["removed"].as_array().unwrap().len(), 2);
    assert_eq!(fs::read_dir(folder).unwrap().count(), 1 + others.len());
    assert_eq!(sound(last["path"].as_str().unwrap()), 2);
}

#[test]
fn what_is_there_is_not_written_over() {
    let home = Home::new();
    ingest(&home, 0..2);
    let file = home.write("there.db", "something else");
    let ran = home.run(["backup", "--force", "--output", file.to_str().unwrap()]);
    assert_ne!(ran.exit, 0);
    assert_eq!(fs::read(&file).unwrap(), b"something else");
    let ledger = home.at(".local/share/cost-ops/cost-ops.db");
    assert_ne!(home.run(["backup", "--force", "--output", ledger.to_str().unwrap()]).exit, 0);
    assert_eq!(sound(ledger.to_str().unwrap()), 2);
    assert_ne!(home.run(["backup", "--output", "-"]).exit, 0);
}

#[test]
fn backups_under_load_are_whole() {
    let home = Home::new();
    ingest(&home, 0..50);
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| (1..8).for_each(|n| ingest(&home, n * 50..(n + 1) * 50)));
        let mut before = 0;
        while !writer.is_finished() {
            let made = backup(&home, &[]);
            let records = sound(made["path"].as_str().unwrap());
            assert!(records >= before && records.is_multiple_of(50), "{records} after {before}: a batch is in or not");
            before = records;
        }
    });
}

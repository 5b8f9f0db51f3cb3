//! Restoring: checked first, nobody in the way, what was there kept, old or new at any point.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use cost_ops::domain::Tz;
use cost_ops::store::Ledger;
use rusqlite::Connection;
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

fn ledger(home: &Home) -> PathBuf {
    home.at(".local/share/cost-ops/cost-ops.db")
}

fn backup(home: &Home) -> String {
    home.run(["backup"]).exits(0).stdout.trim().to_owned()
}

fn restore(home: &Home, file: impl AsRef<Path>) -> Value {
    let file = file.as_ref().to_str().unwrap();
    serde_json::from_str(&home.run(["restore", "--yes", "--json", file]).exits(0).stdout).unwrap()
}

/// The records of a ledger that is sound.
fn sound(path: impl AsRef<Path>) -> u64 {
    let ledger = Ledger::open(&options(Some(path.as_ref()), Tz::UTC)).unwrap();
    assert_eq!(ledger.integrity().unwrap(), Vec::<String>::new());
    assert_eq!(ledger.verify().unwrap(), Vec::new());
    ledger.stats().unwrap().events
}

#[test]
fn the_newest_backup_is_named_when_the_file_is_not_there() {
    let home = Home::new();
    ingest(&home, 0..3);
    backup(&home);
    let newest = backup(&home);
    let ran = home.run(["restore", "--yes", "nothing.db"]).exits(1);
    assert!(ran.stderr.contains(&format!("the newest backup is {newest}")), "{ran:?}");
}

#[test]
fn the_ledger_is_as_it_was_and_what_was_there_is_kept() {
    let home = Home::new();
    ingest(&home, 0..20);
    let file = backup(&home);
    ingest(&home, 20..50);
    let tried: Value =
        serde_json::from_str(&home.run(["restore", "--dry-run", "--json", &file]).exits(0).stdout).unwrap();
    assert_eq!((&tried["records"], &tried["records_before"]), (&20.into(), &50.into()));
    assert_eq!(sound(ledger(&home)), 50, "a dry run changes nothing");
    let done = restore(&home, &file);
    assert_eq!(sound(ledger(&home)), 20);
    let kept = done["kept"].as_str().unwrap();
    assert_eq!(sound(kept), 50);
    assert_eq!(fs::metadata(kept).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::metadata(ledger(&home)).unwrap().permissions().mode() & 0o777, 0o600);
    let audit = home.run(["audit", "--action", "restore", "--json"]).exits(0).stdout;
    assert!(audit.contains("records_before"), "{audit}");
    home.run(["audit", "--verify"]).exits(0);
    ingest(&home, 10..60);
    assert_eq!(sound(ledger(&home)), 60, "names are looked up anew");
    home.run(["backup", "--keep", "1"]).exits(0);
    assert!(Path::new(kept).exists(), "no rule removes what was kept");
    let names: Vec<String> = fs::read_dir(ledger(&home).parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains(".new"))
        .collect();
    assert!(names.is_empty(), "{names:?}");
}

#[test]
fn nothing_is_replaced_without_a_yes() {
    let home = Home::new();
    ingest(&home, 0..2);
    let file = backup(&home);
    let ran = home.run(["restore", &file]).exits(2);
    assert!(ran.stderr.contains("--yes"), "{ran:?}");
    ran_in_ledger(&home, 2);
}

fn ran_in_ledger(home: &Home, records: u64) {
    assert_eq!(sound(ledger(home)), records);
}

#[test]
fn what_is_no_sound_ledger_is_refused() {
    let home = Home::new();
    ingest(&home, 0..30);
    let file = backup(&home);
    let bad = home.at("bad.db");
    let spoil = |sql: &str| {
        fs::copy(&file, &bad).unwrap();
        Connection::open(&bad).unwrap().execute_batch(sql).unwrap();
        for side in ["bad.db-wal", "bad.db-shm"] {
            let _ = fs::remove_file(home.at(side));
        }
    };
    let refused = |word: &str| {
        let before = fs::read(&bad).unwrap();
        let ran = home.run(["restore", "--yes", bad.to_str().unwrap()]);
        assert!(ran.exit != 0 && ran.stderr.contains(word), "{word}: {ran:?}");
        assert_eq!(fs::read(&bad).unwrap(), before, "{word}");
        ran_in_ledger(&home, 30);
    };
    fs::write(&bad, "no database").unwrap();
    refused("not a SQLite database");
    fs::write(&bad, "").unwrap();
    refused("empty");
    spoil("PRAGMA journal_mode = DELETE; PRAGMA application_id = 7");
    refused("another program");
    spoil("PRAGMA journal_mode = DELETE; PRAGMA user_version = 9999");
    refused("newer");
    spoil("PRAGMA journal_mode = DELETE; UPDATE rollup_day SET requests = requests + 1");
    refused("sums");
    fs::copy(&file, &bad).unwrap();
    let mut bytes = fs::read(&bad).unwrap();
    let length = bytes.len();
    // Page 2 and all after it are of tables and indexes.
    bytes[8_192..length / 2].fill(0xA5);
    fs::write(&bad, bytes).unwrap();
    refused("damaged");
    let own = ledger(&home);
    assert_ne!(home.run(["restore", "--yes", own.to_str().unwrap()]).exit, 0);
    assert_ne!(home.run(["restore", "--yes", "absent.db"]).exit, 0);
}

#[test]
fn a_ledger_that_is_in_use_is_not_replaced() {
    let home = Home::new();
    ingest(&home, 0..5);
    let file = backup(&home);
    ingest(&home, 5..9);
    let mut server = home
        .command(["server", "--port", "0"])
        .env("COST_OPS_METRICS_ENABLE", "false")
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = std::io::BufRead::lines(std::io::BufReader::new(server.stderr.take().unwrap()));
    lines.find(|line| line.as_ref().is_ok_and(|line| line.contains("serving"))).unwrap().unwrap();
    let ran = home.run(["restore", "--yes", &file]).exits(5);
    assert!(ran.stderr.contains("in use by cost-ops server"), "{ran:?}");
    server.kill().unwrap();
    server.wait().unwrap();
    restore(&home, &file);
    ran_in_ledger(&home, 5);
}

#[test]
fn a_damaged_or_absent_ledger_is_replaced_too() {
    let home = Home::new();
    ingest(&home, 0..7);
    let file = home.at("copy.db");
    fs::rename(backup(&home), &file).unwrap();
    for bytes in [b"".as_slice(), b"not a database at all"] {
        fs::write(ledger(&home), bytes).unwrap();
        fs::write(ledger(&home).with_extension("db-wal"), "left over").unwrap();
        let done = restore(&home, &file);
        assert_eq!(fs::read(done["kept"].as_str().unwrap()).unwrap(), bytes);
        ran_in_ledger(&home, 7);
    }
    fs::remove_dir_all(ledger(&home).parent().unwrap()).unwrap();
    assert!(restore(&home, &file)["kept"].is_null());
    ran_in_ledger(&home, 7);
    // Another program's file is left alone.
    fs::remove_file(ledger(&home)).unwrap();
    Connection::open(ledger(&home)).unwrap().execute_batch("CREATE TABLE mine (x)").unwrap();
    let ran = home.run(["restore", "--yes", file.to_str().unwrap()]).exits(5);
    assert!(ran.stderr.contains("another program"), "{ran:?}");
}

#[test]
fn a_killed_restore_leaves_the_old_or_the_new() {
    let home = Home::new();
    ingest(&home, 0..4_000);
    let small = home.at("small.db");
    fs::rename(backup(&home), &small).unwrap();
    ingest(&home, 4_000..9_000);
    let large = home.at("large.db");
    fs::rename(backup(&home), &large).unwrap();
    let (mut outcomes, mut wait) = (std::collections::BTreeSet::new(), 0);
    for round in 0..24 {
        let file = if round % 2 == 0 { &small } else { &large };
        let mut child = home.command(["restore", "--yes", "--quiet", file.to_str().unwrap()]);
        let mut child = child.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        wait = (wait + 37) % 400;
        std::thread::sleep(Duration::from_millis(wait));
        let _ = child.kill();
        child.wait().unwrap();
        outcomes.insert(sound(ledger(&home)));
    }
    assert!(outcomes.iter().all(|records| [4_000, 9_000].contains(records)), "{outcomes:?}");
    restore(&home, &small);
    ran_in_ledger(&home, 4_000);
}

//! Maintenance: room given back, only what rules name is removed, nobody is in the way.

use std::fs;
use std::path::PathBuf;

use rusqlite::Connection;
use serde_json::Value;

use crate::run::Home;

fn ingest(home: &Home, ids: std::ops::Range<usize>) {
    let record = |id: usize| {
        format!(
            r#"{{"id":"r{id}","timestamp":"2026-10-01T10:00:00Z","provider":"openai","model":"gpt-4o","input_tokens":1000,"output_tokens":10}}"#
        )
    };
    home.pipe(["ingest", "-"], ids.map(record).collect::<Vec<_>>().join("\n").as_bytes()).exits(0);
}

fn ledger(home: &Home) -> PathBuf {
    home.at(".local/share/cost-ops/cost-ops.db")
}

fn maintain(home: &Home, args: &[&str]) -> Value {
    let ran = home.run([&["maintain", "--json"], args].concat()).exits(0);
    serde_json::from_str(&ran.stdout).unwrap()
}

fn number(told: &Value, key: &str) -> u64 {
    told[key].as_u64().unwrap_or_else(|| panic!("{key}: {told}"))
}

#[test]
fn free_pages_are_given_back() {
    let home = Home::new();
    ingest(&home, 0..3_000);
    let conn = Connection::open(ledger(&home)).unwrap();
    conn.execute_batch("CREATE TABLE large AS SELECT zeroblob(2000000) AS x; DROP TABLE large").unwrap();
    drop(conn);
    let tried = maintain(&home, &["--dry-run"]);
    assert_eq!((tried["vacuumed"].as_bool(), tried["dry_run"].as_bool()), (Some(true), Some(true)));
    let size = fs::metadata(ledger(&home)).unwrap().len();
    let done = maintain(&home, &[]);
    assert_eq!(number(&done, "file_bytes_before"), size, "the dry run changed nothing");
    assert!(fs::metadata(ledger(&home)).unwrap().len() < size - 1_900_000, "{done}");
    assert_eq!(number(&done, "file_bytes_after"), fs::metadata(ledger(&home)).unwrap().len());
    assert!(number(&done, "freed_bytes") >= 1_900_000, "{done}");
    assert_eq!(maintain(&home, &[])["vacuumed"], false);
    assert_eq!(maintain(&home, &["--vacuum"])["vacuumed"], true);
    home.run(["doctor"]).exits(0);
    assert_eq!(home.run(["maintain", "--database-url", "absent.db"]).exit, 5);
}

#[test]
fn only_what_rules_name_is_removed() {
    let home = Home::new();
    ingest(&home, 0..3);
    (0..3).for_each(|_| _ = home.run(["backup"]).exits(0));
    home.write(
        ".config/cost-ops/config.toml",
        "[retention]\nbackups = 2\n[export]\noutput_dir = \"~/exports\"\nretention_days = 30\n[logging]\nfile = \"app.log\"\n[logging.rotation]\nmax_backups = 1\n",
    );
    for name in [
        "exports/cost-ops-20200101T000000Z.jsonl",
        "exports/mine.jsonl",
        "app.log.20260101T000000.123456789",
        "app.log.20260102T000000.123456789.gz",
        "app.log.notes",
    ] {
        home.write(name, "x");
    }
    let tried = maintain(&home, &["--dry-run"]);
    let whats = |told: &Value| -> Vec<String> {
        told["removed"].as_array().unwrap().iter().map(|old| old["what"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(whats(&tried), ["backup", "export", "log"]);
    assert!(home.at("exports/cost-ops-20200101T000000Z.jsonl").exists());
    assert_eq!(whats(&maintain(&home, &[])), ["backup", "export", "log"]);
    assert_eq!(whats(&maintain(&home, &[])), Vec::<String>::new());
    assert_eq!(fs::read_dir(ledger(&home).with_file_name("backups")).unwrap().count(), 2);
    for name in ["exports/mine.jsonl", "app.log.20260102T000000.123456789.gz", "app.log.notes", "app.log"] {
        assert!(home.at(name).exists(), "{name}");
    }
    assert_eq!(whats(&maintain(&home, &["--keep", "1"])), ["backup"]);
}

#[test]
fn readers_and_writers_go_on_meanwhile() {
    let home = Home::new();
    ingest(&home, 0..500);
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| (1..6).for_each(|n| ingest(&home, n * 500..(n + 1) * 500)));
        let reader = scope.spawn(|| (0..6).for_each(|_| _ = home.run(["daily", "--range", "all"]).exits(0)));
        while !writer.is_finished() || !reader.is_finished() {
            maintain(&home, &["--vacuum"]);
        }
    });
    home.run(["doctor"]).exits(0);
    let told: Value = serde_json::from_str(&home.run(["health", "--json"]).exits(0).stdout).unwrap();
    assert_eq!(told["components"]["database"]["facts"]["records"], 3_000, "{told}");
}

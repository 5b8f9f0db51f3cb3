//! The doctor sees what is broken, exactly that, and mends what is safe to mend.

use std::collections::BTreeSet;
use std::fs::{self, File, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use rusqlite::Connection;
use serde_json::Value;

use crate::run::Home;

fn record(id: usize, day: &str, model: &str) -> String {
    format!(
        r#"{{"id":"r{id}","timestamp":"{day}T10:00:00Z","provider":"openai","model":"{model}","project":"atlas","input_tokens":1000,"output_tokens":10,"metadata":{{"a":1}}}}"#
    )
}

fn home() -> Home {
    let home = Home::new();
    let records: Vec<String> = (0..40).map(|id| record(id, "2026-10-01", "gpt-4o")).collect();
    home.pipe(["ingest", "-"], records.join("\n").as_bytes()).exits(0);
    home.run(["backup"]).exits(0);
    home
}

fn ledger(home: &Home) -> PathBuf {
    home.at(".local/share/cost-ops/cost-ops.db")
}

/// Changes the file behind the program's back.
fn spoil(home: &Home, sql: &str) {
    let conn = Connection::open(ledger(home)).unwrap();
    conn.pragma_update(None, "foreign_keys", false).unwrap();
    conn.execute_batch(sql).unwrap();
}

fn answer(home: &Home, args: &[&str]) -> (i32, Value) {
    let ran = home.run([&["doctor", "--json"], args].concat());
    assert!(!ran.stderr.contains("panicked"), "{ran:?}");
    (ran.exit, serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}")))
}

/// `check severity` of every finding.
fn found(answer: &Value) -> BTreeSet<String> {
    let findings = answer["findings"].as_array().unwrap();
    findings
        .iter()
        .map(|one| {
            assert!(one["mend"].is_string(), "{one} says what mends it");
            format!("{} {}", one["check"].as_str().unwrap(), one["severity"].as_str().unwrap())
        })
        .collect()
}

fn sees(home: &Home, exit: i32, expected: &[&str]) -> Value {
    let (code, told) = answer(home, &[]);
    let expected: BTreeSet<String> = expected.iter().map(|one| (*one).to_owned()).collect();
    assert_eq!(found(&told), expected, "{told}");
    assert_eq!(code, exit, "{told}");
    told
}

#[test]
fn a_sound_ledger_has_nothing() {
    let home = home();
    let told = sees(&home, 0, &[]);
    assert_eq!(told["status"], "ok");
    let text = home.run(["doctor"]).exits(0).stdout;
    assert!(text.contains("integrity") && text.contains("sums"), "{text}");
}

#[test]
fn without_a_ledger_it_says_so() {
    let told = sees(&Home::new(), 5, &["database error"]);
    assert!(told["findings"][0]["mend"].as_str().unwrap().contains("init"), "{told}");
}

#[test]
fn each_thing_that_is_broken_is_seen_and_nothing_else() {
    for (sql, expected) in [
        ("UPDATE rollup_day SET requests = requests + 1", "sums"),
        ("UPDATE rollup_model SET total_cost_r = total_cost_r + 1", "sums"),
        ("INSERT INTO metadata VALUES (9000, '{}')", "orphans"),
        ("DELETE FROM claims WHERE event = 7", "orphans"),
        ("UPDATE claims SET event = 3 WHERE event = 4", "orphans"),
        ("UPDATE events SET scope = 99 WHERE id = 5", "orphans"),
        ("DROP TRIGGER audit_is_never_changed", "schema"),
        ("DROP INDEX events_by_facet_second", "schema"),
    ] {
        let home = home();
        spoil(&home, sql);
        sees(&home, 5, &[&format!("{expected} error")]);
    }
}

#[test]
fn the_audit_log_closed_periods_and_the_clock_are_looked_at() {
    let home = home();
    home.run(["close", "2026-10"]).exits(0);
    sees(&home, 0, &[]);
    spoil(&home, "UPDATE events SET latency_ms = 3 WHERE id = 5");
    sees(&home, 0, &[]);
    spoil(&home, "UPDATE closes SET hash = zeroblob(32)");
    sees(&home, 5, &["closes error"]);
    spoil(&home, "DROP TRIGGER audit_is_never_changed; UPDATE audit SET actor = 'nobody' WHERE id = 1");
    sees(&home, 5, &["closes error", "audit error", "schema error"]);

    let home = self::home();
    home.pipe(["ingest", "-"], record(99, "2031-01-01", "gpt-4o").as_bytes()).exits(0);
    sees(&home, 0, &["clock warning"]);
    let home = self::home();
    spoil(&home, "INSERT INTO syncs VALUES ('claude-code', 2000000000000000)");
    sees(&home, 0, &["clock warning"]);
}

#[test]
fn what_it_lives_on_is_looked_at() {
    let home = home();
    home.pipe(["ingest", "-"], record(50, "2026-10-02", "nobody-knows").as_bytes()).exits(0);
    sees(&home, 0, &["unpriced warning"]);

    let home = self::home();
    fs::remove_dir_all(ledger(&home).parent().unwrap().join("backups")).unwrap();
    sees(&home, 0, &["backups notice"]);

    let home = self::home();
    let old = home.command(["doctor", "--json"]).env("COST_OPS_PRICING_STALE_AFTER_DAYS", "1").output().unwrap();
    let told: Value = serde_json::from_slice(&old.stdout).unwrap();
    assert_eq!(found(&told), BTreeSet::from(["prices warning".to_owned()]));

    let home = self::home();
    let log = home.write(".claude/projects/x/0b36ffe5-36c8-4a4f-8bb1-5d8be8e3b8a5.jsonl", "{}\n");
    sees(&home, 0, &["agents notice"]);
    let before = SystemTime::now() - Duration::from_secs(27 * 86_400);
    File::options().write(true).open(&log).unwrap().set_modified(before).unwrap();
    let told = sees(&home, 0, &["agents warning"]);
    assert!(told["findings"][0]["message"].as_str().unwrap().contains("in 3 days"), "{told}");
    home.run(["sync"]).exits(0);
    sees(&home, 0, &[]);
}

#[test]
fn damage_a_newer_schema_and_another_program_are_told() {
    let home = home();
    spoil(&home, "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA user_version = 9999");
    sees(&home, 5, &["database error"]);
    let home = self::home();
    let conn = Connection::open(ledger(&home)).unwrap();
    conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    let root: i64 =
        conn.query_row("SELECT rootpage FROM sqlite_schema WHERE name = 'claims'", [], |row| row.get(0)).unwrap();
    drop(conn);
    let mut bytes = fs::read(ledger(&home)).unwrap();
    bytes[(root as usize - 1) * 8_192..][..64].fill(0xA5);
    fs::write(ledger(&home), bytes).unwrap();
    let (exit, told) = answer(&home, &[]);
    assert_eq!(exit, 5);
    assert!(found(&told).contains("integrity error"), "{told}");
}

#[test]
fn modes_are_seen_and_mended() {
    let home = home();
    home.run(["config", "set", "general.timezone", "UTC"]).exits(0);
    let config = home.at(".config/cost-ops/config.toml");
    let folder = ledger(&home).parent().unwrap().to_owned();
    let open = |path: &PathBuf, mode| fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    open(&ledger(&home), 0o644);
    open(&config, 0o640);
    open(&folder, 0o755);
    let told = sees(&home, 0, &["permissions warning"]);
    assert_eq!(told["findings"].as_array().unwrap().len(), 3, "{told}");
    let (_, told) = answer(&home, &["--fix"]);
    // The log of the ledger has its mode.
    assert!(told["fixed"].as_array().unwrap().len() >= 3, "{told}");
    sees(&home, 0, &[]);
    let mode = |path: &PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!([mode(&ledger(&home)), mode(&config), mode(&folder)], [0o600, 0o600, 0o700]);
}

#[test]
fn sums_are_made_again_unless_records_are_gone() {
    let home = home();
    let before = home.run(["daily", "--range", "all", "--json"]).stdout;
    spoil(&home, "UPDATE rollup_day SET total_cost_r = 5; DELETE FROM rollup_quarter");
    sees(&home, 5, &["sums error"]);
    let (exit, told) = answer(&home, &["--fix"]);
    assert_eq!((exit, told["findings"].as_array().unwrap().len()), (0, 0), "{told}");
    assert_eq!(home.run(["daily", "--range", "all", "--json"]).stdout, before);
    assert!(home.run(["audit", "--action", "repair"]).exits(0).stdout.contains("sums"));

    spoil(
        &home,
        "DELETE FROM claims WHERE event = 7; DELETE FROM metadata WHERE event = 7; DELETE FROM events WHERE id = 7",
    );
    sees(&home, 5, &["sums error"]);
    let (exit, told) = answer(&home, &["--fix"]);
    assert_eq!((exit, told["fixed"].as_array().unwrap().len()), (5, 0), "the sums are the last trace of it: {told}");
}

#[test]
fn what_was_left_over_is_seen_once_it_is_old() {
    let home = home();
    let draft = ledger(&home).with_file_name(".cost-ops-abc.new");
    fs::write(&draft, "half").unwrap();
    fs::set_permissions(&draft, Permissions::from_mode(0o600)).unwrap();
    sees(&home, 0, &[]);
    let old = SystemTime::now() - Duration::from_secs(2 * 3_600);
    File::options().write(true).open(&draft).unwrap().set_modified(old).unwrap();
    sees(&home, 0, &["left-over notice"]);
    answer(&home, &["--fix"]);
    assert!(!draft.exists());
}

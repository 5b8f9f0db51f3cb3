//! `sql`: answers over the views; nothing else is read, nothing is written.

use crate::run::{Home, Ran};

const RECORDS: &str = r#"{"id":"a","timestamp":"2026-11-01T10:00:00Z","provider":"openai","model":"gpt-4o","input_tokens":1000,"output_tokens":100,"project_id":"=1+1"}
{"id":"b","timestamp":"2026-11-02T10:00:00Z","provider":"acme","model":"house\u001b[31m","input_tokens":7,"output_tokens":1}
"#;

fn home() -> Home {
    let home = Home::new();
    home.write("u.jsonl", RECORDS);
    home.run(["ingest", "u.jsonl"]).exits(0);
    home
}

fn ask(home: &Home, sql: &str) -> Ran {
    home.run(["sql", sql])
}

#[test]
fn the_views_answer_in_every_format() {
    let home = home();
    let sql = "SELECT model_id, sum(total_tokens) AS tokens, usd_sum(total_cost_pico) AS dollars FROM cost_records GROUP BY 1 ORDER BY 1";
    let csv = home.run(["sql", sql, "--format", "csv"]).exits(0);
    assert_eq!(csv.stdout, "model_id,tokens,dollars\r\ngpt-4o,1100,0.0035\r\nhouse\\u{1b}[31m,8,0\r\n");
    let json: serde_json::Value = serde_json::from_str(&home.run(["sql", sql, "--json"]).exits(0).stdout).unwrap();
    assert_eq!(json["data"][0]["tokens"], 1100);
    assert_eq!(json["data"][1]["model_id"], "house\u{1b}[31m");
    assert_eq!(home.run(["sql", sql, "--format", "jsonl"]).exits(0).stdout.lines().count(), 2);
    assert!(ask(&home, sql).exits(0).stdout.contains("gpt-4o"));
    let piped = home.pipe(["sql", "-", "--format", "csv"], b"SELECT 1 AS a, 1 AS a, 0.5, NULL, x'00ff', 'x' WHERE 1");
    assert_eq!(piped.exits(0).stdout.lines().nth(1), Some("1,1,0.5,,00ff,x"));
    let with = "WITH days AS (SELECT day, requests FROM daily_costs) SELECT count(*) AS n FROM days";
    assert!(home.run(["sql", with, "--json"]).exits(0).stdout.contains("\"n\": 2"));
}

#[test]
fn rows_beyond_the_limit_are_told() {
    let home = home();
    let ran = home.run(["sql", "SELECT id FROM usage_records ORDER BY id", "--limit", "1", "--format", "csv"]).exits(0);
    assert_eq!(ran.stdout, "id\r\na\r\n");
    assert!(ran.stderr.contains("only the first 1 rows"), "{ran:?}");
}

#[test]
fn without_a_question_the_columns_are_listed() {
    let ran = home().run(["sql", "--format", "csv"]).exits(0);
    for line in ["usage_records,model_id", "cost_records,total_cost_exact", "daily_costs,day"] {
        assert!(ran.stdout.contains(line), "{line} in {}", ran.stdout);
    }
}

#[test]
fn nothing_is_written_and_nothing_else_is_read() {
    let home = home();
    let path = home.at(".local/share/cost-ops/cost-ops.db");
    let elsewhere = home.at("other.db");
    let attach = format!("ATTACH '{}' AS x", elsewhere.display());
    let vacuum = format!("VACUUM INTO '{}'", elsewhere.display());
    let before = std::fs::read(&path).unwrap();
    for (sql, why) in [
        ("INSERT INTO events DEFAULT VALUES", "refused"),
        ("INSERT INTO usage_records (id) VALUES ('x')", "refused"),
        ("DELETE FROM events", "refused"),
        ("UPDATE meta SET value = 'x'", "refused"),
        ("DROP VIEW usage_records", "refused"),
        ("CREATE TABLE t (a)", "refused"),
        ("CREATE TEMP TABLE t (a)", "refused"),
        ("PRAGMA writable_schema = ON", "PRAGMA writable_schema"),
        ("PRAGMA query_only = OFF", "PRAGMA query_only"),
        ("PRAGMA journal_mode = DELETE", "PRAGMA journal_mode"),
        (attach.as_str(), "ATTACH"),
        (vacuum.as_str(), ""),
        ("SELECT load_extension('/tmp/x.so')", ""),
        ("SELECT writefile('x', 'y')", ""),
        ("SELECT * FROM events", "the table events"),
        ("SELECT count(*) FROM prices", ""),
        ("SELECT value FROM meta", "the table meta"),
        ("WITH usage_records AS (SELECT value FROM meta) SELECT * FROM usage_records", "the table meta"),
        ("SELECT * FROM (SELECT value FROM meta) AS usage_records", "the table meta"),
        ("SELECT (SELECT value FROM meta) FROM usage_records", "the table meta"),
        ("SELECT sql FROM sqlite_schema", "sqlite_"),
        ("SELECT * FROM pragma_database_list", ""),
        ("SELECT * FROM dbstat", ""),
        ("BEGIN IMMEDIATE", ""),
        ("SELECT 1; DELETE FROM events", "deleting from events"),
        ("SELECT 1; SELECT 2", "more than one statement"),
        ("EXPLAIN DELETE FROM events", "refused"),
        ("SELEC 1", "syntax error"),
        ("SELECT absent FROM usage_records", "no such column: absent"),
        ("", ""),
        ("-- nothing", ""),
    ] {
        let ran = ask(&home, sql).exits(2);
        assert!(ran.stdout.is_empty() && ran.stderr.contains(why), "{sql}: {ran:?}");
        assert!(ran.stderr.contains("hint"), "{sql}: {ran:?}");
    }
    assert!(!elsewhere.exists(), "no other file");
    assert_eq!(std::fs::read(&path).unwrap(), before, "the ledger is as it was");
    assert_eq!(ask(&home, "SELECT count(*) FROM usage_records").exits(0).exit, 0);
}

#[test]
fn a_question_without_end_is_stopped() {
    let sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
    let ran = home().run(["sql", sql, "--timeout", "1"]).exits(2);
    assert!(ran.stderr.contains("longer than 1 second"), "{ran:?}");
    let ran = home().run(["sql", "SELECT length(zeroblob(900000000))"]);
    assert_ne!(ran.exit, 0, "{ran:?}");
}

#[test]
fn an_error_is_the_envelope_with_json() {
    let ran = home().run(["sql", "DELETE FROM events", "--json"]).exits(2);
    let error: serde_json::Value = serde_json::from_str(&ran.stderr).unwrap();
    assert_eq!(error["error"]["code"], "VALIDATION_ERROR");
}

//! The schema: what is written down is what a fresh file has, and plain SQL users can rely on.

use std::path::Path;

use cost_ops::domain::Tz;
use cost_ops::store::{Ledger, PricedEvent, SCHEMA_VERSION};
use rusqlite::{Connection, OpenFlags};

use crate::store_events::{event, options, price, priced};

fn filled(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("ledger.db");
    let mut ledger = Ledger::open(&options(Some(&path), Tz::UTC)).expect("a ledger");
    let mut uuid = event("0b36ffe5-36c8-4a4f-8bb1-5d8be8e3b8a5");
    uuid.at = crate::store_events::instant(-1_500_000);
    uuid.model = "unknown-x".into();
    let mut tagged = event("msg_01");
    tagged.labels.tag("team", "search");
    tagged.metadata = Some("{}".into());
    let batch: Vec<PricedEvent> = [uuid, tagged].into_iter().map(priced).collect();
    ledger.append(&batch, &price).expect("stored");
    path
}

fn plain(path: &Path) -> Connection {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("plain SQLite opens it")
}

/// The migrations, oldest first.
fn migrations() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/migrations");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("migrations").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    assert_eq!(files.len(), SCHEMA_VERSION as usize, "every migration is registered");
    files.iter().map(|file| std::fs::read_to_string(file).expect("SQL")).collect()
}

/// What they come to, as SQL that makes it: tables before what is on them, then their rows.
fn come_to(conn: &Connection) -> String {
    let texts = |sql: &str| -> Vec<String> {
        let mut statement = conn.prepare(sql).expect("SQL");
        statement.query_map([], |row| row.get(0)).expect("rows").collect::<Result<_, _>>().expect("texts")
    };
    let mut parts = texts(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
         ORDER BY type = 'view', type = 'trigger', type = 'index', name",
    );
    for table in texts("SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' ORDER BY name") {
        let columns = texts(&format!("SELECT name FROM pragma_table_info('{table}') ORDER BY cid"));
        let (names, quoted) = (columns.join(", "), columns.iter().map(|name| format!("quote({name})")));
        let values = quoted.collect::<Vec<_>>().join(" || ', ' || ");
        if !table.starts_with("sqlite_") {
            parts.extend(texts(&format!(
                "SELECT 'INSERT INTO {table} ({names}) VALUES (' || {values} || ')' FROM {table}"
            )));
        }
    }
    parts.push(format!("PRAGMA user_version = {SCHEMA_VERSION}"));
    parts.join(";\n\n")
}

/// `COST_OPS_BLESS=1 cargo test` writes `schema/current.sql` anew.
#[test]
fn the_written_schema_is_what_the_migrations_come_to() {
    let conn = Connection::open_in_memory().expect("SQLite");
    migrations().iter().for_each(|sql| conn.execute_batch(sql).expect("applied"));
    let whole = format!(
        "-- Generated from the migrations (COST_OPS_BLESS=1 cargo test); do not edit.\n\n{};\n",
        come_to(&conn)
    );
    let written = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/current.sql");
    if option_env!("COST_OPS_BLESS").is_some() {
        std::fs::write(&written, &whole).expect("written");
    }
    let kept = std::fs::read_to_string(&written).expect("schema/current.sql");
    assert!(kept == whole, "schema/current.sql is not what the migrations come to; bless it if that is meant");
}

#[test]
fn a_fresh_file_has_what_the_migrations_come_to() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.db");
    drop(Ledger::open(&options(Some(&path), Tz::UTC)).expect("a ledger"));
    let fresh = Connection::open(&path).expect("plain SQLite opens it");
    assert_eq!(fresh.execute("DELETE FROM meta WHERE key = 'zone'", []), Ok(1));
    let migrated = Connection::open_in_memory().expect("SQLite");
    migrations().iter().for_each(|sql| migrated.execute_batch(sql).expect("applied"));
    assert_eq!(come_to(&fresh), come_to(&migrated));
    let version: u32 = fresh.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a version");
    assert_eq!(version, SCHEMA_VERSION);
}

/// What a file has, in the order of names.
fn schema(path: &Path) -> Vec<String> {
    let conn = plain(path);
    let sql = "SELECT name || ': ' || sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name";
    let mut statement = conn.prepare(sql).expect("SQL");
    statement.query_map([], |row| row.get(0)).expect("rows").collect::<Result<_, _>>().expect("texts")
}

/// Makes an empty ledger of an older schema.
pub(crate) fn older(path: &Path, version: u32) {
    let conn = Connection::open(path).expect("made");
    migrations().iter().take(version as usize).for_each(|sql| conn.execute_batch(sql).expect("applied"));
    conn.execute("INSERT INTO meta VALUES ('zone', 'UTC')", []).expect("a zone");
    conn.pragma_update(None, "application_id", 0x634F_7073).expect("set");
    conn.pragma_update(None, "user_version", version).expect("set");
}

#[test]
fn a_ledger_of_any_version_is_upgraded_to_the_same_schema() {
    let folder = tempfile::tempdir().expect("a folder");
    let fresh = schema(&filled(folder.path()));
    for version in 1..SCHEMA_VERSION {
        let path = folder.path().join(format!("{version}.db"));
        older(&path, version);
        let mut ledger = Ledger::open(&options(Some(&path), Tz::UTC)).expect("upgraded");
        ledger.append(&[priced(event("a"))], &price).expect("stored");
        assert!(ledger.verify().expect("verified").is_empty());
        assert_eq!(schema(&path), fresh, "from version {version}");
    }
}

#[test]
fn the_views_answer_plain_sql() {
    let folder = tempfile::tempdir().expect("a folder");
    let conn = plain(&filled(folder.path()));
    let rows: Vec<(String, String, i64, Option<String>)> = conn
        .prepare(
            "SELECT id, timestamp, total_tokens, iif(total_cost IS NULL, NULL, printf('%.6f', total_cost)) FROM usage_records
             WHERE organization_id = 'org-123' ORDER BY timestamp DESC LIMIT 10",
        )
        .expect("SQL")
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .expect("rows")
        .collect::<Result<_, _>>()
        .expect("values");
    assert_eq!(
        rows,
        [
            ("msg_01".into(), "2026-10-31T23:00:00.000000Z".into(), 1_120, Some("0.004000".into())),
            ("0b36ffe5-36c8-4a4f-8bb1-5d8be8e3b8a5".into(), "1969-12-31T23:59:58.500000Z".into(), 1_120, None),
        ]
    );
    let exact: (String, i64, i64) = conn
        .query_row(
            "SELECT total_cost_exact, input_cost_pico + cache_read_cost_pico + output_cost_pico, total_cost_pico
             FROM cost_records WHERE timestamp >= '2026-10-01'",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .expect("a row");
    assert_eq!(exact, ("0.004".into(), 4_000_000_000, 4_000_000_000));
    let sums: (i64, i64) = conn
        .query_row(
            "SELECT sum(total_cost_q) * 1000000 + sum(total_cost_r), sum(unpriced_requests) FROM daily_costs",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .expect("a row");
    assert_eq!(sums, (4_000_000_000, 1));
}

#[test]
fn the_guides_queries_use_an_index() {
    let folder = tempfile::tempdir().expect("a folder");
    let conn = plain(&filled(folder.path()));
    let plan = |sql: &str| {
        let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).expect("SQL");
        let steps: Vec<String> =
            statement.query_map([], |row| row.get(3)).expect("rows").collect::<Result<_, _>>().expect("texts");
        steps.join("\n")
    };
    for view in ["usage_records", "cost_records"] {
        for condition in ["", "AND timestamp >= '2025-11-01'"] {
            let plan = plan(&format!(
                "SELECT * FROM {view} WHERE organization_id = 'org-123' {condition} ORDER BY timestamp DESC LIMIT 10"
            ));
            assert!(plan.contains("SEARCH e USING INDEX events_by_facet_second"), "{plan}");
            assert!(!plan.contains("SCAN"), "{plan}");
        }
    }
    let by_provider = plan("SELECT provider, sum(total_cost) FROM cost_records WHERE provider = 'openai'");
    assert!(!by_provider.contains("AUTOMATIC"), "no index is built on the fly: {by_provider}");
}

#[test]
fn sums_beyond_64_bits_are_exact() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.db");
    let mut ledger = Ledger::open(&options(Some(&path), Tz::UTC)).expect("a ledger");
    let batch: Vec<_> = (0..5)
        .map(|n| {
            let mut dear = priced(event(&format!("r{n}")));
            if let cost_ops::domain::Cost::Priced(cost) = &mut dear.cost {
                cost.lines.truncate(1);
                cost.lines[0].amount = cost_ops::domain::Usd::from_pico(i128::from(i64::MAX));
            }
            dear
        })
        .collect();
    ledger.append(&batch, &price).expect("stored");
    let total = crate::store_events::totals(&ledger).total_cost;
    assert_eq!(total, cost_ops::domain::Usd::from_pico(5 * i128::from(i64::MAX)));
    assert!(ledger.verify().expect("verified").is_empty());
    let (q, r): (i64, i64) = plain(&path)
        .query_row("SELECT sum(total_cost_q), sum(total_cost_r) FROM cost_records", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .expect("a row");
    assert_eq!(i128::from(q) * 1_000_000 + i128::from(r), total.pico());
}

//! No prompt or answer is ever stored: a canary is planted wherever a log or export says something, in every
//! fixture, also in cells of databases and in JSON within strings; then the ledger is searched for it.

use std::fs;
use std::path::Path;

use cost_ops::domain::Tz;
use cost_ops::ingest::Summary;
use cost_ops::source::REGISTRY;
use cost_ops::store::Ledger;
use rusqlite::types::ValueRef;
use serde_json::Value;
use tempfile::TempDir;

use crate::agents::{compare, files, given, import, load, records, sums};
use crate::store_events::options;

const CANARY: &str = "PLANTED-CANARY";

/// Keys of what was said, thought, asked of a tool or answered by it.
const SAID: &[&str] = &[
    "answer",
    "arguments",
    "args",
    "body",
    "command",
    "completion",
    "content",
    "description",
    "diff",
    "display",
    "error",
    "firstPrompt",
    "input",
    "instructions",
    "lastPrompt",
    "last_agent_message",
    "message",
    "output",
    "patch",
    "prompt",
    "query",
    "reasoning",
    "response",
    "result",
    "snippet",
    "stderr",
    "stdout",
    "subject",
    "summary",
    "system",
    "text",
    "thinking",
    "thought",
    "title",
    "user_message",
];

/// Keys of texts with spaces that are kept: names of things, instants.
const KEPT: &[&str] = &[
    "cwd",
    "model",
    "directory",
    "path",
    "timestamp",
    "created_at",
    "version",
    "agent",
    "project",
    "tags",
    "request_tags",
];

/// Plants in a string under that key, if it is something that was said; how often.
fn plant(key: &str, text: &mut String) -> usize {
    if let Ok(mut within) = serde_json::from_str::<Value>(text)
        && (within.is_object() || within.is_array())
    {
        let planted = plant_below(key, &mut within);
        if planted > 0 {
            *text = within.to_string();
        }
        return planted;
    }
    let marked = text.contains("CANARY");
    let prose = text.contains(' ') && !text.starts_with(|first: char| first.is_ascii_digit() || first == '/');
    if !marked && (KEPT.contains(&key) || !(SAID.contains(&key) || prose)) {
        return 0;
    }
    text.insert_str(0, &format!("{CANARY} "));
    1
}

fn plant_below(key: &str, value: &mut Value) -> usize {
    match value {
        Value::String(text) => plant(key, text),
        Value::Array(values) => values.iter_mut().map(|value| plant_below(key, value)).sum(),
        // Counters: what is no number there is quoted when it is refused, and not said by anybody.
        Value::Object(_) if ["tokens", "usage"].contains(&key) => 0,
        Value::Object(fields) => fields.iter_mut().map(|(key, value)| plant_below(key, value)).sum(),
        _ => 0,
    }
}

/// Plants in a document, or in each line of a file of lines.
fn plant_in_text(path: &Path) -> usize {
    let Ok(text) = fs::read_to_string(path) else { return 0 };
    if let Ok(mut document) = serde_json::from_str::<Value>(&text) {
        let planted = plant_below("", &mut document);
        fs::write(path, document.to_string()).unwrap();
        return planted;
    }
    let mut planted = 0;
    let mut line = |line: &str| match serde_json::from_str::<Value>(line) {
        Ok(mut value) if value.is_object() => {
            planted += plant_below("", &mut value);
            value.to_string()
        }
        _ => line.to_owned(),
    };
    let lines: Vec<String> = text.split('\n').map(&mut line).collect();
    if planted > 0 {
        fs::write(path, lines.join("\n")).unwrap();
    }
    planted
}

/// Plants in the text cells of every table.
fn plant_in_database(path: &Path) -> usize {
    let conn = rusqlite::Connection::open(path).unwrap();
    let names = |sql: &str| -> Vec<String> {
        let mut statement = conn.prepare(sql).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let mut planted = 0;
    for table in names("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'") {
        for column in names(&format!("SELECT name FROM pragma_table_info('{table}')")) {
            let mut statement = conn.prepare(&format!("SELECT rowid, \"{column}\" FROM \"{table}\"")).unwrap();
            let mut rows = statement.query([]).unwrap();
            let mut cells = Vec::new();
            while let Some(row) = rows.next().unwrap() {
                if let ValueRef::Text(text) = row.get_ref(1).unwrap() {
                    cells.push((row.get::<_, i64>(0).unwrap(), String::from_utf8_lossy(text).into_owned()));
                }
            }
            for (row, mut text) in cells {
                let here = plant(&column, &mut text);
                if here > 0 {
                    let put = format!("UPDATE \"{table}\" SET \"{column}\" = ?1 WHERE rowid = ?2");
                    conn.execute(&put, rusqlite::params![text, row]).unwrap();
                    planted += here;
                }
            }
        }
    }
    planted
}

fn plant_in(path: &Path) -> usize {
    let is_database = fs::read(path).unwrap().starts_with(b"SQLite format 3\0");
    if is_database { plant_in_database(path) } else { plant_in_text(path) }
}

#[test]
fn what_was_said_anywhere_is_stored_nowhere() {
    let mut of_databases = 0;
    for source in REGISTRY {
        let Some(fixture) = load(source) else { continue };
        let all = files(fixture.folder.path());
        let planted: usize =
            all.iter().filter(|path| !path.ends_with("expected.json")).map(|path| plant_in(path)).sum();
        if planted == 0 {
            // What has no text is a table of figures.
            let tables = all.iter().any(|path| path.extension().is_some_and(|e| e == "csv"));
            assert!(tables || fixture.expected["no_text"] == true, "{}: nothing to plant in", source.id);
        }
        of_databases += planted * usize::from(all.iter().any(|path| path.extension().is_some_and(|e| e == "db")));
        let folder = TempDir::new().unwrap();
        let mut ledger = Ledger::open(&options(Some(&folder.path().join("l.db")), Tz::UTC)).unwrap();
        let mut summary = Summary::default();
        fixture.logs.iter().for_each(|log| import(&mut ledger, Some(source), &given(log), &mut summary));
        let told = format!("{:?}", summary.rejections);
        assert!(!told.contains(CANARY), "{}: a rejection quotes: {told}", source.id);
        compare(source.id, fixture.expected["totals"].as_object().unwrap(), &sums(&records(&ledger)));
        drop(ledger);
        for file in files(folder.path()) {
            let found = memchr::memmem::find(&fs::read(&file).unwrap(), CANARY.as_bytes());
            assert!(found.is_none(), "{}: {CANARY} is in {file:?}", source.id);
        }
    }
    assert!(of_databases > 10, "{of_databases} cells");
}

//! Logs that are easily counted wrong, one trap a folder: what is told twice, in parts, under another name or
//! as a sum so far; counters that lie within others or beside them; files that are not quite well formed.
//!
//! Each is synced as a user would, what lies in its `ingest` is ingested, and it is held to its `expected.json`: what each
//! model used, no other model. `X.db.sql` stands for a database `X.db`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::agents::{files, unpacked};
use crate::run::Home;

/// A counter of an expectation, and its column in reports.
const COLUMNS: [(&str, &str); 8] = [
    ("requests", "requests"),
    ("input_uncached", "uncached_input_tokens"),
    ("cache_read", "cache_read_tokens"),
    ("cache_write_5m", "cache_write_5m_tokens"),
    ("cache_write_1h", "cache_write_1h_tokens"),
    ("output", "output_tokens"),
    ("reasoning", "reasoning_tokens"),
    ("estimated", "estimated_requests"),
];

fn used(home: &Home) -> BTreeMap<String, BTreeMap<&'static str, u64>> {
    let told = home.run(["query", "--range", "all", "--group-by", "model", "--no-sync", "--json"]).exits(0).stdout;
    let told: Value = serde_json::from_str(&told).unwrap();
    let counters = |row: &Value| {
        let all = COLUMNS.iter().map(|(counter, column)| (*counter, row[*column].as_u64().unwrap()));
        all.filter(|(_, count)| *count > 0).collect()
    };
    let rows = told["data"].as_array().unwrap().iter();
    rows.map(|row| (row["model"].as_str().unwrap().to_owned(), counters(row))).collect()
}

/// Puts a trap's logs into a home, and syncs; ingests its exports.
fn fall_in(home: &Home, logs: &[(String, Vec<u8>)], exports: &[PathBuf]) {
    for (name, bytes) in logs {
        let _ = fs::remove_file(home.at(name));
        home.write(name, bytes);
    }
    home.run(["sync", "-q"]).exits(0);
    for export in exports {
        home.run(["ingest", export.to_str().unwrap()]).exits(0);
    }
}

#[test]
fn no_trap_changes_a_count() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/traps");
    let mut seen = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let trap = entry.unwrap().path();
        let expected: Value = serde_json::from_str(&fs::read_to_string(trap.join("expected.json")).unwrap()).unwrap();
        let of = |kind: &str| Some(trap.join(kind)).filter(|folder| folder.is_dir());
        let unpacked = of("home").map(|logs| unpacked(&logs));
        let logs = unpacked.iter().flat_map(|logs| {
            files(logs.path()).into_iter().map(|file| {
                let name = file.strip_prefix(logs.path()).unwrap().to_str().unwrap().to_owned();
                (name, fs::read(file).unwrap())
            })
        });
        let (logs, exports): (Vec<_>, _) = (logs.collect(), of("ingest").map(|all| files(&all)).unwrap_or_default());
        let home = Home::new();
        fall_in(&home, &logs, &exports);
        assert_eq!(serde_json::to_value(used(&home)).unwrap(), expected, "{}", trap.display());
        // In any other order, and again, it is the same.
        for log in logs.iter().rev() {
            fall_in(&home, std::slice::from_ref(log), &[]);
        }
        exports.iter().rev().for_each(|export| fall_in(&home, &[], std::slice::from_ref(export)));
        assert_eq!(serde_json::to_value(used(&home)).unwrap(), expected, "{}: again", trap.display());
        seen += 1;
    }
    assert!(seen > 50, "{seen} traps");
}

//! Logs that are easily counted wrong, one trap a folder: what is told twice, in parts, under another name or
//! as a sum so far; counters that lie within others or beside them; files that are not quite well formed.
//!
//! Each is synced as a user would, and held to its `expected.json`: what each model used, no other model.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::agents::files;
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

#[test]
fn no_trap_changes_a_count() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/traps");
    let mut seen = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let trap = entry.unwrap().path();
        let expected: Value = serde_json::from_str(&fs::read_to_string(trap.join("expected.json")).unwrap()).unwrap();
        let logs = trap.join("home");
        let home = Home::new();
        for file in files(&logs) {
            home.write(file.strip_prefix(&logs).unwrap().to_str().unwrap(), fs::read(&file).unwrap());
        }
        home.run(["sync", "-q"]).exits(0);
        let found = serde_json::to_value(used(&home)).unwrap();
        assert_eq!(found, expected, "{}", trap.display());
        // In any other order, and again, it is the same.
        for file in files(&logs).iter().rev() {
            let name = file.strip_prefix(&logs).unwrap();
            let _ = fs::remove_file(home.at(name));
            home.write(name.to_str().unwrap(), fs::read(file).unwrap());
            home.run(["sync", "-q"]).exits(0);
        }
        assert_eq!(serde_json::to_value(used(&home)).unwrap(), expected, "{}: again", trap.display());
        seen += 1;
    }
    assert!(seen > 30, "{seen} traps");
}

//! What all faults share: how much of them, chance, records, and what a sound ledger is.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use cost_ops::domain::Tz;
use cost_ops::store::Ledger;
use serde_json::Value;

use crate::run::Home;
use crate::store_events::options;

/// How often: a few times in each build, many when asked to.
pub(crate) fn times(few: usize, many: usize) -> usize {
    if std::env::var_os("COST_OPS_FAULTS").is_some_and(|value| value == "long") { many } else { few }
}

/// Says what was not tried here, and why.
pub(crate) fn skipped(what: &str, why: &str) {
    eprintln!("SKIPPED: {what}: {why}");
}

/// Says what was reached.
pub(crate) fn reached(what: &str) {
    eprintln!("REACHED: {what}");
}

/// Whether calls can be watched and changed here.
pub(crate) fn can_trace(what: &str) -> bool {
    let works = Command::new("strace").args(["-o", "/dev/null", "true"]).stderr(Stdio::null()).status();
    let works = works.is_ok_and(|status| status.success());
    if !works {
        skipped(what, "strace is not there, or may not trace (apt-get install strace)");
    }
    works
}

/// Chance that can be had again.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(what: &str) -> Dice {
        let given = std::env::var("COST_OPS_SEED").ok().and_then(|seed| seed.parse().ok());
        let seed =
            given.unwrap_or_else(|| u64::from(std::process::id()) << 20 | Instant::now().elapsed().as_nanos() as u64);
        let seed = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        eprintln!("{what}: COST_OPS_SEED={}", given.unwrap_or(seed));
        Dice(given.unwrap_or(seed) | 1)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11
    }

    /// One of `0..below`.
    pub(crate) fn below(&mut self, below: usize) -> usize {
        (self.next() % below.max(1) as u64) as usize
    }

    /// A part of a time.
    pub(crate) fn part(&mut self, of: Duration) -> Duration {
        of / 10_000 * u32::try_from(self.below(10_000)).unwrap()
    }
}

/// The `n`th record of a fixed series, over models, projects and days.
pub(crate) fn record(n: usize) -> String {
    let (day, hour, second) = (1 + n % 28, n / 28 % 24, n % 60);
    let model = ["gpt-4o", "gpt-4o-mini", "o3", "house-llm"][n % 4];
    format!(
        r#"{{"id":"r{n}","timestamp":"2026-10-{day:02}T{hour:02}:10:{second:02}Z","provider":"openai","model":"{model}","input_tokens":{},"output_tokens":{},"project":"p{}"}}"#,
        100 + n,
        n % 77,
        n % 5
    )
}

/// Records, one a line.
pub(crate) fn records(range: std::ops::Range<usize>) -> String {
    range.map(|n| record(n) + "\n").collect()
}

/// Puts records into the ledger of a home.
pub(crate) fn ingest(home: &Home, range: std::ops::Range<usize>) {
    home.pipe(["ingest", "-q", "-"], records(range).as_bytes()).exits(0);
}

pub(crate) const LEDGER: &str = ".local/share/cost-ops/cost-ops.db";

/// How many records a ledger has, which is whole: SQLite finds no fault, and every rollup is the
/// exact sum of the records. Nothing there is nothing.
pub(crate) fn sound(path: impl AsRef<Path>) -> usize {
    let path = path.as_ref();
    if !path.exists() {
        return 0;
    }
    let ledger = Ledger::open(&options(Some(path), Tz::UTC)).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    assert_eq!(ledger.integrity().expect("checked"), Vec::<String>::new(), "{path:?}");
    assert_eq!(ledger.verify().expect("verified"), Vec::new(), "{path:?}");
    ledger.stats().expect("counted").events as usize
}

/// [`sound`] of the ledger of a home.
pub(crate) fn held(home: &Home) -> usize {
    sound(home.at(LEDGER))
}

/// The ids of all records, each of which is there once.
pub(crate) fn ids(home: &Home) -> BTreeSet<String> {
    let lines = home.run(["export"]).exits(0).stdout;
    let id = |line: &str| serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_owned();
    let all: Vec<String> = lines.lines().map(id).collect();
    let each: BTreeSet<String> = all.iter().cloned().collect();
    assert_eq!(each.len(), all.len(), "a record is there twice");
    each
}

/// Counters and money of the whole ledger.
pub(crate) fn summary(home: &Home) -> Value {
    let ran = home.run(["query", "--range", "all", "--json", "--limit", "1", "--no-sync"]).exits(0);
    serde_json::from_str::<Value>(&ran.stdout).unwrap()["summary"].clone()
}

/// Runs to the end, and how long that took.
pub(crate) fn timed(mut command: Command) -> Duration {
    let start = Instant::now();
    assert!(command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success(), "{command:?}");
    start.elapsed()
}

/// Runs, and kills it after this time; whether it came to its own end before.
pub(crate) fn cut_short(mut command: Command, after: Duration) -> bool {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(after);
    let _ = child.kill();
    child.wait().unwrap().success()
}

/// A home with a copy of all that is in another.
pub(crate) fn copy_of(home: &Home) -> Home {
    let copy = Home::new();
    copy_folder(home.path(), copy.path());
    copy
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &to);
            fs::set_permissions(&to, entry.metadata().unwrap().permissions()).unwrap();
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// All files below a folder.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(files_below(&path)),
            false => found.push(path),
        }
    }
    found
}

/// Logs of an agent: `files` sessions of `lines` answers each.
pub(crate) fn logs(home: &Home, files: usize, lines: usize) {
    for file in 0..files {
        let line = |n: usize| {
            format!(
                r#"{{"type":"assistant","timestamp":"2026-11-01T10:00:{:02}.000Z","sessionId":"s{file}","cwd":"/src/atlas","requestId":"req_{file}_{n}","message":{{"id":"msg_{file}_{n}","model":"claude-sonnet-4-5","usage":{{"input_tokens":{},"output_tokens":{n}}}}}}}"#,
                n % 60,
                10 + n
            ) + "\n"
        };
        home.write(&format!(".claude/projects/-p/{file}.jsonl"), (0..lines).map(line).collect::<String>());
    }
}

/// The schema that notes whether sums over several days are kept.
const SPANS: u32 = 19;

/// A ledger of an older schema with the records of a current one, which keep what that schema has for them.
pub(crate) fn older(current: &Path, version: u32, path: &Path) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/migrations");
    let mut migrations: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    migrations.sort();
    let conn = rusqlite::Connection::open(path).unwrap();
    for migration in migrations.iter().take(version as usize) {
        conn.execute_batch(&fs::read_to_string(migration).unwrap()).unwrap();
    }
    conn.execute("ATTACH ?1 AS current", [current.to_str().unwrap()]).unwrap();
    let tables = texts(&conn, "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
    let columns = |schema: &str, table: &str| {
        texts(&conn, &format!("SELECT name FROM pragma_table_xinfo('{table}', '{schema}') WHERE hidden = 0"))
    };
    conn.execute_batch("PRAGMA foreign_keys = OFF; BEGIN").unwrap();
    for table in tables {
        let newer = columns("current", &table);
        let both: Vec<String> = columns("main", &table).into_iter().filter(|column| newer.contains(column)).collect();
        if !both.is_empty() {
            let both = both.join(", ");
            let sql = format!("INSERT OR REPLACE INTO main.{table} ({both}) SELECT {both} FROM current.{table}");
            conn.execute_batch(&sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
        }
    }
    if version < SPANS {
        conn.execute("DELETE FROM meta WHERE key = 'spans'", []).unwrap();
    }
    conn.execute_batch(&format!("PRAGMA application_id = 1666150515; PRAGMA user_version = {version}; COMMIT"))
        .unwrap();
}

fn texts(conn: &rusqlite::Connection, sql: &str) -> Vec<String> {
    let mut statement = conn.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

/// The schema version in a file, which is left as it is.
pub(crate) fn version(path: &Path) -> u32 {
    let conn = rusqlite::Connection::open(path).unwrap();
    conn.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

//! Whole-process benchmarks: what a user waits for, as ratios to a ceiling of the same run.
//!
//! `cargo build --release --example empty-clap && cargo bench --bench process -- [WHAT…]`
//! where WHAT is any of `ingest summary startup` (all of them without an argument). Needs the
//! `sqlite3` program. Nothing here asserts a time: it prints figures to be read.

#![allow(clippy::float_arithmetic, clippy::disallowed_macros, clippy::disallowed_methods)]

mod corpus;
mod measure;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use measure::{Run, median, ratio, run};

const COST_OPS: &str = env!("CARGO_BIN_EXE_cost-ops");

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let asked = |what: &str| wanted.is_empty() || wanted.iter().any(|w| w == what);
    let folder = tempfile::tempdir().expect("a temporary folder");
    if asked("startup") {
        startup(folder.path());
    }
    if asked("ingest") {
        ingest(folder.path(), 1_000_000);
    }
    if asked("summary") {
        summary(folder.path(), 10_000_000);
    }
}

fn cost_ops(folder: &Path, ledger: &Path) -> Command {
    let mut command = Command::new(COST_OPS);
    command.env_clear().env("HOME", folder).env("TZ", "UTC").arg("--database-url").arg(ledger);
    command
}

/// 1 M native JSONL records, durable, deduplicated, priced and rolled up, against what the
/// `sqlite3` program needs to import the same rows into a table with a unique key.
fn ingest(folder: &Path, records: u64) {
    println!("\n## ingest of {records} native records");
    let (jsonl, csv) = (folder.join("records.jsonl"), folder.join("records.csv"));
    corpus::write_both(&jsonl, &csv, records).expect("the corpus is written");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..3 {
        let ledger = folder.join(format!("ledger-{round}.db"));
        let mut command = cost_ops(folder, &ledger);
        command.arg("ingest").arg(&jsonl);
        let done = run(&mut command);
        println!("cost-ops ingest   {:6.2} s   peak {:5.1} MiB", done.wall.as_secs_f64(), done.peak_mib());
        println!("  bytes per event {:6.1}", bytes_with_wal(&ledger) as f64 / records as f64);
        ours.push(done);
        let done = run(&mut sqlite_import(folder, &csv, round));
        println!("sqlite3 .import   {:6.2} s", done.wall.as_secs_f64());
        theirs.push(done);
    }
    println!("ratio sqlite3 ÷ cost-ops: {:.2} (median of 3 pairs; the bar is 2)", ratio(&theirs, &ours));
    let mut again = cost_ops(folder, &folder.join("ledger-0.db"));
    again.arg("ingest").arg(&jsonl);
    println!("the same file again {:.2} s", run(&mut again).wall.as_secs_f64());
}

fn sqlite_import(folder: &Path, csv: &Path, round: u32) -> Command {
    let mut command = Command::new("sqlite3");
    command.arg(folder.join(format!("import-{round}.db")));
    command.arg(format!("CREATE TABLE usage({}, UNIQUE(id))", corpus::COLUMNS));
    command.arg(".mode csv").arg(format!(".import {} usage", csv.display()));
    command
}

fn bytes_with_wal(ledger: &Path) -> u64 {
    let of = |path: PathBuf| std::fs::metadata(path).map_or(0, |m| m.len());
    of(ledger.to_owned()) + of(ledger.with_extension("db-wal"))
}

/// The monthly summary over 10 M events as a whole process, against the same sums by a raw
/// `GROUP BY` over the event table.
fn summary(folder: &Path, records: u64) {
    println!("\n## monthly summary over {records} events");
    let ledger = folder.join("large.db");
    let mut command = cost_ops(folder, &ledger);
    command.args(["ingest", "--format", "native", "-"]).stdin(Stdio::piped()).stdout(Stdio::null());
    let mut child = command.spawn().expect("cost-ops runs");
    let pipe = child.stdin.take().expect("a pipe");
    corpus::write_jsonl(pipe, records, 365).expect("the records are taken");
    assert!(child.wait().expect("cost-ops ends").success());
    println!("bytes per event {:.1}", bytes_with_wal(&ledger) as f64 / records as f64);
    let mut ours = Vec::new();
    for _ in 0..9 {
        let mut command = cost_ops(folder, &ledger);
        command.args(["query", "--start-date", "2026-10-01", "--end-date", "2026-10-31", "--group-by", "day,model"]);
        ours.push(run(command.arg("--json")));
        let mut command = cost_ops(folder, &ledger);
        ours.push(run(command.args(["summary", "--start-date", "2026-10-01", "--end-date", "2026-10-31"])));
    }
    let ours_ms = median(&ours).as_secs_f64() * 1e3;
    let mut raw = Command::new("sqlite3");
    raw.arg("-readonly").arg(&ledger).arg(
        "SELECT at/86400000000, model, count(*), sum(input), sum(cache_read), sum(cache_write), sum(output), \
         sum(cost_input) FROM events GROUP BY 1, 2",
    );
    let raw_ms = run(&mut raw).wall.as_secs_f64() * 1e3;
    println!("cost-ops, whole process {ours_ms:.1} ms (the bar is 20)   raw GROUP BY {raw_ms:.0} ms");
    println!("raw ÷ cost-ops: {:.0} (the bar is 250)", raw_ms / ours_ms);
}

/// `--version` against an empty clap program, and the summary of a small ledger.
fn startup(folder: &Path) {
    println!("\n## start-up");
    let ledger = folder.join("small.db");
    let jsonl = folder.join("small.jsonl");
    corpus::write_jsonl(std::fs::File::create(&jsonl).expect("a file"), 100, 30).expect("written");
    assert!(cost_ops(folder, &ledger).arg("ingest").arg(&jsonl).output().expect("cost-ops runs").status.success());
    let empty = Path::new(COST_OPS).with_file_name("examples").join("empty-clap");
    let (mut version, mut bare, mut small) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..40 {
        version.push(run(Command::new(COST_OPS).arg("--version")));
        if empty.exists() {
            bare.push(run(Command::new(&empty).arg("--version")));
        }
        small.push(run(cost_ops(folder, &ledger).args(["summary", "--period", "all"])));
    }
    let ms = |runs: &[Run]| median(runs).as_secs_f64() * 1e3;
    println!("--version          {:.2} ms", ms(&version));
    if bare.is_empty() {
        println!("(no empty clap program: cargo build --release --example empty-clap)");
    } else {
        println!("empty clap program {:.2} ms   ratio {:.2} (the bar is 2)", ms(&bare), ratio(&version, &bare));
    }
    println!("summary, 100 events {:.2} ms (the bar is 10)", ms(&small));
}

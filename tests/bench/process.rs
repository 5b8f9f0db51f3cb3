//! Whole-process benchmarks: what a user waits for, as ratios to a ceiling of the same run.
//!
//! `cargo build --release --example empty-clap && cargo bench --bench process -- [WHAT…]`
//! where WHAT is any of `ingest reprice presets summary reads startup` (all of them without an argument). Needs
//! the `sqlite3` program. Nothing here asserts a time: it prints figures to be read.
//!
//! - `cargo bench --bench process -- startup`: `--version` ÷ an empty clap program (the bar is
//!   2), the summary of a small ledger (10 ms).
//! - `cargo bench --bench process -- reprice`: pricing 1 M events again, all of which change, as a
//!   whole process (10 s, 64 MiB), and ÷ the bare `UPDATE` of the same rows by the `sqlite3` program;
//!   then what it takes to look, to find nothing to do, and to read the generation before.
//! - `cargo bench --bench process -- summary`: the monthly summary over 10 M events as a whole
//!   process (20 ms), and the raw `GROUP BY` of the event table ÷ it (250), each with the file in
//!   the system's cache (warm) and thrown out of it before every run (cold).
//! - `cargo bench --bench process -- presets`: every named report over 10 M events as a whole process
//!   (20 ms), with its usual period and over all of them.
//! - `cargo bench --bench process -- reads`: events summed a second, records exported a second,
//!   days of another zone, health, on the same ledger.
//! - `--profile quick` builds in a fraction of the time and is nearly as fast.
//!
//! With `COST_OPS_BENCH_LEDGER=FOLDER` the ledger of 10 M events is kept in that folder and used
//! again; with `COST_OPS_BENCH_BIN=FILE` another build is measured.

#![allow(clippy::float_arithmetic, clippy::disallowed_macros, clippy::disallowed_methods)]

mod corpus;
mod measure;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use measure::{Run, least, median, ratio, run};

/// Events of the large ledger.
const LARGE: u64 = 10_000_000;

/// The program that is measured.
fn program() -> PathBuf {
    std::env::var_os("COST_OPS_BENCH_BIN").map_or_else(|| env!("CARGO_BIN_EXE_cost-ops").into(), PathBuf::from)
}

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
    if asked("reprice") {
        reprice(folder.path(), 1_000_000);
    }
    if asked("presets") || asked("summary") || asked("reads") {
        let ledger = large(folder.path());
        if asked("presets") {
            presets(folder.path(), &ledger);
        }
        if asked("summary") {
            summary(folder.path(), &ledger);
        }
        if asked("reads") {
            reads(folder.path(), &ledger);
        }
    }
}

fn cost_ops(folder: &Path, ledger: &Path) -> Command {
    let mut command = Command::new(program());
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

/// 1 M events get another price each, twice; against the bare `UPDATE` of the columns that change,
/// on a copy of the same file.
fn reprice(folder: &Path, records: u64) {
    println!("\n## pricing {records} events again");
    let (jsonl, ledger) = (folder.join("reprice.jsonl"), folder.join("reprice.db"));
    corpus::write_jsonl(File::create(&jsonl).expect("a file"), records, 30).expect("written");
    run(cost_ops(folder, &ledger).arg("ingest").arg(&jsonl));
    let pricing = |args: &[&str]| run(cost_ops(folder, &ledger).arg("pricing").args(args));
    let rounds = [["3", "9"], ["4", "11"]].map(|[input, output]| {
        for (provider, model) in corpus::MODELS {
            let prices = ["--input-price", input, "--output-price", output, "--cached-price", "0.5"];
            pricing(&[&["add", "--provider", provider, "--model", model][..], &prices].concat());
        }
        let look = pricing(&["reprice", "--all", "--dry-run"]);
        let copy = folder.join("copy.db");
        std::fs::copy(&ledger, &copy).expect("copied");
        let done = pricing(&["reprice", "--all", "--yes"]);
        let mut bare = Command::new("sqlite3");
        bare.arg(&copy).arg(
            "PRAGMA synchronous = FULL; UPDATE events SET kind = kind + 1, cost_input = cost_input * 2, \
             cost_output = cost_output * 2",
        );
        let bare = run(&mut bare);
        println!("look only         {:6.2} s   peak {:5.1} MiB", look.wall.as_secs_f64(), look.peak_mib());
        println!("look and commit   {:6.2} s   peak {:5.1} MiB", done.wall.as_secs_f64(), done.peak_mib());
        println!("sqlite3 UPDATE    {:6.2} s", bare.wall.as_secs_f64());
        (done, bare)
    });
    let (done, bare): (Vec<Run>, Vec<Run>) = rounds.into_iter().unzip();
    println!("ratio cost-ops ÷ sqlite3: {:.2} (the bars are 10 s and 64 MiB)", ratio(&done, &bare));
    println!("nothing to change {:6.2} s", pricing(&["reprice", "--all", "--yes"]).wall.as_secs_f64());
    println!("nothing unpriced  {:6.1} ms", ms(pricing(&["reprice", "--unpriced", "--yes"]).wall));
    for prices in ["current", "1", "recorded"] {
        for by in ["day,model", "branch"] {
            let args = ["query", "--range", "all", "--group-by", by, "--prices", prices];
            println!("by {by:9} {prices:9} {:6.1} ms", ms(run(cost_ops(folder, &ledger).args(args)).wall));
        }
    }
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

/// A ledger of [`LARGE`] events over a year; made when it is not kept from before.
fn large(folder: &Path) -> PathBuf {
    let kept = std::env::var_os("COST_OPS_BENCH_LEDGER").map(PathBuf::from);
    let ledger = kept.as_deref().unwrap_or(folder).join("large.db");
    if !ledger.exists() {
        std::fs::create_dir_all(ledger.parent().expect("a folder")).expect("a folder");
        let mut command = cost_ops(folder, &ledger);
        command.args(["ingest", "--format", "native", "-"]).stdin(Stdio::piped()).stdout(Stdio::null());
        let mut child = command.spawn().expect("cost-ops runs");
        let pipe = child.stdin.take().expect("a pipe");
        corpus::write_jsonl(pipe, LARGE, 365).expect("the records are taken");
        assert!(child.wait().expect("cost-ops ends").success());
    }
    println!("\n{LARGE} events, bytes per event {:.1}", bytes_with_wal(&ledger) as f64 / LARGE as f64);
    ledger
}

/// Throws a file out of the system's cache.
fn evict(file: &Path) {
    let file = File::open(file).expect("the file");
    file.sync_all().expect("synced");
    rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed).expect("evicted");
}

/// The monthly summary over all events as a whole process, against the same sums by a raw
/// `GROUP BY` over the event table.
fn summary(folder: &Path, ledger: &Path) {
    println!("\n## monthly summary over {LARGE} events (the least of the runs)");
    let month = ["--start-date", "2026-10-01", "--end-date", "2026-10-31"];
    let by = ["--group-by", "day,model"];
    let raw = || {
        let mut raw = Command::new("sqlite3");
        raw.arg("-readonly").arg(ledger).arg(
            "SELECT at/86400000000, kind, count(*), sum(input), sum(cache_read), sum(cache_write), sum(output), \
             sum(cost_input) FROM events GROUP BY 1, 2",
        );
        raw
    };
    for (temper, rounds) in [("warm", 40), ("cold", 9)] {
        let measured = |command: &mut Command| {
            if temper == "cold" {
                evict(ledger);
            }
            run(command)
        };
        let (mut summaries, mut queries) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            summaries.push(measured(cost_ops(folder, ledger).arg("summary").args(month)));
            queries.push(measured(cost_ops(folder, ledger).arg("query").args(month).args(by)));
        }
        let raws: Vec<Run> = (0..3).map(|_| measured(&mut raw())).collect();
        let raw_ms = ms(least(&raws));
        println!("{temper}: raw GROUP BY {raw_ms:.0} ms (the bar is 20 ms, and 250 times as fast)");
        for (what, runs) in [("summary", &summaries), ("query --group-by day,model", &queries)] {
            let (best, middle) = (ms(least(runs)), ms(median(runs)));
            println!("{temper}: {what} {best:.2} ms (median {middle:.2})   raw ÷ it {:.0}", raw_ms / best);
        }
    }
}

/// Every named report, as a whole process.
fn presets(folder: &Path, ledger: &Path) {
    println!("\n## named reports over {LARGE} events (the least of 15 runs, and their median; the bar is 20 ms)");
    let names =
        ["hourly", "daily", "weekly", "monthly", "sessions", "models", "projects", "tags", "top", "top session"];
    for name in names {
        for range in [&[][..], &["--range", "all"]] {
            let args = name.split(' ').chain(range.iter().copied());
            let runs: Vec<Run> = (0..15).map(|_| run(cost_ops(folder, ledger).args(args.clone()))).collect();
            let shown = format!("{name} {}", range.join(" "));
            println!("{shown:24} {:7.1} ms ({:.1})", ms(least(&runs)), ms(median(&runs)));
        }
    }
}

/// What the roll-ups cannot answer, and what reads records.
fn reads(folder: &Path, ledger: &Path) {
    println!("\n## reads over {LARGE} events (the least of the runs)");
    let year = ["query", "--range", "all", "--json", "--group-by"];
    let month = ["--start-date", "2026-10-01", "--end-date", "2026-10-31"];
    let best = |rounds: usize, args: &[&str]| {
        let runs: Vec<Run> = (0..rounds).map(|_| run(cost_ops(folder, ledger).args(args))).collect();
        least(&runs).as_secs_f64()
    };
    let events = best(3, &[&year[..], &["branch"]].concat());
    println!("by branch, event by event    {events:6.2} s   {:.0} events/s", LARGE as f64 / events);
    let events = best(3, &[&year[..], &["day,project", "--tz", "Asia/Kathmandu"]].concat());
    println!("by day and project elsewhere {events:6.2} s   {:.0} events/s", LARGE as f64 / events);
    let quarters = best(9, &[&year[..], &["day,model", "--tz", "Asia/Kathmandu"]].concat());
    println!("by day and model elsewhere   {:6.1} ms", quarters * 1e3);
    let records = LARGE as f64 * 31.0 / 365.0;
    for format in ["jsonl", "csv"] {
        let export = best(3, &[&["export", "--stream", "--format", format], &month[..]].concat());
        println!("export of a month, {format:5}     {export:6.2} s   {:.0} records/s", records / export);
    }
    println!("the newest 20 records        {:6.1} ms", best(9, &["query", "--range", "all"]) * 1e3);
    println!("health                       {:6.1} ms", best(9, &["health"]) * 1e3);
}

fn ms(time: std::time::Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// `--version` against an empty clap program, and the summary of a small ledger.
fn startup(folder: &Path) {
    println!("\n## start-up");
    let ledger = folder.join("small.db");
    let jsonl = folder.join("small.jsonl");
    corpus::write_jsonl(File::create(&jsonl).expect("a file"), 100, 30).expect("written");
    assert!(cost_ops(folder, &ledger).arg("ingest").arg(&jsonl).output().expect("cost-ops runs").status.success());
    let empty = program().with_file_name("examples").join("empty-clap");
    let (mut version, mut bare, mut small) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..40 {
        version.push(run(Command::new(program()).arg("--version")));
        if empty.exists() {
            bare.push(run(Command::new(&empty).arg("--version")));
        }
        small.push(run(cost_ops(folder, &ledger).args(["summary", "--period", "all"])));
    }
    println!("(the least of 40 runs, and their median)");
    let shown = |runs: &[Run]| format!("{:5.2} ms ({:.2})", ms(least(runs)), ms(median(runs)));
    println!("--version           {}", shown(&version));
    if bare.is_empty() {
        println!("(no empty clap program: cargo build --release --example empty-clap)");
    } else {
        let times = ms(least(&version)) / ms(least(&bare));
        println!("empty clap program  {}   ratio {times:.2} (the bar is 2)", shown(&bare));
    }
    println!("summary, 100 events {} (the bar is 10 ms)", shown(&small));
}

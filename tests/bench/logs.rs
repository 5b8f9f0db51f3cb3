//! Syncing logs, as whole processes and as ratios to a ceiling of the same run.
//!
//! `cargo bench --bench logs -- [claude codex]`. Nothing here asserts a time.
//!
//! - cold `sync` of the corpus: durable, priced, labelled, rolled up; against the import ceiling,
//!   which is the least that does the same kind of work in this process: two threads that read,
//!   find, parse and deduplicate, one that writes rows and sums in one durable transaction, with
//!   constant prices and no labels;
//! - `sync` with nothing new, then `daily`; one line appended, then `sync`;
//! - peak memory of each.
//!
//! The corpus is made here (100 MB); `COST_OPS_BENCH_CLAUDE=FOLDER` and `COST_OPS_BENCH_CODEX=FOLDER`
//! name others (configuration folders of the agents). With `COST_OPS_BENCH_PEER=PROGRAM` (ccusage)
//! its `daily --json --offline` is measured in turn with ours. `COST_OPS_BENCH_BIN=FILE` measures another build.

#![allow(clippy::float_arithmetic, clippy::disallowed_macros, clippy::disallowed_methods)]

mod ceiling;
mod measure;
mod sessions;

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use measure::{Run, least, ratio, run};

const ROUNDS: usize = 5;
const AGAIN: usize = 20;

fn program() -> PathBuf {
    std::env::var_os("COST_OPS_BENCH_BIN").map_or_else(|| env!("CARGO_BIN_EXE_cost-ops").into(), PathBuf::from)
}

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let asked = |what: &str| wanted.is_empty() || wanted.iter().any(|w| w == what);
    let folder = tempfile::tempdir().expect("a temporary folder");
    if asked("claude") {
        let logs = std::env::var_os("COST_OPS_BENCH_CLAUDE").map_or_else(
            || {
                let logs = folder.path().join("claude");
                sessions::write(&logs, 100_000_000).expect("the corpus is written");
                logs
            },
            PathBuf::from,
        );
        measure_agent(folder.path(), &Agent { source: "claude-code", variable: "CLAUDE_CONFIG_DIR", peer: &[], logs });
    }
    if let Some(logs) = std::env::var_os("COST_OPS_BENCH_CODEX").filter(|_| asked("codex")) {
        let logs = PathBuf::from(logs);
        measure_agent(folder.path(), &Agent { source: "codex", variable: "CODEX_HOME", peer: &["codex"], logs });
    }
}

struct Agent {
    source: &'static str,
    variable: &'static str,
    /// The peer's words for the agent.
    peer: &'static [&'static str],
    logs: PathBuf,
}

impl Agent {
    fn command(&self, program: &Path, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("HOME", folder).env("TZ", "UTC").env(self.variable, &self.logs);
        command
    }

    fn cost_ops(&self, folder: &Path, ledger: &Path, args: &[&str]) -> Command {
        let mut command = self.command(&program(), folder);
        command.arg("--database-url").arg(ledger).args(args).arg("-q").stderr(std::process::Stdio::null());
        command
    }
}

fn measure_agent(folder: &Path, agent: &Agent) {
    let (files, bytes) = size(&agent.logs);
    println!("\n## {}: {files} files, {:.0} MB", agent.source, bytes as f64 / 1e6);
    let peer = std::env::var_os("COST_OPS_BENCH_PEER").map(PathBuf::from);
    let sync = ["sync", "--source", agent.source];
    let (mut ours, mut theirs, mut ceilings) = (Vec::new(), Vec::new(), Vec::new());
    let mut ledger = PathBuf::new();
    for round in 0..ROUNDS {
        ledger = folder.join(format!("{}-{round}.db", agent.source));
        ours.push(run(&mut agent.cost_ops(folder, &ledger, &sync)));
        if let Some(peer) = &peer {
            let mut command = agent.command(peer, folder);
            theirs.push(run(command.args(agent.peer).args(["daily", "--json", "--offline"])));
        }
        if agent.source == "claude-code" {
            ceilings.push(ceiling::import(&agent.logs, &folder.join(format!("ceiling-{round}.db"))));
        }
    }
    told("cold sync", &ours);
    if !theirs.is_empty() {
        told("peer daily", &theirs);
        println!("  peer ÷ sync {:.2}", ratio(&theirs, &ours));
    }
    if !ceilings.is_empty() {
        told("import ceiling", &ceilings);
        println!("  ceiling ÷ sync {:.2}", ratio(&ceilings, &ours));
    }
    again(folder, agent, &ledger, &theirs);
}

/// Nothing new, and then a little that is.
fn again(folder: &Path, agent: &Agent, ledger: &Path, peer: &[Run]) {
    let sync = ["sync", "--source", agent.source];
    let (mut syncs, mut dailies, mut appended) = (Vec::new(), Vec::new(), Vec::new());
    let extra = agent.logs.join(if agent.source == "codex" { "sessions" } else { "projects" });
    let extra = extra.join("bench-appended.jsonl");
    for _ in 0..AGAIN {
        syncs.push(run(&mut agent.cost_ops(folder, ledger, &sync)));
        dailies.push(run(&mut agent.cost_ops(folder, ledger, &["daily"])));
    }
    for round in 0..AGAIN {
        let mut log = OpenOptions::new().create(true).append(true).open(&extra).expect("a log");
        writeln!(log, "{}", sessions::line(&format!("msg_bench{round}"), 100, "x")).expect("appended");
        appended.push(run(&mut agent.cost_ops(folder, ledger, &sync)));
    }
    fs::remove_file(extra).expect("removed");
    let ms = |runs: &[Run]| least(runs).as_secs_f64() * 1e3;
    let middle = |runs: &[Run]| measure::median(runs).as_secs_f64() * 1e3;
    for (what, runs) in
        [("nothing new: sync", &syncs), ("nothing new: daily", &dailies), ("one line more: sync", &appended)]
    {
        println!("{what:20} {:6.1} ms (least {:.1})", middle(runs), ms(runs));
    }
    let both = middle(&syncs) + middle(&dailies);
    println!("  sync and daily together {both:.1} ms");
    if !peer.is_empty() {
        println!("  peer ÷ both {:.0}", middle(peer) / both);
    }
}

fn told(what: &str, runs: &[Run]) {
    let peak = runs.iter().map(Run::peak_mib).fold(0.0, f64::max);
    println!("{what:16} {:6.3} s   peak {peak:5.1} MiB", least(runs).as_secs_f64());
}

/// Files below a folder, and their bytes.
fn size(folder: &Path) -> (u64, u64) {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.fold((0, 0), |(files, bytes), path| {
        let (f, b) = if path.is_dir() { size(&path) } else { (1, path.metadata().map_or(0, |about| about.len())) };
        (files + f, bytes + b)
    })
}

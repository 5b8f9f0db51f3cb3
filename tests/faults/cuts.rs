//! The power fails: whatever was acknowledged is there afterwards, and the ledger is sound.

use std::fmt::Write;
use std::fs;
use std::process::Command;

use tempfile::TempDir;

use crate::ground::{Dice, LEDGER, can_trace, ingest, logs, reached, record, records, sound, times};
use crate::power::Trace;
use crate::run::Home;
use crate::serving::Server;

const CALLS: &str = "trace=pwrite64,write,sendto,ftruncate,fsync,fdatasync,rename,renameat,renameat2,link,linkat,\
                     unlink,unlinkat,openat,mkdir,mkdirat";

/// `strace` around a command of a home, writing to a file outside of it.
fn watched(home: &Home, program: &str, log: &TempDir) -> Command {
    let mut command = home.command(Vec::<&str>::new());
    let mut strace = Command::new("strace");
    strace.args(["-f", "-yy", "-xx", "-s", "10000000", "-e", CALLS, "-e", "signal=none", "-o"]);
    strace.arg(log.path().join("calls")).arg(program).current_dir(home.path()).env_clear();
    strace.envs(command.stdin(std::process::Stdio::null()).get_envs().filter_map(|(name, value)| Some((name, value?))));
    strace.env("PATH", "/usr/local/bin:/usr/bin:/bin");
    strace
}

/// Cuts at random places, and what must be there by how much was promised.
fn cuts(name: &str, trace: &Trace, check: &dyn Fn(&TempDir, usize)) {
    let (mut dice, count) = (Dice::new(name), times(25, 100));
    assert!(trace.steps.len() > 50, "{} calls were seen", trace.steps.len());
    for _ in 0..count {
        let at = dice.below(trace.steps.len() + 1);
        let disk = tempfile::tempdir().unwrap();
        trace.cut(at, &mut dice, disk.path());
        check(&disk, trace.told(at));
    }
    reached(&format!("{name}: {count} power cuts over {} calls, 0 lost, 0 corrupt", trace.steps.len()));
}

/// Runs commands one after another, each of which acknowledges by its end.
fn traced(home: &Home, commands: &[String]) -> Trace {
    let log = tempfile::tempdir().unwrap();
    let mut trace = Trace::of(home.path());
    let mut script = String::from("set -e\n");
    for (n, command) in commands.iter().enumerate() {
        writeln!(script, "{} -q {command} >/dev/null\n: > told-{n}", env!("CARGO_BIN_EXE_cost-ops")).unwrap();
    }
    let mut command = watched(home, "sh", &log);
    let ran = command.args(["-c", &script]).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    trace.read(&fs::read_to_string(log.path().join("calls")).unwrap());
    assert_eq!(trace.told(trace.steps.len()), commands.len(), "every acknowledgement was seen");
    trace
}

#[test]
fn imports_from_nothing_on() {
    if !can_trace("power cuts of imports") {
        return;
    }
    let home = Home::new();
    let sizes = [40, 40, times(2_000, 20_000), 40];
    let mut from = 0;
    let mut least = vec![0];
    let commands: Vec<String> = sizes
        .iter()
        .map(|size| {
            home.write(&format!("{from}.jsonl"), records(from..from + size));
            least.push(from + size);
            format!("ingest {}.jsonl", std::mem::replace(&mut from, least[least.len() - 1]))
        })
        .collect();
    let trace = traced(&home, &commands);
    cuts("ingest", &trace, &|disk, told| {
        let there = sound(disk.path().join(LEDGER));
        assert!(there >= least[told], "{} records were acknowledged, {there} are there", least[told]);
    });
}

#[test]
fn syncs_pricings_backups_and_restores() {
    if !can_trace("power cuts of sync, reprice, backup and restore") {
        return;
    }
    let home = Home::new();
    ingest(&home, 0..300);
    logs(&home, 4, 50);
    let commands = [
        "sync",
        "pricing add --provider openai --model house-llm --input-price 3 --output-price 4",
        "pricing reprice --all --yes",
        "backup --output kept/one.db",
        "ingest more.jsonl",
        "restore --yes kept/one.db",
    ];
    home.write("more.jsonl", records(300..400));
    let trace = traced(&home, &commands.map(str::to_owned));
    cuts("sync, reprice, backup, restore", &trace, &|disk, told| {
        let there = sound(disk.path().join(LEDGER));
        let least = [300, 500, 500, 500, 500, 500, 500][told];
        assert!(there >= least && there <= 600, "{told} commands ended, {there} records are there");
        assert!(told != 6 || there == 500, "restored: {there}");
        let backup = disk.path().join("kept/one.db");
        assert!(told < 4 || backup.exists(), "the backup was acknowledged");
        assert!(!backup.exists() || sound(backup) == 500, "a backup is whole or not there");
    });
}

#[test]
fn upgrades() {
    if !can_trace("power cuts of upgrades") {
        return;
    }
    let (current, home) = (Home::new(), Home::new());
    ingest(&current, 0..300);
    let newest = crate::ground::version(&current.at(LEDGER));
    fs::create_dir_all(home.at(LEDGER).parent().unwrap()).unwrap();
    crate::ground::older(&current.at(LEDGER), 9, &home.at(LEDGER));
    let trace = traced(&home, &["init".to_owned()]);
    cuts("upgrade", &trace, &|disk, told| {
        let path = disk.path().join(LEDGER);
        let found = crate::ground::version(&path);
        assert!(found == newest || (told == 0 && found == 9), "{told}: version {found}");
        assert_eq!(sound(path), 300);
    });
}

#[test]
fn servers() {
    if !can_trace("power cuts of servers") {
        return;
    }
    let (home, log) = (Home::new(), tempfile::tempdir().unwrap());
    ingest(&home, 0..1);
    let mut trace = Trace::of(home.path());
    let mut command = watched(&home, env!("CARGO_BIN_EXE_cost-ops"), &log);
    command
        .args(["server", "--port", "0"])
        .env("COST_OPS_METRICS_PORT", "0")
        .env("COST_OPS_API_LOOPBACK_INGEST", "true");
    let mut server = Server::run(command);
    let count = times(40, 400);
    for n in 1..=count {
        assert_eq!(server.post("/api/v1/usage", &record(n)).status, 201);
    }
    // The server is the child of the one that watches it.
    let child = fs::read_to_string(format!("/proc/{0}/task/{0}/children", server.child.id())).unwrap();
    assert!(Command::new("kill").args(["-s", "TERM", child.trim()]).status().unwrap().success());
    server.wait(std::time::Duration::from_secs(20));
    trace.read(&fs::read_to_string(log.path().join("calls")).unwrap());
    assert_eq!(trace.told(trace.steps.len()), count, "every answer was seen");
    cuts("server", &trace, &|disk, told| {
        let there = sound(disk.path().join(LEDGER));
        assert!(there > told, "{told} records were answered with 201, {} are there", there - 1);
    });
}

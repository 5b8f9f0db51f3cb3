//! Each system call on the ledger fails, or is the last one, in turn: what a run said it did is done,
//! what it did not finish can be done again, and nothing that was there is harmed.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::ground::{LEDGER, can_trace, copy_of, held, ingest, logs, older, reached, records, summary, times, version};
use crate::run::{Home, Ran};

/// What is tried: a command, in a home that was made ready for it.
struct Job<'a> {
    name: &'static str,
    start: &'a Home,
    args: &'a [&'a str],
    /// Looks at a home after a run that was disturbed; whether the run ended well is told.
    check: &'a dyn Fn(&Home, bool),
    /// Looks at it after the same command ran once more, undisturbed.
    again: &'a dyn Fn(&Home),
}

/// The calls, and what may go wrong with them.
const FAULTS: [(&str, &[&str]); 8] = [
    ("pwrite64", &["error=EIO", "error=ENOSPC", "signal=KILL"]),
    ("pread64", &["error=EIO"]),
    ("fsync", &["error=EIO", "signal=KILL"]),
    ("ftruncate", &["error=EIO", "signal=KILL"]),
    ("openat", &["error=EMFILE", "error=EACCES", "signal=KILL"]),
    ("fcntl", &["error=ENOLCK"]),
    ("unlink", &["error=EIO", "signal=KILL"]),
    ("rename,renameat,renameat2,link,linkat", &["error=EIO", "signal=KILL"]),
];

/// `strace` around a command, looking at calls that are about the folder of the ledger.
fn strace(home: &Home, calls: &str, args: &[&str]) -> Command {
    let mut strace = Command::new("strace");
    strace.args(["-f", "-o"]).arg(home.at("../calls").with_file_name(format!("{}.calls", name_of(home))));
    strace.args(["-e", &format!("trace={calls}")]);
    let ledger = home.at(LEDGER);
    for ending in ["", "-wal", "-shm"] {
        let mut path = ledger.clone().into_os_string();
        path.push(ending);
        strace.arg("-P").arg(path);
    }
    for folder in [ledger.parent().unwrap(), &home.at("kept"), &ledger.with_file_name("backups")] {
        strace.arg("-P").arg(folder);
    }
    let command = home.command(args);
    strace.current_dir(home.path()).env_clear();
    strace.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?)))).env("PATH", "/usr/bin:/bin");
    strace
}

fn name_of(home: &Home) -> String {
    home.path().file_name().unwrap().to_string_lossy().into_owned()
}

fn calls_of(home: &Home) -> PathBuf {
    home.at("../calls").with_file_name(format!("{}.calls", name_of(home)))
}

fn finished(mut strace: Command, args: &[&str]) -> Ran {
    Ran::of(strace.arg(env!("CARGO_BIN_EXE_cost-ops")).args(args).stdin(std::process::Stdio::null()).output().unwrap())
}

fn disturb(job: &Job<'_>) {
    if !can_trace(&format!("errors at each call of {}", job.name)) {
        return;
    }
    let (mut tried, mut refused) = (0, 0);
    for (calls, faults) in FAULTS {
        let home = copy_of(job.start);
        finished(strace(&home, calls, job.args), job.args).exits(0);
        let log = fs::read_to_string(calls_of(&home)).unwrap();
        fs::remove_file(calls_of(&home)).unwrap();
        let count = log.lines().filter(|line| line.contains('(') && !line.contains("resumed>")).count();
        let points = times(2, usize::MAX).min(count);
        for (fault, point) in faults.iter().flat_map(|fault| (0..points).map(move |point| (fault, point))) {
            let nth = 1 + point * count / points;
            let home = copy_of(job.start);
            let mut strace = strace(&home, calls, job.args);
            strace.args(["-e", &format!("inject={calls}:{fault}:when={nth}")]);
            let ran = finished(strace, job.args);
            let _ = fs::remove_file(calls_of(&home));
            let what = format!("{}: {fault} at {calls} {nth} of {count}", job.name);
            assert!(!ran.stderr.contains("panicked"), "{what}: {ran:?}");
            assert!(ran.exit == 0 || fault.starts_with("signal") || !ran.stderr.is_empty(), "{what}: no word: {ran:?}");
            eprintln!("{what}: exit {} {}", ran.exit, ran.stderr.lines().next().unwrap_or_default());
            (job.check)(&home, ran.exit == 0);
            home.run(job.args).exits(0);
            (job.again)(&home);
            tried += 1;
            refused += usize::from(ran.exit != 0);
        }
    }
    reached(&format!("{}: {tried} errors and kills at single calls, {refused} ended the run; 0 lost", job.name));
}

#[test]
fn a_first_import() {
    let home = Home::new();
    home.write("usage.jsonl", records(0..200));
    disturb(&Job {
        name: "first ingest",
        start: &home,
        args: &["ingest", "-q", "usage.jsonl"],
        check: &|home, well| assert!(if well { held(home) == 200 } else { held(home) <= 200 }),
        again: &|home| assert_eq!(held(home), 200),
    });
}

#[test]
fn an_import() {
    let home = Home::new();
    ingest(&home, 0..100);
    home.write("usage.jsonl", records(50..250));
    disturb(&Job {
        name: "ingest",
        start: &home,
        args: &["ingest", "-q", "usage.jsonl"],
        check: &|home, well| assert!(if well { held(home) == 250 } else { (100..=250).contains(&held(home)) }),
        again: &|home| assert_eq!(held(home), 250),
    });
}

#[test]
fn a_sync() {
    let home = Home::new();
    ingest(&home, 0..100);
    logs(&home, 3, 40);
    disturb(&Job {
        name: "sync",
        start: &home,
        args: &["sync", "-q"],
        check: &|home, well| assert!(if well { held(home) == 220 } else { (100..=220).contains(&held(home)) }),
        again: &|home| assert_eq!(held(home), 220),
    });
}

#[test]
fn a_pricing() {
    let home = Home::new();
    ingest(&home, 0..200);
    let old = summary(&home);
    home.run(["pricing", "add", "--provider", "openai", "--model", "gpt-4o", "--input-price=9", "--output-price=9"])
        .exits(0);
    let args = ["pricing", "reprice", "--all", "--yes"];
    let done = copy_of(&home);
    done.run(args).exits(0);
    let new = summary(&done);
    assert_ne!(old, new);
    disturb(&Job {
        name: "reprice",
        start: &home,
        args: &args,
        check: &|home, well| {
            assert_eq!(held(home), 200);
            let now = summary(home);
            assert!(now == new || (!well && now == old), "{now}");
        },
        again: &|home| assert_eq!((held(home), summary(home)), (200, new.clone())),
    });
}

#[test]
fn an_upgrade() {
    let (current, home) = (Home::new(), Home::new());
    ingest(&current, 0..200);
    let newest = version(&current.at(LEDGER));
    fs::create_dir_all(home.at(LEDGER).parent().unwrap()).unwrap();
    older(&current.at(LEDGER), 9, &home.at(LEDGER));
    disturb(&Job {
        name: "upgrade",
        start: &home,
        args: &["init"],
        check: &|home, well| {
            let found = version(&home.at(LEDGER));
            assert!(found == newest || (!well && found == 9), "version {found}");
        },
        again: &|home| assert_eq!((held(home), version(&home.at(LEDGER))), (200, newest)),
    });
}

#[test]
fn a_backup() {
    let home = Home::new();
    ingest(&home, 0..200);
    disturb(&Job {
        name: "backup",
        start: &home,
        args: &["backup", "-q"],
        check: &|home, well| assert_eq!(whole_backups(home) >= 1, well || whole_backups(home) >= 1),
        again: &|home| assert!(whole_backups(home) >= 1 && held(home) == 200),
    });
}

/// How many backups there are, each of which has all records.
fn whole_backups(home: &Home) -> usize {
    let folder = home.at(LEDGER).with_file_name("backups");
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    let names = entries.map(|entry| entry.unwrap().path());
    let named: Vec<PathBuf> = names.filter(|path| path.extension().is_some_and(|ending| ending == "db")).collect();
    named.iter().for_each(|backup| assert_eq!(crate::ground::sound(backup), 200));
    named.len()
}

#[test]
fn a_restore() {
    let home = Home::new();
    ingest(&home, 0..200);
    home.run(["backup", "-q", "--output", "kept/one.db"]).exits(0);
    ingest(&home, 200..300);
    disturb(&Job {
        name: "restore",
        start: &home,
        args: &["restore", "-q", "--yes", "kept/one.db"],
        check: &|home, well| {
            let now = held(home);
            assert!(now == 200 || (!well && now == 300), "{now} records");
        },
        again: &|home| assert_eq!(held(home), 200),
    });
}

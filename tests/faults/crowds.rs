//! Many processes at one file: nobody is refused, nothing is lost, and nobody waits for long.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use cost_ops::domain::Tz;
use cost_ops::store::Ledger;

use crate::ground::{LEDGER, held, ids, reached, record, records, sound, times};
use crate::run::Home;
use crate::store_events::{event, options, price, priced};

/// Not a test of its own: a process that commits records one by one, and says how long the longest took.
#[test]
#[ignore = "run by the others, in a process of its own"]
fn child() {
    let mut job = String::new();
    std::io::stdin().read_to_string(&mut job).unwrap();
    let words: Vec<&str> = job.trim().splitn(3, ' ').collect();
    let [number, commits, path] = words.as_slice() else { panic!("{job}") };
    let mut ledger = Ledger::open(&options(Some(Path::new(path)), Tz::UTC)).expect("opened");
    let mut longest = Duration::ZERO;
    for n in 0..commits.parse::<usize>().unwrap() {
        let start = Instant::now();
        ledger.append(&[priced(event(&format!("{number}-{n}")))], &price).expect("stored");
        longest = longest.max(start.elapsed());
    }
    println!("longest {}", longest.as_micros());
}

fn start(path: &Path, number: usize, commits: usize) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crowds::child", "--ignored", "--nocapture"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(format!("{number} {commits} {}", path.display()).as_bytes()).unwrap();
    child
}

#[test]
fn eight_processes_commit_one_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let (path, commits) = (folder.path().join("ledger.db"), times(60, 1_000));
    let begin = Instant::now();
    let children: Vec<Child> = (0..8).map(|number| start(&path, number, commits)).collect();
    let mut longest = 0;
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let micros = said.split("longest ").nth(1).and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok());
        longest = longest.max(micros.expect("a time"));
    }
    assert_eq!(sound(&path), 8 * commits);
    let each = begin.elapsed() / (8 * commits) as u32;
    reached(&format!(
        "8 processes x {commits} commits: 0 errors, longest wait {} ms, {each:?} a commit",
        longest / 1_000
    ));
}

#[test]
fn eight_imports_at_once() {
    let (home, each) = (Home::new(), times(2_000, 100_000));
    let names: Vec<String> = (0..8).map(|n| format!("{n}.jsonl")).collect();
    // Every record stands in two of the files.
    for (n, name) in names.iter().enumerate() {
        home.write(name, records(n / 2 * each..(n / 2 + 1) * each));
    }
    let begin = Instant::now();
    let run = |name: &String| home.command(["ingest", "-q", name]).stdout(Stdio::null()).spawn().unwrap();
    let children: Vec<Child> = names.iter().map(run).collect();
    children.into_iter().for_each(|mut child| assert!(child.wait().unwrap().success()));
    let rate = (8 * each) as f64 / begin.elapsed().as_secs_f64();
    assert_eq!(held(&home), 4 * each);
    reached(&format!("8 imports of {each}: {rate:.0} records a second in all"));
}

#[test]
fn sixteen_processes_find_no_file() {
    let rounds = times(3, 40);
    for _ in 0..rounds {
        let home = Home::new();
        let names: Vec<String> = (0..16).map(|n| format!("{n}.jsonl")).collect();
        names.iter().enumerate().for_each(|(n, name)| _ = home.write(name, record(n)));
        let run = |name: &String| {
            let mut command = home.command(["ingest", name]);
            command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
        };
        let children: Vec<Child> = names.iter().map(run).collect();
        for child in children {
            let output = child.wait_with_output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        assert_eq!((held(&home), ids(&home).len()), (16, 16));
        // Of those that end at the same instant none may be the last: the log of the file can stay beside it.
        let left = std::fs::read_dir(home.at(LEDGER).parent().unwrap()).unwrap();
        let names = left.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let known = |name: &String| ["", "-wal", "-shm"].iter().any(|end| *name == format!("cost-ops.db{end}"));
        assert_eq!(names.filter(|name| !known(name)).count(), 0, "a draft is left");
    }
    reached(&format!("16 processes x {rounds} absent files: 0 failures"));
}

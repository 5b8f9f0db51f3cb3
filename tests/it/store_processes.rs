//! Several processes at one file. This binary runs itself again as the others; what a child
//! is to do stands on its standard input.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use cost_ops::domain::Tz;
use cost_ops::domain::{Filter, InstantRange};
use cost_ops::store::{Grain, Ledger, PricedEvent};

use crate::store_events::{START, event, instant, options, price, priced, sums, totals};

/// The `n`th of a fixed series of events; every tenth has no price.
fn nth(n: u64) -> PricedEvent {
    let mut given = event(&format!("request-{n:08}"));
    given.at = instant(START + (n as i64 * 7_919 % 5_000) * 61_000_000);
    given.usage.set(cost_ops::domain::UsageClass::Output, 100 + n % 50);
    if n.is_multiple_of(10) {
        given.model = "unknown-x".into();
    }
    priced(given)
}

/// Not a test of its own: one of the processes of the others.
#[test]
#[ignore = "run by the other tests, in a process of its own"]
fn child() {
    let mut job = String::new();
    std::io::stdin().read_to_string(&mut job).expect("a job");
    let mut words = job.trim().splitn(5, ' ');
    let mut number = || words.next().and_then(|word| word.parse::<u64>().ok()).expect("a number");
    let (umask, from, to, batch) = (number(), number(), number(), number());
    let path = Path::new(words.next().expect("a path")).to_owned();
    rustix::process::umask(rustix::fs::Mode::from_bits_truncate(umask as u32));
    let mut ledger = Ledger::open(&options(Some(&path), Tz::UTC)).expect("opened");
    let mut out = std::io::stdout();
    let mut at = from;
    while at < to {
        let events: Vec<PricedEvent> = (at..to.min(at + batch)).map(nth).collect();
        ledger.append(&events, &price).expect("stored");
        at += events.len() as u64;
        writeln!(out, "stored {at}").expect("said");
    }
}

/// Starts a child that appends events `from..to` in batches under a umask.
fn start(path: &Path, umask: u32, from: u64, to: u64, batch: u64) -> Child {
    let mut child = Command::new(std::env::current_exe().expect("this binary"))
        .args(["--exact", "store_processes::child", "--ignored", "--nocapture"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a process");
    let job = format!("{umask} {from} {to} {batch} {}", path.display());
    child.stdin.take().expect("its input").write_all(job.as_bytes()).expect("told");
    child
}

fn finish(child: Child) {
    let output = child.wait_with_output().expect("ended");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// What events `0..count` sum up to, from a ledger that never met another process.
fn expected(count: u64) -> cost_ops::domain::Measures {
    let mut ledger = crate::store_events::memory(Tz::UTC);
    ledger.append(&(0..count).map(nth).collect::<Vec<_>>(), &price).expect("stored");
    totals(&ledger)
}

fn assert_holds_exactly(path: &Path, count: u64) {
    let ledger = Ledger::open(&options(Some(path), Tz::UTC)).expect("opened");
    let expected = expected(count);
    assert_eq!(totals(&ledger), expected);
    assert_eq!(sums(&ledger, Grain::Day, &InstantRange::ALL, &Filter::default()), expected);
    assert!(ledger.verify().expect("verified").is_empty());
    assert!(ledger.integrity().expect("checked").is_empty());
}

#[test]
fn eight_processes_at_once_lose_and_double_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.db");
    // Each event comes from two processes; the file is there for none of them at first.
    let children: Vec<Child> =
        (0..8u64).map(|n| start(&path, 0o022, n % 4 * 1_000, n % 4 * 1_000 + 1_000, 37 + n)).collect();
    children.into_iter().for_each(finish);
    assert_holds_exactly(&path, 4_000);
}

#[test]
fn sixteen_processes_make_one_ledger() {
    let folder = tempfile::tempdir().expect("a folder");
    for round in 0..4 {
        let path = folder.path().join(format!("{round}/ledger.db"));
        let children: Vec<Child> = (0..16u64).map(|n| start(&path, 0o022, n, n + 1, 1)).collect();
        children.into_iter().for_each(finish);
        assert_holds_exactly(&path, 16);
        let left: Vec<_> = fs::read_dir(path.parent().expect("a folder")).expect("a folder").collect();
        assert_eq!(left.len(), 1, "only the ledger is left: {left:?}");
    }
}

#[test]
fn a_killed_import_keeps_what_was_acknowledged_and_can_be_repeated() {
    const ALL: u64 = 6_000;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.db");
    drop(Ledger::open(&options(Some(&path), Tz::UTC)).expect("made"));
    for round in 0..12u64 {
        let mut child = start(&path, 0o022, 0, ALL, 50 + round * 13);
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let mut acknowledged = 0;
        let mut next = || {
            let line = lines.next()?.expect("a line");
            Some(line.strip_prefix("stored ").and_then(|count| count.parse::<u64>().ok()))
        };
        // Wait for a few batches, then kill it somewhere within the next.
        let mut wait = 2 + round % 5;
        while wait > 0 {
            match next() {
                Some(Some(count)) => {
                    acknowledged = count;
                    wait -= 1;
                }
                Some(None) => {}
                None => break,
            }
        }
        std::thread::sleep(Duration::from_micros(round * 531));
        child.kill().expect("killed");
        while let Some(line) = next() {
            acknowledged = line.unwrap_or(acknowledged);
        }
        child.wait().expect("ended");
        let ledger = Ledger::open(&options(Some(&path), Tz::UTC)).expect("opened after a kill");
        assert!(totals(&ledger).requests >= i128::from(acknowledged), "acknowledged events were lost");
        assert!(ledger.verify().expect("verified").is_empty());
        assert!(ledger.integrity().expect("checked").is_empty());
    }
    finish(start(&path, 0o022, 0, ALL, 500));
    assert_holds_exactly(&path, ALL);
}

#[test]
fn files_are_private_under_any_umask() {
    let folder = tempfile::tempdir().expect("a folder");
    for umask in [0o022, 0o000, 0o077] {
        let path = folder.path().join(format!("{umask:o}/data/ledger.db"));
        finish(start(&path, umask, 0, 3, 1));
        let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
        let held = Ledger::open(&options(Some(&path), Tz::UTC)).expect("opened");
        assert_eq!(totals(&held).requests, 3);
        let within = path.parent().expect("a folder");
        assert_eq!(mode(within), 0o700, "umask {umask:o}");
        for entry in fs::read_dir(within).expect("a folder") {
            let file = entry.expect("an entry").path();
            assert_eq!(mode(&file), 0o600, "{file:?} under umask {umask:o}");
        }
    }
}

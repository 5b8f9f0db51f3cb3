//! A disk without room: said in so many words, nothing lost, and all well again once there is room.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::ground::{reached, record, records, skipped, sound, times};
use crate::run::{Home, Ran};

/// A small file system that goes with the test.
struct Small(PathBuf);

impl Small {
    fn mount(at: PathBuf, size: &str) -> Option<Small> {
        fs::create_dir_all(&at).unwrap();
        let options = format!("size={size},mode=0700");
        match Command::new("mount").args(["-t", "tmpfs", "-o", &options, "none"]).arg(&at).output() {
            Ok(done) if done.status.success() => Some(Small(at)),
            Ok(done) => {
                skipped("a full disk", &format!("no right to mount: {}", String::from_utf8_lossy(&done.stderr).trim()));
                None
            }
            Err(error) => {
                skipped("a full disk", &format!("no mount: {error}"));
                None
            }
        }
    }

    fn grow(&self, size: &str) {
        let mut mount = Command::new("mount");
        assert!(mount.args(["-o", &format!("remount,size={size}")]).arg(&self.0).status().unwrap().success());
    }

    /// Takes all room that is left.
    fn fill(&self) {
        let mut file = File::create(self.0.join("filler")).unwrap();
        let block = vec![1; 4096];
        while std::io::Write::write_all(&mut file, &block).is_ok() {}
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").args(["-l"]).arg(&self.0).status();
    }
}

fn says_full(ran: &Ran) -> bool {
    let said = ran.stderr.to_lowercase();
    (said.contains("full") || said.contains("space") || said.contains("bytes free")) && !said.contains("panicked")
}

#[test]
fn what_was_stored_is_read_with_no_byte_free() {
    let home = Home::new();
    let Some(small) = Small::mount(home.at("disk"), "3m") else { return };
    let ledger = small.0.join("ledger.db");
    let db = format!("--db={}", ledger.display());
    let mut acknowledged = 0;
    let full = (0..).map(|n| home.pipe([&db, "ingest", "-q", "-"], records(n * 400..(n + 1) * 400).as_bytes()));
    for ran in full {
        if ran.exit != 0 {
            assert!(says_full(&ran), "{ran:?}");
            break;
        }
        acknowledged += 400;
    }
    assert!(acknowledged > 0);
    small.fill();
    for args in [&["summary", "--period", "all"][..], &["query", "--range", "all"], &["export"], &["health"]] {
        let ran = home.run([&[db.as_str()][..], args].concat());
        let expected = if args[0] == "health" { ran.exit } else { 0 };
        assert!(!ran.stderr.contains("corrupt") && !ran.stderr.contains("damaged"), "{args:?} {ran:?}");
        ran.exits(expected);
    }
    for args in [&["ingest", "-q", "one.jsonl"][..], &["backup"]] {
        home.write("one.jsonl", record(9_999_999));
        let ran = home.run([&[db.as_str()][..], args].concat());
        assert!(ran.exit != 0 && says_full(&ran), "{args:?} {ran:?}");
    }
    let left: Vec<String> = fs::read_dir(small.0.join("backups"))
        .map(|entries| entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect())
        .unwrap_or_default();
    assert!(left.is_empty(), "half a backup is left: {left:?}");
    small.grow("64m");
    home.run([&db, "ingest", "-q", "one.jsonl"]).exits(0);
    let there = sound(&ledger);
    assert!((acknowledged + 1..=acknowledged + 401).contains(&there), "{acknowledged} acknowledged, {there} there");
    home.run([&db, "backup", "-q"]).exits(0);
    reached(&format!("a full disk: {acknowledged} records acknowledged before, all read with 0 bytes free"));
}

#[test]
fn half_an_output_file_is_not_left() {
    let home = Home::new();
    home.pipe(["ingest", "-q", "-"], records(0..4_000).as_bytes()).exits(0);
    let Some(small) = Small::mount(home.at("disk"), "64k") else { return };
    for format in ["jsonl", "csv", "xlsx", "html"] {
        let out = small.0.join(format!("out.{format}"));
        let verb: &[&str] = if matches!(format, "jsonl" | "csv") { &["export"] } else { &["query", "--range", "all"] };
        small.fill();
        let ran = home.run([verb, &["--output", out.to_str().unwrap()]].concat());
        assert!(ran.exit != 0 && says_full(&ran), "{format}: {ran:?}");
        let left: Vec<_> = fs::read_dir(&small.0).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left.len(), 1, "{format}: {left:?}");
    }
}

#[test]
fn every_report_notices_a_full_or_closed_output() {
    let home = Home::new();
    home.pipe(["ingest", "-q", "-"], records(0..times(3_000, 30_000)).as_bytes()).exits(0);
    let reports: &[&[&str]] = &[
        &["summary", "--period", "all"],
        &["query", "--range", "all"],
        &["query", "--range", "all", "-o", "json"],
        &["query", "--range", "all", "-o", "csv"],
        &["export"],
        &["audit"],
        &["pricing", "list"],
        &["sources"],
        &["health"],
    ];
    for args in reports {
        let ran = Ran::of(home.command(*args).stdout(full()).output().unwrap());
        assert!(ran.exit != 0 && says_full(&ran), "{args:?} {ran:?}");
        let mut child = home.command(*args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0];
        let _ = std::io::Read::read(&mut child.stdout.take().unwrap(), &mut first);
        let ran = Ran::of(child.wait_with_output().unwrap());
        assert!(ran.exit >= 0 && !ran.stderr.contains("panicked") && !ran.stderr.contains("pipe"), "{args:?} {ran:?}");
    }
    reached(&format!("/dev/full and a closed pipe for {} reports", reports.len()));
}

fn full() -> File {
    File::options().write(true).open(Path::new("/dev/full")).unwrap()
}

//! The file is not as it was left: damaged, foreign, of another version, read-only, renamed or replaced.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use rusqlite::Connection;

use crate::ground::{
    Dice, LEDGER, copy_of, held, ids, ingest, older, reached, record, skipped, sound, summary, times, version,
};
use crate::run::Home;
use crate::serving::Server;

#[test]
fn any_damage_is_answered_and_nothing_is_made_worse() {
    let home = Home::new();
    ingest(&home, 0..2_000);
    let whole = fs::read(home.at(LEDGER)).unwrap();
    let (mut dice, rounds) = (Dice::new("damage"), times(30, 1_000));
    let (mut refused, mut read) = (0, 0);
    for round in 0..rounds {
        let mut bytes = whole.clone();
        match round % 4 {
            // Runs of bytes, single bits, a cut end, a page in the wrong place.
            0 => {
                let at = dice.below(bytes.len() - 600);
                bytes[at..at + 600].fill(dice.next() as u8);
            }
            1 => (0..40).for_each(|_| bytes[dice.below(whole.len())] ^= 1 << dice.below(8)),
            2 => bytes.truncate(dice.below(whole.len())),
            _ => {
                let (from, to) = (dice.below(whole.len() / 8192) * 8192, dice.below(whole.len() / 8192) * 8192);
                bytes.copy_within(from..from + 8192, to);
            }
        }
        fs::write(home.at(LEDGER), &bytes).unwrap();
        for args in [&["query", "--range", "all", "--json", "--no-sync"][..], &["health", "--full"], &["export"]] {
            let ran = home.run(args);
            assert!(ran.exit >= 0 && !ran.stderr.contains("panicked"), "{round} {args:?} {ran:?}");
            if ran.exit == 0 { read += 1 } else { refused += 1 }
        }
        assert!(fs::read(home.at(LEDGER)).unwrap() == bytes, "reading changed a damaged file");
        let _ = fs::remove_file(home.at(LEDGER).with_extension("db-wal"));
        let _ = fs::remove_file(home.at(LEDGER).with_extension("db-shm"));
    }
    reached(&format!(
        "{rounds} damaged ledgers: {refused} answers were errors, {read} not, none a crash; bytes unchanged"
    ));
}

/// Every command that opens a ledger, on a file that is none of ours.
#[test]
fn foreign_newer_and_empty_files_are_refused_by_every_command() {
    let home = Home::new();
    ingest(&home, 0..5);
    home.write("one.jsonl", record(7));
    let newer = home.at("newer.db");
    fs::copy(home.at(LEDGER), &newer).unwrap();
    Connection::open(&newer)
        .unwrap()
        .execute_batch("PRAGMA journal_mode = DELETE; PRAGMA user_version = 9999")
        .unwrap();
    let foreign = home.at("foreign.db");
    Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE t(x); INSERT INTO t VALUES (1)").unwrap();
    let files = [newer, foreign, home.write("empty.db", ""), home.write("text.db", "dear diary ".repeat(2_000))];
    let commands: &[&[&str]] = &[
        &["summary"],
        &["query", "--range", "all"],
        &["export"],
        &["ingest", "one.jsonl"],
        &["sync"],
        &["init"],
        &["pricing", "reprice", "--all", "--yes"],
        &["backup"],
        &["health"],
        &["audit"],
        &["server", "--port", "0"],
    ];
    for file in &files {
        let before = fs::read(file).unwrap();
        for args in commands {
            let ran = home.run([&["--db", file.to_str().unwrap()][..], args].concat());
            assert!(ran.exit > 0 && !ran.stderr.contains("panicked"), "{file:?} {args:?} {ran:?}");
            assert_eq!(fs::read(file).unwrap(), before, "{file:?} {args:?}");
            for ending in ["-wal", "-shm", "-journal"] {
                let beside = format!("{}{ending}", file.display());
                assert!(!fs::exists(&beside).unwrap(), "{args:?} left {beside}");
            }
        }
    }
    reached(&format!(
        "{} files that are no ledger of ours x {} commands: refused, unchanged",
        files.len(),
        commands.len()
    ));
}

#[test]
fn every_older_schema_is_upgraded() {
    let current = Home::new();
    ingest(&current, 0..500);
    let newest = version(&current.at(LEDGER));
    for from in 1..newest {
        let home = Home::new();
        fs::create_dir_all(home.at(LEDGER).parent().unwrap()).unwrap();
        older(&current.at(LEDGER), from, &home.at(LEDGER));
        home.run(["init"]).exits(0);
        assert_eq!((version(&home.at(LEDGER)), held(&home)), (newest, 500), "from version {from}");
        assert_eq!(summary(&home)["total_cost_exact"], summary(&current)["total_cost_exact"], "from version {from}");
    }
    reached(&format!("{} older schemas upgraded with their records", newest - 1));
}

#[test]
fn a_read_only_place_is_read_and_says_so_when_written_to() {
    if rustix::process::geteuid().is_root() && !std::path::Path::new("/usr/bin/setpriv").exists() {
        skipped("read-only places", "root may write everywhere, and setpriv is not there");
        return;
    }
    let home = Home::new();
    ingest(&home, 0..50);
    home.write("one.jsonl", record(77));
    let ledger = home.at(LEDGER);
    let folder = ledger.parent().unwrap();
    let before = fs::read(&ledger).unwrap();
    // Others may look, nobody may write.
    for path in home.at(LEDGER).ancestors().skip(1).take_while(|path| *path != home.path().parent().unwrap()) {
        fs::set_permissions(path, fs::Permissions::from_mode(0o555)).unwrap();
    }
    fs::set_permissions(&ledger, fs::Permissions::from_mode(0o444)).unwrap();
    let nobody = |args: &[&str]| {
        let plain = home.command(args);
        if !rustix::process::geteuid().is_root() {
            let mut plain = plain;
            return crate::run::Ran::of(plain.output().unwrap());
        }
        let mut command = std::process::Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups", env!("CARGO_BIN_EXE_cost-ops")]).args(args);
        command.current_dir(home.path()).env_clear();
        command.envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
        crate::run::Ran::of(command.output().unwrap())
    };
    if nobody(&["--version"]).exit != 0 {
        skipped("read-only places", "another user may not run the program that was built here");
    } else {
        let ran = nobody(&["query", "--range", "all", "--json", "--no-sync"]).exits(0);
        assert!(ran.stdout.contains("\"total_records\":50") || ran.stdout.contains("\"total_records\": 50"), "{ran:?}");
        nobody(&["summary", "--period", "all"]).exits(0);
        for args in [&["ingest", "one.jsonl"][..], &["sync"], &["backup"], &["pricing", "reprice", "--all", "--yes"]] {
            let ran = nobody(args);
            assert!(!ran.stderr.contains("panicked") && !ran.stderr.contains("corrupt"), "{args:?} {ran:?}");
            assert!(ran.exit != 0 || args[0] != "ingest", "{ran:?}");
        }
        reached("a read-only place: reports work, what writes is refused");
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!(fs::read(&ledger).unwrap(), before);
}

/// The ledger is moved away, or another is put in its place, under a running server: what is
/// acknowledged after that is in a ledger, either the one it had or the one that is there.
#[test]
fn a_ledger_moved_or_replaced_under_a_server() {
    for replaced in [false, true] {
        let home = Home::new();
        ingest(&home, 0..10);
        let other = Home::new();
        ingest(&other, 0..20);
        let mut server = Server::start(&home, &[]);
        assert_eq!(server.post("/api/v1/usage", &record(100)).status, 201);
        for ending in ["", "-wal", "-shm"] {
            let name = format!("{}{ending}", home.at(LEDGER).display());
            let _ = fs::rename(&name, format!("{}{ending}", home.at("moved.db").display()));
        }
        if replaced {
            fs::copy(other.at(LEDGER), home.at(LEDGER)).unwrap();
        }
        let mut acknowledged = Vec::new();
        for n in 101..111 {
            let answer = server.post("/api/v1/usage", &record(n));
            if answer.status == 201 {
                acknowledged.push(format!("r{n}"));
            }
        }
        server.signal("TERM");
        assert!(server.wait(std::time::Duration::from_secs(15)).is_some());
        let mut there = std::collections::BTreeSet::new();
        if home.at(LEDGER).exists() {
            held(&home);
            there.extend(ids(&home));
        }
        sound(home.at("moved.db"));
        let beside = Home::new();
        fs::create_dir_all(beside.at(LEDGER).parent().unwrap()).unwrap();
        fs::rename(home.at("moved.db"), beside.at(LEDGER)).unwrap();
        there.extend(ids(&beside));
        assert!(there.contains("r100"));
        let lost: Vec<_> = acknowledged.iter().filter(|id| !there.contains(*id)).collect();
        assert!(lost.is_empty(), "replaced: {replaced}; acknowledged and nowhere: {lost:?}");
        reached(&format!(
            "ledger {} under a server: {} of 10 taken, 0 lost",
            if replaced { "replaced" } else { "moved" },
            acknowledged.len()
        ));
    }
}

#[test]
fn a_ledger_removed_under_a_sync_is_made_anew() {
    let home = Home::new();
    crate::ground::logs(&home, 3, 20);
    home.run(["sync", "-q"]).exits(0);
    let kept = copy_of(&home);
    fs::remove_file(home.at(LEDGER)).unwrap();
    home.run(["sync", "-q"]).exits(0);
    assert_eq!(held(&home), 60, "cursors go with the ledger");
    // An older copy in its place reads what it has not.
    crate::ground::logs(&home, 5, 20);
    home.run(["sync", "-q"]).exits(0);
    fs::copy(kept.at(LEDGER), home.at(LEDGER)).unwrap();
    home.run(["sync", "-q"]).exits(0);
    assert_eq!(held(&home), 100);
}

//! The clock jumps by decades, back and forth, between runs: records stay, backups stay.

use std::path::Path;
use std::process::Command;

use crate::ground::{copy_of, held, ingest, logs, reached, record, skipped};
use crate::run::{Home, Ran};

/// The library that tells another time, where it is installed.
fn library() -> Option<String> {
    let places = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib"];
    places.map(|place| format!("{place}/faketime/libfaketime.so.1")).into_iter().find(|path| Path::new(path).exists())
}

#[test]
fn runs_of_any_year_share_a_ledger() {
    let Some(library) = library() else {
        skipped("clock jumps", "libfaketime is not there (apt-get install libfaketime)");
        return;
    };
    let home = Home::new();
    ingest(&home, 0..10);
    logs(&home, 2, 10);
    home.run(["sync", "-q"]).exits(0);
    let at = |year: &str, args: &[&str]| {
        let mut command: Command = home.command(args);
        command.env("LD_PRELOAD", &library).env("FAKETIME", format!("@{year}-03-01 12:00:00"));
        Ran::of(command.output().unwrap()).exits(0)
    };
    let (mut count, mut backups) = (30, Vec::new());
    for (n, year) in ["2031", "1999", "2100", "1971", "2026"].into_iter().enumerate() {
        home.write("one.jsonl", record(1_000 + n));
        at(year, &["ingest", "-q", "one.jsonl"]);
        logs(&home, 3 + n, 10);
        at(year, &["sync", "-q"]);
        count += 11;
        assert_eq!(held(&home), count, "{year}");
        at(year, &["summary", "--period", "all"]);
        at(year, &["pricing", "reprice", "--all", "--yes"]);
        at(year, &["audit", "--verify"]);
        let backup = at(year, &["backup", "-q", "--keep", "2"]).stdout.trim().to_owned();
        assert!(Path::new(&backup).exists(), "{year}: the backup that was just made was removed as an old one");
        backups.push(backup);
    }
    assert_eq!(held(&copy_of(&home)), count);
    assert!(backups.iter().filter(|backup| Path::new(backup).exists()).count() >= 2);
    reached("five clocks between 1971 and 2100: 0 lost, 0 doubled, no fresh backup removed");
}

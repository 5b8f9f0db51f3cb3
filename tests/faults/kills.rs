//! SIGKILL at any instant: what was durable stays, nothing is there twice, a second try ends as a
//! first one would have.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use cost_ops::domain::Tz;
use cost_ops::store::Ledger;

use crate::ground::{
    Dice, LEDGER, copy_of, cut_short, held, ingest, logs, older, reached, records, sound, summary, timed, times,
    version,
};
use crate::run::Home;
use crate::store_events::{options, totals};

/// Kills a command, which adds records to an empty ledger, until it was killed often enough; now and
/// then it may end, and has to have made what one run makes.
fn killed_while_adding(name: &str, start: &Home, args: &[&str], kills: usize) {
    let whole = copy_of(start);
    let longest = timed(whole.command(args));
    let (all, sums) = (held(&whole), summary(&whole));
    let (mut dice, mut home) = (Dice::new(name), copy_of(start));
    let (mut killed, mut before, mut between) = (0, held(start), 0);
    while killed < kills {
        killed += usize::from(!cut_short(home.command(args), dice.part(longest)));
        let now = held(&home);
        assert!(now >= before, "{name}: {before} records were durable, {now} are left");
        between += usize::from(now > before && now < all);
        before = now;
        if now == all || killed % 5 == 4 {
            home.run(args).exits(0);
            assert_eq!((held(&home), summary(&home)), (all, sums.clone()), "{name}: as if it had not been killed");
            (home, before) = (copy_of(start), held(start));
        }
    }
    reached(&format!("{name} of {all} records: {killed} kills, {between} of them in the midst; 0 lost, 0 doubled"));
}

#[test]
fn imports() {
    let home = Home::new();
    home.write("usage.jsonl", records(0..times(6_000, 60_000)));
    killed_while_adding("ingest", &home, &["ingest", "-q", "usage.jsonl"], times(12, 200));
}

#[test]
fn syncs() {
    let home = Home::new();
    logs(&home, times(30, 300), 100);
    home.run(["init"]).exits(0);
    killed_while_adding("sync", &home, &["sync", "-q"], times(10, 200));
}

/// What makes the ledger is seen when all of it is there.
#[test]
fn first_syncs() {
    let home = Home::new();
    logs(&home, times(30, 300), 100);
    killed_while_adding("first sync", &home, &["sync", "-q"], times(10, 200));
}

#[test]
fn merges() {
    let (other, home) = (Home::new(), Home::new());
    ingest(&other, 0..times(6_000, 60_000));
    let bundle = home.at("other.bundle");
    other.run(["bundle", "-q", "--output", bundle.to_str().unwrap()]).exits(0);
    killed_while_adding("merge", &home, &["merge", "-q", "other.bundle"], times(8, 200));
}

/// Records go in steps; each keeps the sums, and the records that are left are to be found.
#[test]
fn prunes() {
    let start = Home::new();
    let (old, new) = (times(3_000, 60_000), 500);
    start.pipe(["ingest", "-q", "-"], records(0..old).replace("\"2026-", "\"2024-").as_bytes()).exits(0);
    ingest(&start, old..old + new);
    let (sums, args) = (summary(&start), ["prune", "-q", "--older-than", "365d", "--yes"]);
    let longest = timed(copy_of(&start).command(args));
    let (mut dice, mut home, mut between) = (Dice::new("prune"), copy_of(&start), 0);
    let kills = times(8, 200);
    for round in 1..=kills {
        cut_short(home.command(args), dice.part(longest));
        assert_eq!((held(&home), summary(&home)), (old + new, sums.clone()), "what is pruned keeps its sums");
        let left = crate::ground::ids(&home).len();
        between += usize::from(new < left && left < old + new);
        if left == new || round % 4 == 0 {
            home.run(args).exits(0);
            assert_eq!((crate::ground::ids(&home).len(), summary(&home)), (new, sums.clone()));
            home = copy_of(&start);
        }
    }
    reached(&format!("prune of {old} records: {kills} kills, {between} of them left a part; all sums stay exact"));
}

#[test]
fn pricings() {
    let home = Home::new();
    ingest(&home, 0..times(2_000, 20_000));
    let price = |input: usize| {
        let input = format!("--input-price={input}");
        home.run(["pricing", "add", "--provider", "openai", "--model", "gpt-4o", &input, "--output-price=10"]).exits(0);
    };
    let args = ["pricing", "reprice", "--all", "--yes"];
    price(1);
    let longest = timed(home.command(args));
    let mut dice = Dice::new("reprice");
    let (mut old, mut new) = (0, 0);
    let open = || Ledger::open(&options(Some(&home.at(LEDGER)), Tz::UTC)).expect("opened");
    for round in 0..times(8, 200) {
        price(2 + round);
        let (made, cost) = (open().generations().expect("listed").len(), totals(&open()).total_cost);
        cut_short(home.command(args), dice.part(longest));
        held(&home);
        let (after, now) = (open().generations().expect("listed"), totals(&open()).total_cost);
        if after.len() > made {
            assert_eq!(after.last().map(|made| made.repriced.new_total), Some(now), "all of the new prices");
            new += 1;
        } else {
            assert_eq!(now, cost, "all of the old prices");
            old += 1;
        }
    }
    reached(&format!("reprice: {} kills, {old} left the old costs, {new} the new", old + new));
}

#[test]
fn backups_and_restores() {
    let home = Home::new();
    let count = times(3_000, 30_000);
    ingest(&home, 0..count);
    let small = home.run(["backup", "-q"]).exits(0).stdout.trim().to_owned();
    ingest(&home, count..count * 2);
    let large = home.run(["backup", "-q"]).exits(0).stdout.trim().to_owned();
    let longest = timed(home.command(["backup", "-q"]));
    let (mut dice, rounds) = (Dice::new("backup"), times(8, 200));
    let folder = Path::new(&small).parent().unwrap();
    for round in 0..rounds {
        cut_short(home.command(["backup", "-q"]), dice.part(longest));
        let file = if round % 2 == 0 { &small } else { &large };
        cut_short(home.command(["restore", "-q", "--yes", file]), dice.part(longest));
        let now = held(&home);
        assert!(now == count || now == count * 2, "{now} records: neither the old ledger nor the new");
    }
    let is_backup = |name: &str| name.starts_with("cost-ops-") && name.ends_with(".db");
    let named: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let named: Vec<_> = named.iter().filter(|path| is_backup(&path.file_name().unwrap().to_string_lossy())).collect();
    for backup in &named {
        let records = sound(backup);
        assert!(records == count || records == count * 2, "{backup:?} has {records}");
    }
    home.run(["restore", "-q", "--yes", &large]).exits(0);
    assert_eq!(held(&home), count * 2);
    reached(&format!("{rounds} kills of backup and of restore: old or new, {} backups sound", named.len()));
}

#[test]
fn upgrades() {
    let current = Home::new();
    let count = times(3_000, 30_000);
    ingest(&current, 0..count);
    let newest = version(&current.at(LEDGER));
    let mut dice = Dice::new("upgrade");
    let (mut old, mut new) = (0, 0);
    // The second needs its sums made anew.
    for from in [newest - 1, 9] {
        let start = Home::new();
        fs::create_dir_all(start.at(LEDGER).parent().unwrap()).unwrap();
        older(&current.at(LEDGER), from, &start.at(LEDGER));
        let longest = timed(copy_of(&start).command(["init"]));
        for _ in 0..times(5, 50) {
            let home = copy_of(&start);
            cut_short(home.command(["init"]), dice.part(longest));
            let found = version(&home.at(LEDGER));
            assert!(found == from || found == newest, "version {found} is neither {from} nor {newest}");
            if found == newest {
                new += 1;
            } else {
                old += 1;
            }
            home.run(["init"]).exits(0);
            assert_eq!((version(&home.at(LEDGER)), held(&home)), (newest, count));
        }
    }
    reached(&format!("upgrades: {} kills, {old} left the old schema, {new} the new", old + new));
}

/// Writers that are killed, and backups each second, as long as it takes.
#[test]
fn writers_with_backups_each_second() {
    let home = Home::new();
    ingest(&home, 0..10);
    let end = std::time::Instant::now() + Duration::from_secs(times(6, 60) as u64);
    let acknowledged = std::sync::Mutex::new(std::collections::BTreeSet::<usize>::from_iter(0..10));
    let number = std::sync::atomic::AtomicUsize::new(1);
    let (mut backups, killed) = (0, std::sync::atomic::AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for writer in 0..3 {
            let (home, acknowledged, number, killed) = (&home, &acknowledged, &number, &killed);
            scope.spawn(move || {
                let mut dice = Dice::new(&format!("writer {writer}"));
                while std::time::Instant::now() < end {
                    let from = 100 * number.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    let file = home.write(&format!("{from}.jsonl"), records(from..from + 100));
                    let command: Command = home.command(["ingest", "-q", file.to_str().unwrap()]);
                    let patience = Duration::from_millis(100 + dice.below(500) as u64);
                    if cut_short(command, patience) {
                        acknowledged.lock().unwrap().extend(from..from + 100);
                    } else {
                        killed.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    }
                }
            });
        }
        while std::time::Instant::now() < end {
            let before = acknowledged.lock().unwrap().len();
            let backup = home.run(["backup", "-q"]).exits(0).stdout.trim().to_owned();
            assert!(sound(&backup) >= before, "what was acknowledged before a backup is in it");
            fs::remove_file(backup).unwrap();
            backups += 1;
            std::thread::sleep(Duration::from_millis(500));
        }
    });
    held(&home);
    let there = crate::ground::ids(&home);
    let acknowledged = acknowledged.into_inner().unwrap();
    let lost: Vec<_> = acknowledged.iter().filter(|n| !there.contains(&format!("r{n}"))).collect();
    assert!(lost.is_empty(), "lost: {lost:?}");
    let killed = killed.into_inner();
    reached(&format!(
        "chaos: {killed} writers killed, {} records acknowledged, {backups} backups sound",
        acknowledged.len()
    ));
}

//! The sync that makes the ledger.

use std::fs;
use std::time::{Duration, SystemTime};

use crate::run::{Home, Ran};
use crate::sync::{LOG, line, totals};

/// The first sync makes the ledger out of sight; who makes one meanwhile loses nothing by it.
#[test]
fn a_ledger_that_comes_during_the_first_sync_gets_the_logs_too() {
    let home = Home::new();
    for file in 0..60 {
        let text: String = (0..400).map(|n| line(&format!("msg_{file}_{n}"), 1)).collect();
        home.write(&format!(".claude/projects/-p/{file}.jsonl"), text);
    }
    let folder = home.at(".local/share/cost-ops");
    let mut child = home.command(["sync", "-q"]).spawn().unwrap();
    let drafted = || {
        fs::read_dir(&folder)
            .is_ok_and(|mut all| all.any(|one| one.unwrap().path().extension().is_some_and(|end| end == "new")))
    };
    while !drafted() && !folder.join("cost-ops.db").exists() {
        std::thread::yield_now();
    }
    home.run(["record", "--model", "gpt-4o", "--output-tokens", "5"]).exits(0);
    assert!(child.wait().unwrap().success());
    assert_eq!(totals(&home), (60 * 400 + 1, 60 * 400 + 5));
    let left = fs::read_dir(&folder).unwrap().map(|one| one.unwrap().file_name().into_string().unwrap());
    assert_eq!(left.filter(|name| !name.starts_with("cost-ops.db")).count(), 0);
}

#[test]
fn a_first_report_while_another_process_syncs_is_of_nothing_yet() {
    let home = Home::new();
    home.write(LOG, line("msg_a", 10));
    fs::create_dir_all(home.at(".local/share/cost-ops")).unwrap();
    let lock = fs::File::create(home.at(".local/share/cost-ops/cost-ops.db.sync")).unwrap();
    lock.lock().unwrap();
    let ran: Ran = home.run(["daily"]).exits(0);
    assert!(ran.stderr.contains("another sync is under way"), "{ran:?}");
    lock.unlock().unwrap();
    assert_eq!(totals(&home), (0, 0));
}

/// A first sync that was killed leaves a file; the next sync removes it, but not what is in use or young.
#[test]
fn what_an_interrupted_first_sync_left_is_removed() {
    let home = Home::new();
    home.write(LOG, line("msg_a", 1));
    for (ledger, folder) in [(None, ".local/share/cost-ops"), (Some("here.db"), "."), (Some("sub/there.db"), "sub")] {
        let folder = home.at(folder);
        fs::create_dir_all(&folder).unwrap();
        let put = |name: &str, minutes: u64| {
            let file = fs::File::create(folder.join(name)).unwrap();
            file.set_modified(SystemTime::now() - Duration::from_secs(60 * minutes)).unwrap();
            file
        };
        for (name, minutes) in
            [(".cost-ops-first-aaaaaa.new", 5), (".cost-ops-first-young1.new", 0), (".cost-ops-bbbbbb.new", 5)]
        {
            put(name, minutes);
        }
        let used = put(".cost-ops-first-in-use.new", 5);
        used.lock().unwrap();
        let named = ledger.map(|ledger| ["--database-url", ledger]);
        home.run(named.iter().flatten().copied().chain(["sync", "-q"])).exits(0);
        let left = fs::read_dir(&folder).unwrap().map(|one| one.unwrap().file_name().into_string().unwrap());
        let mut left: Vec<_> = left.filter(|name| name.ends_with(".new")).collect();
        left.sort();
        let stays = [".cost-ops-bbbbbb.new", ".cost-ops-first-in-use.new", ".cost-ops-first-young1.new"];
        assert_eq!(left, stays, "{ledger:?}");
    }
}

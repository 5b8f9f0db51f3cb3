//! What tells at a glance that nothing is new, and that it never hides what is.

use std::fs::{self, File, FileTimes};

use cost_ops::domain::Tz;
use cost_ops::ingest::{Folders, Found, Seen, logs};
use cost_ops::source::by_id;
use cost_ops::source::log::Root;
use cost_ops::store::Ledger;
use serde_json::Value;

use crate::run::Home;
use crate::store_events::options;
use crate::sync::{LOG, append, line, sync, totals};

const LEDGER: &str = ".local/share/cost-ops/cost-ops.db";

/// What all logs of each source were like when the last of them had been read.
fn known(home: &Home) -> Vec<(String, [u8; 32])> {
    Ledger::open(&options(Some(&home.at(LEDGER)), Tz::UTC)).unwrap().digests().unwrap()
}

#[test]
fn all_logs_are_known_after_a_sync_and_after_a_report() {
    let home = Home::new();
    home.write(LOG, line("msg_a", 10));
    sync(&home, &[]);
    let first = known(&home);
    assert!(matches!(&first[..], [(source, _)] if source == "claude-code"));
    append(&home, LOG, &line("msg_b", 20));
    home.run(["daily"]).exits(0);
    let second = known(&home);
    assert!(second.len() == 1 && second != first);
    sync(&home, &[]);
    assert_eq!((known(&home), totals(&home)), (second, (2, 30)));
}

#[test]
fn what_was_not_read_is_not_known() {
    let home = Home::new();
    home.write(LOG, line("msg_a", 10));
    home.run(["init"]).exits(0);
    home.run(["config", "set", "sync.budget_ms", "0"]).exits(0);
    home.run(["daily"]).exits(0);
    assert_eq!(known(&home), []);
    // Some of the logs are not all of them.
    sync(&home, &["--since", "2099-01-01"]);
    sync(&home, &["--path", home.at(".claude").to_str().unwrap()]);
    assert_eq!((known(&home), totals(&home)), (Vec::new(), (1, 10)));
    sync(&home, &["--source", "codex"]);
    assert_eq!(known(&home), []);
    append(&home, LOG, &line("msg_b", 20));
    sync(&home, &["--source", "claude-code"]);
    assert_eq!((known(&home).len(), totals(&home)), (1, (2, 30)));
}

/// A cursor is kept by path: when a log takes the place of another, the other is as good as new.
#[test]
fn a_log_that_was_renamed_out_of_the_way_is_read_again_before_all_are_known() {
    let home = Home::new();
    home.write(LOG, line("msg_a", 10));
    sync(&home, &[]);
    fs::rename(home.at(LOG), home.at(LOG.replace("s1", "s1.old"))).unwrap();
    home.write(LOG, line("msg_b", 20));
    sync(&home, &[]);
    assert_eq!(known(&home), []);
    let unread = |said: &str| said.contains("of claude-code not read yet");
    assert!(unread(&home.run(["doctor", "--json"]).stdout));
    sync(&home, &[]);
    assert_eq!((known(&home).len(), totals(&home)), (1, (2, 30)));
    assert!(!unread(&home.run(["doctor", "--json"]).stdout));
}

/// The file, its length and its time are those of before the last sync, what is in it is not.
#[test]
fn a_log_that_is_as_it_was_two_syncs_ago_is_read() {
    let home = Home::new();
    home.write(LOG, line("msg_a", 10));
    let time = fs::metadata(home.at(LOG)).unwrap().modified().unwrap();
    sync(&home, &[]);
    append(&home, LOG, &line("msg_b", 20));
    // This sync reads the log, but not all logs.
    sync(&home, &["--path", home.at(".claude").to_str().unwrap()]);
    assert_eq!(known(&home), []);
    fs::write(home.at(LOG), line("msg_c", 40)).unwrap();
    File::options().write(true).open(home.at(LOG)).unwrap().set_times(FileTimes::new().set_modified(time)).unwrap();
    sync(&home, &[]);
    assert_eq!(totals(&home), (3, 70));
}

/// Few logs are looked up by themselves, of many all that is known is read: it comes to the same.
#[test]
fn what_is_known_of_few_logs_is_what_is_known_of_all() {
    let home = Home::new();
    let log = |number: u64| LOG.replace("s1", &format!("s{number}"));
    (0..80).for_each(|number| drop(home.write(&log(number), line(&format!("msg_{number}"), 1))));
    sync(&home, &[]);
    (0..80).step_by(3).for_each(|number| append(&home, &log(number), "{}\n"));
    home.write(&log(80), line("msg_80", 1));
    let ledger = Ledger::open(&options(Some(&home.at(LEDGER)), Tz::UTC)).unwrap();
    let root = Root::new(home.at(".claude/projects"), "default");
    let mut found = logs(by_id("claude-code").unwrap(), [root], &mut Folders::default()).all();
    // The same file, as another agent's.
    found.push(Found { source: by_id("codex").unwrap(), ..found[0].clone() });
    for some in [&found[..], &found[60..], &found[..1], &[]] {
        let told = |seen: Seen| {
            let changed = seen.changed(some.to_vec());
            changed.into_iter().map(|log| (log.source.id, log.path, log.known)).collect::<Vec<_>>()
        };
        assert_eq!(told(Seen::of_those(&ledger, some).unwrap()), told(Seen::of(&ledger).unwrap()));
    }
    assert_eq!(Seen::of(&ledger).unwrap().changed(found).len(), 27 + 2);
}

/// Has the ledger remember folders that are too young for it, on file systems of which it remembers any.
fn remember_folders(home: &Home) {
    let mut ledger = Ledger::open(&options(Some(&home.at(LEDGER)), Tz::UTC)).unwrap();
    let mut folders = Folders::of(Some(&ledger), i64::MAX).unwrap();
    logs(by_id("claude-code").unwrap(), [Root::new(home.at(".claude/projects"), "default")], &mut folders);
    ledger.keep_look(&folders.look()).unwrap();
}

/// Where folders are many, a report is made while logs are looked for.
#[test]
fn a_report_made_before_something_new_was_found_is_made_again() {
    let home = Home::new();
    let log = |number: u64| LOG.replace("shop", &format!("shop{number}"));
    for number in 0..40 {
        home.write(&log(number), line(&format!("msg_{number}"), 1));
    }
    sync(&home, &[]);
    remember_folders(&home);
    let daily = |more: &[&str]| -> u64 {
        let said = home.run(["daily", "--json"].iter().chain(more).copied()).exits(0).stdout;
        let said: Value = serde_json::from_str(&said).unwrap();
        said["data"].as_array().unwrap().iter().map(|row| row["output_tokens"].as_u64().unwrap()).sum()
    };
    assert_eq!(daily(&[]), 40);
    append(&home, &log(7), &line("msg_more", 2));
    assert_eq!((daily(&["--no-sync"]), daily(&[]), daily(&[])), (40, 42, 42));
    home.write(&log(40), line("msg_new", 4));
    assert_eq!((daily(&[]), daily(&["--prices", "recorded"])), (46, 46));
    // All of them were read by another process, which has not told so yet.
    append(&home, &log(7), &line("msg_last", 8));
    sync(&home, &["--path", home.at(".claude").to_str().unwrap()]);
    assert_eq!((known(&home), daily(&[])), (Vec::new(), 54));
    let refused = home.run(["daily", "--cursor", "none"]);
    assert_eq!(refused.stderr.matches("is not a cursor").count(), 1, "{}", refused.stderr);
    let unknown = home.run(["daily", "--project", "nowhere"]);
    assert_eq!(unknown.stderr.matches("nowhere").count(), 1, "{}", unknown.stderr);
}

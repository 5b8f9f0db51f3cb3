//! Syncing that nobody looks at: by a timer, as a watch, halted and taken up again.

use std::fs;

use serde_json::Value;

use crate::run::{Home, Ran};
use crate::sync::{LOG, append, line, totals};

#[test]
fn a_timer_is_written_only_when_that_is_agreed_to() {
    let home = Home::new();
    let ran = home.run(["sync", "--install"]);
    assert!(ran.stdout.starts_with("*/15 ") || ran.stderr.contains("--yes"), "{ran:?}");
    assert!(!home.at(".config/systemd").exists());
    home.run(["sync", "--install", "--yes"]).exits(0);
    let service = fs::read_to_string(home.at(".config/systemd/user/cost-ops-sync.service")).unwrap();
    assert!(service.contains("sync --quiet") && home.at(".config/systemd/user/cost-ops-sync.timer").exists());
}

#[test]
fn a_timer_reads_what_is_read_now() {
    let home = Home::new();
    let install = |more: &[&str]| {
        let args = [&["--db", "my ledger.db", "sync", "--install"][..], more].concat();
        Ran::of(home.command(args).env("CODEX_HOME", "/srv/50% of it").output().unwrap())
    };
    let ran = install(&["--yes"]).exits(0);
    assert!(ran.stdout.starts_with("Wrote"), "{ran:?}");
    let service = fs::read_to_string(home.at(".config/systemd/user/cost-ops-sync.service")).unwrap();
    let ledger = |quote: char| format!("--database-url {quote}/");
    assert!(service.contains(&ledger('"')) && service.contains("/my ledger.db\" sync --quiet"), "{service}");
    assert!(service.contains("Environment=\"CODEX_HOME=/srv/50%% of it\"\n"), "{service}");
    let line = install(&[]);
    // Where there is no systemd.
    if line.exit == 0 {
        assert!(line.stdout.contains("* CODEX_HOME='/srv/50\\% of it' "), "{line:?}");
        assert!(
            line.stdout.contains(&ledger('\'')) && line.stdout.ends_with("/my ledger.db' sync --quiet\n"),
            "{line:?}"
        );
    }
}

#[test]
fn a_watch_reads_what_comes() {
    let home = Home::new();
    home.write(LOG, line("msg_a", 10));
    let mut child = home.command(["sync", "--watch=1", "-q"]).stdout(std::process::Stdio::null()).spawn().unwrap();
    let seen = |requests: u64| {
        (0..100).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(100));
            home.at(".local/share/cost-ops/cost-ops.db").exists() && totals(&home).0 == requests
        })
    };
    let first = seen(1);
    let appended = chrono::Utc::now();
    append(&home, LOG, &line("msg_b", 10));
    let second = seen(2);
    let noted = (0..100).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(100));
        let said: Value = serde_json::from_str(&home.run(["sources", "--json"]).exits(0).stdout).unwrap();
        said["data"][0]["last_sync"].as_str().unwrap().parse::<chrono::DateTime<chrono::Utc>>().unwrap() > appended
    });
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(first && second && noted, "{first} {second} {noted}");
}

#[test]
fn a_sync_brings_a_ledger_of_before_up_to_date() {
    let home = Home::new();
    home.write(LOG, line("msg_a", 10));
    home.run(["init"]).exits(0);
    fs::remove_file(home.at(".local/share/cost-ops/cost-ops.db")).unwrap();
    crate::store_schema::older(&home.at(".local/share/cost-ops/cost-ops.db"), cost_ops::store::SCHEMA_VERSION - 1);
    home.run(["daily"]).exits(5);
    home.run(["sync", "--dry-run"]).exits(5);
    home.run(["sync"]).exits(0);
    assert_eq!(totals(&home), (1, 10));
}

/// A sync that is halted at any point goes on from there.
#[test]
fn a_halted_sync_goes_on_where_it_was() {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use cost_ops::catalog::PriceBook;
    use cost_ops::domain::{Labels, Tz};
    use cost_ops::ingest::{Folders, Order, Seen, Syncing, TagRules, Target, logs};
    use cost_ops::source::by_id;
    use cost_ops::source::log::Root;
    use cost_ops::store::Ledger;

    let home = Home::new();
    let filler = "x".repeat(3_000);
    let many: String =
        (0..400).map(|n| line(&format!("msg_{n}"), n).replace("2.1.0", &filler[..64]) + &filler + "\n").collect();
    home.write(LOG, &many);
    home.write(".claude/projects/-p/two.jsonl", line("msg_two", 1));
    let source = by_id("claude-code").unwrap();
    let roots = || [Root::new(home.at(".claude/projects"), "default")];
    for stop_at in 0..12 {
        let mut ledger = Ledger::open(&crate::store_events::options(None, Tz::UTC)).unwrap();
        let book = PriceBook::new(Vec::new());
        let mut new = 0;
        for limit in [stop_at, usize::MAX] {
            let asked = AtomicUsize::new(0);
            let logs = Seen::of(&ledger).unwrap().news(&logs(source, roots(), &mut Folders::default()));
            let mut syncing = Syncing {
                pricer: &book,
                labels: Labels::default(),
                tags: TagRules::default(),
                order: Order::LargestFirst,
                threads: 1,
                halt: &|| asked.fetch_add(1, Ordering::Relaxed) >= limit,
                progress: &mut |_| (),
            };
            new += syncing.run(logs, &mut Target::Ledger(&mut ledger)).unwrap().summary.new;
        }
        assert_eq!(new, 401, "halted at {stop_at}");
        assert!(Seen::of(&ledger).unwrap().news(&logs(source, roots(), &mut Folders::default())).is_empty());
    }
}

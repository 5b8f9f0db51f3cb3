//! A ledger that nobody sees before it is whole is like one that grew in the open. Where these tests are built, a
//! small one is finished before all events are in it.

use std::path::Path;
use std::time::Duration;

use cost_ops::domain::{Telemetry, Tz};
use cost_ops::store::{Batch, Draft, Ledger, Preparer, PricedEvent};
use rusqlite::Connection;

use crate::store_events::{START, event, instant, options, price, priced};

/// Microseconds in a day.
const DAY: i64 = 86_400_000_000;

/// A record, by number and day, of one of so many sessions.
fn record((n, day): (u64, i64), sessions: u64) -> PricedEvent {
    let mut event = event(&format!("r{n}"));
    event.at = instant(START + n as i64 + day * DAY);
    event.labels.session = format!("session-{}", n % sessions);
    event.labels.project = format!("project-{}", n % 3);
    priced(event)
}

/// Stores records, a batch.
fn store(ledger: &mut Ledger, records: impl Iterator<Item = (u64, i64)>) {
    ledger.append(&records.map(|one| record(one, 7)).collect::<Vec<_>>(), &price).expect("stored");
}

/// Stores batches of records in one transaction; before each but the first the ledger waits.
fn store_together(ledger: &mut Ledger, batches: Vec<Vec<PricedEvent>>, wait: Duration) {
    let mut preparer = Preparer::default();
    let mut prepared = |batch: Vec<PricedEvent>| {
        let events: Vec<_> = batch.into_iter().map(|one| preparer.prepare(one).expect("prepared")).collect();
        vec![Batch::from(events)]
    };
    let mut batches = batches.into_iter().enumerate();
    let mut next = || {
        let (at, batch) = batches.next()?;
        std::thread::sleep(if at == 0 { Duration::ZERO } else { wait });
        Some(prepared(batch))
    };
    ledger.append_prepared(&mut next, &price).expect("stored");
}

/// What is in a file: its schema, its events, who claimed which identity.
fn inside(path: &Path) -> Vec<String> {
    let conn = Connection::open(path).expect("opened");
    let rows = |sql: &str| {
        let mut statement = conn.prepare(sql).expect(sql);
        let columns = statement.column_count();
        let shown = |row: &rusqlite::Row<'_>| {
            Ok((0..columns).map(|at| format!("{:?}", row.get_ref_unwrap(at))).collect::<Vec<_>>().join(" "))
        };
        statement.query_map([], shown).expect(sql).collect::<rusqlite::Result<Vec<_>>>().expect(sql)
    };
    assert_eq!(rows("PRAGMA integrity_check"), [r#"Text([111, 107])"#], "an index fits its table");
    [
        "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name",
        "SELECT * FROM events ORDER BY id",
        "SELECT hash, event FROM claims UNION SELECT hash, event FROM claims_new ORDER BY hash",
        "SELECT * FROM rollup_session ORDER BY day, session, facet",
        "SELECT * FROM rollup_day ORDER BY day, model, facet",
    ]
    .into_iter()
    .flat_map(rows)
    .collect()
}

/// Whether a ledger that nobody sees stays unfinished when these are added, and that it is like one that grew.
fn stays_unfinished(store_all: impl Fn(&mut Ledger)) -> bool {
    let folder = tempfile::tempdir().expect("a folder");
    let [made, grown] = ["made.db", "grown.db"].map(|name| folder.path().join(name));
    let mut draft = Draft::begin(&options(Some(&made), Tz::UTC)).expect("begun").expect("nothing is there");
    store_all(draft.ledger());
    let unfinished = draft.ledger().is_unfinished();
    assert!(draft.put().expect("put"));
    let mut ledger = Ledger::open(&options(Some(&grown), Tz::UTC)).expect("opened");
    store_all(&mut ledger);
    drop(ledger);
    assert_eq!(inside(&made), inside(&grown));

    let mut ledger = Ledger::open(&options(Some(&made), Tz::UTC)).expect("opened");
    assert_eq!(ledger.verify().expect("verified"), []);
    assert!(ledger.orphans().expect("looked for").is_empty());
    let before = inside(&made);
    store_all(&mut ledger);
    drop(ledger);
    assert_eq!(inside(&made), before, "every record is known");
    unfinished
}

#[test]
fn few_events_are_finished_at_the_end() {
    assert!(stays_unfinished(|_| {}));
    assert!(stays_unfinished(|ledger| store(ledger, (0..60).map(|n| (n, 0)))));
    // Copies, in one batch and in another.
    assert!(stays_unfinished(|ledger| {
        store(ledger, (0..90).map(|n| (n % 40, 0)));
        store(ledger, (20..80).map(|n| (n, 0)));
    }));
}

#[test]
fn many_events_are_finished_on_the_way() {
    let rounds = |ledger: &mut Ledger| {
        (0..5).for_each(|round| store(ledger, (round * 80..round * 80 + 100).map(|n| (n, 0))));
    };
    let many = cfg!(debug_assertions);
    assert_eq!(stays_unfinished(rounds), !many);
    assert_eq!(stays_unfinished(|ledger| store(ledger, (0..700).map(|n| (n, 0)))), !many);
}

#[test]
fn events_that_move_leave_no_instant_behind() {
    assert!(!stays_unfinished(|ledger| {
        store(ledger, (0..50).map(|n| (n, 3)));
        store(ledger, (0..50).filter(|n| n % 7 == 0).map(|n| (n, 1)));
        store(ledger, (40..90).map(|n| (n, 2)));
    }));
}

#[test]
fn an_event_that_moves_before_many_sessions_leaves_no_instant_behind() {
    // Sums by session are written before those by day are.
    let records = |numbers: std::ops::Range<u64>, day| numbers.map(|n| record((n, day), 5_000)).collect::<Vec<_>>();
    let moved = || vec![records(0..2, 3), records(5_000..5_001, 5), records(0..1, 1), records(2..5_000, 2)];
    stays_unfinished(|ledger| store_together(ledger, moved(), Duration::ZERO));
}

#[test]
fn telemetry_and_other_changes_find_a_finished_ledger() {
    let told = |ledger: &mut Ledger| {
        store(ledger, (0..20).map(|n| (n, 0)));
        let mut call = record((5, 0), 7);
        call.event.telemetry = Some(Box::new(Telemetry::Call { around: None }));
        ledger.append(&[call], &price).expect("stored");
    };
    assert!(!stays_unfinished(told));
    assert!(!stays_unfinished(|ledger| {
        store(ledger, (0..20).map(|n| (n, 0)));
        ledger.settle().expect("settled");
    }));
}

#[test]
fn where_a_ledger_waits_for_events_it_is_finished_meanwhile() {
    let batches = || (0..4).map(|at| (at * 9..at * 9 + 10).map(|n| record((n, 0), 7)).collect()).collect();
    assert!(!stays_unfinished(|ledger| store_together(ledger, batches(), Duration::from_millis(60))));
}

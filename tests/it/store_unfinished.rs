//! A ledger that nobody sees before it is whole is like one that grew in the open. Where these tests are built, a
//! small one is finished before all events are in it.

use std::path::Path;

use cost_ops::domain::Tz;
use cost_ops::store::{Draft, Ledger};
use rusqlite::Connection;

use crate::store_events::{START, event, instant, options, price, priced};

/// Microseconds in a day.
const DAY: i64 = 86_400_000_000;

/// Stores records of a session, given by number and day, a batch.
fn store(ledger: &mut Ledger, records: impl Iterator<Item = (u64, i64)>) {
    let dated = |(n, day): (u64, i64)| {
        let mut event = event(&format!("r{n}"));
        event.at = instant(START + n as i64 + day * DAY);
        event.labels.session = format!("session-{}", n % 7);
        event.labels.project = format!("project-{}", n % 3);
        priced(event)
    };
    ledger.append(&records.map(dated).collect::<Vec<_>>(), &price).expect("stored");
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

fn same(store_all: impl Fn(&mut Ledger)) {
    let folder = tempfile::tempdir().expect("a folder");
    let [made, grown] = ["made.db", "grown.db"].map(|name| folder.path().join(name));
    let mut draft = Draft::begin(&options(Some(&made), Tz::UTC)).expect("begun").expect("nothing is there");
    store_all(draft.ledger());
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
}

#[test]
fn few_events_are_finished_at_the_end() {
    same(|_| {});
    same(|ledger| store(ledger, (0..60).map(|n| (n, 0))));
    // Copies, in one batch and in another.
    same(|ledger| {
        store(ledger, (0..90).map(|n| (n % 40, 0)));
        store(ledger, (20..80).map(|n| (n, 0)));
    });
}

#[test]
fn many_events_are_finished_on_the_way() {
    same(|ledger| (0..5).for_each(|round| store(ledger, (round * 80..round * 80 + 100).map(|n| (n, 0)))));
    same(|ledger| store(ledger, (0..700).map(|n| (n, 0))));
}

#[test]
fn events_that_move_leave_no_instant_behind() {
    same(|ledger| {
        store(ledger, (0..50).map(|n| (n, 3)));
        store(ledger, (0..50).filter(|n| n % 7 == 0).map(|n| (n, 1)));
        store(ledger, (40..90).map(|n| (n, 2)));
    });
}

//! From when to when a session was used: exact, whatever comes, moves and goes.

use cost_ops::domain::{InstantRange, Tz, UsageClass, UsageEvent};
use cost_ops::report::{Dimension, Query, Window, run};
use cost_ops::store::{Ledger, PricedEvent};
use cost_ops::table::{Cell, RowKind};

use crate::store_events::{START, event, instant, memory, price, priced};

const HOUR: i64 = 3_600_000_000;

fn at(id: &str, session: &str, hours: i64, output: u64) -> UsageEvent {
    let mut one = event(id);
    one.at = instant(START + hours * HOUR);
    one.labels.session = session.into();
    one.usage.set(UsageClass::Output, output);
    one
}

fn add(ledger: &mut Ledger, events: Vec<UsageEvent>) {
    let events: Vec<PricedEvent> = events.into_iter().map(priced).collect();
    ledger.append(&events, &price).expect("stored");
    assert_eq!(ledger.verify().expect("verified"), []);
}

/// Each session with its first and last hour and how many seconds lie between, by name.
fn sessions(ledger: &Ledger, limit: Option<u64>) -> Vec<(String, i64, i64, i128)> {
    let window = Window { range: InstantRange::ALL, before: None, label: "all".into() };
    let query = Query { by: vec![Dimension::Session], limit, ..Query::new(window, Tz::UTC) };
    let table = run(&query, ledger).expect("a table");
    let column = |id: &str| table.columns.iter().position(|column| column.id() == id).expect("a column");
    let [first, last, length] = ["first_request", "last_request", "duration_seconds"].map(column);
    let hour = |cell: &Cell| match cell {
        Cell::Instant(at) => (at.timestamp_micros() - START) / HOUR,
        other => panic!("{other:?}"),
    };
    let named = table.rows.iter().filter(|row| row.kind == RowKind::Item && row.cells[0] != Cell::Empty);
    let mut found: Vec<_> = named
        .map(|row| {
            let (Cell::Text(name), Cell::Milli(length)) = (&row.cells[0], &row.cells[length]) else {
                panic!("{row:?}")
            };
            (name.clone(), hour(&row.cells[first]), hour(&row.cells[last]), length / 1_000)
        })
        .collect();
    found.sort();
    found
}

fn both(ledger: &Ledger) -> Vec<(String, i64, i64, i128)> {
    let all = sessions(ledger, None);
    assert_eq!(sessions(ledger, Some(9)), all, "the dearest tell the same");
    all
}

#[test]
fn sessions_say_when_they_began_and_ended() {
    let mut ledger = memory(Tz::UTC);
    let mut elsewhere = at("d", "long", 50, 7);
    elsewhere.labels.project = "other".into();
    add(&mut ledger, vec![at("a", "short", 3, 5), at("b", "short", 5, 5), at("c", "long", 1, 5), elsewhere]);
    add(&mut ledger, vec![at("no session", "", 2, 9), at("e", "once", 4, 5)]);
    let of = |name: &str, first, last| (name.to_owned(), first, last, i128::from(last - first) * 3_600);
    assert_eq!(both(&ledger), [of("long", 1, 50), of("once", 4, 4), of("short", 3, 5)]);
    // A better copy keeps the first instant.
    add(&mut ledger, vec![at("b", "short", 6, 500)]);
    assert_eq!(both(&ledger)[2], of("short", 3, 5));
    // One of an earlier instant takes the last one along.
    add(&mut ledger, vec![at("b", "short", 2, 5_000)]);
    assert_eq!(both(&ledger)[2], of("short", 2, 3));
    // On another day, too.
    add(&mut ledger, vec![at("d", "long", -40, 900)]);
    assert_eq!(both(&ledger)[0].1, -40);
}

#[test]
fn what_is_pruned_stays_known() {
    let mut ledger = memory(Tz::UTC);
    add(&mut ledger, (0..9).map(|n| at(&format!("{n}"), "s", n * 20, 5)).collect());
    let before = both(&ledger);
    let cut = instant(START - START % (24 * HOUR) + 72 * HOUR);
    assert!(ledger.prune(cut, cut, &mut |_| {}).expect("pruned").records > 2);
    assert_eq!(ledger.verify().expect("verified"), []);
    assert_eq!(both(&ledger), before);
    ledger.rebuild_sums(cut, 0).expect("made again");
    assert_eq!(both(&ledger), before);
    assert_eq!(ledger.verify().expect("verified"), []);
}

#[test]
fn what_moves_within_one_transaction_leaves_no_instant_behind() {
    let mut ledger = memory(Tz::UTC);
    let mut preparer = cost_ops::store::Preparer::default();
    let mut batch = |one: UsageEvent| vec![vec![preparer.prepare(priced(one)).expect("prepared")].into()];
    let mut batches = vec![
        batch(at("a", "moved", 9, 5)),
        batch(at("a", "moved", 3, 7)),
        batch(at("b", "moved", 5, 1)),
        batch(at("b", "moved", 5, 2)),
    ]
    .into_iter();
    ledger.append_prepared(&mut || batches.next(), &price).expect("stored");
    assert_eq!(ledger.verify().expect("verified"), []);
    assert_eq!(both(&ledger), [("moved".to_owned(), 3, 5, 7_200)]);
}

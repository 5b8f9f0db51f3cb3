//! Identities in a ledger that is large enough to keep those apart that came lately. Where these
//! tests are built, a small one is.

use std::path::Path;

use cost_ops::domain::Tz;
use cost_ops::store::Ledger;
use rusqlite::Connection;

use crate::store_events::{START, event, instant, options, price, priced, totals};

fn open(path: &Path) -> Ledger {
    Ledger::open(&options(Some(path), Tz::UTC)).expect("a ledger")
}

/// Stores the records of these numbers, a batch, and gives how many were new.
fn store(ledger: &mut Ledger, numbers: impl Iterator<Item = u64>) -> u64 {
    let dated = |n: u64| {
        let mut event = event(&format!("r{n}"));
        event.at = instant(START + n as i64);
        priced(event)
    };
    ledger.append(&numbers.map(dated).collect::<Vec<_>>(), &price).expect("stored").new
}

fn number(path: &Path, sql: &str) -> i64 {
    Connection::open(path).expect("opened").query_row(sql, [], |row| row.get(0)).expect(sql)
}

const LATELY: &str = "SELECT count(*) FROM claims_new";
const ALL: &str = "SELECT count(*) FROM (SELECT hash FROM claims UNION SELECT hash FROM claims_new)";
const TWICE: &str = "SELECT count(*) FROM claims JOIN claims_new USING (hash)";

#[test]
fn every_record_is_known_wherever_its_claim_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.db");
    let mut ledger = open(&path);
    let (mut next, mut apart, mut together) = (0, 0, 0);
    for round in 0..120 {
        let (more, before) = (round * 7 % 23, number(&path, LATELY));
        // Some of those before come again with what is new, in the same batch.
        let again = (0..next).filter(|n| (n + round) % 9 == 0);
        assert_eq!(store(&mut ledger, again.chain(next..next + more)), more);
        next += more;
        assert_eq!((number(&path, ALL), number(&path, TWICE)), (next as i64, 0), "after round {round}");
        let now = number(&path, LATELY);
        apart += u32::from(now > before);
        together += u32::from(now < before);
    }
    assert!(!cfg!(debug_assertions) || (apart > 10 && together > 3), "{apart} times apart, {together} together");
    assert_eq!(store(&mut ledger, 0..next), 0);
    assert_eq!(totals(&ledger).records, i128::from(next));
    assert!(ledger.orphans().expect("looked for").is_empty());

    let half = instant(START + next as i64 / 2);
    ledger.prune(half, half, &mut |_| {}).expect("pruned");
    assert_eq!(store(&mut ledger, 0..next), 0, "what is pruned is known");
    assert_eq!(number(&path, ALL), next.div_ceil(2) as i64);
    assert_eq!(store(&mut ledger, next..next + 100), 100);
    assert_eq!(
        number(
            &path,
            "SELECT count(*) FROM events WHERE id NOT IN (SELECT event FROM claims UNION SELECT event FROM claims_new)"
        ),
        0
    );
}

/// A place that is taken sends on to the next one, whichever table either is in.
#[test]
fn a_taken_place_sends_on_across_the_tables() {
    for (taken, sent) in
        [("claims", "claims_new"), ("claims_new", "claims"), ("claims_new", "claims_new"), ("claims", "claims")]
    {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("ledger.db");
        let mut ledger = open(&path);
        store(&mut ledger, 0..100);
        let conn = Connection::open(&path).expect("opened");
        let row = number(&path, "SELECT id FROM events ORDER BY id LIMIT 1");
        let place = "SELECT hash FROM claims WHERE event = ?1 UNION ALL SELECT hash FROM claims_new WHERE event = ?1";
        let place: i64 = conn.query_row(place, [row], |row| row.get(0)).expect("claimed");
        let clear = |at: i64| {
            conn.execute("DELETE FROM claims WHERE hash = ?1", [at]).expect("cleared");
            conn.execute("DELETE FROM claims_new WHERE hash = ?1", [at]).expect("cleared");
        };
        clear(place);
        // Another record was there first.
        conn.execute(&format!("INSERT INTO {taken} VALUES (?1, ?2)"), [place, row + 50]).expect("taken");
        conn.execute(&format!("INSERT INTO {sent} VALUES (?1, ?2)"), [place + 1, row]).expect("sent on");
        assert_eq!(store(&mut ledger, 0..100), 0, "{taken}, {sent}");
        assert_eq!(totals(&ledger).records, 100);
        // Who is sent on is found when the one before is gone, too.
        let first = instant(START + 1);
        ledger.prune(first, first, &mut |_| {}).expect("pruned");
        assert_eq!(number(&path, &format!("SELECT count(*) FROM {sent} WHERE hash = {}", place + 1)), 0);
        assert_eq!(number(&path, &format!("SELECT count(*) FROM {taken} WHERE hash = {place}")), 1);
        assert_eq!(store(&mut ledger, 0..100), 0, "{taken}, {sent}: pruned, and known");
    }
}

//! Closed periods: frozen costs, a hash anybody can compute again, and late records told apart.

use cost_ops::domain::{Closing, Code, Repricing, UsageClass, UsageCounts, UsageEvent, Verified, Which};
use cost_ops::store::{Ledger, Making};
use proptest::prelude::*;
use rusqlite::Connection;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::run::{Home, Ran};
use crate::store_events::{START, event, instant, memory, options, price, priced};

const HOUR: i64 = 3_600_000_000;

fn json(ran: Ran) -> Value {
    serde_json::from_str(&ran.exits(0).stdout).unwrap()
}

/// A record of a million tokens in.
fn record(id: &str, day: &str, model: &str) -> String {
    format!(
        r#"{{"id":"{id}","timestamp":"{day}T10:00:00Z","provider":"acme","model":"{model}","input_tokens":1000000,"output_tokens":0}}"#
    )
}

fn ingest(home: &Home, records: &[String]) {
    home.pipe(["ingest", "-"], records.join("\n").as_bytes()).exits(0);
}

fn add_price(home: &Home, model: &str, usd: &str) -> Ran {
    home.run(["pricing", "add", "--provider", "acme", "--model", model, "--input-price", usd, "--output-price", "1"])
        .exits(0)
}

/// A ledger with October closed: one priced record, one without a price.
fn closed() -> Home {
    let home = Home::new();
    add_price(&home, "solid", "3");
    ingest(
        &home,
        &[record("a", "2025-10-05", "solid"), record("b", "2025-10-06", "odd"), record("c", "2025-11-01", "odd")],
    );
    let told = json(home.run(["close", "2025-10", "--json"]));
    assert_eq!((&told["data"][0]["records"], &told["data"][0]["unpriced"]), (&2.into(), &1.into()));
    home
}

#[test]
fn a_closed_period_keeps_its_costs_until_it_is_reopened() {
    let home = closed();
    let filled = add_price(&home, "odd", "7");
    assert!(filled.stderr.contains("1 unpriced record left as it was, in closed periods"), "{filled:?}");
    assert!(filled.stderr.contains("1 unpriced record now has a price: $7.00"), "{filled:?}");
    let refused = home.run(["pricing", "reprice", "--unpriced", "--yes"]).exits(1);
    assert!(refused.stderr.contains("2025-10") && refused.stderr.contains("--reopen"), "{refused:?}");
    home.run(["pricing", "reprice", "--unpriced", "--yes", "--skip-closed"]).exits(0);
    let look = json(home.run(["pricing", "reprice", "--unpriced", "--dry-run", "--json"]));
    assert_eq!((&look["summary"]["changed"], &look["summary"]["closed"]), (&1.into(), &1.into()));

    assert!(home.run(["close", "2025-10-01..2025-10-31"]).exits(1).stderr.contains("closed already"));
    home.run(["close", "--reopen", "2025-10"]).exits(0);
    home.run(["close", "--reopen", "2025-10"]).exits(1);
    home.run(["pricing", "reprice", "--unpriced", "--yes"]).exits(0);
    let october = json(home.run(["close", "2025-10", "--json"]));
    assert_eq!(october["data"][0]["total_cost_exact"].as_str(), Some("10"), "{october}");
    let all = json(home.run(["close", "--list", "--json"]));
    assert_eq!(all["data"].as_array().unwrap().len(), 2, "the first close stays on record");
    let log = json(home.run(["audit", "--action", "period.*", "--json"]));
    let did: Vec<_> = log["data"].as_array().unwrap().iter().map(|line| line["action"].as_str().unwrap()).collect();
    assert_eq!(did, ["period.close", "period.reopen", "period.close"]);
    assert_eq!(log["data"][0]["details"]["hash"], october["data"][0]["hash"]);
}

#[test]
fn what_arrives_late_is_recorded_and_told() {
    let home = closed();
    ingest(&home, &[record("late", "2025-10-31", "solid"), record("d", "2025-11-02", "solid")]);
    let told = json(home.run(["query", "--range", "all", "--group-by", "month", "--json"]));
    assert_eq!(told["summary"]["total_records"], 5);
    let seen = home.run(["query", "--range", "all", "--group-by", "month"]).exits(0);
    assert!(
        format!("{}{}", seen.stdout, seen.stderr).contains("2025-10 is closed: 1 record arrived after the close"),
        "{seen:?}"
    );
    let november = home.run(["query", "--start-date", "2025-11-01", "--group-by", "day"]).exits(0);
    assert!(!november.stdout.contains("is closed"), "{november:?}");
    let verified = json(home.run(["close", "--verify", "--json"]));
    let row = &verified["data"][0];
    assert_eq!((&row["intact"], &row["arrived_after"], &row["records_now"]), (&true.into(), &1.into(), &3.into()));
}

#[test]
fn a_period_that_is_not_over_or_no_ledger_is_refused() {
    let home = Home::new();
    home.run(["close", "2025-10"]).exits(5);
    assert!(!home.at(".local/share/cost-ops/cost-ops.db").exists(), "none is made for it");
    home.run(["close", "3025"]).exits(2);
    home.run(["close", "--reopen"]).exits(2);
    assert!(home.run(["close"]).exits(0).stdout.contains("no period was closed"));
}

fn october() -> Closing {
    Closing {
        period: "2026-10".into(),
        zone: "UTC".into(),
        from: instant(START - 720 * HOUR),
        to: instant(START + HOUR),
    }
}

fn append(ledger: &mut Ledger, events: &[UsageEvent]) {
    let batch: Vec<_> = events.iter().cloned().map(priced).collect();
    ledger.append(&batch, &price).unwrap();
}

fn verify(ledger: &Ledger) -> Verified {
    ledger.verify_close(ledger.closes().unwrap().remove(0)).unwrap()
}

/// The same request, with more output.
fn longer(mut event: UsageEvent, output: u64) -> UsageEvent {
    event.usage = UsageCounts::from_iter([(UsageClass::Input, 1_000), (UsageClass::Output, output)]);
    event
}

fn moved(mut event: UsageEvent, hours: i64) -> UsageEvent {
    event.at = instant(START + hours * HOUR);
    event
}

#[test]
fn better_records_come_in_and_what_was_closed_can_still_be_told() {
    let mut ledger = memory(cost_ops::domain::Tz::UTC);
    append(&mut ledger, &[event("a"), event("b"), event("same"), moved(event("outside"), 5)]);
    let close = ledger.close(october(), instant(START + 2 * HOUR)).unwrap();
    assert_eq!(close.sealed.events, 3);
    append(&mut ledger, &[longer(event("a"), 900), moved(event("outside"), -3), event("same"), event("new")]);
    append(&mut ledger, &[longer(event("a"), 1_000), moved(event("b"), -721)]);
    let verified = verify(&ledger);
    assert!(verified.is_intact(), "{verified:?}");
    assert_eq!((verified.arrived, verified.changed, verified.now.events), (2, 2, 4));
    assert_ne!(verified.now.total, close.sealed.total);
    let refused = ledger.close(october(), instant(START + 3 * HOUR)).unwrap_err();
    assert_eq!(refused.code, Code::Conflict);
}

#[test]
fn pricing_again_is_all_or_nothing() {
    let mut ledger = memory(cost_ops::domain::Tz::UTC);
    append(&mut ledger, &[event("a"), moved(event("later"), 5)]);
    ledger.close(october(), instant(START + 2 * HOUR)).unwrap();
    let making = || Making { at: instant(START + 9 * HOUR), what: "all".into(), catalog: "test".into() };
    let dearer = |event: &UsageEvent| {
        let mut other = event.clone();
        other.at += chrono::TimeDelta::hours(1);
        price(&other)
    };
    let all = Repricing::new(Which::All);
    let before = verify(&ledger);
    let refused = ledger.reprice(&all, making(), &dearer, &mut |_| ()).unwrap_err();
    assert_eq!(refused.code, Code::Conflict);
    assert!(ledger.generations().unwrap().is_empty(), "nothing was written");
    let wish = Repricing { skip_closed: true, ..all };
    let (done, generation) = ledger.reprice(&wish, making(), &dearer, &mut |_| ()).unwrap();
    assert_eq!((done.closed, generation.is_some()), (1, done.changed > 0));
    assert_eq!(verify(&ledger), before);
}

/// The hash of a close, computed from the documented view alone.
fn by_hand(conn: &Connection, from: i64, to: i64) -> Vec<u8> {
    let mut lines =
        conn.prepare("SELECT line FROM closing_lines WHERE timestamp_us >= ?1 AND timestamp_us < ?2").unwrap();
    let hash = |row: &rusqlite::Row<'_>| Ok(Sha256::digest(row.get::<_, String>(0)?.as_bytes()).to_vec());
    let mut hashes: Vec<Vec<u8>> = lines.query_map([from, to], hash).unwrap().collect::<Result<_, _>>().unwrap();
    hashes.sort();
    Sha256::digest(hashes.concat()).to_vec()
}

#[test]
fn anybody_can_compute_the_hash_and_what_was_altered_is_found() {
    let home = Home::new();
    let path = home.at("ledger.db");
    let mut ledger = Ledger::open(&options(Some(&path), cost_ops::domain::Tz::UTC)).unwrap();
    append(&mut ledger, &[event("b"), event("a"), moved(event("é\u{1b}\""), -30)]);
    let close = ledger.close(october(), instant(START + 2 * HOUR)).unwrap();
    let conn = Connection::open(&path).unwrap();
    let (from, to) = (close.closing.from.timestamp_micros(), close.closing.to.timestamp_micros());
    assert_eq!(by_hand(&conn, from, to), close.sealed.hash);
    conn.execute("UPDATE events SET cost_output = cost_output + 1 WHERE id = 2", []).unwrap();
    assert!(!verify(&ledger).is_intact());
    let found = home.run(["close", "--verify", "--db", "ledger.db"]).exits(6);
    assert!(found.stderr.contains("not as it was closed: 2026-10"), "{found:?}");
}

#[test]
fn a_close_that_was_taken_away_or_rewritten_is_missed() {
    for (sql, missed) in [
        ("DELETE FROM after_close; DELETE FROM closes", true),
        ("UPDATE closes SET zone = 'Asia/Tokyo'", true),
        ("UPDATE closes SET reopened = 1", true),
        ("SELECT 1", false),
    ] {
        let home = closed();
        home.run(["close", "--reopen", "2025-10"]).exits(0);
        home.run(["close", "2025-10"]).exits(0);
        let conn = Connection::open(home.at(".local/share/cost-ops/cost-ops.db")).unwrap();
        conn.execute_batch(sql).unwrap();
        drop(conn);
        let ran = home.run(["close", "--verify"]).exits(if missed { 6 } else { 0 });
        assert_eq!(
            ran.stderr.contains("the audit log tells of other closes than there are: 2025-10"),
            missed,
            "{ran:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever comes after a close, what was closed can be told, to the last hash.
    #[test]
    fn a_close_stays_provable(batches in prop::collection::vec(
        prop::collection::vec((0u8..12, -2i64..4, 1u64..2_000, any::<bool>()), 1..12), 1..6), at in 0usize..6)
    {
        let mut ledger = memory(cost_ops::domain::Tz::UTC);
        let mut closed = None;
        for (n, batch) in batches.iter().enumerate() {
            if n == at.min(batches.len() - 1) {
                closed = Some(ledger.close(october(), instant(START)).unwrap());
            }
            let events: Vec<_> = batch.iter().map(|(id, hours, output, priced)| {
                let mut made = moved(longer(event(&id.to_string()), *output), *hours);
                if !priced { made.model = "unknown-x".into(); }
                made
            }).collect();
            append(&mut ledger, &events);
        }
        let verified = verify(&ledger);
        prop_assert!(verified.is_intact());
        let closed = closed.unwrap().sealed;
        prop_assert_eq!(verified.then, closed);
        prop_assert!(ledger.verify().unwrap().is_empty());
    }
}

#[test]
fn the_last_month_is_the_one_that_is_configured() {
    let home = Home::new();
    home.run(["config", "set", "general.month_start", "15"]).exits(0);
    ingest(&home, &[record("a", "2026-01-20", "solid")]);
    let told = json(home.run(["close", "last-month", "--json", "--tz", "UTC"]));
    let (from, until) = (&told["data"][0]["from"], &told["data"][0]["until"]);
    assert!([from, until].iter().all(|at| at.as_str().unwrap().ends_with("-15T00:00:00Z")), "{told}");
}

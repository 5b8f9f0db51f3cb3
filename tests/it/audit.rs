//! The audit log: a line for every change, with it or not at all, and none is ever changed.

use chrono::{DateTime, Utc};
use cost_ops::domain::{Act, Action, Actor, InstantRange, PriceChange};
use cost_ops::store::{Ledger, OpenOptions};
use rusqlite::Connection;
use serde_json::Value;

use crate::run::{Home, Ran};

const LIST: &str = "[provider]\nid = \"acme\"\nname = \"Acme\"\norder = 900\n[[model]]\nid = \"other\"\n\
                    [[model.price]]\nrates = { input_tokens = \"1\" }\n";

fn json(ran: Ran) -> Value {
    serde_json::from_str(&ran.exits(0).stdout).unwrap()
}

fn at(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000 + second, 0).unwrap()
}

fn ledger(home: &Home) -> Ledger {
    let path = Some(home.at("ledger.db"));
    Ledger::open(&OpenOptions { path, create: true, read_only: false, zone: cost_ops::domain::Tz::UTC }).unwrap()
}

fn actions(ledger: &Ledger) -> Vec<String> {
    let lines = ledger.audit_lines(&InstantRange::ALL, &|_| true, None, 100).unwrap();
    lines.into_iter().map(|line| line.action).collect()
}

#[test]
fn price_changes_leave_lines() {
    let home = Home::new();
    home.pipe(["ingest", "-"], br#"{"timestamp":"2026-11-01T10:00:00Z","provider":"acme","model":"solid","input_tokens":1000000,"output_tokens":0}"#)
        .exits(0);
    let price = |verb: &str, usd: &str| {
        let args =
            ["pricing", verb, "--provider", "acme", "--model", "solid", "--input-price", usd, "--output-price", "2"];
        home.run(args).exits(0)
    };
    price("add", "1");
    price("update", "3");
    home.run(["pricing", "update", "--correction", "--provider", "acme", "--model", "solid", "--input-price", "4"])
        .exits(0);
    home.run(["pricing", "reprice", "--corrections", "--yes"]).exits(0);
    home.run(["pricing", "remove", "1"]).exits(0);
    home.run(["pricing", "rollback", "1"]).exits(0);
    home.write("acme.toml", LIST);
    home.run(["pricing", "import", "--from", "acme.toml", "--source", "mine"]).exits(0);

    let log = json(home.run(["audit", "--json"]));
    let told: Vec<(&str, &str)> = log["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| (line["action"].as_str().unwrap(), line["subject"].as_str().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            ("price.import", "mine"),
            ("price.rollback", "version 1"),
            ("price.remove", "acme/solid"),
            ("price.correct", "acme/solid"),
            ("price.update", "acme/solid"),
            ("reprice", "unpriced"),
            ("price.add", "acme/solid"),
        ],
    );
    assert_eq!(log["data"][6]["details"]["rates"]["input_tokens"], "1");
    assert_eq!(log["data"][5]["details"]["new_total"], "1");
    let who = log["data"][0]["actor"].as_str().unwrap();
    assert!(who.starts_with("local:") && who.len() > "local:".len(), "{who}");

    let some = |args: &[&str]| json(home.run(["audit", "--json"].iter().chain(args)))["data"].as_array().unwrap().len();
    assert_eq!(some(&["--action", "price.*"]), 6);
    assert_eq!(some(&["--action", "reprice", "--actor", who]), 1);
    assert_eq!(some(&["--actor", &who["local:".len()..]]), 7);
    assert_eq!(
        (some(&["--actor", "key:*"]), some(&["--until", "2026-01-01"]), some(&["--since", "2026-01-01"])),
        (0, 0, 7)
    );
    home.run(["audit", "--action", "price.ad"]).exits(2);

    let page = json(home.run(["audit", "--limit", "5", "--json"]));
    let cursor = page["pagination"]["next_cursor"].as_str().unwrap();
    assert_eq!(some(&["--cursor", cursor]), 2);
    home.run(["query", "--cursor", cursor]).exits(2);
    assert_eq!(json(home.run(["audit", "--verify", "--json"]))["lines"], 7);
}

#[test]
fn a_change_that_fails_leaves_no_line() {
    let home = Home::new();
    let mut ledger = ledger(&home);
    let change = PriceChange { retired: vec![99], ..PriceChange::new(at(0), Action::PriceRemove, "removed #99") };
    assert!(ledger.change_prices(&change).is_err());
    assert!(ledger.roll_prices_back(99, 0).is_err());
    assert_eq!(actions(&ledger), Vec::<String>::new());
    ledger.act_as(Actor::Key("k1".into()));
    ledger.audit(&Act::new(at(0), Action::KeyCreate, "k2")).unwrap();
    ledger.audit(&Act::new(at(1), Action::KeyRevoke, "k2").with("reason", "é\u{1b}[2J")).unwrap();
    assert_eq!(actions(&ledger), ["key.revoke", "key.create"]);
    assert_eq!(ledger.verify_audit().unwrap(), (2, None));
}

#[test]
fn lines_are_neither_changed_nor_deleted() {
    let home = Home::new();
    let mut ledger = ledger(&home);
    for second in 0..3 {
        ledger.audit(&Act::new(at(second), Action::Prune, "x").with("n", second)).unwrap();
    }
    drop(ledger);
    let conn = Connection::open(home.at("ledger.db")).unwrap();
    for sql in [
        "UPDATE audit SET actor = 'system'",
        "UPDATE audit SET id = 9 WHERE id = 3",
        "DELETE FROM audit WHERE id = 3",
        "INSERT OR REPLACE INTO audit SELECT id, at, 'key:x', action, subject, details, hash FROM audit WHERE id = 2",
        "INSERT INTO audit SELECT id + 4, at, actor, action, subject, details, hash FROM audit WHERE id = 3",
    ] {
        let refused = conn.execute(sql, []).expect_err(sql).to_string();
        assert!(refused.contains("lines of the audit log"), "{sql}: {refused}");
    }
    let shown: (i64, String) = conn
        .query_row("SELECT id, timestamp FROM audit_log ORDER BY id LIMIT 1", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    assert_eq!(shown, (1, at(0).format("%Y-%m-%dT%H:%M:%S.000000Z").to_string()));

    // Who takes the triggers away is found out by the hashes.
    conn.execute_batch("DROP TRIGGER audit_is_never_changed; UPDATE audit SET actor = 'key:x' WHERE id = 2").unwrap();
    drop(conn);
    let verified = home.run(["audit", "--verify", "--db", "ledger.db"]).exits(6);
    assert!(verified.stderr.contains("line 2"), "{verified:?}");
}

//! `pricing reprice` and what hangs on it, as a user meets them.

use std::process::Stdio;
use std::time::Duration;

use cost_ops::domain::Tz;
use cost_ops::domain::{Action, Correction, Filter, InstantRange, PriceChange, Prices};
use cost_ops::store::{Grain, Ledger};
use serde_json::Value;

use crate::run::{Home, Ran};
use crate::store_events::{options, sums, totals};

/// Two of a model with a price, three of one without, over two days.
const USAGE: &str = r#"{"id":"a","timestamp":"2026-11-01T10:00:00Z","provider":"openai","model":"gpt-4o","input_tokens":1000000,"output_tokens":100000}
{"id":"b","timestamp":"2026-11-02T10:00:00Z","provider":"openai","model":"gpt-4o","input_tokens":1000000,"output_tokens":100000,"project_id":"web"}
{"id":"c","timestamp":"2026-11-01T10:00:00Z","provider":"acme","model":"anvil-1","input_tokens":1000,"output_tokens":100}
{"id":"d","timestamp":"2026-11-01T11:00:00Z","provider":"acme","model":"anvil-1","input_tokens":1000,"output_tokens":100}
{"id":"e","timestamp":"2026-11-02T11:00:00Z","provider":"acme","model":"anvil-1","input_tokens":1000,"output_tokens":100}
"#;

fn filled() -> Home {
    let home = Home::new();
    home.write("usage.jsonl", USAGE);
    home.run(["ingest", "usage.jsonl"]).exits(0);
    home
}

fn own_price(home: &Home, input: &str) -> Ran {
    let price = ["--provider", "openai", "--model", "gpt-4o", "--input-price", input, "--output-price", "10"];
    home.run([&["pricing", "add"][..], &price].concat()).exits(0)
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).expect("JSON")
}

fn total(home: &Home, prices: &str) -> String {
    let ran = home.run(["query", "--range", "all", "--group-by", "day", "--json", "--prices", prices]).exits(0);
    json(&ran)["summary"]["total_cost_exact"].as_str().expect("a total").to_owned()
}

#[test]
fn adding_a_price_fills_what_had_none_and_says_so() {
    let home = filled();
    let anvil = ["--provider", "acme", "--model", "anvil-1", "--input-price", "10", "--output-price", "300"];
    let added = home.run([&["pricing", "add"][..], &anvil].concat()).exits(0);
    assert_eq!(added.stdout, "1\n");
    assert!(added.stderr.contains("3 unpriced records now have a price: $0.120000 (generation 1)"), "{added:?}");
    assert_eq!(total(&home, "current"), "7.12");
    let before = home.run(["query", "--range", "all", "--group-by", "model", "--prices", "recorded"]).exits(0);
    assert!(before.stdout.contains("costs as recorded, not those of generation 1"), "{before:?}");
    assert!(before.stdout.contains("3 requests, 3,300 tokens unpriced"), "{before:?}");
    // Nothing is unpriced now, and another price changes nothing by itself.
    assert!(!own_price(&home, "1").stderr.contains("generation"));
    assert_eq!(total(&home, "current"), "7.12");
}

#[test]
fn what_would_change_is_shown_and_nothing_is_written() {
    let home = filled();
    own_price(&home, "5");
    for look in ["--dry-run", "--what-if"] {
        let ran = home.run(["pricing", "reprice", "--all", look]).exits(0);
        assert!(
            ran.stdout.contains("gpt-4o") && ran.stdout.contains("$7.00") && ran.stdout.contains("$12.00"),
            "{ran:?}"
        );
        let shown = json(&home.run(["pricing", "reprice", "--all", look, "--json"]).exits(0));
        assert_eq!(shown["summary"]["changed"], 2);
        assert_eq!(shown["summary"]["old_total_exact"], "7");
        assert_eq!(shown["summary"]["new_total_exact"], "12");
        assert_eq!(shown["summary"]["generation"], Value::Null);
        assert_eq!(shown["data"][0]["difference_exact"], "5");
    }
    assert_eq!(total(&home, "current"), "7");
    let listed = json(&home.run(["pricing", "generations", "--json"]).exits(0));
    assert_eq!(listed["data"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_new_generation_stands_beside_the_old() {
    let home = filled();
    own_price(&home, "5");
    let refused = home.run(["pricing", "reprice"]).exits(2);
    assert!(refused.stderr.contains("--unpriced, --corrections or --all"), "{refused:?}");
    let done = home.run(["pricing", "reprice", "--all", "--range", "all", "--project", "web"]).exits(0);
    assert!(done.stderr.contains("generation 1: 1 record changed, $3.50 before, $6.00 now"), "{done:?}");
    let done = json(&home.run(["pricing", "reprice", "--all", "--json"]).exits(0));
    assert_eq!((&done["summary"]["generation"], &done["summary"]["changed"]), (&2.into(), &1.into()));
    assert_eq!(
        ["recorded", "0", "1", "2", "current"].map(|prices| total(&home, prices)),
        ["7", "7", "9.5", "12", "12"]
    );
    let missing = home.run(["summary", "--period", "all", "--prices", "3"]).exits(1);
    assert!(missing.stderr.contains("only 0 (as recorded) to 2"), "{missing:?}");
    home.run(["summary", "--period", "all", "--prices", "latest"]).exits(2);
    let listed = json(&home.run(["pricing", "generations", "--json"]).exits(0));
    assert_eq!(listed["data"][1]["what"], "all, project web");
    assert_eq!(
        (&listed["data"][2]["old_total_exact"], &listed["data"][2]["new_total_exact"]),
        (&"9.5".into(), &"12".into())
    );
    // Views are of the current generation; pages and exports of the one that is asked for.
    let raw = rusqlite::Connection::open(home.at(".local/share/cost-ops/cost-ops.db")).expect("the ledger");
    let pico: i64 =
        raw.query_row("SELECT sum(total_cost_pico) FROM cost_records", [], |row| row.get(0)).expect("a sum");
    assert_eq!(pico, 12_000_000_000_000);
    let exported = |prices: &str| home.run(["export", "--prices", prices]).exits(0);
    assert_eq!(exported("recorded").stdout.matches("\"total_cost\": 3.5,").count(), 2);
    assert!(exported("recorded").stderr.contains("as recorded"));
    assert_eq!(exported("1").stdout.matches("\"total_cost\": 3.5,").count(), 1);
    assert_eq!(exported("current").stdout.matches("\"total_cost\": 6,").count(), 2);
    let page = home.run(["query", "--range", "all", "--prices", "recorded", "--json"]).exits(0);
    assert_eq!(page.stdout.matches("\"total_cost_exact\": \"3.5\"").count(), 2);
}

/// A report that first looks for new logs, and finds none, is of the generation asked for as well.
#[test]
fn the_generation_asked_for_is_read_when_no_log_is_new() {
    let home = Home::new();
    home.write(
        ".claude/projects/-p/s1.jsonl",
        r#"{"type":"assistant","timestamp":"2026-11-01T10:00:00Z","sessionId":"s1","version":"2.1.0","message":{"id":"msg_a","model":"claude-sonnet-4-5","stop_reason":"end_turn","usage":{"input_tokens":1000000,"output_tokens":0}}}
"#,
    );
    home.run(["sync"]).exits(0);
    let recorded = total(&home, "recorded");
    let price =
        ["--provider", "anthropic", "--model", "claude-sonnet-4-5", "--input-price", "50", "--output-price", "60"];
    home.run([&["pricing", "add"][..], &price].concat()).exits(0);
    home.run(["pricing", "reprice", "--all", "--yes"]).exits(0);
    assert_ne!(recorded, "50");
    assert_eq!(
        ["recorded", "0", "1", "current"].map(|prices| total(&home, prices)),
        [&recorded, &recorded, "50", "50"]
    );
    home.run(["summary", "--period", "all", "--prices", "2"]).exits(1);
}

#[test]
fn what_was_priced_again_is_exported_and_comes_back() {
    let home = filled();
    own_price(&home, "5");
    home.run(["pricing", "reprice", "--all", "--yes"]).exits(0);
    home.run(["export", "--output", "all.jsonl"]).exits(0);
    let again = home.run(["ingest", "all.jsonl"]).exits(0);
    assert!(again.stdout.contains("new 0  updated 0  duplicate 5"), "{again:?}");
    assert_eq!(["recorded", "current"].map(|prices| total(&home, prices)), ["7", "12"]);
}

#[test]
fn last_month_at_todays_list() {
    let home = Home::new();
    // gpt-4o was dearer when it came out.
    home.write("old.jsonl", r#"{"id":"a","timestamp":"2024-06-01T10:00:00Z","provider":"openai","model":"gpt-4o-2024-05-13","input_tokens":1000000,"output_tokens":0}
{"id":"b","timestamp":"2024-06-02T10:00:00Z","provider":"openai","model":"gone-1","input_tokens":1000000,"output_tokens":0}"#);
    home.run(["ingest", "old.jsonl"]).exits(0);
    let ran = home.run(["pricing", "reprice", "--what-if", "--as-of", "now", "--range", "all", "--json"]).exits(0);
    assert_eq!(json(&ran)["summary"]["records"], 2);
    home.run(["pricing", "reprice", "--what-if", "--as-of", "tomorrow"]).exits(2);
    let ran = home.run(["pricing", "reprice", "--what-if", "--as-of", "2024-06-01"]).exits(0);
    assert!(ran.stdout.contains("nothing changes"), "{ran:?}");
}

#[test]
fn corrections_reach_what_they_mend_and_no_more() {
    let home = filled();
    own_price(&home, "5");
    let nothing = home.run(["pricing", "reprice", "--corrections"]).exits(0);
    assert!(nothing.stdout.contains("nothing changes"), "{nothing:?}");
    let path = home.at(".local/share/cost-ops/cost-ops.db");
    let mended = Correction {
        id: 0,
        provider: "openai".into(),
        model: "gpt-4o".into(),
        range: InstantRange { from: None, to: "2026-11-02T00:00:00Z".parse().ok() },
        note: "a typing error".into(),
        at: "2026-11-25T00:00:00Z".parse().expect("an instant"),
    };
    let change = PriceChange {
        corrections: vec![mended.clone()],
        ..PriceChange::new(mended.at, Action::PriceCorrect, "mended")
    };
    Ledger::open(&options(Some(&path), Tz::UTC)).expect("opened").change_prices(&change).expect("stored");
    let done = home.run(["pricing", "reprice", "--corrections"]).exits(0);
    assert!(done.stderr.contains("generation 1: 1 record changed, $3.50 before, $6.00 now"), "{done:?}");
    assert!(home.run(["pricing", "reprice", "--corrections"]).exits(0).stdout.contains("nothing changes"));
}

#[test]
fn a_killed_pricing_leaves_the_old_or_the_new() {
    const RECORDS: usize = 8_000;
    let home = Home::new();
    let line = |n: usize| {
        let at = format!("2026-11-{:02}T10:00:{:02}Z", 1 + n % 20, n % 60);
        format!(
            r#"{{"id":"r{n}","timestamp":"{at}","provider":"openai","model":"gpt-4o","input_tokens":{n},"output_tokens":7}}"#
        )
    };
    home.write("usage.jsonl", (0..RECORDS).map(line).collect::<Vec<_>>().join("\n"));
    home.run(["ingest", "usage.jsonl"]).exits(0);
    let path = home.at(".local/share/cost-ops/cost-ops.db");
    let (mut finished, mut killed) = (0, 0);
    for round in 0..10u64 {
        own_price(&home, &format!("{}", 3 + round));
        let before = totals(&Ledger::open(&options(Some(&path), Tz::UTC)).expect("opened"));
        let mut command = home.command(["pricing", "reprice", "--all", "--yes"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("started");
        std::thread::sleep(Duration::from_millis(80 * (round + 1)));
        child.kill().expect("killed");
        child.wait().expect("ended");
        let mut ledger = Ledger::open(&options(Some(&path), Tz::UTC)).expect("opened after a kill");
        assert_eq!(ledger.verify().expect("verified"), []);
        assert!(ledger.integrity().expect("checked").is_empty());
        let made = ledger.generations().expect("listed");
        let now = totals(&ledger);
        if made.len() > finished {
            finished += 1;
            assert_eq!(made.last().map(|made| made.repriced.new_total), Some(now.total_cost));
            ledger.read_at(Prices::Generation(finished as u32 - 1)).expect("the one before");
            assert_eq!(totals(&ledger), before);
            assert_eq!(sums(&ledger, Grain::Day, &InstantRange::ALL, &Filter::default()), before);
        } else {
            killed += 1;
            assert_eq!(now, before);
        }
    }
    assert!(killed > 0, "some were stopped ({finished} finished)");
}

#[test]
fn a_correction_reaches_records_filed_under_an_alias() {
    let home = Home::new();
    let model = "anthropic.claude-sonnet-4-5-20250929-v1:0";
    let record = ["record", "--provider", "bedrock", "--model", model, "--input", "1000000", "--output", "0"];
    home.run(record).exits(0);
    let mend = ["pricing", "update", "--correction", "--provider", "aws", "--model", model, "--input-price", "2"];
    home.run(mend).exits(0);
    let seen = json(&home.run(["pricing", "reprice", "--corrections", "--dry-run", "--json"]).exits(0));
    assert_eq!((&seen["summary"]["changed"], &seen["summary"]["new_total_exact"]), (&1.into(), &"2".into()));
}

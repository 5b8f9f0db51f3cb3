//! The first minutes: nothing asked, nothing recorded, the first page of help.

use crate::run::Home;

#[test]
fn without_data_it_says_what_was_found_and_what_to_type() {
    let home = Home::new();
    let ran = home.run([] as [&str; 0]).exits(0);
    assert!(ran.stderr.contains("cost-ops ingest FILE"), "{ran:?}");
    assert!(!home.at(".local").exists(), "looking makes no ledger");
    home.write(".claude/projects/-home-me-site/0b36ffe5-36c8-4a4f-8bb1-5d8be8e3b8a5.jsonl", "{\"type\":\"summary\"}\n");
    let ran = crate::run::Ran::of(home.command([] as [&str; 0]).env("COST_OPS_SYNC_AUTO", "false").output().unwrap());
    let ran = ran.exits(0);
    assert!(ran.stdout.contains("claude-code") && ran.stderr.contains("cost-ops sync"), "{ran:?}");
}

#[test]
fn with_data_it_says_what_was_spent_lately() {
    let home = Home::new();
    home.run(["record", "--provider", "openai", "--model", "gpt-4o", "--input", "1200", "--output", "300"]).exits(0);
    let ran = home.run([] as [&str; 0]).exits(0);
    assert!(ran.stdout.contains("Today") && ran.stdout.contains("$0.006") && ran.stderr.contains("next:"), "{ran:?}");
    let json: serde_json::Value = serde_json::from_str(&home.run(["--json"]).exits(0).stdout).unwrap();
    assert_eq!((&json["data"][0]["period"], &json["data"][2]["period"]), (&"today".into(), &"this-month".into()));
    assert_eq!(json["summary"]["total_cost_exact"], "0.006");
}

#[test]
fn records_of_long_ago_are_not_passed_over_in_silence() {
    let home = Home::new();
    let record = ["record", "--provider", "openai", "--model", "gpt-4o", "--input", "9", "--timestamp"];
    home.run(record.iter().copied().chain(["2025-03-09T12:00:00Z"])).exits(0);
    let said =
        |ran: crate::run::Ran| ran.exits(0).stdout.contains("the newest record is of 2025-03-09: cost-ops daily");
    assert!(said(home.run([] as [&str; 0])));
    assert!(home.run(["daily"]).exits(0).stdout.contains("2025-03-09"), "as it was said");
    home.run(&record[..record.len() - 1]).exits(0);
    assert!(!said(home.run([] as [&str; 0])));
}

#[test]
fn the_first_page_of_help_has_the_verbs_under_headings() {
    let home = Home::new();
    let short = home.run(["-h"]).exits(0).stdout;
    assert!(short.contains("\nLook:\n  summary") && short.contains("\nKeep:\n"), "{short}");
    assert!(!short.contains("--api-url"), "{short}");
    assert!(home.run(["--help"]).exits(0).stdout.contains("--api-url"));
    assert!(home.run(["daily", "-h"]).exits(0).stdout.contains("Usage: cost-ops daily"));
}

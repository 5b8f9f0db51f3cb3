//! What a cost is made of and why it changed, from the command line, over the sample ledger and one
//! with prices of our own.

use serde_json::{Value, json};

use crate::run::Home;

/// Two months of two models with known prices; in the second, more of it comes from the cache, a model
/// is new and one price has changed.
fn home() -> Home {
    let home = Home::new();
    let add = |model: &str, date: &str, input: &str| {
        let prices = ["--input-price", input, "--output-price", "10", "--cached-price", "0.1"];
        let names = ["pricing", "add", "--provider", "acme", "--model", model, "--effective-date", date];
        home.run(names.into_iter().chain(prices)).exits(0);
    };
    add("one", "2026-01-01", "1");
    add("one", "2026-10-15", "2");
    add("two", "2026-01-01", "3");
    let record = |id: &str, model: &str, at: &str, input: u64, cached: u64, output: u64| {
        json!({"id": id, "provider": "acme", "model": model, "timestamp": at, "input_tokens": input,
               "cached_tokens": cached, "output_tokens": output, "tags": {"team": "blue"}})
        .to_string()
    };
    let lines = [
        record("a1", "one", "2026-09-10T10:00:00Z", 1_000_003, 100_001, 10_007),
        record("a2", "one", "2026-09-20T10:00:00Z", 333_333, 0, 7),
        record("b1", "one", "2026-10-20T10:00:00Z", 2_000_000, 900_001, 30_001),
        record("b2", "two", "2026-10-21T10:00:00Z", 70_001, 11, 1_003),
        record("b3", "unheard-of", "2026-10-21T10:00:00Z", 5, 0, 5),
    ];
    home.write("usage.jsonl", lines.join("\n"));
    home.run(["ingest", "usage.jsonl"]).exits(0);
    home
}

fn answer(home: &Home, args: &[&str]) -> Value {
    let ran = home.run(args.iter().copied().chain(["--json", "--tz", "UTC"])).exits(0);
    serde_json::from_str(&ran.stdout).unwrap()
}

/// An exact amount in pico-dollars.
fn pico(value: &Value) -> i128 {
    value.as_str().unwrap().parse::<cost_ops::domain::Usd>().unwrap().pico()
}

#[test]
fn the_effects_add_up_in_every_row_and_in_all() {
    let home = home();
    let told = answer(&home, &["diff", "20260901..20260930", "20261001..20261031"]);
    let rows = told["data"].as_array().unwrap();
    assert_eq!(rows.len(), 3);
    let (rows, unknown): (Vec<&Value>, Vec<&Value>) = rows.iter().partition(|row| row["model"] != "unheard-of");
    assert!(unknown.iter().all(|row| row["after_cost"].is_null() && row["difference"].is_null()), "{told}");
    let effects = ["volume_effect_exact", "mix_effect_exact", "cache_effect_exact", "price_effect_exact"];
    for row in rows.iter().copied().chain([&told["summary"]]) {
        let sum: i128 = effects.iter().map(|effect| pico(&row[*effect])).sum();
        assert_eq!(sum, pico(&row["difference_exact"]), "{row}");
        assert_eq!(sum, pico(&row["after_cost_exact"]) - pico(&row["before_cost_exact"]));
        assert!(effects.iter().all(|effect| pico(&row[*effect]) != 0 || row["model"] == "two"));
    }
    for effect in effects {
        let sum: i128 = rows.iter().map(|row| pico(&row[effect])).sum();
        assert_eq!(sum, pico(&told["summary"][effect]));
    }
    assert_eq!(told["summary"]["unpriced_requests"], 1);
    let same = answer(&home, &["diff", "all,team=blue,provider=acme,model=one", "all,model=one"]);
    assert_eq!(same["summary"]["difference_exact"], "0");
    assert!(home.run(["diff", "last-month", "nonsense"]).exits(2).stderr.contains("no side to compare"));
}

#[test]
fn a_record_and_a_total_are_explained_to_the_last_digit() {
    let home = home();
    let told = answer(&home, &["explain", "b1"]);
    let amounts: Vec<_> =
        told["data"].as_array().unwrap().iter().map(|line| line["amount"].as_str().unwrap()).collect();
    assert_eq!(amounts, ["2.199998", "0.30001", "0.0900001"]);
    assert_eq!(told["summary"]["total_cost_exact"], "2.5900081");
    assert_eq!(told["summary"]["price_match"], "user");
    assert!(home.run(["explain", "nobody"]).exits(1).stderr.contains("no record with the id"));

    let total = answer(&home, &["explain", "--range", "all"]);
    let parts: i128 = total["data"].as_array().unwrap().iter().map(|row| pico(&row["total_cost_exact"])).sum();
    let classes: i128 = total["by_class"].as_array().unwrap().iter().map(|row| pico(&row["total_cost_exact"])).sum();
    let all = answer(&home, &["query", "--range", "all", "--group-by", "model"]);
    assert_eq!((parts, classes), (pico(&all["summary"]["total_cost_exact"]), parts));
    let filtered = answer(&home, &["explain", "--range", "all", "--model", "two"]);
    assert_eq!(filtered["data"].as_array().unwrap().len(), 3);
}

#[test]
fn the_same_usage_otherwise() {
    let home = home();
    let at_two = answer(&home, &["what-if", "--at", "acme/two", "--range", "all"]);
    let row = |told: &Value, model: &str| {
        told["data"].as_array().unwrap().iter().find(|row| row["model"] == model).unwrap().clone()
    };
    assert_eq!(row(&at_two, "two")["difference_exact"], "0");
    assert_eq!(row(&at_two, "unheard-of")["total_cost"], Value::Null);
    assert_eq!(row(&at_two, "unheard-of")["what_if_cost_exact"], "0.000065");
    assert_eq!(row(&at_two, "unheard-of")["difference"], Value::Null);
    let bare = answer(&home, &["what-if", "--no-cache", "--range", "all", "--model", "two"]);
    assert_eq!(bare["summary"]["what_if_cost_exact"], "0.220033");
    let old = answer(&home, &["what-if", "--as-of", "2026-09-01", "--range", "all", "--model", "one"]);
    assert!(pico(&old["summary"]["difference_exact"]) < 0);
    let nowhere = home.run(["what-if", "--at", "no-such-model", "--range", "all"]).exits(0);
    assert!(nowhere.stdout.contains("5 requests would have no price: unknown_model"), "{}", nowhere.stdout);
    home.run(["what-if"]).exits(2);
}

#[test]
fn a_summary_is_a_dashboard() {
    let home = home();
    home.run(["budget", "set", "team", "--amount", "5", "--period", "month"]).exits(0);
    let told = answer(&home, &["summary", "--range", "all"]);
    // Read at 0.1 instead of 1 (September), 2 (October), 3 (two).
    assert_eq!(told["summary"]["cache_saved_exact"], "1.8000347");
    assert_eq!(told["summary"]["cache_write_extra_exact"], "0");
    assert_eq!(told["summary"]["data_through"], "2026-10-21T10:00:00Z");
    assert_eq!(told["summary"]["unpriced_share"], 0.2);
    assert_eq!(told["budgets"][0]["budget"], "team");
}

#[test]
fn a_report_has_the_three_costs_of_plans() {
    let home = home();
    let generate = ["report", "generate", "--since", "2026-10-01", "--until", "2026-10-31"];
    let none = answer(&home, &generate);
    assert_eq!((&none["plans"], &none["summary"]["billed"]), (&Value::Null, &Value::Null));
    let of = ["--amount", "31", "--since", "2026-10-01", "--model", "one"];
    home.run(["plan", "add", "flat"].into_iter().chain(of)).exits(0);
    let told = answer(&home, &generate);
    crate::schemas::check("summary", "report generate", &told.to_string());
    let rows = told["plans"].as_array().unwrap();
    assert_eq!((&rows[0]["plan"], &rows[0]["list_value_exact"]), (&"flat".into(), &"2.5900081".into()));
    assert_eq!((&rows[0]["billed_exact"], &told["summary"]["billed_exact"]), (&"31".into(), &"31".into()));
    let page = home.run(generate.iter().copied().chain(["--format", "markdown"])).exits(0).stdout;
    assert!(["List value", "Billed", "Effective"].iter().all(|title| page.contains(title)), "{page}");
    let filtered = answer(&home, &[&generate[..], &["--model", "one"]].concat());
    assert_eq!(filtered["plans"], Value::Null);
}

#[test]
fn tags_are_summed_by_key_however_many_keys_there_are() {
    let home = Home::new();
    let record = |n: usize| {
        let (own, team) = (format!("own-{n:02}"), if n.is_multiple_of(3) { "a" } else { "b" });
        json!({"id": own, "model": if n == 1 { "y" } else { "x" }, "timestamp": "2026-10-01T10:00:00Z",
               "input_tokens": n, "output_tokens": 1, "tags": {&own: "yes", "team": team}})
        .to_string()
            + "\n"
    };
    home.write("usage.jsonl", (0..70).map(record).collect::<String>());
    home.run(["ingest", "usage.jsonl"]).exits(0);
    let told = answer(&home, &["tags", "--range", "all", "--limit", "100"]);
    let rows = told["data"].as_array().unwrap();
    let of = |tag: &str, value: &str| {
        let row = rows.iter().find(|row| row["tag"] == tag && row["value"] == value).unwrap();
        (row["requests"].as_u64().unwrap(), row["input_tokens"].as_u64().unwrap())
    };
    assert_eq!(rows.len(), 72);
    assert_eq!((of("team", "a").0, of("team", "b").0), (24, 46));
    assert!((0..70).all(|n| of(&format!("own-{n:02}"), "yes") == (1, n)));
    assert_eq!(told["summary"]["total_records"], 70);
    let split = answer(&home, &["tags", "--range", "all", "--limit", "100", "--breakdown"]);
    let parts = split["data"].as_array().unwrap();
    for row in rows {
        let of = parts.iter().filter(|part| part["tag"] == row["tag"] && part["value"] == row["value"]);
        let requests: Vec<_> = of.map(|part| (part["model"].as_str().unwrap(), part["requests"].as_u64())).collect();
        let models = if row["value"] == "b" { 2 } else { 1 };
        assert_eq!(requests.len(), models, "{row}");
        assert_eq!(
            requests.iter().filter_map(|(_, requests)| *requests).sum::<u64>(),
            row["requests"].as_u64().unwrap()
        );
    }
    assert_eq!(split["summary"], told["summary"]);
    let shown = home.run(["tags", "team,own-01", "--range", "all", "--breakdown"]).exits(0);
    assert!(shown.stdout.contains("team") && shown.stdout.contains("own-01"), "{}", shown.stdout);
}

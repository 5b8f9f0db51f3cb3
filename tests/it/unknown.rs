//! What has no price is never taken for nothing: in changes, forecasts, splits, bills and rates.

use chrono::{TimeDelta, Utc};
use serde_json::{Value, json};

use crate::run::Home;

/// A model with a price of one dollar a million tokens, and one without.
const PRICED: &str = "known-1";
const UNPRICED: &str = "zzz-1";

fn home(records: &[Value]) -> Home {
    let home = Home::new();
    price(&home, PRICED);
    ingest(&home, records);
    home
}

fn price(home: &Home, model: &str) {
    let names = ["pricing", "add", "--provider", "acme", "--model", model, "--effective-date", "2026-01-01"];
    home.run(names.into_iter().chain(["--input-price", "1", "--output-price", "1"])).exits(0);
}

fn ingest(home: &Home, records: &[Value]) {
    let lines: Vec<String> = records.iter().map(Value::to_string).collect();
    home.pipe(["ingest", "-"], lines.join("\n").as_bytes()).exits(0);
}

fn used(model: &str, at: &str, input: u64) -> Value {
    json!({"provider": "acme", "model": model, "timestamp": at, "input_tokens": input, "output_tokens": 0})
}

/// Noon, so many days ago.
fn ago(days: i64) -> String {
    (Utc::now() - TimeDelta::days(days)).format("%Y-%m-%dT12:00:00Z").to_string()
}

/// A day as ranges have it.
fn day(days: i64) -> String {
    (Utc::now() - TimeDelta::days(days)).format("%Y%m%d").to_string()
}

fn answer(home: &Home, args: &[&str]) -> Value {
    let ran = home.run(args.iter().copied().chain(["--json", "--tz", "UTC"])).exits(0);
    serde_json::from_str(&ran.stdout).unwrap()
}

fn shown(home: &Home, args: &[&str]) -> String {
    home.run(args.iter().copied().chain(["--tz", "UTC"])).exits(0).stdout
}

#[test]
fn a_change_to_what_has_no_price_is_unknown() {
    let home = home(&[used(PRICED, &ago(3), 1_000_000), used(UNPRICED, &ago(2), 5), used(PRICED, &ago(1), 2_000_000)]);
    let days = answer(&home, &["query", "--group-by", "day", "--range", "7d"]);
    assert!(days["data"].as_array().unwrap().iter().all(|day| day["change"].is_null()), "{days}");

    let [known, unknown, twice] = [3, 2, 1].map(|ago| format!("{0}..{0}", day(ago)));
    let told = answer(&home, &["diff", &known, &unknown]);
    for key in ["after_cost", "difference", "change", "volume_effect", "price_effect"] {
        assert_eq!(told["summary"][key], Value::Null, "{key}: {told}");
    }
    let row = |told: &Value, model: &str| {
        told["data"].as_array().unwrap().iter().find(|row| row["model"] == model).unwrap().clone()
    };
    assert_eq!(row(&told, UNPRICED)["difference"], Value::Null);
    assert_eq!(row(&told, PRICED)["difference_exact"], "-1", "that model has nothing unknown");
    assert_eq!(answer(&home, &["diff", &known, &twice])["summary"]["change"], 1);

    // A later side that lacks something is a lower bound, and so is the difference; its share is unknown.
    ingest(&home, &[used(UNPRICED, &ago(1), 6)]);
    let least = answer(&home, &["diff", &known, &twice]);
    assert_eq!((&least["summary"]["difference_exact"], &least["summary"]["change"]), (&json!("1"), &Value::Null));
    let back = answer(&home, &["diff", &twice, &known]);
    assert_eq!(back["summary"]["difference"], Value::Null);
}

#[test]
fn a_day_without_price_is_not_out_of_the_ordinary() {
    let mut records: Vec<Value> = (2..45).map(|days| used(PRICED, &ago(days), 10_000_000 + days as u64)).collect();
    records[8] = used(UNPRICED, &ago(10), 10_000_000);
    let home = home(&records);
    let told = answer(&home, &["forecast", "anomalies", "--range", "30d"]);
    let days: Vec<&Value> = told["data"].as_array().unwrap().iter().map(|row| &row["day"]).collect();
    let unpriced = ago(10)[..10].to_owned();
    assert!(!days.contains(&&json!(unpriced)), "{told}");
    assert_eq!(told["summary"]["days_without_price"], 1);
    let text = shown(&home, &["forecast", "anomalies", "--range", "30d"]);
    assert!(text.contains("1 day not judged: something used on it has no price"), "{text}");
}

#[test]
fn a_past_without_price_has_no_forecast() {
    let unpriced: Vec<Value> = (1..21).map(|days| used(UNPRICED, &ago(days), 100)).collect();
    let home = home(&unpriced);
    let budget = ["budget", "set", "day", "--amount", "10", "--period", "day"];
    home.run(budget).exits(0);
    let check = home.run(["--strict", "budget", "check", "--forecast"]).exits(7);
    assert!(check.stderr.contains("nothing in the history has a price"), "{}", check.stderr);
    assert!(!check.stderr.contains("expected by"), "{}", check.stderr);
    let none = home.run(["forecast", "generate", "--range", "all"]).exits(7);
    assert!(none.stderr.contains("nothing in the history has a price"), "{none:?}");

    let part: Vec<Value> = (1..21).map(|days| used(PRICED, &ago(days), 1_000_000)).collect();
    ingest(&home, &part);
    let check = home.run(["--strict", "budget", "check", "--forecast"]).exits(7);
    assert!(check.stderr.contains("at least $1.00 expected"), "{}", check.stderr);
    let ahead = shown(&home, &["forecast", "generate", "--range", "all"]);
    assert!(ahead.contains("≥$1.00"), "{ahead}");
}

#[test]
fn what_is_left_of_a_budget_is_unknown_when_what_is_spent_is() {
    let home = home(&[used(UNPRICED, &ago(0), 5)]);
    home.run(["budget", "set", "all", "--amount", "10", "--period", "year"]).exits(0);
    let told = answer(&home, &["budget", "status"]);
    for key in ["spent", "remaining", "share", "pace"] {
        assert_eq!(told["data"][0][key], Value::Null, "{key}: {told}");
    }
    assert_eq!(told["summary"]["unpriced_requests"], 1);
    let text = shown(&home, &["budget", "status"]);
    assert!(text.contains("what was spent is unknown") && !text.contains("$0.00"), "{text}");
    home.run(["--strict", "budget", "status"]).exits(7);
    home.run(["--strict", "report", "generate", "--type", "budget"]).exits(7);
    let check = home.run(["budget", "check"]).exits(0);
    assert!(check.stderr.contains("an unknown part of $10.00 spent"), "{check:?}");
    ingest(&home, &[used(PRICED, &ago(0), 1_000_000)]);
    let check = home.run(["budget", "check"]).exits(0);
    assert!(check.stderr.contains("at least $1.00 of $10.00") && check.stderr.contains("at most $9.00 left"));
    assert_eq!(answer(&home, &["budget", "status"])["data"][0]["remaining"], Value::Null);
}

#[test]
fn a_bill_is_not_set_against_nothing() {
    let home = home(&[used(UNPRICED, "2026-10-01T10:00:00Z", 5)]);
    let bill = json!({"object": "page", "has_more": false, "data": [{"object": "bucket", "start_time": 1_790_812_800,
        "end_time": 1_790_899_200, "results": [{"object": "organization.costs.result",
        "amount": {"value": "4.5", "currency": "usd"}, "line_item": "zzz-1, input"}]}]});
    home.write("bill.json", bill.to_string());
    let told = answer(&home, &["reconcile", "bill.json", "--provider", "acme"]);
    for key in ["recorded_cost", "difference"] {
        assert_eq!(told["summary"][key], Value::Null, "{key}: {told}");
        assert_eq!(told["data"][0][key], Value::Null, "{key}: {told}");
    }
    assert_eq!((&told["summary"]["billed_cost_exact"], &told["data"][0]["class"]), (&json!("4.5"), &json!("unpriced")));
}

#[test]
fn usage_is_found_where_an_earlier_generation_has_it() {
    let home = home(&[json!({"model": UNPRICED, "timestamp": ago(1), "input_tokens": 1_000_000, "output_tokens": 0})]);
    price(&home, UNPRICED);
    home.run(["pricing", "reprice", "--unpriced", "--yes"]).exits(0);
    for prices in ["recorded", "current"] {
        let told = answer(&home, &["what-if", "--at", PRICED, "--range", "all", "--prices", prices]);
        assert_eq!(told["summary"]["what_if_cost_exact"], "1", "{prices}: {told}");
        assert_eq!(told["data"].as_array().unwrap().len(), 1);
    }
}

#[test]
fn an_import_without_prices_has_no_total() {
    let home = Home::new();
    let line = used(UNPRICED, &ago(1), 5).to_string();
    let told = home.pipe(["ingest", "-"], line.as_bytes()).exits(0).stdout;
    assert!(told.contains("total cost unknown"), "{told}");
    let told = home.pipe(["ingest", "-", "--json"], line.as_bytes()).exits(0).stdout;
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!((&told["total_cost"], &told["total_cost_exact"]), (&Value::Null, &Value::Null));
    price(&home, PRICED);
    let both = format!("{line}\n{}", used(PRICED, &ago(1), 1_000_000));
    let told = home.pipe(["ingest", "-"], both.as_bytes()).exits(0).stdout;
    assert!(told.contains("total cost at least $1.00"), "{told}");
}

#[test]
fn a_block_without_prices_has_no_rate() {
    let at = (Utc::now() - TimeDelta::minutes(5)).to_rfc3339();
    let log = |id: &str, model: &str| {
        let usage = json!({"input_tokens": 1_000_000, "output_tokens": 1});
        json!({"type": "assistant", "timestamp": at, "sessionId": "s", "requestId": id, "uuid": id,
            "message": {"id": id, "role": "assistant", "type": "message", "model": model, "usage": usage}})
    };
    let home = Home::new();
    let read =
        |line: &Value| home.pipe(["ingest", "-", "--format", "claude-code"], line.to_string().as_bytes()).exits(0);
    read(&log("a", UNPRICED));
    home.run(["config", "set", "statusline.template", "{block} {rate}"]).exits(0);
    let line = home.pipe(["statusline"], b"{}").exits(0).stdout;
    assert_eq!(line.trim(), "– –");
    read(&log("b", "claude-sonnet-4-5"));
    let line = home.pipe(["statusline"], b"{}").exits(0).stdout;
    assert!(line.starts_with("≥$6.00 ≥$"), "{line}");
}

#[test]
fn a_month_is_heading_to_one_place() {
    let records: Vec<Value> =
        (0..300).map(|days| used(PRICED, &ago(days), 1_000_000 + (days as u64 * 7_919) % 400_000)).collect();
    let home = home(&records);
    home.run(["budget", "set", "all", "--amount", "1000", "--period", "month"]).exits(0);
    let budget = answer(&home, &["budget", "status"]);
    let summary = answer(&home, &["summary"]);
    assert!(budget["data"][0]["forecast_exact"].is_string());
    assert_eq!(budget["data"][0]["forecast_exact"], summary["summary"]["month_forecast_cost_exact"]);
}

#[test]
fn of_a_stated_total_the_sides_are_unknown() {
    let mut stated = used(UNPRICED, &ago(1), 5);
    stated["reported_cost"] = json!(0.5);
    let home = home(&[stated]);
    for basis in ["auto", "reported"] {
        let sums = answer(&home, &["query", "--group-by", "model", "--cost", basis, "--range", "7d"]);
        let record = answer(&home, &["query", "--cost", basis, "--range", "7d"]);
        for row in [&sums["data"][0], &record["data"][0], &sums["summary"]] {
            assert_eq!(row["total_cost_exact"], "0.5", "{row}");
            for key in ["input_cost", "output_cost", "unpriced_reason"] {
                assert!(row.get(key).is_none_or(Value::is_null), "{key}: {row}");
            }
        }
    }
    // Of several, the sides are at least those of the others.
    ingest(&home, &[used(PRICED, &ago(1), 1_000_000)]);
    let all = answer(&home, &["query", "--group-by", "provider", "--cost", "auto", "--range", "7d"]);
    let exact = |key: &str| all["data"][0][key].as_str().unwrap_or("none").to_owned();
    assert_eq!(
        [exact("total_cost_exact"), exact("input_cost_exact"), exact("output_cost_exact")],
        ["1.5", "1", "none"]
    );
}

#[test]
fn a_bill_has_no_charge_for_what_has_no_price() {
    let gpt = |at: &str| json!({"provider": "openai", "model": "gpt-4o", "timestamp": at, "input_tokens": 1_000, "output_tokens": 0});
    let mut odd = gpt("2026-10-01T11:00:00Z");
    (odd["cached_tokens"], odd["output_tokens"]) = (json!(5_000), json!(900));
    let home = home(&[gpt("2026-10-01T10:00:00Z"), odd, used(UNPRICED, "2026-10-02T10:00:00Z", 7)]);
    let sums = answer(&home, &["query", "--range", "all", "--group-by", "model"]);
    assert_eq!(sums["summary"]["unpriced_requests"], 2, "{sums}");
    home.run(["export", "--format", "focus", "--output", "bill.csv"]).exits(0);
    let mut bill = csv::Reader::from_path(home.at("bill.csv")).unwrap();
    let names = bill.headers().unwrap().clone();
    let rows: Vec<Vec<String>> = bill
        .records()
        .map(|row| {
            let row = row.unwrap();
            let cell = |name: &str| row[names.iter().position(|other| other == name).unwrap()].to_owned();
            ["SkuPriceId", "ConsumedQuantity", "BilledCost"].map(cell).to_vec()
        })
        .collect();
    assert_eq!(rows, [["gpt-4o/input", "1000.0", "0.0025"]]);
}

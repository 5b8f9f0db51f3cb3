//! Forecasts and days out of the ordinary, as they are asked for: from the ledger, on the command line.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;

use cost_ops::domain::{Code, Filter, InstantRange, Tz};
use cost_ops::report::Window;
use cost_ops::report::forecast::{self, Confidence, Model, Wanted};
use cost_ops::store::Ledger;
use cost_ops::table::{Cell, Table};

use crate::report_ledger::{Fake, at, record};
use crate::run::Home;
use crate::store_events::{START, instant, memory};
use crate::telemetry_orders::{call, log, take};

const PICO: i128 = 1_000_000_000_000;
const NOW: &str = "2026-11-25T15:00:00Z";

/// A dollar figure a day, the last of them today.
fn ledger(dollars: &[i128]) -> Fake {
    let first = at(NOW) - TimeDelta::days(dollars.len() as i64 - 1);
    let day = |(day, dollars): (usize, &i128)| {
        (*dollars > 0).then(|| record(first + TimeDelta::days(day as i64), "openai", "gpt-5", Some(dollars * PICO)))
    };
    Fake::new(Tz::UTC, dollars.iter().enumerate().filter_map(day).collect())
}

fn window(range: InstantRange) -> Window {
    Window { range, before: None, label: "all".to_owned() }
}

fn generate(ledger: &Fake, range: InstantRange, model: Model) -> cost_ops::domain::Result<Table> {
    let wanted = Wanted { horizon: 3, model, confidence: Confidence::default() };
    forecast::generate(&window(range), &Filter::default(), &wanted, Tz::UTC, at(NOW), ledger)
}

fn column(table: &Table, id: &str) -> Vec<String> {
    let place = table.columns.iter().position(|column| column.id == id).expect(id);
    let shown = |cell: &Cell| match cell {
        Cell::Text(text) => text.clone(),
        Cell::Money(amount) => amount.to_string(),
        other => format!("{other:?}"),
    };
    table.rows.iter().map(|row| shown(&row.cells[place])).collect()
}

fn figure<'t>(table: &'t Table, key: &str) -> &'t Cell {
    table.summary.iter().find(|(name, _)| name == key).map(|(_, cell)| cell).expect(key)
}

#[test]
fn today_is_left_out_and_forecast_as_a_whole() {
    let mut dollars = vec![4; 22];
    dollars[21] = 99;
    let table = generate(&ledger(&dollars), InstantRange::ALL, Model::Auto).expect("three weeks");
    assert_eq!(column(&table, "day"), ["2026-11-25", "2026-11-26", "2026-11-27"]);
    assert_eq!(column(&table, "point"), ["4", "4", "4"]);
    assert_eq!(column(&table, "cumulative_upper"), ["4", "8", "12"]);
    assert_eq!(figure(&table, "history_end"), &Cell::Text("2026-11-24".to_owned()));
    assert!(table.notes.iter().any(|note| note.text.contains("today is not over") && note.text.contains("$99.00")));
}

#[test]
fn days_without_records_are_days_of_nothing() {
    let mut dollars = vec![7; 15];
    dollars[3] = 0;
    let table = generate(&ledger(&dollars), InstantRange::ALL, Model::MovingAverage).expect("two weeks");
    assert_eq!(figure(&table, "history_days"), &Cell::Count(14));
    assert_eq!(figure(&table, "history_days_without_records"), &Cell::Count(1));
    let to = Some(at("2026-11-21T00:00:00Z"));
    let until = generate(&ledger(&dollars), InstantRange { from: None, to }, Model::Auto).expect("ten days");
    assert_eq!(column(&until, "day")[0], "2026-11-21");
    assert_eq!(figure(&until, "today_cost"), &Cell::Empty);
}

#[test]
fn a_part_of_a_day_at_the_beginning_is_left_out() {
    let from = Some(at("2026-11-10T12:00:00Z"));
    let table = generate(&ledger(&[5; 30]), InstantRange { from, to: None }, Model::Auto).expect("two weeks");
    assert_eq!(figure(&table, "history_start"), &Cell::Text("2026-11-11".to_owned()));
}

#[test]
fn too_little_history_is_an_error_of_its_own() {
    for days in [0, 1, 7] {
        let error = generate(&ledger(&vec![5; days]), InstantRange::ALL, Model::Auto).expect_err("too little");
        assert_eq!(error.code, Code::Incomplete);
        assert!(error.message.contains("too little history"), "{error}");
    }
    assert!(generate(&ledger(&[5; 8]), InstantRange::ALL, Model::Auto).is_ok());
}

/// Native records: a day's worth for each day up to yesterday, and one day that cost ten times as much.
fn usage(days: i64, odd: i64) -> String {
    let noon = Utc::now().date_naive().and_hms_opt(12, 0, 0).expect("noon").and_utc();
    let line = |back: i64| {
        let at: DateTime<Utc> = noon - TimeDelta::days(back);
        let (model, project, tokens) =
            if back == odd { ("gpt-5", "migration", 9_000_000) } else { ("gpt-5-mini", "web", 1_000_000 + back % 3) };
        format!(
            r#"{{"id":"d{back}","timestamp":"{}","provider":"openai","model":"{model}","project_id":"{project}","input_tokens":{tokens},"output_tokens":1000}}"#,
            at.to_rfc3339()
        )
    };
    (1..=days).map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_command_forecasts_and_says_no() {
    let home = Home::new();
    home.write("usage.jsonl", usage(40, 0));
    assert_eq!(home.run(["ingest", "usage.jsonl"]).exit, 0);
    let ran = home.run(["forecast", "generate", "--horizon", "7", "--confidence", "0.8", "--json"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let answer: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(answer["data"].as_array().map(Vec::len), Some(7));
    assert_eq!(answer["summary"]["confidence"], 0.8);
    assert_eq!(answer["summary"]["requested_model"], "auto");
    assert!(answer["data"][0]["point_exact"].is_string() && answer["models"][0]["chosen"] == true);
    for word in ["linear", "moving_average", "exponential_smoothing"] {
        let ran = home.run(["forecast", "generate", "--model", word, "--json"]);
        let answer: Value = serde_json::from_str(&ran.stdout).expect("JSON");
        assert_eq!(
            (answer["summary"]["model"].as_str(), answer["data"].as_array().map(Vec::len)),
            (Some(word), Some(30))
        );
    }
    assert_eq!(home.run(["forecast", "generate", "--model", "arima"]).exit, 2);
    assert_eq!(home.run(["forecast", "generate", "--confidence", "95"]).exit, 2);
    let short = home.run(["forecast", "generate", "--range", "5d", "--json"]);
    assert_eq!(short.exit, 7);
    assert!(short.stderr.contains("INCOMPLETE_DATA") && short.stdout.is_empty(), "{}", short.stderr);
}

#[test]
fn defaults_come_from_the_configuration_and_off_is_off() {
    let home = Home::new();
    home.write("usage.jsonl", usage(30, 0));
    home.run(["ingest", "usage.jsonl"]);
    home.write("cost-ops.toml", "[forecasting]\nhorizon = 5\nmodel = \"linear\"\nconfidence_percent = 80\n");
    let answer: Value = serde_json::from_str(&home.run(["forecast", "generate", "--json"]).stdout).expect("JSON");
    assert_eq!((&answer["summary"]["horizon"], &answer["summary"]["confidence"]), (&5.into(), &0.8.into()));
    assert_eq!(answer["summary"]["model"], "linear");
    home.write("cost-ops.toml", "[forecasting]\nenable = false\n");
    for verb in ["generate", "anomalies"] {
        let off = home.run(["forecast", verb]);
        assert_eq!(off.exit, 2);
        assert!(off.stderr.contains("forecasting.enable is false in ") && off.stderr.contains(":2"), "{}", off.stderr);
    }
}

#[test]
fn a_day_out_of_the_ordinary_has_a_cause() {
    let home = Home::new();
    home.write("usage.jsonl", usage(50, 5));
    home.run(["ingest", "usage.jsonl"]);
    let ran = home.run(["forecast", "anomalies", "--json", "--check"]);
    assert_eq!(ran.exit, 6, "{}", ran.stderr);
    assert!(ran.stderr.contains("1 day cost more than expected: "), "{}", ran.stderr);
    let answer: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let found = answer["data"].as_array().expect("rows");
    assert_eq!(found.len(), 1);
    let row = &found[0];
    assert_eq!(
        (&row["model"], &row["project"], &row["driver"]),
        (&"gpt-5".into(), &"migration".into(), &"volume".into())
    );
    // 9,000,000 × $1.25 and 1,000 × $10 a million, against 1,000,000 × $0.25 and 1,000 × $2.
    assert_eq!(row["total_cost_exact"], "11.26");
    assert_eq!((&row["model_change_exact"], &row["direction"]), (&"11.26".into(), &"above".into()));
    assert_eq!(home.run(["forecast", "anomalies"]).exit, 0);
    let filtered = home.run([
        "forecast",
        "anomalies",
        "--check",
        "--model",
        "gpt-5-mini",
        "--method",
        "iqr",
        "--sensitivity",
        "low",
    ]);
    // Without the dear model that day has no spend: below what is usual, which fails no check.
    assert_eq!(filtered.exit, 0, "{}", filtered.stderr);
    assert_eq!(home.run(["forecast", "anomalies", "--model", "no-such-model"]).exit, 7);
}

/// Also where the past is read from the sums of days: how sure it is decides how sure the forecast is.
#[test]
fn what_the_past_is_made_of_is_told() {
    let home = Home::new();
    let unsure = r#"{"id":"u","model":"nobody-knows","input_tokens":700,"output_tokens":77,"estimated":true"#;
    let at = Utc::now() - TimeDelta::days(3);
    home.write("usage.jsonl", usage(20, 0) + &format!("\n{unsure},\"timestamp\":\"{}\"}}", at.to_rfc3339()));
    assert_eq!(home.run(["ingest", "usage.jsonl"]).exit, 0);
    for filter in [&[][..], &["--project", "*"]] {
        let ran = home.run(["forecast", "generate"].iter().chain(filter));
        assert!(ran.stdout.contains("1 request, 777 tokens unpriced"), "{filter:?}: {}", ran.stdout);
        assert!(ran.stdout.contains("1 request with estimated counters"), "{filter:?}: {}", ran.stdout);
    }
}

/// Sums of days stay when their records are taken away: they are no days on which nothing was spent.
#[test]
fn days_that_were_emptied_are_no_history() {
    let mut ledger = memory(Tz::UTC);
    let filter = Filter { source: vec!["otlp".into()], ..Filter::default() };
    let wanted = Wanted { horizon: 3, model: Model::Auto, confidence: Confidence::default() };
    let now = instant(START) + TimeDelta::days(30);
    let asked = |ledger: &Ledger| {
        forecast::generate(&window(InstantRange::ALL), &filter, &wanted, Tz::UTC, now, ledger).map(|_| ())
    };
    take(&mut ledger, &call());
    assert_eq!(asked(&ledger), Ok(()));
    take(&mut ledger, &log());
    let error = asked(&ledger).expect_err("the call is the log's now");
    assert_eq!(error.code, Code::Incomplete, "{error:?}");
}

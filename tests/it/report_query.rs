//! What a question is answered with: order, limits, pages, totals, notes.

use chrono::TimeDelta;
use serde_json::Value;

use crate::report_ledger::{Fake, at, record};
use cost_ops::domain::{Code, InstantRange, Tz};
use cost_ops::render::{self, Format, Style};
use cost_ops::report::{self, Dimension, Period, Query, Window};
use cost_ops::store::Reader;
use cost_ops::table::{Cell, RowKind, Table};

pub(crate) const PICO: i128 = 1_000_000_000_000;

pub(crate) fn rendered(table: &Table, format: Format, width: u16) -> String {
    let mut bytes = Vec::new();
    render::write(table, format, Style { width, color: false, unicode: true }, &mut bytes).expect("rendered");
    String::from_utf8(bytes).expect("UTF-8")
}

pub(crate) fn json(table: &Table) -> Value {
    serde_json::from_str(&rendered(table, Format::Json, 80)).expect("JSON")
}

fn all(zone: Tz) -> Query {
    Query::new(Window { range: InstantRange::ALL, before: None, label: "all".into() }, zone)
}

fn by(words: &str) -> Vec<Dimension> {
    words.split(',').map(|word| word.parse().expect("a dimension")).collect()
}

/// Two projects over the night clocks go back in New York.
fn ledger() -> Fake {
    let mut records = Vec::new();
    let start = at("2026-11-01T03:30:00Z");
    for hour in 0..6 {
        let mut one =
            record(start + TimeDelta::hours(hour), "openai", "gpt-4o", Some(PICO / 1_000 * i128::from(hour + 1)));
        one.labels.project = if hour % 2 == 0 { "web".into() } else { String::new() };
        one.labels.tag("team", "blue");
        records.push(one);
    }
    records.push(record(start + TimeDelta::hours(7), "acme", "mystery-1", None));
    Fake::new(Tz::UTC, records)
}

fn run(query: &Query) -> Table {
    report::run(query, &ledger()).expect("an answer")
}

fn column<'a>(rows: &'a Value, name: &str) -> Vec<&'a Value> {
    rows["data"].as_array().expect("data").iter().map(|row| &row[name]).collect()
}

#[test]
fn grouped_rows_carry_their_dimensions_and_every_measure() {
    let answer = json(&run(&Query { by: by("provider,tag:team"), ..all(Tz::UTC) }));
    assert_eq!(answer["schema_version"], 1);
    let first = &answer["data"][0];
    assert_eq!(first["provider"], "openai");
    assert_eq!(first["tag:team"], "blue");
    assert_eq!(first["requests"], 6);
    assert_eq!(first["input_tokens"], 6_000);
    assert_eq!(first["uncached_input_tokens"], 4_800);
    assert_eq!(first["total_tokens"], 6_600);
    assert_eq!(first["total_cost"], 0.021);
    assert_eq!(first["total_cost_exact"], "0.021");
    assert_eq!(first["currency"], "USD");
    let unpriced = &answer["data"][1];
    assert_eq!(unpriced["tag:team"], Value::Null);
    assert_eq!(unpriced["total_cost"], Value::Null, "an unknown cost is not zero");
    assert_eq!(unpriced["total_cost_exact"], Value::Null);
    let summary = &answer["summary"];
    assert_eq!(summary["total_cost_exact"], "0.021");
    assert_eq!(summary["total_requests"], 7);
    assert_eq!(summary["unpriced_requests"], 1);
    assert_eq!(summary["unpriced_tokens"], 1_100);
    for measure in report::MEASURES {
        assert!(first.get(measure.id).is_some(), "row: {}", measure.id);
        assert!(summary.get(measure.id).is_some(), "summary: {}", measure.id);
    }
}

#[test]
fn hours_that_come_twice_are_two_hours() {
    let answer = json(&run(&Query { by: by("hour"), ..all(Tz::named("America/New_York").expect("a zone")) }));
    let hours: Vec<_> = column(&answer, "hour").iter().map(|hour| hour.as_str().expect("text")).collect();
    let expected = [
        "2026-10-31T23:00:00-04:00",
        "2026-11-01T00:00:00-04:00",
        "2026-11-01T01:00:00-04:00",
        "2026-11-01T01:00:00-05:00",
        "2026-11-01T02:00:00-05:00",
        "2026-11-01T03:00:00-05:00",
        "2026-11-01T05:00:00-05:00",
    ];
    assert_eq!(hours, expected);
}

#[test]
fn time_words() {
    let answer = json(&run(&Query { by: by("month,week,day"), ..all(Tz::named("America/New_York").expect("a zone")) }));
    assert_eq!(column(&answer, "day"), ["2026-10-31", "2026-11-01"]);
    assert_eq!(column(&answer, "week"), ["2026-W44", "2026-W44"]);
    assert_eq!(column(&answer, "month"), ["2026-10", "2026-11"]);
}

#[test]
fn order_is_cost_first_and_unknown_last_unless_told() {
    let models = |sort: &[&str]| {
        let sort = sort.iter().map(ToString::to_string).collect();
        let answer = json(&run(&Query { by: by("provider,project"), sort, ..all(Tz::UTC) }));
        let rows = answer["data"].as_array().expect("data").clone();
        rows.iter().map(|row| format!("{}/{}", row["provider"], row["project"]).replace('"', "")).collect::<Vec<_>>()
    };
    assert_eq!(models(&[]), ["openai/null", "openai/web", "acme/null"]);
    assert_eq!(models(&["total_cost"]), ["openai/web", "openai/null", "acme/null"]);
    assert_eq!(models(&["provider", "-project"]), ["acme/null", "openai/web", "openai/null"]);
    assert_eq!(models(&["-requests", "project"]), ["openai/null", "openai/web", "acme/null"]);
}

#[test]
fn a_limit_keeps_the_total_of_all_and_the_cursor_goes_on() {
    let mut query = Query { by: by("hour"), limit: Some(3), ..all(Tz::UTC) };
    let mut hours = 0;
    for page in 0..3 {
        let table = run(&query);
        let total = table.rows.last().expect("rows");
        assert_eq!(total.kind, RowKind::Total);
        let answer = json(&table);
        assert_eq!(answer["summary"]["total_requests"], 7);
        assert_eq!(answer["pagination"]["limit"], 3);
        assert_eq!(answer["pagination"]["has_more"], page < 2);
        hours += answer["data"].as_array().expect("data").len();
        query.cursor = answer["pagination"]["next_cursor"].as_str().map(str::to_owned);
    }
    assert_eq!((hours, query.cursor), (7, None));
}

#[test]
fn records_come_newest_first_page_by_page() {
    let mut query = Query { limit: Some(3), ..all(Tz::UTC) };
    let mut ids = Vec::new();
    loop {
        let answer = json(&run(&query));
        assert_eq!(answer["summary"]["total_requests"], 7);
        ids.extend(column(&answer, "id").into_iter().map(|id| id.as_str().expect("text").to_owned()));
        match answer["pagination"]["next_cursor"].as_str() {
            Some(cursor) => query.cursor = Some(cursor.to_owned()),
            None => break,
        }
    }
    assert_eq!(ids, ["r7", "r6", "r5", "r4", "r3", "r2", "r1"]);
    let first = json(&run(&Query { limit: Some(1), ..all(Tz::UTC) }));
    let record = &first["data"][0];
    assert_eq!(record["total_cost"], Value::Null);
    assert_eq!(record["unpriced_reason"], "unknown_model");
    assert_eq!(record["timestamp"], "2026-11-01T10:30:00Z");
    let oldest = run(&Query { sort: vec!["timestamp".into()], ..all(Tz::UTC) });
    assert_eq!(json(&oldest)["data"][0]["id"], "r1");
}

#[test]
fn what_cannot_be_asked_is_refused() {
    let refused = |query: Query| report::run(&query, &ledger()).expect_err("refused").code;
    assert_eq!(refused(Query { sort: vec!["colour".into()], by: by("model"), ..all(Tz::UTC) }), Code::Validation);
    assert_eq!(refused(Query { sort: vec!["total_cost".into()], ..all(Tz::UTC) }), Code::Validation);
    assert_eq!(refused(Query { cursor: Some("x".into()), ..all(Tz::UTC) }), Code::Validation);
    assert_eq!(refused(Query { by: by("model,day,model"), ..all(Tz::UTC) }), Code::Validation);
    assert_eq!(refused(Query { limit: Some(0), ..all(Tz::UTC) }), Code::Validation);
    let mut listed = Query { limit: Some(1), ..all(Tz::UTC) };
    listed.cursor = run(&listed).next_cursor;
    assert_eq!(refused(Query { by: by("hour"), ..listed }), Code::Validation);
    let third = Query { limit: Some(1), cursor: Some(report::after(2)), ..all(Tz::UTC) };
    assert_eq!(json(&run(&third))["data"][0]["id"], "r5");
    assert_eq!(run(&Query { cursor: Some(report::after(100)), ..third }).rows.len(), 0);
    for word in ["", "tag:", "models", "colour"] {
        assert!(word.parse::<Dimension>().is_err(), "{word:?}");
    }
}

#[test]
fn totals_say_what_they_are_made_of() {
    let table = run(&Query { by: by("model"), ..all(Tz::UTC) });
    let note = table.notes.iter().find(|note| note.warning).expect("a warning");
    assert!(note.text.starts_with("at least $0.0210; 1 request, 1,100 tokens unpriced"), "{}", note.text);
    let shown = rendered(&table, Format::Table, 100);
    assert!(shown.contains("≥$0.0210"), "{shown}");
    let mystery = shown.lines().find(|line| line.contains("mystery-1")).expect("the row");
    assert!(mystery.contains('—') && !mystery.contains('$'), "{mystery}");
}

#[test]
fn an_empty_ledger_says_what_to_do() {
    let empty = Fake::new(Tz::UTC, Vec::new());
    for query in [all(Tz::UTC), Query { by: by("model"), ..all(Tz::UTC) }] {
        let table = report::run(&query, &empty).expect("an answer");
        assert!(rendered(&table, Format::Table, 80).contains("cost-ops ingest"));
        let answer = json(&table);
        assert_eq!(answer["data"], Value::Array(Vec::new()));
        assert_eq!(answer["summary"]["total_requests"], 0);
        assert_eq!(answer["summary"]["total_cost_exact"], "0");
    }
    let summary = report::summary(&all(Tz::UTC).window, &Default::default(), Tz::UTC, true, &empty).expect("a summary");
    assert_eq!(json(&summary)["data"], Value::Array(Vec::new()));
    assert!(rendered(&summary, Format::Table, 80).contains("cost-ops ingest"));
    let narrow = Period::Last(TimeDelta::hours(1))
        .window(at("2030-01-01T00:00:00Z"), Tz::UTC, report::Starts::default())
        .expect("a window");
    let table = report::run(&Query::new(narrow, Tz::UTC), &ledger()).expect("an answer");
    assert!(rendered(&table, Format::Table, 80).contains("--range all"));
}

#[test]
fn a_summary_compares_with_the_period_before() {
    let fake = ledger();
    let window = |from: &str, to: &str, before: &str| Window {
        range: InstantRange { from: Some(at(from)), to: Some(at(to)) },
        before: Some(InstantRange { from: Some(at(before)), to: Some(at(from)) }),
        label: "test".into(),
    };
    let window = window("2026-11-01T06:00:00Z", "2026-11-01T09:00:00Z", "2026-11-01T03:00:00Z");
    let table = report::summary(&window, &Default::default(), Tz::UTC, true, &fake).expect("a summary");
    let answer = json(&table);
    assert_eq!(answer["summary"]["total_cost_exact"], "0.015");
    assert_eq!(answer["summary"]["previous_total_cost_exact"], "0.006");
    assert_eq!(answer["summary"]["change"], 1.5);
    assert_eq!(answer["summary"]["average_cost_exact"], "0.005");
    assert_eq!(answer["by_provider"][0]["share"], 1);
    assert_eq!(answer["by_day"][0]["day"], "2026-11-01");
    assert_eq!(answer["by_project"].as_array().expect("projects").len(), 2);
    assert!(answer.get("by_user").is_none(), "nobody is named");
    assert!(fake.zone() == Tz::UTC);
}

#[test]
fn a_sum_beyond_a_double_stays_exact() {
    let records = (0..3).map(|_| record(at("2026-11-01T00:00:00Z"), "openai", "m", Some(i128::from(i64::MAX))));
    let table = report::run(&Query { by: by("model"), ..all(Tz::UTC) }, &Fake::new(Tz::UTC, records.collect()));
    let table = table.expect("an answer");
    assert_eq!(json(&table)["summary"]["total_cost_exact"], "27670116.110564327421");
    assert!(matches!(table.summary[0].1, Cell::Money(_)));
    assert!(rendered(&table, Format::Table, 80).contains("$27,670,116.11"));
}

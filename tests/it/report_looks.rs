//! How reports look, compared with files in `tests/fixtures/report/`.
//! `COST_OPS_BLESS=1` writes the files anew; read the difference before keeping it.

use std::path::Path;
use std::sync::LazyLock;

use chrono::TimeDelta;

use crate::report_ledger::{Fake, at, record};
use crate::report_query::rendered;
use crate::run::Home;
use cost_ops::domain::{Filter, Tz, UsageClass, Usd};
use cost_ops::render::{Format, Style};
use cost_ops::report::{self, Period, Query};
use cost_ops::table::{Cell, Column, Heat, Kind, Row, RowKind, Table};
use unicode_width::UnicodeWidthStr;

static ZONE: LazyLock<Tz> = LazyLock::new(|| "Europe/Berlin".parse().expect("a zone"));

/// Three weeks of two teams: long and wide names, a model without a price, tiny and large costs.
fn ledger() -> Fake {
    let models = [
        ("anthropic", "claude-opus-4-8-20260915", 412_345_678_901i128),
        ("openai", "gpt-5.2-mini", 1_234_567_890),
        ("openai", "text-embedding-3-small", 1_300_000),
        ("alibaba", "通义千问-超长名字的模型", 23_000_000_000),
        ("acme", "mystery-model-with-a-very-long-name-that-nobody-wants-to-read", 0),
    ];
    let mut records = Vec::new();
    for n in 0..260i64 {
        let (provider, model, cost) = models[(n * n % 11 % 5) as usize];
        let when = at("2026-11-02T07:11:13Z") + TimeDelta::minutes(n * 117) - TimeDelta::days(i64::from(n % 9 == 0));
        let mut one = record(when, provider, model, (cost > 0).then_some(cost * i128::from(n % 7 + 1)));
        one.measures.input_tokens = i128::from(12_345 * (n % 13 + 1));
        one.measures.cache_read_tokens = i128::from(9_876 * (n % 13 + 1));
        one.measures.output_tokens = i128::from(321 * (n % 5 + 1));
        let reported =
            [(UsageClass::Input, one.measures.input_tokens), (UsageClass::Output, one.measures.output_tokens)];
        one.usage = reported.into_iter().map(|(class, count)| (class, count as u64)).collect();
        one.labels.project = ["website", "", "mobile-app"][(n % 3) as usize].into();
        one.labels.user = if n % 2 == 0 { "ada@example.com".into() } else { "lin@example.com".into() };
        one.labels.tag("team", "blue");
        one.id = format!("req_{n:05}");
        records.push(one);
    }
    Fake::new(*ZONE, records)
}

fn compare(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/report").join(name);
    if std::env::var_os("COST_OPS_BLESS").is_some() {
        std::fs::write(&path, text).expect("written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(text == expected, "{name} is not as in {}; it is now:\n{text}", path.display());
}

fn query(by: &str) -> Query {
    let window = Period::Last(TimeDelta::days(30))
        .window(at("2026-11-23T10:30:00Z"), *ZONE, report::Starts::default())
        .expect("a window");
    let by = by.split(',').filter(|word| !word.is_empty()).map(|word| word.parse().expect("a dimension"));
    Query { by: by.collect(), ..Query::new(window, *ZONE) }
}

fn answers() -> [(&'static str, Table); 4] {
    let ledger = ledger();
    let run = |query: Query| report::run(&query, &ledger).expect("an answer");
    let summary = report::summary(&query("").window, &Filter::default(), *ZONE, true, &ledger).expect("a summary");
    [
        ("by-model", run(query("provider,model"))),
        ("by-day", run(Query { limit: Some(5), ..query("day,project") })),
        ("records", run(Query { limit: Some(4), ..query("") })),
        ("summary", summary),
    ]
}

#[test]
fn terminals_of_every_width() {
    for (name, table) in answers() {
        for width in [60, 80, 160] {
            let text = rendered(&table, Format::Table, width);
            for line in text.lines() {
                let is_note = table.notes.iter().any(|note| note.text == line);
                assert!(is_note || line.width() <= usize::from(width), "{width} columns: {line}");
            }
            compare(&format!("{name}-{width}.txt"), &text);
        }
    }
}

#[test]
fn every_other_format() {
    for (name, table) in answers() {
        for (format, ending) in [
            (Format::Json, "json"),
            (Format::Jsonl, "jsonl"),
            (Format::Csv, "csv"),
            (Format::Markdown, "md"),
            (Format::Yaml, "yaml"),
        ] {
            compare(&format!("{name}.{ending}"), &rendered(&table, format, 80));
        }
    }
}

#[test]
fn numbers_are_never_cut() {
    for (name, table) in answers() {
        for width in [1, 20, 40, 60, 200] {
            let text = rendered(&table, Format::Table, width);
            for line in text.lines().filter(|line| line.contains('$')) {
                assert!(!line.contains("$…") && !line.trim_end().ends_with(['…', ',']), "{name} at {width}: {line}");
            }
        }
    }
}

/// Everything a table can hold, and what is hard to show: long names, wide characters, control bytes,
/// nothing, zero, the largest amounts, negative ones.
pub(crate) fn adversarial() -> Table {
    let mut table =
        Table { title: "Long \u{1b}[31mnames and 広い文字".into(), zone: Some(*ZONE), ..Table::default() };
    table.columns = vec![
        Column::new("project", "Project", Kind::Text),
        Column::new("model", "モデル", Kind::Text).priority(1),
        Column::new("at", "At", Kind::Instant).priority(6),
        Column::new("requests", "Requests", Kind::Count).priority(5),
        Column::new("total_cost", "Cost", Kind::Money),
        Column::new("share", "Share", Kind::Share).priority(2),
        Column::new("change", "Change", Kind::Change).priority(3),
        Column::new("estimated", "Estimated", Kind::Flag).priority(8),
        Column::new("tags", "Tags", Kind::Json).priority(9),
        Column::new("seconds", "Seconds", Kind::Count).priority(10),
        Column::new("trend", "Trend", Kind::Spark).priority(4),
        Column::new("bar", "", Kind::Bar).priority(7),
    ];
    let pico = |amount: &str| Usd::from_pico(amount.parse().expect("a number"));
    let largest = "170141183460469231731687303715884105727";
    let rows = [
        ("", "", 0i128, Cell::Money(Usd::ZERO), 0, Cell::Change(0), vec![None, Some(0)]),
        (
            "",
            "tab\tbell\u{7}\u{202e}esc\u{1b}]0;x",
            1,
            Cell::Money(pico("1")),
            1,
            Cell::Change(1),
            vec![Some(1), Some(1_000_000)],
        ),
        (
            "データ基盤プロジェクト",
            &"x".repeat(300),
            i128::from(u64::MAX),
            Cell::Money(pico(largest)),
            1_000_000,
            Cell::Change(i64::MAX),
            vec![Some(500_000); 24],
        ),
        (
            "データ基盤プロジェクト",
            "é́́ combining 👨‍👩‍👧 family",
            -1,
            Cell::Money(pico("-1234567890123456")),
            -250_000,
            Cell::Change(-999_999),
            vec![],
        ),
        (
            "=cmd|' /C calc'!A0",
            "a|b`c`<script>",
            7,
            Cell::AtLeast(pico("3100000000000")),
            499,
            Cell::Empty,
            vec![Some(0); 3],
        ),
        ("none", "nothing at all", 0, Cell::Empty, 0, Cell::Change(i64::MIN + 1), vec![None; 4]),
    ];
    for (at, (project, model, count, cost, share, change, points)) in rows.into_iter().enumerate() {
        let cells = vec![
            Cell::text(project),
            Cell::text(model),
            if at == 0 { Cell::Empty } else { Cell::Instant(crate::report_ledger::at("2026-11-23T10:30:00.123456Z")) },
            Cell::Count(count),
            cost,
            Cell::Share(share),
            change,
            Cell::Flag(at % 2 == 0),
            Cell::Json(format!("{{\"team\":\"{}\"}}", "blue ".repeat(at * 4))),
            Cell::Milli(count),
            Cell::Spark(points),
            Cell::Share(share),
        ];
        if at == 0 || at == 2 {
            let mut sum = cells.clone();
            sum[1] = Cell::Empty;
            table.subtotal(sum);
        }
        table.item(cells);
    }
    let mut total = vec![Cell::Empty; table.columns.len()];
    (total[0], total[4]) = (Cell::Text("Total".into()), Cell::AtLeast(pico(largest)));
    table.rows.push(Row { kind: RowKind::Total, cells: total });
    table.fact("Cost", Cell::AtLeast(pico(largest)));
    table.fact("Change", Cell::Change(-123_456));
    table.fact("A label 広い \u{1b}[2J", Cell::Text("text that goes on ".repeat(12)));
    table.fact("Nothing", Cell::Empty);
    table.heat = Some(Heat {
        first: "2026-09-30".parse().expect("a date"),
        levels: (0..57).map(|day| if day % 9 == 8 { None } else { Some((day % 5) as u8) }).collect(),
        bounds: [pico("0"), pico("1"), pico("1"), pico(largest)],
        week_start: chrono::Weekday::Sun,
    });
    table.summary = vec![("total_cost".into(), Cell::Money(pico("-1"))), ("unpriced_requests".into(), Cell::Count(3))];
    table.note(true, "a warning with \u{1b}[31mcolor and a_very_long_word_".to_owned() + &"x".repeat(90));
    table.sections = vec![Table {
        id: "nothing".into(),
        title: "Nothing at all".into(),
        columns: table.columns.clone(),
        ..Table::default()
    }];
    table
}

#[test]
fn an_adversarial_table_on_terminals() {
    let table = adversarial();
    for width in [60, 80, 160] {
        let text = rendered(&table, Format::Table, width);
        for line in text.lines().filter(|line| !line.contains("a_very_long_word") && !line.contains("170,141,183")) {
            assert!(line.width() <= usize::from(width), "{width} columns: {line}");
        }
        compare(&format!("adversarial-{width}.txt"), &text);
    }
    let mut plain = Vec::new();
    let style = Style { width: 80, color: false, unicode: false };
    cost_ops::render::write(&table, Format::Table, style, &mut plain).expect("written");
    compare("adversarial-ascii.txt", &String::from_utf8(plain).expect("text"));
    let nothing = Table::default();
    assert_eq!(rendered(&nothing, Format::Table, 80), "");
}

#[test]
fn colors_leave_the_text_as_it_is() {
    let table = adversarial();
    let shown = |color| {
        let mut out = Vec::new();
        let style = Style { width: 250, color, unicode: true };
        cost_ops::render::write(&table, Format::Table, style, &mut out).expect("written");
        String::from_utf8(out).expect("text")
    };
    let codes = regex::Regex::new("\u{1b}\\[[0-9;]+m|\u{1b}\\[0m").expect("a pattern");
    let colored = shown(true);
    assert!(["\u{1b}[38;5;30m", "\u{1b}[38;5;160m", "\u{1b}[38;5;28m"].iter().all(|code| colored.contains(code)));
    assert_eq!(codes.replace_all(&colored, ""), shown(false));
}

#[test]
fn figures_stand_beside_the_sums() {
    let ledger = ledger();
    let run = |query: Query| report::run(&query, &ledger).expect("an answer");
    let trend = Query { trend: true, breakdown: vec!["model".parse().expect("a dimension")], ..query("project") };
    let now = Some(at("2026-11-23T10:30:00Z"));
    let weekly = Query { now, starts: report::Starts { week: chrono::Weekday::Sun, month: 1 }, ..query("week") };
    let calendar = report::calendar(&Query { now, ..query("") }, &ledger).expect("a calendar");
    let tags = report::tags(&query(""), &[], &ledger).expect("tags");
    for (name, table) in [("projects", run(trend)), ("weekly", run(weekly)), ("calendar", calendar), ("tags", tags)] {
        for width in [60, 80, 160] {
            let text = rendered(&table, Format::Table, width);
            assert!(text.lines().all(|line| line.width() <= usize::from(width)), "{text}");
            compare(&format!("{name}-{width}.txt"), &text);
        }
        compare(&format!("{name}.json"), &rendered(&table, Format::Json, 80));
    }
}

#[test]
fn the_block_that_is_going_on_has_its_own_sum() {
    let home = Home::new();
    let record = |hours: i64, tokens: u64| {
        let at = (chrono::Utc::now() - TimeDelta::hours(hours)).to_rfc3339();
        format!(
            r#"{{"provider":"openai","model":"gpt-4o","timestamp":"{at}","input_tokens":{tokens},"output_tokens":0}}"#
        )
    };
    home.pipe(["ingest", "-"], format!("{}\n{}", record(12, 1_000_000), record(0, 2_000_000)).as_bytes()).exits(0);
    let told: serde_json::Value =
        serde_json::from_str(&home.run(["blocks", "--active", "--source", "nat*", "--json"]).exits(0).stdout).unwrap();
    assert_eq!(told["data"].as_array().unwrap().len(), 1, "{told}");
    assert_eq!((&told["summary"]["total_cost_exact"], &told["summary"]["requests"]), (&"5".into(), &1.into()));
}

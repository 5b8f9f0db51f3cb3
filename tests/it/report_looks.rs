//! How reports look, compared with files in `tests/fixtures/report/`.
//! `COST_OPS_BLESS=1` writes the files anew; read the difference before keeping it.

use std::path::Path;

use chrono::TimeDelta;
use chrono_tz::{Europe, Tz};

use crate::report_ledger::{Fake, at, record};
use crate::report_query::rendered;
use cost_ops::domain::{Filter, UsageClass};
use cost_ops::render::Format;
use cost_ops::report::{self, Period, Query};
use cost_ops::table::Table;
use unicode_width::UnicodeWidthStr;

const ZONE: Tz = Europe::Berlin;

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
    Fake::new(ZONE, records)
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
    let window = Period::Last(TimeDelta::days(30)).window(at("2026-11-23T10:30:00Z"), ZONE).expect("a window");
    let by = by.split(',').filter(|word| !word.is_empty()).map(|word| word.parse().expect("a dimension"));
    Query { by: by.collect(), ..Query::new(window, ZONE) }
}

fn answers() -> [(&'static str, Table); 4] {
    let ledger = ledger();
    let run = |query: Query| report::run(&query, &ledger).expect("an answer");
    let summary = report::summary(&query("").window, &Filter::default(), ZONE, true, &ledger).expect("a summary");
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

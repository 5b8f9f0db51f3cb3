//! Exports: every record once, in constant memory, whatever is written meanwhile.

use chrono::TimeDelta;
use serde_json::Value;

use crate::report_ledger::{Fake, at, record};
use crate::run::Home;
use cost_ops::domain::{Filter, InstantRange, Result, Tz, UsageClass};
use cost_ops::render::{Format, Pages};
use cost_ops::report::Export;
use cost_ops::store::{Bucket, Dictionary, Grain, Reader, Record};

fn ledger(count: i64) -> Fake {
    let records = (0..count).map(|n| {
        // Several records share an instant, so that pages must go by row too.
        let mut one =
            record(at("2026-11-01T00:00:00Z") + TimeDelta::seconds(n / 7), "openai", "gpt-4o", Some(n.into()));
        one.labels.tag("team", "blue, \"green\"");
        one.usage.set(UsageClass::Input, 1_000);
        one.usage.set(UsageClass::Output, 100);
        if n == 13 {
            one.usage.set(UsageClass::WebSearches, 2);
            one.usage.set(UsageClass::InputAudioSeconds, 1_500);
            one.context.set("processing", "batch");
        }
        one.metadata = Some("{\"a\":[1,2e400,\"\\ud83d\\ude00\"]}".into());
        one
    });
    Fake::new(Tz::UTC, records.collect())
}

fn exported(fake: &Fake, format: Format, page: u64) -> String {
    let mut export = Export::new(fake, InstantRange::ALL, Filter::default(), Tz::UTC, page, format == Format::Csv)
        .expect("an export");
    let mut out = Vec::new();
    let mut last = export.heading();
    let mut pages = Pages::begin(format, &last, &mut out).expect("begun");
    while let Some(page) = export.page().expect("a page") {
        pages.page(&page, &mut out).expect("written");
    }
    last.summary = export.summary();
    pages.end(&last, &mut out).expect("ended");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn every_record_comes_once_whatever_the_page() {
    let fake = ledger(100);
    let whole = exported(&fake, Format::Jsonl, 1_000);
    for page in [1, 2, 7, 10, 99, 100, 101] {
        assert_eq!(exported(&fake, Format::Jsonl, page), whole, "pages of {page}");
    }
    let whole = whole.replace("2e400", "2");
    let ids: Vec<String> = whole
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["id"].as_str().expect("an id").to_owned())
        .collect();
    assert_eq!(ids, (1..=100).map(|n| format!("r{n}")).collect::<Vec<_>>());
}

#[test]
fn json_is_one_object_and_csv_has_the_same_words() {
    let fake = ledger(20);
    let json = exported(&fake, Format::Json, 6);
    assert!(json.contains("2e400"), "metadata is carried through as it is");
    let answer: Value = serde_json::from_str(&json.replace("2e400", "2")).expect("JSON");
    assert_eq!(answer["data"].as_array().expect("data").len(), 20);
    assert_eq!(answer["summary"]["total_records"], 20);
    let (usual, rare) = (&answer["data"][12], &answer["data"][13]);
    assert_eq!(rare["web_searches"], 2);
    assert_eq!(rare["input_audio_seconds"], 1.5);
    assert_eq!(rare["processing"], "batch");
    assert!(usual.get("web_searches").is_none() && usual.get("processing").is_none());
    assert_eq!(usual["cache_read_tokens"], Value::Null, "what was not reported is not zero");
    assert_eq!(answer["summary"]["total_cost_exact"], "0.00000000019");
    let csv = exported(&fake, Format::Csv, 6);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let headers = reader.headers().expect("headers").clone();
    let rows: Vec<_> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 20);
    let field = |row: usize, name: &str| {
        let at = headers.iter().position(|header| header == name).expect("the column");
        rows[row][at].to_owned()
    };
    assert_eq!(field(3, "total_cost"), "0.000000000003");
    assert_eq!((field(3, "web_searches"), field(13, "web_searches")), (String::new(), "2".into()));
    assert_eq!((field(13, "input_audio_seconds"), field(13, "processing")), ("1.5".into(), "batch".into()));
    assert_eq!(field(3, "tags"), "{\"team\":\"blue, \\\"green\\\"\"}");
    for name in ["id", "timestamp", "provider", "model", "input_tokens", "output_tokens", "organization_id"] {
        assert!(headers.iter().any(|header| header == name), "{name}");
    }
}

#[test]
fn an_empty_export_is_valid() {
    let fake = ledger(0);
    assert_eq!(exported(&fake, Format::Jsonl, 10), "");
    assert_eq!(exported(&fake, Format::Csv, 10).lines().count(), 1);
    let answer: Value = serde_json::from_str(&exported(&fake, Format::Json, 10)).expect("JSON");
    assert_eq!(answer["data"], Value::Array(Vec::new()));
}

/// A ledger to which somebody adds a newer record at every read.
struct Growing(Fake, std::cell::Cell<i64>);

impl Reader for Growing {
    fn zone(&self) -> Tz {
        self.0.zone()
    }
    fn dictionary(&self) -> Result<Dictionary> {
        self.0.dictionary()
    }
    fn fold(
        &self,
        grain: Grain,
        range: &InstantRange,
        filter: &Filter,
        each: &mut dyn FnMut(Bucket<'_>),
    ) -> Result<()> {
        self.0.fold(grain, range, filter, each)
    }
    fn records(
        &self,
        range: &InstantRange,
        filter: &Filter,
        ascending: bool,
        after: Option<(i64, i64)>,
        limit: u64,
    ) -> Result<Vec<Record>> {
        let reads = self.1.get();
        self.1.set(reads + 1);
        assert!(reads < 100, "the export never ends");
        let mut records = self.0.records.clone();
        for read in 0..reads {
            records.push(record(at("2026-12-01T00:00:00Z") + TimeDelta::seconds(read), "openai", "later", Some(1)));
        }
        Fake::new(Tz::UTC, records).records(range, filter, ascending, after, limit)
    }
}

#[test]
fn what_is_written_meanwhile_does_not_keep_it_going() {
    let growing = Growing(ledger(50), std::cell::Cell::new(0));
    let mut export = Export::new(&growing, InstantRange::ALL, Filter::default(), Tz::UTC, 1, false).expect("an export");
    let mut rows = 0;
    while let Some(page) = export.page().expect("a page") {
        rows += page.rows.len();
    }
    assert_eq!(rows, 50, "the export ends where the ledger ended when it began");
}

#[test]
fn only_formats_of_rows_are_written_page_by_page() {
    let heading =
        Export::new(&ledger(1), InstantRange::ALL, Filter::default(), Tz::UTC, 1, false).expect("an export").heading();
    assert!(Pages::begin(Format::Yaml, &heading, &mut Vec::new()).is_err());
}

#[test]
fn every_series_stands_once() {
    let home = Home::new();
    let long = "m".repeat(130);
    let models = [format!("{long}1"), format!("{long}2"), "other".to_owned()];
    let lines: Vec<String> = (0..400)
        .map(|n| models.get(n).cloned().unwrap_or_else(|| format!("model-{n}")))
        .map(|model| format!(r#"{{"provider":"other","model":"{model}","timestamp":"2026-10-01T10:00:00Z","input_tokens":5,"output_tokens":1}}"#))
        .collect();
    home.pipe(["ingest", "-"], lines.join("\n").as_bytes()).exits(0);
    let text = home.run(["export", "--format", "prometheus", "--range", "all"]).exits(0).stdout;
    let series: Vec<&str> =
        text.lines().filter(|line| !line.starts_with('#')).map(|line| line.rsplit_once(' ').unwrap().0).collect();
    let apart: std::collections::BTreeSet<&&str> = series.iter().collect();
    assert_eq!(apart.len(), series.len(), "{text}");
    let sum: u64 = text
        .lines()
        .filter(|line| line.starts_with("cost_ops_requests{"))
        .map(|line| line.rsplit_once(' ').unwrap().1.parse::<u64>().unwrap())
        .sum();
    assert_eq!(sum, 400);
}

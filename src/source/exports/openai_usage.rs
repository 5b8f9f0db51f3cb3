//! OpenAI's usage reports: pages of the usage API, the dashboard's table, the legacy `/v1/usage`.
//!
//! Owns: sums over a minute, an hour or a day. A sum is known by its period and by what it is
//! grouped by, so a period that was not over when it was reported is replaced by the same period
//! reported later: the larger counts. Refuses to know: reported costs, which have no tokens.
//!
//! Cached tokens are in the input. Sound and images stand beside `input_tokens`, unless the
//! parts given for text show that they are in it.

use std::io::BufRead;

use chrono::{DateTime, Timelike, Utc};
use serde_json::Value;

use crate::domain::{Error, EventId, Result, UsageClass, UsageCounts, UsageEvent};
use crate::source::agents::{draft, has_all, send};
use crate::source::identity::{Content, Repeats};
use crate::source::reading::Reading;
use crate::source::{Given, Sink, Source, first_value, time, wire};

use super::{begins_like_json, counted, first_of, has_columns, is_json, objects, openai_legacy, refusal, said, table};

pub(crate) const SOURCE: Source = Source {
    id: "openai-usage",
    about: "OpenAI usage (usage API pages, the dashboard's CSV, legacy /v1/usage)",
    namespace: "openai-usage",
    sniff,
    reading: Reading::Stream(read),
    agent: None,
};

const PERIOD: [&str; 3] = ["start_time", "end_time", "start_time_iso"];
const COST: &str = "amount_value";

fn sniff(head: &[u8]) -> u8 {
    if !begins_like_json(head) {
        return if has_columns(head, &PERIOD) { 97 } else { 0 };
    }
    let marked = memchr::memmem::find(head, b"\"organization.usage.").is_some()
        || memchr::memmem::find(head, b"\"organization.costs.result\"").is_some()
        || has_all(head, &["\"aggregation_timestamp\":", "\"n_context_tokens_total\":"]);
    let empty = || {
        first_value(head).is_some_and(|page| page["object"] == "page" && page["data"][0]["object"] == "bucket")
            || first_value(head).is_some_and(|page| openai_legacy::is_page(&page))
    };
    if marked || empty() { 97 } else { 0 }
}

fn read(input: &mut dyn BufRead, given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    let json = is_json(input)?;
    if is_cost(input.fill_buf().unwrap_or_default()) {
        return Err(refused());
    }
    if json {
        return pages(input, given, sink);
    }
    let mut repeats = Repeats::default();
    table(input, &PERIOD[..2], given, sink, &mut |row| {
        let period = Period::of(&row.cells, &row.cells)?;
        let mut key = key(&row.cells, &period, "");
        let repeat = repeats.count(&key.hash());
        event(&row.cells, &period, key.id(repeat))
    })
}

fn is_cost(head: &[u8]) -> bool {
    let usage = memchr::memmem::find(head, b"\"organization.usage.").is_some();
    has_columns(head, &[COST]) || (has_all(head, &["\"organization.costs.result\""]) && !usage)
}

const COSTS: &str = "reported costs without tokens, of the same calls that the usage export counts";

/// What costs are refused with: they would stand beside the computed costs of the same tokens.
fn refused() -> Error {
    refusal(
        COSTS,
        "ingest the usage export (the usage API, or Usage on the dashboard); \
         cost-ops reconcile FILE compares these costs with it",
    )
}

fn pages(input: &mut dyn BufRead, given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    objects(input, sink, &mut |place, page, sink| {
        if openai_legacy::is_page(page) {
            return openai_legacy::events(page).into_iter().for_each(|made| send(made, place, given, sink));
        }
        let buckets = match page.get("data").and_then(Value::as_array) {
            Some(buckets) => buckets.as_slice(),
            None if wire::has(page, &["results"]) => std::slice::from_ref(page),
            None => return send(Err("no page of buckets".into()), place, given, sink),
        };
        for bucket in buckets {
            let results = bucket.get("results").or_else(|| bucket.get("result")).and_then(Value::as_array);
            results.into_iter().flatten().for_each(|result| send(of_result(bucket, result), place, given, sink));
        }
    })
}

fn of_result(bucket: &Value, result: &Value) -> std::result::Result<Vec<UsageEvent>, String> {
    if wire::has(result, &["amount"]) {
        return Err(COSTS.into());
    }
    let period = Period::of(bucket, result)?;
    let kind = said(result, "object").trim_start_matches("organization.usage.").trim_end_matches(".result");
    let id = key(result, &period, if kind == "completions" { "" } else { kind }).id(0);
    event(result, &period, id)
}

/// When a sum begins, and the whole minute, hour or day it is of.
struct Period {
    begins: DateTime<Utc>,
    whole: String,
}

impl Period {
    /// The period a bucket or a row states, in seconds or as text.
    fn of(bucket: &Value, row: &Value) -> std::result::Result<Self, String> {
        let instant = |key: &str| match bucket.get(key).or_else(|| row.get(key)) {
            Some(Value::Number(seconds)) => time::epoch(&seconds.to_string()).map(Some),
            Some(Value::String(text)) => time::parse(text).map(Some),
            _ => Ok(None),
        };
        let begins = instant("start_time")?.or(instant("start_time_iso")?).ok_or("it has no start_time")?;
        let seconds = instant("end_time")?.map_or(86_400, |ends| (ends - begins).num_seconds());
        // The first and the last period of a report may be cut short.
        let whole = match seconds {
            ..=60 => format!("{} {:02}:{:02}", begins.date_naive(), begins.hour(), begins.minute()),
            61..=3_600 => format!("{} {:02}", begins.date_naive(), begins.hour()),
            _ => begins.date_naive().to_string(),
        };
        Ok(Period { begins, whole })
    }
}

/// What a sum is known by.
fn key(row: &Value, period: &Period, kind: &str) -> Content {
    let mut key = Content::default();
    key.text("period", &period.whole);
    let columns = ["project_id", "user_id", "api_key_id", "model", "service_tier", "source", "size"];
    let grouped = columns.iter().map(|column| (*column, said(row, column))).chain([("kind", kind)]);
    for (name, value) in grouped.filter(|(_, value)| !value.is_empty() && *value != "default") {
        key.text(name, value);
    }
    if is_batch(row) {
        key.text("batch", "true");
    }
    key
}

fn is_batch(row: &Value) -> bool {
    row["batch"] == true || said(row, "batch").eq_ignore_ascii_case("true")
}

fn event(row: &Value, period: &Period, id: EventId) -> std::result::Result<Vec<UsageEvent>, String> {
    let mut usage = tokens(row)?;
    other_counters(row, &mut usage)?;
    if usage.iter().all(|(_, count)| count == 0) {
        return unless_unknown(row);
    }
    wire::set(&mut usage, UsageClass::Requests, counted(row, "num_model_requests")?);
    // Without grouping by model the tokens count, and their cost stays unknown.
    let model = first_of(&[said(row, "model"), "unknown"]);
    let mut event = draft(&SOURCE, id, period.begins, model);
    event.usage = usage;
    event.provider = Some("openai".into());
    event.context.aggregate = true;
    match said(row, "service_tier") {
        "" | "default" | "standard" | "auto" => {}
        "batch" => event.context.set("processing", "batch"),
        tier => event.context.set("service_tier", tier.to_ascii_lowercase()),
    }
    if is_batch(row) {
        event.context.set("processing", "batch");
    }
    event.labels.project = first_of(&[said(row, "project_name"), said(row, "project_id")]).to_owned();
    event.labels.user = first_of(&[said(row, "user_email"), said(row, "user_id")]).to_owned();
    let api_key = first_of(&[said(row, "api_key_name"), said(row, "api_key_id")]);
    if !api_key.is_empty() {
        event.labels.tag("key", api_key);
    }
    Ok(vec![event])
}

/// Nothing for a sum over no calls; a reason when it counts what no price is known for.
fn unless_unknown(row: &Value) -> std::result::Result<Vec<UsageEvent>, String> {
    let unknown = ["images", "usage_bytes", "num_sessions", "sessions"];
    match unknown.iter().find(|key| counted(row, key).is_ok_and(|count| count.is_some_and(|count| count > 0))) {
        Some(key) => Err(format!("it counts {key}, and no tokens that a cost could be worked out for")),
        None => Ok(Vec::new()),
    }
}

/// A whole and its parts by kind, as the report names them: `input` and `input_cached`.
struct Parts {
    whole: Option<u64>,
    text: Option<u64>,
    audio: Option<u64>,
    image: Option<u64>,
}

impl Parts {
    fn of(row: &Value, name: &str) -> std::result::Result<Self, String> {
        let count = |kind: &str| counted(row, &format!("{name}{kind}_tokens"));
        Ok(Parts { whole: count("")?, text: count("_text")?, audio: count("_audio")?, image: count("_image")? })
    }

    /// All kinds together.
    fn all(&self) -> std::result::Result<Option<u64>, String> {
        let sum = wire::sum(&[self.text, self.audio, self.image])?;
        match self.whole {
            Some(whole) if self.text.is_some() && whole == sum => Ok(Some(whole)),
            None if sum == 0 => Ok(self.text),
            whole => wire::sum(&[whole.or(self.text), self.audio, self.image]).map(Some),
        }
    }
}

fn tokens(row: &Value) -> std::result::Result<UsageCounts, String> {
    let (input, cached) = (Parts::of(row, "input")?, Parts::of(row, "input_cached")?);
    let output = Parts::of(row, "output")?;
    let mut usage = UsageCounts::default();
    wire::set(&mut usage, UsageClass::Input, input.all()?);
    wire::set(&mut usage, UsageClass::CacheRead, cached.all()?);
    wire::set(&mut usage, UsageClass::Output, output.all()?);
    let kinds = [
        (input.audio, UsageClass::InputAudio, cached.audio, UsageClass::CacheAudioRead),
        (input.image, UsageClass::InputImage, cached.image, UsageClass::CacheImageRead),
        (output.audio, UsageClass::OutputAudio, None, UsageClass::CacheAudioRead),
        (output.image, UsageClass::OutputImage, None, UsageClass::CacheImageRead),
    ];
    for (count, class, cached, read) in kinds {
        if count.is_some_and(|count| count > 0) {
            wire::set(&mut usage, class, count);
            wire::set(&mut usage, read, cached);
        }
    }
    Ok(usage)
}

/// What speech and transcription are counted in.
fn other_counters(row: &Value, usage: &mut UsageCounts) -> std::result::Result<(), String> {
    wire::set(usage, UsageClass::InputCharacters, counted(row, "characters")?);
    let seconds = counted(row, "seconds")?;
    wire::set(usage, UsageClass::InputAudioSeconds, seconds.map(|seconds| seconds.saturating_mul(1_000)));
    Ok(())
}

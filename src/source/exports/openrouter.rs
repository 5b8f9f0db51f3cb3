//! OpenRouter's activity: a row a generation (CSV), or what `/api/v1/generation` answers.
//!
//! Owns: generations. Cached tokens are in the prompt, reasoning is in the completion; where the
//! counts of the model's own tokenizer (`native_…`) are given, they are what is billed. Their ids
//! are those of the responses, so a row and the stored body of a response are one event. Refuses
//! to know: the sums by day, which have no ids and tell the same generations again.

use std::io::BufRead;

use serde_json::Value;

use crate::domain::{EventId, Result, UsageEvent};
use crate::source::agents::{Tokens, draft, has_all, send};
use crate::source::reading::Reading;
use crate::source::{Given, Sink, Source, events, time, wire};

use super::{begins_like_json, counted, first_of, has_columns, is_json, objects, refusal, said, table};

pub(crate) const SOURCE: Source = Source {
    id: "openrouter",
    about: "OpenRouter activity (CSV with a row a generation, generation JSON)",
    namespace: events::NAMESPACE,
    sniff,
    reading: Reading::Stream(read),
    agent: None,
};

const BY_DAY: [&str; 4] = ["Date", "Slug", "Prompt Tokens", "Completion Tokens"];
const NEEDED: [&str; 4] = ["generation_id", "created_at", "tokens_prompt", "tokens_completion"];

fn sniff(head: &[u8]) -> u8 {
    let json = begins_like_json(head)
        && (has_all(head, &["\"tokens_prompt\":", "\"native_tokens_prompt\":"])
            || has_all(head, &["\"model_permaslug\":", "\"byok_usage_inference\":"]));
    if json || has_columns(head, &NEEDED) || has_columns(head, &BY_DAY) { 97 } else { 0 }
}

fn read(input: &mut dyn BufRead, given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    let head = input.fill_buf().unwrap_or_default();
    if has_columns(head, &BY_DAY) {
        return Err(refusal(
            SUM,
            "export the activity with a row for each generation (generation_id), and ingest that; \
             cost-ops reconcile FILE compares these sums with it",
        ));
    }
    if !is_json(input)? {
        return table(input, &NEEDED, given, sink, &mut |row| event(&row.cells));
    }
    objects(input, sink, &mut |place, record, sink| match record.get("data") {
        Some(Value::Array(rows)) => rows.iter().for_each(|row| send(event(row), place, given, sink)),
        Some(row) => send(event(row), place, given, sink),
        None => send(event(record), place, given, sink),
    })
}

const SUM: &str = "sums by day and model, which tell again what the rows of single generations tell";

fn event(row: &Value) -> std::result::Result<Vec<UsageEvent>, String> {
    if wire::has(row, &["date"]) && wire::has(row, &["requests"]) {
        return Err(SUM.into());
    }
    let id = first_of(&[said(row, "generation_id"), said(row, "id")]);
    if id.is_empty() {
        return Err("it has no generation_id".into());
    }
    let mut tokens = Tokens {
        input: either(row, "native_tokens_prompt", "tokens_prompt")?,
        cache_read: either(row, "native_tokens_cached", "tokens_cached")?,
        cache_write: either(row, "native_tokens_cache_write", "tokens_cache_write")?,
        output: either(row, "native_tokens_completion", "tokens_completion")?,
        reasoning: either(row, "native_tokens_reasoning", "tokens_reasoning")?,
        ..Tokens::default()
    };
    let cost = ["cost_total", "total_cost", "usage"].iter().find_map(|key| wire::dollars(row, &[key]));
    if tokens.is_nothing() && cost.is_none_or(|cost| cost.pico() == 0) {
        // It failed before a model answered.
        return Ok(Vec::new());
    }
    let model = first_of(&[said(row, "model_permaslug"), said(row, "model")]);
    if model.is_empty() {
        return Err("it names no model".into());
    }
    let mut event = draft(&SOURCE, EventId::Given(id.to_owned()), time::parse(said(row, "created_at"))?, model);
    event.metadata = tokens.raise().map(|note| serde_json::json!({ "note": note }).to_string());
    event.usage = tokens.within()?;
    event.provider = Some("openrouter".into());
    event.reported = cost;
    event.latency_ms = either(row, "generation_time_ms", "generation_time")?;
    event.labels.user = first_of(&[said(row, "user"), said(row, "external_user")]).to_owned();
    event.labels.agent = said(row, "app_name").to_owned();
    for (tag, column) in [("key", "api_key_name"), ("upstream", "provider_name")] {
        match said(row, column) {
            "" => {}
            value => event.labels.tag(tag, value),
        }
    }
    Ok(vec![event])
}

fn either(row: &Value, one: &str, other: &str) -> std::result::Result<Option<u64>, String> {
    match counted(row, one)? {
        None => counted(row, other),
        found => Ok(found),
    }
}

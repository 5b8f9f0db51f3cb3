//! LiteLLM's spend logs: a dump of the table (CSV), `/spend/logs` (JSON), what callbacks are given.
//!
//! Owns: rows with one call each. `prompt_tokens` has the cached and written tokens in it; what
//! kind they are stands in `metadata`, an object or its JSON text. Refuses to know: sums by day,
//! whose breakdowns tell the same calls once for each dimension, and tell again what the rows do.
//!
//! A hit in the proxy's own cache repeats the tokens of the call it saved: no provider was asked,
//! and nothing is counted. A spend of 0 for tokens is a model the proxy has no price for.

use std::borrow::Cow;
use std::io::BufRead;

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::domain::{EventId, Rejection, Result, UsageClass, UsageCounts, UsageEvent, Usd};
use crate::source::agents::{Tokens, content_id, draft, has_all, send};
use crate::source::native::one_tag;
use crate::source::providers::anthropic::context_of;
use crate::source::reading::Reading;
use crate::source::{Given, Sink, Source, time, wire};

use super::{begins_like_json, counted, first_of, has_columns, is_json, nested, objects, said, table};

pub(crate) const SOURCE: Source = Source {
    id: "litellm",
    about: "LiteLLM spend logs (table dump as CSV, /spend/logs as JSON, callback payloads)",
    namespace: "litellm",
    sniff,
    reading: Reading::Stream(read),
    agent: None,
};

const NEEDED: [&str; 4] = ["request_id", "spend", "prompt_tokens", "completion_tokens"];

fn sniff(head: &[u8]) -> u8 {
    let marks: [&[&str]; 4] = [
        &["\"request_id\":", "\"call_type\":", "\"startTime\":"],
        &["\"call_type\":", "\"response_cost\":", "\"prompt_tokens\":"],
        &["\"breakdown\":", "\"metrics\":", "\"api_requests\":"],
        &["\"startTime\":", "\"spend\":", "\"users\":", "\"models\":"],
    ];
    let json = begins_like_json(head) && marks.iter().any(|marks| has_all(head, marks));
    if json || has_columns(head, &NEEDED) { 97 } else { 0 }
}

fn read(input: &mut dyn BufRead, given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    if !is_json(input)? {
        return table(input, &NEEDED, given, sink, &mut |row| events(&row.cells));
    }
    objects(input, sink, &mut |place, record, sink| match record.get("data").and_then(Value::as_array) {
        Some(page) => page.iter().for_each(|record| send(events(record), place, given, sink)),
        None if is_sum(record) => sink(Err(Rejection { line: place, reason: SUM.into() })),
        None => send(events(record), place, given, sink),
    })
}

const SUM: &str = "sums over many calls, which the spend logs tell one by one: export those (/spend/logs with \
                   summarize=false)";

fn is_sum(record: &Value) -> bool {
    let by_day = record.get("results").is_some_and(Value::is_array);
    by_day || (wire::has(record, &["models"]) && wire::has(record, &["users"]) && !wire::has(record, &["request_id"]))
}

fn events(record: &Value) -> std::result::Result<Vec<UsageEvent>, String> {
    let metadata = nested(record, "metadata")?;
    let usage = ["usage_object", "additional_usage_values"].iter().find_map(|key| metadata.get(*key));
    let usage = usage.filter(|usage| usage.is_object()).unwrap_or(&Value::Null);
    let mut tokens = tokens(record, usage)?;
    if tokens.is_nothing() || is_hit(record) {
        return Ok(Vec::new());
    }
    let model = first_of(&[said(record, "model"), said(record, "model_group")]);
    if model.is_empty() {
        return Err("it names no model".into());
    }
    let began = instant(record, "startTime")?.ok_or("it has no startTime")?;
    let mut event = draft(&SOURCE, identity(record), began, model);
    event.metadata = tokens.raise().map(|note| serde_json::json!({ "note": note }).to_string());
    event.usage = tokens.within()?;
    other_counters(&mut event.usage, usage)?;
    let text = |key| wire::text(usage, &[key]);
    event.context = context_of(text("service_tier"), text("speed"), text("inference_geo"));
    if said(record, "call_type").contains("batch") {
        event.context.set("processing", "batch");
    }
    event.provider = Some(said(record, "custom_llm_provider").to_owned()).filter(|provider| !provider.is_empty());
    event.reported = spend(record);
    event.latency_ms = latency(record, began)?;
    label(&mut event, record, &metadata);
    Ok(vec![event])
}

fn is_hit(record: &Value) -> bool {
    record["cache_hit"] == true || said(record, "cache_hit").eq_ignore_ascii_case("true")
}

/// The id of the request; the same in the log, its dump and the callback.
fn identity(record: &Value) -> EventId {
    match first_of(&["request_id", "id", "litellm_call_id"].map(|key| said(record, key))) {
        "" => content_id(&[("record", &record.to_string())]),
        id => EventId::Given(id.to_owned()),
    }
}

fn tokens(record: &Value, usage: &Value) -> std::result::Result<Tokens, String> {
    let read: [&[&str]; 4] = [
        &["prompt_tokens_details", "cached_tokens"],
        &["cache_read_input_tokens"],
        &["prompt_cache_hit_tokens"],
        &["num_cached_tokens"],
    ];
    let written: [&[&str]; 3] = [
        &["prompt_tokens_details", "cache_write_tokens"],
        &["prompt_tokens_details", "cache_creation_tokens"],
        &["cache_creation_input_tokens"],
    ];
    let hour: [&[&str]; 2] = [
        &["prompt_tokens_details", "cache_creation_token_details", "ephemeral_1h_input_tokens"],
        &["cache_creation", "ephemeral_1h_input_tokens"],
    ];
    let reasoning = wire::count(usage, &["completion_tokens_details", "reasoning_tokens"])?;
    let (input, mut output) = (counted(record, "prompt_tokens")?, counted(record, "completion_tokens")?);
    let beside = wire::sum(&[input, output, reasoning])?;
    if reasoning.is_some_and(|count| count > 0) && counted(record, "total_tokens")? == Some(beside) {
        output = Some(wire::sum(&[output, reasoning])?);
    }
    Ok(Tokens {
        input,
        cache_read: wire::first(usage, &read)?,
        cache_write: wire::first(usage, &written)?,
        cache_write_1h: wire::first(usage, &hour)?.filter(|count| *count > 0),
        output,
        reasoning,
    })
}

/// Sound, images and searches. Where texts, other kinds and the cached tokens add up to the
/// prompt, the kinds leave out what of them was cached, which is said as none.
fn other_counters(counts: &mut UsageCounts, usage: &Value) -> std::result::Result<(), String> {
    use UsageClass::{CacheAudioRead, CacheImageRead, CacheVideoRead, InputAudio, InputImage, InputVideo};
    let prompt = |key| wire::count(usage, &["prompt_tokens_details", key]);
    let completion = |key| wire::count(usage, &["completion_tokens_details", key]);
    let kinds = [
        (prompt("audio_tokens")?, InputAudio, CacheAudioRead),
        (prompt("image_tokens")?, InputImage, CacheImageRead),
        (prompt("video_tokens")?, InputVideo, CacheVideoRead),
    ];
    let parts = [kinds[0].0, kinds[1].0, kinds[2].0, prompt("text_tokens")?];
    let fresh = wire::sum(&parts)?;
    let cached = counts.get(UsageClass::CacheRead).saturating_add(counts.get(UsageClass::CacheWrite));
    let apart = fresh.saturating_add(cached) == counts.get(UsageClass::Input);
    for (count, class, read) in kinds {
        let Some(count) = count.filter(|count| *count > 0) else { continue };
        counts.set(class, count);
        if apart && cached > 0 {
            counts.set(read, 0);
        }
    }
    let sound = completion("audio_tokens")?.filter(|count| *count > 0);
    let images = completion("image_tokens")?.filter(|count| *count > 0);
    let searches = wire::count(usage, &["server_tool_use", "web_search_requests"])?.filter(|count| *count > 0);
    wire::set(counts, UsageClass::OutputAudio, sound);
    wire::set(counts, UsageClass::OutputImage, images);
    wire::set(counts, UsageClass::WebSearches, searches);
    Ok(())
}

fn spend(record: &Value) -> Option<Usd> {
    ["spend", "response_cost"].iter().find_map(|key| wire::dollars(record, &[key])).filter(|spend| *spend != Usd::ZERO)
}

/// An instant as text without a zone (UTC) or as seconds.
fn instant(record: &Value, key: &str) -> std::result::Result<Option<DateTime<Utc>>, String> {
    match record.get(key) {
        Some(Value::Number(seconds)) => time::epoch(&seconds.to_string()).map(Some),
        _ => Some(said(record, key)).filter(|text| !text.is_empty()).map(time::parse).transpose(),
    }
}

fn latency(record: &Value, began: DateTime<Utc>) -> std::result::Result<Option<u64>, String> {
    if let Some(stated) = counted(record, "request_duration_ms")? {
        return Ok(Some(stated));
    }
    let ended = instant(record, "endTime")?;
    Ok(ended.and_then(|ended| u64::try_from((ended - began).num_milliseconds()).ok()))
}

fn label(event: &mut UsageEvent, record: &Value, metadata: &Value) {
    let labels = &mut event.labels;
    labels.user = first_of(&[said(record, "user"), said(metadata, "user_api_key_user_id")]).to_owned();
    labels.organization =
        first_of(&[said(record, "organization_id"), said(metadata, "user_api_key_org_id")]).to_owned();
    let project = ["user_api_key_project_alias", "user_api_key_project_id"].map(|key| said(metadata, key));
    labels.project = first_of(&project).to_owned();
    labels.session = first_of(&[said(record, "session_id"), said(record, "trace_id")]).to_owned();
    labels.agent =
        Some(said(metadata, "user_agent")).filter(|client| client.len() <= 128).unwrap_or_default().to_owned();
    let tags = nested(record, "request_tags").ok().map(Cow::into_owned).unwrap_or_default();
    for tag in tags.as_array().into_iter().flatten().filter_map(Value::as_str) {
        match tag.strip_prefix("User-Agent: ") {
            Some(client) => labels.agent = first_of(&[&labels.agent, client]).to_owned(),
            None => {
                let (key, value) = one_tag(tag);
                labels.tag(key, value);
            }
        }
    }
    let team = first_of(&[said(record, "team_id"), said(metadata, "user_api_key_team_id")]);
    let beside = [
        ("team", first_of(&[said(metadata, "user_api_key_team_alias"), team])),
        ("key", said(metadata, "user_api_key_alias")),
        ("end_user", said(record, "end_user")),
    ];
    beside.iter().filter(|(_, value)| !value.is_empty()).for_each(|(key, value)| labels.tag(*key, *value));
}

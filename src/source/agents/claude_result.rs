//! What `claude -p --output-format json` prints, and the end of its `stream-json`.
//!
//! Owns: `modelUsage`, which has all models of a run, helpers and subagents among them; `usage`
//! has only the main loop. Refuses to know: the session logs, which tell the same requests one
//! by one, so that the ledger has no use for these sums once it has the responses of a session.
//!
//! The counters of a run grow from result to result of one process, so the last result of a
//! session in an input is the run's. The messages of a stream count what they began with, a few tokens of
//! each answer: a run that was cut short, and has no result, is told by its log.

use serde_json::Value;

use crate::domain::{EventId, Labels, Rejection, Result, Telemetry, UsageClass, UsageEvent};
use crate::source::providers::anthropic;
use crate::source::reading::Reading;
use crate::source::{Given, Sink, Source, wire};

use super::{Tokens, content_id, draft, first_objects, has_all, not_json, send};

pub(crate) const SOURCE: Source = Source {
    id: "claude-result",
    about: "results of claude -p --output-format json or stream-json (one record a model)",
    namespace: "claude-result",
    sniff: |head| if first_objects(head).iter().any(is_of_run) || is_list(head) { 97 } else { 0 },
    reading: Reading::Whole(read),
    agent: None,
};

fn is_of_run(record: &Value) -> bool {
    is_result(record) || (record["type"] == "system" && record["subtype"] == "init" && record["session_id"].is_string())
}

/// Whether it is what `--verbose` makes of the one result: a list of all messages.
fn is_list(head: &[u8]) -> bool {
    let run = has_all(head, &["\"session_id\":", "\"subtype\":"]);
    run && (has_all(head, &["\"type\":", "\"system\"", "\"init\""]) || has_all(head, &["\"modelUsage\":"]))
}

fn is_result(record: &Value) -> bool {
    record["type"] == "result" && (record.get("modelUsage").is_some() || record.get("total_cost_usd").is_some())
}

fn read(bytes: &[u8], given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    let mut results = Vec::new();
    for (place, record) in (1..).zip(serde_json::Deserializer::from_slice(bytes).into_iter::<Value>()) {
        match record {
            Ok(Value::Array(list)) => list.into_iter().for_each(|record| take(&mut results, place, record)),
            Ok(record) => take(&mut results, place, record),
            Err(error) => {
                sink(Err(Rejection { line: place, reason: not_json(&error) }));
                break;
            }
        }
    }
    results.iter().for_each(|(place, result)| send(events(result, given), *place, given, sink));
    Ok(())
}

/// Keeps a result in the place of earlier ones of its session.
fn take(results: &mut Vec<(u64, Value)>, place: u64, record: Value) {
    if is_result(&record) {
        results.retain(|(_, earlier)| earlier["session_id"] != record["session_id"]);
        results.push((place, record));
    }
}

fn labels(session: &str) -> Labels {
    Labels { session: session.to_owned(), agent: "claude-code".into(), ..Labels::default() }
}

fn events(result: &Value, given: &Given) -> std::result::Result<Vec<UsageEvent>, String> {
    let Some(models) = result["modelUsage"].as_object().filter(|models| !models.is_empty()) else {
        return Err("the result has no modelUsage, so it does not say which models were used".into());
    };
    models.iter().map(|(model, used)| event(result, model, used, given)).collect()
}

fn event(result: &Value, model: &str, used: &Value, given: &Given) -> std::result::Result<UsageEvent, String> {
    let count = |key| wire::count(used, &[key]).map_err(|why| format!("modelUsage.{}: {why}", wire::safe(model)));
    let tokens = Tokens {
        input: count("inputTokens")?,
        cache_read: count("cacheReadInputTokens")?,
        cache_write: count("cacheCreationInputTokens")?,
        output: count("outputTokens")?,
        ..Tokens::default()
    };
    let at = given.at.ok_or("it has no time in it")?;
    let session = wire::text(result, &["session_id"]).unwrap_or_default();
    let id = match wire::text(result, &["uuid"]).or(Some(session)).filter(|id| !id.is_empty()) {
        Some(run) => EventId::Given(format!("{run}#{model}")),
        None => content_id(&[("result", &result.to_string()), ("model", model)]),
    };
    let mut event = draft(&SOURCE, id, at, model);
    event.usage = Tokens { cache_write_1h: one_hour(result, &tokens)?, ..tokens }.beside()?;
    let searches = count("webSearchRequests")?.filter(|searches| *searches > 0);
    wire::set(&mut event.usage, UsageClass::WebSearches, searches);
    event.provider = anthropic::provider_of(None, Some(model)).map(str::to_owned);
    event.reported = wire::dollars(used, &["costUSD"]);
    event.context.aggregate = true;
    event.labels = labels(session);
    if !session.is_empty() {
        event.labels.tag(Labels::RESULT.0, Labels::RESULT.1);
        event.telemetry = Telemetry::of_sum(&event.labels);
    }
    Ok(event)
}

/// The one-hour part of what a model wrote: the counters of the main loop say it, if they are
/// this model's.
fn one_hour(result: &Value, tokens: &Tokens) -> std::result::Result<Option<u64>, String> {
    let count = |path: &[&str]| wire::count(result, path);
    let same = count(&["usage", "cache_creation_input_tokens"])? == tokens.cache_write
        && count(&["usage", "input_tokens"])? == tokens.input
        && count(&["usage", "output_tokens"])? == tokens.output;
    if !same {
        return Ok(None);
    }
    count(&["usage", "cache_creation", "ephemeral_1h_input_tokens"])
}

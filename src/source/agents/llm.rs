//! The database of the `llm` command line tool: a row a response.
//!
//! Older versions write `responses`, newer ones `turns`, under ids of one kind; both may be
//! there. `token_details` holds what the provider counted beside input and output, without
//! zeros and in the provider's own words, so the words tell how the counters nest.

use serde_json::{Map, Value};

use crate::domain::{EventId, Result, UsageClass, UsageCounts, UsageEvent, Usd};
use crate::source::log::{Places, Root};
use crate::source::providers::anthropic;
use crate::source::reading::{Reading, TableReading, Tables};
use crate::source::{Given, Sink, Source, time, wire};

use super::{Agent, Tokens, draft, send};

pub(crate) const SOURCE: Source = Source {
    id: "llm",
    about: "logs.db of the llm command line tool",
    namespace: "llm",
    sniff: |_| 0,
    reading: Reading::Tables(TableReading { claims, read }),
    agent: Some(Agent { roots, holds: |path| path.ends_with("logs.db"), deletes_after_days: None }),
};

fn claims(tables: &[String]) -> bool {
    let has = |name: &str| tables.iter().any(|table| table == name);
    (has("responses") && has("conversations")) || (has("turns") && (has("threads") || has("_llm_migrations")))
}

fn roots(places: &Places<'_>) -> Vec<Root> {
    places.roots("LLM_USER_PATH", "", &places.application("io.datasette.llm"))
}

/// The columns that are of use; each version lacks some.
const WANTED: [&str; 10] = [
    "id",
    "model",
    "resolved_model",
    "conversation_id",
    "thread_id",
    "input_tokens",
    "output_tokens",
    "token_details",
    "datetime_utc",
    "duration_ms",
];

fn read(tables: &mut dyn Tables, given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    let mut place = 0;
    for table in ["responses", "turns"] {
        let there = tables.columns(table)?;
        let columns: Vec<&str> = WANTED.into_iter().filter(|name| there.iter().any(|column| column == name)).collect();
        // Before its counters had columns of their own there is nothing to read.
        if !columns.contains(&"input_tokens") {
            continue;
        }
        tables.rows(&format!("SELECT {} FROM {table} ORDER BY id", columns.join(", ")), &mut |row| {
            place += 1;
            send(response(&row, given), place, given, sink);
        })?;
    }
    Ok(())
}

fn response(row: &Value, given: &Given) -> std::result::Result<Vec<UsageEvent>, String> {
    let (input, output) = (wire::count(row, &["input_tokens"])?, wire::count(row, &["output_tokens"])?);
    let details = wire::text(row, &["token_details"]).map(serde_json::from_str::<Map<String, Value>>).transpose();
    let details = Value::Object(details.map_err(|_| "token_details is no JSON object")?.unwrap_or_default());
    let usage = usage(input, output, &details)?;
    if usage.total_tokens() == 0 {
        return Ok(Vec::new());
    }
    let id = wire::text(row, &["id"]).ok_or("the response has no id")?;
    let at = wire::text(row, &["datetime_utc"]).map(time::parse).transpose()?.or(given.at);
    let asked = wire::text(row, &["model"]);
    let model = wire::text(row, &["resolved_model"]).or(asked).or(given.model.as_deref());
    let (provider, model) = named(model.ok_or("it names no model")?);
    let mut event = draft(&SOURCE, EventId::Given(id.to_owned()), at.ok_or("it has no time in it")?, model);
    event.usage = usage;
    let said = |word| wire::text(&details, &[word]);
    event.context = anthropic::context_of(said("service_tier"), said("speed"), said("inference_geo"));
    event.reported = wire::dollars(&details, &["cost"]).filter(|cost| *cost != Usd::ZERO);
    event.provider = provider.or_else(|| asked.and_then(|asked| named(asked).0)).map(str::to_owned);
    event.latency_ms = wire::count(row, &["duration_ms"])?;
    event.labels.session =
        wire::text(row, &["conversation_id"]).or(wire::text(row, &["thread_id"])).unwrap_or_default().to_owned();
    event.labels.agent = SOURCE.id.into();
    Ok(vec![event])
}

/// The provider a plugin names before its models, as the price book calls it, and the model.
fn named(model: &str) -> (Option<&str>, &str) {
    match model.split_once('/') {
        Some(("anthropic", model)) => (Some("anthropic"), model),
        Some(("gemini", model)) => (Some("google"), model),
        Some(("mistral", model)) => (Some("mistral"), model),
        Some(("openrouter", model)) => (Some("openrouter"), model),
        Some(("groq", model)) => (Some("groq"), model),
        _ => (None, model),
    }
}

fn usage(input: Option<u64>, output: Option<u64>, details: &Value) -> std::result::Result<UsageCounts, String> {
    let anthropic = ["cache_creation_input_tokens", "cache_read_input_tokens", "cache_creation", "server_tool_use"];
    if anthropic.iter().any(|word| wire::has(details, &[word])) {
        let mut whole = details.clone();
        whole["input_tokens"] = input.into();
        whole["output_tokens"] = output.into();
        return Ok(anthropic::parts(&whole)?.into_iter().next().map(|part| part.usage).unwrap_or_default());
    }
    if wire::has(details, &["thoughtsTokenCount"]) || wire::has(details, &["cachedContentTokenCount"]) {
        return gemini(input, output, details);
    }
    let tokens = Tokens {
        input,
        output,
        cache_read: wire::first(details, &[&["prompt_tokens_details", CACHED], &["input_tokens_details", CACHED]])?,
        cache_write: wire::first(details, &[&["prompt_tokens_details", WRITTEN], &["input_tokens_details", WRITTEN]])?,
        reasoning: wire::first(
            details,
            &[
                &["completion_tokens_details", "reasoning_tokens"],
                &["output_tokens_details", "reasoning_tokens"],
                &["output_tokens_details", "thinking_tokens"],
            ],
        )?,
        ..Tokens::default()
    };
    let mut usage = tokens.within()?;
    let audio = |side| wire::count(details, &[side, "audio_tokens"]);
    wire::set(&mut usage, UsageClass::InputAudio, audio("prompt_tokens_details")?);
    wire::set(&mut usage, UsageClass::OutputAudio, audio("completion_tokens_details")?);
    Ok(usage)
}

const CACHED: &str = "cached_tokens";
const WRITTEN: &str = "cache_write_tokens";

/// Thoughts stand beside the candidates; versions that leave the candidates in the details have
/// added both up.
fn gemini(input: Option<u64>, output: Option<u64>, details: &Value) -> std::result::Result<UsageCounts, String> {
    let thoughts = wire::count(details, &["thoughtsTokenCount"])?;
    let candidates = wire::count(details, &["candidatesTokenCount"])?;
    let added = candidates.is_some() && output == Some(wire::sum(&[candidates, thoughts])?);
    let tokens = Tokens {
        input,
        cache_read: wire::count(details, &["cachedContentTokenCount"])?,
        output: if added { output } else { Some(wire::sum(&[output, thoughts])?) },
        reasoning: thoughts,
        ..Tokens::default()
    };
    tokens.within()
}

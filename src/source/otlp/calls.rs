//! Calls that coding agents tell of one by one, as log records.
//!
//! Owns: which records are calls, their counters and names: Claude Code, Codex, Gemini CLI and its
//! kin. Refuses to know: the agents' own logs, which tell of the same calls under other names.

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::domain::{EventId, Telemetry, UsageClass, UsageEvent, Usd};
use crate::source::agents::{Tokens, UNKNOWN_MODEL, content_id, draft};
use crate::source::providers::anthropic;
use crate::source::{Given, time};

use super::facts::{Facts, instant};
use super::{SOURCE, labels};

type Made = Result<UsageEvent, String>;

/// The call a log record tells of; nothing for every other record.
pub(super) fn event(record: &Value, scope: &str, facts: Facts<'_>, given: &Given) -> Option<Made> {
    let name = facts.text("event.name").or(record["eventName"].as_str()).or(record["body"]["stringValue"].as_str())?;
    let service = facts.text("service.name").unwrap_or_default();
    let is_of = |agent: &str| scope.contains(agent) || service.replace('-', "_").contains(agent);
    let kind = facts.text("event.kind");
    let made = match name {
        "claude_code.api_request" => claude(record, facts, given),
        "api_request" if is_of("claude_code") => claude(record, facts, given),
        _ if name.starts_with("codex.") && kind == Some("response.completed") => codex(record, facts, given),
        "gemini_cli.api_response" => gemini(record, facts, given, "gemini-cli"),
        "qwen-code.api_response" => gemini(record, facts, given, "qwen-code"),
        _ => return None,
    };
    made.transpose()
}

fn instant_of(record: &Value, facts: Facts<'_>, given: &Given) -> Result<DateTime<Utc>, String> {
    let said = || facts.text("event.timestamp").map(time::parse).transpose();
    instant(record, &["timeUnixNano"])
        .map_or_else(said, |at| Ok(Some(at)))?
        .or_else(|| instant(record, &["observedTimeUnixNano"]))
        .or(given.at)
        .ok_or_else(|| "it has no time in it".into())
}

/// A call of this agent; `id` is what the record itself is named by.
fn call(
    (agent, session): (&str, &str),
    id: Option<&str>,
    tokens: Tokens,
    record: &Value,
    facts: Facts<'_>,
    given: &Given,
) -> Result<Option<UsageEvent>, String> {
    if tokens.is_nothing() {
        return Ok(None);
    }
    let at = instant_of(record, facts, given)?;
    let labels = labels(facts, agent, &[session]);
    let id = id.map_or_else(|| content(agent, &labels.session, at, facts, &tokens), |id| EventId::Given(id.into()));
    let model = facts.text("model").or(given.model.as_deref()).unwrap_or(UNKNOWN_MODEL);
    let mut event = draft(&SOURCE, id, at, model);
    event.latency_ms = facts.count(&["duration_ms"]).ok().flatten();
    event.labels = labels;
    event.telemetry = Some(Box::new(Telemetry::Call { around: None }));
    Ok(Some(event))
}

/// Records without an id are known by what they say.
fn content(agent: &str, session: &str, at: DateTime<Utc>, facts: Facts<'_>, tokens: &Tokens) -> EventId {
    let sequence = facts.get("event.sequence").map(Value::to_string).unwrap_or_default();
    content_id(&[
        ("agent", agent),
        ("session", session),
        ("at", &at.to_rfc3339()),
        ("sequence", &sequence),
        ("model", facts.text("model").unwrap_or_default()),
        ("tokens", &format!("{tokens:?}")),
    ])
}

/// The input leaves cached and written tokens out. How long written ones are kept is not said.
fn claude(record: &Value, facts: Facts<'_>, given: &Given) -> Result<Option<UsageEvent>, String> {
    let tokens = Tokens {
        input: facts.count(&["input_tokens"])?,
        cache_read: facts.count(&["cache_read_tokens"])?,
        cache_write: facts.count(&["cache_creation_tokens"])?,
        output: facts.count(&["output_tokens"])?,
        ..Tokens::default()
    };
    let id = facts.text("request_id");
    let Some(mut event) = call(("claude-code", "session.id"), id, tokens, record, facts, given)? else {
        return Ok(None);
    };
    event.usage = tokens.beside()?;
    event.provider = anthropic::provider_of(None, Some(&event.model)).map(str::to_owned);
    event.reported = facts.dollars(&["cost_usd"]);
    if event.reported.is_none() {
        let micros = facts.count(&["cost_usd_micros"]).ok().flatten();
        event.reported = micros.map(|micros| Usd::from_pico(i128::from(micros) * 1_000_000));
    }
    if let Some(speed) = facts.text("speed").filter(|speed| *speed == "fast") {
        event.context.set("speed", speed);
    }
    Ok(Some(event))
}

/// The input has cached and written tokens in it; what is called the tool's count is the total.
fn codex(record: &Value, facts: Facts<'_>, given: &Given) -> Result<Option<UsageEvent>, String> {
    let mut tokens = Tokens {
        input: facts.count(&["input_token_count"])?,
        cache_read: facts.count(&["cached_token_count"])?,
        cache_write: facts.count(&["cache_write_token_count"])?,
        output: facts.count(&["output_token_count"])?,
        reasoning: facts.count(&["reasoning_token_count"])?,
        ..Tokens::default()
    };
    let note = tokens.raise();
    let Some(mut event) = call(("codex", "conversation.id"), None, tokens, record, facts, given)? else {
        return Ok(None);
    };
    event.usage = tokens.within()?;
    event.metadata = note.map(|note| serde_json::json!({ "note": note }).to_string());
    Ok(Some(event))
}

/// The input has cached tokens in it; thoughts stand beside the output, prompts of tools beside the
/// input.
fn gemini(record: &Value, facts: Facts<'_>, given: &Given, agent: &str) -> Result<Option<UsageEvent>, String> {
    let count = |name| facts.count(&[name]);
    let (thoughts, tool) = (count("thoughts_token_count")?, count("tool_token_count")?);
    let add = |whole: Option<u64>, part: Option<u64>| match (whole, part) {
        (None, None) => None,
        (whole, part) => Some(whole.unwrap_or(0).saturating_add(part.unwrap_or(0))),
    };
    let mut tokens = Tokens {
        input: add(count("input_token_count")?, tool),
        cache_read: count("cached_content_token_count")?,
        output: add(count("output_token_count")?, thoughts),
        reasoning: thoughts,
        ..Tokens::default()
    };
    let note = tokens.raise();
    let Some(mut event) = call((agent, "session.id"), None, tokens, record, facts, given)? else { return Ok(None) };
    event.usage = tokens.within()?;
    if let Some(tool) = tool.filter(|tool| *tool > 0) {
        event.usage.set(UsageClass::InputTool, tool);
    }
    event.metadata = note.map(|note| serde_json::json!({ "note": note }).to_string());
    Ok(Some(event))
}

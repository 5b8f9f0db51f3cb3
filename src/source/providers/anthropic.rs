//! Anthropic Messages, also as served by Bedrock `invoke` and Vertex.
//!
//! The counters are exclusive: fresh, read and written input stand side by side. `iterations`
//! lists the passes of one request: `message` passes are the top-level counters, `compaction`
//! and `advisor_message` passes are billed beside them.

use serde_json::Value;

use crate::domain::{PriceContext, UsageClass, UsageCounts};
use crate::source::body::{BodyPart, BodyUsage, PartKind};
use crate::source::wire::{at, count, has, set, sum, text};

use super::{Hint, Shape, is_neutral};

pub(super) const SHAPE: Shape = Shape {
    id: "anthropic",
    about: "Anthropic Messages responses (API, Bedrock invoke, Vertex) and their streams",
    matches,
    read,
};

/// A compaction pass is folded into its request while both prompts together cannot reach a
/// long-context tier; a larger one is a record of its own, because tiers are decided per pass.
const FOLD_UP_TO: u64 = 200_000;

fn matches(body: &Value, hint: &Hint<'_>) -> bool {
    if !has(body, &["usage", "input_tokens"]) && !has(body, &["usage", "output_tokens"]) {
        return false;
    }
    let own = ["cache_creation_input_tokens", "cache_read_input_tokens", "cache_creation", "iterations"];
    text(body, &["type"]) == Some("message")
        || own.iter().any(|key| has(body, &["usage", key]))
        || hint.flavor == Some("anthropic")
        || (hint.is("anthropic") && !has(body, &["usage", "input_tokens_details"]))
}

fn read(body: &Value, _hint: &Hint<'_>) -> Result<BodyUsage, String> {
    let parts = parts(body.get("usage").unwrap_or(&Value::Null))?;
    let (id, model) = (text(body, &["id"]), text(body, &["model"]));
    let provider = provider_of(id, model);
    Ok(BodyUsage { id: id.map(Into::into), model: model.map(Into::into), provider, parts, ..BodyUsage::default() })
}

/// The passes of a request by its `usage` object: the request itself, then what is billed
/// beside it.
///
/// # Errors
/// A counter that is none.
pub(crate) fn parts(usage: &Value) -> Result<Vec<BodyPart>, String> {
    let main = BodyPart { usage: counts(usage)?, context: context(usage), ..BodyPart::default() };
    let mut parts = vec![main];
    if let Some(Value::Array(passes)) = at(usage, &["iterations"])? {
        for pass in passes {
            add_pass(&mut parts, pass)?;
        }
    }
    Ok(parts)
}

/// Who served a response, by its id and model; `None` when they leave it open.
pub(crate) fn provider_of(id: Option<&str>, model: Option<&str>) -> Option<&'static str> {
    match id {
        Some(id) if id.starts_with("msg_bdrk") => Some("aws"),
        Some(id) if id.starts_with("msg_vrtx") => Some("google"),
        _ => model.filter(|m| m.starts_with("claude-")).map(|_| "anthropic"),
    }
}

/// The counters of a `usage` object or of one pass.
fn counts(usage: &Value) -> Result<UsageCounts, String> {
    let fresh = count(usage, &["input_tokens"])?;
    let read = count(usage, &["cache_read_input_tokens"])?;
    let m5 = count(usage, &["cache_creation", "ephemeral_5m_input_tokens"])?;
    let h1 = count(usage, &["cache_creation", "ephemeral_1h_input_tokens"])?;
    let written = match count(usage, &["cache_creation_input_tokens"])? {
        None if m5.is_some() || h1.is_some() => Some(sum(&[m5, h1])?),
        written => written,
    };
    let mut counts = UsageCounts::default();
    counts.set(UsageClass::Input, sum(&[fresh, read, written])?);
    set(&mut counts, UsageClass::Output, count(usage, &["output_tokens"])?);
    set(&mut counts, UsageClass::CacheRead, read);
    set(&mut counts, UsageClass::CacheWrite, written);
    set(&mut counts, UsageClass::CacheWrite5m, m5);
    set(&mut counts, UsageClass::CacheWrite1h, h1);
    set(&mut counts, UsageClass::OutputReasoning, count(usage, &["output_tokens_details", "thinking_tokens"])?);
    set(&mut counts, UsageClass::WebSearches, count(usage, &["server_tool_use", "web_search_requests"])?);
    Ok(counts)
}

fn context(usage: &Value) -> PriceContext {
    context_of(text(usage, &["service_tier"]), text(usage, &["speed"]), text(usage, &["inference_geo"]))
}

/// `standard` and `global` are the list price; `batch` is a processing mode.
pub(crate) fn context_of(tier: Option<&str>, speed: Option<&str>, geo: Option<&str>) -> PriceContext {
    let mut context = PriceContext::default();
    for (key, value) in [("service_tier", tier), ("speed", speed), ("inference_geo", geo)] {
        match value {
            Some("batch") if key == "service_tier" => context.set("processing", "batch"),
            Some(value) if !is_neutral(value) => context.set(key, value.to_ascii_lowercase()),
            _ => {}
        }
    }
    context
}

/// Adds one entry of `iterations`: to the request, or as a part of its own.
fn add_pass(parts: &mut Vec<BodyPart>, pass: &Value) -> Result<(), String> {
    let kind = match text(pass, &["type"]) {
        Some("compaction") => PartKind::Compaction,
        Some("advisor_message") => PartKind::Advisor,
        _ => return Ok(()),
    };
    let usage = counts(pass).map_err(|why| format!("iterations: {why}"))?;
    let model = text(pass, &["model"]).map(str::to_owned);
    let Some(main) = parts.first_mut() else { return Ok(()) };
    let prompt = main.usage.get(UsageClass::Input).saturating_add(usage.get(UsageClass::Input));
    if kind == PartKind::Compaction && model.is_none() && prompt <= FOLD_UP_TO {
        usage.iter().for_each(|(class, count)| main.usage.add(class, count));
        return Ok(());
    }
    let context = main.context.clone();
    parts.push(BodyPart { kind, model, usage, context });
    Ok(())
}

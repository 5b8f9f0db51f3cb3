//! OpenAI chat completions and the many APIs that speak it, embeddings among them.
//!
//! `prompt_tokens` holds cached and written tokens, `completion_tokens` holds the reasoning.
//! The exceptions are told by the body's own total: reasoning that is not in the completion
//! (xAI), and thinking that is in no counter at all (Gemini's OpenAI-compatible API).

use serde_json::Value;

use crate::domain::{PriceContext, UsageClass, UsageCounts};
use crate::source::body::{BodyPart, BodyUsage, check_total};
use crate::source::time;
use crate::source::wire::{count, dollars, first, has, set, sum, text};

use super::{Hint, Shape, is_neutral};

pub(super) const SHAPE: Shape = Shape {
    id: "openai",
    about: "OpenAI chat completions and embeddings, and every API that speaks them (Azure, Groq, DeepSeek, OpenRouter, …)",
    matches,
    read,
};

fn matches(body: &Value, _hint: &Hint<'_>) -> bool {
    ["prompt_tokens", "completion_tokens", "total_tokens"].iter().any(|key| has(body, &["usage", key]))
        || has(body, &["x_groq", "usage"])
}

/// The usage object: Groq's streams keep it under `x_groq`.
fn usage_of(body: &Value) -> &Value {
    if has(body, &["usage"]) { &body["usage"] } else { &body["x_groq"]["usage"] }
}

pub(super) fn read(body: &Value, hint: &Hint<'_>) -> Result<BodyUsage, String> {
    let usage = usage_of(body);
    let prompt = count(usage, &["prompt_tokens"])?;
    let completion = count(usage, &["completion_tokens"])?;
    let total = count(usage, &["total_tokens"])?;
    let reasoning = first(usage, &[&["completion_tokens_details", "reasoning_tokens"], &["reasoning_tokens"]])?;
    // Voyage counts only a total.
    let input = prompt.or(if completion.is_none() { total } else { None });
    let hidden = match (total, prompt, completion, reasoning) {
        (Some(t), Some(p), Some(c), None | Some(0)) if is_gemini(body, hint) && t > p.saturating_add(c) => {
            Some(t - p - c)
        }
        _ => None,
    };
    let separate = reasoning.filter(|r| *r > 0 && reasoning_is_separate(usage, hint, prompt, completion, total, *r));
    let mut counts = UsageCounts::default();
    set(&mut counts, UsageClass::Input, input);
    if let Some(completion) = completion {
        counts.set(UsageClass::Output, sum(&[Some(completion), separate, hidden])?);
    }
    set(&mut counts, UsageClass::OutputReasoning, hidden.or(reasoning));
    details(usage, &mut counts)?;
    let part = BodyPart { usage: counts, context: context(body), ..BodyPart::default() };
    let mut found = BodyUsage { parts: vec![part], ..BodyUsage::default() };
    head(body, usage, &mut found)?;
    let inside = sum(&[input, completion])?;
    check_total(&mut found, total, &[inside, sum(&[Some(inside), separate, hidden])?]);
    Ok(found)
}

/// Cache and audio counters, under every name in use. All are parts of the prompt or the
/// completion.
fn details(usage: &Value, counts: &mut UsageCounts) -> Result<(), String> {
    let read: &[&[&str]] = &[
        &["prompt_tokens_details", "cached_tokens"],
        &["prompt_cache_hit_tokens"],
        &["cached_tokens"],
        &["cache_read_input_tokens"],
    ];
    let written: &[&[&str]] = &[
        &["prompt_tokens_details", "cache_write_tokens"],
        &["prompt_tokens_details", "cache_creation_tokens"],
        &["cache_creation_input_tokens"],
    ];
    set(counts, UsageClass::CacheRead, first(usage, read)?);
    set(counts, UsageClass::CacheWrite, first(usage, written)?);
    set(counts, UsageClass::InputAudio, count(usage, &["prompt_tokens_details", "audio_tokens"])?);
    set(counts, UsageClass::OutputAudio, count(usage, &["completion_tokens_details", "audio_tokens"])?);
    Ok(())
}

/// Whether reasoning stands beside the completion: xAI always, anyone whose total says so.
fn reasoning_is_separate(
    usage: &Value,
    hint: &Hint<'_>,
    prompt: Option<u64>,
    completion: Option<u64>,
    total: Option<u64>,
    reasoning: u64,
) -> bool {
    let inside = prompt.unwrap_or(0).saturating_add(completion.unwrap_or(0));
    match total.filter(|total| *total > 0) {
        Some(total) => total == inside.saturating_add(reasoning),
        None => hint.is("x-ai") || hint.is("xai") || has(usage, &["cost_in_usd_ticks"]),
    }
}

/// Google's OpenAI-compatible API leaves thinking out of every counter but the total.
fn is_gemini(body: &Value, hint: &Hint<'_>) -> bool {
    let model = text(body, &["model"]).unwrap_or_default();
    let model = model.strip_prefix("models/").or_else(|| model.strip_prefix("google/")).unwrap_or(model);
    (hint.is("google") || hint.provider.is_none()) && model.starts_with("gemini-")
}

/// The tier a body says it was served in, unless that is the ordinary one.
pub(super) fn context(body: &Value) -> PriceContext {
    let mut context = PriceContext::default();
    if let Some(tier) = text(body, &["service_tier"]).filter(|tier| !is_neutral(tier)) {
        if tier.eq_ignore_ascii_case("batch") {
            context.set("processing", "batch");
        } else {
            context.set("service_tier", tier.to_ascii_lowercase());
        }
    }
    context
}

/// Id, instant, model, provider and reported cost.
pub(super) fn head(body: &Value, usage: &Value, found: &mut BodyUsage) -> Result<(), String> {
    found.id = text(body, &["id"]).map(Into::into);
    found.model = text(body, &["model"]).map(Into::into);
    found.at = created(body)?;
    found.provider = provider(body, usage);
    found.reported = dollars(usage, &["cost"]).or_else(|| dollars(usage, &["cost", "total_cost"]));
    if found.reported.is_none() {
        found.reported = super::xai::reported(usage)?;
    }
    Ok(())
}

/// `created` or `created_at`: seconds, whole or not, or RFC 3339 text.
pub(super) fn created(body: &Value) -> Result<Option<chrono::DateTime<chrono::Utc>>, String> {
    for key in ["created", "created_at"] {
        match body.get(key) {
            Some(Value::Number(at)) if at.as_u64() != Some(0) => return time::epoch(&at.to_string()).map(Some),
            Some(Value::String(at)) if !at.is_empty() => return time::parse(at).map(Some),
            _ => {}
        }
    }
    Ok(None)
}

/// The provider, from marks only it leaves.
fn provider(body: &Value, usage: &Value) -> Option<&'static str> {
    let marks: [(&str, bool); 8] = [
        ("openrouter", text(body, &["id"]).is_some_and(|id| id.starts_with("gen-"))),
        ("groq", has(body, &["x_groq"])),
        ("deepseek", has(usage, &["prompt_cache_hit_tokens"])),
        ("cerebras", has(body, &["time_info"])),
        ("azure", has(body, &["prompt_filter_results"]) || has(body, &["content_filters"])),
        ("x-ai", has(usage, &["cost_in_usd_ticks"])),
        ("zai", has(body, &["request_id"]) && text(body, &["model"]).is_some_and(|m| m.starts_with("glm-"))),
        ("openai", text(body, &["model"]).is_some_and(is_openai_model)),
    ];
    marks.iter().find(|(_, found)| *found).map(|(name, _)| *name)
}

/// Names OpenAI alone gives (its open-weight `gpt-oss` models are served by others).
fn is_openai_model(model: &str) -> bool {
    let starts = ["gpt-", "chatgpt-", "o1", "o3", "o4-", "text-embedding-", "codex-", "computer-use-"];
    starts.iter().any(|start| model.starts_with(start)) && !model.starts_with("gpt-oss")
}

//! OpenAI Responses (also Azure, Bedrock, OpenRouter, xAI, Perplexity) and image generation.
//!
//! The same inclusive counters as chat completions under other names. A response that ended
//! `incomplete` or `failed` can still carry usage, and is billed for it.

use serde_json::Value;

use crate::domain::{UsageClass, UsageCounts};
use crate::source::body::{BodyPart, BodyUsage, check_total};
use crate::source::wire::{count, first, has, set, sum};

use super::openai::{context, head};
use super::{Hint, Shape};

pub(super) const SHAPE: Shape = Shape {
    id: "openai-responses",
    about: "OpenAI Responses and image generation, and the APIs that speak them",
    matches,
    read,
};

fn matches(body: &Value, _hint: &Hint<'_>) -> bool {
    has(body, &["usage", "input_tokens"]) || has(body, &["usage", "seconds"])
}

fn read(body: &Value, _hint: &Hint<'_>) -> Result<BodyUsage, String> {
    let usage = body.get("usage").unwrap_or(&Value::Null);
    let input = count(usage, &["input_tokens"])?;
    let output = count(usage, &["output_tokens"])?;
    let mut counts = UsageCounts::default();
    set(&mut counts, UsageClass::Input, input);
    set(&mut counts, UsageClass::Output, output);
    let cached: &[&[&str]] =
        &[&["input_tokens_details", "cached_tokens"], &["input_tokens_details", "cache_read_input_tokens"]];
    set(&mut counts, UsageClass::CacheRead, first(usage, cached)?);
    set(&mut counts, UsageClass::CacheWrite, count(usage, &["input_tokens_details", "cache_write_tokens"])?);
    set(&mut counts, UsageClass::OutputReasoning, count(usage, &["output_tokens_details", "reasoning_tokens"])?);
    modalities(usage, &mut counts)?;
    set(&mut counts, UsageClass::AudioSeconds, super::realtime::millis(usage, &["seconds"])?);
    let searches: &[&[&str]] =
        &[&["tool_usage", "web_search", "num_requests"], &["usage", "tool_calls_details", "search_web", "invocation"]];
    set(&mut counts, UsageClass::WebSearches, first(body, searches)?.filter(|n| *n > 0));
    let part = BodyPart { usage: counts, context: context(body), ..BodyPart::default() };
    let mut found = BodyUsage { parts: vec![part], ..BodyUsage::default() };
    head(body, usage, &mut found)?;
    check_total(&mut found, count(usage, &["total_tokens"])?, &[sum(&[input, output])?]);
    Ok(found)
}

/// Text and image tokens of image generation, which has no cache.
fn modalities(usage: &Value, counts: &mut UsageCounts) -> Result<(), String> {
    if !has(usage, &["input_tokens_details", "image_tokens"]) || has(usage, &["input_tokens_details", "cached_tokens"])
    {
        return Ok(());
    }
    set(counts, UsageClass::InputImage, count(usage, &["input_tokens_details", "image_tokens"])?);
    set(counts, UsageClass::InputText, count(usage, &["input_tokens_details", "text_tokens"])?);
    set(counts, UsageClass::OutputImage, count(usage, &["output_tokens_details", "image_tokens"])?);
    set(counts, UsageClass::OutputText, count(usage, &["output_tokens_details", "text_tokens"])?);
    Ok(())
}

//! Amazon Bedrock Converse, and `invoke` bodies of the models that are not Anthropic's.
//!
//! Converse counts fresh, read and written input side by side. The model is only in the
//! request's address, so it comes from a flag. The `…TokenCount` twins repeat the same numbers.

use serde_json::Value;

use crate::domain::{PriceContext, UsageClass, UsageCounts};
use crate::source::body::{BodyPart, BodyUsage, check_total};
use crate::source::wire::{at, count, first, has, set, sum, text};

use super::{Hint, Shape, is_neutral};

pub(super) const SHAPE: Shape = Shape {
    id: "bedrock",
    about: "Amazon Bedrock Converse responses, and invoke bodies of Llama, Titan and Nova",
    matches,
    read,
};

fn matches(body: &Value, _hint: &Hint<'_>) -> bool {
    has(body, &["usage", "inputTokens"])
        || has(body, &["amazon-bedrock-invocationMetrics"])
        || has(body, &["inputTextTokenCount"])
        || (has(body, &["prompt_token_count"]) && has(body, &["generation_token_count"]))
}

fn read(body: &Value, _hint: &Hint<'_>) -> Result<BodyUsage, String> {
    let mut found = BodyUsage { provider: Some("aws"), ..BodyUsage::default() };
    found.model = text(body, &["trace", "promptRouter", "invokedModelId"]).map(Into::into);
    found.latency_ms = count(body, &["metrics", "latencyMs"])?;
    let usage = if has(body, &["usage", "inputTokens"]) { converse(&body["usage"])? } else { invoke(body)? };
    let total = count(body, &["usage", "totalTokens"])?;
    let fresh = count(body, &["usage", "inputTokens"])?;
    let output = usage.get(UsageClass::Output);
    let whole = usage.total_tokens();
    found.parts = vec![BodyPart { usage, context: context(body), ..BodyPart::default() }];
    check_total(&mut found, total, &[whole, sum(&[fresh, Some(output)])?]);
    Ok(found)
}

fn converse(usage: &Value) -> Result<UsageCounts, String> {
    let fresh = count(usage, &["inputTokens"])?;
    let read = first(usage, &[&["cacheReadInputTokens"], &["cacheReadInputTokenCount"]])?;
    let written = first(usage, &[&["cacheWriteInputTokens"], &["cacheWriteInputTokenCount"]])?;
    let mut counts = UsageCounts::default();
    counts.set(UsageClass::Input, sum(&[fresh, read, written])?);
    set(&mut counts, UsageClass::Output, count(usage, &["outputTokens"])?);
    set(&mut counts, UsageClass::CacheRead, read);
    set(&mut counts, UsageClass::CacheWrite, written);
    if let Some(Value::Array(details)) = at(usage, &["cacheDetails"])? {
        for detail in details {
            let class = match text(detail, &["ttl"]) {
                Some("5m") => UsageClass::CacheWrite5m,
                Some("1h") => UsageClass::CacheWrite1h,
                _ => continue,
            };
            let tokens = count(detail, &["inputTokens"]).map_err(|why| format!("cacheDetails: {why}"))?;
            counts.add(class, tokens.unwrap_or(0));
        }
    }
    Ok(counts)
}

/// `invoke` bodies: Llama, Titan, and the metrics any stream ends with.
fn invoke(body: &Value) -> Result<UsageCounts, String> {
    let metrics = "amazon-bedrock-invocationMetrics";
    let input: &[&[&str]] = &[&[metrics, "inputTokenCount"], &["prompt_token_count"], &["inputTextTokenCount"]];
    let output: &[&[&str]] = &[&[metrics, "outputTokenCount"], &["generation_token_count"]];
    let read = count(body, &[metrics, "cacheReadInputTokenCount"])?;
    let written = count(body, &[metrics, "cacheWriteInputTokenCount"])?;
    let mut answered = first(body, output)?;
    if let Some(Value::Array(results)) = at(body, &["results"])? {
        let tokens: Result<Vec<_>, _> = results.iter().map(|result| count(result, &["tokenCount"])).collect();
        answered = Some(sum(&tokens?)?);
    }
    let mut counts = UsageCounts::default();
    counts.set(UsageClass::Input, sum(&[first(body, input)?, read, written])?);
    set(&mut counts, UsageClass::Output, answered);
    set(&mut counts, UsageClass::CacheRead, read);
    set(&mut counts, UsageClass::CacheWrite, written);
    Ok(counts)
}

fn context(body: &Value) -> PriceContext {
    let mut context = PriceContext::default();
    if let Some(tier) = text(body, &["serviceTier", "type"]).filter(|tier| !is_neutral(tier)) {
        context.set("service_tier", tier.to_ascii_lowercase());
    }
    context
}

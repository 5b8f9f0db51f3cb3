//! xAI chat, as its gRPC API spells it; the REST API is `openai` with the same two habits:
//! reasoning stands beside the completion, and the cost is in ticks of 1e-10 US dollars.
//!
//! Server-side tools are billed but have no counter to price; the reported cost has them.

use serde_json::Value;

use crate::domain::{UsageClass, UsageCounts, Usd};
use crate::source::body::{BodyPart, BodyUsage, check_total};
use crate::source::wire::{at, count, counter, has, set, shown, sum, text, whole};

use super::{Hint, Shape};

pub(super) const SHAPE: Shape =
    Shape { id: "xai", about: "xAI chat responses as the gRPC API spells them", matches, read };

fn matches(body: &Value, hint: &Hint<'_>) -> bool {
    has(body, &["usage", "prompt_text_tokens"])
        || has(body, &["usage", "cached_prompt_text_tokens"])
        || (has(body, &["usage", "prompt_tokens"])
            && (hint.is("x-ai") || hint.is("xai"))
            && hint.flavor == Some("default"))
}

fn read(body: &Value, _hint: &Hint<'_>) -> Result<BodyUsage, String> {
    let usage = &body["usage"];
    let prompt = count(usage, &["prompt_tokens"])?;
    let completion = count(usage, &["completion_tokens"])?;
    let reasoning = count(usage, &["reasoning_tokens"])?;
    let mut counts = UsageCounts::default();
    set(&mut counts, UsageClass::Input, prompt);
    counts.set(UsageClass::Output, sum(&[completion, reasoning])?);
    set(&mut counts, UsageClass::CacheRead, count(usage, &["cached_prompt_text_tokens"])?);
    set(&mut counts, UsageClass::OutputReasoning, reasoning);
    let parts = vec![BodyPart { usage: counts, ..BodyPart::default() }];
    let mut found = BodyUsage { provider: Some("x-ai"), parts, ..BodyUsage::default() };
    found.id = text(body, &["id"]).map(Into::into);
    found.model = text(body, &["model"]).map(Into::into);
    found.at = super::openai::created(body)?;
    found.reported = reported(usage)?;
    let readings = [sum(&[prompt, completion])?, sum(&[prompt, completion, reasoning])?];
    check_total(&mut found, count(usage, &["total_tokens"])?, &readings);
    Ok(found)
}

/// `cost_in_usd_ticks`, a number or digits in a string: 1e-10 US dollars each.
pub(super) fn reported(usage: &Value) -> Result<Option<Usd>, String> {
    const PICO_A_TICK: i128 = 100;
    let ticks = match at(usage, &["cost_in_usd_ticks"])? {
        None => return Ok(None),
        Some(Value::Number(ticks)) => counter(ticks).map_err(|why| format!("cost_in_usd_ticks is {why}"))?,
        Some(Value::String(ticks)) => {
            whole(ticks).ok_or_else(|| format!("cost_in_usd_ticks is {}", shown(&Value::String(ticks.clone()))))?
        }
        Some(other) => return Err(format!("cost_in_usd_ticks is {}, not a number", shown(other))),
    };
    Ok(Some(Usd::from_pico(i128::from(ticks) * PICO_A_TICK)))
}

//! Ollama's own `/api/chat` and `/api/generate` (its OpenAI-compatible API is `openai`).

use serde_json::Value;

use crate::domain::{UsageClass, UsageCounts};
use crate::source::body::{BodyPart, BodyUsage};
use crate::source::wire::{count, has, set, text};

use super::{Hint, Shape};

pub(super) const SHAPE: Shape = Shape {
    id: "ollama",
    about: "Ollama /api/chat and /api/generate responses and their JSON Lines streams",
    matches,
    read,
};

fn matches(body: &Value, _hint: &Hint<'_>) -> bool {
    has(body, &["eval_count"]) || has(body, &["prompt_eval_count"])
}

fn read(body: &Value, _hint: &Hint<'_>) -> Result<BodyUsage, String> {
    let mut counts = UsageCounts::default();
    // A prompt that is wholly cached is left out of the answer.
    counts.set(UsageClass::Input, count(body, &["prompt_eval_count"])?.unwrap_or(0));
    set(&mut counts, UsageClass::Output, count(body, &["eval_count"])?);
    let latency_ms = count(body, &["total_duration"])?.map(|nanos| nanos / 1_000_000);
    let model = text(body, &["model"]).map(Into::into);
    let at = super::openai::created(body)?;
    let parts = vec![BodyPart { usage: counts, ..BodyPart::default() }];
    Ok(BodyUsage { at, model, provider: Some("ollama"), parts, latency_ms, ..BodyUsage::default() })
}

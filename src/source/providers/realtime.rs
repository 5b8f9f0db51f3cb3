//! OpenAI Realtime server events (also Azure Voice Live and xAI): `response.done` and the
//! transcription of what was said.
//!
//! Counters are inclusive and split by modality, cached ones too. Transcription is billed by
//! tokens or by the second.

use serde_json::Value;

use crate::domain::{UsageClass, UsageCounts};
use crate::source::body::{BodyPart, BodyUsage, check_total};
use crate::source::wire::{at, count, has, set, shown, sum, text, whole};

use super::{Hint, Shape};

pub(super) const SHAPE: Shape = Shape {
    id: "realtime",
    about: "OpenAI Realtime events (response.done, input transcription), also Azure and xAI",
    matches,
    read,
};

fn matches(body: &Value, hint: &Hint<'_>) -> bool {
    let kind = text(body, &["type"]).unwrap_or_default();
    let usage = usage_of(body);
    let known = kind == "response.done" || kind.ends_with("input_audio_transcription.completed");
    (known && usage.is_some())
        || usage.is_some_and(|u| has(u, &["input_token_details"]) || has(u, &["billable_audio_seconds"]))
        || (hint.flavor == Some("realtime") && usage.is_some())
}

/// xAI leaves `response.usage` empty and puts the counters beside it.
fn usage_of(body: &Value) -> Option<&Value> {
    let filled = |path| at(body, path).ok().flatten().filter(|v| v.as_object().is_some_and(|u| !u.is_empty()));
    filled(&["usage"]).or_else(|| filled(&["response", "usage"]))
}

fn read(body: &Value, _hint: &Hint<'_>) -> Result<BodyUsage, String> {
    let usage = usage_of(body).ok_or("no usage in it")?;
    let input = count(usage, &["input_tokens"])?;
    let output = count(usage, &["output_tokens"])?;
    let mut counts = UsageCounts::default();
    set(&mut counts, UsageClass::Input, input);
    set(&mut counts, UsageClass::Output, output);
    let by_path: [(UsageClass, &[&str]); 11] = [
        (UsageClass::InputText, &["input_token_details", "text_tokens"]),
        (UsageClass::InputAudio, &["input_token_details", "audio_tokens"]),
        (UsageClass::InputImage, &["input_token_details", "image_tokens"]),
        (UsageClass::CacheRead, &["input_token_details", "cached_tokens"]),
        (UsageClass::CacheTextRead, &["input_token_details", "cached_tokens_details", "text_tokens"]),
        (UsageClass::CacheAudioRead, &["input_token_details", "cached_tokens_details", "audio_tokens"]),
        (UsageClass::CacheImageRead, &["input_token_details", "cached_tokens_details", "image_tokens"]),
        (UsageClass::OutputText, &["output_token_details", "text_tokens"]),
        (UsageClass::OutputAudio, &["output_token_details", "audio_tokens"]),
        (UsageClass::OutputReasoning, &["output_token_details", "reasoning_tokens"]),
        (UsageClass::InputTextMessages, &["input_text_messages"]),
    ];
    for (class, path) in by_path {
        set(&mut counts, class, count(usage, path)?);
    }
    let seconds = match millis(usage, &["billable_audio_seconds"])? {
        None => millis(usage, &["seconds"])?,
        billable => billable,
    };
    set(&mut counts, UsageClass::AudioSeconds, seconds);
    let id = text(body, &["response", "id"]).or_else(|| text(body, &["event_id"])).map(Into::into);
    let model = text(body, &["response", "model"]).or_else(|| text(body, &["model"])).map(Into::into);
    let provider = has(usage, &["billable_audio_seconds"]).then_some("x-ai");
    let parts = vec![BodyPart { usage: counts, ..BodyPart::default() }];
    let mut found = BodyUsage { id, model, provider, parts, ..BodyUsage::default() };
    check_total(&mut found, count(usage, &["total_tokens"])?, &[sum(&[input, output])?]);
    Ok(found)
}

/// Seconds at a path, in milliseconds; a finer fraction is refused, not rounded.
pub(super) fn millis(root: &Value, path: &[&str]) -> Result<Option<u64>, String> {
    match at(root, path)? {
        None => Ok(None),
        Some(Value::Number(seconds)) => match whole(&format!("{seconds}e3")).or_else(|| exponent_millis(seconds)) {
            Some(millis) => Ok(Some(millis)),
            None => Err(format!("{} is {seconds}, not a time in whole milliseconds", path.join("."))),
        },
        Some(other) => Err(format!("{} is {}, not a number", path.join("."), shown(other))),
    }
}

/// A number of seconds that is itself spelled with an exponent.
fn exponent_millis(seconds: &serde_json::Number) -> Option<u64> {
    whole(&seconds.to_string())?.checked_mul(1_000)
}

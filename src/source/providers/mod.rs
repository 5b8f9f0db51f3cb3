//! One file a wire shape; this one chooses among them.
//!
//! Owns: the list of shapes, how a body's shape is recognised, and the envelopes (batch lines,
//! stream events, gateways) a body may come in. Refuses to know: the fields of any one shape.

use serde_json::Value;

use super::body::BodyUsage;
use super::wire::{at, has, text};

pub(crate) mod anthropic;
mod bedrock;
mod cohere;
mod gemini;
mod mistral;
mod ollama;
mod openai;
mod openai_responses;
mod perplexity;
mod realtime;
mod xai;

/// What the caller knows about a body besides its bytes.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Hint<'a> {
    /// The provider's id in the price data, or any spelling that contains it.
    pub(crate) provider: Option<&'a str>,
    /// The API, as the price data names it.
    pub(crate) flavor: Option<&'a str>,
}

impl Hint<'_> {
    /// Whether the provider is the named one.
    fn is(&self, provider: &str) -> bool {
        self.provider.is_some_and(|p| p.eq_ignore_ascii_case(provider))
    }
}

/// A wire shape: how it is recognised and read.
pub(crate) struct Shape {
    /// The registry id.
    pub(crate) id: &'static str,
    /// One line for help.
    pub(crate) about: &'static str,
    /// Whether a body is of this shape.
    pub(crate) matches: fn(&Value, &Hint<'_>) -> bool,
    /// Reads a body of this shape.
    pub(crate) read: fn(&Value, &Hint<'_>) -> Result<BodyUsage, String>,
}

/// Every shape, most specific first: the first that matches reads the body.
pub(crate) const SHAPES: &[Shape] = &[
    realtime::SHAPE,
    gemini::SHAPE,
    cohere::SHAPE,
    bedrock::SHAPE,
    ollama::SHAPE,
    anthropic::SHAPE,
    mistral::OCR,
    perplexity::SHAPE,
    xai::SHAPE,
    mistral::SHAPE,
    openai_responses::SHAPE,
    openai::SHAPE,
];

/// The shape of a body that is out of its envelope.
pub(crate) fn shape_of(body: &Value, hint: &Hint<'_>) -> Option<&'static Shape> {
    SHAPES.iter().find(|shape| (shape.matches)(body, hint))
}

/// Whether a body is of a known shape, in whatever envelope it comes.
pub(crate) fn is_known(body: &Value) -> bool {
    shape_of(unwrap(body).0, &Hint::default()).is_some()
}

/// Reads a body in whatever envelope it comes.
///
/// # Errors
/// Why there is no usage in it.
pub(crate) fn read(body: &Value, hint: &Hint<'_>) -> Result<BodyUsage, String> {
    let (inner, batch) = unwrap(body);
    let shape = shape_of(inner, hint).ok_or_else(|| why_not(inner))?;
    read_as(shape, inner, batch, hint)
}

/// Reads a body as one given shape, in whatever envelope it comes.
///
/// # Errors
/// Why there is no usage of that shape in it.
pub(crate) fn read_shape(shape: &Shape, body: &Value, hint: &Hint<'_>) -> Result<BodyUsage, String> {
    let (inner, batch) = unwrap(body);
    if shape_of(inner, hint).is_none() && !(shape.matches)(inner, hint) {
        return Err(why_not(inner));
    }
    read_as(shape, inner, batch, hint)
}

fn read_as(shape: &Shape, body: &Value, batch: bool, hint: &Hint<'_>) -> Result<BodyUsage, String> {
    let mut found = (shape.read)(body, hint)?;
    found.shape = shape.id;
    if batch {
        for part in &mut found.parts {
            part.context.set("processing", "batch");
        }
    }
    Ok(found)
}

/// The body inside its envelope, and whether the envelope says it was a batch request.
pub(crate) fn unwrap(body: &Value) -> (&Value, bool) {
    const BATCH: [(&str, &[&str]); 4] = [
        ("custom_id", &["response", "body"]),
        ("custom_id", &["result", "message"]),
        ("recordId", &["modelOutput"]),
        ("key", &["response"]),
    ];
    for (mark, path) in BATCH {
        if has(body, &[mark])
            && let Ok(Some(inner @ Value::Object(_))) = at(body, path)
        {
            return (inner, true);
        }
    }
    if has(body, &["request"]) && has(body, &["response", "usageMetadata"]) {
        return (&body["response"], true);
    }
    let event = text(body, &["type"]).is_some_and(|t| t.starts_with("response.") && t != "response.done");
    if event && has(body, &["response", "usage"]) {
        return (&body["response"], false);
    }
    if has(body, &["metadata", "usage", "inputTokens"]) {
        return (&body["metadata"], false);
    }
    if has(body, &["result", "usage"]) && !has(body, &["usage"]) {
        return (&body["result"], false);
    }
    (body, false)
}

/// Why a body is of no known shape, for a rejection.
fn why_not(body: &Value) -> String {
    let Value::Object(map) = body else { return format!("{} is not a response body", super::wire::shown(body)) };
    if has(body, &["error"]) {
        let message = text(body, &["error", "message"]).or_else(|| text(body, &["error"])).unwrap_or("no message");
        return format!("an error response, nothing was billed: {}", super::wire::safe(message));
    }
    if map.contains_key("usage") {
        return "its usage object has none of the known counters".into();
    }
    "no usage in it: neither a native record (timestamp, model, input_tokens, output_tokens) nor a known response body"
        .into()
}

/// `service_tier`-like values that select nothing.
pub(crate) fn is_neutral(value: &str) -> bool {
    const NEUTRAL: [&str; 9] =
        ["", "default", "standard", "on_demand", "auto", "global", "not_available", "unspecified", "none"];
    NEUTRAL.iter().any(|neutral| value.eq_ignore_ascii_case(neutral))
}

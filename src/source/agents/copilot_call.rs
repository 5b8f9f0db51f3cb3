//! Calls of GitHub Copilot that are told one by one: rows of its stores, spans of its telemetry.
//!
//! Owns: what makes a call the same call wherever it is told. Refuses to know: lines, tables.
//!
//! A row of a store has no id that a span has too. Within a session a call is known by its
//! counters, and the second with the same counters is the second in every place.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::{EventId, Labels, UsageEvent};
use crate::source::{Source, time, wire};

use super::{Tokens, agent, content_id, draft};

pub(super) const NAMESPACE: &str = "copilot";
/// The price list that Copilot's own models are on.
pub(super) const PROVIDER: &str = "github-copilot";

/// One call.
pub(super) struct Call {
    pub(super) session: String,
    pub(super) at: DateTime<Utc>,
    pub(super) model: String,
    /// The input with what was read from caches and written to them in it.
    pub(super) tokens: Tokens,
    pub(super) latency_ms: Option<u64>,
    pub(super) version: Option<String>,
}

/// How often a call with the same counters came before, of the last so many.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Repeats(Vec<(String, u32)>);

impl Repeats {
    /// Calls that look alike are not far apart.
    const KEPT: usize = 64;

    fn next(&mut self, key: String) -> u32 {
        let known = self.0.iter().position(|(known, _)| *known == key);
        let (key, count) = known.map_or((key, 0), |at| self.0.remove(at));
        self.0.push((key, count + 1));
        self.0.drain(..self.0.len().saturating_sub(Self::KEPT));
        count
    }
}

impl Call {
    /// The event of the call; none if nothing was billed.
    ///
    /// # Errors
    /// When a counter is too large.
    pub(super) fn event(mut self, source: &Source, repeats: &mut Repeats) -> Result<Option<UsageEvent>, String> {
        if self.tokens.is_nothing() {
            return Ok(None);
        }
        let counters = [self.tokens.input, self.tokens.output, self.tokens.cache_read, self.tokens.cache_write];
        let counters = counters.map(|count| count.unwrap_or(0).to_string()).join(" ");
        let repeat = repeats.next(format!("{} {counters}", self.session));
        let id = content_id(&[("session", &self.session), ("counters", &counters), ("repeat", &repeat.to_string())]);
        let note = self.tokens.raise();
        let mut event = draft(source, id, self.at, &self.model);
        event.usage = self.tokens.within()?;
        event.provider = Some(PROVIDER.into());
        event.latency_ms = self.latency_ms;
        event.metadata = note.map(|note| serde_json::json!({ "note": note }).to_string());
        event.labels = labels(self.session, self.version.as_deref());
        Ok(Some(event))
    }
}

/// The labels that every record of a session has.
pub(super) fn labels(session: String, version: Option<&str>) -> Labels {
    Labels { session, agent: agent("copilot", version), ..Labels::default() }
}

/// The identity of a part of a session, for sums.
pub(super) fn part(session: &str, part: u32, model: Option<&str>) -> EventId {
    EventId::Given(match model {
        Some(model) => format!("{session}/{part}/{model}"),
        None => format!("{session}/{part}"),
    })
}

/// The call a span of telemetry tells of; none for spans around calls, which tell the sums of
/// those in them.
///
/// # Errors
/// What about it cannot be read.
pub(super) fn of_span(span: &Value) -> Result<Option<Call>, String> {
    let about = &span["attributes"];
    if about["gen_ai.operation.name"] != "chat" {
        return Ok(None);
    }
    let count = |names: &[&str]| -> Result<Option<u64>, String> {
        names.iter().find_map(|name| wire::count(about, &[name]).transpose()).transpose()
    };
    let tokens = Tokens {
        input: count(&["gen_ai.usage.input_tokens"])?,
        cache_read: count(&["gen_ai.usage.cache_read.input_tokens"])?,
        cache_write: count(&["gen_ai.usage.cache_creation.input_tokens", "gen_ai.usage.cache_write.input_tokens"])?,
        output: count(&["gen_ai.usage.output_tokens"])?,
        reasoning: count(&["gen_ai.usage.reasoning.output_tokens", "gen_ai.usage.reasoning_tokens"])?,
        ..Tokens::default()
    };
    let text = |name: &str| wire::text(about, &[name]);
    let (begin, end) = (instant(&span["startTime"])?, instant(&span["endTime"])?);
    let Some(at) = begin.or(end) else { return Err("the span has no time in it".into()) };
    let latency = end.map(|end| (end - at).num_milliseconds()).filter(|ms| *ms > 0);
    let version = wire::text(span, &["resource", "attributes", "service.version"]);
    Ok(Some(Call {
        session: text("gen_ai.conversation.id").unwrap_or_default().to_owned(),
        at,
        model: text("gen_ai.response.model")
            .or_else(|| text("gen_ai.request.model"))
            .unwrap_or(super::UNKNOWN_MODEL)
            .to_owned(),
        tokens,
        latency_ms: latency.and_then(|ms| u64::try_from(ms).ok()),
        version: version.map(str::to_owned),
    }))
}

/// `[seconds, nanoseconds]`, a count since 1970, or text.
fn instant(value: &Value) -> Result<Option<DateTime<Utc>>, String> {
    match value {
        Value::Array(parts) => match parts.iter().map(Value::as_u64).collect::<Option<Vec<_>>>().as_deref() {
            Some([seconds, nanos]) if *nanos < 1_000_000_000 => time::epoch(&format!("{seconds}.{nanos:09}")).map(Some),
            _ => Err("the span's time is no pair of seconds and nanoseconds".into()),
        },
        Value::Number(number) => time::epoch(&number.to_string()).map(Some),
        Value::String(text) => time::parse(text).map(Some),
        _ => Ok(None),
    }
}

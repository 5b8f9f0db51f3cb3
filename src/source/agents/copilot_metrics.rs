//! What a shutdown of Copilot CLI says of each model.
//!
//! Owns: its two spellings, and how sums are compared. Refuses to know: sessions.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Number, Value};

use crate::domain::{UsageClass, UsageEvent};
use crate::source::wire;

use super::Tokens;

/// The sums of one model so far. The input has caches in it, the output the reasoning.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Metrics {
    input: u64,
    output: u64,
    read: u64,
    written: u64,
    reasoning: u64,
    requests: u64,
    /// Premium requests as stated, which may be a third of one.
    premium: Option<Number>,
}

impl Metrics {
    /// What came to `before`; none if any sum is less than it was.
    pub(super) fn since(&self, before: &Metrics) -> Option<Metrics> {
        Some(Metrics {
            input: self.input.checked_sub(before.input)?,
            output: self.output.checked_sub(before.output)?,
            read: self.read.checked_sub(before.read)?,
            written: self.written.checked_sub(before.written)?,
            reasoning: self.reasoning.checked_sub(before.reasoning)?,
            requests: self.requests.checked_sub(before.requests)?,
            premium: self.premium.clone(),
        })
    }

    pub(super) fn is_nothing(&self) -> bool {
        [self.input, self.output, self.read, self.written].iter().all(|count| *count == 0)
    }

    /// Sets the counters of an event; gives what they contradict.
    ///
    /// # Errors
    /// When a counter is too large.
    pub(super) fn fill(&self, event: &mut UsageEvent) -> Result<Option<String>, String> {
        let mut tokens = Tokens {
            input: Some(self.input),
            cache_read: Some(self.read),
            cache_write: Some(self.written),
            output: Some(self.output),
            reasoning: Some(self.reasoning),
            ..Tokens::default()
        };
        let note = tokens.raise();
        event.usage = tokens.within()?;
        event.usage.set(UsageClass::Requests, self.requests.max(1));
        event.context.aggregate = true;
        Ok(note)
    }

    pub(super) fn metadata(&self, note: Option<String>) -> Option<String> {
        let mut kept = Map::new();
        if let Some(premium) = &self.premium {
            kept.insert("premium_requests".into(), Value::Number(premium.clone()));
        }
        if let Some(note) = note {
            kept.insert("note".into(), note.into());
        }
        (!kept.is_empty()).then(|| Value::Object(kept).to_string())
    }
}

/// What a shutdown says of each model. One that tells the session's tokens only is taken to
/// speak of its one model, or of the one it ended with.
///
/// # Errors
/// Which counter is none.
pub(super) fn stated(data: &Value, model: &str) -> Result<BTreeMap<String, Metrics>, String> {
    let mut stated = BTreeMap::new();
    let models = data["modelMetrics"].as_object();
    for (model, entry) in models.into_iter().flatten().filter(|(_, entry)| entry["usage"].is_object()) {
        stated.insert(model.clone(), of_usage(entry)?);
    }
    if stated.is_empty() && data["tokenDetails"].is_object() {
        let only = models.filter(|models| models.len() == 1).and_then(|models| models.iter().next());
        let named = only.map(|(model, _)| model.as_str()).or(wire::text(data, &["currentModel"]));
        let requests = only.map(|(_, entry)| requests(entry)).transpose()?.unwrap_or(0);
        let model = named.unwrap_or(if model.is_empty() { super::UNKNOWN_MODEL } else { model });
        stated.insert(model.to_owned(), Metrics { requests, ..of_details(&data["tokenDetails"])? });
    }
    stated.retain(|_, metrics| !metrics.is_nothing());
    Ok(stated)
}

fn of_usage(entry: &Value) -> Result<Metrics, String> {
    let count = |name: &str| Ok::<u64, String>(wire::count(&entry["usage"], &[name])?.unwrap_or(0));
    Ok(Metrics {
        input: count("inputTokens")?,
        output: count("outputTokens")?,
        read: count("cacheReadTokens")?,
        written: count("cacheWriteTokens")?,
        reasoning: count("reasoningTokens")?,
        requests: requests(entry)?,
        premium: entry["requests"]["cost"].as_number().cloned(),
    })
}

/// `{"count": 2, "cost": 1}`, or the count alone.
fn requests(entry: &Value) -> Result<u64, String> {
    let path: &[&str] = if entry["requests"].is_object() { &["requests", "count"] } else { &["requests"] };
    Ok(wire::count(entry, path)?.unwrap_or(0))
}

/// Counters by type, the input without what was cached.
fn of_details(details: &Value) -> Result<Metrics, String> {
    let count = |name: &str| wire::count(details, &[name, "tokenCount"]);
    let (read, written) = (count("cache_read")?, count("cache_write")?);
    Ok(Metrics {
        input: wire::sum(&[count("input")?, read, written])?,
        output: count("output")?.unwrap_or(0),
        read: read.unwrap_or(0),
        written: written.unwrap_or(0),
        ..Metrics::default()
    })
}

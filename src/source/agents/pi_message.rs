//! The session lines that pi, OMP and OpenClaw write alike: JSON Lines with an answer a line.
//!
//! Owns: the fields of a line, and which of them later answers go by. Refuses to know: where
//! logs are, what makes two lines the same answer.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::{EventId, UsageEvent, Usd};
use crate::source::{Given, Source, time, wire};

use super::{Tokens, UNKNOWN_MODEL, draft, of_cwd};

/// The lines that tell something.
pub(super) const MARKS: &[&str] = &["\"usage\"", "\"session\"", "\"model_change\"", "\"model-snapshot\""];

/// What the lines before an answer told.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Session {
    /// The session's own id, from the line it begins with.
    pub(super) id: String,
    cwd: String,
    provider: String,
    model: String,
}

/// An answer, as far as copies of it have it in common.
pub(super) struct Answer<'v> {
    /// The id of the line, unique in its session.
    pub(super) line: Option<&'v str>,
    /// The instant the answer itself has, in milliseconds since 1970: copies keep it.
    pub(super) own_time: Option<String>,
    /// The instant of the line.
    pub(super) time: Option<&'v str>,
    /// The counters, as text.
    pub(super) counters: String,
}

impl Session {
    /// Whether this file is a session of such an agent, by its first line.
    pub(super) fn begins(line: &Value) -> bool {
        let has = |key| line.get(key).is_some();
        line["type"] == "session" && has("id") && has("timestamp") && !has("payload") && !has("createdAt")
    }

    /// Takes a line; makes an event of an answer, with the identity that `id` says it has.
    ///
    /// # Errors
    /// What is wrong with the answer.
    pub(super) fn take(
        &mut self,
        line: &Value,
        given: &Given,
        source: &Source,
        id: impl Fn(&Session, &Answer<'_>, &str) -> EventId,
    ) -> Result<Option<UsageEvent>, String> {
        match line["type"].as_str().unwrap_or_default() {
            "session" => {
                self.id = wire::text(line, &["id"]).unwrap_or_default().to_owned();
                self.cwd = wire::text(line, &["cwd"]).unwrap_or_default().to_owned();
                self.turns_to(line);
            }
            "model_change" => self.turns_to(line),
            "custom" if line["customType"] == "model-snapshot" => self.turns_to(&line["data"]),
            "message" if line["message"]["role"] == "assistant" => return self.answer(line, given, source, id),
            _ => {}
        }
        Ok(None)
    }

    /// The session's id, or what its file is named by: also where it was set aside
    /// (`<id>.jsonl.reset.…`).
    pub(super) fn name<'s>(&'s self, given: &'s Given) -> &'s str {
        let file = given.log.path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        match self.id.as_str() {
            "" => file.split_once(".jsonl").map_or(given.log.stem(), |(name, _)| name),
            id => id,
        }
    }

    fn turns_to(&mut self, told: &Value) {
        if let Some(model) = wire::text(told, &["modelId"]) {
            self.model = model.to_owned();
            self.provider = wire::text(told, &["provider"]).unwrap_or_default().to_owned();
        }
    }

    fn answer(
        &self,
        line: &Value,
        given: &Given,
        source: &Source,
        id: impl Fn(&Session, &Answer<'_>, &str) -> EventId,
    ) -> Result<Option<UsageEvent>, String> {
        let message = &line["message"];
        let tokens = tokens(&message["usage"])?;
        if tokens.is_nothing() {
            return Ok(None);
        }
        let own_time = match &message["timestamp"] {
            Value::Number(own) => Some(own.to_string()),
            _ => None,
        };
        let time = wire::text(line, &["timestamp"]);
        let at = match (time, &own_time) {
            (Some(text), _) => Some(time::parse(text)?),
            (None, Some(own)) => Some(time::epoch(own)?),
            (None, None) => given.at,
        };
        let stated = wire::text(message, &["model"]);
        let own = Some(self.model.as_str()).filter(|model| !model.is_empty());
        let model = stated.or(own).or(given.model.as_deref()).unwrap_or(UNKNOWN_MODEL);
        let told = Answer { line: wire::text(line, &["id"]), own_time, time, counters: counters(&tokens) };
        let id = id(self, &told, model);
        let mut event = draft(source, id, at.ok_or("it has no time in it")?, model);
        event.usage = tokens.beside()?;
        let provider = wire::text(message, &["provider"]).unwrap_or(&self.provider);
        event.provider = known(provider).map(str::to_owned);
        event.reported = wire::dollars(message, &["usage", "cost", "total"]).filter(|cost| *cost != Usd::ZERO);
        event.labels.project = of_cwd(&self.cwd);
        event.labels.session = self.name(given).to_owned();
        event.labels.agent = source.id.into();
        Ok(Some(event))
    }
}

fn tokens(usage: &Value) -> Result<Tokens, String> {
    let written_1h = wire::count(usage, &["cacheWrite1h"])?;
    Ok(Tokens {
        input: wire::count(usage, &["input"])?,
        cache_read: wire::count(usage, &["cacheRead"])?,
        cache_write: wire::count(usage, &["cacheWrite"])?,
        cache_write_1h: written_1h.filter(|written| *written > 0),
        output: wire::count(usage, &["output"])?,
        reasoning: wire::first(usage, &[&["reasoning"], &["reasoningTokens"]])?,
    })
}

/// The counters as text: part of what an answer is known by.
fn counters(tokens: &Tokens) -> String {
    let all = [tokens.input, tokens.output, tokens.cache_read, tokens.cache_write];
    all.map(|count| count.unwrap_or(0).to_string()).join(" ")
}

/// The provider of prices; a provider of the user's own says nothing about them.
fn known(provider: &str) -> Option<&str> {
    match provider {
        "openai-codex" | "openai" => Some("openai"),
        "google" | "google-gemini-cli" | "google-antigravity" | "google-vertex" => Some("google"),
        "amazon-bedrock" => Some("aws"),
        "anthropic" | "openrouter" | "groq" | "cerebras" | "mistral" | "deepseek" => Some(provider),
        _ => None,
    }
}

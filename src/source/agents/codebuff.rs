//! Codebuff: a folder a chat, whose messages are written anew as they come (`chat-messages.json`).
//!
//! A message may tell its usage in several places, in the words of whoever served it; the first
//! of them that says anything counts. Credits are no dollars, and messages with nothing else
//! are passed over.

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::domain::{Rejection, Result, UsageCounts, UsageEvent};
use crate::source::log::{Places, Root};
use crate::source::reading::Reading;
use crate::source::{Given, Sink, Source, time, wire};

use super::{Agent, Tokens, UNKNOWN_MODEL, content_id, draft, has_all, not_json, of_cwd, send};

pub(crate) const SOURCE: Source = Source {
    id: "codebuff",
    about: "Codebuff chats (chat-messages.json)",
    namespace: "codebuff",
    sniff,
    reading: Reading::Whole(read),
    agent: Some(Agent { roots, holds: |path| path.ends_with("chat-messages.json"), deletes_after_days: None }),
};

fn sniff(head: &[u8]) -> u8 {
    let list = head.trim_ascii_start().starts_with(b"[");
    if list && has_all(head, &["\"variant\"", "\"metadata\"", "\"content\""]) { 96 } else { 0 }
}

fn roots(places: &Places<'_>) -> Vec<Root> {
    let channels = ["manicode", "manicode-dev", "manicode-staging"].map(|name| places.config.join(name));
    places.roots("CODEBUFF_DATA_DIR", "projects", &channels)
}

fn read(bytes: &[u8], given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    let messages: Vec<Value> = match serde_json::from_slice(bytes) {
        Ok(messages) => messages,
        Err(error) => {
            sink(Err(Rejection { line: 1, reason: not_json(&error) }));
            return Ok(());
        }
    };
    let chat = Chat::beside(given);
    for (place, message) in (1..).zip(&messages) {
        send(chat.event(message, place, given).map(|event| event.into_iter().collect()), place, given, sink);
    }
    Ok(())
}

/// What all messages of a chat have in common.
struct Chat {
    /// The name of its folder: the time it began, with `-` for `:`.
    name: String,
    project: String,
    began: Option<DateTime<Utc>>,
}

impl Chat {
    fn beside(given: &Given) -> Chat {
        let name = given.log.folder(1);
        let state = given.log.json_beside("run-state.json").unwrap_or_default();
        let paths: [&[&str]; 5] = [
            &["sessionState", "projectContext", "cwd"],
            &["sessionState", "fileContext", "cwd"],
            &["sessionState", "fileContext", "projectRoot"],
            &["sessionState", "cwd"],
            &["cwd"],
        ];
        let cwd = paths.iter().find_map(|path| wire::text(&state, path));
        let project = cwd.map_or_else(|| given.log.folder(3).to_owned(), of_cwd);
        Chat { name: name.to_owned(), project, began: began(name) }
    }

    fn event(&self, message: &Value, place: u64, given: &Given) -> std::result::Result<Option<UsageEvent>, String> {
        let kind = wire::text(message, &["variant"]).or(wire::text(message, &["role"])).unwrap_or_default();
        if !["ai", "agent", "assistant"].contains(&kind) {
            return Ok(None);
        }
        let Some((usage, told)) = usage_of(message)? else { return Ok(None) };
        let at = instant(message).or(self.began).or(given.at).ok_or("it has no time in it")?;
        let own = wire::text(message, &["id"]).map_or_else(|| format!("#{place}"), str::to_owned);
        let metadata = &message["metadata"];
        let named = [&["model"][..], &["modelId"], &["codebuff", "model"]];
        let model = named.iter().find_map(|path| wire::text(metadata, path));
        let model = model.or(wire::text(told, &["codebuff", "model"])).or(given.model.as_deref());
        let project = given.log.folder(3);
        let id = content_id(&[("project", project), ("chat", &self.name), ("message", &own)]);
        let mut event = draft(&SOURCE, id, at, model.unwrap_or(UNKNOWN_MODEL));
        event.usage = usage;
        event.labels.project.clone_from(&self.project);
        event.labels.session.clone_from(&self.name);
        event.labels.agent = SOURCE.id.into();
        if let Some(Value::Number(credits)) = message.get("credits").filter(|credits| credits.as_u64() != Some(0)) {
            event.metadata = Some(serde_json::json!({ "credits": credits.to_string() }).to_string());
        }
        Ok(Some(event))
    }
}

/// The first usage of a message that says anything, and the options of the provider it is in.
fn usage_of(message: &Value) -> std::result::Result<Option<(UsageCounts, &Value)>, String> {
    let metadata = &message["metadata"];
    let history = &metadata["runState"]["sessionState"]["mainAgentState"]["messageHistory"];
    let answers = history.as_array().into_iter().flatten().rev().filter(|entry| entry["role"] == "assistant");
    let options = answers.map(|entry| &entry["providerOptions"]);
    for place in std::iter::once(metadata).chain(options) {
        for usage in [&place["usage"], &place["codebuff"]["usage"]] {
            if let Some(counts) = counts(usage)? {
                return Ok(Some((counts, place)));
            }
        }
    }
    Ok(None)
}

fn counts(usage: &Value) -> std::result::Result<Option<UsageCounts>, String> {
    let prompt = wire::first(usage, &[&["promptTokens"], &["prompt_tokens"]])?;
    let tokens = Tokens {
        input: wire::first(usage, &[&["inputTokens"], &["input_tokens"]])?.or(prompt),
        output: wire::first(
            usage,
            &[&["outputTokens"], &["output_tokens"], &["completionTokens"], &["completion_tokens"]],
        )?,
        cache_read: wire::first(
            usage,
            &[
                &["cacheReadInputTokens"],
                &["cache_read_input_tokens"],
                &["promptTokensDetails", "cachedTokens"],
                &["prompt_tokens_details", "cached_tokens"],
            ],
        )?,
        cache_write: wire::first(
            usage,
            &[
                &["cacheCreationInputTokens"],
                &["cache_creation_input_tokens"],
                &["cachedTokensCreated"],
                &["cached_tokens_created"],
            ],
        )?,
        reasoning: wire::first(
            usage,
            &[&["reasoningTokens"], &["completion_tokens_details", "reasoning_tokens"], &["reasoning_tokens"]],
        )?,
        ..Tokens::default()
    };
    if tokens.is_nothing() {
        return Ok(None);
    }
    // A prompt in OpenAI's words is the whole one.
    let within = !wire::has(usage, &["inputTokens"]) && !wire::has(usage, &["input_tokens"]) && prompt.is_some();
    match wire::first(usage, &[&["totalTokens"], &["total_tokens"]])? {
        None if !within => tokens.beside().map(Some),
        total => tokens.by_total(total).map(Some),
    }
}

/// The instant of a message; what is shown on a clock (`09:50 PM`) is none.
fn instant(message: &Value) -> Option<DateTime<Utc>> {
    let stated = [&message["timestamp"], &message["createdAt"], &message["metadata"]["timestamp"]];
    stated.into_iter().find_map(|stated| match stated {
        Value::String(text) => time::parse(text).ok(),
        Value::Number(number) => time::epoch(&number.to_string()).ok(),
        _ => None,
    })
}

/// The time in the name of a chat: `2026-08-30T10-00-00.000Z`.
fn began(name: &str) -> Option<DateTime<Utc>> {
    let (day, clock) = name.split_once('T')?;
    time::parse(&format!("{day}T{}", clock.replace('-', ":"))).ok()
}

//! Server-sent event streams: the events of one response put together to the body it would
//! have been.
//!
//! Owns: the SSE line grammar and, for each API, which events carry usage and which wins.
//! Refuses to know: how a body's counters are read.
//!
//! Anthropic: `message_start`, then `message_delta` overrides it. Chat completions: the last
//! chunk with a `usage` (also Groq's `x_groq.usage`). Responses: the final
//! `completed`/`incomplete`/`failed` event. Gemini: the last chunk. Cohere: `message-end`.
//! A stream that was cut short is kept with what it had, `estimated`; without any usage there
//! is nothing to keep, and the reason says how to ask the API for it.

use serde_json::{Map, Value};

use super::wire::{at, has, text};

/// A response put together from its stream.
pub(crate) struct Assembled {
    /// The body as it would have been without streaming.
    pub(crate) body: Value,
    /// The stream ended before its end: the counters are a lower bound.
    pub(crate) cut: bool,
    /// Some event had counters.
    pub(crate) has_usage: bool,
    /// The line its first event began on.
    pub(crate) place: u64,
}

/// The response being put together.
struct Open {
    api: Api,
    body: Map<String, Value>,
    has_usage: bool,
    /// The counters are final.
    done: bool,
    /// Nothing more of it can come.
    closed: bool,
    place: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Api {
    Anthropic,
    Chat,
    Responses,
    Gemini,
    Cohere,
}

/// Puts streams together, event by event.
#[derive(Default)]
pub(crate) struct Assembler {
    data: Vec<u8>,
    place: u64,
    open: Option<Open>,
}

/// What an event led to.
pub(crate) enum Step {
    /// Taken into the stream.
    Taken(Option<Assembled>),
    /// No part of any stream we know: a record of its own.
    Apart(Value),
}

impl Assembler {
    /// Takes one line if it is SSE. `Some(data)` when an event is complete.
    pub(crate) fn line(&mut self, place: u64, line: &[u8]) -> Option<Option<Vec<u8>>> {
        if line.is_empty() {
            return Some(self.take_data());
        }
        let (name, value) = match line.iter().position(|b| *b == b':') {
            Some(colon) => (&line[..colon], &line[colon + 1..]),
            None => (line, &line[line.len()..]),
        };
        if !matches!(name, b"" | b"data" | b"event" | b"id" | b"retry") {
            return None;
        }
        let finished = if name == b"event" || (name == b"data" && self.is_whole()) { self.take_data() } else { None };
        if name == b"data" {
            if self.data.is_empty() {
                self.place = place;
            } else {
                self.data.push(b'\n');
            }
            self.data.extend_from_slice(value.strip_prefix(b" ").unwrap_or(value));
        }
        Some(finished)
    }

    /// Data that is already a whole event: streams stored without their blank lines.
    fn is_whole(&self) -> bool {
        self.data.last() == Some(&b'}') || self.data == b"[DONE]"
    }

    /// The data of the event that ends here.
    pub(crate) fn take_data(&mut self) -> Option<Vec<u8>> {
        if self.data.is_empty() { None } else { Some(std::mem::take(&mut self.data)) }
    }

    /// The line the present event began on.
    pub(crate) fn place(&self) -> u64 {
        self.place
    }

    /// `data: [DONE]`.
    pub(crate) fn done(&mut self) -> Option<Assembled> {
        if let Some(open) = &mut self.open {
            open.done = true;
        }
        self.finish()
    }

    /// Ends the stream being read.
    pub(crate) fn finish(&mut self) -> Option<Assembled> {
        let open = self.open.take()?;
        Some(Assembled {
            cut: !open.done,
            has_usage: open.has_usage,
            body: Value::Object(open.body),
            place: open.place,
        })
    }

    /// Whether a value is an event of a stream (and no body by itself).
    pub(crate) fn knows(value: &Value) -> bool {
        api_of(value).is_some_and(|api| api != Api::Gemini)
    }

    /// Takes one event.
    pub(crate) fn event(&mut self, place: u64, value: Value) -> Step {
        let Some(api) = api_of(&value) else { return Step::Apart(value) };
        let id = id_of(api, &value).map(str::to_owned);
        let begins = text(&value, &["type"])
            .is_some_and(|t| matches!(t, "message_start" | "message-start" | "response.created"));
        let other = self.open.as_ref().is_some_and(|open| {
            open.api != api
                || begins
                || (id.is_some() && open.body.get("id").is_some_and(|had| had.as_str() != id.as_deref()))
        });
        let ended = if other { self.finish() } else { None };
        if self.open.is_none() && !opens(api, &value) {
            return Step::Taken(ended);
        }
        let fresh = || Open { api, body: Map::new(), has_usage: false, done: false, closed: false, place };
        let open = self.open.get_or_insert_with(fresh);
        open.take(value);
        match ended {
            None if open.closed => Step::Taken(self.finish()),
            ended => Step::Taken(ended),
        }
    }
}

/// Which API's stream an event belongs to.
fn api_of(value: &Value) -> Option<Api> {
    if text(value, &["object"]) == Some("chat.completion.chunk") {
        return Some(Api::Chat);
    }
    if has(value, &["usageMetadata"]) || has(value, &["candidates"]) {
        return Some(Api::Gemini);
    }
    match text(value, &["type"]).or_else(|| text(value, &["event_type"]))? {
        "message_start"
        | "message_delta"
        | "message_stop"
        | "content_block_start"
        | "content_block_delta"
        | "content_block_stop"
        | "ping" => Some(Api::Anthropic),
        "response.done" => None,
        kind if kind.starts_with("response.")
            && (has(value, &["response"]) || has(value, &["sequence_number"]) || has(value, &["item_id"])) =>
        {
            Some(Api::Responses)
        }
        "message-start" | "message-end" | "content-start" | "content-delta" | "content-end" | "tool-plan-delta"
        | "tool-call-start" | "tool-call-delta" | "tool-call-end" | "citation-start" | "citation-end" => {
            Some(Api::Cohere)
        }
        _ => None,
    }
}

/// Whether a stream may begin with this event (one whose beginning is lost, too).
fn opens(api: Api, value: &Value) -> bool {
    match api {
        Api::Chat | Api::Gemini => true,
        Api::Anthropic => has(value, &["message"]) || has(value, &["usage"]),
        Api::Responses => has(value, &["response"]),
        Api::Cohere => has(value, &["id"]) || has(value, &["delta", "usage"]),
    }
}

fn id_of(api: Api, value: &Value) -> Option<&str> {
    match api {
        Api::Chat => text(value, &["id"]),
        Api::Responses => text(value, &["response", "id"]),
        Api::Gemini => text(value, &["responseId"]),
        Api::Anthropic => text(value, &["message", "id"]),
        Api::Cohere => None,
    }
}

impl Open {
    fn take(&mut self, value: Value) {
        match self.api {
            Api::Anthropic => self.anthropic(value),
            Api::Chat => self.chat(value),
            Api::Responses => self.responses(value),
            Api::Gemini => self.gemini(value),
            Api::Cohere => self.cohere(value),
        }
    }

    /// Copies the named keys that are not null.
    fn copy(&mut self, from: &Value, keys: &[&str]) {
        for key in keys {
            if let Ok(Some(value)) = at(from, &[key]) {
                self.body.insert((*key).into(), value.clone());
            }
        }
    }

    /// Lays `usage` over what was there, key by key.
    fn lay_usage(&mut self, usage: &Value) {
        let Value::Object(usage) = usage else { return };
        self.has_usage = true;
        let had = self.body.entry("usage").or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(had) = had {
            for (key, value) in usage.iter().filter(|(_, value)| !value.is_null()) {
                had.insert(key.clone(), value.clone());
            }
        }
    }

    fn anthropic(&mut self, value: Value) {
        self.body.entry("type").or_insert_with(|| "message".into());
        match text(&value, &["type"]) {
            Some("message_start") => {
                self.copy(&value["message"], &["id", "model", "container"]);
                self.lay_usage(&value["message"]["usage"]);
            }
            Some("message_delta") => {
                self.lay_usage(&value["usage"]);
                self.done |= has(&value, &["delta", "stop_reason"]);
            }
            Some("message_stop") => (self.done, self.closed) = (true, true),
            _ => {}
        }
    }

    fn chat(&mut self, value: Value) {
        self.copy(
            &value,
            &[
                "id",
                "model",
                "created",
                "service_tier",
                "provider",
                "system_fingerprint",
                "time_info",
                "request_id",
                "prompt_filter_results",
            ],
        );
        self.copy(&value, &["x_groq"]);
        let usage = if has(&value, &["usage"]) { &value["usage"] } else { &value["x_groq"]["usage"] };
        if usage.is_object() {
            self.has_usage = true;
            self.body.insert("usage".into(), usage.clone());
        }
        let finished = |choice: &Value| has(choice, &["finish_reason"]);
        self.done |= value["choices"].as_array().is_some_and(|choices| choices.iter().any(finished));
    }

    fn responses(&mut self, value: Value) {
        let Some(response @ Value::Object(_)) = value.get("response") else { return };
        let Value::Object(response) = response.clone() else { return };
        self.has_usage |= response.get("usage").is_some_and(Value::is_object);
        self.body = response;
        let kind = text(&value, &["type"]).unwrap_or_default();
        let last = ["response.completed", "response.incomplete", "response.failed", "response.cancelled"];
        self.closed = last.contains(&kind);
        self.done = self.closed;
    }

    fn gemini(&mut self, value: Value) {
        self.copy(&value, &["responseId", "modelVersion", "createTime", "usageMetadata"]);
        if let Some(id) = self.body.get("responseId").cloned() {
            self.body.insert("id".into(), id);
        }
        self.has_usage |= has(&value, &["usageMetadata"]);
        let finished = |candidate: &Value| has(candidate, &["finishReason"]);
        self.done |= value["candidates"].as_array().is_some_and(|all| all.iter().any(finished));
    }

    fn cohere(&mut self, value: Value) {
        self.copy(&value, &["id", "model"]);
        if has(&value, &["delta", "usage"]) {
            self.has_usage = true;
            self.body.insert("usage".into(), value["delta"]["usage"].clone());
        }
        self.closed = text(&value, &["type"]) == Some("message-end");
        self.done |= self.closed;
    }
}

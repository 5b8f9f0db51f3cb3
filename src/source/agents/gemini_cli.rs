//! Gemini CLI's chats: one JSON document a session, or JSON Lines since version 0.40.
//!
//! Owns: which records are responses, how their counters nest. Refuses to know: what was
//! rewound or compressed away, since it was billed all the same.
//!
//! Both kinds are read whole: a session's model may be told after its messages, and a message is
//! written again when its tool calls are done. Of such copies the last counts, at the time of
//! the first.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::domain::{Error, EventId, Labels, Rejection, Result, UsageClass, UsageEvent};
use crate::source::log::{Log, Places, Root};
use crate::source::reading::Reading;
use crate::source::{Given, Sink, Source, time, wire};

use super::{
    Agent, Tokens, UNKNOWN_MODEL, agent, content_id, draft, first_objects, has_all, is_uuid, not_json, of_cwd, send,
};

pub(crate) const SOURCE: Source = Source {
    id: "gemini-cli",
    about: "Gemini CLI chats (JSON and JSONL), subagents among them",
    namespace: "gemini-cli",
    sniff,
    reading: Reading::Whole(read),
    agent: Some(Agent { roots, holds, deletes_after_days: Some(30) }),
};

/// `GEMINI_CLI_HOME` is the agent's own variable; `GEMINI_DATA_DIR` is the readers' of its logs.
fn roots(places: &Places<'_>) -> Vec<Root> {
    let homes = places.listed("GEMINI_CLI_HOME");
    let mut roots: Vec<Root> =
        homes.iter().map(|home| Root::new(home.join(".gemini/tmp"), "GEMINI_CLI_HOME")).collect();
    if roots.is_empty() {
        roots = places.roots("GEMINI_DATA_DIR", "", &[places.home.join(".gemini/tmp")]);
    }
    roots
}

fn holds(path: &str) -> bool {
    let in_chats = path.starts_with("chats/") || path.contains("/chats/");
    in_chats && (path.ends_with(".json") || path.ends_with(".jsonl"))
}

fn sniff(head: &[u8]) -> u8 {
    let is_message = |message: &Value| message["type"] == "gemini" && message["id"].is_string();
    let is_session = |record: &Value| {
        let messages = record["messages"].as_array();
        record["sessionId"].is_string()
            && (record["projectHash"].is_string() || messages.is_some_and(|messages| messages.iter().any(is_message)))
    };
    let by_bytes = || {
        let named = has_all(head, &["\"type\": \"gemini\""]) || has_all(head, &["\"type\":\"gemini\""]);
        has_all(head, &["\"sessionId\""]) && (named || has_all(head, &["\"projectHash\""]))
    };
    let found = first_objects(head).iter().take(8).any(|record| is_session(record) || is_message(record));
    if found || by_bytes() { 96 } else { 0 }
}

fn read(bytes: &[u8], given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    let mut session = Session::default();
    match serde_json::from_slice::<Value>(bytes) {
        Ok(document) => session.record(1, &document, sink),
        Err(_) if bytes.trim_ascii().is_empty() => {}
        Err(error) if !starts_with_a_line(bytes) => {
            return Err(Error::validation(format!("the session is {}", not_json(&error))));
        }
        Err(_) => {
            for (at, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
                let place = at as u64 + 1;
                match serde_json::from_slice::<Value>(line) {
                    Ok(record) => session.record(place, &record, sink),
                    Err(_) if line.trim_ascii().is_empty() => {}
                    Err(error) => sink(Err(Rejection { line: place, reason: not_json(&error) })),
                }
            }
        }
    }
    session.finish(given, sink);
    Ok(())
}

/// Whether the first line is a record, so that the file is no document that was cut short.
fn starts_with_a_line(bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    lines.next().is_some_and(|line| serde_json::from_slice::<Value>(line).is_ok_and(|record| record.is_object()))
}

/// A response, until all of the session is known.
struct Held {
    place: u64,
    id: Option<String>,
    at: Option<DateTime<Utc>>,
    model: Option<String>,
    tokens: Tokens,
    tool: u64,
    /// What the counters contradict, and whether they may be wrong for it.
    note: Option<String>,
    estimated: bool,
}

/// What is known of the session so far.
#[derive(Default)]
struct Session {
    id: Option<String>,
    model: Option<String>,
    hash: Option<String>,
    directory: Option<String>,
    subagent: bool,
    responses: Vec<Held>,
    by_id: HashMap<String, usize>,
}

impl Session {
    fn record(&mut self, place: u64, record: &Value, sink: &mut Sink<'_>) {
        if wire::has(record, &["$rewindTo"]) {
            return;
        }
        if record["$set"].is_object() {
            return self.about(place, &record["$set"], sink);
        }
        let is_session =
            record["messages"].is_array() || (wire::has(record, &["sessionId"]) && record["type"].is_null());
        if is_session {
            self.about(place, record, sink);
        } else {
            self.message(place, record, sink);
        }
    }

    /// What a document, a header or a later change says of the session.
    fn about(&mut self, place: u64, record: &Value, sink: &mut Sink<'_>) {
        let text = |path: &[&str]| wire::text(record, path).map(str::to_owned);
        self.id = text(&["sessionId"]).or(self.id.take());
        self.model = text(&["model"]).or_else(|| text(&["meta", "model"])).or(self.model.take());
        self.hash = text(&["projectHash"]).or(self.hash.take());
        self.directory = record["directories"][0].as_str().map(str::to_owned).or(self.directory.take());
        self.subagent |= record["kind"] == "subagent";
        let messages = record["messages"].as_array();
        messages.into_iter().flatten().for_each(|message| self.message(place, message, sink));
    }

    fn message(&mut self, place: u64, message: &Value, sink: &mut Sink<'_>) {
        let is_answer = message["type"].is_null() || ["gemini", "model"].iter().any(|kind| message["type"] == *kind);
        if !is_answer || !message["tokens"].is_object() {
            return;
        }
        match response(place, message) {
            Ok(held) if held.tokens.is_nothing() => {}
            Ok(held) => self.hold(held),
            Err(reason) => sink(Err(Rejection { line: place, reason })),
        }
    }

    fn hold(&mut self, mut held: Held) {
        match held.id.clone().map(|id| self.by_id.entry(id)) {
            Some(std::collections::hash_map::Entry::Occupied(known)) => {
                let first = &mut self.responses[*known.get()];
                held.at = first.at.into_iter().chain(held.at).min();
                *first = held;
            }
            Some(std::collections::hash_map::Entry::Vacant(new)) => {
                new.insert(self.responses.len());
                self.responses.push(held);
            }
            None => self.responses.push(held),
        }
    }

    fn finish(&mut self, given: &Given, sink: &mut Sink<'_>) {
        let labels = self.labels(&given.log);
        for held in std::mem::take(&mut self.responses) {
            let place = held.place;
            let made = self.event(held, labels.clone(), given);
            send(made.map(|event| vec![event]), place, given, sink);
        }
    }

    fn event(&self, held: Held, labels: Labels, given: &Given) -> std::result::Result<UsageEvent, String> {
        let at = held.at.or(given.at).ok_or("it has no time in it")?;
        let session = self.id.as_deref().unwrap_or_else(|| given.log.stem());
        let id = match &held.id {
            Some(id) if is_uuid(id) => EventId::Given(id.clone()),
            // Short ids are counted within a session.
            Some(id) => EventId::Given(format!("{session}/{id}")),
            None => {
                let counters = format!("{:?}", held.tokens);
                content_id(&[("session", session), ("at", &at.to_rfc3339()), ("tokens", &counters)])
            }
        };
        let named = held.model.as_deref().or(self.model.as_deref()).or(given.model.as_deref());
        let mut event = draft(&SOURCE, id, at, named.unwrap_or(UNKNOWN_MODEL));
        event.usage = held.tokens.within()?;
        if held.tool > 0 {
            event.usage.set(UsageClass::InputTool, held.tool);
        }
        event.provider = Some("google".into());
        event.labels = labels;
        event.estimated = held.estimated;
        event.metadata = held.note.map(|note| serde_json::json!({ "note": note }).to_string());
        Ok(event)
    }

    fn labels(&self, log: &Log) -> Labels {
        let parent = (log.folder(2) == "chats").then(|| log.folder(1));
        let own = self.id.as_deref().unwrap_or_else(|| log.stem());
        let mut labels = Labels {
            project: self.project(log, parent.is_some()),
            session: parent.unwrap_or(own).to_owned(),
            agent: agent(SOURCE.id, None),
            ..Labels::default()
        };
        if self.subagent || parent.is_some() {
            labels.tag(Labels::BESIDE, "true");
        }
        labels
    }

    /// The project's folder, which lies beside the chats in a file of its own; older versions
    /// only have a hash of it.
    fn project(&self, log: &Log, is_nested: bool) -> String {
        let beside = log.beside(if is_nested { "../../.project_root" } else { "../.project_root" });
        let told = beside.and_then(|bytes| String::from_utf8(bytes).ok()).map(|text| text.trim().to_owned());
        if let Some(folder) = told.filter(|folder| !folder.is_empty()).or_else(|| self.directory.clone()) {
            return of_cwd(&folder);
        }
        let folder = if is_nested { log.folder(3) } else { log.folder(2) };
        let in_chats = is_nested || log.folder(1) == "chats";
        if in_chats { folder.to_owned() } else { self.hash.clone().unwrap_or_default() }
    }
}

fn response(place: u64, message: &Value) -> std::result::Result<Held, String> {
    let at = wire::text(message, &["timestamp"]).map(time::parse).transpose()?;
    let owned = |path: &[&str]| wire::text(message, path).map(str::to_owned);
    let (mut tokens, tool, contradiction) = counters(&message["tokens"])?;
    let estimated = contradiction.is_some();
    let note = tokens.raise().or(contradiction);
    Ok(Held { place, id: owned(&["id"]), at, model: owned(&["model"]), tokens, tool, note, estimated })
}

/// The counters, nested as the total says: cached tokens are in the input, thoughts beside the
/// output and prompts of tools beside the input, unless it adds up only in another way.
fn counters(raw: &Value) -> std::result::Result<(Tokens, u64, Option<String>), String> {
    let count = |name: &str| Ok::<u64, String>(wire::count(raw, &[name])?.unwrap_or(0));
    let (input, output, cached) = (count("input")?, count("output")?, count("cached")?);
    let (thoughts, tool, total) = (count("thoughts")?, count("tool")?, count("total")?);
    let add = |parts: &[u64]| wire::sum(&parts.iter().map(|part| Some(*part)).collect::<Vec<_>>());
    let usual = add(&[input, output, thoughts, tool])?;
    let mut tokens = Tokens {
        input: Some(add(&[input, tool])?),
        cache_read: Some(cached),
        output: Some(add(&[output, thoughts])?),
        reasoning: Some(thoughts),
        ..Tokens::default()
    };
    let mut contradiction = None;
    if total == 0 || total == usual {
        // As it should be.
    } else if total == add(&[input, output, thoughts])? {
        tokens.input = Some(input);
    } else if total == add(&[usual, cached])? {
        tokens.input = Some(add(&[input, tool, cached])?);
    } else if total == add(&[input, output, tool])? && thoughts <= output {
        tokens.output = Some(output);
    } else {
        contradiction = Some(format!("the log says {total} tokens in all, its counters add up to {usual}"));
    }
    Ok((tokens, tool, contradiction))
}

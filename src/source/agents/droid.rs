//! Factory Droid: the totals of a session (`<id>.settings.json`), and what `droid exec` prints.
//!
//! The settings of a session hold its totals so far, without the model's own id: a configured
//! model is named by its title. The messages beside them (`<id>.jsonl`) have no counters, but
//! tell the folder and, when the settings do not, the time.

use serde_json::Value;

use crate::domain::{EventId, Labels, Rejection, Result, Telemetry, UsageEvent};
use crate::source::log::{Places, Root};
use crate::source::reading::Reading;
use crate::source::{Given, Sink, Source, time, wire};

use super::{Agent, Tokens, UNKNOWN_MODEL, agent, content_id, draft, first_objects, has_all, not_json, of_cwd, send};

pub(crate) const SOURCE: Source = Source {
    id: "droid",
    about: "Factory Droid sessions (totals of each) and what droid exec prints",
    namespace: "droid",
    sniff,
    reading: Reading::Whole(read),
    agent: Some(Agent { roots, holds: |path| path.ends_with(SETTINGS), deletes_after_days: None }),
};

const SETTINGS: &str = ".settings.json";

fn roots(places: &Places<'_>) -> Vec<Root> {
    let sessions = places.roots("DROID_SESSIONS_DIR", "", &[]);
    match sessions.is_empty() {
        true => places.roots("FACTORY_DIR", "sessions", &[places.home.join(".factory")]),
        false => sessions,
    }
}

fn sniff(head: &[u8]) -> u8 {
    let settings = has_all(head, &["\"tokenUsage\"", "\"inputTokens\"", "\"thinkingTokens\""])
        || has_all(head, &["\"tokenUsage\"", "\"providerLock\""]);
    let is_printed = |record: &Value| {
        let kind = record["type"].as_str().unwrap_or_default();
        kind == "completion" && record.get("finalText").is_some()
    };
    if settings || first_objects(head).iter().any(is_printed) { 96 } else { 0 }
}

fn read(bytes: &[u8], given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    match serde_json::from_slice::<Value>(bytes) {
        Ok(value) if value.get("type").is_none() => send(session(&value, given), 1, given, sink),
        Err(error) if first_objects(bytes).is_empty() && !bytes.trim_ascii().is_empty() => {
            sink(Err(Rejection { line: 1, reason: not_json(&error) }));
        }
        _ => printed(bytes, given, sink),
    }
    Ok(())
}

/// The record of a session: its totals so far, under its name.
fn session(settings: &Value, given: &Given) -> std::result::Result<Vec<UsageEvent>, String> {
    let tokens = Tokens {
        input: wire::count(settings, &["tokenUsage", "inputTokens"])?,
        cache_read: wire::count(settings, &["tokenUsage", "cacheReadTokens"])?,
        cache_write: wire::count(settings, &["tokenUsage", "cacheCreationTokens"])?,
        output: wire::count(settings, &["tokenUsage", "outputTokens"])?,
        reasoning: wire::count(settings, &["tokenUsage", "thinkingTokens"])?,
        ..Tokens::default()
    };
    if tokens.is_nothing() {
        return Ok(Vec::new());
    }
    let name = given.log.path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let name = name.strip_suffix(SETTINGS).unwrap_or_default();
    let told = Told::beside(name, given);
    let locked = wire::text(settings, &["providerLockTimestamp"]).map(time::parse).transpose()?;
    let at = locked.or(told.first).or(given.at).ok_or("it has no time in it")?;
    let named = wire::text(settings, &["model"]);
    let model = named.map(model_of).or(given.model.as_deref()).unwrap_or(UNKNOWN_MODEL);
    let id = match name {
        "" => content_id(&[("session", &at.to_rfc3339())]),
        name => EventId::Given(name.to_owned()),
    };
    let mut event = draft(&SOURCE, id, at, model);
    event.usage = thought(tokens)?.beside()?;
    event.context.aggregate = true;
    event.provider = provider(named, wire::text(settings, &["providerLock"]));
    event.labels.session = name.to_owned();
    event.labels.project = told.project;
    event.labels.agent = agent(SOURCE.id, told.version.as_deref());
    Ok(vec![event])
}

/// Thinking is part of the output; where it is more than that, it can only stand beside it.
fn thought(mut tokens: Tokens) -> std::result::Result<Tokens, String> {
    if tokens.reasoning > tokens.output {
        tokens.output = Some(wire::sum(&[tokens.output, tokens.reasoning])?);
    }
    Ok(tokens)
}

/// The model in `custom:<title>-[<provider>]-<number>`.
fn model_of(name: &str) -> &str {
    let name = name.strip_prefix("custom:").unwrap_or(name);
    let (title, number) = name.rsplit_once("]-").unwrap_or_default();
    match title.rsplit_once("-[") {
        Some((title, _)) if !title.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => title,
        _ => name,
    }
}

/// The provider a session is locked to; of a configured model that is only how it is spoken to.
fn provider(model: Option<&str>, lock: Option<&str>) -> Option<String> {
    let known = ["anthropic", "openai", "google"];
    let configured = model.is_none_or(|model| model.starts_with("custom:"));
    lock.filter(|lock| !configured && known.contains(lock)).map(str::to_owned)
}

/// What the messages beside the settings tell.
#[derive(Default)]
struct Told {
    project: String,
    version: Option<String>,
    first: Option<chrono::DateTime<chrono::Utc>>,
}

impl Told {
    fn beside(name: &str, given: &Given) -> Told {
        let messages = match name {
            "" => None,
            name => given.log.beside(&format!("{name}.jsonl")),
        };
        let lines = messages.as_deref().map(first_objects).unwrap_or_default();
        let start = lines.iter().find(|line| line["type"] == "session_start").unwrap_or(&Value::Null);
        let time = |line: &Value| wire::text(line, &["timestamp"]).and_then(|text| time::parse(text).ok());
        Told {
            project: wire::text(start, &["cwd"]).map(of_cwd).unwrap_or_default(),
            version: wire::text(start, &["version"]).map(str::to_owned),
            first: lines.iter().find_map(time),
        }
    }
}

/// The lines `droid exec --output-format stream-json` prints, or its one result.
fn printed(bytes: &[u8], given: &Given, sink: &mut Sink<'_>) {
    let mut run = Run::default();
    for (place, line) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
        if line.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice(line) {
            Ok(record) => send(run.take(&record, given), place, given, sink),
            Err(error) => sink(Err(Rejection { line: place, reason: not_json(&error) })),
        }
    }
}

/// What the lines before told of a run.
#[derive(Default)]
struct Run {
    model: Option<String>,
    project: String,
}

impl Run {
    fn take(&mut self, record: &Value, given: &Given) -> std::result::Result<Vec<UsageEvent>, String> {
        if record["type"] == "system" {
            self.model = wire::text(record, &["model"]).map(|model| model_of(model).to_owned());
            self.project = wire::text(record, &["cwd"]).map(of_cwd).unwrap_or_default();
        }
        let tokens = Tokens {
            input: wire::count(record, &["usage", "input_tokens"])?,
            cache_read: wire::count(record, &["usage", "cache_read_input_tokens"])?,
            cache_write: wire::count(record, &["usage", "cache_creation_input_tokens"])?,
            output: wire::count(record, &["usage", "output_tokens"])?,
            reasoning: wire::count(record, &["usage", "thinking_tokens"])?,
            ..Tokens::default()
        };
        if record["type"] != "completion" || tokens.is_nothing() {
            return Ok(Vec::new());
        }
        let time = match &record["timestamp"] {
            Value::String(text) => Some(time::parse(text)?),
            Value::Number(number) => Some(time::epoch(&number.to_string())?),
            _ => None,
        };
        let at = time.or(given.at).ok_or("it has no time in it")?;
        let session = wire::text(record, &["sessionId"]).or(wire::text(record, &["session_id"])).unwrap_or_default();
        let id = content_id(&[("run", session), ("at", &at.to_rfc3339()), ("usage", &tokens.key())]);
        let model = self.model.as_deref().or(given.model.as_deref()).unwrap_or(UNKNOWN_MODEL);
        let mut event = draft(&SOURCE, id, at, model);
        event.usage = thought(tokens)?.beside()?;
        event.context.aggregate = true;
        event.labels.session = session.to_owned();
        event.labels.project.clone_from(&self.project);
        event.labels.agent = SOURCE.id.into();
        if !session.is_empty() {
            // The settings of the session have its totals.
            event.labels.tag(Labels::RESULT.0, Labels::RESULT.1);
            event.telemetry = Telemetry::of_sum(&event.labels);
        }
        Ok(vec![event])
    }
}

//! DeepSeek Harness (dsh): JSON Lines, a file a generation of a session's log.
//!
//! A step is one call. Its usage is told in the stream (`assistant/chunk`, or inside the message
//! in newer generations) and again in the finished message; a retry is a call of its own. A
//! fork begins with the events of its parent: how many is told by its first line, or by a mark
//! after the last of them, so the log is read as a whole. Generations of a log repeat each other
//! under the same session, step and attempt.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::domain::{EventId, Rejection, Result, UsageEvent};
use crate::source::log::{Places, Root, unpacked_name};
use crate::source::reading::Reading;
use crate::source::{Given, Sink, Source, time, wire};

use super::{Agent, Tokens, UNKNOWN_MODEL, draft, first_objects, has_all, not_json, of_cwd, send};

pub(crate) const SOURCE: Source = Source {
    id: "dsh",
    about: "DeepSeek Harness (dsh) sessions (session.jsonl)",
    namespace: "dsh",
    sniff,
    reading: Reading::Whole(read),
    agent: Some(Agent { roots, holds, deletes_after_days: None }),
};

fn sniff(head: &[u8]) -> u8 {
    let begins = |line: &Value| {
        line["type"] == "session" && line.get("createdAt").is_some() && line.get("version").is_some_and(Value::is_u64)
    };
    if has_all(head, &["\"session\"", "\"createdAt\""]) && first_objects(head).first().is_some_and(begins) {
        96
    } else {
        0
    }
}

fn roots(places: &Places<'_>) -> Vec<Root> {
    places.roots("DSH_HOME", "sessions", &[places.home.join(".dsh")])
}

/// `session.jsonl` and its later generations, `session.v<number>.jsonl`, mostly compressed
/// (`session.v4.jsonl.zstd`).
fn holds(path: &str) -> bool {
    let name = unpacked_name(path.rsplit('/').next().unwrap_or(path));
    let generation = name.strip_prefix("session").and_then(|rest| rest.strip_suffix(".jsonl"));
    let number = |rest: &str| rest.strip_prefix(".v").is_some_and(|n| n.bytes().all(|byte| byte.is_ascii_digit()));
    generation.is_some_and(|rest| rest.is_empty() || number(rest))
}

/// The latest generation whose events are known.
const LATEST: u64 = 4;

fn read(bytes: &[u8], given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    let mut lines: Vec<(u64, Value)> = Vec::new();
    for (place, line) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
        if line.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice(line) {
            Ok(value) => lines.push((place, value)),
            Err(error) => sink(Err(Rejection { line: place, reason: not_json(&error) })),
        }
    }
    let mut log = match Log::of(&lines) {
        Ok(log) => log,
        Err(reason) => {
            sink(Err(Rejection { line: 1, reason }));
            return Ok(());
        }
    };
    for (place, line) in &lines {
        send(log.take(line, given).map(|event| event.into_iter().collect()), *place, given, sink);
    }
    Ok(())
}

/// What a log told so far.
struct Log<'v> {
    session: &'v str,
    project: String,
    began: &'v Value,
    /// Events up to this number are the parent's.
    inherited: Option<u64>,
    provider: &'v str,
    model: &'v str,
    turn: u64,
    /// How often the call of a step was made again.
    retries: BTreeMap<(u64, u64), u64>,
}

impl<'v> Log<'v> {
    fn of(lines: &'v [(u64, Value)]) -> std::result::Result<Log<'v>, String> {
        let head = lines.iter().map(|(_, line)| line).find(|line| line["type"] == "session");
        let head = head.ok_or("it does not begin with a session")?;
        let version = wire::count(head, &["version"])?.unwrap_or(0);
        if version > LATEST {
            return Err(format!("generation {version} of the log is newer than those known (up to {LATEST})"));
        }
        let seed = wire::count(head, &["seedLength"])?.filter(|_| wire::has(head, &["parentSession"]));
        let marked = lines
            .iter()
            .map(|(_, line)| line)
            .filter(|line| line["type"] == "session/end-seed" && line["data"]["inherited"] == true);
        let inherited = match version {
            0 | 1 => seed.and_then(|length| length.checked_sub(1)),
            _ => marked.filter_map(|line| line["seq"].as_u64()).next_back(),
        };
        Ok(Log {
            session: wire::text(head, &["id"]).unwrap_or_default(),
            project: wire::text(head, &["cwd"]).map(of_cwd).unwrap_or_default(),
            began: &head["createdAt"],
            inherited,
            provider: "",
            model: "",
            turn: 0,
            retries: BTreeMap::new(),
        })
    }

    fn take(&mut self, line: &'v Value, given: &Given) -> std::result::Result<Option<UsageEvent>, String> {
        let data = &line["data"];
        let kind = line["type"].as_str().unwrap_or_default();
        match kind {
            "request/header" => self.asks(&data["header"]["config"]),
            "request/context" => self.asks(data),
            _ => {}
        }
        let own = self.inherited.is_none_or(|last| line["seq"].as_u64().is_none_or(|seq| seq > last));
        if !own {
            return Ok(None);
        }
        if kind == "turn/start" {
            self.turn = wire::count(data, &["turn"])?.unwrap_or(self.turn);
        }
        let step =
            (wire::count(data, &["turn"])?.unwrap_or(self.turn), wire::count(data, &["step"])?.unwrap_or_default());
        let usage = match kind {
            "llm/retry-started" => {
                *self.retries.entry(step).or_default() += 1;
                return Ok(None);
            }
            "assistant/chunk" if data["chunk"]["type"] == "usage" => &data["chunk"]["usage"],
            "assistant/message" | "assistant/attempt" if wire::has(data, &["usage"]) => &data["usage"],
            "assistant/message" | "assistant/attempt" => streamed(data),
            _ => return Ok(None),
        };
        self.call(usage, line, step, given)
    }

    fn asks(&mut self, config: &'v Value) {
        if let Some(model) = wire::text(config, &["model"]) {
            self.model = model;
            self.provider = wire::text(config, &["provider"]).unwrap_or_default();
        }
    }

    fn call(
        &self,
        usage: &Value,
        line: &Value,
        (turn, step): (u64, u64),
        given: &Given,
    ) -> std::result::Result<Option<UsageEvent>, String> {
        let tokens = Tokens {
            input: wire::count(usage, &["inputTokens"])?,
            cache_read: wire::count(usage, &["cacheReadTokens"])?,
            cache_write: wire::count(usage, &["cacheWriteTokens"])?,
            output: wire::count(usage, &["outputTokens"])?,
            reasoning: wire::count(usage, &["reasoningTokens"])?,
            ..Tokens::default()
        };
        if tokens.is_nothing() {
            return Ok(None);
        }
        let at = match [&line["time"], self.began].into_iter().find(|time| time.is_number()) {
            Some(stamp) => time::epoch(&stamp.to_string())?,
            None => given.at.ok_or("it has no time in it")?,
        };
        let attempt = self.retries.get(&(turn, step)).map(|retry| format!(".{retry}")).unwrap_or_default();
        let session = if self.session.is_empty() { given.log.folder(1) } else { self.session };
        let id = EventId::Given(format!("{session}/{turn}.{step}{attempt}"));
        let source = &line["data"]["message"]["source"];
        let named = wire::text(source, &["model"]).or(Some(self.model).filter(|model| !model.is_empty()));
        let mut event = draft(&SOURCE, id, at, named.or(given.model.as_deref()).unwrap_or(UNKNOWN_MODEL));
        event.usage = tokens.beside()?;
        let provider = wire::text(source, &["provider"]).unwrap_or(self.provider);
        event.provider = Some("deepseek".to_owned()).filter(|name| provider.starts_with(name.as_str()));
        event.labels.project.clone_from(&self.project);
        event.labels.session = session.to_owned();
        event.labels.agent = SOURCE.id.into();
        Ok(Some(event))
    }
}

/// The last usage in the stream a message was made of.
fn streamed(data: &Value) -> &Value {
    let chunks = data["stream"].as_array().into_iter().flatten().rev();
    let usage = chunks.map(|record| &record["chunk"]).find(|chunk| chunk["type"] == "usage");
    usage.map_or(&Value::Null, |chunk| &chunk["usage"])
}

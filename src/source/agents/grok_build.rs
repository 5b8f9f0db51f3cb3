//! Grok Build: a folder a session; finished turns are in `updates.jsonl`.
//!
//! A turn tells the sums of its calls, in all and by model (`modelUsage`): the sums by model are
//! taken where they are there. The input holds what came from the cache, the output the
//! reasoning; costs are in ticks of 1e-10 US dollars. `signals.json` and the running
//! `totalTokens` tell how full the context is, and are no usage.

use serde_json::{Map, Value};

use crate::domain::{EventId, Labels, UsageClass, UsageEvent, Usd};
use crate::source::log::{Places, Root};
use crate::source::reading::{LineReading, Reading};
use crate::source::{Given, Source, time, wire};

use super::{Agent, Tokens, content_id, draft, first_objects, has_all, json_lines, of_cwd};

pub(crate) const SOURCE: Source = Source {
    id: "grok-build",
    about: "Grok Build sessions (updates.jsonl, one record a turn and model)",
    namespace: "grok-build",
    sniff,
    reading: Reading::Lines(LineReading {
        marks: &["\"turn_completed\""],
        open: |given, _| json_lines::<()>(given, None, |_, line, given| events(line, given)),
    }),
    agent: Some(Agent { roots, holds: |path| path.ends_with("updates.jsonl"), deletes_after_days: None }),
};

fn sniff(head: &[u8]) -> u8 {
    let is_update = |line: &Value| line["params"]["update"].get("sessionUpdate").is_some();
    if has_all(head, &["\"sessionUpdate\""]) && first_objects(head).iter().any(is_update) { 96 } else { 0 }
}

fn roots(places: &Places<'_>) -> Vec<Root> {
    places.roots("GROK_HOME", "sessions", &[places.home.join(".grok")])
}

fn events(line: &Value, given: &Given) -> Result<Vec<UsageEvent>, String> {
    let update = &line["params"]["update"];
    if update["sessionUpdate"] != "turn_completed" || !wire::has(update, &["usage"]) {
        return Ok(Vec::new());
    }
    let turn = Turn::of(line, given)?;
    let usage = &update["usage"];
    let by_model: Map<String, Value> = match usage.get("modelUsage") {
        Some(Value::Object(models)) => models.clone().into_iter().filter(|(_, own)| own.is_object()).collect(),
        _ => Map::new(),
    };
    if by_model.values().all(|own| tokens(own).is_ok_and(|tokens| tokens.is_nothing())) {
        return Ok(turn.event(None, usage, None)?.into_iter().collect());
    }
    // The cost of the turn is that of its only model, when the model does not say it.
    let whole = if by_model.len() == 1 { cost(usage)? } else { None };
    let events = by_model.iter().map(|(model, own)| turn.event(Some(model), own, whole));
    Ok(events.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

/// What the events of a turn have in common.
struct Turn<'a> {
    session: &'a str,
    /// The id of what was asked, unique in the session.
    prompt: Option<&'a str>,
    at: chrono::DateTime<chrono::Utc>,
    model: String,
    labels: Labels,
}

impl<'a> Turn<'a> {
    fn of(line: &'a Value, given: &'a Given) -> Result<Turn<'a>, String> {
        let params = &line["params"];
        let stamps = [&params["_meta"]["agentTimestampMs"], &line["timestamp"]];
        let at = match stamps.into_iter().find(|stamp| !stamp.is_null()) {
            Some(Value::String(text)) => time::parse(text)?,
            Some(stamp) => time::epoch(&stamp.to_string())?,
            None => given.at.ok_or("it has no time in it")?,
        };
        let summary = given.log.json_beside("summary.json").unwrap_or_default();
        let session = wire::text(params, &["sessionId"]).unwrap_or_else(|| given.log.folder(1));
        let folder = ["git_root_dir", "source_workspace_dir"].iter().find_map(|key| wire::text(&summary, &[key]));
        let folder = folder.or(wire::text(&summary, &["info", "cwd"])).map(str::to_owned);
        let current = wire::text(&summary, &["current_model_id"]).or(given.model.as_deref()).unwrap_or("grok-build");
        let labels = Labels {
            project: of_cwd(&folder.unwrap_or_else(|| decoded(given.log.folder(2)))),
            session: session.to_owned(),
            branch: wire::text(&summary, &["head_branch"]).unwrap_or_default().to_owned(),
            agent: SOURCE.id.into(),
            ..Labels::default()
        };
        let prompt = wire::text(params, &["update", "prompt_id"]);
        Ok(Turn { session, prompt, at, model: current.to_owned(), labels })
    }

    fn event(&self, model: Option<&str>, usage: &Value, whole: Option<Usd>) -> Result<Option<UsageEvent>, String> {
        let tokens = tokens(usage)?;
        if tokens.is_nothing() {
            return Ok(None);
        }
        let name = model.filter(|model| !model.is_empty()).unwrap_or(&self.model);
        let id = match self.prompt {
            Some(prompt) if !self.session.is_empty() => {
                let suffix = model.map(|model| format!("#{model}")).unwrap_or_default();
                EventId::Given(format!("{}/{prompt}{suffix}", self.session))
            }
            _ => content_id(&[
                ("session", self.session),
                ("at", &self.at.to_rfc3339()),
                ("model", name),
                ("usage", &tokens.key()),
            ]),
        };
        let mut event = draft(&SOURCE, id, self.at, name);
        event.usage = tokens.by_total(wire::first(usage, &[&["totalTokens"]])?)?;
        let calls = wire::count(usage, &["modelCalls"])?.filter(|calls| *calls > 0);
        wire::set(&mut event.usage, UsageClass::Requests, calls);
        event.context.aggregate = true;
        event.reported = cost(usage)?.or(whole);
        event.labels = self.labels.clone();
        Ok(Some(event))
    }
}

fn tokens(usage: &Value) -> Result<Tokens, String> {
    Ok(Tokens {
        input: wire::count(usage, &["inputTokens"])?,
        cache_read: wire::first(usage, &[&["cachedReadTokens"], &["cacheReadInputTokens"]])?,
        cache_write: wire::first(usage, &[&["cacheCreationTokens"], &["cachedWriteTokens"]])?,
        output: wire::count(usage, &["outputTokens"])?,
        reasoning: wire::first(usage, &[&["reasoningTokens"], &["thoughtTokens"]])?,
        ..Tokens::default()
    })
}

/// The cost in ticks; nothing when it is below zero, which stands for unknown.
fn cost(usage: &Value) -> Result<Option<Usd>, String> {
    const PICO_A_TICK: i128 = 100;
    if usage["costUsdTicks"].as_i64().is_some_and(|ticks| ticks < 0) {
        return Ok(None);
    }
    let ticks = wire::count(usage, &["costUsdTicks"])?;
    Ok(ticks.map(|ticks| Usd::from_pico(i128::from(ticks) * PICO_A_TICK)))
}

/// A path that was made the name of a folder: `%2F` for `/`.
fn decoded(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        match after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(b'%');
                rest = after;
            }
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

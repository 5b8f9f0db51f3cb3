//! Amp's threads: one JSON document a thread.
//!
//! Owns: how the ledger of a thread and the usage at its messages become one list of calls.
//! Refuses to know: credits as money; they are kept as they are.
//!
//! Older threads have a ledger, whose calls name the message they led to; the message knows how
//! much was cached. Newer ones have the messages only. A call is known by its message, one
//! without a message (a title) by its own id.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use crate::domain::{Error, EventId, Labels, Result, UsageEvent};
use crate::source::log::Log;
use crate::source::reading::Reading;
use crate::source::{Given, Sink, Source, time, wire};

use super::{Agent, Tokens, UNKNOWN_MODEL, agent, content_id, draft, first_objects, has_all, not_json, of_uri, send};

pub(crate) const SOURCE: Source = Source {
    id: "amp",
    about: "Amp threads (threads/T-*.json)",
    namespace: "amp",
    sniff,
    reading: Reading::Whole(read),
    agent: Some(Agent {
        roots: |places| places.roots("AMP_DATA_DIR", "threads", &[places.data.join("amp")]),
        holds: |path| {
            let name = path.rsplit('/').next().unwrap_or_default();
            name.starts_with("T-") && name.ends_with(".json")
        },
        deletes_after_days: None,
    }),
};

fn sniff(head: &[u8]) -> u8 {
    let is_thread = |thread: &Value| {
        let is_id = thread["id"].as_str().is_some_and(|id| id.starts_with("T-"));
        is_id && (thread["messages"].is_array() || thread["usageLedger"].is_object())
    };
    let by_bytes = || {
        has_all(head, &["\"id\": \"T-", "\"messages\"", "\"v\""])
            || has_all(head, &["\"id\":\"T-", "\"messages\"", "\"v\""])
    };
    if first_objects(head).first().is_some_and(is_thread) || by_bytes() { 96 } else { 0 }
}

/// A call, from the ledger, its message, or both.
#[derive(Default)]
struct Call<'a> {
    entry: Option<&'a Value>,
    message: Option<String>,
    usage: Option<&'a Value>,
}

fn read(bytes: &[u8], given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    let thread: Value = serde_json::from_slice(bytes)
        .map_err(|error| Error::validation(format!("the thread is {}", not_json(&error))))?;
    let labels = labels(&thread, &given.log);
    for (at, call) in calls(&thread).iter().enumerate() {
        let made = event(call, &thread, &labels, given);
        send(made.map(|event| event.into_iter().collect()), at as u64 + 1, given, sink);
    }
    Ok(())
}

/// The calls of the ledger, then those that only messages tell of.
fn calls(thread: &Value) -> Vec<Call<'_>> {
    let entries = thread["usageLedger"]["events"].as_array().into_iter().flatten();
    let mut calls: Vec<Call<'_>> =
        entries.map(|entry| Call { entry: Some(entry), message: plain(&entry["toMessageId"]), usage: None }).collect();
    let messages = thread["messages"].as_array().into_iter().flatten();
    for message in messages.filter(|message| message["usage"].is_object()) {
        let (id, usage) = (plain(&message["messageId"]), &message["usage"]);
        let same = |call: &Call<'_>| call.usage.is_none() && id.is_some() && call.message == id;
        let alike = |call: &Call<'_>| same(call) && call.entry.is_some_and(|entry| counts_alike(entry, usage));
        match calls.iter().position(alike).or_else(|| calls.iter().position(same)) {
            Some(at) => calls[at].usage = Some(usage),
            None => calls.push(Call { entry: None, message: id, usage: Some(usage) }),
        }
    }
    // Of several calls that led to one message, the message's identity is that of one.
    let mut met = std::collections::HashSet::new();
    let by_usage = calls.iter().filter(|call| call.usage.is_some());
    met.extend(by_usage.filter_map(|call| call.message.clone()));
    for call in calls.iter_mut().filter(|call| call.usage.is_none()) {
        call.message = call.message.take().filter(|message| met.insert(message.clone()));
    }
    calls
}

fn counts_alike(entry: &Value, usage: &Value) -> bool {
    entry["tokens"]["input"] == usage["inputTokens"] && entry["tokens"]["output"] == usage["outputTokens"]
}

/// An id, which may be a number.
fn plain(id: &Value) -> Option<String> {
    match id {
        Value::String(id) if !id.is_empty() => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

fn event(
    call: &Call<'_>,
    thread: &Value,
    labels: &Labels,
    given: &Given,
) -> std::result::Result<Option<UsageEvent>, String> {
    let none = Value::Null;
    let (entry, usage) = (call.entry.unwrap_or(&none), call.usage.unwrap_or(&none));
    let tokens = counters(entry, usage)?;
    if tokens.is_nothing() {
        return Ok(None);
    }
    let at = instant(entry, usage, thread)?.or(given.at).ok_or("it has no time in it")?;
    let model = wire::text(usage, &["model"]).or_else(|| wire::text(entry, &["model"]));
    let model = model.or(given.model.as_deref()).unwrap_or(UNKNOWN_MODEL);
    let session = &labels.session;
    let id = match call.message.clone().or_else(|| plain(&entry["id"])) {
        Some(id) => EventId::Given(format!("{session}/{id}")),
        None => {
            let counters = format!("{tokens:?}");
            content_id(&[("thread", session), ("at", &at.to_rfc3339()), ("model", model), ("tokens", &counters)])
        }
    };
    let mut event = draft(&SOURCE, id, at, model);
    event.usage = tokens.beside()?;
    event.labels = labels.clone();
    event.metadata = metadata(entry, usage);
    Ok(Some(event))
}

/// The ledger tells input and output, the message what was cached; the input leaves it out,
/// unless the message's total says that it has it in it.
fn counters(entry: &Value, usage: &Value) -> std::result::Result<Tokens, String> {
    let read = wire::count(usage, &["cacheReadInputTokens"])?.or(wire::count(entry, &["tokens", "cacheRead"])?);
    let written = wire::count(usage, &["cacheCreationInputTokens"])?.or(wire::count(entry, &["tokens", "cacheWrite"])?);
    let stated = wire::count(usage, &["inputTokens"])?;
    let mut input = wire::count(entry, &["tokens", "input"])?.or(stated);
    let caches = wire::sum(&[read, written])?;
    let total = wire::count(usage, &["totalInputTokens"])?;
    if caches > 0 && total.is_some() && total == stated && input == stated {
        input = input.and_then(|input| input.checked_sub(caches)).or(input);
    }
    let output = wire::count(entry, &["tokens", "output"])?.or(wire::count(usage, &["outputTokens"])?);
    Ok(Tokens { input, cache_read: read, cache_write: written, output, ..Tokens::default() })
}

fn instant(entry: &Value, usage: &Value, thread: &Value) -> std::result::Result<Option<DateTime<Utc>>, String> {
    let stated = wire::text(entry, &["timestamp"]).or_else(|| wire::text(usage, &["timestamp"]));
    match stated {
        Some(stated) => time::parse(stated).map(Some),
        None => wire::count(thread, &["created"])?.map(|at| time::epoch(&at.to_string())).transpose(),
    }
}

/// Credits are no dollars; what a call was for tells titles from answers.
fn metadata(entry: &Value, usage: &Value) -> Option<String> {
    let mut kept = Map::new();
    if let Some(credits) = [entry, usage].iter().map(|value| &value["credits"]).find(|credits| credits.is_number()) {
        kept.insert("credits".into(), credits.clone());
    }
    if let Some(operation) = wire::text(entry, &["operationType"]).filter(|operation| operation.len() <= 32) {
        kept.insert("operation".into(), operation.into());
    }
    (!kept.is_empty()).then(|| Value::Object(kept).to_string())
}

fn labels(thread: &Value, log: &Log) -> Labels {
    let initial = &thread["env"]["initial"];
    let tree = &initial["trees"][0];
    let branch = wire::text(tree, &["repository", "ref"]).unwrap_or_default();
    Labels {
        project: wire::text(tree, &["uri"]).map(of_uri).unwrap_or_default(),
        session: wire::text(thread, &["id"]).unwrap_or_else(|| log.stem()).to_owned(),
        branch: branch.strip_prefix("refs/heads/").unwrap_or(branch).to_owned(),
        agent: agent(SOURCE.id, wire::text(initial, &["platform", "clientVersion"])),
        ..Labels::default()
    }
}

//! Mistral Vibe: a folder a session, with its totals so far in `meta.json`.
//!
//! `session_*` are the totals; `last_turn_*` and `context_tokens` are parts of them. Subagents
//! have folders of their own, below that of their session. A session that was compacted goes on
//! under another id, and its totals go on too: what it began with is its parent's. A fork has a
//! parent as well, but begins at nothing.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::domain::{EventId, Labels, Rejection, Result, UsageEvent, Usd};
use crate::source::log::{Places, Root};
use crate::source::reading::Reading;
use crate::source::{Given, Sink, Source, time, wire};

use super::{Agent, Tokens, UNKNOWN_MODEL, draft, has_all, not_json, of_cwd, send};

pub(crate) const SOURCE: Source = Source {
    id: "mistral-vibe",
    about: "Mistral Vibe sessions (meta.json, one record a session)",
    namespace: "mistral-vibe",
    sniff: |head| if has_all(head, &["\"stats\"", "\"session_prompt_tokens\""]) { 96 } else { 0 },
    reading: Reading::Whole(read),
    agent: Some(Agent { roots, holds: |path| path.ends_with("meta.json"), deletes_after_days: None }),
};

fn roots(places: &Places<'_>) -> Vec<Root> {
    places.roots("VIBE_HOME", "logs/session", &[places.home.join(".vibe")])
}

fn read(bytes: &[u8], given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    match serde_json::from_slice(bytes) {
        Ok(meta) => send(session(&meta, given), 1, given, sink),
        Err(error) => sink(Err(Rejection { line: 1, reason: not_json(&error) })),
    }
    Ok(())
}

fn session(meta: &Value, given: &Given) -> std::result::Result<Vec<UsageEvent>, String> {
    let before = parent(meta, given);
    let since = |name: &str| -> std::result::Result<Option<u64>, String> {
        let begun = before.as_ref().map_or(Ok(None), |parent| wire::count(parent, &["stats", name]))?;
        Ok(wire::count(meta, &["stats", name])?.map(|now| now.saturating_sub(begun.unwrap_or(0))))
    };
    let mut tokens = Tokens {
        input: since("session_prompt_tokens")?,
        cache_read: since("session_cached_tokens")?,
        output: since("session_completion_tokens")?,
        ..Tokens::default()
    };
    if tokens.is_nothing() {
        return Ok(Vec::new());
    }
    let note = tokens.raise();
    let id = wire::text(meta, &["session_id"]).ok_or("the session has no session_id")?;
    let began = wire::text(meta, &["start_time"]).or(wire::text(meta, &["end_time"]));
    let at = began.map(time::parse).transpose()?.or(given.at).ok_or("it has no time in it")?;
    let model = model(meta).or(given.model.as_deref()).unwrap_or(UNKNOWN_MODEL);
    let mut event = draft(&SOURCE, EventId::Given(id.to_owned()), at, model);
    event.usage = tokens.within()?;
    event.context.aggregate = true;
    let cost = |meta| wire::dollars(meta, &["stats", "session_cost"]).unwrap_or(Usd::ZERO).pico();
    let cost = cost(meta) - before.as_ref().map_or(0, cost);
    event.reported = Some(Usd::from_pico(cost)).filter(|_| cost > 0);
    event.metadata = note.map(|note| serde_json::json!({ "note": note }).to_string());
    event.labels = labels(meta, id, given);
    Ok(vec![event])
}

/// What the session says that this one goes on from, with its totals.
fn parent(meta: &Value, given: &Given) -> Option<Value> {
    let id = wire::text(meta, &["parent_session_id"])?;
    let folder = given.log.path.parent()?;
    // The folder of a session has the beginning of its id in its name, or the day that begins it.
    let named = |path: &&PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        *path != folder && id.get(..8).is_some_and(|begin| name.contains(begin))
    };
    let siblings = (given.log.near.list)(folder.parent()?);
    let mut read = siblings.iter().filter(named).filter_map(|path| {
        let meta: Value = serde_json::from_slice(&(given.log.near.read)(&path.join("meta.json"))?).ok()?;
        Some((path, meta))
    });
    let (path, parent) = read.find(|(_, meta)| meta["session_id"] == id)?;
    (goes_on(meta, &parent) && !copies(folder, path, given)).then_some(parent)
}

/// Whether a session may have begun with its parent's totals: after its end, with no less.
fn goes_on(meta: &Value, parent: &Value) -> bool {
    let time = |meta, key| wire::text(meta, &[key]).and_then(|text| time::parse(text).ok());
    let count = |meta, name| wire::count(meta, &["stats", name]).ok().flatten().unwrap_or(0);
    let counters = ["steps", "session_prompt_tokens", "session_completion_tokens", "session_cached_tokens"];
    matches!((time(parent, "end_time"), time(meta, "start_time")), (Some(ended), Some(began)) if ended <= began)
        && counters.iter().all(|name| count(meta, name) >= count(parent, name))
}

/// Whether two sessions begin with the same message: one is a fork of the other.
fn copies(folder: &Path, parent: &Path, given: &Given) -> bool {
    let first = |folder: &Path| {
        let messages = (given.log.near.read)(&folder.join("messages.jsonl"))?;
        let line: Value = serde_json::from_slice(messages.split(|byte| *byte == b'\n').next()?).ok()?;
        wire::text(&line, &["message_id"]).map(str::to_owned)
    };
    first(folder).is_some_and(|own| first(parent) == Some(own))
}

fn labels(meta: &Value, id: &str, given: &Given) -> Labels {
    let beside = given.log.folder(2) == "agents";
    let parent = wire::text(meta, &["parent_session_id"]).filter(|_| beside);
    let mut labels = Labels {
        project: wire::text(meta, &["environment", "working_directory"]).map(of_cwd).unwrap_or_default(),
        session: parent.unwrap_or(id).to_owned(),
        branch: wire::text(meta, &["git_branch"]).unwrap_or_default().to_owned(),
        agent: SOURCE.id.into(),
        ..Labels::default()
    };
    if beside {
        labels.tag(Labels::BESIDE, "true");
    }
    labels
}

/// The model by its own name: the configuration may know it under another.
fn model(meta: &Value) -> Option<&str> {
    let active = wire::text(meta, &["model"]).or(wire::text(meta, &["config", "active_model"]))?;
    let known = meta["config"]["models"].as_array().map(Vec::as_slice).unwrap_or_default();
    let meant = known.iter().find(|model| model["alias"] == active).and_then(|model| wire::text(model, &["name"]));
    Some(meant.unwrap_or(active))
}

//! Mistral Vibe: a folder a session, with its totals so far in `meta.json`.
//!
//! `session_*` are the totals; `last_turn_*` and `context_tokens` are parts of them. Subagents
//! have folders of their own, below that of their session.

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
    let mut tokens = Tokens {
        input: wire::count(meta, &["stats", "session_prompt_tokens"])?,
        cache_read: wire::count(meta, &["stats", "session_cached_tokens"])?,
        output: wire::count(meta, &["stats", "session_completion_tokens"])?,
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
    event.reported = wire::dollars(meta, &["stats", "session_cost"]).filter(|cost| *cost != Usd::ZERO);
    event.metadata = note.map(|note| serde_json::json!({ "note": note }).to_string());
    event.labels = labels(meta, id, given);
    Ok(vec![event])
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

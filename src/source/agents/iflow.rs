//! iFlow CLI's sessions: lines like Claude Code's, with counters of their own making.
//!
//! Owns: which lines are billed. An answer is written in several messages, one for every tool it
//! called, and most of them count nothing.

use serde_json::Value;

use crate::domain::{EventId, Labels, UsageEvent};
use crate::source::reading::{LineReading, Reading};
use crate::source::{Given, Source, time, wire};

use super::{
    Agent, Tokens, UNKNOWN_MODEL, agent, content_id, draft, first_objects, has_all, json_lines, of_cwd, of_slug,
};

pub(crate) const SOURCE: Source = Source {
    id: "iflow",
    about: "iFlow CLI sessions (projects/*/session-*.jsonl)",
    namespace: "iflow",
    sniff,
    reading: Reading::Lines(LineReading {
        marks: &["\"usage\""],
        open: |given, state| json_lines::<()>(given, state, record),
    }),
    agent: Some(Agent {
        roots: |places| places.roots("IFLOW_DIR", "projects", &[places.home.join(".iflow")]),
        holds: |path| {
            let name = path.rsplit('/').next().unwrap_or_default();
            name.starts_with("session-") && name.ends_with(".jsonl")
        },
        deletes_after_days: None,
    }),
};

fn sniff(head: &[u8]) -> u8 {
    if !has_all(head, &["\"session-", "\"parentUuid\""]) {
        return 0;
    }
    let is_line = |line: &Value| {
        let session = line["sessionId"].as_str().unwrap_or_default();
        session.starts_with("session-") && line["uuid"].is_string() && line["message"].is_object()
    };
    if first_objects(head).iter().take(8).any(is_line) { 97 } else { 0 }
}

fn record(_: &mut (), line: &Value, given: &Given) -> Result<Vec<UsageEvent>, String> {
    let message = &line["message"];
    let usage = &message["usage"];
    if line["type"] != "assistant" || !usage.is_object() {
        return Ok(Vec::new());
    }
    let tokens = Tokens {
        input: wire::count(usage, &["input_tokens"])?,
        cache_read: wire::count(usage, &["cache_read_input_tokens"])?,
        cache_write: wire::count(usage, &["cache_creation_input_tokens"])?,
        output: wire::count(usage, &["output_tokens"])?,
        ..Tokens::default()
    };
    if tokens.is_nothing() {
        return Ok(Vec::new());
    }
    let stamp = wire::text(line, &["timestamp"]);
    let at = stamp.map(time::parse).transpose()?.or(given.at).ok_or("it has no time in it")?;
    let id = match wire::text(line, &["uuid"]) {
        Some(uuid) => EventId::Given(uuid.to_owned()),
        None => content_id(&[("at", &at.to_rfc3339()), ("usage", &tokens.key())]),
    };
    let model = wire::text(message, &["model"]).or(given.model.as_deref()).unwrap_or(UNKNOWN_MODEL);
    let mut event = draft(&SOURCE, id, at, model);
    event.usage = tokens.beside()?;
    event.labels = labels(line, given);
    Ok(vec![event])
}

fn labels(line: &Value, given: &Given) -> Labels {
    let text = |name: &str| wire::text(line, &[name]);
    let mut labels = Labels {
        project: text("cwd").map_or_else(
            || given.log.folder(1).to_owned(),
            |cwd| match given.log.folder(1) {
                "" => of_cwd(cwd),
                slug => of_slug(slug, cwd),
            },
        ),
        session: text("sessionId").unwrap_or_else(|| given.log.stem()).to_owned(),
        branch: text("gitBranch").unwrap_or_default().to_owned(),
        agent: agent(SOURCE.id, text("version")),
        ..Labels::default()
    };
    if line["isSidechain"] == true {
        labels.tag(Labels::BESIDE, "true");
    }
    labels
}

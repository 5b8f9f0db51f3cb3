//! OpenClaw, also under its older names: JSON Lines, one file a session, as pi writes them.
//!
//! The log of a session that was deleted or reset is kept under another name, and may be there
//! beside the living one: an answer is known by its session and the id of its line.

use serde_json::Value;

use crate::domain::UsageEvent;
use crate::source::log::{Places, Root};
use crate::source::reading::{LineReading, Reading};
use crate::source::{Given, Source};

use super::pi_message::{MARKS, Session};
use super::{Agent, content_id, first_objects, has_all, json_lines};

pub(crate) const SOURCE: Source = Source {
    id: "openclaw",
    about: "OpenClaw sessions (also as Clawdbot and Moltbot), deleted and reset ones among them",
    namespace: "openclaw",
    sniff,
    reading: Reading::Lines(LineReading {
        marks: MARKS,
        open: |given, state| json_lines::<Session>(given, state, events),
    }),
    agent: Some(Agent { roots, holds, deletes_after_days: None }),
};

/// Its lines are those of pi, but for a few marks of its own.
fn sniff(head: &[u8]) -> u8 {
    let own = has_all(head, &["\"model-snapshot\""]) || has_all(head, &["\"openclaw"]);
    if own && first_objects(head).iter().any(Session::begins) { 97 } else { 0 }
}

fn roots(places: &Places<'_>) -> Vec<Root> {
    let names = [".openclaw", ".clawdbot", ".moltbot", ".moldbot"];
    places.roots("OPENCLAW_DIR", "agents", &names.map(|name| places.home.join(name)))
}

/// Logs in a folder `sessions`, also those set aside.
fn holds(path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let aside = [".jsonl.deleted.", ".jsonl.reset."].iter().any(|part| name.contains(part));
    folder.rsplit('/').next() == Some("sessions") && (name.ends_with(".jsonl") || aside)
}

fn events(session: &mut Session, line: &Value, given: &Given) -> Result<Vec<UsageEvent>, String> {
    let event = session.take(line, given, &SOURCE, |session, answer, _| match answer.line {
        Some(line) => content_id(&[("session", session.name(given)), ("line", line)]),
        None => content_id(&[
            ("session", session.name(given)),
            ("time", answer.time.unwrap_or_default()),
            ("own", answer.own_time.as_deref().unwrap_or_default()),
            ("usage", &answer.counters),
        ]),
    })?;
    Ok(event.into_iter().collect())
}

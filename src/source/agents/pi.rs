//! pi and OMP: JSON Lines, one file a session.
//!
//! A session that branched off from another begins with the messages up to there, under new ids
//! in newer versions. So an answer is known by what copies keep: its own instant to the
//! millisecond (that of its line, where it has none), its model and its counters.

use serde_json::Value;

use crate::domain::UsageEvent;
use crate::source::log::{Places, Root};
use crate::source::reading::{LineReading, Reading};
use crate::source::{Given, Source};

use super::pi_message::{MARKS, Session};
use super::{Agent, content_id, first_objects, has_all, json_lines};

pub(crate) const SOURCE: Source = Source {
    id: "pi",
    about: "pi and OMP sessions",
    namespace: "pi",
    sniff: |head| {
        if has_all(head, &["\"session\""]) && first_objects(head).iter().any(Session::begins) { 96 } else { 0 }
    },
    reading: Reading::Lines(LineReading {
        marks: MARKS,
        open: |given, state| json_lines::<Session>(given, state, events),
    }),
    agent: Some(Agent { roots, holds: |path| path.ends_with(".jsonl"), deletes_after_days: None }),
};

fn roots(places: &Places<'_>) -> Vec<Root> {
    let chosen = [places.roots("PI_AGENT_DIR", "", &[]), places.roots("PI_CODING_AGENT_DIR", "sessions", &[])].concat();
    let default = [places.home.join(".pi/agent"), places.home.join(".omp/agent")];
    match chosen.is_empty() {
        true => default.iter().map(|folder| Root::below(folder, "sessions", "default")).collect(),
        false => chosen,
    }
}

fn events(session: &mut Session, line: &Value, given: &Given) -> Result<Vec<UsageEvent>, String> {
    let event = session.take(line, given, &SOURCE, |session, answer, model| {
        match answer.own_time.as_deref().or(answer.time) {
            Some(time) => content_id(&[("time", time), ("model", model), ("usage", &answer.counters)]),
            None => content_id(&[
                ("session", session.name(given)),
                ("line", answer.line.unwrap_or_default()),
                ("usage", &answer.counters),
            ]),
        }
    })?;
    let omp = given.log.path.components().any(|part| part.as_os_str() == ".omp");
    Ok(event
        .into_iter()
        .map(|mut event| {
            if omp {
                event.labels.agent = "omp".into();
            }
            event
        })
        .collect())
}

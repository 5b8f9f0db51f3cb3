//! Crush's database: a row a session, with its totals so far.
//!
//! Sessions of subagents have rows of their own, with the session they belong to.

use serde_json::Value;

use crate::domain::{EventId, Result, UsageEvent};
use crate::source::reading::{Reading, TableReading, Tables};
use crate::source::{Given, Sink, Source, time, wire};

use super::{Agent, Tokens, UNKNOWN_MODEL, draft, send};

pub(crate) const SOURCE: Source = Source {
    id: "crush",
    about: "Crush sessions (crush.db, one record a session)",
    namespace: "crush",
    sniff: |_| 0,
    reading: Reading::Tables(TableReading {
        claims: |tables| ["sessions", "messages", "files"].iter().all(|name| tables.iter().any(|table| table == name)),
        read,
    }),
    agent: Some(Agent {
        roots: |places| places.roots("CRUSH_GLOBAL_DATA", "", &[places.data.join("crush")]),
        holds: |path| path.ends_with("crush.db"),
        deletes_after_days: None,
    }),
};

/// The model of a session is that of its latest answer (what users and tools said has an empty
/// one), or of its parent's.
const SESSIONS: &str = "\
SELECT id, parent_session_id, prompt_tokens, completion_tokens, cost, created_at, \
(SELECT model FROM messages m WHERE m.session_id IN (s.id, s.parent_session_id) AND model <> '' \
ORDER BY m.session_id = s.id DESC, m.created_at DESC LIMIT 1) AS model \
FROM sessions s ORDER BY created_at, id";

fn read(tables: &mut dyn Tables, given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    let mut place = 0;
    tables.rows(SESSIONS, &mut |row| {
        place += 1;
        send(events(&row, given), place, given, sink);
    })
}

fn events(row: &Value, given: &Given) -> std::result::Result<Vec<UsageEvent>, String> {
    let tokens = Tokens {
        input: wire::count(row, &["prompt_tokens"])?,
        output: wire::count(row, &["completion_tokens"])?,
        ..Tokens::default()
    };
    if tokens.is_nothing() {
        return Ok(Vec::new());
    }
    let id = wire::text(row, &["id"]).ok_or("the session has no id")?;
    let created = wire::count(row, &["created_at"])?.ok_or("the session has no created_at")?;
    let model = wire::text(row, &["model"]).or(given.model.as_deref()).unwrap_or(UNKNOWN_MODEL);
    let at = time::epoch(&created.to_string())?;
    let mut event = draft(&SOURCE, EventId::Given(id.to_owned()), at, model);
    event.usage = tokens.within()?;
    event.context.aggregate = true;
    event.reported = wire::dollars(row, &["cost"]).filter(|cost| *cost != crate::domain::Usd::ZERO);
    event.labels.session = wire::text(row, &["parent_session_id"]).unwrap_or(id).to_owned();
    event.labels.agent = SOURCE.id.into();
    // A project keeps its database in a folder of its own.
    let folder = given.log.path.parent().filter(|folder| folder.ends_with(".crush")).and_then(|folder| folder.parent());
    event.labels.project = folder.map(|project| super::of_cwd(&project.to_string_lossy())).unwrap_or_default();
    Ok(vec![event])
}

//! GitHub Copilot CLI's store: a row a call.
//!
//! Owns: the columns of its tables. Refuses to know: what else tells of a session
//! (`copilot_cli`).

use serde_json::Value;

use crate::domain::{Labels, Result, UsageEvent};
use crate::source::reading::{Reading, TableReading, Tables};
use crate::source::{Given, Sink, Source, time, wire};

use super::copilot_call::{self, Call, Repeats};
use super::{Agent, Tokens, UNKNOWN_MODEL, copilot_cli, of_cwd, send};

pub(crate) const SOURCE: Source = Source {
    id: "copilot-store",
    about: "GitHub Copilot CLI's store (session-store.db), one record a call",
    namespace: copilot_call::NAMESPACE,
    sniff: |_| 0,
    reading: Reading::Tables(TableReading {
        claims: |tables| tables.iter().any(|table| table == "assistant_usage_events"),
        read,
    }),
    agent: Some(Agent { roots: copilot_cli::home, holds: |path| path == "session-store.db", deletes_after_days: None }),
};

/// Columns that not every version has, each with the table it is in.
const COLUMNS: [(&str, &str); 12] = [
    ("e", "copilot_usage_model"),
    ("e", "model"),
    ("e", "input_tokens"),
    ("e", "output_tokens"),
    ("e", "cache_read_tokens"),
    ("e", "cache_write_tokens"),
    ("e", "reasoning_tokens"),
    ("e", "duration_ms"),
    ("e", "created_at"),
    ("e", "parent_tool_call_id"),
    ("s", "cwd"),
    ("s", "branch"),
];

fn read(tables: &mut dyn Tables, given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    let (events, sessions) = (tables.columns("assistant_usage_events")?, tables.columns("sessions")?);
    let columns = COLUMNS.map(|(table, name)| {
        let known = if table == "e" { &events } else { &sessions };
        let there = known.iter().any(|column| column == name);
        if there { format!("{table}.{name} AS {name}") } else { format!("NULL AS {name}") }
    });
    let join = if sessions.is_empty() { "" } else { "LEFT JOIN sessions s ON s.id = e.session_id" };
    let query = format!(
        "SELECT e.session_id AS session, {} FROM assistant_usage_events e {join} ORDER BY e.rowid",
        columns.join(", ")
    );
    let (mut place, mut repeats) = (0, Repeats::default());
    tables.rows(&query, &mut |row| {
        place += 1;
        let made = event(&row, given, &mut repeats).map(|event| event.into_iter().collect());
        send(made, place, given, sink);
    })
}

fn event(row: &Value, given: &Given, repeats: &mut Repeats) -> std::result::Result<Option<UsageEvent>, String> {
    let count = |name: &str| wire::count(row, &[name]);
    let text = |name: &str| wire::text(row, &[name]);
    let tokens = Tokens {
        input: count("input_tokens")?,
        cache_read: count("cache_read_tokens")?,
        cache_write: count("cache_write_tokens")?,
        output: count("output_tokens")?,
        reasoning: count("reasoning_tokens")?,
        ..Tokens::default()
    };
    if tokens.is_nothing() {
        return Ok(None);
    }
    let at = text("created_at").map(time::parse).transpose()?.or(given.at).ok_or("the row has no created_at")?;
    let named = text("model").filter(|model| *model != "auto").or_else(|| text("copilot_usage_model"));
    let call = Call {
        session: text("session").unwrap_or_default().to_owned(),
        at,
        model: named.or(given.model.as_deref()).unwrap_or(UNKNOWN_MODEL).to_owned(),
        tokens,
        latency_ms: count("duration_ms").ok().flatten(),
        version: None,
    };
    let Some(mut event) = call.event(&SOURCE, repeats)? else { return Ok(None) };
    event.labels.project = text("cwd").map(of_cwd).unwrap_or_default();
    event.labels.branch = text("branch").unwrap_or_default().to_owned();
    if text("parent_tool_call_id").is_some() {
        event.labels.tag(Labels::BESIDE, "true");
    }
    Ok(Some(event))
}

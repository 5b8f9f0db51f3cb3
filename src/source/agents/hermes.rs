//! Hermes' database: a row a session, with its totals so far.
//!
//! The counters stand side by side, but reasoning is part of the output. Instants are seconds
//! with a fraction.

use serde_json::Value;

use crate::domain::{EventId, Result, UsageClass, UsageEvent, Usd};
use crate::source::log::{Places, Root};
use crate::source::reading::{Reading, TableReading, Tables};
use crate::source::{Given, Sink, Source, time, wire};

use super::{Agent, Tokens, UNKNOWN_MODEL, draft, of_cwd, send};

pub(crate) const SOURCE: Source = Source {
    id: "hermes",
    about: "Hermes sessions (state.db, one record a session)",
    namespace: "hermes",
    sniff: |_| 0,
    reading: Reading::Tables(TableReading { claims, read }),
    agent: Some(Agent { roots, holds, deletes_after_days: None }),
};

fn claims(tables: &[String]) -> bool {
    let has = |name: &str| tables.iter().any(|table| table == name);
    // Others name their tables alike: Goose has a version beside them, Crush no numbered rows.
    let own = has("messages_fts") || has("state_meta") || (has("sqlite_sequence") && !has("schema_version"));
    let others = ["files", "usage_ledger", "assistant_usage_events", "turns", "responses"];
    has("sessions") && has("messages") && own && !others.iter().any(|name| has(name))
}

fn roots(places: &Places<'_>) -> Vec<Root> {
    places.roots("HERMES_HOME", "", &[places.home.join(".hermes")])
}

/// The database of the usual profile, or of one with a name.
fn holds(path: &str) -> bool {
    let profile = path.strip_prefix("profiles/").and_then(|path| path.split_once('/'));
    profile.map_or(path, |(_, file)| file) == "state.db"
}

/// The columns that are of use; older versions lack some.
const WANTED: [&str; 14] = [
    "id",
    "model",
    "cwd",
    "git_repo_root",
    "billing_provider",
    "input_tokens",
    "output_tokens",
    "cache_read_tokens",
    "cache_write_tokens",
    "reasoning_tokens",
    "estimated_cost_usd",
    "actual_cost_usd",
    "api_call_count",
    "started_at",
];

fn read(tables: &mut dyn Tables, given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    let there = tables.columns("sessions")?;
    let columns: Vec<&str> = WANTED.into_iter().filter(|name| there.iter().any(|column| column == name)).collect();
    let mut place = 0;
    tables.rows(&format!("SELECT {} FROM sessions ORDER BY id", columns.join(", ")), &mut |row| {
        place += 1;
        send(events(&row, given), place, given, sink);
    })
}

fn events(row: &Value, given: &Given) -> std::result::Result<Vec<UsageEvent>, String> {
    let tokens = Tokens {
        input: wire::count(row, &["input_tokens"])?,
        cache_read: wire::count(row, &["cache_read_tokens"])?,
        cache_write: wire::count(row, &["cache_write_tokens"])?,
        output: wire::count(row, &["output_tokens"])?,
        reasoning: wire::count(row, &["reasoning_tokens"])?,
        ..Tokens::default()
    };
    if tokens.is_nothing() {
        return Ok(Vec::new());
    }
    let id = wire::text(row, &["id"]).ok_or("the session has no id")?;
    let at = match &row["started_at"] {
        Value::Number(started) => time::epoch(&started.to_string())?,
        _ => given.at.ok_or("the session has no started_at")?,
    };
    let model = wire::text(row, &["model"]).or(given.model.as_deref()).unwrap_or(UNKNOWN_MODEL);
    let mut event = draft(&SOURCE, EventId::Given(id.to_owned()), at, model);
    event.usage = tokens.beside()?;
    wire::set(
        &mut event.usage,
        UsageClass::Requests,
        wire::count(row, &["api_call_count"])?.filter(|calls| *calls > 0),
    );
    event.context.aggregate = true;
    event.provider = wire::text(row, &["billing_provider"]).and_then(provider).map(str::to_owned);
    let estimated = wire::dollars(row, &["estimated_cost_usd"]).filter(|cost| *cost != Usd::ZERO);
    event.reported = wire::dollars(row, &["actual_cost_usd"]).or(estimated);
    event.labels.session = id.to_owned();
    event.labels.agent = SOURCE.id.into();
    let folder = wire::text(row, &["git_repo_root"]).or(wire::text(row, &["cwd"]));
    event.labels.project = folder.map(of_cwd).unwrap_or_default();
    if given.log.folder(2) == "profiles" {
        event.labels.tag("profile", given.log.folder(1));
    }
    Ok(vec![event])
}

/// The provider of prices, where Hermes calls it by that name or by the way in.
fn provider(billed: &str) -> Option<&str> {
    match billed {
        "openai-codex" => Some("openai"),
        "anthropic" | "openai" | "openrouter" | "google" | "deepseek" => Some(billed),
        _ => None,
    }
}

//! Goose's database: a ledger of requests, or a row a session with its totals so far.
//!
//! Newer versions keep a row a request (`usage_ledger`); a session that has rows with usage in it
//! is told by them. Its own totals are of use only without them: they say the same again.
//! Whether cached tokens are in the input depends on the provider; a row's total tells.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::domain::{Labels, Result, UsageEvent, Usd};
use crate::source::log::{Places, Root};
use crate::source::reading::{Reading, TableReading, Tables};
use crate::source::{Given, Sink, Source, time, wire};

use super::{Agent, Tokens, UNKNOWN_MODEL, content_id, draft, of_cwd, send};

pub(crate) const SOURCE: Source = Source {
    id: "goose",
    about: "Goose sessions (sessions.db)",
    namespace: "goose",
    sniff: |_| 0,
    reading: Reading::Tables(TableReading { claims, read }),
    agent: Some(Agent { roots, holds: |path| path.ends_with("sessions.db"), deletes_after_days: None }),
};

fn claims(tables: &[String]) -> bool {
    let has = |name: &str| tables.iter().any(|table| table == name);
    // Hermes has the same three tables, and others beside them.
    let alike = has("schema_version") && !has("messages_fts") && !has("state_meta");
    has("sessions") && has("messages") && (has("usage_ledger") || alike)
}

fn roots(places: &Places<'_>) -> Vec<Root> {
    let chosen = places.roots("GOOSE_PATH_ROOT", "data/sessions", &[]);
    if !chosen.is_empty() {
        return chosen;
    }
    let shared = [places.data.join("goose"), places.data.join("Block/goose")].map(|folder| folder.join("sessions"));
    let names = ["goose/sessions", "Block/goose/sessions", "Block/goose/data/sessions"];
    let applications = names.iter().flat_map(|name| places.application(name));
    shared.into_iter().chain(applications).map(|path| Root::new(path, "default")).collect()
}

const ROWS: &str = "\
SELECT id, session_id, created_timestamp, model, input_tokens, output_tokens, total_tokens, cache_read_tokens, \
cache_write_tokens, cost FROM usage_ledger ORDER BY id";

/// The columns of a session that are of use; older versions lack some.
const WANTED: [&str; 14] = [
    "id",
    "working_dir",
    "created_at",
    "session_type",
    "provider_name",
    "model_config_json",
    "parent_session_id",
    "accumulated_input_tokens",
    "accumulated_output_tokens",
    "accumulated_total_tokens",
    "accumulated_cache_read_tokens",
    "accumulated_cache_write_tokens",
    "accumulated_cost",
    "updated_at",
];

fn read(tables: &mut dyn Tables, given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    let there = tables.columns("sessions")?;
    let columns: Vec<&str> = WANTED.into_iter().filter(|name| there.iter().any(|column| column == name)).collect();
    let mut sessions = BTreeMap::new();
    tables.rows(&format!("SELECT {} FROM sessions ORDER BY id", columns.join(", ")), &mut |row| {
        sessions.insert(wire::text(&row, &["id"]).unwrap_or_default().to_owned(), row);
    })?;
    let mut place = 0;
    let mut told = BTreeSet::new();
    if !tables.columns("usage_ledger")?.is_empty() {
        tables.rows(ROWS, &mut |row| {
            place += 1;
            let name = wire::text(&row, &["session_id"]).unwrap_or_default();
            let made = request(&row, name, sessions.get(name).unwrap_or(&Value::Null), given);
            if made.as_ref().is_ok_and(|events| !events.is_empty()) {
                told.insert(name.to_owned());
            }
            send(made, place, given, sink);
        })?;
    }
    for (name, row) in sessions.iter().filter(|(name, _)| !told.contains(*name)) {
        place += 1;
        send(session(row, name, given), place, given, sink);
    }
    Ok(())
}

type Made = std::result::Result<Vec<UsageEvent>, String>;

fn request(row: &Value, name: &str, session: &Value, given: &Given) -> Made {
    let tokens = tokens(row, "")?;
    if tokens.is_nothing() {
        return Ok(Vec::new());
    }
    let created = &row["created_timestamp"];
    let at = time::epoch(&created.to_string())?;
    let id = content_id(&[("session", name), ("row", &row["id"].to_string()), ("created", &created.to_string())]);
    let model = wire::text(row, &["model"]).map(str::to_owned).or_else(|| model_of(session));
    let mut event = draft(&SOURCE, id, at, &named(model, given));
    event.usage = tokens.by_total(wire::count(row, &["total_tokens"])?)?;
    event.reported = wire::dollars(row, &["cost"]).filter(|cost| *cost != Usd::ZERO);
    event.labels = labels(session, name);
    Ok(vec![event])
}

fn session(row: &Value, name: &str, given: &Given) -> Made {
    let tokens = tokens(row, "accumulated_")?;
    if tokens.is_nothing() {
        return Ok(Vec::new());
    }
    let created = wire::text(row, &["created_at"]).or(wire::text(row, &["updated_at"]));
    let created = created.ok_or("the session has no created_at")?;
    let id = content_id(&[("session", name), ("created", created)]);
    let mut event = draft(&SOURCE, id, time::parse(created)?, &named(model_of(row), given));
    event.usage = tokens.by_total(wire::count(row, &["accumulated_total_tokens"])?)?;
    event.context.aggregate = true;
    event.reported = wire::dollars(row, &["accumulated_cost"]).filter(|cost| *cost != Usd::ZERO);
    event.labels = labels(row, name);
    Ok(vec![event])
}

fn tokens(row: &Value, prefix: &str) -> std::result::Result<Tokens, String> {
    let count = |name: &str| wire::count(row, &[&format!("{prefix}{name}_tokens")]);
    Ok(Tokens {
        input: count("input")?,
        output: count("output")?,
        cache_read: count("cache_read")?,
        cache_write: count("cache_write")?,
        ..Tokens::default()
    })
}

/// The model a session is configured to use, from JSON in a column.
fn model_of(session: &Value) -> Option<String> {
    let config: Value = serde_json::from_str(wire::text(session, &["model_config_json"])?).ok()?;
    ["model_name", "modelName", "model"].iter().find_map(|key| wire::text(&config, &[key])).map(str::to_owned)
}

fn named(model: Option<String>, given: &Given) -> String {
    model.or_else(|| given.model.clone()).unwrap_or_else(|| UNKNOWN_MODEL.to_owned())
}

fn labels(session: &Value, name: &str) -> Labels {
    let parent = wire::text(session, &["parent_session_id"]);
    let mut labels = Labels {
        project: wire::text(session, &["working_dir"]).map(of_cwd).unwrap_or_default(),
        session: parent.unwrap_or(name).to_owned(),
        agent: SOURCE.id.into(),
        ..Labels::default()
    };
    if parent.is_some() || wire::text(session, &["session_type"]) == Some("sub_agent") {
        labels.tag(Labels::BESIDE, "true");
    }
    labels
}

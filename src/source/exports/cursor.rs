//! Cursor's usage exports: the dashboard's table with a row a request, and the pages of its APIs.
//!
//! The four token counters stand side by side: what was written to the cache, the rest of the
//! input, what was read from the cache, the output. Requests have no id, and both tell of the same ones: a
//! request is known by its time, its model and its counters, whatever was said to be charged for it, and of
//! several alike by which of them it is.

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::domain::{Result, UsageEvent, Usd};
use crate::source::agents::{Tokens, draft, has_all, send};
use crate::source::identity::{Content, Repeats};
use crate::source::reading::Reading;
use crate::source::{Given, Sink, Source, time, wire};

use super::{Row, begins_like_json, counted, has_columns, is_json, objects, said, table};

const WRITTEN: &str = "Input (w/ Cache Write)";
const INPUT: &str = "Input (w/o Cache Write)";
const READ: &str = "Cache Read";
/// The list of a page: of the API for administrators, or of the dashboard's own.
const LISTS: [&str; 2] = ["usageEvents", "usageEventsDisplay"];

pub(crate) const SOURCE: Source = Source {
    id: "cursor",
    about: "Cursor usage exports (CSV from the dashboard, JSON from the Admin API)",
    namespace: "cursor",
    sniff,
    reading: Reading::Stream(read),
    agent: None,
};

fn sniff(head: &[u8]) -> u8 {
    let page = || LISTS.iter().any(|list| has_all(head, &[&format!("\"{list}\"")]));
    let event = || has_all(head, &["\"tokenUsage\"", "\"USAGE_EVENT_KIND_"]);
    let json = begins_like_json(head) && (page() || event());
    if json || has_columns(head, &["Date", "Model", WRITTEN, INPUT, READ]) { 97 } else { 0 }
}

fn read(input: &mut dyn std::io::BufRead, given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    let mut repeats = Repeats::default();
    if !is_json(input)? {
        return table(input, &["Date", "Model", INPUT], given, sink, &mut |row| of_row(row, &mut repeats));
    }
    objects(input, sink, &mut |place, page, sink| match LISTS.iter().find_map(|list| page.get(*list)?.as_array()) {
        Some(events) => events.iter().for_each(|one| send(of_event(one, &mut repeats), place, given, sink)),
        None => send(of_event(page, &mut repeats), place, given, sink),
    })
}

type Made = std::result::Result<Vec<UsageEvent>, String>;

fn of_row(row: &Row, repeats: &mut Repeats) -> Made {
    let tokens = Tokens {
        input: row.count(INPUT)?,
        cache_read: row.count(READ)?,
        cache_write: row.count(WRITTEN)?,
        output: row.count("Output Tokens")?,
        ..Tokens::default()
    };
    let Some(mut event) = event(tokens, row.text("Model"), &|| time::parse(row.text("Date")), repeats)? else {
        return Ok(Vec::new());
    };
    let cost = [row.text("Cost"), row.text("Cost to you")].into_iter().find(|cost| !cost.is_empty());
    event.reported = cost.and_then(|cost| cost.trim_start_matches('$').replace(',', "").parse().ok());
    event.labels.user = row.text("User").to_owned();
    Ok(vec![event])
}

fn of_event(one: &Value, repeats: &mut Repeats) -> Made {
    let usage = &one["tokenUsage"];
    if !usage.is_object() {
        // A request that is charged as such, or that failed.
        return Ok(Vec::new());
    }
    let tokens = Tokens {
        input: counted(usage, "inputTokens")?,
        cache_read: counted(usage, "cacheReadTokens")?,
        cache_write: counted(usage, "cacheWriteTokens")?,
        output: counted(usage, "outputTokens")?,
        ..Tokens::default()
    };
    let at = || match &one["timestamp"] {
        Value::Number(millis) => time::epoch(&millis.to_string()),
        _ => time::parse(said(one, "timestamp")),
    };
    let Some(mut event) = event(tokens, said(one, "model"), &at, repeats)? else { return Ok(Vec::new()) };
    event.reported = charged(one);
    event.labels.user = said(one, "userEmail").to_owned();
    Ok(vec![event])
}

/// What was charged; nothing where the request is included in a plan.
fn charged(one: &Value) -> Option<Usd> {
    let cents = wire::dollars(one, &["chargedCents"]).or_else(|| wire::dollars(one, &["tokenUsage", "totalCents"]))?;
    Some(Usd::from_pico(cents.pico() / 100)).filter(|cost| *cost != Usd::ZERO)
}

fn event(
    tokens: Tokens,
    model: &str,
    at: &dyn Fn() -> std::result::Result<DateTime<Utc>, String>,
    repeats: &mut Repeats,
) -> std::result::Result<Option<UsageEvent>, String> {
    if tokens.is_nothing() {
        // A request that failed; it says so itself.
        return Ok(None);
    }
    if model.is_empty() {
        return Err("it names no model".into());
    }
    let at = at()?;
    let mut key = Content::default();
    key.number("at", at.timestamp_millis());
    key.text("model", model);
    for count in [tokens.cache_write, tokens.input, tokens.cache_read, tokens.output] {
        key.number("tokens", count.unwrap_or(0).cast_signed());
    }
    let repeat = repeats.count(&key.hash());
    let mut event = draft(&SOURCE, key.id(repeat), at, model);
    event.usage = tokens.beside()?;
    event.labels.agent = "cursor".into();
    Ok(Some(event))
}

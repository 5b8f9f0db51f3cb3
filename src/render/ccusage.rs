//! The JSON of ccusage 20, for scripts that read it.
//!
//! Owns: those shapes, of sums by day, week, month or session with their models, and of blocks.
//! Refuses to know: where the numbers came from. Amounts are exact decimals; what has no price is
//! `null`, where ccusage says 0.

use std::collections::BTreeSet;
use std::io::{self, Write};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde_json::{Map, Number, Value, json};

use super::machine;
use crate::domain::money::div_half_even;
use crate::domain::text::json_made_safe;
use crate::domain::{Code, Error, Result, Usd};
use crate::table::{Cell, Row, Table};

/// The first column of a report, and the key its rows stand under.
const REPORTS: &[(&str, &str)] =
    &[("hour", "hourly"), ("day", "daily"), ("week", "weekly"), ("month", "monthly"), ("session", "session")];

/// The counters of a row: our column, and its name among sums.
const COUNTERS: &[(&str, &str)] = &[
    ("cache_write_tokens", "cacheCreationTokens"),
    ("cache_read_tokens", "cacheReadTokens"),
    ("uncached_input_tokens", "inputTokens"),
    ("output_tokens", "outputTokens"),
];

/// Whether the table has what the shape needs.
///
/// # Errors
/// [`Code::Unsupported`] for any other report.
pub(super) fn fits(table: &Table) -> Result<()> {
    let has = |id: &str| table.columns.iter().any(|column| column.id() == id);
    if has("models") || (has("model") && REPORTS.iter().any(|(id, _)| has(id))) {
        return Ok(());
    }
    let error = Error::new(Code::Unsupported, "ccusage has no report of this kind, so there is no shape for it");
    Err(error.hint("daily, weekly, monthly, sessions and blocks have one; --format json is ours"))
}

pub(super) fn write(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let answer = match REPORTS.iter().find(|(id, _)| table.columns.first().is_some_and(|column| column.id() == *id)) {
        Some((id, key)) => sums(table, id, key),
        None => blocks(table),
    };
    writeln!(out, "{}", json_made_safe(&serde_json::to_string(&answer)?))
}

/// The cells of a row by column.
#[derive(Clone, Copy)]
struct Cells<'t> {
    table: &'t Table,
    row: &'t Row,
}

impl<'t> Cells<'t> {
    fn cell(self, id: &str) -> Option<&'t Cell> {
        let at = self.table.columns.iter().position(|column| column.id() == id)?;
        self.row.cells.get(at)
    }

    fn text(self, id: &str) -> &'t str {
        match self.cell(id) {
            Some(Cell::Text(text) | Cell::Json(text)) => text,
            _ => "",
        }
    }

    fn count(self, id: &str) -> i128 {
        match self.cell(id) {
            Some(Cell::Count(count)) => *count,
            _ => 0,
        }
    }

    fn money(self, id: &str) -> Option<Usd> {
        match self.cell(id) {
            Some(Cell::Money(amount) | Cell::AtLeast(amount)) => Some(*amount),
            _ => None,
        }
    }

    fn instant(self, id: &str) -> Option<DateTime<Utc>> {
        match self.cell(id) {
            Some(Cell::Instant(at)) => Some(*at),
            _ => None,
        }
    }
}

fn sums(table: &Table, id: &str, key: &str) -> Value {
    let items: Vec<Cells<'_>> = machine::items(table).map(|row| Cells { table, row }).collect();
    let mut rows = Vec::new();
    for rows_of_one in items.chunk_by(|a, b| a.text(id) == b.text(id)) {
        rows.push(period(rows_of_one, id));
    }
    let mut answer = Map::new();
    answer.insert(key.to_owned(), Value::Array(rows));
    answer.insert("totals".to_owned(), Value::Object(total(&items)));
    Value::Object(answer)
}

/// One day, week, month or session, with its models.
fn period(items: &[Cells<'_>], id: &str) -> Value {
    let agents: BTreeSet<&str> = items.iter().map(|item| agent(item.text("source"))).collect();
    let models: BTreeSet<&str> = items.iter().map(|item| item.text("model")).collect();
    let mut breakdowns: Vec<(Option<Usd>, Map<String, Value>)> = Vec::new();
    for model in &models {
        let of_it: Vec<Cells<'_>> = items.iter().copied().filter(|item| item.text("model") == *model).collect();
        let mut one = counters(&of_it);
        let cost = cost(&of_it);
        one.insert("cost".into(), amount(cost));
        one.insert("modelName".into(), (*model).into());
        breakdowns.push((cost, one));
    }
    breakdowns.sort_by_key(|(cost, _)| std::cmp::Reverse(*cost));
    let mut row = total(items);
    let (whose, metadata) = match items.iter().filter_map(|item| item.instant("last_request")).max() {
        Some(last) => (agents.first().copied().unwrap_or_default(), json!({"lastActivity": instant(last)})),
        None => ("all", json!({"agents": agents})),
    };
    row.insert("agent".into(), whose.into());
    row.insert("metadata".into(), metadata);
    row.insert("modelBreakdowns".into(), breakdowns.into_iter().map(|(_, one)| Value::Object(one)).collect());
    row.insert("modelsUsed".into(), models.into_iter().collect());
    row.insert("period".into(), begins(items.first().map_or("", |item| item.text(id))).into());
    Value::Object(row)
}

/// A week by its Monday; anything else as it is.
fn begins(period: &str) -> String {
    match NaiveDate::parse_from_str(&format!("{period}-1"), "%G-W%V-%u") {
        Ok(monday) => monday.to_string(),
        Err(_) => period.to_owned(),
    }
}

/// What ccusage calls an agent.
fn agent(source: &str) -> &str {
    source.strip_suffix("-code").or_else(|| source.strip_suffix("-cli")).unwrap_or(source)
}

fn counters(items: &[Cells<'_>]) -> Map<String, Value> {
    let sum = |id: &str| items.iter().map(|item| item.count(id)).sum::<i128>();
    COUNTERS.iter().map(|(id, name)| ((*name).to_owned(), number(sum(id).to_string()))).collect()
}

fn total(items: &[Cells<'_>]) -> Map<String, Value> {
    let mut all = counters(items);
    all.insert("totalCost".into(), amount(cost(items)));
    all.insert(
        "totalTokens".into(),
        number(items.iter().map(|item| item.count("total_tokens")).sum::<i128>().to_string()),
    );
    all
}

/// The sum of what has a price; `None` when nothing has.
fn cost(items: &[Cells<'_>]) -> Option<Usd> {
    let known: Vec<Usd> = items.iter().filter_map(|item| item.money("total_cost")).collect();
    (!known.is_empty() || items.is_empty()).then(|| known.into_iter().sum())
}

fn amount(amount: Option<Usd>) -> Value {
    amount.map_or(Value::Null, |amount| number(amount.to_string()))
}

/// A decimal as it is written.
fn number(decimal: String) -> Value {
    decimal.parse::<Number>().map_or(Value::Null, Value::Number)
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}

/// The windows, and between them gaps, which ccusage lists too.
fn blocks(table: &Table) -> Value {
    let mut out: Vec<Value> = Vec::new();
    let mut idle: Option<DateTime<Utc>> = None;
    for row in machine::items(table) {
        let cells = Cells { table, row };
        let first = cells.instant("first_request").unwrap_or_default();
        if let Some(from) = idle.filter(|from| *from < first) {
            out.push(gap(from, first));
        }
        out.push(block(cells));
        idle = cells.instant("last_request").map(|last| last + TimeDelta::hours(5));
    }
    json!({"blocks": out})
}

fn gap(from: DateTime<Utc>, to: DateTime<Utc>) -> Value {
    json!({
        "id": format!("gap-{}", instant(from)), "startTime": instant(from), "endTime": instant(to),
        "actualEndTime": null, "isActive": false, "isGap": true, "entries": 0, "costUSD": 0, "totalTokens": 0,
        "models": [], "burnRate": null, "projection": null,
        "tokenCounts": {
            "inputTokens": 0, "outputTokens": 0, "cacheCreationInputTokens": 0, "cacheReadInputTokens": 0,
        },
    })
}

fn block(cells: Cells<'_>) -> Value {
    let count = |id: &str| number(cells.count(id).to_string());
    let time = |id: &str| cells.instant(id).map_or(Value::Null, |at| instant(at).into());
    let active = matches!(cells.cell("active"), Some(Cell::Flag(true)));
    let (rate, projection) = if active { rates(cells) } else { (Value::Null, Value::Null) };
    json!({
        "id": time("start"), "startTime": time("start"), "endTime": time("end"),
        "actualEndTime": time("last_request"), "isActive": active, "isGap": false,
        "entries": count("requests"), "costUSD": amount(cells.money("total_cost")),
        "totalTokens": count("total_tokens"),
        "models": serde_json::from_str::<Value>(cells.text("models")).unwrap_or_default(),
        "burnRate": rate, "projection": projection,
        "tokenCounts": {
            "inputTokens": count("uncached_input_tokens"), "outputTokens": count("output_tokens"),
            "cacheCreationInputTokens": count("cache_write_tokens"), "cacheReadInputTokens": count("cache_read_tokens"),
        },
    })
}

/// Rates between the first and the last request, and where they lead by the end of the block.
fn rates(cells: Cells<'_>) -> (Value, Value) {
    let span = cells.instant("first_request").zip(cells.instant("last_request"));
    let millis = span.map_or(0, |(first, last)| i128::from((last - first).num_milliseconds()));
    if millis <= 0 {
        return (Value::Null, Value::Null);
    }
    let left = cells.count("minutes_left");
    // Rates in millionths, so that nothing is rounded before it is shown.
    let per_minute = |tokens: i128| div_half_even(tokens * 60_000 * 1_000_000, millis);
    let millionths = |value: i128| number(Usd::from_pico(value * 1_000_000).to_string());
    let tokens = cells.count("total_tokens");
    let plain = cells.count("uncached_input_tokens") + cells.count("output_tokens");
    let spent = cells.money("total_cost");
    let hourly = spent.map(|spent| div_half_even(spent.pico() * 3_600_000, millis));
    let more = hourly.map(|hourly| div_half_even(hourly * left, 60));
    let projected = spent.zip(more).map(|(spent, more)| Usd::from_pico(spent.pico() + more));
    let rate = json!({
        "costPerHour": amount(hourly.map(Usd::from_pico)),
        "tokensPerMinute": millionths(per_minute(tokens)),
        "tokensPerMinuteForIndicator": millionths(per_minute(plain)),
    });
    let projection = json!({
        "remainingMinutes": number(left.to_string()), "totalCost": amount(projected),
        "totalTokens": number((tokens + div_half_even(per_minute(tokens) * left, 1_000_000)).to_string()),
    });
    (rate, projection)
}

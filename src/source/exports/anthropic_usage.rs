//! Anthropic's usage reports: the Console's table, and `usage_report/messages` of the Admin API.
//!
//! Owns: sums over a period by model, key, workspace and what selects a price; the four input
//! counters stand side by side. A sum is known by its period and all it is grouped by, so a day
//! reported again replaces the day reported before: the larger counts. Refuses to know: reported
//! costs (cents in the API, rounded to cents in the table), which have no tokens.

use std::io::BufRead;

use serde_json::{Value, json};

use crate::domain::{EventId, Result, UsageClass, UsageEvent};
use crate::source::agents::{Tokens, draft, has_all, send};
use crate::source::identity::{Content, Repeats};
use crate::source::providers::{anthropic::context_of, is_neutral};
use crate::source::reading::Reading;
use crate::source::{Given, Sink, Source, first_value, time, wire};

use super::{begins_like_json, counted, first_of, has_columns, is_json, objects, refusal, said, table};

pub(crate) const SOURCE: Source = Source {
    id: "anthropic-usage",
    about: "Anthropic usage (Console CSV, Admin API usage_report/messages)",
    namespace: "anthropic-usage",
    sniff,
    reading: Reading::Stream(read),
    agent: None,
};

const USAGE: [&str; 3] = ["usage_date_utc", "model_version", "usage_input_tokens_no_cache"];
const COST: [&str; 3] = ["usage_date_utc", "token_type", "cost_usd"];

fn sniff(head: &[u8]) -> u8 {
    let json = begins_like_json(head) && (is_cost(head) || is_report(head));
    if json || has_columns(head, &USAGE) || has_columns(head, &COST) { 97 } else { 0 }
}

fn is_report(head: &[u8]) -> bool {
    let page = |page: Value| wire::has(&page["data"][0], &["starting_at"]) && page["data"][0]["results"].is_array();
    has_all(head, &["\"starting_at\":", "\"uncached_input_tokens\":"]) || first_value(head).is_some_and(page)
}

fn is_cost(head: &[u8]) -> bool {
    let report = has_all(head, &["\"starting_at\":", "\"amount\":"]) && !has_all(head, &["\"uncached_input_tokens\":"]);
    report || has_columns(head, &COST)
}

fn read(input: &mut dyn BufRead, given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    let json = is_json(input)?;
    if is_cost(input.fill_buf().unwrap_or_default()) {
        return Err(refusal(
            COSTS,
            "ingest the usage report (Usage in the Console, usage_report/messages); \
             cost-ops reconcile FILE compares these costs with it",
        ));
    }
    if json {
        return pages(input, given, sink);
    }
    let mut repeats = Repeats::default();
    table(input, &USAGE, given, sink, &mut |row| of_row(&row.cells, &mut repeats))
}

const COSTS: &str = "reported costs without tokens, of the same calls that the usage report counts";

fn of_row(row: &Value, repeats: &mut Repeats) -> Made {
    let count = |name: &str| counted(row, &format!("usage_{name}"));
    let (m5, h1) = (count("input_tokens_cache_write_5m")?, count("input_tokens_cache_write_1h")?);
    let tokens = Tokens {
        input: count("input_tokens_no_cache")?,
        cache_read: count("input_tokens_cache_read")?,
        // One column before lifetimes were told apart.
        cache_write: Some(wire::sum(&[m5, h1, count("input_tokens_cache_write")?])?),
        cache_write_1h: h1,
        output: count("output_tokens")?,
        ..Tokens::default()
    };
    let mut key = key(row, said(row, "usage_date_utc"), &["model_version", "api_key", "workspace", "usage_type"]);
    let repeat = repeats.count(&key.hash());
    let sum = Sum {
        id: key.id(repeat),
        tokens,
        searches: counted(row, "web_search_count")?,
        begins: said(row, "usage_date_utc"),
        model: said(row, "model_version"),
        tier: said(row, "usage_type"),
        workspace: said(row, "workspace"),
        api_key: said(row, "api_key"),
    };
    event(row, sum)
}

fn pages(input: &mut dyn BufRead, given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    objects(input, sink, &mut |place, page, sink| {
        let buckets = match page.get("data").and_then(Value::as_array) {
            Some(buckets) => buckets.as_slice(),
            None if wire::has(page, &["results"]) => std::slice::from_ref(page),
            None => return send(Err("no page of a usage report".into()), place, given, sink),
        };
        for bucket in buckets {
            let results = bucket.get("results").and_then(Value::as_array).into_iter().flatten();
            results.for_each(|result| send(of_result(bucket, result), place, given, sink));
        }
    })
}

fn of_result(bucket: &Value, result: &Value) -> Made {
    if wire::has(result, &["amount"]) {
        return Err(COSTS.into());
    }
    let written = |lifetime: &str| wire::count(result, &["cache_creation", lifetime]);
    let (m5, h1) = (written("ephemeral_5m_input_tokens")?, written("ephemeral_1h_input_tokens")?);
    let tokens = Tokens {
        input: counted(result, "uncached_input_tokens")?,
        cache_read: counted(result, "cache_read_input_tokens")?,
        cache_write: Some(wire::sum(&[m5, h1])?),
        cache_write_1h: h1,
        output: counted(result, "output_tokens")?,
        ..Tokens::default()
    };
    let grouped = ["model", "api_key_id", "workspace_id", "service_tier", "account_id", "service_account_id"];
    let mut key = key(result, said(bucket, "starting_at"), &grouped);
    key.text("until", said(bucket, "ending_at"));
    let sum = Sum {
        id: key.id(0),
        tokens,
        searches: wire::count(result, &["server_tool_use", "web_search_requests"])?,
        begins: said(bucket, "starting_at"),
        model: said(result, "model"),
        tier: said(result, "service_tier"),
        workspace: said(result, "workspace_id"),
        api_key: said(result, "api_key_id"),
    };
    event(result, sum)
}

/// What a sum is known by. A column that older tables lack means what it says when it says
/// nothing special.
fn key(row: &Value, period: &str, columns: &[&str]) -> Content {
    let mut key = Content::default();
    key.text("period", period);
    for column in columns.iter().chain(&["context_window", "inference_geo", "speed"]) {
        let value = said(row, column);
        if !is_neutral(value) {
            key.text(column, value);
        }
    }
    key
}

type Made = std::result::Result<Vec<UsageEvent>, String>;

/// A sum, from wherever it comes.
struct Sum<'r> {
    id: EventId,
    tokens: Tokens,
    searches: Option<u64>,
    begins: &'r str,
    model: &'r str,
    tier: &'r str,
    workspace: &'r str,
    api_key: &'r str,
}

fn event(row: &Value, sum: Sum<'_>) -> Made {
    let searches = sum.searches.filter(|searches| *searches > 0);
    if sum.tokens.is_nothing() && searches.is_none() {
        return Ok(Vec::new());
    }
    let mut event = draft(&SOURCE, sum.id, time::parse(sum.begins)?, first_of(&[sum.model, "unknown"]));
    event.usage = sum.tokens.beside()?;
    wire::set(&mut event.usage, UsageClass::WebSearches, searches);
    event.provider = Some("anthropic".into());
    event.context = context_of(Some(sum.tier), Some(said(row, "speed")), Some(said(row, "inference_geo")));
    event.context.aggregate = true;
    event.labels.project = sum.workspace.to_owned();
    if !sum.api_key.is_empty() {
        event.labels.tag("key", sum.api_key);
    }
    let window = said(row, "context_window");
    // A sum has the price of short prompts; that its prompts were long is kept beside it.
    if !window.is_empty() && !matches!(window, "≤ 200k" | "0-200k") {
        event.metadata = Some(json!({ "context_window": window }).to_string());
    }
    Ok(vec![event])
}

//! DeepSeek's usage export: a long table with a row for each kind of counter.
//!
//! Owns: the rows of one day, model and key, which together are one sum; the kinds are cache
//! hits, cache misses, output and requests. Refuses to know: prices, whose currency (US dollars
//! or yuan) the table does not say, and the table of costs, which has no tokens.

use std::collections::HashMap;
use std::io::BufRead;

use serde_json::Value;

use crate::domain::{EventId, Result, UsageClass, UsageEvent};
use crate::source::agents::{Tokens, content_id, draft, send};
use crate::source::reading::Reading;
use crate::source::{Given, Sink, Source, time, wire};

use super::{Row, first_of, has_columns, refusal, said, table};

pub(crate) const SOURCE: Source = Source {
    id: "deepseek-usage",
    about: "DeepSeek usage (the amount CSV of the platform's export)",
    namespace: "deepseek-usage",
    sniff: |head| if has_columns(head, &NEEDED) || has_columns(head, &COST) { 97 } else { 0 },
    reading: Reading::Stream(read),
    agent: None,
};

const NEEDED: [&str; 4] = ["model", "api_key_name", "type", "amount"];
const COST: [&str; 4] = ["model", "wallet_type", "cost", "currency"];

/// The rows of one sum.
struct Sum {
    place: u64,
    /// The first of them, for what they have in common.
    row: Value,
    tokens: Tokens,
    requests: Option<u64>,
}

fn read(input: &mut dyn BufRead, given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    if has_columns(input.fill_buf().unwrap_or_default(), &COST) {
        return Err(refusal(
            "reported costs without tokens, of the same calls that the amounts count",
            "ingest the amounts (amount-….csv of the same export)",
        ));
    }
    let (mut sums, mut by_id) = (Vec::new(), HashMap::new());
    table(input, &NEEDED, given, sink, &mut |row| add(row, &mut sums, &mut by_id).map(|()| Vec::new()))?;
    sums.iter().for_each(|sum| send(event(sum), sum.place, given, sink));
    Ok(())
}

fn begins(row: &Value) -> &str {
    first_of(&["start_time_iso", "utc_date", "start_time"].map(|column| said(row, column)))
}

fn identity(row: &Value) -> EventId {
    let grouped = ["user_id", "model", "api_key_name", "api_key"].map(|column| (column, said(row, column)));
    let period = [("begins", begins(row))];
    content_id(&[&period[..], &grouped[..]].concat())
}

fn add(row: &Row, sums: &mut Vec<Sum>, by_id: &mut HashMap<EventId, usize>) -> std::result::Result<(), String> {
    let amount = row.count("amount")?;
    let index = *by_id.entry(identity(&row.cells)).or_insert(sums.len());
    if index == sums.len() {
        sums.push(Sum { place: row.place, row: row.cells.clone(), tokens: Tokens::default(), requests: None });
    }
    let Sum { tokens, requests, .. } = &mut sums[index];
    let counter = match row.text("type") {
        "request_count" => requests,
        "input_cache_hit_tokens" => &mut tokens.cache_read,
        "input_cache_miss_tokens" | "input_tokens" => &mut tokens.input,
        "output_tokens" => &mut tokens.output,
        other => return Err(format!("type \"{}\" is no known counter", wire::safe(other))),
    };
    // One kind has several rows when its price changed.
    *counter = Some(wire::sum(&[*counter, amount])?);
    Ok(())
}

fn event(sum: &Sum) -> std::result::Result<Vec<UsageEvent>, String> {
    if sum.tokens.is_nothing() {
        return Ok(Vec::new());
    }
    let model = first_of(&[said(&sum.row, "model"), "unknown"]);
    let mut event = draft(&SOURCE, identity(&sum.row), time::parse(begins(&sum.row))?, model);
    event.usage = sum.tokens.beside()?;
    wire::set(&mut event.usage, UsageClass::Requests, sum.requests);
    event.provider = Some("deepseek".into());
    event.context.aggregate = true;
    event.labels.user = said(&sum.row, "user_id").to_owned();
    let api_key = said(&sum.row, "api_key_name");
    if !api_key.is_empty() {
        event.labels.tag("key", api_key);
    }
    Ok(vec![event])
}

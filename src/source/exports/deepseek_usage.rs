//! DeepSeek's usage export: a long table with a row for each kind of counter.
//!
//! Owns: the rows of one day, model and key, which together are one sum; the kinds are cache
//! hits, cache misses, output and requests. The table has prices and not their currency (US
//! dollars or yuan); the table of costs beside it in the same export tells, and without it no
//! cost is reported. Refuses to know: costs without tokens.

use std::collections::{HashMap, HashSet};
use std::io::BufRead;

use serde_json::Value;

use crate::domain::{EventId, Rate, Result, UsageClass, UsageEvent, Usd};
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
    /// Amounts times prices, in whatever currency; `None` once a price is missing.
    cost: Option<Usd>,
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
    let dollars = in_dollars(given);
    sums.iter().for_each(|sum| send(event(sum, &dollars), sum.place, given, sink));
    Ok(())
}

/// The days and models that the table of costs beside this one (`cost-2026-07.csv` beside
/// `amount-2026-07.csv`) has in US dollars alone.
fn in_dollars(given: &Given) -> HashSet<(String, String)> {
    let name = given.log.path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let costs = given.log.beside(&name.replacen("amount", "cost", 1)).filter(|_| name.contains("amount"));
    let (mut dollars, mut others) = (HashSet::new(), HashSet::new());
    let mut sort = |row: &Row| {
        let currencies = if row.text("currency").eq_ignore_ascii_case("usd") { &mut dollars } else { &mut others };
        currencies.insert((begins(&row.cells).to_owned(), row.text("model").to_owned()));
        Ok(Vec::new())
    };
    // A table that cannot be read tells nothing.
    let read = costs.map(|costs| table(&mut &*costs, &COST, given, &mut |_| (), &mut sort));
    if read.is_some_and(|read| read.is_err()) {
        return HashSet::new();
    }
    dollars.retain(|day| !others.contains(day));
    dollars
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
        sums.push(Sum {
            place: row.place,
            row: row.cells.clone(),
            tokens: Tokens::default(),
            requests: None,
            cost: Some(Usd::ZERO),
        });
    }
    let Sum { tokens, requests, cost, .. } = &mut sums[index];
    let counter = match row.text("type") {
        "request_count" => requests,
        "input_cache_hit_tokens" => &mut tokens.cache_read,
        "input_cache_miss_tokens" | "input_tokens" => &mut tokens.input,
        "output_tokens" => &mut tokens.output,
        other => return Err(format!("type \"{}\" is no known counter", wire::safe(other))),
    };
    // One kind has several rows when its price changed.
    *counter = Some(wire::sum(&[*counter, amount])?);
    if row.text("type") != "request_count" {
        let price = Rate::parse(row.text("price"), 1).ok().and_then(|price| price.amount(amount.unwrap_or(0)));
        let kept = |sum: &Usd| sum.to_stored().is_some();
        *cost = cost.zip(price.filter(kept)).map(|(cost, price)| cost + price).filter(kept);
    }
    Ok(())
}

fn event(sum: &Sum, dollars: &HashSet<(String, String)>) -> std::result::Result<Vec<UsageEvent>, String> {
    if sum.tokens.is_nothing() {
        return Ok(Vec::new());
    }
    let model = first_of(&[said(&sum.row, "model"), "unknown"]);
    let mut event = draft(&SOURCE, identity(&sum.row), time::parse(begins(&sum.row))?, model);
    event.usage = sum.tokens.beside()?;
    wire::set(&mut event.usage, UsageClass::Requests, sum.requests);
    event.provider = Some("deepseek".into());
    event.context.aggregate = true;
    let day = (begins(&sum.row).to_owned(), said(&sum.row, "model").to_owned());
    event.reported = sum.cost.filter(|_| dollars.contains(&day));
    event.labels.user = said(&sum.row, "user_id").to_owned();
    let api_key = said(&sum.row, "api_key_name");
    if !api_key.is_empty() {
        event.labels.tag("key", api_key);
    }
    Ok(vec![event])
}

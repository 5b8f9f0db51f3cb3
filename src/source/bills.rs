//! Bills of providers: what they say was owed, for comparison with the ledger.
//!
//! Owns: OpenAI's costs (API pages, the dashboard's CSV), Anthropic's (`cost_report`, the Console's
//! CSV), OpenRouter's activity (by day: API, CSV; a row a generation: CSV). Nothing of them becomes an event: they tell of the
//! same calls again. Refuses to know: the ledger.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Map, Value};

use super::exports::{begins_like_json, has_columns, said};
use super::{time, wire};
use crate::domain::{Bill, BillLine, Error, Rejection, Result, Usd};

/// Half a cent: by so much a row that is rounded to cents may be off.
const HALF_A_CENT: Usd = Usd::from_pico(5_000_000_000);
const OPENAI: [&str; 3] = ["start_time", "amount_value", "line_item"];
const CONSOLE: [&str; 3] = ["usage_date_utc", "token_type", "cost_usd"];
const ACTIVITY: [&str; 4] = ["Date", "Slug", "Usage", "Requests"];
const GENERATIONS: [&str; 4] = ["generation_id", "created_at", "model_permaslug", "cost_total"];

type Made = std::result::Result<Option<BillLine>, String>;

/// Reads a bill; which one it is is told by its columns or fields.
///
/// # Errors
/// [`Code::Validation`](crate::domain::Code::Validation) when it is none of those that are known,
/// or no line of it can be understood.
pub fn read(bytes: &[u8]) -> Result<Bill> {
    let bill = if begins_like_json(bytes) { pages(bytes)? } else { rows(bytes)? };
    match (bill.lines.is_empty(), bill.rejected.first()) {
        (true, Some(Rejection { line, reason })) => {
            Err(Error::validation(format!("no line of the bill can be understood; line {line}: {reason}")))
        }
        _ => Ok(bill),
    }
}

fn unknown() -> Error {
    Error::validation("this is no bill that is known here").hint(
        "OpenAI costs (API JSON or the dashboard's CSV), Anthropic cost_report JSON or the Console's cost CSV, \
         OpenRouter activity (by day: JSON or CSV; a row a generation: CSV)",
    )
}

const fn bill(provider: &'static str, about: &'static str, unit: &'static str) -> Bill {
    Bill { provider, about, unit, lines: Vec::new(), rejected: Vec::new() }
}

fn rows(bytes: &[u8]) -> Result<Bill> {
    let (mut bill, line): (Bill, fn(&Value) -> Made) = if has_columns(bytes, &OPENAI) {
        (bill("openai", "costs of the dashboard", "US dollars"), openai_row)
    } else if has_columns(bytes, &CONSOLE) {
        (bill("anthropic", "costs of the Console", "US dollars, each row rounded to cents"), console_row)
    } else if has_columns(bytes, &ACTIVITY) {
        (bill("openrouter", "activity by day", "US dollars, rounded to cents"), activity_row)
    } else if has_columns(bytes, &GENERATIONS) {
        (bill("openrouter", "activity, a row a generation", "US dollars"), generation_row)
    } else {
        return Err(unknown());
    };
    let mut header: Vec<String> = Vec::new();
    super::csv::rows(&mut &bytes[..], &mut |row| {
        let made = row.and_then(|(place, cells)| {
            let refuse = |reason| Rejection { line: place, reason };
            if header.is_empty() {
                header = cells.iter().map(|name| name.trim().to_owned()).collect();
                return Ok(None);
            }
            // Exports leave out empty cells at the end of a row.
            if cells.len() > header.len() {
                return Err(refuse(format!("{} cells where the header has {}", cells.len(), header.len())));
            }
            let filled = header.iter().zip(cells).map(|(name, cell)| (name.clone(), cell.trim()));
            let cells: Map<String, Value> =
                filled.filter(|(_, cell)| !cell.is_empty()).map(|(name, cell)| (name, cell.into())).collect();
            line(&Value::Object(cells)).map_err(refuse)
        });
        match made {
            Ok(line) => bill.lines.extend(line),
            Err(rejection) => bill.rejected.push(rejection),
        }
        Ok(())
    })?;
    Ok(bill)
}

fn pages(bytes: &[u8]) -> Result<Bill> {
    let mut made: Option<Bill> = None;
    for (place, page) in (1..).zip(serde_json::Deserializer::from_slice(bytes.trim_ascii()).into_iter::<Value>()) {
        let page = page.map_err(|error| Error::validation(format!("the bill is no JSON: {error}")))?;
        let entries = page["data"].as_array().ok_or_else(unknown)?;
        let (kind, line): (Bill, fn(&Value, &Value) -> Made) = match entries.first() {
            Some(entry) if wire::has(entry, &["start_time"]) => (bill("openai", "costs", "US dollars"), openai_result),
            Some(entry) if wire::has(entry, &["starting_at"]) => {
                (bill("anthropic", "cost report", "cents, a hundredth of a US dollar"), anthropic_result)
            }
            Some(entry) if wire::has(entry, &["date"]) && wire::has(entry, &["usage"]) => {
                (bill("openrouter", "activity by day", "US dollars"), activity_entry)
            }
            None if made.is_some() => continue,
            _ => return Err(unknown()),
        };
        let bill = made.get_or_insert(kind.clone());
        if bill.provider != kind.provider {
            return Err(Error::validation("the pages are of different providers"));
        }
        for entry in entries {
            let own = std::slice::from_ref(entry);
            let results = entry.get("results").and_then(Value::as_array).map_or(own, Vec::as_slice);
            for result in results {
                match line(entry, result) {
                    Ok(line) => bill.lines.extend(line),
                    Err(reason) => bill.rejected.push(Rejection { line: place, reason }),
                }
            }
        }
    }
    made.ok_or_else(unknown)
}

/// The UTC day of a text or of seconds.
fn day(value: &Value) -> std::result::Result<NaiveDate, String> {
    let at: DateTime<Utc> = match value {
        Value::Number(seconds) => time::epoch(&seconds.to_string())?,
        Value::String(text) if text.bytes().all(|b| b.is_ascii_digit()) => time::epoch(text)?,
        Value::String(text) => time::parse(text)?,
        _ => return Err("it has no day".into()),
    };
    Ok(at.date_naive())
}

fn dollars(currency: &str) -> std::result::Result<(), String> {
    match currency {
        "" => Ok(()),
        usd if usd.eq_ignore_ascii_case("usd") => Ok(()),
        other => Err(format!("its amount is in {}, not in US dollars", wire::safe(other))),
    }
}

fn line(day: NaiveDate, model: &str, amount: Option<Usd>) -> Made {
    let amount = amount.ok_or("it has no amount")?;
    let model = Some(model.trim()).filter(|model| !model.is_empty()).map(str::to_owned);
    Ok(Some(BillLine { day, model, amount, tokens: None, rounding: Usd::ZERO }))
}

/// `gpt-5-nano, input`: the model stands before the comma.
fn of_item(item: &str) -> &str {
    item.split(',').next().unwrap_or_default()
}

fn openai_row(row: &Value) -> Made {
    if said(row, "amount_value").is_empty() {
        return Ok(None);
    }
    dollars(said(row, "amount_currency"))?;
    line(day(&row["start_time"])?, of_item(said(row, "line_item")), wire::dollars(row, &["amount_value"]))
}

fn openai_result(bucket: &Value, result: &Value) -> Made {
    if bucket["results"].as_array().is_none() || wire::has(result, &["input_tokens"]) {
        return Err("it is no result of costs".into());
    }
    dollars(result["amount"]["currency"].as_str().unwrap_or_default())?;
    line(day(&bucket["start_time"])?, of_item(said(result, "line_item")), wire::dollars(result, &["amount", "value"]))
}

fn anthropic_result(bucket: &Value, result: &Value) -> Made {
    if bucket["results"].as_array().is_none() || wire::has(result, &["uncached_input_tokens"]) {
        return Err("it is no result of a cost report".into());
    }
    dollars(said(result, "currency"))?;
    // Moving the point before reading keeps every digit.
    let amount = match &result["amount"] {
        Value::String(text) if !text.contains(['e', 'E']) => format!("{}e-2", text.trim()).parse().ok(),
        Value::Number(number) => format!("{number}e-2").parse().ok(),
        _ => None,
    };
    let described = said(result, "description").split(" Usage").next().unwrap_or_default();
    let model = if said(result, "model").is_empty() { described } else { said(result, "model") };
    line(day(&bucket["starting_at"])?, model, amount)
}

fn console_row(row: &Value) -> Made {
    let made = line(day(&row["usage_date_utc"])?, said(row, "model"), wire::dollars(row, &["cost_usd"]))?;
    Ok(made.map(|line| BillLine { rounding: HALF_A_CENT, ..line }))
}

fn activity_row(row: &Value) -> Made {
    let tokens = [super::exports::counted(row, "Prompt Tokens")?, super::exports::counted(row, "Completion Tokens")?];
    let made = line(day(&row["Date"])?, said(row, "Slug"), wire::dollars(row, &["Usage"]))?;
    Ok(made.map(|line| BillLine { rounding: HALF_A_CENT, tokens: wire::sum(&tokens).ok(), ..line }))
}

/// What failed before a model answered cost nothing and names none.
fn generation_row(row: &Value) -> Made {
    let tokens = [super::exports::counted(row, "tokens_prompt")?, super::exports::counted(row, "tokens_completion")?];
    let made = line(day(&row["created_at"])?, said(row, "model_permaslug"), wire::dollars(row, &["cost_total"]))?;
    let tokens = wire::sum(&tokens).ok();
    Ok(made.map(|line| BillLine { tokens, ..line }).filter(|line| line.model.is_some() || line.amount != Usd::ZERO))
}

fn activity_entry(_: &Value, row: &Value) -> Made {
    let tokens = [wire::count(row, &["prompt_tokens"])?, wire::count(row, &["completion_tokens"])?];
    let model = if said(row, "model_permaslug").is_empty() { "model" } else { "model_permaslug" };
    let made = line(day(&row["date"])?, said(row, model), wire::dollars(row, &["usage"]))?;
    Ok(made.map(|line| BillLine { tokens: wire::sum(&tokens).ok(), ..line }))
}

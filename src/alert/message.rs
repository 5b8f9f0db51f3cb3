//! What is sent: one JSON object, the same on every way.
//!
//! Owns: its keys (`schema/alert.schema.json`) and its sentence. Refuses to know: where it goes.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Map, Value};

use crate::domain::money::percent;
use crate::domain::{Threshold, Usd};
use crate::report::budget::{BudgetStatus, Crossing};

/// The message of a threshold that was crossed.
pub(super) fn crossed(status: &BudgetStatus, crossing: &Crossing, id: &str) -> String {
    object(status, crossing, id, false)
}

/// A message that is like one of a threshold that was crossed, and says that it is a test.
pub fn test_message(status: &BudgetStatus, now: DateTime<Utc>, id: &str) -> String {
    let threshold = status.placed.budget.thresholds.last().copied().unwrap_or(Threshold(1_000_000));
    let crossing = Crossing { threshold, amount: threshold.of(status.amount), crossed: Some(now) };
    object(status, &crossing, id, true)
}

fn object(status: &BudgetStatus, crossing: &Crossing, id: &str, test: bool) -> String {
    let (budget, span) = (&status.placed.budget, &status.span);
    let mut keys = Map::new();
    let mut put = |key: &str, value: Value| drop(keys.insert(key.to_owned(), value));
    put("schema_version", 1.into());
    put("event", if test { "budget.test" } else { "budget.threshold_crossed" }.into());
    put("id", id.into());
    put("text", sentence(status, crossing.threshold, test).into());
    put("budget", budget.name.as_str().into());
    put("scope", budget.scope().into());
    put("threshold", share(crossing.threshold.0));
    put("crossed", crossing.crossed.map_or(Value::Null, instant));
    put("period", budget.period.to_string().into());
    put("period_start", instant(span.from));
    put("period_end", instant(span.to));
    put("timezone", span.zone.name().into());
    put("currency", "USD".into());
    let amounts = [("threshold_amount", crossing.amount), ("amount", status.amount), ("spent", status.spent())];
    let mut amounts = amounts.map(|(key, amount)| (key, Some(amount))).to_vec();
    // What has no price may have spent any part of what is left.
    amounts.push(("remaining", (!status.is_incomplete()).then(|| status.remaining())));
    for (key, amount) in amounts {
        put(key, amount.map_or(Value::Null, number));
        put(&format!("{key}_exact"), amount.map_or(Value::Null, |amount| amount.to_string().into()));
    }
    put("share", share(status.share()));
    put("over", status.is_over().into());
    put("unpriced_requests", i64::try_from(status.used.unpriced_requests).unwrap_or(i64::MAX).into());
    Value::Object(keys).to_string()
}

/// `Budget web passed 75%: $160.10 of $200.00 spent (80.1%) in the month until 2026-11-30.`
fn sentence(status: &BudgetStatus, threshold: Threshold, test: bool) -> String {
    let budget = &status.placed.budget;
    let least = if status.is_incomplete() { "at least " } else { "" };
    let what =
        if test { "A test: nothing was crossed" } else { &format!("Budget {} passed {threshold}%", budget.name) };
    format!(
        "{what}: {least}{} of {} spent ({}) in the {} until {}.",
        status.spent().dollars(),
        status.amount.dollars(),
        percent(status.share()),
        budget.period,
        status.span.last()
    )
}

/// A number a program can add; its exact digits are beside it.
fn number(amount: Usd) -> Value {
    serde_json::from_str(&amount.to_string()).unwrap_or(Value::Null)
}

fn share(ppm: i64) -> Value {
    number(Usd::from_pico(i128::from(ppm) * 1_000_000))
}

fn instant(at: DateTime<Utc>) -> Value {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true).into()
}

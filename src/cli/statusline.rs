//! `cost-ops statusline`: one line for Claude Code's status line, from the ledger as it is.
//!
//! It is run many times a second: it reads sums and one block by index, looks at no log, waits
//! for nobody, and prints something whatever goes wrong.

use std::io::Read;

use chrono::{DateTime, TimeDelta, Utc};
use clap::Args;
use serde_json::Value;

use super::{Context, Failure, answer, blocks};
use crate::config::keys;
use crate::domain::text::visible;
use crate::domain::{Filter, InstantRange, Measures, Result, Usd};
use crate::report::{self, Period, Starts, Window};
use crate::source::reading::Limit;
use crate::store::{Batch, Ledger, StatedLimit};

/// The most that is read of the input.
const LARGEST: u64 = 1024 * 1024;
/// A stated limit is noted again when its use has grown by so many thousandths.
const STEP: u32 = 10;

/// Arguments of `statusline`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  echo '{\"session_id\":\"…\"}' | cost-ops statusline
  cost-ops config set statusline.template '{model} {today} {block}'

In Claude Code's settings.json:
  \"statusLine\": {\"type\": \"command\", \"command\": \"cost-ops statusline\"}

Reads what Claude Code says on standard input and prints one line. statusline.template in the
configuration says what is in it: {model} {session} {today} {block} {left} {rate} {context}.")]
pub struct StatuslineArgs {}

/// Runs it.
pub(super) fn run(context: &Context, _args: &StatuslineArgs) -> Result<(), Failure> {
    let mut text = String::new();
    // What is no text says nothing; the line is printed all the same.
    let _ = context.stdin().by_ref().take(LARGEST).read_to_string(&mut text);
    let input: Value = serde_json::from_str(&text).unwrap_or_default();
    let template = context.config.text(&keys::STATUSLINE_TEMPLATE).unwrap_or_default();
    let figures = answer::any_ledger(context).and_then(|ledger| Ok(figures(context, &input, &ledger)?));
    if let Err(failure) = &figures {
        tracing::debug!(error = %failure.error, "no figures from the ledger");
    }
    note_limit(context, &input);
    let line = filled(template, &input, &figures.unwrap_or_default());
    context.print(&format!("{}\n", visible(&line)))
}

/// What stands for a figure that is not known.
const UNKNOWN: &str = "–";

fn money(amount: Option<Usd>) -> String {
    amount.map_or_else(|| UNKNOWN.to_owned(), |amount| format!("${}", amount.rounded(2, true)))
}

/// What all of it cost.
fn sum(measures: &Measures) -> String {
    cost(measures, Some(measures.total_cost))
}

/// An amount reckoned from a cost, a lower bound where something has no price.
fn cost(measures: &Measures, amount: Option<Usd>) -> String {
    match (measures.unpriced_requests > 0, amount) {
        (true, Some(Usd::ZERO)) => UNKNOWN.to_owned(),
        (true, Some(amount)) => format!("≥{}", money(Some(amount))),
        (_, amount) => money(amount),
    }
}

/// What the ledger says.
#[derive(Default)]
struct Figures {
    today: String,
    session: String,
    block: String,
    minutes_left: Option<i64>,
    rate: String,
    inferred: bool,
}

fn figures(context: &Context, input: &Value, ledger: &Ledger) -> Result<Figures> {
    let now = context.now;
    let today = "today".parse::<Period>()?.window(now, context.zone(), Starts::default())?;
    let today = report::total(ledger, &today.range, &Filter::default())?;
    let range = InstantRange { from: Some(now - TimeDelta::hours(10)), to: None };
    let window = Window { range, before: None, label: String::new() };
    let filter = Filter { source: vec![blocks::USUAL.to_owned()], ..Filter::default() };
    let mut limits = ledger.stated_limits(now)?;
    limits.retain(|limit| limit.source == blocks::USUAL);
    limits.extend(limit_of(input, now));
    let active = report::blocks(&window, &filter, &limits, ledger)?.into_iter().rfind(|block| block.is_active(now));
    let session = match input["session_id"].as_str() {
        Some(id) if cost_of(input).is_none() => {
            let filter = Filter { session: vec![id.to_owned()], ..filter };
            sum(&report::total(ledger, &window.range, &filter)?)
        }
        _ => money(cost_of(input)),
    };
    Ok(Figures {
        today: sum(&today),
        session,
        block: active.as_ref().map_or_else(|| UNKNOWN.to_owned(), |block| sum(&block.measures)),
        minutes_left: active.as_ref().map(|block| block.minutes_left(now)),
        rate: active.as_ref().map_or_else(String::new, |block| cost(&block.measures, block.per_hour(now))),
        inferred: active.is_some_and(|block| block.stated.is_none()),
    })
}

/// What Claude Code says the session has cost so far.
fn cost_of(input: &Value) -> Option<Usd> {
    match &input["cost"]["total_cost_usd"] {
        Value::Number(number) => number.to_string().parse().ok(),
        _ => None,
    }
}

fn filled(template: &str, input: &Value, figures: &Figures) -> String {
    let unknown = || UNKNOWN.to_owned();
    let or_unknown = |text: &str| if text.is_empty() { unknown() } else { text.to_owned() };
    let model = &input["model"];
    let model = model["display_name"].as_str().or_else(|| model["id"].as_str()).unwrap_or(UNKNOWN);
    let left = figures.minutes_left.map_or_else(unknown, |minutes| {
        let about = if figures.inferred { "~" } else { "" };
        format!("{about}{}h{:02}m", minutes / 60, minutes % 60)
    });
    let values = [
        ("{model}", model.to_owned()),
        ("{session}", or_unknown(&figures.session)),
        ("{today}", or_unknown(&figures.today)),
        ("{block}", or_unknown(&figures.block)),
        ("{left}", left),
        ("{rate}", or_unknown(&figures.rate)),
        ("{context}", context_use(input).map_or_else(unknown, |percent| format!("{percent}%"))),
    ];
    values.iter().fold(template.to_owned(), |line, (name, value)| line.replace(name, value))
}

/// How full the context is, in percent.
fn context_use(input: &Value) -> Option<u64> {
    let window = &input["context_window"];
    let stated = window["used_percentage"].to_string();
    if let Some(percent) = stated.split('.').next().and_then(|whole| whole.parse().ok()) {
        return Some(percent);
    }
    let (used, size) = (window["total_input_tokens"].as_u64()?, window["context_window_size"].as_u64()?);
    used.checked_mul(100)?.checked_div(size)
}

/// The five-hour window as the provider stated it.
fn limit_of(input: &Value, now: DateTime<Utc>) -> Option<StatedLimit> {
    let stated = &input["rate_limits"]["five_hour"];
    let resets = DateTime::from_timestamp(stated["resets_at"].as_i64()?, 0).filter(|resets| *resets > now)?;
    let used_permille = Limit::permille(stated["used_percentage"].to_string().as_bytes())?;
    Some(StatedLimit { source: blocks::USUAL.to_owned(), minutes: 300, resets, used_permille, seen: now })
}

/// Keeps the stated window for `blocks`, when it says something new; a busy ledger is let be.
fn note_limit(context: &Context, input: &Value) {
    let Some(limit) = limit_of(input, context.now) else { return };
    let kept = || -> Result<(), Failure> {
        let ledger = context.ledger(false)?;
        let known = ledger.stated_limits(context.now)?.into_iter().find(|known| {
            (known.source.as_str(), known.minutes, known.resets) == (&limit.source, limit.minutes, limit.resets)
        });
        if known.is_some_and(|known| limit.used_permille.saturating_sub(known.used_permille) < STEP) {
            return Ok(());
        }
        drop(ledger);
        let mut batch = Some(vec![Batch { limits: vec![limit.clone()], ..Batch::default() }]);
        let book = crate::catalog::PriceBook::new(Vec::new());
        let price = |event: &crate::domain::UsageEvent| crate::ingest::Pricer::price(&book, event);
        context.ledger(true)?.append_prepared(&mut || batch.take(), &price)?;
        Ok(())
    };
    if let Err(failure) = kept() {
        tracing::debug!(error = %failure.error, "the stated limit was not kept");
    }
}

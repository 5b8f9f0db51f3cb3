//! `cost-ops pricing cases`: prices test cases, one JSON object a line in, one out.
//!
//! Owns: the case format. Refuses to know: what the right answer is; comparing is the caller's.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::Args;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use crate::catalog::{PriceBook, exchange};
use crate::cli::{Context, Failure};
use crate::domain::text::json_made_safe;
use crate::domain::{Cost, Error, Line, PriceContext, Priced, UnpricedReason, UsageClass, UsageCounts, Usd};
use crate::source::body::{BodyPart, usage_of_body};

/// Arguments of `pricing cases`.
#[derive(Debug, Args)]
pub(super) struct CasesArgs {
    /// The cases, JSON Lines; `-` reads standard input
    #[arg(long, short, value_name = "FILE")]
    file: PathBuf,
    /// Price by this list alone (any that `pricing update --from` reads), not by the built-in one
    #[arg(long, value_name = "FILE")]
    catalog: Option<String>,
}

/// Prices every case of the file.
pub(super) fn run(context: &Context, args: &CasesArgs) -> Result<(), Failure> {
    let book = match &args.catalog {
        None => PriceBook::new(Vec::new()),
        Some(list) => PriceBook::alone(list, &exchange::read(&super::import::read(context, list)?)?.files)?,
    };
    let mut output = context.output()?;
    let written = if args.file.as_os_str() == "-" {
        each(&book, &mut BufReader::new(&mut **context.stdin()), &mut output)
    } else {
        let file = std::fs::File::open(&args.file)
            .map_err(|e| Error::new(crate::domain::Code::Io, format!("cannot read {}: {e}", args.file.display())))?;
        each(&book, &mut BufReader::new(file), &mut output)
    };
    if !output.is_closed() {
        written?;
    }
    output.finish()
}

fn each(book: &PriceBook, input: &mut BufReader<impl Read>, output: &mut impl Write) -> Result<(), Error> {
    let io = |e: std::io::Error| Error::new(crate::domain::Code::Io, e.to_string());
    let (mut line, mut number) = (String::new(), 0u64);
    while input.read_line(&mut line).map_err(io)? > 0 {
        number += 1;
        if !line.trim().is_empty() {
            let case: Case<'_> = serde_json::from_str(&line).map_err(|e| {
                Error::validation(format!("line {number} is no case: {e}")).hint("see `cost-ops guide pricing`")
            })?;
            let answer = serde_json::to_string(&answer(book, &case)).map_err(|e| io(e.into()))?;
            writeln!(output, "{}", json_made_safe(&answer)).map_err(io)?;
        }
        line.clear();
    }
    Ok(())
}

/// One case; what it expects is left unread.
#[derive(Deserialize)]
struct Case<'a> {
    id: String,
    kind: Kind,
    provider: Option<String>,
    model: Option<String>,
    timestamp: DateTime<Utc>,
    api_flavor: Option<String>,
    #[serde(borrow)]
    usage: Option<BTreeMap<String, &'a RawValue>>,
    raw_body: Option<Value>,
    context: Option<BTreeMap<String, String>>,
}

#[derive(Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Usage,
    RawBody,
}

/// What a case comes to.
#[derive(Default)]
struct Answer {
    status: &'static str,
    model: Option<String>,
    reason: Option<String>,
    /// Whether `priced` is all there is to pay; without it there is no total.
    known: bool,
    priced: Vec<Priced>,
}

fn answer(book: &PriceBook, case: &Case<'_>) -> Value {
    let answer = match parts(case) {
        Ok((model, parts)) => price(book, case, model.as_deref(), &parts),
        Err(reason) => Answer { status: "invalid_usage", reason: Some(reason), ..Answer::default() },
    };
    let total = answer.priced.iter().map(Priced::total).sum::<Usd>();
    let mut out = json!({
        "id": case.id,
        "status": answer.status,
        "matched_model": answer.model,
        "total_pico": answer.known.then(|| total.pico().to_string()),
        "classes": classes(&answer.priced),
    });
    if let (Some(reason), Some(object)) = (answer.reason, out.as_object_mut()) {
        object.insert("reason".into(), reason.into());
    }
    if let (Some(first), Some(object)) = (answer.priced.first(), out.as_object_mut()) {
        object.insert("rule".into(), first.stamp.rule.as_str().into());
        object.insert("match".into(), first.stamp.matched.as_str().into());
    }
    out
}

/// The model and the separately priced parts.
fn parts(case: &Case<'_>) -> Result<(Option<String>, Vec<BodyPart>), String> {
    let mut context = PriceContext::default();
    for (key, value) in case.context.iter().flatten() {
        context.set(key, value.as_str());
    }
    if case.kind == Kind::RawBody {
        let body = case.raw_body.as_ref().ok_or("a raw_body case without raw_body")?;
        let mut found = usage_of_body(body, case.provider.as_deref(), case.api_flavor.as_deref())?;
        for part in &mut found.parts {
            for (key, value) in &context.attributes {
                part.context.set(key, value.as_str());
            }
        }
        return Ok((found.model.or_else(|| case.model.clone()), found.parts));
    }
    let mut usage = UsageCounts::default();
    for (name, number) in case.usage.iter().flatten() {
        let class = UsageClass::by_name(name).ok_or_else(|| format!("no usage class {name:?}"))?;
        usage.set(class, count(class, number.get())?);
    }
    Ok((case.model.clone(), vec![BodyPart { usage, context, ..BodyPart::default() }]))
}

/// A counter, exact from its text; durations are given in seconds and kept in milliseconds.
pub(super) fn count(class: UsageClass, text: &str) -> Result<u64, String> {
    let unit = if class.is_duration() { 1000 } else { 1 };
    let exact = text.parse::<Decimal>().ok().and_then(|n| n.checked_mul(Decimal::from(unit)));
    let whole = exact.filter(Decimal::is_integer).and_then(|n| u64::try_from(n).ok());
    whole.ok_or_else(|| format!("{} is no count of {}", text, class.name()))
}

fn price(book: &PriceBook, case: &Case<'_>, model: Option<&str>, parts: &[BodyPart]) -> Answer {
    let mut answer = Answer { status: "priced", known: true, ..Answer::default() };
    for (at, part) in parts.iter().enumerate() {
        let name = part.model.as_deref().or(model).unwrap_or_default();
        let quote = book.quote(case.provider.as_deref(), name, case.timestamp, &part.context, &part.usage);
        if at == 0 {
            answer.model = quote.model.as_deref().map(str::to_owned);
        }
        match quote.cost {
            Cost::Priced(priced) if priced.stamp.free => answer.status = "free_or_unpriced",
            Cost::Priced(priced) => answer.priced.push(priced),
            Cost::Unpriced(reason) => {
                let reason_text = match &reason {
                    UnpricedReason::InvalidUsage(why) => format!("invalid_usage: {why}"),
                    other => other.as_text(),
                };
                let status = match reason {
                    UnpricedReason::UnknownModel => "unknown_model",
                    UnpricedReason::InvalidUsage(_) => "invalid_usage",
                    _ => "free_or_unpriced",
                };
                let model = answer.model.filter(|_| status == "free_or_unpriced");
                // The case format counts a list entry without any rate as nothing to pay.
                let known = reason == UnpricedReason::NoRates;
                return Answer { status, reason: Some(reason_text), model, known, priced: Vec::new() };
            }
        }
    }
    answer
}

/// The lines by class; passes of other models are added to the amounts of the first.
fn classes(priced: &[Priced]) -> Map<String, Value> {
    let mut sums: BTreeMap<UsageClass, (Line, Option<u64>)> = BTreeMap::new();
    for one in priced {
        for line in &one.lines {
            let entry = sums.entry(line.class);
            entry
                .and_modify(|(sum, _)| {
                    sum.count += line.count;
                    sum.amount += line.amount;
                })
                .or_insert_with(|| (line.clone(), one.stamp.tier_above));
        }
    }
    sums.into_values().map(|(line, tier)| (line.class.name().to_owned(), shown(&line, tier))).collect()
}

fn shown(line: &Line, tier: Option<u64>) -> Value {
    let unit = if line.class.is_duration() { 1000 } else { 1 };
    let count = Decimal::from(line.count) / Decimal::from(unit);
    let (times, over) = line.rate.multiplier();
    let listed = line.rate.usd().parse::<Decimal>().unwrap_or_default();
    let usd = (listed * Decimal::from(times) / Decimal::from(over)).normalize();
    let mut out = json!({
        "count": serde_json::from_str::<Value>(&count.normalize().to_string()).unwrap_or_default(),
        "usd": usd.to_string(),
        "per": line.rate.per() / unit,
        "amount": line.amount.to_string(),
    });
    if let (Some(tier), Some(object)) = (tier, out.as_object_mut()) {
        object.insert("tier_above".into(), tier.into());
    }
    out
}

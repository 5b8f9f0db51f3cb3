//! `cost-ops pricing explain`: why a request costs what it costs.

use chrono::{DateTime, Utc};
use clap::Args;

use super::{instant, layers, pair};
use crate::catalog::{Explanation, PriceBook};
use crate::cli::{Context, Failure, Global};
use crate::domain::{Cost, Error, PriceContext, UnpricedReason, UsageClass, UsageCounts};
use crate::table::{Cell, Column, Kind, Row, RowKind, Table};

/// Arguments of `pricing explain`.
#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// The model, as a record names it
    model: String,
    /// The provider, when known
    #[arg(long, value_name = "ID")]
    provider: Option<String>,
    /// When the request was made (default: now)
    #[arg(long, value_name = "DATE", value_parser = instant)]
    date: Option<DateTime<Utc>>,
    /// The whole prompt, cached and written tokens included
    #[arg(long = "input", visible_alias = "input-tokens", value_name = "TOKENS")]
    input: Option<u64>,
    /// The whole output, reasoning included (also: --output TOKENS)
    #[arg(long = "output-tokens", value_name = "TOKENS")]
    produced: Option<u64>,
    /// Of the prompt: read from the cache
    #[arg(long, value_name = "TOKENS")]
    cached: Option<u64>,
    /// Of the prompt: written to the cache
    #[arg(long, value_name = "TOKENS")]
    cache_write: Option<u64>,
    /// Of those written: to live for an hour
    #[arg(long = "cache-write-1h", value_name = "TOKENS")]
    cache_write_1h: Option<u64>,
    /// Of the output: reasoning
    #[arg(long, value_name = "TOKENS")]
    reasoning: Option<u64>,
    /// Any other class: web_searches=3; may be repeated
    #[arg(long = "usage", value_name = "CLASS=COUNT", value_parser = pair)]
    usage: Vec<(String, String)>,
    /// A request attribute: processing=batch, service_tier=priority; may be repeated
    #[arg(long = "context", value_name = "KEY=VALUE", value_parser = pair)]
    context: Vec<(String, String)>,
}

impl ExplainArgs {
    /// Takes `--output 300`, which the global flag has caught, as the number of output tokens.
    pub(super) fn take_output(&mut self, global: &mut Global) -> Result<(), Failure> {
        let number = |path: &std::path::PathBuf| path.to_str().and_then(|text| text.parse::<u64>().ok());
        let Some(count) = global.output.as_ref().and_then(number) else { return Ok(()) };
        global.output = None;
        if self.produced.replace(count).is_some_and(|other| other != count) {
            return Err(Error::validation("--output and --output-tokens say different numbers").into());
        }
        Ok(())
    }

    fn counts(&self) -> Result<UsageCounts, Error> {
        let mut usage = UsageCounts::default();
        for (class, count) in [
            (UsageClass::Input, self.input),
            (UsageClass::Output, self.produced),
            (UsageClass::CacheRead, self.cached),
            (UsageClass::CacheWrite, self.cache_write),
            (UsageClass::CacheWrite1h, self.cache_write_1h),
            (UsageClass::OutputReasoning, self.reasoning),
        ] {
            if let Some(count) = count {
                usage.set(class, count);
            }
        }
        for (name, count) in &self.usage {
            let class = UsageClass::by_name(name);
            let class = class.ok_or_else(|| super::stated::no_class(name))?;
            let count = super::cases::count(class, count).map_err(Error::validation)?;
            usage.set(class, count);
        }
        Ok(usage)
    }
}

/// Explains one request.
pub(super) fn run(context: &Context, args: &ExplainArgs) -> Result<(), Failure> {
    let book = PriceBook::layered(layers(context)?);
    let mut attributes = PriceContext::default();
    args.context.iter().for_each(|(key, value)| attributes.set(key, value.as_str()));
    let usage = args.counts()?;
    let at = args.date.unwrap_or(context.now);
    let told = book.explain(args.provider.as_deref(), &args.model, at, &attributes, &usage);
    context.show(&table(&args.model, at, &told))
}

fn table(raw: &str, at: DateTime<Utc>, told: &Explanation) -> Table {
    let mut table = Table { title: format!("{raw}, {}", at.format("%Y-%m-%d %H:%MZ")), ..Table::default() };
    table.columns = vec![
        Column::new("class", "Class", Kind::Text),
        Column::new("count", "Count", Kind::Count),
        Column::new("usd", "USD", Kind::Text),
        Column::new("per", "Per", Kind::Count),
        Column::new("times", "Times", Kind::Text),
        Column::new("amount", "Amount", Kind::Text),
    ];
    if let Cost::Priced(priced) = &told.cost {
        for line in &priced.lines {
            let (times, over) = line.rate.multiplier();
            let unit = if line.class.is_duration() { 1000 } else { 1 };
            table.item(vec![
                Cell::Text(line.class.name().into()),
                if line.count % unit == 0 {
                    Cell::Count((line.count / unit).into())
                } else {
                    Cell::Count(line.count.into())
                },
                Cell::Text(line.rate.usd()),
                Cell::Count((if line.count % unit == 0 { line.rate.per() / unit } else { line.rate.per() }).into()),
                if times == over { Cell::Empty } else { Cell::Text(format!("{times}/{over}")) },
                Cell::Text(line.amount.to_string()),
            ]);
        }
        let total = Cell::Text(priced.total().to_string());
        let cells = vec![Cell::Text("total".into()), Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, total];
        table.rows.push(Row { kind: RowKind::Total, cells });
    }
    notes(&mut table, told);
    table.summary = summary(told);
    table.sections = vec![steps(told), rates(told)];
    table.sections.extend((!told.entries.is_empty()).then(|| stated(told)));
    table
}

fn notes(table: &mut Table, told: &Explanation) {
    if let Cost::Unpriced(reason) = &told.cost {
        let why = match reason {
            UnpricedReason::InvalidUsage(why) => format!("invalid usage: {why}"),
            other => other.as_text(),
        };
        table.note(true, format!("no price: {why}"));
    }
    if !told.nearest.is_empty() {
        table.note(false, format!("the nearest names (not used): {}", told.nearest.join(", ")));
    }
    for (class, as_class) in &told.billed_as {
        table.note(false, format!("{} has no rate of its own and is billed as {}", class.name(), as_class.name()));
    }
    if let Some(above) = told.tier_above {
        table.note(false, format!("the whole request is at the rates for prompts above {above} tokens"));
    }
}

fn summary(told: &Explanation) -> Vec<(String, Cell)> {
    let text = |value: Option<String>| value.filter(|v| !v.is_empty()).map_or(Cell::Empty, Cell::Text);
    let (total, reason) = match &told.cost {
        Cost::Priced(priced) => (Cell::Money(priced.total()), Cell::Empty),
        Cost::Unpriced(reason) => (Cell::Empty, Cell::Text(reason.as_text())),
    };
    let pairs = [
        ("provider", text(told.provider.clone())),
        ("model", text(told.model.clone())),
        ("match", text(told.matched.map(|class| class.as_str().to_owned()))),
        ("rule", text(told.rule.clone())),
        ("from", told.holds.from.map_or(Cell::Empty, Cell::Instant)),
        ("until", told.holds.to.map_or(Cell::Empty, Cell::Instant)),
        ("context", text(Some(told.context.clone()))),
        ("tier_above", told.tier_above.map_or(Cell::Empty, |n| Cell::Count(n.into()))),
        ("catalog", Cell::Text(PriceBook::catalog_id().into())),
        ("total_cost", total),
        ("unpriced", reason),
    ];
    pairs.into_iter().map(|(key, cell)| (key.to_owned(), cell)).collect()
}

fn steps(told: &Explanation) -> Table {
    let mut table = Table { id: "steps".into(), title: "How the name was found".into(), ..Table::default() };
    table.columns = vec![Column::new("step", "Step", Kind::Text)];
    told.steps.iter().for_each(|step| table.item(vec![Cell::Text(step.clone())]));
    if let Some(rule) = &told.rule {
        let from =
            told.holds.from.map_or("always".to_owned(), |at| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true));
        let to = told.holds.to.map_or("open".to_owned(), |at| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true));
        table.item(vec![Cell::Text(format!("rule {rule}; in force from {from} until {to}"))]);
        if !told.context.is_empty() {
            table.item(vec![Cell::Text(format!("conditions met: {}", told.context))]);
        }
    }
    table
}

fn rates(told: &Explanation) -> Table {
    let mut table = Table { id: "rates".into(), title: "Rates in force".into(), ..Table::default() };
    table.columns = vec![
        Column::new("class", "Class", Kind::Text),
        Column::new("usd", "USD", Kind::Text),
        Column::new("per", "Per", Kind::Count),
        Column::new("above", "Above prompt of", Kind::Count),
        Column::new("layer", "Layer", Kind::Text),
    ];
    for one in &told.rates {
        let unit = if one.class.is_duration() { 1000 } else { 1 };
        table.item(vec![
            Cell::Text(one.class.name().into()),
            Cell::Text(one.rate.usd()),
            Cell::Count((one.rate.per() / unit).into()),
            one.above.map_or(Cell::Empty, |n| Cell::Count(n.into())),
            Cell::Text(one.layer.as_str().into()),
        ]);
    }
    table
}

fn stated(told: &Explanation) -> Table {
    let mut table =
        Table { id: "entries".into(), title: "Prices of your own for this name".into(), ..Table::default() };
    table.columns = vec![
        Column::new("place", "Where", Kind::Text),
        Column::new("from", "From", Kind::Instant),
        Column::new("until", "Until", Kind::Instant),
        Column::new("context", "Context", Kind::Text),
        Column::new("listed", "Listed in", Kind::Text),
        Column::new("in_force", "In force", Kind::Text),
    ];
    for (entry, in_force) in &told.entries {
        let when: Vec<String> = entry.when.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let listed = entry.native.as_ref().map(|native| format!("{} (1 USD = {})", native.currency, native.per_usd));
        table.item(vec![
            Cell::Text(entry.place.to_string()),
            entry.from.map_or(Cell::Empty, Cell::Instant),
            entry.to.map_or(Cell::Empty, Cell::Instant),
            Cell::text(when.join(",")),
            Cell::text(listed.unwrap_or_default()),
            Cell::Flag(*in_force),
        ]);
    }
    table
}

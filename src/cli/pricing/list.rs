//! `cost-ops pricing list` and `get`: what is on the price lists.

use chrono::{DateTime, Utc};
use clap::Args;

use super::{instant, layers};
use crate::catalog::{Listed, PriceBook};
use crate::cli::remote::Question;
use crate::cli::{Context, Failure};
use crate::domain::{Code, Error};
use crate::report;
use crate::table::{Cell, Column, Kind, Table};

/// Arguments of `pricing list`.
#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// Only this provider
    #[arg(long, value_name = "ID")]
    provider: Option<String>,
    /// Only models with this in their name
    #[arg(long, value_name = "TEXT")]
    model: Option<String>,
    /// Also past and scheduled prices, and prices for batch, priority and the like
    #[arg(long)]
    all: bool,
}

/// Arguments of `pricing get`.
#[derive(Debug, Args)]
pub(super) struct GetArgs {
    /// The provider
    #[arg(long, value_name = "ID")]
    provider: String,
    /// The model, as it is on the list or as requests name it
    #[arg(long, value_name = "NAME")]
    model: String,
    /// Prices in force at this date or instant (default: all dates)
    #[arg(long, value_name = "DATE", value_parser = instant)]
    date: Option<DateTime<Utc>>,
}

/// Lists prices: standard ones in force now, or all.
pub(super) fn run(context: &Context, args: &ListArgs) -> Result<(), Failure> {
    if let Some(hint) = args.provider.as_deref().filter(|hint| PriceBook::provider(hint).is_none()) {
        context.say(&format!("no provider {hint:?} in the built-in catalog; showing your own prices only"));
    }
    let table = match context.remote()? {
        Some(remote) => remote.table("/api/v1/pricing", &question(args))?,
        None => {
            let at = (!args.all).then_some(context.now);
            report::prices(layers(context)?, args.provider.as_deref(), args.model.as_deref(), at)
        }
    };
    context.show(&table)
}

/// What is wanted, for a server.
fn question(args: &ListArgs) -> Question {
    let mut question = vec![("all", args.all.to_string())];
    question.extend(args.provider.iter().map(|id| ("provider", id.clone())));
    question.extend(args.model.iter().map(|text| ("model", text.clone())));
    question
}

/// Shows one model: every class, tier and condition.
pub(super) fn get(context: &Context, args: &GetArgs) -> Result<(), Failure> {
    let book = PriceBook::layered(layers(context)?);
    let at = args.date.unwrap_or(context.now);
    let known = book.explain(Some(&args.provider), &args.model, at, &Default::default(), &Default::default());
    let on_list = known.model.unwrap_or_else(|| args.model.clone());
    let owner =
        known.rule.as_deref().and_then(|rule| rule.split('/').next()).filter(|id| PriceBook::provider(id).is_some());
    let mut listed = report::listed(layers(context)?, Some(owner.unwrap_or(&args.provider)), Some(&on_list));
    let asked = |one: &Listed| one.model.eq_ignore_ascii_case(&on_list) || one.model.eq_ignore_ascii_case(&args.model);
    listed.retain(|one| asked(one) && args.date.is_none_or(|at| one.holds.contains(at)));
    if listed.is_empty() {
        let mut error = Error::new(Code::NotFound, format!("no price for {} of {}", args.model, args.provider));
        let nearest = PriceBook::nearest(Some(&args.provider), &args.model);
        if !nearest.is_empty() {
            error = error.hint(format!("the nearest names are {}", nearest.join(", ")));
        }
        return Err(error.into());
    }
    let mut table =
        Table { title: format!("{}/{}", args.provider, on_list), columns: full_columns(), ..Table::default() };
    listed.iter().for_each(|one| full(&mut table, one));
    context.show(&table)
}

fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

fn full_columns() -> Vec<Column> {
    vec![
        Column::new("class", "Class", Kind::Text),
        Column::new("usd", "USD", Kind::Text),
        Column::new("per", "Per", Kind::Count).priority(3),
        Column::new("above", "Above prompt of", Kind::Count),
        Column::new("context", "Context", Kind::Text),
        Column::new("effective_date", "From", Kind::Instant).priority(1),
        Column::new("until", "Until", Kind::Instant).priority(2),
        Column::new("layer", "Layer", Kind::Text).priority(4),
        Column::new("id", "Id", Kind::Text).priority(5),
    ]
}

/// One row a class and tier.
fn full(table: &mut Table, one: &Listed) {
    let standard = one.rates.iter().map(|(class, usd)| (None, *class, usd));
    let tiers = one.tiers.iter().map(|(above, class, usd)| (Some(*above), *class, usd));
    let mut rows: Vec<_> = standard.chain(tiers).collect();
    rows.sort_unstable_by_key(|(above, class, _)| (*above, *class));
    // A condition that changes no rate, service_tier=default, leaves the standard ones in force.
    if rows.is_empty() && one.when.is_empty() {
        let what = if one.free { "free of charge" } else { "on the list, without a price" };
        table.note(!one.free, format!("{}/{} is {what}", one.provider, one.model));
    }
    for (above, class, usd) in rows {
        // People read prices per hour, counters are kept in milliseconds.
        let unit = if class.is_duration() { 1000 } else { 1 };
        table.item(vec![
            Cell::Text(class.name().into()),
            Cell::Text(usd.clone()),
            Cell::Count((class.per() / unit).into()),
            above.map_or(Cell::Empty, |n| Cell::Count(n.into())),
            text(&one.when),
            one.holds.from.map_or(Cell::Empty, Cell::Instant),
            one.holds.to.map_or(Cell::Empty, Cell::Instant),
            Cell::Text(one.layer.as_str().into()),
            report::price_id(one),
        ]);
    }
}

//! `cost-ops pricing list` and `get`: what is on the price lists.

use chrono::{DateTime, Utc};
use clap::Args;

use super::{instant, layers};
use crate::catalog::{Listed, PriceBook};
use crate::cli::{Context, Failure};
use crate::domain::{Code, Error, PricePlace, UsageClass};
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
    let mut listed = everything(context, args.provider.as_deref(), args.model.as_deref())?;
    if !args.all {
        listed.retain(|one| one.when.is_empty() && one.holds.contains(context.now));
    }
    let mut table = Table { title: "Prices".into(), columns: brief_columns(), ..Table::default() };
    listed.iter().for_each(|one| table.item(brief(one)));
    table.note(false, "US dollars per million tokens; see `pricing get` for every class, tier and condition");
    context.show(&table)
}

/// Shows one model: every class, tier and condition.
pub(super) fn get(context: &Context, args: &GetArgs) -> Result<(), Failure> {
    let book = PriceBook::layered(layers(context)?);
    let at = args.date.unwrap_or(context.now);
    let known = book.explain(Some(&args.provider), &args.model, at, &Default::default(), &Default::default());
    let on_list = known.model.unwrap_or_else(|| args.model.clone());
    let owner =
        known.rule.as_deref().and_then(|rule| rule.split('/').next()).filter(|id| PriceBook::provider(id).is_some());
    let mut listed = everything(context, Some(owner.unwrap_or(&args.provider)), Some(&on_list))?;
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

/// Embedded lists and the ledger's own entries, the latter first.
fn everything(context: &Context, provider: Option<&str>, model: Option<&str>) -> Result<Vec<Listed>, Failure> {
    let layers = layers(context)?;
    let same = |id: &str| {
        provider.is_none_or(|hint| match (PriceBook::provider(hint), PriceBook::provider(id)) {
            (Some((a, _)), Some((b, _))) => a == b,
            _ => hint.eq_ignore_ascii_case(id),
        })
    };
    let has = |id: &str| model.is_none_or(|part| id.to_lowercase().contains(&part.to_lowercase()));
    let mut listed: Vec<Listed> =
        layers.entries.iter().filter(|e| same(&e.provider) && has(&e.model)).map(PriceBook::listed).collect();
    listed.extend(PriceBook::layered(layers).list(provider, model));
    Ok(listed)
}

fn brief_columns() -> Vec<Column> {
    let price = |id, title| Column::new(id, title, Kind::Text).priority(1);
    vec![
        Column::new("provider", "Provider", Kind::Text),
        Column::new("model", "Model", Kind::Text),
        Column::new("input_price", "Input", Kind::Text),
        Column::new("output_price", "Output", Kind::Text),
        price("cached_price", "Cached"),
        price("cache_write_price", "Cache write"),
        Column::new("context", "Context", Kind::Text).priority(3),
        Column::new("effective_date", "From", Kind::Instant).priority(2),
        Column::new("until", "Until", Kind::Instant).priority(4),
        Column::new("layer", "Layer", Kind::Text).priority(5),
        Column::new("id", "Id", Kind::Text).priority(6),
        Column::new("context_window", "Window", Kind::Count).priority(7).hidden(),
        Column::new("free", "Free", Kind::Text).hidden(),
        Column::new("deprecated", "Deprecated", Kind::Text).hidden(),
    ]
}

fn brief(one: &Listed) -> Vec<Cell> {
    let rate =
        |class| one.rates.iter().find(|(c, _)| *c == class).map_or(Cell::Empty, |(_, usd)| Cell::Text(usd.clone()));
    vec![
        Cell::Text(one.provider.clone()),
        Cell::Text(one.model.clone()),
        if one.free { Cell::Text("free".into()) } else { rate(UsageClass::Input) },
        rate(UsageClass::Output),
        rate(UsageClass::CacheRead),
        rate(UsageClass::CacheWrite),
        text(&one.when),
        one.holds.from.map_or(Cell::Empty, Cell::Instant),
        one.holds.to.map_or(Cell::Empty, Cell::Instant),
        Cell::Text(one.layer.as_str().into()),
        id(one),
        one.window.map_or(Cell::Empty, |n| Cell::Count(n.into())),
        Cell::Flag(one.free),
        Cell::Flag(one.deprecated),
    ]
}

/// What to remove it by, the line it stands in, or the imported list it is on.
fn id(one: &Listed) -> Cell {
    match one.entry {
        Some(PricePlace::Ledger(row)) => Cell::Text(row.to_string()),
        Some(PricePlace::File(line)) => Cell::Text(format!("prices.toml:{line}")),
        None => text(one.source.as_deref().unwrap_or_default()),
    }
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
    rows.sort_by_key(|(above, class, _)| (*above, *class));
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
            id(one),
        ]);
    }
}

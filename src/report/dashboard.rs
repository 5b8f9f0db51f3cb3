//! What a summary says besides its period: this month against the last and to its end, what the cache
//! saved, how sure the figures are and up to when, budgets, the dearest projects.
//!
//! Owns: those figures. Refuses to know: where budgets and prices are kept.
//!
//! Savings are reckoned from the sums of days at the standard rates of each day, those of the smallest
//! prompts: batches and tiers are not known there.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use super::budget::{self, Asking, BudgetStatus};
use super::figures::share;
use super::forecast::{Wanted, heading};
use super::period::Unit;
use super::{Dimension, Key, Period, Query, calendar, day_start, fold, measure, plan_costs, plan_facts};
use crate::catalog::PriceBook;
use crate::domain::money::div_half_even;
use crate::domain::{Code, Filter, InstantRange, Measures, Plan, Rate, Result, UsageClass, Usd};
use crate::store::Reader;
use crate::table::{Cell, Column, Kind, Table};

/// Projects that are named.
const TOP: usize = 5;

/// What a summary is seen beside.
pub struct Beside<'a> {
    pub book: &'a PriceBook,
    pub budgets: &'a [BudgetStatus],
    pub plans: &'a [Plan],
    pub asking: &'a Asking,
    /// How forecasts are made; `None` where they may not be.
    pub forecast: Option<Wanted>,
}

/// Adds to a summary of the question; needs its `now`.
///
/// # Errors
/// What the reader fails with.
pub fn dashboard(table: &mut Table, query: &Query, beside: &Beside<'_>, reader: &dyn Reader) -> Result<()> {
    if !table.summary.iter().any(|(key, cell)| key == "requests" && *cell == Cell::Count(0)) {
        figures(table, query, beside, reader)?;
    }
    // A plan's price is not shared out over filters.
    if !beside.plans.is_empty() && query.filter == Filter::default() {
        match plan_costs(beside.plans, &query.window, beside.asking, reader) {
            Ok(costs) => plan_facts(table, &costs),
            // The currency of one has no rate: that is no reason to say nothing else.
            Err(why) if why.code == Code::Config => table.note(true, format!("plans are not shown: {}", why.message)),
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn figures(table: &mut Table, query: &Query, beside: &Beside<'_>, reader: &dyn Reader) -> Result<()> {
    table.zone = Some(query.zone);
    let total = fold::total(reader, &query.window.range, &query.filter)?;
    cache(table, query, beside.book, reader)?;
    sureness(table, query, &total, reader)?;
    month(table, query, beside.forecast, reader)?;
    if !table.sections.iter().any(|section| section.id == "by_project") {
        table.sections.extend(projects(query, &total, reader)?);
    }
    if !beside.budgets.is_empty() {
        let mut standing = budget::status_table(beside.budgets, query.zone);
        standing.id = "budgets".into();
        standing.sections.clear();
        table.sections.push(standing);
    }
    Ok(())
}

/// A figure for people and machines alike.
fn figure(table: &mut Table, key: &str, label: &str, cell: Cell) {
    if cell != Cell::Empty {
        table.fact(label, cell.clone());
    }
    table.summary.push((key.to_owned(), cell));
}

/// What reading from caches saved against fresh input, and what writing to them cost beyond it.
fn cache(table: &mut Table, query: &Query, book: &PriceBook, reader: &dyn Reader) -> Result<()> {
    let by = [Dimension::Provider, Dimension::Model, Dimension::Day];
    let (mut saved, mut extra, mut cached) = (Usd::ZERO, Usd::ZERO, false);
    for group in fold::groups(reader, &query.window.range, &query.filter, &by, query.zone)? {
        let measures = &group.measures;
        if measures.cache_read_tokens == 0 && measures.cache_write_tokens == 0 {
            continue;
        }
        let [Key::Name(provider), Key::Name(model), Key::Time(day)] = group.keys.as_slice() else { continue };
        let at = calendar::date(*day).and_then(|date| day_start(query.zone, date)).or(query.now);
        let rates: BTreeMap<UsageClass, Rate> =
            at.map(|at| book.standard_rates(provider, model, at).into_iter().collect()).unwrap_or_default();
        let Some(fresh) = rates.get(&UsageClass::Input) else { continue };
        let rate = |classes: &[UsageClass]| classes.iter().find_map(|class| rates.get(class)).unwrap_or(fresh);
        let beyond = |rate: &Rate, count: i128| {
            let count = u64::try_from(count).ok()?;
            Some(rate.amount(count)? - fresh.amount(count)?)
        };
        let read = beyond(rate(&[UsageClass::CacheRead]), measures.cache_read_tokens);
        let short = beyond(rate(&[UsageClass::CacheWrite5m, UsageClass::CacheWrite]), measures.cache_write_5m_tokens());
        let long = beyond(rate(&[UsageClass::CacheWrite1h, UsageClass::CacheWrite]), measures.cache_write_1h_tokens);
        saved += -read.unwrap_or_default();
        extra += short.unwrap_or_default() + long.unwrap_or_default();
        cached = true;
    }
    let money = |amount| if cached { Cell::Money(amount) } else { Cell::Empty };
    figure(table, "cache_saved", "Saved by the cache", money(saved));
    figure(table, "cache_write_extra", "  its writes cost", money(extra));
    figure(table, "cache_net", "  saved in all", money(saved - extra));
    Ok(())
}

/// How much of it has no price or is estimated, and the newest record.
fn sureness(table: &mut Table, query: &Query, total: &Measures, reader: &dyn Reader) -> Result<()> {
    let part = |count: i128| match count {
        0 => Cell::Empty,
        count => {
            Cell::Share(i64::try_from(div_half_even(count * 1_000_000, total.requests.max(1))).unwrap_or(i64::MAX))
        }
    };
    figure(table, "unpriced_share", "Unpriced share", part(total.unpriced_requests));
    figure(table, "estimated_share", "Estimated share", part(total.estimated_requests));
    let newest = reader.records(&query.window.range, &query.filter, false, None, 1)?;
    figure(
        table,
        "data_through",
        "Data through",
        newest.first().map_or(Cell::Empty, |record| Cell::Instant(record.at)),
    );
    Ok(())
}

/// This month against as much of the last, and what it is heading for.
fn month(table: &mut Table, query: &Query, forecast: Option<Wanted>, reader: &dyn Reader) -> Result<()> {
    let Some(now) = query.now else { return Ok(()) };
    let window = Period::Whole(Unit::Month, 0).window(now, query.zone, query.starts)?;
    let used = fold::total(reader, &window.range, &query.filter)?;
    let before = match &window.before {
        Some(range) => fold::total(reader, range, &query.filter)?,
        None => Measures::default(),
    };
    if used.requests + before.requests == 0 {
        return Ok(());
    }
    let (now, then) = (measure::total(&used), measure::total(&before));
    let change = measure::change(&now, &then);
    figure(table, "month_cost", "This month", now);
    figure(table, "previous_month_cost", "  last month, by then", then);
    figure(table, "month_change", "  change", change);
    let ahead = match forecast {
        Some(wanted) => ahead(query, &used, &window.range, wanted, reader)?,
        None => Cell::Empty,
    };
    figure(table, "month_forecast_cost", "  forecast to its end", ahead);
    Ok(())
}

/// What the month will have cost at its end; empty where the past does not say.
fn ahead(query: &Query, used: &Measures, month: &InstantRange, wanted: Wanted, reader: &dyn Reader) -> Result<Cell> {
    let (Some(now), Some(end)) = (query.now, month.to) else { return Ok(Cell::Empty) };
    let last = calendar::date(calendar::local_day(query.zone, end - TimeDelta::microseconds(1)));
    let Some(last) = last else { return Ok(Cell::Empty) };
    match heading(used, last, &query.filter, wanted, (now, query.zone), reader) {
        Ok(heading) => Ok(measure::known(heading.unpriced_requests, heading.end.point)),
        Err(short) if short.code == Code::Incomplete => Ok(Cell::Empty),
        Err(error) => Err(error),
    }
}

/// The dearest projects, when projects are known.
fn projects(query: &Query, total: &Measures, reader: &dyn Reader) -> Result<Option<Table>> {
    let mut groups = fold::groups(reader, &query.window.range, &query.filter, &[Dimension::Project], query.zone)?;
    if groups.iter().all(|group| group.keys == [Key::Name(String::new())]) {
        return Ok(None);
    }
    groups.sort_unstable_by(|a, b| b.measures.total_cost.cmp(&a.measures.total_cost).then_with(|| a.keys.cmp(&b.keys)));
    let by = [Dimension::Project];
    let mut table = Table { id: "top_projects".into(), title: "Top projects".into(), ..Table::default() };
    table.columns = by.iter().map(super::column).chain(measure::columns(total.unpriced_requests > 0)).collect();
    table.columns.push(Column::new("share", "Share", Kind::Share).priority(1));
    for group in groups.iter().take(TOP) {
        let mut cells = super::row(&by, group);
        cells.push(share(group.measures.total_cost, total.total_cost, &group.measures));
        table.item(cells);
    }
    if groups.len() > TOP {
        table.note(false, format!("{TOP} of {} projects: cost-ops projects shows all", groups.len()));
    }
    Ok(Some(table))
}

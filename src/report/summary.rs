//! The summary: totals, shares, a trend, and the change against the period before.
//!
//! Owns: its parts and their shares. Refuses to know: widths, formats.

use super::dimension::Dimension;
use super::figures::share;
use super::fold::{self, Group, Key, collapse};
use super::period::Window;
use super::{Query, calendar, column, measure, notes};
use crate::domain::money::div_half_even;
use crate::domain::{Filter, Measures, Result, Tz, Usd};
use crate::store::Reader;
use crate::table::{Cell, Column, Kind, Table};

/// More days than this are shown as weeks, more weeks as months.
const TREND_ROWS: i64 = 35;

/// What is spent in a window: rows by model, sections by provider and over time; with
/// `breakdown` also by organization, project, user and source.
///
/// # Errors
/// What the reader fails with.
pub fn summary(window: &Window, filter: &Filter, zone: Tz, breakdown: bool, reader: &dyn Reader) -> Result<Table> {
    let query = Query { filter: filter.clone(), ..Query::new(window.clone(), zone) };
    let by = [Dimension::Provider, Dimension::Model, Dimension::Day];
    let groups = fold::groups(reader, &window.range, filter, &by, zone)?;
    let mut total = Measures::default();
    groups.iter().for_each(|group| total += &group.measures);
    let before = window.before.map(|range| fold::total(reader, &range, filter)).transpose()?;

    let mut table = shares(&by[..2], collapse(&groups, &[0, 1]), &total);
    table.title = format!("Summary, {} ({})", window.label, zone.name());
    table.rows_title = "By model".to_owned();
    table.summary = measure::summary(&total);
    average(&mut table, &total);
    change(&mut table, &total, before.as_ref());
    facts(&mut table, &total, before.is_some_and(|before| before.requests > 0));
    if total.requests > 0 {
        table.sections = vec![section("by_provider", shares(&by[..1], collapse(&groups, &[0]), &total))];
        table.sections.push(trend(collapse(&groups, &[2])));
    }
    if breakdown && total.requests > 0 {
        broken_down(&mut table, &query, &total, reader)?;
    }
    notes::about(&mut table, &total, &query, reader)?;
    Ok(table)
}

/// Sections by the labels that are in use.
fn broken_down(table: &mut Table, query: &Query, total: &Measures, reader: &dyn Reader) -> Result<()> {
    let labels = [
        ("by_organization", Dimension::Organization),
        ("by_project", Dimension::Project),
        ("by_user", Dimension::User),
        ("by_source", Dimension::Source),
    ];
    let by = labels.each_ref().map(|(_, dimension)| dimension.clone());
    let groups = fold::groups(reader, &query.window.range, &query.filter, &by, query.zone)?;
    for (at, (id, dimension)) in labels.iter().enumerate() {
        let groups = collapse(&groups, &[at]);
        if groups.iter().any(|group| group.keys != [Key::Name(String::new())]) {
            table.sections.push(section(id, shares(std::slice::from_ref(dimension), groups, total)));
        }
    }
    Ok(())
}

pub(super) fn section(id: &'static str, mut table: Table) -> Table {
    table.id = id.into();
    table.title = table.columns.first().map_or(String::new(), |first| format!("By {}", first.title.to_lowercase()));
    table
}

/// Rows with their share of the cost, the dearest first.
fn shares(by: &[Dimension], mut groups: Vec<Group>, total: &Measures) -> Table {
    groups.sort_unstable_by(|a, b| b.measures.total_cost.cmp(&a.measures.total_cost).then_with(|| a.keys.cmp(&b.keys)));
    let mut table = Table::default();
    let beside = Column::new("share", "Share", Kind::Share).priority(1);
    table.columns =
        by.iter().map(column).chain(measure::columns(total.unpriced_requests > 0)).chain([beside]).collect();
    for group in &groups {
        let mut cells = super::row(by, group);
        cells.push(share(group.measures.total_cost, total.total_cost, &group.measures));
        table.item(cells);
    }
    table
}

/// The days from the first to the last that has anything, those without among them; weeks or
/// months when they are many.
pub(super) fn trend(days: Vec<Group>) -> Table {
    let span = |groups: &[Group], step: i64| match (groups.first().map(code), groups.last().map(code)) {
        (Some(first), Some(last)) => (last - first) / step + 1,
        _ => 0,
    };
    let weeks = recode(&days, calendar::monday);
    let (dimension, id, groups, step) = if span(&days, 1) <= TREND_ROWS {
        (Dimension::Day, "by_day", days, 1)
    } else if span(&weeks, 7) <= TREND_ROWS {
        (Dimension::Week, "by_week", weeks, 7)
    } else {
        (Dimension::Month, "by_month", recode(&days, calendar::month_number), 1)
    };
    let widest = groups.iter().map(|group| group.measures.total_cost).max().unwrap_or_default();
    let mut table = Table::default();
    let bar = Column::new("bar", "", Kind::Bar).priority(2);
    let by = [dimension];
    table.columns = [column(&by[0])].into_iter().chain(measure::columns(false)).chain([bar]).collect();
    for group in filled(groups, step) {
        let mut cells = super::row(&by, &group);
        cells.push(share(group.measures.total_cost, widest, &group.measures));
        table.item(cells);
    }
    section(id, table)
}

fn code(group: &Group) -> i64 {
    match group.keys.first() {
        Some(Key::Time(code)) => *code,
        _ => 0,
    }
}

fn recode(days: &[Group], step: fn(i64) -> i64) -> Vec<Group> {
    let recoded = days.iter().map(|group| Group { keys: vec![Key::Time(step(code(group)))], ..group.clone() });
    collapse(&recoded.collect::<Vec<_>>(), &[0])
}

/// The groups with an empty one for each stretch between them that has none.
fn filled(groups: Vec<Group>, step: i64) -> Vec<Group> {
    let mut rows: Vec<Group> = Vec::with_capacity(groups.len());
    for group in groups {
        while let Some(last) = rows.last().map(code).filter(|last| last + step < code(&group)) {
            rows.push(Group::new(vec![Key::Time(last + step)], Measures::default()));
        }
        rows.push(group);
    }
    rows
}

/// The average cost of a request that has a price.
fn average(table: &mut Table, total: &Measures) {
    let priced = total.requests - total.unpriced_requests;
    let average = if priced > 0 {
        Cell::Money(Usd::from_pico(div_half_even(total.total_cost.pico(), priced)))
    } else {
        Cell::Empty
    };
    table.summary.push(("average_cost".to_owned(), average));
}

/// The cost of the period before, and the change since.
fn change(table: &mut Table, total: &Measures, before: Option<&Measures>) {
    let Some(before) = before else { return };
    let then = measure::total(before);
    let change = measure::change(&measure::total(total), &then);
    table.summary.push(("previous_total_cost".to_owned(), then));
    table.summary.push(("previous_requests".to_owned(), Cell::Count(before.requests)));
    table.summary.push(("change".to_owned(), change));
}

/// The figures people see first.
fn facts(table: &mut Table, total: &Measures, compared: bool) {
    if total.requests == 0 {
        return;
    }
    let has_place = |key: &str| compared || key != "previous_total_cost";
    let figures = [
        ("total_cost", "Cost"),
        ("previous_total_cost", "Period before"),
        ("change", "Change"),
        ("requests", "Requests"),
        ("average_cost", "Average per request"),
        ("total_tokens", "Tokens"),
        ("input_tokens", "  input"),
        ("cache_read_tokens", "  of it cached"),
        ("output_tokens", "  output"),
        ("unpriced_requests", "Unpriced requests"),
    ];
    for (key, label) in figures.into_iter().filter(|(key, _)| has_place(key)) {
        let value = table.summary.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone());
        if let Some(value) = value.filter(|value| *value != Cell::Empty && *value != Cell::Count(0)) {
            table.fact(label, value);
        }
    }
}

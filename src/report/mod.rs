//! Query → Table. Never formats.
//!
//! Owns: periods, grouping, order, pages, and what a total says about itself. Refuses to know:
//! flags, formats, SQL. Rows are summed in 128-bit integers; which rows is decided in `plan`.

mod access;
mod audit;
mod basis;
mod blocks;
pub mod budget;
mod calendar;
mod clock;
mod closing;
mod cursor;
mod dashboard;
mod dearest;
mod diff;
mod dimension;
mod explain;
mod export;
mod extents;
mod figures;
mod focus;
mod fold;
pub mod forecast;
mod heat;
mod meant;
mod measure;
mod named;
mod notes;
mod order;
mod overview;
pub mod period;
mod plan;
mod plan_costs;
mod priced;
mod prices;
mod reconcile;
mod records;
mod starts;
mod summary;
mod tags;
mod traced;
mod usage;
mod what_if;

use chrono::{DateTime, Utc};

pub use access::{keys, users, who, who_from};
pub use audit::{AuditQuery, audit};
pub use basis::{Basis, Costed};
pub use blocks::{Block, block_table, blocks};
pub use calendar::{day_start, first_of_month, local_day};
pub use closing::{close_table, closing, verified_table};
pub use dashboard::{Beside, dashboard};
pub use diff::diff;
pub use dimension::{Dimension, WORDS as DIMENSIONS};
pub use explain::{Told, explain_event, explain_total};
pub use export::{Export, PAGE};
pub use focus::focus;
pub use fold::{Group, Key, groups, total};
pub use heat::calendar;
pub use meant::unknown_names;
pub use measure::{MEASURES, Measure, difference, known};
pub use notes::NO_RECORD;
pub use overview::overview;
pub use period::{Period, Window};
pub use plan_costs::{
    BreakEven, Outcome as BreakEvenOutcome, PlanCost, PlanCosts, plan_costs, plan_facts, plan_list, plan_section,
    plan_status, plan_table,
};
pub use prices::{cut, listed, price_id, prices, providers};
pub use reconcile::{Tolerance, reconcile};
pub use records::record;
pub use starts::Starts;
pub use summary::summary;
pub use tags::tags;
pub use traced::{LogLine, Traced, traced};
pub use usage::usage_analysis;
pub use what_if::{Change as WhatIf, what_if};

use crate::domain::{Error, Filter, Measures, Result, Tz};
use crate::store::Reader;
use crate::table::{Cell, Column, Kind, Row, RowKind, Table};
use cursor::Cursor;
use figures::Figures;
use fold::Lines;

/// How many records a list shows when nobody says.
pub const LIST_LIMIT: u64 = 20;

/// A question.
#[derive(Debug, Clone)]
pub struct Query {
    pub window: Window,
    /// Nothing: the records themselves.
    pub by: Vec<Dimension>,
    /// What each row is split into, beneath it.
    pub breakdown: Vec<Dimension>,
    /// Whether rows show their cost over time.
    pub trend: bool,
    pub filter: Filter,
    /// Measures or dimensions, `-` before one for descending; nothing: the usual order.
    pub sort: Vec<String>,
    /// Rows at most; records default to [`LIST_LIMIT`], groups to all.
    pub limit: Option<u64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// The zone of days, and of the times people see.
    pub zone: Tz,
    /// Where weeks and months begin.
    pub starts: Starts,
    /// What is not over at this instant is compared with nothing.
    pub now: Option<DateTime<Utc>>,
}

impl Query {
    /// Everything in a window.
    pub fn new(window: Window, zone: Tz) -> Self {
        Query {
            window,
            by: Vec::new(),
            breakdown: Vec::new(),
            trend: false,
            filter: Filter::default(),
            sort: Vec::new(),
            limit: None,
            cursor: None,
            zone,
            starts: Starts::default(),
            now: None,
        }
    }

    /// Every dimension of a row, those beneath it last.
    fn dimensions(&self) -> Vec<Dimension> {
        self.by.iter().chain(&self.breakdown).cloned().collect()
    }
}

/// The cursor of what comes after so many rows.
pub fn after(rows: u64) -> String {
    Cursor::Rows(rows).encode()
}

/// Answers the question.
///
/// # Errors
/// [`Code::Validation`](crate::domain::Code::Validation) for a sort word, cursor or grouping
/// that cannot be; what the reader fails with.
pub fn run(query: &Query, reader: &dyn Reader) -> Result<Table> {
    if query.limit == Some(0) {
        return Err(Error::validation("--limit 0 asks for nothing").hint("a limit is 1 or more"));
    }
    let by = query.dimensions();
    if let Some(twice) = by.iter().enumerate().find_map(|(at, d)| by[..at].contains(d).then_some(d)) {
        return Err(Error::validation(format!("grouped by {twice} twice")));
    }
    if query.by.is_empty() { records::list(query, reader) } else { grouped(query, reader) }
}

/// One row a group, and the total of all.
fn grouped(query: &Query, reader: &dyn Reader) -> Result<Table> {
    let order = order::Order::parse(&query.sort, &query.by)?;
    let by = query.dimensions();
    let skipped = match query.cursor.as_deref().map(Cursor::decode).transpose()? {
        None => 0,
        Some(Cursor::Rows(skipped)) => skipped,
        Some(_) => return Err(Error::validation("the cursor is of another list")),
    };
    let skipped = usize::try_from(skipped).unwrap_or(usize::MAX);
    let length = query.limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX);
    let wanted = Some(skipped.saturating_add(length)).filter(|_| query.limit.is_some());
    let Answer { mut groups, parts, lines, total, all } = answer(query, wanted, &by, reader)?;
    order.sort(&mut groups);
    let first = skipped.min(groups.len());
    let last = first.saturating_add(length).min(groups.len());

    let figures = Figures::new(query, &groups, &total, lines);
    let mut table = Table { title: title(query), limit: query.limit, ..Table::default() };
    let measures = measure::columns(total.unpriced_requests > 0);
    let beside = extents::columns(&query.by).into_iter().chain(figures.columns());
    table.columns = by.iter().map(column).chain(measures).chain(beside).collect();
    let within = order::within(&parts, query.by.len());
    for group in groups.get(first..last).unwrap_or_default() {
        let beside = extents::cells(&query.by, group).into_iter().chain(figures.cells(group, false));
        let cells = row_from(query.starts, &by, group).into_iter().chain(beside).collect();
        if query.breakdown.is_empty() {
            table.item(cells);
            continue;
        }
        table.subtotal(cells);
        for part in within.get(&*group.keys).into_iter().flatten() {
            let beside = extents::cells(&query.by, part).into_iter().chain(figures.cells(part, true));
            table.item(row_from(query.starts, &by, part).into_iter().chain(beside).collect());
        }
    }
    if all > 1 {
        let cells = total_row(by.len(), &total).chain(extents::none(&query.by)).chain(figures.total()).collect();
        table.rows.push(Row { kind: RowKind::Total, cells });
    }
    if last < all {
        table.next_cursor = Some(Cursor::Rows(last as u64).encode());
    }
    if last - first < all {
        table.note(false, format!("{} of {all} rows; the total is of all", last - first));
    }
    table.summary = measure::summary(&total);
    notes::about(&mut table, &total, query, reader)?;
    Ok(table)
}

/// What rows are made from.
struct Answer {
    groups: Vec<Group>,
    /// What each is split into.
    parts: Vec<Group>,
    /// What the groups cost over time, where rows show it.
    lines: Lines,
    total: Measures,
    /// How many groups there are, also where not all of them are here.
    all: usize,
}

/// The groups of the answer, at least the first `wanted` in its order.
fn answer(query: &Query, wanted: Option<usize>, by: &[Dimension], reader: &dyn Reader) -> Result<Answer> {
    if let Some(first) = dearest::first(query, wanted, reader)? {
        let total = total(reader, &query.window.range, &query.filter)?;
        return Ok(Answer { groups: first.groups, parts: first.parts, lines: first.lines, total, all: first.all });
    }
    // Days of another zone than the ledger's would be read event by event.
    let trend = query.trend && calendar::alike(query.zone, reader.zone());
    let (parts, lines) = query.starts.groups_and_lines(query, (by, trend.then_some(query.by.len())), reader)?;
    let (groups, parts) = if query.breakdown.is_empty() {
        (parts, Vec::new())
    } else {
        (fold::collapse(&parts, &(0..query.by.len()).collect::<Vec<_>>()), parts)
    };
    let mut total = Measures::default();
    groups.iter().for_each(|group| total += &group.measures);
    let all = groups.len();
    Ok(Answer { groups, parts, lines, total, all })
}

fn title(query: &Query) -> String {
    let by: Vec<String> = query.by.iter().map(ToString::to_string).collect();
    format!("Cost by {}, {} ({})", by.join(" and "), query.window.label, query.zone.name())
}

fn column(dimension: &Dimension) -> Column {
    Column::new(dimension.to_string(), dimension.title(), Kind::Text)
}

fn row(by: &[Dimension], group: &Group) -> Vec<Cell> {
    row_from(Starts::default(), by, group)
}

/// The names of a group, empty where it is the sum of several, and its measures.
fn row_from(starts: Starts, by: &[Dimension], group: &Group) -> Vec<Cell> {
    let keys = by.iter().enumerate().map(|(at, dimension)| match group.keys.get(at) {
        Some(key) => Cell::text(starts.text(dimension, key)),
        None => Cell::Empty,
    });
    keys.chain(measure::cells(&group.measures)).collect()
}

fn total_row(dimensions: usize, total: &Measures) -> impl Iterator<Item = Cell> {
    let label = [Cell::Text("Total".to_owned())].into_iter();
    let keys = label.chain(std::iter::repeat_n(Cell::Empty, dimensions.saturating_sub(1)));
    keys.chain(measure::cells(total))
}

//! What stands beside the sums of a group: its share, a bar, the change since the stretch before,
//! a line over time.
//!
//! Owns: how each is reckoned, in whole parts per million. Refuses to know: widths, formats.

use std::collections::BTreeMap;

use super::Query;
use super::dimension::Dimension;
use super::fold::{Group, Key, Lines};
use super::{calendar, measure, starts};
use crate::domain::money::ppm;
use crate::domain::{Measures, Usd};
use crate::table::{Cell, Column, Kind};

/// A line over time has this many points at most.
const POINTS: i64 = 24;

/// A part of a whole, when both are known.
pub(super) fn share(part: Usd, whole: Usd, measures: &Measures) -> Cell {
    match measure::cost(measures, part) {
        Cell::Empty => Cell::Empty,
        _ => ppm(part.pico(), whole.pico()).map_or(Cell::Empty, Cell::Share),
    }
}

/// What the rows of one question are measured against.
pub(super) struct Figures<'q> {
    query: &'q Query,
    total: Measures,
    widest: Usd,
    /// The cost of each stretch, when rows are stretches of time.
    stretches: BTreeMap<i64, Measures>,
    lines: Lines,
    /// The first day of the lines, and the days a point of them stands for.
    line: Option<(i64, i64, i64)>,
}

impl<'q> Figures<'q> {
    /// Over the rows of an answer, and what they cost over time.
    pub(super) fn new(query: &'q Query, rows: &[Group], total: &Measures, lines: Lines) -> Self {
        let code = |group: &Group| match group.keys.last() {
            Some(Key::Time(code)) => *code,
            _ => 0,
        };
        let stretches = match query.by.as_slice() {
            [only] if only.is_time() => rows.iter().map(|group| (code(group), group.measures)).collect(),
            _ => BTreeMap::new(),
        };
        let widest = rows.iter().map(|group| group.measures.total_cost).max().unwrap_or_default();
        Figures { query, total: *total, widest, stretches, line: line(query, &lines), lines }
    }

    /// Their columns: pictures last.
    pub(super) fn columns(&self) -> Vec<Column> {
        let share = Column::new("share", "Share", Kind::Share).priority(1);
        let mut columns = match self.is_time() {
            true => vec![share.hidden(), Column::new("change", "Change", Kind::Change).priority(1)],
            false => vec![share],
        };
        columns.extend(self.line.map(|_| Column::new("trend", "Trend", Kind::Spark).priority(2)));
        if self.has_bar() {
            columns.push(Column::new("bar", "", Kind::Bar).priority(3));
        }
        columns
    }

    /// The cells under them; the change and the line are of whole rows, not of parts of one.
    pub(super) fn cells(&self, group: &Group, part: bool) -> Vec<Cell> {
        let cost = group.measures.total_cost;
        let mut cells = vec![share(cost, self.total.total_cost, &group.measures)];
        if self.is_time() {
            cells.push(if part { Cell::Empty } else { self.change(group) });
        }
        if self.line.is_some() {
            cells.push(if part { Cell::Empty } else { self.spark(&group.keys) });
        }
        if self.has_bar() {
            cells.push(share(cost, self.widest, &group.measures));
        }
        cells
    }

    /// The cells of the total.
    pub(super) fn total(&self) -> Vec<Cell> {
        let cell = |column: &Column| match column.id() {
            "share" => share(self.total.total_cost, self.total.total_cost, &self.total),
            _ => Cell::Empty,
        };
        self.columns().iter().map(cell).collect()
    }

    fn has_bar(&self) -> bool {
        self.query.by.len() == 1 || self.query.trend
    }

    fn is_time(&self) -> bool {
        matches!(self.query.by.as_slice(), [Dimension::Day | Dimension::Week | Dimension::Month])
    }

    /// Since the stretch just before, when both lie whole within the question and are over.
    fn change(&self, group: &Group) -> Cell {
        let ([dimension], [Key::Time(code)]) = (self.query.by.as_slice(), group.keys.as_slice()) else {
            return Cell::Empty;
        };
        let before = code - if *dimension == Dimension::Week { 7 } else { 1 };
        let whole = |code: i64| {
            let span = self.query.starts.span(dimension, code, self.query.zone);
            span.is_some_and(|span| starts::is_whole(&span, &self.query.window.range, self.query.now))
        };
        match self.stretches.get(&before) {
            Some(then) if whole(*code) && whole(before) => {
                measure::change(&measure::total(&group.measures), &measure::total(then))
            }
            _ => Cell::Empty,
        }
    }

    fn spark(&self, keys: &[Key]) -> Cell {
        let (Some((first, step, points)), Some(days)) = (self.line, self.lines.get(keys)) else { return Cell::Empty };
        let mut sums = vec![Measures::default(); usize::try_from(points).unwrap_or(0)];
        for (day, measures) in days {
            if let Some(sum) = usize::try_from((day - first) / step).ok().and_then(|at| sums.get_mut(at)) {
                *sum += measures;
            }
        }
        let highest = sums.iter().map(|sum| sum.total_cost).max().unwrap_or_default();
        let point = |sum: &Measures| match share(sum.total_cost, highest, sum) {
            Cell::Share(ppm) => Some(ppm),
            _ if sum.requests == 0 => Some(0),
            _ => None,
        };
        Cell::Spark(sums.iter().map(point).collect())
    }
}

/// The first day of the lines, the days of a point, and how many points: over the window as far as
/// it has passed, or over what there is.
fn line(query: &Query, lines: &Lines) -> Option<(i64, i64, i64)> {
    let ends = |line: &BTreeMap<i64, Measures>| Some((*line.first_key_value()?.0, *line.last_key_value()?.0));
    let (least, most) = lines.values().filter_map(ends).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
    let local = |at| calendar::local_day(query.zone, at);
    let first = query.window.range.from.map_or(least, local).min(least);
    let end = query.window.range.to.map(|to| to - chrono::TimeDelta::microseconds(1));
    let last = end.into_iter().chain(query.now).min().filter(|_| end.is_some()).map_or(most, local).max(most);
    let span = last - first + 1;
    let step = (span + POINTS - 1) / POINTS;
    (span > 1).then_some((first, step, (span + step - 1) / step))
}

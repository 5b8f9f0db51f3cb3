//! What a picture of a table shows, found by its columns alone.
//!
//! Owns: which column is drawn, over which times, in which series. Refuses to know: shapes,
//! colors, where the numbers came from.

use std::collections::BTreeMap;

use crate::table::{Cell, Column, Kind, Row, RowKind, Table};

/// Series beyond so many are drawn as one, "other".
pub(super) const SERIES: usize = 6;
/// Columns that are stretches of time.
const TIMES: [&str; 4] = ["hour", "day", "week", "month"];
/// Columns that only say more of a time, and make no series.
const OF_TIME: [&str; 1] = ["weekday"];

/// One drawn value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// Which series, an index into [`Plot::series`].
    pub(super) series: usize,
    /// Pico-dollars, a count, or parts per million.
    pub(super) value: i128,
    /// The true value is this or more.
    pub(super) least: bool,
    /// The item row it is of.
    pub(super) row: usize,
    /// Between which the true value is likely to be (`lower` and `upper` of a forecast).
    pub(super) bounds: Option<(i128, i128)>,
}

/// Values over time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Plot {
    /// The place of the drawn column.
    pub(super) measure: usize,
    /// The times in order, each with its marks; one without marks is unknown.
    pub(super) times: Vec<(String, Vec<Mark>)>,
    /// The names of the series, the largest first; empty for one without a name.
    pub(super) series: Vec<String>,
}

/// The column a picture shows: the one the table names, else its first amount.
pub(super) fn measure(table: &Table) -> Option<usize> {
    let of =
        |wanted: &dyn Fn(&Column) -> bool| table.columns.iter().position(|column| column.visible && wanted(column));
    of(&|column| !table.chart.is_empty() && column.id() == table.chart)
        .or_else(|| of(&|column| column.kind == Kind::Money))
}

/// The rows that are drawn, as machines number them.
pub(super) fn items(table: &Table) -> impl Iterator<Item = (usize, &Row)> {
    table.rows.iter().filter(|row| row.kind == RowKind::Item).enumerate()
}

/// The number of a cell.
pub(super) fn value(cell: Option<&Cell>) -> Option<i128> {
    match cell? {
        Cell::Money(amount) | Cell::AtLeast(amount) => Some(amount.pico()),
        Cell::Count(count) | Cell::Milli(count) => Some(*count),
        Cell::Share(ppm) | Cell::Change(ppm) => Some(i128::from(*ppm)),
        _ => None,
    }
}

fn value_of(row: &Row, at: usize) -> Option<i128> {
    value(row.cells.get(at))
}

fn is_of_time(id: &str) -> bool {
    TIMES.contains(&id) || OF_TIME.contains(&id)
}

fn text(row: &Row, at: usize) -> &str {
    match row.cells.get(at) {
        Some(Cell::Text(text)) => text,
        _ => "",
    }
}

/// The table over time; `None` where it has no time, or no more than one.
pub(super) fn over_time(table: &Table) -> Option<Plot> {
    let measure = measure(table)?;
    let time = table.columns.iter().position(|column| TIMES.contains(&column.id()))?;
    let name =
        table.columns.iter().position(|column| column.visible && column.kind == Kind::Text && !is_of_time(column.id()));
    let series = name.map_or_else(|| vec![String::new()], |name| largest(table, name, measure));
    let place = |id: &str| table.columns.iter().position(|column| column.id() == id);
    let bounds = place("lower").zip(place("upper"));
    let mut times: BTreeMap<&str, Vec<Mark>> = BTreeMap::new();
    for (at, row) in items(table) {
        let marks = times.entry(text(row, time)).or_default();
        let own = name.map_or("", |name| text(row, name));
        let cell = row.cells.get(measure);
        let Some(value) = value(cell) else { continue };
        let series = series.iter().position(|known| known == own).unwrap_or(SERIES);
        let bounds = bounds.and_then(|(low, high)| value_of(row, low).zip(value_of(row, high)));
        marks.push(Mark { series, value, least: matches!(cell, Some(Cell::AtLeast(_))), row: at, bounds });
    }
    times.values_mut().for_each(|marks| marks.sort_by_key(|mark| mark.series));
    let times: Vec<_> = times.into_iter().map(|(time, marks)| (time.to_owned(), marks)).collect();
    (times.len() > 1).then_some(Plot { measure, times, series })
}

/// The names by their sums, the largest first; those beyond [`SERIES`] are left out.
fn largest(table: &Table, name: usize, measure: usize) -> Vec<String> {
    let mut sums: BTreeMap<&str, i128> = BTreeMap::new();
    for (_, row) in items(table) {
        *sums.entry(text(row, name)).or_default() += value(row.cells.get(measure)).unwrap_or(0);
    }
    let mut names: Vec<_> = sums.into_iter().collect();
    names.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let mut kept: Vec<String> = names.iter().take(SERIES).map(|(name, _)| (*name).to_owned()).collect();
    if names.len() > SERIES {
        kept.push("other".to_owned());
    }
    kept
}

/// The largest size among the drawn values of a table without time, and which column they stand in.
pub(super) fn sizes(table: &Table) -> Option<(usize, i128)> {
    let measure = measure(table)?;
    let values: Vec<i128> = items(table).filter_map(|(_, row)| value(row.cells.get(measure))).collect();
    let largest = values.iter().map(|value| value.saturating_abs()).max().filter(|largest| *largest > 0)?;
    (values.len() > 1).then_some((measure, largest))
}

/// The steps of an axis from `low` to `high`: 1, 2 or 5 times a power of ten, at most six of them.
pub(super) fn steps(low: i128, high: i128) -> Vec<i128> {
    let span = high.saturating_sub(low).max(1);
    let mut unit: i128 = 1;
    let step = loop {
        if let Some(step) = [unit, unit * 2, unit * 5].into_iter().find(|step| span / step <= 5) {
            break step;
        }
        unit *= 10;
    };
    let first = low.div_euclid(step);
    let last = high.div_euclid(step) + i128::from(high.rem_euclid(step) > 0);
    (first..=last).map(|at| at.saturating_mul(step)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_has_round_steps_around_what_is_drawn() {
        assert_eq!(steps(0, 7), [0, 2, 4, 6, 8]);
        assert_eq!(steps(0, 100), [0, 20, 40, 60, 80, 100]);
        assert_eq!(steps(-3, 4), [-4, -2, 0, 2, 4]);
        assert_eq!(steps(0, 0), [0]);
        assert!(steps(i128::MIN / 4, i128::MAX / 4).len() < 10);
    }
}

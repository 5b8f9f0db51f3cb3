//! The calendar: every day of a window, shaded by what it cost.
//!
//! Owns: the shades and the figures above them. Refuses to know: how a shade looks.

use std::collections::BTreeMap;

use super::clock;
use super::dimension::Dimension;
use super::fold::{self, Key};
use super::{Query, calendar as days, measure, notes};
use crate::domain::money::{div_half_even, group_thousands};
use crate::domain::{Measures, Result, Usd};
use crate::store::Reader;
use crate::table::{Cell, Column, Heat, Kind, Table};

/// More days than this are no calendar to look at: the last ones are shown.
const LONGEST: i64 = 3 * 366;

/// The days of the question's window that have anything, with a calendar of all of them.
///
/// # Errors
/// What the reader fails with.
pub fn calendar(query: &Query, reader: &dyn Reader) -> Result<Table> {
    let found = fold::groups(reader, &query.window.range, &query.filter, &[Dimension::Day], query.zone)?;
    let day = |keys: &[Key]| match keys {
        [Key::Time(day)] => *day,
        _ => 0,
    };
    let costs: BTreeMap<i64, Measures> = found.iter().map(|group| (day(&group.keys), group.measures)).collect();
    let mut total = Measures::default();
    costs.values().for_each(|measures| total += measures);

    let title = format!("Cost by day, {} ({})", query.window.label, query.zone.name());
    let mut table = Table { title, ..Table::default() };
    let hidden = measure::columns(false).map(Column::hidden);
    table.columns = [Column::new("day", "Day", Kind::Text).hidden()].into_iter().chain(hidden).collect();
    for (day, measures) in &costs {
        let name = Cell::text(clock::text(&Dimension::Day, &Key::Time(*day)));
        table.item([name].into_iter().chain(measure::cells(measures)).collect());
    }
    table.summary = measure::summary(&total);
    if let Some((first, last)) = span(query, &costs) {
        facts(&mut table, &costs, last - first + 1, &total);
        table.heat = heat(query, &costs, first, last);
        if costs.keys().next().is_some_and(|day| *day < first) {
            table.note(false, "only the last three years are drawn");
        }
    }
    notes::about(&mut table, &total, query, reader)?;
    Ok(table)
}

/// The days to draw: the window as far as it has passed, or from the first day to the last with
/// anything.
fn span(query: &Query, costs: &BTreeMap<i64, Measures>) -> Option<(i64, i64)> {
    let (least, most) = (*costs.keys().next()?, *costs.keys().next_back()?);
    let local = |at| days::local_day(query.zone, at);
    let first = query.window.range.from.map_or(least, local);
    let end = query.window.range.to.map(|to| to - chrono::TimeDelta::microseconds(1));
    let last = end.into_iter().chain(query.now).min().map_or(most, local).max(most);
    Some((first.min(least).max(last - LONGEST + 1), last))
}

fn heat(query: &Query, costs: &BTreeMap<i64, Measures>, first: i64, last: i64) -> Option<Heat> {
    let bounds = bounds(costs.values().map(|measures| measures.total_cost));
    let level = |day: i64| match costs.get(&day) {
        None => Some(0),
        Some(measures) if measures.total_cost == Usd::ZERO => (measures.unpriced_requests == 0).then_some(0),
        Some(measures) => {
            let below = bounds.iter().position(|bound| measures.total_cost <= *bound);
            u8::try_from(below.unwrap_or(3) + 1).ok()
        }
    };
    let levels = (first..=last).map(level).collect();
    Some(Heat { first: days::date(first)?, levels, bounds, week_start: query.starts.week })
}

/// A quarter of the days that cost something lies up to each bound.
fn bounds(costs: impl Iterator<Item = Usd>) -> [Usd; 4] {
    let mut costs: Vec<Usd> = costs.filter(|cost| cost.pico() > 0).collect();
    costs.sort_unstable();
    [1, 2, 3, 4].map(|quarter| {
        let at = (costs.len() * quarter).div_ceil(4).saturating_sub(1);
        costs.get(at).copied().unwrap_or_default()
    })
}

fn facts(table: &mut Table, costs: &BTreeMap<i64, Measures>, days: i64, total: &Measures) {
    let used = costs.len() as i128;
    table.fact("Cost", measure::total(total));
    let days = group_thousands(u128::from(days.unsigned_abs()));
    table.fact(format!("Days with usage, of {days}"), Cell::Count(used));
    let average = Usd::from_pico(div_half_even(total.total_cost.pico(), used.max(1)));
    table.fact("Average of those", measure::cost(total, average));
    let dearest = costs.iter().max_by_key(|(_, measures)| measures.total_cost);
    if let Some((day, measures)) = dearest.filter(|(_, measures)| measures.total_cost.pico() > 0) {
        let name = clock::text(&Dimension::Day, &Key::Time(*day));
        table.fact(format!("Dearest, {name}"), measure::total(measures));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_shade_is_a_quarter_of_the_days() {
        let shades = |pico: &[i128]| bounds(pico.iter().map(|pico| Usd::from_pico(*pico))).map(Usd::pico);
        assert_eq!(shades(&[8, 1, 7, 2, 6, 3, 5, 4]), [2, 4, 6, 8]);
        assert_eq!(shades(&[5]), [5, 5, 5, 5]);
        assert_eq!(shades(&[0, 0, 9, 1]), [1, 1, 9, 9]);
        assert_eq!(shades(&[]), [0; 4]);
    }
}

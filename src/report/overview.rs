//! What was spent lately: today, yesterday, this month and the last.

use chrono::{DateTime, Utc};

use super::period::{Period, Unit};
use super::{Starts, fold, measure, notes};
use crate::domain::{Filter, InstantRange, Measures, Result, Tz};
use crate::store::Reader;
use crate::table::{Cell, Column, Kind, Table};

const PERIODS: &[(&str, Period)] = &[
    ("Today", Period::Whole(Unit::Day, 0)),
    ("Yesterday", Period::Whole(Unit::Day, 1)),
    ("This month", Period::Whole(Unit::Month, 0)),
    ("Last month", Period::Whole(Unit::Month, 1)),
];

/// One row a period, at days and months of `zone`; `summary` has the whole ledger.
///
/// # Errors
/// What the reader fails with.
pub fn overview(reader: &dyn Reader, now: DateTime<Utc>, zone: Tz, starts: Starts) -> Result<Table> {
    let filter = Filter::default();
    let mut sums = Vec::new();
    for (title, period) in PERIODS {
        let window = period.window(now, zone, starts)?;
        sums.push((*title, window.label, fold::total(reader, &window.range, &filter)?));
    }
    let all: Measures = fold::total(reader, &InstantRange::ALL, &filter)?;
    let unpriced = sums.iter().any(|(_, _, sum)| sum.unpriced_requests > 0);
    let mut table = Table { title: format!("Spend ({})", zone.name()), zone: Some(zone), ..Table::default() };
    table.columns = vec![Column::new("period", "Period", Kind::Text).hidden(), Column::new("title", "", Kind::Text)];
    table.columns.extend(measure::columns(unpriced));
    for (title, label, sum) in &sums {
        table.item([Cell::Text(label.clone()), Cell::text(*title)].into_iter().chain(measure::cells(sum)).collect());
    }
    table.summary = measure::summary(&all);
    if sums.iter().all(|(_, _, sum)| sum.records == 0)
        && let Some(newest) = reader.records(&InstantRange::ALL, &filter, false, None, 1)?.first()
    {
        let day = newest.at.with_timezone(&zone).date_naive();
        table.note(false, format!("the newest record is of {day}: cost-ops daily shows every day"));
    }
    if unpriced {
        let mut months = Measures::default();
        sums.iter().skip(2).for_each(|(_, _, sum)| months += sum);
        table.note(true, notes::without_price(&months));
    }
    Ok(table)
}

//! Where budgets are heading, as a table: a row each.
//!
//! Owns: its columns, what a day may still cost, the word for how it will end. Refuses to know: how
//! a forecast is made, formats.

use chrono::{DateTime, Utc};

use super::{BudgetStatus, Expected, Outlook, tables};
use crate::domain::money::div_half_even;
use crate::domain::{Tz, Usd};
use crate::report::calendar::{self, day_number};
use crate::report::measure;
use crate::table::{Cell, Column, Kind, Table};

/// Where each budget will be at the end of its period; `zone` is the reader's.
pub fn ahead_table(all: &[BudgetStatus], now: DateTime<Utc>, zone: Tz) -> Table {
    let mut table = Table { title: "Budgets, ahead".into(), zone: Some(zone), ..Table::default() };
    let text = |id, title| Column::new(id, title, Kind::Text);
    let money = |id, title| Column::new(id, title, Kind::Money);
    table.columns = vec![
        text("budget", "Budget"),
        text("outcome", "Outcome"),
        text("last_day", "Until").priority(3),
        money("amount", "Amount"),
        money("spent", "Spent").priority(1),
        money("forecast", "Forecast"),
        money("forecast_lower", "At least").priority(5),
        money("forecast_upper", "At most").priority(5),
        money("difference", "Over by").priority(2),
        text("runs_out", "Runs out").priority(2),
        Column::new("days_left", "Days left", Kind::Count).priority(6),
        money("allowed_per_day", "May cost a day").priority(4),
        money("forecast_per_day", "Will cost a day").priority(4),
        Column::new("mape", "Off by (MAPE)", Kind::Share).priority(7),
        text("method", "Method").hidden(),
        text("period", "Period").hidden(),
        text("first_day", "From").hidden(),
        text("timezone", "Zone").hidden(),
        text("scope", "Of").hidden(),
        text("currency", "Currency").hidden(),
    ];
    all.iter().for_each(|status| table.item(row(status, now)));
    let unpriced = Cell::Count(tables::unpriced(all));
    table.summary =
        vec![("budgets".to_owned(), Cell::Count(all.len() as i128)), ("unpriced_requests".to_owned(), unpriced)];
    tables::note_hidden(&mut table, all.iter().map(|status| &status.placed));
    all.iter().for_each(|status| tables::note(&mut table, status));
    table
}

fn row(status: &BudgetStatus, now: DateTime<Utc>) -> Vec<Cell> {
    let (budget, span) = (&status.placed.budget, &status.span);
    let expected = match &status.outlook {
        Outlook::Known(expected) => Some(expected),
        Outlook::Unknown(_) => None,
    };
    let left = (day_number(span.last()) - calendar::local_day(span.zone, now) + 1).max(1);
    let ahead = |of: &dyn Fn(&Expected) -> Usd| {
        expected.map_or(Cell::Empty, |expected| measure::known(expected.unpriced_requests, of(expected)))
    };
    let a_day = |total: Usd| Usd::from_pico(div_half_even(total.pico(), i128::from(left)));
    let ran_out = status.spent_up.map(|at| at.with_timezone(&span.zone).date_naive());
    let runs_out = ran_out.or_else(|| expected.and_then(|expected| expected.runs_out));
    vec![
        Cell::text(&budget.name),
        Cell::text(outcome(status, expected)),
        Cell::Text(span.last().to_string()),
        Cell::Money(status.amount),
        measure::total(&status.used),
        ahead(&|expected| expected.point),
        ahead(&|expected| expected.lower),
        ahead(&|expected| expected.upper),
        ahead(&|expected| expected.point - status.amount),
        runs_out.map_or(Cell::Empty, |day| Cell::Text(day.to_string())),
        Cell::Count(i128::from(left)),
        Cell::Money(a_day(status.remaining().max(Usd::ZERO))),
        ahead(&|expected| a_day(expected.point - status.spent())),
        expected.and_then(|expected| expected.mape).map_or(Cell::Empty, Cell::Share),
        expected.map_or(Cell::Empty, |expected| Cell::text(expected.method)),
        Cell::Text(budget.period.to_string()),
        Cell::Text(span.first.to_string()),
        Cell::text(span.zone.name()),
        Cell::text(budget.scope()),
        Cell::text("USD"),
    ]
}

/// How it will end: the words of a check, and `at_risk` while only the interval reaches beyond.
fn outcome(status: &BudgetStatus, expected: Option<&Expected>) -> &'static str {
    match expected {
        _ if status.is_over() => "over",
        Some(expected) if expected.point > status.amount => "forecast_over",
        Some(expected) if expected.upper > status.amount => "at_risk",
        Some(_) => "within",
        None => "unknown",
    }
}

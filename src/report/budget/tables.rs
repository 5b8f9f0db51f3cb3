//! Budgets as tables: which there are, and how they stand.
//!
//! Owns: their columns and notes. Refuses to know: formats.

use super::{BudgetStatus, Expected, Outlook};
use crate::domain::{BudgetPlace, PlacedBudget, Tz, Usd};
use crate::report::{measure, notes};
use crate::table::{Cell, Column, Kind, Table};

/// What is said where there is none.
pub const NONE_YET: &str = "no budgets yet: cost-ops budget set NAME --amount 200 --period month";

/// The budgets there are.
pub fn list(all: &[PlacedBudget], zone: Tz) -> Table {
    let text = |id, title| Column::new(id, title, Kind::Text);
    let mut table = Table { title: "Budgets".into(), ..Table::default() };
    table.columns = vec![
        text("budget", "Budget"),
        text("amount", "Amount"),
        text("currency", "Currency"),
        text("period", "Period"),
        text("starts_on", "Starts on").priority(2),
        text("timezone", "Zone").priority(4),
        text("scope", "Of").priority(1),
        text("thresholds", "Thresholds %").priority(3),
        text("place", "Stated in").priority(2),
    ];
    for PlacedBudget { budget, place, .. } in all {
        table.item(vec![
            Cell::text(&budget.name),
            Cell::Text(budget.amount.to_string()),
            Cell::text(&budget.currency),
            Cell::Text(budget.period.to_string()),
            Cell::text(budget.starts_on.text(budget.period)),
            Cell::text(budget.zone.unwrap_or(zone).name()),
            Cell::text(budget.scope()),
            Cell::Text(budget.thresholds_text()),
            Cell::Text(place.to_string()),
        ]);
    }
    note_hidden(&mut table, all.iter());
    if all.is_empty() {
        table.note(false, NONE_YET);
    }
    table
}

/// Says which budgets of files go before those of the ledger.
pub(super) fn note_hidden<'a>(table: &mut Table, all: impl Iterator<Item = &'a PlacedBudget>) {
    for PlacedBudget { budget, place, hides, .. } in all {
        if let (true, BudgetPlace::File(place)) = (hides, place) {
            table.note(false, format!("{} is that of {place}; the one in the ledger does not count", budget.name));
        }
    }
}

/// How budgets stand: a row each, and below when their thresholds were crossed. `zone` is the one
/// instants are shown in.
pub fn status_table(all: &[BudgetStatus], zone: Tz) -> Table {
    let unpriced = unpriced(all);
    let mut table = Table { title: "Budgets".into(), zone: Some(zone), ..Table::default() };
    table.columns = columns(unpriced > 0, all.iter().any(|status| matches!(status.outlook, Outlook::Known(_))));
    all.iter().for_each(|status| table.item(row(status)));
    if all.iter().any(|status| !status.crossings.is_empty()) {
        table.sections.push(thresholds(all, zone));
    }
    note_hidden(&mut table, all.iter().map(|status| &status.placed));
    for status in all {
        note(&mut table, status);
    }
    table.summary = vec![
        ("budgets".to_owned(), Cell::Count(all.len() as i128)),
        ("unpriced_requests".to_owned(), Cell::Count(unpriced)),
    ];
    table
}

/// People see what is unpriced, and what is expected, where there is such a thing.
fn columns(unpriced: bool, expected: bool) -> Vec<Column> {
    let text = |id, title| Column::new(id, title, Kind::Text);
    let money = |id, title| Column::new(id, title, Kind::Money);
    let forecast = |id, title, priority| match money(id, title).priority(priority) {
        column if expected => column,
        column => column.hidden(),
    };
    let requests = Column::new("unpriced_requests", "Unpriced", Kind::Count).priority(1);
    vec![
        text("budget", "Budget"),
        text("period", "Period").hidden(),
        text("first_day", "From").priority(6),
        text("last_day", "To").priority(5),
        money("amount", "Amount"),
        money("spent", "Spent"),
        Column::new("share", "Share", Kind::Share),
        Column::new("share_bar", "", Kind::Bar).priority(8),
        money("remaining", "Left").priority(3),
        Column::new("elapsed", "Elapsed", Kind::Share).priority(4),
        Column::new("pace", "Pace", Kind::Share).priority(3),
        forecast("forecast", "Forecast", 2),
        forecast("forecast_lower", "at least", 7),
        forecast("forecast_upper", "at most", 7),
        text("runs_out", "Runs out").priority(2),
        Column::new("over", "Over", Kind::Flag).hidden(),
        if unpriced { requests } else { requests.hidden() },
        Column::new("period_start", "", Kind::Instant).hidden(),
        Column::new("period_end", "", Kind::Instant).hidden(),
        text("timezone", "Zone").hidden(),
        text("scope", "Of").priority(9),
        text("place", "Stated in").hidden(),
        text("currency", "Currency").hidden(),
    ]
}

fn row(status: &BudgetStatus) -> Vec<Cell> {
    let (budget, span) = (&status.placed.budget, &status.span);
    let expected = match &status.outlook {
        Outlook::Known(expected) => Some(expected),
        Outlook::Unknown(_) => None,
    };
    let ahead = |of: fn(&Expected) -> Usd| {
        expected.map_or(Cell::Empty, |expected| measure::known(expected.unpriced_requests, of(expected)))
    };
    let spent = measure::total(&status.used);
    let left = measure::difference(&Cell::Money(status.amount), &spent);
    let part = |ppm: i64| if spent == Cell::Empty { Cell::Empty } else { Cell::Share(ppm) };
    let ran_out = status.spent_up.map(|at| at.with_timezone(&span.zone).date_naive());
    let runs_out = ran_out.or_else(|| expected.and_then(|expected| expected.runs_out));
    vec![
        Cell::text(&budget.name),
        Cell::Text(budget.period.to_string()),
        Cell::Text(span.first.to_string()),
        Cell::Text(span.last().to_string()),
        Cell::Money(status.amount),
        spent.clone(),
        part(status.share()),
        part(status.share().clamp(0, 1_000_000)),
        left,
        Cell::Share(status.elapsed),
        status.pace().map_or(Cell::Empty, part),
        ahead(|expected| expected.point),
        ahead(|expected| expected.lower),
        ahead(|expected| expected.upper),
        runs_out.map_or(Cell::Empty, |day| Cell::Text(day.to_string())),
        Cell::Flag(status.is_over()),
        Cell::Count(status.used.unpriced_requests),
        Cell::Instant(span.from),
        Cell::Instant(span.to),
        Cell::text(span.zone.name()),
        Cell::text(budget.scope()),
        Cell::Text(status.placed.place.to_string()),
        Cell::Text("USD".to_owned()),
    ]
}

fn thresholds(all: &[BudgetStatus], zone: Tz) -> Table {
    let mut table = Table { id: "thresholds".into(), title: "Thresholds".into(), zone: Some(zone), ..Table::default() };
    table.columns = vec![
        Column::new("budget", "Budget", Kind::Text),
        Column::new("threshold", "Threshold", Kind::Share),
        Column::new("amount", "Amount", Kind::Money),
        Column::new("crossed", "Crossed", Kind::Instant),
    ];
    for status in all {
        for crossing in &status.crossings {
            table.item(vec![
                Cell::text(&status.placed.budget.name),
                Cell::Share(crossing.threshold.0),
                Cell::Money(crossing.amount),
                crossing.crossed.map_or(Cell::Empty, Cell::Instant),
            ]);
        }
    }
    table
}

/// What must be said about one budget.
pub(super) fn note(table: &mut Table, status: &BudgetStatus) {
    let budget = &status.placed.budget;
    if status.is_incomplete() {
        let spent = match measure::total(&status.used) {
            Cell::Empty => "what was spent is unknown",
            _ => "at least {} spent",
        };
        let text = format!("{}: {spent}; {}", budget.name, notes::without_price(&status.used));
        table.note_of(true, &text, status.spent());
    }
    if budget.currency != "USD" {
        let text =
            format!("{}: {} {} are {{}} at the rate of its last day", budget.name, budget.amount, budget.currency);
        table.note_of(false, &text, status.amount);
    }
    if let Outlook::Unknown(why) = &status.outlook
        && !why.is_empty()
        && !table.notes.iter().any(|note| note.text == *why)
    {
        table.note(false, why.clone());
    }
}

/// Requests without a price in all budgets looked at, for the exit code of `--strict`.
pub(super) fn unpriced(all: &[BudgetStatus]) -> i128 {
    all.iter().map(|status| status.used.unpriced_requests).sum()
}

//! Whether budgets hold: an outcome and a reason for each.
//!
//! Owns: the outcomes and their order, the sentences. Refuses to know: exit codes, formats.

use crate::domain::Tz;

use super::{BudgetStatus, Outlook};
use crate::domain::money::percent;
use crate::report::{measure, notes};
use crate::table::{Cell, Column, Kind, Table};

/// What a check says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    Within,
    /// Something has no price, is missing or cannot be forecast: it may be over.
    Incomplete,
    /// It will be over at the end of its period.
    ForecastOver,
    Over,
}

impl Outcome {
    /// The word for machines.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Within => "within",
            Outcome::Incomplete => "incomplete",
            Outcome::ForecastOver => "forecast_over",
            Outcome::Over => "over",
        }
    }
}

/// One budget's outcome, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    pub status: BudgetStatus,
    pub outcome: Outcome,
    pub reason: String,
}

impl Checked {
    /// Says what usage is missing: what is within may not be.
    pub fn lacks(&mut self, missing: &str) {
        self.outcome = self.outcome.max(Outcome::Incomplete);
        self.reason.push_str(&format!("; {missing}"));
    }
}

/// Judges a budget. With `forecast` what is expected at the period's end counts too; with `strict`
/// usage without a price is no pass, nor is a forecast that cannot be made, or not from all that was used.
pub fn check(status: BudgetStatus, forecast: bool, strict: bool) -> Checked {
    let blind = match &status.outlook {
        Outlook::Unknown(_) => forecast,
        Outlook::Known(expected) => forecast && expected.unpriced_requests > 0,
    };
    let expected = match &status.outlook {
        Outlook::Known(expected) if forecast => Some(expected.point),
        _ => None,
    };
    let outcome = match expected {
        _ if status.is_over() => Outcome::Over,
        Some(point) if point > status.amount => Outcome::ForecastOver,
        _ if strict && (blind || status.is_incomplete()) => Outcome::Incomplete,
        _ => Outcome::Within,
    };
    Checked { reason: reason(&status, outcome, forecast), outcome, status }
}

/// `$12.30 of $200.00 spent (6.2%), $187.70 left until 2026-11-30`.
fn reason(status: &BudgetStatus, outcome: Outcome, forecast: bool) -> String {
    let amount = status.amount.dollars();
    let last = status.span.last();
    let spent =
        |least: &str| format!("{least}{} of {amount} spent ({})", status.spent().dollars(), percent(status.share()));
    let mut text = match measure::total(&status.used) {
        Cell::Empty => format!("an unknown part of {amount} spent"),
        Cell::AtLeast(_) => spent("at least "),
        _ => spent(""),
    };
    match (outcome, &status.outlook) {
        (Outcome::Over, _) => text.push_str(&format!(", {} over until {last}", (-status.remaining()).dollars())),
        (_, Outlook::Known(expected)) if forecast => {
            let least = if expected.unpriced_requests > 0 { "at least " } else { "" };
            let range = format!("{} to {}", expected.lower.dollars(), expected.upper.dollars());
            text.push_str(&format!(", {least}{} expected by {last} ({range})", expected.point.dollars()));
        }
        _ => {
            let most = if status.is_incomplete() { "at most " } else { "" };
            text.push_str(&format!(", {most}{} left until {last}", status.remaining().dollars()));
        }
    }
    if let (true, Outlook::Unknown(why)) = (forecast, &status.outlook) {
        text.push_str(&format!("; no forecast: {why}"));
    }
    if status.is_incomplete() {
        text.push_str(&format!("; {}", notes::without_price(&status.used)));
    }
    text
}

/// The outcomes as a table, one row a budget.
pub fn check_table(all: &[Checked], zone: Tz) -> Table {
    let statuses: Vec<BudgetStatus> = all.iter().map(|checked| checked.status.clone()).collect();
    let mut table = super::status_table(&statuses, zone);
    "Budget check".clone_into(&mut table.title);
    table.sections.clear();
    table.columns.insert(1, Column::new("outcome", "Outcome", Kind::Text));
    table.columns.insert(2, Column::new("reason", "Reason", Kind::Text).hidden());
    for (row, checked) in table.rows.iter_mut().zip(all) {
        row.cells.insert(1, Cell::Text(checked.outcome.word().to_owned()));
        row.cells.insert(2, Cell::text(&checked.reason));
    }
    let worst = all.iter().map(|checked| checked.outcome).max().unwrap_or(Outcome::Within);
    table.summary.insert(0, ("outcome".to_owned(), Cell::Text(worst.word().to_owned())));
    table
}

//! Budgets against what was spent: share, pace, thresholds and when they were crossed.
//!
//! Owns: the figures of one budget at an instant, and their tables. Refuses to know: where budgets
//! are kept, how a forecast is made, who is told.

mod ahead;
mod check;
mod crossing;
mod outlook;
mod span;
mod tables;

use chrono::{DateTime, NaiveDate, Utc};

pub use ahead::ahead_table;
pub use check::{Checked, Outcome, check, check_table};
pub use crossing::Crossing;
pub use outlook::{look_ahead, outlook};
pub use span::Span;
pub use tables::{NONE_YET, list, status_table};

use super::dimension::Dimension;
use super::fold::{self, Key};
use crate::domain::money::ppm;
use crate::domain::{ExchangeRates, Measures, PlacedBudget, Result, Tz, Usd};
use crate::store::Reader;
use crate::table::Note;

/// What budgets are looked at with.
#[derive(Debug, Clone)]
pub struct Asking {
    pub now: DateTime<Utc>,
    /// The zone of budgets that have none.
    pub zone: Tz,
    /// For budgets in other currencies.
    pub rates: ExchangeRates,
}

/// A budget at an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetStatus {
    pub placed: PlacedBudget,
    pub span: Span,
    /// The budget in US dollars.
    pub amount: Usd,
    /// What was used in the period so far.
    pub used: Measures,
    /// How much of the period has passed, in parts per million.
    pub elapsed: i64,
    /// One for each threshold, ascending.
    pub crossings: Vec<Crossing>,
    /// When the whole amount was spent.
    pub spent_up: Option<DateTime<Utc>>,
    pub outlook: Outlook,
}

/// Where a period is heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outlook {
    /// Nobody asked, or it cannot be said: why.
    Unknown(String),
    Known(Expected),
}

/// What a period will have cost at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected {
    pub point: Usd,
    pub lower: Usd,
    pub upper: Usd,
    /// The first day at whose end more than the amount will be spent.
    pub runs_out: Option<NaiveDate>,
    /// How it was found, in words.
    pub method: &'static str,
    /// How far off that was on the past, in parts per million; `None` where nothing was spent then.
    pub mape: Option<i64>,
    /// Requests without a price that it rests on: with any, the amounts are lower bounds.
    pub unpriced_requests: i128,
}

impl BudgetStatus {
    /// What was spent; at least that, when something has no price.
    pub fn spent(&self) -> Usd {
        self.used.total_cost
    }

    /// What is left; negative once it is over.
    pub fn remaining(&self) -> Usd {
        self.amount - self.spent()
    }

    /// The spent part of the amount, in parts per million.
    pub fn share(&self) -> i64 {
        ppm(self.spent().pico(), self.amount.pico()).unwrap_or(0)
    }

    /// The spent part against the elapsed part, in parts per million: a million is even, more is
    /// too fast. `None` before anything has passed.
    pub fn pace(&self) -> Option<i64> {
        ppm(i128::from(self.share()), i128::from(self.elapsed))
    }

    /// Whether more than the amount is spent.
    pub fn is_over(&self) -> bool {
        self.spent() > self.amount
    }

    /// Whether something in it has no price.
    pub fn is_incomplete(&self) -> bool {
        self.used.unpriced_requests > 0
    }
}

/// What was spent of a budget in a period: its status, as far as that is told quickly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    pub span: Span,
    /// The budget in US dollars.
    pub amount: Usd,
    /// What was used in the period so far.
    pub used: Measures,
    /// The same by day.
    days: Vec<(i64, Measures)>,
}

/// What was spent of a budget in the period around `asking.now`.
///
/// # Errors
/// When its currency has no rate; what the reader fails with.
pub fn level(placed: &PlacedBudget, asking: &Asking, reader: &dyn Reader) -> Result<Level> {
    let span = Span::around(&placed.budget, asking.now, asking.zone)?;
    let amount = in_dollars(placed, &span, asking)?;
    let days = days(&span, placed, reader)?;
    let mut used = Measures::default();
    days.iter().for_each(|(_, measures)| used += measures);
    Ok(Level { span, amount, used, days })
}

/// How a budget stands in the period around `asking.now`, without an outlook.
///
/// # Errors
/// When its currency has no rate; what the reader fails with.
pub fn status(placed: &PlacedBudget, asking: &Asking, reader: &dyn Reader) -> Result<BudgetStatus> {
    let budget = &placed.budget;
    let Level { span, amount, used, days } = level(placed, asking, reader)?;
    let mut search = crossing::Search::new(&days, &span, &budget.filter, reader);
    let mut crossings = Vec::with_capacity(budget.thresholds.len());
    for threshold in &budget.thresholds {
        let at = threshold.of(amount);
        crossings.push(Crossing { threshold: *threshold, amount: at, crossed: search.reaches(at)? });
    }
    let spent_up = search.reaches(amount)?;
    Ok(BudgetStatus {
        placed: placed.clone(),
        amount,
        used,
        elapsed: span.elapsed(asking.now),
        crossings,
        spent_up,
        outlook: Outlook::Unknown(String::new()),
        span,
    })
}

/// How budgets stand, and what is said of those that cannot be looked at: their currency has no rate.
///
/// # Errors
/// What the reader fails with.
pub fn standing(
    budgets: &[PlacedBudget],
    asking: &Asking,
    reader: &dyn Reader,
) -> Result<(Vec<BudgetStatus>, Vec<Note>)> {
    let (mut statuses, mut notes) = (Vec::with_capacity(budgets.len()), Vec::new());
    for placed in budgets {
        match in_dollars(placed, &Span::around(&placed.budget, asking.now, asking.zone)?, asking) {
            Ok(_) => statuses.push(status(placed, asking, reader)?),
            Err(why) => notes.push(Note::new(true, format!("{} is not shown: {}", placed.budget.name, why.message))),
        }
    }
    Ok((statuses, notes))
}

/// The days of a period that have something, in order.
fn days(span: &Span, placed: &PlacedBudget, reader: &dyn Reader) -> Result<Vec<(i64, Measures)>> {
    let groups = fold::groups(reader, &span.range(), &placed.budget.filter, &[Dimension::Day], span.zone)?;
    let mut days: Vec<(i64, Measures)> = groups
        .into_iter()
        .filter_map(|group| match group.keys.first() {
            Some(Key::Time(day)) => Some((*day, group.measures)),
            _ => None,
        })
        .collect();
    days.sort_unstable_by_key(|(day, _)| *day);
    Ok(days)
}

/// The amount in US dollars, at the rate of the period's last day, or of today before that.
fn in_dollars(placed: &PlacedBudget, span: &Span, asking: &Asking) -> Result<Usd> {
    let budget = &placed.budget;
    if budget.currency == "USD" {
        return Ok(budget.amount);
    }
    let today = asking.now.with_timezone(&span.zone).date_naive();
    let last = span.after.pred_opt().unwrap_or(today);
    asking.rates.on(&budget.currency, last.min(today))?.to_usd(&budget.amount.to_string())?.parse()
}

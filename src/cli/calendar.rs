//! `cost-ops calendar`: the days of a year, shaded by what they cost.

use clap::Args;

use super::asked::CostedArgs;
use super::{Context, Failure};
use crate::report;

/// Arguments of `calendar`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops calendar
  cost-ops calendar --range this-year --project website
  cost-ops calendar --week-start sunday --since 20260101
  cost-ops calendar --json | jq '.data[] | {day, total_cost_exact}'

Each shade stands for a quarter of the days that cost something.")]
pub struct CalendarArgs {
    #[command(flatten)]
    pub asked: CostedArgs,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &CalendarArgs) -> Result<(), Failure> {
    let CostedArgs { ask, .. } = &args.asked;
    let query = ask.query("365d", context)?;
    let ledger = ask.ledger(context)?;
    let table = report::calendar(&query, &args.asked.costed(&ledger))?;
    ask.answer(context, &query.window, table)
}

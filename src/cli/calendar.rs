//! `cost-ops calendar`: the days of a year, shaded by what they cost.

use clap::Args;

use super::fresh::{self, FreshArgs};
use super::selection::SelectionArgs;
use super::{Context, Failure, answer};
use crate::render::Format;
use crate::report::{self, Costed, Query};

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
    pub selection: SelectionArgs,
    #[command(flatten)]
    pub fresh: FreshArgs,
    /// How the result is written
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &CalendarArgs) -> Result<(), Failure> {
    let window = args.selection.window("365d", context)?;
    let query = Query {
        filter: args.selection.filter(),
        starts: args.selection.starts(context),
        now: Some(context.now),
        ..Query::new(window, context.zone())
    };
    let ledger = fresh::ledger(context, args.fresh, &args.selection)?;
    let table = report::calendar(&query, &Costed::new(&ledger, args.fresh.cost))?;
    answer::report(context, &args.selection, &query.window, table, context.format(args.format))
}

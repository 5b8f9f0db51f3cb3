//! `cost-ops summary`.

use clap::Args;

use super::fresh::{self, FreshArgs};
use super::selection::SelectionArgs;
use super::{Context, Failure, answer, budget};
use crate::config::keys;
use crate::domain::Filter;
use crate::render::Format;
use crate::report::{self, Costed, Query};

/// Arguments of `summary`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops summary
  cost-ops summary --period this-month --project website
  cost-ops summary --period last-week --breakdown --format markdown")]
pub struct SummaryArgs {
    #[command(flatten)]
    pub selection: SelectionArgs,
    /// Also by organization, project, user and source
    #[arg(long)]
    pub breakdown: bool,
    #[command(flatten)]
    pub fresh: FreshArgs,
    /// How the result is written
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &SummaryArgs) -> Result<(), Failure> {
    let window = args.selection.window("last-30-days", context)?;
    let filter = args.selection.filter();
    let ledger = fresh::ledger(context, args.fresh, &args.selection)?;
    let costed = Costed::new(&ledger, args.fresh.cost);
    let mut table = report::summary(&window, &filter, context.zone(), args.breakdown, &costed)?;
    let query = Query {
        filter,
        starts: args.selection.starts(context),
        now: Some(context.now),
        ..Query::new(window.clone(), context.zone())
    };
    let statuses = budget::statuses(context, &ledger, &costed)?;
    let forecasting = context.config.flag(&keys::FORECASTING_ENABLE);
    report::dashboard(&mut table, &query, &context.book(&ledger)?, &statuses, forecasting, &costed)?;
    let plans = ledger.plans()?;
    // A plan's price is not shared out over filters.
    if !plans.is_empty() && query.filter == Filter::default() {
        let costs = report::plan_costs(&plans, &window, &budget::asking(context)?, &costed)?;
        report::plan_facts(&mut table, &costs);
    }
    answer::report(context, &args.selection, &window, table, context.format(args.format))
}

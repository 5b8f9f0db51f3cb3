//! `cost-ops summary`.

use clap::Args;

use super::asked::CostedArgs;
use super::{Context, Failure, budget};
use crate::config::keys;
use crate::report::{self, Beside};

/// Arguments of `summary`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops summary
  cost-ops summary --period this-month --project website
  cost-ops summary --period last-week --breakdown --format markdown")]
pub struct SummaryArgs {
    #[command(flatten)]
    pub asked: CostedArgs,
    /// Also by organization, project, user and source
    #[arg(long)]
    pub breakdown: bool,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &SummaryArgs) -> Result<(), Failure> {
    let CostedArgs { ask, .. } = &args.asked;
    let query = ask.query("last-30-days", context)?;
    let ledger = ask.ledger(context)?;
    let costed = args.asked.costed(&ledger);
    let mut table = report::summary(&query.window, &query.filter, context.zone(), args.breakdown, &costed)?;
    let statuses = budget::statuses(context, &ledger, &costed)?;
    let beside = Beside {
        book: &context.book(&ledger)?,
        budgets: &statuses,
        plans: &ledger.plans()?,
        asking: &budget::asking(context)?,
        forecasting: context.config.flag(&keys::FORECASTING_ENABLE),
    };
    report::dashboard(&mut table, &query, &beside, &costed)?;
    ask.answer(context, &query.window, table)
}

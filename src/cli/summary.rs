//! `cost-ops summary`.

use clap::Args;

use super::asked::CostedArgs;
use super::{Context, Failure, budget, forecast};
use crate::config::keys;
use crate::report::{self, Beside, Query};
use crate::table::Table;

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
    let table = match context.remote()? {
        Some(remote) => {
            let mut question = args.asked.question("last-30-days", context);
            question.push(("breakdown", args.breakdown.to_string()));
            remote.table("/api/v1/costs/summary", &question)?
        }
        None => local(context, args, &query)?,
    };
    ask.answer(context, &query.window, table)
}

/// The summary of the ledger of this machine.
fn local(context: &Context, args: &SummaryArgs, query: &Query) -> Result<Table, Failure> {
    let ledger = args.asked.ask.ledger(context)?;
    let costed = args.asked.costed(&ledger);
    let mut table = report::summary(&query.window, &query.filter, context.zone(), args.breakdown, &costed)?;
    let (statuses, notes) = budget::statuses(context, &ledger, &costed)?;
    let beside = Beside {
        book: &context.book(&ledger)?,
        budgets: &statuses,
        plans: &ledger.plans()?,
        asking: &budget::asking(context)?,
        forecast: if context.config.flag(&keys::FORECASTING_ENABLE) { Some(forecast::usual(context)?) } else { None },
    };
    report::dashboard(&mut table, query, &beside, &costed)?;
    table.notes.extend(notes);
    Ok(table)
}

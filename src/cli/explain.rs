//! `cost-ops explain`: what a cost is made of.

use clap::Args;

use super::fresh::{self, FreshArgs};
use super::selection::SelectionArgs;
use super::{Context, Failure, answer};
use crate::domain::{Code, Cost, Error};
use crate::render::Format;
use crate::report::{self, Query, Told};

/// Arguments of `explain`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops explain req_011CTe
  cost-ops explain --range this-month --project website
  cost-ops explain --range last-month --model 'claude-opus*' --json

With the id of a record (cost-ops query --json shows it): where it came from, how it is counted once,
and its cost line by line. Without: the total of what the filters choose, by model, class and rule.")]
pub struct ExplainArgs {
    /// The id of a record
    #[arg(value_name = "EVENT")]
    pub event: Option<String>,
    #[command(flatten)]
    pub selection: SelectionArgs,
    #[command(flatten)]
    pub fresh: FreshArgs,
    /// How the result is written
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &ExplainArgs) -> Result<(), Failure> {
    let window = args.selection.window("last-30-days", context)?;
    let query = Query { filter: args.selection.filter(), now: Some(context.now), ..Query::new(window, context.zone()) };
    let ledger = fresh::ledger(context, args.fresh, &args.selection)?;
    let format = context.format(args.format);
    let Some(id) = &args.event else {
        let table = report::explain_total(&query, &ledger)?;
        return answer::report(context, &args.selection, &query.window, table, format);
    };
    let found = ledger.records_of(id)?;
    if found.is_empty() {
        let error = Error::new(Code::NotFound, format!("there is no record with the id {id:?}"));
        return Err(error.hint("cost-ops query --json lists records with their ids").into());
    }
    let book = context.book(&ledger)?;
    let mut tables = Vec::new();
    for record in &found {
        let told = book.explain(Some(&record.provider), &record.model, record.at, &record.context, &record.usage);
        let cost = match &told.cost {
            Cost::Priced(priced) => Some(priced.total()),
            Cost::Unpriced(_) => None,
        };
        let told = Told { steps: told.steps, rule: told.rule, cost, tier_above: told.tier_above };
        tables.push(report::explain_event(record, &ledger.lines(record.row)?, &query, &told));
    }
    // Several kinds of sources may have used the same id: each is shown, the first at the top.
    let mut all = tables.into_iter();
    let Some(mut table) = all.next() else { return Ok(()) };
    for mut other in all {
        other.id = "also";
        table.sections.push(other);
    }
    answer::report(context, &args.selection, &query.window, table, format)
}

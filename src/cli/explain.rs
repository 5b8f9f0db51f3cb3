//! `cost-ops explain`: what a cost is made of.

use clap::Args;

use super::asked::AskArgs;
use super::{Context, Failure};
use crate::domain::{Code, Cost, Error};
use crate::report::{self, Told};

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
    pub ask: AskArgs,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &ExplainArgs) -> Result<(), Failure> {
    let query = args.ask.query("last-30-days", context)?;
    let ledger = args.ask.ledger(context)?;
    let Some(id) = &args.event else {
        let table = report::explain_total(&query, &ledger)?;
        return args.ask.answer(context, &query.window, table);
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
        other.id = "also".into();
        table.sections.push(other);
    }
    args.ask.answer(context, &query.window, table)
}

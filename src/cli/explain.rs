//! `cost-ops explain`: what a cost is made of.

use clap::Args;

use super::asked::AskArgs;
use super::{Context, Failure, logs};
use crate::domain::{Code, Cost, Error, EventId};
use crate::ingest::{self, Wanted};
use crate::report::{self, LogLine, Told, Traced};
use crate::source::REGISTRY;
use crate::store::{Ledger, Record};
use crate::table::Table;

/// Arguments of `explain`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops explain req_011CTe
  cost-ops explain --range this-month --project website
  cost-ops explain --range last-month --model 'claude-opus*' --json

With the id of a record (cost-ops query --json shows it): the lines of the agent's log that tell of it,
read again, and which of them counts; how its price was found; and its cost line by line. Without: the total of what the filters choose, by model, class and rule.")]
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
    if found.is_empty() && ledger.was_pruned(id)? {
        let error = Error::new(Code::NotFound, format!("the record with the id {id:?} was pruned"));
        return Err(error.hint("its share in the sums is kept: cost-ops daily, models, projects").into());
    }
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
        let mut table = report::explain_event(record, &ledger.lines(record.row)?, &query, &told);
        find_again(context, &ledger, record, &mut table)?;
        tables.push(table);
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

/// Looks for the lines that tell of a record in the logs its source was read from.
fn find_again(context: &Context, ledger: &Ledger, record: &Record, table: &mut Table) -> Result<(), Failure> {
    let paths = ledger.logs_of(&record.source)?;
    let source = REGISTRY.iter().find(|source| source.id == record.source);
    let Some(source) = source.filter(|_| !paths.is_empty()) else {
        report::traced(table, &Traced::NoLog);
        return Ok(());
    };
    let id = EventId::from_written(&record.id).unwrap_or_else(|| EventId::Given(record.id.clone()));
    let wanted = Wanted { id: &id, session: &record.labels.session };
    match ingest::trace(source, &wanted, &logs::roots(context, source), paths) {
        // What is in the ledger is told all the same.
        Err(error) => table.note(true, error.message),
        Ok(trace) if trace.sightings.is_empty() => report::traced(table, &Traced::Gone(trace.gone.len() as u64)),
        Ok(trace) => {
            let lines = trace.sightings.iter().map(|seen| LogLine {
                file: seen.path.to_string_lossy().into_owned(),
                line: seen.line,
                event: &seen.event,
            });
            report::traced(table, &Traced::Lines(lines.collect()));
        }
    }
    Ok(())
}

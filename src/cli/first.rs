//! `cost-ops` and nothing more: what was spent lately, or how to begin.
//!
//! Owns: which of the two it is, and the next commands that are named. Refuses to know: how sums
//! are made, how logs are found.

use super::fresh::{self, FreshArgs};
use super::selection::SelectionArgs;
use super::{Context, Failure, answer, logs};
use crate::report;
use crate::store::Ledger;
use crate::table::{Cell, Column, Kind, Table};

/// Runs it.
pub(super) fn run(context: &Context) -> Result<(), Failure> {
    let selection = SelectionArgs::default();
    let ledger = fresh::ledger(context, FreshArgs::default(), &selection)?;
    if is_empty(&ledger)? {
        return begin(context);
    }
    let table = report::overview(&ledger, context.now, context.zone(), selection.starts(context))?;
    answer::give(context, &table, context.format(None))?;
    context.say("\nnext: cost-ops summary, daily, sessions, models; cost-ops help lists all");
    Ok(())
}

/// Whether nothing is recorded in it.
pub(super) fn is_empty(ledger: &Ledger) -> Result<bool, Failure> {
    use crate::store::Reader;
    let (all, any) = (crate::domain::InstantRange::ALL, crate::domain::Filter::default());
    Ok(ledger.records(&all, &any, false, None, 1)?.is_empty())
}

/// Nothing is recorded: which agents keep logs here, and what to type.
fn begin(context: &Context) -> Result<(), Failure> {
    let mut table = Table { title: "Nothing is recorded yet".into(), ..Table::default() };
    table.columns = vec![
        Column::new("source", "Logs found", Kind::Text),
        Column::new("files", "Files", Kind::Count),
        Column::new("root", "In", Kind::Text).priority(1),
    ];
    for place in logs::places(context).filter(|place| !place.logs.is_empty()) {
        let root = Cell::text(place.root.path.to_string_lossy());
        table.item(vec![Cell::text(place.source.id), Cell::Count(place.logs.len() as i128), root]);
    }
    context.show(&table)?;
    context.say(if table.rows.is_empty() { NOTHING_FOUND } else { FOUND });
    Ok(())
}

const FOUND: &str = "
next:
  cost-ops sync                     reads them: what was spent, counted once
  cost-ops daily                    then shows it by day";

const NOTHING_FOUND: &str = "nothing is recorded yet, and no agent keeps logs in its usual places here
next:
  cost-ops sources --all            where logs of agents are looked for
  cost-ops sync --path FOLDER       reads logs that are elsewhere
  cost-ops ingest FILE              reads records, response bodies, exports
  command | cost-ops record         records a provider's response passing by
  cost-ops init --seed              makes demo data in a ledger of its own
  cost-ops guide                    all guides";

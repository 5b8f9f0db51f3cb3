//! `cost-ops query`.

use clap::Args;

use super::fresh::{self, FreshArgs};
use super::selection::SelectionArgs;
use super::{Context, Failure, answer};
use crate::render::Format;
use crate::report::{self, Costed, Dimension, Query};

/// Arguments of `query`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops query
  cost-ops query --range this-month --group-by model
  cost-ops query --range last-month --group-by day,project --tz Europe/Berlin
  cost-ops query --range 7d --group-by tag:team --sort=-total_tokens --limit 5
  cost-ops query --range all --group-by month --json | jq '.data[] | {month, total_cost_exact}'

Without --group-by the records are listed, newest first. The summary is of everything that was
asked for, also of what --limit leaves out. cost-ops guide reports says more.")]
pub struct QueryArgs {
    #[command(flatten)]
    pub selection: SelectionArgs,
    /// provider, model, organization, project, user, session, source, branch, host, hour, day, week,
    /// month or tag:KEY; several with commas
    #[arg(long, value_name = "DIMENSION", value_delimiter = ',')]
    pub group_by: Vec<String>,
    /// A measure or a dimension, - before it for descending (--sort=-total_cost)
    #[arg(long, value_name = "WORD", value_delimiter = ',', allow_hyphen_values = true)]
    pub sort: Vec<String>,
    /// Rows at most; 20 when records are listed
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub limit: Option<u64>,
    /// next_cursor of the page before
    #[arg(long, value_name = "CURSOR")]
    pub cursor: Option<String>,
    #[command(flatten)]
    pub fresh: FreshArgs,
    /// How the result is written
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &QueryArgs) -> Result<(), Failure> {
    let window = args.selection.window("last-24-hours", context)?;
    let query = Query {
        by: args.group_by.iter().map(|word| word.parse()).collect::<Result<Vec<Dimension>, _>>()?,
        filter: args.selection.filter(),
        sort: args.sort.clone(),
        limit: args.limit,
        cursor: args.cursor.clone(),
        starts: args.selection.starts(context),
        now: Some(context.now),
        ..Query::new(window, context.zone())
    };
    let ledger = fresh::ledger(context, args.fresh, &args.selection)?;
    let table = report::run(&query, &Costed::new(&ledger, args.fresh.cost))?;
    answer::report(context, &args.selection, &query.window, table, context.format(args.format))
}

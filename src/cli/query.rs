//! `cost-ops query`.

use clap::Args;

use super::asked::CostedArgs;
use super::remote::Question;
use super::{Context, Failure};
use crate::report::{self, Dimension, Query};

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
    pub asked: CostedArgs,
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
}

impl QueryArgs {
    /// The question for a server.
    fn question(&self, context: &Context) -> Question {
        let mut question = self.asked.question("last-24-hours", context);
        question.extend(self.group_by.iter().map(|word| ("group_by", word.clone())));
        question.extend(self.sort.iter().map(|word| ("sort", word.clone())));
        question.extend(self.limit.map(|limit| ("limit", limit.to_string())));
        question.extend(self.cursor.iter().map(|cursor| ("cursor", cursor.clone())));
        question
    }
}

/// Runs it.
pub(super) fn run(context: &Context, args: &QueryArgs) -> Result<(), Failure> {
    let CostedArgs { ask, .. } = &args.asked;
    let query = Query {
        by: args.group_by.iter().map(|word| word.parse()).collect::<Result<Vec<Dimension>, _>>()?,
        sort: args.sort.clone(),
        limit: args.limit,
        cursor: args.cursor.clone(),
        ..ask.query("last-24-hours", context)?
    };
    let table = match context.remote()? {
        Some(remote) => remote.table("/api/v1/costs", &args.question(context))?,
        None => ask.of_ledger(context, &|ledger| report::run(&query, &args.asked.costed(ledger)))?,
    };
    ask.answer(context, &query.window, table)
}

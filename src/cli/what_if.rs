//! `cost-ops what-if`: the same usage at other prices.

use chrono::{DateTime, Utc};
use clap::Args;

use super::asked::CostedArgs;
use super::{Context, Failure};
use crate::domain::Error;
use crate::report::{self, WhatIf};

/// Arguments of `what-if`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops what-if --at gpt-5.2-mini --model 'gpt-5.2' --range last-month
  cost-ops what-if --at anthropic/claude-haiku-4-5 --project website
  cost-ops what-if --batch --range this-month
  cost-ops what-if --no-cache
  cost-ops what-if --as-of 2026-06-01

Nothing is written. What would have no price is said, and never counts as nothing. With --cost
the calculated cost is set against what the records state.")]
pub struct WhatIfArgs {
    /// At this model: MODEL or PROVIDER/MODEL
    #[arg(long, value_name = "MODEL")]
    pub at: Option<String>,
    /// All of it in batch
    #[arg(long)]
    pub batch: bool,
    /// Without a cache: what was read from one, or written to it, as fresh input
    #[arg(long)]
    pub no_cache: bool,
    /// At the prices of this date or instant; now for those of today
    #[arg(long, value_name = "DATE", value_parser = instant)]
    pub as_of: Option<AsOf>,
    #[command(flatten)]
    pub asked: CostedArgs,
}

/// The instant whose prices are meant.
#[derive(Debug, Clone, Copy)]
pub enum AsOf {
    Now,
    At(DateTime<Utc>),
}

fn instant(text: &str) -> Result<AsOf, String> {
    match text {
        "now" => Ok(AsOf::Now),
        text => super::pricing::instant(text).map(AsOf::At),
    }
}

/// Runs it.
pub(super) fn run(context: &Context, args: &WhatIfArgs) -> Result<(), Failure> {
    let model = args.at.as_deref().map(|name| match name.split_once('/') {
        Some((provider, model)) => (Some(provider.to_owned()), model.to_owned()),
        None => (None, name.to_owned()),
    });
    let as_of = args.as_of.map(|as_of| match as_of {
        AsOf::Now => context.now,
        AsOf::At(at) => at,
    });
    let change = WhatIf { model, batch: args.batch, no_cache: args.no_cache, as_of };
    if change.model.is_none() && !change.batch && !change.no_cache && change.as_of.is_none() {
        let error = Error::validation("what is to be otherwise?");
        return Err(error.hint("--at MODEL, --batch, --no-cache or --as-of DATE; several together are fine").into());
    }
    let CostedArgs { ask, .. } = &args.asked;
    let query = ask.query("last-30-days", context)?;
    let ledger = ask.ledger(context)?;
    let book = context.book(&ledger)?;
    let table = report::what_if(&query, &change, &book, (&ledger, &args.asked.costed(&ledger)))?;
    ask.answer(context, &query.window, table)
}

//! `cost-ops diff`: why one period, or one selection, costs more than another.

use clap::Args;

use super::asked::AskArgs;
use super::selection::WhichArgs;
use super::{Context, Failure};
use crate::domain::{Error, Filter};
use crate::report::{self, Window};

/// Arguments of `diff`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops diff last-month this-month
  cost-ops diff 20260901..20260930 20261001..20261031 --project website
  cost-ops diff project=website project=mobile-app --range this-month
  cost-ops diff last-week,team=blue this-week,team=blue --json

A side is a period (a word, a length, or FROM..TO), filters, or both with commas between: project=website, model=gpt-5*,
provider=, user=, organization=, session=, source=, branch=, host=, or the KEY=VALUE of a tag. The flags hold for both.

The change is split into volume (more or fewer tokens), mix (other models, another part of output), cache (how much of
the input came from one) and price, in this order; the four add up to it exactly. Costs are the calculated ones:
what a record states is not split into classes.")]
pub struct DiffArgs {
    /// The first side: last-month, 2026-09, 20260901..20260930, project=website
    #[arg(value_name = "A")]
    pub a: String,
    /// The second side
    #[arg(value_name = "B")]
    pub b: String,
    #[command(flatten)]
    pub ask: AskArgs,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &DiffArgs) -> Result<(), Failure> {
    let (a, b) = (side(context, args, &args.a)?, side(context, args, &args.b)?);
    let ledger = args.ask.ledger(context)?;
    let table = report::diff((&a.0, &a.1), (&b.0, &b.1), &ledger)?;
    args.ask.answer(context, &b.0, table)
}

/// The window and the filter of one side.
fn side(context: &Context, args: &DiffArgs, text: &str) -> Result<(Window, Filter), Failure> {
    let mut which: WhichArgs = args.ask.selection.which.clone();
    let mut filter = args.ask.selection.filter();
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        match (part.split_once('='), part.split_once("..")) {
            (Some((key, value)), _) => narrow(&mut filter, key.trim(), value.trim()),
            (None, Some((from, to))) => {
                let date = |text: &str| (!text.is_empty()).then(|| text.to_owned());
                (which.range, which.start_date, which.end_date) = (None, date(from), date(to));
            }
            (None, None) => (which.range, which.start_date, which.end_date) = (Some(part.to_owned()), None, None),
        }
    }
    let mut window = which.window("last-30-days", context).map_err(|mut failure| {
        failure.error =
            Error { message: format!("{text:?} is no side to compare: {}", failure.error.message), ..failure.error };
        failure
    })?;
    if text.contains('=') {
        window.label = text.to_owned();
    }
    Ok((window, filter))
}

/// Adds a filter; a key that is no dimension is a tag.
fn narrow(filter: &mut Filter, key: &str, value: &str) {
    let list = match key {
        "provider" => &mut filter.provider,
        "model" => &mut filter.model,
        "organization" => &mut filter.organization,
        "project" => &mut filter.project,
        "user" => &mut filter.user,
        "session" => &mut filter.session,
        "source" => &mut filter.source,
        "branch" => &mut filter.branch,
        "host" => &mut filter.host,
        tag => {
            let tag = tag.strip_prefix("tag:").unwrap_or(tag);
            return filter.tags.push((tag.to_owned(), value.to_owned()));
        }
    };
    *list = vec![value.to_owned()];
}

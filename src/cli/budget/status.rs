//! `cost-ops budget status`.

use clap::Args;

use super::super::forecast::{off, usual};
use super::super::fresh::{self, CostArgs, FreshArgs};
use super::super::remote::Question;
use super::super::selection::SelectionArgs;
use super::super::{Context, Failure, answer};
use crate::domain::PlacedBudget;
use crate::render::Format;
use crate::report::budget::{self, Asking, BudgetStatus};
use crate::report::forecast::Wanted;
use crate::store::{Ledger, Reader};
use crate::table::{Note, Table};

/// Arguments of `budget status`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops budget status
  cost-ops budget status team web --json | jq '.data[] | {budget, spent_exact, share}'")]
pub(super) struct StatusArgs {
    /// Only these budgets
    names: Vec<String>,
    /// Show amounts in this currency, at today's rate
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    #[command(flatten)]
    fresh: FreshArgs,
    #[command(flatten)]
    cost: CostArgs,
    /// How the result is written
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &StatusArgs) -> Result<(), Failure> {
    let mut table = match context.remote()? {
        Some(remote) => remote.table("/api/v1/budgets", &question(context, args))?,
        None => local(context, args)?,
    };
    if table.rows.is_empty() && table.notes.is_empty() {
        table.note(false, budget::NONE_YET);
    }
    if let Some(code) = &args.currency {
        let today = context.now.with_timezone(&context.zone()).date_naive();
        let currency = context.exchange_rates()?.on(code, today)?;
        table.show_in(&currency);
        table.note(false, format!("shown at {currency}"));
    }
    answer::give(context, &table, context.format(args.format))
}

/// What is wanted, for a server.
fn question(context: &Context, args: &StatusArgs) -> Question {
    let mut question = vec![("tz", context.zone().name().to_owned()), ("cost", args.cost.cost.to_string())];
    question.extend(args.names.iter().map(|name| ("name", name.clone())));
    question
}

/// Those of the ledger of this machine.
fn local(context: &Context, args: &StatusArgs) -> Result<Table, Failure> {
    let ledger = fresh::ledger(context, args.fresh, &SelectionArgs::default())?;
    let budgets = super::named(super::all(context, &ledger)?, &args.names)?;
    let costed = args.cost.of(&ledger);
    let (mut statuses, notes) = budget::standing(&budgets, &super::asking(context)?, &costed)?;
    budget::look_ahead(&mut statuses, usual(context)?, off(context).as_deref(), context.now, &costed)?;
    let mut table = budget::status_table(&statuses, context.zone());
    table.notes.extend(notes);
    Ok(table)
}

/// How each stands.
pub(in super::super) fn statuses(
    budgets: &[PlacedBudget],
    asking: &Asking,
    reader: &dyn Reader,
) -> Result<Vec<BudgetStatus>, Failure> {
    Ok(budgets.iter().map(|placed| budget::status(placed, asking, reader)).collect::<Result<_, _>>()?)
}

/// How the budgets of these names (all, when none is given) stand, and where each is heading; and what
/// is said of those that cannot be shown.
///
/// # Errors
/// When there is none of a name; what the reader fails with.
pub(in super::super) fn ahead(
    context: &Context,
    ledger: &Ledger,
    names: &[String],
    wanted: Wanted,
    reader: &dyn Reader,
) -> Result<(Vec<BudgetStatus>, Vec<Note>), Failure> {
    let budgets = super::named(super::all(context, ledger)?, names)?;
    let (mut statuses, notes) = budget::standing(&budgets, &super::asking(context)?, reader)?;
    budget::look_ahead(&mut statuses, wanted, None, context.now, reader)?;
    Ok((statuses, notes))
}

//! `cost-ops budget`: set, list, look at, check and remove budgets.
//!
//! Owns: the verbs, and which budgets are meant. Refuses to know: how a budget stands (`report`).

mod check;
mod set;
pub(super) mod status;
mod test_alert;

use clap::{Args, Subcommand};

pub(super) use status::ahead;

use super::{Context, Failure};
use crate::domain::{PlacedBudget, nearest};
use crate::report::budget::{self, Asking, BudgetStatus};
use crate::store::{Ledger, Reader};
use crate::table::Note;

/// Arguments of `budget`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops budget set team --amount 200 --period month --project web --thresholds 50,75,90
  cost-ops budget status
  cost-ops budget check --forecast --strict --format github

Budgets can also stand in a configuration file, as [budgets.NAME] tables; there they win over those
of the same name in the ledger. cost-ops guide budgets-in-ci says more.")]
pub struct BudgetArgs {
    #[command(subcommand)]
    verb: BudgetVerb,
}

/// What to do with budgets.
#[derive(Debug, Subcommand)]
enum BudgetVerb {
    /// Set a budget, in the place of one of that name
    Set(Box<set::SetArgs>),
    /// The budgets there are
    List,
    /// How budgets stand: spent, pace, where it is heading, thresholds and when they were crossed
    Status(status::StatusArgs),
    /// Exit with 6 when a budget is over
    Check(check::CheckArgs),
    /// Send a test alert by each way that is configured, and say whether it arrived
    TestAlert(test_alert::TestAlertArgs),
    /// Take a budget out
    Remove {
        /// Its name
        name: String,
    },
}

impl BudgetArgs {
    /// Whether it tells how budgets stand, and no more.
    pub(super) fn is_status(&self) -> bool {
        matches!(self.verb, BudgetVerb::Status(_))
    }

    /// Whether it looks at how budgets stand.
    pub(super) fn looks(&self) -> bool {
        matches!(self.verb, BudgetVerb::Status(_) | BudgetVerb::Check(_))
    }
}

/// Runs it.
pub(super) fn run(context: &Context, args: &BudgetArgs) -> Result<(), Failure> {
    match &args.verb {
        BudgetVerb::Set(args) => set::set(context, args),
        BudgetVerb::List => list(context),
        BudgetVerb::Status(args) => status::run(context, args),
        BudgetVerb::Check(args) => check::run(context, args),
        BudgetVerb::TestAlert(args) => test_alert::run(context, args),
        BudgetVerb::Remove { name } => set::remove(context, name),
    }
}

fn list(context: &Context) -> Result<(), Failure> {
    let all = all(context, &super::answer::any_ledger(context)?)?;
    let table = budget::list(&all, context.zone());
    super::answer::give(context, &table, context.format(None))
}

/// All budgets: those of the ledger, and those of the configuration, which win.
pub(super) fn all(context: &Context, ledger: &Ledger) -> Result<Vec<PlacedBudget>, Failure> {
    let own = ledger.budgets()?.into_iter().map(|stored| (stored.budget, stored.set_at));
    let files = context.config.budgets().iter().map(|found| (found.budget.clone(), found.place.clone()));
    Ok(PlacedBudget::merged(own, files))
}

/// How every budget stands, for reports that show them beside other figures, and what is said of those that
/// cannot be shown.
///
/// # Errors
/// When budgets cannot be read.
pub(super) fn statuses(
    context: &Context,
    ledger: &Ledger,
    reader: &dyn Reader,
) -> Result<(Vec<BudgetStatus>, Vec<Note>), Failure> {
    Ok(budget::standing(&all(context, ledger)?, &asking(context)?, reader)?)
}

/// The budgets of these names; all, when none is given.
///
/// # Errors
/// When there is none of a name, naming the nearest.
pub(super) fn named(all: Vec<PlacedBudget>, names: &[String]) -> Result<Vec<PlacedBudget>, Failure> {
    match names.iter().find(|name| !all.iter().any(|placed| placed.budget.name == **name)) {
        Some(wrong) => Err(unknown(wrong, &all)),
        None => Ok(PlacedBudget::named(all, names)?),
    }
}

fn unknown(name: &str, all: &[PlacedBudget]) -> Failure {
    let error = PlacedBudget::unknown(name);
    match nearest(name, all.iter().map(|placed| placed.budget.name.as_str())) {
        Some(nearest) => error.hint(format!("did you mean {nearest}?")).into(),
        None => error.into(),
    }
}

/// What budgets are looked at with.
pub(super) fn asking(context: &Context) -> Result<Asking, Failure> {
    Ok(Asking { now: context.now, zone: context.zone(), rates: context.exchange_rates()? })
}

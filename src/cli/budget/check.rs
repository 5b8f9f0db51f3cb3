//! `cost-ops budget check`: the gate of a pipeline.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::super::forecast;
use super::super::fresh::{self, CostArgs, Fresh, FreshArgs};
use super::super::selection::SelectionArgs;
use super::super::{Context, Failure, format};
use super::status::statuses;
use crate::domain::{Code, Error};
use crate::render::Format;
use crate::report::budget::{self, Checked, Outcome};

/// Arguments of `budget check`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops budget check
  cost-ops budget check team --forecast --format github
  cost-ops budget check --strict --format junit --output budgets.xml

Exit codes: 0 within, 6 over (with --forecast also: expected to be over), 7 with --strict when usage
has no price, was rejected or could not be read. One line on standard error says why.")]
pub(super) struct CheckArgs {
    /// Only these budgets
    names: Vec<String>,
    /// Also fail when more than the amount is expected by the end of the period
    #[arg(long)]
    forecast: bool,
    #[command(flatten)]
    fresh: FreshArgs,
    #[command(flatten)]
    cost: CostArgs,
    /// How the result is written; github: workflow commands, which GitHub shows as annotations; junit: a test
    /// report, one test a budget
    #[arg(long, value_name = "FORMAT",
          value_parser = PossibleValuesParser::new(format::OF_CHECKS).try_map(|word| format::any(&word)))]
    format: Option<Format>,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &CheckArgs) -> Result<(), Failure> {
    if let Some(off) = forecast::off(context).filter(|_| args.forecast) {
        return Err(Error::new(Code::Config, off).hint("without --forecast the check works").into());
    }
    let Fresh { ledger, gaps, .. } = fresh::fresh(context, args.fresh, &SelectionArgs::default())?;
    let budgets = super::named(super::all(context, &ledger)?, &args.names)?;
    if budgets.is_empty() {
        let error = Error::new(Code::NotFound, "there is no budget to check");
        return Err(error.hint("cost-ops budget set NAME --amount 200 --period month").into());
    }
    let costed = args.cost.of(&ledger);
    let mut statuses = statuses(&budgets, &super::asking(context)?, &costed)?;
    if args.forecast {
        let (wanted, off) = (forecast::usual(context)?, forecast::off(context));
        budget::look_ahead(&mut statuses, wanted, off.as_deref(), context.now, &costed)?;
    }
    let mut all: Vec<Checked> =
        statuses.into_iter().map(|status| budget::check(status, args.forecast, context.strict)).collect();
    if let Some(missing) = gaps.told().filter(|_| context.strict) {
        all.iter_mut().for_each(|checked| checked.lacks(&missing));
    }
    let table = budget::check_table(&all, context.zone());
    context.show_as(&table, context.format(args.format))?;
    verdict(context, &all)
}

/// The line on standard error, always, and the exit code.
fn verdict(context: &Context, all: &[Checked]) -> Result<(), Failure> {
    let worst = all.iter().map(|checked| checked.outcome).max().unwrap_or(Outcome::Within);
    let of: Vec<&Checked> = all.iter().filter(|checked| checked.outcome == worst).collect();
    let (word, exit) = match worst {
        Outcome::Within => ("within", 0),
        Outcome::Incomplete => ("incomplete", 7),
        Outcome::ForecastOver => ("expected to be over", 6),
        Outcome::Over => ("over", 6),
    };
    let line = match of.as_slice() {
        [one] => format!("budget {} is {word}: {}", one.status.placed.budget.name, one.reason),
        many => {
            let names: Vec<&str> = many.iter().map(|checked| checked.status.placed.budget.name.as_str()).collect();
            format!("{} budgets are {word}: {}", many.len(), names.join(", "))
        }
    };
    context.tell(&line);
    if exit == 0 { Ok(()) } else { Err(Failure::told(exit)) }
}

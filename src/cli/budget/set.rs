//! `cost-ops budget set` and `remove`.

use clap::Args;

use super::super::selection::FilterArgs;
use super::super::{Context, Failure};
use crate::config::ConfiguredBudget;
use crate::domain::{Budget, BudgetText, Code, Error};

/// Arguments of `budget set`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops budget set all --amount 200 --period month
  cost-ops budget set web --amount 50 --period week --starts-on sunday --project web
  cost-ops budget set fiscal --amount 12000 --period year --starts-on 04-06 --tz Europe/London

A budget keeps the zone it was set in (--tz, else the usual one). In a month that has no such day it
begins on the last.")]
pub(super) struct SetArgs {
    /// What it is called
    name: String,
    /// How much may be spent in a period: 200, 12.50
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    amount: String,
    /// day, week, month, quarter or year
    #[arg(long, value_name = "PERIOD", default_value = "month")]
    period: String,
    /// Its first day: of the month (14), of a quarter or year (04-06), of the week (sunday)
    #[arg(long, value_name = "DAY")]
    starts_on: Option<String>,
    /// The currency of the amount, at the configured rate ([currency.rates])
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// Percentages that are worth saying when they are crossed (default: 50,75,90,100)
    #[arg(long, value_name = "PERCENT", value_delimiter = ',')]
    thresholds: Vec<String>,
    #[command(flatten)]
    only: FilterArgs,
}

/// Sets it.
pub(super) fn set(context: &Context, args: &SetArgs) -> Result<(), Failure> {
    let text = BudgetText {
        name: args.name.clone(),
        amount: args.amount.clone(),
        currency: args.currency.clone(),
        period: args.period.clone(),
        starts_on: args.starts_on.clone(),
        zone: Some(context.zone()),
        filter: args.only.filter(),
        thresholds: args.thresholds.clone(),
    };
    let budget = text.read()?;
    // A currency without a rate would be an error at every look at it.
    context.exchange_rates()?.on(&budget.currency, context.now.with_timezone(&context.zone()).date_naive())?;
    let was = context.ledger(true)?.set_budget(&budget, context.now)?;
    context.say(&format!("budget {} {}: {}", budget.name, if was { "changed" } else { "set" }, words(&budget)));
    if let Some(file) = configured(context, &budget.name) {
        context.warn(&format!("{} also stands in {}, and that one counts", budget.name, file.place));
    }
    Ok(())
}

/// `200 USD a month from day 14, of project web (Europe/Berlin)`.
fn words(budget: &Budget) -> String {
    let starts = match budget.starts_on.text(budget.period) {
        starts if starts.is_empty() => String::new(),
        starts => format!(" from {starts} on"),
    };
    let scope = match budget.scope() {
        scope if scope.is_empty() => String::new(),
        scope => format!(", of {scope}"),
    };
    let zone = budget.zone.map_or(String::new(), |zone| format!(" ({})", zone.name()));
    format!("{} {} a {}{starts}{scope}{zone}", budget.amount, budget.currency, budget.period)
}

fn configured<'a>(context: &'a Context, name: &str) -> Option<&'a ConfiguredBudget> {
    context.config.budgets().iter().find(|found| found.budget.name == name)
}

/// Takes it out of the ledger.
pub(super) fn remove(context: &Context, name: &str) -> Result<(), Failure> {
    let file = configured(context, name).map(|found| found.place.clone());
    if context.ledger(true)?.remove_budget(name, context.now)? {
        context.say(&format!("budget {name} removed"));
        if let Some(place) = file {
            context.warn(&format!("it still stands in {place}"));
        }
        return Ok(());
    }
    if let Some(place) = file {
        let error = Error::new(Code::Conflict, format!("budget {name} stands in {place}, not in the ledger"));
        return Err(error.hint("take it out of the file").into());
    }
    let all = super::all(context, &super::super::answer::any_ledger(context)?)?;
    Err(super::unknown(name, &all))
}

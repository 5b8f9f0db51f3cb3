//! `cost-ops budget check`: the gate of a pipeline.

use clap::{Args, ValueEnum};

use super::super::forecast;
use super::super::fresh::{self, CostArgs, Fresh, FreshArgs};
use super::super::selection::SelectionArgs;
use super::super::{Context, Failure};
use super::status::statuses;
use crate::domain::{Code, Error};
use crate::render::{self, Format};
use crate::report::budget::{self, Checked, Outcome};
use crate::table::Table;

/// Arguments of `budget check`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops budget check
  cost-ops budget check team --forecast --format github
  cost-ops budget check --strict --format junit --output budgets.xml

Exit codes: 0 within, 6 over (with --forecast also: expected to be over), 7 with --strict when usage
has no price or was rejected. One line on standard error says why.")]
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
    /// How the result is written
    #[arg(long, value_name = "FORMAT")]
    format: Option<CheckFormat>,
}

/// What a check can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    Table,
    Json,
    Jsonl,
    Csv,
    Markdown,
    Yaml,
    /// Workflow commands, which GitHub shows as annotations
    Github,
    /// A test report, one test a budget
    Junit,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &CheckArgs) -> Result<(), Failure> {
    if let Some(off) = forecast::off(context).filter(|_| args.forecast) {
        return Err(Error::new(Code::Config, off).hint("without --forecast the check works").into());
    }
    let Fresh { ledger, rejected } = fresh::fresh(context, args.fresh, &SelectionArgs::default())?;
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
    if context.strict && rejected > 0 {
        all.iter_mut().for_each(|checked| checked.reject(rejected));
    }
    let table = budget::check_table(&all, context.zone());
    give(context, &table, args.format)?;
    verdict(context, &all)
}

fn give(context: &Context, table: &Table, format: Option<CheckFormat>) -> Result<(), Failure> {
    let rows = match format {
        None => context.format(None),
        Some(CheckFormat::Table) => Format::Table,
        Some(CheckFormat::Json) => Format::Json,
        Some(CheckFormat::Jsonl) => Format::Jsonl,
        Some(CheckFormat::Csv) => Format::Csv,
        Some(CheckFormat::Markdown) => Format::Markdown,
        Some(CheckFormat::Yaml) => Format::Yaml,
        Some(CheckFormat::Github) => return context.print(&render::github(table)),
        Some(CheckFormat::Junit) => return context.print(&render::junit(table)),
    };
    context.show_as(table, rows)
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

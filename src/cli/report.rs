//! `cost-ops report`: a whole report as a file to hand on.

use clap::{Args, Subcommand, ValueEnum};

use super::asked::CostedArgs;
use super::selection::WhichArgs;
use super::{Context, Failure, budget, forecast};
use crate::domain::{Error, Filter};
use crate::report::{self, AuditQuery, Query};
use crate::store::Ledger;
use crate::table::Table;

/// Arguments of `report`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops report generate --period last-month -o october.html
  cost-ops report generate --type budget --format markdown")]
pub struct ReportArgs {
    #[command(subcommand)]
    pub verb: ReportVerb,
}

/// What to do about reports.
#[derive(Debug, Subcommand)]
pub enum ReportVerb {
    /// Write a report: HTML, Markdown, XLSX, CSV or JSON
    Generate(GenerateArgs),
}

/// What a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum ReportType {
    /// What was spent: totals, shares, the trend, the change
    CostSummary,
    /// What was used: tokens by model, hour, weekday, project and user
    UsageAnalysis,
    /// What the days ahead will cost, from whole days of the period (all, when not given)
    Forecast,
    /// How budgets stand, and when their thresholds were crossed
    Budget,
    /// Who changed prices, budgets and costs
    Audit,
}

/// Arguments of `report generate`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops report generate --type cost_summary --period last-month -o october.html
  cost-ops report generate --type usage_analysis --project website -o website.xlsx
  cost-ops report generate --period last-week --format markdown
  cost-ops report generate --type budget -o budgets.html

The HTML file needs nothing else: no network, no server; it follows the reader's light or dark
setting, and prints. Without --format the file's name says it; cost-ops guide exports says more.")]
pub struct GenerateArgs {
    /// What it is about
    #[arg(long = "type", value_name = "TYPE", default_value = "cost_summary")]
    pub kind: ReportType,
    #[command(flatten)]
    pub asked: CostedArgs,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &ReportArgs) -> Result<(), Failure> {
    let ReportVerb::Generate(args) = &args.verb;
    let CostedArgs { ask, .. } = &args.asked;
    context.refuse_bytes(context.format(ask.format))?;
    let usual = match args.kind {
        ReportType::Audit | ReportType::Forecast => "all",
        _ => "last-30-days",
    };
    let query = ask.query(usual, context)?;
    let ledger = ask.ledger(context)?;
    let table = made(context, args, &query, &ledger)?;
    ask.answer(context, &query.window, table)
}

fn made(context: &Context, args: &GenerateArgs, query: &Query, ledger: &Ledger) -> Result<Table, Failure> {
    let Query { window, filter, zone, .. } = query;
    let (zone, costed) = (*zone, args.asked.costed(ledger));
    match args.kind {
        ReportType::CostSummary => {
            let mut table = report::summary(window, filter, zone, true, &costed)?;
            let plans = ledger.plans()?;
            // A plan's price is not shared out over filters.
            if !plans.is_empty() && *filter == Filter::default() {
                let costs = report::plan_costs(&plans, window, &budget::asking(context)?, &costed)?;
                report::plan_section(&mut table, &costs, &window.label);
            }
            Ok(table)
        }
        ReportType::UsageAnalysis => Ok(report::usage_analysis(window, filter, zone, &costed)?),
        ReportType::Forecast => {
            forecast::allowed(context)?;
            let wanted = forecast::generate::wanted(context, None, None, None)?;
            Ok(report::forecast::generate(window, filter, &wanted, zone, context.now, &costed)?)
        }
        ReportType::Budget => {
            only_everything(filter, "a budget says itself which records it is of")?;
            only_now(&args.asked.ask.selection.which)?;
            let (statuses, notes) = budget::statuses(context, ledger, &costed)?;
            let mut table = report::budget::status_table(&statuses, zone);
            table.notes.extend(notes);
            Ok(table)
        }
        ReportType::Audit => {
            only_everything(filter, "lines of the audit log are of no records")?;
            Ok(report::audit(&AuditQuery::all(window.clone(), zone), ledger)?)
        }
    }
}

/// So is a period.
fn only_now(which: &WhichArgs) -> Result<(), Failure> {
    if which.range.is_none() && which.start_date.is_none() && which.end_date.is_none() {
        return Ok(());
    }
    Err(Error::validation("this report takes no period: it is of the period that each budget is in").into())
}

/// A filter that would change nothing is refused, not ignored.
fn only_everything(filter: &Filter, why: &str) -> Result<(), Failure> {
    if *filter == Filter::default() {
        return Ok(());
    }
    Err(Error::validation(format!("this report takes no filter: {why}")).into())
}

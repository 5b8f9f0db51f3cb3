//! `cost-ops report`: a whole report as a file to hand on.

use clap::{Args, Subcommand, ValueEnum};

use super::fresh::{self, FreshArgs};
use super::selection::SelectionArgs;
use super::{Context, Failure, answer};
use crate::domain::Result;
use crate::render::Format;
use crate::report::{self, Costed, Window};
use crate::table::Table;

/// Arguments of `report`.
#[derive(Debug, Args)]
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
}

/// Arguments of `report generate`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops report generate --type cost_summary --period last-month -o october.html
  cost-ops report generate --type usage_analysis --project website -o website.xlsx
  cost-ops report generate --period last-week --format markdown

The HTML file needs nothing else: no network, no server; it follows the reader's light or dark
setting, and prints. Without --format the file's name says it; cost-ops guide exports says more.")]
pub struct GenerateArgs {
    /// What it is about
    #[arg(long = "type", value_name = "TYPE", default_value = "cost_summary")]
    pub kind: ReportType,
    #[command(flatten)]
    pub selection: SelectionArgs,
    #[command(flatten)]
    pub fresh: FreshArgs,
    /// How the report is written
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &ReportArgs) -> Result<(), Failure> {
    let ReportVerb::Generate(args) = &args.verb;
    let format = context.format(args.format);
    context.refuse_bytes(format)?;
    let window = args.selection.window("last-30-days", context)?;
    let ledger = fresh::ledger(context, args.fresh, &args.selection)?;
    let table = made(context, args, &window, &Costed::new(&ledger, args.fresh.cost))?;
    answer::report(context, &args.selection, &window, table, format)
}

fn made(context: &Context, args: &GenerateArgs, window: &Window, ledger: &Costed<'_>) -> Result<Table> {
    let (filter, zone) = (args.selection.filter(), context.zone());
    match args.kind {
        ReportType::CostSummary => report::summary(window, &filter, zone, true, ledger),
        ReportType::UsageAnalysis => report::usage_analysis(window, &filter, zone, ledger),
    }
}

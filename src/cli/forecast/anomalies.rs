//! `cost-ops forecast anomalies`.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::cli::asked::CostedArgs;
use crate::cli::{Context, Failure};
use crate::report::Query;
use crate::report::forecast::{self, Detector, Sensitivity};
use crate::table::{Cell, Table};

/// Arguments of `forecast anomalies`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops forecast anomalies
  cost-ops forecast anomalies --period this-month --sensitivity high
  cost-ops forecast anomalies --period 7d --project website --check
  cost-ops forecast anomalies --method iqr --json | jq '.data[] | {day, model, difference_exact}'

A day is compared with the same weekday in the eight weeks before. cost-ops guide forecasting says how.")]
pub(super) struct AnomaliesArgs {
    /// zscore: by robust standard deviations; iqr: by spans between the quartiles
    #[arg(long, value_name = "METHOD", default_value = "zscore",
          value_parser = PossibleValuesParser::new(Detector::WORDS).try_map(|word| word.parse::<Detector>()))]
    method: Detector,
    /// low: only what is far out; high: also what is a little odd
    #[arg(long, value_name = "LEVEL", default_value = "medium",
          value_parser = PossibleValuesParser::new(Sensitivity::WORDS).try_map(|word| word.parse::<Sensitivity>()))]
    sensitivity: Sensitivity,
    /// Exit 6 when a day cost more than it should have
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    asked: CostedArgs,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &AnomaliesArgs) -> Result<(), Failure> {
    let CostedArgs { ask, .. } = &args.asked;
    let Query { window, filter, .. } = ask.query("last-30-days", context)?;
    let ledger = ask.ledger(context)?;
    let costed = args.asked.costed(&ledger);
    let how = (args.method, args.sensitivity);
    let table = forecast::anomaly_table(&window, &filter, how, context.zone(), context.now, &costed)?;
    let found = above(&table);
    ask.answer(context, &window, table)?;
    if !args.check || found.is_empty() {
        return Ok(());
    }
    let days = if found.len() == 1 { "1 day" } else { &format!("{} days", found.len()) };
    context.tell(&format!("{days} cost more than expected: {}", found.join(", ")));
    Err(Failure::told(6))
}

/// The days that cost too much.
fn above(table: &Table) -> Vec<String> {
    let at = |id: &str| table.columns.iter().position(|column| column.id() == id);
    let (Some(day), Some(direction)) = (at("day"), at("direction")) else { return Vec::new() };
    let too_much = table.rows.iter().filter(|row| row.cells.get(direction) == Some(&Cell::text("above")));
    let days = too_much.filter_map(|row| match row.cells.get(day) {
        Some(Cell::Text(day)) => Some(day.clone()),
        _ => None,
    });
    days.collect()
}

//! `cost-ops forecast budget`.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::generate::wanted;
use crate::cli::budget;
use crate::cli::fresh::{self, CostArgs, FreshArgs};
use crate::cli::selection::SelectionArgs;
use crate::cli::{Context, Failure, answer};
use crate::render::Format;
use crate::report::Costed;
use crate::report::budget::{NONE_YET, ahead_table};
use crate::report::forecast::{Confidence, Model};

/// Arguments of `forecast budget`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops forecast budget
  cost-ops forecast budget team --confidence 0.8
  cost-ops forecast budget --json | jq -r '.data[] | select(.outcome != \"within\") | .budget'

The outcome is within, at_risk (the interval reaches beyond the amount), forecast_over, over, or unknown with too
little history. cost-ops budget check --forecast is the gate.")]
pub(super) struct BudgetArgs {
    /// Only these budgets
    names: Vec<String>,
    /// The model; auto takes the one that was nearest in the past (forecasting.model; auto)
    #[arg(long, value_name = "MODEL",
          value_parser = PossibleValuesParser::new(Model::WORDS).try_map(|word| word.parse::<Model>()))]
    model: Option<Model>,
    /// How often the true figure is to lie in the interval: 0.5 to 0.999 (forecasting.confidence_percent; 0.95)
    #[arg(long, value_name = "FRACTION")]
    confidence: Option<Confidence>,
    #[command(flatten)]
    fresh: FreshArgs,
    #[command(flatten)]
    cost: CostArgs,
    /// How the result is written
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &BudgetArgs) -> Result<(), Failure> {
    let wanted = wanted(context, None, args.model, args.confidence)?;
    let ledger = fresh::ledger(context, args.fresh, &SelectionArgs::default())?;
    let costed = Costed::new(&ledger, args.cost.cost);
    let (statuses, notes) = budget::ahead(context, &ledger, &args.names, wanted, &costed)?;
    let mut table = ahead_table(&statuses, context.now, context.zone());
    table.notes.extend(notes);
    if statuses.is_empty() && table.notes.is_empty() {
        table.note(false, NONE_YET);
    }
    answer::give(context, &table, context.format(args.format))
}

//! `cost-ops forecast generate`.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::cli::asked::CostedArgs;
use crate::cli::{Context, Failure};
use crate::config::keys;
use crate::report::Query;
use crate::report::forecast::{self, Confidence, Model, Wanted};

/// Arguments of `forecast generate`.
#[derive(Debug, Args)]
#[command(
    // --model is the forecasting model here, as in every tool of the kind; the filter stands back.
    mut_arg("model", |filter| filter.long("of-model").help("Of this language model (--model is the forecasting model)")),
    after_help = "\
Examples:
  cost-ops forecast generate
  cost-ops forecast generate --horizon 7 --project website
  cost-ops forecast generate --model exponential_smoothing --confidence 0.8
  cost-ops forecast generate --of-model 'claude-*'
  cost-ops forecast generate --range 90d --json | jq .summary.forecast_cost_exact

It is made from the whole days of --range (all, when not given), the day that is going on left out.
cost-ops guide forecasting says how."
)]
pub(super) struct GenerateArgs {
    /// Days ahead: 1 to 366 (forecasting.horizon; 30)
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(1..=366))]
    horizon: Option<u16>,
    /// The model; auto takes the one that was nearest in the past (forecasting.model; auto)
    #[arg(id = "forecasting_model", long = "model", value_name = "MODEL",
          value_parser = PossibleValuesParser::new(Model::WORDS).try_map(|word| word.parse::<Model>()))]
    model: Option<Model>,
    /// How often the true figure is to lie in the interval: 0.5 to 0.999 (forecasting.confidence_percent; 0.95)
    #[arg(long, value_name = "FRACTION")]
    confidence: Option<Confidence>,
    #[command(flatten)]
    asked: CostedArgs,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &GenerateArgs) -> Result<(), Failure> {
    let wanted = wanted(context, args.horizon, args.model, args.confidence)?;
    let CostedArgs { ask, .. } = &args.asked;
    let Query { window, filter, .. } = ask.query("all", context)?;
    let ledger = ask.ledger(context)?;
    let costed = args.asked.costed(&ledger);
    let table = forecast::generate(&window, &filter, &wanted, context.zone(), context.now, &costed)?;
    ask.answer(context, &window, table)
}

/// What is asked for, the rest as configured.
///
/// # Errors
/// For a configured value that is none.
pub(in crate::cli) fn wanted(
    context: &Context,
    horizon: Option<u16>,
    model: Option<Model>,
    confidence: Option<Confidence>,
) -> Result<Wanted, Failure> {
    let configured = |key| context.config.whole(key).unwrap_or_default();
    let percent = configured(&keys::FORECASTING_CONFIDENCE_PERCENT);
    let word = context.config.text(&keys::FORECASTING_MODEL).unwrap_or_default();
    let days = horizon.map_or_else(|| configured(&keys::FORECASTING_HORIZON), u64::from);
    Ok(Wanted {
        horizon: usize::try_from(days).unwrap_or(usize::MAX),
        model: model.map_or_else(|| word.parse(), Ok)?,
        confidence: confidence.map_or_else(|| format!("0.{percent:02}").parse(), Ok)?,
    })
}

//! `cost-ops forecast`: the days ahead, and the days that were out of the ordinary.
//!
//! Owns: the verbs under `forecast`, the switch that turns them off, the defaults of the
//! configuration. Refuses to know: models.

mod anomalies;
mod budget;
pub(super) mod generate;

use clap::{Args, Subcommand};

use super::{Context, Failure};
use crate::config::keys;
use crate::domain::{Code, Error};

/// Arguments of `forecast`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops forecast generate --horizon 7
  cost-ops forecast anomalies --period this-month")]
pub struct ForecastArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// What each of the days ahead will cost, within which bounds, and how far off that was in the past
    Generate(generate::GenerateArgs),
    /// The days that were out of the ordinary, and what moved them: model, project, volume or price
    Anomalies(anomalies::AnomaliesArgs),
    /// Where each budget will be at the end of its period, and what a day may still cost
    Budget(budget::BudgetArgs),
}

/// Runs it.
pub(super) fn run(context: &Context, args: &ForecastArgs) -> Result<(), Failure> {
    allowed(context)?;
    match &args.verb {
        Verb::Generate(args) => generate::run(context, args),
        Verb::Anomalies(args) => anomalies::run(context, args),
        Verb::Budget(args) => budget::run(context, args),
    }
}

/// What a forecast is when no flag says otherwise.
///
/// # Errors
/// For a configured value that is none.
pub(super) fn usual(context: &Context) -> Result<crate::report::forecast::Wanted, Failure> {
    generate::wanted(context, None, None, None)
}

/// Refuses where `forecasting.enable` is off, and says where that was said.
///
/// # Errors
/// [`Code::Config`].
pub(super) fn allowed(context: &Context) -> Result<(), Failure> {
    let Some(off) = off(context) else { return Ok(()) };
    let error = Error::new(Code::Config, off);
    Err(error.hint("cost-ops config set forecasting.enable true turns them on").into())
}

/// That forecasts are off and where that is said, when they are.
pub(super) fn off(context: &Context) -> Option<String> {
    let origin = context.config.find(&keys::FORECASTING_ENABLE).map(|found| format!(" in {}", found.origin));
    let allowed = context.config.flag(&keys::FORECASTING_ENABLE);
    (!allowed).then(|| format!("forecasts are turned off: forecasting.enable is false{}", origin.unwrap_or_default()))
}

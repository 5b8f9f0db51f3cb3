//! `cost-ops pricing`: the price book on the command line.
//!
//! Owns: the verbs under `pricing` and what they share (dates, the book with the ledger's
//! entries). Refuses to know: how a price is found.

mod cases;
mod check;
mod conflicts;
mod edit;
mod explain;
mod generations;
mod import;
mod list;
mod reprice;
mod stated;
mod versions;

use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};

use super::{Context, Failure, Global};
use crate::domain::{PriceLayers, period};
use crate::paths::Location;

/// Arguments of `pricing`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops pricing list --provider anthropic
  cost-ops pricing get --provider openai --model gpt-4o")]
pub struct PricingArgs {
    #[command(subcommand)]
    verb: Verb,
}

impl PricingArgs {
    /// Whether it lists prices.
    pub(super) fn lists(&self) -> bool {
        matches!(self.verb, Verb::List(_))
    }
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// The models and their prices, in force now
    List(list::ListArgs),
    /// Everything known about one model's price
    Get(list::GetArgs),
    /// Add a price of your own: it goes before the built-in one
    Add(Box<edit::AddArgs>),
    /// Change a price from a date on, mend it with --correction, or take a price list in with --from
    #[command(visible_alias = "import")]
    Update(Box<edit::UpdateArgs>),
    /// Remove a price you added
    Remove(edit::RemoveArgs),
    /// Where layers of the price book disagree about what this ledger used, and by how much
    Conflicts,
    /// What to know about the prices of the models this ledger uses
    Check,
    /// Every version of the price book
    History,
    /// Print an imported list in our own format
    Export(versions::ExportArgs),
    /// Go back to an earlier version of the price book
    Rollback(versions::RollbackArgs),
    /// Why a request costs what it costs: name, rule, dates, tier, arithmetic
    Explain(explain::ExplainArgs),
    /// Price stored records again: what would change, then a new generation of costs
    Reprice(Box<reprice::RepriceArgs>),
    /// The generations of costs: when records were priced again, and what that came to
    Generations,
    /// Price test cases: one JSON object a line in, one out (needs no ledger)
    Cases(cases::CasesArgs),
}

impl PricingArgs {
    /// Takes `explain … --output 300`, which the global flag has caught, as output tokens.
    ///
    /// # Errors
    /// When both spellings say different numbers.
    pub(super) fn take_output(&mut self, global: &mut Global) -> Result<(), Failure> {
        match &mut self.verb {
            Verb::Explain(args) => args.take_output(global),
            _ => Ok(()),
        }
    }
}

/// Runs it.
pub(super) fn run(context: &Context, args: &PricingArgs) -> Result<(), Failure> {
    match &args.verb {
        Verb::List(args) => list::run(context, args),
        Verb::Get(args) => list::get(context, args),
        Verb::Add(args) => edit::add(context, args),
        Verb::Update(args) => edit::update(context, args),
        Verb::Remove(args) => edit::remove(context, args),
        Verb::Conflicts => conflicts::run(context),
        Verb::Check => check::run(context),
        Verb::History => versions::history(context),
        Verb::Export(args) => versions::export(context, args),
        Verb::Rollback(args) => versions::rollback(context, args),
        Verb::Explain(args) => explain::run(context, args),
        Verb::Reprice(args) => reprice::run(context, args),
        Verb::Generations => generations::run(context),
        Verb::Cases(args) => cases::run(context, args),
    }
}

/// What lies over the embedded prices; without a ledger only what the user's file says.
fn layers(context: &Context) -> Result<PriceLayers, Failure> {
    match context.location()? {
        Location::File(path) if path.exists() => context.price_layers(&context.ledger(false)?),
        _ => Ok(PriceLayers { entries: context.own_prices()?, ..PriceLayers::default() }),
    }
}

/// A date (UTC midnight) or an RFC 3339 instant.
pub(super) fn instant(text: &str) -> Result<DateTime<Utc>, String> {
    period::instant(text)
        .ok_or_else(|| "it must be a date (2026-11-23) or an instant with its offset (2026-11-23T12:00:00Z)".to_owned())
}

/// `key=value`, the key not empty.
fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() => Ok((key.trim().to_owned(), value.to_owned())),
        _ => Err("it must be KEY=VALUE".to_owned()),
    }
}

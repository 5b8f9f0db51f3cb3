//! `cost-ops reconcile`: a provider's bill against the ledger.

use std::io::Read;
use std::path::PathBuf;

use clap::Args;

use super::selection::WhichArgs;
use super::{Context, Failure, answer, input};
use crate::domain::{Code, Error, Usd};
use crate::render::Format;
use crate::report::{self, Tolerance};
use crate::source::bills;

/// The largest bill that is read.
const LARGEST: u64 = 256 << 20;

/// Arguments of `reconcile`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops reconcile costs.json
  cost-ops reconcile claude_api_cost.csv --tolerance 0.05
  cost-ops reconcile costs.json --project website --strict --json

Bills: OpenAI costs (API JSON, the dashboard's CSV), Anthropic cost_report (JSON, in cents) and the Console's cost
CSV, OpenRouter activity (by day: JSON, CSV; a row a generation: CSV). Days are UTC days. --strict exits with 6 when
something differs. cost-ops guide closing says what each kind of difference is a sign of.")]
pub struct ReconcileArgs {
    /// The bill; - reads standard input
    pub file: PathBuf,
    /// US dollars by which a day and model may differ and still agree
    #[arg(long, value_name = "USD", default_value = "0.01", value_parser = amount)]
    pub tolerance: Usd,
    /// The same in percent of what was billed; the larger of the two counts
    #[arg(long, value_name = "PERCENT", default_value = "0.1", value_parser = percent)]
    pub tolerance_percent: i64,
    #[command(flatten)]
    pub which: WhichArgs,
    /// How the result is written
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
}

fn amount(text: &str) -> Result<Usd, String> {
    let amount = text.parse::<Usd>().map_err(|error| error.message)?;
    if amount.pico() < 0 { Err("it must not be negative".into()) } else { Ok(amount) }
}

/// Percent as parts per million.
fn percent(text: &str) -> Result<i64, String> {
    let parts = amount(text)?.pico() / 100_000_000;
    i64::try_from(parts).ok().filter(|parts| *parts <= 1_000_000).ok_or_else(|| "it must be at most 100".to_owned())
}

/// Runs it.
pub(super) fn run(context: &Context, args: &ReconcileArgs) -> Result<(), Failure> {
    if args.which.says_when() {
        let error = Error::validation("the days are those of the bill");
        return Err(error.hint("leave --range, --start-date and --end-date out").into());
    }
    let bill = bills::read(&read(context, args)?)?;
    let mut filter = args.which.filter();
    if filter.provider.is_empty() {
        filter.provider.push(bill.provider.to_owned());
    }
    let tolerance = Tolerance { amount: args.tolerance, share: args.tolerance_percent };
    let (table, agree) = report::reconcile(&bill, &filter, &tolerance, &answer::any_ledger(context)?)?;
    let format = context.format(args.format);
    context.show_as(&table, format)?;
    if !format.shows_notes() {
        answer::say_notes(context, &table);
    }
    if context.strict && !(agree && bill.rejected.is_empty()) {
        let error = Error::new(Code::Conflict, "--strict: the bill and the ledger do not agree");
        return Err(Failure::with_exit(error, 6));
    }
    Ok(())
}

fn read(context: &Context, args: &ReconcileArgs) -> Result<Vec<u8>, Failure> {
    let name = args.file.display();
    let failed = |error: std::io::Error| Error::new(Code::Io, format!("cannot read {name}: {error}"));
    let mut bytes = Vec::new();
    if args.file.as_os_str() == "-" {
        context.stdin().by_ref().take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
    } else {
        input::open(&args.file)?.bytes.take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
    }
    if bytes.len() as u64 > LARGEST {
        return Err(Error::validation(format!("{name} is too large for a bill")).into());
    }
    Ok(bytes)
}

//! `cost-ops close`: freezes a period, opens it again, checks that it is as it was.

use clap::Args;

use super::selection::starts;
use super::{Context, Failure, answer};
use crate::domain::{Close, Code, Error, Verified};
use crate::render::Format;
use crate::report;
use crate::store::Ledger;

/// Arguments of `close`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops close 2026-10
  cost-ops close last-month --tz Europe/Berlin
  cost-ops close --list
  cost-ops close --verify
  cost-ops close --reopen 2026-10

Of a closed period no cost is made anew. What arrives in it later is recorded all the same, and told
apart: reports say so, and --verify counts it. cost-ops guide closing says more.")]
pub struct CloseArgs {
    /// 2026-10, 2026-Q3, 2026, 2026-10-01, 2026-10-01..2026-10-15, or last-month; all of them with --verify
    pub period: Option<String>,
    /// List every close there ever was (also when no period is given)
    #[arg(long, conflicts_with_all = ["period", "verify", "reopen"])]
    pub list: bool,
    /// Compute the hash of closed periods again; exit 6 when one is not as it was closed
    #[arg(long, conflicts_with = "reopen")]
    pub verify: bool,
    /// Open a closed period again
    #[arg(long, requires = "period")]
    pub reopen: bool,
    /// How the result is written
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &CloseArgs) -> Result<(), Failure> {
    let format = context.format(args.format);
    match &args.period {
        period if args.verify => verify(context, period.as_deref(), format),
        Some(period) if args.reopen => reopen(context, period, format),
        Some(period) => close(context, period, format),
        None => {
            let closes = answer::any_ledger(context)?.closes()?;
            answer::give(context, &report::close_table(&closes, context.zone()), format)
        }
    }
}

fn close(context: &Context, period: &str, format: Format) -> Result<(), Failure> {
    let closing = report::closing(period, context.now, context.zone(), starts(context))?;
    // Not made for the purpose: there would be nothing in it.
    drop(context.ledger(false)?);
    let close = context.ledger(true)?.close(closing, context.now)?;
    let mut table = report::close_table(std::slice::from_ref(&close), context.zone());
    table.title = format!("Closed {} ({})", close.closing.period, close.closing.zone);
    match close.sealed {
        sealed if sealed.events == 0 => table.note(true, "there is nothing in it"),
        sealed if sealed.unpriced > 0 => {
            let records = super::ingested::counted(sealed.unpriced, "record");
            table.note(
                true,
                format!("{records} in it without a price, and none can be given to them until it is reopened"),
            );
        }
        _ => {}
    }
    answer::give(context, &table, format)
}

fn reopen(context: &Context, period: &str, format: Format) -> Result<(), Failure> {
    drop(context.ledger(false)?);
    let mut ledger = context.ledger(true)?;
    let mut close = chosen(context, &ledger, period)?;
    ledger.reopen(&close, context.now)?;
    close.reopened = Some(context.now);
    let mut table = report::close_table(std::slice::from_ref(&close), context.zone());
    table.title = format!("Opened {} again", close.closing.period);
    answer::give(context, &table, format)
}

/// The period that is closed under this name: in the zone of the command, or the only one.
fn chosen(context: &Context, ledger: &Ledger, period: &str) -> Result<Close, Failure> {
    let wanted = report::closing(period, context.now, context.zone(), starts(context))?;
    let named = |close: &Close| close.reopened.is_none() && close.closing.period == wanted.period;
    let mut found: Vec<Close> = ledger.closes()?.into_iter().filter(named).collect();
    if let Some(at) = found.iter().position(|close| close.closing.from == wanted.from && close.closing.to == wanted.to)
    {
        return Ok(found.swap_remove(at));
    }
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => {
            let error = Error::new(Code::NotFound, format!("{} is not closed", wanted.period));
            Err(error.hint("cost-ops close --list shows what is").into())
        }
        _ => {
            let zones: Vec<_> = found.iter().map(|close| close.closing.zone.as_str()).collect();
            let error =
                Error::validation(format!("{} is closed in several zones: {}", wanted.period, zones.join(", ")));
            Err(error.hint("--tz ZONE says which is meant").into())
        }
    }
}

fn verify(context: &Context, period: Option<&str>, format: Format) -> Result<(), Failure> {
    let ledger = answer::any_ledger(context)?;
    let closes = match period {
        Some(period) => vec![chosen(context, &ledger, period)?],
        None => ledger.closes()?.into_iter().filter(|close| close.reopened.is_none()).collect(),
    };
    let verified = closes.into_iter().map(|close| ledger.verify_close(close)).collect::<Result<Vec<_>, _>>()?;
    answer::give(context, &report::verified_table(&verified, context.zone()), format)?;
    let named = |one: &Verified| (!one.is_intact()).then(|| one.close.closing.period.clone());
    let altered: Vec<String> = verified.iter().filter_map(named).collect();
    if !altered.is_empty() {
        return Err(not_as_it_was(format!("not as it was closed: {}", altered.join(", "))));
    }
    let off_record = ledger.closes_off_record()?;
    if !off_record.is_empty() {
        let periods = off_record.join(", ");
        return Err(not_as_it_was(format!("the audit log tells of other closes than there are: {periods}")));
    }
    Ok(())
}

fn not_as_it_was(message: String) -> Failure {
    let hint = "the file was changed by other means; compare it with a backup";
    Failure::with_exit(Error::new(Code::Conflict, message).hint(hint), 6)
}

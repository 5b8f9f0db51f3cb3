//! Before a report: reading what is new in the logs of this machine, for a moment at most.
//!
//! Owns: when that is done by itself, how long it may take, what is said of it. It never fails a
//! report: what cannot be read or written now is said, and the report is of what is there.

use std::path::Path;
use std::time::{Duration, Instant};

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::logs::{self, Lock};
use super::selection::SelectionArgs;
use super::{Context, Failure, answer, meant, seed};
use crate::config::keys;
use crate::ingest::{Folders, Found, Order, Synced, Target};
use crate::paths::Location;
use crate::report::{Basis, Costed};
use crate::store::{Ledger, Reader};

/// Whether what is new is read first.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct FreshArgs {
    /// Report from what is in the ledger, without reading what is new in the logs of agents
    #[arg(long, hide_short_help = true)]
    pub no_sync: bool,
}

/// Whose figure a cost is.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct CostArgs {
    /// The cost of a record: calculated from prices, reported by the tool or provider, or auto:
    /// reported where there is such a figure
    #[arg(long, value_name = "BASIS", default_value_t, hide_default_value = true,
          value_parser = PossibleValuesParser::new(["calculated", "reported", "auto"]).try_map(|word| word.parse::<Basis>()), hide_short_help = true)]
    pub cost: Basis,
}

impl CostArgs {
    /// The ledger, its costs those that were chosen.
    pub(super) fn of<'r>(&self, reader: &'r dyn Reader) -> Costed<'r> {
        Costed::new(reader, self.cost)
    }
}

/// A ledger with what is new in it.
pub(super) struct Fresh {
    pub(super) ledger: Ledger,
    /// Records of what was new that were refused.
    pub(super) rejected: u64,
}

/// The ledger to report from, with what is new in it.
///
/// # Errors
/// When it cannot be opened.
pub(super) fn ledger(context: &Context, args: FreshArgs, selection: &SelectionArgs) -> Result<Ledger, Failure> {
    let ledger = fresh(context, args, selection)?.ledger;
    seed::tell(context, &ledger)?;
    meant::tell_unknown(context, &selection.filter(), &ledger)?;
    Ok(ledger)
}

/// [`ledger`], and how many of the new records were refused.
///
/// # Errors
/// When it cannot be opened.
pub(super) fn fresh(context: &Context, args: FreshArgs, selection: &SelectionArgs) -> Result<Fresh, Failure> {
    let mut rejected = 0;
    if !args.no_sync
        && context.config.flag(&keys::SYNC_AUTO)
        && let Location::File(path) = context.location()?
    {
        match refresh(context, &path, &mut rejected) {
            Ok(Some(mut ledger)) => {
                ledger.read_at(selection.prices)?;
                return Ok(Fresh { ledger, rejected });
            }
            Ok(None) => {}
            Err(failure) => {
                context.warn(&format!("the logs of agents were not read: {}", failure.error.message));
            }
        }
    }
    Ok(Fresh { ledger: answer::ledger(context, selection)?, rejected })
}

/// Reads what is new into the user's own ledger, or into one that logs were read into before.
/// Gives the ledger if it is open for reading.
fn refresh(context: &Context, path: &Path, rejected: &mut u64) -> Result<Option<Ledger>, Failure> {
    let own = context.paths.ledger().is_ok_and(|own| own == path);
    let there = path.exists();
    if !there && !own {
        return Ok(None);
    }
    let agents = logs::agents(&[])?;
    if !there {
        let mut folders = logs::folders(None)?;
        let found = logs::usual(context, &agents, &mut folders);
        if !found.is_empty() {
            *rejected = read(context, found, &folders)?;
        }
        return Ok(None);
    }
    // Why it cannot be opened, the report itself will say.
    let Ok(mut ledger) = context.ledger(false) else { return Ok(None) };
    if !own && !ledger.was_synced()? {
        return Ok(Some(ledger));
    }
    let mut folders = logs::folders(Some(&ledger))?;
    let (found, seen) = logs::beside(&mut ledger, || logs::usual(context, &agents, &mut folders))?;
    let changed = seen.changed(found);
    if changed.is_empty() {
        return Ok(Some(ledger));
    }
    drop(ledger);
    *rejected = read(context, changed, &folders)?;
    Ok(None)
}

/// How many records were refused.
fn read(context: &Context, changed: Vec<Found>, folders: &Folders) -> Result<u64, Failure> {
    let budget = context.config.whole(&keys::SYNC_BUDGET_MS).unwrap_or(0);
    let until = Instant::now() + Duration::from_millis(budget);
    let mut ledger = context.ledger(true)?;
    let Some(_lock) = Lock::take(context)? else {
        context.say("another sync is under way; this is what is there so far");
        return Ok(0);
    };
    // Another process may have read them while this one waited for the ledger.
    let changed = logs::changed(changed, &ledger)?;
    let done = logs::read(context, changed, Target::Ledger(&mut ledger), Order::NewestFirst, Some(until))?;
    folders.keep(&mut ledger)?;
    if let Some(missing) = missing(&done, until) {
        context.warn(&missing);
    }
    Ok(done.summary.rejected)
}

/// What is to be said when time was up.
fn missing(done: &Synced, until: Instant) -> Option<String> {
    let left = done.changed - done.read - done.unreadable.len() as u64;
    if left == 0 && Instant::now() < until {
        return None;
    }
    Some(match left {
        0 => "the last log may not be read to its end: `cost-ops sync` reads the rest".to_owned(),
        left => {
            format!("{left} of {} logs with something new are not read yet: `cost-ops sync` reads them", done.changed)
        }
    })
}

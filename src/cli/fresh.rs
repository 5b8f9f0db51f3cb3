//! Before a report: reading what is new in the logs of this machine, for a moment at most.
//!
//! Owns: when that is done by itself, how long it may take, what is said of it. It never fails a
//! report: what cannot be read or written now is said, and the report is of what is there.

use std::path::Path;
use std::time::{Duration, Instant};

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::logs;
use super::news::{self, Gaps, Meanwhile, News};
use super::selection::SelectionArgs;
use super::{Context, Failure, answer, seed};
use crate::config::keys;
use crate::domain::{Error, Prices};
use crate::ingest::{Order, Synced};
use crate::paths::Location;
use crate::report::{Basis, Costed, unknown_names};
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
    /// What is in the logs and is not in it.
    pub(super) gaps: Gaps,
    /// Nothing was new: an answer it gave meanwhile still holds.
    as_it_was: bool,
}

/// The ledger to report from, with what is new in it.
///
/// # Errors
/// When it cannot be opened.
pub(super) fn ledger(context: &Context, args: FreshArgs, selection: &SelectionArgs) -> Result<Ledger, Failure> {
    let ledger = fresh(context, args, selection)?.ledger;
    tell(context, selection, &ledger)?;
    Ok(ledger)
}

/// What a question gets from [`ledger`]. Most of the time nothing is new, so it is asked of what is there while
/// logs are looked for, and again only if there may be more.
///
/// # Errors
/// When the ledger cannot be opened; what the question fails with.
pub(super) fn asked<T>(
    context: &Context,
    args: FreshArgs,
    selection: &SelectionArgs,
    ask: &dyn Fn(&Ledger) -> Result<T, Error>,
) -> Result<T, Failure> {
    let mut early = None;
    let mut meanwhile = |ledger: &Ledger| early = Some(ask(ledger));
    // Other prices are chosen once logs are read.
    let is_current = selection.prices == Prices::Current;
    let fresh = fresh_beside(context, args, selection, is_current.then_some(&mut meanwhile))?;
    tell(context, selection, &fresh.ledger)?;
    let early = early.filter(|_| fresh.as_it_was);
    Ok(early.unwrap_or_else(|| ask(&fresh.ledger))?)
}

/// What is to be known of a ledger before what is asked of it.
fn tell(context: &Context, selection: &SelectionArgs, ledger: &Ledger) -> Result<(), Failure> {
    seed::tell(context, ledger)?;
    unknown_names(&selection.filter(), ledger)?.iter().for_each(|told| context.warn(told));
    Ok(())
}

/// [`ledger`], and what is missing from it.
///
/// # Errors
/// When it cannot be opened.
pub(super) fn fresh(context: &Context, args: FreshArgs, selection: &SelectionArgs) -> Result<Fresh, Failure> {
    fresh_beside(context, args, selection, None)
}

fn fresh_beside(
    context: &Context,
    args: FreshArgs,
    selection: &SelectionArgs,
    meanwhile: Option<Meanwhile<'_>>,
) -> Result<Fresh, Failure> {
    let mut gaps = Gaps::default();
    if !args.no_sync
        && context.config.flag(&keys::SYNC_AUTO)
        && let Location::File(path) = context.location()?
    {
        match refresh(context, &path, &mut gaps, meanwhile) {
            Ok((Some(mut ledger), as_it_was)) => {
                ledger.read_at(selection.prices)?;
                return Ok(Fresh { ledger, gaps, as_it_was });
            }
            Ok((None, _)) => {}
            Err(failure) => {
                gaps.failed = true;
                context.warn(&format!("the logs of agents were not read: {}", failure.error.message));
            }
        }
    }
    Ok(Fresh { ledger: answer::ledger(context, selection)?, gaps, as_it_was: false })
}

/// Reads what is new into the user's own ledger, or into one that logs were read into before.
/// Gives the ledger if it is open for reading, and whether it is as it was.
fn refresh(
    context: &Context,
    path: &Path,
    gaps: &mut Gaps,
    meanwhile: Option<Meanwhile<'_>>,
) -> Result<(Option<Ledger>, bool), Failure> {
    let own = context.paths.ledger().is_ok_and(|own| own == path);
    let there = path.exists();
    if !there && !own {
        return Ok((None, false));
    }
    let mut ledger = match there.then(|| context.ledger(false)) {
        // Why it cannot be opened, the report itself will say.
        Some(Err(_)) => return Ok((None, false)),
        Some(Ok(ledger)) => Some(ledger),
        None => None,
    };
    if let Some(known) = &ledger
        && !own
        && !known.was_synced()?
    {
        return Ok((ledger, false));
    }
    let agents = logs::agents(&[])?;
    let news = news::look_beside(context, &agents, ledger.as_ref(), meanwhile)?;
    let as_it_was = news.is_none();
    if !news.changed.is_empty() {
        drop(ledger.take());
        *gaps = read(context, news)?;
    }
    Ok((ledger, as_it_was))
}

/// Reads them for as long as that may take, and tells what is missing.
fn read(context: &Context, news: News) -> Result<Gaps, Failure> {
    let budget = context.config.whole(&keys::SYNC_BUDGET_MS).unwrap_or(0);
    let until = Instant::now() + Duration::from_millis(budget);
    let Some(done) = news.read(context, Order::NewestFirst, Some(until), None)? else {
        context.say("another sync is under way; this is what is there so far");
        return Ok(Gaps { busy: true, ..Gaps::default() });
    };
    if let Some(missing) = missing(&done, until) {
        context.warn(&missing);
    }
    // One stands for all: `sync` names each.
    if let Some((_, error)) = done.unreadable.first() {
        context.warn(&error.message);
    }
    Ok(Gaps::of(&done))
}

/// What is to be said when time was up.
fn missing(done: &Synced, until: Instant) -> Option<String> {
    let left = Gaps::of(done).unread;
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

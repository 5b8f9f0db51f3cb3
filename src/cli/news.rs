//! What is new in the logs of this machine, and reading it into the ledger.
//!
//! Owns: the steps between looking for logs and having them in the ledger, one process at a time; what
//! is missing after that. Refuses to know: when that is done, for how long, what is said of it.

use std::time::Instant;

use super::logs::{self, Lock};
use super::{Context, Failure, actor, ingested};
use crate::domain::Result as Outcome;
use crate::ingest::{Folders, Found, Order, Seen, Synced, Target};
use crate::paths::Location;
use crate::store::{Draft, Ledger};

/// Bytes of logs up to which a ledger that is not there yet is shown only when they are in it, which is
/// less to write; of more, what was read when somebody loses patience is worth keeping.
const OUT_OF_SIGHT: u64 = 2 << 30;

/// Logs with something new.
pub(super) struct News {
    /// How many logs are there.
    pub(super) there: u64,
    pub(super) changed: Vec<Found>,
    folders: Folders,
}

/// Looks for logs, while what a ledger knows of them is read.
///
/// # Errors
/// When the ledger cannot be read; what `find` fails with.
pub(super) fn look(
    ledger: Option<&mut Ledger>,
    find: impl FnOnce(&mut Folders) -> Result<Vec<Found>, Failure>,
) -> Result<News, Failure> {
    let mut folders = logs::folders(ledger.as_deref())?;
    let (found, seen) = match ledger {
        Some(ledger) => logs::beside(ledger, || find(&mut folders))?,
        None => (find(&mut folders), Seen::default()),
    };
    let found = found?;
    Ok(News { there: found.len() as u64, changed: seen.changed(found), folders })
}

impl News {
    /// Reads them into the ledger, until a deadline if there is one; `None` when another process is at it.
    /// `then` notes in the ledger that it was done.
    ///
    /// # Errors
    /// When the ledger cannot be read or written.
    pub(super) fn read(
        self,
        context: &Context,
        order: Order,
        until: Option<Instant>,
        then: &dyn Fn(&mut Ledger) -> Outcome<()>,
    ) -> Result<Option<Synced>, Failure> {
        let draft = if self.bytes() <= OUT_OF_SIGHT { draft(context)? } else { None };
        let ledger = if draft.is_none() { Some(context.ledger(true)?) } else { None };
        let Some(_lock) = Lock::take(context)? else { return Ok(None) };
        if let Location::File(ledger) = context.location()? {
            Draft::sweep(&ledger);
        }
        let read = |ledger: &mut Ledger| {
            // Another process may have read some of them while this one waited for the ledger.
            let changed = logs::changed(self.changed.clone(), ledger)?;
            let done = logs::read(context, changed, Target::Ledger(ledger), order, until)?;
            self.folders.keep(ledger)?;
            then(ledger)?;
            Ok::<_, Failure>(done)
        };
        if let Some(mut draft) = draft {
            match read(draft.ledger()) {
                Ok(done) if draft.put()? => return Ok(Some(done)),
                Ok(_) => tracing::debug!("another process made a ledger meanwhile"),
                // What was read before is kept the usual way, which tells what went wrong.
                Err(failure) => tracing::debug!(error = failure.error.message, "giving the draft up"),
            }
        }
        let mut ledger = ledger.map_or_else(|| context.ledger(true), Ok)?;
        read(&mut ledger).map(Some)
    }

    fn bytes(&self) -> u64 {
        self.changed.iter().map(|log| log.stamp.size).sum()
    }
}

/// A ledger nobody sees before it is put in its place; `None` when there is one already.
fn draft(context: &Context) -> Result<Option<Draft>, Failure> {
    let mut begun = Draft::begin(&context.open_options(true)?).map_err(|error| Failure::with_exit(error, 5))?;
    if let Some(draft) = &mut begun {
        draft.ledger().act_as(actor::local(&context.env));
    }
    Ok(begun)
}

/// What is in the logs and not in the ledger.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Gaps {
    /// Another process was at it: nothing was read.
    pub(super) busy: bool,
    /// The logs were not read, for a reason that was told.
    pub(super) failed: bool,
    /// Records that were refused.
    pub(super) rejected: u64,
    /// Logs that cannot be read.
    pub(super) unreadable: u64,
    /// Logs for which there was no time.
    pub(super) unread: u64,
}

impl Gaps {
    /// What a sync left out.
    pub(super) fn of(done: &Synced) -> Gaps {
        let unreadable = done.unreadable.len() as u64;
        let unread = done.changed.saturating_sub(done.read + unreadable);
        Gaps { rejected: done.summary.rejected, unreadable, unread, ..Gaps::default() }
    }

    /// `1 record rejected, 2 logs unreadable`; `None` when nothing is missing.
    pub(super) fn told(&self) -> Option<String> {
        let counted =
            |count: u64, noun, how: &str| (count > 0).then(|| format!("{} {how}", ingested::counted(count, noun)));
        let told = [
            self.busy.then(|| "another sync is under way".to_owned()),
            self.failed.then(|| "the logs of agents were not read".to_owned()),
            counted(self.rejected, "record", "rejected"),
            counted(self.unreadable, "log", "unreadable"),
            counted(self.unread, "log", "not read yet"),
        ];
        let told: Vec<String> = told.into_iter().flatten().collect();
        (!told.is_empty()).then(|| told.join(", "))
    }
}

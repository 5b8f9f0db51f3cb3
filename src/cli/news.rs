//! What is new in the logs of this machine, and reading it into the ledger.
//!
//! Owns: the steps between looking for logs and having them in the ledger, one process at a time; what
//! is missing after that. Refuses to know: when that is done, for how long, what is said of it.

use std::time::Instant;

use super::logs::{self, Lock};
use super::{Context, Failure, ingested};
use crate::ingest::{Folders, Found, Order, Seen, Synced, Target};
use crate::store::Ledger;

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
    ///
    /// # Errors
    /// When the ledger cannot be read or written.
    pub(super) fn read(
        self,
        context: &Context,
        ledger: &mut Ledger,
        order: Order,
        until: Option<Instant>,
    ) -> Result<Option<Synced>, Failure> {
        let Some(_lock) = Lock::take(context)? else { return Ok(None) };
        // Another process may have read some of them while this one waited for the ledger.
        let changed = logs::changed(self.changed, ledger)?;
        let done = logs::read(context, changed, Target::Ledger(ledger), order, until)?;
        self.folders.keep(ledger)?;
        Ok(Some(done))
    }
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

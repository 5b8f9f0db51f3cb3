//! What is new in the logs of this machine, and reading it into the ledger.
//!
//! Owns: the steps between looking for logs and having them in the ledger, one process at a time; what
//! is missing after that. Refuses to know: when that is done, for how long, what is said of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use chrono::{DateTime, Utc};

use super::environment::Environment;
use super::logs::{self, Lock};
use super::{Context, Failure, actor, ingested};
use crate::ingest::{self, Folders, Found, Logs, Order, Seen, Synced, Target};
use crate::paths::Location;
use crate::source::Source;
use crate::store::{Digest, Draft, Ledger, Look, Stamp};

/// Bytes of logs up to which a ledger that is not there yet is shown only when they are in it, which is
/// less to write; of more, what was read when somebody loses patience is worth keeping.
const OUT_OF_SIGHT: u64 = 2 << 30;

/// Logs with something new.
pub(super) struct News {
    /// How many logs are there.
    pub(super) there: u64,
    pub(super) changed: Vec<Found>,
    folders: Folders,
    /// All logs of sources that are not as they were, and what those are like.
    looked: Vec<(Logs, Digest)>,
}

/// Looks for logs where agents usually keep them.
///
/// # Errors
/// When the ledger cannot be read.
pub(super) fn look(context: &Context, sources: &[&'static Source], ledger: Option<&Ledger>) -> Result<News, Failure> {
    look_beside(context, sources, ledger, None)
}

/// What is done with a ledger while logs are looked for.
pub(super) type Meanwhile<'a> = &'a mut dyn FnMut(&Ledger);

/// [`look`], and something else meanwhile, if there is time for it. What takes long of that fails when something
/// may be new.
///
/// # Errors
/// As [`look`].
pub(super) fn look_beside(
    context: &Context,
    sources: &[&'static Source],
    ledger: Option<&Ledger>,
    meanwhile: Option<Meanwhile<'_>>,
) -> Result<News, Failure> {
    let mut folders = logs::folders(ledger)?;
    // Before logs are looked for and anything is done meanwhile: what another process brings in from here on makes
    // them differ.
    let known = ledger.map_or(Ok(Vec::new()), Ledger::digests)?;
    let is_known =
        |(logs, digest): &(Logs, Digest)| known.iter().any(|(id, known)| id == logs.source().id && known == digest);
    let mut looked = match ledger.zip(meanwhile).filter(|_| folders.are_many()) {
        Some((ledger, meanwhile)) => {
            let (env, differ) = (&context.env, Arc::new(AtomicBool::new(false)));
            let look = || {
                let looked = usual(env, sources, &mut folders);
                differ.store(!looked.iter().all(is_known), Ordering::Relaxed);
                looked
            };
            ledger.break_off(Some(Arc::clone(&differ)))?;
            let ((), looked) = ingest::beside(|| meanwhile(ledger), look);
            ledger.break_off(None)?;
            looked
        }
        None => usual(&context.env, sources, &mut folders),
    };
    let there = looked.iter().map(|(logs, _)| logs.len() as u64).sum();
    looked.retain(|logs| !is_known(logs));
    // Most of the time nothing is new, and what is known of each log need not be read.
    let seen = ledger.filter(|_| !looked.is_empty()).map_or(Ok(Seen::default()), Seen::of)?;
    let changed = looked.iter().flat_map(|(logs, _)| seen.news(logs)).collect();
    Ok(News { there, changed, folders, looked })
}

/// The logs where agents usually keep them, by source.
fn usual(env: &Environment, sources: &[&'static Source], folders: &mut Folders) -> Vec<(Logs, Digest)> {
    logs::usual(env, sources, folders).filter(|logs| !logs.is_empty()).map(with_digest).collect()
}

fn with_digest(logs: Logs) -> (Logs, Digest) {
    let digest = logs.digest();
    (logs, digest)
}

/// Looks there for logs of which something is so.
///
/// # Errors
/// When the ledger cannot be read.
pub(super) fn look_for(
    context: &Context,
    sources: &[&'static Source],
    ledger: Option<&Ledger>,
    is_so: &dyn Fn(&Stamp) -> bool,
) -> Result<News, Failure> {
    let mut folders = logs::folders(ledger)?;
    let found = logs::usual(&context.env, sources, &mut folders).flat_map(|logs| logs.that(is_so)).collect();
    Ok(News { folders, ..among(found, ledger)? })
}

/// Some logs, and which of them have something new.
///
/// # Errors
/// When the ledger cannot be read.
pub(super) fn among(found: Vec<Found>, ledger: Option<&Ledger>) -> Result<News, Failure> {
    let there = found.len() as u64;
    let changed = ledger.map_or(Ok(Seen::default()), |ledger| Seen::of_those(ledger, &found))?.changed(found);
    Ok(News { there, changed, folders: Folders::default(), looked: Vec::new() })
}

impl News {
    /// Whether all logs are as they were when each of them had been read, by what the ledger told of that before they
    /// were looked for.
    pub(super) fn is_none(&self) -> bool {
        self.looked.is_empty() && self.changed.is_empty()
    }

    /// Reads them into the ledger, until a deadline if there is one; `None` when another process is at it.
    /// Sources that were `synced`, and when, are noted in the ledger.
    ///
    /// # Errors
    /// When the ledger cannot be read or written.
    pub(super) fn read(
        self,
        context: &Context,
        order: Order,
        until: Option<Instant>,
        synced: Option<(&[&'static str], DateTime<Utc>)>,
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
            let digests = &self.read_whole(ledger)?;
            ledger.keep_look(&Look { digests, synced, ..self.folders.look() })?;
            Ok::<_, Failure>(done)
        };
        if let Some(mut draft) = draft {
            match read(draft.ledger()).and_then(|done| Ok(draft.put()?.then_some(done))) {
                Ok(Some(done)) => return Ok(Some(done)),
                Ok(None) => tracing::debug!("another process made a ledger meanwhile"),
                // What was read before is kept the usual way, which tells what went wrong.
                Err(failure) => tracing::debug!(error = failure.error.message, "giving the draft up"),
            }
        }
        let mut ledger = ledger.map_or_else(|| context.ledger(true), Ok)?;
        read(&mut ledger).map(Some)
    }

    /// What those sources are like of which every log was read as it was found.
    fn read_whole(&self, ledger: &Ledger) -> Result<Vec<(&'static str, Digest)>, Failure> {
        let seen = if self.looked.is_empty() { Seen::default() } else { Seen::of(ledger)? };
        let whole = self.looked.iter().filter(|(logs, _)| seen.news(logs).is_empty());
        Ok(whole.map(|(logs, digest)| (logs.source().id, *digest)).collect())
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

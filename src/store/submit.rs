//! Records that are handed over one by one, each to be told what became of it.
//!
//! Owns: that an id belongs to the first record that came with it. Refuses to know: who hands over,
//! and how records become rows (`append`). Logs that are read again improve what is there; here a
//! second record under an id is the same one, or a mistake its sender must hear of.

use super::append::Append;
use super::clusters::{Resolved, in_order};
use super::event_row::EventRow;
use super::failure::Doing;
use super::stored::Stored;
use super::{Appended, Ledger, Prepared, Reprice};
use crate::domain::{Result, UsageEvent};

/// What became of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    New,
    /// It was there, and the same.
    Duplicate,
    /// Another record has its id.
    Conflict,
}

/// Records to store together.
#[derive(Debug)]
pub enum Submission {
    /// Each is new, the same as one that is there, or refused. Those of which the flag is set came
    /// without an instant, and are the same at any.
    Exact(Vec<(Prepared, bool)>),
    /// Copies are joined, as those of logs are.
    Joined(Vec<Prepared>),
}

/// What became of a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Submitted {
    /// Of each record, in order.
    Exact(Vec<Fate>),
    Joined(Appended),
}

impl Ledger {
    /// Stores every submission in one transaction: all are durable when this returns, and none are
    /// on an error.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be written.
    pub fn submit(&mut self, submissions: &[Submission], reprice: &Reprice<'_>) -> Result<Vec<Submitted>> {
        const WHAT: &str = "store records";
        let zone = self.zone;
        let (tx, interner) = self.write_parts()?;
        let outcome = Append::new(&tx, interner, zone).doing(WHAT).and_then(|mut append| {
            let stored = append.submissions(submissions, reprice)?;
            append.finish()?;
            Ok(stored)
        });
        let outcome = outcome.and_then(|stored| tx.commit().doing(WHAT).map(|()| stored));
        if outcome.is_err() {
            self.interner.forget();
        }
        outcome
    }
}

impl Append<'_> {
    fn submissions(&mut self, submissions: &[Submission], reprice: &Reprice<'_>) -> Result<Vec<Submitted>> {
        // All records that want to hear of themselves go in as one batch: a transaction's fixed
        // work is done once for a batch.
        let (mut exact, mut undated) = (Vec::new(), Vec::new());
        for submission in submissions {
            if let Submission::Exact(records) = submission {
                exact.extend(records.iter().map(|(record, _)| record));
                undated.extend(records.iter().map(|(_, flag)| *flag));
            }
        }
        let mut fates = self.exact(&exact, &undated)?.into_iter();
        let mut stored = Vec::with_capacity(submissions.len());
        for submission in submissions {
            stored.push(match submission {
                Submission::Exact(records) => Submitted::Exact(fates.by_ref().take(records.len()).collect()),
                Submission::Joined(records) => Submitted::Joined(self.joined(records, reprice)?),
            });
        }
        Ok(stored)
    }

    fn joined(&mut self, records: &[Prepared], reprice: &Reprice<'_>) -> Result<Appended> {
        let before = self.done;
        self.batch(records, reprice)?;
        Ok(Appended {
            new: self.done.new - before.new,
            updated: self.done.updated - before.updated,
            duplicate: self.done.duplicate - before.duplicate,
            pruned: self.done.pruned - before.pruned,
        })
    }

    fn exact(&mut self, batch: &[&Prepared], undated: &[bool]) -> Result<Vec<Fate>> {
        const WHAT: &str = "store records";
        let mut fates = vec![Fate::New; batch.len()];
        if batch.is_empty() {
            return Ok(fates);
        }
        self.start_batch().doing(WHAT)?;
        let Resolved { fresh, known, pruned } = self.resolve(batch).doing(WHAT)?;
        // What it was cannot be told any more; it was counted.
        for cluster in pruned {
            std::iter::once(cluster.first).chain(cluster.rest).for_each(|at| fates[at] = Fate::Duplicate);
        }
        let mut rows = EventRow::insert(self.conn).doing(WHAT)?;
        for cluster in in_order(fresh, batch.len()) {
            let row = self.base + cluster.first as i64;
            self.insert(&mut rows, row, batch[cluster.first])?;
            let first = (!cluster.rest.is_empty()).then(|| batch[cluster.first].event());
            for (at, first) in cluster.rest.iter().zip(first.iter().cycle()) {
                fates[*at] = fate(first, batch[*at], undated[*at] || undated[cluster.first]);
            }
        }
        for (row, cluster) in known {
            let stored = Stored::load(self.conn, self.interner, row).doing(WHAT)?;
            let stored = stored.event(batch[cluster.first].identity().0);
            for at in std::iter::once(&cluster.first).chain(&cluster.rest) {
                fates[*at] = fate(&stored, batch[*at], undated[*at]);
            }
        }
        Ok(fates)
    }
}

/// Whether a record under a known id is that record again.
fn fate(stored: &UsageEvent, record: &Prepared, undated: bool) -> Fate {
    let mut event = record.event();
    if undated {
        event.at = stored.at;
    }
    if event == *stored { Fate::Duplicate } else { Fate::Conflict }
}

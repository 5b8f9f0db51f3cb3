//! Records that are handed over one by one, each to be told what became of it.
//!
//! Owns: that an id belongs to the first record that came with it. Refuses to know: who hands over,
//! and how records become rows (`append`). Logs that are read again improve what is there; here a
//! second record under an id is the same one, or a mistake its sender must hear of.

use super::append::Append;
use super::clusters::in_order;
use super::event_row::EventRow;
use super::failure::Doing;
use super::known::row_of;
use super::resolve::Resolved;
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

impl Submission {
    fn exact(&self) -> Option<&[(Prepared, bool)]> {
        match self {
            Submission::Exact(records) => Some(records),
            Submission::Joined(_) => None,
        }
    }
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
        let outcome = Append::new(&tx, interner, &mut None, zone).doing(WHAT).and_then(|mut append| {
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
        // work is done once for a batch. Sums come after what may tell more of their sessions.
        let exact = || submissions.iter().filter_map(Submission::exact).flatten();
        let mut fates = vec![Fate::New; exact().count()];
        let (sums, plain): (Vec<_>, Vec<_>) =
            exact().enumerate().partition(|(_, (record, _))| record.telemetry.is_some());
        let undated: Vec<bool> = plain.iter().map(|(_, (_, flag))| *flag).collect();
        let records: Vec<&Prepared> = plain.iter().map(|(_, (record, _))| record).collect();
        let found = self.exact(&records, &undated, reprice)?;
        plain.iter().zip(found).for_each(|((at, _), fate)| fates[*at] = fate);
        for (at, (sum, flag)) in sums {
            fates[at] = self.exact_sum(sum, *flag, reprice)?;
        }
        let mut fates = fates.into_iter();
        let mut stored = Vec::with_capacity(submissions.len());
        for submission in submissions {
            stored.push(match submission {
                Submission::Exact(records) => Submitted::Exact(fates.by_ref().take(records.len()).collect()),
                Submission::Joined(records) => Submitted::Joined(self.joined(records, reprice)?),
            });
        }
        Ok(stored)
    }

    /// A sum of a session, as exports have them: it counts only where nobody tells more of the session.
    fn exact_sum(&mut self, sum: &Prepared, undated: bool, reprice: &Reprice<'_>) -> Result<Fate> {
        const WHAT: &str = "store a sum";
        if row_of(self.conn, sum.shape.namespace, &sum.id).doing(WHAT)?.is_some() {
            return Ok(self.exact(&[sum], &[undated], reprice)?[0]);
        }
        self.begin_telemetry().doing(WHAT)?;
        if self.is_counted(sum).doing(WHAT)? {
            return Ok(Fate::Duplicate);
        }
        let fate = self.exact(&[sum], &[undated], reprice)?[0];
        self.note_sum(sum).doing(WHAT)?;
        Ok(fate)
    }

    fn joined(&mut self, records: &[Prepared], reprice: &Reprice<'_>) -> Result<Appended> {
        let before = self.done;
        self.batch(&records.iter().collect::<Vec<_>>(), reprice)?;
        Ok(Appended {
            new: self.done.new - before.new,
            updated: self.done.updated - before.updated,
            duplicate: self.done.duplicate - before.duplicate,
            pruned: self.done.pruned - before.pruned,
        })
    }

    fn exact(&mut self, batch: &[&Prepared], undated: &[bool], reprice: &Reprice<'_>) -> Result<Vec<Fate>> {
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
            let record = batch[cluster.first];
            match self.told(record).doing(WHAT)? {
                Some(told) => self.take_place(told, (cluster.hash, row), record, reprice)?,
                None => self.insert(&mut rows, row, record)?,
            }
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
    // How it came is not stored.
    event.telemetry.clone_from(&stored.telemetry);
    if undated {
        event.at = stored.at;
    }
    if event == *stored { Fate::Duplicate } else { Fate::Conflict }
}

//! Records that come in one by one and must be durable before their senders are answered.
//!
//! Owns: the one writer, which takes all that is queued, stores it in one transaction and only
//! then says so: what a commit costs is shared by all who wait for it. Of many records a thread
//! beside it tells, while the writer is at the next ones. Refuses to know: who waits and how they are
//! answered.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle};

use super::Pricer;
use crate::domain::{Code, Error, Result, UsageEvent};
use crate::source::{Given, by_id};
use crate::store::{Ledger, Prepared, Preparer, Submission, Submitted};

/// Records queued at most; beyond it senders are asked to try again.
const MOST_QUEUED: usize = 65_536;
/// Records a transaction takes at most: other writers wait meanwhile.
const TOGETHER: usize = 32_768;
/// Records of which the writer tells by itself: their senders then have the next ones ready for the
/// next transaction, which would else begin without them.
const AT_ONCE: usize = 1_024;
/// Models, labels and sessions a preparer is kept with at most.
const REMEMBERED: usize = 4_096;

/// Told what became of a submission, once that is durable.
pub type Answer = Box<dyn FnOnce(Result<Submitted>) + Send>;

/// The prices to price an event with whose copy was joined. Asked for at every transaction.
pub type Prices = Box<dyn Fn() -> Arc<dyn Pricer + Send + Sync> + Send>;

#[derive(Default)]
struct Queue {
    waiting: Vec<(Submission, Answer)>,
    /// Records in it.
    records: usize,
    ended: bool,
}

#[derive(Default)]
struct Shared {
    queue: Mutex<Queue>,
    filled: Condvar,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Who prepares records for the writer: kept from one sender to the next, so that what their
/// records have in common is made once, and looked up by the writer once.
#[derive(Default)]
struct Preparers(Mutex<Vec<Preparer>>);

impl Preparers {
    fn lend<T>(&self, work: impl FnOnce(&mut Preparer) -> T) -> T {
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut preparer = kept().pop().unwrap_or_default();
        let done = work(&mut preparer);
        if preparer.remembers() < REMEMBERED {
            kept().push(preparer);
        }
        done
    }
}

/// The writer and its queue, and who tells what became of it.
pub struct Group {
    preparers: Preparers,
    shared: Arc<Shared>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

/// What a transaction was, with what came of it and those who wait to hear of it.
struct Written {
    submissions: Vec<Submission>,
    stored: Result<Vec<Submitted>>,
    answers: Vec<Answer>,
}

impl Group {
    /// Starts the writer and the one who tells.
    ///
    /// # Errors
    /// [`Code::Internal`] when they cannot be started.
    pub fn start(ledger: Ledger, prices: Prices) -> Result<Group> {
        let shared = Arc::new(Shared::default());
        let here = Arc::clone(&shared);
        // One transaction may wait to be told of: who tells too slowly is waited for.
        let (send, receive) = sync_channel(1);
        let writer = thread("writer", move || write(ledger, &here, &prices, &send))?;
        let teller = thread("teller", move || tell(&receive))?;
        Ok(Group { preparers: Preparers::default(), shared, threads: Mutex::new(vec![writer, teller]) })
    }

    /// Queues records; `answer` is told once they are durable, or that they are not.
    pub fn submit(&self, submission: Submission, answer: Answer) {
        let count = records(&submission);
        let mut queue = self.shared.lock();
        if queue.ended || (queue.records > 0 && queue.records + count > MOST_QUEUED) {
            let why = if queue.ended { "the server is ending" } else { "too many records wait to be written" };
            drop(queue);
            return answer(Err(Error::new(Code::Unavailable, why).hint("send them again in a moment")));
        }
        queue.records += count;
        queue.waiting.push((submission, answer));
        drop(queue);
        self.shared.filled.notify_one();
    }

    /// Reads native records, a JSON object or an array, and prices them: one for each, in order.
    /// `adjust` may change an event before it is priced, or refuse it.
    ///
    /// # Errors
    /// When the bytes cannot be read as records at all.
    pub fn read(
        &self,
        bytes: &[u8],
        given: &Given,
        pricer: &dyn Pricer,
        adjust: &mut dyn FnMut(&mut UsageEvent) -> std::result::Result<(), String>,
    ) -> Result<Vec<Handed>> {
        self.preparers.lend(|preparer| read_records(bytes, given, pricer, adjust, preparer))
    }

    /// How many records wait.
    pub fn queued(&self) -> usize {
        self.shared.lock().records
    }

    /// Writes what is queued, tells of it, and takes no more.
    pub fn end(&self) {
        self.shared.lock().ended = true;
        self.shared.filled.notify_one();
        let threads = std::mem::take(&mut *self.threads.lock().unwrap_or_else(PoisonError::into_inner));
        for thread in threads {
            let _ = thread.join();
        }
    }
}

fn records(submission: &Submission) -> usize {
    match submission {
        Submission::Exact(records) => records.len(),
        Submission::Joined(records) => records.len(),
    }
}

fn thread(name: &str, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>> {
    let failed = |error| Error::new(Code::Internal, format!("the {name} cannot be started: {error}"));
    Builder::new().name(name.into()).spawn(work).map_err(failed)
}

/// The writer: until the queue has ended and is empty.
fn write(mut ledger: Ledger, shared: &Shared, prices: &Prices, told: &SyncSender<Written>) {
    loop {
        let mut queue = shared.lock();
        while queue.waiting.is_empty() && !queue.ended {
            queue = shared.filled.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
        if queue.waiting.is_empty() {
            break;
        }
        let taken = take(&mut queue);
        drop(queue);
        let (submissions, answers): (Vec<_>, Vec<_>) = taken.into_iter().unzip();
        let pricer = prices();
        let stored = ledger.submit(&submissions, &|event| pricer.price(event));
        let many = submissions.iter().map(records).sum::<usize>() > AT_ONCE;
        let written = Written { submissions, stored, answers };
        // Without the one who tells, whom an answer that panicked has ended, the writer does.
        let left = if many { told.send(written).err().map(|unsent| unsent.0) } else { Some(written) };
        if let Some(left) = left {
            left.tell();
        }
    }
    if let Err(error) = ledger.checkpoint() {
        tracing::warn!("the ledger was left with its log: {error}");
    }
}

/// The one who tells: until the writer has ended.
fn tell(written: &Receiver<Written>) {
    written.iter().for_each(Written::tell);
}

impl Written {
    fn tell(self) {
        drop(self.submissions);
        match self.stored {
            Ok(stored) => stored.into_iter().zip(self.answers).for_each(|(stored, answer)| answer(Ok(stored))),
            Err(error) => {
                tracing::error!(error_code = error.code.as_str(), "records were not stored: {error}");
                self.answers.into_iter().for_each(|answer| answer(Err(error.clone())));
            }
        }
    }
}

/// What goes into the next transaction.
fn take(queue: &mut Queue) -> Vec<(Submission, Answer)> {
    let mut count = 0;
    let end = queue.waiting.iter().position(|(submission, _)| {
        count += records(submission);
        count > TOGETHER
    });
    let rest = queue.waiting.split_off(end.unwrap_or(queue.waiting.len()).max(1));
    let taken = std::mem::replace(&mut queue.waiting, rest);
    queue.records -= taken.iter().map(|(submission, _)| records(submission)).sum::<usize>();
    taken
}

/// One record as it was handed over: its row, or why there is none.
pub type Handed = std::result::Result<Prepared, String>;

fn read_records(
    bytes: &[u8],
    given: &Given,
    pricer: &dyn Pricer,
    adjust: &mut dyn FnMut(&mut UsageEvent) -> std::result::Result<(), String>,
    preparer: &mut Preparer,
) -> Result<Vec<Handed>> {
    let native = by_id("native").ok_or_else(|| Error::new(Code::Internal, "there is no native format"))?;
    let mut handed = Vec::new();
    let mut bytes = bytes;
    native.read(&mut bytes, given, &mut |record| {
        handed.push(record.map_err(|rejection| rejection.reason).and_then(|mut event| {
            adjust(&mut event)?;
            preparer.prepare(super::priced(pricer, event)).map_err(|error| error.message)
        }));
    })?;
    Ok(handed)
}

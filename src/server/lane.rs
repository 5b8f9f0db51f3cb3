//! Where reports are made: on threads of their own, so that a few slow ones never keep usage, or
//! the question whether the server is well, waiting.
//!
//! Owns: the queue of reports and its bound. Refuses to know: what a report is.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};

use super::api::Api;
use super::request::Request;
use super::response::Response;
use super::route::Caller;
use super::work::Reply;
use crate::domain::{Code, Error, Result};

/// Reports that wait at most; beyond it clients are asked to come back.
const WAITING: usize = 64;

/// Makes an answer.
pub(super) type Make = fn(&Api, &Request, &Caller) -> Result<Response>;

/// A report that is asked for.
pub(super) struct Job {
    pub make: Make,
    pub request: Request,
    pub caller: Caller,
    pub reply: Reply,
}

/// The queue, and who works it off.
pub(super) struct Lane {
    jobs: Mutex<Option<SyncSender<Job>>>,
    waiting: Arc<Mutex<Receiver<Job>>>,
}

impl Lane {
    pub(super) fn new() -> Lane {
        let (jobs, waiting) = sync_channel(WAITING);
        Lane { jobs: Mutex::new(Some(jobs)), waiting: Arc::new(Mutex::new(waiting)) }
    }

    /// Queues a report, or says that there are too many.
    pub(super) fn queue(&self, job: Job) {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner).clone();
        // At the end a job that is dropped has answered.
        let Some(jobs) = jobs else { return };
        let Err(TrySendError::Full(refused) | TrySendError::Disconnected(refused)) = jobs.try_send(job) else { return };
        let error = Error::new(Code::Unavailable, "too many reports are being made").hint("try again in a moment");
        refused.reply.send(Err(error));
    }

    /// Lets what is queued be made, and ends.
    pub(super) fn end(&self) {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

/// Starts as many threads as reports are made at a time.
///
/// # Errors
/// When one cannot be made.
pub(super) fn start(api: &Arc<Api>, count: usize) -> std::io::Result<Vec<JoinHandle<()>>> {
    let spawn = |at| {
        let api = Arc::clone(api);
        Builder::new().name(format!("report-{at}")).spawn(move || make(&api))
    };
    (0..count).map(spawn).collect()
}

fn make(api: &Arc<Api>) {
    loop {
        let next = api.lane.waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Job { make, request, caller, mut reply }) = next else { return };
        reply.span("queue");
        // Its client was told already that it took too long.
        if reply.is_late() {
            continue;
        }
        // The reply answers also when it is dropped on the way out of a panic.
        let _ = catch_unwind(AssertUnwindSafe(|| reply.send(make(api, &request, &caller))));
    }
}

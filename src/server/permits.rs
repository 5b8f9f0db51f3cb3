//! So many at a time.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many do a thing, and how many may.
pub(super) struct Permits {
    running: Arc<AtomicUsize>,
    most: usize,
}

/// One of them, until it goes.
pub(super) struct Permit(Arc<AtomicUsize>);

impl Permits {
    pub(super) fn new(most: usize) -> Permits {
        Permits { running: Arc::default(), most }
    }

    /// One more; `None` when there are as many as may be.
    pub(super) fn take(&self) -> Option<Permit> {
        let more = |running: usize| (running < self.most).then_some(running + 1);
        self.running.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more).ok()?;
        Some(Permit(Arc::clone(&self.running)))
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

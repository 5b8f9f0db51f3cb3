//! Work for two processors.
//!
//! Owns: that the second one begins at once. Refuses to know: what there is to do.
//!
//! A guest system takes a processor that its host lets rest for a busy one, and leaves a new thread
//! where its parent runs until the next tick of the clock. What is shared out here is over by then.

/// Does something here and on another processor at once.
pub(super) fn both<T: Send>(work: impl Fn() -> T + Sync) -> [T; 2] {
    let (here, other) = beside(&work, &work);
    [here, other]
}

/// Does one thing here, and another on another processor at once.
pub fn beside<H, T: Send>(here: impl FnOnce() -> H, there: impl FnOnce() -> T + Send) -> (H, T) {
    std::thread::scope(|scope| {
        let leave = away();
        let other = scope.spawn(move || {
            leave();
            there()
        });
        // So that it can leave.
        std::thread::yield_now();
        (here(), other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

/// What takes another thread away from this processor; it may come back.
#[cfg(target_os = "linux")]
fn away() -> impl FnOnce() + Send {
    use rustix::thread::{CpuSet, sched_getaffinity, sched_getcpu, sched_setaffinity};
    let here = sched_getcpu();
    move || {
        let Some(all) = sched_getaffinity(None).ok().filter(|_| here < CpuSet::MAX_CPU) else { return };
        let mut others = all;
        others.unset(here);
        // Where there is no other, or that is forbidden, it stays.
        if sched_setaffinity(None, &others).is_ok() {
            let _ = sched_setaffinity(None, &all);
        }
    }
}

#[cfg(not(target_os = "linux"))]
fn away() -> impl FnOnce() + Send {
    || ()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    #[test]
    fn both_do_it_in_threads_of_their_own() {
        let met = HashSet::from(super::both(|| std::thread::current().id()));
        assert!(met.len() == 2 && met.contains(&std::thread::current().id()));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_other_may_run_anywhere_afterwards() {
        let allowed = || {
            let set = rustix::thread::sched_getaffinity(None).expect("known");
            (0..rustix::thread::CpuSet::MAX_CPU).filter(|cpu| set.is_set(*cpu)).collect::<Vec<_>>()
        };
        let [here, other] = super::both(allowed);
        assert_eq!(here, other);
    }
}

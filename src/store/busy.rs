//! Waiting for other writers.
//!
//! Owns: the jittered busy handler. A fixed timeout starves writers under contention; short
//! random waits do not.

use std::cell::Cell;
use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, Instant};

/// How long a statement waits for a lock before it fails.
const DEADLINE: Duration = Duration::from_secs(30);
/// The first tries wait 0.2–1.7 ms, the later ones 0.2–4.2 ms.
const QUICK_TRIES: i32 = 10;

thread_local! {
    static WAITING_SINCE: Cell<Option<Instant>> = const { Cell::new(None) };
    static RANDOM: Cell<u64> = Cell::new(RandomState::new().hash_one(0u8) | 1);
}

/// Sleeps a little; false when the deadline has passed.
pub(super) fn wait(tries: i32) -> bool {
    let now = Instant::now();
    if tries == 0 {
        WAITING_SINCE.set(Some(now));
    }
    let since = WAITING_SINCE.get().unwrap_or(now);
    if now.duration_since(since) >= DEADLINE {
        return false;
    }
    let spread = if tries < QUICK_TRIES { 1_500 } else { 4_000 };
    std::thread::sleep(Duration::from_micros(200 + random() % spread));
    true
}

/// A xorshift step: jitter needs no better.
fn random() -> u64 {
    let mut x = RANDOM.get();
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    RANDOM.set(x);
    x
}

//! How often a key may ask.
//!
//! Owns: the counts of each key: an hour from its first request on, and a bucket for requests at
//! once, on a clock that only goes forward. Refuses to know: what was asked, how that is told.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::settings::Rate;

/// The hour.
pub(super) const WINDOW: Duration = Duration::from_secs(3600);
/// Keys remembered; beyond it those whose hour is over are forgotten.
const REMEMBERED: usize = 4_096;

#[derive(Debug, Clone, Copy)]
struct Count {
    since: Instant,
    /// In this hour.
    made: u64,
    /// Thousandths of requests that may be made at once.
    bucket: u64,
    filled: Instant,
}

/// Where a key stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    pub limit: u64,
    pub remaining: u64,
    /// Until the hour is over.
    pub reset: Duration,
}

/// Why a request may not be made now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exceeded {
    /// So long until the hour is over.
    Hour(Duration),
    /// Too many at once; so long until one more.
    Burst(Duration),
}

/// The counts of all keys.
pub(super) struct Limiter {
    rate: Rate,
    counts: Mutex<HashMap<String, Count>>,
}

impl Limiter {
    pub(super) fn new(rate: Rate) -> Self {
        Limiter { rate, counts: Mutex::default() }
    }

    /// Counts a request of a key.
    pub(super) fn count(&self, key: &str, now: Instant) -> (Standing, Option<Exceeded>) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= REMEMBERED && !counts.contains_key(key) {
            counts.retain(|_, count| now.duration_since(count.since) < WINDOW);
        }
        let full = self.rate.burst.saturating_mul(1_000);
        let fresh = Count { since: now, made: 0, bucket: full, filled: now };
        let count = counts.entry(key.to_owned()).or_insert(fresh);
        if now.duration_since(count.since) >= WINDOW {
            (count.since, count.made) = (now, 0);
        }
        // As many as may be made at once come back within a second.
        let passed = u64::try_from(now.duration_since(count.filled).as_millis()).unwrap_or(u64::MAX);
        count.bucket = full.min(count.bucket.saturating_add(passed.saturating_mul(self.rate.burst)));
        count.filled = now;
        let reset = WINDOW.saturating_sub(now.duration_since(count.since));
        let exceeded = if count.made >= self.rate.per_hour {
            Some(Exceeded::Hour(reset))
        } else if count.bucket < 1_000 {
            Some(Exceeded::Burst(Duration::from_millis((1_000 - count.bucket).div_ceil(self.rate.burst.max(1)))))
        } else {
            count.made += 1;
            count.bucket -= 1_000;
            None
        };
        let remaining = self.rate.per_hour.saturating_sub(count.made);
        (Standing { limit: self.rate.per_hour, remaining, reset }, exceeded)
    }

    /// Where a client stands that is not counted.
    pub(super) fn uncounted(&self) -> Standing {
        Standing { limit: self.rate.per_hour, remaining: self.rate.per_hour, reset: WINDOW }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_and_a_burst_have_limits() {
        let limiter = Limiter::new(Rate { per_hour: 5, burst: 2 });
        let start = Instant::now();
        let at = |millis| start + Duration::from_millis(millis);
        assert_eq!(limiter.count("a", at(0)).0.remaining, 4);
        assert_eq!(limiter.count("a", at(0)).1, None);
        assert_eq!(limiter.count("a", at(0)).1, Some(Exceeded::Burst(Duration::from_millis(500))));
        assert_eq!(limiter.count("b", at(0)).1, None, "another key");
        for millis in [1_000, 1_000, 2_000] {
            assert_eq!(limiter.count("a", at(millis)).1, None);
        }
        assert_eq!(
            limiter.count("a", at(3_000)),
            (
                Standing { limit: 5, remaining: 0, reset: Duration::from_secs(3597) },
                Some(Exceeded::Hour(Duration::from_secs(3597))),
            )
        );
        assert_eq!(limiter.count("a", at(3_600_000)).1, None, "the next hour");
    }
}

//! Where the time of requests goes: the spans of each, added up by route.
//!
//! Owns: the spans of a request, their sums as folded stacks (what flame graphs are drawn of), the
//! slowest requests. Refuses to know: what happens in a span, where sums are written.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Slowest requests kept.
const SLOWEST: usize = 10;

/// The spans of one request, one after another.
pub(super) struct Spans {
    last: Instant,
    took: Vec<(&'static str, Duration)>,
}

impl Spans {
    pub(super) fn new(began: Instant) -> Spans {
        Spans { last: began, took: Vec::with_capacity(5) }
    }

    /// Ends a span, which began where the one before it ended.
    pub(super) fn end(&mut self, name: &'static str) {
        let now = Instant::now();
        self.took.push((name, now.duration_since(self.last)));
        self.last = now;
    }

    /// Each span with its microseconds: `read=12 admit=40`.
    pub(super) fn text(&self) -> String {
        let each = self.took.iter().map(|(name, took)| format!("{name}={}", took.as_micros()));
        each.collect::<Vec<_>>().join(" ")
    }
}

/// A request that took long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slow {
    pub took: Duration,
    /// Method and path of the route.
    pub route: String,
    pub status: u16,
    /// The name it had in the log.
    pub trace: String,
}

#[derive(Default)]
struct Sums {
    /// By route and span, in microseconds.
    stacks: BTreeMap<(String, &'static str), u128>,
    slowest: Vec<Slow>,
}

/// The spans of all requests.
#[derive(Default)]
pub struct Profile(Mutex<Sums>);

impl Profile {
    fn sums(&self) -> MutexGuard<'_, Sums> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a request.
    pub(super) fn add(&self, spans: &Spans, route: String, status: u16, trace: &str) {
        let took = spans.took.iter().map(|(_, took)| *took).sum();
        let mut sums = self.sums();
        for (name, took) in &spans.took {
            *sums.stacks.entry((route.clone(), name)).or_default() += took.as_micros();
        }
        let at = sums.slowest.partition_point(|slow| slow.took >= took);
        if at < SLOWEST {
            sums.slowest.insert(at, Slow { took, route, status, trace: trace.to_owned() });
            sums.slowest.truncate(SLOWEST);
        }
    }

    /// A line a stack, with its microseconds: `server;GET /health;handle 1234`.
    pub fn folded(&self) -> String {
        self.sums().stacks.iter().fold(String::new(), |mut text, ((route, span), micros)| {
            let _ = writeln!(text, "server;{route};{span} {micros}");
            text
        })
    }

    /// The slowest requests, the slowest first.
    pub fn slowest(&self) -> Vec<Slow> {
        self.sums().slowest.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_added_up_and_the_slowest_kept() {
        let profile = Profile::default();
        for millis in 1..=20 {
            let took = vec![("read", Duration::from_millis(1)), ("handle", Duration::from_millis(millis))];
            let spans = Spans { last: Instant::now(), took };
            profile.add(&spans, "GET /x".into(), 200, &millis.to_string());
        }
        assert_eq!(profile.folded(), "server;GET /x;handle 210000\nserver;GET /x;read 20000\n");
        let slowest = profile.slowest();
        assert_eq!((slowest.len(), slowest[0].trace.as_str(), slowest[9].trace.as_str()), (10, "20", "11"));
        assert_eq!(slowest[0].took, Duration::from_millis(21));
    }
}

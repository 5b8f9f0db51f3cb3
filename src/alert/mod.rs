//! Telling crossed thresholds: each once a budget, threshold, period and way.
//!
//! Owns: which alerts are due, that one process at a time has one in hand (it is claimed in the
//! ledger before it is sent, and settled after), when a failed one is tried again, the messages.
//! Refuses to know: how budgets are written down, where the configuration is, standard error.
//!
//! A process that is killed between the two leaves a claim, which another takes up once it has run
//! out: then a message may come twice, with the same `id`.

mod command;
mod message;
mod outcome;
mod watch;
mod webhook;

use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};

pub use command::Program;
pub use message::test_message;
pub use outcome::Outcome;
pub use watch::Watch;
pub use webhook::{SIGNATURE_HEADER, Webhook, sign};

use crate::domain::AlertWay;

/// The ways alerts go.
#[derive(Debug, Clone)]
pub struct Ways {
    pub command: Option<Program>,
    pub webhook: Option<Webhook>,
    /// How long all deliveries of one look may take.
    pub patience: Duration,
}

impl Ways {
    /// Those that are there.
    pub fn all(&self) -> Vec<AlertWay> {
        let there =
            [self.command.as_ref().map(|_| AlertWay::Command), self.webhook.as_ref().map(|_| AlertWay::Webhook)];
        there.into_iter().flatten().collect()
    }

    /// Sends a message on one way, for as long as `until` is not reached.
    ///
    /// # Errors
    /// Why it was not delivered.
    pub fn send(&self, way: AlertWay, message: &str, clock: Clock, until: Instant) -> Result<(), Undelivered> {
        match (way, &self.command, &self.webhook) {
            (AlertWay::Command, Some(program), _) => program.run(message, until),
            (AlertWay::Webhook, _, Some(webhook)) => webhook.post(message, clock, until),
            _ => Err(Undelivered { why: format!("there is no {} any more", way.word()), after: None }),
        }
    }
}

/// Why a message was not delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undelivered {
    pub why: String,
    /// The receiver asked not to be tried again before.
    pub after: Option<Duration>,
}

/// The time of day, from an instant that was read elsewhere on.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    at: DateTime<Utc>,
    since: Instant,
}

impl Clock {
    /// It is `at` now.
    pub fn set(at: DateTime<Utc>) -> Clock {
        Clock { at, since: Instant::now() }
    }

    /// The instant it is.
    pub fn now(self) -> DateTime<Utc> {
        self.at + TimeDelta::from_std(self.since.elapsed()).unwrap_or_default()
    }
}

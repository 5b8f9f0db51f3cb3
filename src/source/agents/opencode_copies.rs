//! Which of OpenCode's messages are one, and what a message is known by.
//!
//! Owns: the identity of a message. Refuses to know: counters, files, tables.
//!
//! A fork copies the messages of a session under new ids, and a session can be deleted and leave
//! its copies behind: the id alone does not do. What a copy keeps is its instant and its model,
//! which are the same while the counters of a message grow too, so those are what it is known by.
//! Other messages with the same instant and model are told by their ids: those of subagents, which
//! run at once and are never copied, and those that cannot be copies of each other.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::content_id;
use crate::domain::EventId;

/// A message, as far as it says which one it is.
pub(super) struct Named<'a> {
    pub(super) id: &'a str,
    pub(super) session: &'a str,
    pub(super) created: Option<DateTime<Utc>>,
    pub(super) model: &'a str,
    /// Its counters, as text.
    pub(super) counters: &'a str,
    /// It is of a subagent.
    pub(super) beside: bool,
    /// Its counters grow no more.
    pub(super) complete: bool,
}

/// The messages met in one database or document, originals before copies.
#[derive(Default)]
pub(super) struct Copies {
    /// Instant, model and counters.
    met: HashSet<EventId>,
    /// What a message is known by, and the session it is in.
    known: HashMap<EventId, String>,
}

impl Copies {
    /// What the message is known by; nothing for a copy of one that was met.
    pub(super) fn identify(&mut self, message: &Named<'_>) -> Option<EventId> {
        let created = message.created.map_or_else(|| message.id.to_owned(), |at| at.timestamp_micros().to_string());
        let named = |own: &str, counters: &str| {
            let pieces = [("created", created.as_str()), ("model", message.model), ("id", own), ("tokens", counters)];
            content_id(&pieces)
        };
        if !self.met.insert(named("", message.counters)) {
            return None;
        }
        let alone = named(message.id, "");
        let usual = if message.beside { alone.clone() } else { named("", "") };
        match self.known.get(&usual) {
            Some(session) if session == message.session || !is_copy(message) => Some(alone),
            Some(_) => Some(usual),
            None => {
                self.known.insert(usual.clone(), message.session.to_owned());
                Some(usual)
            }
        }
    }
}

/// Whether a message with the instant and model of another, but other counters, is a copy that was
/// made while they grew.
fn is_copy(message: &Named<'_>) -> bool {
    !message.complete || message.created.is_some_and(|created| is_younger(message.id, created))
}

/// Milliseconds an id may be away from the message it was given to.
const NEAR: i64 = 10_000;

/// Whether an id was made at another time than the message. An id begins with the milliseconds
/// since 1970 and a counter of three digits: twelve digits in base 16, of which the highest are cut off.
fn is_younger(id: &str, created: DateTime<Utc>) -> bool {
    let digits = id.split_once('_').and_then(|(_, rest)| rest.get(..9));
    let Some(made) = digits.and_then(|digits| i64::from_str_radix(digits, 16).ok()) else { return false };
    let span = 1 << 36;
    let apart = (made - created.timestamp_millis()).rem_euclid(span);
    apart.min(span - apart) > NEAR
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named<'a>(id: &'a str, session: &'a str, counters: &'a str) -> Named<'a> {
        let created = DateTime::from_timestamp_millis(1_790_000_000_000);
        Named { id, session, created, model: "m", counters, beside: false, complete: true }
    }

    /// An id as the program makes it.
    fn id(millis: i64) -> String {
        format!("msg_{:012x}AbCdEfGhIjKlMn", (millis * 0x1000 + 1) & 0xffff_ffff_ffff)
    }

    #[test]
    fn counters_that_grew_are_those_of_the_same_message() {
        let first = Copies::default().identify(&named("msg_1", "a", "1"));
        assert_eq!(first, Copies::default().identify(&named("msg_1", "a", "2")));
        assert_eq!(first, Copies::default().identify(&named("msg_9", "fork", "1")), "the original was deleted");
    }

    #[test]
    fn copies_are_left_out_or_joined() {
        let (own, later) = (id(1_790_000_000_003), id(1_790_000_900_000));
        let mut copies = Copies::default();
        let first = copies.identify(&named(&own, "a", "2"));
        assert_eq!(copies.identify(&named(&later, "fork", "2")), None);
        assert_eq!(copies.identify(&named(&later, "fork", "1")), first, "copied while it grew");
        let growing = Named { complete: false, ..named("msg_x", "other", "1 1") };
        assert_eq!(copies.identify(&growing), first);
    }

    #[test]
    fn messages_of_the_same_instant_are_not_one() {
        let mut copies = Copies::default();
        let (one, two) = (id(1_790_000_000_000), id(1_790_000_000_001));
        let all = [named(&one, "a", "1"), named(&two, "b", "2"), named("msg_3", "a", "3")];
        let ids: HashSet<_> = all.iter().map(|message| copies.identify(message)).collect();
        assert_eq!(ids.len(), 3);
        let beside = Named { beside: true, ..named(&one, "a", "1") };
        let other = Named { beside: true, ..named(&two, "b", "1") };
        assert_ne!(Copies::default().identify(&beside), Copies::default().identify(&other));
    }
}

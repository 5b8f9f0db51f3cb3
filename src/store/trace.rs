//! Statements that take long, in the log.
//!
//! Owns: which statements are told. Refuses to know: where the log is. Timing every statement has its
//! price, so connections that import are not timed unless every statement is to be told.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::trace::{TraceEvent, TraceEventCodes};

/// Milliseconds; 0 for never.
static SLOW: AtomicU64 = AtomicU64::new(0);
static EVERY: AtomicBool = AtomicBool::new(false);

/// Tells of statements that take longer than `slow`, of every one at debug level if `every` says
/// so. Holds for connections opened afterwards.
pub fn watch_statements(slow: Option<Duration>, every: bool) {
    let slow = slow.map_or(0, |slow| u64::try_from(slow.as_millis()).unwrap_or(u64::MAX).max(1));
    SLOW.store(slow, Ordering::Relaxed);
    EVERY.store(every, Ordering::Relaxed);
}

/// Watches a connection that answers questions, or any when every statement is to be told.
pub(super) fn watch(conn: &Connection, answers: bool) {
    let every = EVERY.load(Ordering::Relaxed);
    if every || (answers && SLOW.load(Ordering::Relaxed) > 0) {
        conn.trace_v2(TraceEventCodes::SQLITE_TRACE_PROFILE, Some(tell));
    }
}

fn tell(event: TraceEvent<'_>) {
    let TraceEvent::Profile(statement, took) = event else { return };
    let duration_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    let slow = SLOW.load(Ordering::Relaxed);
    // What was bound stays out of the log: it is the data.
    let sql = || statement.sql().split_whitespace().collect::<Vec<_>>().join(" ");
    if slow > 0 && duration_ms >= slow {
        tracing::warn!(duration_ms, sql = sql(), "slow query");
    } else if EVERY.load(Ordering::Relaxed) {
        tracing::debug!(duration_ms, sql = sql(), "statement");
    }
}

//! Usage that was counted and pruned, when it comes again, under its own name or told of by somebody else.
//!
//! Owns: that it counts no second time. Of pruned records there is nothing left to be compared: a call that telemetry
//! tells of late, of a session whose log was read and pruned, is taken for one of that log. Refuses to know: what is kept
//! of pruned records (`pruned`), how telemetry and logs are matched (`telemetry`).

use rusqlite::{OptionalExtension, params};

use super::append::Append;
use super::known::row_of;
use super::prepared::Prepared;
use super::pruned;
use super::telemetry::{APART, NAMESPACE, is_of_log, is_own, key};
use crate::domain::Telemetry;

/// A day, in microseconds.
const DAY: i64 = 86_400_000_000;

impl Append<'_> {
    /// Whether a record was counted and pruned.
    pub(super) fn is_pruned(&self, record: &Prepared) -> rusqlite::Result<bool> {
        if self.pruned.is_none() {
            return Ok(false);
        }
        let (namespace, id) = record.identity();
        if pruned::has(self.conn, namespace, id)? {
            return Ok(true);
        }
        let told = self.known
            && record.telemetry.is_none()
            && !is_own(&record.facet.source)
            && self.is_of_pruned_time(record.at)
            && row_of(self.conn, namespace, id)?.is_none()
            && (self.sums_are_pruned(record)? || self.takes_pruned_call(record)?);
        if told {
            pruned::note(self.conn, namespace, id)?;
        }
        Ok(told)
    }

    /// Whether what is around a call was counted in its place, and pruned.
    pub(super) fn around_is_pruned(&self, call: &Prepared) -> rusqlite::Result<bool> {
        match call.telemetry.as_deref() {
            Some(Telemetry::Call { around: Some(around) }) if self.pruned.is_some() => {
                pruned::has(self.conn, NAMESPACE, around)
            }
            _ => Ok(false),
        }
    }

    fn is_of_pruned_time(&self, at: i64) -> bool {
        self.pruned.is_some_and(|before| at < before)
    }

    /// Whether telemetry told of the record's session in sums, and they were pruned.
    pub(super) fn sums_are_pruned(&self, record: &Prepared) -> rusqlite::Result<bool> {
        const SUMS: &str = "SELECT 1 FROM telemetry_sums WHERE session = ?1 AND session <> '' \
            AND (organization = ?2 OR '' IN (organization, ?2)) AND event NOT IN (SELECT id FROM events)";
        let of = [&record.scope.session, &record.facet.organization];
        Ok(self.is_of_pruned_time(record.at) && self.conn.prepare_cached(SUMS)?.exists(of)?)
    }

    /// Whether telemetry told of a log's record as a call, and that was pruned; then it stands for no other record.
    fn takes_pruned_call(&self, record: &Prepared) -> rusqlite::Result<bool> {
        const CALL: &str = "SELECT id FROM telemetry_calls \
            WHERE key = ?1 AND in_log = 0 AND event IS NOT NULL AND event NOT IN (SELECT id FROM events) \
                AND abs(at - ?2) <= ?3 \
            ORDER BY abs(at - ?2), id LIMIT 1";
        let session = &record.scope.session;
        // A call does not say of which organization it was once it is pruned; the sums of its session do, unless calls
        // of two organizations were pruned in one session: either may stand for the record then.
        if session.is_empty() || !is_of_log(&record.facet.source) || !self.session_is_pruned(record, true)? {
            return Ok(false);
        }
        let key = key(session, &record.cells.usage(record.shape.classes));
        let mut statement = self.conn.prepare_cached(CALL)?;
        let found: Option<[u8; 16]> =
            statement.query_row(params![key, record.at, APART], |row| row.get(0)).optional()?;
        let Some(id) = found else { return Ok(false) };
        self.conn.prepare_cached("UPDATE telemetry_calls SET in_log = 1 WHERE id = ?1")?.execute([id])?;
        Ok(true)
    }

    /// Whether a call may be one of a log whose records of its session and time were pruned.
    pub(super) fn log_is_pruned(&self, call: &Prepared) -> rusqlite::Result<bool> {
        Ok(self.is_of_pruned_time(call.at) && self.session_is_pruned(call, false)?)
    }

    /// Whether records of its session, organization and time were pruned, of those telemetry or those a log tells.
    fn session_is_pruned(&self, of: &Prepared, by_telemetry: bool) -> rusqlite::Result<bool> {
        // A day of any zone begins at most a day away from the UTC day of the same number.
        let day = of.at.div_euclid(DAY);
        let mut statement = self.conn.prepare_cached(include_str!("sql/pruned_of_session.sql"))?;
        statement.exists(params![day - 1, day + 1, of.scope.session, of.facet.organization, by_telemetry])
    }
}

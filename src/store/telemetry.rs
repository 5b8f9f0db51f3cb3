//! What telemetry tells, beside what logs tell of the same usage.
//!
//! Owns: that a call is counted once whoever tells of it, that a session's sums are not counted when
//! its calls are, how far sums since a start were counted. Refuses to know: agents, encodings.
//!
//! A log's record stands before a call of telemetry, which says less: the two are matched one to one
//! by session, prompt and time, since neither names what the other does. Calls stand before sums, and
//! metrics before what runs print at their end: a session has only what tells most of it.

use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::append::Append;
use super::event_row::EventRow;
use super::failure::Doing;
use super::frozen::Frozen;
use super::identity::digest;
use super::known::row_of;
use super::prepared::Prepared;
use super::stored::Stored;
use super::{PricedEvent, Reprice, Scope};
use crate::domain::{Labels, Result, Series, Telemetry, UsageClass, UsageCounts, UsageEvent, Usd};

const WHAT: &str = "store telemetry";

/// Where calls and spans are named that have no other name.
pub(super) const NAMESPACE: &str = "otlp";

/// A log's record of a call and telemetry's are not farther apart, in microseconds: the log notes
/// the beginning of an answer, telemetry its end.
pub(super) const APART: i64 = 3_600_000_000;

/// The counters by which a prompt is known.
const PROMPT: [UsageClass; 3] = [UsageClass::Input, UsageClass::CacheRead, UsageClass::CacheWrite];

/// What calls of a session with the same prompt have in common.
pub(super) fn key(session: &str, usage: &UsageCounts) -> i64 {
    let mut sha = Sha256::new();
    sha.update(session);
    PROMPT.iter().for_each(|class| sha.update(usage.get(*class).to_le_bytes()));
    let word = sha.finalize().iter().take(8).fold(0u64, |word, byte| (word << 8) | u64::from(*byte));
    // Zero is for what is no call.
    (word >> 1).max(1).cast_signed()
}

/// Whether a record of that source stands for the call telemetry told of. What a program records itself, it
/// records once: two of its calls may well be alike.
pub(super) fn is_of_log(source: &str) -> bool {
    source != "otlp" && !is_own(source)
}

/// Whether a program recorded it itself: its session may be one that others tell of, its calls are not theirs.
pub(super) fn is_own(source: &str) -> bool {
    source == "native"
}

/// A tag as it is written among the tags of a scope.
fn written((tag, value): (&str, &str)) -> String {
    format!("\"{tag}\":\"{value}\"")
}

/// How much a record tells of its session, from 1 on: what a run printed, metrics, a call.
fn rank(scope: &Scope) -> i64 {
    let has = |(key, value): (&str, &str)| scope.tags.iter().any(|(own, said)| own == key && said == value);
    match (has(Labels::RESULT), has(Labels::METRICS)) {
        (true, _) => 1,
        (_, true) => 2,
        _ => 3,
    }
}

/// Whether a log may name the call otherwise: a response's own id is the same everywhere.
fn may_be_in_log(call: &Prepared) -> bool {
    call.shape.namespace == NAMESPACE
}

impl Append<'_> {
    /// Whether telemetry ever told of anything: if not, logs need not be compared with it.
    pub(super) fn any_telemetry(conn: &rusqlite::Connection) -> rusqlite::Result<bool> {
        const ANY: &str = "SELECT EXISTS (SELECT 1 FROM telemetry_calls) OR EXISTS (SELECT 1 FROM telemetry_sums) \
            OR EXISTS (SELECT 1 FROM telemetry_told)";
        conn.prepare_cached(ANY)?.query_row([], |row| row.get(0))
    }

    /// Telemetry is about to tell of something: of which sessions others told call by call so far is noted, if it
    /// never did before. Sums of this transaction are not among those in the file yet.
    pub(super) fn begin_telemetry(&mut self) -> rusqlite::Result<()> {
        if std::mem::replace(&mut self.known, true) {
            return Ok(());
        }
        self.conn.execute(include_str!("sql/told_so_far.sql"), [])?;
        let mut note = self.conn.prepare(include_str!("sql/told_now.sql"))?;
        self.deltas.scopes.keys().try_for_each(|(_, facet, first, _)| note.execute([*facet, first.session]).map(|_| ()))
    }

    /// Notes who tells of the session of a record that is stored, and takes away the sums that say less.
    pub(super) fn tells(&mut self, record: &Prepared) -> rusqlite::Result<()> {
        const NOTE: &str = "INSERT INTO telemetry_told VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
        let (session, organization) = (&record.scope.session, &record.facet.organization);
        if !self.known || session.is_empty() || is_own(&record.facet.source) {
            return Ok(());
        }
        let rank = rank(&record.scope);
        self.conn.prepare_cached(NOTE)?.execute(params![session, organization, rank])?;
        // Of pruned sums nothing can be taken away: what they told of is counted.
        let mut less = self.conn.prepare_cached(include_str!("sql/sums_that_say_less.sql"))?;
        let less = less.query_map(params![session, organization, rank, written(Labels::RESULT)], |row| row.get(0))?;
        let rows: Vec<i64> = less.collect::<rusqlite::Result<_>>()?;
        for row in rows {
            self.withdraw(row)?;
            self.conn.prepare_cached("DELETE FROM telemetry_sums WHERE event = ?1")?.execute([row])?;
        }
        Ok(())
    }

    /// Stores a batch with telemetry in it: plain records, then calls, then sums, each against what
    /// is there by then.
    pub(super) fn telemetry(&mut self, batch: &[&Prepared], reprice: &Reprice<'_>) -> Result<()> {
        let (mut plain, mut calls, mut sums) = (Vec::new(), Vec::new(), Vec::new());
        for event in batch.iter().copied() {
            match event.telemetry.as_deref() {
                None => plain.push(event),
                Some(Telemetry::Call { .. }) => calls.push(event),
                Some(Telemetry::Sum { since_start }) => sums.push((event, since_start.as_ref())),
            }
        }
        self.records(&plain, reprice)?;
        self.begin_telemetry().doing(WHAT)?;
        let mut untold = Vec::with_capacity(calls.len());
        for call in calls {
            if self.is_told(call).doing(WHAT)? {
                self.done.duplicate += 1;
            } else {
                untold.push(call);
            }
        }
        self.records(&untold, reprice)?;
        untold.iter().try_for_each(|call| self.note_call(call)).doing(WHAT)?;
        sums.into_iter().try_for_each(|(sum, since_start)| self.sum(sum, since_start, reprice))
    }

    /// Whether a call, or what it is within, was told of before, by telemetry or by a log; then
    /// that is noted. Sums that say less of its session go.
    pub(super) fn is_told(&mut self, call: &Prepared) -> rusqlite::Result<bool> {
        if self.around_is_pruned(call)? {
            return Ok(true);
        }
        self.note_around(call)?;
        let id = digest(call.shape.namespace, &call.id);
        let known = "SELECT 1 FROM telemetry_calls WHERE id = ?1";
        if self.conn.prepare_cached(known)?.exists([id])? {
            return Ok(true);
        }
        let session = call.scope.session.clone();
        if session.is_empty() {
            return Ok(false);
        }
        if self.sums_are_pruned(call)? {
            return Ok(true);
        }
        // A sum of the session is no record of a log that could be the call.
        self.tells(call)?;
        if !may_be_in_log(call) {
            return Ok(false);
        }
        let usage = call.cells.usage(call.shape.classes);
        let key = key(&session, &usage);
        let Some(row) = self.log_record(call, &session, &usage, key)? else { return self.log_is_pruned(call) };
        self.note(id, key, call.at, Some(row), true)?;
        Ok(true)
    }

    /// The record of a log that is this call and no other.
    fn log_record(
        &mut self,
        call: &Prepared,
        session: &str,
        usage: &UsageCounts,
        key: i64,
    ) -> rusqlite::Result<Option<i64>> {
        let seconds = |at: i64| at.div_euclid(1_000_000);
        let (from, to) = (seconds(call.at.saturating_sub(APART)), seconds(call.at.saturating_add(APART)));
        let rows: Vec<i64> = self
            .conn
            .prepare_cached(include_str!("sql/log_records_of_call.sql"))?
            .query_map(params![from, to, session, call.facet.organization, key], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let mut nearest: Option<(u64, i64)> = None;
        for row in rows {
            let stored = Stored::load(self.conn, self.interner, row)?;
            let theirs = stored.cells.usage(stored.kind.classes);
            let apart = stored.at.abs_diff(call.at);
            let same = PROMPT.iter().all(|class| theirs.get(*class) == usage.get(*class));
            if same && nearest.is_none_or(|(least, _)| apart < least) {
                nearest = Some((apart, row));
            }
        }
        Ok(nearest.map(|(_, row)| row))
    }

    fn note(&mut self, id: [u8; 16], key: i64, at: i64, event: Option<i64>, in_log: bool) -> rusqlite::Result<()> {
        const NOTE: &str = "INSERT INTO telemetry_calls VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
        self.conn.prepare_cached(NOTE)?.execute(params![id, key, at, event, in_log])?;
        Ok(())
    }

    /// Notes what is around a call, so that it is not counted beside it; it may have come first, and even stand for a
    /// record of a log.
    fn note_around(&mut self, call: &Prepared) -> rusqlite::Result<()> {
        const RELEASE: &str = "UPDATE telemetry_calls SET key = 0, event = NULL, in_log = 0 WHERE id = ?1";
        let Some(Telemetry::Call { around: Some(around) }) = call.telemetry.as_deref() else { return Ok(()) };
        if let Some(row) = row_of(self.conn, NAMESPACE, around)? {
            self.withdraw(row)?;
        }
        let id = digest(NAMESPACE, around);
        self.conn.prepare_cached(RELEASE)?.execute([id])?;
        self.note(id, 0, call.at, None, false)
    }

    /// Notes a call that was stored.
    pub(super) fn note_call(&mut self, call: &Prepared) -> rusqlite::Result<()> {
        let session = &call.scope.session;
        if !session.is_empty() && may_be_in_log(call) {
            let key = key(session, &call.cells.usage(call.shape.classes));
            let row = row_of(self.conn, call.shape.namespace, &call.id)?;
            self.note(digest(call.shape.namespace, &call.id), key, call.at, row, false)?;
        }
        Ok(())
    }

    /// A record of a log, with costs of its own, is about to be stored as this row: what telemetry told
    /// of the same call goes.
    pub(super) fn is_recorded(&mut self, row: i64, record: &Prepared) -> rusqlite::Result<()> {
        let Some(told) = self.told(record)? else { return Ok(()) };
        self.withdraw(told)?;
        self.conn
            .prepare_cached("UPDATE telemetry_calls SET event = ?2 WHERE event = ?1")?
            .execute([told, row])
            .map(|_| ())
    }

    /// Stores a record of a log in the row of what telemetry told of the same call, which keeps its cost
    /// unless the record says more. `claim` is the hash and the row under which it is claimed.
    pub(super) fn take_place(
        &mut self,
        told: i64,
        claim: (i64, i64),
        record: &Prepared,
        reprice: &Reprice<'_>,
    ) -> Result<()> {
        let stored = Stored::load(self.conn, self.interner, told).doing(WHAT)?;
        let before = stored.counted();
        let (event, stays) = self.improved(record.event(), Frozen::of(stored, NAMESPACE), reprice)?;
        self.claim_for(claim, told).doing(WHAT)?;
        let mut rows = EventRow::update(self.conn).doing(WHAT)?;
        self.replace(&mut rows, told, &before, &event, stays)
    }

    /// The row of a call that telemetry told of, if it is that record of a log, which from now on stands for it.
    pub(super) fn told(&mut self, record: &Prepared) -> rusqlite::Result<Option<i64>> {
        let session = &record.scope.session;
        if !self.known || record.telemetry.is_some() || session.is_empty() || !is_of_log(&record.facet.source) {
            return Ok(None);
        }
        let key = key(session, &record.cells.usage(record.shape.classes));
        let found = self
            .conn
            .prepare_cached(include_str!("sql/call_of_log_record.sql"))?
            .query_row(params![key, record.at, APART, record.facet.organization], |row| {
                Ok((row.get::<_, [u8; 16]>(0)?, row.get::<_, i64>(1)?))
            })
            .optional()?;
        if let Some((id, _)) = found {
            self.conn.prepare_cached("UPDATE telemetry_calls SET in_log = 1 WHERE id = ?1")?.execute([id])?;
        }
        Ok(found.map(|(_, told)| told))
    }

    /// Takes a record away, whose usage another one has. What a closed period had stays on record, and its
    /// row is not numbered anew: what else remembers the row is of no other record.
    fn withdraw(&mut self, row: i64) -> rusqlite::Result<()> {
        let stored = match Stored::load(self.conn, self.interner, row) {
            Err(rusqlite::Error::QueryReturnedNoRows) => return Ok(()),
            stored => stored?,
        };
        self.take_away(row, &stored.counted())?;
        self.recount(row, false)?;
        const LAST: &str = "INSERT INTO meta VALUES ('last_row', ?1) \
            ON CONFLICT DO UPDATE SET value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))";
        self.conn.prepare_cached(LAST)?.execute([row.to_string()])?;
        self.conn.prepare_cached("DELETE FROM metadata WHERE event = ?1")?.execute([row])?;
        self.conn.prepare_cached("DELETE FROM events WHERE id = ?1")?.execute([row])?;
        Ok(())
    }

    /// Stores a sum, unless somebody tells more of its session.
    fn sum(&mut self, sum: &Prepared, since_start: Option<&Series>, reprice: &Reprice<'_>) -> Result<()> {
        let mut event = sum.event();
        if let Some(series) = since_start {
            self.since_last(series, &mut event).doing(WHAT)?;
        }
        let nothing = event.usage.total_tokens() == 0;
        if nothing || self.is_counted(sum).doing(WHAT)? {
            self.done.duplicate += 1;
            return Ok(());
        }
        let (provider, cost) = reprice(&event);
        let prepared = self.preparer.prepare(PricedEvent { event, provider, cost })?;
        self.records(&[&prepared], reprice)?;
        self.note_sum(&prepared).doing(WHAT)
    }

    pub(super) fn note_sum(&mut self, sum: &Prepared) -> rusqlite::Result<()> {
        const NOTE: &str = "INSERT INTO telemetry_sums VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
        let row = row_of(self.conn, sum.shape.namespace, &sum.id)?;
        self.conn.prepare_cached(NOTE)?.execute(params![row, sum.scope.session, sum.facet.organization])?;
        Ok(())
    }

    /// Whether what a sum tells of is counted already: somebody tells more of its session, its calls one by one or
    /// its metrics what a run printed; or what a run printed was counted in the place of these metrics, and pruned.
    /// Sums of no session are told by nobody else.
    pub(super) fn is_counted(&self, sum: &Prepared) -> rusqlite::Result<bool> {
        let (session, organization) = (&sum.scope.session, &sum.facet.organization);
        let mut told = self.conn.prepare_cached(include_str!("sql/told_of_session.sql"))?;
        let pruned = self.sums_are_pruned(sum)?;
        told.exists(params![session, organization, rank(&sum.scope), pruned])
    }

    /// Makes a sum since the start of its series one since it was last told, and keeps how far that
    /// is. One that says less than was told before came late.
    fn since_last(&mut self, series: &Series, event: &mut UsageEvent) -> rusqlite::Result<()> {
        let cached = event.usage.get(UsageClass::CacheRead).saturating_add(event.usage.get(UsageClass::CacheWrite));
        let mut input = 0;
        for (class, series) in &series.counters {
            let whole = event.usage.get(*class);
            let now = if *class == UsageClass::Input { whole.saturating_sub(cached) } else { whole };
            let grown = self.grown(series, i64::try_from(now).unwrap_or(i64::MAX))?.unsigned_abs();
            if *class != UsageClass::Output {
                input += grown;
            }
            event.usage.set(*class, grown);
        }
        event.usage.set(UsageClass::Input, input);
        if let (Some(series), Some(now)) = (&series.cost, event.reported.and_then(Usd::to_stored)) {
            event.reported = Some(Usd::from_pico(i128::from(self.grown(series, now)?)));
        }
        Ok(())
    }

    /// By how much a series is beyond what was counted of it, which it then is not any more.
    fn grown(&mut self, series: &[u8; 16], now: i64) -> rusqlite::Result<i64> {
        const READ: &str = "SELECT counted FROM telemetry_counted WHERE series = ?1";
        const WRITE: &str =
            "INSERT INTO telemetry_counted VALUES (?1, ?2) ON CONFLICT DO UPDATE SET counted = excluded.counted";
        let last: Option<i64> = self.conn.prepare_cached(READ)?.query_row([series], |row| row.get(0)).optional()?;
        let last = last.unwrap_or(0);
        if now > last {
            self.conn.prepare_cached(WRITE)?.execute(params![series, now])?;
        }
        Ok(now.saturating_sub(last).max(0))
    }
}

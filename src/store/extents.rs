//! From when to when each session was used, by day and facet.
//!
//! Owns: the instants a transaction adds, and finding them again where the first or the last one went.
//! What has no session has no such instants. Refuses to know: sums.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, OptionalExtension, Row};

use super::mix::MixBuild;
use super::rollup::{Days, Deltas, SessionKey, TotalKey, WIDTH, projects, sums};
use crate::domain::{Extent, Measures};

/// Microseconds in a day.
const DAY: i64 = 86_400_000_000;

/// Extents by key.
pub(super) type By<K> = HashMap<K, Extent, MixBuild>;

/// What one transaction changes of them.
#[derive(Default)]
pub(super) struct Extents {
    met: By<SessionKey>,
    /// Events of one session tend to come together.
    last: Option<(SessionKey, Extent)>,
    /// What came last.
    came: Option<(SessionKey, Extent)>,
    /// The instants at which events went, or moved from.
    gone: BTreeMap<SessionKey, Extent>,
}

impl Extents {
    /// An event, or several, are there now.
    pub(super) fn come(&mut self, key: SessionKey, extent: Extent) {
        self.came = Some((key, extent));
        match &mut self.last {
            _ if key.1 == 0 => {}
            Some((last, known)) if *last == key => *known = known.join(extent),
            _ => {
                self.keep_last();
                self.last = Some((key, extent));
            }
        }
    }

    fn keep_last(&mut self) {
        if let Some((key, extent)) = self.last.take() {
            self.met.entry(key).and_modify(|known| *known = known.join(extent)).or_insert(extent);
        }
    }

    /// An event is there no longer.
    pub(super) fn go(&mut self, key: SessionKey, at: i64) {
        if key.1 != 0 {
            let extent = Extent::at(at);
            self.gone.entry(key).and_modify(|known| *known = known.join(extent)).or_insert(extent);
        }
    }

    /// An event is there no longer, unless it is what came last: a better copy at the same instant.
    pub(super) fn leave(&mut self, key: SessionKey, at: i64) {
        if self.came != Some((key, Extent::at(at))) {
            self.go(key, at);
        }
    }

    /// Whether any event went.
    pub(super) fn has_gone(&self) -> bool {
        !self.gone.is_empty()
    }

    /// What was added.
    pub(super) fn met(&mut self) -> &mut By<SessionKey> {
        self.keep_last();
        &mut self.met
    }

    /// Where the first or the last instant may have gone, and none that was added is further out: what went may
    /// itself be among what was added.
    pub(super) fn gone(&mut self) -> Vec<(SessionKey, Extent)> {
        self.keep_last();
        let is_open = |(key, gone): &(SessionKey, Extent)| {
            self.met.get(key).is_none_or(|met| gone.first <= met.first || gone.last >= met.last)
        };
        std::mem::take(&mut self.gone).into_iter().filter(is_open).collect()
    }
}

/// The same by session and project, over all days.
pub(super) fn totals(days: &By<SessionKey>, projects: &HashMap<i64, i64, MixBuild>) -> By<TotalKey> {
    let mut totals: By<TotalKey> = HashMap::default();
    for ((_, session, facet), extent) in days {
        let key = (*session, projects.get(facet).copied().unwrap_or(*facet));
        totals.entry(key).and_modify(|known| *known = known.join(*extent)).or_insert(*extent);
    }
    totals
}

/// As the statements that add them take it; there are no instants beyond the calendar.
pub(super) fn values(extent: Option<Extent>) -> [i64; 2] {
    extent.map_or([i64::MAX, i64::MIN], |extent| [extent.first, extent.last])
}

/// From two columns of a row, the first at `at`.
pub(super) fn extent(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Extent>> {
    let (first, last): (Option<i64>, Option<i64>) = (row.get(at)?, row.get(at + 1)?);
    Ok(first.zip(last).map(|(first, last)| Extent { first, last }))
}

/// Writes sums, and the instants anew where they may have gone with an event.
pub(super) fn flush(conn: &Connection, days: &mut Days, mut deltas: Deltas) -> rusqlite::Result<()> {
    let gone = deltas.extents.gone();
    deltas.flush(conn)?;
    find_again(conn, days, &gone)
}

/// Finds the instants again where they may have gone with an event.
fn find_again(conn: &Connection, days: &mut Days, gone: &[(SessionKey, Extent)]) -> rusqlite::Result<()> {
    if gone.is_empty() {
        return Ok(());
    }
    let projects = projects(conn)?;
    for (key, gone) in gone {
        let Some(kept) = kept(conn, *key)? else { continue };
        if gone.first > kept.first && gone.last < kept.last {
            continue;
        }
        let found = of_events(conn, days, *key)?;
        put(conn, *key, found)?;
        let project = projects.get(&key.2).copied().unwrap_or(key.2);
        let facets: Vec<i64> = projects.iter().filter(|(_, of)| **of == project).map(|(facet, _)| *facet).collect();
        put_total(conn, (key.1, project), &facets)?;
    }
    Ok(())
}

fn kept(conn: &Connection, (day, session, facet): SessionKey) -> rusqlite::Result<Option<Extent>> {
    let sql = "SELECT first_at, last_at FROM rollup_session WHERE day = ?1 AND session = ?2 AND facet = ?3";
    let row = conn.prepare_cached(sql)?.query_row([day, session, facet], |row| extent(row, 0)).optional()?;
    Ok(row.flatten())
}

/// From the events that are there, and what is known of pruned ones.
fn of_events(
    conn: &Connection,
    days: &mut Days,
    (day, session, facet): SessionKey,
) -> rusqlite::Result<Option<Extent>> {
    // A day of any zone begins and ends at most a day away from the UTC day of the same number.
    let (from, to) = ((day - 1).saturating_mul(DAY), (day + 2).saturating_mul(DAY));
    let mut events = conn.prepare_cached(include_str!("sql/instants_of_session.sql"))?;
    let mut rows = events.query([facet, from, to, session])?;
    let mut found = None;
    while let Some(row) = rows.next()? {
        let at = row.get(0)?;
        if days.day(at) == day {
            found = Extent::of_both(found, Some(Extent::at(at)));
        }
    }
    let sql = "SELECT min(first_at), max(last_at) FROM pruned_scope WHERE day = ?1 AND facet = ?2 AND session = ?3";
    let pruned = conn.prepare_cached(sql)?.query_row([day, facet, session], |row| extent(row, 0))?;
    Ok(Extent::of_both(found, pruned))
}

fn put(conn: &Connection, (day, session, facet): SessionKey, found: Option<Extent>) -> rusqlite::Result<()> {
    let sql = "UPDATE rollup_session SET first_at = ?4, last_at = ?5 WHERE day = ?1 AND session = ?2 AND facet = ?3";
    let (first, last) = (found.map(|found| found.first), found.map(|found| found.last));
    conn.prepare_cached(sql)?.execute((day, session, facet, first, last)).map(|_| ())
}

/// Over all days, by one look at each.
fn put_total(conn: &Connection, (session, project): TotalKey, facets: &[i64]) -> rusqlite::Result<()> {
    let mut days = conn.prepare_cached("SELECT DISTINCT day FROM rollup_model")?;
    let days: Vec<i64> = days.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut found = None;
    for (day, facet) in days.iter().flat_map(|day| facets.iter().map(move |facet| (*day, *facet))) {
        found = Extent::of_both(found, kept(conn, (day, session, facet))?);
    }
    let sql = "UPDATE session_totals SET first_at = ?3, last_at = ?4 WHERE session = ?1 AND project = ?2";
    let (first, last) = (found.map(|found| found.first), found.map(|found| found.last));
    conn.prepare_cached(sql)?.execute((session, project, first, last)).map(|_| ())
}

/// Adds to all those of a part.
pub(super) fn gather(all: &mut By<SessionKey>, part: &By<SessionKey>) {
    for (key, extent) in part {
        all.entry(*key).and_modify(|known| *known = known.join(*extent)).or_insert(*extent);
    }
}

/// The rows of sums that have other instants than expected: table and key, and the sums in them.
pub(super) fn unlike(
    conn: &Connection,
    expected: &By<SessionKey>,
    projects: &HashMap<i64, i64, MixBuild>,
) -> rusqlite::Result<Vec<(String, Measures)>> {
    let mut unlike = Vec::new();
    let mut sessions = conn.prepare(include_str!("sql/read_sessions.sql"))?;
    let mut rows = sessions.query([i64::MIN, i64::MAX])?;
    while let Some(row) = rows.next()? {
        let key = (row.get(0)?, row.get(1)?, row.get(2)?);
        if extent(row, 3 + WIDTH)? != expected.get(&key).copied() {
            unlike.push((format!("rollup_session {key:?}"), sums(row, 3)?));
        }
    }
    let (expected, every) = (totals(expected, projects), [i64::MIN, i64::MAX, i64::MIN, i64::MAX]);
    let mut totals = conn.prepare(include_str!("sql/read_session_totals.sql"))?;
    let mut rows = totals.query(every)?;
    while let Some(row) = rows.next()? {
        let key = (row.get(0)?, row.get(1)?);
        if extent(row, 2 + WIDTH)? != expected.get(&key).copied() {
            unlike.push((format!("session_totals {key:?}"), sums(row, 2)?));
        }
    }
    Ok(unlike)
}

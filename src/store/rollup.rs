//! The sums kept beside the events.
//!
//! Owns: the deltas of a transaction, the day of an instant in a zone. Refuses to know: how events
//! are found, how sums are made anew (`recompute`).

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

use rusqlite::{Connection, Row, params_from_iter};

use super::extents::{self, By, Extents};
use super::firsts::First;
use super::mix::MixBuild;
use super::spans::{self, Spans};
use crate::domain::{Extent, Measures, Tz, Usd, day_of};

/// Microseconds in a quarter of an hour.
pub(super) const QUARTER: i64 = 900_000_000;
/// Costs are stored as quotient and remainder by this.
pub(super) const PART: i128 = 1_000_000;
/// Values a row of sums has.
pub(super) const WIDTH: usize = 21;

/// `(day, model, facet)`.
pub(super) type DayKey = (i64, i64, i64);
/// `(quarter, model)`.
pub(super) type QuarterKey = (i64, i64);
/// `(generation, day, model, facet)`.
pub(super) type ReplacedKey = (i64, i64, i64, i64);

/// Local days of instants; a quarter hour within one day and one offset is looked up once.
pub(super) struct Days {
    zone: Tz,
    quarters: HashMap<i64, Option<i64>, MixBuild>,
    last: Option<(i64, i64)>,
}

impl Days {
    pub(super) fn new(zone: Tz) -> Self {
        Days { zone, quarters: HashMap::default(), last: None }
    }

    /// Days since 1970-01-01 in the zone, of an instant in microseconds.
    pub(super) fn day(&mut self, at: i64) -> i64 {
        let quarter = at.div_euclid(QUARTER);
        if let Some((known, day)) = self.last
            && known == quarter
        {
            return day;
        }
        let zone = self.zone;
        let whole = *self.quarters.entry(quarter).or_insert_with(|| whole_quarter(zone, quarter));
        match whole {
            Some(day) => {
                self.last = Some((quarter, day));
                day
            }
            None => day_and_offset(zone, at).0,
        }
    }
}

/// The day of a quarter hour that has but one.
fn whole_quarter(zone: Tz, quarter: i64) -> Option<i64> {
    let first = day_and_offset(zone, quarter.saturating_mul(QUARTER));
    let last = day_and_offset(zone, quarter.saturating_mul(QUARTER).saturating_add(QUARTER - 1));
    (first == last).then_some(first.0)
}

fn day_and_offset(zone: Tz, at: i64) -> (i64, i64) {
    let east = zone.east_at(at);
    (day_of(at, east), east)
}

/// `(day, model)`.
pub(super) type ModelKey = (i64, i64);

/// `(day, session, facet)`, the session by its first scope.
pub(super) type SessionKey = (i64, i64, i64);
/// `(day, label, model)`, the label by its first scope.
pub(super) type LabelKey = (i64, i64, i64);
/// `(session, project)`, the project by its first facet.
pub(super) type TotalKey = (i64, i64);

/// What an event's sums are filed under.
#[derive(Clone, Copy)]
pub(super) struct Filed {
    pub model: i64,
    pub facet: i64,
    pub first: First,
}

/// `(day, facet, session and label, model)`.
pub(super) type ScopeKey = (i64, i64, First, i64);

/// Sums by key.
pub(super) type Sums<K> = HashMap<K, Measures, MixBuild>;

/// What one transaction changes. The sums of other tables follow from these.
#[derive(Default)]
pub(super) struct Deltas {
    pub days: HashMap<DayKey, Measures, MixBuild>,
    /// By day, facet, session and label, and model.
    pub scopes: Sums<ScopeKey>,
    pub extents: Extents,
    pub quarters: HashMap<QuarterKey, Measures, MixBuild>,
    /// What generations of costs have added to the days.
    pub replaced: HashMap<ReplacedKey, Measures, MixBuild>,
}

/// Sums by scope that a transaction holds. They and those that follow from them take some 10 MiB when they are
/// written.
const HELD: usize = 4_096;
/// The same by day: they are fewer, and each comes again and again.
const HELD_DAYS: usize = 2 * HELD;

/// The sums of the same by another key.
pub(super) fn summed<A, B: Eq + Hash>(all: &Sums<A>, key: impl Fn(&A) -> B) -> Sums<B> {
    // Sums are large to move when a table grows, and what is not used of it costs nothing.
    let mut sums: Sums<B> = HashMap::with_capacity_and_hasher(all.len(), MixBuild::default());
    all.iter().for_each(|(of, measures)| *sums.entry(key(of)).or_default() += measures);
    sums
}

/// By session and by label what is summed by both, and by session and project over all days.
pub(super) struct ScopeSums {
    pub sessions: Sums<SessionKey>,
    pub labels: Sums<LabelKey>,
    pub totals: Sums<TotalKey>,
    /// From when to when the sessions, and those over all days, were used.
    pub extents: By<SessionKey>,
    pub total_extents: By<TotalKey>,
}

impl Deltas {
    /// Counts what an event of that day adds.
    pub(super) fn add(&mut self, day: i64, filed: Filed, sums: &Measures) {
        *self.days.entry((day, filed.model, filed.facet)).or_default() += sums;
        *self.scopes.entry((day, filed.facet, filed.first, filed.model)).or_default() += sums;
    }

    /// Notes that an event of that day is there now.
    pub(super) fn come(&mut self, day: i64, filed: Filed, at: i64) {
        self.extents.come((day, filed.first.session, filed.facet), Extent::at(at));
    }

    /// Notes that an event of that day is not there any more: whoever does has the instants found again
    /// ([`extents::flush`]) after the changes are written.
    pub(super) fn go(&mut self, day: i64, filed: Filed, at: i64) {
        self.extents.go((day, filed.first.session, filed.facet), at);
    }

    /// The same of one that may have been written there again just now.
    pub(super) fn leave(&mut self, day: i64, filed: Filed, at: i64) {
        self.extents.leave((day, filed.first.session, filed.facet), at);
    }

    /// The sums that follow from those by scope.
    pub(super) fn scope_sums(&mut self, conn: &Connection) -> rusqlite::Result<ScopeSums> {
        let projects = if self.scopes.is_empty() { HashMap::default() } else { projects(conn)? };
        let sessions = summed(&self.scopes, |(day, facet, first, _)| (*day, first.session, *facet));
        let totals =
            summed(&sessions, |(_, session, facet)| (*session, projects.get(facet).copied().unwrap_or(*facet)));
        let labels = summed(&self.scopes, |(day, _, first, model)| (*day, first.label, *model));
        let extents = std::mem::take(self.extents.met());
        let total_extents = extents::totals(&extents, &projects);
        Ok(ScopeSums { sessions, labels, totals, extents, total_extents })
    }

    /// The sums by scope, or all, once there are so many that they had better be written. Instants are found again
    /// by the days that are written.
    pub(super) fn too_many(&mut self) -> Option<Deltas> {
        let are_many = self.scopes.len() >= HELD;
        if self.days.len() >= HELD_DAYS || (are_many && self.extents.has_gone()) {
            return Some(std::mem::take(self));
        }
        are_many.then(|| {
            let (scopes, extents) = (std::mem::take(&mut self.scopes), std::mem::take(&mut self.extents));
            Deltas { scopes, extents, ..Deltas::default() }
        })
    }

    /// Writes the changes, in key order.
    pub(super) fn flush(mut self, conn: &Connection) -> rusqlite::Result<()> {
        let models: Sums<ModelKey> = summed(&self.days, |(day, model, _)| (*day, *model));
        let (scopes, many) = (self.scope_sums(conn)?, self.days.len() >= spans::WORTH_A_LOOK);
        let facets = summed(&self.days, |(day, _, facet)| (*day, *facet));
        put(conn, include_str!("sql/add_facet.sql"), facets, |(day, facet)| [day, facet])?;
        let sessions = beside(scopes.sessions, &scopes.extents, |(day, session, facet), [first, last]| {
            wide([day, session, facet, first, last])
        });
        put_rows(conn, include_str!("sql/add_session.sql"), 5, sessions)?;
        let spans = if spans::are_kept(conn)? { Some(Spans::of(&self.days, &scopes.labels)) } else { None };
        put(conn, include_str!("sql/add_label.sql"), scopes.labels, |(day, label, model)| [day, label, model])?;
        put_totals(conn, scopes.totals, &scopes.total_extents)?;
        put(conn, include_str!("sql/add_day.sql"), self.days, |(day, model, facet)| [day, model, facet])?;
        put(conn, include_str!("sql/add_model.sql"), models, |(day, model)| [day, model])?;
        put(conn, include_str!("sql/add_quarter.sql"), self.quarters, |(quarter, model)| [quarter, model])?;
        put(conn, include_str!("sql/add_replaced_day.sql"), self.replaced, |(generation, day, model, facet)| {
            [generation, day, model, facet]
        })?;
        match spans {
            Some(spans) => spans.put(conn),
            None if many => spans::begin_if_many(conn),
            None => Ok(()),
        }
    }
}

/// Sums over all days, and which sessions have several.
fn put_totals(conn: &Connection, totals: Sums<TotalKey>, extents: &By<TotalKey>) -> rusqlite::Result<()> {
    let fewer: Vec<TotalKey> = totals.iter().filter(|(_, sums)| sums.records <= 0).map(|(key, _)| *key).collect();
    let sessions: BTreeSet<i64> = totals.keys().map(|(session, _)| *session).collect();
    let totals = beside(totals, extents, |(session, project), [first, last]| wide([session, project, first, last]));
    put_rows(conn, include_str!("sql/add_session_total.sql"), 4, totals)?;
    // What nothing is left of is no session: they are counted by their rows.
    let sql = "DELETE FROM session_totals WHERE session = ?1 AND project = ?2 AND records = 0";
    for (session, project) in fewer {
        conn.prepare_cached(sql)?.execute([session, project])?;
    }
    let mut share = conn.prepare_cached(include_str!("sql/add_shared_session.sql"))?;
    sessions.into_iter().try_for_each(|session| share.execute([session]).map(|_| ()))
}

/// The first facet of the project of every facet.
pub(super) fn projects(conn: &Connection) -> rusqlite::Result<HashMap<i64, i64, MixBuild>> {
    let mut statement = conn.prepare_cached("SELECT id, project FROM facets ORDER BY id")?;
    let (mut firsts, mut projects) = (HashMap::<String, i64>::new(), HashMap::default());
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let facet: i64 = row.get(0)?;
        projects.insert(facet, *firsts.entry(row.get(1)?).or_insert(facet));
    }
    Ok(projects)
}

impl Deltas {
    /// Adds them to the sums of pruned records: days as those of generations, quarters, scopes.
    pub(super) fn flush_pruned(mut self, conn: &Connection) -> rusqlite::Result<()> {
        put(conn, include_str!("sql/add_pruned_day.sql"), self.replaced, |(generation, day, model, facet)| {
            [generation, day, model, facet]
        })?;
        put(conn, include_str!("sql/add_pruned_quarter.sql"), self.quarters, |(quarter, model)| [quarter, model])?;
        let met = self.extents.met();
        let extent = |(day, facet, first, _): &ScopeKey| met.get(&(*day, first.session, *facet)).copied();
        let columns = |key: ScopeKey| {
            let ([from, to], (day, facet, first, model)) = (extents::values(extent(&key)), key);
            [day, facet, first.session, first.label, model, from, to]
        };
        let scopes = self.scopes.into_iter().map(|(key, sums)| (columns(key), sums)).collect();
        put_rows(conn, include_str!("sql/add_pruned_scope.sql"), COLUMNS, scopes)
    }
}

/// What a row has beside its sums, in the order of its columns, at most: its key, and perhaps its first and last
/// instant.
const COLUMNS: usize = 7;
type Columns = [i64; COLUMNS];

fn wide<const N: usize>(columns: [i64; N]) -> Columns {
    std::array::from_fn(|at| columns.get(at).copied().unwrap_or_default())
}

/// The sums that change something, with the instants to be put down with them.
fn beside<K: Eq + Hash + Copy>(
    mut sums: Sums<K>,
    extents: &By<K>,
    columns: fn(K, [i64; 2]) -> Columns,
) -> Vec<(Columns, Measures)> {
    sums.retain(|key, sums| *sums != Measures::default() || extents.contains_key(key));
    sums.into_iter().map(|(key, sums)| (columns(key, extents::values(extents.get(&key).copied())), sums)).collect()
}

/// Adds sums to a table, in key order.
pub(super) fn put<K, const N: usize>(
    conn: &Connection,
    sql: &str,
    changes: Sums<K>,
    key: fn(K) -> [i64; N],
) -> rusqlite::Result<()> {
    let changes = changes.into_iter().filter(|(_, sums)| *sums != Measures::default());
    put_rows(conn, sql, N, changes.map(|(of, sums)| (wide(key(of)), sums)).collect())
}

/// The same of rows with so many columns beside the sums.
fn put_rows(conn: &Connection, sql: &str, columns: usize, mut rows: Vec<(Columns, Measures)>) -> rusqlite::Result<()> {
    rows.sort_unstable_by_key(|(columns, _)| *columns);
    let mut statement = conn.prepare_cached(sql)?;
    for (of, sums) in rows {
        statement.execute(params_from_iter(of[..columns].iter().copied().chain(values(&sums)?)))?;
    }
    Ok(())
}

/// The same sums, taken away.
pub(super) fn negated(m: &Measures) -> Measures {
    Measures {
        records: -m.records,
        requests: -m.requests,
        input_tokens: -m.input_tokens,
        cache_read_tokens: -m.cache_read_tokens,
        cache_write_tokens: -m.cache_write_tokens,
        cache_write_1h_tokens: -m.cache_write_1h_tokens,
        output_tokens: -m.output_tokens,
        reasoning_tokens: -m.reasoning_tokens,
        audio_input_tokens: -m.audio_input_tokens,
        audio_output_tokens: -m.audio_output_tokens,
        input_cost: -m.input_cost,
        output_cost: -m.output_cost,
        total_cost: -m.total_cost,
        reported_cost: -m.reported_cost,
        unpriced_requests: -m.unpriced_requests,
        unsplit_requests: -m.unsplit_requests,
        unpriced_tokens: -m.unpriced_tokens,
        estimated_requests: -m.estimated_requests,
    }
}

/// The columns of a row of sums.
fn values(m: &Measures) -> rusqlite::Result<[i64; WIDTH]> {
    let parts = |amount: Usd| (amount.pico().div_euclid(PART), amount.pico().rem_euclid(PART));
    let [input, output, total, reported] = [m.input_cost, m.output_cost, m.total_cost, m.reported_cost].map(parts);
    let wide = [
        m.records,
        m.requests,
        m.input_tokens,
        m.cache_read_tokens,
        m.cache_write_tokens,
        m.cache_write_1h_tokens,
        m.output_tokens,
        m.reasoning_tokens,
        m.audio_input_tokens,
        m.audio_output_tokens,
        m.unpriced_requests,
        m.unpriced_tokens,
        m.estimated_requests,
        input.0,
        input.1,
        output.0,
        output.1,
        total.0,
        total.1,
        reported.0,
        reported.1,
    ];
    let mut narrow = [0; WIDTH];
    for (slot, value) in narrow.iter_mut().zip(wide) {
        *slot = i64::try_from(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    }
    Ok(narrow)
}

/// Sums from the columns of a row, the first at `from`.
pub(super) fn sums(row: &Row<'_>, from: usize) -> rusqlite::Result<Measures> {
    let mut v = [0i128; WIDTH];
    for (at, slot) in v.iter_mut().enumerate() {
        *slot = i128::from(row.get_ref(from + at)?.as_i64()?);
    }
    let cost = |at: usize| Usd::from_pico(v[at] * PART + v[at + 1]);
    Ok(Measures {
        records: v[0],
        requests: v[1],
        input_tokens: v[2],
        cache_read_tokens: v[3],
        cache_write_tokens: v[4],
        cache_write_1h_tokens: v[5],
        output_tokens: v[6],
        reasoning_tokens: v[7],
        audio_input_tokens: v[8],
        audio_output_tokens: v[9],
        unpriced_requests: v[10],
        unsplit_requests: 0,
        unpriced_tokens: v[11],
        estimated_requests: v[12],
        input_cost: cost(13),
        output_cost: cost(15),
        total_cost: cost(17),
        reported_cost: cost(19),
    })
}

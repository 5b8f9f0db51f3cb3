//! The ledger file: the only room that speaks SQL.
//!
//! Owns: the schema and its migrations, the opening rules, the identity of events, the sums kept beside
//! them, the price entries, the budgets and plans. Refuses to know: formats, the price book, reports.
//!
//! What it offers is small: append a batch, price events again, fold sums, page records, keep price
//! entries, say how it is. Those are held by `tests/it/store_*.rs`, to which a second engine would be held.

mod adopt;
mod alerts;
mod append;
mod ask;
mod audit;
mod backup;
mod budgets;
mod busy;
mod candidates;
mod cells;
mod check;
mod claims;
mod closes;
mod clusters;
mod corrections;
mod cursors;
mod dearest;
mod dictionary;
mod doctor;
mod draft;
mod each_usage;
mod event_row;
mod extents;
mod failure;
mod firsts;
mod fold;
mod fold_days;
mod folders;
mod foreign;
mod frozen;
mod generations;
mod grain;
mod holders;
mod identity;
mod intern;
mod keys;
mod kind;
mod known;
mod maintain;
mod memo;
mod merge;
mod migrate;
mod mix;
mod names;
mod open;
mod orphans;
mod place;
mod plans;
mod pool;
mod prepared;
mod price_sums;
mod priced;
mod prices;
mod prune;
mod pruned;
mod pruned_usage;
mod quarters;
mod recompute;
mod records;
mod redaction;
mod replaced;
mod reprice;
mod resolve;
mod restore;
mod rollup;
mod runs;
mod seal;
mod shape;
mod sketch;
mod spans;
mod sparse;
mod stored;
mod submit;
mod telemetry;
mod trace;
mod unfinished;
mod usd_sum;
mod used;
mod users;
mod verify;
mod write;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use intern::Interner;
use unfinished::Unfinished;

pub use adopt::Adopted;
pub use alerts::{AlertKey, AlertState, Claimed, StoredAlert};
pub use ask::{Answer, Value};
pub use backup::BackedUp;
pub use budgets::StoredBudget;
pub use check::{Plan, Stats};
pub use cursors::{Batch, Cursor, SourceFiles, Stamp, StatedLimit};
pub use dearest::{DearSession, Dearest, SessionDay, WantedSessions};
pub use dictionary::{Dictionary, Facet, Scope};
pub use doctor::network_file_system;
pub use draft::Draft;
pub use folders::{Digest, Folder, FolderStamp, KeptFolder, Look};
pub use foreign::Foreign;
pub use grain::{Bucket, Grain};
pub use holders::{Holder, holders};
pub use keys::KeyHash;
pub use maintain::Sizes;
pub use migrate::SCHEMA_VERSION;
pub use names::Named;
pub use orphans::Orphans;
pub use pool::{Lent, Pool, PoolSettings};
pub use prepared::{Prepared, Preparer};
pub use price_sums::{ClassSum, PriceSum, PricedBy};
pub use pruned::Pruned;
pub use records::StoredLine;
pub use reprice::{Change, Making};
pub use restore::Restorable;
pub use submit::{Fate, Submission, Submitted};
pub use trace::watch_statements;
pub use used::UsedModel;
pub use users::RefreshHash;
pub use verify::Difference;

use crate::domain::{
    Actor, AfterClose, Cost, Filter, InstantRange, Labels, Measures, PriceContext, Result, Tz, UsageCounts, UsageEvent,
    Usd,
};

/// How to open a ledger.
#[derive(Debug, Clone)]
pub struct OpenOptions {
    /// The file, or `None` for a ledger in memory.
    pub path: Option<PathBuf>,
    /// Make the file when it is not there.
    pub create: bool,
    /// Never write (also the fall-back on a full disk).
    pub read_only: bool,
    /// The zone of the day rollup of a new file.
    pub zone: Tz,
}

/// An open ledger: one connection.
pub struct Ledger {
    conn: Connection,
    path: Option<PathBuf>,
    read_only: bool,
    zone: Tz,
    interner: Interner,
    /// Who changes it, for the audit log.
    actor: Actor,
    /// The generation of costs that is read; the current one for `None`.
    at_generation: Option<i64>,
    /// What it lacks while nobody sees it.
    unfinished: Option<Unfinished>,
}

/// An event with the cost found for it.
#[derive(Debug, Clone)]
pub struct PricedEvent {
    pub event: UsageEvent,
    /// The provider to file it under: the event's own, else the matched one, else `unknown`.
    pub provider: String,
    pub cost: Cost,
}

/// What a batch did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Appended {
    pub new: u64,
    pub updated: u64,
    pub duplicate: u64,
    /// Of the duplicates, those of events that were pruned: whether they are better copies cannot be told.
    pub pruned: u64,
}

/// One stored event, with its names.
#[derive(Debug, Clone)]
pub struct Record {
    /// The row number: pages go by it.
    pub row: i64,
    /// The id given, or the content hash (`sha256:` and 32 hex digits).
    pub id: String,
    pub at: DateTime<Utc>,
    pub source: String,
    pub provider: String,
    /// The record itself named no provider: it was found by the model.
    pub provider_inferred: bool,
    pub model: String,
    pub labels: Labels,
    pub context: PriceContext,
    pub usage: UsageCounts,
    pub measures: Measures,
    /// `None` when unpriced.
    pub cost: Option<Usd>,
    /// What the provider or tool states, also when that is zero.
    pub reported: Option<Usd>,
    /// Why there is no cost.
    pub unpriced: Option<String>,
    /// The rule that priced it, and how its name was matched.
    pub rule: Option<String>,
    pub matched: Option<String>,
    pub latency_ms: Option<u64>,
    pub metadata: Option<String>,
}

/// Prices an event again: at another instant (a copy with an earlier one, an improved copy), or
/// with other prices.
pub type Reprice<'a> = dyn Fn(&UsageEvent) -> (String, Cost) + 'a;

impl Ledger {
    /// The file, `None` for a ledger in memory.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Whether it was opened without the right to write.
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }
}

/// What reports read: the operations a second engine would have to offer too.
pub trait Reader {
    /// The zone of the day rollup.
    fn zone(&self) -> Tz;
    /// The interned names.
    fn dictionary(&self) -> Result<Dictionary>;
    /// The names without those of scopes, which can be many; of these only the ones asked for.
    fn dictionary_of(&self, _scopes: &BTreeSet<u32>) -> Result<Dictionary> {
        self.dictionary()
    }
    /// The keys of all tags.
    fn tag_keys(&self) -> Result<BTreeSet<String>> {
        let scopes = self.dictionary()?.scopes.into_values();
        Ok(scopes.flat_map(|scope| scope.tags).map(|(key, _)| key).collect())
    }
    /// The dearest sessions, where they can be found without reading all there are.
    fn dearest_sessions(&self, _wanted: &WantedSessions<'_>) -> Result<Option<Dearest>> {
        Ok(None)
    }
    /// Visits the events of some of the dearest sessions.
    fn fold_sessions(&self, _of: &[SessionDay], _each: &mut dyn FnMut(Bucket<'_>)) -> Result<()> {
        Ok(())
    }
    /// The generation of costs that is read and the newest, when it is an earlier one.
    fn earlier_prices(&self) -> Result<Option<(u32, u32)>> {
        Ok(None)
    }
    /// What came to the closed periods that the range meets after they were closed.
    fn after_close(&self, _range: &InstantRange) -> Result<Vec<AfterClose>> {
        Ok(Vec::new())
    }
    /// What was pruned of a range: only sums by day and by quarter hour know of it.
    fn pruned(&self, _range: &InstantRange) -> Result<Pruned> {
        Ok(Pruned::default())
    }
    /// Whether only events have what is asked of it, and no rollup.
    fn needs_events(&self) -> bool {
        false
    }
    /// Visits every row of a grain in the range that passes the filter, in no promised order.
    /// `Quarter` takes whole quarter hours, `Event` any range, all others whole ledger-zone days: the range
    /// must lie on such bounds. `ModelDay` and `Quarter` know models only; a filter beyond
    /// provider and model is an error. `Facet` knows no models, `Session` takes filters by session and facet, `Label` by branch,
    /// host, tags and model.
    fn fold(&self, grain: Grain, range: &InstantRange, filter: &Filter, each: &mut dyn FnMut(Bucket<'_>))
    -> Result<()>;
    /// [`Reader::fold`] of what lines over time show: at least the total cost, the requests, those without a price and
    /// their tokens, and those that are estimated; other measures may be nothing.
    fn fold_costs(
        &self,
        grain: Grain,
        range: &InstantRange,
        filter: &Filter,
        each: &mut dyn FnMut(Bucket<'_>),
    ) -> Result<()> {
        self.fold(grain, range, filter, each)
    }
    /// Records newest first (`ascending`: oldest first) by (instant, row), after the
    /// `(instant µs, row)` pair in that order.
    fn records(
        &self,
        range: &InstantRange,
        filter: &Filter,
        ascending: bool,
        after: Option<(i64, i64)>,
        limit: u64,
    ) -> Result<Vec<Record>>;
}

impl Reader for Ledger {
    fn zone(&self) -> Tz {
        self.zone
    }

    fn dictionary(&self) -> Result<Dictionary> {
        dictionary::all(&self.conn)
    }

    fn dictionary_of(&self, scopes: &BTreeSet<u32>) -> Result<Dictionary> {
        dictionary::of(&self.conn, scopes)
    }

    fn tag_keys(&self) -> Result<BTreeSet<String>> {
        dictionary::tag_keys(&self.conn)
    }

    fn dearest_sessions(&self, wanted: &WantedSessions<'_>) -> Result<Option<Dearest>> {
        self.dearest(wanted)
    }

    fn fold_sessions(&self, of: &[SessionDay], each: &mut dyn FnMut(Bucket<'_>)) -> Result<()> {
        self.events_of_sessions(of, each)
    }

    fn earlier_prices(&self) -> Result<Option<(u32, u32)>> {
        self.earlier()
    }

    fn after_close(&self, range: &InstantRange) -> Result<Vec<AfterClose>> {
        self.after_closes(range)
    }

    fn pruned(&self, range: &InstantRange) -> Result<Pruned> {
        self.pruned_in(range)
    }

    fn fold(
        &self,
        grain: Grain,
        range: &InstantRange,
        filter: &Filter,
        each: &mut dyn FnMut(Bucket<'_>),
    ) -> Result<()> {
        self.fold_grain(grain, range, filter, each)
    }

    fn fold_costs(
        &self,
        grain: Grain,
        range: &InstantRange,
        filter: &Filter,
        each: &mut dyn FnMut(Bucket<'_>),
    ) -> Result<()> {
        self.fold_grain_costs(grain, range, filter, each)
    }

    fn records(
        &self,
        range: &InstantRange,
        filter: &Filter,
        ascending: bool,
        after: Option<(i64, i64)>,
        limit: u64,
    ) -> Result<Vec<Record>> {
        self.records_page(range, filter, ascending, after, limit)
    }
}

//! Connections that are kept open for a server: opened as any other, lent for a question.
//!
//! Owns: how many there are and how long they live. Refuses to know: what is asked of them.

use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::failure::Doing;
use super::{Ledger, OpenOptions, open};
use crate::domain::{Code, Error, Prices, Result};

/// Page cache of a lent connection: there are several, and reports read sums, not events.
const CACHE_KIB: i64 = 2_048;
/// Steps of the engine between two looks at the time.
const STEPS: i32 = 20_000;

/// How many connections, and how long they live.
#[derive(Debug, Clone, Copy)]
pub struct PoolSettings {
    pub size: u32,
    pub max_lifetime: Duration,
    pub idle_timeout: Duration,
    /// How long a question waits for one.
    pub patience: Duration,
}

/// Opens the connections of a pool.
struct Opener(OpenOptions);

impl r2d2::ManageConnection for Opener {
    type Connection = Ledger;
    type Error = Error;

    fn connect(&self) -> Result<Ledger> {
        let ledger = Ledger::open(&self.0)?;
        ledger.cache(CACHE_KIB)?;
        super::trace::watch(&ledger.conn, true);
        Ok(ledger)
    }

    fn is_valid(&self, _: &mut Ledger) -> Result<()> {
        Ok(())
    }

    fn has_broken(&self, _: &mut Ledger) -> bool {
        false
    }
}

/// Connections to one ledger.
pub struct Pool {
    lent: r2d2::Pool<Opener>,
    /// Open for as long as the pool is there, so that nobody takes the ledger for one that is not in use.
    _held: Mutex<Ledger>,
}

/// A connection for a while.
pub struct Lent(r2d2::PooledConnection<Opener>);

impl Pool {
    /// Opens the first connection, so that what is wrong with the file shows at once.
    ///
    /// # Errors
    /// As [`Ledger::open`]; for a ledger in memory, which only one connection can see.
    pub fn open(options: &OpenOptions, settings: PoolSettings) -> Result<Pool> {
        if options.path.is_none() {
            let error =
                Error::new(Code::Unsupported, "a ledger in memory has one connection, and a server needs several");
            return Err(error.hint("name a file: --database-url PATH"));
        }
        let held = Ledger::open(options)?;
        held.cache(CACHE_KIB)?;
        let lent = r2d2::Pool::builder()
            .max_size(settings.size)
            .min_idle(Some(0))
            .max_lifetime(Some(settings.max_lifetime))
            .idle_timeout(Some(settings.idle_timeout))
            .connection_timeout(settings.patience)
            .test_on_check_out(false)
            .error_handler(Box::new(Quiet))
            .build_unchecked(Opener(options.clone()));
        Ok(Pool { lent, _held: Mutex::new(held) })
    }

    /// A connection, whose questions are broken off at `until`.
    ///
    /// # Errors
    /// [`Code::Database`] when all are in use and stay so, or none can be opened.
    pub fn lend(&self, until: Option<Instant>) -> Result<Lent> {
        let mut lent = self.lent.get().map_err(|_| {
            Error::new(Code::Database, "every connection to the ledger is in use (database.pool_size)")
                .hint("try again; a larger database.pool_size, or fewer questions at a time")
        })?;
        // The last question may have been at other prices.
        lent.read_at(Prices::Current)?;
        lent.limit(until)?;
        Ok(Lent(lent))
    }

    /// `(open, idle)` connections.
    pub fn state(&self) -> (u32, u32) {
        let state = self.lent.state();
        (state.connections, state.idle_connections)
    }
}

impl Deref for Lent {
    type Target = Ledger;

    fn deref(&self) -> &Ledger {
        &self.0
    }
}

impl DerefMut for Lent {
    fn deref_mut(&mut self) -> &mut Ledger {
        &mut self.0
    }
}

/// What goes wrong behind the scenes is told where it matters: to whoever asks for a connection.
#[derive(Debug)]
struct Quiet;

impl r2d2::HandleError<Error> for Quiet {
    fn handle_error(&self, error: Error) {
        tracing::warn!(%error, "a connection to the ledger cannot be opened");
    }
}

impl Ledger {
    /// Keeps so many KiB of pages in memory, instead of as many as an import can use.
    ///
    /// # Errors
    /// [`Code::Database`] when the connection does not work.
    pub fn cache(&self, kib: i64) -> Result<()> {
        open::cache(&self.conn, kib).doing("open the ledger")
    }

    /// Breaks questions off at `until`.
    fn limit(&self, until: Option<Instant>) -> Result<()> {
        let late = until.map(|until| move || Instant::now() >= until);
        match late {
            Some(late) => self.conn.progress_handler(STEPS, Some(late)),
            None => self.conn.progress_handler(0, None::<fn() -> bool>),
        }
        .doing("limit a question")
    }

    /// Breaks questions off once that is true; without it, no more.
    ///
    /// # Errors
    /// [`Code::Database`] when the connection does not work.
    pub fn break_off(&self, when: Option<Arc<AtomicBool>>) -> Result<()> {
        // Never within the few steps of what ends a transaction, as an interrupt might be.
        self.conn
            .progress_handler(STEPS, when.map(|when| move || when.load(Ordering::Relaxed)))
            .doing("break a question off")
    }

    /// A number that changes when another connection, of any process, has written.
    ///
    /// # Errors
    /// [`Code::Database`] when the file cannot be read.
    pub fn data_version(&self) -> Result<i64> {
        let mut statement = self.conn.prepare_cached("PRAGMA data_version").doing("look for changes")?;
        statement.query_row([], |row| row.get(0)).doing("look for changes")
    }

    /// Writes what is in the log into the file, as far as nobody reads it.
    ///
    /// # Errors
    /// [`Code::Database`] when the file cannot be written.
    pub fn checkpoint(&self) -> Result<()> {
        self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).doing("checkpoint the ledger")
    }
}

//! What handlers share: the ledger's connections, the prices, the writer, the settings.
//!
//! Owns: that prices are read anew when they changed. Refuses to know: any one request.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::lane::Lane;
use super::limit::Limiter;
use super::metrics::Metrics;
use super::permits::Permits;
use super::profile::Profile;
use super::reports::Cache;
use super::settings::Settings;
use crate::catalog::PriceBook;
use crate::domain::Result;
use crate::ingest::{Group, Pricer};
use crate::store::{Ledger, Lent, Pool};

/// How often prices are looked at for a change by another process.
const LOOK: Duration = Duration::from_secs(1);

const EXPORTS: usize = 2;
const LOGINS: usize = 2;

/// Pages the writer keeps in memory, in KiB: those of recent days and ids.
const WRITER_KIB: i64 = 10_240;
/// The one that only looks reads hardly any.
const WATCH_KIB: i64 = 64;

/// The prices in force, and when they were last looked at.
struct Prices {
    version: i64,
    data: i64,
    looked: Instant,
    book: Arc<PriceBook>,
}

pub(super) struct Api {
    pub settings: Settings,
    pub pool: Pool,
    pub group: Group,
    pub limiter: Option<Limiter>,
    pub metrics: Metrics,
    pub profile: Option<Arc<Profile>>,
    pub started: Instant,
    pub cache: Option<Cache>,
    /// Where reports are made.
    pub lane: Lane,
    /// Exports at a time: each holds a connection to the ledger for as long as its client reads.
    pub exports: Permits,
    /// Logins at a time: each costs a slow comparison, and they wait for each other.
    pub logins: Permits,
    pub draining: AtomicBool,
    /// The workers are to end.
    pub stopped: AtomicBool,
    /// A connection that only looks for changes.
    watch: Mutex<Ledger>,
    prices: Arc<Mutex<Prices>>,
}

impl Api {
    /// Opens the ledger's connections and starts the writer.
    ///
    /// # Errors
    /// When the ledger cannot be opened or the prices cannot be read.
    pub(super) fn new(settings: Settings) -> Result<Arc<Api>> {
        let pool = Pool::open(&settings.ledger, settings.pool)?;
        let writing = Ledger::open(&settings.ledger)?;
        writing.cache(WRITER_KIB)?;
        let watch = Ledger::open(&settings.ledger)?;
        watch.cache(WATCH_KIB)?;
        let data = watch.data_version()?;
        let layers = (settings.layers)(&watch)?;
        let (version, looked) = (layers.version, Instant::now());
        let prices = Arc::new(Mutex::new(Prices { version, data, looked, book: Arc::new(PriceBook::layered(layers)) }));
        let of_writer = Arc::clone(&prices);
        let group = Group::start(
            writing,
            Box::new(move || {
                let book = Arc::clone(&of_writer.lock().unwrap_or_else(PoisonError::into_inner).book);
                book as Arc<dyn Pricer + Send + Sync>
            }),
        )?;
        Ok(Arc::new(Api {
            limiter: settings.rate.map(Limiter::new),
            metrics: Metrics::new(super::route::ROUTES.len()),
            profile: settings.profile.then(Arc::default),
            started: Instant::now(),
            cache: settings.cache.map(Cache::new),
            lane: Lane::new(),
            exports: Permits::new(EXPORTS),
            logins: Permits::new(LOGINS),
            draining: AtomicBool::new(false),
            stopped: AtomicBool::new(false),
            watch: Mutex::new(watch),
            settings,
            pool,
            group,
            prices,
        }))
    }

    /// A connection for one request.
    ///
    /// # Errors
    /// When none is free in time.
    pub(super) fn ledger(&self) -> Result<Lent> {
        self.pool
            .lend(Some(Instant::now() + self.settings.request_timeout))
            .inspect_err(|_| self.metrics.pool_exhausted())
    }

    /// A number that changes with the ledger.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub(super) fn data_version(&self) -> Result<i64> {
        self.watch.lock().unwrap_or_else(PoisonError::into_inner).data_version()
    }

    /// The prices in force; those another process changed, within a second.
    ///
    /// # Errors
    /// When they changed and cannot be read.
    pub(super) fn book(&self) -> Result<Arc<PriceBook>> {
        let mut prices = self.prices.lock().unwrap_or_else(PoisonError::into_inner);
        if prices.looked.elapsed() >= LOOK {
            self.look(&mut prices)?;
        }
        Ok(Arc::clone(&prices.book))
    }

    /// Takes prices that were just changed here.
    ///
    /// # Errors
    /// When they cannot be read.
    pub(super) fn prices_changed(&self) -> Result<()> {
        self.look(&mut self.prices.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn look(&self, prices: &mut Prices) -> Result<()> {
        prices.looked = Instant::now();
        let watch = self.watch.lock().unwrap_or_else(PoisonError::into_inner);
        let data = watch.data_version()?;
        if data == prices.data {
            return Ok(());
        }
        prices.data = data;
        if watch.price_version()? != prices.version {
            let layers = (self.settings.layers)(&watch)?;
            (prices.version, prices.book) = (layers.version, Arc::new(PriceBook::layered(layers)));
        }
        Ok(())
    }
}

//! What a server is told at its start.
//!
//! Owns: the values, as the configuration and the flags settled them. Refuses to know: where they
//! were written, and the environment.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::alert::Watch;
use crate::auth::Authenticator;
use crate::domain::{Budget, Error, ExchangeRates, Identity, Labels, PriceLayers, Result, Tz};
use crate::report::Starts;
use crate::report::forecast::Wanted;
use crate::store::{Ledger, OpenOptions, PoolSettings};

/// What lies over the embedded prices, read from the ledger and the user's own file.
pub type Layers = Box<dyn Fn(&Ledger) -> Result<PriceLayers> + Send + Sync>;

/// How often a key may ask.
#[derive(Debug, Clone, Copy)]
pub struct Rate {
    pub per_hour: u64,
    /// At once.
    pub burst: u64,
}

/// The whole of it.
pub struct Settings {
    pub bind: SocketAddr,
    /// Where metrics are; nowhere when not given.
    pub metrics: Option<SocketAddr>,
    pub workers: usize,
    /// Descriptors the process may have.
    pub descriptors: u64,
    pub max_page_size: u64,
    pub max_request_size: usize,
    pub request_timeout: Duration,
    /// Usage from this very machine is taken without a key.
    pub open_to_loopback: bool,
    pub ledger: OpenOptions,
    pub pool: PoolSettings,
    pub zone: Tz,
    /// Where weeks and months begin.
    pub starts: Starts,
    /// How long reports are kept at most; not at all when not given.
    pub cache: Option<Duration>,
    pub rate: Option<Rate>,
    /// Bytes an export may have.
    pub max_export_size: u64,
    /// Why no forecasts are made, when none are.
    pub forecasts_off: Option<String>,
    /// What a forecast is when nothing is said.
    pub forecast: Wanted,
    /// Spans of requests are recorded.
    pub spans: bool,
    /// And added up.
    pub profile: bool,
    /// Budgets of the configuration, with where they stand.
    pub budgets: Vec<(Budget, String)>,
    pub rates: ExchangeRates,
    /// What alerts of budgets are looked for with; not at all when they go nowhere.
    pub alerts: Option<Watch>,
    /// Laid over what every posted record says.
    pub labels: Labels,
    /// The clock.
    pub now: fn() -> DateTime<Utc>,
    /// A word nobody else has.
    pub unique: fn() -> String,
    pub layers: Layers,
    pub auth: Arc<dyn Authenticate>,
    /// Where logins begin and end.
    pub accounts: Arc<Authenticator>,
}

/// What a client shows to be let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Credentials<'a> {
    /// `Authorization: Bearer`, or `X-API-Key`: a key or a token.
    Secret(&'a str),
    /// An `Authorization` of another kind.
    Other,
    None,
}

/// Finds out who a client is.
pub trait Authenticate: Send + Sync {
    /// Who shows these credentials at this instant.
    ///
    /// # Errors
    /// [`Code::MissingCredentials`](crate::domain::Code::MissingCredentials) and its like.
    fn identify(&self, credentials: Credentials<'_>, at: DateTime<Utc>, ledger: &mut Ledger)
    -> Result<Identity, Error>;
}

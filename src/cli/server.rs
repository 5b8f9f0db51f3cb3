//! `cost-ops server`: the ledger over HTTP, until a signal ends it.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use super::{Context, Failure, environment, unique};
use crate::auth::Authenticator;
use crate::config::{Key, keys};
use crate::domain::{Code, Error, Labels};
use crate::server::{self, Profile, Rate, Settings};
use crate::store::{Ledger, OpenOptions, PoolSettings};

/// Descriptors a process may have anywhere.
const LEAST_DESCRIPTORS: u64 = 256;

/// Arguments of `server`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops server
  cost-ops server --port 9000 --workers 8
  COST_OPS_API_LOOPBACK_INGEST=true cost-ops server &
  curl http://localhost:8080/api/v1/usage \\
      -d '{\"id\":\"r1\",\"model\":\"gpt-4o\",\"input_tokens\":100,\"output_tokens\":50}'

It listens at 127.0.0.1 unless --bind or api.bind says otherwise, speaks plain HTTP (put a proxy
with TLS before it to reach it from elsewhere), and ends at SIGTERM or ^C once the requests under
way are answered. Metrics are at 127.0.0.1:9090/metrics.")]
pub struct ServerArgs {
    /// The port to listen on; 0 takes any that is free
    #[arg(long, value_name = "PORT")]
    pub port: Option<u16>,
    /// The address to listen at
    #[arg(long, value_name = "ADDRESS")]
    pub bind: Option<String>,
    /// Threads that answer requests
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=1024))]
    pub workers: Option<u64>,
    /// Add up where the time of requests goes, and write it to FILE at the end, as folded stacks
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, default_missing_value = "cost-ops.folded")]
    pub profile: Option<PathBuf>,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &ServerArgs) -> Result<(), Failure> {
    let failed =
        |error: std::io::Error| Failure::from(Error::new(Code::Internal, format!("cannot wait for signals: {error}")));
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP]).map_err(failed)?;
    let settings = Settings { descriptors: descriptors(), ..settings(context, args, Authenticator::beside)? };
    if settings.profile && !settings.spans {
        let error = Error::new(Code::Config, "spans of requests are turned off, and --profile is made of them");
        return Err(error.hint("observability.tracing.enable = true turns them on").into());
    }
    let bind = settings.bind;
    let open = settings.open_to_loopback;
    let ledger = settings.ledger.path.as_ref().map_or_else(|| "no file".to_owned(), |path| path.display().to_string());
    if !bind.ip().is_loopback() {
        needs_key(context, &settings)?;
    }
    let running = server::start(settings)?;
    context.say(&format!("listening at http://{}", running.address()));
    if let Some(address) = running.metrics_address() {
        context.say(&format!("metrics at http://{address}/metrics"));
    }
    if !bind.ip().is_loopback() {
        context.warn("this is plain HTTP, readable on the way: put a proxy with TLS before it");
    }
    if !open {
        context.say("usage is taken with a key only (api.loopback_ingest = true takes it from this machine without)");
    }
    context.say(&format!("serving {ledger}"));
    for signal in signals.forever() {
        // Nothing is read anew at a hang-up; a terminal that closes must not end a server.
        if signal != SIGHUP {
            break;
        }
    }
    context.say("ending: requests under way are finished first");
    let profile = running.profile();
    if !running.stop() {
        context.warn("some requests took longer than 10 seconds and were broken off");
    }
    match (profile, &args.profile) {
        (Some(profile), Some(path)) => tell(context, &profile, path),
        _ => Ok(()),
    }
}

/// Writes down where the time went, and names the slowest requests.
fn tell(context: &Context, profile: &Profile, path: &Path) -> Result<(), Failure> {
    std::fs::write(path, profile.folded())
        .map_err(|error| Error::new(Code::Io, format!("cannot write {}: {error}", path.display())))?;
    context.say(&format!("microseconds by route and span, as folded stacks: {}", path.display()));
    for slow in profile.slowest() {
        let millis = slow.took.as_micros().div_ceil(1_000);
        context.say(&format!("{millis:>6} ms  {} {}  {}", slow.status, slow.route, slow.trace));
    }
    Ok(())
}

/// As configured; `auth` is asked for, with the place of the ledger, once that is there.
pub(super) fn settings(
    context: &Context,
    args: &ServerArgs,
    auth: impl FnOnce(Option<&Path>) -> Result<Authenticator, Error>,
) -> Result<Settings, Failure> {
    let config = &context.config;
    let number = |key: &'static Key| config.whole(key).unwrap_or_default();
    let time = |key| Duration::from_secs(number(key));
    let ledger = OpenOptions { create: true, read_only: false, ..context.open_options(true)? };
    let name = args.bind.as_deref().or_else(|| config.text(&keys::API_BIND)).unwrap_or("127.0.0.1");
    let port = args.port.map_or_else(|| number(&keys::API_PORT), u64::from);
    let metrics = config.flag(&keys::METRICS_ENABLE).then(|| {
        address(
            config.text(&keys::METRICS_BIND).unwrap_or("127.0.0.1"),
            number(&keys::METRICS_PORT),
            &keys::METRICS_BIND,
        )
    });
    // Made, and looked at, before anything stands beside it.
    drop(Ledger::open(&ledger).map_err(|error| Failure::with_exit(error, 5))?);
    let auth = Arc::new(auth(ledger.path.as_deref())?);
    let own = context.own_prices()?;
    Ok(Settings {
        bind: address(name, port, &keys::API_BIND)?,
        metrics: metrics.transpose()?,
        workers: usize::try_from(args.workers.unwrap_or_else(|| number(&keys::API_WORKERS))).unwrap_or(1),
        descriptors: LEAST_DESCRIPTORS,
        max_page_size: number(&keys::API_MAX_PAGE_SIZE),
        max_request_size: usize::try_from(number(&keys::API_MAX_REQUEST_SIZE)).unwrap_or(usize::MAX),
        request_timeout: time(&keys::API_REQUEST_TIMEOUT_SECS),
        open_to_loopback: config.flag(&keys::API_LOOPBACK_INGEST),
        pool: PoolSettings {
            size: u32::try_from(number(&keys::DATABASE_POOL_SIZE)).unwrap_or(1),
            max_lifetime: time(&keys::DATABASE_MAX_LIFETIME_SECS),
            idle_timeout: time(&keys::DATABASE_IDLE_TIMEOUT_SECS),
            patience: time(&keys::API_REQUEST_TIMEOUT_SECS).min(Duration::from_secs(5)),
        },
        ledger,
        zone: context.zone(),
        starts: super::selection::starts(context),
        cache: config.flag(&keys::CACHE_ENABLE).then(|| time(&keys::CACHE_TTL_SECS)),
        rate: config.flag(&keys::RATE_LIMITING_ENABLE).then(|| Rate {
            per_hour: number(&keys::RATE_LIMITING_REQUESTS_PER_HOUR),
            burst: number(&keys::RATE_LIMITING_BURST_SIZE),
        }),
        max_export_size: number(&keys::EXPORT_MAX_EXPORT_SIZE),
        forecasts_off: super::forecast::off(context),
        forecast: super::forecast::usual(context)?,
        spans: config.flag(&keys::TRACING_ENABLE),
        profile: args.profile.is_some(),
        budgets: config.budgets().iter().map(|found| (found.budget.clone(), found.place.clone())).collect(),
        rates: context.exchange_rates()?,
        alerts: super::alerts::watch(context)?,
        labels: Labels::default(),
        now: environment::now,
        unique: unique::next,
        layers: Box::new(move |ledger: &Ledger| {
            let mut layers = ledger.price_layers()?;
            layers.entries.extend(own.iter().cloned());
            Ok(layers)
        }),
        auth: auth.clone(),
        accounts: auth,
    })
}

/// Refuses to be reached from elsewhere while there is no key to tell who is.
fn needs_key(context: &Context, settings: &Settings) -> Result<(), Failure> {
    let ledger = Ledger::open(&settings.ledger)?;
    if ledger.has_live_key(context.now)? {
        return Ok(());
    }
    let error =
        Error::new(Code::Config, format!("{} is not this machine alone, and there is no key yet", settings.bind));
    Err(error.hint("make one first: cost-ops auth api-key create --name NAME").into())
}

/// An address to listen at; `localhost` is this machine.
fn address(name: &str, port: u64, key: &'static Key) -> Result<SocketAddr, Failure> {
    let name = if name == "localhost" { "127.0.0.1" } else { name.trim_matches(['[', ']']) };
    let port = u16::try_from(port).unwrap_or_default();
    let wrong = || {
        Error::new(Code::Config, format!("{name:?} is no address to listen at ({})", key.name))
            .hint("an IP address: 127.0.0.1 for this machine only, 0.0.0.0 for every network")
    };
    Ok(SocketAddr::new(name.parse::<IpAddr>().map_err(|_| wrong())?, port))
}

/// The descriptors the process may have, raised to what it is allowed.
fn descriptors() -> u64 {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let wanted = limit.maximum.unwrap_or(4_096).min(4_096);
    let raised = Rlimit { current: Some(wanted), maximum: limit.maximum };
    match limit.current {
        Some(current) if current < wanted && setrlimit(Resource::Nofile, raised).is_err() => current,
        Some(current) => current.max(wanted),
        None => wanted,
    }
}

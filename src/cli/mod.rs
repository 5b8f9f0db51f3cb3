//! The command line: the only room that knows clap, the environment, the clock and the terminal.
//!
//! One file a verb: its arguments and a `run(&Context, &Args) -> Result<(), Failure>`, one variant
//! of [`Verb`] and one arm of `dispatch`. Standard output carries data only; everything said to
//! people, errors included (with `--json` as an envelope on one line), goes to standard error.

mod actor;
mod alerts;
pub mod answer;
mod asked;
mod audit;
mod auth;
mod backup;
mod blocks;
mod budget;
mod bundle;
mod calendar;
mod close;
pub mod complete;
mod completion;
mod config;
mod context;
mod delivery;
mod diff;
mod doctor;
mod environment;
mod explain;
mod export;
mod export_folder;
mod export_sums;
mod failure;
mod first;
mod forecast;
mod format;
mod fresh;
mod global;
pub mod guide;
mod health;
mod help;
mod ingest;
mod ingested;
mod init;
mod input;
mod install;
mod labels;
mod later;
mod log_file;
mod logging;
mod logs;
mod maintain;
mod merge;
mod news;
mod output;
mod passthrough;
mod plan;
mod preset;
mod pricing;
mod progress;
mod prune;
mod query;
mod reconcile;
mod record;
mod remote;
mod report;
mod restore;
mod run;
mod seed;
mod selection;
mod server;
mod sources;
mod sql;
mod statusline;
mod summary;
mod sync;
mod terminal;
mod unique;
mod usage;
mod what_if;
mod zone;

use std::ffi::OsString;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand};

pub use context::Context;
pub use environment::Environment;
pub use failure::Failure;
pub use global::Global;
use later::Later;
pub use output::{Output, Stream};
pub use progress::Progress;

use crate::config::{Config, ConfigFile, keys, known_variables};
use crate::domain::Error;
use crate::paths::Paths;
use crate::store::watch_statements;

/// The ledger of LLM spend: from real usage to a priced report
#[derive(Debug, Parser)]
#[command(name = "cost-ops", version, about)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    /// Without one: what was spent lately, or how to begin.
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Read usage into the ledger: records, response bodies, streams
    Ingest(Later<ingest::IngestArgs>),
    /// Record a response as it passes by, or one request from flags
    Record(Later<record::RecordArgs>),
    /// Read what is new in the logs of the coding agents on this machine
    Sync(Later<sync::SyncArgs>),
    /// Where the logs of agents are, and what was read of them
    Sources(Later<sources::SourcesArgs>),
    /// What was spent, hour by hour
    Hourly(Later<preset::PresetArgs>),
    /// What was spent, day by day
    Daily(Later<preset::PresetArgs>),
    /// What was spent, week by week
    Weekly(Later<preset::PresetArgs>),
    /// What was spent, month by month; billing months may begin on any day
    Monthly(Later<preset::PresetArgs>),
    /// The sessions that cost most
    #[command(visible_alias = "session")]
    Sessions(Later<preset::PresetArgs>),
    /// What was spent on each model
    Models(Later<preset::PresetArgs>),
    /// What was spent on each project
    Projects(Later<preset::PresetArgs>),
    /// What was spent under each tag
    Tags(Later<preset::TagsArgs>),
    /// The dearest models, projects, days, sessions, …
    Top(Later<preset::TopArgs>),
    /// The days of a year, shaded by what they cost
    Calendar(Later<calendar::CalendarArgs>),
    /// Five-hour blocks: what each used, and where the present one is heading
    Blocks(Later<blocks::BlocksArgs>),
    /// One line for Claude Code's status line
    Statusline(Later<statusline::StatuslineArgs>),
    /// Ask what was spent, by anything
    Query(Later<query::QueryArgs>),
    /// Totals, shares and the trend of a period
    Summary(Later<summary::SummaryArgs>),
    /// Budgets: set, look, check in CI
    Budget(Later<budget::BudgetArgs>),
    /// Subscriptions: what they paid for, when they broke even
    Plan(Later<plan::PlanArgs>),
    /// What the days ahead will cost, and the days that were out of the ordinary
    Forecast(Later<forecast::ForecastArgs>),
    /// Ask in SQL, over the documented views
    Sql(Later<sql::SqlArgs>),
    /// What a cost is made of: of one record, or of a total by class and rule
    Explain(Later<explain::ExplainArgs>),
    /// Why one period or selection costs more than another: volume, mix, cache, price
    Diff(Later<diff::DiffArgs>),
    /// The same usage at another model, in batch, without a cache, at another date's prices
    WhatIf(Later<what_if::WhatIfArgs>),
    /// Run a command, tag what it uses, stop it at a limit
    Run(Later<run::RunArgs>),
    /// Write records to a file
    Export(Later<export::ExportArgs>),
    /// A whole report as a file to hand on: HTML, Markdown, XLSX
    Report(Later<report::ReportArgs>),
    /// The price book: look up, explain, add your own
    Pricing(Later<pricing::PricingArgs>),
    /// Compare a provider's bill with the ledger, a day and a model at a time
    Reconcile(Later<reconcile::ReconcileArgs>),
    /// Freeze a period, open it again, check that it is as it was
    Close(Later<close::CloseArgs>),
    /// Who changed prices, budgets, keys and closed periods, and when
    Audit(Later<audit::AuditArgs>),
    /// Keys, users and logins for the server; who you are
    Auth(Later<auth::AuthArgs>),
    /// Serve the ledger over HTTP: usage in, reports out
    Server(Later<server::ServerArgs>),
    /// Copy the ledger, while it is in use, to a checked file
    Backup(Later<backup::BackupArgs>),
    /// Look into everything that can be wrong, and say what mends it
    Doctor(Later<doctor::DoctorArgs>),
    /// Vacuum and tidy up: the ledger, exports, backups, logs
    Maintain(Later<maintain::MaintainArgs>),
    /// The records of this ledger in a file, to be merged into another
    Bundle(Later<bundle::BundleArgs>),
    /// Take the records of other ledgers in, each once
    Merge(Later<merge::MergeArgs>),
    /// Drop records of long ago, and keep their sums
    Prune(Later<prune::PruneArgs>),
    /// Put a backup in the place of the ledger; what was there is kept
    Restore(Later<restore::RestoreArgs>),
    /// Make the ledger, or see what would be made
    Init(Later<init::InitArgs>),
    /// Whether the ledger, the disk and the prices are well
    Health(Later<health::HealthArgs>),
    /// Configuration: show, get, set
    Config(Later<config::ConfigArgs>),
    /// Print a completion script for a shell
    Completion(Later<completion::CompletionArgs>),
    /// Read a guide: the ledger, prices, formats, troubleshooting
    Guide(Later<guide::GuideArgs>),
}

impl Verb {
    /// What it is done on.
    fn place(&self) -> Place {
        match self {
            Verb::Config(_) | Verb::Completion(_) | Verb::Guide(_) => Place::Nowhere,
            Verb::Query(_) | Verb::Summary(_) | Verb::Export(_) | Verb::Ingest(_) | Verb::Record(_) => Place::Anywhere,
            Verb::Hourly(_) | Verb::Daily(_) | Verb::Weekly(_) | Verb::Monthly(_) => Place::Anywhere,
            Verb::Sessions(_) | Verb::Models(_) | Verb::Projects(_) | Verb::Top(_) | Verb::Tags(_) => Place::Anywhere,
            Verb::Auth(_) | Verb::Health(_) => Place::Anywhere,
            Verb::Pricing(args) if args.lists() => Place::Anywhere,
            Verb::Budget(args) if args.is_status() => Place::Anywhere,
            Verb::Server(_) | Verb::Init(_) | Verb::Sync(_) | Verb::Sources(_) => Place::Machine,
            _ => Place::Ledger,
        }
    }

    /// Whether a threshold of a budget may be found crossed after it. (`sync` and `run` look for
    /// themselves: they may go on for long.)
    fn may_cross(&self) -> bool {
        match self {
            Verb::Ingest(_) | Verb::Record(_) => true,
            Verb::Budget(args) => args.looks(),
            _ => false,
        }
    }

    /// Whether a mistake in the configuration stops it; not those that help to mend it.
    fn is_configured(&self) -> bool {
        match self {
            Verb::Config(args) => !args.verb.mends(),
            Verb::Completion(_) | Verb::Guide(_) => false,
            _ => true,
        }
    }

    /// Whether it reads all there is, which takes its time and is no news.
    fn reads_everything(&self) -> bool {
        matches!(self, Verb::Doctor(_) | Verb::Backup(_) | Verb::Restore(_) | Verb::Maintain(_) | Verb::Health(_))
    }
}

/// What a verb is done on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// On no ledger at all.
    Nowhere,
    /// On a ledger, of this machine or of a server.
    Anywhere,
    /// On a ledger that is a file here.
    Ledger,
    /// On this machine: a server that the configuration names has nothing to do with it.
    Machine,
}

/// Runs the command line and returns the exit code.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let env = Environment::of_process();
    if complete::answered(&args, &env) {
        return ExitCode::SUCCESS;
    }
    let as_json = usage::wants_json(&args);
    let done = match args.as_slice() {
        [_, only] if usage::asks_version(only) => usage::version(),
        args => match later::parsed::<Cli>(args) {
            Ok(cli) => run(cli, env).map(|()| 0),
            Err(error) => usage::tell(&error, as_json, &env),
        },
    };
    match done {
        Ok(exit) => ExitCode::from(exit),
        Err(failure) => {
            // Nobody is left to tell when standard error is closed; the exit code still says it.
            let _ = failure.tell(as_json, &mut std::io::stderr());
            ExitCode::from(failure.exit)
        }
    }
}

/// Resolves the configuration and runs the verb.
fn run(mut cli: Cli, env: Environment) -> Result<(), Failure> {
    match &mut cli.verb {
        Some(Verb::Record(args)) => args.take_output(&mut cli.global)?,
        Some(Verb::Pricing(args)) => args.take_output(&mut cli.global)?,
        _ => {}
    }
    let paths = Paths::new(env.home(), env.get("XDG_CONFIG_HOME"), env.get("XDG_DATA_HOME"));
    let loaded = known_variables(env.names()).and_then(|()| configured(&cli.global, &env, &paths));
    let config = match loaded {
        Err(_) if !cli.verb.as_ref().is_none_or(Verb::is_configured) => Config::default(),
        loaded => loaded?,
    };
    logging::start(&cli.global, &env, &config)?;
    let watched = !cli.verb.as_ref().is_some_and(Verb::reads_everything);
    let slow = config.whole(&keys::DATABASE_SLOW_QUERY_THRESHOLD_MS).filter(|ms| *ms > 0 && watched);
    watch_statements(slow.map(Duration::from_millis), config.flag(&keys::DATABASE_LOG_STATEMENTS));
    for file in config_files(&cli.global, &env, &paths).iter().filter(|file| file.path.exists()) {
        tracing::debug!(path = %file.path.display(), "configuration file");
    }
    let context = Context::new(cli.global, env, config, paths);
    tracing::debug!(zone = context.zone().name(), now = %context.now, "started");
    context.check_place(cli.verb.as_ref().map_or(Place::Ledger, Verb::place))?;
    alerts::tell_refused(&context);
    let done = match &cli.verb {
        Some(verb) => dispatch(&context, verb),
        None => first::run(&context),
    };
    if cli.verb.as_ref().is_some_and(Verb::may_cross) {
        alerts::look(&context);
    }
    done
}

/// The configuration that is in force.
///
/// # Errors
/// When a file or a variable is wrong.
fn configured(global: &Global, env: &Environment, paths: &Paths) -> Result<Config, Error> {
    Config::load(&config_files(global, env, paths), &|name| env.get(name).map(OsString::from))
}

/// The files to read: the one asked for by `--config` or COST_OPS_CONFIG, else the usual three.
fn config_files(global: &Global, env: &Environment, paths: &Paths) -> Vec<ConfigFile> {
    let variable = || env.get("COST_OPS_CONFIG").filter(|path| !path.is_empty()).map(Into::into);
    match global.config.clone().or_else(variable) {
        Some(path) => vec![ConfigFile { path, required: true, of_folder: false }],
        None => paths.configs(),
    }
}

fn dispatch(context: &Context, verb: &Verb) -> Result<(), Failure> {
    match verb {
        Verb::Ingest(args) => ingest::run(context, args),
        Verb::Record(args) => record::run(context, args),
        Verb::Sync(args) => sync::run(context, args),
        Verb::Sources(args) => sources::run(context, args),
        Verb::Hourly(args) => preset::run(context, args, &preset::HOURLY),
        Verb::Daily(args) => preset::run(context, args, &preset::DAILY),
        Verb::Weekly(args) => preset::run(context, args, &preset::WEEKLY),
        Verb::Monthly(args) => preset::run(context, args, &preset::MONTHLY),
        Verb::Sessions(args) => preset::run(context, args, &preset::SESSIONS),
        Verb::Models(args) => preset::run(context, args, &preset::MODELS),
        Verb::Projects(args) => preset::run(context, args, &preset::PROJECTS),
        Verb::Tags(args) => preset::tags(context, args),
        Verb::Top(args) => preset::top(context, args),
        Verb::Calendar(args) => calendar::run(context, args),
        Verb::Blocks(args) => blocks::run(context, args),
        Verb::Statusline(args) => statusline::run(context, args),
        Verb::Query(args) => query::run(context, args),
        Verb::Summary(args) => summary::run(context, args),
        Verb::Budget(args) => budget::run(context, args),
        Verb::Plan(args) => plan::run(context, args),
        Verb::Forecast(args) => forecast::run(context, args),
        Verb::Sql(args) => sql::run(context, args),
        Verb::Explain(args) => explain::run(context, args),
        Verb::Diff(args) => diff::run(context, args),
        Verb::WhatIf(args) => what_if::run(context, args),
        Verb::Run(args) => run::run(context, args),
        Verb::Export(args) => export::run(context, args),
        Verb::Report(args) => report::run(context, args),
        Verb::Pricing(args) => pricing::run(context, args),
        Verb::Reconcile(args) => reconcile::run(context, args),
        Verb::Close(args) => close::run(context, args),
        Verb::Audit(args) => audit::run(context, args),
        Verb::Auth(args) => auth::run(context, args),
        Verb::Server(args) => server::run(context, args),
        Verb::Backup(args) => backup::run(context, args),
        Verb::Doctor(args) => doctor::run(context, args),
        Verb::Maintain(args) => maintain::run(context, args),
        Verb::Bundle(args) => bundle::run(context, args),
        Verb::Merge(args) => merge::run(context, args),
        Verb::Prune(args) => prune::run(context, args),
        Verb::Restore(args) => restore::run(context, args),
        Verb::Init(args) => init::run(context, args),
        Verb::Health(args) => health::run(context, args),
        Verb::Config(args) => config::run(context, args),
        Verb::Completion(args) => completion::run(context, args),
        Verb::Guide(args) => guide::run(context, args),
    }
}

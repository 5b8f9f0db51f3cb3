//! The logs of agents on this machine: where they may be, which are there, reading what is new.
//!
//! Owns: the environment that roots are derived from, the lock of a ledger, what labels every
//! event of this machine gets. Refuses to know: formats, how files are read (`ingest`).

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::{File, TryLockError};
use std::io::Read;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::environment::{Environment, now};
use super::{Context, Failure};
use crate::config::keys;
use crate::domain::{Code, Error, Labels};
use crate::ingest::{self, Folders, Found, Logs, Order, Seen, Synced, Syncing, TagRules, Target};
use crate::paths::Location;
use crate::source::log::{Places, Root};
use crate::source::{self, REGISTRY, Source};
use crate::store::Ledger;

/// The sources that are agents, or those of them that are named.
///
/// # Errors
/// For a name that is of no agent.
pub(super) fn agents(named: &[String]) -> Result<Vec<&'static Source>, Failure> {
    if named.is_empty() {
        return Ok(every_agent().collect());
    }
    let one = |name: &String| {
        every_agent().find(|source| source.id == name).ok_or_else(|| {
            let known: Vec<&str> = every_agent().map(|source| source.id).collect();
            Error::validation(format!("{name} keeps no logs that are known"))
                .hint(format!("one of {}", known.join(", ")))
        })
    };
    Ok(named.iter().map(one).collect::<Result<_, _>>()?)
}

fn every_agent() -> impl Iterator<Item = &'static Source> {
    REGISTRY.iter().filter(|source| source.agent.is_some())
}

/// Where an agent's logs may be on this machine.
pub(super) fn roots(context: &Context, source: &Source) -> Vec<Root> {
    roots_of(&context.env, source)
}

fn roots_of(env: &Environment, source: &Source) -> Vec<Root> {
    roots_by(env, source, &|name| env.text(name).map(str::to_owned))
}

/// Folders on which it depends where most programs keep what is theirs.
const FOLDERS: [&str; 2] = ["XDG_CONFIG_HOME", "XDG_DATA_HOME"];

/// The variables that say where logs are, as far as they are set, with their values.
pub(super) fn variables(context: &Context) -> Vec<(String, String)> {
    let asked = RefCell::new(BTreeSet::from(FOLDERS.map(str::to_owned)));
    every_agent().for_each(|source| {
        roots_by(&context.env, source, &|name| {
            asked.borrow_mut().insert(name.to_owned());
            context.env.text(name).map(str::to_owned)
        });
    });
    let set = |name: String| Some((context.env.text(&name).filter(|value| !value.is_empty())?.to_owned(), name));
    asked.into_inner().into_iter().filter_map(set).map(|(value, name)| (name, value)).collect()
}

fn roots_by(env: &Environment, source: &Source, variable: &dyn Fn(&str) -> Option<String>) -> Vec<Root> {
    let (Some(agent), Some(home)) = (&source.agent, env.home()) else { return Vec::new() };
    let folder = |variable: &str, below: &str| {
        let set = env.get(variable).map(PathBuf::from).filter(|path| path.is_absolute());
        set.unwrap_or_else(|| home.join(below))
    };
    let (config, data) = (folder(FOLDERS[0], ".config"), folder(FOLDERS[1], ".local/share"));
    (agent.roots)(&Places { home, config: &config, data: &data, variable })
}

/// The logs that are there, where the agents keep them.
pub(super) fn usual(
    env: &Environment,
    sources: &[&'static Source],
    folders: &mut Folders,
) -> impl Iterator<Item = Logs> {
    sources.iter().map(|source| ingest::logs(source, roots_of(env, source), folders))
}

/// A place where an agent's logs may be, and those that are there.
pub(super) struct Place {
    pub(super) source: &'static Source,
    pub(super) root: Root,
    pub(super) there: bool,
    pub(super) logs: Vec<Found>,
}

/// Every place of every agent, in the order of the agents.
pub(super) fn places(context: &Context) -> impl Iterator<Item = Place> {
    let roots = |source: &'static Source| roots(context, source).into_iter().map(move |root| (source, root));
    every_agent().flat_map(roots).map(|(source, root)| {
        let logs = ingest::logs(source, [root.clone()], &mut Folders::default()).all();
        Place { source, there: root.path.exists(), root, logs }
    })
}

/// The ledger that logs are to be read into, to see what it knows of them; `None` while there is none. One
/// of an older schema is brought up to date.
///
/// # Errors
/// When it cannot be opened.
pub(super) fn ledger(context: &Context) -> Result<Option<Ledger>, Failure> {
    match context.location()? {
        Location::File(path) if path.exists() => match context.ledger(false) {
            Err(_) if Ledger::is_older(&path) => context.ledger(true),
            opened => opened,
        }
        .map(Some),
        _ => Ok(None),
    }
}

/// What a ledger remembers of folders, to begin a search now.
///
/// # Errors
/// When it cannot be read.
pub(super) fn folders(ledger: Option<&Ledger>) -> Result<Folders, Failure> {
    Ok(Folders::of(ledger, now().timestamp_nanos_opt().unwrap_or(0))?)
}

/// The logs below a folder.
///
/// # Errors
/// When it is not there.
pub(super) fn below(path: &Path, sources: &[&'static Source]) -> Result<Vec<Found>, Failure> {
    if !path.exists() {
        return Err(Error::new(Code::NotFound, format!("{} is not there", path.display())).into());
    }
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut logs = kept_as_usual(&path, sources);
    let known: HashSet<PathBuf> = logs.iter().map(|log| log.path.clone()).collect();
    let below = |source: &&'static Source| {
        ingest::logs(source, [Root::new(path.clone(), "--path")], &mut Folders::default()).all()
    };
    let others: Vec<Found> = sources.iter().flat_map(below).filter(|log| !known.contains(&log.path)).collect();
    logs.extend(if sources.len() == 1 { others } else { told_apart(others) });
    Ok(logs)
}

/// Folders above the one that is named, up to which one may be a copy of a home.
const ABOVE: usize = 8;

/// The logs that lie as in a home, when the folder is a copy of one, or a part of it: whose they
/// are, their place tells.
fn kept_as_usual(path: &Path, sources: &[&'static Source]) -> Vec<Found> {
    let mut logs: Vec<Found> = Vec::new();
    for home in path.ancestors().take(ABOVE) {
        let (config, data) = (home.join(".config"), home.join(".local/share"));
        let places = Places { home, config: &config, data: &data, variable: &|_| None };
        for source in sources {
            let roots = source.agent.iter().flat_map(|agent| (agent.roots)(&places));
            let near = roots.filter(|root| root.path.starts_with(path) || path.starts_with(&root.path));
            let near = near.map(|root| Root::new(root.path, "--path"));
            let found = ingest::logs(source, near, &mut Folders::default());
            logs.extend(found.all().into_iter().filter(|log| log.path.starts_with(path)));
        }
    }
    let mut met = HashSet::new();
    logs.retain(|log| met.insert(log.path.clone()));
    logs
}

/// Of several agents that might have written a file, the one it looks like.
fn told_apart(all: Vec<Found>) -> Vec<Found> {
    let mut by_file: HashMap<PathBuf, Vec<Found>> = HashMap::new();
    all.into_iter().for_each(|log| by_file.entry(log.path.clone()).or_default().push(log));
    let one = |(path, mut candidates): (PathBuf, Vec<Found>)| {
        let mut head = Vec::new();
        File::open(&path).ok()?.take(64 * 1024).read_to_end(&mut head).ok()?;
        let tables = || ingest::database_of(&path).ok().map(|source| source.id);
        let own = source::detect(&head).map(|source| source.id).or_else(tables);
        candidates.retain(|log| Some(log.source.id) == own);
        candidates.pop()
    };
    let mut logs: Vec<Found> = by_file.into_iter().filter_map(one).collect();
    logs.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    logs
}

/// The right to sync into a ledger, which one process has at a time.
pub(super) struct Lock(Option<File>);

impl Lock {
    /// Takes it; `None` when another process has it.
    ///
    /// # Errors
    /// When the file of the lock cannot be made.
    pub(super) fn take(context: &Context) -> Result<Option<Lock>, Failure> {
        let Location::File(ledger) = context.location()? else { return Ok(Some(Lock(None))) };
        let mut path = ledger.into_os_string();
        path.push(".sync");
        let failed = |error| Error::new(Code::Io, format!("cannot lock {}: {error}", Path::new(&path).display()));
        let file = File::options().create(true).truncate(false).write(true).mode(0o600).open(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Lock(Some(file)))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(failed(error).into()),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(file) = &self.0 {
            // The lock ends with the file in any case.
            let _ = file.unlock();
        }
    }
}

/// Reads what is new in logs that have changed, until a deadline if there is one.
///
/// # Errors
/// When the ledger cannot be read or written.
pub(super) fn read(
    context: &Context,
    logs: Vec<Found>,
    mut target: Target<'_>,
    order: Order,
    until: Option<Instant>,
) -> Result<Synced, Failure> {
    let book = match &target {
        Target::Ledger(ledger) => context.book(ledger)?,
        Target::DryRun(Some(ledger)) => context.book(ledger)?,
        Target::DryRun(None) => crate::catalog::PriceBook::new(Vec::new()),
    };
    // Usage can come to light long after it happened.
    let since = context.now - chrono::TimeDelta::days(30);
    let runs = match &target {
        Target::Ledger(ledger) => ledger.runs_since(since)?,
        Target::DryRun(_) => Vec::new(),
    };
    let size = logs.iter().map(|log| log.stamp.size).sum();
    let bar = context.progress("logs", Some(size));
    let mut syncing = Syncing {
        pricer: &book,
        labels: Labels { host: host(), ..Labels::default() },
        tags: rules(context)?.with_runs(runs),
        order,
        threads: std::thread::available_parallelism().map_or(2, usize::from).clamp(2, 4),
        halt: &|| until.is_some_and(|until| Instant::now() >= until),
        progress: &mut |bytes| bar.at(bytes, 0),
    };
    Ok(syncing.run(logs, &mut target)?)
}

/// Tags by rule, from the configuration.
fn rules(context: &Context) -> Result<TagRules, Failure> {
    let text = context.config.text(&keys::SYNC_TAGS).unwrap_or_default();
    let named = |error: Error| Error { code: Code::Config, message: format!("sync.tags: {}", error.message), ..error };
    Ok(text.parse().map_err(named)?)
}

/// Logs that are new or have changed, by what a ledger knows now.
///
/// # Errors
/// When the ledger cannot be read.
pub(super) fn changed(found: Vec<Found>, ledger: &Ledger) -> Result<Vec<Found>, Failure> {
    Ok(Seen::of_those(ledger, &found)?.changed(found))
}

/// The name of this machine.
pub(super) fn host() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

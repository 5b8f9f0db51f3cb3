//! `cost-ops health`: the file, its schema and integrity, the disk, the prices.

use std::path::Path;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;

use super::ingested::counted;
use super::remote::Remote;
use super::{Context, Failure};
use crate::catalog::PriceBook;
use crate::domain::money::group_thousands;
use crate::domain::text::visible;
use crate::domain::{Code, Error, PriceLayers};
use crate::paths::Location;
use crate::render::SCHEMA_VERSION;
use crate::store::Ledger;

/// Less free space than this beside the ledger is worth a word.
const LOW_DISK: u64 = 256 * 1024 * 1024;
/// A file up to this size is checked page by page without being asked to.
const QUICKLY_CHECKED: u64 = 256 * 1024 * 1024;
/// Arguments of `health`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cost-ops health
  cost-ops health --json | jq -e '.status == \"healthy\"'

Exit 0 when the ledger can be used (also when degraded: little disk, old prices), 5 when not.")]
pub struct HealthArgs {
    /// Check every page also of a ledger beyond 256 MiB, which takes a while
    #[arg(long)]
    pub full: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
enum Status {
    Healthy,
    Degraded,
    Unhealthy,
}

impl Status {
    fn word(self) -> &'static str {
        match self {
            Status::Healthy => "healthy",
            Status::Degraded => "degraded",
            Status::Unhealthy => "unhealthy",
        }
    }
}

/// One thing that can be well or not.
#[derive(Debug, Serialize)]
struct Component {
    #[serde(skip)]
    name: &'static str,
    status: Status,
    /// One line for people.
    detail: String,
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    facts: serde_json::Map<String, Value>,
}

#[derive(Debug, Serialize)]
struct Health {
    schema_version: u32,
    status: Status,
    version: &'static str,
    /// A command is as old as its run.
    uptime_seconds: u64,
    #[serde(serialize_with = "by_name")]
    components: Vec<Component>,
}

/// `{"database": {…}, "disk": {…}}`.
fn by_name<S: serde::Serializer>(components: &[Component], out: S) -> Result<S::Ok, S::Error> {
    out.collect_map(components.iter().map(|component| (component.name, component)))
}

/// Runs it.
pub(super) fn run(context: &Context, args: &HealthArgs) -> Result<(), Failure> {
    let json = context.tells_json()?;
    if let Some(remote) = context.remote_of_anybody()? {
        return of_server(context, &remote, json);
    }
    let ledger = context.ledger(false);
    let told = ledger.as_ref().map_err(Failure::clone).and_then(|ledger| database(ledger, args.full));
    let (database, failure) = match told {
        Ok(components) => (components, None),
        Err(failure) => (vec![component("database", Status::Unhealthy, failure.error.message.clone())], Some(failure)),
    };
    let mut components = database;
    components.extend(disk(context));
    components.push(catalog(context, ledger.as_ref().ok()));
    components.extend(ledger.as_ref().ok().and_then(|ledger| sync(context, ledger)));
    let status = components.iter().map(|c| c.status).max().unwrap_or(Status::Healthy);
    let health = Health {
        schema_version: SCHEMA_VERSION,
        status,
        version: env!("CARGO_PKG_VERSION"),
        uptime_seconds: 0,
        components,
    };
    if json {
        context.print_json(&health)?;
    } else {
        context.print(&people(&health))?;
    }
    match failure {
        Some(failure) => Err(failure),
        None if status == Status::Unhealthy => {
            let error = Error::new(Code::Database, "the ledger is damaged");
            Err(error.hint("restore a copy, or save what is readable: sqlite3 FILE .recover").into())
        }
        None => Ok(()),
    }
}

/// How a server says it is.
fn of_server(context: &Context, remote: &Remote, json: bool) -> Result<(), Failure> {
    let (status, told): (u16, Value) = remote.whatever("/health")?;
    let word = told["status"].as_str().unwrap_or("unknown");
    if json {
        context.print_json(&told)?;
    } else {
        let version = told["version"].as_str().unwrap_or("?");
        let mut text = format!("{word}  cost-ops {version} at {}\n", remote.url());
        for (name, part) in told["components"].as_object().into_iter().flatten() {
            let facts = part.as_object().into_iter().flatten().filter(|(key, _)| *key != "status");
            let facts: Vec<String> = facts.map(|(key, value)| format!("{} {value}", key.replace('_', " "))).collect();
            let line = format!("  {name:9} {:9} {}", part["status"].as_str().unwrap_or("unknown"), facts.join(", "));
            text.push_str(&format!("{}\n", visible(line.trim_end())));
        }
        context.print(&text)?;
    }
    match status {
        200 => Ok(()),
        _ => Err(Error::new(Code::Remote, format!("the server at {} is {word}", remote.url())).into()),
    }
}

fn people(health: &Health) -> String {
    let mut text = format!("{}  cost-ops {}\n", health.status.word(), health.version);
    for part in &health.components {
        text.push_str(&format!("  {:9} {:9} {}\n", part.name, part.status.word(), visible(&part.detail)));
    }
    text
}

/// The file and its integrity.
fn database(ledger: &Ledger, full: bool) -> Result<Vec<Component>, Failure> {
    let stats = ledger.stats()?;
    let path = stats.path.as_deref().map_or("in memory".into(), Path::to_string_lossy);
    let day =
        |at: Option<DateTime<Utc>>| at.map_or("none".to_owned(), |at| at.format("%Y-%m-%d %H:%M UTC").to_string());
    let mut file = component(
        "database",
        Status::Healthy,
        format!(
            "{path}: schema {}, {} records, {}, last record {}",
            stats.schema_version,
            group_thousands(stats.events.into()),
            bytes(stats.file_bytes),
            day(stats.last)
        ),
    );
    let instant =
        |at: Option<DateTime<Utc>>| at.map(|at| at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)).into();
    file.facts = [
        ("path", stats.path.as_ref().map(|path| path.to_string_lossy()).into()),
        ("schema_version", stats.schema_version.into()),
        ("records", stats.events.into()),
        ("file_bytes", stats.file_bytes.into()),
        ("free_bytes", stats.free_bytes.into()),
        ("first_record", instant(stats.first)),
        ("last_record", instant(stats.last)),
        ("zone", stats.zone.name().into()),
        ("engine", stats.engine.into()),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect();
    if !full && stats.file_bytes > QUICKLY_CHECKED {
        let integrity = component("integrity", Status::Healthy, "not checked page by page (health --full does)");
        return Ok(vec![file, integrity]);
    }
    let problems = ledger.integrity()?;
    let integrity = match problems.first() {
        None => component("integrity", Status::Healthy, "no damage found"),
        Some(first) => component("integrity", Status::Unhealthy, format!("{} problems: {first}", problems.len())),
    };
    Ok(vec![file, integrity])
}

/// The free space where the ledger is, or would be.
fn disk(context: &Context) -> Option<Component> {
    let Location::File(path) = context.location().ok()? else { return None };
    let found = path.ancestors().skip(1).map(|p| if p.as_os_str().is_empty() { Path::new(".") } else { p });
    let folder = found.into_iter().find(|folder| folder.is_dir())?;
    let space = rustix::fs::statvfs(folder).ok()?;
    let free = space.f_bavail.saturating_mul(space.f_frsize);
    let status = if free < LOW_DISK { Status::Degraded } else { Status::Healthy };
    let mut disk = component("disk", status, format!("{} free", bytes(free)));
    disk.facts.insert("free_bytes".into(), free.into());
    Some(disk)
}

/// When logs of agents were last read; nothing when they never were.
fn sync(context: &Context, ledger: &Ledger) -> Option<Component> {
    let sources = ledger.synced_sources().ok()?;
    let last = sources.iter().filter_map(|source| source.synced).max()?;
    let ago = counted((context.now - last).num_minutes().max(0).unsigned_abs(), "minute");
    let names: Vec<&str> = sources.iter().filter(|s| s.files > 0).map(|s| s.source.as_str()).collect();
    let of = if names.is_empty() { "no agent".to_owned() } else { names.join(", ") };
    let told = format!("logs of {of}, read {ago} ago");
    let mut sync = component("sync", Status::Healthy, told);
    sync.facts.insert("last_sync".into(), last.to_rfc3339_opts(chrono::SecondsFormat::Secs, true).into());
    sync.facts.insert("sources".into(), names.into());
    Some(sync)
}

/// The prices: the embedded catalog, imported lists, and how old the newest of them is. A ledger
/// that cannot be opened has told so already; prices that cannot be read are told here.
fn catalog(context: &Context, ledger: Option<&Ledger>) -> Component {
    let id = PriceBook::catalog_id();
    let layers = match ledger.map(|ledger| context.price_layers(ledger)).unwrap_or_else(|| Ok(PriceLayers::default())) {
        Ok(layers) => layers,
        Err(failure) => return component("catalog", Status::Degraded, format!("{id}; {}", failure.error.message)),
    };
    let age = PriceBook::made(&layers.lists).map(|made| (context.now.date_naive() - made).num_days().max(0));
    let stale = context.stale_prices(&layers).is_some();
    let lists: Vec<String> = layers.lists.iter().map(|list| format!("{} {}", list.source, list.catalog)).collect();
    let mut detail = id.to_owned();
    lists.iter().for_each(|list| detail.push_str(&format!(", {list}")));
    if let Some(age) = age {
        detail.push_str(&format!(", made {} ago", counted(age.unsigned_abs(), "day")));
    }
    let mut catalog = component("catalog", if stale { Status::Degraded } else { Status::Healthy }, detail);
    catalog.facts.insert("id".into(), id.into());
    catalog.facts.insert("version".into(), layers.version.into());
    catalog.facts.insert("imported".into(), lists.into());
    catalog.facts.insert("own_prices".into(), layers.entries.len().into());
    catalog.facts.insert("age_days".into(), age.into());
    catalog
}

fn component(name: &'static str, status: Status, detail: impl Into<String>) -> Component {
    Component { name, status, detail: detail.into(), facts: serde_json::Map::new() }
}

/// `1.4 MiB`, in integers.
pub(super) fn bytes(count: u64) -> String {
    let units = ["KiB", "MiB", "GiB", "TiB"];
    let mut unit = 1u128;
    for (at, name) in units.iter().enumerate() {
        unit *= 1024;
        if u128::from(count) < unit * 1024 || at + 1 == units.len() {
            let tenths = u128::from(count) * 10 / unit;
            return format!("{}.{} {name}", tenths / 10, tenths % 10);
        }
    }
    count.to_string()
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn sizes_are_read_easily() {
        assert_eq!(bytes(0), "0.0 KiB");
        assert_eq!(bytes(1_500_000), "1.4 MiB");
        assert_eq!(bytes(u64::MAX), "16777215.9 TiB");
    }
}

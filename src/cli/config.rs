//! `cost-ops config`: what is configured, where it comes from, changing it.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::json;

use super::{Context, Failure};
use crate::config::{ALL, Key, keys, set, unset, write_file};
use crate::domain::{Code, Error};
use crate::paths::Location;
use crate::render::{Format, SCHEMA_VERSION};
use crate::table::{Cell, Column, Kind, Table};

/// Arguments of `config`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops config get database.url -v
  cost-ops config set general.timezone Europe/Berlin
  cost-ops config show --redact > config-export.toml

Precedence: flag > environment (COST_OPS_<SECTION>_<KEY>) > ./cost-ops.toml >
~/.config/cost-ops/config.toml > /etc/cost-ops/config.toml > default. cost-ops guide config says more.")]
pub struct ConfigArgs {
    #[command(subcommand)]
    pub verb: ConfigVerb,
}

/// What to do with the configuration.
#[derive(Debug, Subcommand)]
pub enum ConfigVerb {
    /// Print one effective value; with -v also where it comes from
    Get {
        /// Section and key, for example api.port
        key: String,
        /// Print a secret as it is
        #[arg(long)]
        reveal: bool,
    },
    /// Give a key a value in the user's file; comments and order stay
    Set {
        /// Section and key, for example api.port
        key: String,
        /// The value; - reads it from standard input (for secrets)
        #[arg(allow_hyphen_values = true)]
        value: String,
        #[command(flatten)]
        file: FileChoice,
    },
    /// Take a key out of the user's file
    Unset {
        /// Section and key, for example api.port
        key: String,
        #[command(flatten)]
        file: FileChoice,
    },
    /// Print every effective value and where it comes from
    Show {
        /// Hide secrets (they always are, unless --reveal is given)
        #[arg(long, conflicts_with = "reveal")]
        redact: bool,
        /// Print secrets as they are
        #[arg(long)]
        reveal: bool,
    },
    /// Print the file `config set` writes; with -v all files that are read
    Path {
        #[command(flatten)]
        file: FileChoice,
    },
    /// Check the configuration files and say what is wrong
    Validate,
}

/// Which file is changed.
#[derive(Debug, Args)]
pub struct FileChoice {
    /// The system's file, /etc/cost-ops/config.toml
    #[arg(long, conflicts_with = "local")]
    pub system: bool,
    /// The file of this folder, ./cost-ops.toml
    #[arg(long)]
    pub local: bool,
}

impl ConfigVerb {
    /// Whether it works without understanding the present files (it may be there to mend them).
    pub(super) fn mends(&self) -> bool {
        matches!(self, ConfigVerb::Set { .. } | ConfigVerb::Unset { .. } | ConfigVerb::Path { .. })
    }
}

/// Runs it.
pub(super) fn run(context: &Context, args: &ConfigArgs) -> Result<(), Failure> {
    match &args.verb {
        ConfigVerb::Get { key, reveal } => get(context, Key::by_name(key)?, *reveal),
        ConfigVerb::Set { key, value, file } => assign(context, Key::by_name(key)?, value, file),
        ConfigVerb::Unset { key, file } => remove(context, Key::by_name(key)?, file),
        ConfigVerb::Show { reveal, redact: _ } => show(context, *reveal),
        ConfigVerb::Path { file } => path(context, file),
        ConfigVerb::Validate => validate(context),
    }
}

fn get(context: &Context, key: &'static Key, reveal: bool) -> Result<(), Failure> {
    let Some((value, origin)) = effective(context, key)? else {
        let error = Error::new(Code::NotFound, format!("{} has no value", key.name));
        return Err(error.hint(format!("cost-ops config set {} VALUE", key.name)).into());
    };
    let value = shown(key, &value, reveal);
    if context.format(None) == Format::Json {
        return context
            .print_json(&json!({"schema_version": SCHEMA_VERSION, "key": key.name, "value": value, "origin": origin}));
    }
    context.print(&format!("{value}\n"))?;
    if context.global.verbose > 0 {
        context.say(&format!("from {origin}"));
    }
    Ok(())
}

fn assign(context: &Context, key: &'static Key, value: &str, file: &FileChoice) -> Result<(), Failure> {
    if file.local && key.is_personal() {
        let error = Error::new(Code::Config, format!("{} in the file of a folder would have no effect", key.name));
        return Err(error.hint("without --local it goes into your own file").into());
    }
    let value = if value == "-" { one_line(context)? } else { value.to_owned() };
    let value = key.kind.check(&value).map_err(|why| key.wrong(&value, &why, "the arguments"))?;
    let path = chosen(context, file)?;
    write_file(&path, &set(&existing(&path)?, key, &value).map_err(|error| about(&path, error))?)?;
    context.say(&format!("{} = {} in {}", key.name, shown(key, &value, false), path.display()));
    Ok(())
}

fn remove(context: &Context, key: &'static Key, file: &FileChoice) -> Result<(), Failure> {
    let path = chosen(context, file)?;
    let before = existing(&path)?;
    let after = unset(&before, key).map_err(|error| about(&path, error))?;
    if after == before {
        context.say(&format!("{} is not in {}", key.name, path.display()));
        return Ok(());
    }
    write_file(&path, &after)?;
    context.say(&format!("{} taken out of {}", key.name, path.display()));
    Ok(())
}

/// TOML that can be read again; every other format as a table.
fn show(context: &Context, reveal: bool) -> Result<(), Failure> {
    let mut rows = Vec::with_capacity(ALL.len());
    for key in ALL {
        rows.push((*key, effective(context, key)?.map(|(value, origin)| (shown(key, &value, reveal), origin))));
    }
    let format = context.format(None);
    if format == Format::Table {
        return context.print(&(as_toml(&rows) + &budgets_as_toml(context)));
    }
    let mut table = Table { id: "config".into(), title: "Configuration".into(), ..Table::default() };
    table.columns = vec![
        Column::new("key", "Key", Kind::Text),
        Column::new("value", "Value", Kind::Text),
        Column::new("origin", "Origin", Kind::Text),
    ];
    for (key, value) in rows {
        let (value, origin) = match value {
            Some((value, origin)) => (Cell::Text(value), Cell::Text(origin)),
            None => (Cell::Empty, Cell::Empty),
        };
        table.item(vec![Cell::Text(key.name.into()), value, origin]);
    }
    for budget in context.config.budgets() {
        for (key, value) in budget.stated() {
            let (key, origin) = (Cell::Text(format!("{}.{key}", budget.table())), Cell::text(&budget.place));
            table.item(vec![key, Cell::Text(value), origin]);
        }
    }
    context.show_as(&table, format)
}

fn as_toml(rows: &[(&'static Key, Option<(String, String)>)]) -> String {
    let mut text = String::new();
    let mut section = "";
    for (key, value) in rows {
        let (here, name) = key.name.rsplit_once('.').unwrap_or(("", key.name));
        if here != section {
            text.push_str(&format!("{}[{here}]\n", if section.is_empty() { "" } else { "\n" }));
            section = here;
        }
        match value {
            None => text.push_str(&format!("# {name} =  # not set: {}\n", key.about)),
            Some((value, origin)) => text.push_str(&format!("{name} = {}  # {origin}\n", literal(key, value))),
        }
    }
    text
}

/// The budgets of the files, a table each.
fn budgets_as_toml(context: &Context) -> String {
    let mut text = String::new();
    for budget in context.config.budgets() {
        text.push_str(&format!("\n[{}]  # {}\n", budget.table(), budget.place));
        budget.stated().iter().for_each(|(key, value)| text.push_str(&format!("{key} = {value}\n")));
    }
    text
}

fn literal(key: &Key, value: &str) -> String {
    match key.kind {
        crate::config::Kind::Command => crate::config::array(value).to_string(),
        crate::config::Kind::Flag | crate::config::Kind::Whole(..) => value.to_owned(),
        _ => toml_edit::value(value).to_string(),
    }
}

fn path(context: &Context, file: &FileChoice) -> Result<(), Failure> {
    let chosen = chosen(context, file)?;
    if context.format(None) == Format::Json {
        let read = files(context);
        let files: Vec<_> =
            read.iter().map(|path| json!({"path": path.to_string_lossy(), "exists": path.exists()})).collect();
        return context
            .print_json(&json!({"schema_version": SCHEMA_VERSION, "path": chosen.to_string_lossy(), "files": files}));
    }
    context.print_path(&chosen)?;
    if context.global.verbose > 0 {
        for path in files(context) {
            let there = if path.exists() { "read" } else { "not there" };
            context.say(&format!("{}: {there}", path.display()));
        }
    }
    Ok(())
}

fn validate(context: &Context) -> Result<(), Failure> {
    let found: Vec<_> = files(context).into_iter().filter(|path| path.exists()).collect();
    let names: Vec<_> = found.iter().map(|path| path.display().to_string()).collect();
    context.say(&match names.is_empty() {
        true => "no configuration file is there; the defaults hold".to_owned(),
        false => format!("{}: no mistakes", names.join(", ")),
    });
    Ok(())
}

/// The files that are read, lowest precedence first.
fn files(context: &Context) -> Vec<PathBuf> {
    super::config_files(&context.global, &context.env, &context.paths).into_iter().map(|file| file.path).collect()
}

/// The file to change.
fn chosen(context: &Context, choice: &FileChoice) -> Result<PathBuf, Failure> {
    if choice.system {
        return Ok(context.paths.system_config.clone());
    }
    if choice.local {
        return Ok(context.paths.local_config.clone());
    }
    match super::config_files(&context.global, &context.env, &context.paths).as_slice() {
        [asked] if asked.required => Ok(asked.path.clone()),
        _ => context.paths.user_config.clone().ok_or_else(|| {
            Error::new(Code::Config, "there is no home folder for a configuration file")
                .hint("--local, or -c FILE")
                .into()
        }),
    }
}

fn existing(path: &std::path::Path) -> Result<String, Failure> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(Error::new(Code::Io, format!("cannot read {}: {error}", path.display())).into()),
    }
}

fn about(path: &std::path::Path, mut error: Error) -> Error {
    error.message = format!("{}: {}", path.display(), error.message);
    error
}

/// The first line of standard input, without its end.
fn one_line(context: &Context) -> Result<String, Failure> {
    let mut text = String::new();
    let mut input = context.stdin();
    std::io::Read::read_to_string(&mut **input, &mut text)
        .map_err(|error| Error::new(Code::Io, format!("cannot read the value from standard input: {error}")))?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

/// The value that holds, flags included, and where it comes from.
fn effective(context: &Context, key: &'static Key) -> Result<Option<(String, String)>, Failure> {
    if let Some((flag, value)) = flag(context, key) {
        return Ok(Some((value, flag.to_owned())));
    }
    if let Some((value, origin)) = context.config.value(key) {
        return Ok(Some((value.to_owned(), origin.to_string())));
    }
    let fallback = |value: String| Ok(Some((value, "default".to_owned())));
    if key.name == keys::DATABASE_URL.name {
        return match context.location()? {
            Location::Memory => fallback("sqlite::memory:".into()),
            Location::File(path) => fallback(format!("sqlite:{}", path.display())),
        };
    }
    if key.name == keys::GENERAL_TIMEZONE.name {
        return Ok(Some((context.zone().name().to_owned(), "system".to_owned())));
    }
    Ok(None)
}

/// What a global flag says about the key.
fn flag(context: &Context, key: &Key) -> Option<(&'static str, String)> {
    let global = &context.global;
    let given = [
        (
            &keys::DATABASE_URL,
            "--database-url",
            global.database_url.as_ref().map(|url| url.to_string_lossy().into_owned()),
        ),
        (&keys::GENERAL_TIMEZONE, "--tz", global.tz.map(|zone| zone.name().to_owned())),
        (&keys::API_URL, "--api-url", global.api_url.clone()),
        (&keys::API_KEY, "--api-key", global.api_key.clone()),
        (&keys::API_TIMEOUT_SECS, "--timeout", global.timeout.map(|seconds| seconds.to_string())),
    ];
    given.into_iter().find(|(of, ..)| of.name == key.name).and_then(|(_, flag, value)| value.map(|value| (flag, value)))
}

/// The value as it may be shown: secrets hidden, the password in a URL too.
fn shown(key: &Key, value: &str, reveal: bool) -> String {
    if reveal {
        return value.to_owned();
    }
    if key.secret {
        return "***".to_owned();
    }
    match (value.find("://"), value.rfind('@')) {
        (Some(scheme), Some(at)) if at > scheme => format!("{}***{}", &value[..scheme + 3], &value[at..]),
        _ => value.to_owned(),
    }
}

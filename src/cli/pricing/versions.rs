//! `cost-ops pricing history`, `rollback` and `export`: the versions of the price book, and what
//! imported lists state in the one in force.

use clap::{Args, ValueEnum};

use super::layers;
use crate::catalog::exchange;
use crate::catalog::format::File;
use crate::cli::{Context, Failure};
use crate::domain::{Code, Error, ImportedList};
use crate::table::{Cell, Column, Kind, Table};

/// Arguments of `pricing rollback`.
#[derive(Debug, Args)]
pub(super) struct RollbackArgs {
    /// The version to go back to (default: the one before the last)
    version: Option<i64>,
}

/// Arguments of `pricing export`.
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// Which imported list (default: the only one)
    source: Option<String>,
    /// jsonl has all providers, toml is one provider's file
    #[arg(long, value_name = "FORMAT", default_value = "jsonl")]
    format: Written,
    /// Only this provider
    #[arg(long, value_name = "ID")]
    provider: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Written {
    Jsonl,
    Toml,
}

/// Prints what an imported list states beyond, or other than, the lists below it.
pub(super) fn export(context: &Context, args: &ExportArgs) -> Result<(), Failure> {
    let lists = layers(context)?.lists;
    let list = chosen(&lists, args.source.as_deref())?;
    let wanted = list.providers.iter().filter(|(id, _)| args.provider.as_ref().is_none_or(|wanted| wanted == id));
    let read = |(id, json): &(String, String)| {
        serde_json::from_str(json).map_err(|e| Error::new(Code::Database, format!("the kept list of {id}: {e}")))
    };
    let files = wanted.map(read).collect::<Result<Vec<File>, Error>>()?;
    match (args.format, files.as_slice()) {
        (Written::Jsonl, files) => context.print(&exchange::to_jsonl(files)),
        (Written::Toml, [file]) => context.print(&exchange::to_toml(file)),
        (Written::Toml, files) => {
            let error = Error::validation(format!("a TOML file is of one provider, and {} are asked for", files.len()));
            Err(error.hint("--provider ID takes one; --format jsonl has them all").into())
        }
    }
}

fn chosen<'l>(lists: &'l [ImportedList], source: Option<&str>) -> Result<&'l ImportedList, Error> {
    let names = || lists.iter().map(|list| list.source.as_str()).collect::<Vec<_>>().join(", ");
    match (source, lists) {
        (None, [only]) => Ok(only),
        (_, []) => Err(Error::new(Code::NotFound, "no price list was imported")
            .hint("cost-ops pricing update --from FILE takes one in")),
        (None, _) => Err(Error::validation("several lists were imported").hint(format!("name one of {}", names()))),
        (Some(source), _) => lists.iter().find(|list| list.source == source).ok_or_else(|| {
            Error::new(Code::NotFound, format!("no list {source:?} was imported"))
                .hint(format!("there are {}", names()))
        }),
    }
}

/// Lists every version, newest first.
pub(super) fn history(context: &Context) -> Result<(), Failure> {
    let mut versions = crate::cli::answer::any_ledger(context)?.price_history()?;
    versions.reverse();
    let mut table = Table { title: "Versions of the price book".into(), ..Table::default() };
    table.columns = vec![
        Column::new("version", "Version", Kind::Count),
        Column::new("at", "Made", Kind::Instant),
        Column::new("what", "What", Kind::Text),
        Column::new("entries", "Own prices", Kind::Count).priority(1),
        Column::new("lists", "Imported lists", Kind::Text).priority(2),
    ];
    for version in versions {
        table.item(vec![
            Cell::Count(version.version.into()),
            version.at.map_or(Cell::Empty, Cell::Instant),
            Cell::Text(version.what),
            Cell::Count(version.entries.into()),
            Cell::text(version.lists.join(", ")),
        ]);
    }
    table.zone = Some(context.zone());
    context.show(&table)
}

/// Makes an earlier version the one in force again.
pub(super) fn rollback(context: &Context, args: &RollbackArgs) -> Result<(), Failure> {
    let mut ledger = context.ledger(true)?;
    let current = ledger.price_layers()?.version;
    let to = match args.version {
        Some(version) => version,
        None if current > 0 => current - 1,
        None => return Err(Error::validation("there is no earlier version of the price book").into()),
    };
    let version = ledger.roll_prices_back(to, context.now.timestamp_micros())?;
    context.say(&format!(
        "the prices are those of version {to} again (as version {version}); what is stored keeps its cost"
    ));
    Ok(())
}

//! `cost-ops pricing history` and `rollback`: the versions of the price book.

use clap::Args;

use crate::cli::{Context, Failure};
use crate::domain::Error;
use crate::table::{Cell, Column, Kind, Table};

/// Arguments of `pricing rollback`.
#[derive(Debug, Args)]
pub(super) struct RollbackArgs {
    /// The version to go back to (default: the one before the last)
    version: Option<i64>,
}

/// Lists every version, newest first.
pub(super) fn history(context: &Context) -> Result<(), Failure> {
    let mut versions = crate::cli::answer::ledger(context)?.price_history()?;
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

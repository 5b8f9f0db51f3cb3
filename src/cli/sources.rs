//! `cost-ops sources`: where the logs of each agent are looked for, and what was read of them.

use chrono::{DateTime, Utc};
use clap::Args;

use super::logs::{self, Place};
use super::{Context, Failure, answer};
use crate::ingest::Found;
use crate::source::Source;
use crate::table::{Cell, Column, Kind, Table};

/// Arguments of `sources`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cost-ops sources
  cost-ops sources --all
  cost-ops sources --json | jq '.data[] | select(.files > 0) | {source, root}'

A root is a folder (or a file) that an agent keeps its logs in. --all lists those that are not
there too, with the variable that names each.")]
pub struct SourcesArgs {
    /// Also agents and roots that are not there
    #[arg(long)]
    pub all: bool,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &SourcesArgs) -> Result<(), Failure> {
    let ledger = answer::any_ledger(context)?;
    let known = ledger.synced_sources()?;
    let mut table = Table { title: "Logs of agents".into(), columns: columns(), ..Table::default() };
    table.zone = Some(context.zone());
    for place in logs::places(context).filter(|place| place.there || args.all) {
        let read = known.iter().find(|known| known.source == place.source.id);
        let below = ledger.read_below(place.source.id, place.root.path.as_os_str())?;
        table.item(row(context, &place, below, read.and_then(|read| read.synced)));
    }
    if table.rows.is_empty() {
        table.note(false, "no agent keeps logs in its usual places here; --all lists them");
    }
    context.show(&table)?;
    if !context.format(None).shows_notes() {
        answer::say_notes(context, &table);
    }
    Ok(())
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("source", "Source", Kind::Text),
        Column::new("root", "Root", Kind::Text),
        Column::new("reason", "Because of", Kind::Text).priority(3),
        Column::new("exists", "There", Kind::Flag).priority(5),
        Column::new("files", "Files", Kind::Count),
        Column::new("read_files", "Read", Kind::Count).priority(2),
        Column::new("records", "Records", Kind::Count).priority(1),
        Column::new("last_sync", "Last sync", Kind::Instant).priority(1),
        Column::new("days_left", "Days left", Kind::Count).priority(4),
    ]
}

/// `read` is how many files were read, and records met in them.
fn row(context: &Context, place: &Place, read: (u64, u64), synced: Option<DateTime<Utc>>) -> Vec<Cell> {
    let count = |n: u64| Cell::Count(i128::from(n));
    let Place { source, root, there, logs } = place;
    vec![
        Cell::text(source.id),
        Cell::text(root.path.to_string_lossy()),
        Cell::text(root.why),
        Cell::Flag(*there),
        count(logs.len() as u64),
        count(read.0),
        count(read.1),
        synced.map_or(Cell::Empty, Cell::Instant),
        days_left(source, logs, context.now).map_or(Cell::Empty, |days| Cell::Count(i128::from(days))),
    ]
}

/// Days until the agent deletes the oldest of its logs, unless it is told otherwise.
fn days_left(source: &Source, found: &[Found], now: DateTime<Utc>) -> Option<i64> {
    let keeps = i64::from(source.agent.as_ref()?.deletes_after_days?);
    let oldest = found.iter().map(|log| log.stamp.modified).min()?;
    let age = now.signed_duration_since(DateTime::from_timestamp_nanos(oldest)).num_days();
    Some((keeps - age).max(0))
}

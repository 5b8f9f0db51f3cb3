//! How a report is given: the result on standard output, what must be said beside it on standard
//! error, the exit code of `--strict`.

use super::selection::SelectionArgs;
use super::{Context, Failure};
use crate::config::keys;
use crate::paths::Location;
use crate::render::Format;
use crate::report::Window;
use crate::store::{Ledger, OpenOptions};
use crate::table::{Cell, Table};

/// The ledger to read, at the prices asked for. Where the user's own does not exist yet, it is read
/// as an empty one; a ledger that was named and is not there is an error.
pub(super) fn ledger(context: &Context, selection: &SelectionArgs) -> Result<Ledger, Failure> {
    let mut ledger = any_ledger(context)?;
    ledger.read_at(selection.prices)?;
    Ok(ledger)
}

/// The ledger to read, at the latest prices; see [`ledger`].
pub(super) fn any_ledger(context: &Context) -> Result<Ledger, Failure> {
    let named = context.global.database_url.is_some() || context.config.find(&keys::DATABASE_URL).is_some();
    if !named && matches!(context.location()?, Location::File(path) if !path.exists()) {
        let options = OpenOptions { path: None, create: true, read_only: false, zone: context.zone() };
        return Ok(Ledger::open(&options)?);
    }
    context.ledger(false)
}

/// Writes a report in the currency asked for; else as [`give`].
pub(super) fn report(
    context: &Context,
    selection: &SelectionArgs,
    window: &Window,
    mut table: Table,
    format: Format,
) -> Result<(), Failure> {
    let currency = selection.currency(window, context)?;
    if !currency.is_usd() {
        table.show_in(&currency);
        table.note(false, format!("shown at {currency}"));
    }
    give(context, &table, format)
}

/// Writes the table, says what must be said beside it and its notes where the format has no place for them, and fails under
/// `--strict` when something has no price.
pub(super) fn give(context: &Context, table: &Table, format: Format) -> Result<(), Failure> {
    table.asides.iter().for_each(|aside| context.warn(aside));
    context.show_as(table, format)?;
    if !format.shows_notes() {
        say_notes(context, table);
    }
    strict(context, table)
}

/// The notes of a table, on standard error.
pub(super) fn say_notes(context: &Context, table: &Table) {
    for note in &table.notes {
        if note.warning { context.warn(&note.text) } else { context.say(&note.text) }
    }
}

/// Exit 7 under `--strict` when the answer is incomplete.
pub(super) fn strict(context: &Context, table: &Table) -> Result<(), Failure> {
    let unpriced = table.summary.iter().find(|(key, _)| key == "unpriced_requests").map(|(_, cell)| cell);
    match unpriced {
        Some(Cell::Count(count)) if context.strict && *count > 0 => {
            let requests = if *count == 1 { "request" } else { "requests" };
            Err(Failure::incomplete(format!("--strict: {count} {requests} without a price in the answer")))
        }
        _ => Ok(()),
    }
}

//! Exports of providers and gateways: one file an export.
//!
//! Owns: what their readers share: tables with a header, row by row as JSON objects. Refuses to
//! know: any one export.

use std::io::BufRead;

use serde_json::{Map, Value};

use crate::domain::{Error, EventId, Rejection, Result, UsageEvent};

use super::agents::send;
use super::identity::{Content, Repeats};
use super::{Given, Sink};

mod cursor;

pub(crate) use cursor::SOURCE as CURSOR;

/// One row of a table by the names of its columns, without spaces around cells; an empty cell
/// is absent.
pub(crate) struct Row {
    /// The line it begins on.
    pub(crate) place: u64,
    /// Cells as JSON texts, so that [`wire`](super::wire) reads them by path.
    pub(crate) cells: Value,
}

impl Row {
    /// The text of a column; empty when the cell or the column is not there.
    pub(crate) fn text(&self, column: &str) -> &str {
        self.cells.get(column).and_then(Value::as_str).unwrap_or_default()
    }

    /// The counter in a column: a whole number, also spelled `3.0`; commas between thousands
    /// are dropped. `None` when the cell is empty or says that there is nothing.
    ///
    /// # Errors
    /// When it is something else.
    pub(crate) fn count(&self, column: &str) -> std::result::Result<Option<u64>, String> {
        let text = self.text(column);
        if text.is_empty() || ["null", "none", "nan", "-"].iter().any(|none| text.eq_ignore_ascii_case(none)) {
            return Ok(None);
        }
        let plain = text.replace(',', "");
        match super::wire::whole(&plain) {
            Some(count) => Ok(Some(count)),
            None => Err(format!("{column} is \"{}\", not a whole number of units", super::wire::safe(text))),
        }
    }
}

/// Tells rows without an id apart: equal rows are several events.
#[derive(Default)]
pub(crate) struct Rows(Repeats);

impl Rows {
    /// The identity of a row by its content, and by how often it came before.
    pub(crate) fn id(&mut self, row: &Row) -> EventId {
        let mut content = Content::default();
        content.json("row", &row.cells);
        let repeat = self.0.count(&content.hash());
        content.id(repeat)
    }
}

/// Reads a table with a header row, and hands on what `event` makes of each row.
///
/// # Errors
/// When the input cannot be read, or a column of `needed` is not in the header.
pub(crate) fn table(
    input: &mut dyn BufRead,
    needed: &[&str],
    given: &Given,
    sink: &mut Sink<'_>,
    event: &mut dyn FnMut(&Row) -> std::result::Result<Vec<UsageEvent>, String>,
) -> Result<()> {
    let mut header: Option<Vec<String>> = None;
    super::csv::rows(input, &mut |row| {
        let (place, cells) = match row {
            Ok(row) => row,
            Err(rejection) => {
                sink(Err(rejection));
                return Ok(());
            }
        };
        let Some(names) = &header else {
            let names: Vec<String> = cells.iter().map(|name| name.trim().to_owned()).collect();
            if let Some(missing) = needed.iter().find(|needed| !names.iter().any(|name| name == *needed)) {
                let listed = names.iter().map(|name| super::wire::safe(name)).collect::<Vec<_>>().join(", ");
                return Err(Error::validation(format!("the table has no column {missing}"))
                    .hint(format!("the columns are: {listed}")));
            }
            header = Some(names);
            return Ok(());
        };
        if names.len() != cells.len() {
            let reason = format!("{} cells where the header has {}", cells.len(), names.len());
            sink(Err(Rejection { line: place, reason }));
            return Ok(());
        }
        let filled =
            names.iter().zip(cells).map(|(name, cell)| (name, cell.trim())).filter(|(_, cell)| !cell.is_empty());
        let cells: Map<String, Value> = filled.map(|(name, cell)| (name.clone(), cell.into())).collect();
        let row = Row { place, cells: Value::Object(cells) };
        send(event(&row), row.place, given, sink);
        Ok(())
    })
}

/// Whether a file begins with a header row that has all of these columns, for
/// [`Source::sniff`](super::Source::sniff).
pub(crate) fn has_columns(head: &[u8], columns: &[&str]) -> bool {
    let names = super::csv::header(head);
    columns.iter().all(|column| names.iter().any(|name| name == column))
}

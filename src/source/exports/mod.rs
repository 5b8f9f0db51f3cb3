//! Exports of providers and gateways: one file an export.
//!
//! Owns: what their readers share: tables with a header, row by row as JSON objects; JSON in any
//! arrangement; counters and texts as either spells them. Refuses to know: any one export.

use std::borrow::Cow;
use std::io::BufRead;

use serde_json::{Map, Value};

use crate::domain::{Code, Error, Rejection, Result, UsageEvent};

use super::agents::{not_json, send};
use super::framing::{self, Outcome, Records};
use super::lines::Lines;
use super::{Given, Sink};

mod anthropic_usage;
mod cursor;
mod deepseek_usage;
mod focus;
mod focus_sku;
mod langfuse;
mod langfuse_usage;
mod litellm;
mod openai_legacy;
mod openai_usage;
mod openrouter;

pub(crate) use anthropic_usage::SOURCE as ANTHROPIC_USAGE;
pub(crate) use cursor::SOURCE as CURSOR;
pub(crate) use deepseek_usage::SOURCE as DEEPSEEK_USAGE;
pub(crate) use focus::SOURCE as FOCUS;
pub(crate) use langfuse::SOURCE as LANGFUSE;
pub(crate) use litellm::SOURCE as LITELLM;
pub(crate) use openai_usage::SOURCE as OPENAI_USAGE;
pub(crate) use openrouter::SOURCE as OPENROUTER;

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

    /// The counter in a column, as [`counted`] reads it.
    ///
    /// # Errors
    /// When it is something else.
    pub(crate) fn count(&self, column: &str) -> std::result::Result<Option<u64>, String> {
        counted(&self.cells, column)
    }
}

/// How exports write that there is nothing.
fn is_absent(text: &str) -> bool {
    text.is_empty() || ["null", "none", "nan", "-", "\\n"].iter().any(|none| text.eq_ignore_ascii_case(none))
}

/// The counter in a field: a whole number, or text as tables have it (also `3.0`; commas between
/// thousands are dropped). `None` when it is not there, or says that there is nothing.
///
/// # Errors
/// When it is something else.
pub(crate) fn counted(record: &Value, key: &str) -> std::result::Result<Option<u64>, String> {
    match record.get(key) {
        Some(Value::String(text)) if is_absent(text.trim()) => Ok(None),
        Some(Value::String(text)) => match super::wire::whole(&text.trim().replace(',', "")) {
            Some(count) => Ok(Some(count)),
            None => Err(format!("{key} is \"{}\", not a whole number of units", super::wire::safe(text))),
        },
        _ => super::wire::count(record, &[key]),
    }
}

/// The text in a field; empty when it is not there, or says that there is nothing.
pub(crate) fn said<'a>(record: &'a Value, key: &str) -> &'a str {
    super::wire::text(record, &[key]).map(str::trim).filter(|text| !is_absent(text)).unwrap_or_default()
}

/// What is nested in a field; tables hold it as JSON text. `null` when it is not there.
///
/// # Errors
/// When the text is no JSON.
pub(crate) fn nested<'r>(record: &'r Value, key: &str) -> std::result::Result<Cow<'r, Value>, String> {
    match record.get(key) {
        Some(Value::String(text)) if text.trim_start().starts_with(['{', '[']) => {
            serde_json::from_str(text).map(Cow::Owned).map_err(|_| format!("{key} is not JSON"))
        }
        Some(value) => Ok(Cow::Borrowed(value)),
        None => Ok(Cow::Owned(Value::Null)),
    }
}

/// The first of these texts that is not empty.
pub(crate) fn first_of<'a>(texts: &[&'a str]) -> &'a str {
    texts.iter().copied().find(|text| !text.is_empty()).unwrap_or_default()
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

/// Why a whole file is not taken in: it is known, and says `what`; `instead` is what to do.
pub(crate) fn refusal(what: &str, instead: &str) -> Error {
    Error::validation(format!("nothing of it can be ingested: {what}")).hint(instead)
}

/// Whether an input begins like JSON rather than like a table.
///
/// # Errors
/// When the input cannot be read.
pub(crate) fn is_json(input: &mut dyn BufRead) -> Result<bool> {
    let head = input.fill_buf().map_err(|e| Error::new(Code::Io, format!("the input cannot be read: {e}")))?;
    Ok(begins_like_json(head))
}

/// Whether the first bytes of a file are those of a JSON object or array.
pub(crate) fn begins_like_json(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    matches!(head.first(), Some(b'{' | b'['))
}

/// Takes one JSON object with its line, or its index in an array.
pub(crate) type Each<'e> = dyn FnMut(u64, &Value, &mut Sink<'_>) + 'e;

/// Gives every JSON object of an input: one, an array of them, one a line, one after another.
///
/// # Errors
/// When the input cannot be read.
pub(crate) fn objects(input: &mut dyn BufRead, sink: &mut Sink<'_>, each: &mut Each<'_>) -> Result<()> {
    framing::each(&mut Lines::new(input), &mut Objects { sink, each })
}

struct Objects<'o, 's, 'e> {
    sink: &'o mut Sink<'s>,
    each: &'o mut Each<'e>,
}

impl Records for Objects<'_, '_, '_> {
    fn record(&mut self, place: u64, bytes: &[u8]) -> Outcome {
        match serde_json::from_slice(bytes) {
            Ok(record) => (self.each)(place, &record, self.sink),
            Err(error) if error.is_eof() => return Outcome::Incomplete(not_json(&error)),
            Err(error) if error.to_string().starts_with("trailing characters") => {
                return Outcome::Trailing(not_json(&error));
            }
            Err(error) => self.reject(Rejection { line: place, reason: not_json(&error) }),
        }
        Outcome::Done
    }

    fn line(&mut self, _: u64, _: &[u8]) -> bool {
        false
    }

    fn reject(&mut self, rejection: Rejection) {
        (self.sink)(Err(rejection));
    }
}

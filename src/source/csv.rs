//! Tables: CSV with native headers, or any headers by `--map`.
//!
//! Owns: RFC 4180 (quotes, doubled quotes, line ends inside them), the delimiter, the header
//! row. Refuses to know: what a field means (`native`).
//!
//! The delimiter is the comma, semicolon or tab the header row has most of. A row whose
//! number of cells differs from the header's is refused. Equal rows are separate events.

use std::io::BufRead;

use serde_json::Value;

use crate::domain::text::FORMULA;
use crate::domain::{Error, Rejection, Result};

use super::lines::{LONGEST, Lines};
use super::native::json::{cell, refusal};
use super::native::{Field, HEADERS, MARK, Record, Shared};
use super::wire::safe;
use super::{Given, Sink};

/// Where each column goes.
struct Column {
    name: String,
    fields: Vec<Field>,
}

/// Reads the whole table.
///
/// # Errors
/// When it cannot be read, or its header has no column that could hold usage.
pub(crate) fn read(input: &mut dyn BufRead, given: &Given, sink: &mut Sink<'_>) -> Result<()> {
    let mut lines = Lines::new(input);
    let mut cells = Vec::new();
    let mut held = Vec::new();
    let mut header: Option<(u8, Vec<Column>)> = None;
    let mut shared = Shared::rows();
    while let Some(row) = next_row(&mut lines, &mut held)? {
        let (place, bytes) = match row {
            Ok(row) => row,
            Err(rejection) => {
                sink(Err(rejection));
                continue;
            }
        };
        let Some((delimiter, columns)) = &header else {
            if !bytes.trim_ascii().is_empty() {
                header = Some(columns_of(bytes, given)?);
            }
            continue;
        };
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        let event = split(bytes, *delimiter, &mut cells)
            .and_then(|()| record(columns, &cells))
            .and_then(|mut record| record.event(given, &mut shared));
        sink(event.map_err(|reason| Rejection { line: place, reason }));
    }
    Ok(())
}

/// A row as its cells with the line it begins on, or why it cannot be had.
pub(crate) type TableRow<'r> = std::result::Result<(u64, &'r [String]), Rejection>;

/// Gives every row that is not empty, the header first.
///
/// # Errors
/// When the input cannot be read, or `each` says so.
pub(crate) fn rows(input: &mut dyn BufRead, each: &mut dyn FnMut(TableRow<'_>) -> Result<()>) -> Result<()> {
    let (mut lines, mut held, mut cells, mut delimiter) = (Lines::new(input), Vec::new(), Vec::new(), None);
    while let Some(row) = next_row(&mut lines, &mut held)? {
        let (place, bytes) = match row {
            Ok(row) => row,
            Err(rejection) => {
                each(Err(rejection))?;
                continue;
            }
        };
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        let delimiter = *delimiter.get_or_insert_with(|| delimiter_of(bytes));
        match split(bytes, delimiter, &mut cells) {
            Ok(()) => each(Ok((place, &cells)))?,
            Err(reason) => each(Err(Rejection { line: place, reason }))?,
        }
    }
    Ok(())
}

/// The names of the columns of a table that begins like this; none when it is no table.
pub(crate) fn header(head: &[u8]) -> Vec<String> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let line = head.split(|b| *b == b'\n').next().unwrap_or_default().trim_ascii_end();
    let mut names = Vec::new();
    if split(line, delimiter_of(line), &mut names).is_err() {
        names.clear();
    }
    names.iter().map(|name| name.trim().to_owned()).collect()
}

/// The next row with the line it begins on; quoted line ends are part of it.
#[allow(clippy::type_complexity)]
fn next_row<'h>(
    lines: &mut Lines<'_>,
    held: &'h mut Vec<u8>,
) -> Result<Option<std::result::Result<(u64, &'h [u8]), Rejection>>> {
    held.clear();
    let Some(line) = lines.next()? else { return Ok(None) };
    let place = line.number;
    if line.too_long {
        return Ok(Some(Err(Rejection { line: place, reason: format!("longer than {} MiB", LONGEST >> 20) })));
    }
    held.extend_from_slice(line.bytes);
    while quotes(held) % 2 == 1 {
        let Some(line) = lines.next()? else {
            return Ok(Some(Err(Rejection {
                line: place,
                reason: "a quote is not closed before the end of the input".into(),
            })));
        };
        held.push(b'\n');
        held.extend_from_slice(line.bytes);
        if held.len() > LONGEST {
            return Ok(Some(Err(Rejection {
                line: place,
                reason: format!("a quoted cell goes on for over {} MiB", LONGEST >> 20),
            })));
        }
    }
    Ok(Some(Ok((place, held))))
}

fn quotes(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| **b == b'"').count()
}

/// The cells of one row.
fn split(row: &[u8], delimiter: u8, cells: &mut Vec<String>) -> std::result::Result<(), String> {
    cells.clear();
    let mut rest = row;
    loop {
        let (bytes, tail) = match rest.strip_prefix(b"\"") {
            Some(quoted) => quoted_cell(quoted)?,
            None => {
                let end = rest.iter().position(|b| *b == delimiter).unwrap_or(rest.len());
                (rest[..end].to_vec(), &rest[end..])
            }
        };
        cells.push(String::from_utf8(bytes).map_err(|_| "it is not UTF-8 text")?);
        match tail.split_first() {
            None => return Ok(()),
            Some((d, tail)) if *d == delimiter => rest = tail,
            Some(_) => return Err("there is text after a closing quote".into()),
        }
    }
}

/// A cell whose opening quote was taken, and what follows its closing quote.
fn quoted_cell(quoted: &[u8]) -> std::result::Result<(Vec<u8>, &[u8]), String> {
    let mut cell = Vec::new();
    let mut rest = quoted;
    loop {
        let end = rest.iter().position(|b| *b == b'"').ok_or("a quote is not closed")?;
        cell.extend_from_slice(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix(b"\"") {
            Some(after) => {
                cell.push(b'"');
                rest = after;
            }
            None => return Ok((cell, rest)),
        }
    }
}

fn columns_of(header: &[u8], given: &Given) -> Result<(u8, Vec<Column>)> {
    let delimiter = delimiter_of(header);
    let mut names = Vec::new();
    split(header, delimiter, &mut names).map_err(|why| Error::validation(format!("the header row: {why}")))?;
    for (ours, theirs) in &given.map {
        if !names.iter().any(|name| name.trim() == theirs) {
            let listed = names.iter().map(|name| safe(name)).collect::<Vec<_>>().join(", ");
            return Err(Error::validation(format!("--map {ours}={theirs}: no column \"{}\"", safe(theirs)))
                .hint(format!("the columns are: {listed}")));
        }
    }
    let columns: Vec<Column> = names.into_iter().map(|name| column(name.trim(), given)).collect();
    let counted =
        columns.iter().flat_map(|column| &column.fields).any(|f| matches!(f, Field::Count(_) | Field::Seconds(_)));
    if !counted {
        let listed = columns.iter().map(|column| safe(&column.name)).collect::<Vec<_>>().join(", ");
        return Err(Error::validation("the table has no column with counters (input_tokens, output_tokens, …)")
            .hint(format!("say which it is with --map input_tokens=NAME; the columns are: {listed}")));
    }
    Ok((delimiter, columns))
}

fn delimiter_of(header: &[u8]) -> u8 {
    let count = |d: u8| header.iter().filter(|b| **b == d).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|d| count(*d)).unwrap_or(b',')
}

/// What a column is: as mapped, or else as named, unless something else was mapped to that.
fn column(name: &str, given: &Given) -> Column {
    let mapped: Vec<Field> =
        given.map.iter().filter(|(_, theirs)| theirs == name).map(|(ours, _)| Field::named(ours)).collect();
    let own = Field::named(name);
    let taken = given.map.iter().any(|(ours, _)| Field::named(ours) == own);
    let fields = match (mapped.is_empty(), taken && own != Field::Unknown) {
        (false, _) => mapped,
        (true, true) => vec![Field::Unknown],
        (true, false) => vec![own],
    };
    Column { name: name.to_owned(), fields }
}

fn record(columns: &[Column], cells: &[String]) -> std::result::Result<Record<'static>, String> {
    if columns.len() != cells.len() {
        return Err(format!("{} cells where the header has {}", cells.len(), columns.len()));
    }
    let mut record = Record::default();
    // An export writes its texts as they are, but for what a spreadsheet would calculate.
    let exported = columns.iter().any(|column| column.name == MARK);
    if exported {
        record.keep(Field::Derived, MARK, Value::Null)?;
    }
    for (column, text) in columns.iter().zip(cells) {
        let text = if exported { unguarded(text) } else { text.trim() };
        if text.is_empty() {
            continue;
        }
        for field in &column.fields {
            match field {
                Field::Source | Field::Flag(_) | Field::Derived | Field::Metadata | Field::Unknown | Field::Body => {
                    record.keep(*field, &column.name, kept_value(*field, text))?;
                }
                field => cell(&mut record, *field, text).map_err(|why| refusal(&column.name, why))?,
            }
        }
    }
    Ok(record)
}

/// What a cell is that has no field of its own.
fn kept_value(field: Field, text: &str) -> Value {
    let read = match field {
        Field::Metadata => serde_json::from_str(text).ok().filter(Value::is_object),
        Field::Flag(_) => text.parse().ok().map(Value::Bool),
        _ => None,
    };
    read.unwrap_or_else(|| text.into())
}

/// The text of a cell whose beginning a spreadsheet would take for a formula.
fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA)).unwrap_or(text)
}

/// How sure it is that a file with this head is a table (0–100).
pub(crate) fn sniff(head: &[u8]) -> u8 {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let line = head.split(|b| *b == b'\n').next().unwrap_or_default().trim_ascii_end();
    let Ok(line) = std::str::from_utf8(line) else { return 0 };
    if line.starts_with(['{', '[']) || line.chars().any(|c| c.is_control() && c != '\t') {
        return 0;
    }
    let delimiter = delimiter_of(line.as_bytes());
    let mut names = Vec::new();
    if !line.as_bytes().contains(&delimiter) || split(line.as_bytes(), delimiter, &mut names).is_err() {
        return 0;
    }
    let known = names.iter().filter(|name| HEADERS.contains(&name.trim())).count();
    if known >= 2 { 95 } else { 50 }
}

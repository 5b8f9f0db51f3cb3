//! JSON: one object with `data`, `summary` and `pagination`; JSONL: one object a row.
//!
//! Rows stand on a line of their own, so that a long answer can be read, and written as it comes.

use std::io::{self, Write};

use super::SCHEMA_VERSION;
use super::machine::{self, Value};
use super::quote::{Dialect, quoted};
use crate::domain::text::json_made_safe;
use crate::table::{Row, Table};

pub(super) fn open(out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\n  \"schema_version\": {SCHEMA_VERSION},\n  \"data\": [")
}

pub(super) fn element(table: &Table, row: &Row, first: bool, out: &mut dyn Write) -> io::Result<()> {
    let comma = if first { "" } else { "," };
    write!(out, "{comma}\n    {}", object(&machine::row(&table.columns, row)))
}

pub(super) fn close(last: &Table, empty: bool, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(if empty { b"]" } else { b"\n  ]" })?;
    for section in &last.sections {
        write!(out, ",\n  {}: [", quoted(&section.id, Dialect::Json))?;
        for (at, row) in machine::items(section).enumerate() {
            element(section, row, at == 0, out)?;
        }
        out.write_all(if section.rows.is_empty() { b"]" } else { b"\n  ]" })?;
    }
    write!(out, ",\n  \"summary\": {}", object(&machine::summary(&last.summary)))?;
    if let Some(pagination) = machine::pagination(last) {
        write!(out, ",\n  \"pagination\": {}", object(&pagination))?;
    }
    out.write_all(b"\n}\n")
}

/// The first row alone.
pub(super) fn first(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    match machine::items(table).next() {
        Some(row) => writeln!(out, "{}", object(&machine::row(&table.columns, row))),
        None => Ok(()),
    }
}

/// One line a row; rows of sections say which they are of.
pub(super) fn lines(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let several = !table.sections.is_empty();
    for part in std::iter::once(table).chain(&table.sections) {
        for row in machine::items(part) {
            let mut entries = machine::row(&part.columns, row);
            if several {
                entries.insert(0, ("section".to_owned(), Value::Text(&part.id)));
            }
            writeln!(out, "{}", object(&entries))?;
        }
    }
    Ok(())
}

fn object(entries: &[(String, Value<'_>)]) -> String {
    let mut text = String::from("{");
    for (at, (key, value)) in entries.iter().enumerate() {
        text.push_str(if at == 0 { "" } else { ", " });
        text.push_str(&quoted(key, Dialect::Json));
        text.push_str(": ");
        match value {
            Value::Plain(plain) => text.push_str(plain),
            Value::Text(string) => text.push_str(&quoted(string, Dialect::Json)),
            Value::Owned(string) => text.push_str(&quoted(string, Dialect::Json)),
            Value::Json(json) => text.push_str(&json_made_safe(json)),
        }
    }
    text.push('}');
    text
}

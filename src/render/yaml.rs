//! YAML: the JSON shape in block style, every string in double quotes.
//!
//! Quoting every string leaves nothing to the reader's idea of what `no`, `1e3` or `2026-11-01`
//! might be; the emitter needs no library for that.

use std::io::{self, Write};

use super::SCHEMA_VERSION;
use super::machine::{self, Value};
use super::quote::{Dialect, quoted};
use crate::table::Table;

/// Longer keys must be marked as keys (YAML 1.2, 7.4.2: 1024 characters).
const LONGEST_SIMPLE_KEY: usize = 800;

pub(super) fn write(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "schema_version: {SCHEMA_VERSION}")?;
    rows("data", table, out)?;
    for section in &table.sections {
        rows(&section.id, section, out)?;
    }
    block("summary", &machine::summary(&table.summary), out)?;
    match machine::pagination(table) {
        Some(pagination) => block("pagination", &pagination, out),
        None => Ok(()),
    }
}

fn rows(key: &str, table: &Table, out: &mut dyn Write) -> io::Result<()> {
    if machine::items(table).next().is_none() {
        return writeln!(out, "{key}: []");
    }
    writeln!(out, "{key}:")?;
    for row in machine::items(table) {
        for (at, (key, value)) in machine::row(&table.columns, row).iter().enumerate() {
            entry(if at == 0 { "  - " } else { "    " }, key, value, out)?;
        }
    }
    Ok(())
}

fn block(key: &str, entries: &[(String, Value<'_>)], out: &mut dyn Write) -> io::Result<()> {
    if entries.is_empty() {
        return writeln!(out, "{key}: {{}}");
    }
    writeln!(out, "{key}:")?;
    entries.iter().try_for_each(|(key, value)| entry("  ", key, value, out))
}

fn entry(indent: &str, name: &str, value: &Value<'_>, out: &mut dyn Write) -> io::Result<()> {
    let value = match value {
        Value::Plain(plain) => plain.clone(),
        Value::Text(text) => quoted(text, Dialect::Yaml),
        Value::Owned(text) => quoted(text, Dialect::Yaml),
        Value::Json(json) => match serde_json::from_str::<serde_json::Value>(json) {
            Ok(parsed) => flow(&parsed),
            Err(_) => quoted(json, Dialect::Yaml),
        },
    };
    let key = key(name);
    if key.len() > LONGEST_SIMPLE_KEY {
        let below = " ".repeat(indent.len());
        return writeln!(out, "{indent}? {key}\n{below}: {value}");
    }
    writeln!(out, "{indent}{key}: {value}")
}

/// A word of ours as it is, anything else quoted.
fn key(name: &str) -> String {
    let plain = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    let word = name.len() > 3 && name.starts_with(|c: char| c.is_ascii_lowercase());
    let reserved = matches!(name, "true" | "false" | "null");
    if plain && (word || matches!(name, "id" | "day")) && !reserved {
        name.to_owned()
    } else {
        quoted(name, Dialect::Yaml)
    }
}

fn flow(value: &serde_json::Value) -> String {
    use serde_json::Value as Json;
    match value {
        Json::String(text) => quoted(text, Dialect::Yaml),
        Json::Array(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Json::Object(entries) => {
            let entry = |(name, value): (&String, &Json)| {
                let key = quoted(name, Dialect::Yaml);
                let mark = if key.len() > LONGEST_SIMPLE_KEY { "? " } else { "" };
                format!("{mark}{key}: {}", flow(value))
            };
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        plain => plain.to_string(),
    }
}

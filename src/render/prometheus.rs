//! A text file for Prometheus (the textfile collector of node_exporter).
//!
//! Owns: the names of metrics, the escapes of labels, and that the labels are bounded: dimensions
//! of the table, at most [`SERIES`] rows, all others together as `other`. Refuses to know: what a
//! row is of.

use std::collections::HashMap;
use std::io::{self, Write};

use sha2::{Digest, Sha256};

use super::plot;
use crate::domain::Usd;
use crate::domain::text::visible;
use crate::table::{Cell, Kind, Row, Table};

/// Rows that have series of their own.
const SERIES: usize = 200;
/// Characters of a label.
const LABEL: usize = 120;

/// A column and the metric it becomes.
struct Metric {
    column: &'static str,
    name: &'static str,
    /// A label that tells metrics of one name apart.
    kind: Option<&'static str>,
    help: &'static str,
}

const fn of(column: &'static str, name: &'static str, kind: Option<&'static str>, help: &'static str) -> Metric {
    Metric { column, name, kind, help }
}

const TOKENS: &str = "Tokens used in the period, by kind (cache_read and cache_write are parts of input).";

const METRICS: &[Metric] = &[
    of(
        "total_cost",
        "cost_ops_cost_dollars",
        None,
        "Cost of the period in US dollars; what has no price is not in it.",
    ),
    of("requests", "cost_ops_requests", None, "Requests made in the period."),
    of("input_tokens", "cost_ops_tokens", Some("input"), TOKENS),
    of("cache_read_tokens", "cost_ops_tokens", Some("cache_read"), TOKENS),
    of("cache_write_tokens", "cost_ops_tokens", Some("cache_write"), TOKENS),
    of("output_tokens", "cost_ops_tokens", Some("output"), TOKENS),
    of("unpriced_requests", "cost_ops_unpriced_requests", None, "Requests of the period that have no price."),
];

pub(super) fn write(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let mut last = "";
    for metric in METRICS {
        let Some(at) = table.columns.iter().position(|column| column.id() == metric.column) else { continue };
        if metric.name != last {
            writeln!(out, "# HELP {} {}\n# TYPE {} gauge", metric.name, metric.help, metric.name)?;
            last = metric.name;
        }
        samples(table, metric, at, out)?;
    }
    Ok(())
}

fn samples(table: &Table, metric: &Metric, at: usize, out: &mut dyn Write) -> io::Result<()> {
    let money = table.columns.get(at).is_some_and(|column| column.kind == Kind::Money);
    // What is called `other` is one of the others: a series stands once.
    let (mut series, mut places) = (Vec::<(String, i128)>::new(), HashMap::new());
    for (place, row) in plot::items(table) {
        let Some(value) = plot::value(row.cells.get(at)) else { continue };
        let labels = labels(table, metric, Some(row).filter(|_| place < SERIES));
        let at = *places.entry(labels.clone()).or_insert(series.len());
        match series.get_mut(at) {
            Some((_, sum)) => *sum = sum.saturating_add(value),
            None => series.push((labels, value)),
        }
    }
    for (labels, value) in series {
        writeln!(out, "{}{{{labels}}} {}", metric.name, shown(value, money))?;
    }
    Ok(())
}

fn shown(value: i128, money: bool) -> String {
    if money { Usd::from_pico(value).to_string() } else { value.to_string() }
}

/// The dimensions of a row as labels; without a row those of all others.
fn labels(table: &Table, metric: &Metric, row: Option<&Row>) -> String {
    let mut labels = Vec::new();
    for (at, column) in table.columns.iter().enumerate().filter(|(_, c)| c.visible && c.kind == Kind::Text) {
        let value = match row.map(|row| row.cells.get(at)) {
            None => "other",
            Some(Some(Cell::Text(text))) => text,
            Some(_) => "",
        };
        labels.push(format!("{}=\"{}\"", name(column.id()), escaped(value)));
    }
    labels.extend(metric.kind.map(|kind| format!("kind=\"{kind}\"")));
    labels.join(",")
}

fn name(id: &str) -> String {
    let plain: String = id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if plain.starts_with(|c: char| c.is_ascii_digit()) { format!("_{plain}") } else { plain }
}

/// A label's value, of bounded length; names that are longer keep their beginning, and end with what tells
/// them apart.
fn escaped(text: &str) -> String {
    let mut short: String = text.chars().take(LABEL).collect();
    if short.len() < text.len() {
        let hash = Sha256::digest(text.as_bytes());
        let mark: String = hash.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        short = short.chars().take(LABEL - mark.len() - 1).chain(['~']).chain(mark.chars()).collect();
    }
    visible(&short).replace('\\', "\\\\").replace('"', "\\\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_escaped_and_bounded() {
        assert_eq!(escaped("a\"b\\c\n"), "a\\\"b\\\\c\\\\u{a}");
        assert_eq!(escaped(&"x".repeat(500)).len(), LABEL);
        assert_ne!(escaped(&"x".repeat(500)), escaped(&"x".repeat(501)));
        assert_eq!(escaped(&"x".repeat(LABEL)), "x".repeat(LABEL));
        assert_eq!(name("tag:team"), "tag_team");
    }
}

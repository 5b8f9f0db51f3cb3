//! What machines read of a table: keys and values, the same in JSON, JSONL and YAML.
//!
//! Owns: that money is a number and an exact decimal beside it, that people's columns are left
//! out, the spelling of instants. Refuses to know: brackets and indentation.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::value::RawValue;

use crate::domain::Usd;
use crate::table::{Cell, Column, Kind, Row, RowKind, Table};

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value<'a> {
    /// A number, `true`, `false` or `null`, spelled out.
    Plain(String),
    Text(&'a str),
    Owned(String),
    /// Valid JSON, carried through.
    Json(&'a str),
}

const NULL: fn() -> Value<'static> = || Value::Plain("null".to_owned());

/// The rows machines get: items; totals are in the summary.
pub(super) fn items(table: &Table) -> impl Iterator<Item = &Row> {
    table.rows.iter().filter(|row| row.kind == RowKind::Item)
}

/// Whether machines get the column.
pub(super) fn is_data(column: &Column) -> bool {
    !column.kind.is_picture()
}

/// The entries of one row.
pub(super) fn row<'a>(columns: &'a [Column], row: &'a Row) -> Vec<(String, Value<'a>)> {
    let mut entries = Vec::with_capacity(columns.len() + 4);
    let has_place = |column: &Column, cell: &Cell| is_data(column) && !(column.sparse && *cell == Cell::Empty);
    for (column, cell) in columns.iter().zip(&row.cells).filter(|(column, cell)| has_place(column, cell)) {
        push(column.id(), cell, column.kind == Kind::Money, &mut entries);
    }
    entries
}

/// The entries of the summary; an unknown cost is known by its name.
pub(super) fn summary(summary: &[(String, Cell)]) -> Vec<(String, Value<'_>)> {
    let mut entries = Vec::with_capacity(summary.len() + 4);
    for (key, cell) in summary {
        let money = matches!(cell, Cell::Money(_) | Cell::AtLeast(_)) || key.ends_with("_cost");
        push(key, cell, money, &mut entries);
    }
    entries
}

/// The `pagination` object, when the rows are a page.
pub(super) fn pagination(table: &Table) -> Option<Vec<(String, Value<'_>)>> {
    let limit = table.limit?;
    let cursor = table.next_cursor.as_deref();
    Some(vec![
        ("has_more".to_owned(), Value::Plain(cursor.is_some().to_string())),
        ("next_cursor".to_owned(), cursor.map_or_else(NULL, Value::Text)),
        ("limit".to_owned(), Value::Plain(limit.to_string())),
    ])
}

fn push<'a>(key: &str, cell: &'a Cell, money: bool, entries: &mut Vec<(String, Value<'a>)>) {
    let exact = match cell {
        Cell::Money(amount) | Cell::AtLeast(amount) => Value::Owned(amount.to_string()),
        _ => NULL(),
    };
    entries.push((key.to_owned(), value(cell)));
    if money {
        entries.push((format!("{key}_exact"), exact));
    }
}

fn value(cell: &Cell) -> Value<'_> {
    match cell {
        Cell::Empty => NULL(),
        Cell::Text(text) => Value::Text(text),
        Cell::Count(count) => Value::Plain(count.to_string()),
        Cell::Number(number) => Value::Plain(number.clone()),
        Cell::Milli(thousandths) => Value::Plain(milli(*thousandths)),
        Cell::Money(amount) | Cell::AtLeast(amount) => Value::Plain(number(*amount)),
        Cell::Share(ppm) | Cell::Change(ppm) => Value::Plain(fraction(*ppm)),
        Cell::Spark(points) => Value::Plain(format!("[{}]", fractions(points, ", "))),
        Cell::Instant(at) => Value::Owned(instant(*at)),
        Cell::Flag(flag) => Value::Plain(flag.to_string()),
        Cell::Json(json) => match serde_json::from_str::<&RawValue>(json) {
            Ok(_) => Value::Json(json),
            Err(_) => Value::Text(json),
        },
    }
}

/// The shortest decimal that reads back as the double nearest to the amount. The double is only
/// read from the exact text and printed; nothing is calculated with it.
fn number(amount: Usd) -> String {
    let exact = amount.to_string();
    exact.parse::<f64>().map(|nearest| nearest.to_string()).unwrap_or(exact)
}

/// Parts per million as a decimal: 250000 is `0.25`.
pub(super) fn fraction(ppm: i64) -> String {
    Usd::from_pico(i128::from(ppm) * 1_000_000).to_string()
}

/// Parts per million, each as a decimal; what is not known is `null`.
pub(super) fn fractions(points: &[Option<i64>], between: &str) -> String {
    points.iter().map(|ppm| ppm.map_or("null".to_owned(), fraction)).collect::<Vec<_>>().join(between)
}

/// Thousandths as a decimal: 1500 is `1.5`.
pub(super) fn milli(thousandths: i128) -> String {
    Usd::from_pico(thousandths.saturating_mul(1_000_000_000)).to_string()
}

/// RFC 3339 in UTC, as many decimals as there are.
pub(super) fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_the_nearest_number() {
        let shown = |text: &str| number(text.parse().expect("an amount"));
        assert_eq!(shown("0.001017"), "0.001017");
        assert_eq!(shown("9223372.036854775807"), "9223372.036854776");
        assert_eq!(shown("12"), "12");
        assert_eq!(shown("0.000000000001"), "0.000000000001");
        assert_eq!(fraction(-250_000), "-0.25");
        assert_eq!(milli(61_500), "61.5");
    }
}

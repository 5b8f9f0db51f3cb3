//! The rows of a table in HTML, each with what the page's script needs to sort and filter them.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::super::people::Eyes;
use super::super::plot;
use super::text::escaped;
use crate::table::{Cell, Column, Kind, Row, RowKind, Table};

/// The whole table, in a frame that scrolls sideways on a narrow page. Without a `chart` above it,
/// each row has a bar of its own.
pub(super) fn rows(table: &Table, caption: &str, chart: bool, eyes: Eyes) -> String {
    let places = || table.columns.iter().enumerate().filter(|(_, column)| column.kind != Kind::Bar);
    let mut shown: Vec<(usize, &Column)> = places().filter(|(_, column)| column.visible).collect();
    if shown.is_empty() {
        // A terminal shows a picture alone; behind a picture of a page stand its figures.
        shown = places().filter(|(_, column)| FIGURES.contains(&column.id())).collect();
    }
    let bars = if chart { None } else { plot::sizes(table) };
    let classes = shown.iter().map(|(at, column)| class(column, longest(table, *at))).collect();
    let grid = Grid { shown, classes, bars, eyes };
    let currency = table.currency.as_ref().map_or("USD", |currency| &currency.code);
    let mut out = format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\"><table data-currency=\"{}\">\
         <caption>{caption}{more}</caption>\n<thead><tr>",
        escaped(currency),
        more = if grid.shown.iter().any(|(_, column)| is_later(column)) { NARROW } else { "" },
        caption = escaped(caption),
    );
    grid.heading(&mut out);
    out.push_str("</tr></thead>\n<tbody>\n");
    let mut item = 0;
    for row in table.rows.iter().filter(|row| row.kind != RowKind::Total) {
        if row.kind == RowKind::Item {
            let _ = write!(out, "<tr data-row=\"{item}\">");
            item += 1;
        } else {
            out.push_str("<tr class=\"subtotal\">");
        }
        grid.row(row, &mut out);
    }
    out.push_str("</tbody>\n");
    let sums: Vec<&Row> = table.rows.iter().filter(|row| row.kind == RowKind::Total).collect();
    if !sums.is_empty() {
        out.push_str("<tfoot>\n");
        for row in sums {
            out.push_str("<tr class=\"total\">");
            grid.row(row, &mut out);
        }
        out.push_str("</tfoot>\n");
    }
    out.push_str("</table></div>\n");
    out
}

struct Grid<'t> {
    shown: Vec<(usize, &'t Column)>,
    /// The class of each.
    classes: Vec<String>,
    /// The column that has bars beside it, and the largest value.
    bars: Option<(usize, i128)>,
    eyes: Eyes<'t>,
}

/// What stands behind a picture whose columns are for machines alone.
const FIGURES: [&str; 4] = ["day", "requests", "total_tokens", "total_cost"];
/// Said where a narrow page leaves columns out.
const NARROW: &str = "<span class=\"narrow\">; more columns on a wider page</span>";
/// Columns that give way this early are left out of a narrow page.
const LATER: u8 = 4;

fn is_later(column: &Column) -> bool {
    column.priority >= LATER
}

fn class(column: &Column, longest: usize) -> String {
    let kind = match column.kind {
        kind if kind.is_number() => "n",
        Kind::Spark => "s",
        Kind::Text | Kind::Json => match longest {
            0..6 => "t w1",
            6..13 => "t w2",
            13..24 => "t w3",
            _ => "t w4",
        },
        Kind::Instant => "i",
        _ => "",
    };
    let later = if is_later(column) { "later" } else { "" };
    [kind, later].join(" ").trim().to_owned()
}

impl Grid<'_> {
    fn heading(&self, out: &mut String) {
        for ((at, column), class) in self.shown.iter().zip(&self.classes) {
            let sum = match column.kind {
                Kind::Money => " data-sum=\"money\"",
                Kind::Count => " data-sum=\"count\"",
                _ => "",
            };
            let _ = write!(out, "<th scope=\"col\" class=\"{}\"{sum}>{}</th>", class, escaped(&column.title));
            if self.bars.is_some_and(|(measure, _)| measure == *at) {
                out.push_str("<th class=\"b\" aria-hidden=\"true\"></th>");
            }
        }
    }

    fn row(&self, row: &Row, out: &mut String) {
        for (place, ((at, _), class)) in self.shown.iter().zip(&self.classes).enumerate() {
            let Some(cell) = row.cells.get(*at) else { continue };
            let (element, scope) = if place == 0 { ("th", " scope=\"row\"") } else { ("td", "") };
            let blank = row.kind != RowKind::Item && *cell == Cell::Empty;
            let text = match cell {
                Cell::Spark(parts) => spark(parts),
                _ if blank => String::new(),
                cell => escaped(&self.eyes.text(cell)),
            };
            let _ = write!(out, "<{element}{scope} class=\"{}\"{}>{text}</{element}>", class, data(cell));
            if let Some((measure, largest)) = self.bars.filter(|(measure, _)| measure == at) {
                out.push_str(&bar(row, measure, largest));
            }
        }
        out.push_str("</tr>\n");
    }
}

/// How wide the texts of a column are.
fn longest(table: &Table, at: usize) -> usize {
    let width = |cell: &Cell| match cell {
        Cell::Text(text) | Cell::Json(text) => text.chars().take(40).collect::<String>().width(),
        _ => 0,
    };
    table.rows.iter().filter_map(|row| row.cells.get(at)).map(width).max().unwrap_or(0)
}

/// The exact value of a cell, for sorting and sums; its decimal where the text is rounded.
fn data(cell: &Cell) -> String {
    match cell {
        Cell::Empty => " data-none".to_owned(),
        Cell::AtLeast(amount) if amount.pico() == 0 => " data-none".to_owned(),
        Cell::Money(amount) => format!(" data-v=\"{}\" title=\"{amount}\"", amount.pico()),
        Cell::AtLeast(amount) => format!(" data-v=\"{}\" data-least title=\"at least {amount}\"", amount.pico()),
        Cell::Instant(at) => format!(" data-v=\"{}\"", at.timestamp_micros()),
        cell => plot::value(Some(cell)).map_or(String::new(), |value| format!(" data-v=\"{value}\"")),
    }
}

/// Small columns side by side; a gap where nothing is known.
fn spark(parts: &[Option<i64>]) -> String {
    let mut svg = format!(
        "<svg viewBox=\"0 0 {} 20\" preserveAspectRatio=\"none\" aria-hidden=\"true\">",
        parts.len().max(1) * 4
    );
    for (at, part) in parts.iter().enumerate() {
        let Some(ppm) = part.filter(|ppm| *ppm > 0) else { continue };
        let height = (ppm.min(1_000_000) / 50_000).max(1);
        let (x, y) = (at * 4, 20 - height);
        let _ = write!(svg, "<rect class=\"f0\" x=\"{x}\" y=\"{y}\" width=\"3\" height=\"{height}\"/>");
    }
    svg + "</svg>"
}

/// A bar in thousandths of the largest; the number stands beside it.
fn bar(row: &Row, measure: usize, largest: i128) -> String {
    let value = plot::value(row.cells.get(measure)).filter(|_| row.kind == RowKind::Item);
    let width = value.map_or(0, |value| {
        let shift = 128u32.saturating_sub(largest.leading_zeros()).saturating_sub(100);
        let part = (value.saturating_abs() >> shift) * 1_000 / (largest >> shift).max(1);
        part.max(i128::from(value != 0) * 3)
    });
    let class = if value.is_some_and(|value| value < 0) { "neg" } else { "f0" };
    let rect =
        if width > 0 { format!("<rect class=\"{class}\" width=\"{width}\" height=\"10\"/>") } else { String::new() };
    format!(
        "<td class=\"b\" aria-hidden=\"true\"><svg viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\">{rect}</svg></td>"
    )
}

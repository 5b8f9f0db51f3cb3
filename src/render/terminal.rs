//! The table people look at: a heading, a rule, numbers to the right, a total under a rule.
//!
//! Owns: rules, colors, where notes and sections stand. Refuses to know: which columns fit
//! (see [`super::layout`]).

use std::io::{self, Write};

use comfy_table::{CellAlignment, Color, ColumnConstraint, ContentArrangement, Width};
use unicode_width::UnicodeWidthStr;

use super::Style;
use super::heat;
use super::layout::{self, GAP, Slot};
use super::people::Eyes;
use crate::domain::text::visible;
use crate::table::{Cell, Fact, Kind, Row, RowKind, Table};

const BOLD: &str = "\u{1b}[1m";
const DIM: &str = "\u{1b}[2m";
const YELLOW: &str = "\u{1b}[33m";
const RED: &str = "\u{1b}[31m";
const GREEN: &str = "\u{1b}[32m";
const RESET: &str = "\u{1b}[0m";

pub(super) fn write(table: &Table, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let mut left_out = Vec::new();
    part(table, style, &mut left_out, out)?;
    let something = !table.rows.is_empty() || !table.facts.is_empty();
    if something && (!table.notes.is_empty() || !left_out.is_empty()) {
        writeln!(out)?;
    }
    if !left_out.is_empty() {
        let titles = left_out.join(", ");
        said(&format!("no room for {titles} in {} columns", width(style)), DIM, style, out)?;
    }
    notes(table, style, out)
}

fn notes(table: &Table, style: Style, out: &mut dyn Write) -> io::Result<()> {
    table.notes.iter().try_for_each(|note| said(&note.text, if note.warning { YELLOW } else { DIM }, style, out))
}

/// Title, facts, calendar, rows, then each section likewise.
fn part<'t>(table: &'t Table, style: Style, left_out: &mut Vec<&'t str>, out: &mut dyn Write) -> io::Result<()> {
    let eyes = Eyes::new(table, style.unicode);
    let something = !table.rows.is_empty() || !table.facts.is_empty();
    if something && !table.title.is_empty() {
        heading(&table.title, style, out)?;
    }
    facts(&table.facts, eyes, style, out)?;
    if let Some(heat) = &table.heat {
        for line in heat::lines(heat, width(style), eyes) {
            writeln!(out, "{}", painted_shades(&line, style))?;
        }
    }
    if !table.rows_title.is_empty() && !table.rows.is_empty() {
        heading(&table.rows_title, style, out)?;
    }
    for title in rows(table, eyes, style, out)? {
        if !left_out.contains(&title) {
            left_out.push(title);
        }
    }
    for section in table.sections.iter().filter(|section| !section.rows.is_empty() || !section.facts.is_empty()) {
        writeln!(out)?;
        part(section, style, left_out, out)?;
        notes(section, style, out)?;
    }
    Ok(())
}

/// A sentence in lines of the terminal's width.
fn said(text: &str, color: &str, style: Style, out: &mut dyn Write) -> io::Result<()> {
    for line in layout::wrapped(&visible(text), width(style)) {
        writeln!(out, "{}", painted(line, color, style))?;
    }
    Ok(())
}

/// The line with its shades in one color.
fn painted_shades(line: &str, style: Style) -> String {
    let is_shade = |c: char| matches!(c, '░' | '▒' | '▓' | '█');
    if !style.color || !line.contains(is_shade) {
        return line.to_owned();
    }
    let mut out = String::with_capacity(line.len() * 2);
    let mut within = false;
    for c in line.chars() {
        let shade = is_shade(c) || (within && c == ' ');
        if shade != within {
            out.push_str(if shade { GREEN } else { RESET });
            within = shade;
        }
        out.push(c);
    }
    if within {
        out.push_str(RESET);
    }
    out
}

fn heading(title: &str, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let width = width(style);
    writeln!(out, "{}\n", painted(&layout::fitted(&visible(title), width, style.unicode), BOLD, style))
}

fn painted(text: &str, color: &str, style: Style) -> String {
    if style.color { format!("{color}{text}{RESET}") } else { text.to_owned() }
}

fn width(style: Style) -> usize {
    if style.width == 0 { 80 } else { usize::from(style.width) }
}

/// Labels to the left, figures to the right.
fn facts(facts: &[Fact], eyes: Eyes, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let labels: Vec<_> = facts.iter().map(|fact| visible(&fact.label)).collect();
    let label_width = labels.iter().map(|label| label.width()).max().unwrap_or(0);
    let room = width(style).saturating_sub(label_width + GAP).max(1);
    let value = |fact: &Fact| match fact.value {
        Cell::Text(_) => layout::fitted(&eyes.text(&fact.value), room, eyes.unicode),
        _ => eyes.text(&fact.value).into_owned(),
    };
    let values: Vec<_> = facts.iter().map(value).collect();
    let figures = values.iter().zip(facts).filter(|(_, fact)| !matches!(fact.value, Cell::Text(_) | Cell::Instant(_)));
    let value_width = figures.map(|(value, _)| value.width()).max().unwrap_or(0).min(room);
    for ((label, value), fact) in labels.iter().zip(&values).zip(facts) {
        let free = if matches!(fact.value, Cell::Text(_) | Cell::Instant(_)) {
            0
        } else {
            value_width.saturating_sub(value.width())
        };
        let gap = label_width - label.width() + GAP + free;
        writeln!(out, "{label}{}{}", " ".repeat(gap), painted_fact(value, fact, style))?;
    }
    if facts.is_empty() { Ok(()) } else { writeln!(out) }
}

fn painted_fact(value: &str, fact: &Fact, style: Style) -> String {
    match fact.value {
        Cell::Change(1..) => painted(value, RED, style),
        Cell::Change(..=-1) => painted(value, GREEN, style),
        _ => value.to_owned(),
    }
}

/// The rows under their heading; gives the titles of the columns that found no place.
fn rows<'t>(table: &'t Table, eyes: Eyes, style: Style, out: &mut dyn Write) -> io::Result<Vec<&'t str>> {
    let natural: Vec<usize> = (0..table.columns.len()).map(|at| natural(table, at, eyes)).collect();
    let slots = layout::slots(table, &natural, width(style));
    if table.rows.is_empty() || slots.is_empty() {
        return Ok(Vec::new());
    }
    let length = slots.iter().map(|slot| slot.width + GAP).sum::<usize>().saturating_sub(GAP);
    let rule = painted(&if style.unicode { "─" } else { "-" }.repeat(length), DIM, style);
    let mut grid = grid(table, &slots, style);
    let grouped = table.rows.iter().any(|row| row.kind == RowKind::Subtotal);
    for at in 0..table.rows.len() {
        let is_repeated = |column| grouped && table.is_repeated(at, column);
        grid.add_row(line(table, at, &slots, eyes, &is_repeated));
    }
    let kinds = std::iter::once(RowKind::Subtotal).chain(table.rows.iter().map(|row| row.kind));
    for (at, (text, kind)) in grid.lines().zip(kinds).enumerate() {
        if kind == RowKind::Total {
            writeln!(out, "{rule}")?;
        }
        match (text.trim_end(), kind) {
            (text, RowKind::Item) => writeln!(out, "{text}")?,
            (text, _) => writeln!(out, "{}", painted(text, BOLD, style))?,
        }
        if at == 0 {
            writeln!(out, "{rule}")?;
        }
    }
    Ok(layout::left_out(table, &slots).collect())
}

/// The width a column would like; a bar says nothing.
fn natural(table: &Table, at: usize, eyes: Eyes) -> usize {
    let Some(column) = table.columns.get(at).filter(|column| column.visible && column.kind != Kind::Bar) else {
        return 0;
    };
    let cells = table.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| eyes.text(cell).width());
    cells.max().unwrap_or(0).max(visible(&column.title).width())
}

/// Columns of the slots' widths, numbers to the right.
fn grid(table: &Table, slots: &[Slot], style: Style) -> comfy_table::Table {
    let mut grid = comfy_table::Table::new();
    grid.load_style(comfy_table::TableStyle::new()).set_content_arrangement(ContentArrangement::Disabled);
    grid.force_no_tty().style_text_only();
    if style.color {
        grid.enforce_styling();
    }
    grid.set_header(head(table, slots, style));
    for (at, slot) in slots.iter().enumerate() {
        let kind = table.columns.get(slot.at).map_or(Kind::Text, |column| column.kind);
        let gap = if at + 1 == slots.len() { 0 } else { GAP as u16 };
        let width = u16::try_from(slot.width).unwrap_or(u16::MAX).saturating_add(gap);
        if let Some(column) = grid.column_mut(at) {
            column.set_padding((0, gap)).set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(width)));
            column.set_cell_alignment(if kind.is_number() { CellAlignment::Right } else { CellAlignment::Left });
        }
    }
    grid
}

fn head(table: &Table, slots: &[Slot], style: Style) -> Vec<String> {
    let titles = slots.iter().filter_map(|slot| {
        let column = table.columns.get(slot.at)?;
        Some(match column.kind.is_number() {
            true => visible(&column.title).into_owned(),
            false => layout::fitted(&visible(&column.title), slot.width, style.unicode),
        })
    });
    titles.collect()
}

fn line(
    table: &Table,
    number: usize,
    slots: &[Slot],
    eyes: Eyes,
    is_repeated: &dyn Fn(usize) -> bool,
) -> Vec<comfy_table::Cell> {
    let cells = slots.iter().filter_map(|slot| {
        let (column, row) = (table.columns.get(slot.at)?, table.rows.get(number)?);
        let cell = row.cells.get(slot.at)?;
        let text = if is_repeated(slot.at) { String::new() } else { shown(row, cell, column.kind, slot, eyes) };
        // A sum is bold as a whole; codes around nothing would end up behind the line.
        let color = color(cell, column.kind).filter(|_| row.kind == RowKind::Item && !text.is_empty());
        let text = comfy_table::Cell::new(text);
        Some(match color {
            Some(color) => text.fg(color),
            None => text,
        })
    });
    cells.collect()
}

fn shown(row: &Row, cell: &Cell, kind: Kind, slot: &Slot, eyes: Eyes) -> String {
    match kind {
        Kind::Bar => eyes.bar(cell, slot.width),
        Kind::Spark if *cell == Cell::Empty => String::new(),
        // The label of a sum stands in its first columns only; not everything is summed.
        Kind::Text if row.kind != RowKind::Item && slot.at > 0 && *cell == Cell::Empty => String::new(),
        Kind::Change | Kind::Count if row.kind == RowKind::Total && *cell == Cell::Empty => String::new(),
        Kind::Text | Kind::Json | Kind::Flag => layout::fitted(&eyes.text(cell), slot.width, eyes.unicode),
        Kind::Count | Kind::Money | Kind::Share | Kind::Change | Kind::Instant | Kind::Spark => {
            eyes.text(cell).trim_end().to_owned()
        }
    }
}

/// Pictures in one color; what became dearer and what cheaper in two.
fn color(cell: &Cell, kind: Kind) -> Option<Color> {
    match (kind, cell) {
        (Kind::Bar | Kind::Spark, _) => Some(Color::DarkCyan),
        (Kind::Change, Cell::Change(1..)) => Some(Color::DarkRed),
        (Kind::Change, Cell::Change(..=-1)) => Some(Color::DarkGreen),
        _ => None,
    }
}

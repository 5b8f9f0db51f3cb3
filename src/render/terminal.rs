//! The table people look at: a heading, a rule, numbers to the right, a total under a rule.
//!
//! Owns: rules, colors, where notes and sections stand. Refuses to know: which columns fit
//! (see [`super::layout`]).

use std::io::{self, Write};

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Width};
use unicode_width::UnicodeWidthStr;

use super::Style;
use super::layout::{self, GAP, Slot};
use super::people::{self, Eyes};
use crate::domain::text::visible;
use crate::table::{Cell, Fact, Kind, Row, RowKind, Table};

const BOLD: &str = "\u{1b}[1m";
const DIM: &str = "\u{1b}[2m";
const YELLOW: &str = "\u{1b}[33m";
const RESET: &str = "\u{1b}[0m";

pub(super) fn write(table: &Table, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let eyes = Eyes::new(table, style.unicode);
    let something = !table.rows.is_empty() || !table.facts.is_empty();
    if something && !table.title.is_empty() {
        heading(&table.title, style, out)?;
    }
    facts(&table.facts, eyes, out)?;
    if !table.rows_title.is_empty() && !table.rows.is_empty() {
        heading(&table.rows_title, style, out)?;
    }
    rows(table, eyes, style, out)?;
    for section in &table.sections {
        writeln!(out)?;
        write(section, style, out)?;
    }
    if something && !table.notes.is_empty() {
        writeln!(out)?;
    }
    for note in &table.notes {
        let color = if note.warning { YELLOW } else { DIM };
        for line in layout::wrapped(&visible(&note.text), width(style)) {
            writeln!(out, "{}", painted(line, color, style))?;
        }
    }
    Ok(())
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
fn facts(facts: &[Fact], eyes: Eyes, out: &mut dyn Write) -> io::Result<()> {
    let values: Vec<_> = facts.iter().map(|fact| eyes.text(&fact.value)).collect();
    let labels: Vec<_> = facts.iter().map(|fact| visible(&fact.label)).collect();
    let label_width = labels.iter().map(|label| label.width()).max().unwrap_or(0);
    let value_width = values.iter().map(|value| value.width()).max().unwrap_or(0);
    for (label, value) in labels.iter().zip(&values) {
        let gap = label_width - label.width() + GAP + value_width - value.width();
        writeln!(out, "{label}{}{value}", " ".repeat(gap))?;
    }
    if facts.is_empty() { Ok(()) } else { writeln!(out) }
}

fn rows(table: &Table, eyes: Eyes, style: Style, out: &mut dyn Write) -> io::Result<()> {
    if table.rows.is_empty() {
        return Ok(());
    }
    let natural: Vec<usize> = (0..table.columns.len()).map(|at| natural(table, at, eyes)).collect();
    let slots = layout::slots(table, &natural, width(style));
    let mut grid = grid(table, &slots);
    for row in &table.rows {
        grid.add_row(cells(table, row, &slots, eyes));
    }
    let length = slots.iter().map(|slot| slot.width + GAP).sum::<usize>().saturating_sub(GAP);
    let rule = painted(&if style.unicode { "─" } else { "-" }.repeat(length), DIM, style);
    let mut kinds = table.rows.iter().map(|row| row.kind);
    for (at, line) in grid.lines().enumerate() {
        let line = line.trim_end();
        let kind = if at == 0 { None } else { kinds.next() };
        if kind == Some(RowKind::Total) {
            writeln!(out, "{rule}")?;
        }
        match kind {
            None | Some(RowKind::Total) => writeln!(out, "{}", painted(line, BOLD, style))?,
            Some(_) => writeln!(out, "{line}")?,
        }
        if at == 0 {
            writeln!(out, "{rule}")?;
        }
    }
    Ok(())
}

/// The width a column would like; a bar says nothing.
fn natural(table: &Table, at: usize, eyes: Eyes) -> usize {
    let Some(column) = table.columns.get(at).filter(|column| column.visible && column.kind != Kind::Bar) else {
        return 0;
    };
    let cells = table.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| eyes.text(cell).width());
    cells.max().unwrap_or(0).max(visible(&column.title).width())
}

fn grid(table: &Table, slots: &[Slot]) -> comfy_table::Table {
    let mut grid = comfy_table::Table::new();
    grid.force_no_tty().set_content_arrangement(ContentArrangement::Disabled);
    grid.load_style(comfy_table::TableStyle::new());
    let mut header = Vec::with_capacity(slots.len());
    for slot in slots {
        if let Some(column) = table.columns.get(slot.at) {
            let title = if people::is_number(column.kind) {
                visible(&column.title).into_owned()
            } else {
                layout::fitted(&visible(&column.title), slot.width, true)
            };
            header.push(comfy_table::Cell::new(title).set_alignment(alignment(column.kind)));
        }
    }
    grid.set_header(header);
    for (at, slot) in slots.iter().enumerate() {
        if let Some(column) = grid.column_mut(at) {
            let gap = if at + 1 == slots.len() { 0 } else { GAP as u16 };
            column.set_padding((0, gap));
            let width = u16::try_from(slot.width).unwrap_or(u16::MAX).saturating_add(gap);
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(width)));
        }
    }
    grid
}

fn alignment(kind: Kind) -> CellAlignment {
    if people::is_number(kind) { CellAlignment::Right } else { CellAlignment::Left }
}

fn cells(table: &Table, row: &Row, slots: &[Slot], eyes: Eyes) -> Vec<comfy_table::Cell> {
    let cell = |slot: &Slot| {
        let (column, cell) = (table.columns.get(slot.at)?, row.cells.get(slot.at)?);
        let text = match column.kind {
            Kind::Bar => eyes.bar(cell, slot.width),
            // The label of a total stands in its first column only.
            Kind::Text if row.kind != RowKind::Item && *cell == Cell::Empty => String::new(),
            Kind::Text | Kind::Json | Kind::Flag => layout::fitted(&eyes.text(cell), slot.width, eyes.unicode),
            Kind::Count | Kind::Money | Kind::Share | Kind::Instant => eyes.text(cell).into_owned(),
        };
        Some(comfy_table::Cell::new(text).set_alignment(alignment(column.kind)))
    };
    slots.iter().filter_map(cell).collect()
}

//! The table people look at: a heading, a rule, numbers to the right, a total under a rule.
//!
//! Owns: rules, colors, where notes and sections stand. Refuses to know: which columns fit
//! (see [`super::layout`]).

use std::borrow::Cow;
use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::Style;
use super::heat;
use super::layout::{self, GAP, Slot};
use super::people::Eyes;
use crate::domain::text::visible;
use crate::table::{Cell, Fact, Kind, Row, RowKind, Table};

const BOLD: &str = "\u{1b}[1m";
const DIM: &str = "\u{1b}[2m";
// Of the fixed part of the palette, that no theme changes: each stands out from white as well as from black,
// by more than four to one.
const ORANGE: &str = "\u{1b}[38;5;130m";
const RED: &str = "\u{1b}[38;5;160m";
const GREEN: &str = "\u{1b}[38;5;28m";
const CYAN: &str = "\u{1b}[38;5;30m";
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
    table.notes.iter().try_for_each(|note| said(&note.text, if note.warning { ORANGE } else { DIM }, style, out))
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
    let texts: Vec<Texts> = (0..table.columns.len()).map(|at| Texts::of(table, at, eyes)).collect();
    let natural: Vec<usize> = texts.iter().map(|texts| texts.width).collect();
    let slots = layout::slots(table, &natural, width(style));
    if table.rows.is_empty() || slots.is_empty() {
        return Ok(Vec::new());
    }
    let length = slots.iter().map(|slot| slot.width + GAP).sum::<usize>().saturating_sub(GAP);
    let rule = painted(&if style.unicode { "─" } else { "-" }.repeat(length), DIM, style);
    writeln!(out, "{}\n{rule}", painted(&head(table, &slots, style), BOLD, style))?;
    let grouped = table.rows.iter().any(|row| row.kind == RowKind::Subtotal);
    let mut line = String::new();
    for (at, row) in table.rows.iter().enumerate() {
        line.clear();
        for slot in &slots {
            let is_repeated = grouped && table.is_repeated(at, slot.at);
            let text = if is_repeated { Cow::Borrowed("") } else { shown(table, at, slot, (&texts, eyes)) };
            put(&mut line, &text, slot, table, color(table, row, slot).filter(|_| style.color));
        }
        if row.kind == RowKind::Total {
            writeln!(out, "{rule}")?;
        }
        match (line.trim_end(), row.kind) {
            (text, RowKind::Item) => out.write_all(text.as_bytes())?,
            (text, _) => out.write_all(painted(text, BOLD, style).as_bytes())?,
        }
        out.write_all(b"\n")?;
    }
    Ok(layout::left_out(table, &slots).collect())
}

/// The cells of one column as people read them, and the width it would like.
struct Texts<'t> {
    cells: Vec<Cow<'t, str>>,
    width: usize,
}

impl<'t> Texts<'t> {
    /// Nothing of a column that is not shown; a bar says nothing.
    fn of(table: &'t Table, at: usize, eyes: Eyes) -> Self {
        let column = table.columns.get(at).filter(|column| column.visible && column.kind != Kind::Bar);
        let Some(column) = column else { return Texts { cells: Vec::new(), width: 0 } };
        let text = |row: &'t Row| row.cells.get(at).map_or(Cow::Borrowed(""), |cell| eyes.text(cell));
        let cells: Vec<_> = table.rows.iter().map(text).collect();
        let width = cells.iter().map(|text| breadth(text)).max().unwrap_or(0).max(breadth(&visible(&column.title)));
        Texts { cells, width }
    }
}

/// Columns of a terminal that a text without control characters takes.
fn breadth(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

fn head(table: &Table, slots: &[Slot], style: Style) -> String {
    let mut line = String::new();
    for slot in slots {
        let Some(column) = table.columns.get(slot.at) else { continue };
        let title = match column.kind.is_number() {
            true => visible(&column.title),
            false => Cow::Owned(layout::fitted(&visible(&column.title), slot.width, style.unicode)),
        };
        put(&mut line, &title, slot, table, None);
    }
    line.truncate(line.trim_end().len());
    line
}

/// Adds a text in its column, numbers to the right, colored where it is said.
fn put(line: &mut String, text: &str, slot: &Slot, table: &Table, color: Option<&str>) {
    let free = slot.width.saturating_sub(breadth(text));
    let before = if table.columns.get(slot.at).is_some_and(|column| column.kind.is_number()) { free } else { 0 };
    blank(line, before);
    // Codes around nothing would end up behind the line.
    match color.filter(|_| !text.is_empty()) {
        Some(color) => line.extend([color, text, RESET]),
        None => line.push_str(text),
    }
    blank(line, free - before + GAP);
}

fn blank(line: &mut String, mut width: usize) {
    const SPACES: &str = "                                ";
    while let Some(more) = SPACES.get(..width.min(SPACES.len())).filter(|more| !more.is_empty()) {
        line.push_str(more);
        width -= more.len();
    }
}

fn shown<'t>(table: &'t Table, at: usize, slot: &Slot, (texts, eyes): (&'t [Texts<'t>], Eyes)) -> Cow<'t, str> {
    let (Some(row), Some(column)) = (table.rows.get(at), table.columns.get(slot.at)) else { return Cow::Borrowed("") };
    let Some(cell) = row.cells.get(slot.at) else { return Cow::Borrowed("") };
    let text = texts.get(slot.at).and_then(|texts| texts.cells.get(at)).map_or("", |text| &**text);
    match column.kind {
        Kind::Bar => Cow::Owned(eyes.bar(cell, slot.width)),
        Kind::Spark if *cell == Cell::Empty => Cow::Borrowed(""),
        // The label of a sum stands in its first columns only; not everything is summed.
        Kind::Text if row.kind != RowKind::Item && slot.at > 0 && *cell == Cell::Empty => Cow::Borrowed(""),
        Kind::Change | Kind::Count | Kind::Instant if row.kind == RowKind::Total && *cell == Cell::Empty => {
            Cow::Borrowed("")
        }
        Kind::Text | Kind::Json | Kind::Flag if breadth(text) > slot.width => {
            Cow::Owned(layout::fitted(text, slot.width, eyes.unicode))
        }
        _ => Cow::Borrowed(text.trim_end()),
    }
}

/// Pictures in one color; what became dearer and what cheaper in two. A sum is bold as a whole.
fn color(table: &Table, row: &Row, slot: &Slot) -> Option<&'static str> {
    match (table.columns.get(slot.at)?.kind, row.cells.get(slot.at)?) {
        _ if row.kind != RowKind::Item => None,
        (Kind::Bar | Kind::Spark, _) => Some(CYAN),
        (Kind::Change, Cell::Change(1..)) => Some(RED),
        (Kind::Change, Cell::Change(..=-1)) => Some(GREEN),
        _ => None,
    }
}

//! Markdown: a pipe table of what people see, with everything from data escaped.

use std::borrow::Cow;
use std::io::{self, Write};

use super::heat;
use super::people::Eyes;
use crate::domain::text::visible;
use crate::table::{Cell, Kind, Row, RowKind, Table};

/// Characters a line of a calendar may have.
const WIDTH: usize = 112;

pub(super) fn write(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    section(table, "##", out)?;
    for part in &table.sections {
        writeln!(out)?;
        section(part, "###", out)?;
    }
    for note in &table.notes {
        writeln!(out, "\n> {}{}", if note.warning { "**Note:** " } else { "" }, escaped(&note.text))?;
    }
    Ok(())
}

fn section(table: &Table, level: &str, out: &mut dyn Write) -> io::Result<()> {
    if !table.title.is_empty() {
        writeln!(out, "{level} {}\n", escaped(&table.title))?;
    }
    let eyes = Eyes::new(table, true);
    for fact in &table.facts {
        writeln!(out, "- {}: {}", escaped(fact.label.trim()), shown(&fact.value, eyes))?;
    }
    if !table.facts.is_empty() {
        writeln!(out)?;
    }
    if let Some(heat) = &table.heat {
        writeln!(out, "```text")?;
        heat::lines(heat, WIDTH, eyes).iter().try_for_each(|line| writeln!(out, "{line}"))?;
        writeln!(out, "```\n")?;
    }
    if !table.rows_title.is_empty() && !table.rows.is_empty() {
        writeln!(out, "### {}\n", escaped(&table.rows_title))?;
    }
    rows(table, eyes, out)
}

fn rows(table: &Table, eyes: Eyes, out: &mut dyn Write) -> io::Result<()> {
    let shown: Vec<_> = table.columns.iter().enumerate().filter(|(_, c)| c.visible && c.kind != Kind::Bar).collect();
    if shown.is_empty() {
        return Ok(());
    }
    let line = |cells: Vec<Cow<'_, str>>| format!("| {} |", cells.join(" | "));
    writeln!(out, "{}", line(shown.iter().map(|(_, column)| escaped(&column.title).into_owned().into()).collect()))?;
    let rule = |kind: Kind| if kind.is_number() { "---:" } else { "---" };
    writeln!(out, "{}", line(shown.iter().map(|(_, column)| rule(column.kind).into()).collect()))?;
    for (number, row) in table.rows.iter().enumerate() {
        let cells = shown.iter().map(|(at, column)| match table.is_repeated(number, *at) {
            true => Cow::Borrowed(""),
            false => cell(row, *at, column.kind, eyes),
        });
        writeln!(out, "{}", line(cells.collect()))?;
    }
    Ok(())
}

fn cell<'r>(row: &'r Row, at: usize, kind: Kind, eyes: Eyes<'_>) -> Cow<'r, str> {
    let Some(cell) = row.cells.get(at) else { return Cow::Borrowed("") };
    if row.kind != RowKind::Item && at > 0 && matches!(kind, Kind::Text | Kind::Change) && *cell == Cell::Empty {
        return Cow::Borrowed("");
    }
    let text = shown(cell, eyes);
    if row.kind == RowKind::Item { text.into() } else { format!("**{text}**").into() }
}

/// Figures are ours, and need no escapes but one.
fn shown(cell: &Cell, eyes: Eyes) -> String {
    let text = eyes.text(cell);
    match cell {
        Cell::Text(_) | Cell::Json(_) => escaped(&text).into_owned(),
        _ => text.replace('<', "&lt;"),
    }
}

/// Text that Markdown takes as text.
fn escaped(text: &str) -> Cow<'_, str> {
    let safe = visible(text);
    if !safe.contains(is_markup) {
        return Cow::Owned(safe.into_owned());
    }
    let mut out = String::with_capacity(safe.len() + 8);
    for c in safe.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            c => {
                if is_markup(c) {
                    out.push('\\');
                }
                out.push(c);
            }
        }
    }
    Cow::Owned(out)
}

fn is_markup(c: char) -> bool {
    matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '~' | '#' | '!' | '$' | '@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_no_markup() {
        assert_eq!(escaped("a|b\n<script>"), "a\\|b\\\\u{a}&lt;script&gt;");
        assert_eq!(escaped("[x](javascript:1)"), "\\[x\\](javascript:1)");
    }
}

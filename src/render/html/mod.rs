//! One HTML file that needs nothing else: no network, no server, and no script to be read.
//!
//! Owns: the page, its parts and their order; that nothing from data is markup. The policy in its
//! head lets the inline style and script of this page run, and nothing else. Refuses to know:
//! where the numbers came from; how things look is in `page.css`.

mod chart;
mod heat;
mod rows;
mod text;

use std::io::{self, Write};
use std::sync::LazyLock;

use super::people::Eyes;
use super::plot;
use crate::table::{Fact, Note, Table};
use text::{allowed, escaped};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What the page may do: this style and this script, and nothing that leaves it.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let (style, script) = (allowed(STYLE), allowed(SCRIPT));
    format!("default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'")
});

pub(super) fn write(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let title = if table.title.is_empty() { "cost-ops" } else { &table.title };
    head(title, out)?;
    let eyes = Eyes::new(table, true);
    facts(&table.facts, eyes, out)?;
    notes(&table.notes, out)?;
    if !table.columns.is_empty() {
        section(table, &table.rows_title, false, out)?;
    }
    for part in &table.sections {
        section(part, if part.title.is_empty() { &part.id } else { &part.title }, true, out)?;
    }
    let version = env!("CARGO_PKG_VERSION");
    write!(
        out,
        "</main>\n<footer>Made by cost-ops {version}. Amounts are shown rounded; point at one for every digit.</footer>\n"
    )?;
    write!(out, "<script>{SCRIPT}</script>\n</body>\n</html>\n")
}

fn head(title: &str, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<header><h1>{title}</h1></header>\n<main>\n",
        policy = *POLICY,
        title = escaped(title),
    )
}

/// Figures as cards.
fn facts(facts: &[Fact], eyes: Eyes, out: &mut dyn Write) -> io::Result<()> {
    if facts.is_empty() {
        return Ok(());
    }
    writeln!(out, "<dl class=\"facts\">")?;
    let mut whole = "";
    for fact in facts {
        // A label that is set back is a part of the one above it.
        let part = fact.label.strip_prefix("  ").filter(|_| !whole.is_empty());
        let label = part.map_or_else(|| fact.label.trim().to_owned(), |part| of_whole(whole, part.trim()));
        whole = if part.is_some() { whole } else { fact.label.trim() };
        let (label, value) = (escaped(&label), escaped(&eyes.text(&fact.value)));
        writeln!(out, "<div><dt>{label}</dt><dd>{value}</dd></div>")?;
    }
    writeln!(out, "</dl>")
}

/// `Tokens, input`; a whole that names its own part, as `Plans: list value`, has that part replaced.
fn of_whole(whole: &str, part: &str) -> String {
    match whole.split_once(": ") {
        Some((whole, _)) => format!("{whole}: {part}"),
        None => format!("{whole}, {part}"),
    }
}

fn notes(notes: &[Note], out: &mut dyn Write) -> io::Result<()> {
    if notes.is_empty() {
        return Ok(());
    }
    writeln!(out, "<ul class=\"notes\">")?;
    for note in notes {
        let class = if note.warning { " class=\"warning\"" } else { "" };
        writeln!(out, "<li{class}>{}</li>", escaped(&note.text))?;
    }
    writeln!(out, "</ul>")
}

/// A chart where there is one to draw, and the rows behind it; without a title they are what the page is about.
fn section(table: &Table, title: &str, inner: bool, out: &mut dyn Write) -> io::Result<()> {
    let eyes = Eyes::new(table, true);
    writeln!(out, "<section>")?;
    if !title.is_empty() {
        writeln!(out, "<h2>{}</h2>", escaped(title))?;
    }
    if inner {
        facts(&table.facts, eyes, out)?;
        notes(&table.notes, out)?;
    }
    let count = plot::items(table).count();
    if count == 0 {
        return writeln!(out, "<p class=\"empty\">Nothing.</p>\n</section>");
    }
    if let Some(heat) = &table.heat {
        out.write_all(heat::figure(heat, eyes).as_bytes())?;
    }
    let plot = plot::over_time(table).filter(|_| table.heat.is_none());
    if let Some(plot) = &plot {
        out.write_all(chart::figure(table, plot, eyes).as_bytes())?;
    }
    let count = format!("{count} {}", if count == 1 { "row" } else { "rows" });
    let rows = rows::rows(table, &count, plot.is_some(), eyes);
    match plot {
        Some(_) => writeln!(out, "<details open><summary>The figures</summary>\n{rows}</details>\n</section>"),
        None => writeln!(out, "{rows}</section>"),
    }
}

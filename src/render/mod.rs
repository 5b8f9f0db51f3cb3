//! Table → bytes. Never queries.
//!
//! Owns: how each format looks, what a narrow terminal leaves out, and that no text from data
//! can attack a reader: control, bidi and zero-width characters never leave here raw. Refuses to
//! know: where the numbers came from, files, terminals.

mod ccusage;
mod checks;
mod csv;
mod heat;
mod html;
mod journal;
mod json;
mod layout;
mod machine;
mod markdown;
mod markup;
mod people;
mod plot;
mod prometheus;
mod quote;
mod terminal;
mod xlsx;
mod yaml;

use std::io::{self, Write};

use crate::domain::{Code, Error, Result};
use crate::table::Table;

pub use layout::wrapped;

/// The version of the JSON, JSONL and YAML shapes.
pub const SCHEMA_VERSION: u32 = 1;

/// The output formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Table,
    Json,
    Jsonl,
    Csv,
    Markdown,
    Yaml,
    Html,
    Xlsx,
    /// A journal, of sums by day and model.
    Hledger,
    /// As [`Format::Hledger`], for beancount.
    Beancount,
    /// Metrics, of sums by any dimensions.
    Prometheus,
    /// What ccusage prints, of sums by time or session and of blocks.
    Ccusage,
    /// Workflow commands, of a check; GitHub shows them as annotations.
    Github,
    /// A test report, of a check.
    Junit,
}

impl Format {
    /// Whether the format has a place for notes; for the others they belong on standard error.
    pub const fn shows_notes(self) -> bool {
        matches!(self, Format::Table | Format::Markdown | Format::Html | Format::Xlsx)
    }

    /// Whether every page of an export must have the same columns.
    pub const fn has_fixed_columns(self) -> bool {
        matches!(self, Format::Csv | Format::Xlsx)
    }

    /// Whether it is bytes that no terminal can show.
    pub const fn is_binary(self) -> bool {
        matches!(self, Format::Xlsx)
    }
}

/// How a terminal table may look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns available; 0 is taken as 80.
    pub width: u16,
    pub color: bool,
    /// Unicode box drawing and bars (else ASCII).
    pub unicode: bool,
}

/// Writes the table in the format.
///
/// # Errors
/// [`Code::Io`] when the bytes cannot be written.
pub fn write(table: &Table, format: Format, style: Style, out: &mut dyn Write) -> Result<()> {
    let written = match format {
        Format::Table => terminal::write(table, style, out),
        Format::Json | Format::Jsonl | Format::Csv => whole(table, format, out),
        Format::Markdown => markdown::write(table, out),
        Format::Yaml => yaml::write(table, out),
        Format::Html => html::write(table, out),
        Format::Xlsx => xlsx::write(table, out),
        Format::Hledger => journal::write(table, journal::Program::Hledger, out),
        Format::Beancount => journal::write(table, journal::Program::Beancount, out),
        Format::Prometheus => prometheus::write(table, out),
        Format::Ccusage => {
            ccusage::fits(table)?;
            ccusage::write(table, out)
        }
        Format::Github => out.write_all(checks::github(table).as_bytes()),
        Format::Junit => out.write_all(checks::junit(table).as_bytes()),
    };
    written.map_err(failed)
}

/// Writes the first row alone, as a JSON object.
///
/// # Errors
/// [`Code::Io`] when the bytes cannot be written.
pub fn write_row(table: &Table, out: &mut dyn Write) -> Result<()> {
    json::first(table, out).map_err(failed)
}

fn whole(table: &Table, format: Format, out: &mut dyn Write) -> io::Result<()> {
    if !table.sections.is_empty() && format == Format::Csv {
        return csv::sections(table, out);
    }
    let mut pages = Pages { format, rows: 0, book: None };
    pages.open(table, out)?;
    pages.add(table, out)?;
    pages.close(table, out)
}

fn failed(error: io::Error) -> Error {
    Error::new(Code::Io, format!("cannot write the output: {error}"))
}

/// A result written page by page: JSON, JSONL, CSV or XLSX.
pub struct Pages {
    format: Format,
    rows: u64,
    /// What is written at the end, for XLSX.
    book: Option<xlsx::Book>,
}

impl Pages {
    /// Begins with the columns of `heading`.
    ///
    /// # Errors
    /// [`Code::Unsupported`] for a format that needs all rows at once; [`Code::Io`].
    pub fn begin(format: Format, heading: &Table, out: &mut dyn Write) -> Result<Self> {
        if !matches!(format, Format::Json | Format::Jsonl | Format::Csv | Format::Xlsx) {
            return Err(Error::new(Code::Unsupported, "only json, jsonl, csv and xlsx are written page by page"));
        }
        let mut pages = Pages { format, rows: 0, book: None };
        pages.open(heading, out).map_err(failed)?;
        Ok(pages)
    }

    /// Writes the rows of a page with the same columns.
    ///
    /// # Errors
    /// [`Code::Io`].
    pub fn page(&mut self, page: &Table, out: &mut dyn Write) -> Result<()> {
        self.add(page, out).map_err(failed)
    }

    /// Ends with the summary of `last`.
    ///
    /// # Errors
    /// [`Code::Io`].
    pub fn end(self, last: &Table, out: &mut dyn Write) -> Result<()> {
        self.close(last, out).map_err(failed)
    }

    fn open(&mut self, heading: &Table, out: &mut dyn Write) -> io::Result<()> {
        match self.format {
            Format::Json => json::open(out),
            Format::Csv => csv::heading(heading, out),
            Format::Xlsx => {
                self.book = Some(xlsx::Book::begin(heading)?);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn add(&mut self, page: &Table, out: &mut dyn Write) -> io::Result<()> {
        match self.format {
            Format::Csv => csv::rows(page, out),
            Format::Json => {
                for row in machine::items(page) {
                    json::element(page, row, self.rows == 0, out)?;
                    self.rows += 1;
                }
                Ok(())
            }
            Format::Xlsx => self.book.as_mut().map_or(Ok(()), |book| book.rows(page)),
            _ => json::lines(page, out),
        }
    }

    fn close(self, last: &Table, out: &mut dyn Write) -> io::Result<()> {
        match self.format {
            Format::Json => json::close(last, self.rows == 0, out),
            Format::Xlsx => self.book.map_or(Ok(()), |book| book.save(out)),
            _ => Ok(()),
        }
    }
}

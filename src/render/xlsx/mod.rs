//! XLSX: a worksheet for each part of a result, with real numbers and dates and frozen headings.
//!
//! Owns: worksheets, their names, how the file comes together. Rows go to a temporary file as they
//! come, so that memory stays constant. The same result gives the same bytes. Refuses to know: where
//! the numbers came from.

mod cells;
mod layout;

use std::io::{self, Seek, Write};

use crate::domain::Tz;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::domain::text::visible;
use crate::table::{Cell, Kind, RowKind, Table};
use cells::{Looks, Spot};
use layout::Place;

/// Rows of a worksheet; more go on in the next.
const ROWS: u32 = 1_048_576;
/// Rows looked at to find how wide a column should be.
const LOOKED_AT: usize = 200;

/// A file under way.
pub(super) struct Book {
    workbook: Workbook,
    names: Vec<String>,
    looks: Looks,
    title: String,
    places: Vec<Place>,
    /// The next row of the last worksheet.
    row: u32,
}

/// The whole result.
pub(super) fn write(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    whole(table).map_err(failed)?.save(out)
}

fn whole(table: &Table) -> Result<Book, XlsxError> {
    let mut book = Book::new(table, table.zone.unwrap_or(Tz::UTC))?;
    if !table.facts.is_empty() || !table.notes.is_empty() {
        book.overview(table)?;
    }
    let own = if table.rows_title.is_empty() { &table.title } else { &table.rows_title };
    book.part(table, own)?;
    for part in &table.sections {
        book.part(part, if part.title.is_empty() { &part.id } else { &part.title })?;
    }
    Ok(book)
}

impl Book {
    fn new(table: &Table, zone: Tz) -> Result<Book, XlsxError> {
        let mut workbook = Workbook::new();
        let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
        let title: String = visible(&table.title).chars().take(200).collect();
        workbook
            .set_properties(&DocProperties::new().set_title(title).set_author("cost-ops").set_creation_datetime(&made));
        let sign = match &table.currency {
            Some(currency) => format!("{} ", currency.code),
            None => "$".to_owned(),
        };
        let looks = Looks { zone, sign };
        Ok(Book { workbook, names: Vec::new(), looks, title: String::new(), places: Vec::new(), row: 0 })
    }

    /// An export: every column under its machine name, row after row.
    pub(super) fn begin(heading: &Table) -> io::Result<Book> {
        let mut book = Book::new(heading, Tz::UTC).map_err(failed)?;
        let places = layout::of_machines(heading);
        book.sheet("records", places, heading).map_err(failed)?;
        Ok(book)
    }

    /// Adds rows to the last worksheet, and further worksheets when it is full.
    pub(super) fn rows(&mut self, table: &Table) -> io::Result<()> {
        table.rows.iter().try_for_each(|row| self.add(row.kind, &row.cells, table)).map_err(failed)
    }

    /// Title, figures and notes.
    fn overview(&mut self, table: &Table) -> Result<(), XlsxError> {
        let looks = self.looks.clone();
        let name = self.name("Overview");
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?.set_column_width(0, 28)?.set_column_width(1, 22)?;
        let mut row = 0;
        let spot = |row, column, total| Spot { row, column, total };
        looks.text(sheet, spot(row, 0, true), &table.title)?;
        for fact in &table.facts {
            row += 1;
            looks.text(sheet, spot(row, 0, false), &fact.label)?;
            looks.write(sheet, spot(row, 1, false), &fact.value, false)?;
        }
        for note in &table.notes {
            row += 1;
            looks.text(sheet, spot(row, 0, false), &note.text)?;
        }
        Ok(())
    }

    /// A worksheet for the rows of one table.
    fn part(&mut self, table: &Table, name: &str) -> Result<(), XlsxError> {
        if table.columns.is_empty() {
            return Ok(());
        }
        let (places, folded) = layout::of_people(table, self.looks.zone);
        let last = places.len().saturating_sub(1);
        self.sheet(name, places, table)?;
        let sheet = self.workbook.worksheet_from_index(self.names.len() - 1)?;
        if folded > 0 && folded <= last {
            sheet.group_columns_collapsed(narrow(folded), narrow(last))?;
        }
        for row in &table.rows {
            self.add(row.kind, &row.cells, table)?;
        }
        let items = u32::try_from(table.rows.iter().filter(|row| row.kind != RowKind::Total).count())
            .unwrap_or(ROWS)
            .min(ROWS - 1);
        if items > 0 && folded > 0 && self.row < ROWS {
            self.workbook.worksheet_from_index(self.names.len() - 1)?.autofilter(0, 0, items, narrow(folded - 1))?;
        }
        Ok(())
    }

    /// A new worksheet with frozen headings.
    fn sheet(&mut self, title: &str, places: Vec<Place>, table: &Table) -> Result<(), XlsxError> {
        let name = self.name(title);
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?;
        for (at, place) in places.iter().enumerate() {
            sheet.set_column_width(narrow(at), width(place, table))?;
        }
        sheet.set_freeze_panes(1, 0)?;
        let heading = Format::new().set_bold().set_border_bottom(FormatBorder::Thin);
        for (at, place) in places.iter().enumerate() {
            sheet.write_string_with_format(
                0,
                narrow(at),
                visible(&place.heading).chars().take(255).collect::<String>(),
                &heading,
            )?;
        }
        (self.title, self.places, self.row) = (title.to_owned(), places, 1);
        Ok(())
    }

    fn add(&mut self, kind: RowKind, cells: &[Cell], table: &Table) -> Result<(), XlsxError> {
        if self.row >= ROWS {
            let (title, places) = (std::mem::take(&mut self.title), std::mem::take(&mut self.places));
            self.sheet(&title, places, table)?;
        }
        let sheet = self.workbook.worksheet_from_index(self.names.len() - 1)?;
        line(sheet, self.row, &self.places, &self.looks, kind, cells)?;
        self.row += 1;
        Ok(())
    }

    /// A name no other worksheet has, of characters and a length that are allowed.
    fn name(&mut self, title: &str) -> String {
        let plain = |c: char| {
            if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') || (c as u32) & 0xfffe == 0xfffe {
                ' '
            } else {
                c
            }
        };
        let short = |room: usize| {
            let mut left = room;
            let safe = visible(title);
            let kept: String = safe
                .chars()
                .map(plain)
                .take_while(|c| {
                    let fits = left >= c.len_utf16();
                    left = left.saturating_sub(c.len_utf16());
                    fits
                })
                .collect();
            let kept = kept.trim();
            if kept.is_empty() { "Rows".to_owned() } else { kept.to_owned() }
        };
        let numbered = (2..).map(|number| format!("{} ({number})", short(24)));
        let taken = |name: &String| self.names.iter().any(|other| other.to_lowercase() == name.to_lowercase());
        let name = std::iter::once(short(31)).chain(numbered).find(|name| !taken(name)).unwrap_or_default();
        self.names.push(name.clone());
        name
    }

    /// Writes the file; it is put together on disk, not in memory.
    pub(super) fn save(mut self, out: &mut dyn Write) -> io::Result<()> {
        let mut file = tempfile::tempfile()?;
        self.workbook.save_to_writer(&mut file).map_err(failed)?;
        file.rewind()?;
        io::copy(&mut file, out).map(|_| ())
    }
}

fn line(
    sheet: &mut Worksheet,
    row: u32,
    places: &[Place],
    looks: &Looks,
    kind: RowKind,
    cells: &[Cell],
) -> Result<(), XlsxError> {
    for (at, place) in places.iter().enumerate() {
        let Some(cell) = cells.get(place.at) else { continue };
        let spot = Spot { row, column: narrow(at), total: kind != RowKind::Item };
        match (place.exact, cell) {
            (true, Cell::AtLeast(amount)) if amount.pico() == 0 => {}
            (true, Cell::Money(amount) | Cell::AtLeast(amount)) => looks.text(sheet, spot, &amount.to_string())?,
            (true, _) => {}
            (false, cell) => looks.write(sheet, spot, cell, place.day)?,
        }
    }
    Ok(())
}

/// How wide a column should be, in characters.
fn width(place: &Place, table: &Table) -> f64 {
    let heading = place.heading.chars().count();
    let length = |cell: &Cell| match cell {
        Cell::Text(text) | Cell::Json(text) => text.chars().take(60).count(),
        _ => 0,
    };
    let longest = table.rows.iter().take(LOOKED_AT).filter_map(|row| row.cells.get(place.at)).map(length).max();
    let usual = match place.kind {
        Kind::Instant => 19,
        kind if kind.is_number() => 13,
        _ => longest.unwrap_or(0).min(48),
    };
    u32::try_from(usual.max(heading.min(30)) + 3).map_or(20.0, f64::from)
}

/// Column numbers fit: a table has few.
fn narrow(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other.to_string()),
    }
}

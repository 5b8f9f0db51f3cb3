//! CSV after RFC 4180, safe to open in a spreadsheet.
//!
//! Owns: that text cells which a spreadsheet would take for a formula begin with `'` (numbers
//! never do), and that control characters are made visible. Money is the exact decimal.

use std::borrow::Cow;
use std::io::{self, Write};

use super::machine;
use crate::domain::text::{FORMULA, visible};
use crate::table::{Cell, Column, Table};

fn writer(out: &mut dyn Write) -> csv::Writer<&mut dyn Write> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(false).from_writer(out)
}

pub(super) fn heading(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = writer(out);
    writer.write_record(data(&table.columns).map(|column| text(column.id()).into_owned()))?;
    writer.flush()
}

pub(super) fn rows(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = writer(out);
    for row in machine::items(table) {
        let cells = table.columns.iter().zip(&row.cells).filter(|(column, _)| machine::is_data(column));
        writer.write_record(cells.map(|(_, cell)| field(cell).into_owned()))?;
    }
    writer.flush()
}

/// Tables with sections become one: which section, then every column any of them has.
pub(super) fn sections(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let parts = || std::iter::once(table).chain(&table.sections);
    let mut ids: Vec<&str> = Vec::new();
    for id in parts().flat_map(|part| data(&part.columns).map(Column::id)) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let mut writer = writer(out);
    writer.write_record(std::iter::once("section").chain(ids.iter().copied()).map(|id| text(id).into_owned()))?;
    for part in parts() {
        let places: Vec<_> = ids.iter().map(|id| part.columns.iter().position(|column| column.id() == *id)).collect();
        for row in machine::items(part) {
            let cells = places.iter().map(|place| place.and_then(|at| row.cells.get(at)));
            let cells = cells.map(|cell| cell.map_or(Cow::Borrowed(""), field).into_owned());
            writer.write_record(std::iter::once(part.id.clone().into_owned()).chain(cells))?;
        }
    }
    writer.flush()
}

fn data(columns: &[Column]) -> impl Iterator<Item = &Column> {
    columns.iter().filter(|column| machine::is_data(column))
}

fn field(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(value) | Cell::Json(value) => text(value),
        Cell::Count(count) => Cow::Owned(count.to_string()),
        Cell::Number(number) => Cow::Borrowed(number),
        Cell::Milli(thousandths) => Cow::Owned(machine::milli(*thousandths)),
        Cell::Money(amount) | Cell::AtLeast(amount) => Cow::Owned(amount.to_string()),
        Cell::Share(ppm) | Cell::Change(ppm) => Cow::Owned(machine::fraction(*ppm)),
        Cell::Spark(points) => Cow::Owned(machine::fractions(points, " ")),
        Cell::Instant(at) => Cow::Owned(machine::instant(*at)),
        Cell::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
    }
}

fn text(value: &str) -> Cow<'_, str> {
    let safe = visible(value);
    if value.starts_with(FORMULA) { Cow::Owned(format!("'{safe}")) } else { safe }
}

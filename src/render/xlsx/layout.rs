//! Which columns a worksheet has.
//!
//! Owns: their order and headings. People get the columns they see, then the exact decimals and
//! the columns for machines in a group that is folded away; an export gets every column under its
//! machine name, each amount followed by its exact decimal.

use crate::domain::Tz;

use super::super::machine;
use crate::table::{Column, Kind, Table};

/// One column of a worksheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// Its place in the table.
    pub(super) at: usize,
    /// The exact decimal of an amount, as text.
    pub(super) exact: bool,
    pub(super) heading: String,
    pub(super) kind: Kind,
    /// Text that is a calendar day.
    pub(super) day: bool,
}

/// The columns, and from which one on they are folded away.
pub(super) fn of_people(table: &Table, zone: Tz) -> (Vec<Place>, usize) {
    let (seen, more): (Vec<_>, Vec<_>) =
        table.columns.iter().enumerate().filter(|(_, column)| machine::is_data(column)).partition(|(_, c)| c.visible);
    let mut places: Vec<Place> = seen.iter().map(|(at, column)| place(*at, column, title(column), zone)).collect();
    let folded = places.len();
    places.extend(seen.iter().filter(|(_, column)| column.kind == Kind::Money).map(|(at, column)| exact(*at, column)));
    for (at, column) in more {
        places.push(place(at, column, column.id(), zone));
        places.extend((column.kind == Kind::Money).then(|| exact(at, column)));
    }
    (places, folded)
}

/// Every column for machines.
pub(super) fn of_machines(table: &Table) -> Vec<Place> {
    let mut places = Vec::new();
    for (at, column) in table.columns.iter().enumerate().filter(|(_, column)| machine::is_data(column)) {
        places.push(place(at, column, column.id(), Tz::UTC));
        places.extend((column.kind == Kind::Money).then(|| exact(at, column)));
    }
    places
}

fn title(column: &Column) -> &str {
    if column.title.is_empty() { column.id() } else { &column.title }
}

fn place(at: usize, column: &Column, heading: &str, zone: Tz) -> Place {
    let heading = match column.kind {
        Kind::Instant => format!("{heading} ({})", zone.name()),
        _ => heading.to_owned(),
    };
    Place { at, exact: false, heading, kind: column.kind, day: column.id() == "day" }
}

fn exact(at: usize, column: &Column) -> Place {
    let heading = format!("{}_exact", column.id());
    Place { at, exact: true, heading, kind: Kind::Text, day: false }
}

//! From when to when a session was used.
//!
//! Owns: the columns, of rows by session only: what else there is was used by many. Refuses to know: the
//! ledger.

use chrono::DateTime;

use super::dimension::Dimension;
use super::fold::Group;
use crate::domain::Extent;
use crate::table::{Cell, Column, Kind};

/// Nothing, where rows are not of sessions.
pub(super) fn columns(by: &[Dimension]) -> Vec<Column> {
    if !by.contains(&Dimension::Session) {
        return Vec::new();
    }
    vec![
        Column::new("first_request", "Begins", Kind::Instant).priority(3),
        Column::new("last_request", "Ends", Kind::Instant).priority(5),
        Column::new("duration_seconds", "Seconds", Kind::Count).priority(4),
    ]
}

/// The cells under them.
pub(super) fn cells(by: &[Dimension], group: &Group) -> Vec<Cell> {
    let Some(Extent { first, last }) = group.extent else { return none(by) };
    let instant = |at| DateTime::from_timestamp_micros(at).map_or(Cell::Empty, Cell::Instant);
    let cells = [instant(first), instant(last), Cell::Milli(i128::from((last - first).div_euclid(1_000)))];
    columns(by).iter().zip(cells).map(|(_, cell)| cell).collect()
}

/// The cells of what is not one session.
pub(super) fn none(by: &[Dimension]) -> Vec<Cell> {
    columns(by).iter().map(|_| Cell::Empty).collect()
}

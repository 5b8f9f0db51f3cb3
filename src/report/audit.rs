//! The audit log as a table: who changed prices, budgets, keys, closes.
//!
//! Owns: which lines are wanted, pages of them. Refuses to know: how lines are kept.

use super::LIST_LIMIT;
use super::cursor::Cursor;
use super::period::Window;
use crate::domain::{AuditLine, Error, Result, Tz};
use crate::store::Ledger;
use crate::table::{Cell, Column, Kind, Table};

/// Which lines of the audit log.
#[derive(Debug, Clone)]
pub struct AuditQuery {
    pub window: Window,
    /// Actions, `price.*` for all that begin so; nothing: all.
    pub actions: Vec<String>,
    /// Actors as they are written, or without what they are: `local:ada`, `ada`, `key:*`.
    pub actors: Vec<String>,
    /// Subjects.
    pub subjects: Vec<String>,
    /// Lines at most; [`LIST_LIMIT`] when nobody says.
    pub limit: Option<u64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// The zone of the times people see.
    pub zone: Tz,
}

impl AuditQuery {
    /// Every line of a window.
    pub fn all(window: Window, zone: Tz) -> Self {
        let (actions, actors, subjects) = (Vec::new(), Vec::new(), Vec::new());
        AuditQuery { window, actions, actors, subjects, limit: Some(EVERY), cursor: None, zone }
    }
}

/// More lines than any log has.
const EVERY: u64 = 1_000_000;

impl AuditQuery {
    fn wants(&self, line: &AuditLine) -> bool {
        let name = line.actor.split_once(':').map_or(line.actor.as_str(), |(_, name)| name);
        any(&self.actions, &[&line.action])
            && any(&self.actors, &[&line.actor, name])
            && any(&self.subjects, &[&line.subject])
    }
}

/// Whether one of the patterns (or there is none) fits one of the texts; `*` at its end stands for
/// anything.
fn any(patterns: &[String], texts: &[&str]) -> bool {
    let fits = |pattern: &String| match pattern.strip_suffix('*') {
        Some(start) => texts.iter().any(|text| text.starts_with(start)),
        None => texts.contains(&pattern.as_str()),
    };
    patterns.is_empty() || patterns.iter().any(fits)
}

/// The lines asked for, newest first.
///
/// # Errors
/// [`Code::Validation`](crate::domain::Code::Validation) for a cursor of another list; when the
/// ledger cannot be read.
pub fn audit(query: &AuditQuery, ledger: &Ledger) -> Result<Table> {
    let before = match query.cursor.as_deref().map(Cursor::decode).transpose()? {
        None => None,
        Some(Cursor::Line(id)) => Some(id),
        Some(_) => return Err(Error::validation("the cursor is of another list")),
    };
    let limit = query.limit.unwrap_or(LIST_LIMIT);
    let wanted = |line: &AuditLine| query.wants(line);
    let mut lines = ledger.audit_lines(&query.window.range, &wanted, before, limit.saturating_add(1))?;
    let length = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = lines.len() > length;
    lines.truncate(length);

    let mut table =
        Table { title: format!("Audit log, {}", query.window.label), limit: Some(limit), ..Table::default() };
    table.zone = Some(query.zone);
    table.columns = columns();
    if more {
        table.next_cursor = lines.last().map(|line| Cursor::Line(line.id).encode());
        table.note(false, format!("the newest {}; --limit shows more", lines.len()));
    }
    table.summary = vec![("lines".to_owned(), Cell::Count(lines.len() as i128))];
    if lines.is_empty() {
        table.note(false, "no line of the audit log is of that");
    }
    lines.into_iter().for_each(|line| table.item(cells(line)));
    Ok(table)
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("id", "Line", Kind::Count).priority(3),
        Column::new("at", "At", Kind::Instant),
        Column::new("actor", "Who", Kind::Text),
        Column::new("action", "Did", Kind::Text),
        Column::new("subject", "To", Kind::Text),
        Column::new("details", "Details", Kind::Json).priority(1),
    ]
}

fn cells(line: AuditLine) -> Vec<Cell> {
    vec![
        Cell::Count(line.id.into()),
        Cell::Instant(line.at),
        Cell::Text(line.actor),
        Cell::Text(line.action),
        Cell::Text(line.subject),
        Cell::Json(line.details),
    ]
}

#[cfg(test)]
mod tests {
    use super::any;

    #[test]
    fn a_star_stands_for_the_rest() {
        let patterns = |list: &[&str]| list.iter().map(|&p| p.to_owned()).collect::<Vec<_>>();
        assert!(any(&[], &["x"]) && any(&patterns(&["price.*"]), &["price.add"]) && any(&patterns(&["*"]), &[""]));
        assert!(any(&patterns(&["ada"]), &["local:ada", "ada"]) && !any(&patterns(&["price"]), &["price.add"]));
    }
}

//! Where a record was found again in logs, and which of the lines counts.
//!
//! Owns: what is said of it. Refuses to know: files, how lines are read.

use crate::domain::{UsageClass, UsageEvent};
use crate::table::{Cell, Column, Kind, Table};

/// A line of a log that tells of the record.
pub struct LogLine<'a> {
    pub file: String,
    /// `None` where the log has no lines: a document, a database.
    pub line: Option<u64>,
    pub event: &'a UsageEvent,
}

/// What looking for the record came to.
pub enum Traced<'a> {
    /// It was not read from a log.
    NoLog,
    /// No log that is there tells of it; so many of its source are gone.
    Gone(u64),
    Lines(Vec<LogLine<'a>>),
}

/// Adds it to the table of a record: a fact, and each line in a section.
pub fn traced(table: &mut Table, traced: &Traced<'_>) {
    let text = Cell::text;
    match traced {
        Traced::NoLog => table.fact("Read from", text("an import or a request: what it was read from is not kept")),
        Traced::Gone(0) => table.fact("Read from", text("a log that does not tell of it any more")),
        Traced::Gone(files) => {
            table.fact("Read from", text("a log that is gone, as agents delete old ones: the record stays"));
            table.note(false, format!("{files} of the logs that were read are not there any more"));
        }
        Traced::Lines(lines) => found(table, lines),
    }
}

fn found(table: &mut Table, lines: &[LogLine<'_>]) {
    let Some(best) = best(lines) else { return };
    let counts = &lines[best];
    let place = match counts.line {
        Some(line) => format!("{}, line {line}", counts.file),
        None => counts.file.clone(),
    };
    table.fact("Read from", Cell::text(place));
    let others = match lines.len() - 1 {
        0 => "no other line repeats it".to_owned(),
        1 => "1 other line repeats it: the more complete counts, at the earlier time".to_owned(),
        many => format!("{many} other lines repeat it: the most complete counts, at the earliest time"),
    };
    table.fact("Repeated", Cell::text(others));
    let mut section = Table { id: "lines".into(), title: "Lines that tell of it".into(), ..Table::default() };
    section.zone = table.zone;
    section.columns = vec![
        Column::new("file", "File", Kind::Text),
        Column::new("line", "Line", Kind::Count),
        Column::new("timestamp", "Time", Kind::Instant).priority(2),
        Column::new("total_tokens", "Tokens", Kind::Count).priority(1),
        Column::new("output_tokens", "Output", Kind::Count),
        Column::new("decision", "Decision", Kind::Text),
    ];
    for (at, line) in lines.iter().enumerate() {
        let decision = match () {
            () if at == best => "counts",
            () if line.event.usage == counts.event.usage => "the same again",
            () => "less complete",
        };
        let count = |count: u64| Cell::Count(i128::from(count));
        section.item(vec![
            Cell::text(&line.file),
            line.line.map_or(Cell::Empty, count),
            Cell::Instant(line.event.at),
            Cell::Count(i128::from(line.event.usage.total_tokens())),
            count(line.event.usage.get(UsageClass::Output)),
            Cell::text(decision),
        ]);
    }
    table.sections.insert(0, section);
}

/// The most complete line, the first of those that are as complete.
fn best(lines: &[LogLine<'_>]) -> Option<usize> {
    let rank = |line: &LogLine<'_>| {
        let usage = &line.event.usage;
        (!line.event.estimated, usage.get(UsageClass::Output), usage.total_tokens())
    };
    (0..lines.len()).rev().max_by_key(|at| rank(&lines[*at]))
}

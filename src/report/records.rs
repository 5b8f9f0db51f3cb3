//! The records themselves: a page of a list, or of an export.
//!
//! Owns: the columns of a record, under the names the native format reads. Refuses to know:
//! which formats there are.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta};
use serde_json::{Map, Value};

use super::cursor::Cursor;
use super::measure::side;
use super::{LIST_LIMIT, Query, fold, measure, notes};
use crate::domain::{ClassSet, Error, InstantRange, Result, UsageClass, UsageCounts};
use crate::store::{Reader, Record};
use crate::table::{Cell, Column, Kind, Table};

/// A page of records, newest first unless sorted by `timestamp`.
pub(super) fn list(query: &Query, reader: &dyn Reader) -> Result<Table> {
    let ascending = ascending(&query.sort)?;
    let limit = query.limit.unwrap_or(LIST_LIMIT);
    let range = &query.window.range;
    let after = match query.cursor.as_deref().map(Cursor::decode).transpose()? {
        None => None,
        Some(Cursor::Record(at, row)) => Some((at, row)),
        Some(Cursor::Rows(count)) => skipped(query, reader, ascending, count)?,
        Some(_) => return Err(Error::validation("the cursor is of another list")),
    };
    let left = rest(range, after, ascending);
    let mut found = reader.records(&left, &query.filter, ascending, after, limit.saturating_add(1))?;
    let more = found.len() as u64 > limit;
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let total = fold::total(reader, range, &query.filter)?;

    let label = &query.window.label;
    let mut table = Table { title: format!("Records, {label} ({})", query.zone.name()), ..Table::default() };
    let shape = Shape::of(&found);
    table.columns = columns(&shape);
    table.zone = Some(query.zone);
    table.limit = Some(limit);
    found.iter().for_each(|record| table.item(cells(record, &shape)));
    if let (true, Some(last)) = (more, found.last()) {
        table.next_cursor = Some(Cursor::Record(last.at.timestamp_micros(), last.row).encode());
    }
    if more || query.cursor.is_some() {
        table.note(false, "a page of the records; the summary is of all of them (--limit, --cursor, --group-by)");
    }
    table.summary = measure::summary(&total);
    table.notes.extend(notes::pruned(&reader.pruned(range)?));
    notes::about(&mut table, &total, query, reader)?;
    Ok(table)
}

/// The place after so many records, or after the last when there are not so many.
fn skipped(query: &Query, reader: &dyn Reader, ascending: bool, count: u64) -> Result<Option<(i64, i64)>> {
    let (mut after, mut left) = (None, count);
    while left > 0 {
        let range = rest(&query.window.range, after, ascending);
        let found = reader.records(&range, &query.filter, ascending, after, left.min(super::PAGE))?;
        let wanted = left.min(super::PAGE);
        after = found.last().map(|record| (record.at.timestamp_micros(), record.row)).or(after);
        if (found.len() as u64) < wanted {
            break;
        }
        left -= wanted;
    }
    Ok(after)
}

/// One record under the columns of a list.
pub fn record(record: &Record, zone: crate::domain::Tz) -> Table {
    let shape = Shape::of(std::iter::once(record));
    let mut table = Table { columns: columns(&shape), zone: Some(zone), ..Table::default() };
    table.item(cells(record, &shape));
    table
}

/// The part of a range that can still have records after one of them: a reader that looks for
/// the range first does not pass over what was read already.
pub(super) fn rest(range: &InstantRange, after: Option<(i64, i64)>, ascending: bool) -> InstantRange {
    let Some(reached) = after.and_then(|(at, _)| DateTime::from_timestamp_micros(at)) else { return *range };
    if ascending {
        return InstantRange { from: Some(range.from.map_or(reached, |from| from.max(reached))), ..*range };
    }
    let end = reached + TimeDelta::microseconds(1);
    InstantRange { to: Some(range.to.map_or(end, |to| to.min(end))), ..*range }
}

fn ascending(sort: &[String]) -> Result<bool> {
    match sort.iter().map(|word| word.trim_start_matches('-')).find(|word| !matches!(*word, "timestamp" | "time")) {
        Some(other) => Err(Error::validation(format!("records are listed by time, not by {other:?}"))
            .hint("--sort timestamp or --sort=-timestamp; with --group-by any measure")),
        None => Ok(sort.first().is_some_and(|word| !word.starts_with('-'))),
    }
}

/// What only some records have: counters beyond the usual ones, request attributes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Shape {
    classes: ClassSet,
    attributes: BTreeSet<String>,
    aggregate: bool,
    inferred: bool,
}

impl Shape {
    pub(super) fn of<'a>(records: impl IntoIterator<Item = &'a Record>) -> Self {
        let mut shape = Shape::default();
        records.into_iter().for_each(|record| shape.add(record));
        shape
    }

    /// Whether every column of the other has a place here.
    pub(super) fn covers(&self, other: &Shape) -> bool {
        self.classes.and(other.classes) == other.classes
            && other.attributes.is_subset(&self.attributes)
            && (self.aggregate || !other.aggregate)
            && (self.inferred || !other.inferred)
    }

    pub(super) fn add(&mut self, record: &Record) {
        record
            .usage
            .present()
            .iter()
            .filter(|class| !USUAL.contains(class))
            .for_each(|class| self.classes.insert(class));
        for (key, _) in &record.context.attributes {
            if !self.attributes.contains(key) {
                self.attributes.insert(key.clone());
            }
        }
        self.aggregate |= record.context.aggregate;
        self.inferred |= record.provider_inferred;
    }
}

/// The counters every record has a column for.
const USUAL: [UsageClass; 6] = [
    UsageClass::Input,
    UsageClass::CacheRead,
    UsageClass::CacheWrite,
    UsageClass::CacheWrite1h,
    UsageClass::Output,
    UsageClass::OutputReasoning,
];

/// The name a counter goes by in a record: the measure's where there is one.
fn class_name(class: UsageClass) -> &'static str {
    match class {
        UsageClass::OutputReasoning => "reasoning_tokens",
        UsageClass::InputAudio => "audio_input_tokens",
        UsageClass::OutputAudio => "audio_output_tokens",
        class => class.name(),
    }
}

/// The columns of a record of that shape. What the native format reads has its names there.
pub(super) fn columns(shape: &Shape) -> Vec<Column> {
    let text = |id, title, priority| Column::new(id, title, Kind::Text).priority(priority);
    let hidden = |id, kind| Column::new(id, id, kind).hidden();
    let mut columns = vec![
        Column::new("timestamp", "Time", Kind::Instant),
        text("id", "Id", 12),
        text("source", "Source", 11),
        text("provider", "Provider", 7),
        text("model", "Model", 0),
        text("organization_id", "Organization", 10),
        text("project_id", "Project", 6),
        text("user_id", "User", 8),
        text("session_id", "Session", 13),
        hidden("branch", Kind::Text),
        hidden("host", Kind::Text),
        hidden("agent", Kind::Text),
        Column::new("tags", "Tags", Kind::Json).priority(14),
    ];
    columns.extend(USUAL.map(|class| match class {
        UsageClass::Input => Column::new("input_tokens", "Input", Kind::Count).priority(3),
        UsageClass::Output => Column::new("output_tokens", "Output", Kind::Count).priority(2),
        class => hidden(class_name(class), Kind::Count),
    }));
    columns.extend(shape.classes.iter().map(|class| Column::new(class_name(class), "", Kind::Count).sparse()));
    columns.extend(shape.attributes.iter().map(|key| Column::new(key.clone(), key, Kind::Text).sparse()));
    columns.extend(shape.aggregate.then(|| Column::new("aggregate", "", Kind::Flag).sparse()));
    columns.extend(shape.inferred.then(|| Column::new("provider_inferred", "", Kind::Flag).sparse()));
    columns.extend([
        hidden("total_tokens", Kind::Count),
        Column::new("total_cost", "Cost", Kind::Money),
        hidden("input_cost", Kind::Money),
        hidden("output_cost", Kind::Money),
        hidden("reported_cost", Kind::Money),
        hidden("currency", Kind::Text),
        text("unpriced_reason", "Unpriced", 1),
        hidden("price_rule", Kind::Text),
        hidden("price_match", Kind::Text),
        hidden("estimated", Kind::Flag),
        hidden("latency_ms", Kind::Count),
        hidden("metadata", Kind::Json),
    ]);
    columns
}

/// The cells under [`columns`].
pub(super) fn cells(record: &Record, shape: &Shape) -> Vec<Cell> {
    let (labels, m) = (&record.labels, &record.measures);
    let maybe = |text: &Option<String>| text.as_deref().map_or(Cell::Empty, Cell::text);
    let mut cells = vec![
        Cell::Instant(record.at),
        Cell::text(&record.id),
        Cell::text(&record.source),
        Cell::text(&record.provider),
        Cell::text(&record.model),
        Cell::text(&labels.organization),
        Cell::text(&labels.project),
        Cell::text(&labels.user),
        Cell::text(&labels.session),
        Cell::text(&labels.branch),
        Cell::text(&labels.host),
        Cell::text(&labels.agent),
        tags(&labels.tags),
    ];
    cells.extend(USUAL.iter().copied().chain(shape.classes.iter()).map(|class| counter(&record.usage, class)));
    cells.extend(shape.attributes.iter().map(|key| record.context.get(key).map_or(Cell::Empty, Cell::text)));
    let flag = |set| if set { Cell::Flag(true) } else { Cell::Empty };
    cells.extend(shape.aggregate.then(|| flag(record.context.aggregate)));
    cells.extend(shape.inferred.then(|| flag(record.provider_inferred)));
    cells.extend([
        Cell::Count(m.total_tokens()),
        record.cost.map_or(Cell::Empty, Cell::Money),
        side(m, m.input_cost),
        side(m, m.output_cost),
        record.reported.map_or(Cell::Empty, Cell::Money),
        Cell::Text("USD".to_owned()),
        maybe(&record.unpriced),
        maybe(&record.rule),
        maybe(&record.matched),
        Cell::Flag(m.estimated_requests > 0),
        record.latency_ms.map_or(Cell::Empty, |ms| Cell::Count(ms.into())),
        record.metadata.clone().map_or(Cell::Empty, Cell::Json),
    ]);
    cells
}

/// A counter as it was reported; what was not reported is not zero.
fn counter(usage: &UsageCounts, class: UsageClass) -> Cell {
    let count = i128::from(usage.get(class));
    match usage.present().contains(class) {
        true if class.is_duration() => Cell::Milli(count),
        true => Cell::Count(count),
        false => Cell::Empty,
    }
}

fn tags(tags: &[(String, String)]) -> Cell {
    let map: Map<String, Value> = tags.iter().map(|(key, value)| (key.clone(), value.as_str().into())).collect();
    if map.is_empty() { Cell::Empty } else { Cell::Json(Value::Object(map).to_string()) }
}

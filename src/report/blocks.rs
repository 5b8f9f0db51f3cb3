//! Five-hour blocks: how much was used in each of a plan's windows.
//!
//! Owns: where a block begins and ends, its rate and where it is heading. Refuses to know: who
//! states limits, formats.
//!
//! A window that the provider stated is taken as it was said. Between those, windows are inferred:
//! one begins with the hour of the first request after the last has ended, and lasts five hours.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, DurationRound, TimeDelta, Utc};

use super::period::Window;
use super::{measure, notes};
use crate::domain::money::div_half_even;
use crate::domain::{Filter, Measures, Result, Tz, Usd};
use crate::store::{Grain, Pruned, Reader, StatedLimit};
use crate::table::{Cell, Column, Kind, Table};

/// How long a block lasts.
const LENGTH: TimeDelta = TimeDelta::hours(5);
/// A stated window of this many minutes is a block.
const MINUTES: u32 = 300;

/// One block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub start: DateTime<Utc>,
    pub end: DateTime<Utc>,
    /// The first and the last request in it.
    pub first: DateTime<Utc>,
    pub last: DateTime<Utc>,
    pub measures: Measures,
    /// The models that were used.
    pub models: BTreeSet<String>,
    /// The used part in thousandths, when the provider stated the window.
    pub stated: Option<u32>,
}

impl Block {
    /// Whether it is going on.
    pub fn is_active(&self, now: DateTime<Utc>) -> bool {
        (self.start..self.end).contains(&now)
    }

    /// Minutes until it ends, 0 when it is over.
    pub fn minutes_left(&self, now: DateTime<Utc>) -> i64 {
        self.end.signed_duration_since(now).num_minutes().max(0)
    }

    /// Cost an hour since its first request; unknown before there is a minute to divide by.
    pub fn per_hour(&self, now: DateTime<Utc>) -> Option<Usd> {
        let until = if self.is_active(now) { now } else { self.last };
        let seconds = i128::from(until.signed_duration_since(self.first).num_seconds());
        let hourly = self.measures.total_cost.pico().checked_mul(3600)?;
        (seconds >= 60).then(|| Usd::from_pico(div_half_even(hourly, seconds)))
    }

    /// What it will have cost at its end, at the rate so far.
    pub fn projected(&self, now: DateTime<Utc>) -> Option<Usd> {
        let left = i128::from(self.end.signed_duration_since(now).num_seconds().max(0));
        let more = self.per_hour(now)?.pico().checked_mul(left)?;
        Some(Usd::from_pico(self.measures.total_cost.pico() + div_half_even(more, 3600)))
    }
}

/// The blocks of the events in a window of time that pass the filter, the earliest first.
///
/// # Errors
/// What the reader fails with.
pub fn blocks(window: &Window, filter: &Filter, limits: &[StatedLimit], reader: &dyn Reader) -> Result<Vec<Block>> {
    let mut events: BTreeMap<i64, (Measures, BTreeSet<u32>)> = BTreeMap::new();
    reader.fold(Grain::Event, &window.range, filter, &mut |bucket| {
        let (measures, models) = events.entry(bucket.time).or_default();
        *measures += bucket.measures;
        models.insert(bucket.model);
    })?;
    let mut stated: Vec<&StatedLimit> = limits.iter().filter(|limit| limit.minutes == MINUTES).collect();
    stated.sort_by_key(|limit| limit.resets);
    let names = reader.dictionary_of(&BTreeSet::new())?.models;
    let mut blocks: Vec<Block> = Vec::new();
    for (at, (measures, models)) in events {
        let at = DateTime::from_timestamp_micros(at).unwrap_or_default();
        match blocks.last_mut().filter(|block| at < block.end) {
            Some(block) => {
                block.last = at;
                block.measures += &measures;
            }
            None => blocks.push(begin(at, measures, &stated, blocks.last().map(|block| block.end))),
        }
        if let Some(block) = blocks.last_mut() {
            block.models.extend(models.into_iter().filter_map(|at| Some(names.get(at as usize)?.1.clone())));
        }
    }
    Ok(blocks)
}

/// The block of a request that is in none so far; the one before ended at `after`.
fn begin(at: DateTime<Utc>, measures: Measures, stated: &[&StatedLimit], after: Option<DateTime<Utc>>) -> Block {
    let in_it = |limit: &&&StatedLimit| (limit.resets - LENGTH..limit.resets).contains(&at);
    if let Some(limit) = stated.iter().find(in_it) {
        let start = limit.resets - LENGTH;
        let stated = Some(limit.used_permille);
        return Block { start, end: limit.resets, first: at, last: at, measures, models: BTreeSet::new(), stated };
    }
    let hour = at.duration_trunc(TimeDelta::hours(1)).unwrap_or(at);
    let start = after.map_or(hour, |after| hour.max(after));
    // The next stated window cuts an inferred one short.
    let next = stated.iter().map(|limit| limit.resets - LENGTH).find(|begins| *begins > at);
    let end = next.map_or(start + LENGTH, |next| next.min(start + LENGTH));
    Block { start, end, first: at, last: at, measures, models: BTreeSet::new(), stated: None }
}

/// The blocks of a window, or those of them that are meant, as a table, the newest where there is a limit; with
/// what was pruned of that window.
pub fn block_table(
    blocks: &[Block],
    limit: Option<u64>,
    (window, lost): (&Window, &Pruned),
    now: DateTime<Utc>,
    zone: Tz,
) -> Table {
    let title = format!("Blocks of five hours, {} ({})", window.label, zone.name());
    let mut table = Table { title, zone: Some(zone), ..Table::default() };
    let mut total = Measures::default();
    blocks.iter().for_each(|block| total += &block.measures);
    table.columns = columns(total.unpriced_requests > 0);
    let left_out = limit.map_or(0, |limit| blocks.len().saturating_sub(usize::try_from(limit).unwrap_or(usize::MAX)));
    for block in &blocks[left_out..] {
        let models = block.models.iter().map(|model| serde_json::Value::from(model.as_str()).to_string());
        let models = format!("[{}]", models.collect::<Vec<_>>().join(","));
        table.item(row(block, models, now));
    }
    if left_out > 0 {
        let shown = blocks.len() - left_out;
        table.note(false, format!("the newest {shown} of {} blocks; the total is of all", blocks.len()));
    }
    table.summary = measure::summary(&total);
    table.notes.extend(notes::pruned(lost));
    notes::made_of(&mut table, &total);
    // In a narrow terminal the note is all that marks them.
    let inferred = blocks.iter().filter(|block| block.stated.is_none()).count();
    if inferred > 0 {
        let which = if inferred == blocks.len() { "all blocks" } else { "blocks of which no share used is known" };
        table.note(false, format!("{which} are inferred: they begin with the hour of their first request"));
    }
    table
}

fn columns(unpriced: bool) -> Vec<Column> {
    let own = vec![
        Column::new("start", "Begins", Kind::Instant),
        Column::new("end", "Ends", Kind::Instant),
        Column::new("active", "Active", Kind::Flag).priority(1),
        Column::new("inferred", "Inferred", Kind::Flag).priority(3),
        Column::new("used_share", "Used", Kind::Share).priority(2),
        Column::new("minutes_left", "Minutes left", Kind::Count).priority(2),
        Column::new("cost_per_hour", "Cost/h", Kind::Money).priority(2),
        Column::new("projected_cost", "Projected", Kind::Money).priority(3),
        Column::new("first_request", "First", Kind::Instant).hidden(),
        Column::new("last_request", "Last", Kind::Instant).hidden(),
        Column::new("models", "Models", Kind::Json).hidden(),
    ];
    own.into_iter().chain(measure::columns(unpriced)).collect()
}

fn row(block: &Block, models: String, now: DateTime<Utc>) -> Vec<Cell> {
    let active = block.is_active(now);
    let money = |amount: Option<Usd>| amount.map_or(Cell::Empty, |amount| measure::cost(&block.measures, amount));
    let own = [
        Cell::Instant(block.start),
        Cell::Instant(block.end),
        Cell::Flag(active),
        Cell::Flag(block.stated.is_none()),
        block.stated.map_or(Cell::Empty, |used| Cell::Share(i64::from(used) * 1000)),
        if active { Cell::Count(i128::from(block.minutes_left(now))) } else { Cell::Empty },
        money(block.per_hour(now)),
        if active { money(block.projected(now)) } else { Cell::Empty },
        Cell::Instant(block.first),
        Cell::Instant(block.last),
        Cell::Json(models),
    ];
    own.into_iter().chain(measure::cells(&block.measures)).collect()
}

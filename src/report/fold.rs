//! Sums the rows of the ledger into groups.
//!
//! Owns: the hash of interned ids, the zone arithmetic of time dimensions, the look-up of names
//! at the end. Refuses to know: order, limits, tables.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat};

use super::calendar::{self, QUARTER, SECOND};
use super::dimension::{Dimension, Origin};
use super::plan::{self, Needs};
use crate::domain::{Error, Filter, InstantRange, Measures, Result, Tz};
use crate::store::{Bucket, Dictionary, Grain, Pruned, Reader};

/// One value of one dimension. Times order by when they are, names by spelling; "not given" is
/// the empty name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// Days since 1970-01-01 of a day or of a week's Monday, `year × 12 + month` of a month, or
    /// the coded hour.
    Time(i64),
    Name(String),
}

/// One group: a key for each dimension, and its sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub keys: Vec<Key>,
    pub measures: Measures,
}

/// The groups of the events in `range` that pass `filter`, in no promised order.
///
/// # Errors
/// What the reader fails with.
pub fn groups(
    reader: &dyn Reader,
    range: &InstantRange,
    filter: &Filter,
    by: &[Dimension],
    zone: Tz,
) -> Result<Vec<Group>> {
    let mut needs = needs(filter, by);
    needs.events = reader.needs_events();
    let mut fold = Fold::new(by, zone);
    for part in plan::parts(range, needs, zone, reader.zone()) {
        reader.fold(part.grain, &part.range, filter, &mut |bucket| fold.add(part.grain, bucket))?;
    }
    for range in fold.take_mixed() {
        reader.fold(Grain::Event, &range, filter, &mut |bucket| fold.add(Grain::Event, bucket))?;
    }
    fold.resolve(by, reader)
}

/// What was pruned and is not in an answer by these dimensions, because only records have them.
///
/// # Errors
/// What the reader fails with.
pub(super) fn lost(
    reader: &dyn Reader,
    range: &InstantRange,
    filter: &Filter,
    by: &[Dimension],
    zone: Tz,
) -> Result<Pruned> {
    let needs = Needs { events: reader.needs_events(), ..needs(filter, by) };
    // Sums by scope are kept of the current costs only.
    let from_events = |grain| match grain {
        Grain::Event => Ok(true),
        Grain::Session | Grain::Label => reader.earlier_prices().map(|earlier| earlier.is_some()),
        _ => Ok::<_, Error>(false),
    };
    let mut lost = Pruned::default();
    for part in plan::parts(range, needs, zone, reader.zone()) {
        if from_events(part.grain)? {
            lost += reader.pruned(&part.range)?;
        }
    }
    Ok(lost)
}

/// The groups by their first `keep` keys.
pub(super) fn collapse(groups: &[Group], keep: usize) -> Vec<Group> {
    let mut sums: HashMap<&[Key], Measures> = HashMap::with_capacity(groups.len());
    for group in groups {
        *sums.entry(&group.keys[..keep.min(group.keys.len())]).or_default() += &group.measures;
    }
    sums.into_iter().map(|(keys, measures)| Group { keys: keys.to_vec(), measures }).collect()
}

/// The sum of all that passes.
///
/// # Errors
/// What the reader fails with.
pub fn total(reader: &dyn Reader, range: &InstantRange, filter: &Filter) -> Result<Measures> {
    let groups = groups(reader, range, filter, &[], reader.zone())?;
    Ok(groups.first().map(|group| group.measures).unwrap_or_default())
}

fn needs(filter: &Filter, by: &[Dimension]) -> Needs {
    let reads = |origin| by.iter().any(|dimension| dimension.origin() == origin);
    let is_label = |dimension: &Dimension| dimension.origin() == Origin::Scope && *dimension != Dimension::Session;
    let facet_filters = [&filter.organization, &filter.project, &filter.user, &filter.source];
    let label_filters = !(filter.branch.is_empty() && filter.host.is_empty() && filter.tags.is_empty());
    Needs {
        events: false,
        sessions: by.contains(&Dimension::Session) || !filter.session.is_empty(),
        labels: by.iter().any(is_label) || label_filters,
        models: reads(Origin::Model) || !filter.provider.is_empty() || !filter.model.is_empty(),
        facets: reads(Origin::Facet) || facet_filters.iter().any(|wanted| !wanted.is_empty()),
        time: reads(Origin::Time),
        hours: by.contains(&Dimension::Hour),
    }
}

/// Sums by ids: the time codes, then the model, the facet and the scope that are asked for.
struct Fold {
    times: Vec<Dimension>,
    names: [bool; 3],
    clock: Clock,
    slots: HashMap<Vec<i64>, usize>,
    sums: Vec<Measures>,
    key: Vec<i64>,
    /// Quarter hours in which the local day or hour changes: they are read event by event.
    mixed: BTreeSet<i64>,
}

impl Fold {
    fn new(by: &[Dimension], zone: Tz) -> Self {
        let reads = |origin| by.iter().any(|dimension| dimension.origin() == origin);
        Fold {
            times: by.iter().filter(|dimension| dimension.is_time()).cloned().collect(),
            names: [reads(Origin::Model), reads(Origin::Facet), reads(Origin::Scope)],
            clock: Clock::new(zone),
            slots: HashMap::new(),
            sums: Vec::new(),
            key: Vec::new(),
            mixed: BTreeSet::new(),
        }
    }

    fn add(&mut self, grain: Grain, bucket: Bucket<'_>) {
        self.key.clear();
        if !self.times.is_empty() {
            if grain == Grain::Quarter && self.clock.offset(bucket.time).is_none_or(|offset| offset % 900 != 0) {
                self.mixed.insert(bucket.time);
                return;
            }
            let (day, hour) = match grain {
                Grain::Day | Grain::ModelDay | Grain::Facet | Grain::Session | Grain::Label => (bucket.time, 0),
                Grain::Quarter | Grain::Event => self.clock.day_and_hour(bucket.time),
            };
            self.key.extend(self.times.iter().map(|dimension| time_code(dimension, day, hour)));
        }
        let ids = [bucket.model, bucket.facet, bucket.scope];
        self.key.extend(ids.iter().zip(self.names).filter(|(_, wanted)| *wanted).map(|(id, _)| i64::from(*id)));
        let slot = match self.slots.get(&self.key) {
            Some(slot) => *slot,
            None => {
                self.slots.insert(self.key.clone(), self.sums.len());
                self.sums.push(Measures::default());
                self.sums.len() - 1
            }
        };
        if let Some(sum) = self.sums.get_mut(slot) {
            *sum += bucket.measures;
        }
    }

    /// The ranges of the mixed quarter hours, neighbours joined.
    fn take_mixed(&mut self) -> Vec<InstantRange> {
        let mut ranges: Vec<(i64, i64)> = Vec::new();
        for start in std::mem::take(&mut self.mixed) {
            match ranges.last_mut() {
                Some((_, end)) if *end == start => *end = start + QUARTER,
                _ => ranges.push((start, start + QUARTER)),
            }
        }
        let instant = DateTime::from_timestamp_micros;
        ranges.into_iter().map(|(from, to)| InstantRange { from: instant(from), to: instant(to) }).collect()
    }

    /// The scopes there are: the last of the ids.
    fn scopes(&self) -> BTreeSet<u32> {
        let last = |ids: &Vec<i64>| ids.last().and_then(|id| u32::try_from(*id).ok());
        if self.names[2] { self.slots.keys().filter_map(last).collect() } else { BTreeSet::new() }
    }

    /// Replaces ids by names; ids of the same name fall together.
    fn resolve(self, by: &[Dimension], reader: &dyn Reader) -> Result<Vec<Group>> {
        let names = match self.names {
            [false, false, false] => Dictionary::default(),
            _ => reader.dictionary_of(&self.scopes())?,
        };
        let mut slots: HashMap<Vec<Key>, usize> = HashMap::with_capacity(self.slots.len());
        let mut groups: Vec<Group> = Vec::with_capacity(self.slots.len());
        for (ids, slot) in &self.slots {
            let keys = self.keys(ids, by, &names);
            let at = *slots.entry(keys).or_insert_with_key(|keys| {
                groups.push(Group { keys: keys.clone(), measures: Measures::default() });
                groups.len() - 1
            });
            if let (Some(group), Some(sum)) = (groups.get_mut(at), self.sums.get(*slot)) {
                group.measures += sum;
            }
        }
        Ok(groups)
    }

    fn keys(&self, ids: &[i64], by: &[Dimension], names: &Dictionary) -> Vec<Key> {
        let (times, ids) = ids.split_at(self.times.len().min(ids.len()));
        let mut times = times.iter().copied();
        let mut ids = ids.iter().copied();
        let [model, facet, scope] =
            self.names.map(|wanted| wanted.then(|| ids.next()).flatten().and_then(|id| usize::try_from(id).ok()));
        by.iter()
            .map(|dimension| match dimension.origin() {
                Origin::Time => Key::Time(times.next().unwrap_or_default()),
                _ => Key::Name(name(dimension, names, [model, facet, scope]).unwrap_or_default().to_owned()),
            })
            .collect()
    }
}

/// The name a dimension has under the ids of its row.
fn name<'a>(dimension: &Dimension, names: &'a Dictionary, ids: [Option<usize>; 3]) -> Option<&'a str> {
    let [model, facet, scope] = ids;
    let model = || names.models.get(model?);
    let facet = || names.facets.get(facet?);
    let scope = || names.scopes.get(&u32::try_from(scope?).ok()?);
    let name = match dimension {
        Dimension::Provider => &model()?.0,
        Dimension::Model => &model()?.1,
        Dimension::Organization => &facet()?.organization,
        Dimension::Project => &facet()?.project,
        Dimension::User => &facet()?.user,
        Dimension::Source => &facet()?.source,
        Dimension::Session => &scope()?.session,
        Dimension::Branch => &scope()?.branch,
        Dimension::Host => &scope()?.host,
        Dimension::Tag(key) => scope()?.tags.iter().find(|(k, _)| k == key).map(|(_, value)| value)?,
        Dimension::Hour | Dimension::Day | Dimension::Week | Dimension::Month => return None,
    };
    Some(name)
}

fn time_code(dimension: &Dimension, day: i64, hour: i64) -> i64 {
    match dimension {
        Dimension::Hour => hour,
        Dimension::Week => calendar::monday(day),
        Dimension::Month => calendar::month_number(day),
        _ => day,
    }
}

/// The key as text: `2026-11-01`, `2026-W48`, `2026-11`, `2026-11-01T01:00:00-04:00`.
pub(super) fn text(dimension: &Dimension, key: &Key) -> String {
    let code = match key {
        Key::Name(name) => return name.clone(),
        Key::Time(code) => *code,
    };
    let day = |format: &str| calendar::date(code).map(|date| date.format(format).to_string());
    let shown = match dimension {
        Dimension::Hour => hour_text(code),
        Dimension::Week => day("%G-W%V"),
        Dimension::Month => {
            let date = NaiveDate::from_ymd_opt(code.div_euclid(12) as i32, code.rem_euclid(12) as u32 + 1, 1);
            date.map(|date| date.format("%Y-%m").to_string())
        }
        _ => day("%Y-%m-%d"),
    };
    shown.unwrap_or_default()
}

/// Hours are coded with the offset they were read at: an hour that comes twice is two hours.
const OFFSET_SPAN: i64 = 1 << 18;

fn hour_code(micros: i64, offset: i64) -> i64 {
    let local = micros.div_euclid(SECOND) + offset;
    let start = local - local.rem_euclid(3600) - offset;
    start * OFFSET_SPAN + offset + OFFSET_SPAN / 2
}

/// The hour of the day (0–23) of a coded hour, on its own clock.
pub(super) fn hour_of_day(code: i64) -> i64 {
    let offset = code.rem_euclid(OFFSET_SPAN) - OFFSET_SPAN / 2;
    (code.div_euclid(OFFSET_SPAN) + offset).rem_euclid(86_400) / 3_600
}

fn hour_text(code: i64) -> Option<String> {
    let offset = FixedOffset::east_opt((code.rem_euclid(OFFSET_SPAN) - OFFSET_SPAN / 2) as i32)?;
    let start = DateTime::from_timestamp(code.div_euclid(OFFSET_SPAN), 0)?;
    Some(start.with_timezone(&offset).to_rfc3339_opts(SecondsFormat::Secs, true))
}

/// A zone's offset, remembered for the quarter hour last asked for.
struct Clock {
    zone: Tz,
    /// The start of the remembered quarter, and its offset when it has only one.
    last: Option<(i64, Option<i64>)>,
}

impl Clock {
    fn new(zone: Tz) -> Self {
        Clock { zone, last: None }
    }

    /// The offset of the whole quarter hour around an instant, if it does not change in it.
    fn offset(&mut self, micros: i64) -> Option<i64> {
        let start = micros.div_euclid(QUARTER) * QUARTER;
        if let Some((quarter, offset)) = self.last
            && quarter == start
        {
            return offset;
        }
        let first = calendar::offset(self.zone, start);
        let offset = (first == calendar::offset(self.zone, start + QUARTER - 1)).then_some(first);
        self.last = Some((start, offset));
        offset
    }

    fn day_and_hour(&mut self, micros: i64) -> (i64, i64) {
        let offset = self.offset(micros).unwrap_or_else(|| calendar::offset(self.zone, micros));
        (calendar::day_of(micros, offset), hour_code(micros, offset))
    }
}

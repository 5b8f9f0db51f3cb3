//! Sums the rows of the ledger into groups.
//!
//! Owns: the hash of interned ids, the look-up of names at the end. Refuses to know: order, limits,
//! tables, clocks.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::DateTime;

use super::calendar::QUARTER;
use super::clock::{Clock, time_code};
use super::dimension::{Dimension, Origin};
use super::plan::{self, Needs};
use crate::domain::{Error, Extent, Filter, InstantRange, Measures, Result, Tz};
use crate::store::{Bucket, Dictionary, Grain, Pruned, Reader, SessionDay};

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
    /// From when to when its records are; known of groups by session only.
    pub extent: Option<Extent>,
}

impl Group {
    /// Sums without instants.
    pub fn new(keys: Vec<Key>, measures: Measures) -> Self {
        Group { keys, measures, extent: None }
    }
}

/// The sums of each day, by the keys of a group.
pub(super) type Lines = HashMap<Vec<Key>, BTreeMap<i64, Measures>>;

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
    groups_of(reader, range, filter, (by, false), zone)
}

/// [`groups`], or only what they cost and how sure that is, which fewer columns tell.
///
/// # Errors
/// What the reader fails with.
pub(super) fn groups_of(
    reader: &dyn Reader,
    range: &InstantRange,
    filter: &Filter,
    (by, costs): (&[Dimension], bool),
    zone: Tz,
) -> Result<Vec<Group>> {
    let mut fold = [Fold::new(by, zone, false)];
    read(reader, range, filter, (&mut fold, costs))?;
    let [fold] = fold;
    Ok(fold.resolve(reader)?.0)
}

/// [`groups`], and what those by the first `keep` dimensions cost by day of the zone.
///
/// # Errors
/// What the reader fails with.
pub(super) fn groups_and_lines(
    reader: &dyn Reader,
    range: &InstantRange,
    filter: &Filter,
    (by, keep): (&[Dimension], usize),
    zone: Tz,
) -> Result<(Vec<Group>, Lines)> {
    let mut lines = Fold::new(by.get(..keep).unwrap_or(by), zone, true);
    let needs = needs(filter, by);
    if !needs.sessions && !reader.needs_events() {
        // Sums without days and days without sums are each read from fewer rows than both together.
        let groups = groups(reader, range, filter, by, zone)?;
        read(reader, range, filter, (std::slice::from_mut(&mut lines), true))?;
        return Ok((groups, lines.resolve(reader)?.1));
    }
    let mut folds = [Fold::new(by, zone, false), lines];
    read(reader, range, filter, (&mut folds, false))?;
    let [groups, lines] = folds;
    Ok((groups.resolve(reader)?.0, lines.resolve(reader)?.1))
}

/// Visits the rows that tell apart what all of the folds do, of one zone; only the costs, where that will do.
fn read(reader: &dyn Reader, range: &InstantRange, filter: &Filter, (folds, costs): (&mut [Fold], bool)) -> Result<()> {
    let by: Vec<Dimension> = folds.iter().flat_map(Fold::dimensions).collect();
    let Some(zone) = folds.first().map(|fold| fold.clock.zone) else { return Ok(()) };
    let needs = Needs { events: reader.needs_events(), ..needs(filter, &by) };
    let mut mixed = BTreeSet::new();
    for part in plan::parts(range, needs, zone, reader.zone()) {
        let mut each = |bucket: Bucket<'_>| {
            let mut is_clear = |fold: &mut Fold| fold.is_clear(part.grain, &bucket);
            if folds.iter_mut().all(&mut is_clear) {
                folds.iter_mut().for_each(|fold| fold.add(part.grain, &bucket));
            } else {
                mixed.insert(bucket.time);
            }
        };
        match costs {
            true => reader.fold_costs(part.grain, &part.range, filter, &mut each)?,
            false => reader.fold(part.grain, &part.range, filter, &mut each)?,
        }
    }
    for range in joined(mixed) {
        reader.fold(Grain::Event, &range, filter, &mut |bucket| {
            folds.iter_mut().for_each(|fold| fold.add(Grain::Event, &bucket));
        })?;
    }
    Ok(())
}

/// The groups of the events of some sessions.
///
/// # Errors
/// What the reader fails with.
pub(super) fn groups_of_sessions(
    reader: &dyn Reader,
    of: &[SessionDay],
    by: &[Dimension],
    zone: Tz,
) -> Result<Vec<Group>> {
    let mut fold = Fold::new(by, zone, false);
    reader.fold_sessions(of, &mut |bucket| fold.add(Grain::Event, &bucket))?;
    Ok(fold.resolve(reader)?.0)
}

/// The ranges of quarter hours, neighbours joined.
fn joined(quarters: BTreeSet<i64>) -> Vec<InstantRange> {
    let mut ranges: Vec<(i64, i64)> = Vec::new();
    for start in quarters {
        match ranges.last_mut() {
            Some((_, end)) if *end == start => *end = start + QUARTER,
            _ => ranges.push((start, start + QUARTER)),
        }
    }
    let instant = DateTime::from_timestamp_micros;
    ranges.into_iter().map(|(from, to)| InstantRange { from: instant(from), to: instant(to) }).collect()
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
        Grain::Session | Grain::Label | Grain::LabelDays => reader.earlier_prices().map(|earlier| earlier.is_some()),
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

/// The groups with only some of their keys, by key.
pub(super) fn collapse(groups: &[Group], keep: &[usize]) -> Vec<Group> {
    let mut sums: BTreeMap<Vec<&Key>, (Measures, Option<Extent>)> = BTreeMap::new();
    for group in groups {
        let keys = keep.iter().filter_map(|at| group.keys.get(*at)).collect();
        let (sum, extent) = sums.entry(keys).or_default();
        *sum += &group.measures;
        *extent = Extent::of_both(*extent, group.extent);
    }
    let group = |(keys, (measures, extent)): (Vec<&Key>, _)| Group {
        keys: keys.into_iter().cloned().collect(),
        measures,
        extent,
    };
    sums.into_iter().map(group).collect()
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
    by: Vec<Dimension>,
    times: Vec<Dimension>,
    names: [bool; 3],
    clock: Clock,
    slots: HashMap<Vec<i64>, usize>,
    sums: Vec<Measures>,
    /// Of each sum, when sessions are told apart.
    extents: Option<Vec<Option<Extent>>>,
    /// Of each sum, what it is of each day; rows come day by day.
    lines: Option<Vec<Vec<(i64, Measures)>>>,
    key: Vec<i64>,
}

impl Fold {
    fn new(by: &[Dimension], zone: Tz, by_day: bool) -> Self {
        let reads = |origin| by.iter().any(|dimension| dimension.origin() == origin);
        Fold {
            by: by.to_vec(),
            times: by.iter().filter(|dimension| dimension.is_time()).cloned().collect(),
            names: [reads(Origin::Model), reads(Origin::Facet), reads(Origin::Scope)],
            clock: Clock::new(zone),
            slots: HashMap::new(),
            sums: Vec::new(),
            extents: by.contains(&Dimension::Session).then(Vec::new),
            lines: by_day.then(Vec::new),
            key: Vec::new(),
        }
    }

    /// What it tells apart.
    fn dimensions(&self) -> Vec<Dimension> {
        let day = self.lines.iter().map(|_| Dimension::Day);
        self.by.iter().cloned().chain(day).collect()
    }

    /// Whether the local day and hour do not change within a row: else it is read event by event.
    fn is_clear(&mut self, grain: Grain, bucket: &Bucket<'_>) -> bool {
        let timed = !self.times.is_empty() || self.lines.is_some();
        !timed || grain != Grain::Quarter || self.clock.offset(bucket.time).is_some_and(|offset| offset % 900 == 0)
    }

    fn add(&mut self, grain: Grain, bucket: &Bucket<'_>) {
        self.key.clear();
        let mut day = 0;
        if !self.times.is_empty() || self.lines.is_some() {
            let hour;
            (day, hour) = match grain {
                Grain::Quarter | Grain::Event => self.clock.day_and_hour(bucket.time),
                _ => (bucket.time, 0),
            };
            self.key.extend(self.times.iter().map(|dimension| time_code(dimension, day, hour)));
        }
        let ids = [bucket.model, bucket.facet, bucket.scope];
        self.key.extend(ids.iter().zip(self.names).filter(|(_, wanted)| *wanted).map(|(id, _)| i64::from(*id)));
        let slot = self.slot();
        if let Some(sum) = self.sums.get_mut(slot) {
            *sum += bucket.measures;
        }
        if let Some(extent) = self.extents.as_mut().and_then(|extents| extents.get_mut(slot)) {
            *extent = Extent::of_both(*extent, bucket.extent);
        }
        if let Some(line) = self.lines.as_mut().and_then(|lines| lines.get_mut(slot)) {
            match line.last_mut() {
                Some((last, sum)) if *last == day => *sum += bucket.measures,
                _ => line.push((day, *bucket.measures)),
            }
        }
    }

    /// The place of the key, made where there is none.
    fn slot(&mut self) -> usize {
        if let Some(slot) = self.slots.get(&self.key) {
            return *slot;
        }
        self.slots.insert(self.key.clone(), self.sums.len());
        self.sums.push(Measures::default());
        if let Some(extents) = &mut self.extents {
            extents.push(None);
        }
        if let Some(lines) = &mut self.lines {
            lines.push(Vec::new());
        }
        self.sums.len() - 1
    }

    /// The scopes there are: the last of the ids.
    fn scopes(&self) -> BTreeSet<u32> {
        let last = |ids: &Vec<i64>| ids.last().and_then(|id| u32::try_from(*id).ok());
        if self.names[2] { self.slots.keys().filter_map(last).collect() } else { BTreeSet::new() }
    }

    /// Replaces ids by names; ids of the same name fall together.
    fn resolve(self, reader: &dyn Reader) -> Result<(Vec<Group>, Lines)> {
        let names = match self.names {
            [false, false, false] => Dictionary::default(),
            _ => reader.dictionary_of(&self.scopes())?,
        };
        let mut groups: HashMap<Vec<Key>, (Measures, Option<Extent>)> = HashMap::with_capacity(self.slots.len());
        let mut lines = Lines::new();
        for (ids, slot) in &self.slots {
            let keys = self.keys(ids, &self.by, &names);
            if let Some(days) = self.lines.as_ref().and_then(|lines| lines.get(*slot)) {
                let line = lines.entry(keys.clone()).or_default();
                days.iter().for_each(|(day, sum)| *line.entry(*day).or_default() += sum);
            }
            if let Some(sum) = self.sums.get(*slot) {
                let (measures, extent) = groups.entry(keys).or_default();
                *measures += sum;
                let more = self.extents.as_ref().and_then(|extents| *extents.get(*slot)?);
                *extent = Extent::of_both(*extent, more);
            }
        }
        let group = |(keys, (measures, extent))| Group { keys, measures, extent };
        Ok((groups.into_iter().map(group).collect(), lines))
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

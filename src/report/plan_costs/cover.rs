//! Which usage plans cover: each plan's own, that of any, and that of none.
//!
//! Owns: the stretches in which the same plans are in force, and that a record counts once. Refuses to
//! know: prices of plans.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::domain::{Filter, InstantRange, Measures, Plan, Result, Usd};
use crate::report::calendar::day_start;
use crate::report::dimension::Dimension;
use crate::report::fold::{self, Key};
use crate::store::Reader;

/// Sums of a range.
#[derive(Debug, Default)]
pub(super) struct Cover {
    /// One for each plan.
    pub each: Vec<Measures>,
    pub covered: Measures,
    pub uncovered: Measures,
    /// What `each` has more than once.
    pub repeated: Usd,
}

/// The instants a plan is in force.
pub(super) fn in_force(plan: &Plan) -> InstantRange {
    let start = |day| day_start(plan.zone, day);
    InstantRange { from: start(plan.since), to: plan.over().and_then(start) }
}

/// Sums what plans cover. Only stretches between the first and last days of plans are asked for, and in
/// each only what the filters of its plans tell apart: the sums that are kept answer it as a rule.
pub(super) fn cover(plans: &[Plan], range: &InstantRange, reader: &dyn Reader) -> Result<Cover> {
    let mut cover = Cover { each: vec![Measures::default(); plans.len()], ..Cover::default() };
    for stretch in stretches(plans, range) {
        let active = |plan: &Plan| stretch.from.is_some_and(|from| in_force(plan).contains(from));
        let active: Vec<usize> = (0..plans.len()).filter(|at| plans.get(*at).is_some_and(active)).collect();
        let filters = active.iter().filter_map(|at| plans.get(*at)).map(|plan| &plan.filter);
        let by = dimensions(filters);
        for group in fold::groups(reader, &stretch, &Filter::default(), &by, reader.zone())? {
            let passes = |at: &usize| plans.get(*at).is_some_and(|plan| passes(&plan.filter, &by, &group.keys));
            let covering: Vec<usize> = active.iter().copied().filter(passes).collect();
            cover.add(&covering, &group.measures);
        }
    }
    Ok(cover)
}

impl Cover {
    fn add(&mut self, covering: &[usize], measures: &Measures) {
        for (nth, at) in covering.iter().enumerate() {
            if let Some(sum) = self.each.get_mut(*at) {
                *sum += measures;
            }
            if nth > 0 {
                self.repeated += measures.total_cost;
            }
        }
        if covering.is_empty() {
            self.uncovered += measures;
        } else {
            self.covered += measures;
        }
    }
}

/// The range, cut where a plan begins or is over.
fn stretches(plans: &[Plan], range: &InstantRange) -> Vec<InstantRange> {
    let ends = plans.iter().map(in_force).flat_map(|range| [range.from, range.to]).flatten();
    let cuts: BTreeSet<DateTime<Utc>> =
        ends.filter(|at| range.contains(*at) && range.from.is_none_or(|from| *at > from)).collect();
    let starts = std::iter::once(range.from).chain(cuts.iter().copied().map(Some));
    let stops = cuts.iter().copied().map(Some).chain([range.to]);
    starts.zip(stops).map(|(from, to)| InstantRange { from, to }).collect()
}

/// What the filters tell apart.
fn dimensions<'a>(filters: impl Iterator<Item = &'a Filter>) -> Vec<Dimension> {
    let mut by = Vec::new();
    for filter in filters {
        let lists = filter.lists().into_iter().filter(|(_, values)| !values.is_empty());
        let tags = filter.tags.iter().map(|(key, _)| Dimension::Tag(key.clone()));
        for dimension in lists.filter_map(|(word, _)| word.parse().ok()).chain(tags) {
            if !by.contains(&dimension) {
                by.push(dimension);
            }
        }
    }
    by
}

/// Whether a group of these keys passes a filter whose dimensions are all among `by`.
fn passes(filter: &Filter, by: &[Dimension], keys: &[Key]) -> bool {
    let value = |wanted: &Dimension| match by.iter().zip(keys).find(|(dimension, _)| *dimension == wanted) {
        Some((_, Key::Name(name))) => name.as_str(),
        _ => "",
    };
    let lists = filter.lists().into_iter().filter(|(_, values)| !values.is_empty()).all(|(word, values)| {
        let folds = matches!(word, "provider" | "model");
        word.parse().is_ok_and(|dimension| Filter::accepts(values, value(&dimension), folds))
    });
    lists && filter.tags.iter().all(|(key, wanted)| value(&Dimension::Tag(key.clone())) == wanted)
}

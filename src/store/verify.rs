//! The sums the file keeps against those of its events.
//!
//! Owns: which tables of sums there are, what of an event is in each, and how they are compared: sums by a
//! sketch in two passes, the second only where the first finds that something differs; the instants of
//! sessions one by one. Refuses to know: how the sums are made (`recompute`).

use rusqlite::{Connection, params_from_iter};

use super::extents::By;
use super::failure::Doing;
use super::mix::MixBuild;
use super::recompute::recompute;
use super::rollup::{Deltas, Sums, projects, sums};
use super::sketch::{Key, Sketch};
use super::{Ledger, extents, pruned, spans};
use crate::domain::{Measures, Result};

const WHAT: &str = "read the sums";

/// A sum in the file that differs from the events; one that does not, where its first or last instant differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// `rollup_day (20100, 3, 1)`: table and key.
    pub place: String,
    pub stored: Measures,
    pub recomputed: Measures,
}

/// A table of sums: its name, all of its rows, and how many numbers its key has.
struct Kept {
    name: &'static str,
    sql: &'static str,
    of: &'static [i64],
    key: usize,
}

const ALL: &[i64] = &[i64::MIN, i64::MAX];

/// All tables of sums, in the order of [`each_filed`].
const KEPT: [Kept; 10] = [
    Kept { name: "rollup_day", sql: include_str!("sql/read_days.sql"), of: ALL, key: 3 },
    Kept { name: "rollup_model", sql: include_str!("sql/read_models.sql"), of: ALL, key: 2 },
    Kept { name: "rollup_quarter", sql: include_str!("sql/read_quarters.sql"), of: ALL, key: 2 },
    Kept { name: "rollup_facet", sql: include_str!("sql/read_facets.sql"), of: ALL, key: 2 },
    Kept { name: "rollup_session", sql: include_str!("sql/read_sessions.sql"), of: ALL, key: 3 },
    Kept { name: "rollup_label", sql: include_str!("sql/read_labels.sql"), of: ALL, key: 3 },
    Kept {
        name: "session_totals",
        sql: include_str!("sql/read_session_totals.sql"),
        of: &[i64::MIN, i64::MAX, i64::MIN, i64::MAX],
        key: 2,
    },
    Kept { name: "replaced_day", sql: include_str!("sql/read_generation_days.sql"), of: &[], key: 4 },
    Kept { name: "rollup_span", sql: include_str!("sql/all_spans.sql"), of: &[], key: 4 },
    Kept { name: "label_span", sql: include_str!("sql/all_label_spans.sql"), of: &[], key: 4 },
];

/// The first facet of the project of every facet.
type Projects = std::collections::HashMap<i64, i64, MixBuild>;

/// Where in which table sums belong; `spans` tells whether those over several days are kept.
fn each_filed(of: &Deltas, (projects, spans): (&Projects, bool), each: &mut dyn FnMut(usize, Key, &Measures)) {
    for ((day, model, facet), sums) in &of.days {
        each(0, [*day, *model, *facet, 0], sums);
        each(1, [*day, *model, 0, 0], sums);
        each(3, [*day, *facet, 0, 0], sums);
    }
    for ((quarter, model), sums) in &of.quarters {
        each(2, [*quarter, *model, 0, 0], sums);
    }
    for ((day, facet, first, model), sums) in &of.scopes {
        each(4, [*day, first.session, *facet, 0], sums);
        each(5, [*day, first.label, *model, 0], sums);
        each(6, [first.session, projects.get(facet).copied().unwrap_or(*facet), 0, 0], sums);
    }
    for ((generation, day, model, facet), sums) in &of.replaced {
        each(7, [*generation, *day, *model, *facet], sums);
    }
    if !spans {
        return;
    }
    for ((day, model, facet), sums) in &of.days {
        spans::keys(*day).for_each(|(days, first)| each(8, [days, first, *model, *facet], sums));
    }
    for ((day, _, scope, model), sums) in &of.scopes {
        spans::keys(*day).for_each(|(days, first)| each(9, [days, first, scope.label, *model], sums));
    }
}

/// What is in the tables.
fn each_kept(conn: &Connection, each: &mut dyn FnMut(usize, Key, &Measures)) -> rusqlite::Result<()> {
    for (table, kept) in KEPT.iter().enumerate() {
        let mut statement = conn.prepare(kept.sql)?;
        let mut rows = statement.query(params_from_iter(kept.of))?;
        while let Some(row) = rows.next()? {
            let mut key = Key::default();
            for (at, slot) in key.iter_mut().take(kept.key).enumerate() {
                *slot = row.get(at)?;
            }
            each(table, key, &sums(row, kept.key)?);
        }
    }
    Ok(())
}

impl Ledger {
    /// Recomputes all sums from the events, and what each generation of prices did to them; where
    /// they differ from what is stored.
    ///
    /// # Errors
    /// [`Code::Database`](crate::domain::Code::Database) when the file cannot be read.
    pub fn verify(&self) -> Result<Vec<Difference>> {
        let tx = self.conn.unchecked_transaction().doing(WHAT)?;
        let (projects, spans) = (projects(&tx).doing(WHAT)?, spans::are_kept(&tx).doing(WHAT)?);
        let mut sketch = Sketch::new(KEPT.len());
        let mut extents = By::default();
        recompute(&tx, self.zone, &mut |mut part| {
            extents::gather(&mut extents, part.extents.met());
            each_filed(&part, (&projects, spans), &mut |table, key, sums| sketch.add(table, &key, sums));
            Ok(())
        })?;
        each_kept(&tx, &mut |table, key, sums| sketch.take(table, &key, sums)).doing(WHAT)?;
        let mut differences = match sketch.is_even() {
            true => Vec::new(),
            false => self.differences(&tx, (&projects, spans), &sketch)?,
        };
        for (place, sums) in extents::unlike(&tx, &extents, &projects).doing(WHAT)? {
            differences.push(Difference { place, stored: sums, recomputed: sums });
        }
        for (table, of, stored, recomputed) in pruned::unlike(&tx).doing(WHAT)? {
            differences.push(Difference { place: format!("{table} {of:?}"), stored, recomputed });
        }
        Ok(differences)
    }

    /// The sums that differ, of those that may.
    fn differences(&self, conn: &Connection, filing: (&Projects, bool), sketch: &Sketch) -> Result<Vec<Difference>> {
        let mut expected: [Sums<Key>; KEPT.len()] = Default::default();
        recompute(conn, self.zone, &mut |part| {
            each_filed(&part, filing, &mut |table, key, sums| {
                if sketch.is_odd_at(table, &key) {
                    *expected[table].entry(key).or_default() += sums;
                }
            });
            Ok(())
        })?;
        let mut found = Vec::new();
        each_kept(conn, &mut |table, key, stored| {
            let recomputed = expected[table].remove(&key);
            if sketch.is_odd_at(table, &key) {
                found.push((table, key, *stored, recomputed.unwrap_or_default()));
            }
        })
        .doing(WHAT)?;
        let left = expected.into_iter().enumerate();
        let left = left.flat_map(|(table, sums)| sums.into_iter().map(move |(key, sums)| (table, key, sums)));
        found.extend(left.map(|(table, key, recomputed)| (table, key, Measures::default(), recomputed)));
        found.retain(|(_, _, stored, recomputed)| stored != recomputed);
        found.sort_unstable_by_key(|(table, key, ..)| (*table, *key));
        Ok(found.into_iter().map(difference).collect())
    }
}

fn difference((table, key, stored, recomputed): (usize, Key, Measures, Measures)) -> Difference {
    let numbers: Vec<String> = key.iter().take(KEPT[table].key).map(i64::to_string).collect();
    Difference { place: format!("{} ({})", KEPT[table].name, numbers.join(", ")), stored, recomputed }
}

//! Sums over several days, so that long periods are read from few rows.
//!
//! Owns: which stretches they are kept of, and that a stretch of days is covered once. They are kept in ledgers
//! that have many sums by day: in others reading those takes no time. Refuses to know: what is summed.

use rusqlite::{Connection, params_from_iter};

use super::rollup::{DayKey, LabelKey, Sums, put};
use crate::domain::Measures;

/// How many days one of them spans, the longest first; `first` is a multiple of it.
const LENGTHS: [i64; 2] = [91, 7];
/// With this many sums by day they are kept.
const MANY: i64 = 20_000;
/// Changes of fewer sums by day than this are not taken as an occasion to see how many there are.
pub(super) const WORTH_A_LOOK: usize = 8;

/// `(days, first day, model, facet)`, or `(days, first day, label, model)`.
pub(super) type SpanKey = (i64, i64, i64, i64);

/// What a transaction changes of them.
pub(super) struct Spans {
    pub days: Sums<SpanKey>,
    pub labels: Sums<SpanKey>,
}

impl Spans {
    /// What follows from changes of the sums by day.
    pub(super) fn of(days: &Sums<DayKey>, labels: &Sums<LabelKey>) -> Spans {
        Spans { days: spanned(days), labels: spanned(labels) }
    }

    pub(super) fn put(self, conn: &Connection) -> rusqlite::Result<()> {
        let key = |(days, first, a, b): SpanKey| [days, first, a, b];
        put(conn, include_str!("sql/add_span.sql"), self.days, key)?;
        put(conn, include_str!("sql/add_label_span.sql"), self.labels, key)
    }
}

/// How many days the sums over several days that a day is in span, and the first of those.
pub(super) fn keys(day: i64) -> impl Iterator<Item = (i64, i64)> {
    LENGTHS.into_iter().map(move |days| (days, day - day.rem_euclid(days)))
}

fn spanned(sums: &Sums<(i64, i64, i64)>) -> Sums<SpanKey> {
    let mut spans: Sums<SpanKey> = Sums::default();
    for ((day, a, b), sums) in sums {
        keys(*day).for_each(|(days, first)| *spans.entry((days, first, *a, *b)).or_default() += sums);
    }
    spans
}

/// Whether this ledger keeps them.
pub(super) fn are_kept(conn: &Connection) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT 1 FROM meta WHERE key = 'spans' AND value = '1'")?.exists([])
}

/// Makes them from the sums by day, where those have become many.
pub(super) fn begin_if_many(conn: &Connection) -> rusqlite::Result<()> {
    let mut count = conn.prepare_cached("SELECT count(*) FROM (SELECT 1 FROM rollup_day LIMIT ?1)")?;
    if count.query_row([MANY], |row| row.get::<_, i64>(0))? < MANY {
        return Ok(());
    }
    for days in LENGTHS {
        conn.execute(include_str!("sql/fill_spans.sql"), [days])?;
        conn.execute(include_str!("sql/fill_label_spans.sql"), [days])?;
    }
    conn.execute("UPDATE meta SET value = '1' WHERE key = 'spans'", []).map(|_| ())
}

/// Forgets them all, before all sums are made again.
pub(super) fn end(conn: &Connection) -> rusqlite::Result<()> {
    conn.execute_batch(
        "DELETE FROM rollup_span; DELETE FROM label_span; UPDATE meta SET value = '0' WHERE key = 'spans'",
    )
}

/// Days `[from, to)` to be read from sums that span so many; 1: from the sums by day.
type Stretch = (i64, (i64, i64));

/// The stretches that cover the days `[from, to)` once, the longest sums first; open ends are the least and the
/// greatest number.
fn cover(lengths: &[i64], (from, to): (i64, i64), stretches: &mut Vec<Stretch>) {
    let Some((days, shorter)) = lengths.split_first() else {
        if from < to {
            stretches.push((1, (from, to)));
        }
        return;
    };
    let up = if from == i64::MIN { from } else { from + (-from).rem_euclid(*days) };
    let down = if to == i64::MAX { to } else { to - to.rem_euclid(*days) };
    if up >= down {
        return cover(shorter, (from, to), stretches);
    }
    stretches.push((*days, (up, down)));
    if from < up {
        cover(shorter, (from, up), stretches);
    }
    if down < to {
        cover(shorter, (down, to), stretches);
    }
}

/// Visits the sums of some days that are not told apart: `by_label` those by label and model, else those by model
/// and facet.
pub(super) fn visit(
    conn: &Connection,
    days: (i64, i64),
    by_label: bool,
    each: &mut dyn FnMut((i64, i64), &Measures),
) -> rusqlite::Result<()> {
    let (one, several) = match by_label {
        true => (include_str!("sql/read_labels.sql"), include_str!("sql/read_label_spans.sql")),
        false => (include_str!("sql/read_days.sql"), include_str!("sql/read_spans.sql")),
    };
    let mut stretches = Vec::new();
    cover(if are_kept(conn)? { &LENGTHS } else { &[] }, days, &mut stretches);
    for (days, (from, to)) in stretches {
        let (sql, values) = if days == 1 { (one, vec![from, to]) } else { (several, vec![days, from, to]) };
        let mut statement = conn.prepare_cached(sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            let sums = super::rollup::sums(row, 3)?;
            if sums != Measures::default() {
                each((row.get(1)?, row.get(2)?), &sums);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_covered_once() {
        for (from, to) in [(0, 0), (0, 7), (1, 6), (3, 200), (-100, 400), (90, 92), (91, 182), (-95, -3)] {
            let mut stretches = Vec::new();
            cover(&LENGTHS, (from, to), &mut stretches);
            let mut met: Vec<i64> = stretches.iter().flat_map(|(_, (from, to))| *from..*to).collect();
            met.sort_unstable();
            assert_eq!(met, (from..to).collect::<Vec<_>>(), "{from} to {to}");
            assert!(stretches.iter().all(|(days, (from, to))| from % days == 0 && to % days == 0));
        }
        let mut open = Vec::new();
        cover(&LENGTHS, (i64::MIN, 100), &mut open);
        assert_eq!(open, [(91, (i64::MIN, 91)), (7, (91, 98)), (1, (98, 100))]);
    }
}

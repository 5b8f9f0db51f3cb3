//! What a ledger lacks that nobody sees yet, and gets in one go.
//!
//! Owns: the places that events of such a ledger claim, kept in memory; the index it is still without; when it is
//! better finished at once. Both are made from what is there in a fraction of the time they take event by event.
//! Whoever changes the ledger in any other way than by adding events finds it finished; whoever reads it, not.
//! Refuses to know: how identities are hashed, who sees the ledger when.

use std::collections::HashSet;
use std::hash::{Hash, Hasher};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::mix::MixBuild;
use super::{identity, open};

/// Places up to which a ledger stays unfinished: some ten bytes of memory each.
const MANY: usize = if cfg!(debug_assertions) { 256 } else { 458_752 };
/// Page cache: rows go to the ends of tables, and sums are written now and then.
const CACHE_KIB: i64 = 8_192;
/// Whoever waits for this part of the time, in hundredths, has time to add events to everything as they come.
const MOST: u128 = 55;
/// How long that is looked at before it counts.
const A_WHILE: Duration = Duration::from_millis(100);
/// Bits of a row beside those of a hash.
const ROW: u32 = 64 - identity::BITS;
const INDEX: &str = "events_by_facet_second";

/// A place and the row that holds it: hash and row in one word.
#[derive(Clone, Copy)]
struct Place(u64);

impl Place {
    fn new(hash: i64, row: i64) -> Self {
        Place((hash.cast_unsigned() << ROW) | row.cast_unsigned())
    }

    fn hash(self) -> i64 {
        (self.0 >> ROW).cast_signed()
    }

    fn row(self) -> i64 {
        (self.0 & ((1 << ROW) - 1)).cast_signed()
    }
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        Place::hash(*self) == Place::hash(*other)
    }
}

impl Eq for Place {}

impl Hash for Place {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_i64(Place::hash(*self));
    }
}

/// See the module.
#[derive(Default)]
pub(super) struct Unfinished {
    places: HashSet<Place, MixBuild>,
    /// The statement that makes the index, as the schema had it.
    index: String,
}

impl Unfinished {
    /// Leaves a ledger without events unfinished.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn begin(conn: &Connection) -> rusqlite::Result<Self> {
        let sql = "SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = ?1";
        let index = conn.query_row(sql, [INDEX], |row| row.get(0))?;
        conn.execute_batch(&format!("DROP INDEX {INDEX}"))?;
        conn.pragma_update(None, "temp_store", "MEMORY")?;
        open::cache(conn, CACHE_KIB)?;
        Ok(Unfinished { places: HashSet::default(), index })
    }

    /// Takes a place for a row, or tells the row that has it.
    pub(super) fn take(&mut self, hash: i64, row: i64) -> Option<i64> {
        let place = Place::new(hash, row);
        match self.places.insert(place) {
            true => None,
            false => self.places.get(&place).map(|held| held.row()),
        }
    }

    /// Whether there is room for so many more, in rows up to this one: copies of events take no place, but their rows
    /// are left out.
    pub(super) fn has_room(&self, more: usize, last: i64) -> bool {
        self.places.len() + more <= MANY && last < 1 << ROW
    }

    /// Makes what is missing.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub(super) fn finish(&mut self, conn: &Connection) -> rusqlite::Result<()> {
        let mut places: Vec<u64> = self.places.iter().map(|place| place.0).collect();
        places.sort_unstable();
        let mut claim = conn.prepare("INSERT INTO claims (hash, event) VALUES (?1, ?2)")?;
        for place in places.into_iter().map(Place) {
            claim.execute([place.hash(), place.row()])?;
        }
        self.places = HashSet::default();
        conn.execute_batch(&self.index)
    }
}

/// How long somebody who adds events waits for them.
pub(super) struct Waiting {
    began: Instant,
    waited: Duration,
}

impl Waiting {
    /// Nothing so far.
    pub(super) fn begin() -> Self {
        Waiting { began: Instant::now(), waited: Duration::ZERO }
    }

    /// Waits for something.
    pub(super) fn on<T>(&mut self, what: &mut dyn FnMut() -> T) -> T {
        let asked = Instant::now();
        let got = what();
        self.waited += asked.elapsed();
        got
    }

    /// Whether it is what most time goes by with: then what a ledger lacks is made at once, since in the end all
    /// would wait for it.
    pub(super) fn is_most(&self) -> bool {
        let all = self.began.elapsed();
        all > A_WHILE && self.waited.as_micros() * 100 > all.as_micros() * MOST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_taken_once_and_kept_with_its_row() {
        let mut unfinished = Unfinished::default();
        let (hash, row) = ((1 << identity::BITS) - 1, (1 << ROW) - 1);
        assert_eq!([(hash, row), (0, 1), (1, row)].map(|(hash, row)| unfinished.take(hash, row)), [None; 3]);
        assert_eq!([(hash, 5), (0, 5), (1, 5)].map(|(hash, row)| unfinished.take(hash, row)), [row, 1, row].map(Some));
    }

    #[test]
    fn there_is_room_for_rows_that_fit_beside_their_places() {
        let unfinished = Unfinished::default();
        assert!(unfinished.has_room(MANY, (1 << ROW) - 1));
        assert!(!unfinished.has_room(MANY + 1, 1) && !unfinished.has_room(1, 1 << ROW));
    }
}

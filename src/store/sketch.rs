//! Whether two ways to the same sums agree, told in little memory.
//!
//! Owns: the sketch. Each sum goes in times a random number that belongs to its table and key, so that what is added on
//! one way and taken away on the other leaves nothing, in whatever order and parts it comes. A single sum that differs
//! always leaves something; several that would cancel each other out need a chance of one in 2^64. Refuses to know:
//! tables, events.

use std::hash::{BuildHasher, RandomState};

use crate::domain::Measures;

/// Up to four numbers, the rest zero.
pub(super) type Key = [i64; 4];

/// Keys are spread over so many cells a table, to know afterwards where to look.
const CELLS: usize = 256;
/// Numbers of a [`Measures`].
const WIDTH: usize = 18;

/// What is left of sums that were added and taken away.
pub(super) struct Sketch {
    random: RandomState,
    left: Vec<[u128; WIDTH]>,
}

impl Sketch {
    /// One of so many tables, with nothing in it.
    pub(super) fn new(tables: usize) -> Self {
        Sketch { random: RandomState::new(), left: vec![[0; WIDTH]; tables * CELLS] }
    }

    pub(super) fn add(&mut self, table: usize, key: &Key, sums: &Measures) {
        self.put(table, key, sums, 1);
    }

    pub(super) fn take(&mut self, table: usize, key: &Key, sums: &Measures) {
        self.put(table, key, sums, u128::MAX);
    }

    /// `sign` is 1 or -1, modulo 2^128 as all of it.
    fn put(&mut self, table: usize, key: &Key, sums: &Measures, sign: u128) {
        // Odd: no number but zero is zero times it.
        let high = u128::from(self.random.hash_one((table, key, true)));
        let factor = (high << 64 | u128::from(self.random.hash_one((table, key, false))) | 1).wrapping_mul(sign);
        let cell = self.cell(table, key);
        for (left, number) in self.left[cell].iter_mut().zip(numbers(sums)) {
            if number != 0 {
                *left = left.wrapping_add(factor.wrapping_mul(number.cast_unsigned()));
            }
        }
    }

    fn cell(&self, table: usize, key: &Key) -> usize {
        table * CELLS + self.random.hash_one((key, table)) as usize % CELLS
    }

    /// Whether nothing is left.
    pub(super) fn is_even(&self) -> bool {
        self.left.iter().all(|cell| *cell == [0; WIDTH])
    }

    /// Whether something is left where this key is, of this key or of another one.
    pub(super) fn is_odd_at(&self, table: usize, key: &Key) -> bool {
        self.left[self.cell(table, key)] != [0; WIDTH]
    }
}

fn numbers(m: &Measures) -> [i128; WIDTH] {
    [
        m.records,
        m.requests,
        m.input_tokens,
        m.cache_read_tokens,
        m.cache_write_tokens,
        m.cache_write_1h_tokens,
        m.output_tokens,
        m.reasoning_tokens,
        m.audio_input_tokens,
        m.audio_output_tokens,
        m.input_cost.pico(),
        m.output_cost.pico(),
        m.total_cost.pico(),
        m.reported_cost.pico(),
        m.unpriced_requests,
        m.unsplit_requests,
        m.unpriced_tokens,
        m.estimated_requests,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Usd;

    fn of(requests: i128, pico: i128) -> Measures {
        Measures { requests, total_cost: Usd::from_pico(pico), ..Measures::default() }
    }

    #[test]
    fn what_is_taken_away_in_other_parts_leaves_nothing() {
        let mut sketch = Sketch::new(2);
        for n in 0..1_000 {
            sketch.add(1, &[n % 7, n % 3, 0, 0], &of(1, i128::from(n)));
        }
        assert!(!sketch.is_even());
        for key in 0..21 {
            let sum: i64 = (0..1_000).filter(|n| n % 21 == key).sum();
            let count = (0..1_000).filter(|n| n % 21 == key).count();
            sketch.take(1, &[key % 7, key % 3, 0, 0], &of(count as i128, i128::from(sum)));
        }
        assert!(sketch.is_even());
    }

    #[test]
    fn every_difference_is_seen_and_found() {
        for (table, key, sums) in [
            (0, [1, 2, 3, 4], of(1, 0)),
            (1, [0; 4], of(0, 1)),
            (0, [5, 0, 0, 0], of(-1, i128::MIN)),
            (1, [1; 4], of(0, 1 << 126)),
        ] {
            let mut sketch = Sketch::new(2);
            sketch.add(table, &key, &sums);
            assert!(!sketch.is_even() && sketch.is_odd_at(table, &key));
            // Of a key that was moved both ends are seen.
            sketch.take(table, &[9, 9, 9, 9], &sums);
            assert!(!sketch.is_even() && sketch.is_odd_at(table, &key) && sketch.is_odd_at(table, &[9, 9, 9, 9]));
        }
    }
}

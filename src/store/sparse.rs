//! A few numbers, each of which may be absent, in little memory.

/// `N` (at most 8) numbers by column; an absent one counts as zero where sums are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sparse<const N: usize> {
    present: u8,
    values: [i64; N],
}

impl<const N: usize> Default for Sparse<N> {
    fn default() -> Self {
        Sparse { present: 0, values: [0; N] }
    }
}

impl<const N: usize> Sparse<N> {
    /// The number in a column.
    pub(super) fn get(&self, at: usize) -> Option<i64> {
        (self.present & 1 << at != 0).then_some(self.values[at])
    }

    /// Puts a number, or its absence, into a column.
    pub(super) fn set(&mut self, at: usize, value: Option<i64>) {
        self.present = self.present & !(1 << at) | u8::from(value.is_some()) << at;
        self.values[at] = value.unwrap_or(0);
    }

    /// All columns, zero where there is none.
    pub(super) const fn or_zero(&self) -> [i64; N] {
        self.values
    }

    /// All columns.
    pub(super) fn iter(&self) -> impl Iterator<Item = Option<i64>> {
        (0..N).map(|at| self.get(at))
    }
}

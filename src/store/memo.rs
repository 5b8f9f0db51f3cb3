//! Values met before, by hash, in bounded memory.

use std::collections::HashMap;

use super::mix::MixBuild;

/// Values remembered at most; past it, memory is freed and filled anew.
pub(super) const REMEMBERED: usize = 50_000;

/// A set of shared values; equality is always checked, so a collision costs a step.
pub(super) struct Memo<T> {
    values: HashMap<u64, Vec<T>, MixBuild>,
    count: usize,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Memo { values: HashMap::default(), count: 0 }
    }
}

impl<T> Memo<T> {
    /// How many values are remembered.
    pub(super) fn len(&self) -> usize {
        self.count
    }
}

impl<T: Clone> Memo<T> {
    /// The value with that hash that is the `same`, else what `make` gives, from now on.
    pub(super) fn find(&mut self, hash: u64, same: impl Fn(&T) -> bool, make: impl FnOnce() -> T) -> T {
        if let Some(found) = self.values.get(&hash).and_then(|alike| alike.iter().find(|value| same(value))) {
            return found.clone();
        }
        if self.count >= REMEMBERED {
            *self = Memo::default();
        }
        self.count += 1;
        let made = make();
        self.values.entry(hash).or_default().push(made.clone());
        made
    }
}

//! What one request used: inclusive counters as reported, made disjoint for a price.
//!
//! Owns: the counters of an event and the one subtraction that turns nested counters into
//! disjoint ones. Refuses to know: prices, names, storage.
//!
//! Counters are *inclusive*: `input_tokens` is the whole prompt, cached and written tokens
//! among them; `output_tokens` has the reasoning in it. Every importer brings its source to
//! that reading. Which overlaps matter depends on what the price list distinguishes, so the
//! counters are split by [`UsageCounts::disjoint`] against the priced classes.

use super::class::{ClassSet, UsageClass};

/// Counters kept inline; the classes beyond are rare and live in a vector.
const INLINE: usize = 7;

/// Inclusive counters by class; a class may be reported as zero, which is not the same as absent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UsageCounts {
    present: ClassSet,
    inline: [u64; INLINE],
    others: Vec<(UsageClass, u64)>,
}

/// Why counters cannot be made disjoint; kept with the event as `invalid_usage`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InvalidUsage {
    /// Parts are reported without the whole they are part of.
    MissingWhole { part: UsageClass, whole: UsageClass },
    /// Two overlapping parts are reported without their overlap.
    MissingOverlap { a: UsageClass, b: UsageClass, overlap: UsageClass },
    /// Parts add up to more than the whole.
    PartsExceedWhole { whole: UsageClass, parts: u64, reported: u64 },
}

impl std::fmt::Display for InvalidUsage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::MissingWhole { part, whole } => {
                write!(f, "{} is reported without {}, which contains it", part.name(), whole.name())
            }
            Self::MissingOverlap { a, b, overlap } => {
                write!(f, "{} and {} overlap, and {} is not reported", a.name(), b.name(), overlap.name())
            }
            Self::PartsExceedWhole { whole, parts, reported } => {
                write!(f, "the parts of {} add up to {parts}, more than the {reported} reported", whole.name())
            }
        }
    }
}

impl UsageCounts {
    /// The reported counter, 0 when the class is absent.
    pub fn get(&self, class: UsageClass) -> u64 {
        match self.inline.get(class as usize) {
            Some(count) => *count,
            None => self.others.iter().find(|(c, _)| *c == class).map_or(0, |(_, count)| *count),
        }
    }

    /// Sets (or replaces) a counter; zero counts as reported.
    pub fn set(&mut self, class: UsageClass, count: u64) {
        self.present.insert(class);
        if let Some(slot) = self.inline.get_mut(class as usize) {
            *slot = count;
        } else if let Some((_, slot)) = self.others.iter_mut().find(|(c, _)| *c == class) {
            *slot = count;
        } else {
            self.others.push((class, count));
            self.others.sort_unstable_by_key(|(c, _)| *c);
        }
    }

    /// Adds to a counter (saturating: a count near 2^64 is refused later as out of range).
    pub fn add(&mut self, class: UsageClass, count: u64) {
        self.set(class, self.get(class).saturating_add(count));
    }

    /// The classes that were reported, zeros included.
    pub fn present(&self) -> ClassSet {
        self.present
    }

    /// Reported classes with their counters, in class order.
    pub fn iter(&self) -> impl Iterator<Item = (UsageClass, u64)> {
        self.present.iter().map(|class| (class, self.get(class)))
    }

    /// The whole prompt plus the whole output, in tokens.
    pub fn total_tokens(&self) -> u64 {
        self.get(UsageClass::Input).saturating_add(self.get(UsageClass::Output))
    }

    /// Calls to the model: those that were stated, else one. What used something was at least one.
    pub fn requests(&self) -> u64 {
        self.get(UsageClass::Requests).max(1)
    }

    /// Splits the inclusive counters over `priced` so that every unit is counted once, in the
    /// most specific priced class that has it. Zero counts are left out.
    ///
    /// # Errors
    /// [`InvalidUsage`] when the counters contradict each other; nothing is clamped or guessed.
    pub fn disjoint(&self, priced: ClassSet) -> Result<Vec<(UsageClass, u64)>, InvalidUsage> {
        // The most specific first: when a class has its turn, all that lies within it is known.
        let mut leaves: Vec<(UsageClass, u64)> = Vec::with_capacity(priced.len());
        for whole in priced.most_specific_first() {
            let reported = self.whole(whole)?;
            let parts = leaves.iter().filter(|(part, _)| part.ancestors().contains(whole)).map(|(_, n)| *n);
            let parts = parts.fold(0u64, u64::saturating_add);
            let Some(leaf) = reported.checked_sub(parts) else {
                return Err(InvalidUsage::PartsExceedWhole { whole, parts, reported });
            };
            leaves.push((whole, leaf));
        }
        leaves.retain(|(_, count)| *count > 0);
        leaves.sort_unstable_by_key(|(class, _)| *class);
        Ok(leaves)
    }

    /// The reported counter of `class`, or zero when nothing reported lies within it.
    fn whole(&self, class: UsageClass) -> Result<u64, InvalidUsage> {
        if self.present.contains(class) {
            return Ok(self.get(class));
        }
        let used = |classes: ClassSet| classes.iter().filter(|reported| self.get(*reported) > 0);
        if let Some(part) = used(self.present).find(|part| part.ancestors().contains(class)) {
            return Err(InvalidUsage::MissingWhole { part, whole: class });
        }
        // Two classes can only meet in one that lies within both.
        let above = self.present.and(class.ancestors());
        for a in used(above) {
            for b in used(above).filter(|b| *b > a) {
                if a.overlap(b) == Some(class) {
                    return Err(InvalidUsage::MissingOverlap { a, b, overlap: class });
                }
            }
        }
        Ok(0)
    }
}

impl FromIterator<(UsageClass, u64)> for UsageCounts {
    fn from_iter<I: IntoIterator<Item = (UsageClass, u64)>>(counts: I) -> Self {
        let mut usage = UsageCounts::default();
        counts.into_iter().for_each(|(class, count)| usage.set(class, count));
        usage
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use UsageClass::*;

    fn priced(classes: &[UsageClass]) -> ClassSet {
        classes.iter().copied().collect()
    }

    #[test]
    fn nested_counters_become_disjoint() {
        let usage = UsageCounts::from_iter([
            (Input, 47_827),
            (CacheRead, 12_118),
            (CacheWrite, 13_733),
            (CacheWrite1h, 778),
            (Output, 263),
        ]);
        let split = usage.disjoint(priced(&[Input, Output, CacheRead, CacheWrite, CacheWrite1h])).expect("valid");
        assert_eq!(
            split,
            [(Input, 21_976), (Output, 263), (CacheRead, 12_118), (CacheWrite, 12_955), (CacheWrite1h, 778)]
        );
    }

    #[test]
    fn an_unpriced_part_stays_in_the_whole() {
        let usage = UsageCounts::from_iter([(Input, 100), (InputAudio, 40), (Output, 5), (OutputReasoning, 4)]);
        assert_eq!(usage.disjoint(priced(&[Input, Output])), Ok(vec![(Input, 100), (Output, 5)]));
    }

    #[test]
    fn contradictions_are_named_not_clamped() {
        let only_part = UsageCounts::from_iter([(CacheRead, 200), (Output, 1)]);
        assert_eq!(
            only_part.disjoint(priced(&[Input, Output, CacheRead])),
            Err(InvalidUsage::MissingWhole { part: CacheRead, whole: Input })
        );
        let too_much = UsageCounts::from_iter([(Input, 100), (CacheWrite, 10), (CacheWrite1h, 20)]);
        assert!(too_much.disjoint(priced(&[Input, CacheWrite, CacheWrite1h])).is_err());
        let overlap = UsageCounts::from_iter([(Input, 100), (CacheRead, 60), (InputAudio, 60)]);
        let classes = priced(&[Input, CacheRead, InputAudio, CacheAudioRead]);
        assert_eq!(
            overlap.disjoint(classes),
            Err(InvalidUsage::MissingOverlap { a: CacheRead, b: InputAudio, overlap: CacheAudioRead })
        );
        let mut told = overlap.clone();
        told.set(CacheAudioRead, 20);
        assert_eq!(told.disjoint(classes), Ok(vec![(CacheRead, 40), (InputAudio, 40), (CacheAudioRead, 20)]));
    }
}

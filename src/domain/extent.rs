//! From when to when something was used.

/// The first and the last instant of some events, in microseconds since 1970-01-01 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Extent {
    pub first: i64,
    pub last: i64,
}

impl Extent {
    /// Of one event.
    pub const fn at(instant: i64) -> Extent {
        Extent { first: instant, last: instant }
    }

    /// Of both.
    #[must_use]
    pub fn join(self, other: Extent) -> Extent {
        Extent { first: self.first.min(other.first), last: self.last.max(other.last) }
    }

    /// Of those that are known of two.
    pub fn of_both(a: Option<Extent>, b: Option<Extent>) -> Option<Extent> {
        match (a, b) {
            (Some(a), Some(b)) => Some(a.join(b)),
            (a, b) => a.or(b),
        }
    }
}

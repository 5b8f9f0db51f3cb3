//! A closed period: what was in it, and what has come to it since.
//!
//! Owns: the words for it. Refuses to know: how periods are named, how hashes are computed.

use chrono::{DateTime, Utc};

use super::money::Usd;

/// What is to be closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// `2026-10`, `2026-Q3`, `2026`, `2026-10-01` or `2026-10-01..2026-10-15`.
    pub period: String,
    /// The zone its days are of.
    pub zone: String,
    /// The first instant in, and the first out.
    pub from: DateTime<Utc>,
    pub to: DateTime<Utc>,
}

/// What a period holds, in figures and as a hash of every event in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sealed {
    pub events: u64,
    /// Of them, those without a price.
    pub unpriced: u64,
    /// What the others cost.
    pub total: Usd,
    /// SHA-256 of the sorted SHA-256 hashes of the events' lines (view `closing_lines`).
    pub hash: [u8; 32],
}

impl Sealed {
    /// The hash in hexadecimal.
    pub fn hex(&self) -> String {
        self.hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// A period that is, or was, closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Close {
    pub id: i64,
    pub closing: Closing,
    pub closed: DateTime<Utc>,
    /// When it was opened again; `None` while it is closed.
    pub reopened: Option<DateTime<Utc>>,
    pub sealed: Sealed,
}

/// A closed period computed again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    pub close: Close,
    /// What was in it when it was closed, as far as the ledger can tell now: the same as
    /// [`Close::sealed`], or somebody changed the file by other means.
    pub then: Sealed,
    /// What is in it now.
    pub now: Sealed,
    /// Events that arrived after the close, and that a better record changed or moved since.
    pub arrived: u64,
    pub changed: u64,
    /// Records of it that were pruned. Without them the hash cannot be computed again; when they went, it was
    /// as it was closed.
    pub pruned: u64,
}

impl Verified {
    /// Whether what was closed is still there as it was, as far as that can be told.
    pub fn is_intact(&self) -> bool {
        self.pruned > 0 || self.then == self.close.sealed
    }
}

/// What came to a closed period after the close.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AfterClose {
    pub period: String,
    pub arrived: u64,
    /// Events that were in it and were changed; those whose change is of no account included.
    pub changed: u64,
}

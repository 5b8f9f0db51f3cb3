//! The rows of sums there are to be read, from the coarsest to the events.
//!
//! Owns: what each of them tells. Refuses to know: how they are kept, who asks.

use crate::domain::{Extent, Measures};

/// Which rows to fold: the day rollups (ledger zone), with facets, by model or by facet only, by session
/// and facet, by label (branch, host and tags) and model, the quarter-hour rollup (model only), or the events
/// themselves. `Days`, `FacetDays` and `LabelDays` are `Day`, `Facet` and `Label` where days need not be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grain {
    Day,
    ModelDay,
    Facet,
    Session,
    Label,
    Days,
    FacetDays,
    LabelDays,
    Quarter,
    Event,
}

/// One row of a fold: ids to look up in the [`Dictionary`](super::Dictionary), and its sums.
#[derive(Debug, Clone, Copy)]
pub struct Bucket<'a> {
    /// Days since 1970-01-01 in the ledger's zone (Day, ModelDay, Facet, Session, Label), the start of the quarter hour or the
    /// instant of the event in microseconds UTC (Quarter, Event); nothing where days are not told apart.
    pub time: i64,
    /// Index into [`Dictionary::models`](super::Dictionary::models) (0, "nothing", for Facet and Session).
    pub model: u32,
    /// Index into [`Dictionary::facets`](super::Dictionary::facets) (0, "nothing", for ModelDay, Label and Quarter).
    pub facet: u32,
    /// Key in [`Dictionary::scopes`](super::Dictionary::scopes) (0, "nothing", but for Event, Session and Label): a scope of the same
    /// session (Session) or label (Label), whose other parts say nothing.
    pub scope: u32,
    pub measures: &'a Measures,
    /// The first and the last instant (Event, Session).
    pub extent: Option<Extent>,
}

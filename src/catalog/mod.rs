//! The price book: which rates hold for a model at an instant, in a context, and why.
//!
//! Owns: the embedded price lists (`files/*.toml`), the layers over them, names, rates and the
//! arithmetic. Refuses to know: where usage comes from, where costs are kept, how anything is
//! shown.

mod book;
mod data;
pub mod exchange;
mod explain;
mod find;
pub mod format;
mod hash;
mod list;
mod lower;
mod merge;
mod opinions;
pub mod own;
mod peel;
mod plan;
mod schedule;
mod shape;
mod stated;
pub mod update;

use std::sync::Arc;

pub use book::PriceBook;
pub use explain::{Explanation, Listed, RateInForce, Scheduled};
pub use opinions::Opinion;

use crate::domain::Cost;

/// The answer to "what does this cost": the cost, and whose model it turned out to be.
#[derive(Debug, Clone)]
pub struct Quote {
    /// The provider whose list matched (the hint, made canonical), if any.
    pub provider: Option<Arc<str>>,
    /// The model's id in that list, if any.
    pub model: Option<Arc<str>>,
    pub cost: Cost,
}

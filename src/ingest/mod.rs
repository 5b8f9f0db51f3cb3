//! The only writer of events: read, price, insert, roll up; and price again.
//!
//! Owns: the flow of one import (a worker reads and prices, this thread writes), batching, what an
//! import reports, and what pricing again comes to. Refuses to know: formats, rates, SQL, where the bytes came from.

mod aside;
mod blocks;
pub mod bundle;
mod disk;
mod flow;
mod folders;
mod found;
mod group;
mod packed;
mod read_log;
pub mod reprice;
mod rules;
mod stat;
mod summary;
mod sync;
mod telemetry;
mod trace;
mod walk;
mod writer;

use std::io::Read;

use crate::catalog::PriceBook;
use crate::domain::{Cost, Result, UsageEvent};
use crate::source::{Given, Source};
use crate::store::{Ledger, PricedEvent};

pub use aside::beside;
pub use disk::{DISK, database_of};

pub use flow::read_events;
pub use folders::Folders;
pub use found::{Found, Logs};
pub use group::{Answer, Group, Handed, Prices};
pub use packed::unpacked;
pub use rules::TagRules;
pub use summary::Summary;
pub use sync::{Order, Seen, Synced, Syncing};
pub use telemetry::read_telemetry;
pub use trace::{Sighting, Trace, Wanted, trace};
pub use walk::logs;
pub use writer::BATCH;

/// Finds the provider to file an event under, and its cost. Called from the worker thread.
pub trait Pricer: Sync {
    /// The provider (the event's own, else the matched one, else `unknown`) and the cost.
    fn price(&self, event: &UsageEvent) -> (String, Cost);

    /// One that prices the same for a thread of its own; `None` when that one may as well ask this.
    fn apart(&self) -> Option<Box<dyn Pricer>> {
        None
    }
}

impl Pricer for PriceBook {
    fn price(&self, event: &UsageEvent) -> (String, Cost) {
        let quote = self.quote(event.provider.as_deref(), &event.model, event.at, &event.context, &event.usage);
        let provider = event.provider.clone().or_else(|| quote.provider.map(|p| p.to_string()));
        (provider.unwrap_or_else(|| "unknown".to_owned()), quote.cost)
    }

    fn apart(&self) -> Option<Box<dyn Pricer>> {
        Some(Box::new(PriceBook::apart(self)))
    }
}

/// Where the events of an import go.
pub enum Target<'a> {
    /// Into the ledger.
    Ledger(&'a mut Ledger),
    /// Nowhere: counted against the ledger (if there is one) and each other, nothing written.
    DryRun(Option<&'a Ledger>),
}

/// One import: where events go, how they are priced, who is told of progress.
pub struct Import<'a> {
    pub pricer: &'a dyn Pricer,
    pub target: Target<'a>,
    /// Called now and then with (bytes read, records read) of the current input.
    pub progress: &'a mut dyn FnMut(u64, u64),
}

impl Import<'_> {
    /// Reads `input` (named `name` in messages) as `format`, or as what it looks like, and adds
    /// what happened to `summary`.
    ///
    /// # Errors
    /// When the format cannot be told, the input cannot be read, or the ledger cannot be
    /// written. What was committed before stays, and `summary` has counted it.
    pub fn read(
        &mut self,
        name: &str,
        input: &mut (dyn Read + Send),
        format: Option<&'static Source>,
        given: &Given,
        summary: &mut Summary,
    ) -> Result<()> {
        flow::run(self, name, input, format, given, summary)
    }
}

/// A priced event on its way to the writer.
fn priced(pricer: &dyn Pricer, mut event: UsageEvent) -> PricedEvent {
    telemetry::settle_lifetime(pricer, &mut event);
    let (provider, cost) = pricer.price(&event);
    PricedEvent { event, provider, cost }
}

//! An event in the form of its row, made before the writing begins.
//!
//! Owns: what of the work for a row needs no ledger: the hash of its identity, its number
//! columns, and which of its names are those of events before it. Refuses to know: SQL, row
//! numbers. Made by the thread that reads, so that the one that writes only writes, and small,
//! so that a batch can be large.

use std::hash::Hasher;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::cells::{self, Cells};
use super::identity;
use super::memo::Memo;
use super::mix::Mix;
use super::shape::{Shape, ShapeKey};
use super::stored::{instant, lasting};
use super::{Facet, PricedEvent, Scope};
use crate::domain::text::is_same;
use crate::domain::{Cost, Error, EventId, Labels, Result, Telemetry, UnpricedReason, UsageEvent, Usd};

/// An event ready to be stored; see [`Preparer::prepare`].
#[derive(Debug, Clone)]
pub struct Prepared {
    pub(super) hash: i64,
    /// Microseconds since 1970-01-01 UTC.
    pub(super) at: i64,
    pub(super) id: EventId,
    pub(super) shape: Arc<Shape>,
    pub(super) facet: Arc<Facet>,
    pub(super) scope: Arc<Scope>,
    pub(super) cells: Cells,
    pub(super) latency_ms: Option<u64>,
    pub(super) metadata: Option<String>,
    pub(super) telemetry: Option<Box<Telemetry>>,
}

/// Brings events into the form of their rows, sharing what they have in common.
#[derive(Default)]
pub struct Preparer {
    shapes: Memo<Arc<Shape>>,
    facets: Memo<Arc<Facet>>,
    scopes: Memo<Arc<Scope>>,
    /// Events of one session tend to come together.
    last: Option<Arc<Scope>>,
}

impl Preparer {
    /// How many things that events have in common it remembers.
    pub fn remembers(&self) -> usize {
        self.shapes.len() + self.facets.len() + self.scopes.len()
    }

    /// The row of an event.
    ///
    /// # Errors
    /// [`Code::Validation`](crate::domain::Code::Validation) when a counter exceeds 2^63 - 1.
    pub fn prepare(&mut self, priced: PricedEvent) -> Result<Prepared> {
        let PricedEvent { event, provider, cost } = priced;
        let (shape, cells) = self.priced(&event, &provider, &cost)?;
        Ok(Prepared {
            hash: identity::hash(event.namespace, &event.id),
            at: event.at.timestamp_micros(),
            shape,
            facet: self.facet(&event.labels, event.source),
            scope: self.scope(&event.labels),
            cells,
            id: event.id,
            latency_ms: event.latency_ms,
            metadata: event.metadata,
            telemetry: event.telemetry,
        })
    }

    /// What of the row depends on the price: the rest of a stored event stays as it is when it is
    /// priced again.
    ///
    /// # Errors
    /// As [`Preparer::prepare`].
    pub(super) fn priced(&mut self, event: &UsageEvent, provider: &str, cost: &Cost) -> Result<(Arc<Shape>, Cells)> {
        let (cells, fits) = encode(event, cost)?;
        let key = ShapeKey::new(event, provider, cost, fits, cells.unit);
        let shape = self.shapes.find(key.hash(), |shape| key.is(shape), || Arc::new(key.shape()));
        Ok((shape, cells))
    }

    fn facet(&mut self, labels: &Labels, source: &str) -> Arc<Facet> {
        let texts = [labels.organization.as_str(), &labels.project, &labels.user, source];
        let mut mix = Mix::default();
        texts.iter().for_each(|text| mix.text(text));
        let same = |f: &Arc<Facet>| all_same([&f.organization, &f.project, &f.user, &f.source], texts);
        self.facets.find(mix.finish(), same, || {
            let [organization, project, user, source] = texts.map(str::to_owned);
            Arc::new(Facet { organization, project, user, source })
        })
    }

    fn scope(&mut self, labels: &Labels) -> Arc<Scope> {
        let own = own_texts(labels);
        let same = |s: &Scope| all_same([&s.session, &s.branch, &s.host, &s.agent], own) && s.tags == labels.tags;
        if let Some(last) = self.last.as_ref().filter(|last| same(last)) {
            return Arc::clone(last);
        }
        let mut mix = Mix::default();
        own.iter().for_each(|text| mix.text(text));
        labels.tags.iter().for_each(|(key, value)| {
            mix.text(key);
            mix.text(value);
        });
        let found = self.scopes.find(
            mix.finish(),
            |scope| same(scope),
            || {
                let [session, branch, host, agent] = own.map(str::to_owned);
                Arc::new(Scope { session, branch, host, agent, tags: labels.tags.clone() })
            },
        );
        self.last = Some(Arc::clone(&found));
        found
    }
}

fn own_texts(labels: &Labels) -> [&str; 4] {
    [&labels.session, &labels.branch, &labels.host, &labels.agent]
}

fn all_same(own: [&str; 4], other: [&str; 4]) -> bool {
    own.iter().zip(other).all(|(own, other)| is_same(own, other))
}

/// The number columns of an event, and whether its cost fits them; one that does not is none.
fn encode(event: &UsageEvent, cost: &Cost) -> Result<(Cells, bool)> {
    let lines = match cost {
        Cost::Priced(found) if cells::fits(&found.lines) => Ok(found.lines.as_slice()),
        Cost::Priced(_) => Err(&UnpricedReason::AmountOutOfRange),
        Cost::Unpriced(reason) => Err(reason),
    };
    Cells::encode(&event.usage, lines, event.reported, event.estimated)
        .map(|cells| (cells, lines.is_ok()))
        .ok_or_else(|| Error::validation(format!("a counter of event {:?} exceeds 2^63", identity::shown(&event.id))))
}

impl Prepared {
    /// The namespace and the id within it.
    pub fn identity(&self) -> (&'static str, &EventId) {
        (self.shape.namespace, &self.id)
    }

    /// The id as reports show it.
    pub fn shown_id(&self) -> String {
        identity::shown(&self.id)
    }

    /// When the response was made, to the microsecond.
    pub fn at(&self) -> DateTime<Utc> {
        instant(self.at)
    }

    /// The model, as the record spells it.
    pub fn model(&self) -> &str {
        &self.shape.model
    }

    /// What it costs, or why that is not known.
    ///
    /// # Errors
    /// The reason, when there is no cost.
    pub fn cost(&self) -> Result<Usd, &UnpricedReason> {
        self.shape.price.as_ref().map(|_| self.cells.total_cost())
    }

    pub(super) fn is(&self, other: &Prepared) -> bool {
        self.id == other.id && self.shape.namespace == other.shape.namespace
    }

    /// The record it was made from.
    pub(super) fn event(&self) -> UsageEvent {
        let (shape, facet, scope) = (&*self.shape, &*self.facet, &*self.scope);
        UsageEvent {
            source: lasting(&facet.source),
            namespace: shape.namespace,
            id: self.id.clone(),
            at: instant(self.at),
            provider: shape.hint.clone(),
            model: shape.model.clone(),
            context: shape.context.clone(),
            usage: self.cells.usage(shape.classes),
            labels: Labels {
                organization: facet.organization.clone(),
                project: facet.project.clone(),
                user: facet.user.clone(),
                session: scope.session.clone(),
                branch: scope.branch.clone(),
                host: scope.host.clone(),
                agent: scope.agent.clone(),
                tags: scope.tags.clone(),
            },
            reported: self.cells.reported(),
            estimated: shape.estimated,
            latency_ms: self.latency_ms,
            metadata: self.metadata.clone(),
            telemetry: self.telemetry.clone(),
        }
    }
}

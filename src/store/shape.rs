//! What many events have in common besides labels, before it has a row.
//!
//! Owns: the distinct combinations met during an import, and telling that an event is of one.
//! Refuses to know: SQL (`kind` stores a shape), counts and amounts.

use std::hash::Hasher;
use std::sync::Arc;

use super::mix::Mix;
use crate::domain::{ClassSet, Cost, Line, PriceContext, PriceStamp, Rate, UnpricedReason, UsageClass, UsageEvent};

/// Everything of an event but its identity, instant, labels and numbers.
#[derive(Debug)]
pub(super) struct Shape {
    pub namespace: &'static str,
    pub provider: String,
    pub model: String,
    /// The provider, when the record itself named one.
    pub hint: Option<String>,
    pub context: PriceContext,
    pub estimated: bool,
    /// The usage classes that were reported.
    pub classes: ClassSet,
    /// Pico-dollars a stored cost counts in.
    pub unit: i64,
    pub price: Result<Price, UnpricedReason>,
}

/// Where a price came from, and the rates of the lines it gave.
#[derive(Debug)]
pub(super) struct Price {
    pub stamp: Arc<PriceStamp>,
    pub rates: Vec<(UsageClass, Rate)>,
}

/// The shape of one event, borrowed from it.
pub(super) struct ShapeKey<'a> {
    event: &'a UsageEvent,
    provider: &'a str,
    price: Result<(&'a Arc<PriceStamp>, &'a [Line]), &'a UnpricedReason>,
    unit: i64,
}

impl<'a> ShapeKey<'a> {
    /// `price` is the cost as it will be stored: one that does not fit its columns is none.
    pub(super) fn new(event: &'a UsageEvent, provider: &'a str, price: &'a Cost, fits: bool, unit: i64) -> Self {
        let price = match price {
            Cost::Priced(priced) if fits => Ok((&priced.stamp, priced.lines.as_slice())),
            Cost::Priced(_) => Err(&UnpricedReason::AmountOutOfRange),
            Cost::Unpriced(reason) => Err(reason),
        };
        ShapeKey { event, provider, price, unit }
    }

    pub(super) fn hash(&self) -> u64 {
        let mut mix = Mix::default();
        mix.text(&self.event.model);
        mix.text(self.provider);
        mix.write_u64(self.event.usage.present().0);
        mix.write_u64(self.unit.unsigned_abs() << 1 | u64::from(self.event.estimated));
        if let Ok((stamp, lines)) = &self.price {
            mix.text(&stamp.rule);
            mix.write_u64(lines.iter().fold(0, |bits, line| bits | 1 << line.class as u8));
        }
        mix.finish()
    }

    /// Whether `shape` is the shape of this event.
    pub(super) fn is(&self, shape: &Shape) -> bool {
        let event = self.event;
        shape.model == event.model
            && shape.provider == self.provider
            && shape.classes == event.usage.present()
            && shape.unit == self.unit
            && shape.estimated == event.estimated
            && shape.namespace == event.namespace
            && shape.hint == event.provider
            && shape.context == event.context
            && match (&self.price, &shape.price) {
                (Ok((stamp, lines)), Ok(theirs)) => theirs.is(stamp, lines),
                // In words alike: the words of contradicting counters stand in the event's row.
                (Err(mine), Err(theirs)) => mine.as_text() == theirs.as_text(),
                _ => false,
            }
    }

    /// The shape, of its own.
    pub(super) fn shape(&self) -> Shape {
        let event = self.event;
        let rates = |lines: &[Line]| lines.iter().map(|line| (line.class, line.rate)).collect();
        Shape {
            namespace: event.namespace,
            provider: self.provider.to_owned(),
            model: event.model.clone(),
            hint: event.provider.clone(),
            context: event.context.clone(),
            estimated: event.estimated,
            classes: event.usage.present(),
            unit: self.unit,
            price: match self.price {
                Ok((stamp, lines)) => Ok(Price { stamp: Arc::clone(stamp), rates: rates(lines) }),
                Err(reason) => Err(reason.clone()),
            },
        }
    }
}

impl Price {
    fn is(&self, stamp: &Arc<PriceStamp>, lines: &[Line]) -> bool {
        self.rates.len() == lines.len()
            && self.rates.iter().zip(lines).all(|((class, rate), line)| *class == line.class && *rate == line.rate)
            && (Arc::ptr_eq(&self.stamp, stamp) || self.stamp == *stamp)
    }
}

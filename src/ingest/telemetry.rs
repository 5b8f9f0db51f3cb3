//! What is sent over OpenTelemetry, as records.
//!
//! Owns: how long written tokens are kept, where only what a call cost tells. Refuses to know: how a
//! document was encoded, who tells of what.

use serde_json::Value;

use super::{Handed, Pricer, priced};
use crate::domain::{Cost, Telemetry, UsageClass, UsageEvent, Usd};
use crate::source::{Given, otlp};
use crate::store::Preparer;

/// What an agent computes of floating point numbers is this near to the exact cost, in pico-dollars.
const NEAR: i128 = 1_000;

/// Reads a document of telemetry and prices its records. `adjust` may change an event before it is
/// priced, or refuse it.
pub fn read_telemetry(
    document: &Value,
    given: &Given,
    pricer: &dyn Pricer,
    adjust: &mut dyn FnMut(&mut UsageEvent) -> Result<(), String>,
) -> Vec<Handed> {
    let (mut preparer, mut handed) = (Preparer::default(), Vec::new());
    otlp::read_document(document, 0, given, &mut |record| {
        handed.push(record.map_err(|rejection| rejection.reason).and_then(|mut event| {
            adjust(&mut event)?;
            preparer.prepare(priced(pricer, event)).map_err(|error| error.message)
        }));
    });
    handed
}

/// Telemetry does not say which of the written tokens are kept for an hour, which costs more; where
/// it says what the call cost, only one answer gives just that.
pub(super) fn settle_lifetime(pricer: &dyn Pricer, event: &mut UsageEvent) {
    let once = match event.telemetry.as_deref() {
        None => return,
        Some(Telemetry::Sum { since_start }) => since_start.is_none(),
        Some(Telemetry::Call { .. }) => true,
    };
    let written = event.usage.get(UsageClass::CacheWrite);
    let Some(reported) = event.reported.filter(|_| once && written > 0) else { return };
    if event.usage.present().contains(UsageClass::CacheWrite1h) {
        return;
    }
    let cost = |hour: u64| {
        let mut tried = event.clone();
        tried.usage.set(UsageClass::CacheWrite1h, hour);
        total(&pricer.price(&tried).1)
    };
    let (Some(none), Some(all)) = (cost(0), cost(written)) else { return };
    let (over, span) = (reported.pico() - none.pico(), all.pico() - none.pico());
    if span <= 0 {
        return;
    }
    // The share of the difference is the share of the tokens.
    let hour = (over * i128::from(written) + span / 2).div_euclid(span);
    let Some(hour) = u64::try_from(hour).ok().filter(|hour| *hour <= written) else { return };
    // The cost of a run is of several calls: it tells that all of them wrote alike, or nothing.
    if event.labels.is_result() && hour != 0 && hour != written {
        return;
    }
    if cost(hour).is_some_and(|cost| (cost.pico() - reported.pico()).abs() <= NEAR) {
        event.usage.set(UsageClass::CacheWrite1h, hour);
    }
}

fn total(cost: &Cost) -> Option<Usd> {
    match cost {
        Cost::Priced(priced) => Some(priced.lines.iter().map(|line| line.amount).sum()),
        Cost::Unpriced(_) => None,
    }
}

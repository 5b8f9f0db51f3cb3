//! Events to store, and sums to compare: what the store tests share.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use cost_ops::domain::Tz;
use cost_ops::domain::{
    Cost, EventId, Filter, InstantRange, Labels, Layer, Line, MatchClass, Measures, PriceContext, PriceStamp, Priced,
    Rate, UnpricedReason, UsageClass, UsageCounts, UsageEvent,
};
use cost_ops::store::{Grain, Ledger, OpenOptions, PricedEvent, Reader};

pub(crate) fn instant(micros: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(micros).expect("within the calendar")
}

/// 2026-10-31T23:00:00Z.
pub(crate) const START: i64 = 1_793_487_600_000_000;

pub(crate) fn options(path: Option<&Path>, zone: Tz) -> OpenOptions {
    OpenOptions { path: path.map(Path::to_owned), create: true, read_only: false, zone }
}

pub(crate) fn memory(zone: Tz) -> Ledger {
    Ledger::open(&options(None, zone)).expect("a ledger in memory")
}

/// A request with that id at [`START`].
pub(crate) fn event(id: &str) -> UsageEvent {
    UsageEvent {
        source: "native",
        namespace: "native",
        id: EventId::Given(id.to_owned()),
        at: instant(START),
        provider: Some("openai".into()),
        model: "gpt-5.2".into(),
        context: PriceContext::default(),
        usage: UsageCounts::from_iter([
            (UsageClass::Input, 1_000),
            (UsageClass::CacheRead, 400),
            (UsageClass::Output, 120),
        ]),
        labels: Labels { organization: "org-123".into(), project: "atlas".into(), ..Labels::default() },
        reported: None,
        estimated: false,
        latency_ms: Some(830),
        metadata: None,
        telemetry: None,
    }
}

/// Prices as the price book would: a pure function of the event. Models named `unknown…` have
/// no price; the price doubles at the turn of the hour, so a moved instant shows.
pub(crate) fn price(event: &UsageEvent) -> (String, Cost) {
    let provider = event.provider.clone().unwrap_or_else(|| "unknown".into());
    if event.model.starts_with("unknown") {
        return (provider, Cost::Unpriced(UnpricedReason::UnknownModel));
    }
    let hour = event.at.timestamp().div_euclid(3_600);
    let rates = if hour % 2 == 0 { ["1.25", "0.125", "1.5", "10", "10"] } else { ["2.5", "0.25", "3", "20", "10"] };
    let classes =
        [UsageClass::Input, UsageClass::CacheRead, UsageClass::CacheWrite, UsageClass::Output, UsageClass::WebSearches];
    let counts = match event.usage.disjoint(classes.into_iter().collect()) {
        Ok(counts) => counts,
        Err(why) => return (provider, Cost::Unpriced(UnpricedReason::InvalidUsage(why.to_string()))),
    };
    let lines = counts.into_iter().map(|(class, count)| {
        let at = classes.iter().position(|priced| *priced == class).expect("a priced class");
        let rate = Rate::parse(rates[at], class.per()).expect("a rate");
        Line { class, count, rate, amount: rate.amount(count).expect("within 128 bits") }
    });
    let stamp = Arc::new(PriceStamp {
        catalog: "2026-11-23-test".into(),
        rule: format!("{provider}/{}@{}", event.model, hour % 2),
        provider: provider.clone(),
        model: event.model.clone(),
        layer: Layer::Embedded,
        matched: MatchClass::Exact,
        tier_above: None,
        context: String::new(),
        free: false,
    });
    (provider, Cost::Priced(Priced { lines: lines.collect(), stamp }))
}

pub(crate) fn priced(event: UsageEvent) -> PricedEvent {
    let (provider, cost) = price(&event);
    PricedEvent { event, provider, cost }
}

/// All sums of a grain.
pub(crate) fn sums(ledger: &Ledger, grain: Grain, range: &InstantRange, filter: &Filter) -> Measures {
    let mut all = Measures::default();
    ledger.fold(grain, range, filter, &mut |bucket| all += bucket.measures).expect("a fold");
    all
}

pub(crate) fn totals(ledger: &Ledger) -> Measures {
    sums(ledger, Grain::Event, &InstantRange::ALL, &Filter::default())
}

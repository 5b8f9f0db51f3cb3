//! What a log, a call, the span around it and sums tell of the same usage counts once: in whatever order they come, in
//! one ledger or in two that are merged.

use cost_ops::domain::{EventId, Filter, InstantRange, Labels, Telemetry, Tz, UsageEvent};
use cost_ops::store::{Grain, Ledger, PricedEvent};
use proptest::prelude::{Just, Strategy, prop};
use proptest::{prop_assert_eq, proptest};

use crate::store_events::{START, event, instant, memory, price, priced, sums};

/// A record of session `s1`, with the same counters as the others.
fn told(id: &str, source: &'static str, telemetry: Option<Telemetry>) -> UsageEvent {
    let mut one = UsageEvent { source, namespace: source, ..event(id) };
    one.labels = Labels { session: "s1".into(), ..one.labels };
    one.telemetry = telemetry.map(Box::new);
    one
}

fn log() -> UsageEvent {
    told("log", "claude-code", None)
}

fn call() -> UsageEvent {
    told("call", "otlp", Some(Telemetry::Call { around: Some(EventId::Given("around".into())) }))
}

fn around() -> UsageEvent {
    told("around", "otlp", Some(Telemetry::Call { around: None }))
}

fn sum() -> UsageEvent {
    let mut sum = told("sum", "otlp", Some(Telemetry::Sum { since_start: None }));
    let (tag, value) = Labels::METRICS;
    sum.labels.tag(tag, value);
    sum
}

fn result() -> UsageEvent {
    let mut result = told("result", "claude-result", Some(Telemetry::Sum { since_start: None }));
    result.labels.tag(Labels::RESULT.0, Labels::RESULT.1);
    result
}

fn own() -> UsageEvent {
    told("own", "native", None)
}

fn take(ledger: &mut Ledger, one: &UsageEvent) {
    ledger.append(&[priced(one.clone())], &price).expect("stored");
}

fn ids(ledger: &Ledger) -> Vec<String> {
    let mut ids = Vec::new();
    let mut note = |event: PricedEvent| {
        ids.push(format!("{:?}", event.event.id));
        Ok(())
    };
    ledger.each_priced(&InstantRange::ALL, &mut note).expect("events");
    assert_eq!(ledger.verify().expect("sums"), Vec::new());
    ids.sort();
    assert_eq!(sums(ledger, Grain::Day, &InstantRange::ALL, &Filter::default()).records, ids.len() as i128);
    ids
}

fn merge(into: &mut Ledger, from: &Ledger) {
    let mut batch = Vec::new();
    let mut note = |event: PricedEvent| {
        batch.push(event);
        Ok(())
    };
    from.each_priced(&InstantRange::ALL, &mut note).expect("events");
    into.adopt(&batch).expect("merged");
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(96))]
    #[test]
    fn whoever_tells_first_and_wherever_it_is_one(
        order in Just(vec![0usize, 1, 2, 3, 4, 0, 1, 2, 3, 4]).prop_shuffle(),
        places in prop::array::uniform5(0u8..3),
        least in 0usize..5,
    ) {
        let all = [log(), call(), around(), sum(), result()];
        let mut ledgers = [memory(Tz::UTC), memory(Tz::UTC)];
        for which in order.into_iter().filter(|which| *which >= least) {
            // A call and what is around it are told to the same ledger.
            let place = places[if which == 2 { 1 } else { which }];
            for (at, ledger) in ledgers.iter_mut().enumerate() {
                if place == 2 || usize::from(place) == at {
                    take(ledger, &all[which]);
                }
            }
        }
        let [mut a, mut b] = ledgers;
        merge(&mut a, &b);
        merge(&mut b, &a);
        merge(&mut a, &b);
        let stays = ["log", "call", "around", "sum", "result"][least];
        prop_assert_eq!(ids(&a), [format!("Given({stays:?})")]);
        prop_assert_eq!(ids(&a), ids(&b));
    }
}

#[test]
fn what_a_program_records_itself_takes_the_place_of_nothing() {
    for order in [[own(), call()], [call(), own()]] {
        let mut ledger = memory(Tz::UTC);
        order.iter().for_each(|one| take(&mut ledger, one));
        assert_eq!(ids(&ledger).len(), 2);
    }
}

#[test]
fn what_was_pruned_is_counted_whoever_tells_of_it_again() {
    let all = [log(), call(), around(), sum(), result()];
    for first in 0..all.len() {
        for second in (0..all.len()).filter(|second| *second != first) {
            let mut ledger = memory(Tz::UTC);
            take(&mut ledger, &all[first]);
            let counted = |ledger: &Ledger| sums(ledger, Grain::Day, &InstantRange::ALL, &Filter::default());
            let before = counted(&ledger);
            let end = instant(START + 1);
            assert_eq!(ledger.prune(end, end, &mut |_| {}).expect("pruned").records, 1);
            let rest = (0..all.len()).filter(|one| *one != second);
            for one in std::iter::once(second).chain(rest) {
                take(&mut ledger, &all[one]);
                assert_eq!(counted(&ledger), before, "{first}, pruned, then {second} … {one}");
            }
            assert_eq!(ledger.verify().expect("sums"), Vec::new());
        }
    }
}

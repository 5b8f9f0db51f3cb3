//! What a log, a call, the span around it and sums tell of the same usage counts once: in whatever order they come, in
//! one ledger or in two that are merged.

use cost_ops::domain::{EventId, Filter, InstantRange, Labels, Telemetry, Tz, UsageEvent};
use cost_ops::store::{Grain, Ledger, PricedEvent};
use proptest::prelude::{Just, Strategy, prop};
use proptest::{prop_assert_eq, proptest};

use crate::store_events::{START, event, instant, memory, options, price, priced, sums};

/// A record of session `s1`, with the same counters as the others.
fn told(id: &str, source: &'static str, telemetry: Option<Telemetry>) -> UsageEvent {
    let mut one = UsageEvent { source, namespace: source, ..event(id) };
    one.labels = Labels { session: "s1".into(), ..one.labels };
    one.telemetry = telemetry.map(Box::new);
    one
}

pub(crate) fn log() -> UsageEvent {
    told("log", "claude-code", None)
}

pub(crate) fn call() -> UsageEvent {
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

/// The same record of another organization.
fn of(organization: &str, one: UsageEvent) -> UsageEvent {
    let labels = Labels { organization: organization.into(), ..one.labels };
    UsageEvent { id: EventId::Given(format!("{:?} of {organization}", one.id)), labels, ..one }
}

/// How many records there are of these, in both orders; which go is the same.
fn either_order(one: &UsageEvent, other: &UsageEvent) -> usize {
    let stay = [[one, other], [other, one]].map(|order| {
        let mut ledger = memory(Tz::UTC);
        order.iter().chain(&order).for_each(|one| take(&mut ledger, one));
        ids(&ledger)
    });
    assert_eq!(stay[0], stay[1], "the order matters");
    stay[0].len()
}

pub(crate) fn take(ledger: &mut Ledger, one: &UsageEvent) {
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
        order in Just((0..8usize).chain(0..8).collect::<Vec<_>>()).prop_shuffle(),
        places in prop::array::uniform8(0u8..3),
        least in 0usize..5,
    ) {
        // The last three are nobody's sums: what a program records itself, and of another organization.
        let theirs = [of("theirs", sum()), of("theirs", result())];
        let [their_sum, their_result] = theirs;
        let all = [log(), call(), around(), sum(), result(), own(), their_sum.clone(), their_result];
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
        let mut stay = [&all[least], &own(), &their_sum].map(|one| format!("{:?}", one.id));
        stay.sort();
        prop_assert_eq!(ids(&a), stay);
        prop_assert_eq!(ids(&a), ids(&b));
    }
}

#[test]
fn an_organization_takes_nothing_from_another_in_any_order() {
    for teller in [log(), call(), sum()] {
        for less in [call(), sum(), result()].into_iter().filter(|less| less.id != teller.id) {
            assert_eq!(either_order(&teller, &of("theirs", less.clone())), 2, "{:?}, {:?}", teller.id, less.id);
            assert_eq!(either_order(&teller, &less), 1, "{:?}, {:?}", teller.id, less.id);
            // Of which one it is, is not known: it may be the same usage.
            assert_eq!(either_order(&of("", teller.clone()), &less), 1, "of none: {:?}, {:?}", teller.id, less.id);
            assert_eq!(either_order(&teller, &of("", less.clone())), 1, "{:?}, of none: {:?}", teller.id, less.id);
        }
    }
}

#[test]
fn what_one_transaction_brings_is_one() {
    for batch in [[log(), sum(), own()], [result(), own(), log()], [call(), result(), own()]] {
        let mut ledger = memory(Tz::UTC);
        ledger.append(&batch.map(priced), &price).expect("stored");
        assert_eq!(ids(&ledger).len(), 2);
    }
}

#[test]
fn a_ledger_of_before_knows_who_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let unrelated = UsageEvent { labels: Labels { session: "s2".into(), ..call().labels }, ..of("more", call()) };
    let tellers = [(log(), 1), (call(), 1), (sum(), 1), (own(), 2), (of("theirs", log()), 2), (of("", log()), 1)];
    for (at, ((teller, stay), pruned)) in tellers.iter().flat_map(|one| [(one, false), (one, true)]).enumerate() {
        for others in [0, 1] {
            let path = folder.path().join(format!("{at}-{others}.db"));
            let open = || Ledger::open(&options(Some(&path), Tz::UTC)).expect("a ledger");
            let mut ledger = open();
            take(&mut ledger, teller);
            std::iter::repeat_n(&unrelated, others).for_each(|one| take(&mut ledger, one));
            if pruned {
                let end = instant(START + 1);
                ledger.prune(end, end, &mut |_| {}).expect("pruned");
            }
            drop(ledger);
            let conn = rusqlite::Connection::open(&path).expect("opened");
            conn.execute_batch(
                "DROP TABLE telemetry_told; DROP TABLE claims_new; ALTER TABLE claims RENAME TO seen;
                 DROP TABLE log_digests; PRAGMA user_version = 19",
            )
            .expect("as it was");
            drop(conn);
            let mut ledger = open();
            take(&mut ledger, &result());
            let records = sums(&ledger, Grain::Day, &InstantRange::ALL, &Filter::default()).records;
            assert_eq!(records, (stay + others) as i128, "{:?}, pruned: {pruned}, {others} others", teller.id);
        }
    }
}

#[test]
fn what_a_program_records_itself_takes_no_sum_away() {
    for sum in [sum(), result()] {
        assert_eq!(either_order(&own(), &sum), 2, "{:?}", sum.id);
    }
}

#[test]
fn what_is_pruned_of_an_organization_takes_nothing_from_another() {
    let all = [log(), call(), sum(), result()];
    for (first, theirs) in all.iter().flat_map(|one| all.iter().map(move |other| (one, of("theirs", other.clone())))) {
        for second in [theirs, own()] {
            let mut ledger = memory(Tz::UTC);
            take(&mut ledger, first);
            let end = instant(START + 1);
            assert_eq!(ledger.prune(end, end, &mut |_| {}).expect("pruned").records, 1);
            take(&mut ledger, &second);
            take(&mut ledger, first);
            let counted = sums(&ledger, Grain::Day, &InstantRange::ALL, &Filter::default());
            assert_eq!(counted.records, 2, "{:?}, pruned, then {:?}", first.id, second.id);
            assert_eq!(ledger.verify().expect("sums"), Vec::new());
        }
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

//! Sums over several days, which ledgers of many sums by day keep, are those of their days.

use cost_ops::domain::{Filter, InstantRange, Tz, UsageClass};
use cost_ops::store::{Grain, Ledger, PricedEvent};

use crate::store_events::{START, event, instant, memory, price, priced, sums};

const DAY: i64 = 86_400_000_000;
/// The beginning of a day.
const FIRST: i64 = START - START % DAY;

/// One event for each of so many days, of ten models, of ten projects; every project has a branch of its own.
fn events(days: std::ops::Range<i64>) -> Vec<PricedEvent> {
    let of_day = |day: i64| (0..100).map(move |n| (day, n));
    let one = |(day, n): (i64, i64)| {
        let mut one = event(&format!("{day}-{n}"));
        one.at = instant(FIRST + day * DAY + n);
        (one.model, one.labels.project) = (format!("m{}", n % 10), format!("p{}", n / 10));
        one.labels.branch = format!("b{}", n / 10);
        one.usage.set(UsageClass::Output, n.unsigned_abs() + 1);
        priced(one)
    };
    days.flat_map(of_day).map(one).collect()
}

fn same(ledger: &Ledger) {
    assert_eq!(ledger.verify().expect("verified"), []);
    let at = |day: i64| Some(instant(FIRST + day * DAY));
    let filter = Filter { project: vec!["p3".into()], model: vec!["m4".into()], ..Filter::default() };
    for (from, to) in
        [(None, None), (at(3), None), (None, at(100)), (at(5), at(6)), (at(1), at(190)), (at(-9), at(230))]
    {
        let range = InstantRange { from, to };
        let day = sums(ledger, Grain::Day, &range, &Filter::default());
        for grain in [Grain::Days, Grain::FacetDays, Grain::LabelDays] {
            assert_eq!(sums(ledger, grain, &range, &Filter::default()), day, "{grain:?} of {range:?}");
        }
        assert_eq!(sums(ledger, Grain::Days, &range, &filter), sums(ledger, Grain::Day, &range, &filter));
    }
}

#[test]
fn long_periods_are_the_sum_of_their_days() {
    let mut ledger = memory(Tz::UTC);
    ledger.append(&events(0..150), &price).expect("stored");
    same(&ledger);
    // Here they begin to be kept.
    ledger.append(&events(150..201), &price).expect("stored");
    same(&ledger);
    ledger.append(&events(201..204), &price).expect("stored");
    // A better copy, and one of an earlier day.
    let mut again = events(100..101);
    again[7].event.usage.set(UsageClass::Output, 9_999);
    again[8].event.at = instant(FIRST - 30 * DAY);
    ledger.append(&again, &price).expect("stored");
    same(&ledger);
    let cut = instant(FIRST + 20 * DAY);
    ledger.prune(cut, cut, &mut |_| {}).expect("pruned");
    same(&ledger);
    ledger.rebuild_sums(cut, 0).expect("made again");
    same(&ledger);
}

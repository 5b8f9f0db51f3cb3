//! Pricing anew: which records it takes, what of them it changes, and that it is done whole or not
//! at all.

use std::sync::Arc;

use cost_ops::domain::{
    Action, Correction, Cost, Filter, InstantRange, PriceChange, Priced, Repriced, Repricing, Tz, UsageEvent, Usd,
    Which,
};

use crate::store_events::{START, event, instant, memory, price};
use crate::store_generations::{Toy, all_of, append, assert_sums, making, reprice, snapshot};

#[test]
fn nothing_that_stays_the_same_is_written() {
    let mut ledger = memory(Tz::UTC);
    append(&mut ledger, &[event("a")], Toy::USUAL);
    let catalog = |event: &UsageEvent| match price(event) {
        (provider, Cost::Priced(cost)) => {
            let mut stamp = (*cost.stamp).clone();
            stamp.catalog = "2027-01-01-later".into();
            stamp.rule.push_str("*1");
            (provider, Cost::Priced(Priced { stamp: Arc::new(stamp), ..cost }))
        }
        other => other,
    };
    let all = Repricing::new(Which::All);
    let (repriced, number) = ledger.reprice(&all, making("all"), &catalog, &mut |_| panic!("no change")).expect("done");
    assert_eq!((repriced.records, repriced.changed, number), (1, 0, None));
    assert!(ledger.generations().expect("listed").is_empty());
}

#[test]
fn a_known_cost_is_never_made_unknown() {
    let mut ledger = memory(Tz::UTC);
    append(&mut ledger, &[event("a")], Toy::USUAL);
    let gone = Toy { level: 0, known: false };
    let (repriced, number) = reprice(&mut ledger, &Repricing::new(Which::All), gone);
    assert_eq!((repriced.kept, repriced.changed, number), (1, 0, None));
    assert_eq!((repriced.new_total, repriced.new_unpriced), (repriced.old_total, 0));
}

#[test]
fn what_had_no_price_is_filled_and_moves_to_the_provider_that_is_found() {
    let mut ledger = memory(Tz::UTC);
    let mut lost = event("a");
    (lost.model, lost.provider) = ("unknown-x".into(), None);
    append(&mut ledger, &[lost, event("b")], Toy::USUAL);
    let unpriced = Repricing::new(Which::Unpriced);
    let (repriced, number) = reprice(&mut ledger, &unpriced, Toy { level: 3, known: true });
    assert_eq!((repriced.records, repriced.changed, repriced.newly_priced, number), (1, 1, 1, Some(1)));
    assert_eq!((repriced.old_unpriced, repriced.new_unpriced, repriced.old_total), (1, 0, Usd::ZERO));
    assert_eq!(snapshot(&mut ledger, 1)["a"].1.0, "finder");
    assert_eq!(snapshot(&mut ledger, 0)["a"].1.0, "unknown");
    assert_sums(&mut ledger);
    ledger.set_zone(Tz::named("Asia/Kathmandu").expect("a zone")).expect("rebuilt");
    assert_sums(&mut ledger);
    let again = reprice(&mut ledger, &unpriced, Toy { level: 3, known: true });
    assert_eq!(again, (Repriced::default(), None));
}

#[test]
fn the_filter_and_the_range_choose() {
    let mut ledger = memory(Tz::UTC);
    let mut batch: Vec<UsageEvent> = (0..200).map(|n| event(&format!("r{n}"))).collect();
    for (n, event) in (0..).zip(&mut batch) {
        event.at = instant(START + n * 3_600_000_000);
        event.labels.user = format!("u{}", n % 7);
    }
    append(&mut ledger, &batch, Toy::USUAL);
    let from = instant(START + 100 * 3_600_000_000);
    let to = instant(START + 110 * 3_600_000_000);
    let wish = Repricing {
        range: InstantRange { from: Some(from), to: Some(to) },
        filter: Filter { user: vec!["u3".into()], ..Filter::default() },
        ..Repricing::new(Which::All)
    };
    let wanted = batch.iter().filter(|event| wish.range.contains(event.at) && event.labels.user == "u3").count();
    let (repriced, _) = reprice(&mut ledger, &wish, Toy { level: 2, known: false });
    assert_eq!((repriced.records, repriced.changed), (wanted as u64, wanted as u64));
    assert!(wanted > 0);
    assert_sums(&mut ledger);
}

#[test]
fn corrections_touch_what_they_mend() {
    let mut ledger = memory(Tz::UTC);
    let mut later = event("b");
    later.at = instant(START + 7_200_000_000);
    let mut other = event("c");
    other.model = "gpt-5.2-mini".into();
    append(&mut ledger, &[event("a"), later, other], Toy::USUAL);
    let mended = Correction {
        id: 0,
        provider: "OpenAI".into(),
        model: "GPT-5.2".into(),
        range: InstantRange { from: None, to: Some(instant(START + 1)) },
        note: "the list had a typing error".into(),
        at: instant(START),
    };
    let change = PriceChange {
        corrections: vec![mended.clone()],
        ..PriceChange::new(mended.at, Action::PriceCorrect, "mended")
    };
    ledger.change_prices(&change).expect("stored");
    let id = ledger.corrections().expect("read")[0].id;
    let listed = ledger.corrections().expect("listed");
    assert_eq!(listed, [Correction { id, ..mended }]);
    let (repriced, _) = reprice(&mut ledger, &Repricing::new(Which::Corrected(listed)), Toy { level: 2, known: false });
    assert_eq!((repriced.records, repriced.changed), (1, 1));
    let none = reprice(&mut ledger, &Repricing::new(Which::Corrected(Vec::new())), Toy { level: 9, known: false });
    assert_eq!(none, (Repriced::default(), None));
    assert_sums(&mut ledger);
}

#[test]
fn prices_of_another_instant_can_be_asked_for() {
    let mut ledger = memory(Tz::UTC);
    append(&mut ledger, &[event("a")], Toy::USUAL);
    // The toy prices double with the turn of the hour.
    let wish = Repricing { as_of: Some(instant(START + 3_600_000_000)), ..Repricing::new(Which::All) };
    let considered = ledger.consider(&wish, &|event| Toy::USUAL.price(event), &mut |_| ()).expect("considered");
    assert_ne!(considered.old_total, considered.new_total);
    assert!(ledger.generations().expect("listed").is_empty(), "considering writes nothing");
    let (done, number) = reprice(&mut ledger, &wish, Toy::USUAL);
    assert_eq!((done, number), (considered, Some(1)));
    assert_eq!(all_of(&ledger)[0].at, instant(START), "the record's own instant stays");
    let back = reprice(&mut ledger, &Repricing::new(Which::All), Toy::USUAL);
    assert_eq!((back.0.new_total, back.1), (considered.old_total, Some(2)));
    assert_sums(&mut ledger);
}

#[test]
fn a_failed_pricing_leaves_the_ledger_as_it_was() {
    let mut ledger = memory(Tz::UTC);
    append(&mut ledger, &[event("a"), event("b")], Toy::USUAL);
    let before = snapshot(&mut ledger, 0);
    let mut left = 1;
    let wish = Repricing::new(Which::All);
    let stop = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let dearer = Toy { level: 2, known: false };
        let each = &mut |_: cost_ops::store::Change<'_>| {
            left -= 1;
            assert!(left >= 0, "stopped between two records");
        };
        ledger.reprice(&wish, making("all"), &|event| dearer.price(event), each)
    }));
    assert!(stop.is_err());
    assert_eq!(snapshot(&mut ledger, 0), before);
    assert_sums(&mut ledger);
}

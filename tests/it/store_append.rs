//! The contract of the ledger: what is appended is there once, whole, and summed.

use cost_ops::domain::{Cost, EventId, Labels, Line, Priced, UnpricedReason};
use cost_ops::domain::{Filter, InstantRange, Rate, Tz, UsageClass, UsageCounts, Usd};
use cost_ops::store::{Appended, Grain, PricedEvent, Reader};

use crate::store_events::{START, event, instant, memory, price, priced, sums, totals};

#[test]
fn a_record_comes_back_as_it_was() {
    let mut ledger = memory(Tz::UTC);
    let mut given = event("msg_01");
    given.labels.session = "s-1".into();
    given.labels.tag("team", "search");
    given.metadata = Some(r#"{"k":1}"#.into());
    given.reported = Some(Usd::from_pico(123_456_789));
    given.usage.set(UsageClass::InputAudio, 5);
    given.usage.set(UsageClass::WebSearches, 2);
    given.context.set("processing", "batch");
    let mut broken = event("0b36ffe5-36c8-4a4f-8bb1-5d8be8e3b8a5");
    broken.model = "unknown-model".into();
    broken.provider = None;
    broken.estimated = true;
    broken.at = instant(START + 1);
    let done = ledger.append(&[priced(given.clone()), priced(broken.clone())], &price).expect("stored");
    assert_eq!(done, Appended { new: 2, updated: 0, duplicate: 0, pruned: 0 });

    let records = ledger.records(&InstantRange::ALL, &Filter::default(), true, None, 10).expect("records");
    let [first, second] = records.as_slice() else { panic!("two records: {records:?}") };
    assert_eq!((first.id.as_str(), first.at), ("msg_01", given.at));
    assert_eq!((&first.labels, &first.usage, &first.context), (&given.labels, &given.usage, &given.context));
    assert_eq!((first.latency_ms, &first.metadata), (Some(830), &given.metadata));
    assert_eq!(first.source, "native");
    let Cost::Priced(cost) = price(&given).1 else { panic!("priced") };
    assert_eq!(first.cost, Some(cost.total()));
    assert_eq!(first.measures.reported_cost, Usd::from_pico(123_456_789));
    assert_eq!(first.measures.audio_input_tokens, 5);
    let lines = ledger.lines(first.row).expect("lines");
    let stored: Vec<Line> = lines
        .iter()
        .map(|line| Line {
            class: line.class,
            count: line.count,
            rate: line.rate.expect("a rate"),
            amount: line.amount,
        })
        .collect();
    assert_eq!(stored, cost.lines);

    assert_eq!(second.id, "0b36ffe5-36c8-4a4f-8bb1-5d8be8e3b8a5");
    assert_eq!((second.cost, second.unpriced.as_deref()), (None, Some("unknown_model")));
    assert_eq!((second.measures.unpriced_requests, second.measures.unpriced_tokens), (1, 1_120));
    assert_eq!((second.provider.as_str(), second.measures.estimated_requests), ("unknown", 1));
}

#[test]
fn the_same_batch_again_changes_nothing() {
    let mut ledger = memory(Tz::UTC);
    let batch: Vec<_> = (0..50).map(|n| priced(event(&format!("r{n}")))).collect();
    assert_eq!(ledger.append(&batch, &price).expect("stored").new, 50);
    let before = totals(&ledger);
    let again = ledger.append(&batch, &price).expect("stored");
    assert_eq!(again, Appended { new: 0, updated: 0, duplicate: 50, pruned: 0 });
    let twice: Vec<_> = batch.iter().chain(&batch).cloned().collect();
    assert_eq!(ledger.append(&twice, &price).expect("stored").duplicate, 100);
    assert_eq!(totals(&ledger), before);
}

#[test]
fn the_same_id_twice_in_a_batch_is_one_event() {
    let mut ledger = memory(Tz::UTC);
    let mut grown = event("a");
    grown.usage.set(UsageClass::Output, 500);
    let done = ledger.append(&[priced(event("a")), priced(grown), priced(event("a"))], &price).expect("stored");
    assert_eq!(done, Appended { new: 1, updated: 1, duplicate: 1, pruned: 0 });
    assert_eq!((totals(&ledger).requests, totals(&ledger).output_tokens), (1, 500));
}

#[test]
fn namespaces_keep_ids_apart() {
    let mut ledger = memory(Tz::UTC);
    let mut other = event("a");
    other.namespace = "anthropic";
    let mut hashed = event("x");
    hashed.id = EventId::Content(*b"0123456789abcdef");
    let done = ledger.append(&[priced(event("a")), priced(other), priced(hashed)], &price).expect("stored");
    assert_eq!(done.new, 3);
    assert!(ledger.knows("anthropic", &EventId::Given("a".into())).expect("looked up"));
    assert!(!ledger.knows("otlp", &EventId::Given("a".into())).expect("looked up"));
}

#[test]
fn a_more_complete_copy_improves_and_moves_the_sums() {
    let mut ledger = memory(Tz::UTC);
    let mut partial = event("a");
    partial.estimated = true;
    partial.usage.set(UsageClass::Output, 3);
    ledger.append(&[priced(partial.clone())], &price).expect("stored");
    let mut last = event("a");
    last.at = instant(START + 3_600_000_000);
    last.labels.project = "borealis".into();
    last.metadata = Some("{}".into());
    let done = ledger.append(&[priced(last.clone())], &price).expect("stored");
    assert_eq!(done, Appended { new: 0, updated: 1, duplicate: 0, pruned: 0 });
    // The final copy, at the earlier instant, at the price of that instant.
    let mut expected = last;
    expected.at = instant(START);
    let Cost::Priced(cost) = price(&expected).1 else { panic!("priced") };
    let records = ledger.records(&InstantRange::ALL, &Filter::default(), false, None, 9).expect("records");
    assert_eq!(records.len(), 1);
    assert_eq!((records[0].at, records[0].cost), (instant(START), Some(cost.total())));
    assert_eq!((records[0].labels.project.as_str(), records[0].metadata.as_deref()), ("borealis", Some("{}")));
    assert_eq!(ledger.append(&[priced(partial)], &price).expect("stored").duplicate, 1);
    assert!(ledger.verify().expect("verified").is_empty());
    let day = sums(&ledger, Grain::Day, &InstantRange::ALL, &Filter::default());
    assert_eq!((day.requests, day.estimated_requests, day.output_tokens), (1, 0, 120));
}

#[test]
fn a_copy_in_a_fork_does_not_rename_the_model() {
    for turned in [false, true] {
        let mut ledger = memory(Tz::UTC);
        let mut original = event("a");
        original.labels.session = "s-1".into();
        let mut forked = original.clone();
        forked.labels.session = "s-2".into();
        forked.model = format!("{}-z", original.model);
        let mut spawned = forked.clone();
        spawned.labels.session = "s-0".into();
        spawned.labels.tag(Labels::BESIDE, "true");
        let mut copies = vec![priced(spawned), priced(original.clone()), priced(forked)];
        if turned {
            copies.reverse();
        }
        copies.into_iter().for_each(|copy| _ = ledger.append(&[copy], &price).expect("stored"));
        let records = ledger.records(&InstantRange::ALL, &Filter::default(), false, None, 9).expect("records");
        assert_eq!(records.len(), 1);
        assert_eq!((&records[0].model, &records[0].labels), (&original.model, &original.labels));
    }
}

#[test]
fn costs_are_frozen() {
    let mut ledger = memory(Tz::UTC);
    ledger.append(&[priced(event("a"))], &price).expect("stored");
    let before = totals(&ledger);
    let dearer = PricedEvent { cost: Cost::Unpriced(UnpricedReason::NoRates), ..priced(event("a")) };
    let done = ledger.append(&[dearer], &|_| panic!("nothing to price")).expect("stored");
    assert_eq!((done.duplicate, totals(&ledger)), (1, before));
}

#[test]
fn an_amount_beyond_its_column_is_unpriced_not_wrapped() {
    let mut ledger = memory(Tz::UTC);
    let mut huge = priced(event("a"));
    let Cost::Priced(Priced { lines, .. }) = &mut huge.cost else { panic!("priced") };
    for line in lines.iter_mut() {
        line.amount = Usd::from_pico(i128::from(i64::MAX) - 7);
    }
    ledger.append(&[huge], &price).expect("stored");
    let records = ledger.records(&InstantRange::ALL, &Filter::default(), false, None, 9).expect("records");
    assert_eq!((records[0].cost, records[0].unpriced.as_deref()), (None, Some("amount_out_of_range")));
    assert_eq!(totals(&ledger).unpriced_requests, 1);
}

#[test]
fn a_counter_beyond_63_bits_refuses_the_batch_whole() {
    let mut ledger = memory(Tz::UTC);
    let mut bad = event("b");
    bad.usage.set(UsageClass::Output, u64::MAX);
    let bad = PricedEvent { event: bad, provider: "x".into(), cost: Cost::Unpriced(UnpricedReason::UnknownModel) };
    let error = ledger.append(&[priced(event("a")), bad], &price).expect_err("refused");
    assert!(error.message.contains("2^63"), "{error}");
    assert_eq!(totals(&ledger).requests, 0);
    assert_eq!(ledger.append(&[priced(event("a"))], &price).expect("stored").new, 1);
}

#[test]
fn two_lines_of_one_column_come_back_apart() {
    let mut ledger = memory(Tz::UTC);
    let mut given = event("a");
    given.usage = UsageCounts::from_iter([
        (UsageClass::Input, 100),
        (UsageClass::InputAudio, 40),
        (UsageClass::Output, 10),
        (UsageClass::OutputReasoning, 4),
    ]);
    let line = |class: UsageClass, count, usd| {
        let rate = Rate::parse(usd, class.per()).expect("a rate").multiplied(11, 10);
        Line { class, count, rate, amount: rate.amount(count).expect("in range") }
    };
    let lines = vec![
        line(UsageClass::Input, 60, "2"),
        line(UsageClass::Output, 6, "8"),
        line(UsageClass::OutputReasoning, 4, "9"),
        line(UsageClass::InputAudio, 40, "40"),
    ];
    let mut priced = priced(given);
    let Cost::Priced(cost) = &mut priced.cost else { panic!("priced") };
    cost.lines.clone_from(&lines);
    let total = cost.total();
    ledger.append(&[priced], &price).expect("stored");
    let record = ledger.records(&InstantRange::ALL, &Filter::default(), false, None, 1).expect("records").remove(0);
    let stored = ledger.lines(record.row).expect("lines");
    assert_eq!(
        stored.iter().map(|l| (l.class, l.count, l.amount)).collect::<Vec<_>>(),
        lines.iter().map(|l| (l.class, l.count, l.amount)).collect::<Vec<_>>()
    );
    assert!(stored.iter().zip(&lines).all(|(a, b)| a.rate == Some(b.rate)));
    assert_eq!((record.cost, record.measures.input_cost + record.measures.output_cost), (Some(total), total));
}

#[test]
fn filters_choose_by_name_label_and_tag() {
    let mut ledger = memory(Tz::UTC);
    let with = |id: &str, change: &dyn Fn(&mut Labels)| {
        let mut given = event(id);
        change(&mut given.labels);
        priced(given)
    };
    let mut claude = event("d");
    claude.provider = Some("anthropic".into());
    claude.model = "claude-opus-5".into();
    let batch = [
        with("a", &|labels| labels.user = "ann".into()),
        with("b", &|labels| labels.session = "s-9".into()),
        with("c", &|labels| labels.tag("team", "search")),
        priced(claude),
    ];
    ledger.append(&batch, &price).expect("stored");
    let ids = |filter: Filter| {
        let records = ledger.records(&InstantRange::ALL, &filter, true, None, 10).expect("records");
        let folded = sums(&ledger, Grain::Event, &InstantRange::ALL, &filter);
        assert_eq!(folded.requests, records.len() as i128);
        if !filter.needs_events() {
            assert_eq!(sums(&ledger, Grain::Day, &InstantRange::ALL, &filter), folded);
        }
        records.into_iter().map(|record| record.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(Filter { provider: vec!["ANTHROPIC".into()], ..Filter::default() }), ["d"]);
    assert_eq!(ids(Filter { model: vec!["gpt-*".into()], ..Filter::default() }), ["a", "b", "c"]);
    assert_eq!(ids(Filter { user: vec!["ann".into()], ..Filter::default() }), ["a"]);
    assert_eq!(ids(Filter { session: vec!["s-*".into()], ..Filter::default() }), ["b"]);
    assert_eq!(ids(Filter { tags: vec![("team".into(), "search".into())], ..Filter::default() }), ["c"]);
    assert!(ids(Filter { organization: vec!["nobody".into()], ..Filter::default() }).is_empty());
    let quarter = |filter: &Filter| ledger.fold(Grain::Quarter, &InstantRange::ALL, filter, &mut |_| ());
    assert!(quarter(&Filter { user: vec!["ann".into()], ..Filter::default() }).is_err());
}

#[test]
fn pages_cover_everything_once_in_either_order() {
    let mut ledger = memory(Tz::UTC);
    let batch: Vec<_> = (0..97)
        .map(|n: i64| {
            let mut given = event(&format!("r{n}"));
            // Three share an instant, several share a second, and facets interleave.
            given.at = instant(START + (n * 37 % 33) * 250_000);
            given.labels.user = format!("u{}", n % 5);
            priced(given)
        })
        .collect();
    ledger.append(&batch, &price).expect("stored");
    for ascending in [true, false] {
        let mut keys = Vec::new();
        let mut after = None;
        loop {
            let page = ledger.records(&InstantRange::ALL, &Filter::default(), ascending, after, 10).expect("a page");
            let Some(last) = page.last() else { break };
            after = Some((last.at.timestamp_micros(), last.row));
            keys.extend(page.iter().map(|record| (record.at.timestamp_micros(), record.row)));
        }
        let mut sorted = keys.clone();
        sorted.sort_unstable();
        sorted.dedup();
        if !ascending {
            sorted.reverse();
        }
        assert_eq!(keys, sorted);
        assert_eq!(keys.len(), 97);
    }
    let range = InstantRange { from: Some(instant(START + 1_000_000)), to: Some(instant(START + 3_000_000)) };
    let within = batch.iter().filter(|priced| range.contains(priced.event.at)).count();
    let records = ledger.records(&range, &Filter::default(), false, None, 1_000).expect("records");
    assert_eq!(
        (records.len(), sums(&ledger, Grain::Event, &range, &Filter::default()).requests),
        (within, within as i128)
    );
}

#[test]
fn settled_quarters_are_the_same_and_follow_improvements() {
    let mut ledger = memory(Tz::named("Asia/Kathmandu").expect("a zone"));
    let batch: Vec<_> = (0..200).map(|n| priced(event(&format!("r{n}")))).collect();
    ledger.append(&batch, &price).expect("stored");
    let read = |ledger: &cost_ops::store::Ledger| sums(ledger, Grain::Quarter, &InstantRange::ALL, &Filter::default());
    let before = read(&ledger);
    assert!(!ledger.settling_pays().expect("weighed"), "200 events are not worth a table");
    ledger.settle().expect("settled");
    assert_eq!(read(&ledger), before);
    let mut better = event("r7");
    better.usage.set(UsageClass::Output, 9_999);
    ledger.append(&[priced(better), priced(event("new"))], &price).expect("stored");
    assert_eq!(read(&ledger), totals(&ledger));
    assert_eq!(read(&ledger).requests, 201);
    assert!(ledger.verify().expect("verified").is_empty());
}

#[test]
fn a_batch_that_fills_its_quarters_settles_them() {
    let mut ledger = memory(Tz::named("Asia/Kathmandu").expect("a zone"));
    let quarter_of = |n: u64| i64::try_from(n % 5).expect("small") * 900_000_000;
    let batch = |from: u64, to: u64| -> Vec<_> {
        let spread = |n: u64| {
            let mut given = event(&format!("r{n}"));
            given.at = instant(START + quarter_of(n));
            priced(given)
        };
        (from..to).map(spread).collect()
    };
    let read = |ledger: &cost_ops::store::Ledger| sums(ledger, Grain::Quarter, &InstantRange::ALL, &Filter::default());
    // 320 events in five quarters; then too few to settle, copies among them; then many again.
    for (from, to, requests) in [(0, 320, 320), (300, 330, 330), (330, 1_000, 1_000)] {
        ledger.append(&batch(from, to), &price).expect("stored");
        assert_eq!((read(&ledger).requests, &read(&ledger)), (requests, &totals(&ledger)));
        assert!(ledger.verify().expect("verified").is_empty());
    }
    let mut better = event("r7");
    better.at = instant(START + quarter_of(7));
    better.usage.set(UsageClass::Output, 9_999);
    ledger.append(&[priced(better)], &price).expect("stored");
    ledger.settle().expect("settled");
    assert_eq!(read(&ledger), totals(&ledger));
    assert!(ledger.verify().expect("verified").is_empty());
}

#[test]
fn another_zone_rebuilds_the_days() {
    let mut ledger = memory(Tz::UTC);
    let batch: Vec<_> = (0..48)
        .map(|n: i64| {
            let mut given = event(&format!("r{n}"));
            given.at = instant(START + n * 3_600_000_000);
            priced(given)
        })
        .collect();
    ledger.append(&batch, &price).expect("stored");
    let before = sums(&ledger, Grain::Day, &InstantRange::ALL, &Filter::default());
    ledger.set_zone(Tz::named("Australia/Lord_Howe").expect("a zone")).expect("rebuilt");
    assert_eq!(ledger.zone(), Tz::named("Australia/Lord_Howe").expect("a zone"));
    assert_eq!(sums(&ledger, Grain::Day, &InstantRange::ALL, &Filter::default()), before);
    assert!(ledger.verify().expect("verified").is_empty());
}

#[test]
fn stats_tell_what_is_there() {
    let mut ledger = memory(Tz::named("Europe/Berlin").expect("a zone"));
    assert_eq!(ledger.stats().expect("facts").first, None);
    let mut later = event("b");
    later.at = instant(START + 5);
    later.labels.user = "ann".into();
    ledger.append(&[priced(later), priced(event("a"))], &price).expect("stored");
    let stats = ledger.stats().expect("facts");
    assert_eq!((stats.events, stats.first, stats.last), (2, Some(instant(START)), Some(instant(START + 5))));
    assert_eq!(
        (stats.zone, stats.schema_version),
        (Tz::named("Europe/Berlin").expect("a zone"), cost_ops::store::SCHEMA_VERSION)
    );
    assert!(ledger.integrity().expect("checked").is_empty());
}

/// Sums by session and label are written on the way where a transaction has many: better copies of what
/// was summed before, and at other instants, come after that.
#[test]
fn more_sessions_than_are_held_at_once_are_summed() {
    let mut ledger = memory(Tz::UTC);
    let one = |number: usize, output: u64, moved: i64| {
        let mut of = event(&format!("msg_{number}"));
        of.labels.session = format!("s-{}", number % 9_000);
        of.at = instant(START + moved);
        of.usage.set(UsageClass::Output, output);
        of.estimated = output < 100;
        priced(of)
    };
    let batch: Vec<PricedEvent> = (0..10_000).map(|number| one(number, 50, 0)).collect();
    let better = (0..10_000).step_by(7).map(|number| one(number, 120, -60_000_000 * (number as i64 % 5)));
    let all: Vec<PricedEvent> = batch.into_iter().chain(better).collect();
    assert_eq!(ledger.append(&all, &price).expect("stored").new, 10_000);
    let again: Vec<PricedEvent> = (0..10_000).step_by(3).map(|number| one(number, 150, 90_000_000)).collect();
    assert_eq!(ledger.append(&again, &price).expect("stored").new, 0);
    assert_eq!(ledger.verify().expect("verified"), Vec::new());
    let sessions = sums(&ledger, Grain::Session, &InstantRange::ALL, &Filter::default());
    assert_eq!((sessions.requests, sessions), (10_000, totals(&ledger)));
}

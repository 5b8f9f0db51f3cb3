//! Properties: totals do not depend on how events arrive, sums are recomputable, days of any
//! zone partition the events.

use cost_ops::domain::Tz;
use cost_ops::domain::{Filter, InstantRange, Measures, UsageClass, UsageCounts, UsageEvent};
use cost_ops::store::{Grain, Ledger, PricedEvent, Reader, Scope};
use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};

use crate::store_events::{event, instant, memory, price, priced, sums, totals};

/// Few ids and few values each, so that copies collide and disagree.
pub(crate) fn copies() -> impl Strategy<Value = UsageEvent> {
    let usage = (0u64..4, 0u64..4, proptest::option::of(0u64..3), proptest::option::of(0u64..3));
    (0u8..12, 0i64..5, usage, any::<bool>(), 0u8..3, 0u8..3).prop_map(|(id, hour, usage, estimated, label, model)| {
        let mut given = event(&format!("id-{id}"));
        let (input, output, cached, searches) = usage;
        given.at = instant(1_772_928_000_000_000 + hour * 1_799_000_001);
        given.usage = UsageCounts::from_iter([(UsageClass::Input, input * 100), (UsageClass::Output, output)]);
        if let Some(cached) = cached {
            given.usage.set(UsageClass::CacheRead, cached * 75);
        }
        if let Some(searches) = searches {
            given.usage.set(UsageClass::WebSearches, searches);
        }
        given.estimated = estimated;
        given.labels.user = format!("u{label}");
        given.labels.session = if label == 0 { String::new() } else { format!("s{label}") };
        given.labels.branch = if model == 1 { "main".into() } else { String::new() };
        given.labels.tags = if label == 2 { vec![("team".into(), format!("t{model}"))] } else { Vec::new() };
        given.model = ["gpt-5.2", "gpt-5.2-mini", "unknown-x"][usize::from(model)].into();
        given
    })
}

pub(crate) fn zones() -> impl Strategy<Value = Tz> {
    prop_oneof![
        Just(Tz::UTC),
        Just(Tz::named("Asia/Kathmandu").expect("a zone")),
        Just(Tz::named("Australia/Lord_Howe").expect("a zone")),
        Just(Tz::named("America/New_York").expect("a zone")),
        Just(Tz::named("America/St_Johns").expect("a zone")),
        Just(Tz::named("Africa/Monrovia").expect("a zone")),
        Just(Tz::named("Pacific/Apia").expect("a zone")),
    ]
}

/// All sums by time, names and scope: what reports can see.
fn everything(ledger: &Ledger) -> Vec<(String, Measures)> {
    let names = ledger.dictionary().expect("names");
    let mut all = std::collections::BTreeMap::<String, Measures>::new();
    let mut fold = |grain| {
        let mut each = |bucket: cost_ops::store::Bucket<'_>| {
            let mut scope = names.scopes[&bucket.scope].clone();
            // Of the scope that stands for a session or a label nothing else counts.
            match grain {
                Grain::Session => scope = Scope { session: scope.session, ..Scope::default() },
                Grain::Label => (scope.session, scope.agent) = (String::new(), String::new()),
                _ => {}
            }
            let key = format!(
                "{grain:?} {} {:?} {:?} {scope:?}",
                bucket.time, names.models[bucket.model as usize], names.facets[bucket.facet as usize],
            );
            *all.entry(key).or_default() += bucket.measures;
        };
        ledger.fold(grain, &InstantRange::ALL, &Filter::default(), &mut each).expect("a fold");
    };
    fold(Grain::Day);
    fold(Grain::ModelDay);
    fold(Grain::Facet);
    fold(Grain::Session);
    fold(Grain::Label);
    fold(Grain::Quarter);
    fold(Grain::Event);
    all.into_iter().collect()
}

fn load(events: &[UsageEvent], batch: usize, zone: Tz) -> Ledger {
    let mut ledger = memory(zone);
    let events: Vec<PricedEvent> = events.iter().cloned().map(priced).collect();
    for part in events.chunks(batch) {
        let done = ledger.append(part, &price).expect("stored");
        assert_eq!((done.new + done.updated + done.duplicate) as usize, part.len());
    }
    ledger
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn order_repetition_and_batches_change_nothing(
        (events, shuffled) in vec(copies(), 1..40).prop_flat_map(|events| {
            let twice: Vec<_> = events.iter().chain(&events[..events.len() / 2]).cloned().collect();
            (Just(events), Just(twice).prop_shuffle())
        }),
        batch in 1usize..9,
        zone in zones(),
    ) {
        let expected = everything(&load(&events, events.len(), zone));
        let mut ledger = load(&shuffled, batch, zone);
        prop_assert_eq!(&everything(&ledger), &expected);
        ledger.settle().expect("settled");
        prop_assert_eq!(&everything(&ledger), &expected);
        prop_assert!(ledger.verify().expect("verified").is_empty());
    }

    #[test]
    fn lines_add_up_to_the_total(events in vec(copies(), 1..20)) {
        let ledger = load(&events, 7, Tz::UTC);
        for record in ledger.records(&InstantRange::ALL, &Filter::default(), true, None, 99).expect("records") {
            let lines = ledger.lines(record.row).expect("lines");
            prop_assert_eq!(record.cost.unwrap_or_default(), lines.iter().map(|line| line.amount).sum());
        }
    }

    #[test]
    fn days_partition_the_events(
        zone in zones(),
        // Around DST changes of 2026, the first days of 1972, and anywhere since 1960.
        times in vec(prop_oneof![
            1_772_900_000_000_000i64..1_773_000_000_000_000,
            1_793_400_000_000_000i64..1_793_600_000_000_000,
            63_000_000_000_000i64..64_000_000_000_000,
            -300_000_000_000_000i64..1_900_000_000_000_000,
        ], 1..60),
    ) {
        let mut ledger = memory(zone);
        let batch: Vec<_> = times.iter().enumerate().map(|(n, at)| {
            let mut given = event(&n.to_string());
            given.at = instant(*at);
            priced(given)
        }).collect();
        ledger.append(&batch, &price).expect("stored");
        let mut by_day = std::collections::BTreeMap::<i64, i128>::new();
        ledger.fold(Grain::Day, &InstantRange::ALL, &Filter::default(), &mut |bucket| {
            *by_day.entry(bucket.time).or_default() += bucket.measures.requests;
        }).expect("a fold");
        // Independently: the calendar date of each event in the zone.
        let epoch = chrono::NaiveDate::default();
        let mut expected = std::collections::BTreeMap::<i64, i128>::new();
        for at in &times {
            let date = instant(*at).with_timezone(&zone).date_naive();
            *expected.entry((date - epoch).num_days()).or_default() += 1;
        }
        prop_assert_eq!(&by_day, &expected);
        let mut by_model_day = std::collections::BTreeMap::<i64, i128>::new();
        ledger.fold(Grain::ModelDay, &InstantRange::ALL, &Filter::default(), &mut |bucket| {
            *by_model_day.entry(bucket.time).or_default() += bucket.measures.requests;
        }).expect("a fold");
        prop_assert_eq!(&by_model_day, &expected);
        prop_assert_eq!(totals(&ledger), sums(&ledger, Grain::Quarter, &InstantRange::ALL, &Filter::default()));
    }
}

//! Pruning: sums to the pico-dollar as they were, the same records again count no second time, and
//! what is gone is said.

use std::fmt::Write;

use cost_ops::domain::Tz;
use cost_ops::domain::{Filter, InstantRange, Repricing, Which};
use cost_ops::store::{Appended, Grain, Ledger, Making, PricedEvent};
use proptest::prelude::{any, prop};
use proptest::{prop_assert, prop_assert_eq, proptest};
use serde_json::Value;

use crate::run::Home;
use crate::store_events::{START, event, instant, memory, options, price, priced, sums};

const DAY: i64 = 86_400_000_000;

/// One event a number: spread over days before and after [`START`], some without a price.
fn events(of: std::ops::Range<i64>) -> Vec<PricedEvent> {
    of.map(|n| {
        let mut one = event(&format!("e{n}"));
        one.at = instant(START - 40 * DAY + n * 7_777_777_777);
        one.labels.project = format!("p{}", n % 3);
        one.labels.session = format!("s{}", n % 5);
        if n % 11 == 0 {
            one.model = "unknown-x".into();
        }
        one.metadata = (n % 4 == 0).then(|| "{}".to_owned());
        priced(one)
    })
    .collect()
}

fn whole(ledger: &Ledger) {
    assert_eq!(ledger.verify().expect("sums"), Vec::new());
    assert_eq!(ledger.orphans().expect("rows"), Vec::new());
}

fn by_grain(ledger: &Ledger) -> Vec<cost_ops::domain::Measures> {
    [
        Grain::Day,
        Grain::ModelDay,
        Grain::Facet,
        Grain::Session,
        Grain::Label,
        Grain::Days,
        Grain::FacetDays,
        Grain::LabelDays,
        Grain::Quarter,
    ]
    .map(|grain| sums(ledger, grain, &InstantRange::ALL, &Filter::default()))
    .into()
}

#[test]
fn the_sums_are_as_they_were_and_nothing_counts_twice() {
    let mut ledger = memory(Tz::named("Europe/Berlin").expect("a zone"));
    ledger.append(&events(0..900), &price).expect("stored");
    ledger.settle().expect("settled");
    ledger.append(&events(900..1_000), &price).expect("stored");
    let before = by_grain(&ledger);
    let cut = instant(START);
    let found = ledger.prunable(cut).expect("counted");
    let done = ledger.prune(cut, instant(START + 900 * DAY), &mut |_| {}).expect("pruned");
    assert_eq!(found, done);
    assert!(done.records > 400 && done.unpriced > 30, "{done:?}");
    assert_eq!(by_grain(&ledger), before);
    whole(&ledger);
    assert_eq!(ledger.prunable(cut).expect("counted").records, 0);
    assert_eq!(ledger.stats().expect("facts").events, 1_000);
    let left = sums(&ledger, Grain::Event, &InstantRange::ALL, &Filter::default());
    assert_eq!(left.records, 1_000 - i128::from(done.records));
    // The same again, and a better copy of one that is gone.
    let mut again = events(0..1_000);
    again[3].event.usage.set(cost_ops::domain::UsageClass::Output, 9_999);
    let appended = ledger.append(&again, &price).expect("stored");
    assert_eq!(appended, Appended { duplicate: 1_000, pruned: done.records, ..Appended::default() });
    assert_eq!(by_grain(&ledger), before);
    // One of that time that never was there comes in.
    let mut late = event("late");
    late.at = instant(START - 30 * DAY);
    assert_eq!(ledger.append(&[priced(late)], &price).expect("stored").new, 1);
    whole(&ledger);
    assert!(
        ledger.set_zone(Tz::named("Asia/Kathmandu").expect("a zone")).is_err(),
        "there are no days of another zone"
    );
    whole(&ledger);
    ledger.rebuild_sums(instant(START), 0).expect("made again");
    whole(&ledger);
}

#[test]
fn numbers_of_rows_are_not_given_again() {
    let mut ledger = memory(Tz::UTC);
    ledger.append(&events(0..300), &price).expect("stored");
    ledger.settle().expect("settled");
    let end = instant(START + 900 * DAY);
    assert_eq!(ledger.prune(end, end, &mut |_| {}).expect("pruned").records, 300);
    assert_eq!(ledger.append(&events(300..310), &price).expect("stored").new, 10);
    whole(&ledger);
    assert_eq!(sums(&ledger, Grain::Quarter, &InstantRange::ALL, &Filter::default()).records, 310);
}

#[test]
fn earlier_costs_stay_and_pricing_again_is_refused() {
    let mut ledger = memory(Tz::UTC);
    ledger.append(&events(0..600), &price).expect("stored");
    let dearer = |event: &cost_ops::domain::UsageEvent| {
        let mut moved = event.clone();
        moved.at = instant(event.at.timestamp_micros() + DAY / 24);
        price(&moved)
    };
    let making = |n: i64| Making { at: instant(START + n), what: "all".into(), catalog: "c".into() };
    let all = Repricing::new(Which::All);
    ledger.reprice(&all, making(1), &dearer, &mut |_| {}).expect("priced");
    let generations = |ledger: &mut Ledger| {
        [0, 1].map(|number| {
            ledger.read_at(cost_ops::domain::Prices::Generation(number)).expect("a generation");
            sums(ledger, Grain::Day, &InstantRange::ALL, &Filter::default())
        })
    };
    let before = generations(&mut ledger);
    assert_ne!(before[0].total_cost, before[1].total_cost);
    let cut = instant(START + DAY / 24);
    ledger.prune(cut, cut, &mut |_| {}).expect("pruned");
    whole(&ledger);
    assert_eq!(generations(&mut ledger), before);
    let error = ledger.reprice(&all, making(2), &price, &mut |_| {}).expect_err("gone");
    assert!(error.message.contains("pruned"), "{error}");
    let later = Repricing { range: InstantRange { from: Some(cut), to: None }, ..all.clone() };
    ledger.reprice(&later, making(2), &price, &mut |_| {}).expect("priced");
    let skipping = Repricing { skip_closed: true, ..all };
    ledger.reprice(&skipping, making(3), &dearer, &mut |_| {}).expect("priced");
    whole(&ledger);
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]
    #[test]
    fn any_order_of_imports_and_prunings_has_the_same_sums(
        steps in prop::collection::vec((any::<bool>(), 0i64..80, 0i64..200), 1..10),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let mut pruned = Ledger::open(&options(Some(&folder.path().join("p.db")), Tz::named("Europe/Berlin").expect("a zone"))).expect("a ledger");
        let mut kept = memory(Tz::named("Europe/Berlin").expect("a zone"));
        for (prune, days, from) in steps {
            if prune {
                let cut = instant(START - 40 * DAY + days * DAY);
                pruned.prune(cut, cut, &mut |_| {}).expect("pruned");
            } else {
                let batch = events(from..from + 150);
                let (a, b) = (pruned.append(&batch, &price).expect("stored"), kept.append(&batch, &price).expect("stored"));
                prop_assert_eq!((a.new, a.duplicate), (b.new, b.duplicate));
            }
            prop_assert_eq!(by_grain(&pruned), by_grain(&kept));
            prop_assert!(pruned.verify().expect("sums").is_empty());
            prop_assert!(pruned.orphans().expect("rows").is_empty());
        }
    }
}

fn home() -> Home {
    let home = Home::new();
    let mut lines = String::new();
    for (id, day) in ["2024-03-05", "2024-03-31", "2024-04-01", "2026-11-01"].iter().enumerate() {
        writeln!(
            lines,
            r#"{{"id":"r{id}","timestamp":"{day}T10:00:00Z","provider":"openai","model":"gpt-4o","project":"atlas","session_id":"s{id}","input_tokens":1000,"output_tokens":10,"tags":{{"team":"a"}}}}"#
        )
        .unwrap();
    }
    home.write("old.jsonl", lines);
    home.run(["ingest", "old.jsonl"]).exits(0);
    home
}

fn json(home: &Home, args: &[&str]) -> Value {
    let ran = home.run([args, &["--json"]].concat()).exits(0);
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
}

#[test]
fn whole_months_go_and_what_is_gone_is_said() {
    let home = home();
    let daily = json(&home, &["daily", "--range", "all"]);
    let kept =
        |home: &Home| ["sessions", "tags", "projects"].map(|of| json(home, &[of, "--range", "all"])["data"].clone());
    let before = kept(&home);
    home.write(".config/cost-ops/config.toml", "[retention]\ndetail_days = 365\n");
    assert_eq!(json(&home, &["prune", "--dry-run"])["records"], 3);
    let tried = json(&home, &["prune", "--older-than", "365d", "--dry-run"]);
    assert_eq!(tried["records"], 3);
    assert!(home.run(["prune", "--older-than", "365d"]).exits(2).stderr.contains("--yes"));
    assert_eq!(json(&home, &["prune", "--older-than", "365d", "--yes"])["records"], 3);
    assert_eq!(json(&home, &["prune", "--older-than", "365d", "--yes"])["records"], 0);
    assert_eq!(json(&home, &["daily", "--range", "all"])["data"], daily["data"]);
    assert_eq!(kept(&home), before);
    assert_eq!(json(&home, &["projects", "--range", "all"])["summary"]["total_cost"], daily["summary"]["total_cost"]);
    for told in [
        &["query", "--range", "all", "--group-by", "session,model"][..],
        &["query", "--range", "all", "--group-by", "project,tag:team"],
        &["query", "--range", "all"],
        &["blocks", "--range", "all", "--source", "native"],
        &["explain", "--range", "all"],
        &["query", "--range", "all", "--group-by", "project,hour"],
        &["export", "--period", "all"],
        &["diff", "20240301..20240430", "this-month"],
        &["what-if", "--batch", "--range", "all"],
    ] {
        let ran = home.run(told);
        let said = format!("{}{}", ran.stdout, ran.stderr);
        assert!(said.contains("pruned"), "{told:?}: {ran:?}");
    }
    for silent in [
        &["daily", "--range", "all"][..],
        &["models", "--range", "all"],
        &["sessions", "--range", "all"],
        &["tags", "--range", "all"],
    ] {
        let ran = home.run(silent).exits(0);
        assert!(!ran.stdout.contains("pruned") && !ran.stderr.contains("pruned"), "{silent:?}: {ran:?}");
    }
    assert!(home.run(["explain", "r0"]).exits(1).stderr.contains("was pruned"));
    let again = home.run(["ingest", "old.jsonl"]).exits(0);
    assert!(again.stdout.contains("duplicate 4") && again.stderr.contains("pruned"), "{again:?}");
    assert!(home.run(["pricing", "reprice", "--all", "--yes"]).stderr.contains("pruned"));
    let dearer =
        ["pricing", "add", "--provider", "openai", "--model", "gpt-4o", "--input-price", "9", "--output-price", "9"];
    home.run(dearer).exits(0);
    home.run(["pricing", "reprice", "--all", "--skip-closed", "--yes"]).exits(0);
    let earlier = home.run(["sessions", "--range", "all", "--prices", "0"]).exits(0);
    assert!(format!("{earlier:?}").contains("pruned"), "of earlier costs there are no sums by session: {earlier:?}");
    assert!(home.run(["audit", "--action", "prune"]).exits(0).stdout.contains("before 20"));
    let told = home.run(["doctor"]).exits(0).stdout;
    assert!(!told.contains("error"), "{told}");
    home.run(["backup"]).exits(0);
}

#[test]
fn a_bundle_says_what_was_pruned_and_brings_nothing_back() {
    let (pruned, whole) = (home(), home());
    whole.run(["bundle", "--output", "whole.bundle"]).exits(0);
    let daily = json(&pruned, &["daily", "--range", "all"])["data"].clone();
    json(&pruned, &["prune", "--older-than", "365d", "--yes"]);
    let ran = pruned.run(["bundle", "--output", "pruned.bundle"]).exits(0);
    assert!(ran.stderr.contains("3 records not in the bundle"), "{ran:?}");
    let ran = pruned.run(["merge", whole.at("whole.bundle").to_str().unwrap()]).exits(0);
    assert!(
        ran.stdout.contains("duplicate 4") && ran.stderr.contains("3 records of the duplicates were pruned"),
        "{ran:?}"
    );
    whole.run(["merge", pruned.at("pruned.bundle").to_str().unwrap()]).exits(0);
    assert_eq!(json(&pruned, &["daily", "--range", "all"])["data"], daily);
    assert_eq!(json(&whole, &["daily", "--range", "all"])["data"], daily);
}

#[test]
fn closed_periods_go_as_a_whole_or_not_at_all() {
    let home = home();
    home.run(["close", "2024-03-15..2024-04-15"]).exits(0);
    // The end of April is old enough, and the cut would lie within what is closed: it moves before it.
    let days = (chrono::Utc::now().date_naive() - chrono::NaiveDate::from_ymd_opt(2024, 4, 3).unwrap()).num_days();
    let tried = json(&home, &["prune", "--older-than", &format!("{days}d"), "--dry-run"]);
    assert_eq!((tried["before"].as_str(), tried["records"].as_u64()), (Some("2024-03-01T00:00:00Z"), Some(0)));
    assert_eq!(json(&home, &["prune", "--older-than", "365d", "--yes"])["records"], 3);
    let verified = home.run(["close", "--verify"]).exits(0);
    assert!(format!("{}{}", verified.stdout, verified.stderr).contains("was pruned"), "{verified:?}");
    home.run(["doctor"]).exits(0);
}

//! Generations of costs: each stays as it was, and its sums are those of its records.

use std::collections::BTreeMap;
use std::sync::Arc;

use cost_ops::domain::Tz;
use cost_ops::domain::{
    Code, Correction, Cost, Filter, InstantRange, Line, Measures, Priced, Prices, Rate, Repriced, Repricing,
    UnpricedReason, UsageClass, UsageEvent, Usd, Which,
};
use cost_ops::store::{Appended, Grain, Ledger, Making, PricedEvent, Reader, Record};
use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};

use crate::store_events::{START, event, instant, memory, price, sums};
use crate::store_properties::{copies, zones};

/// A price list that changes: `level` times the usual rates, `unknown…` models on it when `known`,
/// nothing at all at level 0.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Toy {
    pub(crate) level: u32,
    pub(crate) known: bool,
}

impl Toy {
    pub(crate) const USUAL: Toy = Toy { level: 1, known: false };

    pub(crate) fn price(self, event: &UsageEvent) -> (String, Cost) {
        let provider = event.provider.clone().unwrap_or_else(|| "unknown".into());
        if self.level == 0 {
            return (provider, Cost::Unpriced(UnpricedReason::NoRates));
        }
        let mut named = event.clone();
        if self.known && event.model.starts_with("unknown") {
            named.model = "found-x".into();
            named.provider = event.provider.clone().or_else(|| Some("finder".into()));
        }
        match price(&named) {
            (provider, Cost::Priced(cost)) => {
                let scaled = |line: &Line| {
                    let rate: Rate = line.rate.multiplied(self.level, 1);
                    Line { rate, amount: rate.amount(line.count).expect("in range"), ..*line }
                };
                let lines = cost.lines.iter().map(scaled).collect();
                let mut stamp = (*cost.stamp).clone();
                stamp.rule = format!("{}*{}", stamp.rule, self.level);
                (provider, Cost::Priced(Priced { lines, stamp: Arc::new(stamp) }))
            }
            unpriced => unpriced,
        }
    }

    pub(crate) fn priced(self, event: UsageEvent) -> PricedEvent {
        let (provider, cost) = self.price(&event);
        PricedEvent { event, provider, cost }
    }
}

pub(crate) fn making(what: &str) -> Making {
    Making { at: instant(START), what: what.into(), catalog: "2026-11-25-toy".into() }
}

pub(crate) fn append(ledger: &mut Ledger, events: &[UsageEvent], toy: Toy) -> Appended {
    let batch: Vec<PricedEvent> = events.iter().cloned().map(|event| toy.priced(event)).collect();
    ledger.append(&batch, &|event| toy.price(event)).expect("stored")
}

pub(crate) fn reprice(ledger: &mut Ledger, wish: &Repricing, toy: Toy) -> (Repriced, Option<u32>) {
    let mut foreseen = Vec::new();
    let keep = |change: cost_ops::store::Change<'_>| (change.provider.to_owned(), change.old, change.new);
    let considered = ledger.consider(wish, &|event| toy.price(event), &mut |change| foreseen.push(keep(change)));
    let mut changes = Vec::new();
    let done = ledger
        .reprice(wish, making("test"), &|event| toy.price(event), &mut |change| changes.push(keep(change)))
        .expect("repriced");
    assert_eq!((considered.expect("considered"), foreseen), (done.0, changes), "what was foreseen is what is done");
    done
}

pub(crate) fn all_of(ledger: &Ledger) -> Vec<Record> {
    ledger.records(&InstantRange::ALL, &Filter::default(), true, None, u64::MAX - 1).expect("records")
}

fn at(ledger: &mut Ledger, generation: u32) {
    let prices = if generation == 0 { Prices::Recorded } else { Prices::Generation(generation) };
    ledger.read_at(prices).expect("there is such a generation");
}

/// What a record costs, and all that says why.
type Costs = (String, Option<Usd>, Option<String>, Option<String>, Vec<(UsageClass, u64, Usd, Option<Rate>)>);

fn costs(ledger: &Ledger, record: &Record) -> Costs {
    let lines = ledger.lines(record.row).expect("lines");
    (
        record.provider.clone(),
        record.cost,
        record.unpriced.clone(),
        record.rule.clone(),
        lines.into_iter().map(|line| (line.class, line.count, line.amount, line.rate)).collect(),
    )
}

/// Costs by id, and what does not depend on prices.
type Snapshot = BTreeMap<String, (String, Costs)>;

pub(crate) fn snapshot(ledger: &mut Ledger, generation: u32) -> Snapshot {
    at(ledger, generation);
    let records = all_of(ledger);
    let fixed = |record: &Record| {
        let estimated = record.measures.estimated_requests;
        format!("{:?} {:?} {:?} {} {estimated}", record.at, record.usage, record.labels, record.model)
    };
    let snapshot = records.iter().map(|r| (r.id.clone(), (fixed(r), costs(ledger, r)))).collect();
    ledger.read_at(Prices::Current).expect("the current ones");
    snapshot
}

fn newest(ledger: &Ledger) -> u32 {
    ledger.generations().expect("listed").last().map_or(0, |generation| generation.number)
}

/// The sums of a grain by names: days, quarters and instants summed over.
fn folded(ledger: &Ledger, grain: Grain) -> BTreeMap<String, Measures> {
    let names = ledger.dictionary().expect("names");
    let mut all = BTreeMap::<String, Measures>::new();
    let mut each = |bucket: cost_ops::store::Bucket<'_>| {
        assert_ne!(*bucket.measures, Measures::default(), "{grain:?}: a row of nothing");
        let (provider, model) = &names.models[bucket.model as usize];
        let facet = &names.facets[bucket.facet as usize];
        *all.entry(format!("{provider}/{model} {}", facet.user)).or_default() += bucket.measures;
    };
    ledger.fold(grain, &InstantRange::ALL, &Filter::default(), &mut each).expect("a fold");
    all.retain(|_, sums| *sums != Measures::default());
    all
}

/// The same from single records.
fn summed(records: &[Record], facets: bool) -> BTreeMap<String, Measures> {
    let mut all = BTreeMap::<String, Measures>::new();
    for record in records {
        let user = if facets { record.labels.user.as_str() } else { "" };
        *all.entry(format!("{}/{} {user}", record.provider, record.model)).or_default() += &record.measures;
    }
    all
}

/// Every generation's sums are those of its records, in every grain.
pub(crate) fn assert_sums(ledger: &mut Ledger) {
    assert_eq!(ledger.verify().expect("verified"), []);
    for generation in 0..=newest(ledger) {
        at(ledger, generation);
        let records = all_of(ledger);
        assert_eq!(folded(ledger, Grain::Day), summed(&records, true), "days of generation {generation}");
        assert_eq!(folded(ledger, Grain::Event), summed(&records, true), "events of generation {generation}");
        assert_eq!(folded(ledger, Grain::ModelDay), summed(&records, false), "models of generation {generation}");
        assert_eq!(folded(ledger, Grain::Quarter), summed(&records, false), "quarters of generation {generation}");
        let mut whole = Measures::default();
        records.iter().for_each(|record| whole += &record.measures);
        for grain in [Grain::Facet, Grain::Session, Grain::Label] {
            let found = sums(ledger, grain, &InstantRange::ALL, &Filter::default());
            assert_eq!(found, whole, "{grain:?} of generation {generation}");
        }
        let other = Filter { model: vec!["unknown*".into()], ..Filter::default() };
        let found = ledger.records(&InstantRange::ALL, &other, true, None, 10_000).expect("records");
        assert_eq!(found.len(), records.iter().filter(|record| record.model.starts_with("unknown")).count());
        let filed = Filter { provider: vec!["unknown".into()], ..Filter::default() };
        let found = ledger.records(&InstantRange::ALL, &filed, true, None, 10_000).expect("records");
        assert_eq!(found.len(), records.iter().filter(|record| record.provider == "unknown").count());
        assert_eq!(sums(ledger, Grain::Event, &InstantRange::ALL, &filed).requests, found.len() as i128);
        assert_eq!(sums(ledger, Grain::ModelDay, &InstantRange::ALL, &filed).requests, found.len() as i128);
    }
    ledger.read_at(Prices::Current).expect("the current ones");
}

#[test]
fn the_older_generation_stays_readable() {
    let mut ledger = memory(Tz::UTC);
    append(&mut ledger, &[event("a"), event("b")], Toy::USUAL);
    let before = snapshot(&mut ledger, 0);
    let dearer = Toy { level: 2, known: false };
    let (repriced, number) = reprice(&mut ledger, &Repricing::new(Which::All), dearer);
    assert_eq!((repriced.records, repriced.changed, repriced.kept, number), (2, 2, 0, Some(1)));
    assert_eq!(repriced.new_total, repriced.old_total + repriced.old_total);
    assert_eq!(snapshot(&mut ledger, 0), before);
    let now = snapshot(&mut ledger, 1);
    assert!(now.values().all(|(_, (_, cost, ..))| *cost == before["a"].1.1.map(|cost| cost + cost)));
    let listed = ledger.generations().expect("listed").remove(0);
    assert_eq!((listed.number, listed.what.as_str(), listed.repriced), (1, "test", repriced));
    assert_sums(&mut ledger);
    // What comes in later is in all generations, at the price it came in with.
    append(&mut ledger, &[event("c")], dearer);
    assert_eq!(snapshot(&mut ledger, 0)["c"], snapshot(&mut ledger, 1)["c"]);
    assert_eq!(snapshot(&mut ledger, 0)["a"], before["a"]);
    assert_sums(&mut ledger);
}

#[test]
fn a_better_copy_takes_the_place_of_all_generations() {
    let mut ledger = memory(Tz::UTC);
    append(&mut ledger, &[event("a"), event("b")], Toy::USUAL);
    for level in [2, 3] {
        reprice(&mut ledger, &Repricing::new(Which::All), Toy { level, known: false });
    }
    let mut better = event("a");
    better.usage.set(UsageClass::Output, 999);
    better.at = instant(START - 86_400_000_000);
    let b = snapshot(&mut ledger, 1)["b"].clone();
    assert_eq!(append(&mut ledger, &[better], Toy { level: 5, known: false }).updated, 1);
    let [first, second, third] = [0, 1, 2].map(|generation| snapshot(&mut ledger, generation)["a"].clone());
    assert!(first == second && second == third);
    assert_eq!(snapshot(&mut ledger, 1)["b"], b);
    assert_sums(&mut ledger);
}

#[test]
fn an_unknown_generation_is_named_with_those_there_are() {
    let mut ledger = memory(Tz::UTC);
    let error = ledger.read_at(Prices::Generation(1)).expect_err("there is none");
    assert_eq!(error.code, Code::NotFound);
    assert!(error.message.ends_with("only 0 (as recorded)"), "{error}");
    append(&mut ledger, &[event("a")], Toy::USUAL);
    reprice(&mut ledger, &Repricing::new(Which::All), Toy { level: 2, known: false });
    let error = ledger.read_at(Prices::Generation(7)).expect_err("there is none");
    assert!(error.message.ends_with("only 0 (as recorded) and 1"), "{error}");
    ledger.read_at(Prices::Generation(1)).expect("there is one");
    assert_eq!(ledger.earlier_prices().expect("known"), None, "the newest is the current one");
    ledger.read_at(Prices::Recorded).expect("there is one");
    assert_eq!(ledger.earlier_prices().expect("known"), Some((0, 1)));
}

#[derive(Debug, Clone)]
enum Act {
    Append(Vec<UsageEvent>),
    Prices(Toy),
    Reprice(Box<Repricing>),
    Zone(Tz),
    Settle,
}

/// Copies of which some name no provider: they move when one is found.
fn unnamed() -> impl Strategy<Value = UsageEvent> {
    copies().prop_map(|mut event| {
        if event.model.starts_with("unknown") && event.usage.get(UsageClass::Output).is_multiple_of(2) {
            event.provider = None;
        }
        event
    })
}

fn wishes() -> impl Strategy<Value = Repricing> {
    let mended = Correction {
        id: 0,
        provider: "openai".into(),
        model: "gpt-5.2".into(),
        range: InstantRange { from: None, to: Some(instant(1_772_928_000_000_000 + 3_600_000_000)) },
        note: String::new(),
        at: instant(START),
    };
    let which = prop_oneof![
        3 => Just(Which::All),
        2 => Just(Which::Unpriced),
        1 => Just(Which::Corrected(vec![mended])),
    ];
    (which, any::<bool>(), 0u8..4, any::<bool>()).prop_map(|(which, as_of, user, half)| Repricing {
        which,
        range: InstantRange { from: half.then(|| instant(1_772_928_000_000_000 + 1_799_000_001)), to: None },
        filter: match user {
            3 => Filter { user: vec!["u1".into()], ..Filter::default() },
            2 => Filter { session: vec!["s2".into()], ..Filter::default() },
            _ => Filter::default(),
        },
        as_of: as_of.then(|| instant(START + 3_600_000_000)),
        skip_closed: false,
    })
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let toys = (0u32..4, any::<bool>()).prop_map(|(level, known)| Toy { level, known });
    let act = prop_oneof![
        3 => vec(unnamed(), 1..8).prop_map(Act::Append),
        2 => toys.prop_map(Act::Prices),
        4 => wishes().prop_map(|wish| Act::Reprice(Box::new(wish))),
        1 => zones().prop_map(Act::Zone),
        1 => Just(Act::Settle),
    ];
    vec(act, 1..14)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn recorded_generations_never_change(first in vec(unnamed(), 1..20), acts in acts()) {
        let (mut ledger, mut toy) = (memory(Tz::UTC), Toy::USUAL);
        append(&mut ledger, &first, toy);
        let mut known: Vec<Snapshot> = vec![snapshot(&mut ledger, 0)];
        for act in acts {
            let made = match act {
                Act::Append(events) => { append(&mut ledger, &events, toy); None }
                Act::Prices(other) => { toy = other; None }
                Act::Zone(zone) => { ledger.set_zone(zone).expect("rebuilt"); None }
                Act::Settle => { ledger.settle().expect("settled"); None }
                Act::Reprice(wish) => reprice(&mut ledger, &wish, toy).1,
            };
            let now: Vec<Snapshot> = (0..=newest(&ledger)).map(|n| snapshot(&mut ledger, n)).collect();
            prop_assert_eq!(now.len(), known.len() + usize::from(made.is_some()));
            for (n, before) in known.iter().enumerate() {
                for (id, (fixed, costs)) in before {
                    let (fixed_now, costs_now) = &now[n][id];
                    if fixed == fixed_now {
                        prop_assert_eq!(costs, costs_now, "{} in generation {}", id, n);
                    } else {
                        // Improved: what it costs is as it was, or the same in every generation.
                        prop_assert!(costs == costs_now || now.iter().all(|other| other[id] == now[n][id]));
                    }
                }
            }
            assert_sums(&mut ledger);
            known = now;
        }
    }
}

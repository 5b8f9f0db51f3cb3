//! Property: whatever is done to the prices (added, changed, imported, rolled back) and however
//! often records are priced again, every generation of costs stays as it was, and every sum is the
//! one its records have.

use chrono::{DateTime, TimeDelta, Utc};
use cost_ops::catalog::exchange::Dates;
use cost_ops::catalog::format::File;
use cost_ops::catalog::{PriceBook, update};
use cost_ops::domain::{
    Action, Filter, ImportedList, InstantRange, Measures, PriceChange, PriceEntry, PricePlace, Prices, Repricing,
    UsageClass, UsageCounts, UsageEvent, Which,
};
use cost_ops::ingest::{Pricer, reprice};
use cost_ops::report;
use cost_ops::store::{Ledger, PricedEvent};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};

use crate::store_events::{event, instant, memory};

const MODELS: [&str; 3] = ["gpt-4o", "solid-1", "mystery"];

/// 2026-11-01 and `hours` later.
fn at(hours: i64) -> DateTime<Utc> {
    "2026-11-01T00:00:00Z".parse::<DateTime<Utc>>().expect("an instant") + TimeDelta::hours(hours)
}

#[derive(Debug, Clone)]
enum Deed {
    /// A price of the user's own: of which model, how many dollars, since when.
    Add(usize, u32, Option<i64>),
    Remove,
    /// A list with these two prices of `solid-1`, the second since then.
    Import(u32, u32, i64),
    Rollback(u8),
    Reprice(u8, Option<i64>),
}

fn deeds() -> impl Strategy<Value = Deed> {
    prop_oneof![
        (0usize..3, 0u32..5, proptest::option::of(0i64..48)).prop_map(|(model, usd, from)| Deed::Add(model, usd, from)),
        any::<()>().prop_map(|()| Deed::Remove),
        (0u32..4, 0u32..4, 1i64..48).prop_map(|(first, second, from)| Deed::Import(first, second, from)),
        (0u8..8).prop_map(Deed::Rollback),
        (0u8..3, proptest::option::of(0i64..48)).prop_map(|(which, as_of)| Deed::Reprice(which, as_of)),
    ]
}

fn events() -> impl Strategy<Value = Vec<UsageEvent>> {
    let one = (0i64..48, 0usize..3, 0u64..1_000_000, 0u64..1_000);
    vec(one, 1..12).prop_map(|list| {
        let events = list.into_iter().enumerate().map(|(n, (hour, model, input, output))| {
            let mut given = event(&format!("e{n}"));
            given.at = at(hour);
            given.provider = Some(if model == 0 { "openai" } else { "acme" }.to_owned());
            given.model = MODELS[model].into();
            given.usage = UsageCounts::from_iter([(UsageClass::Input, input), (UsageClass::Output, output)]);
            given
        });
        events.collect()
    })
}

fn entry(model: usize, usd: u32, from: Option<i64>) -> PriceEntry {
    PriceEntry {
        place: PricePlace::Ledger(0),
        provider: if model == 0 { "openai" } else { "acme" }.into(),
        model: MODELS[model].into(),
        from: from.map(at),
        to: None,
        rates: [UsageClass::Input, UsageClass::Output].map(|class| (class, usd.to_string())).into(),
        tiers: Vec::new(),
        when: Vec::new(),
        free: false,
        native: None,
        added: at(0),
    }
}

fn list(first: u32, second: u32, from: i64) -> File {
    let price = |usd: u32| format!("rates = {{ input_tokens = \"{usd}\", output_tokens = \"{usd}\" }}\n");
    let text = format!(
        "[provider]\nid = \"acme\"\nname = \"Acme\"\norder = 900\n[[model]]\nid = \"solid-1\"\n[[model.price]]\n{}\
         [[model.price]]\nfrom = \"{}\"\n{}",
        price(first),
        at(from).format("%Y-%m-%dT%H:%M:%SZ"),
        price(second)
    );
    toml::from_str(&text).expect("a price file")
}

fn import(ledger: &mut Ledger, file: &File) {
    let layers = ledger.price_layers().expect("read");
    let files = [file.clone()];
    let found = update::compare(&layers, "a-list", &files, Dates::All, at(0)).expect("compared");
    let providers = found.files.iter().map(|file| update::as_json(file).expect("JSON")).collect();
    let list = ImportedList {
        source: "a-list".into(),
        catalog: "2026-11-01-00000000".into(),
        origin: "a".into(),
        whole: true,
        models: 1,
        providers,
    };
    let change = PriceChange { list: Some(list), ..PriceChange::new(at(0), Action::PriceAdd, "imported") };
    ledger.change_prices(&change).expect("stored");
}

/// Does it; the generation that came of it, if one did.
fn run(ledger: &mut Ledger, deed: &Deed) -> Option<u32> {
    match deed {
        Deed::Add(model, usd, from) => {
            let change = PriceChange {
                added: vec![entry(*model, *usd, *from)],
                ..PriceChange::new(at(0), Action::PriceAdd, "added")
            };
            ledger.change_prices(&change).expect("stored");
        }
        Deed::Remove => {
            let first = ledger.price_layers().expect("read").entries.first().and_then(|entry| entry.place.row());
            let change = PriceChange {
                retired: first.into_iter().collect(),
                ..PriceChange::new(at(0), Action::PriceAdd, "removed")
            };
            ledger.change_prices(&change).expect("stored");
        }
        Deed::Import(first, second, from) => import(ledger, &list(*first, *second, *from)),
        Deed::Rollback(back) => {
            let layers = ledger.price_layers().expect("read");
            ledger.roll_prices_back((layers.version - i64::from(*back)).max(0), 0).expect("rolled back");
        }
        Deed::Reprice(which, as_of) => {
            let which = match which {
                0 => Which::Unpriced,
                1 => Which::Corrected(ledger.corrections().expect("read")),
                _ => Which::All,
            };
            let book = PriceBook::layered(ledger.price_layers().expect("read"));
            let wish = Repricing { as_of: as_of.map(at), ..Repricing::new(which) };
            return reprice::reprice(ledger, &wish, &book, "a book", instant(0)).expect("repriced").generation;
        }
    }
    None
}

fn total(ledger: &mut Ledger, prices: Prices) -> Measures {
    ledger.read_at(prices).expect("a generation");
    let total = report::total(ledger, &InstantRange::ALL, &Filter::default()).expect("read");
    ledger.read_at(Prices::Current).expect("the newest");
    total
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_past_stays_whatever_happens_to_prices(events in events(), deeds in vec(deeds(), 1..10)) {
        let mut ledger = memory(cost_ops::domain::Tz::named("Asia/Kathmandu").expect("a zone"));
        let book = PriceBook::new(Vec::new());
        let priced = |event: UsageEvent| {
            let (provider, cost) = book.price(&event);
            PricedEvent { event, provider, cost }
        };
        let batch: Vec<PricedEvent> = events.into_iter().map(priced).collect();
        ledger.append(&batch, &|event| book.price(event)).expect("stored");
        let mut known = vec![(0, total(&mut ledger, Prices::Recorded))];
        for deed in &deeds {
            let before = total(&mut ledger, Prices::Current);
            match run(&mut ledger, deed) {
                Some(number) => known.push((number, total(&mut ledger, Prices::Current))),
                None => prop_assert_eq!(before, total(&mut ledger, Prices::Current), "{:?} changed a cost", deed),
            }
            for (number, sums) in &known {
                prop_assert_eq!(*sums, total(&mut ledger, Prices::Generation(*number)), "generation {} after {:?}", number, deed);
            }
            prop_assert!(ledger.verify().expect("verified").is_empty());
        }
    }
}

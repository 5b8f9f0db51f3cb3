//! The price book's versions: what is in force, what was, and that nothing of it is lost.

use chrono::{DateTime, Utc};
use cost_ops::domain::{Action, Code, ImportedList, NativePrice, PriceChange, PriceEntry, PricePlace, UsageClass};
use cost_ops::store::{Ledger, OpenOptions};

fn memory() -> Ledger {
    Ledger::open(&OpenOptions { path: None, create: true, read_only: false, zone: cost_ops::domain::Tz::UTC })
        .expect("opened")
}

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000 + minute * 60, 0).expect("an instant")
}

fn entry(model: &str) -> PriceEntry {
    let listed = vec![(UsageClass::Input, "0.8".to_owned())];
    PriceEntry {
        place: PricePlace::Ledger(0),
        provider: "acme".into(),
        model: model.into(),
        from: Some(at(0)),
        to: None,
        rates: vec![(UsageClass::Input, "0.1000".into()), (UsageClass::Output, "2.8e-3".into())],
        tiers: vec![(200_000, vec![(UsageClass::Input, "0.2".into())])],
        when: vec![("processing".into(), "batch".into())],
        free: false,
        native: Some(NativePrice { currency: "CNY".into(), per_usd: "8".into(), rates: listed, tiers: Vec::new() }),
        added: at(0),
    }
}

fn list(source: &str) -> ImportedList {
    ImportedList {
        source: source.into(),
        catalog: "2026-11-24-00000000".into(),
        origin: "a.json".into(),
        whole: false,
        models: 3,
        providers: vec![("acme".into(), "{}".into())],
    }
}

fn change(what: &str) -> PriceChange {
    PriceChange::new(at(1), Action::PriceAdd, what)
}

fn models(ledger: &Ledger) -> Vec<String> {
    ledger.price_layers().expect("read").entries.into_iter().map(|entry| entry.model).collect()
}

#[test]
fn entries_come_back_as_they_were_given() {
    let mut ledger = memory();
    assert_eq!(ledger.price_layers().expect("read").version, 0);
    let (version, rows) =
        ledger.change_prices(&PriceChange { added: vec![entry("Solid-1")], ..change("added") }).expect("stored");
    let layers = ledger.price_layers().expect("read");
    assert_eq!((layers.version, layers.at), (version, Some(at(1))));
    assert_eq!(layers.entries, [PriceEntry { place: PricePlace::Ledger(rows[0]), ..entry("Solid-1") }]);
    ledger.change_prices(&PriceChange { retired: rows.clone(), ..change("removed") }).expect("stored");
    assert!(models(&ledger).is_empty());
    let again = ledger.change_prices(&PriceChange { retired: rows, ..change("removed") }).expect_err("it is gone");
    assert_eq!(again.code, Code::NotFound);
    assert_eq!(ledger.price_layers().expect("read").version, 2, "a change that fails makes no version");
}

#[test]
fn any_version_can_be_had_again() {
    let mut ledger = memory();
    let (_, rows) = ledger.change_prices(&PriceChange { added: vec![entry("a")], ..change("added") }).expect("stored");
    ledger
        .change_prices(&PriceChange { added: vec![entry("b")], list: Some(list("x")), ..change("both") })
        .expect("stored");
    ledger.change_prices(&PriceChange { retired: rows, list: Some(list("y")), ..change("changed") }).expect("stored");
    let last = ledger.price_layers().expect("read");
    assert_eq!(last.lists.iter().map(|list| list.source.as_str()).collect::<Vec<_>>(), ["y", "x"], "the newest first");
    ledger.roll_prices_back(1, 9).expect("rolled back");
    assert_eq!(models(&ledger), ["a"]);
    assert!(ledger.price_layers().expect("read").lists.is_empty());
    ledger.roll_prices_back(3, 9).expect("rolled forth");
    let again = ledger.price_layers().expect("read");
    assert_eq!((again.entries, again.lists), (last.entries, last.lists));
    assert_eq!(ledger.roll_prices_back(77, 9).expect_err("no such version").code, Code::NotFound);
    let history = ledger.price_history().expect("read");
    assert_eq!(history.iter().map(|version| version.version).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5]);
    assert_eq!(history[3].lists, ["y 2026-11-24-00000000", "x 2026-11-24-00000000"]);
}

#[test]
fn a_list_takes_the_place_of_its_own_source_only() {
    let mut ledger = memory();
    for source in ["x", "y", "x"] {
        ledger.change_prices(&PriceChange { list: Some(list(source)), ..change("imported") }).expect("stored");
    }
    let lists = ledger.price_layers().expect("read").lists;
    assert_eq!(lists, [list("x"), list("y")]);
}

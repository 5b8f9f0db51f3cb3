//! What an incoming list changes: its prices from now on, and the past only where it says so.

use chrono::{DateTime, Utc};
use cost_ops::catalog::exchange::Dates;
use cost_ops::catalog::format::File;
use cost_ops::catalog::update::{self, ChangeKind, Update};
use cost_ops::catalog::{PriceBook, Quote};
use cost_ops::domain::{Cost, ImportedList, Layer, PriceContext, PriceLayers, UsageClass, UsageCounts};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn list(provider: &str, rest: &str) -> File {
    let text = format!("[provider]\nid = \"{provider}\"\nname = \"{provider}\"\norder = 0\n{rest}");
    toml::from_str(&text).expect("a price file")
}

/// What a list that is no list of ours changes at noon of 2026-11-25.
fn taken(file: &File, dates: Dates) -> (Update, PriceBook) {
    let nothing = PriceLayers { version: 0, at: None, entries: Vec::new(), lists: Vec::new() };
    let (update, layers) = taken_over(&nothing, file, dates, "2026-11-25T12:00:00Z");
    (update, PriceBook::layered(layers))
}

/// The same at an instant, after what was imported before.
fn taken_over(before: &PriceLayers, file: &File, dates: Dates, now: &str) -> (Update, PriceLayers) {
    let update = update::compare(before, "a-list", std::slice::from_ref(file), dates, at(now)).expect("compared");
    let imported = ImportedList {
        source: "a-list".into(),
        catalog: "2026-11-25-00000000".into(),
        origin: "a-list.json".into(),
        whole: false,
        models: 1,
        providers: update.files.iter().map(|file| update::as_json(file).expect("JSON")).collect(),
    };
    (update, PriceLayers { lists: vec![imported], ..before.clone() })
}

fn total(quote: Quote) -> Option<String> {
    match quote.cost {
        Cost::Priced(priced) => Some(priced.total().to_string()),
        Cost::Unpriced(_) => None,
    }
}

/// A million tokens in.
fn ask(book: &PriceBook, provider: &str, model: &str, time: &str, context: &PriceContext) -> Option<String> {
    let usage = UsageCounts::from_iter([(UsageClass::Input, 1_000_000)]);
    total(book.quote(Some(provider), model, at(time), context, &usage))
}

const NONE: PriceContext = PriceContext { attributes: Vec::new(), aggregate: false };

#[test]
fn a_list_without_dates_leaves_the_past_of_names_that_were_read_otherwise() {
    let eu = "[[model]]\nid = \"eu/gpt-4o-2024-08-06\"\n[[model.price]]\nrates = { input_tokens = \"7\" }\n";
    let before = ask(&PriceBook::new(Vec::new()), "azure", "eu/gpt-4o-2024-08-06", "2026-06-01T00:00:00Z", &NONE);
    assert!(before.is_some(), "priced by OpenAI's list, times the region");
    let (update, book) = taken(&list("azure", eu), Dates::None);
    assert_eq!(update.changes[0].kind, ChangeKind::New);
    assert_eq!(ask(&book, "azure", "eu/gpt-4o-2024-08-06", "2026-06-01T00:00:00Z", &NONE), before);
    assert_eq!(ask(&book, "azure", "eu/gpt-4o-2024-08-06", "2026-11-25T11:59:59Z", &NONE), before);
    // The region's own price has the region's multiplier in it.
    assert_eq!(ask(&book, "azure", "eu/gpt-4o-2024-08-06", "2026-11-25T12:00:00Z", &NONE), Some("7".into()));
}

#[test]
fn a_list_without_dates_prices_the_past_of_what_had_no_price() {
    let solid = "[[model]]\nid = \"solid-1\"\n[[model.price]]\nrates = { input_tokens = \"7\" }\n";
    let (_, book) = taken(&list("acme", solid), Dates::None);
    assert_eq!(ask(&book, "acme", "solid-1", "2024-06-01T00:00:00Z", &NONE), Some("7".into()));
}

#[test]
fn a_model_without_dates_on_a_list_that_has_some_leaves_the_past_alone() {
    let peak = "[[schedule]]\nid = \"peak\"\nzone = \"UTC\"\nwindows = [[\"00:00\", \"24:00\"]]\n\
        from = \"1970-01-01T00:00:00Z\"\nsource = \"\"\n\
        [[model]]\nid = \"gpt-4.1\"\n[[model.price]]\nrates = { input_tokens = \"7\" }\n\
        [[model.hours]]\nschedule = \"peak\"\nrates = { input_tokens = \"9\" }\n";
    let embedded = PriceBook::new(Vec::new());
    let past = ask(&embedded, "openai", "gpt-4.1", "2026-06-01T00:00:00Z", &NONE);
    for (dates, then) in [(Dates::Some, past), (Dates::All, Some("9".into()))] {
        let (update, book) = taken(&list("openai", peak), dates);
        let kind = if dates == Dates::Some { ChangeKind::Changed } else { ChangeKind::Corrected };
        assert_eq!(update.changes[0].kind, kind);
        assert_eq!(ask(&book, "openai", "gpt-4.1", "2026-06-01T00:00:00Z", &NONE), then, "{dates:?}");
        assert_eq!(ask(&book, "openai", "gpt-4.1", "2026-11-25T12:00:00Z", &NONE), Some("9".into()), "{dates:?}");
    }
}

#[test]
fn what_is_borrowed_lends_no_batch_price() {
    let mut batch = NONE;
    batch.set("processing", "batch");
    let embedded = PriceBook::new(Vec::new());
    let standard = ask(&embedded, "azure", "gpt-4o", "2026-11-25T12:00:00Z", &NONE);
    assert_eq!(ask(&embedded, "azure", "gpt-4o", "2026-11-25T12:00:00Z", &batch), standard);
    let text = "[[model]]\nid = \"gpt-4o\"\n[[model.price]]\nrates = { input_tokens = \"2.5\" }\n\
        [[model.variant]]\nwhen = { processing = \"batch\" }\nrates = { input_tokens = \"1.25\" }\n";
    let (_, book) = taken(&list("azure", text), Dates::None);
    assert_eq!(ask(&book, "azure", "gpt-4o", "2026-11-25T12:00:00Z", &NONE), Some("2.5".into()));
    assert_eq!(ask(&book, "azure", "gpt-4o", "2026-11-25T12:00:00Z", &batch), Some("1.25".into()));
}

#[test]
fn a_multiplier_only_the_list_knows_counts_for_a_model_only_it_has() {
    let text = "[[provider.uplift]]\nattribute = \"inference_geo\"\nvalues = [\"us\"]\ntimes = 11\nover = 10\n\
        [[model]]\nid = \"claude-next-1\"\n[[model.price]]\nrates = { input_tokens = \"10\" }\n";
    let (_, book) = taken(&list("anthropic", text), Dates::None);
    let mut us = NONE;
    us.set("inference_geo", "us");
    assert_eq!(ask(&book, "anthropic", "claude-next-1", "2026-11-25T12:00:00Z", &NONE), Some("10".into()));
    assert_eq!(ask(&book, "anthropic", "claude-next-1", "2026-11-25T12:00:00Z", &us), Some("11".into()));
}

#[test]
fn a_name_that_moves_to_another_model_loses_nothing() {
    let nothing = PriceLayers { version: 0, at: None, entries: Vec::new(), lists: Vec::new() };
    let price = |usd: u32| format!("[[model.price]]\nrates = {{ input_tokens = \"{usd}\" }}\n");
    let first =
        "[[model]]\nid = \"a\"\nnames = [\"x\"]\n".to_owned() + &price(1) + "[[model]]\nid = \"c\"\n" + &price(2);
    let then = "[[model]]\nid = \"b\"\nnames = [\"x\"]\n".to_owned() + &price(5);
    let (_, layers) = taken_over(&nothing, &list("acme", &first), Dates::All, "2026-11-25T12:00:00Z");
    let (_, layers) = taken_over(&layers, &list("acme", &then), Dates::All, "2026-11-26T12:00:00Z");
    let book = PriceBook::layered(layers);
    for (model, usd) in [("a", "1"), ("b", "5"), ("c", "2"), ("x", "5")] {
        assert_eq!(ask(&book, "acme", model, "2026-11-27T00:00:00Z", &NONE), Some(usd.into()), "{model}");
    }
}

#[test]
fn what_holds_as_of_now_gives_way_to_what_is_announced() {
    let announced = "[[model]]\nid = \"m\"\n[[model.price]]\nrates = { input_tokens = \"1\" }\n\
        [[model.price]]\nfrom = \"2027-01-01\"\nrates = { input_tokens = \"2\" }\n";
    let (_, mut layers) = taken_over(
        &PriceLayers { version: 0, at: None, entries: Vec::new(), lists: Vec::new() },
        &list("acme", announced),
        Dates::All,
        "2026-11-25T12:00:00Z",
    );
    layers.lists[0].source = "another".into();
    let undated = |usd: &str| {
        list("acme", &format!("[[model]]\nid = \"m\"\n[[model.price]]\nrates = {{ input_tokens = \"{usd}\" }}\n"))
    };
    let over = |layers: &PriceLayers, usd: &str, now: &str| {
        let (_, after) = taken_over(layers, &undated(usd), Dates::None, now);
        PriceLayers { lists: vec![after.lists[0].clone(), layers.lists.last().expect("the first").clone()], ..after }
    };
    let once = over(&layers, "3", "2026-11-26T00:00:00Z");
    let twice = over(&once, "4", "2026-11-28T00:00:00Z");
    let book = PriceBook::layered(twice);
    let days = [("2026-11-25", "1"), ("2026-11-27", "3"), ("2026-12-31", "4"), ("2027-01-01", "2")];
    for (day, usd) in days {
        assert_eq!(ask(&book, "acme", "m", &format!("{day}T23:59:59Z"), &NONE), Some(usd.into()), "{day}");
    }
}

#[test]
fn a_name_that_no_list_has_is_kept_without_its_models_price() {
    let nothing = PriceLayers { version: 0, at: None, entries: Vec::new(), lists: Vec::new() };
    let known = |usd: &str| {
        let text = format!(
            "[[model]]\nid = \"gpt-4.1\"\nnames = [\"our/four-one\"]\n[[model.price]]\nrates = {{ input_tokens = \"{usd}\" }}\n"
        );
        list("openai", &text)
    };
    let (update, layers) = taken_over(&nothing, &known("2"), Dates::None, "2026-11-25T12:00:00Z");
    assert_eq!(update.changes[0].detail, "also called our/four-one");
    let told = |layers: &PriceLayers, model: &str, day: &str| {
        let book = PriceBook::layered(layers.clone());
        match book
            .quote(
                Some("openai"),
                model,
                at(&format!("{day}T00:00:00Z")),
                &NONE,
                &UsageCounts::from_iter([(UsageClass::Input, 1_000_000)]),
            )
            .cost
        {
            Cost::Priced(priced) => (priced.stamp.layer, priced.total().to_string()),
            Cost::Unpriced(reason) => panic!("{}", reason.as_text()),
        }
    };
    assert_eq!(told(&layers, "our/four-one", "2026-11-26"), (Layer::Imported, "2".into()));
    assert_eq!(told(&layers, "gpt-4.1", "2026-11-26"), (Layer::Embedded, "2".into()));
    let (again, layers) = taken_over(&layers, &known("2"), Dates::None, "2026-11-26T12:00:00Z");
    assert!(again.changes.is_empty(), "{:?}", again.changes);
    let (_, layers) = taken_over(&layers, &known("3"), Dates::None, "2026-11-27T12:00:00Z");
    assert_eq!(told(&layers, "gpt-4.1", "2026-11-26"), (Layer::Embedded, "2".into()), "the past");
    assert_eq!(told(&layers, "our/four-one", "2026-11-28"), (Layer::Imported, "3".into()));
}

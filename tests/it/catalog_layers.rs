//! Layers, contexts and the promises of a quote, through the public face.

use chrono::{DateTime, Utc};
use cost_ops::catalog::format::File;
use cost_ops::catalog::{PriceBook, Quote};
use cost_ops::domain::{
    Cost, ImportedList, Layer, MatchClass, PriceContext, PriceEntry, PriceLayers, PricePlace, Priced, UnpricedReason,
    UsageClass, UsageCounts,
};
use proptest::prelude::*;

const INPUT: UsageClass = UsageClass::Input;
const OUTPUT: UsageClass = UsageClass::Output;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn entry(id: i64, model: &str, rates: &[(UsageClass, &str)]) -> PriceEntry {
    PriceEntry {
        place: PricePlace::Ledger(id),
        provider: "openai".into(),
        model: model.into(),
        from: None,
        to: None,
        rates: rates.iter().map(|(class, usd)| (*class, (*usd).to_owned())).collect(),
        tiers: Vec::new(),
        when: Vec::new(),
        free: false,
        native: None,
        added: at("2026-01-01T00:00:00Z"),
    }
}

fn usage(input: u64, output: u64) -> UsageCounts {
    UsageCounts::from_iter([(INPUT, input), (OUTPUT, output)])
}

fn ask(book: &PriceBook, model: &str, context: &PriceContext) -> Quote {
    book.quote(Some("openai"), model, at("2026-11-23T12:00:00Z"), context, &usage(1_000_000, 1_000_000))
}

fn priced(quote: Quote) -> Priced {
    match quote.cost {
        Cost::Priced(priced) => priced,
        Cost::Unpriced(reason) => panic!("no price: {}", reason.as_text()),
    }
}

fn batch() -> PriceContext {
    let mut context = PriceContext::default();
    context.set("processing", "batch");
    context
}

#[test]
fn a_user_entry_replaces_only_the_classes_it_states() {
    let book = PriceBook::new(vec![entry(7, "GPT-4o", &[(INPUT, "1")])]);
    let cost = priced(ask(&book, "gpt-4o", &PriceContext::default()));
    assert_eq!(cost.total().to_string(), "11", "input by the user, output by the list");
    assert_eq!((cost.stamp.matched, cost.stamp.layer), (MatchClass::User, Layer::User));
    assert_eq!(cost.stamp.rule, "user/openai/gpt-4o#7");
    let other = priced(ask(&book, "gpt-4o-2024-08-06", &PriceContext::default()));
    assert_eq!(other.total().to_string(), "12.5", "a user's entry goes by the name as it came");
}

/// An imported list of OpenAI's with these models.
fn imported(whole: bool, models: &[&str]) -> ImportedList {
    let text = format!("[provider]\nid = \"openai\"\nname = \"OpenAI\"\norder = 0\n{}", models.join("\n"));
    let file: File = toml::from_str(&text).expect("a price file");
    ImportedList {
        source: "a-list".into(),
        catalog: "2026-11-24-00000000".into(),
        origin: "a-list.json".into(),
        whole,
        models: 1,
        providers: vec![("openai".into(), serde_json::to_string(&file).expect("JSON"))],
    }
}

fn layered(entries: Vec<PriceEntry>, list: ImportedList) -> PriceBook {
    PriceBook::layered(PriceLayers { version: 1, at: None, entries, lists: vec![list] })
}

const GPT_4O: &str = "[[model]]\nid = \"gpt-4o\"\nprefixes = [\"gpt-4o\"]\n[[model.price]]\nfrom = \"2026-06-01\"\nrates = { input_tokens = \"2\" }\n";

#[test]
fn user_goes_before_imported_before_embedded() {
    let book = layered(vec![entry(2, "gpt-4o", &[(OUTPUT, "1")])], imported(false, &[GPT_4O]));
    let cost = priced(ask(&book, "gpt-4o", &PriceContext::default()));
    assert_eq!(cost.total().to_string(), "3", "output by the user, input by the imported list");
    assert_eq!(cost.stamp.rule, "user/openai/gpt-4o#2");
    let cost = priced(ask(&layered(Vec::new(), imported(false, &[GPT_4O])), "gpt-4o", &PriceContext::default()));
    assert_eq!(cost.total().to_string(), "12", "input by the imported list, output by the embedded");
    assert_eq!((cost.stamp.layer, cost.stamp.catalog.as_str()), (Layer::Imported, "2026-11-24-00000000"));
    assert_eq!(cost.stamp.rule, "imported/a-list/openai/gpt-4o@2026-06-01");
}

#[test]
fn an_imported_list_leaves_the_past_to_the_lists_below() {
    let book = layered(Vec::new(), imported(false, &[GPT_4O]));
    let before = book.quote(
        Some("openai"),
        "gpt-4o",
        at("2026-05-31T23:59:59Z"),
        &PriceContext::default(),
        &usage(1_000_000, 1_000_000),
    );
    assert_eq!(priced(before).total().to_string(), "12.5");
}

#[test]
fn a_family_of_an_imported_list_does_not_replace_a_snapshot_of_its_own() {
    let book = layered(Vec::new(), imported(false, &[GPT_4O]));
    let own = priced(ask(&book, "gpt-4o-2024-05-13", &PriceContext::default()));
    assert_eq!(own.total().to_string(), "20", "the embedded list has a record for exactly this name");
    let alias = priced(ask(&book, "gpt-4o-2024-08-06", &PriceContext::default()));
    assert_eq!(alias.stamp.layer, Layer::Embedded, "an exact name below goes before a prefix above");
}

#[test]
fn a_borrowed_price_is_borrowed_from_the_imported_list_too() {
    let book = layered(Vec::new(), imported(false, &[GPT_4O]));
    let ask = |model| {
        let used = usage(1_000_000, 1_000_000);
        book.quote(Some("azure"), model, at("2026-11-23T12:00:00Z"), &PriceContext::default(), &used)
    };
    let plain = PriceBook::new(Vec::new());
    let listed = plain.quote(
        Some("azure"),
        "gpt-4o",
        at("2026-11-23T12:00:00Z"),
        &PriceContext::default(),
        &usage(1_000_000, 1_000_000),
    );
    let borrowed = matches!(&listed.cost, Cost::Priced(p) if p.stamp.matched == MatchClass::Borrowed);
    let cost = priced(ask("gpt-4o"));
    assert_eq!(cost.stamp.layer == Layer::Imported, borrowed);
    // Azure's data zones cost a tenth more, whoever states the base price.
    let zone = priced(ask("eu/gpt-4o"));
    assert_eq!(zone.total().pico() * 10, cost.total().pico() * 11);
}

#[test]
fn the_hours_of_a_list_without_weekdays_give_way_to_ours() {
    let deepseek = "[provider]\nid = \"deepseek\"\nname = \"DeepSeek\"\norder = 0\n\
        [[schedule]]\nid = \"peak\"\nzone = \"UTC\"\nwindows = [[\"01:00\", \"04:00\"]]\nfrom = \"2025-01-01\"\nsource = \"a list\"\n\
        [[model]]\nid = \"deepseek-v4-pro\"\n[[model.hours]]\nschedule = \"peak\"\nrates = { input_tokens = \"100\" }\n\
        [[model.price]]\nfrom = \"2026-11-01\"\nrates = { input_tokens = \"1\" }\n";
    let file: File = toml::from_str(deepseek).expect("a price file");
    let list = ImportedList {
        providers: vec![("deepseek".into(), serde_json::to_string(&file).expect("JSON"))],
        ..imported(false, &[])
    };
    let book = layered(Vec::new(), list);
    let ask = |when: &str| {
        priced(book.quote(
            Some("deepseek"),
            "deepseek-v4-pro",
            at(when),
            &PriceContext::default(),
            &usage(1_000_000, 0),
        ))
    };
    let (weekend, peak) = (ask("2026-11-21T02:00:00Z"), ask("2026-11-23T02:00:00Z"));
    assert_eq!(weekend.total().to_string(), "1", "a Saturday has no peak hours");
    assert_eq!(peak.total().to_string(), "2", "a Monday has, and what they do is the embedded list's to say");
}

#[test]
fn each_layer_has_its_own_word() {
    let book = layered(vec![entry(2, "gpt-4o", &[(OUTPUT, "1")])], imported(false, &[GPT_4O]));
    let opinions = book.opinions(
        Some("openai"),
        "gpt-4o",
        at("2026-11-23T12:00:00Z"),
        &PriceContext::default(),
        &usage(1_000_000, 1_000_000),
    );
    let told: Vec<_> = opinions.into_iter().map(|opinion| (opinion.source, opinion.cost)).collect();
    let total = |cost: &Cost| match cost {
        Cost::Priced(priced) => priced.total().to_string(),
        Cost::Unpriced(reason) => reason.as_text(),
    };
    let told: Vec<_> = told.iter().map(|(source, cost)| (source.as_str(), total(cost))).collect();
    assert_eq!(told, [("user", "3".into()), ("a-list", "12".into()), ("embedded", "12.5".into())]);
    assert!(book.is_contested(Some("openai"), "gpt-4o"));
    assert!(!book.is_contested(Some("openai"), "gpt-4o-2024-05-13"));
}

#[test]
fn an_imported_free_model_is_free() {
    let free = "[[model]]\nid = \"gpt-4o\"\nfree = true\n";
    let cost = priced(ask(&layered(Vec::new(), imported(true, &[free])), "gpt-4o", &PriceContext::default()));
    assert!(cost.stamp.free && cost.lines.is_empty());
}

#[test]
fn an_entry_may_be_for_a_region_in_the_name() {
    let mut regional = entry(9, "eu/gpt-4o", &[(INPUT, "7"), (OUTPUT, "7")]);
    regional.when = vec![("region".into(), "eu".into())];
    regional.provider = "azure".into();
    let book = PriceBook::new(vec![regional]);
    let cost = book.quote(
        Some("azure"),
        "eu/gpt-4o",
        at("2026-11-23T12:00:00Z"),
        &PriceContext::default(),
        &usage(1_000_000, 1_000_000),
    );
    assert_eq!(priced(cost).total().to_string(), "14");
}

#[test]
fn an_entry_holds_in_its_own_time_and_context_only() {
    let mut dated = entry(3, "gpt-4o", &[(INPUT, "1")]);
    dated.to = Some(at("2026-11-23T12:00:00Z"));
    let cost = priced(ask(&PriceBook::new(vec![dated]), "gpt-4o", &PriceContext::default()));
    assert_eq!(cost.total().to_string(), "12.5", "half-open: over at its end");
    assert_eq!(cost.stamp.layer, Layer::Embedded);

    let mut for_batch = entry(4, "gpt-4o", &[(INPUT, "0.5"), (OUTPUT, "0.5")]);
    for_batch.when = vec![("processing".into(), "batch".into())];
    let book = PriceBook::new(vec![for_batch]);
    assert_eq!(priced(ask(&book, "gpt-4o", &batch())).total().to_string(), "1");
    assert_eq!(priced(ask(&book, "gpt-4o", &PriceContext::default())).total().to_string(), "12.5");
}

#[test]
fn the_entry_that_asks_for_more_goes_first() {
    let when = |pairs: &[(&str, &str)]| pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    let mut narrow = entry(1, "gpt-4o", &[(INPUT, "1"), (OUTPUT, "1")]);
    narrow.when = when(&[("processing", "batch"), ("region", "eu")]);
    let mut wide = entry(2, "gpt-4o", &[(INPUT, "3"), (OUTPUT, "3")]);
    (wide.when, wide.from) = (when(&[("processing", "batch")]), Some(at("2026-10-01T00:00:00Z")));
    let book = PriceBook::new(vec![narrow, wide]);
    let mut both = batch();
    both.set("region", "eu");
    assert_eq!(priced(ask(&book, "gpt-4o", &both)).total().to_string(), "2");
    assert_eq!(priced(ask(&book, "gpt-4o", &batch())).total().to_string(), "6");
}

#[test]
fn a_standard_entry_leaves_the_lists_batch_price_alone() {
    let book = PriceBook::new(vec![entry(5, "gpt-5", &[(INPUT, "100"), (OUTPUT, "100")])]);
    let plain = PriceBook::new(Vec::new());
    assert_eq!(priced(ask(&book, "gpt-5", &batch())).total(), priced(ask(&plain, "gpt-5", &batch())).total());
    assert_eq!(priced(ask(&book, "gpt-5", &PriceContext::default())).total().to_string(), "200");
}

#[test]
fn a_private_model_is_priced_by_its_entry_and_not_before_it_begins() {
    let mut own = entry(6, "house-model", &[(INPUT, "1"), (OUTPUT, "2")]);
    own.provider = "in-house".into();
    own.from = Some(at("2026-06-01T00:00:00Z"));
    let book = PriceBook::new(vec![own]);
    let ask = |when: &str| {
        book.quote(Some("in-house"), "House-Model", at(when), &PriceContext::default(), &usage(1_000_000, 0))
    };
    let after = ask("2026-06-01T00:00:00Z");
    assert_eq!(after.provider.as_deref(), Some("in-house"));
    assert_eq!(priced(after).total().to_string(), "1");
    assert_eq!(ask("2026-05-31T23:59:59Z").cost, Cost::Unpriced(UnpricedReason::NoPriceAtDate));
}

#[test]
fn a_free_entry_is_a_price_of_zero() {
    let mut free = entry(8, "gpt-4o-house", &[]);
    free.free = true;
    let cost = priced(ask(&PriceBook::new(vec![free]), "gpt-4o-house", &PriceContext::default()));
    assert!(cost.stamp.free && cost.lines.is_empty());
}

#[test]
fn an_unknown_model_has_a_reason_and_no_amount() {
    let book = PriceBook::new(Vec::new());
    assert_eq!(
        ask(&book, "gpt-5.4-minni", &PriceContext::default()).cost,
        Cost::Unpriced(UnpricedReason::UnknownModel)
    );
    let quote =
        book.quote(Some("nobody"), "gpt-4o", at("2026-11-23T12:00:00Z"), &PriceContext::default(), &usage(1, 1));
    assert_eq!(quote.cost, Cost::Unpriced(UnpricedReason::UnknownModel));
}

#[test]
fn a_used_class_without_any_rate_is_missing_not_free() {
    let book = PriceBook::new(Vec::new());
    let mut used = usage(1000, 10);
    used.set(UsageClass::RerankSearches, 3);
    let quote = book.quote(Some("openai"), "gpt-4o", at("2026-11-23T12:00:00Z"), &PriceContext::default(), &used);
    assert_eq!(quote.cost, Cost::Unpriced(UnpricedReason::MissingRate(UsageClass::RerankSearches)));
    let mut cached = usage(1000, 10);
    cached.set(UsageClass::OutputReasoning, 4);
    let quote = book.quote(Some("openai"), "gpt-4o", at("2026-11-23T12:00:00Z"), &PriceContext::default(), &cached);
    assert_eq!(priced(quote).lines.len(), 2, "reasoning is billed as output");
}

#[test]
fn a_count_of_requests_is_free_where_requests_have_no_price() {
    let book = PriceBook::new(Vec::new());
    let mut used = usage(1000, 10);
    used.set(UsageClass::Requests, 7);
    let quote = book.quote(Some("openai"), "gpt-4o", at("2026-11-23T12:00:00Z"), &PriceContext::default(), &used);
    assert_eq!(priced(quote).lines.len(), 2);
}

#[test]
fn a_sum_of_requests_is_priced_at_the_base_tier() {
    let book = PriceBook::new(Vec::new());
    let aggregate = PriceContext { aggregate: true, ..PriceContext::default() };
    let ask = |context| {
        book.quote(Some("google"), "gemini-2.5-pro", at("2026-11-23T12:00:00Z"), context, &usage(1_000_000, 0))
    };
    assert_eq!(priced(ask(&aggregate)).total().to_string(), "1.25");
    let request = priced(ask(&PriceContext::default()));
    assert_eq!((request.total().to_string().as_str(), request.stamp.tier_above), ("2.5", Some(200_000)));
}

#[test]
fn events_priced_alike_share_one_stamp() {
    let book = PriceBook::new(Vec::new());
    let one = priced(ask(&book, "gpt-4o", &PriceContext::default()));
    let two = priced(ask(&book, "gpt-4o", &PriceContext::default()));
    assert!(std::sync::Arc::ptr_eq(&one.stamp, &two.stamp));
    assert!(one.stamp.catalog.starts_with("2026-11-23-"));
}

#[test]
fn a_region_without_record_or_multiplier_is_flagged() {
    let book = PriceBook::new(Vec::new());
    let ask = |provider, model| {
        book.quote(Some(provider), model, at("2026-11-23T12:00:00Z"), &PriceContext::default(), &usage(1000, 0))
    };
    let flagged = priced(ask("aws", "sa.anthropic.claude-opus-4-5-20251101-v1:0"));
    assert_eq!(flagged.stamp.matched, MatchClass::RegionUnpriced);
    let uplifted = priced(ask("azure", "eu/gpt-4o"));
    assert_eq!(uplifted.total().to_string(), "0.00275", "2.50 and 10 % for the data zone");
    assert_eq!(uplifted.stamp.matched, MatchClass::Borrowed);
}

proptest! {
    /// No spelling panics, and the memo answers as the first look-up did.
    #[test]
    fn any_name_gets_an_answer_and_the_same_one_twice(name in "[a-zA-Z0-9./:@\\[\\]~é -]{0,40}", hint in prop::option::of("[a-z_/-]{0,12}")) {
        let book = PriceBook::new(Vec::new());
        let ask = || book.quote(hint.as_deref(), &name, at("2026-11-23T12:00:00Z"), &PriceContext::default(), &usage(10, 10));
        let (first, second) = (ask(), ask());
        prop_assert_eq!(first.cost, second.cost);
        prop_assert_eq!(first.model, second.model);
    }

    /// A word that is not on the white list makes another model, never the same one.
    #[test]
    fn a_suffix_is_never_guessed_away(word in "[a-z]{3,8}") {
        prop_assume!(!["latest", "preview", "exp", "experimental", "beta", "thinking", "default", "customtools"].contains(&word.as_str()));
        let book = PriceBook::new(Vec::new());
        let model = format!("claude-haiku-4-5-{word}");
        let quote = book.quote(Some("anthropic"), &model, at("2026-11-23T12:00:00Z"), &PriceContext::default(), &usage(1, 1));
        prop_assert_eq!(quote.cost, Cost::Unpriced(UnpricedReason::UnknownModel));
    }

    /// The total is the sum of the lines, and the lines account for every unit of both wholes.
    #[test]
    fn lines_account_for_all_units(input in 0u64..5_000_000, cached in 0u64..5_000_000, output in 0u64..500_000) {
        let cached = cached.min(input);
        let mut used = usage(input, output);
        used.set(UsageClass::CacheRead, cached);
        let book = PriceBook::new(Vec::new());
        let quote = book.quote(Some("google"), "gemini-2.5-pro", at("2026-11-23T12:00:00Z"), &PriceContext::default(), &used);
        let cost = priced(quote);
        prop_assert_eq!(cost.lines.iter().map(|line| line.count).sum::<u64>(), input + output);
        prop_assert_eq!(cost.total(), cost.lines.iter().map(|line| line.amount).sum());
    }
}

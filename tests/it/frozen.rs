//! What a record costs was found when it came: copies that come later do not bring the prices of
//! their day.

use cost_ops::domain::{
    Closing, Labels, Prices, Repricing, Telemetry, UsageClass, UsageCounts, UsageEvent, Usd, Which,
};
use cost_ops::store::{Fate, Ledger, Prepared, Preparer, PricedEvent, Submission, Submitted};
use serde_json::Value;

use crate::run::{Home, Ran};
use crate::store_events::{START, event, instant, memory, price, priced, totals};
use crate::store_generations::{Toy, making};

fn json(ran: Ran) -> Value {
    serde_json::from_str(&ran.exits(0).stdout).unwrap()
}

fn record(session: &str, second: u32, output: u32) -> String {
    format!(
        r#"{{"id":"x1","timestamp":"2025-10-05T10:00:{second:02}Z","provider":"acme","model":"mm","session_id":"{session}","input_tokens":1000000,"output_tokens":{output}}}"#
    )
}

fn ingest(home: &Home, record: &str) -> Value {
    json(home.pipe(["ingest", "-", "--json"], record.as_bytes()))
}

fn cost(home: &Home) -> Value {
    let told = json(home.run(["query", "--range", "all", "--json"]));
    told["data"][0]["total_cost_exact"].clone()
}

fn add_price(home: &Home, usd: &str) {
    home.run(["pricing", "add", "--provider", "acme", "--model", "mm", "--input-price", usd, "--output-price", "1"])
        .exits(0);
}

#[test]
fn a_copy_with_another_name_or_instant_keeps_the_cost() {
    let home = Home::new();
    add_price(&home, "3");
    ingest(&home, &record("b", 5, 0));
    home.run(["close", "2025-10"]).exits(0);
    add_price(&home, "100");
    for better in [record("a", 5, 0), record("a", 4, 0)] {
        assert_eq!(ingest(&home, &better)["updated"], 1, "{better}");
        assert_eq!(cost(&home), "3", "{better}");
    }
    home.run(["close", "--verify"]).exits(0);
    ingest(&home, &record("a", 4, 1_000_000));
    assert_eq!(cost(&home), "101", "it used more than was known: that has the prices of now");
}

#[test]
fn a_known_cost_stays_known_when_its_price_is_gone() {
    let home = Home::new();
    add_price(&home, "3");
    ingest(&home, &record("b", 5, 0));
    home.run(["pricing", "remove", "1"]).exits(0);
    ingest(&home, &record("a", 5, 0));
    assert_eq!(cost(&home), "3");
}

fn append(ledger: &mut Ledger, events: &[UsageEvent], toy: Toy) {
    let priced = |event: &UsageEvent| {
        let (provider, cost) = toy.price(event);
        PricedEvent { event: event.clone(), provider, cost }
    };
    let batch: Vec<_> = events.iter().map(priced).collect();
    ledger.append(&batch, &|event| toy.price(event)).unwrap();
}

/// A total in each generation, oldest first.
fn by_generation(ledger: &mut Ledger) -> Vec<Usd> {
    let at = |prices| {
        ledger.read_at(prices).unwrap();
        totals(ledger).total_cost
    };
    [Prices::Recorded, Prices::Current].map(at).to_vec()
}

#[test]
fn earlier_generations_keep_theirs_too() {
    let mut ledger = memory(cost_ops::domain::Tz::UTC);
    let later = |mut of: UsageEvent, session: &str| {
        of.labels.session = session.into();
        of.labels.project = format!("of {session}");
        of
    };
    append(&mut ledger, &[later(event("a"), "b"), event("other")], Toy::USUAL);
    let dearer = Toy { level: 3, ..Toy::USUAL };
    let wish = Repricing::new(Which::All);
    ledger.reprice(&wish, making("test"), &|event| dearer.price(event), &mut |_| ()).unwrap();
    let before = by_generation(&mut ledger);
    assert_eq!(before[1], before[0] + before[0] + before[0]);
    append(&mut ledger, &[later(event("a"), "a")], Toy { level: 7, ..Toy::USUAL });
    assert_eq!(by_generation(&mut ledger), before, "a name changes no generation");
    assert!(ledger.verify().unwrap().is_empty());
    let mut more = later(event("a"), "a");
    more.usage = UsageCounts::from_iter([(UsageClass::Input, 1_000), (UsageClass::Output, 9_999)]);
    append(&mut ledger, &[more], Toy::USUAL);
    let [first, second] = by_generation(&mut ledger)[..] else { panic!("two") };
    assert!(first != before[0] && first != second, "what used more costs the same in both, the other does not");
    assert!(ledger.verify().unwrap().is_empty());
    assert_eq!(totals(&ledger).records, 2);
}

/// A log's record takes the place of what telemetry told of the call, at the cost that had.
#[test]
fn a_call_keeps_its_cost_when_its_log_comes() {
    let mut ledger = memory(cost_ops::domain::Tz::UTC);
    let of_session = |mut of: UsageEvent| {
        of.labels.session = "s".into();
        of
    };
    let mut call = of_session(event("call"));
    (call.source, call.namespace) = ("otlp", "otlp");
    call.telemetry = Some(Box::new(Telemetry::Call { around: None }));
    let mut logged = of_session(event("msg"));
    (logged.source, logged.namespace, logged.labels.project) = ("codex", "api", "elsewhere".into());
    logged.at = instant(START + 1_000_000);
    logged.usage.set(UsageClass::OutputReasoning, 0);
    append(&mut ledger, &[call, event("other")], Toy::USUAL);
    let dearer = Toy { level: 3, ..Toy::USUAL };
    ledger.reprice(&Repricing::new(Which::All), making("test"), &|event| dearer.price(event), &mut |_| ()).unwrap();
    let closing = Closing {
        period: "2026-10".into(),
        zone: "UTC".into(),
        from: instant(START - 3_600_000_000),
        to: instant(START + 3_600_000_000),
    };
    let close = ledger.close(closing, instant(START + 7_200_000_000)).unwrap();
    let before = by_generation(&mut ledger);
    append(&mut ledger, &[logged.clone()], Toy { level: 7, ..Toy::USUAL });
    assert_eq!(by_generation(&mut ledger), before, "a log changes no generation");
    append(&mut ledger, &[logged, event("third")], Toy::USUAL);
    assert_eq!(totals(&ledger).records, 3);
    assert!(ledger.verify().unwrap().is_empty());
    let verified = ledger.verify_close(close).unwrap();
    assert!(verified.is_intact() && verified.arrived == 1, "{verified:?}");
}

/// What remembers a row that went is of no record that came later.
#[test]
fn a_row_that_went_is_not_numbered_anew() {
    let mut ledger = memory(cost_ops::domain::Tz::UTC);
    let mut sum = event("sum");
    (sum.source, sum.namespace, sum.labels.session) = ("otlp", "otlp", "s".into());
    sum.labels.tags.push((Labels::METRICS.0.into(), Labels::METRICS.1.into()));
    sum.telemetry = Some(Box::new(Telemetry::Sum { since_start: None }));
    append(&mut ledger, &[event("first"), sum], Toy::USUAL);
    let closing = Closing {
        period: "2026-10".into(),
        zone: "UTC".into(),
        from: instant(START - 3_600_000_000),
        to: instant(START + 3_600_000_000),
    };
    let close = ledger.close(closing, instant(START + 7_200_000_000)).unwrap();
    let mut call = event("call");
    (call.source, call.namespace, call.labels.session) = ("otlp", "otlp", "s".into());
    call.telemetry = Some(Box::new(Telemetry::Call { around: None }));
    // The sum, the last row, goes, and the call arrives: the close remembers both.
    append(&mut ledger, &[call], Toy::USUAL);
    assert_eq!(totals(&ledger).records, 2);
    assert!(ledger.verify().unwrap().is_empty());
    let verified = ledger.verify_close(close).unwrap();
    assert!(verified.is_intact(), "{verified:?}");
    assert_eq!((verified.arrived, verified.changed), (1, 1), "{verified:?}");
}

#[test]
fn what_is_handed_over_late_is_noted_with_the_close() {
    let mut ledger = memory(cost_ops::domain::Tz::UTC);
    ledger.append(&[priced(event("a"))], &price).unwrap();
    let closing = Closing {
        period: "2026-10".into(),
        zone: "UTC".into(),
        from: instant(START - 3_600_000_000),
        to: instant(START + 3_600_000_000),
    };
    let close = ledger.close(closing, instant(START + 7_200_000_000)).unwrap();
    let mut preparer = Preparer::default();
    let late: Prepared = preparer.prepare(priced(event("late"))).unwrap();
    let told = ledger.submit(&[Submission::Exact(vec![(late, false)])], &price).unwrap();
    assert_eq!(told, [Submitted::Exact(vec![Fate::New])]);
    let verified = ledger.verify_close(close).unwrap();
    assert!(verified.is_intact() && verified.arrived == 1, "{verified:?}");
}

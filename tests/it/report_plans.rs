//! What plans paid for: exact sums over any split, zones whose clocks change, overlap, break-even.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

use crate::report_ledger::{Fake, at, record};
use crate::report_query::{PICO, json, rendered};
use cost_ops::domain::{ExchangeRates, Filter, InstantRange, Plan, PlanText, Tz, Usd};
use cost_ops::render::Format;
use cost_ops::report::budget::Asking;
use cost_ops::report::{self, BreakEvenOutcome, PlanCosts, Window};
use cost_ops::store::Record;

fn text(name: &str, amount: &str, since: &str, zone: Tz) -> PlanText {
    PlanText {
        name: name.into(),
        amount: amount.into(),
        currency: None,
        period: "month".into(),
        starts_on: None,
        since: since.into(),
        until: None,
        zone,
        filter: Filter::default(),
    }
}

fn plan(text: PlanText) -> Plan {
    text.read().expect("a plan")
}

fn only(model: &str, text: PlanText) -> Plan {
    plan(PlanText { filter: Filter { model: vec![model.into()], ..Filter::default() }, ..text })
}

fn window(from: Option<DateTime<Utc>>, to: Option<DateTime<Utc>>) -> Window {
    Window { range: InstantRange { from, to }, before: None, label: "all".into() }
}

fn asking(now: &str) -> Asking {
    Asking { now: at(now), zone: Tz::UTC, rates: ExchangeRates::parse("EUR=0.5").expect("rates") }
}

fn status(plans: &[Plan], window: &Window, now: &str, records: &[Record]) -> PlanCosts {
    let reader = Fake::new(Tz::named("Asia/Kathmandu").expect("a zone"), records.to_vec());
    report::plan_status(plans, window, &asking(now), &reader).expect("a status")
}

fn dollars(amount: i128) -> Usd {
    Usd::from_pico(amount * PICO)
}

/// Records of a model that cost a dollar each, so many hours apart.
fn spent(model: &str, from: &str, count: i64, hours: i64) -> Vec<Record> {
    let one = |n| record(at(from) + TimeDelta::hours(n * hours), "openai", model, Some(PICO));
    (0..count).map(one).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn ranges_side_by_side_add_up_to_the_range_of_both(
        amount in 0_i128..400 * PICO,
        start in 1_u32..=31,
        period in prop::sample::select(vec!["week", "month", "quarter", "year"]),
        zone in prop::sample::select(vec![
            Tz::UTC, Tz::named("Europe/Berlin").expect("a zone"), Tz::named("America/New_York").expect("a zone"), Tz::named("Australia/Lord_Howe").expect("a zone"),
            Tz::named("America/Santiago").expect("a zone"), Tz::named("Pacific/Apia").expect("a zone"),
        ]),
        mut cuts in prop::collection::vec(0_i64..900 * 1440, 0..6),
    ) {
        let starts_on = (period != "week").then(|| start.min(if period == "year" { 28 } else { 31 }).to_string());
        let text = PlanText {
            period: period.into(), starts_on, until: Some("2027-02-10".into()),
            ..text("p", &Usd::from_pico(amount).to_string(), "2025-01-17", zone)
        };
        let plans = [plan(text)];
        let begin = at("2024-12-20T00:00:00Z");
        cuts.sort_unstable();
        let mut ends = vec![None];
        ends.extend(cuts.into_iter().map(|minutes| Some(begin + TimeDelta::minutes(minutes))));
        ends.push(None);
        let billed = |from, to| status(&plans, &window(from, to), "2027-06-01T00:00:00Z", &[]).billed();
        let parts: Usd = ends.windows(2).map(|pair| billed(pair[0], pair[1])).sum();
        prop_assert_eq!(parts, billed(None, None));
    }

    #[test]
    fn what_is_covered_and_what_is_not_add_up_to_all(
        hours in prop::collection::vec((0_i64..3_000, 0_usize..3, 1_i128..5 * PICO), 0..60),
        from in 0_i64..1_500, length in 0_i64..2_000,
    ) {
        let models = ["a", "ab", "c"];
        let records: Vec<Record> = hours.iter().map(|(hour, model, cost)| {
            record(at("2026-01-01T00:00:00Z") + TimeDelta::hours(*hour), "openai", models[*model], Some(*cost))
        }).collect();
        let berlin = Tz::named("Europe/Berlin").expect("a zone");
        let plans = [
            only("a*", PlanText { until: Some("2026-03-29".into()), ..text("x", "3", "2026-01-20", berlin) }),
            only("a", text("y", "5", "2026-02-01", Tz::UTC)),
            only("c", PlanText { period: "day".into(), ..text("z", "1", "2026-03-08", Tz::named("America/New_York").expect("a zone")) }),
        ];
        let start = at("2026-01-01T00:00:00Z") + TimeDelta::hours(from);
        let window = window(Some(start), Some(start + TimeDelta::hours(length)));
        let costs = status(&plans, &window, "2026-12-01T00:00:00Z", &records);
        let is_in = |record: &&Record| window.range.contains(record.at);
        let all: Usd = records.iter().filter(is_in).filter_map(|record| record.cost).sum();
        prop_assert_eq!(costs.covered.total_cost + costs.uncovered.total_cost, all);
        let each: Usd = costs.plans.iter().map(|one| one.used.total_cost).sum();
        prop_assert_eq!(each, costs.covered.total_cost + costs.repeated);
        prop_assert_eq!(costs.effective(), costs.billed() + costs.uncovered.total_cost);
    }
}

#[test]
fn a_month_is_billed_whole_where_clocks_change() {
    for zone in [
        Tz::named("Europe/Berlin").expect("a zone"),
        Tz::named("America/New_York").expect("a zone"),
        Tz::named("America/Santiago").expect("a zone"),
        Tz::UTC,
    ] {
        for (from, to) in [("2026-03-01", "2026-04-01"), ("2026-10-01", "2026-11-01"), ("2028-02-01", "2028-03-01")] {
            let start = |day: &str| report::day_start(zone, day.parse().expect("a day"));
            let plans = [plan(text("p", "100", "2026-01-01", zone))];
            let costs = status(&plans, &window(start(from), start(to)), "2029-01-01T00:00:00Z", &[]);
            assert_eq!(costs.billed(), dollars(100), "{zone} {from}");
        }
    }
}

#[test]
fn days_ahead_are_not_billed_yet() {
    let plans = [plan(text("p", "310", "2026-01-01", Tz::UTC))];
    let month = window(Some(at("2026-01-01T00:00:00Z")), Some(at("2026-02-01T00:00:00Z")));
    for (now, billed) in [("2025-12-31T23:00:00Z", 0), ("2026-01-01T00:00:01Z", 10), ("2026-01-10T12:00:00Z", 100)] {
        assert_eq!(status(&plans, &month, now, &[]).billed(), dollars(billed), "{now}");
    }
    let hour = window(Some(at("2026-01-05T03:00:00Z")), Some(at("2026-01-05T04:00:00Z")));
    assert_eq!(status(&plans, &hour, "2026-01-10T00:00:00Z", &[]).billed(), Usd::ZERO);
    let euros = [plan(PlanText { currency: Some("eur".into()), ..text("p", "310", "2026-01-01", Tz::UTC) })];
    assert_eq!(status(&euros, &month, "2026-01-10T12:00:00Z", &[]).billed(), dollars(200));
}

#[test]
fn what_several_plans_cover_counts_once() {
    let mut records = spent("a", "2026-01-01T00:00:00Z", 31, 24);
    records.extend(spent("b", "2026-01-01T00:00:00Z", 31, 24));
    records.push(record(at("2026-01-20T00:00:00Z"), "openai", "b", None));
    // From the 11th on; from the 21st to the 25th.
    let plans = [
        only("a", text("first", "10", "2026-01-11", Tz::UTC)),
        plan(PlanText { until: Some("2026-01-25".into()), ..text("second", "31", "2026-01-21", Tz::UTC) }),
    ];
    let month = window(Some(at("2026-01-01T00:00:00Z")), Some(at("2026-02-01T00:00:00Z")));
    let costs = status(&plans, &month, "2026-06-01T00:00:00Z", &records);
    let each: Vec<Usd> = costs.plans.iter().map(|one| one.used.total_cost).collect();
    assert_eq!(each, [dollars(21), dollars(10)]);
    assert_eq!((costs.covered.total_cost, costs.uncovered.total_cost), (dollars(26), dollars(36)));
    assert_eq!((costs.repeated, costs.uncovered.unpriced_requests), (dollars(5), 1));
    let table = report::plan_table(&costs, "January");
    let told = json(&table);
    assert_eq!((&told["summary"]["list_value"], &told["summary"]["unpriced_requests"]), (&26.into(), &1.into()));
    for width in [60, 80, 160] {
        let text = rendered(&table, Format::Table, width);
        assert!(text.lines().all(|line| line.chars().count() <= usize::from(width)), "{width}\n{text}");
        assert!(["List value", "Billed", "Effective"].iter().all(|title| text.contains(title)), "{text}");
    }
    let notes: Vec<&str> = table.notes.iter().map(|note| note.text.as_str()).collect();
    assert!(notes.iter().any(|note| note.contains("the total has it once ($5.00 less)")), "{notes:?}");
    assert!(notes.iter().any(|note| note.contains("tokens unpriced")), "{notes:?}");
}

/// How the periods of a plan of 10 dollars a month end, with a dollar every so many hours.
fn outcomes(hours: i64, now: &str) -> Vec<BreakEvenOutcome> {
    let berlin = Tz::named("Europe/Berlin").expect("a zone");
    let plans = [only("a", text("p", "10", "2026-01-31", berlin))];
    let records: Vec<Record> = spent("a", "2026-01-30T23:00:00Z", 2_000 / hours, hours)
        .into_iter()
        .chain(spent("b", "2026-01-30T23:00:00Z", 90, 24))
        .filter(|record| record.at < at(now))
        .collect();
    status(&plans, &window(None, None), now, &records).periods.iter().map(|one| one.outcome).collect()
}

#[test]
fn a_period_breaks_even_on_the_day_its_usage_is_worth_its_price() {
    let day = |text: &str| text.parse().expect("a day");
    use BreakEvenOutcome::{Expected, NotExpected, NotReached, Reached};
    // The tenth dollar of each period: 9 days after the first, at midnight in Berlin.
    assert_eq!(outcomes(24, "2026-03-03T12:00:00Z"), [Reached(day("2026-02-09")), Expected(day("2026-03-08"))]);
    // Three dollars in 92 hours of the second period: ten take 307.
    assert_eq!(outcomes(72, "2026-03-03T12:00:00Z"), [Reached(day("2026-02-27")), NotExpected]);
    assert_eq!(outcomes(120, "2026-03-03T12:00:00Z"), [NotReached, NotExpected]);
    assert_eq!(outcomes(500, "2026-02-01T00:00:00Z"), [Expected(day("2026-02-10"))]);
    assert_eq!(outcomes(24, "2026-01-30T12:00:00Z"), []);
}

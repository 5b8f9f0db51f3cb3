//! How budgets stand: periods in a zone, sums, pace, and the instants thresholds were crossed at.

use chrono::TimeDelta;

use crate::report_ledger::{Fake, at, record};
use crate::report_query::{PICO, json, rendered};
use cost_ops::domain::{Budget, BudgetPlace, BudgetText, Filter, PlacedBudget, Tz, Usd};
use cost_ops::render::Format;
use cost_ops::report::budget::{self, Asking, BudgetStatus, Outcome, Outlook};
use cost_ops::report::forecast::{Confidence, Model, Wanted};

fn wanted() -> Wanted {
    Wanted { horizon: 1, model: Model::Auto, confidence: Confidence::default() }
}

fn placed(text: BudgetText) -> PlacedBudget {
    let budget: Budget = text.read().expect("a budget");
    PlacedBudget { budget, place: BudgetPlace::Ledger, hides: false, since: None }
}

fn text(amount: &str, period: &str, zone: Tz) -> BudgetText {
    BudgetText {
        name: "team".into(),
        amount: amount.into(),
        period: period.into(),
        zone: Some(zone),
        ..BudgetText::default()
    }
}

fn asking(now: &str) -> Asking {
    Asking { now: at(now), zone: Tz::UTC, rates: "EUR=0.5".parse_rates() }
}

trait Rates {
    fn parse_rates(&self) -> cost_ops::domain::ExchangeRates;
}

impl Rates for str {
    fn parse_rates(&self) -> cost_ops::domain::ExchangeRates {
        cost_ops::domain::ExchangeRates::parse(self).expect("rates")
    }
}

/// A dollar every hour from an instant on.
fn hourly(from: &str, hours: i64) -> Vec<cost_ops::store::Record> {
    (0..hours).map(|hour| record(at(from) + TimeDelta::hours(hour), "openai", "gpt-4o", Some(PICO))).collect()
}

fn status(budget: &PlacedBudget, now: &str, ledger_zone: Tz, records: Vec<cost_ops::store::Record>) -> BudgetStatus {
    budget::status(budget, &asking(now), &Fake::new(ledger_zone, records)).expect("a status")
}

fn crossed(status: &BudgetStatus) -> Vec<String> {
    let shown = |crossing: &budget::Crossing| {
        let at = crossing.crossed.map_or("never".to_owned(), |at| at.format("%dT%H:%M").to_string());
        format!("{}% {at}", crossing.threshold)
    };
    status.crossings.iter().map(shown).collect()
}

#[test]
fn thresholds_are_crossed_by_an_event_at_its_instant() {
    let budget = placed(text("48", "month", Tz::named("Europe/Berlin").expect("a zone")));
    // The month begins at 23:00 UTC of 31 October in Berlin: one of these is before it.
    for ledger in [Tz::UTC, Tz::named("Europe/Berlin").expect("a zone"), Tz::named("Asia/Kathmandu").expect("a zone")] {
        let status = status(&budget, "2026-11-16T00:00:00Z", ledger, hourly("2026-10-31T22:00:00Z", 37));
        assert_eq!(status.spent(), Usd::from_pico(36 * PICO));
        assert_eq!(crossed(&status), ["50% 01T22:00", "75% 02T10:00", "90% never", "100% never"]);
        assert_eq!((status.share(), status.elapsed), (750_000, 501_389));
        assert_eq!(status.pace(), Some(1_495_845));
        assert_eq!(status.remaining(), Usd::from_pico(12 * PICO));
        assert!(!status.is_over() && status.spent_up.is_none());
    }
}

#[test]
fn the_amount_itself_is_within_and_a_pico_dollar_more_is_over() {
    let budget = placed(text("2", "day", Tz::UTC));
    let mut records = hourly("2026-11-16T00:00:00Z", 2);
    let even = status(&budget, "2026-11-16T12:00:00Z", Tz::UTC, records.clone());
    assert!(!even.is_over());
    assert_eq!(even.spent_up, Some(at("2026-11-16T01:00:00Z")));
    records.push(record(at("2026-11-16T02:00:00Z"), "openai", "gpt-4o", Some(1)));
    let over = status(&budget, "2026-11-16T12:00:00Z", Tz::UTC, records);
    assert!(over.is_over());
    assert_eq!(budget::check(over, false, false).outcome, Outcome::Over);
    assert_eq!(budget::check(even, false, false).outcome, Outcome::Within);
}

#[test]
fn a_day_of_25_hours_is_one_budget() {
    let budget = placed(text("25", "day", Tz::named("America/New_York").expect("a zone")));
    let status = status(
        &budget,
        "2026-11-01T12:00:00Z",
        Tz::named("America/New_York").expect("a zone"),
        hourly("2026-11-01T03:00:00Z", 30),
    );
    assert_eq!(status.spent(), Usd::from_pico(25 * PICO), "04:00 to 05:00 UTC of the next day");
    assert_eq!(status.crossings[3].crossed, Some(at("2026-11-02T04:00:00Z")));
    assert_eq!(status.elapsed, 320_000);
}

#[test]
fn only_what_passes_the_filter_counts() {
    let mut text = text("10", "month", Tz::UTC);
    text.filter =
        Filter { project: vec!["web*".into()], tags: vec![("team".into(), "blue".into())], ..Filter::default() };
    let mut records = hourly("2026-11-16T00:00:00Z", 4);
    for (n, one) in records.iter_mut().enumerate() {
        one.labels.project = if n < 3 { "website".into() } else { "other".into() };
        one.labels.tag("team", if n == 0 { "red" } else { "blue" });
    }
    let budget = placed(text);
    assert_eq!(budget.budget.scope(), "project web*, tag team=blue");
    assert_eq!(status(&budget, "2026-11-16T12:00:00Z", Tz::UTC, records).spent(), Usd::from_pico(2 * PICO));
}

#[test]
fn usage_without_a_price_is_said_and_fails_a_strict_check_only() {
    let mut records = hourly("2026-11-16T00:00:00Z", 2);
    records.push(record(at("2026-11-16T02:00:00Z"), "acme", "mystery-1", None));
    let status = status(&placed(text("10", "month", Tz::UTC)), "2026-11-16T12:00:00Z", Tz::UTC, records);
    assert!(status.is_incomplete());
    assert_eq!(budget::check(status.clone(), false, false).outcome, Outcome::Within);
    let strict = budget::check(status.clone(), false, true);
    assert_eq!(strict.outcome, Outcome::Incomplete);
    assert_eq!(
        strict.reason,
        "at least $2.00 of $10.00 spent (20.0%), at most $8.00 left until 2026-11-30; \
         1 request, 1,100 tokens unpriced (add a price: cost-ops pricing add)"
    );
    let table = budget::status_table(&[status], Tz::UTC);
    assert!(table.notes[0].warning && table.notes[0].text.starts_with("team: at least $2.00 spent"));
    let answer = json(&table);
    assert_eq!(answer["data"][0]["unpriced_requests"], 1);
    assert_eq!(answer["thresholds"][0]["threshold"], 0.5);
}

#[test]
fn a_budget_in_another_currency_is_converted_at_the_rate() {
    let euros = placed(BudgetText { currency: Some("eur".into()), ..text("10", "month", Tz::UTC) });
    let status = status(&euros, "2026-11-16T12:00:00Z", Tz::UTC, hourly("2026-11-16T00:00:00Z", 5));
    assert_eq!(status.amount, Usd::from_pico(20 * PICO));
    assert_eq!(status.share(), 250_000);
    let unknown = placed(BudgetText { currency: Some("GBP".into()), ..text("10", "month", Tz::UTC) });
    assert!(budget::status(&unknown, &asking("2026-11-16T12:00:00Z"), &Fake::new(Tz::UTC, Vec::new())).is_err());
}

#[test]
fn a_status_fits_a_terminal() {
    let status = status(
        &placed(text("10", "month", Tz::UTC)),
        "2026-11-16T00:00:00Z",
        Tz::UTC,
        hourly("2026-11-09T00:00:00Z", 8),
    );
    let shown = rendered(&budget::status_table(&[status], Tz::UTC), Format::Table, 80);
    assert_eq!(
        shown,
        "Budgets\n\n\
         Budget  From        To          Amount  Spent  Share   Left  Elapsed    Pace\n\
         ────────────────────────────────────────────────────────────────────────────\n\
         team    2026-11-01  2026-11-30  $10.00  $8.00  80.0%  $2.00    50.0%  160.0%\n\n\
         Thresholds\n\n\
         Budget  Threshold  Amount  Crossed\n\
         ──────────────────────────────────────────────\n\
         team        50.0%   $5.00  2026-11-09 04:00:00\n\
         team        75.0%   $7.50  2026-11-09 07:00:00\n\
         team        90.0%   $9.00  —\n\
         team       100.0%  $10.00  —\n"
    );
}

#[test]
fn a_month_heads_where_its_days_point() {
    // A dollar an hour since September: 24 dollars a day, and half of the 16th is over.
    let records = hourly("2026-09-01T00:00:00Z", 24 * (30 + 31 + 15) + 12);
    let ledger = Fake::new(Tz::UTC, records);
    let budget = placed(text("600", "month", Tz::UTC));
    let asking = asking("2026-11-16T12:00:00Z");
    let mut status = budget::status(&budget, &asking, &ledger).expect("a status");
    assert_eq!(status.spent(), Usd::from_pico(372 * PICO));
    status.outlook = budget::outlook(&status, wanted(), asking.now, &ledger).expect("an outlook");
    let Outlook::Known(expected) = &status.outlook else { panic!("{:?}", status.outlook) };
    let whole = Usd::from_pico(720 * PICO);
    assert_eq!((expected.point, expected.lower, expected.upper), (whole, whole, whole), "every day was the same");
    assert_eq!(expected.runs_out.map(|day| day.to_string()).as_deref(), Some("2026-11-26"), "25 days are 600 dollars");
    let checked = budget::check(status.clone(), true, false);
    assert_eq!(checked.outcome, Outcome::ForecastOver);
    assert_eq!(checked.reason, "$372.00 of $600.00 spent (62.0%), $720.00 expected by 2026-11-30 ($720.00 to $720.00)");
    assert_eq!(budget::check(status, false, false).outcome, Outcome::Within, "only when asked for");
}

#[test]
fn too_little_history_is_said_and_no_pass_when_strict() {
    let ledger = Fake::new(Tz::UTC, hourly("2026-11-14T00:00:00Z", 50));
    let asking = asking("2026-11-16T12:00:00Z");
    let mut status = budget::status(&placed(text("600", "month", Tz::UTC)), &asking, &ledger).expect("a status");
    status.outlook = budget::outlook(&status, wanted(), asking.now, &ledger).expect("an outlook");
    let checked = budget::check(status.clone(), true, false);
    assert_eq!(checked.outcome, Outcome::Within);
    assert!(checked.reason.contains("no forecast: too little history"), "{}", checked.reason);
    assert_eq!(budget::check(status.clone(), true, true).outcome, Outcome::Incomplete);
    let table = budget::status_table(&[status.clone(), status], Tz::UTC);
    assert_eq!(table.notes.iter().filter(|note| note.text.contains("too little history")).count(), 1);
}

#[test]
fn a_day_that_is_dearer_than_expected_already_counts_as_it_is() {
    let mut records = hourly("2026-10-01T00:00:00Z", 24 * 46);
    records.push(record(at("2026-11-16T08:00:00Z"), "openai", "gpt-4o", Some(1_000 * PICO)));
    let ledger = Fake::new(Tz::UTC, records);
    let asking = asking("2026-11-16T12:00:00Z");
    let mut status = budget::status(&placed(text("2000", "month", Tz::UTC)), &asking, &ledger).expect("a status");
    status.outlook = budget::outlook(&status, wanted(), asking.now, &ledger).expect("an outlook");
    let Outlook::Known(expected) = status.outlook else { panic!("{:?}", status.outlook) };
    assert_eq!(expected.point, Usd::from_pico((360 + 1_000 + 14 * 24) * PICO));
    assert!(expected.runs_out.is_none());
}

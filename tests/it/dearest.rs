//! The dearest sessions found without summing all of them are those that all sums give.

use chrono::{DateTime, TimeDelta, Utc};
use cost_ops::domain::Tz;
use cost_ops::domain::{Filter, InstantRange, UsageClass, UsageCounts, UsageEvent};
use cost_ops::report::{Dimension, Query, Window, period, run};
use cost_ops::store::{Ledger, PricedEvent, Reader, WantedSessions};
use cost_ops::table::{Row, RowKind, Table};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, Strategy, any, prop_assert_eq, proptest};

use crate::store_events::{START, event, instant, memory, price, priced};

fn zone() -> Tz {
    Tz::named("Europe/Berlin").expect("a zone")
}

/// Requests of few sessions and projects over ten days, some alike in cost, some without a price.
fn requests() -> impl Strategy<Value = Vec<UsageEvent>> {
    let one = (0u8..9, 0u8..3, 0i64..10, 0u64..4, 0u8..8);
    vec(one, 1..60).prop_map(|all| {
        let made = all.into_iter().enumerate().map(|(at, (session, project, day, tokens, model))| {
            let mut given = event(&format!("id-{at}"));
            given.at = instant(START) - TimeDelta::days(day);
            given.usage = UsageCounts::from_iter([(UsageClass::Input, tokens * 100), (UsageClass::Output, 1)]);
            given.labels.session = if session == 0 { String::new() } else { format!("s{session}") };
            given.labels.project = ["atlas", "website", ""][usize::from(project)].into();
            given.labels.user = format!("u{}", session % 2);
            given.labels.branch = format!("b{}", tokens % 2);
            given.model = if model == 0 { "unknown-x".into() } else { "gpt-5.2".into() };
            given
        });
        made.collect()
    })
}

fn load(events: Vec<UsageEvent>) -> Ledger {
    let mut ledger = memory(zone());
    let events: Vec<PricedEvent> = events.into_iter().map(priced).collect();
    ledger.append(&events, &price).expect("stored");
    ledger
}

fn question(by: &[Dimension], window: Window, limit: Option<u64>) -> Query {
    let now: DateTime<Utc> = instant(START);
    let sort = vec!["-total_cost".to_owned()];
    Query { by: by.to_vec(), sort, limit, now: Some(now), ..Query::new(window, zone()) }
}

/// The kind of the rows that are sessions.
fn kind_of(table: &Table) -> RowKind {
    table.rows.first().map_or(RowKind::Item, |row| row.kind)
}

fn sessions_of(table: &Table) -> usize {
    table.rows.iter().filter(|row| row.kind == kind_of(table)).count()
}

/// The sessions, up to so many, with what they are split into.
fn rows(table: &Table, most: usize) -> Vec<Row> {
    let mut met = 0;
    let rows = table.rows.iter().filter(|row| row.kind != RowKind::Total).take_while(|row| {
        met += usize::from(row.kind == kind_of(table));
        met <= most
    });
    rows.cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_few_are_the_first_of_all(
        events in requests(), limit in 1u64..6, by_project in any::<bool>(), days in 1u16..12, ever in any::<bool>(),
        trend in any::<bool>(), split in any::<bool>(),
    ) {
        let ledger = load(events);
        let by: &[Dimension] =
            if by_project { &[Dimension::Session, Dimension::Project] } else { &[Dimension::Session] };
        let window = match ever {
            true => Window { range: InstantRange::ALL, before: None, label: "all".into() },
            false => period::last_days(days, instant(START), zone()).expect("days"),
        };
        let breakdown = if split { vec![Dimension::Model, Dimension::Day] } else { Vec::new() };
        let asked = |limit| Query { trend, breakdown: breakdown.clone(), ..question(by, window.clone(), limit) };
        let few = run(&asked(Some(limit)), &ledger).expect("a table");
        let all = run(&asked(None), &ledger).expect("a table");
        prop_assert_eq!(rows(&few, usize::MAX), rows(&all, limit as usize));
        prop_assert_eq!(&few.summary, &all.summary);
        let total = |table: &Table| table.rows.last().cloned();
        if sessions_of(&all) > 1 {
            prop_assert_eq!(total(&few), total(&all));
        }
        prop_assert_eq!(few.next_cursor.is_some(), sessions_of(&all) > limit as usize);
    }
}

fn asked(ledger: &Ledger, range: &InstantRange, filter: &Filter, by_project: bool) -> Option<usize> {
    let wanted = WantedSessions { range, filter, by_project, count: 1, by_day: false };
    ledger.dearest_sessions(&wanted).expect("an answer").map(|dearest| dearest.groups)
}

#[test]
fn it_answers_what_its_sums_know_and_says_nothing_else() {
    let mut other = event("b");
    (other.labels.session, other.labels.project) = ("s2".into(), "website".into());
    let mut one = event("a");
    one.labels.session = "s1".into();
    let ledger = load(vec![one, other]);
    let (all, any) = (InstantRange::ALL, Filter::default());
    assert_eq!(asked(&ledger, &all, &any, true), Some(2));
    assert_eq!(asked(&ledger, &all, &any, false), Some(2));
    let website = Filter { project: vec!["website".into()], ..Filter::default() };
    assert_eq!(asked(&ledger, &all, &website, true), Some(1));
    let days = period::last_days(3, instant(START), zone()).expect("days").range;
    assert_eq!(asked(&ledger, &days, &any, true), Some(2));
    let ragged = InstantRange { from: Some(instant(START - 1)), to: None };
    assert_eq!(asked(&ledger, &ragged, &any, true), None);
    let model = Filter { model: vec!["gpt-5.2".into()], ..Filter::default() };
    assert_eq!(asked(&ledger, &all, &model, true), None);
    let branch = Filter { branch: vec!["b0".into()], ..Filter::default() };
    assert_eq!(asked(&ledger, &all, &branch, true), None);
}

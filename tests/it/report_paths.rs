//! Whole days, quarter hours and single events tell the same story, in every zone.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, TimeZone, Timelike, Utc};
use proptest::prelude::*;

use crate::report_ledger::{Fake, record};
use cost_ops::domain::{Filter, InstantRange, Measures, Tz};
use cost_ops::report::{Dimension, Group, Key, day_start, groups};
use cost_ops::store::{Grain, Record};

const ZONES: &[&str] = &[
    "UTC",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "America/New_York",
    "Africa/Monrovia",
    "America/Havana",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Asia/Beirut",
    "Europe/Berlin",
    "Pacific/Apia",
];

fn zone(name: &str) -> Tz {
    name.parse().expect("a zone")
}

/// Instants around which clocks were changed in one of the zones, and the day Liberia left -0:44:30.
const CENTRES: &[&str] = &[
    "1972-01-07T00:44:30Z",
    "1971-12-31T12:00:00Z",
    "2006-10-29T02:31:00Z",
    "2011-12-30T10:00:00Z",
    "2018-11-04T03:00:00Z",
    "2026-03-08T07:00:00Z",
    "2026-03-28T22:00:00Z",
    "2026-04-04T15:00:00Z",
    "2026-10-03T15:30:00Z",
    "2026-11-01T05:00:00Z",
];

const BY: &[&[Dimension]] = &[
    &[],
    &[Dimension::Model],
    &[Dimension::Day],
    &[Dimension::Week, Dimension::Provider],
    &[Dimension::Month, Dimension::Day, Dimension::Model],
    &[Dimension::Hour],
    &[Dimension::Project, Dimension::Day],
    &[Dimension::Source],
    &[Dimension::Session],
    &[Dimension::Session, Dimension::Project, Dimension::Day],
    &[Dimension::Branch, Dimension::Week],
    &[Dimension::Branch, Dimension::Session],
    &[Dimension::Session, Dimension::Hour],
];

/// The same sums by the obvious way: each record on its own, with chrono's calendar.
fn obvious(records: &[Record], range: &InstantRange, by: &[Dimension], zone: Tz) -> BTreeMap<Vec<String>, Measures> {
    let mut sums: BTreeMap<Vec<String>, Measures> = BTreeMap::new();
    for record in records.iter().filter(|record| range.contains(record.at)) {
        let local = record.at.with_timezone(&zone);
        let key = |dimension: &Dimension| match dimension {
            Dimension::Provider => record.provider.clone(),
            Dimension::Model => record.model.clone(),
            Dimension::Project => record.labels.project.clone(),
            Dimension::Source => record.source.clone(),
            Dimension::Session => record.labels.session.clone(),
            Dimension::Branch => record.labels.branch.clone(),
            Dimension::Day => local.date_naive().to_string(),
            Dimension::Week => {
                let monday =
                    local.date_naive() - chrono::TimeDelta::days(local.weekday().num_days_from_monday().into());
                monday.to_string()
            }
            Dimension::Month => format!("{}-{}", local.year(), local.month()),
            _ => format!("{}T{} {}", local.date_naive(), local.hour(), local.format("%:::z%:z")),
        };
        *sums.entry(by.iter().map(key).collect()).or_default() += &record.measures;
    }
    sums
}

/// The multiset of sums: the two ways spell their keys differently.
fn sums(measures: impl Iterator<Item = Measures>) -> Vec<(i128, i128)> {
    let mut sums: Vec<_> = measures.map(|m| (m.total_cost.pico(), m.requests)).collect();
    sums.sort_unstable();
    sums
}

fn shown(group: &Group) -> Vec<Key> {
    group.keys.clone()
}

fn a_record() -> impl Strategy<Value = Record> {
    let centre = proptest::sample::select(CENTRES);
    let around =
        prop_oneof![-40_000_000_000i64..40_000_000_000, -260_000_000_000i64..260_000_000_000, Just(0), Just(-1)];
    (centre, around, 0..3u8, 0..3u8, 0..2u8, 1..1_000_000i64).prop_map(
        |(centre, around, model, project, session, cost)| {
            let centre: DateTime<Utc> = centre.parse().expect("an instant");
            let at = centre + chrono::TimeDelta::microseconds(around);
            let mut record =
                record(at, if model == 0 { "openai" } else { "anthropic" }, &format!("m{model}"), Some(cost.into()));
            record.labels.project = ["", "web", "app"][usize::from(project)].into();
            record.labels.session = format!("s{session}");
            record.labels.branch = ["", "main"][usize::from(project % 2)].into();
            record
        },
    )
}

/// Ranges: everything, between two instants, or between the starts of two local days.
fn a_range(zone: Tz) -> impl Strategy<Value = InstantRange> {
    let instant = (proptest::sample::select(CENTRES), -200_000i64..200_000).prop_map(|(centre, seconds)| {
        let centre: DateTime<Utc> = centre.parse().expect("an instant");
        centre + chrono::TimeDelta::seconds(seconds)
    });
    (instant.clone(), instant, 0..4u8, any::<bool>()).prop_map(move |(a, b, kind, open)| {
        let (from, to) = (a.min(b), a.max(b));
        let day = |at: DateTime<Utc>| day_start(zone, zone.from_utc_datetime(&at.naive_utc()).date_naive());
        match kind {
            0 => InstantRange::ALL,
            1 => InstantRange { from: day(from), to: if open { None } else { day(to) } },
            2 => InstantRange { from: Some(from), to: None },
            _ => InstantRange { from: Some(from), to: Some(to) },
        }
    })
}

fn a_question() -> impl Strategy<Value = (Tz, Tz, InstantRange, &'static [Dimension])> {
    let zones =
        (proptest::sample::select(ZONES).prop_map(zone), proptest::sample::select(ZONES).prop_map(zone), any::<bool>());
    zones.prop_flat_map(|(ledger, other, same)| {
        let zone = if same { ledger } else { other };
        (Just(ledger), Just(zone), a_range(zone), proptest::sample::select(BY))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn every_grain_agrees_with_the_records(
        records in proptest::collection::vec(a_record(), 0..60),
        (ledger, zone, range, by) in a_question(),
    ) {
        let fake = Fake::new(ledger, records);
        let found = groups(&fake, &range, &Filter::default(), by, zone).expect("groups");
        let expected = obvious(&fake.records, &range, by, zone);
        prop_assert_eq!(sums(found.iter().map(|group| group.measures)), sums(expected.into_values()));
        let mut keys: Vec<_> = found.iter().map(shown).collect();
        keys.sort_unstable();
        let before = keys.len();
        keys.dedup();
        prop_assert_eq!(keys.len(), before, "a group came twice");
    }
}

fn asked(ledger: Tz, zone: Tz, range: InstantRange, by: &[Dimension]) -> Vec<Grain> {
    let records = (0..400).map(|hour| {
        let at = "2026-10-20T00:10:00Z".parse::<DateTime<Utc>>().expect("an instant") + chrono::TimeDelta::hours(hour);
        record(at, "openai", "gpt-4o", Some(1))
    });
    let fake = Fake::new(ledger, records.collect());
    groups(&fake, &range, &Filter::default(), by, zone).expect("groups");
    fake.asked.into_inner()
}

#[test]
fn each_grain_is_used_where_it_is_exact() {
    let days = |zone: Tz| {
        let day = |d| day_start(zone, chrono::NaiveDate::from_ymd_opt(2026, 10, d).expect("a date"));
        InstantRange { from: day(21), to: day(30) }
    };
    let by_day = [Dimension::Day, Dimension::Model];
    assert_eq!(
        asked(zone("Europe/Berlin"), zone("Europe/Berlin"), days(zone("Europe/Berlin")), &by_day),
        [Grain::ModelDay]
    );
    assert_eq!(
        asked(zone("Europe/Berlin"), zone("Asia/Kathmandu"), days(zone("Asia/Kathmandu")), &by_day),
        [Grain::Quarter]
    );
    let by_project = [Dimension::Day, Dimension::Project];
    assert_eq!(
        asked(zone("Europe/Berlin"), zone("Asia/Kathmandu"), days(zone("Asia/Kathmandu")), &by_project),
        [Grain::Event]
    );
    assert_eq!(
        asked(zone("Europe/Berlin"), zone("Europe/Berlin"), days(zone("Europe/Berlin")), &by_project),
        [Grain::Facet]
    );
    let both = [Dimension::Project, Dimension::Model];
    assert_eq!(asked(zone("Europe/Berlin"), zone("Europe/Berlin"), days(zone("Europe/Berlin")), &both), [Grain::Days]);
    let tags = [Dimension::Tag("team".into()), Dimension::Model];
    assert_eq!(asked(Tz::UTC, Tz::UTC, InstantRange::ALL, &tags), [Grain::LabelDays]);
    assert_eq!(
        asked(zone("Europe/Berlin"), zone("Europe/Berlin"), days(zone("Europe/Berlin")), &[Dimension::Hour]),
        [Grain::Quarter]
    );
    assert_eq!(asked(Tz::UTC, Tz::UTC, InstantRange::ALL, &[]), [Grain::ModelDay]);
    assert_eq!(asked(Tz::UTC, zone("Etc/UTC"), InstantRange::ALL, &by_day), [Grain::ModelDay], "the same zone");
}

#[test]
fn quarter_hours_with_a_change_of_date_in_them_are_read_event_by_event() {
    // Liberia was 44 minutes 30 seconds behind until 1972: its midnight was 00:44:30 UTC.
    let times = ["1971-12-31T00:44:29Z", "1971-12-31T00:44:30Z", "1971-12-31T00:46:00Z"];
    let records = times.map(|at| record(at.parse().expect("an instant"), "openai", "m", Some(1)));
    let fake = Fake::new(Tz::UTC, records.to_vec());
    let found = groups(&fake, &InstantRange::ALL, &Filter::default(), &[Dimension::Day], zone("Africa/Monrovia"))
        .expect("groups");
    let mut requests: Vec<_> = found.iter().map(|group| (group.keys.clone(), group.measures.requests)).collect();
    requests.sort();
    let days = [(vec![Key::Time(728)], 1), (vec![Key::Time(729)], 2)];
    assert_eq!(requests, days);
    assert_eq!(fake.asked.into_inner(), [Grain::Quarter, Grain::Event]);
}

//! A ledger in memory that answers as the store must, and refuses what the store may refuse.

use std::cell::RefCell;
use std::collections::HashMap;

use chrono::{DateTime, Utc};

use cost_ops::domain::{Extent, Filter, InstantRange, Labels, Measures, PriceContext, Result, Tz, UsageCounts, Usd};
use cost_ops::report::local_day;
use cost_ops::store::{Bucket, Dictionary, Facet, Grain, Reader, Record, Scope};

const QUARTER: i64 = 900_000_000;

/// Records, and which grains were asked for.
pub(crate) struct Fake {
    zone: Tz,
    pub(crate) records: Vec<Record>,
    pub(crate) asked: RefCell<Vec<Grain>>,
}

pub(crate) fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

/// A record with a cost in pico-dollars (`None`: unpriced).
pub(crate) fn record(at: DateTime<Utc>, provider: &str, model: &str, cost: Option<i128>) -> Record {
    let total = Usd::from_pico(cost.unwrap_or_default());
    let unpriced = i128::from(cost.is_none());
    let measures = Measures {
        records: 1,
        requests: 1,
        input_tokens: 1_000,
        cache_read_tokens: 200,
        output_tokens: 100,
        input_cost: Usd::from_pico(total.pico() / 4),
        output_cost: total - Usd::from_pico(total.pico() / 4),
        total_cost: total,
        unpriced_requests: unpriced,
        unpriced_tokens: unpriced * 1_100,
        ..Measures::default()
    };
    Record {
        row: 0,
        id: String::new(),
        at,
        source: "native".into(),
        provider: provider.into(),
        provider_inferred: false,
        model: model.into(),
        labels: Labels::default(),
        context: PriceContext::default(),
        usage: UsageCounts::default(),
        measures,
        cost: cost.map(Usd::from_pico),
        reported: None,
        unpriced: cost.is_none().then(|| "unknown_model".into()),
        rule: None,
        matched: None,
        latency_ms: None,
        metadata: None,
    }
}

fn facet(record: &Record) -> Facet {
    Facet {
        organization: record.labels.organization.clone(),
        project: record.labels.project.clone(),
        user: record.labels.user.clone(),
        source: record.source.clone(),
    }
}

fn scope(record: &Record) -> Scope {
    Scope {
        session: record.labels.session.clone(),
        branch: record.labels.branch.clone(),
        host: record.labels.host.clone(),
        agent: record.labels.agent.clone(),
        tags: record.labels.tags.clone(),
    }
}

fn id<T: PartialEq + Clone>(names: &mut Vec<T>, name: T) -> u32 {
    let at = names.iter().position(|known| *known == name).unwrap_or_else(|| {
        names.push(name);
        names.len() - 1
    });
    at as u32
}

impl Fake {
    pub(crate) fn new(zone: Tz, mut records: Vec<Record>) -> Fake {
        for (row, record) in records.iter_mut().enumerate() {
            record.row = row as i64 + 1;
            if record.id.is_empty() {
                record.id = format!("r{}", row + 1);
            }
        }
        Fake { zone, records, asked: RefCell::default() }
    }

    fn names(&self) -> (Dictionary, Vec<[u32; 3]>) {
        // Id 0 is "nothing", as in the store.
        let mut names = Dictionary {
            models: vec![(String::new(), String::new())],
            facets: vec![Facet::default()],
            ..Dictionary::default()
        };
        let mut scopes = vec![Scope::default()];
        let ids = self.records.iter().map(|r| {
            [
                id(&mut names.models, (r.provider.clone(), r.model.clone())),
                id(&mut names.facets, facet(r)),
                id(&mut scopes, scope(r)),
            ]
        });
        let ids = ids.collect();
        names.scopes = (0..).zip(scopes).collect();
        (names, ids)
    }

    fn passes(filter: &Filter, r: &Record) -> bool {
        let all = [
            (&filter.organization, &r.labels.organization),
            (&filter.project, &r.labels.project),
            (&filter.user, &r.labels.user),
            (&filter.session, &r.labels.session),
            (&filter.source, &r.source),
            (&filter.branch, &r.labels.branch),
            (&filter.host, &r.labels.host),
        ];
        all.iter().all(|(wanted, value)| Filter::accepts(wanted, value, false))
            && Filter::accepts(&filter.provider, &r.provider, true)
            && Filter::accepts(&filter.model, &r.model, true)
            && filter.tags.iter().all(|tag| r.labels.tags.contains(tag))
    }

    /// The face says which bounds a grain takes.
    fn check_bounds(&self, grain: Grain, range: &InstantRange, filter: &Filter) {
        for bound in [range.from, range.to].into_iter().flatten() {
            match grain {
                Grain::Quarter => assert_eq!(bound.timestamp_micros() % QUARTER, 0, "{bound} is no quarter hour"),
                Grain::Event => {}
                _ => {
                    let day = local_day(self.zone, bound);
                    let before = bound - chrono::TimeDelta::microseconds(1);
                    assert!(local_day(self.zone, before) < day, "{bound} is no start of a day");
                }
            }
        }
        if matches!(
            grain,
            Grain::Day | Grain::ModelDay | Grain::Facet | Grain::Days | Grain::FacetDays | Grain::Quarter
        ) {
            assert!(!filter.needs_events());
        }
        if matches!(grain, Grain::Facet | Grain::FacetDays | Grain::Session) {
            assert!(filter.provider.is_empty() && filter.model.is_empty());
        }
        if matches!(grain, Grain::Quarter | Grain::ModelDay) {
            assert!(filter.organization.is_empty() && filter.project.is_empty() && filter.user.is_empty());
            assert!(filter.source.is_empty());
        }
    }
}

impl Reader for Fake {
    fn zone(&self) -> Tz {
        self.zone
    }

    fn dictionary(&self) -> Result<Dictionary> {
        Ok(self.names().0)
    }

    fn fold(
        &self,
        grain: Grain,
        range: &InstantRange,
        filter: &Filter,
        each: &mut dyn FnMut(Bucket<'_>),
    ) -> Result<()> {
        self.check_bounds(grain, range, filter);
        self.asked.borrow_mut().push(grain);
        let ids = self.names().1;
        let mut rows: HashMap<(i64, u32, u32, u32), Measures> = HashMap::new();
        let day = |at: Option<DateTime<Utc>>| at.map(|at| local_day(self.zone, at));
        for (record, [model, facet, scope]) in self.records.iter().zip(ids) {
            if !Self::passes(filter, record) {
                continue;
            }
            let micros = record.at.timestamp_micros();
            let (within, key) = match grain {
                Grain::Quarter => {
                    let start = micros.div_euclid(QUARTER) * QUARTER;
                    (range.contains(record.at), (start, model, 0, 0))
                }
                Grain::Event => (range.contains(record.at), (micros, model, facet, scope)),
                _ => {
                    let today = local_day(self.zone, record.at);
                    let within = day(range.from).is_none_or(|d| today >= d) && day(range.to).is_none_or(|d| today < d);
                    (
                        within,
                        match grain {
                            Grain::Day => (today, model, facet, 0),
                            Grain::Facet => (today, 0, facet, 0),
                            Grain::Session => (today, 0, facet, scope),
                            Grain::Label => (today, model, 0, scope),
                            Grain::Days => (0, model, facet, 0),
                            Grain::FacetDays => (0, model, facet, 0),
                            Grain::LabelDays => (0, model, 0, scope),
                            _ => (today, model, 0, 0),
                        },
                    )
                }
            };
            if within && grain == Grain::Event {
                let extent = Some(Extent::at(micros));
                each(Bucket { time: key.0, model, facet, scope, measures: &record.measures, extent });
            } else if within {
                *rows.entry(key).or_default() += &record.measures;
            }
        }
        for ((time, model, facet, scope), measures) in &rows {
            each(Bucket { time: *time, model: *model, facet: *facet, scope: *scope, measures, extent: None });
        }
        Ok(())
    }

    fn records(
        &self,
        range: &InstantRange,
        filter: &Filter,
        ascending: bool,
        after: Option<(i64, i64)>,
        limit: u64,
    ) -> Result<Vec<Record>> {
        let key = |r: &Record| (r.at.timestamp_micros(), r.row);
        let mut found: Vec<Record> =
            self.records.iter().filter(|r| range.contains(r.at) && Self::passes(filter, r)).cloned().collect();
        found.sort_by_key(key);
        if !ascending {
            found.reverse();
        }
        let beyond = |r: &Record| after.is_none_or(|after| if ascending { key(r) > after } else { key(r) < after });
        Ok(found.into_iter().filter(beyond).take(limit as usize).collect())
    }
}

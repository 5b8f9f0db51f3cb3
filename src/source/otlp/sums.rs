//! Claude Code's metrics: what a session used between two exports, or since it began.
//!
//! Owns: which points belong together, the two temporalities. Refuses to know: what was told before,
//! and whether the calls in a sum are told of one by one: the ledger knows both.
//!
//! Points that differ but in `type` are one record. A sum without a session cannot be kept apart
//! from the calls in it, so it is refused. Other agents' metrics repeat their events and spans.

use serde_json::Value;

use crate::domain::{EventId, Labels, Series, Telemetry, UsageClass, UsageEvent, Usd};
use crate::source::agents::{Tokens, UNKNOWN_MODEL, draft};
use crate::source::identity::Content;
use crate::source::providers::anthropic;
use crate::source::{Given, wire};

use super::facts::{Facts, counter, dollars, instant, list};
use super::{SOURCE, labels};

const TOKENS: &str = "claude_code.token.usage";
const COST: &str = "claude_code.cost.usage";

/// Points of one series at one export.
struct Group<'a> {
    facts: Facts<'a>,
    point: &'a Value,
    /// Hash of the attributes that its points share.
    about: [u8; 16],
    since_start: bool,
    tokens: Tokens,
    cost: Option<Usd>,
    series: Series,
}

/// The points of a resource.
#[derive(Default)]
pub(super) struct Points<'a>(Vec<Group<'a>>);

impl<'a> Points<'a> {
    /// Takes the points of a metric that is known; gives back why some were not taken.
    pub(super) fn add(&mut self, metric: &'a Value, resource: &'a Value) -> Vec<String> {
        let name = metric["name"].as_str().unwrap_or_default();
        if name != TOKENS && name != COST {
            return Vec::new();
        }
        let sum = &metric["sum"];
        let since_start = match temporality(&sum["aggregationTemporality"]) {
            Some(since_start) => since_start,
            None => return vec![format!("{name} says neither delta nor cumulative")],
        };
        let points = list(sum, "dataPoints").iter();
        points.filter_map(|point| self.point(name, point, resource, since_start).err()).collect()
    }

    fn point(&mut self, name: &str, point: &'a Value, resource: &'a Value, since_start: bool) -> Result<(), String> {
        let facts = Facts::new(point, resource);
        let value = ["asInt", "asDouble"].iter().find_map(|key| point.get(key));
        let Some(value) = value else { return Ok(()) };
        if facts.text("session.id").is_none() {
            return Err(format!(
                "{name} has no session.id, so what it counts may be told by events too: export events, or set \
                 OTEL_METRICS_INCLUDE_SESSION_ID=true"
            ));
        }
        let group = self.group(facts, point, since_start);
        let kind = facts.text("type").unwrap_or_default();
        let series = group.series_of(kind, point);
        if name == COST {
            (group.cost, group.series.cost) = (dollars(value), Some(series));
            return Ok(());
        }
        let (slot, class) = match kind {
            "input" => (&mut group.tokens.input, UsageClass::Input),
            "output" => (&mut group.tokens.output, UsageClass::Output),
            "cacheRead" => (&mut group.tokens.cache_read, UsageClass::CacheRead),
            "cacheCreation" => (&mut group.tokens.cache_write, UsageClass::CacheWrite),
            other => return Err(format!("{name} has the type \"{}\", which is not known", wire::safe(other))),
        };
        *slot = Some(counter(value).map_err(|why| format!("{name} is {why}"))?);
        group.series.counters.push((class, series));
        Ok(())
    }

    fn group(&mut self, facts: Facts<'a>, point: &'a Value, since_start: bool) -> &mut Group<'a> {
        let mut content = Content::default();
        facts.own_but("type").iter().for_each(|(name, value)| content.text(name, value));
        let about = content.hash();
        let same = |group: &Group<'_>| {
            group.about == about
                && group.since_start == since_start
                && group.point["timeUnixNano"] == point["timeUnixNano"]
        };
        let at = self.0.iter().position(same).unwrap_or_else(|| {
            let (tokens, series) = (Tokens::default(), Series::default());
            self.0.push(Group { facts, point, about, since_start, tokens, cost: None, series });
            self.0.len() - 1
        });
        &mut self.0[at]
    }

    /// The records: one for each series and export in which tokens were counted.
    pub(super) fn events(self, given: &Given) -> Vec<Result<UsageEvent, String>> {
        let counted = self.0.into_iter().filter(|group| !group.tokens.is_nothing());
        counted.map(|group| group.event(given)).collect()
    }
}

impl Group<'_> {
    /// The series a point is of: points that grow together need not have begun together.
    fn series_of(&self, kind: &str, point: &Value) -> [u8; 16] {
        let mut content = Content::default();
        content.text("about", &format!("{:?}", self.about));
        content.text("kind", kind);
        content.text("start", &point["startTimeUnixNano"].to_string());
        content.hash()
    }

    fn event(mut self, given: &Given) -> Result<UsageEvent, String> {
        let at = instant(self.point, &["timeUnixNano"]).or(given.at).ok_or("it has no time in it")?;
        let model = self.facts.text("model").or(given.model.as_deref()).unwrap_or(UNKNOWN_MODEL);
        let mut event = draft(&SOURCE, self.id(), at, model);
        event.usage = self.tokens.beside()?;
        event.provider = anthropic::provider_of(None, Some(model)).map(str::to_owned);
        event.reported = self.cost;
        event.context.aggregate = true;
        event.labels = labels(self.facts, "claude-code", &["session.id"]);
        event.labels.tag(Labels::METRICS.0, Labels::METRICS.1);
        let since_start = self.since_start.then(|| std::mem::take(&mut self.series));
        event.telemetry = Some(Box::new(Telemetry::Sum { since_start }));
        Ok(event)
    }

    /// Known by its series and the instant: an export may come in parts.
    fn id(&self) -> EventId {
        let mut content = Content::default();
        content.text("series", &format!("{:?}", self.series.counters));
        content.text("time", &self.point["timeUnixNano"].to_string());
        content.id(0)
    }
}

/// Whether points are sums since the start of their series; nothing when that is not said.
fn temporality(value: &Value) -> Option<bool> {
    match (value.as_u64(), value.as_str()) {
        (Some(1), _) | (_, Some("AGGREGATION_TEMPORALITY_DELTA" | "1")) => Some(false),
        (Some(2), _) | (_, Some("AGGREGATION_TEMPORALITY_CUMULATIVE" | "2")) => Some(true),
        _ => None,
    }
}

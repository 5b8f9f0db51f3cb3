//! The lines of a bundle.
//!
//! Owns: how an event and the end are spelled, and what of a line that a stranger wrote is believed.

use std::sync::Arc;

use chrono::DateTime;
use serde::{Deserialize, Serialize};

use crate::domain::{
    Cost, Error, EventId, Labels, Layer, Line, MatchClass, PriceContext, PriceStamp, Priced, Rate, Result,
    UnpricedReason, UsageClass, UsageCounts, UsageEvent, Usd,
};
use crate::source::{MAX_COUNT, REGISTRY};
use crate::store::PricedEvent;

/// The last line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct End {
    pub events: u64,
    /// SHA-256 of all bytes before this line, in hexadecimal.
    pub sha256: String,
}

/// Any line but the first.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnyLine {
    pub event: Option<Box<EventLine>>,
    pub end: Option<End>,
}

#[derive(Debug, Serialize)]
pub(super) struct EventOut {
    pub event: EventLine,
}

#[derive(Debug, Serialize)]
pub(super) struct EndOut {
    pub end: End,
}

/// An event with its cost.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EventLine {
    namespace: String,
    id: String,
    /// Microseconds since 1970-01-01 UTC.
    at: i64,
    source: String,
    provider: Option<String>,
    model: String,
    /// The provider it is filed under.
    filed: String,
    context: Vec<(String, String)>,
    aggregate: bool,
    usage: Vec<(String, u64)>,
    /// organization, project, user, session, branch, host, agent.
    labels: [String; 7],
    tags: Vec<(String, String)>,
    /// Decimal text, dollars.
    reported: Option<String>,
    estimated: bool,
    latency_ms: Option<u64>,
    metadata: Option<String>,
    unpriced: Option<String>,
    /// How the counters contradict each other, where that is the reason.
    why: Option<String>,
    stamp: Option<StampLine>,
    /// class, count, dollars, units they buy, multiplier, amount.
    lines: Vec<CostLine>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StampLine {
    catalog: String,
    rule: String,
    provider: String,
    model: String,
    layer: String,
    matched: String,
    tier_above: Option<u64>,
    context: String,
    free: bool,
}

type CostLine = (String, u64, String, u64, u32, u32, String);

/// A multiplier beyond this is no price list's.
const LARGEST_FACTOR: u32 = 1_000_000;
/// Kinds of sources that are not known here: a newer program may have them, a stranger may make them up.
const STRANGE_NAMES: usize = 64;

impl EventLine {
    pub(super) fn of(priced: &PricedEvent) -> EventLine {
        let PricedEvent { event, provider, cost } = priced;
        let labels = &event.labels;
        let (unpriced, stamp, lines) = match cost {
            Cost::Unpriced(reason) => (Some(reason.as_text()), None, Vec::new()),
            Cost::Priced(priced) => {
                (None, Some(StampLine::of(&priced.stamp)), priced.lines.iter().map(cost_line).collect())
            }
        };
        EventLine {
            namespace: event.namespace.to_owned(),
            id: written(&event.id),
            at: event.at.timestamp_micros(),
            source: event.source.to_owned(),
            provider: event.provider.clone(),
            model: event.model.clone(),
            filed: provider.clone(),
            context: event.context.attributes.clone(),
            aggregate: event.context.aggregate,
            usage: event.usage.iter().map(|(class, count)| (class.name().to_owned(), count)).collect(),
            labels: [
                &labels.organization,
                &labels.project,
                &labels.user,
                &labels.session,
                &labels.branch,
                &labels.host,
                &labels.agent,
            ]
            .map(String::clone),
            tags: labels.tags.clone(),
            reported: event.reported.map(|usd| usd.to_string()),
            estimated: event.estimated,
            latency_ms: event.latency_ms,
            metadata: event.metadata.clone(),
            unpriced,
            why: match cost {
                Cost::Unpriced(UnpricedReason::InvalidUsage(why)) => Some(why.clone()),
                _ => None,
            },
            stamp,
            lines,
        }
    }

    /// The event, as far as it can be believed.
    ///
    /// # Errors
    /// Why it cannot.
    pub(super) fn event(self, names: &mut Names) -> Result<PricedEvent> {
        let cost = self.cost()?;
        let at = DateTime::from_timestamp_micros(self.at).ok_or_else(|| bad("time", &self.at.to_string()))?;
        let mut usage = UsageCounts::default();
        for (class, count) in &self.usage {
            usage.set(UsageClass::by_name(class).ok_or_else(|| bad("usage class", class))?, held(*count)?);
        }
        if let Some(text) = &self.metadata {
            serde_json::from_str::<serde::de::IgnoredAny>(text).map_err(|_| bad("metadata", text))?;
        }
        let [organization, project, user, session, branch, host, agent] = self.labels;
        let mut labels = Labels { organization, project, user, session, branch, host, agent, tags: Vec::new() };
        self.tags.into_iter().for_each(|(key, value)| labels.tag(key, value));
        let mut context = PriceContext { aggregate: self.aggregate, ..PriceContext::default() };
        self.context.into_iter().for_each(|(key, value)| context.set(&key, value));
        let event = UsageEvent {
            source: names.lasting(&self.source)?,
            namespace: names.lasting(&self.namespace)?,
            id: EventId::from_written(&self.id).unwrap_or(EventId::Given(self.id)),
            at,
            provider: self.provider,
            model: self.model,
            context,
            usage,
            labels,
            reported: self.reported.map(|text| text.parse::<Usd>().map_err(|_| bad("amount", &text))).transpose()?,
            estimated: self.estimated,
            latency_ms: self.latency_ms.map(held).transpose()?,
            metadata: self.metadata,
            telemetry: None,
        };
        Ok(PricedEvent { event, provider: self.filed, cost })
    }

    fn cost(&self) -> Result<Cost> {
        match (&self.unpriced, &self.stamp) {
            (Some(reason), None) if self.lines.is_empty() => UnpricedReason::from_text(reason, self.why.clone())
                .map(Cost::Unpriced)
                .ok_or_else(|| bad("reason", reason)),
            (None, Some(stamp)) => {
                let mut lines: Vec<Line> = Vec::with_capacity(self.lines.len());
                for one in &self.lines {
                    let line = line_of(one)?;
                    if lines.iter().any(|other| other.class == line.class) {
                        return Err(bad("second line of a class", &one.0));
                    }
                    lines.push(line);
                }
                lines.sort_unstable_by_key(|line| line.class);
                Ok(Cost::Priced(Priced { lines, stamp: Arc::new(stamp.stamp()?) }))
            }
            _ => Err(Error::validation("an event has either a cost or a reason for having none")),
        }
    }
}

impl StampLine {
    fn of(stamp: &PriceStamp) -> StampLine {
        StampLine {
            catalog: stamp.catalog.clone(),
            rule: stamp.rule.clone(),
            provider: stamp.provider.clone(),
            model: stamp.model.clone(),
            layer: stamp.layer.as_str().to_owned(),
            matched: stamp.matched.as_str().to_owned(),
            tier_above: stamp.tier_above,
            context: stamp.context.clone(),
            free: stamp.free,
        }
    }

    fn stamp(&self) -> Result<PriceStamp> {
        Ok(PriceStamp {
            catalog: self.catalog.clone(),
            rule: self.rule.clone(),
            provider: self.provider.clone(),
            model: self.model.clone(),
            layer: Layer::by_name(&self.layer).ok_or_else(|| bad("layer", &self.layer))?,
            matched: MatchClass::by_name(&self.matched).ok_or_else(|| bad("match", &self.matched))?,
            tier_above: self.tier_above.map(held).transpose()?,
            context: self.context.clone(),
            free: self.free,
        })
    }
}

fn cost_line(line: &Line) -> CostLine {
    let (times, over) = line.rate.multiplier();
    let (usd, per) = (line.rate.usd(), line.rate.per());
    (line.class.name().to_owned(), line.count, usd, per, times, over, line.amount.to_string())
}

/// A line whose amount is what its rate gives: nothing else is a cost.
fn line_of((class, count, usd, per, times, over, amount): &CostLine) -> Result<Line> {
    let class = UsageClass::by_name(class).ok_or_else(|| bad("class", class))?;
    if [times, over].iter().any(|factor| !(1..=LARGEST_FACTOR).contains(*factor)) {
        return Err(bad("multiplier", &format!("{times}/{over}")));
    }
    let rate = Rate::parse(usd, *per)?.multiplied(*times, *over);
    let stated: Usd = amount.parse().map_err(|_| bad("amount", amount))?;
    if rate.amount(*count) != Some(stated) {
        return Err(Error::validation(format!("{stated} is not what {count} {} cost at that rate", class.name())));
    }
    Ok(Line { class, count: *count, rate, amount: stated })
}

/// A number within the bounds of every import: sums have room for many of them.
fn held(count: u64) -> Result<u64> {
    match count {
        0..=MAX_COUNT => Ok(count),
        _ => Err(Error::validation(format!("{count} is more than {MAX_COUNT}"))),
    }
}

fn bad(what: &str, value: &str) -> Error {
    let shown: String = value.chars().take(60).collect();
    Error::validation(format!("no such {what}: {shown:?}"))
}

fn written(id: &EventId) -> String {
    match id {
        EventId::Given(text) => text.clone(),
        EventId::Content(hash) => {
            hash.iter().fold(EventId::CONTENT.to_owned(), |text, byte| format!("{text}{byte:02x}"))
        }
    }
}

/// Names of sources: those that are known here, and a few that are not.
#[derive(Default)]
pub(super) struct Names(Vec<&'static str>);

impl Names {
    fn lasting(&mut self, name: &str) -> Result<&'static str> {
        let known = REGISTRY.iter().flat_map(|source| [source.id, source.namespace]).find(|known| *known == name);
        if let Some(known) = known.or_else(|| self.0.iter().copied().find(|known| *known == name)) {
            return Ok(known);
        }
        let plain = name.len() <= 64
            && !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
        if !plain || self.0.len() >= STRANGE_NAMES {
            return Err(bad("source", name));
        }
        // Few and short: kept for as long as the program runs.
        let kept: &'static str = Box::leak(name.to_owned().into_boxed_str());
        self.0.push(kept);
        Ok(kept)
    }
}

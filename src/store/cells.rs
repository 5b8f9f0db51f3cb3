//! The number columns of one event, and how counters and lines become them and come back.
//!
//! Owns: which class stands in which column, the unit costs are stored in, the `detail` text
//! for what has no column. Refuses to know: SQL, names, identity.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::sparse::Sparse;
use crate::domain::{ClassSet, Line, Measures, UnpricedReason, UsageClass, UsageCounts, Usd};

/// The classes that have a token column, in column order.
const TOKENS: [UsageClass; 6] = [
    UsageClass::Input,
    UsageClass::CacheRead,
    UsageClass::CacheWrite,
    UsageClass::CacheWrite1h,
    UsageClass::Output,
    UsageClass::OutputReasoning,
];

/// Costs are stored as multiples of the largest of these that divides all lines of the event:
/// list prices are round, and small integers take fewer bytes.
const UNITS: [i64; 3] = [100_000, 1_000, 1];

/// The cost column of a class: input, cache read, cache write, 1 h write, output, other.
static SLOTS: LazyLock<Vec<usize>> = LazyLock::new(|| UsageClass::ALL.iter().map(|class| slot(*class)).collect());

fn slot(class: UsageClass) -> usize {
    let place = class.dimensions();
    match (place.direction, place.kind, place.ttl) {
        (Some("input"), Some("cache_read"), _) => 1,
        (Some("input"), Some("cache_write"), Some("1h")) => 3,
        (Some("input"), Some("cache_write"), _) => 2,
        (Some("input"), ..) => 0,
        (Some("output"), ..) => 4,
        _ => 5,
    }
}

/// What has no column of its own.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Detail {
    /// Counters of classes without a column.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    usage: BTreeMap<String, u64>,
    /// `(class, count, pico-dollars)` when the cost columns do not keep every line apart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    lines: Vec<(String, u64, i64)>,
    /// Why the counters were refused by the price book, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// A reported cost too large for its column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reported: Option<String>,
}

/// The number columns of an event.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Cells {
    /// In the order of [`TOKENS`]; `None` was not reported.
    pub tokens: Sparse<6>,
    /// In multiples of `unit`, by column; `None` when there is no such line.
    pub costs: Sparse<6>,
    pub reported: Option<i64>,
    pub detail: Option<String>,
    /// Pico-dollars a stored cost counts in.
    pub unit: i64,
    pub priced: bool,
    pub estimated: bool,
}

/// Whether lines and their sum fit the columns.
pub(super) fn fits(lines: &[Line]) -> bool {
    // Columns sum in any order: no partial sum may leave the range either.
    let magnitude = lines.iter().fold(0i128, |sum, line| sum.saturating_add(line.amount.pico().saturating_abs()));
    i64::try_from(magnitude).is_ok()
}

impl Cells {
    /// The columns of counters with their lines (`Err`: why there are none). `None` when a
    /// counter is beyond what a column holds. Lines must [`fits`].
    pub(super) fn encode(
        usage: &UsageCounts,
        cost: Result<&[Line], &UnpricedReason>,
        reported: Option<Usd>,
        estimated: bool,
    ) -> Option<Cells> {
        let mut cells = Cells { unit: 1, priced: cost.is_ok(), estimated, ..Cells::default() };
        let mut detail = Detail::default();
        cells.put_usage(usage, &mut detail)?;
        match cost {
            Ok(lines) => cells.put_lines(usage, lines, &mut detail),
            Err(UnpricedReason::InvalidUsage(why)) => detail.reason = Some(why.clone()),
            Err(_) => {}
        }
        match reported.map(|amount| (amount, amount.to_stored())) {
            Some((_, Some(stored))) => cells.reported = Some(stored),
            Some((amount, None)) => detail.reported = Some(amount.to_string()),
            None => {}
        }
        if detail != Detail::default() {
            cells.detail = serde_json::to_string(&detail).ok();
        }
        Some(cells)
    }

    fn put_usage(&mut self, usage: &UsageCounts, detail: &mut Detail) -> Option<()> {
        for (class, count) in usage.iter() {
            let stored = i64::try_from(count).ok()?;
            match TOKENS.iter().position(|token| *token == class) {
                Some(column) => self.tokens.set(column, Some(stored)),
                None if class == UsageClass::CacheWrite5m && self.rest_of_writes(usage) == Some(count) => {}
                None => _ = detail.usage.insert(class.name().to_owned(), count),
            }
        }
        Some(())
    }

    /// The writes that are not one-hour writes, when all writes were reported.
    fn rest_of_writes(&self, usage: &UsageCounts) -> Option<u64> {
        let all = usage.present().contains(UsageClass::CacheWrite).then(|| usage.get(UsageClass::CacheWrite))?;
        all.checked_sub(usage.get(UsageClass::CacheWrite1h))
    }

    fn put_lines(&mut self, usage: &UsageCounts, lines: &[Line], detail: &mut Detail) {
        let pico = |line: &Line| line.amount.to_stored().unwrap_or(0);
        let whole = |unit: i64| lines.iter().all(|line| pico(line) % unit == 0);
        self.unit = UNITS.into_iter().find(|unit| whole(*unit)).unwrap_or(1);
        let mut plain = counts_follow(usage, lines);
        for line in lines {
            let column = SLOTS[line.class as usize];
            let before = self.costs.get(column);
            plain &= before.is_none();
            self.costs.set(column, Some(before.unwrap_or(0) + pico(line) / self.unit));
        }
        if !plain {
            detail.lines = lines.iter().map(|line| (line.class.name().to_owned(), line.count, pico(line))).collect();
        }
    }

    /// The counters as they were reported; `present` are the classes that were.
    pub(super) fn usage(&self, present: ClassSet) -> UsageCounts {
        let detail = self.detail();
        let column = |class| TOKENS.iter().position(|token| *token == class).and_then(|at| self.tokens.get(at));
        let count = |class: UsageClass| match (column(class), detail.usage.get(class.name())) {
            (Some(stored), _) => stored.unsigned_abs(),
            (None, Some(count)) => *count,
            (None, None) if class == UsageClass::CacheWrite5m => {
                (self.tokens.or_zero()[2] - self.tokens.or_zero()[3]).unsigned_abs()
            }
            (None, None) => 0,
        };
        present.iter().map(|class| (class, count(class))).collect()
    }

    /// `(class, count, amount)` of every line; `classes` are those that had one, in order.
    pub(super) fn lines(&self, usage: &UsageCounts, classes: &[UsageClass]) -> Vec<(UsageClass, u64, Usd)> {
        let detail = self.detail();
        if !detail.lines.is_empty() {
            let line = |(class, count, pico): &(String, u64, i64)| {
                UsageClass::by_name(class).map(|class| (class, *count, Usd::from_pico(i128::from(*pico))))
            };
            return detail.lines.iter().filter_map(line).collect();
        }
        let counts = usage.disjoint(classes.iter().copied().collect()).unwrap_or_default();
        let line = |class: &UsageClass| {
            let count = counts.iter().find(|(counted, _)| counted == class).map_or(0, |(_, count)| *count);
            let stored = self.costs.get(SLOTS[*class as usize])?;
            Some((*class, count, Usd::from_pico(i128::from(stored) * i128::from(self.unit))))
        };
        classes.iter().filter_map(line).collect()
    }

    /// Why the counters were refused by the price book, in words.
    pub(super) fn refusal(&self) -> Option<String> {
        self.detail().reason
    }

    fn detail(&self) -> Detail {
        self.detail.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
    }

    /// What the event adds to sums.
    pub(super) fn measures(&self) -> Measures {
        let [input, cache_read, cache_write, cache_write_1h, output, reasoning] = self.tokens.or_zero().map(i128::from);
        let unit = i128::from(self.unit);
        let costs = self.costs.or_zero().map(|cost| i128::from(cost) * unit);
        let detail = self.detail.as_ref().map(|_| self.detail());
        let count = |class: UsageClass| {
            let counted = detail.as_ref().and_then(|detail| detail.usage.get(class.name()));
            counted.map_or(0, |count| i128::from(*count))
        };
        // What used something was at least one call, whatever the record says.
        let requests = count(UsageClass::Requests).max(1);
        let unpriced = i128::from(!self.priced);
        let mut measures = Measures {
            records: 1,
            requests,
            input_tokens: input,
            cache_read_tokens: cache_read,
            cache_write_tokens: cache_write,
            cache_write_1h_tokens: cache_write_1h,
            output_tokens: output,
            reasoning_tokens: reasoning,
            input_cost: Usd::from_pico(costs[0] + costs[1] + costs[2] + costs[3]),
            output_cost: Usd::from_pico(costs[4]),
            total_cost: Usd::from_pico(costs.iter().sum()),
            reported_cost: Usd::from_pico(i128::from(self.reported.unwrap_or(0))),
            unpriced_requests: unpriced * requests,
            unsplit_requests: 0,
            unpriced_tokens: unpriced * (input + output),
            estimated_requests: i128::from(self.estimated) * requests,
            audio_input_tokens: count(UsageClass::InputAudio),
            audio_output_tokens: count(UsageClass::OutputAudio),
        };
        if let Some(amount) = detail.and_then(|detail| detail.reported?.parse().ok()) {
            measures.reported_cost = amount;
        }
        measures
    }

    /// The sum of the lines.
    pub(super) fn total_cost(&self) -> Usd {
        let costs = self.costs.or_zero().into_iter().map(i128::from).sum::<i128>();
        Usd::from_pico(costs * i128::from(self.unit))
    }

    /// The reported cost, wherever it stands.
    pub(super) fn reported(&self) -> Option<Usd> {
        match self.reported {
            Some(pico) => Some(Usd::from_pico(i128::from(pico))),
            None => self.detail().reported.and_then(|text| text.parse().ok()),
        }
    }
}

/// Whether each line's count is what its counter leaves after the lines within it, so that
/// it need not be stored.
fn counts_follow(usage: &UsageCounts, lines: &[Line]) -> bool {
    lines.iter().all(|whole| {
        let within = lines.iter().filter(|part| part.class.ancestors().contains(whole.class));
        let parts = within.fold(0u64, |sum, part| sum.saturating_add(part.count));
        usage.present().contains(whole.class) && usage.get(whole.class).checked_sub(parts) == Some(whole.count)
    })
}

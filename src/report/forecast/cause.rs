//! Why a day cost what it did: which model, which project, volume or price.
//!
//! Owns: the comparison with the same weekdays before, in exact amounts. Refuses to know: what is out
//! of the ordinary, floating point.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::money::div_half_even;
use crate::domain::{Measures, Usd};
use crate::report::{Group, Key};

/// What moved a day's cost against the mean of the days it is compared with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cause {
    /// The mean cost of those days.
    pub baseline: Usd,
    /// The model that moved most in the direction of the whole, and by how much.
    pub model: (String, Usd),
    /// The project, empty when records name none.
    pub project: (String, Usd),
    /// Of the change, what is due to more or fewer tokens of each model, at the usual cost of a token.
    pub volume: Usd,
    /// The rest: what a token cost. A new price, or another mix of cached and fresh tokens.
    pub price: Usd,
}

impl Cause {
    /// `volume` or `price`: whichever moved more in the direction of the whole.
    pub fn driver(&self) -> &'static str {
        let whole = self.volume.pico() + self.price.pico();
        let along = |part: Usd| part.pico() * whole.signum();
        if along(self.price) > along(self.volume) { "price" } else { "volume" }
    }
}

/// The sums of each day, by model and by project.
#[derive(Debug, Default)]
pub(super) struct Days {
    days: BTreeMap<i64, BTreeMap<(String, String), Measures>>,
}

impl Days {
    /// From groups by day, model and project.
    pub(super) fn new(groups: Vec<Group>) -> Days {
        let mut days = Days::default();
        for group in groups {
            if let [Key::Time(day), Key::Name(model), Key::Name(project)] = group.keys.as_slice() {
                let part = days.days.entry(*day).or_default().entry((model.clone(), project.clone())).or_default();
                *part += &group.measures;
            }
        }
        days
    }

    /// What moved `day`, against the mean of `others`.
    pub(super) fn cause(&self, day: i64, others: &[i64]) -> Cause {
        let count = others.len().max(1) as i128;
        let by_model = self.compare(day, others, |(model, _)| model);
        let mean = |sum: i128| div_half_even(sum, count);
        let cost = |measures: &Measures| measures.total_cost.pico();
        let whole: i128 = by_model.values().map(|(now, then)| cost(now) - mean(cost(then))).sum();
        let most = |parts: &BTreeMap<&str, (Measures, Measures)>| {
            let moved = parts.iter().map(|(name, (now, then))| (*name, cost(now) - mean(cost(then))));
            let (name, change) = moved.max_by_key(|(_, change)| change * whole.signum()).unwrap_or_default();
            (name.to_owned(), Usd::from_pico(change))
        };
        let volume = by_model.values().map(|(now, then)| volume(now, then, count)).sum();
        Cause {
            baseline: Usd::from_pico(mean(by_model.values().map(|(_, then)| cost(then)).sum())),
            model: most(&by_model),
            project: most(&self.compare(day, others, |(_, project)| project)),
            volume: Usd::from_pico(volume),
            price: Usd::from_pico(whole - volume),
        }
    }

    /// For each name the sums of the day, and those of all the others together.
    fn compare(
        &self,
        day: i64,
        others: &[i64],
        name: fn(&(String, String)) -> &str,
    ) -> BTreeMap<&str, (Measures, Measures)> {
        let parts = |day: &i64| self.days.get(day).into_iter().flatten();
        let names: BTreeSet<&str> = others.iter().chain([&day]).flat_map(parts).map(|(key, _)| name(key)).collect();
        let mut sums: BTreeMap<&str, (Measures, Measures)> =
            names.into_iter().map(|name| (name, Default::default())).collect();
        for (now, days) in [(true, &[day][..]), (false, others)] {
            for (key, measures) in days.iter().flat_map(parts) {
                if let Some(sum) = sums.get_mut(name(key)) {
                    if now { sum.0 += measures } else { sum.1 += measures }
                }
            }
        }
        sums
    }
}

/// What more tokens of one model than the mean of `count` days cost, at those days' cost of a token;
/// input and output apart. What was not there before is volume, and so is what no token cost.
fn volume(now: &Measures, then: &Measures, count: i128) -> i128 {
    let part = |now_tokens: i128, now_cost: Usd, tokens: i128, cost: Usd| {
        let change = now_cost.pico() - div_half_even(cost.pico(), count);
        if tokens <= 0 || now_tokens <= 0 {
            return change;
        }
        // (now − then/count) × cost/then, with one division.
        let more = now_tokens.checked_mul(count).and_then(|now| (now - tokens).checked_mul(cost.pico()));
        match (more, tokens.checked_mul(count)) {
            (Some(more), Some(tokens)) => div_half_even(more, tokens),
            _ => change,
        }
    };
    let fee = |measures: &Measures| measures.total_cost - measures.input_cost - measures.output_cost;
    part(now.input_tokens, now.input_cost, then.input_tokens, then.input_cost)
        + part(now.output_tokens, now.output_cost, then.output_tokens, then.output_cost)
        + fee(now).pico()
        - div_half_even(fee(then).pico(), count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(day: i64, model: &str, project: &str, tokens: i128, dollars: i128) -> Group {
        let cost = Usd::from_pico(dollars * crate::domain::money::PICO);
        let keys = vec![Key::Time(day), Key::Name(model.to_owned()), Key::Name(project.to_owned())];
        let measures =
            Measures { requests: 1, input_tokens: tokens, total_cost: cost, input_cost: cost, ..Measures::default() };
        Group::new(keys, measures)
    }

    fn shown(cause: &Cause) -> [String; 6] {
        let dollars = |amount: Usd| amount.to_string();
        [
            dollars(cause.baseline),
            format!("{} {}", cause.model.0, cause.model.1),
            format!("{} {}", cause.project.0, cause.project.1),
            dollars(cause.volume),
            dollars(cause.price),
            cause.driver().to_owned(),
        ]
    }

    #[test]
    fn more_tokens_are_volume_and_dearer_ones_price() {
        let usual = |day| [group(day, "opus", "web", 100, 10), group(day, "mini", "web", 100, 1)];
        let days = |last: Vec<Group>| Days::new(usual(1).into_iter().chain(usual(8)).chain(last).collect());
        let more = days(vec![group(15, "opus", "web", 300, 30), group(15, "mini", "web", 100, 1)]).cause(15, &[1, 8]);
        assert_eq!(shown(&more), ["11", "opus 20", "web 20", "20", "0", "volume"]);
        let dearer = days(vec![group(15, "opus", "web", 100, 20), group(15, "mini", "web", 100, 1)]).cause(15, &[1, 8]);
        assert_eq!(shown(&dearer), ["11", "opus 10", "web 10", "0", "10", "price"]);
        let new = days(vec![group(15, "opus", "web", 100, 10), group(15, "new", "lab", 50, 40)]).cause(15, &[1, 8]);
        assert_eq!(shown(&new), ["11", "new 40", "lab 40", "39", "0", "volume"]);
        let nothing = days(vec![]).cause(15, &[1, 8]);
        assert_eq!(shown(&nothing), ["11", "opus -10", "web -11", "-11", "0", "volume"]);
        assert_eq!(Days::default().cause(15, &[]), Cause::default());
    }
}

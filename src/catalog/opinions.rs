//! What a request would cost if the layers above were not there.
//!
//! Owns: the price of a request by the user's entries, by each list that has the name, each with
//! the layers below it. Refuses to know: which of them should win; the most important does.

use chrono::{DateTime, Utc};

use super::book::{Known, PriceBook};
use super::plan::Inputs;
use crate::domain::{Cost, PriceContext, UsageClass, UsageCounts};

/// One layer's word on a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    /// `user`, the name of an imported list, `embedded`.
    pub source: String,
    pub cost: Cost,
}

impl PriceBook {
    /// Whether more than one layer has something to say of a name.
    pub fn is_contested(&self, provider: Option<&str>, model: &str) -> bool {
        sources(&self.known(provider, model)).len() > 1
    }

    /// Each layer's word, the most important first: that one is in force.
    pub fn opinions(
        &self,
        provider: Option<&str>,
        model: &str,
        at: DateTime<Utc>,
        context: &PriceContext,
        usage: &UsageCounts,
    ) -> Vec<Opinion> {
        let known = self.known(provider, model);
        let opinion = |(source, first): (String, Option<usize>)| {
            let entries = if first.is_none() { known.entries.as_slice() } else { &[] };
            let inputs = Inputs { lists: &known.lists[first.unwrap_or(0)..], entries, ..known.inputs() };
            let cost = match inputs.plan(at, context, usage.get(UsageClass::Input)) {
                Ok(plan) => plan.cost(usage),
                Err(reason) => Cost::Unpriced(reason),
            };
            Opinion { source, cost }
        };
        sources(&known).into_iter().map(opinion).collect()
    }
}

/// The layers that have the name; for a list, its place among them.
fn sources(known: &Known) -> Vec<(String, Option<usize>)> {
    let own = (!known.entries.is_empty()).then(|| ("user".to_owned(), None));
    let lists = known.lists.iter().enumerate().filter(|(_, list)| list.found.model.is_some());
    let named = lists.map(|(place, list)| {
        let name = if list.source.is_empty() { list.layer.as_str() } else { &list.source };
        (name.to_owned(), Some(place))
    });
    own.into_iter().chain(named).collect()
}

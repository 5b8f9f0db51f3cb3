//! Pricing stored events again: asking the price book, counting what comes of it.
//!
//! Owns: the two passes (look, then commit) and the movers. Refuses to know: SQL, rates, who
//! agreed. A look writes nothing; committing prices everything once more within its transaction,
//! so that nobody waits for a person, and says what was done, not what was foreseen.

use std::collections::HashMap;

use chrono::{DateTime, SecondsFormat, Utc};

use super::Pricer;
use crate::domain::{Filter, InstantRange, Repriced, Repricing, Result, Usd, Which};
use crate::store::{Change, Ledger, Making};

/// Movers that are kept.
const MOVERS: usize = 10;

/// What pricing again comes, or came, to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    pub repriced: Repriced,
    /// The models whose cost changes most, the largest change first; ten at most.
    pub movers: Vec<Mover>,
    /// The generation that was made, when something changed and it was committed.
    pub generation: Option<u32>,
}

/// The changed events of one model, and what they cost.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mover {
    pub provider: String,
    pub model: String,
    /// Events that change.
    pub records: u64,
    /// Of them, those without a price before, and after.
    pub old_unpriced: u64,
    pub new_unpriced: u64,
    /// Over those with a price.
    pub old: Usd,
    pub new: Usd,
}

impl Mover {
    /// How much dearer it becomes; negative for cheaper.
    pub fn difference(&self) -> Usd {
        self.new - self.old
    }
}

/// What pricing these events again would come to. Writes nothing.
///
/// # Errors
/// When the ledger cannot be read.
pub fn consider(ledger: &Ledger, wish: &Repricing, pricer: &dyn Pricer) -> Result<Effect> {
    let mut movers = Movers::default();
    let repriced = ledger.consider(wish, &|event| pricer.price(event), &mut |change| movers.add(change))?;
    Ok(Effect { repriced, movers: movers.largest(), generation: None })
}

/// Prices these events again, as a new generation made at `now` from the price lists `catalog`:
/// all of it or nothing.
///
/// # Errors
/// When the ledger cannot be written; it is then as it was.
pub fn reprice(
    ledger: &mut Ledger,
    wish: &Repricing,
    pricer: &dyn Pricer,
    catalog: &str,
    now: DateTime<Utc>,
) -> Result<Effect> {
    let mut movers = Movers::default();
    let making = Making { at: now, what: words(wish), catalog: catalog.to_owned() };
    let price = |event: &_| pricer.price(event);
    let (repriced, generation) = ledger.reprice(wish, making, &price, &mut |change| movers.add(change))?;
    Ok(Effect { repriced, movers: movers.largest(), generation })
}

/// Changes by provider and model.
#[derive(Default)]
struct Movers(HashMap<String, HashMap<String, Mover>>);

impl Movers {
    fn add(&mut self, change: Change<'_>) {
        let mover = match self.0.get_mut(change.provider).and_then(|models| models.get_mut(change.model)) {
            Some(mover) => mover,
            None => self.make(change.provider, change.model),
        };
        mover.records += 1;
        mover.old_unpriced += u64::from(change.old.is_none());
        mover.new_unpriced += u64::from(change.new.is_none());
        mover.old += change.old.unwrap_or_default();
        mover.new += change.new.unwrap_or_default();
    }

    fn make(&mut self, provider: &str, model: &str) -> &mut Mover {
        let mover = Mover { provider: provider.to_owned(), model: model.to_owned(), ..Mover::default() };
        self.0.entry(provider.to_owned()).or_default().entry(model.to_owned()).or_insert(mover)
    }

    fn largest(self) -> Vec<Mover> {
        let mut movers: Vec<Mover> = self.0.into_values().flat_map(HashMap::into_values).collect();
        let rank = |mover: &Mover| std::cmp::Reverse(mover.difference().pico().unsigned_abs());
        movers.sort_unstable_by(|a, b| {
            rank(a).cmp(&rank(b)).then_with(|| (&a.provider, &a.model).cmp(&(&b.provider, &b.model)))
        });
        movers.truncate(MOVERS);
        movers
    }
}

/// The wish in words, as it is written down.
fn words(wish: &Repricing) -> String {
    let which = match &wish.which {
        Which::Unpriced => "unpriced",
        Which::Corrected(_) => "corrections",
        Which::All => "all",
    };
    let mut words = vec![which.to_owned()];
    let InstantRange { from, to } = wish.range;
    let written = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::AutoSi, true);
    words.extend(from.map(|at| format!("from {}", written(at))));
    words.extend(to.map(|at| format!("until {}", written(at))));
    let Filter { provider, model, organization, project, user, session, source, branch, host, tags } = &wish.filter;
    let lists = [
        ("provider", provider),
        ("model", model),
        ("organization", organization),
        ("project", project),
        ("user", user),
        ("session", session),
        ("source", source),
        ("branch", branch),
        ("host", host),
    ];
    words.extend(
        lists
            .into_iter()
            .filter(|(_, values)| !values.is_empty())
            .map(|(name, values)| format!("{name} {}", values.join(" or "))),
    );
    words.extend(tags.iter().map(|(key, value)| format!("tag {key}={value}")));
    words.join(", ")
}

//! `cost-ops pricing add`, `update` and `remove`: prices of one's own, kept in the ledger.
//!
//! Owns: what each of them does to the price book. Refuses to know: the flags that state a
//! price, how a price is found.

use chrono::{DateTime, Utc};
use clap::Args;

use super::import::{self, FromArgs};
use super::reprice::fill_unpriced;
use super::stated::StatedArgs;
use crate::catalog::PriceBook;
use crate::cli::{Context, Failure};
use crate::domain::price::Rates;
use crate::domain::{
    Action, Code, Correction, Currency, Error, InstantRange, PriceChange, PriceContext, PriceEntry, PricePlace,
    UsageCounts,
};
use crate::store::Ledger;

/// Arguments of `pricing add`.
#[derive(Debug, Args)]
pub(super) struct AddArgs {
    #[command(flatten)]
    stated: StatedArgs,
}

/// Arguments of `pricing update`.
#[derive(Debug, Args)]
pub(super) struct UpdateArgs {
    #[command(flatten)]
    stated: StatedArgs,
    /// The price was wrong all along: mend it
    ///
    /// It is mended for the whole time it holds, instead of changed from a date on.
    #[arg(long)]
    correction: bool,
    #[command(flatten)]
    list: FromArgs,
}

/// Arguments of `pricing remove`.
#[derive(Debug, Args)]
pub(super) struct RemoveArgs {
    /// The id `pricing list` shows
    id: i64,
}

/// Adds a price to the ledger.
pub(super) fn add(context: &Context, args: &AddArgs) -> Result<(), Failure> {
    let entry = args.stated.entry(context.now, &currency(context, &args.stated)?)?;
    let what = format!("added {}/{}", entry.provider, entry.model);
    put(context, Action::PriceAdd, what, Vec::new(), entry, Vec::new())
}

/// Changes a price from a date on (now, when none is given), or mends it.
pub(super) fn update(context: &Context, args: &UpdateArgs) -> Result<(), Failure> {
    if let Some(from) = &args.list.from {
        return import::run(context, &args.list, from);
    }
    if args.stated.provider.is_none() && args.stated.model.is_none() {
        let error = Error::new(Code::MissingField, "neither a price nor a list is given");
        return Err(error.hint("--from FILE takes a price list in; one price needs --provider and --model").into());
    }
    let mut entry = args.stated.entry(context.now, &currency(context, &args.stated)?)?;
    if args.correction {
        return correct(context, entry);
    }
    entry.from = entry.from.or(Some(context.now));
    let what = format!("changed {}/{} from {}", entry.provider, entry.model, shown(&entry));
    put(context, Action::PriceUpdate, what, Vec::new(), entry, Vec::new())
}

/// Mends the interval a price holds: the user's own entry is replaced (what is not stated stays),
/// a listed price is laid over for as long as it holds.
fn correct(context: &Context, entry: PriceEntry) -> Result<(), Failure> {
    let ledger = context.ledger(true)?;
    let at = entry.from.unwrap_or(context.now);
    let own = in_force(context.price_layers(&ledger)?.entries, &entry, at);
    let (entry, retired) = match own.map(|old| (old.place, old)) {
        Some((PricePlace::Ledger(row), old)) => (mended(entry, old), vec![row]),
        Some((place @ PricePlace::File(_), _)) => {
            let message = format!("the price of {}/{} is stated in prices.toml", entry.provider, entry.model);
            return Err(Error::validation(message)
                .hint(format!("mend it there ({place}): the file goes first"))
                .into());
        }
        None => (laid_over(context, &ledger, entry, at)?, Vec::new()),
    };
    drop(ledger);
    let what = format!("corrected {}/{} from {}", entry.provider, entry.model, shown(&entry));
    let mended = Correction {
        id: 0,
        provider: entry.provider.clone(),
        model: entry.model.clone(),
        range: InstantRange { from: entry.from, to: entry.to },
        note: what.clone(),
        at: context.now,
    };
    put(context, Action::PriceCorrect, what, retired, entry, vec![mended])?;
    context.say("cost-ops pricing reprice --corrections applies it to what is stored");
    Ok(())
}

/// The user's entry that holds at an instant for what `like` is for.
fn in_force(entries: Vec<PriceEntry>, like: &PriceEntry, at: DateTime<Utc>) -> Option<PriceEntry> {
    let same = entries.into_iter().filter(|entry| same_price(entry, like) && entry.holds(at));
    same.max_by_key(PriceEntry::importance)
}

/// The new entry in the place of the old: its time, and its classes and tiers that are not stated
/// anew.
fn mended(new: PriceEntry, old: PriceEntry) -> PriceEntry {
    let mut entry = PriceEntry { from: old.from, to: old.to, ..new };
    if entry.free {
        return entry;
    }
    entry.rates = completed(entry.rates, old.rates);
    for (above, rates) in old.tiers {
        match entry.tiers.iter_mut().find(|(size, _)| *size == above) {
            Some((_, have)) => *have = completed(std::mem::take(have), rates),
            None => entry.tiers.push((above, rates)),
        }
    }
    entry.tiers.sort_unstable_by_key(|(above, _)| *above);
    entry
}

/// Rates with those of the other classes beside them.
fn completed(mut rates: Rates, others: Rates) -> Rates {
    for (class, usd) in others {
        if !rates.iter().any(|(have, _)| *have == class) {
            rates.push((class, usd));
        }
    }
    rates.sort_unstable_by_key(|(class, _)| *class);
    rates
}

/// The entry for as long as the listed price holds that is in force at an instant.
fn laid_over(context: &Context, ledger: &Ledger, entry: PriceEntry, at: DateTime<Utc>) -> Result<PriceEntry, Failure> {
    let book = context.book(ledger)?;
    let asked = PriceContext { attributes: entry.when.clone(), ..PriceContext::default() };
    let told = book.explain(Some(&entry.provider), &entry.model, at, &asked, &UsageCounts::default());
    if told.rule.is_none() {
        let message = format!("no price of {}/{} holds at {at}", entry.provider, entry.model);
        let error = Error::new(Code::NotFound, message);
        return Err(error.hint("there is nothing to mend: cost-ops pricing add states a price").into());
    }
    Ok(PriceEntry { from: told.holds.from, to: told.holds.to, ..entry })
}

fn same_price(old: &PriceEntry, new: &PriceEntry) -> bool {
    let same = |a: &str, b: &str| a.trim().eq_ignore_ascii_case(b.trim());
    same(&old.model, &new.model)
        && PriceBook::canonical(&old.provider) == PriceBook::canonical(&new.provider)
        && old.when == new.when
}

fn shown(entry: &PriceEntry) -> String {
    entry
        .from
        .map_or("the beginning".to_owned(), |from| from.format("%Y-%m-%dT%H:%MZ").to_string().replace("T00:00Z", ""))
}

/// Removes a price from the ledger's price book.
pub(super) fn remove(context: &Context, args: &RemoveArgs) -> Result<(), Failure> {
    let removed = PriceChange::new(context.now, Action::PriceRemove, format!("removed #{}", args.id));
    let change = PriceChange { retired: vec![args.id], ..removed };
    context.ledger(true)?.change_prices(&change)?;
    context.say(&format!("price {} removed; what it priced keeps its cost", args.id));
    Ok(())
}

/// Stores an entry as a new version of the price book, and prints its id.
fn put(
    context: &Context,
    action: Action,
    what: String,
    retired: Vec<i64>,
    entry: PriceEntry,
    corrections: Vec<Correction>,
) -> Result<(), Failure> {
    let (native, stated) = (entry.native.clone(), entry.clone());
    let change =
        PriceChange { retired, added: vec![entry], corrections, ..PriceChange::new(context.now, action, what) };
    let mut ledger = context.ledger(true)?;
    let (_, rows) = ledger.change_prices(&change)?;
    let place = PricePlace::Ledger(rows.first().copied().unwrap_or_default());
    context.say(&format!("price {place} {}; what is stored keeps its cost", change.what));
    if let Some(native) = native {
        context.say(&format!("listed in {}: 1 USD = {} {0}", native.currency, native.per_usd));
    }
    let at = stated.from.map_or(context.now, |from| from.max(context.now));
    let first = in_force(context.price_layers(&ledger)?.entries, &stated, at).map(|entry| entry.place);
    if let Some(first) = first.filter(|first| *first != place) {
        context
            .say(&format!("price {first} is for the same and goes before it: {place} has no say on what that states"));
    }
    fill_unpriced(context, &mut ledger)?;
    context.print(&format!("{}\n", place.row().unwrap_or_default()))
}

/// The currency a price is stated in, at `--per-usd` or at the configured rate of its date.
fn currency(context: &Context, stated: &StatedArgs) -> Result<Currency, Failure> {
    match &stated.per_usd {
        Some(rate) => Ok(Currency::new(&stated.currency, rate, None)?),
        None => {
            let day = stated.effective_date.unwrap_or(context.now).date_naive();
            Ok(context.exchange_rates()?.on(&stated.currency, day)?)
        }
    }
}

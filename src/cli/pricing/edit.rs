//! `cost-ops pricing add`, `update` and `remove`: prices of one's own, kept in the ledger.
//!
//! Owns: what each of them does to the price book. Refuses to know: the flags that state a
//! price, how a price is found.

use clap::Args;

use super::import::{self, FromArgs};
use super::reprice::fill_unpriced;
use super::stated::StatedArgs;
use crate::catalog::PriceBook;
use crate::cli::{Context, Failure};
use crate::domain::{
    Correction, Currency, Error, InstantRange, PriceChange, PriceContext, PriceEntry, PricePlace, UsageCounts,
};

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
    /// The price was wrong all along: mend it for the whole time it holds, instead of changing it
    /// from a date on
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
    put(context, what, Vec::new(), entry, Vec::new())
}

/// Changes a price from a date on (now, when none is given), or mends it.
pub(super) fn update(context: &Context, args: &UpdateArgs) -> Result<(), Failure> {
    if let Some(from) = &args.list.from {
        return import::run(context, &args.list, from);
    }
    let mut entry = args.stated.entry(context.now, &currency(context, &args.stated)?)?;
    if args.correction {
        return correct(context, entry);
    }
    entry.from = entry.from.or(Some(context.now));
    let what = format!("changed {}/{} from {}", entry.provider, entry.model, shown(&entry));
    put(context, what, Vec::new(), entry, Vec::new())
}

/// Mends the interval a price holds: the user's own entry is replaced (classes that are not
/// stated stay), a listed price is laid over for as long as it holds.
fn correct(context: &Context, mut entry: PriceEntry) -> Result<(), Failure> {
    let ledger = context.ledger(true)?;
    let at = entry.from.unwrap_or(context.now);
    let own = ledger.price_layers()?.entries.into_iter().rev().find(|old| same_price(old, &entry) && covers(old, at));
    let mut retired = Vec::new();
    match own {
        Some(old) => {
            (entry.from, entry.to) = (old.from, old.to);
            entry.rates.extend(
                old.rates
                    .into_iter()
                    .filter(|(class, _)| !entry.rates.iter().any(|(c, _)| c == class))
                    .collect::<Vec<_>>(),
            );
            entry.rates.sort_unstable_by_key(|(class, _)| *class);
            if entry.tiers.is_empty() {
                entry.tiers = old.tiers;
            }
            retired.extend(old.place.row());
        }
        None => {
            let book = context.book(&ledger)?;
            let told = book.explain(
                Some(&entry.provider),
                &entry.model,
                at,
                &PriceContext::default(),
                &UsageCounts::default(),
            );
            if told.rule.is_none() {
                let error = Error::new(
                    crate::domain::Code::NotFound,
                    format!("no price of {}/{} holds at {at}", entry.provider, entry.model),
                );
                return Err(error.hint("there is nothing to mend: cost-ops pricing add states a price").into());
            }
            (entry.from, entry.to) = (told.holds.from, told.holds.to);
        }
    }
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
    put(context, what, retired, entry, vec![mended])?;
    context.say("cost-ops pricing reprice --corrections applies it to what is stored");
    Ok(())
}

fn same_price(old: &PriceEntry, new: &PriceEntry) -> bool {
    let same = |a: &str, b: &str| a.trim().eq_ignore_ascii_case(b.trim());
    let provider = |id: &str| PriceBook::provider(id).map_or_else(|| id.to_lowercase(), |(id, _)| id.to_owned());
    same(&old.model, &new.model) && provider(&old.provider) == provider(&new.provider) && old.when == new.when
}

fn covers(entry: &PriceEntry, at: chrono::DateTime<chrono::Utc>) -> bool {
    entry.from.is_none_or(|from| at >= from) && entry.to.is_none_or(|to| at < to)
}

fn shown(entry: &PriceEntry) -> String {
    entry
        .from
        .map_or("the beginning".to_owned(), |from| from.format("%Y-%m-%dT%H:%MZ").to_string().replace("T00:00Z", ""))
}

/// Removes a price from the ledger's price book.
pub(super) fn remove(context: &Context, args: &RemoveArgs) -> Result<(), Failure> {
    let change =
        PriceChange { retired: vec![args.id], ..PriceChange::new(context.now, format!("removed #{}", args.id)) };
    context.ledger(true)?.change_prices(&change)?;
    context.say(&format!("price {} removed; what it priced keeps its cost", args.id));
    Ok(())
}

/// Stores an entry as a new version of the price book, and prints its id.
fn put(
    context: &Context,
    what: String,
    retired: Vec<i64>,
    entry: PriceEntry,
    corrections: Vec<Correction>,
) -> Result<(), Failure> {
    let native = entry.native.clone();
    let change = PriceChange { retired, added: vec![entry], corrections, ..PriceChange::new(context.now, what) };
    let mut ledger = context.ledger(true)?;
    let (_, rows) = ledger.change_prices(&change)?;
    let place = PricePlace::Ledger(rows.first().copied().unwrap_or_default());
    context.say(&format!("price {place} {}; what is stored keeps its cost", change.what));
    if let Some(native) = native {
        context.say(&format!("listed in {}: 1 USD = {} {0}", native.currency, native.per_usd));
    }
    fill_unpriced(context, &mut ledger)?;
    context.print(&format!("{}\n", place.row().unwrap_or_default()))
}

/// The currency a price is stated in, at `--per-usd` or at the configured rate of its date.
fn currency(context: &Context, stated: &StatedArgs) -> Result<Currency, Failure> {
    match &stated.per_usd {
        Some(rate) => Ok(Currency::new(&stated.currency, rate, None)?),
        None => Ok(context.exchange_rates()?.at(&stated.currency, stated.effective_date.unwrap_or(context.now))?),
    }
}

//! `cost-ops pricing add` and `remove`: prices of one's own, kept in the ledger.

use chrono::{DateTime, Utc};
use clap::Args;

use super::reprice::fill_unpriced;
use super::{instant, pair};
use crate::cli::{Context, Failure};
use crate::domain::{Code, Error, Layer, PriceEntry, Rate, UsageClass};

/// Arguments of `pricing add`. Prices are US dollars per million tokens.
#[derive(Debug, Args)]
pub(super) struct AddArgs {
    /// The provider whose list it extends or replaces
    #[arg(long, value_name = "ID")]
    provider: String,
    /// The model's name, exactly as records spell it
    #[arg(long, value_name = "NAME")]
    model: String,
    /// Input, USD per million tokens
    #[arg(long, value_name = "USD", required_unless_present_any = ["free", "rates"])]
    input_price: Option<String>,
    /// Output, USD per million tokens
    #[arg(long, value_name = "USD")]
    output_price: Option<String>,
    /// Cached input read
    #[arg(long, value_name = "USD")]
    cached_price: Option<String>,
    /// Cache writes
    #[arg(long, value_name = "USD")]
    cache_write_price: Option<String>,
    /// Cache writes that live for an hour
    #[arg(long = "cache-write-1h-price", value_name = "USD")]
    cache_write_1h_price: Option<String>,
    /// Reasoning output
    #[arg(long, value_name = "USD")]
    reasoning_price: Option<String>,
    /// Any other class, in its own unit: web_searches=10 is $10 per thousand
    #[arg(long = "price", value_name = "CLASS=USD", value_parser = pair)]
    rates: Vec<(String, String)>,
    /// Only for requests with this attribute (processing=batch); may be repeated
    #[arg(long = "when", value_name = "KEY=VALUE", value_parser = pair)]
    when: Vec<(String, String)>,
    /// First date or instant it holds (default: always)
    #[arg(long, value_name = "DATE", value_parser = instant)]
    effective_date: Option<DateTime<Utc>>,
    /// First date or instant it no longer holds
    #[arg(long, value_name = "DATE", value_parser = instant)]
    until: Option<DateTime<Utc>>,
    /// The currency of the prices; the ledger is kept in USD
    #[arg(long, value_name = "CODE", default_value = "USD")]
    currency: String,
    /// Free of charge, and meant to be
    #[arg(long, conflicts_with_all = ["input_price", "output_price", "cached_price", "cache_write_price", "cache_write_1h_price", "reasoning_price", "rates"])]
    free: bool,
}

/// Arguments of `pricing remove`.
#[derive(Debug, Args)]
pub(super) struct RemoveArgs {
    /// The id `pricing list` shows
    id: i64,
}

/// Adds a price entry to the ledger.
pub(super) fn add(context: &Context, args: &AddArgs) -> Result<(), Failure> {
    let entry = entry(args, context.now)?;
    let mut ledger = context.ledger(true)?;
    let id = ledger.add_price(&entry)?;
    context.say(&format!("price {id} added: {}/{}; what is stored keeps its cost", entry.provider, entry.model));
    fill_unpriced(context, &mut ledger)?;
    context.print(&format!("{id}\n"))
}

/// Removes a price entry from the ledger.
pub(super) fn remove(context: &Context, args: &RemoveArgs) -> Result<(), Failure> {
    if context.ledger(true)?.remove_price(args.id)? {
        context.say(&format!("price {} removed; what it priced keeps its cost", args.id));
        return Ok(());
    }
    let error = Error::new(Code::NotFound, format!("there is no price {}", args.id));
    Err(error.hint("cost-ops pricing list --all shows the ids").into())
}

fn entry(args: &AddArgs, now: DateTime<Utc>) -> Result<PriceEntry, Error> {
    if !args.currency.eq_ignore_ascii_case("USD") {
        let error = Error::new(Code::Unsupported, format!("prices in {} are not supported", args.currency));
        return Err(error.hint("convert them to US dollars first"));
    }
    for (name, value) in [("--provider", &args.provider), ("--model", &args.model)] {
        if value.trim().is_empty() {
            return Err(Error::validation(format!("{name} is empty")));
        }
    }
    if args.effective_date.zip(args.until).is_some_and(|(from, to)| to <= from) {
        return Err(Error::new(Code::InvalidDateRange, "--until is not after --effective-date"));
    }
    let mut when = args.when.clone();
    when.sort();
    Ok(PriceEntry {
        id: 0,
        layer: Layer::User,
        provider: args.provider.trim().to_owned(),
        model: args.model.trim().to_owned(),
        from: args.effective_date,
        to: args.until,
        rates: rates(args)?,
        tiers: Vec::new(),
        when,
        free: args.free,
        added: now,
    })
}

/// The stated rates, checked to be exact decimals; each class once.
fn rates(args: &AddArgs) -> Result<Vec<(UsageClass, String)>, Error> {
    let flags = [
        (UsageClass::Input, &args.input_price),
        (UsageClass::Output, &args.output_price),
        (UsageClass::CacheRead, &args.cached_price),
        (UsageClass::CacheWrite, &args.cache_write_price),
        (UsageClass::CacheWrite1h, &args.cache_write_1h_price),
        (UsageClass::OutputReasoning, &args.reasoning_price),
    ];
    let mut out: Vec<(UsageClass, String)> = Vec::new();
    let named = flags.into_iter().filter_map(|(class, usd)| Some(Ok((class, usd.clone()?))));
    let others = args.rates.iter().map(|(name, usd)| Ok((class_of(name)?, usd.clone())));
    for stated in named.chain(others) {
        let (class, usd) = stated?;
        // Checked here, so that a price in the ledger always parses.
        let rate = Rate::parse(&usd, class.per()).map_err(|e| e.hint("a price is a decimal: 2.50"))?;
        if out.iter().any(|(have, _)| *have == class) {
            return Err(Error::validation(format!("{} has two prices", class.name())));
        }
        out.push((class, rate.usd()));
    }
    out.sort_unstable_by_key(|(class, _)| *class);
    Ok(out)
}

fn class_of(name: &str) -> Result<UsageClass, Error> {
    let names = || UsageClass::ALL.iter().map(|class| class.name()).collect::<Vec<_>>().join(", ");
    UsageClass::by_name(name).ok_or_else(|| {
        Error::validation(format!("there is no usage class {name:?}")).hint(format!("the classes are {}", names()))
    })
}

//! A price as flags state it: every class, tier, condition, date and currency.
//!
//! Owns: reading these flags into a price entry. Refuses to know: what becomes of it.

use chrono::{DateTime, Utc};
use clap::Args;

use super::{instant, pair};
use crate::domain::price::{Rates, Tiers, each_once};
use crate::domain::{Code, Currency, Error, PriceEntry, PricePlace, UsageClass, did_you_mean};

/// What a price is, and for what. Prices are per million tokens, other classes in their own unit.
#[derive(Debug, Args)]
pub(super) struct StatedArgs {
    /// The provider whose list it extends
    ///
    /// Or replaces a price of.
    #[arg(long, value_name = "ID")]
    pub(super) provider: Option<String>,
    /// The model's name, exactly as records spell it
    #[arg(long, value_name = "NAME")]
    pub(super) model: Option<String>,
    /// Input, per million tokens
    #[arg(long, value_name = "PRICE")]
    input_price: Option<String>,
    /// Output, per million tokens
    #[arg(long, value_name = "PRICE")]
    output_price: Option<String>,
    /// Cached input read
    #[arg(long, value_name = "PRICE")]
    cached_price: Option<String>,
    /// Cache writes
    #[arg(long, value_name = "PRICE")]
    cache_write_price: Option<String>,
    /// Cache writes that live for an hour
    #[arg(long = "cache-write-1h-price", value_name = "PRICE", hide_short_help = true)]
    cache_write_1h_price: Option<String>,
    /// Reasoning output
    #[arg(long, value_name = "PRICE")]
    reasoning_price: Option<String>,
    /// Another class: web_searches=10, per thousand
    ///
    /// Any class that has no flag, in its own unit.
    #[arg(long = "price", value_name = "CLASS=PRICE", value_parser = pair)]
    rates: Vec<(String, String)>,
    /// Of larger prompts: 200000:input=5,output=22
    ///
    /// TOKENS:CLASS=PRICE,…: prices for the whole request when its prompt is larger.
    #[arg(long = "tier", value_name = "TIER", value_parser = tier)]
    tiers: Vec<(u64, Vec<(String, String)>)>,
    /// Only for batch requests (short for --when processing=batch)
    #[arg(long, hide_short_help = true)]
    batch: bool,
    /// Only for this region (short for --when region=…)
    #[arg(long, value_name = "REGION", hide_short_help = true)]
    region: Option<String>,
    /// Only with this attribute: service_tier=flex
    ///
    /// May be repeated.
    #[arg(long = "when", value_name = "KEY=VALUE", value_parser = pair)]
    when: Vec<(String, String)>,
    /// First date or instant it holds
    #[arg(long, value_name = "DATE", value_parser = instant)]
    pub(super) effective_date: Option<DateTime<Utc>>,
    /// First date or instant it no longer holds
    #[arg(long, value_name = "DATE", value_parser = instant)]
    until: Option<DateTime<Utc>>,
    /// The currency of these prices; they are kept beside the dollars they make
    #[arg(long, value_name = "CODE", default_value = "USD", hide_short_help = true)]
    pub(super) currency: String,
    /// How much of the currency one US dollar buys (default: [currency.rates] of the configuration)
    #[arg(long, value_name = "RATE", hide_short_help = true)]
    pub(super) per_usd: Option<String>,
    /// Free of charge, and meant to be
    #[arg(long, conflicts_with_all = ["input_price", "output_price", "cached_price", "cache_write_price", "cache_write_1h_price", "reasoning_price", "rates", "tiers"])]
    free: bool,
}

impl StatedArgs {
    /// The entry, its prices brought to dollars.
    ///
    /// # Errors
    /// What is missing, no decimal, stated twice, or no stretch of time.
    pub(super) fn entry(&self, now: DateTime<Utc>, currency: &Currency) -> Result<PriceEntry, Error> {
        let named = |flag: &str, value: &Option<String>| match value.as_deref().map(str::trim) {
            Some(text) if !text.is_empty() => Ok(text.to_owned()),
            _ => Err(Error::new(Code::MissingField, format!("{flag} is missing"))
                .hint("a price needs --provider and --model")),
        };
        let (provider, model) = (named("--provider", &self.provider)?, named("--model", &self.model)?);
        if self.effective_date.zip(self.until).is_some_and(|(from, to)| to <= from) {
            return Err(Error::new(Code::InvalidDateRange, "--until is not after --effective-date"));
        }
        let listed = self.listed()?;
        let tiers = self.listed_tiers()?;
        if listed.is_empty() && tiers.is_empty() && !self.free {
            return Err(Error::new(Code::MissingField, "no price is given")
                .hint("--input-price and --output-price, --price CLASS=PRICE, or --free when it is meant to be free"));
        }
        let dollars = currency.dollars(listed, tiers)?;
        Ok(PriceEntry {
            place: PricePlace::Ledger(0),
            provider,
            model,
            from: self.effective_date,
            to: self.until,
            rates: dollars.rates,
            tiers: dollars.tiers,
            when: self.conditions(),
            free: self.free,
            native: dollars.native,
            added: now,
        })
    }

    fn conditions(&self) -> Vec<(String, String)> {
        let mut when = self.when.clone();
        when.extend(self.batch.then(|| ("processing".to_owned(), "batch".to_owned())));
        when.extend(self.region.clone().map(|region| ("region".to_owned(), region)));
        when.sort_unstable();
        when.dedup();
        when
    }

    /// The standard rates as given, each class once.
    fn listed(&self) -> Result<Rates, Error> {
        let flags = [
            (UsageClass::Input, &self.input_price),
            (UsageClass::Output, &self.output_price),
            (UsageClass::CacheRead, &self.cached_price),
            (UsageClass::CacheWrite, &self.cache_write_price),
            (UsageClass::CacheWrite1h, &self.cache_write_1h_price),
            (UsageClass::OutputReasoning, &self.reasoning_price),
        ];
        let named = flags.into_iter().filter_map(|(class, usd)| Some((class, usd.clone()?)));
        let others = self.rates.iter().map(|(name, usd)| Ok((class_of(name)?, usd.clone())));
        each_once(named.map(Ok).chain(others))
    }

    fn listed_tiers(&self) -> Result<Tiers, Error> {
        let mut tiers = Vec::new();
        for (above, rates) in &self.tiers {
            if tiers.iter().any(|(have, _)| have == above) {
                return Err(Error::validation(format!("--tier {above} is given twice")));
            }
            tiers.push((*above, each_once(rates.iter().map(|(name, usd)| Ok((class_of(name)?, usd.clone()))))?));
        }
        tiers.sort_unstable_by_key(|(above, _)| *above);
        Ok(tiers)
    }
}

/// A class by its full name, or by the short words `input`, `output`, `cached`.
fn class_of(name: &str) -> Result<UsageClass, Error> {
    let short = match name {
        "input" => Some(UsageClass::Input),
        "output" => Some(UsageClass::Output),
        "cached" | "cache_read" => Some(UsageClass::CacheRead),
        "cache_write" => Some(UsageClass::CacheWrite),
        "cache_write_1h" => Some(UsageClass::CacheWrite1h),
        "reasoning" => Some(UsageClass::OutputReasoning),
        _ => None,
    };
    short.or_else(|| UsageClass::by_name(name)).ok_or_else(|| no_class(name))
}

/// There is no class of that name; the nearest, or all there are.
pub(super) fn no_class(name: &str) -> Error {
    let names = || UsageClass::ALL.iter().map(|class| class.name());
    let all = format!("the classes are {}", names().collect::<Vec<_>>().join(", "));
    Error::validation(format!("there is no usage class {name:?}")).hint(did_you_mean(name, names(), all))
}

/// `200000:input=5,output=22.5`.
fn tier(text: &str) -> Result<(u64, Vec<(String, String)>), String> {
    let bad = || "it must be TOKENS:CLASS=PRICE,…, for example 200000:input=5,output=22.5".to_owned();
    let (above, rates) = text.split_once(':').ok_or_else(bad)?;
    let above = above.trim().replace('_', "").parse().map_err(|_| bad())?;
    let rates: Result<Vec<_>, _> = rates.split(',').map(|one| pair(one.trim())).collect();
    Ok((above, rates.map_err(|_| bad())?))
}

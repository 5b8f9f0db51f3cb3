//! The price files as they are written: one TOML file a provider, checked strictly.
//!
//! Owns: the shape of `files/*.toml` and `names.toml`. Refuses to know: how names are looked
//! up, how a price is computed. Also compiled into the build script, so it names nothing of
//! this crate.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Decimal US dollars by class name; as text, so that no float ever touches a price.
pub type Rates = BTreeMap<String, String>;

/// One provider's file.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Who the provider is.
    pub provider: Provider,
    /// Hours that change a price.
    #[serde(default, rename = "schedule", skip_serializing_if = "Vec::is_empty")]
    pub schedules: Vec<Schedule>,
    /// The models, sorted by id.
    #[serde(default, rename = "model")]
    pub models: Vec<Model>,
}

/// A provider: how it is named, which bare model names are its own, where it borrows.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// The one spelling used in reports.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// Lower goes first when two providers could own a bare model name.
    pub order: u32,
    /// Other spellings of the id, exact.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// A hint that has one of these as a whole word means this provider (`aws-bedrock`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// Bare model names that begin so belong to this provider when no provider is given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub owns: Vec<String>,
    /// Providers whose list is used, by exact name only, for models this one does not list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub borrows: Vec<String>,
    /// Vendor words that may stand before its model names (`anthropic.`, `anthropic/`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vendors: Vec<String>,
    /// Where its prices are published.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pricing_urls: Vec<String>,
    /// Multipliers that follow from where or how the request was served.
    #[serde(default, rename = "uplift", skip_serializing_if = "Vec::is_empty")]
    pub uplifts: Vec<Uplift>,
}

/// A multiplier on every token class, chosen by one request attribute.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Uplift {
    /// `region` (peeled from the name) or a context key (`inference_geo`).
    pub attribute: String,
    /// The values that trigger it.
    pub values: Vec<String>,
    /// Numerator.
    pub times: u32,
    /// Denominator.
    pub over: u32,
    /// Only these models; empty means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub models: Vec<String>,
}

/// Stretches of the week in local time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// Unique within the file.
    pub id: String,
    /// IANA zone the windows, weekdays and holidays are read in.
    pub zone: String,
    /// `mon` … `sun`; empty means every day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weekdays: Vec<String>,
    /// Local dates on which the schedule rests.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<String>,
    /// `["09:00", "12:00"]`, half-open; an end before its start runs past midnight.
    pub windows: Vec<[String; 2]>,
    /// First instant, RFC 3339.
    pub from: String,
    /// First instant after it, RFC 3339; open when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Where this is documented.
    pub source: String,
}

/// One model: its names and its prices.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// The id in reports; a name of the model unless `unnamed`.
    pub id: String,
    /// The id is a label only, no request carries it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unnamed: bool,
    /// Other names, exact, lower case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
    /// Names that may carry a snapshot date (`-20251001`, `-2025-10-01`, `@20251001`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dated: Vec<String>,
    /// Names that may be followed by whitelisted words (`names.toml`), dates and builds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prefixes: Vec<String>,
    /// Names that may be followed by a customer's own text after a `:` (fine-tunes).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<String>,
    /// One price for every region: a region in the name needs no record of its own.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub any_region: bool,
    /// Largest prompt, tokens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<u64>,
    /// Free of charge, and meant to be.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub free: bool,
    /// Named by the provider, but the price list has no rate for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unpriced: bool,
    /// Still served, no longer recommended.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
    /// Smallest count that is billed, by class (seconds for durations).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub minimum: BTreeMap<String, u64>,
    /// The schedules that apply, first active one wins.
    #[serde(default, rename = "hours", skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<Hours>,
    /// Dated prices, oldest first; the first may be open at its start.
    #[serde(default, rename = "price", skip_serializing_if = "Vec::is_empty")]
    pub prices: Vec<Price>,
    /// Overrides by request context, first that sets a class wins.
    #[serde(default, rename = "variant", skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<Variant>,
}

/// What a schedule does to a model's price: a fraction of it, or rates of its own.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// The schedule's id.
    pub schedule: String,
    /// Numerator, on token classes.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub times: u32,
    /// Denominator.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub over: u32,
    /// Rates that hold instead.
    #[serde(default, skip_serializing_if = "Rates::is_empty")]
    pub rates: Rates,
}

/// The rates from an instant on.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// First instant: a date (UTC midnight) or RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// First instant after it, when the end is announced with the price (promotions).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Dollars per million tokens, per thousand calls, per hour.
    #[serde(default)]
    pub rates: Rates,
    /// By prompt size: rates for the whole request above it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub above: BTreeMap<String, Rates>,
}

/// Rates that replace the standard ones, class by class, in a request context.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// Request attributes that must all be there, exact case.
    pub when: BTreeMap<String, String>,
    /// First instant: a date (UTC midnight) or RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// First instant after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// As in [`Price`].
    #[serde(default)]
    pub rates: Rates,
    /// As in [`Price`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub above: BTreeMap<String, Rates>,
}

/// `names.toml`: the grammar around a model's name, the same for every provider.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grammar {
    /// Ways to reach a model that stand before its name.
    #[serde(rename = "route")]
    pub routes: Vec<Route>,
    /// Regions before a dot: `us.anthropic.…`.
    pub dot_regions: Vec<String>,
    /// Regions before a slash: `eu/o4-mini`.
    pub slash_regions: Vec<String>,
    /// Suffixes that say how the request was served.
    #[serde(rename = "variant")]
    pub variants: Vec<Suffix>,
    /// Words a declared prefix may be followed by.
    pub rest_words: Vec<String>,
}

/// A path before a model's name; `*` stands for one path segment.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// `bedrock/`, `publishers/*/models/`.
    pub path: String,
    /// The provider it names, when it names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
}

/// A suffix such as `:batch`, and the context attribute it sets, if any.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suffix {
    /// `:batch`.
    pub text: String,
    /// `processing=batch`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sets: BTreeMap<String, String>,
}

fn one() -> u32 {
    1
}

fn is_one(n: &u32) -> bool {
    *n == 1
}

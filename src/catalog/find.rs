//! From a provider hint and a raw name to a model: peel, then exact look-ups, first hit wins.
//!
//! Owns: the order of the look-ups, ownership of bare names, borrowing. Refuses to know:
//! prices, dates of prices, the user's own rules.

use std::borrow::Cow;

use super::hash;
use super::peel::{self, Peeled};
use super::shape::{self, Catalog, DATED, EXACT, Model, OPEN, PREFIX, Provider};
use crate::domain::MatchClass;

/// What a name turned out to be on one price list.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The list it was looked for on.
    pub(super) catalog: &'static Catalog,
    /// The provider whose request it was: the hint made canonical, the route's, or the owner.
    pub(super) provider: Option<&'static Provider>,
    /// The model, if there is one.
    pub(super) model: Option<&'static Model>,
    /// How it was found.
    pub(super) matched: Option<MatchClass>,
    /// The price is another provider's.
    pub(super) borrowed: bool,
    /// Request attributes the name itself states (`:batch`).
    pub(super) sets: &'static [(&'static str, &'static str)],
    /// The region in the name.
    pub(super) region: Option<Box<str>>,
    /// The region's multiplier.
    pub(super) uplift: Option<(u32, u32)>,
}

impl Found {
    fn nothing(catalog: &'static Catalog) -> Self {
        Found {
            catalog,
            provider: None,
            model: None,
            matched: None,
            borrowed: false,
            sets: &[],
            region: None,
            uplift: None,
        }
    }

    /// The provider whose list the model is on.
    pub(super) fn owner(&self) -> Option<&'static Provider> {
        self.model.map(|model| self.catalog.owner(model))
    }
}

/// Receives the steps of a match; the hot path records nothing.
pub(super) trait Trace {
    fn step(&mut self, step: impl FnOnce() -> String);
}

/// Records nothing.
pub(super) struct Silent;

impl Trace for Silent {
    fn step(&mut self, _: impl FnOnce() -> String) {}
}

impl Trace for Vec<String> {
    fn step(&mut self, step: impl FnOnce() -> String) {
        self.push(step());
    }
}

/// The provider of that id, alias, or with that word in it.
pub(super) fn provider(catalog: &Catalog, hint: &str) -> Option<u8> {
    let hint = lower(hint);
    let by = |test: &dyn Fn(&Provider) -> bool| catalog.providers.iter().position(test);
    let at = by(&|p| p.id == hint).or_else(|| by(&|p| p.aliases.contains(&hint.as_ref()))).or_else(|| {
        by(&|p| p.words.iter().any(|w| hint.split(|c: char| !c.is_ascii_alphanumeric()).any(|x| x == *w)))
    })?;
    u8::try_from(at).ok()
}

/// Trimmed and lower-cased, borrowed when it is so already.
pub(super) fn lower(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if text.bytes().any(|b| b.is_ascii_uppercase() || !b.is_ascii()) { text.to_lowercase().into() } else { text.into() }
}

/// Finds the model of a raw name on a price list.
pub(super) fn find(catalog: &'static Catalog, hint: Option<&str>, raw: &str, trace: &mut impl Trace) -> Found {
    let whole = lower(raw);
    let hint = hint.map(str::trim).filter(|hint| !hint.is_empty());
    let peeled = Peeled::new(&whole);
    let wanted = match hint {
        Some(hint) if hint.eq_ignore_ascii_case("litellm") => proxied(catalog, &peeled),
        Some(hint) => match provider(catalog, hint) {
            // A route that names another provider contradicts the hint: it stays on the name.
            Some(known) if peeled.route.is_none_or(|route| route == catalog.provider(known).id) => {
                Some((known, peeled))
            }
            Some(known) => Some((known, Peeled::unrouted(&whole))),
            None => {
                trace.step(|| format!("no provider {hint:?} in the catalog"));
                return Found::nothing(catalog);
            }
        },
        None => match peeled.route {
            Some(route) => catalog.index(route).map(|known| (known, peeled.clone())),
            None => owned(catalog, &peeled),
        },
    };
    let Some((index, peeled)) = wanted else {
        trace.step(|| format!("no provider given, and none owns {whole:?}"));
        return Found::nothing(catalog);
    };
    let provider = catalog.provider(index);
    trace.step(|| described(provider, &peeled));
    let found = within(catalog, index, &peeled, trace).or_else(|| borrow(catalog, provider, &peeled, trace));
    let mut found = found.unwrap_or_else(|| Found::nothing(catalog));
    found.provider = Some(provider);
    found.region = peeled.region.map(Box::from);
    settle_region(&mut found, &peeled, trace);
    if found.model.is_none() {
        trace.step(|| "nothing matches exactly: unknown, not guessed".into());
    }
    found
}

/// Finds the model of a raw name that another list says is `lender`'s: by exact name or dated
/// snapshot only.
pub(super) fn find_borrowed(catalog: &'static Catalog, lender: &str, raw: &str) -> Option<Found> {
    let whole = lower(raw);
    borrow_from(catalog, catalog.index(lender)?, &Peeled::new(&whole), &mut Silent)
}

fn described(provider: &Provider, peeled: &Peeled<'_>) -> String {
    let mut text = format!("provider {}", provider.id);
    if peeled.routed != peeled.whole {
        let route = &peeled.whole[..peeled.whole.len() - peeled.routed.len()];
        text.push_str(&format!("; route {route:?} peeled"));
    }
    if let Some(region) = peeled.region {
        text.push_str(&format!("; region {region:?}"));
    }
    text
}

/// A LiteLLM name: the first path segment is the provider.
fn proxied<'a>(catalog: &'static Catalog, peeled: &Peeled<'a>) -> Option<(u8, Peeled<'a>)> {
    if let Some(route) = peeled.route {
        return Some((catalog.index(route)?, peeled.clone()));
    }
    let segment = peeled.routed.split_once('/').and_then(|(first, rest)| Some((provider(catalog, first)?, rest)));
    match segment {
        Some((known, rest)) => Some((known, Peeled::new(rest))),
        None => owned(catalog, peeled),
    }
}

/// The owner of a bare name: its own prefix, or the prefix behind its own vendor word.
fn owned<'a>(catalog: &'static Catalog, peeled: &Peeled<'a>) -> Option<(u8, Peeled<'a>)> {
    let starts = |p: &Provider, name: &str| p.owns.iter().any(|own| name.starts_with(own));
    let forms = [peeled.whole, peeled.routed, peeled.placed];
    let bare = || forms.iter().find_map(|form| catalog.providers.iter().position(|p| starts(p, form)));
    let vendored = || {
        forms.iter().find_map(|form| {
            let (vendor, rest) = peel::split_vendor(form)?;
            catalog.providers.iter().position(|p| p.vendors.contains(&vendor) && starts(p, rest))
        })
    };
    let at = bare().or_else(vendored)?;
    Some((u8::try_from(at).ok()?, peeled.clone()))
}

/// Looks in one provider's list: first with the region in the name, then without it.
fn within(catalog: &'static Catalog, index: u8, peeled: &Peeled<'_>, trace: &mut impl Trace) -> Option<Found> {
    let provider = catalog.provider(index);
    let mut forms = Forms::default();
    forms.push(peeled.whole, &[]);
    forms.push(peeled.routed, &[]);
    if peeled.region.is_none() {
        forms.push_vendored(provider, peeled.placed);
    }
    forms.strip_all();
    if let Some(found) = look_up(catalog, index, &forms, trace) {
        return Some(Found { uplift: Some((1, 1)), ..found });
    }
    peeled.region?;
    let mut forms = Forms::default();
    forms.push(peeled.placed, &[]);
    forms.push_vendored(provider, peeled.placed);
    forms.strip_all();
    look_up(catalog, index, &forms, trace)
}

/// Other lists this provider may use, by exact name or dated snapshot only.
fn borrow(
    catalog: &'static Catalog,
    provider: &Provider,
    peeled: &Peeled<'_>,
    trace: &mut impl Trace,
) -> Option<Found> {
    provider.borrows.iter().find_map(|lender| borrow_from(catalog, *lender, peeled, trace))
}

fn borrow_from(catalog: &'static Catalog, lender: u8, peeled: &Peeled<'_>, trace: &mut impl Trace) -> Option<Found> {
    let owner = catalog.provider(lender);
    let mut forms = Forms::default();
    forms.push(peeled.routed, &[]);
    forms.push(peeled.placed, &[]);
    forms.push_vendored(owner, peeled.placed);
    forms.strip_all();
    let found = look_up(catalog, lender, &forms, trace)?;
    if !matches!(found.matched, Some(MatchClass::Exact | MatchClass::Snapshot)) {
        return None;
    }
    trace.step(|| format!("borrowed from {}", owner.id));
    Some(Found { matched: Some(MatchClass::Borrowed), borrowed: true, ..found })
}

/// A region is consumed by its own record, by a multiplier, or by a record that has one price
/// for all regions; else the base price stands, flagged.
fn settle_region(found: &mut Found, peeled: &Peeled<'_>, trace: &mut impl Trace) {
    let (Some(region), Some(model), Some(provider)) = (peeled.region, found.model, found.provider) else { return };
    if found.uplift.is_some() {
        return;
    }
    let rule = provider.uplifts.iter().find(|u| {
        u.attribute == "region" && u.values.contains(&region) && (u.models.is_empty() || u.models.contains(&model.id))
    });
    if let Some(rule) = rule {
        trace.step(|| format!("region {region:?}: every token class times {}/{}", rule.times, rule.over));
        found.uplift = Some((rule.times, rule.over));
    } else if !model.any_region {
        trace.step(|| format!("region {region:?} has neither a record nor a multiplier: base price, flagged"));
        found.matched = Some(MatchClass::RegionUnpriced);
    }
}

/// The spellings to try, most complete first.
#[derive(Default)]
struct Forms<'a> {
    list: [(&'a str, &'static [(&'static str, &'static str)]); 12],
    len: usize,
}

impl<'a> Forms<'a> {
    fn push(&mut self, form: &'a str, sets: &'static [(&'static str, &'static str)]) {
        if self.len < self.list.len() && !self.iter().any(|(have, _)| have == form) {
            self.list[self.len] = (form, sets);
            self.len += 1;
        }
    }

    fn push_vendored(&mut self, provider: &Provider, form: &'a str) {
        self.push(form, &[]);
        let mut rest = form;
        while let Some((vendor, inner)) = peel::split_vendor(rest).filter(|(v, _)| provider.vendors.contains(v)) {
            debug_assert!(!vendor.is_empty());
            self.push(inner, &[]);
            rest = inner;
        }
    }

    /// Adds every form without its suffix and without its version.
    fn strip_all(&mut self) {
        let mut at = 0;
        while at < self.len {
            let (form, sets) = self.list[at];
            if let Some((rest, more)) = peel::strip_suffix(form) {
                self.push(rest, if more.is_empty() { sets } else { more });
            }
            if let Some(rest) = peel::strip_version(form) {
                self.push(rest, sets);
            }
            at += 1;
        }
    }

    fn iter(&self) -> impl Iterator<Item = (&'a str, &'static [(&'static str, &'static str)])> {
        self.list[..self.len].iter().copied()
    }
}

/// One way to look a spelling up on a provider's list.
type Rule = fn(&Catalog, u8, &str) -> Option<(u16, MatchClass)>;

/// Exact, folded, dated, prefixed: each over all forms before the next.
fn look_up(catalog: &'static Catalog, index: u8, forms: &Forms<'_>, trace: &mut impl Trace) -> Option<Found> {
    let rules: [(&str, Rule); 4] = [
        ("exact name", exact),
        ("`.` and `-` folded", folded),
        ("dated snapshot", dated),
        ("declared prefix", prefixed),
    ];
    for (what, rule) in rules {
        for (form, sets) in forms.iter() {
            let Some((model, matched)) = rule(catalog, index, form) else { continue };
            let model = &catalog.models[usize::from(model)];
            trace.step(|| format!("{what} {form:?}: {}/{}", catalog.owner(model).id, model.id));
            return Some(Found { model: Some(model), matched: Some(matched), sets, ..Found::nothing(catalog) });
        }
    }
    trace.step(|| {
        let tried: Vec<_> = forms.iter().map(|(form, _)| form).collect();
        format!("not on {}'s list: {}", catalog.provider(index).id, tried.join(", "))
    });
    None
}

fn exact(catalog: &Catalog, provider: u8, form: &str) -> Option<(u16, MatchClass)> {
    catalog.name(false, provider, form).filter(|n| n.follow & EXACT != 0).map(|n| (n.model, MatchClass::Exact))
}

fn folded(catalog: &Catalog, provider: u8, form: &str) -> Option<(u16, MatchClass)> {
    let name = catalog.name(true, provider, form).filter(|n| n.follow & EXACT != 0)?;
    Some((name.model, MatchClass::Folded))
}

fn dated(catalog: &Catalog, provider: u8, form: &str) -> Option<(u16, MatchClass)> {
    let dated = peel::strip_date(form)?;
    if let Some((year, month, day)) = dated.compact {
        let dashed = format!("{}-{year}-{month}-{day}", dated.name);
        if let Some((model, _)) = exact(catalog, provider, &dashed) {
            return Some((model, MatchClass::Snapshot));
        }
    }
    let accepts = |folded: bool, text: &str| catalog.name(folded, provider, text).filter(|n| n.follow & DATED != 0);
    accepts(false, dated.name)
        .map(|n| (n.model, MatchClass::Snapshot))
        .or_else(|| accepts(true, dated.name).map(|n| (n.model, MatchClass::Folded)))
}

/// The longest declared prefix whose rest is acceptable. Hashes the name once, looking at every
/// boundary on the way.
fn prefixed(catalog: &Catalog, provider: u8, form: &str) -> Option<(u16, MatchClass)> {
    let folded = || cut(catalog, provider, form, true).map(|(model, _)| (model, MatchClass::Folded));
    cut(catalog, provider, form, false).or_else(folded)
}

fn cut(catalog: &Catalog, provider: u8, form: &str, folded: bool) -> Option<(u16, MatchClass)> {
    let (mut hashed, mut best) = (hash::start(provider), None);
    for (at, byte) in form.bytes().enumerate() {
        if matches!(byte, b'-' | b'@' | b':') && at > 0 {
            let name = catalog.at_hash(folded, provider, &form[..at], hashed);
            if let Some(class) = name.and_then(|name| follow(name.follow, &form[..at], &form[at..])) {
                best = name.map(|name| (name.model, class));
            }
        }
        hashed = shape::step(folded, hashed, byte);
    }
    best
}

fn follow(flags: u8, base: &str, rest: &str) -> Option<MatchClass> {
    if flags & OPEN != 0 && peel::follows_open(base, rest) {
        return Some(MatchClass::Prefix);
    }
    let only_date = (flags & PREFIX != 0).then(|| peel::follows_prefix(rest)).flatten()?;
    Some(if only_date { MatchClass::Snapshot } else { MatchClass::Prefix })
}

//! Turns match rules (equals, starts with, contains, patterns) into exact names and declared
//! prefixes.
//!
//! Owns: what of the rule trees of genai-prices a name table can say. Every exact name
//! goes to the first model whose rule accepts it, so what the rules decide by order is decided
//! here, once. Refuses to know: prices.

use std::collections::{BTreeMap, HashMap};

pub use super::rule::Rule;
use super::rule::{Kind, Leaf};
use crate::catalog::format::{File, Model, Provider};

/// Spellings of a provider: `contains` becomes "has it as a whole word".
pub fn provider_hints(rule: &Rule, provider: &mut Provider) {
    let both = matches!(rule, Rule::All(_));
    for leaf in rule.leaves().into_iter().filter(|_| !both) {
        match leaf.kind {
            Kind::Contains => provider.words.push(leaf.text.clone()),
            _ => provider.aliases.push(leaf.text.clone()),
        }
    }
    provider.words.dedup();
    provider.aliases.retain(|alias| *alias != provider.id);
    if let Some((first, second)) = provider.id.split_once('_').filter(|_| both) {
        provider.aliases = ["/", "-", ":"].map(|between| format!("{first}{between}{second}")).into();
    }
}

/// Which bare model names are the provider's own; patterns cannot be said this way.
pub fn ownership(rule: &Rule, provider: &mut Provider) {
    let plain = rule.leaves().into_iter().filter(|leaf| leaf.kind != Kind::Pattern);
    provider.owns = plain.map(|leaf| leaf.text.clone()).collect();
    provider.owns.sort_unstable();
    provider.owns.dedup();
}

/// Gives every model of the file its names; `rules` are those of the models, in the same order.
pub fn assign(file: &mut File, rules: &[Rule]) {
    let owners = Owners::new(rules);
    let mut exact: BTreeMap<String, usize> = BTreeMap::new();
    for (index, (model, rule)) in file.models.iter_mut().zip(rules).enumerate() {
        let id = model.id.to_lowercase();
        match owners.of(&id) {
            Some(first) if first == index => drop(exact.insert(id, index)),
            // A label of the list, which no request carries (or which is another model's name).
            _ => model.unnamed = true,
        }
        for leaf in rule.leaves() {
            if leaf.kind != Kind::Pattern {
                // What a rule compares with is itself a name it accepts.
                let name = leaf.text.trim_start_matches('/').to_owned();
                let first = owners.of(&name).unwrap_or(index);
                exact.insert(name, first);
            }
            declare(model, leaf);
        }
    }
    for (name, index) in exact {
        let model = &mut file.models[index];
        if name != model.id.to_lowercase() || model.unnamed {
            model.names.push(name);
        }
    }
    for (index, model) in file.models.iter_mut().enumerate() {
        model.prefixes.retain(|name| owners.of(name).is_none_or(|first| first == index));
        for list in [&mut model.names, &mut model.dated, &mut model.prefixes, &mut model.open] {
            list.sort_unstable();
            list.dedup();
        }
    }
}

/// Vendor words that stand before names: where a rule accepts a name by what it contains, and the
/// list has that with a word and a dot before it (`regional.anthropic.claude-x`).
pub(super) fn vendors(file: &mut File, rules: &[Rule]) {
    let leaves = rules.iter().flat_map(Rule::leaves).filter(|leaf| leaf.kind == Kind::Contains);
    let contained: Vec<&str> = leaves.map(|leaf| leaf.text.trim_start_matches('/')).collect();
    let mut vendors = std::collections::BTreeSet::new();
    for name in file.models.iter().flat_map(|model| model.names.iter().chain([&model.id])) {
        for (at, _) in name.match_indices('.') {
            let word = name[..at].rsplit(['.', '/']).next().unwrap_or_default();
            let rest = &name[at + 1..];
            if word.bytes().all(|b| b.is_ascii_lowercase()) && contained.iter().any(|text| rest.starts_with(text)) {
                vendors.insert(word.to_owned());
            }
        }
    }
    vendors.remove("");
    file.provider.vendors = vendors.into_iter().collect();
}

/// Whose name it is: the first model, in the order of the list, whose rule accepts it.
struct Owners<'a> {
    /// Names that a rule accepts by themselves, with the first such rule.
    exact: HashMap<&'a str, usize>,
    /// Rules that accept more than single names.
    open: Vec<(usize, &'a Rule)>,
}

impl<'a> Owners<'a> {
    fn new(rules: &'a [Rule]) -> Self {
        let mut owners = Owners { exact: HashMap::new(), open: Vec::new() };
        for (index, rule) in rules.iter().enumerate() {
            owners.add(index, rule);
        }
        owners
    }

    fn add(&mut self, index: usize, rule: &'a Rule) {
        match rule {
            Rule::Any(rules) => rules.iter().for_each(|rule| self.add(index, rule)),
            Rule::Leaf(leaf) if leaf.kind == Kind::Equals => {
                self.exact.entry(&leaf.text).or_insert(index);
            }
            _ => self.open.push((index, rule)),
        }
    }

    fn of(&self, name: &str) -> Option<usize> {
        let exact = self.exact.get(name).copied();
        let open = self.open.iter().find(|(_, rule)| rule.accepts(name)).map(|(index, _)| *index);
        exact.into_iter().chain(open).min()
    }
}

/// A rule that is not an exact name, as declared prefixes and dated names.
fn declare(model: &mut Model, leaf: &Leaf) {
    let text = &leaf.text;
    match leaf.kind {
        Kind::Starts | Kind::Contains => {
            let anywhere = leaf.kind == Kind::Contains;
            model.any_region |= anywhere && !text.contains("anthropic.") && !has_region(text);
            let base = text.trim_start_matches('/').trim_end_matches(['-', '@', '.', ':']);
            match fine_tuned(base) {
                Some(open) => model.open.push(open.to_owned()),
                None => model.prefixes.push(base.to_owned()),
            }
        }
        Kind::Pattern if leaf.pattern.is_some() => {
            for (name, dated) in spelt_out(&text.to_lowercase()) {
                if dated { model.dated.push(name) } else { model.names.push(name) }
            }
        }
        _ => {}
    }
}

/// The base of a fine-tune, whose name goes on with its snapshot and its owner's own text:
/// `ft:gpt-x-2024` (the beginning of its snapshots), `gpt-x.ft` (as Azure spells it).
/// https://platform.openai.com/docs/guides/fine-tuning
fn fine_tuned(base: &str) -> Option<&str> {
    if base.ends_with(".ft") {
        return Some(base);
    }
    let (open, year) = base.rsplit_once('-').filter(|_| base.starts_with("ft:"))?;
    (year.len() == 4 && year.starts_with("20") && year.bytes().all(|b| b.is_ascii_digit())).then_some(open)
}

fn has_region(value: &str) -> bool {
    ["us.", "eu.", "jp.", "in.", "au.", "apac.", "global.", "us-gov."].iter().any(|region| value.starts_with(region))
}

/// The few shapes of pattern in use: a literal with a date behind it, a literal, an optional
/// vendor before it. A pattern that only excludes names declares nothing.
fn spelt_out(pattern: &str) -> Vec<(String, bool)> {
    if pattern.contains("(?!") {
        return Vec::new();
    }
    let body = pattern.trim_start_matches('^').trim_end_matches('$');
    let (vendor, body) = match body.strip_prefix('(').and_then(|rest| rest.split_once(")?")) {
        Some((vendor, rest)) => (vendor, rest),
        None => ("", body),
    };
    let dates = [r"(-\d{8})?", r"[-@]\d{8}", r"-\d{8}", r"-\d{4}-\d{2}-\d{2}", r"-\d"];
    let (literal, dated) = match dates.iter().find_map(|date| body.strip_suffix(date)) {
        Some(literal) => (literal.replace('\\', ""), true),
        None => (body.replace('\\', ""), false),
    };
    // A date that may be absent leaves an exact name.
    let exact = !dated || body.ends_with(")?");
    let mut out = Vec::new();
    for name in [literal.clone(), format!("{vendor}{literal}")] {
        out.extend(dated.then(|| (name.clone(), true)));
        out.extend(exact.then_some((name, false)));
    }
    out
}

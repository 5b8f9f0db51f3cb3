//! Turns match rules (equals, starts with, contains, patterns) into exact names and declared
//! prefixes. Every exact name goes to the first model whose rule accepts it, so what the rules
//! decided by order is decided here, once.

use std::collections::BTreeMap;

use cost_ops::catalog::format::{File, Provider};
use regex::Regex;
use serde_json::Value;

use crate::Outcome;

/// Spellings of a provider: `contains` becomes "has it as a whole word".
pub(crate) fn provider_hints(rule: &Value, provider: &mut Provider) {
    for (kind, value) in leaves(rule).into_iter().filter(|_| rule.get("and").is_none()) {
        match kind {
            "contains" => provider.words.push(value.to_lowercase()),
            _ => provider.aliases.push(value.to_lowercase()),
        }
    }
    provider.words.dedup();
    provider.aliases.retain(|alias| *alias != provider.id);
    if let Some((first, second)) = provider.id.split_once('_').filter(|_| rule.get("and").is_some()) {
        provider.aliases = ["/", "-", ":"].map(|between| format!("{first}{between}{second}")).into();
    }
}

/// Which bare model names are the provider's own; patterns are spelt out in corrections.toml.
pub(crate) fn ownership(rule: &Value, provider: &mut Provider) {
    provider.owns =
        leaves(rule).into_iter().filter(|(kind, _)| *kind != "regex").map(|(_, v)| v.to_lowercase()).collect();
    provider.owns.sort();
    provider.owns.dedup();
}

/// Gives every model of the file its names.
pub(crate) fn assign(file: &mut File, sources: &[Value]) -> Outcome<()> {
    let rules: Vec<Rule> = sources.iter().map(|s| Rule::read(&s["match"])).collect::<Outcome<_>>()?;
    let owner = |name: &str| rules.iter().position(|rule| rule.accepts(name));
    let mut exact: BTreeMap<String, usize> = BTreeMap::new();
    for (index, source) in sources.iter().enumerate() {
        let id = file.models[index].id.to_lowercase();
        match owner(&id) {
            Some(first) if first == index => drop(exact.insert(id, index)),
            // A label of the list, which no request carries (or which is another model's name).
            _ => file.models[index].unnamed = true,
        }
        for (kind, value) in leaves(&source["match"]) {
            let name = value.to_lowercase();
            if kind != "regex" {
                // What a rule compares with is itself a name it accepts.
                let name = name.trim_start_matches('/').to_owned();
                let first = owner(&name).unwrap_or(index);
                exact.insert(name, first);
            }
            declare(&mut file.models[index], kind, &name);
        }
    }
    for (name, index) in exact {
        let model = &mut file.models[index];
        if name != model.id.to_lowercase() || model.unnamed {
            model.names.push(name);
        }
    }
    for (index, model) in file.models.iter_mut().enumerate() {
        let mine = |name: &String| owner(name).is_none_or(|first| first == index);
        model.prefixes.retain(mine);
        for list in [&mut model.names, &mut model.dated, &mut model.prefixes] {
            list.sort();
            list.dedup();
        }
    }
    Ok(())
}

/// A rule that is not an exact name, as declared prefixes and dated names.
fn declare(model: &mut cost_ops::catalog::format::Model, kind: &str, value: &str) {
    match kind {
        "starts_with" | "contains" => {
            model.any_region |= kind == "contains" && !value.contains("anthropic.") && !has_region(value);
            model.prefixes.push(value.trim_start_matches('/').trim_end_matches(['-', '@', '.', ':']).to_owned());
        }
        "regex" => {
            for (name, dated) in patterns(value) {
                if dated { model.dated.push(name) } else { model.names.push(name) }
            }
        }
        _ => {}
    }
}

fn has_region(value: &str) -> bool {
    ["us.", "eu.", "jp.", "in.", "au.", "apac.", "global.", "us-gov."].iter().any(|region| value.starts_with(region))
}

/// The few shapes of pattern in use: a literal with a date behind it, a literal, an optional
/// vendor before it. A pattern that only excludes names declares nothing.
fn patterns(pattern: &str) -> Vec<(String, bool)> {
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

/// All `(kind, value)` pairs of a rule tree.
fn leaves(rule: &Value) -> Vec<(&str, &str)> {
    let mut out = Vec::new();
    for (kind, value) in rule.as_object().into_iter().flatten() {
        match value {
            Value::Array(parts) => out.extend(parts.iter().flat_map(leaves)),
            Value::String(text) => out.push((kind.as_str(), text.as_str())),
            _ => {}
        }
    }
    out
}

/// A rule tree that can say whether it accepts a name.
enum Rule {
    Any(Vec<Rule>),
    All(Vec<Rule>),
    Equals(String),
    Starts(String),
    Ends(String),
    Contains(String),
    Pattern(Regex),
    /// No `-tts` word in it: the one look-ahead in use.
    NoSpeech,
}

impl Rule {
    fn read(rule: &Value) -> Outcome<Rule> {
        let (kind, value) = rule.as_object().and_then(|map| map.iter().next()).ok_or("an empty match rule")?;
        let many = || -> Outcome<Vec<Rule>> {
            value.as_array().into_iter().flatten().map(Rule::read).collect::<Outcome<Vec<Rule>>>()
        };
        let text = value.as_str().unwrap_or("");
        Ok(match kind.as_str() {
            "or" => Rule::Any(many()?),
            "and" => Rule::All(many()?),
            "equals" => Rule::Equals(text.to_lowercase()),
            "starts_with" => Rule::Starts(text.to_lowercase()),
            "ends_with" => Rule::Ends(text.to_lowercase()),
            "contains" => Rule::Contains(text.to_lowercase()),
            "regex" if text.contains("(?!") && text.contains("[tT][tT][sS]") => Rule::NoSpeech,
            "regex" => Rule::Pattern(Regex::new(text)?),
            other => return Err(format!("unknown match rule {other:?}").into()),
        })
    }

    fn accepts(&self, name: &str) -> bool {
        match self {
            Rule::Any(rules) => rules.iter().any(|rule| rule.accepts(name)),
            Rule::All(rules) => rules.iter().all(|rule| rule.accepts(name)),
            Rule::Equals(text) => name == text,
            Rule::Starts(text) => name.starts_with(text.as_str()),
            Rule::Ends(text) => name.ends_with(text.as_str()),
            Rule::Contains(text) => name.contains(text.as_str()),
            Rule::Pattern(pattern) => pattern.is_match(name),
            Rule::NoSpeech => !(name.ends_with("-tts") || name.contains("-tts-")),
        }
    }
}

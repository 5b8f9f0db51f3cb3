//! Tags by rule: `team=search where project=/home/ada/search*`.
//!
//! Owns: the rules and what they look at, and that what is of a run gets its tags. Refuses to know:
//! where rules are written, what a run is.

use std::str::FromStr;

use crate::domain::{Error, Result, Run, UsageEvent};

/// What a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Project,
    Session,
    Branch,
    Agent,
    Source,
    Model,
}

const FIELDS: &[(&str, Field)] = &[
    ("project", Field::Project),
    ("session", Field::Session),
    ("branch", Field::Branch),
    ("agent", Field::Agent),
    ("source", Field::Source),
    ("model", Field::Model),
];

/// A tag for events of which something is so.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    tag: (String, String),
    field: Field,
    /// With `*` for any text, in any places.
    pattern: String,
}

/// Rules, apart by `;`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TagRules {
    rules: Vec<Rule>,
    runs: Vec<Run>,
}

impl FromStr for TagRules {
    type Err = Error;

    fn from_str(text: &str) -> Result<TagRules> {
        let rules = text.split(';').map(str::trim).filter(|rule| !rule.is_empty());
        Ok(TagRules { rules: rules.map(rule).collect::<Result<_>>()?, runs: Vec::new() })
    }
}

fn rule(text: &str) -> Result<Rule> {
    let wrong = || {
        let fields: Vec<&str> = FIELDS.iter().map(|(word, _)| *word).collect();
        Error::validation(format!("{text:?} is no rule for tags"))
            .hint(format!("KEY=VALUE where FIELD=PATTERN, with FIELD one of {}", fields.join(", ")))
    };
    let (tag, condition) = text.split_once(" where ").ok_or_else(wrong)?;
    let (key, value) = tag.split_once('=').ok_or_else(wrong)?;
    let (field, pattern) = condition.split_once('=').ok_or_else(wrong)?;
    let (_, field) = FIELDS.iter().find(|(word, _)| *word == field.trim()).ok_or_else(wrong)?;
    if key.trim().is_empty() || pattern.trim().is_empty() {
        return Err(wrong());
    }
    let tag = (key.trim().to_owned(), value.trim().to_owned());
    Ok(Rule { tag, field: *field, pattern: pattern.trim().to_owned() })
}

impl TagRules {
    /// The same rules, and those of runs: what is of a run gets its tags.
    #[must_use]
    pub fn with_runs(self, runs: Vec<Run>) -> TagRules {
        TagRules { runs, ..self }
    }

    /// Adds the tags of every rule that holds; a tag the event has already stays.
    pub fn apply(&self, event: &mut UsageEvent) {
        for run in &self.runs {
            if run.holds(event) {
                run.tags.iter().for_each(|tag| add(event, tag));
            }
        }
        for rule in &self.rules {
            let labels = &event.labels;
            let text = match rule.field {
                Field::Project => labels.project.as_str(),
                Field::Session => &labels.session,
                Field::Branch => &labels.branch,
                Field::Agent => &labels.agent,
                Field::Source => event.source,
                Field::Model => &event.model,
            };
            if matches(&rule.pattern, text) {
                add(event, &rule.tag);
            }
        }
    }
}

fn add(event: &mut UsageEvent, (key, value): &(String, String)) {
    if !event.labels.tags.iter().any(|(known, _)| known == key) {
        event.labels.tag(key.as_str(), value.as_str());
    }
}

/// Whether a text is what a pattern with `*` says.
fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(rest) = text.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
    let mut rest = rest;
    for part in middle {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_as_people_expect() {
        for (pattern, text, holds) in [
            ("a", "a", true),
            ("a", "ab", false),
            ("a*", "ab", true),
            ("*b", "ab", true),
            ("*", "", true),
            ("/home/*/shop*", "/home/ada/shop/x", true),
            ("/home/*/shop", "/home/ada/shop/x", false),
            ("*ab*ab", "ab", false),
        ] {
            assert_eq!(matches(pattern, text), holds, "{pattern} {text}");
        }
    }

    #[test]
    fn rules_are_read_or_refused() {
        let rules: TagRules =
            "team=search where project=*search*; kind = ci where branch = main ;".parse().expect("rules");
        assert_eq!(rules.rules.len(), 2);
        assert_eq!(rules.rules[1].tag, ("kind".to_owned(), "ci".to_owned()));
        for wrong in ["team=search", "team where project=x", "a=b where nonsense=x", "a=b where project="] {
            assert!(wrong.parse::<TagRules>().is_err(), "{wrong}");
        }
    }
}

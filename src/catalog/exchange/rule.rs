//! The match rules of genai-prices: trees of comparisons with a name.
//!
//! Owns: reading them, and whether one accepts a name. Refuses to know: what is made of them
//! ([`super::names`]).

use super::json::Node;
use super::pattern::Pattern;
use crate::domain::{Error, Result};

/// Deeper rule trees are nobody's.
const DEEPEST: usize = 16;

/// A rule tree that can say whether it accepts a name.
#[derive(Debug, Clone)]
pub enum Rule {
    /// One of them accepts.
    Any(Vec<Rule>),
    /// All of them accept.
    All(Vec<Rule>),
    /// One comparison.
    Leaf(Leaf),
}

/// One comparison: what kind, with which text (lower case but for patterns).
#[derive(Debug, Clone)]
pub struct Leaf {
    pub(super) kind: Kind,
    pub(super) text: String,
    /// Of a [`Kind::Pattern`]; `None` when its shape is not understood: it accepts nothing.
    pub(super) pattern: Option<Pattern>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Equals,
    Starts,
    Ends,
    Contains,
    Pattern,
}

impl Rule {
    /// Reads a rule tree from its JSON text.
    ///
    /// # Errors
    /// When it is no rule tree.
    pub fn parse(json: &str) -> Result<Rule> {
        Rule::read(Node::document(json)?)
    }

    pub(super) fn read(node: Node<'_>) -> Result<Rule> {
        Rule::within(node, DEEPEST)
    }

    fn within(node: Node<'_>, deeper: usize) -> Result<Rule> {
        let members = node.entries().unwrap_or_default();
        let [(kind, value)] = members.as_slice() else {
            return Err(Error::validation("a match rule is an object with one key"));
        };
        let many = || -> Result<Vec<Rule>> {
            let deeper = deeper.checked_sub(1).ok_or_else(|| Error::validation("match rules nested too deeply"))?;
            let parts = value.items().ok_or_else(|| Error::validation(format!("{kind:?} takes a list of rules")))?;
            parts.into_iter().map(|part| Rule::within(part, deeper)).collect()
        };
        let kind = match kind.as_str() {
            "or" => return many().map(Rule::Any),
            "and" => return many().map(Rule::All),
            "equals" => Kind::Equals,
            "starts_with" => Kind::Starts,
            "ends_with" => Kind::Ends,
            "contains" => Kind::Contains,
            "regex" => Kind::Pattern,
            other => return Err(Error::validation(format!("unknown match rule {other:?}"))),
        };
        let text = value.text().ok_or_else(|| Error::validation("a match rule compares with a text"))?;
        let pattern = (kind == Kind::Pattern).then(|| Pattern::parse(&text).ok()).flatten();
        let text = if kind == Kind::Pattern { text } else { text.to_lowercase() };
        Ok(Rule::Leaf(Leaf { kind, text, pattern }))
    }

    pub(super) fn accepts(&self, name: &str) -> bool {
        match self {
            Rule::Any(rules) => rules.iter().any(|rule| rule.accepts(name)),
            Rule::All(rules) => rules.iter().all(|rule| rule.accepts(name)),
            Rule::Leaf(leaf) => leaf.accepts(name),
        }
    }

    /// All comparisons of the tree.
    pub(super) fn leaves(&self) -> Vec<&Leaf> {
        match self {
            Rule::Any(rules) | Rule::All(rules) => rules.iter().flat_map(Rule::leaves).collect(),
            Rule::Leaf(leaf) => vec![leaf],
        }
    }

    /// Its patterns whose shape is not understood.
    pub(super) fn unread(&self) -> Vec<&str> {
        let unread = |leaf: &&Leaf| leaf.kind == Kind::Pattern && leaf.pattern.is_none();
        self.leaves().into_iter().filter(unread).map(|leaf| leaf.text.as_str()).collect()
    }
}

impl Leaf {
    fn accepts(&self, name: &str) -> bool {
        match self.kind {
            Kind::Equals => name == self.text,
            Kind::Starts => name.starts_with(&self.text),
            Kind::Ends => name.ends_with(&self.text),
            Kind::Contains => name.contains(&self.text),
            Kind::Pattern => self.pattern.as_ref().is_some_and(|pattern| pattern.accepts(name)),
        }
    }
}

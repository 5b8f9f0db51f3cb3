//! What a report can be grouped by.
//!
//! Owns: the dimension words and what each needs from the ledger. Refuses to know: folding,
//! tables.

use std::fmt;
use std::str::FromStr;

use crate::domain::{Error, Result, did_you_mean};

/// One thing to group by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Dimension {
    Provider,
    Model,
    Organization,
    Project,
    User,
    Source,
    Session,
    Branch,
    Host,
    /// The value of one tag.
    Tag(String),
    Hour,
    Day,
    /// ISO weeks, which begin on Monday.
    Week,
    Month,
}

/// Which interned names a dimension reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    Time,
    Model,
    Facet,
    Scope,
}

/// Every dimension but tags, with its word.
pub const WORDS: &[(&str, Dimension)] = &[
    ("provider", Dimension::Provider),
    ("model", Dimension::Model),
    ("organization", Dimension::Organization),
    ("project", Dimension::Project),
    ("user", Dimension::User),
    ("session", Dimension::Session),
    ("source", Dimension::Source),
    ("branch", Dimension::Branch),
    ("host", Dimension::Host),
    ("hour", Dimension::Hour),
    ("day", Dimension::Day),
    ("week", Dimension::Week),
    ("month", Dimension::Month),
];

impl Dimension {
    pub(super) fn origin(&self) -> Origin {
        match self {
            Dimension::Hour | Dimension::Day | Dimension::Week | Dimension::Month => Origin::Time,
            Dimension::Provider | Dimension::Model => Origin::Model,
            Dimension::Organization | Dimension::Project | Dimension::User | Dimension::Source => Origin::Facet,
            Dimension::Session | Dimension::Branch | Dimension::Host | Dimension::Tag(_) => Origin::Scope,
        }
    }

    /// Whether it is a stretch of time.
    pub fn is_time(&self) -> bool {
        self.origin() == Origin::Time
    }

    /// The heading for people.
    pub fn title(&self) -> String {
        match self {
            Dimension::Tag(key) => key.clone(),
            named => {
                let word = named.to_string();
                word[..1].to_uppercase() + &word[1..]
            }
        }
    }
}

/// The dimension's own name, as in JSON and CSV: `model`, `tag:team`.
impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Dimension::Tag(key) = self {
            return write!(f, "tag:{key}");
        }
        let word = WORDS.iter().find(|(_, dimension)| dimension == self).map_or("", |(word, _)| word);
        f.write_str(word)
    }
}

impl FromStr for Dimension {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        if let Some(key) = text.strip_prefix("tag:") {
            return match key {
                "" => Err(Error::validation("tag: wants a key").hint("for example tag:team")),
                key => Ok(Dimension::Tag(key.to_owned())),
            };
        }
        let found = WORDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(text));
        found.map(|(_, dimension)| dimension.clone()).ok_or_else(|| {
            let words: Vec<_> = WORDS.iter().map(|(word, _)| *word).collect();
            let all = format!("one of {}, tag:KEY", words.join(", "));
            Error::validation(format!("cannot group by {text:?}")).hint(did_you_mean(text, words.into_iter(), all))
        })
    }
}

//! The audit log: who changed what decides about costs, who logged in, and when.
//!
//! Owns: the words for who and for what was done, and the shape of a line. Nothing secret belongs
//! in one: no key, no password, no address with either. Refuses to know: how lines are kept, who is
//! asking.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::error::Error;
use super::nearest::did_you_mean;

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Actor {
    /// A user of the operating system, at the ledger file itself: the name.
    Local(String),
    /// A user of the server: the id.
    User(String),
    /// An API key: its id, never the key.
    Key(String),
    /// The program by itself: a timer, an upgrade.
    #[default]
    System,
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Actor::Local(name) => write!(f, "local:{name}"),
            Actor::User(id) => write!(f, "user:{id}"),
            Actor::Key(id) => write!(f, "key:{id}"),
            Actor::System => f.write_str("system"),
        }
    }
}

/// Declares the actions with their words.
macro_rules! actions {
    ($($variant:ident $word:literal),+ $(,)?) => {
        /// What was done.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Action {
            $(#[doc = concat!("`", $word, "`")] $variant),+
        }

        impl Action {
            /// All of them.
            pub const ALL: &[Action] = &[$(Action::$variant),+];

            /// The word for it.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Action::$variant => $word),+
                }
            }
        }
    };
}

actions! {
    PriceAdd "price.add",
    PriceUpdate "price.update",
    PriceCorrect "price.correct",
    PriceRemove "price.remove",
    PriceImport "price.import",
    PriceRollback "price.rollback",
    Reprice "reprice",
    PeriodClose "period.close",
    PeriodReopen "period.reopen",
    PlanAdd "plan.add",
    PlanRemove "plan.remove",
    BudgetSet "budget.set",
    BudgetRemove "budget.remove",
    KeyCreate "key.create",
    KeyRevoke "key.revoke",
    UserAdd "user.add",
    UserDisable "user.disable",
    UserEnable "user.enable",
    UserLogin "user.login",
    UserLoginFailed "user.login_failed",
    UserLogout "user.logout",
    TokenReuse "token.reuse",
    Prune "prune",
    Restore "restore",
    Merge "merge",
    Repair "repair",
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Action {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let found = Action::ALL.iter().find(|action| action.as_str() == text).copied();
        found.ok_or_else(|| {
            let words = || Action::ALL.iter().map(|action| action.as_str());
            let all = format!("one of {}", words().collect::<Vec<_>>().join(", "));
            Error::validation(format!("no such action: {text:?}")).hint(did_you_mean(text, words(), all))
        })
    }
}

/// Something that was done, on its way into the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Act {
    pub at: DateTime<Utc>,
    pub action: Action,
    /// What it was done to: `openai/gpt-5`, `2026-10`, the id of a key.
    pub subject: String,
    details: Map<String, Value>,
}

impl Act {
    /// An act without details.
    pub fn new(at: DateTime<Utc>, action: Action, subject: impl Into<String>) -> Self {
        Act { at, action, subject: subject.into(), details: Map::new() }
    }

    /// The same act with one more detail; money as decimal text, never anything secret.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.details.insert(key.to_owned(), value.into());
        self
    }

    /// The details as a compact JSON object, in the order they were given.
    pub fn details(&self) -> String {
        Value::Object(self.details.clone()).to_string()
    }
}

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditLine {
    /// From 1, without gaps.
    pub id: i64,
    pub at: DateTime<Utc>,
    /// As [`Actor`] is written.
    pub actor: String,
    /// As [`Action`] is written; a newer program may know more words.
    pub action: String,
    pub subject: String,
    /// A compact JSON object.
    pub details: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_are_read_as_they_are_written() {
        for action in Action::ALL {
            assert_eq!(action.as_str().parse(), Ok(*action));
        }
        assert!("price".parse::<Action>().is_err());
    }

    #[test]
    fn details_keep_their_order() {
        let act = Act::new(DateTime::UNIX_EPOCH, Action::PriceAdd, "acme/solid").with("version", 3).with("a", "x\ny");
        assert_eq!(act.details(), r#"{"version":3,"a":"x\ny"}"#);
        assert_eq!(Actor::Key("k1".into()).to_string(), "key:k1");
    }
}

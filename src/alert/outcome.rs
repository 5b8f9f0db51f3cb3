//! What came of looking for alerts, and the sentence for each.

use chrono::{DateTime, SecondsFormat, Utc};

use crate::domain::Error;
use crate::store::AlertKey;

/// One thing that is to be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Delivered(AlertKey),
    /// With the reason, and from when on it is tried again (`None`: never).
    Failed(AlertKey, String, Option<DateTime<Utc>>),
    /// There was no time left for so many.
    Left(usize),
    /// How a budget stands cannot be told.
    Unread(String, Error),
}

impl Outcome {
    /// Whether it is a warning.
    pub fn is_warning(&self) -> bool {
        !matches!(self, Outcome::Delivered(_))
    }
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Outcome::Delivered(key) => {
                write!(f, "budget {} passed {}% of {}: ", key.budget, key.threshold, key.amount)?;
                write!(f, "told by {}", key.way.word())
            }
            Outcome::Failed(key, why, again) => {
                write!(
                    f,
                    "the alert of budget {} ({}%) was not delivered by {}: ",
                    key.budget,
                    key.threshold,
                    key.way.word()
                )?;
                match again {
                    Some(again) => {
                        let again = again.to_rfc3339_opts(SecondsFormat::Secs, true);
                        write!(f, "{why}; it is tried again by the first command after {again}")
                    }
                    None => write!(f, "{why}; it is given up"),
                }
            }
            Outcome::Left(1) => f.write_str("there was no time for one alert; the next command sends it"),
            Outcome::Left(count) => write!(f, "there was no time for {count} alerts; the next command sends them"),
            Outcome::Unread(budget, error) => write!(f, "no alerts for budget {budget}: {error}"),
        }
    }
}

//! What is kept of keys and users: everything but their secrets.
//!
//! Owns: the values, and whether one is good at an instant. Refuses to know: how secrets are
//! made, kept and compared.

use chrono::{DateTime, Utc};

use super::access::{Role, Scope, test_organization};

/// A key for programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// The eight characters of the key that name it.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The organization it sees and writes for; `None` for the whole ledger.
    pub organization: Option<String>,
    pub role: Role,
    /// Within the role's.
    pub scopes: Vec<Scope>,
    /// Whether it is confined to test data.
    pub test: bool,
    pub created: DateTime<Utc>,
    pub expires: Option<DateTime<Utc>>,
    pub revoked: Option<DateTime<Utc>>,
    /// To within some minutes.
    pub last_used: Option<DateTime<Utc>>,
}

impl ApiKey {
    /// The organization its questions and records are confined to.
    pub fn confined_to(&self) -> Option<String> {
        if self.test { Some(test_organization(self.organization.as_deref())) } else { self.organization.clone() }
    }

    /// `active`, `expired` or `revoked` at an instant.
    pub fn state(&self, at: DateTime<Utc>) -> &'static str {
        match (self.revoked, self.expires) {
            (Some(_), _) => "revoked",
            (None, Some(end)) if end <= at => "expired",
            _ => "active",
        }
    }
}

/// A person who logs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// `usr_` and sixteen characters.
    pub id: String,
    /// Compared without regard to case.
    pub email: String,
    pub organization: Option<String>,
    pub role: Role,
    pub created: DateTime<Utc>,
    pub disabled: Option<DateTime<Utc>>,
    pub last_login: Option<DateTime<Utc>>,
}

/// What became of a refresh token that was presented.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rotation {
    /// It is spent, and the next one is stored; of this login and user.
    Rotated { login: String, user: String },
    /// It was spent before: someone has a copy, and the login is ended.
    Reused,
    /// It is too old.
    Expired,
    /// It was never given out, or its login is ended.
    Unknown,
}

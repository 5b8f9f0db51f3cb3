//! New keys and users: what may be asked for, and what comes of it.
//!
//! Owns: the rules (a test key is no admin's, an expiry lies ahead, an address looks like one).
//! Refuses to know: who asks, and how the answer travels.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::{key, passwords};
use crate::domain::{ApiKey, Code, Error, Result, Role, Scope, User, period};
use crate::store::KeyHash;

/// The longest name of a key, in bytes.
const LONGEST_NAME: usize = 200;

/// A key that is wanted.
#[derive(Debug, Clone)]
pub struct KeyWanted {
    /// What it is for.
    pub name: String,
    pub role: Role,
    /// Of the role's scopes; all of them when empty.
    pub scopes: Vec<Scope>,
    /// The only organization it sees and writes for.
    pub organization: Option<String>,
    /// `90d`, `12w`, `24h`, or a date or instant ahead.
    pub expires: Option<String>,
    /// Confined to test data.
    pub test: bool,
}

/// A key that was just made: the only time its text is known.
pub struct Issued {
    pub key: ApiKey,
    /// Shown once.
    pub text: String,
    /// What is kept.
    pub secret: KeyHash,
}

impl KeyWanted {
    /// Makes it.
    ///
    /// # Errors
    /// [`Code::Validation`] for a name, scope or expiry that cannot be.
    pub fn make(self, now: DateTime<Utc>) -> Result<Issued> {
        let name = self.name.trim();
        if name.is_empty() || name.len() > LONGEST_NAME {
            let error = Error::validation(format!("a key has a name, of {LONGEST_NAME} bytes at most"));
            return Err(error.detail("name", "empty, or too long").hint("what it is for: --name \"nightly job\""));
        }
        let scopes = self.role.narrowed(&self.scopes)?;
        if self.test && self.role == Role::Admin {
            return Err(Error::validation("a test key cannot be an admin's: it is confined to test data")
                .detail("test", "not with the role admin")
                .hint("--role engineer"));
        }
        let expires = self.expires.as_deref().map(|text| expiry(text, now)).transpose()?;
        let made = key::mint(self.role == Role::Admin, self.test)?;
        let key = ApiKey {
            id: made.id,
            name: name.to_owned(),
            organization: self.organization.filter(|name| !name.is_empty()),
            role: self.role,
            scopes,
            test: self.test,
            created: now,
            expires,
            revoked: None,
            last_used: None,
        };
        Ok(Issued { key, text: made.text, secret: made.secret })
    }
}

impl Issued {
    /// The key in JSON, with its text.
    pub fn stated(&self) -> Value {
        let key = &self.key;
        let scopes: Vec<_> = key.scopes.iter().map(|scope| scope.as_str()).collect();
        json!({
            "id": key.id,
            "key": self.text,
            "name": key.name,
            "organization": key.organization,
            "role": key.role.as_str(),
            "scopes": scopes,
            "test": key.test,
            "created": key.created.to_rfc3339(),
            "expires": key.expires.map(|at| at.to_rfc3339()),
        })
    }
}

/// A user who is to be added.
#[derive(Debug, Clone)]
pub struct UserWanted {
    email: String,
    role: Role,
    organization: Option<String>,
}

impl UserWanted {
    /// With this address, and confined to an organization when one is given.
    ///
    /// # Errors
    /// [`Code::Validation`] for an address that is none.
    pub fn new(email: &str, role: Role, organization: Option<String>) -> Result<UserWanted> {
        let email = email.trim().to_lowercase();
        if is_address(&email) {
            return Ok(UserWanted { email, role, organization });
        }
        let error = Error::validation(format!("{email} is no e-mail address"));
        Err(error.detail("email", "no address").hint("--email ann@example.com"))
    }

    /// The user, and what is kept of the password.
    ///
    /// # Errors
    /// [`Code::Validation`] for a password that is too short.
    pub fn make(self, password: &str, now: DateTime<Utc>) -> Result<(User, String)> {
        passwords::check_new(password)?;
        let user = User {
            id: format!("usr_{}", key::characters(16)?),
            email: self.email,
            organization: self.organization.filter(|name| !name.is_empty()),
            role: self.role,
            created: now,
            disabled: None,
            last_login: None,
        };
        Ok((user, passwords::hash(password)?))
    }
}

/// A user in JSON.
pub fn stated_user(user: &User) -> Value {
    json!({
        "id": user.id,
        "email": user.email,
        "role": user.role.as_str(),
        "organization": user.organization,
        "created": user.created.to_rfc3339(),
        "disabled": user.disabled.map(|at| at.to_rfc3339()),
    })
}

/// Something before and after one @, nothing that is no part of an address.
fn is_address(text: &str) -> bool {
    let plain =
        |part: &str| !part.is_empty() && part.chars().all(|c| !c.is_whitespace() && !c.is_control() && c != '@');
    text.len() <= 254 && text.split_once('@').is_some_and(|(name, host)| plain(name) && plain(host))
}

/// `90d`, `12w`, `24h`, or a date or instant in the future.
fn expiry(text: &str, now: DateTime<Utc>) -> Result<DateTime<Utc>> {
    let wrong = || {
        Error::new(Code::Validation, format!("{text} is no time for a key to expire"))
            .detail("expires", "a span, or a date ahead")
            .hint("a number of days, weeks or hours (90d, 12w, 24h), or a date in the future (2027-01-31)")
    };
    let span = |digits: &str, unit: fn(i64) -> Option<TimeDelta>| {
        digits.parse().ok().filter(|count| *count > 0).and_then(unit).and_then(|span| now.checked_add_signed(span))
    };
    let end = match text.trim().split_at_checked(text.trim().len().saturating_sub(1)) {
        Some((digits, "d")) => span(digits, TimeDelta::try_days),
        Some((digits, "w")) => span(digits, TimeDelta::try_weeks),
        Some((digits, "h")) => span(digits, TimeDelta::try_hours),
        _ => period::instant(text.trim()),
    };
    end.filter(|end| *end > now).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_expires_after_a_span_or_at_a_date() {
        let now = DateTime::from_timestamp(1_790_000_000, 0).expect("an instant");
        let after = |text| expiry(text, now).map(|end| (end - now).num_hours());
        assert_eq!((after("90d"), after("1w"), after("24h")), (Ok(2160), Ok(168), Ok(24)));
        assert_eq!(expiry("2027-01-31", now).map(|end| end.to_rfc3339()), Ok("2027-01-31T00:00:00+00:00".into()));
        for wrong in ["", "d", "0d", "-1d", "90", "90m", "2020-01-01", "99999999999999d", "é", "9é"] {
            assert!(expiry(wrong, now).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_address_has_two_sides() {
        for wrong in ["", "ann", "@b.c", "a@", "a@b@c", "a b@c", "a\n@c"] {
            assert!(!is_address(wrong), "{wrong}");
        }
        assert!(is_address("ann@example.com"));
    }
}

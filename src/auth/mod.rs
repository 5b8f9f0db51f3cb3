//! Who is asking: keys, passwords and tokens, told true from false.
//!
//! Owns: how secrets are made, what is kept of them, how they are compared, how long a comparison
//! is remembered. Refuses to know: HTTP, the command line, what a caller may do with an endpoint
//! ([`Identity`] says what is allowed). The clock and the ledger are parameters.
//!
//! A row of the ledger is read for every request: what is revoked, disabled or expired ends with
//! the next request, also when another process did it.

mod issue;
mod key;
mod login;
mod passwords;
mod seen;
mod signing;
mod token;

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};

pub use issue::{Issued, KeyWanted, UserWanted, stated_user};
pub use key::{Minted, is_key, mint};
pub use login::{Attempts, Tokens};
pub use passwords::{check_new, hash};

use crate::domain::{Code, Error, Identity, Result};
use crate::store::Ledger;
use seen::Seen;
use signing::SigningKey;

/// How long a refresh token can be exchanged for new ones.
const REFRESH_DAYS: i64 = 30;
/// How exactly the last use of a key is noted.
const USE_NOTED: TimeDelta = TimeDelta::minutes(5);

/// The instant of a request, on the clock of the calendar and on the one that never goes back.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    pub at: DateTime<Utc>,
    pub since: Instant,
}

/// Tells callers apart; one for a process, shared by its threads.
pub struct Authenticator {
    signing: SigningKey,
    seen: Mutex<Seen>,
    attempts: Mutex<Attempts>,
}

impl Authenticator {
    /// With the signing key beside a ledger file (made when it is not there), or with one of this
    /// process alone for a ledger in memory.
    ///
    /// # Errors
    /// [`Code::Io`] when the key cannot be read or made; a key that others can read is refused.
    pub fn beside(ledger: Option<&Path>) -> Result<Authenticator> {
        let signing = ledger.map_or_else(SigningKey::random, SigningKey::beside)?;
        let seen = Mutex::new(Seen::new()?);
        Ok(Authenticator { signing, seen, attempts: Mutex::default() })
    }

    /// The caller of a credential: a key or an access token, whichever it looks like.
    ///
    /// # Errors
    /// [`Code::InvalidApiKey`], [`Code::InvalidToken`], [`Code::TokenExpired`];
    /// [`Code::Database`] when the ledger cannot be read.
    pub fn identify(&self, credential: &str, ledger: &mut Ledger, now: Moment) -> Result<Identity> {
        if is_key(credential) { self.key(credential, ledger, now) } else { self.token(credential, ledger, now.at) }
    }

    fn key(&self, text: &str, ledger: &mut Ledger, now: Moment) -> Result<Identity> {
        let presented = key::Presented::parse(text).ok_or_else(wrong_key)?;
        let (kept, secret) = ledger.key(presented.id())?.ok_or_else(wrong_key)?;
        let known = lock(&self.seen).knows(text, &secret.hash, now.since);
        if !known {
            if presented.tag() != secret.tag {
                return Err(wrong_key());
            }
            if !passwords::matches(text, &secret.hash) {
                return Err(wrong_key());
            }
            lock(&self.seen).remember(text, &secret.hash, now.since);
        }
        match kept.state(now.at) {
            "active" => {}
            state => {
                return Err(Error::new(
                    Code::InvalidApiKey,
                    format!("Invalid API key: the key {} is {state}", kept.id),
                ));
            }
        }
        if kept.last_used.is_none_or(|last| now.at - last > USE_NOTED) && !ledger.is_read_only() {
            ledger.key_used(&kept.id, now.at)?;
        }
        Ok(Identity {
            organization: kept.confined_to(),
            subject: kept.id,
            name: kept.name,
            role: kept.role,
            scopes: kept.scopes,
            via: "api key",
            test: kept.test,
        })
    }

    fn token(&self, text: &str, ledger: &Ledger, at: DateTime<Utc>) -> Result<Identity> {
        let claims = token::read(text, &self.signing, at)?;
        let user = ledger.logged_in(&claims.sid, &claims.sub)?;
        let user = user.ok_or_else(|| Error::new(Code::InvalidToken, "the login of this token has ended"))?;
        Ok(Identity {
            subject: user.id,
            name: user.email,
            organization: user.organization,
            role: user.role,
            scopes: user.role.scopes().to_vec(),
            via: "token",
            test: false,
        })
    }
}

/// One answer for all that is wrong with a key, so that it tells nothing about which keys there are.
fn wrong_key() -> Error {
    Error::new(Code::InvalidApiKey, "Invalid API key")
        .hint("cost-ops auth api-key list shows the keys there are; create makes one")
}

/// A panic of another thread leaves nothing half done behind these locks.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Random bytes from the system.
fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|error| Error::new(Code::Internal, format!("the system gives no random bytes: {error}")))?;
    Ok(bytes)
}

//! Logging in and staying so: passwords checked, tokens given, exchanged and ended.
//!
//! Owns: the rules of logins (one answer for a wrong address and a wrong password, waits after
//! repeated failures, refresh tokens that are good once). Refuses to know: how any of it travels.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

use super::token::{self, Claims};
use super::{Authenticator, Moment, REFRESH_DAYS, key, lock, passwords, random};
use crate::domain::{Act, Action, Code, Error, Result, Rotation, User};
use crate::store::{Ledger, RefreshHash};

/// Failures that cost nothing but the comparison.
const FREE: u32 = 5;
/// The longest wait after a failure.
const LONGEST: Duration = Duration::from_secs(300);
/// How often failures with addresses of nobody are told at most.
const STRANGERS: Duration = Duration::from_secs(60);
/// Addresses remembered at most.
const MOST: usize = 4096;
/// Compared with when there is no such user, so that the answer takes as long: a hash of nothing
/// that anyone knows.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// What someone who logged in is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tokens {
    /// Good for [`Tokens::expires_in`]; sent with each request.
    pub access: String,
    /// Good once, for the next pair.
    pub refresh: String,
    /// Seconds.
    pub expires_in: i64,
}

/// Failed logins, in this process.
#[derive(Debug, Default)]
pub struct Attempts {
    by_address: HashMap<String, (u32, Instant)>,
    /// With addresses of nobody, since that was last told.
    strangers: u32,
    told: Option<Instant>,
}

impl Attempts {
    /// How long the address still has to wait.
    fn wait(&self, email: &str, now: Instant) -> Option<Duration> {
        let (failures, last) = self.by_address.get(email)?;
        let doubled = failures.checked_sub(FREE)?;
        let wait = Duration::from_secs(1 << doubled.min(16)).min(LONGEST);
        (*last + wait).checked_duration_since(now).filter(|left| !left.is_zero())
    }

    /// Counts a failure: how many of this address there are.
    fn failed(&mut self, email: &str, now: Instant) -> u32 {
        let attempts = &mut self.by_address;
        if attempts.len() >= MOST {
            attempts.retain(|_, (_, last)| now.saturating_duration_since(*last) < LONGEST);
        }
        if attempts.len() >= MOST {
            attempts.clear();
        }
        let (failures, last) = attempts.entry(email.to_owned()).or_insert((0, now));
        (*failures, *last) = (failures.saturating_add(1), now);
        *failures
    }

    /// Counts a failure of nobody's: how many there were since that was last told, when it is to be
    /// told again. Whoever tries addresses by the thousand does not fill the audit log.
    fn stranger(&mut self, now: Instant) -> Option<u32> {
        self.strangers = self.strangers.saturating_add(1);
        if self.told.is_some_and(|told| now.saturating_duration_since(told) < STRANGERS) {
            return None;
        }
        self.told = Some(now);
        Some(std::mem::take(&mut self.strangers))
    }
}

impl Authenticator {
    /// Logs a user in.
    ///
    /// # Errors
    /// [`Code::InvalidApiKey`] for a wrong address or password, without saying which, and for a
    /// user who is disabled; [`Code::RateLimited`] after several failures.
    pub fn log_in(&self, email: &str, password: &str, ledger: &mut Ledger, now: Moment) -> Result<(User, Tokens)> {
        let email = email.trim().to_lowercase();
        if let Some(wait) = lock(&self.attempts).wait(&email, now.since) {
            let seconds = wait.as_secs() + 1;
            let told = format!("Too many failed logins. Try again in {seconds} seconds.");
            return Err(Error::new(Code::RateLimited, told).retry_after(seconds));
        }
        let found = ledger.user_of(&email)?;
        let hash = found.as_ref().map_or(NOBODY, |(_, hash)| hash);
        let right = passwords::matches(password, hash);
        match found {
            Some((user, _)) if right && user.disabled.is_none() => {
                lock(&self.attempts).by_address.remove(&email);
                let login = format!("login_{}", key::characters(16)?);
                let (refresh, kept) = refresh(now.at)?;
                ledger.begin_login(&login, &user.id, &kept, now.at)?;
                let tokens = self.pair(&user.id, &login, refresh, now.at)?;
                Ok((user, tokens))
            }
            found => {
                self.tell_failed(&email, found.map(|(user, _)| user), ledger, now)?;
                Err(Error::new(Code::InvalidApiKey, "the e-mail address or the password is wrong"))
            }
        }
    }

    /// Counts a failed login and writes it down; never the address, which may be a password in the
    /// wrong field.
    fn tell_failed(&self, email: &str, found: Option<User>, ledger: &mut Ledger, now: Moment) -> Result<()> {
        let (failures, subject) = {
            let mut attempts = lock(&self.attempts);
            let failures = attempts.failed(email, now.since);
            match &found {
                Some(user) => (Some(failures), user.id.as_str()),
                None => (attempts.stranger(now.since), "unknown"),
            }
        };
        let Some(failures) = failures else { return Ok(()) };
        let mut act = Act::new(now.at, Action::UserLoginFailed, subject).with("failures", failures);
        if found.is_some_and(|user| user.disabled.is_some()) {
            act = act.with("disabled", true);
        }
        ledger.audit(&act)
    }

    /// Exchanges a refresh token for a new pair; the old one is spent.
    ///
    /// # Errors
    /// [`Code::TokenExpired`], or [`Code::InvalidToken`] for one that is unknown or was spent
    /// before; the latter ends the login.
    pub fn refresh(&self, presented: &str, ledger: &mut Ledger, at: DateTime<Utc>) -> Result<Tokens> {
        let (next, kept) = refresh(at)?;
        match ledger.rotate_refresh(&digest(presented), &kept, at)? {
            Rotation::Rotated { login, user } => self.pair(&user, &login, next, at),
            Rotation::Reused => Err(Error::new(
                Code::InvalidToken,
                "the refresh token was used before: someone may have a copy, so the login has ended",
            )
            .hint("cost-ops auth login begins a new one")),
            Rotation::Expired => Err(Error::new(Code::TokenExpired, "Token expired: the refresh token is over")
                .hint("cost-ops auth login begins a new one")),
            Rotation::Unknown => Err(Error::new(Code::InvalidToken, "the refresh token is not valid")
                .hint("cost-ops auth login gives a new one")),
        }
    }

    /// Ends the login of an access token, also of one whose hour is over.
    ///
    /// # Errors
    /// [`Code::InvalidToken`] when it is not ours.
    pub fn log_out(&self, access: &str, ledger: &mut Ledger, at: DateTime<Utc>) -> Result<()> {
        let claims = token::ours(access, &self.signing)?;
        ledger.end_login(&claims.sid, at)
    }

    fn pair(&self, user: &str, login: &str, refresh: String, at: DateTime<Utc>) -> Result<Tokens> {
        let access = Claims::new(user, login, key::characters(16)?, at).signed(&self.signing);
        Ok(Tokens { access, refresh, expires_in: token::LIFETIME })
    }
}

/// A new refresh token, and what is kept of it.
fn refresh(at: DateTime<Utc>) -> Result<(String, RefreshHash)> {
    let text = format!("rt_{}", URL_SAFE_NO_PAD.encode(random::<32>()?));
    let hash = digest(&text);
    Ok((text, RefreshHash { hash, expires: at + TimeDelta::days(REFRESH_DAYS) }))
}

/// 256 random bits need no slow hash.
fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_make_an_address_wait_longer_and_longer() {
        let (mut attempts, start) = (Attempts::default(), Instant::now());
        for _ in 0..FREE - 1 {
            attempts.failed("a@b.c", start);
        }
        assert_eq!((attempts.stranger(start), attempts.stranger(start)), (Some(1), None));
        assert_eq!((attempts.stranger(start + STRANGERS / 2), attempts.stranger(start + STRANGERS)), (None, Some(3)));
        assert_eq!(attempts.wait("a@b.c", start), None);
        let waits: Vec<_> = (0..10)
            .map(|_| {
                attempts.failed("a@b.c", start);
                attempts.wait("a@b.c", start).expect("a wait").as_secs()
            })
            .collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 300]);
        assert_eq!(attempts.wait("other@b.c", start), None);
        assert_eq!(attempts.wait("a@b.c", start + LONGEST), None);
    }

    #[test]
    fn nobody_has_a_hash_that_is_compared_in_full() {
        assert!(argon2::password_hash::phc::PasswordHash::new(NOBODY).is_ok());
        assert!(!passwords::matches("", NOBODY));
    }
}

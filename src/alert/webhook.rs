//! A message to an address, signed so that the receiver knows who sent it, and when.
//!
//! Owns: the signature, when a refused message is sent again at once. Refuses to know: what the
//! message says, HTTP (`client`).

use std::fmt;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::{Clock, Undelivered};
use crate::client::{self, Answer};

/// `t=SECONDS,v1=HEX`: the instant it was sent, and HMAC-SHA256 of `SECONDS.BODY`.
pub const SIGNATURE_HEADER: &str = "X-Cost-Ops-Signature";

/// The pause before the second try; twice as long before each further one.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
/// One try may take so long.
const ONE_TRY: Duration = Duration::from_secs(5);
/// What is left of the time must be worth a try.
const LEAST: Duration = Duration::from_millis(50);

/// An address and what messages to it are signed with.
#[derive(Clone, PartialEq, Eq)]
pub struct Webhook {
    pub url: String,
    pub secret: String,
}

/// Never the secret, nor the address, which may hold one too.
impl fmt::Debug for Webhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Webhook({})", client::host(&self.url))
    }
}

impl Webhook {
    /// Sends it, again after a while when the receiver cannot take it now, until there is no time.
    ///
    /// # Errors
    /// The last refusal.
    pub(super) fn post(&self, message: &str, clock: Clock, until: Instant) -> Result<(), Undelivered> {
        let mut pause = FIRST_PAUSE;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let (failed, worth) = match self.once(message, clock, left.clamp(LEAST, ONE_TRY)) {
                Ok(()) => return Ok(()),
                Err(failed) => failed,
            };
            let wait = failed.after.unwrap_or(pause);
            let left = until.saturating_duration_since(Instant::now());
            if !worth || wait >= left.saturating_sub(LEAST) {
                return Err(failed);
            }
            std::thread::sleep(wait);
            pause *= 2;
        }
    }

    /// One try; with a refusal, whether another one soon may do better.
    fn once(&self, message: &str, clock: Clock, timeout: Duration) -> Result<(), (Undelivered, bool)> {
        let now = clock.now();
        let signature = sign(&self.secret, now.timestamp(), message);
        let headers = [("Content-Type", "application/json"), (SIGNATURE_HEADER, signature.as_str())];
        let answer = client::post(&self.url, &headers, message, timeout)
            .map_err(|error| (Undelivered { why: error.message, after: None }, true))?;
        match answer.status {
            200..=299 => Ok(()),
            status => {
                let why = format!("{} answered with status {status}", client::host(&self.url));
                let worth = matches!(status, 408 | 425 | 429 | 500..=599);
                Err((Undelivered { why, after: after(&answer, now) }, worth))
            }
        }
    }
}

/// How long the receiver wants to be left alone: seconds, or until a date.
fn after(answer: &Answer, now: DateTime<Utc>) -> Option<Duration> {
    let text = answer.retry_after.as_deref()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = DateTime::parse_from_rfc2822(text).ok()?;
    Some(date.signed_duration_since(now).to_std().unwrap_or_default())
}

/// The value of [`SIGNATURE_HEADER`] for a body sent at `seconds` since 1970.
pub fn sign(secret: &str, seconds: i64, body: &str) -> String {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(secret.as_bytes()).expect("any length is a key");
    mac.update(format!("{seconds}.").as_bytes());
    mac.update(body.as_bytes());
    let hex: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("t={seconds},v1={hex}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_that_of_other_programs() {
        // printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac secret
        let hex = "49f24e537407743fa4a0242bb63b94b9a47ee99cbbe071ccd8a22550ae411686";
        assert_eq!(sign("secret", 1_700_000_000, "{\"a\":1}"), format!("t=1700000000,v1={hex}"));
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = "2026-11-25T12:00:00Z".parse().expect("an instant");
        let seconds = |text: &str| {
            let answer = Answer { status: 429, retry_after: Some(text.to_owned()) };
            after(&answer, now).map(|wait| wait.as_secs())
        };
        assert_eq!(seconds("7"), Some(7));
        assert_eq!(seconds("Wed, 25 Nov 2026 12:01:00 GMT"), Some(60));
        assert_eq!(seconds("Wed, 25 Nov 2026 11:00:00 GMT"), Some(0));
        assert_eq!(seconds("soon"), None);
    }

    #[test]
    fn it_is_not_shown() {
        let webhook = Webhook { url: "https://me:pw@host/T0/secret-path".into(), secret: "hush".into() };
        assert_eq!(format!("{webhook:?}"), "Webhook(host)");
    }
}

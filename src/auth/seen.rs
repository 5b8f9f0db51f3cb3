//! Comparisons that came out right, remembered for minutes.
//!
//! Owns: a table of fingerprints, keyed by random bytes of this process: neither keys nor anything
//! that fits them elsewhere is in memory. Wrong keys are never remembered: they cannot fill it.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::random;
use crate::domain::Result;

const KEPT: Duration = Duration::from_secs(300);
/// There are as many keys as teams and programs; beyond this the table begins anew.
const MOST: usize = 4096;

pub(super) struct Seen {
    key: [u8; 32],
    until: HashMap<[u8; 32], Instant>,
}

impl Seen {
    pub(super) fn new() -> Result<Seen> {
        Ok(Seen { key: random()?, until: HashMap::new() })
    }

    /// Whether this secret was compared with this hash not long ago, and was right.
    pub(super) fn knows(&self, secret: &str, hash: &str, now: Instant) -> bool {
        self.until.get(&self.fingerprint(secret, hash)).is_some_and(|until| now < *until)
    }

    /// Remembers that it was right.
    pub(super) fn remember(&mut self, secret: &str, hash: &str, now: Instant) {
        if self.until.len() >= MOST {
            self.until.retain(|_, until| now < *until);
        }
        if self.until.len() >= MOST {
            self.until.clear();
        }
        self.until.insert(self.fingerprint(secret, hash), now + KEPT);
    }

    fn fingerprint(&self, secret: &str, hash: &str) -> [u8; 32] {
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.key).expect("any length is a key");
        mac.update(hash.as_bytes());
        mac.update(b"\0");
        mac.update(secret.as_bytes());
        mac.finalize().into_bytes().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comparison_is_remembered_for_five_minutes_and_for_its_hash_only() {
        let (mut seen, start) = (Seen::new().expect("random"), Instant::now());
        assert!(!seen.knows("secret", "hash", start));
        seen.remember("secret", "hash", start);
        assert!(seen.knows("secret", "hash", start + KEPT - Duration::from_secs(1)));
        assert!(!seen.knows("secret", "hash", start + KEPT));
        assert!(!seen.knows("secret", "another", start) && !seen.knows("secre", "thash", start));
        for other in 0..2 * MOST {
            seen.remember(&other.to_string(), "hash", start);
        }
        assert!(seen.until.len() <= MOST);
    }
}

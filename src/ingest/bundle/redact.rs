//! Hashes in the place of names.
//!
//! Owns: which labels are replaced, and by what: the same name by the same hash, as long as the key is the same.
//! Without the key a name cannot be guessed. Ids stay, so that a copy is known as one.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::domain::{Labels, UsageEvent};

/// Replaces names by hashes under a key.
pub struct Redactor {
    key: [u8; 32],
}

impl Redactor {
    /// With that key.
    pub fn new(key: [u8; 32]) -> Redactor {
        Redactor { key }
    }

    /// Replaces organization, project, user, session, branch, host and tags, and drops what else a record carried.
    pub fn event(&self, event: &mut UsageEvent) {
        let labels = &mut event.labels;
        let fields = [
            ("organization", &mut labels.organization),
            ("project", &mut labels.project),
            ("user", &mut labels.user),
            ("session", &mut labels.session),
            ("branch", &mut labels.branch),
            ("host", &mut labels.host),
        ];
        for (field, text) in fields {
            *text = self.hash(field, text);
        }
        let tags = std::mem::take(&mut labels.tags);
        for (key, value) in tags {
            let tag = (key.as_str(), value.as_str());
            if key == Labels::BESIDE || [Labels::METRICS, Labels::RESULT].contains(&tag) {
                labels.tag(key, value);
            } else {
                let value = self.hash(&key, &value);
                labels.tag(self.hash("tag", &key), value);
            }
        }
        event.metadata = None;
    }

    /// The hash of a name; of none, none.
    fn hash(&self, field: &str, text: &str) -> String {
        if text.is_empty() {
            return String::new();
        }
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key).expect("any length is a key");
        mac.update(field.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        let hash = mac.finalize().into_bytes();
        hash.iter().take(8).fold(Labels::REDACTED.to_owned(), |text, byte| format!("{text}{byte:02x}"))
    }
}

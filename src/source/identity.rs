//! Which records are the same record: content hashes.
//!
//! Owns: the canonical form of what a record says, and how repeated rows of a table are told
//! apart. Refuses to know: where a record comes from.
//!
//! A record without an id is known by what it says: the fields that were in it, under our
//! names, whatever their order, spacing, spelling or file format. What flags add (labels, a
//! default model or instant) is not part of it, so the same file ingested twice is the same
//! records. Two equal records in a stream of JSON are one event delivered twice. Two equal rows
//! of a table are two events: the second is `repeat 1` of the content, and so on, within
//! [`WINDOW`] different rows.

use std::collections::HashMap;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::domain::EventId;

/// Canonical content, under construction.
#[derive(Default)]
pub(crate) struct Content(Vec<u8>);

impl Content {
    /// For about so many bytes.
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Content(Vec::with_capacity(bytes))
    }

    /// Empties it for the next record, keeping the memory.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// Adds a named text; an absent field is not added at all.
    pub(crate) fn text(&mut self, name: &str, value: &str) {
        self.piece(name.as_bytes());
        self.piece(value.as_bytes());
    }

    /// Adds a named number.
    pub(crate) fn number(&mut self, name: &str, value: i64) {
        self.piece(name.as_bytes());
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    /// Adds each byte of a hash as a number without a name.
    pub(crate) fn bytes(&mut self, bytes: &[u8; 16]) {
        // Before each the length of its name, 0, as everywhere.
        let numbers = bytes.map(|byte| [0, 0, 0, 0, 0, 0, 0, 0, byte, 0, 0, 0, 0, 0, 0, 0]);
        self.0.extend_from_slice(numbers.as_flattened());
    }

    fn piece(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        self.0.extend_from_slice(bytes);
    }

    /// Adds any JSON: keys sorted, scalars as text, so that `5` and `"5"` are the same.
    pub(crate) fn json(&mut self, name: &str, value: &Value) {
        self.piece(name.as_bytes());
        self.value(value);
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Null => self.0.push(b'n'),
            Value::String(text) => self.piece(text.as_bytes()),
            Value::Array(items) => {
                self.0.push(b'[');
                items.iter().for_each(|item| self.value(item));
                self.0.push(b']');
            }
            Value::Object(map) => {
                let mut keys: Vec<&String> = map.keys().collect();
                keys.sort_unstable();
                self.0.push(b'{');
                for key in keys {
                    self.json(key, &map[key]);
                }
                self.0.push(b'}');
            }
            scalar => self.piece(scalar.to_string().as_bytes()),
        }
    }

    /// The hash; `repeat` is how many equal rows came before.
    pub(crate) fn id(&mut self, repeat: u32) -> EventId {
        if repeat > 0 {
            self.number("#", i64::from(repeat));
        }
        EventId::Content(self.hash())
    }

    /// The hash of the content with one more text after it.
    pub(crate) fn hash_with(&self, suffix: &str) -> [u8; 16] {
        let mut whole = Content(self.0.clone());
        whole.text("#", suffix);
        whole.hash()
    }

    /// The first 16 bytes of the SHA-256.
    pub(crate) fn hash(&self) -> [u8; 16] {
        let mut short = [0; 16];
        short.copy_from_slice(&Sha256::digest(&self.0)[..16]);
        short
    }
}

/// How many different rows back a repetition is still recognised, at least.
pub(crate) const WINDOW: usize = 1 << 17;

/// Counts equal rows in bounded memory: two generations of [`WINDOW`] different rows.
#[derive(Default)]
pub(crate) struct Repeats {
    now: HashMap<u64, u32>,
    before: HashMap<u64, u32>,
}

impl Repeats {
    /// How many rows with this content came before.
    pub(crate) fn count(&mut self, content: &[u8; 16]) -> u32 {
        let mut key = [0; 8];
        key.copy_from_slice(&content[..8]);
        let key = u64::from_le_bytes(key);
        if self.now.len() >= WINDOW {
            self.before = std::mem::take(&mut self.now);
        }
        let before = self.before.get(&key).copied();
        let seen = self.now.entry(key).or_insert(before.unwrap_or(0));
        *seen += 1;
        *seen - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_of_a_hash_are_numbers_without_names() {
        let hash: [u8; 16] = std::array::from_fn(|at| 17 * at as u8);
        let (mut one, mut each) = (Content::with_capacity(8), Content::default());
        one.bytes(&hash);
        hash.iter().for_each(|byte| each.number("", i64::from(*byte)));
        assert_eq!(one.0, each.0);
    }

    #[test]
    fn order_and_spelling_of_json_do_not_matter() {
        let hash = |text: &str| {
            let mut content = Content::default();
            content.json("m", &serde_json::from_str(text).expect("JSON"));
            content.hash()
        };
        assert_eq!(hash(r#"{"a":1,"b":["x",2]}"#), hash(r#"{ "b" : ["x","2"], "a" : 1 }"#));
        assert_ne!(hash(r#"{"a":1,"b":["x",2]}"#), hash(r#"{"a":1,"b":["x2"]}"#));
        assert_ne!(hash(r#"{"a":{"b":1}}"#), hash(r#"{"a":{"b":1,"c":null}}"#));
    }

    #[test]
    fn repeats_are_counted_across_generations() {
        let mut repeats = Repeats::default();
        let content = |n: u64| {
            let mut bytes = [0; 16];
            bytes[..8].copy_from_slice(&n.to_le_bytes());
            bytes
        };
        assert_eq!(repeats.count(&content(7)), 0);
        assert_eq!(repeats.count(&content(7)), 1);
        for n in 100..100 + WINDOW as u64 {
            assert_eq!(repeats.count(&content(n)), 0);
        }
        assert_eq!(repeats.count(&content(7)), 2);
        assert!(repeats.now.len() <= WINDOW && repeats.before.len() <= WINDOW);
    }
}

//! A quick hash for maps in memory. Its values never reach the file.

use std::hash::{BuildHasherDefault, Hasher};

/// Multiply and fold, eight bytes at a time; keys come from our own records and stay in one
/// process, and equality is always checked.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mix(u64);

/// For `HashMap`s keyed by small integers and tuples of them.
pub(super) type MixBuild = BuildHasherDefault<Mix>;

impl Mix {
    /// Adds a text and its end.
    pub(super) fn text(&mut self, text: &str) {
        self.write(text.as_bytes());
        self.write_u64(text.len() as u64);
    }
}

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.write_u64(u64::from_le_bytes(*word));
        }
        let mut last = [0u8; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.write_u64(u64::from_le_bytes(last));
    }

    fn write_u64(&mut self, word: u64) {
        let product = u128::from(self.0 ^ word ^ 0x9E37_79B9_7F4A_7C15) * u128::from(0xD6E8_FEB8_6659_FD93_u64);
        self.0 = (product as u64) ^ (product >> 64) as u64;
    }

    fn write_i64(&mut self, word: i64) {
        self.write_u64(word as u64);
    }

    fn write_i32(&mut self, word: i32) {
        self.write_u64(word as u64);
    }

    fn write_u32(&mut self, word: u32) {
        self.write_u64(u64::from(word));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

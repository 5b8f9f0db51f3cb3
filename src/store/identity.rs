//! What makes two records the same event, as stored.
//!
//! Owns: the stored form of an id and its hash. The hash only finds candidates: equality of
//! namespace and id is always checked, so a collision costs a step and changes nothing.

use rusqlite::ToSql;
use rusqlite::types::{ToSqlOutput, ValueRef};
use sha2::{Digest, Sha256};

use crate::domain::EventId;

/// Hashes have 42 bits: six bytes as a row number, and a thousand million events leave the
/// table nearly empty.
pub(super) const BITS: u32 = 42;

/// An id in the form of the `uid` column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Uid<'a> {
    /// An id as given.
    Text(&'a str),
    /// A lower-case UUID: `1`, then its 16 bytes.
    Uuid([u8; 17]),
    /// A content hash.
    Content(&'a [u8; 16]),
}

impl<'a> Uid<'a> {
    pub(super) fn new(id: &'a EventId) -> Self {
        match id {
            EventId::Given(text) => uuid(text).map_or(Uid::Text(text), Uid::Uuid),
            EventId::Content(hash) => Uid::Content(hash),
        }
    }

    /// Whether the stored value is this id.
    pub(super) fn is(&self, stored: ValueRef<'_>) -> bool {
        match (self, stored) {
            (Uid::Text(mine), ValueRef::Text(theirs)) => mine.as_bytes() == theirs,
            (Uid::Uuid(mine), ValueRef::Blob(theirs)) => mine == theirs,
            (Uid::Content(mine), ValueRef::Blob(theirs)) => mine.as_slice() == theirs,
            _ => false,
        }
    }
}

impl ToSql for Uid<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Uid::Text(text) => ValueRef::Text(text.as_bytes()),
            Uid::Uuid(bytes) => ValueRef::Blob(bytes),
            Uid::Content(hash) => ValueRef::Blob(hash.as_slice()),
        }))
    }
}

/// The id back from its stored form; `None` for a value this program does not write.
pub(super) fn stored_id(value: ValueRef<'_>) -> Option<EventId> {
    match value {
        ValueRef::Text(text) => std::str::from_utf8(text).ok().map(|text| EventId::Given(text.to_owned())),
        ValueRef::Blob(bytes) => match (<[u8; 16]>::try_from(bytes), bytes) {
            (Ok(hash), _) => Some(EventId::Content(hash)),
            (Err(_), [1, rest @ ..]) => <[u8; 16]>::try_from(rest).ok().map(|bytes| EventId::Given(uuid_text(&bytes))),
            _ => None,
        },
        _ => None,
    }
}

/// The id as reports show it.
pub(super) fn shown(id: &EventId) -> String {
    match id {
        EventId::Given(text) => text.clone(),
        EventId::Content(hash) => {
            hash.iter().fold(EventId::CONTENT.to_owned(), |text, byte| format!("{text}{byte:02x}"))
        }
    }
}

/// The place at which to look first for who claimed it.
pub(super) fn hash(namespace: &str, id: &EventId) -> i64 {
    let word = digest(namespace, id).iter().take(8).fold(0u64, |word, byte| (word << 8) | u64::from(*byte));
    (word >> (64 - BITS)) as i64
}

/// The hash of an identity that stands for it: 128 bits do not collide.
pub(super) fn digest(namespace: &str, id: &EventId) -> [u8; 16] {
    let mut sha = Sha256::new();
    sha.update(namespace);
    match id {
        EventId::Given(text) => {
            sha.update([0]);
            sha.update(text);
        }
        EventId::Content(hash) => {
            sha.update([1]);
            sha.update(hash);
        }
    }
    let mut short = [0; 16];
    short.copy_from_slice(&sha.finalize()[..16]);
    short
}

/// Where to look when a row is taken by another event.
pub(super) const fn next(hash: i64) -> i64 {
    (hash + 1) & ((1 << BITS) - 1)
}

const DASHES: [usize; 4] = [8, 13, 18, 23];

/// The stored form of a lower-case hyphenated UUID; any other text stays text.
fn uuid(text: &str) -> Option<[u8; 17]> {
    let bytes = text.as_bytes();
    if bytes.len() != 36 || DASHES.iter().any(|at| bytes[*at] != b'-') {
        return None;
    }
    let nibble = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let mut digits = bytes.iter().enumerate().filter(|(at, _)| !DASHES.contains(at)).map(|(_, byte)| nibble(*byte));
    let mut stored = [1u8; 17];
    for slot in &mut stored[1..] {
        *slot = (digits.next()?? << 4) | digits.next()??;
    }
    Some(stored)
}

fn uuid_text(bytes: &[u8; 16]) -> String {
    let mut text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    DASHES.iter().for_each(|at| text.insert(*at, '-'));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_back_as_they_were() {
        for text in [
            "msg_01",
            "",
            "0b36ffe5-36c8-4a4f-8bb1-5d8be8e3b8a5",
            "0B36ffe5-36c8-4a4f-8bb1-5d8be8e3b8a5",
            "0b36ffe5-36c8-4a4f-8bb1-5d8be8e3b8ag",
            "0b36ffe5-36c8-4a4f-8bb1x5d8be8e3b8a5",
        ] {
            let id = EventId::Given(text.into());
            let uid = Uid::new(&id);
            let ToSqlOutput::Borrowed(value) = uid.to_sql().expect("a value") else { panic!("borrowed") };
            assert!(uid.is(value));
            assert_eq!(stored_id(value).as_ref(), Some(&id));
        }
        let hash = EventId::Content([7; 16]);
        let ToSqlOutput::Borrowed(value) =
            Uid::new(&hash).to_sql().map(|_| ToSqlOutput::Borrowed(ValueRef::Blob(&[7; 16]))).expect("a value")
        else {
            panic!("borrowed")
        };
        assert_eq!(stored_id(value), Some(hash));
    }

    #[test]
    fn hashes_stay_within_their_bits() {
        for n in 0..1000 {
            let hash = hash("native", &EventId::Given(n.to_string()));
            assert!((0..1 << BITS).contains(&hash));
        }
        assert_eq!(next((1 << BITS) - 1), 0);
    }
}

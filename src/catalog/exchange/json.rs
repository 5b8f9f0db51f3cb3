//! JSON looked at piece by piece, numbers kept as the text they were written in.
//!
//! Owns: walking a document of unknown shape without ever turning a price into a binary
//! fraction, and without following deep nesting further than anybody asks. Refuses to know:
//! what the document says.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::domain::{Error, Result};

/// One value of a document, not yet looked into.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'a>(&'a str);

/// The keys and values of an object, in the order they stand in; a key may come twice.
pub(super) type Entries<'a> = Vec<(String, Node<'a>)>;

impl<'a> Node<'a> {
    /// The document, checked to be JSON from end to end.
    ///
    /// # Errors
    /// Where the text stops being JSON, by line and column.
    pub(super) fn document(text: &'a str) -> Result<Self> {
        match serde_json::from_str::<&RawValue>(text) {
            Ok(raw) => Ok(Node(raw.get())),
            Err(e) => Err(Error::validation(format!("not JSON from line {}, column {} on: {e}", e.line(), e.column()))),
        }
    }

    /// The members of an object; `None` for anything else.
    pub(super) fn entries(self) -> Option<Entries<'a>> {
        if !self.0.starts_with('{') {
            return None;
        }
        serde_json::Deserializer::from_str(self.0).deserialize_map(Members(PhantomData)).ok()
    }

    /// The elements of a list; `None` for anything else.
    pub(super) fn items(self) -> Option<Vec<Node<'a>>> {
        if !self.0.starts_with('[') {
            return None;
        }
        let raw: Vec<&'a RawValue> = serde_json::from_str(self.0).ok()?;
        Some(raw.into_iter().map(|raw| Node(raw.get())).collect())
    }

    /// The member of an object by its key; the last one when it comes twice.
    pub(super) fn get(self, key: &str) -> Option<Node<'a>> {
        self.entries()?.into_iter().rev().find(|(have, _)| have == key).map(|(_, value)| value)
    }

    /// A string.
    pub(super) fn text(self) -> Option<String> {
        if !self.0.starts_with('"') {
            return None;
        }
        serde_json::from_str(self.0).ok()
    }

    /// A number, as it is written.
    pub(super) fn number(self) -> Option<&'a str> {
        self.0.starts_with(|c: char| c == '-' || c.is_ascii_digit()).then_some(self.0)
    }

    /// A whole number that is not negative.
    pub(super) fn count(self) -> Option<u64> {
        self.number()?.parse().ok()
    }

    pub(super) fn is_null(self) -> bool {
        self.0 == "null"
    }

    pub(super) fn is_true(self) -> bool {
        self.0 == "true"
    }

    /// What kind of value it is, for people.
    pub(super) fn kind(self) -> &'static str {
        match self.0.as_bytes().first() {
            Some(b'{') => "an object",
            Some(b'[') => "a list",
            Some(b'"') => "a text",
            Some(b't' | b'f') => "true or false",
            Some(b'n') => "null",
            _ => "a number",
        }
    }
}

/// Reads the members of an object without looking into their values.
struct Members<'a>(PhantomData<&'a str>);

impl<'a> Visitor<'a> for Members<'a> {
    type Value = Entries<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> std::result::Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some((key, value)) = map.next_entry::<String, &'a RawValue>()? {
            members.push((key, Node(value.get())));
        }
        Ok(members)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_digits() {
        let node = Node::document(" {\"a\": 1.0399999999999998, \"a\": 4.0e-07, \"b\": [\"x\", null]} ").expect("JSON");
        assert_eq!(node.get("a").and_then(Node::number), Some("4.0e-07"), "the last of two");
        assert_eq!(node.entries().map(|e| e.len()), Some(3));
        let items = node.get("b").and_then(Node::items).expect("a list");
        assert_eq!((items[0].text().as_deref(), items[1].is_null()), (Some("x"), true));
    }

    #[test]
    fn what_is_no_json_is_refused_with_its_place() {
        let error = Node::document("{\n \"a\": }").expect_err("not JSON");
        assert!(error.message.contains("line 2"), "{}", error.message);
    }
}

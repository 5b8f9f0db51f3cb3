//! Fields of logs that are what they should be, or as good as absent.
//!
//! Owns: text borrowed from the line where it can be, counters that are whole numbers. Refuses
//! to know: which field is which. A log's own writer changes its mind about a field now and
//! then; a label of the wrong type must not cost the record it labels, a counter must.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::wire::{MAX_COUNT, whole};

/// Text, or nothing when it is `null` or of another type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Text<'a>(pub(crate) Option<Cow<'a, str>>);

impl Text<'_> {
    /// The text; empty when there is none.
    pub(crate) fn get(&self) -> &str {
        self.0.as_deref().unwrap_or_default()
    }

    /// The text, if there is any in it.
    pub(crate) fn some(&self) -> Option<&str> {
        self.0.as_deref().filter(|text| !text.is_empty())
    }
}

/// A counter: a whole number, `None` for `null`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count(pub(crate) Option<u64>);

impl Count {
    /// The counter, 0 when absent.
    pub(crate) fn get(self) -> u64 {
        self.0.unwrap_or(0)
    }
}

/// `true`, or anything else.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Flag(pub(crate) bool);

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
        Ok(Text(Some(Cow::Borrowed(text))))
    }
    fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
        Ok(Text(Some(Cow::Owned(text.to_owned()))))
    }
    fn visit_unit<E>(self) -> Result<Text<'de>, E> {
        Ok(Text(None))
    }
    fn visit_bool<E>(self, _: bool) -> Result<Text<'de>, E> {
        Ok(Text(None))
    }
    fn visit_u64<E>(self, _: u64) -> Result<Text<'de>, E> {
        Ok(Text(None))
    }
    fn visit_i64<E>(self, _: i64) -> Result<Text<'de>, E> {
        Ok(Text(None))
    }
    fn visit_f64<E>(self, _: f64) -> Result<Text<'de>, E> {
        Ok(Text(None))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text<'de>, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Text(None))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Text<'de>, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Text(None))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(TextVisitor)
    }
}

struct CountVisitor;

impl Visitor<'_> for CountVisitor {
    type Value = Count;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a counter")
    }
    fn visit_u64<E: Error>(self, count: u64) -> Result<Count, E> {
        match count <= MAX_COUNT {
            true => Ok(Count(Some(count))),
            false => Err(E::custom(format!("a counter is {count}, more than {MAX_COUNT}"))),
        }
    }
    fn visit_i64<E: Error>(self, count: i64) -> Result<Count, E> {
        u64::try_from(count)
            .map_err(|_| E::custom(format!("a counter is {count}, less than zero")))
            .map(|n| Count(Some(n)))
    }
    fn visit_f64<E: Error>(self, count: f64) -> Result<Count, E> {
        match whole(&count.to_string()) {
            Some(count) => Ok(Count(Some(count))),
            None => Err(E::custom(format!("a counter is {count}, not a whole number of units"))),
        }
    }
    fn visit_unit<E>(self) -> Result<Count, E> {
        Ok(Count(None))
    }
}

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(CountVisitor)
    }
}

struct FlagVisitor;

impl<'de> Visitor<'de> for FlagVisitor {
    type Value = Flag;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("true or false")
    }
    fn visit_bool<E>(self, set: bool) -> Result<Flag, E> {
        Ok(Flag(set))
    }
    fn visit_unit<E>(self) -> Result<Flag, E> {
        Ok(Flag(false))
    }
    fn visit_str<E>(self, text: &str) -> Result<Flag, E> {
        Ok(Flag(text == "true"))
    }
}

impl<'de> Deserialize<'de> for Flag {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(FlagVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_may_be_anything_and_a_counter_may_not() {
        let text = |json: &'static str| serde_json::from_str::<Text<'_>>(json).expect("anything").0;
        assert!(matches!(text(r#""as it is""#), Some(Cow::Borrowed("as it is"))));
        assert!(matches!(text(r#""C:\\x""#), Some(Cow::Owned(path)) if path == "C:\\x"));
        for other in ["null", "5", "-5", "1.5", "true", r#"{"a":[1,{}]}"#, "[[]]"] {
            assert_eq!(text(other), None, "{other}");
        }
        let count = |json: &str| serde_json::from_str::<Count>(json).map(|count| count.0).map_err(|e| e.to_string());
        assert_eq!(count("5"), Ok(Some(5)));
        assert_eq!(count("5.0"), Ok(Some(5)));
        assert_eq!(count("null"), Ok(None));
        for wrong in ["-1", "1.5", "\"5\"", "[]", "100000000000000001"] {
            assert!(count(wrong).is_err(), "{wrong}");
        }
    }
}

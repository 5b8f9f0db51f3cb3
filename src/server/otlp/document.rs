//! OTLP's JSON, without what nobody asks for.
//!
//! Owns: reading the fields of the same tables as protobuf is read by, and passing over all others as
//! they come: neither prompts nor what a hostile body is full of is held in memory.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::protobuf::{Fields, Kind};

/// The document in these bytes, of these fields.
///
/// # Errors
/// When it is not JSON, or no object.
pub(super) fn read(fields: Fields, bytes: &[u8]) -> serde_json::Result<Value> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let document = Wanted(Kind::One(fields)).deserialize(&mut json)?;
    json.end()?;
    if document.is_object() { Ok(document) } else { Err(serde_json::Error::custom("it is no object")) }
}

/// A value of a kind; one of another kind is as good as none.
struct Wanted(Kind);

impl<'de> DeserializeSeed<'de> for Wanted {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl Wanted {
    /// A scalar, where one is wanted.
    fn plain<E>(self, value: impl Into<Value>) -> Result<Value, E> {
        let nests = matches!(self.0, Kind::One(_) | Kind::Many(_));
        Ok(if nests { Value::Null } else { value.into() })
    }
}

impl<'de> Visitor<'de> for Wanted {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }
    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        self.plain(text)
    }
    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        self.plain(number)
    }
    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        self.plain(number)
    }
    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        self.plain(Number::from_f64(number).map_or(Value::Null, Value::Number))
    }
    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        self.plain(flag)
    }
    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let Kind::One(fields) = self.0 else {
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(Value::Null);
        };
        let mut object = Map::new();
        while let Some(key) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            match fields.iter().find(|(_, name, _)| *name == key) {
                Some((_, name, kind)) => _ = object.insert((*name).to_owned(), map.next_value_seed(Wanted(*kind))?),
                None => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        Ok(Value::Object(object))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let Kind::Many(fields) = self.0 else {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(Value::Null);
        };
        let mut all = Vec::new();
        while let Some(one) = list.next_element_seed(Wanted(Kind::One(fields)))? {
            // What is no message has nothing in it.
            if one.is_object() {
                all.push(one);
            }
        }
        Ok(Value::Array(all))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::protobuf::LOGS;

    #[test]
    fn only_what_is_asked_for_is_kept() {
        let text = br#"{"other": [1, [2]], "resourceLogs": [7, {"resource": {"attributes": [
            {"key": "k", "value": {"intValue": 5, "arrayValue": {"values": []}}}]},
            "scopeLogs": [{"scope": "text", "logRecords": [{"timeUnixNano": 1.5, "severityText": "INFO", "body": [0]}]}]}]}"#;
        let read = LOGS.read_json(text).expect("a document");
        let expected = json!({"resourceLogs": [{
            "resource": {"attributes": [{"key": "k", "value": {"intValue": 5}}]},
            "scopeLogs": [{"scope": null, "logRecords": [{"timeUnixNano": 1.5, "body": null}]}],
        }]});
        assert_eq!(read, expected);
        for wrong in ["", "[]", "5", "null", "{} {}", "{\"a\":", "{\"resourceLogs\":[{]}"] {
            assert!(LOGS.read_json(wrong.as_bytes()).is_err(), "{wrong}");
        }
    }
}

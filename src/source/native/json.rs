//! A native record out of JSON text, in one pass, borrowing what it can.
//!
//! A key that occurs twice refuses the record; so does a counter that is text. Keys we do not
//! know are kept in the metadata.

use std::borrow::Cow;
use std::fmt;

use chrono::TimeDelta;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::{Field, Record, one_tag, tags_of};
use crate::source::time;
use crate::source::wire::{MAX_COUNT, counter, safe, shown, whole};

/// What a piece of JSON turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Parsed {
    /// A native record.
    Native,
    /// An object with the marks of a provider's response, and no counter of our own.
    Body,
}

/// Why it is no record.
pub(crate) enum Failure {
    /// Not JSON; the parser's word.
    Syntax(serde_json::Error),
    /// JSON, but not acceptable.
    Content(String),
}

/// Reads one record into `record`, which is empty.
///
/// # Errors
/// [`Failure`]: the text is not JSON, or a field is not acceptable.
pub(crate) fn parse<'a>(bytes: &'a [u8], record: &mut Record<'a>) -> Result<Parsed, Failure> {
    // Once for the whole line, instead of string by string.
    let text = std::str::from_utf8(bytes).map_err(|_| Failure::Content("not UTF-8 text".into()))?;
    let mut taken = Taken { record, seen: 0, body: false, wrong: None };
    let mut reader = serde_json::Deserializer::from_str(text);
    reader.deserialize_any(Top(&mut taken)).map_err(Failure::Syntax)?;
    reader.end().map_err(Failure::Syntax)?;
    if taken.body && taken.record.usage.present().is_empty() {
        return Ok(Parsed::Body);
    }
    match taken.wrong {
        Some(why) => Err(Failure::Content(why)),
        None => Ok(Parsed::Native),
    }
}

struct Taken<'t, 'a> {
    record: &'t mut Record<'a>,
    /// The fields met so far, as bits of [`Field::bit`].
    seen: u128,
    body: bool,
    /// The first thing wrong with the content.
    wrong: Option<String>,
}

struct Top<'x, 't, 'a>(&'x mut Taken<'t, 'a>);

impl<'de> Visitor<'de> for Top<'_, '_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a usage record (a JSON object)")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some((field, name)) = map.next_key_seed(Key)? {
            self.0.field(field, name, &mut map)?;
        }
        Ok(())
    }
}

impl<'de> Taken<'_, 'de> {
    fn field<A: MapAccess<'de>>(&mut self, field: Field, name: Cow<'de, str>, map: &mut A) -> Result<(), A::Error> {
        if field == Field::Body {
            self.body = true;
            map.next_value::<IgnoredAny>()?;
            return Ok(());
        }
        if matches!(field, Field::Unknown | Field::Metadata | Field::Source | Field::Derived | Field::Flag(_)) {
            let value = map.next_value::<Value>()?;
            if let Err(why) = self.record.keep(field, &name, value) {
                self.wrong(why);
            }
            return Ok(());
        }
        let bit = field.bit();
        if self.seen & bit != 0 {
            self.wrong(format!("{} is given twice", safe(&name)));
        }
        self.seen |= bit;
        let result = match map.next_value_seed(Scalar)? {
            Scalars::Null => Ok(()),
            Scalars::Tags(tags) if field == Field::Tags => {
                self.record.tags.extend(tags);
                Ok(())
            }
            Scalars::Object(tags) if field == Field::Tags => {
                self.record.tags.extend(tags);
                Ok(())
            }
            Scalars::Object(model) if field == Field::Model => self.model(model),
            Scalars::Tags(_) => Err("an array".to_owned()),
            Scalars::Object(_) => Err("an object".to_owned()),
            Scalars::Bool(value) => Err(value.to_string()),
            Scalars::Text(text) => self.text(field, text),
            Scalars::Number(number) => self.number(field, &number),
        };
        if let Err(why) = result {
            self.wrong(refusal(&name, why));
        }
        Ok(())
    }

    /// A model given as `{"name", "version", …}`: the name is the model.
    fn model(&mut self, parts: Vec<(String, String)>) -> Result<(), String> {
        for (key, value) in parts {
            match key.as_str() {
                "name" => self.record.model = Some(Cow::Owned(value)),
                "version" => drop(self.record.metadata.insert("model_version".into(), value.into())),
                _ => {}
            }
        }
        if self.record.model.is_some() { Ok(()) } else { Err("an object without a name".into()) }
    }

    fn wrong(&mut self, why: String) {
        self.wrong.get_or_insert(why);
    }

    fn text(&mut self, field: Field, text: Cow<'de, str>) -> Result<(), String> {
        if text.is_empty() && !matches!(field, Field::Count(_) | Field::Total) {
            return Ok(());
        }
        match field {
            Field::Timestamp => self.record.at = Some(time::parse(&text)?),
            Field::Reported => {
                self.record.reported = Some(text.parse().map_err(|_| format!("\"{}\", not an amount", safe(&text)))?);
            }
            Field::ReportedExact => self.record.reported_exact = Some(amount(&text)?),
            Field::Tags => tags_of(&text, &mut self.record.tags),
            Field::Id => self.record.id = Some(text),
            Field::Provider => self.record.provider = Some(text),
            Field::Model => self.record.model = Some(text),
            Field::Label(label) => self.record.labels[label] = Some(text),
            Field::Context(attribute) => self.record.context[attribute] = Some(text),
            _ => return Err(format!("\"{}\", text where a number belongs", safe(&text))),
        }
        Ok(())
    }

    fn number(&mut self, field: Field, number: &Number) -> Result<(), String> {
        let record = &mut *self.record;
        match field {
            Field::Count(class) => record.usage.set(class, counter(number)?),
            Field::Total => record.total = Some(counter(number)?),
            Field::Latency => record.latency_ms = Some(latency(number)?),
            Field::Timestamp => record.at = Some(time::epoch(&number.to_string())?),
            Field::Seconds(class) => record.usage.set(class, millis(&number.to_string())?),
            Field::Offset => record.offset = Some(offset(&number.to_string())?),
            Field::Reported => record.reported = Some(amount(&number.to_string())?),
            Field::Id => record.id = Some(number.to_string().into()),
            Field::Label(label) => record.labels[label] = Some(number.to_string().into()),
            _ => return Err(format!("{number}, a number where text belongs")),
        }
        Ok(())
    }
}

/// Latencies come with fractions; whole milliseconds are kept.
fn latency(number: &Number) -> Result<u64, String> {
    let text = number.to_string();
    let whole_part = text.split_once('.').map_or(text.as_str(), |(whole, _)| whole);
    whole(whole_part).ok_or_else(|| format!("{number}, not a time in milliseconds"))
}

/// Seconds as text, in whole milliseconds.
pub(crate) fn millis(seconds: &str) -> Result<u64, String> {
    whole(&format!("{seconds}e3")).ok_or_else(|| format!("{}, not a time in whole milliseconds", safe(seconds)))
}

/// Seconds after the base instant.
pub(crate) fn offset(seconds: &str) -> Result<TimeDelta, String> {
    let micros = whole(&format!("{seconds}e6")).and_then(|n| i64::try_from(n).ok());
    micros.map(TimeDelta::microseconds).ok_or_else(|| format!("{}, not a time in seconds", safe(seconds)))
}

/// An amount of US dollars.
pub(crate) fn amount(text: &str) -> Result<crate::domain::Usd, String> {
    text.parse().map_err(|_| format!("\"{}\", not an amount", safe(text)))
}

/// Why a field is refused; `why` ends the sentence its name begins. What is no instant says so itself.
pub(crate) fn refusal(name: &str, why: String) -> String {
    if why.starts_with("timestamp ") { why } else { format!("{} is {why}", safe(name)) }
}

/// Puts text from a table cell into its field.
pub(crate) fn cell(record: &mut Record<'_>, field: Field, text: &str) -> Result<(), String> {
    let count = |text: &str| {
        whole(text).ok_or_else(|| match text.parse::<i128>() {
            Ok(n) if n > 0 => format!("{n}, more than {MAX_COUNT}"),
            Ok(n) => format!("{n}, less than zero"),
            Err(_) => format!("\"{}\", not a whole number of units", safe(text)),
        })
    };
    match field {
        Field::Count(class) => record.usage.set(class, count(text)?),
        Field::Total => record.total = Some(count(text)?),
        Field::Latency => record.latency_ms = Some(count(text.split('.').next().unwrap_or(text))?),
        Field::Seconds(class) => record.usage.set(class, millis(text)?),
        Field::Offset => record.offset = Some(offset(text)?),
        Field::Reported => record.reported = Some(amount(text)?),
        Field::Timestamp => record.at = Some(time::parse(text)?),
        Field::ReportedExact => record.reported_exact = Some(amount(text)?),
        Field::Tags => match serde_json::from_str::<Map<String, Value>>(text) {
            Ok(object) => record.tags.extend(object.into_iter().map(|(key, value)| match value {
                Value::String(value) => (key, value),
                other => (key, other.to_string()),
            })),
            Err(_) => tags_of(text, &mut record.tags),
        },
        Field::Id => record.id = Some(text.to_owned().into()),
        Field::Provider => record.provider = Some(text.to_owned().into()),
        Field::Model => record.model = Some(text.to_owned().into()),
        Field::Label(label) => record.labels[label] = Some(text.to_owned().into()),
        Field::Context(attribute) => record.context[attribute] = Some(text.to_owned().into()),
        Field::Source | Field::Flag(_) | Field::Derived | Field::Metadata | Field::Body | Field::Unknown => {}
    }
    Ok(())
}

/// A key: which field it is, and its text.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = (Field, Cow<'de, str>);
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = (Field, Cow<'de, str>);
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }
    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Self::Value, E> {
        Ok((Field::named(key), Cow::Borrowed(key)))
    }
    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok((Field::named(key), Cow::Owned(key.to_owned())))
    }
}

/// A value of a known field.
enum Scalars<'a> {
    Null,
    Bool(bool),
    Text(Cow<'a, str>),
    Number(Number),
    /// An array of tags.
    Tags(Vec<(String, String)>),
    /// An object, its values as text: tags, or `{"name", "version", "context_window"}`.
    Object(Vec<(String, String)>),
}

struct Scalar;

impl<'de> DeserializeSeed<'de> for Scalar {
    type Value = Scalars<'de>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Scalar {
    type Value = Scalars<'de>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Scalars::Null)
    }
    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Scalars::Bool(value))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Scalars::Number(value.into()))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Scalars::Number(value.into()))
    }
    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Number::from_f64(value).map_or(Scalars::Null, Scalars::Number))
    }
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Scalars::Text(Cow::Borrowed(text)))
    }
    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Scalars::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut tags = Vec::new();
        while let Some(item) = items.next_element::<Value>()? {
            match item {
                Value::String(tag) if !tag.is_empty() => tags.push(one_tag(&tag)),
                Value::Null | Value::String(_) => {}
                other => tags.push((shown(&other), "true".into())),
            }
        }
        Ok(Scalars::Tags(tags))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some((key, value)) = map.next_entry::<String, Value>()? {
            match value {
                Value::Null => {}
                Value::String(text) => pairs.push((key, text)),
                other => pairs.push((key, other.to_string())),
            }
        }
        Ok(Scalars::Object(pairs))
    }
}

//! OTLP's protobuf, as OTLP's JSON has it.
//!
//! Owns: the wire format, and which fields of which messages are read. Refuses to know: what they
//! mean. Fields that are not listed are skipped unread, so prompts in them go no further; messages
//! nest as deep as the tables do, whatever is sent.

use serde_json::{Map, Number, Value};

/// How a field is written.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Text,
    /// As hexadecimal digits.
    Bytes,
    /// Eight bytes, as decimal text.
    Fixed,
    SignedFixed,
    Double,
    /// A variable number of bytes, as decimal text.
    Int,
    Enum,
    Bool,
    One(Fields),
    Many(Fields),
}

/// The number of a field, its name in JSON, how it is written.
pub(super) type Fields = &'static [(u64, &'static str, Kind)];

use Kind::{Bool, Bytes, Double, Enum, Fixed, Int, Many, One, SignedFixed, Text};

const VALUE: Fields =
    &[(1, "stringValue", Text), (2, "boolValue", Bool), (3, "intValue", Int), (4, "doubleValue", Double)];
const ATTRIBUTE: Fields = &[(1, "key", Text), (2, "value", One(VALUE))];
const RESOURCE: Fields = &[(1, "attributes", Many(ATTRIBUTE))];
const SCOPE: Fields = &[(1, "name", Text), (2, "version", Text)];

const LOG: Fields = &[
    (1, "timeUnixNano", Fixed),
    (5, "body", One(VALUE)),
    (6, "attributes", Many(ATTRIBUTE)),
    (11, "observedTimeUnixNano", Fixed),
    (12, "eventName", Text),
];
const SCOPE_LOGS: Fields = &[(1, "scope", One(SCOPE)), (2, "logRecords", Many(LOG))];
const RESOURCE_LOGS: Fields = &[(1, "resource", One(RESOURCE)), (2, "scopeLogs", Many(SCOPE_LOGS))];
pub(super) const LOGS: Message = Message(&[(1, "resourceLogs", Many(RESOURCE_LOGS))]);

const POINT: Fields = &[
    (2, "startTimeUnixNano", Fixed),
    (3, "timeUnixNano", Fixed),
    (4, "asDouble", Double),
    (6, "asInt", SignedFixed),
    (7, "attributes", Many(ATTRIBUTE)),
];
const SUM: Fields = &[(1, "dataPoints", Many(POINT)), (2, "aggregationTemporality", Enum)];
const METRIC: Fields = &[(1, "name", Text), (7, "sum", One(SUM))];
const SCOPE_METRICS: Fields = &[(1, "scope", One(SCOPE)), (2, "metrics", Many(METRIC))];
const RESOURCE_METRICS: Fields = &[(1, "resource", One(RESOURCE)), (2, "scopeMetrics", Many(SCOPE_METRICS))];
pub(super) const METRICS: Message = Message(&[(1, "resourceMetrics", Many(RESOURCE_METRICS))]);

const SPAN: Fields = &[
    (1, "traceId", Bytes),
    (2, "spanId", Bytes),
    (4, "parentSpanId", Bytes),
    (5, "name", Text),
    (7, "startTimeUnixNano", Fixed),
    (8, "endTimeUnixNano", Fixed),
    (9, "attributes", Many(ATTRIBUTE)),
];
const SCOPE_SPANS: Fields = &[(1, "scope", One(SCOPE)), (2, "spans", Many(SPAN))];
const RESOURCE_SPANS: Fields = &[(1, "resource", One(RESOURCE)), (2, "scopeSpans", Many(SCOPE_SPANS))];
pub(super) const TRACES: Message = Message(&[(1, "resourceSpans", Many(RESOURCE_SPANS))]);

/// What a request is.
#[derive(Clone, Copy)]
pub(super) struct Message(Fields);

impl Message {
    /// The message in these bytes.
    ///
    /// # Errors
    /// What is wrong with them.
    pub(super) fn read(self, bytes: &[u8]) -> Result<Value, String> {
        message(self.0, bytes)
    }

    /// The same of JSON.
    ///
    /// # Errors
    /// When it is none, or no object.
    pub(super) fn read_json(self, bytes: &[u8]) -> serde_json::Result<Value> {
        super::document::read(self.0, bytes)
    }
}

/// What is not read yet.
struct Wire<'a>(&'a [u8]);

impl<'a> Wire<'a> {
    fn varint(&mut self) -> Result<u64, String> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = self.0.split_first().ok_or("a number is cut short")?;
            self.0 = rest;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err("a number is longer than ten bytes".into())
    }

    fn take(&mut self, length: u64) -> Result<&'a [u8], String> {
        let length = usize::try_from(length).ok().filter(|length| *length <= self.0.len());
        let (taken, rest) = self.0.split_at(length.ok_or("a field is longer than what is left of its message")?);
        self.0 = rest;
        Ok(taken)
    }

    /// The bytes of a field of that wire type: those of a number as they would be in eight bytes.
    fn field(&mut self, wire_type: u64) -> Result<Field<'a>, String> {
        Ok(match wire_type {
            0 => Field::Number(self.varint()?),
            1 => Field::Number(self.take(8)?.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))),
            2 => {
                let length = self.varint()?;
                Field::Bytes(self.take(length)?)
            }
            5 => Field::Number(self.take(4)?.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))),
            other => return Err(format!("there is no wire type {other}")),
        })
    }
}

enum Field<'a> {
    Number(u64),
    Bytes(&'a [u8]),
}

fn message(fields: Fields, bytes: &[u8]) -> Result<Value, String> {
    let mut object = Map::new();
    let mut wire = Wire(bytes);
    while !wire.0.is_empty() {
        let tag = wire.varint()?;
        let field = wire.field(tag & 7)?;
        let Some((_, name, kind)) = fields.iter().find(|(number, ..)| *number == tag >> 3) else { continue };
        let value = value(*kind, &field).map_err(|why| format!("{name}: {why}"))?;
        match kind {
            Many(_) => {
                let list = object.entry(*name).or_insert_with(|| Value::Array(Vec::new()));
                list.as_array_mut().into_iter().for_each(|list| list.push(value.clone()));
            }
            _ => _ = object.insert((*name).to_owned(), value),
        }
    }
    Ok(Value::Object(object))
}

fn value(kind: Kind, field: &Field<'_>) -> Result<Value, String> {
    Ok(match (kind, field) {
        (Text, Field::Bytes(bytes)) => std::str::from_utf8(bytes).map_err(|_| "the text is not UTF-8")?.into(),
        (Bytes, Field::Bytes(bytes)) => bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into(),
        (One(fields) | Many(fields), Field::Bytes(bytes)) => message(fields, bytes)?,
        (Fixed, Field::Number(number)) => number.to_string().into(),
        (SignedFixed | Int, Field::Number(number)) => number.cast_signed().to_string().into(),
        (Double, Field::Number(number)) => Number::from_f64(f64::from_bits(*number)).map_or(Value::Null, Value::Number),
        (Enum, Field::Number(number)) => (*number).into(),
        (Bool, Field::Number(number)) => (*number != 0).into(),
        _ => return Err("it is written as another kind of field".into()),
    })
}

/// Writes a message of one number and one text, fields 1 and 2, as all answers are.
pub(super) fn number_and_text(number: u64, text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    if number > 0 {
        bytes.push(1 << 3);
        varint(number, &mut bytes);
    }
    if !text.is_empty() {
        bytes.push(2 << 3 | 2);
        varint(text.len() as u64, &mut bytes);
        bytes.extend_from_slice(text.as_bytes());
    }
    bytes
}

/// Writes a message of one message, field 1.
pub(super) fn within(message: &[u8]) -> Vec<u8> {
    let mut bytes = vec![1 << 3 | 2];
    varint(message.len() as u64, &mut bytes);
    bytes.extend_from_slice(message);
    bytes
}

fn varint(mut value: u64, bytes: &mut Vec<u8>) {
    while value >= 0x80 {
        bytes.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A field of bytes.
    fn field(number: u8, of: &[u8]) -> Vec<u8> {
        let mut bytes = vec![number << 3 | 2];
        varint(of.len() as u64, &mut bytes);
        bytes.extend_from_slice(of);
        bytes
    }

    #[test]
    fn a_log_record_is_read_as_json_has_it() {
        let int = [&[3 << 3][..], &[0xac, 0x02]].concat();
        let attribute = field(6, &[field(1, b"n"), field(2, &int)].concat());
        let time = [&[1 << 3 | 1][..], &1_784_000_000_000_000_000u64.to_le_bytes()].concat();
        // Field 3 is not listed, nor is 9 of another wire type.
        let record = field(2, &[time, field(3, b"INFO"), attribute, vec![13 << 3, 1]].concat());
        let read = LOGS.read(&field(1, &field(2, &record))).expect("a request");
        let expected = serde_json::json!({"resourceLogs": [{"scopeLogs": [{"logRecords": [
            {"timeUnixNano": "1784000000000000000", "attributes": [{"key": "n", "value": {"intValue": "300"}}]}
        ]}]}]});
        assert_eq!(read, expected);
    }

    #[test]
    fn numbers_keep_their_sign_and_fraction() {
        let double = |number: f64| [&[4 << 3 | 1][..], &number.to_le_bytes()].concat();
        let signed = [&[6 << 3 | 1][..], &(-5i64).to_le_bytes()].concat();
        let read = message(POINT, &[double(0.0184726), signed].concat()).expect("a point");
        assert_eq!(read, serde_json::json!({"asDouble": 0.018_472_6, "asInt": "-5"}));
        assert_eq!(message(POINT, &double(f64::NAN)), Ok(serde_json::json!({"asDouble": null})));
    }

    #[test]
    fn what_is_no_message_is_an_error() {
        let wrong: [&[u8]; 7] = [
            &[0xff],
            &[0xff; 11],
            &[1 << 3 | 2, 200],
            &[1 << 3 | 2, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1],
            &[1 << 3 | 3],
            &[1 << 3, 1],
            b"{\"resourceLogs\":[]}",
        ];
        for bytes in wrong {
            assert!(LOGS.read(bytes).is_err(), "{bytes:?}");
        }
        assert_eq!(LOGS.read(&[]), Ok(serde_json::json!({})));
    }

    #[test]
    fn answers_are_written() {
        assert_eq!(within(&number_and_text(300, "no")), [0x0a, 7, 0x08, 0xac, 0x02, 0x12, 2, b'n', b'o']);
        assert!(number_and_text(0, "").is_empty());
    }
}

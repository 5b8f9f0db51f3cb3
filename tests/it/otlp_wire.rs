//! OTLP's JSON as protobuf: what a sender's library would write. Written from the published field
//! numbers, apart from the reader under test.

use serde_json::Value;

/// The number of the list of resources, whatever it holds, is 1.
pub(crate) fn encode(document: &Value) -> Vec<u8> {
    let (name, scopes, records) = [
        ("resourceLogs", "scopeLogs", "logRecords"),
        ("resourceMetrics", "scopeMetrics", "metrics"),
        ("resourceSpans", "scopeSpans", "spans"),
    ]
    .into_iter()
    .find(|(name, ..)| document.get(name).is_some())
    .expect("a document");
    let resources = items(&document[name]).map(|resource| {
        let attributes = attributes(1, &resource["resource"]);
        let scopes = items(&resource[scopes]).map(|scope| {
            let own = field(1, &text(1, &scope["scope"]["name"]));
            let all = items(&scope[records]).map(|record| {
                field(
                    2,
                    &match name {
                        "resourceLogs" => log(record),
                        "resourceMetrics" => metric(record),
                        _ => span(record),
                    },
                )
            });
            field(2, &[own, all.flatten().collect()].concat())
        });
        field(1, &[field(1, &attributes), scopes.flatten().collect()].concat())
    });
    resources.flatten().collect()
}

fn log(record: &Value) -> Vec<u8> {
    let body = field(5, &any(&record["body"]));
    let parts = [
        fixed(1, &record["timeUnixNano"]),
        // A severity, which nobody asks for.
        number(2, 9),
        body,
        attributes(6, record),
        fixed(11, &record["observedTimeUnixNano"]),
    ];
    parts.concat()
}

fn metric(metric: &Value) -> Vec<u8> {
    let sum = &metric["sum"];
    let points = items(&sum["dataPoints"]).map(|point| {
        let int = point["asInt"].as_str().map(|text| text.parse::<i64>().unwrap().to_le_bytes());
        let double = point["asDouble"].as_f64().map(|value| value.to_bits().to_le_bytes());
        let value = int.map(|bytes| eight(6, bytes)).or(double.map(|bytes| eight(4, bytes))).unwrap_or_default();
        let times = [fixed(2, &point["startTimeUnixNano"]), fixed(3, &point["timeUnixNano"])].concat();
        field(1, &[times, value, attributes(7, point)].concat())
    });
    let temporality = number(2, sum["aggregationTemporality"].as_u64().unwrap());
    let sum = [points.flatten().collect(), temporality, number(3, 1)].concat();
    [text(1, &metric["name"]), text(3, &metric["unit"]), field(7, &sum)].concat()
}

fn span(span: &Value) -> Vec<u8> {
    let parts = [
        hex(1, &span["traceId"]),
        hex(2, &span["spanId"]),
        hex(4, &span["parentSpanId"]),
        text(5, &span["name"]),
        number(6, 3),
        fixed(7, &span["startTimeUnixNano"]),
        fixed(8, &span["endTimeUnixNano"]),
        attributes(9, span),
    ];
    parts.concat()
}

fn attributes(at: u64, of: &Value) -> Vec<u8> {
    let each = items(&of["attributes"]).map(|one| {
        let pair = [text(1, &one["key"]), field(2, &any(&one["value"]))].concat();
        field(at, &pair)
    });
    each.flatten().collect()
}

fn any(value: &Value) -> Vec<u8> {
    if let Some(text) = value["stringValue"].as_str() {
        return field(1, text.as_bytes());
    }
    if let Some(flag) = value["boolValue"].as_bool() {
        return number(2, u64::from(flag));
    }
    if let Some(int) = value["intValue"].as_str() {
        return number(3, int.parse::<i64>().unwrap().cast_unsigned());
    }
    value["doubleValue"].as_f64().map(|double| eight(4, double.to_bits().to_le_bytes())).unwrap_or_default()
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(at: u64, value: &Value) -> Vec<u8> {
    value.as_str().filter(|text| !text.is_empty()).map(|text| field(at, text.as_bytes())).unwrap_or_default()
}

fn hex(at: u64, value: &Value) -> Vec<u8> {
    let digits = value.as_str().unwrap_or_default();
    let byte = |n: usize| u8::from_str_radix(&digits[2 * n..2 * n + 2], 16).unwrap();
    field(at, &(0..digits.len() / 2).map(byte).collect::<Vec<_>>())
}

fn fixed(at: u64, value: &Value) -> Vec<u8> {
    value.as_str().map(|text| eight(at, text.parse::<u64>().unwrap().to_le_bytes())).unwrap_or_default()
}

fn eight(at: u64, bytes: [u8; 8]) -> Vec<u8> {
    [varint(at << 3 | 1), bytes.to_vec()].concat()
}

fn number(at: u64, value: u64) -> Vec<u8> {
    [varint(at << 3), varint(value)].concat()
}

fn field(at: u64, bytes: &[u8]) -> Vec<u8> {
    [varint(at << 3 | 2), varint(bytes.len() as u64), bytes.to_vec()].concat()
}

fn varint(mut value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while value >= 0x80 {
        bytes.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
    bytes
}

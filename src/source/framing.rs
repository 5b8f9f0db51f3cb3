//! JSON records in whatever arrangement: one object, an array, JSON Lines, values one after
//! another, pretty-printed or not.
//!
//! Owns: where one record ends and the next begins, also in a damaged file, in constant
//! memory. Refuses to know: what is in a record, beyond brackets and quotes.
//!
//! A top-level `[` starts an array, whose elements are found by their brackets, so that a bad
//! element costs only itself. Anywhere else a line is a record, unless the reader of records
//! says it ends too early; then following lines are joined until the brackets close. A line
//! that was cut short does not swallow its successors: a complete object at the start of a
//! line begins a new record, unless the unfinished one looks pretty-printed.

use crate::domain::{Rejection, Result};

use super::brackets::{Scan, is_whole, value_end};
use super::envelope::opening;
use super::lines::{LONGEST, Lines};

/// What the reader of records made of one piece of text.
pub(crate) enum Outcome {
    /// Dealt with: events or a rejection went out, or there was nothing to take.
    Done,
    /// Valid so far, and ends too early.
    Incomplete(String),
    /// A whole value, with more after it.
    Trailing(String),
}

/// Reads records and lines.
pub(crate) trait Records {
    /// Takes one candidate record; `place` is its line, or its index in an array.
    fn record(&mut self, place: u64, bytes: &[u8]) -> Outcome;
    /// Takes a line that is no JSON, if it is of a kind it knows (SSE); blank lines too.
    fn line(&mut self, place: u64, bytes: &[u8]) -> bool;
    /// A record that cannot be had.
    fn reject(&mut self, rejection: Rejection);
}

/// Feeds every record of the input to `records`.
///
/// # Errors
/// When the input cannot be read.
pub(crate) fn each(lines: &mut Lines<'_>, records: &mut dyn Records) -> Result<()> {
    loop {
        let head = lines.peek()?;
        let Some(first) = head.first().copied() else { return Ok(()) };
        if let Some(used) = opening(head) {
            lines.take(used);
            array(lines, records)?;
            return lines.skip_all();
        } else if first == b'[' {
            lines.take(1);
            array(lines, records)?;
        } else if matches!(first, b' ' | b'\t') {
            lines.take(1);
        } else if !one_line(lines, records)? {
            return Ok(());
        }
    }
}

fn too_long(place: u64) -> Rejection {
    Rejection { line: place, reason: format!("longer than {} MiB", LONGEST >> 20) }
}

/// Takes a line, and those that belong to it. False at the end of the input.
fn one_line(lines: &mut Lines<'_>, records: &mut dyn Records) -> Result<bool> {
    let Some(line) = lines.next()? else { return Ok(false) };
    let place = line.number;
    if line.too_long {
        records.reject(too_long(place));
        return Ok(true);
    }
    let bytes = line.bytes.trim_ascii();
    if records.line(place, bytes) || bytes.is_empty() {
        return Ok(true);
    }
    match records.record(place, bytes) {
        Outcome::Done => {}
        Outcome::Trailing(reason) => {
            let owned = bytes.to_vec();
            several(place, &owned, records, reason);
        }
        Outcome::Incomplete(reason) => {
            let held = bytes.to_vec();
            joined(lines, records, place, held, reason)?;
        }
    }
    Ok(true)
}

/// Joins lines to an unfinished one until its brackets close.
fn joined(
    lines: &mut Lines<'_>,
    records: &mut dyn Records,
    place: u64,
    mut held: Vec<u8>,
    reason: String,
) -> Result<()> {
    let pretty = held.len() == 1;
    let mut scan = Scan::default();
    scan.over(&held);
    loop {
        if scan.in_string {
            // A line end inside a string: this line is damaged, not continued.
            records.reject(Rejection { line: place, reason });
            return Ok(());
        }
        if scan.depth == 0 || held.len() > LONGEST {
            break;
        }
        let Some(line) = lines.next()? else { break };
        let (number, bytes, length) = (line.number, line.bytes, line.bytes.len());
        if !pretty && bytes.starts_with(b"{") && is_whole(bytes) {
            let next = bytes.to_vec();
            records.reject(Rejection { line: place, reason: format!("{reason}; the record was cut short") });
            return finish(records, number, &next);
        }
        held.push(b'\n');
        held.extend_from_slice(bytes);
        if pretty && opening(&held) == Some(held.len()) {
            array(lines, records)?;
            return lines.skip_all();
        }
        scan.over(&held[held.len() - length..]);
        scan.over(b"\n");
    }
    if held.len() > LONGEST {
        records.reject(too_long(place));
        return Ok(());
    }
    finish(records, place, &held)
}

/// A piece that will not be joined to anything more.
fn finish(records: &mut dyn Records, place: u64, bytes: &[u8]) -> Result<()> {
    match records.record(place, bytes) {
        Outcome::Done => {}
        Outcome::Trailing(reason) => several(place, bytes, records, reason),
        Outcome::Incomplete(reason) => {
            records.reject(Rejection { line: place, reason: format!("{reason}; the record was cut short") });
        }
    }
    Ok(())
}

/// Values one after another in one piece of text.
fn several(place: u64, bytes: &[u8], records: &mut dyn Records, reason: String) {
    let mut rest = bytes;
    let mut found = 0;
    while let Some(end) = value_end(rest) {
        let (value, tail) = rest.split_at(end);
        match records.record(place, value.trim_ascii()) {
            Outcome::Done => found += 1,
            Outcome::Incomplete(_) | Outcome::Trailing(_) => break,
        }
        rest = tail.trim_ascii_start();
        rest = rest.strip_prefix(b",").unwrap_or(rest).trim_ascii_start();
    }
    if !rest.is_empty() {
        let reason =
            if found == 0 { reason } else { format!("{reason}; what follows record {found} of the line is no record") };
        records.reject(Rejection { line: place, reason });
    }
}

/// Takes the elements of an array whose `[` was taken.
fn array(lines: &mut Lines<'_>, records: &mut dyn Records) -> Result<()> {
    let mut element = Vec::new();
    let mut index = 0;
    loop {
        let head = lines.peek()?;
        let Some(first) = head.first().copied() else {
            records
                .reject(Rejection { line: index, reason: "the array is not closed: the input was cut short".into() });
            return Ok(());
        };
        match first {
            b']' => {
                lines.take(1);
                return Ok(());
            }
            b'\n' => {
                lines.passed(1);
                lines.take(1);
            }
            b' ' | b'\t' | b'\r' | b',' => lines.take(1),
            _ => {
                index += 1;
                if !one_element(lines, records, index, &mut element)? {
                    return Ok(());
                }
            }
        }
    }
}

/// Takes one element up to its comma or the closing bracket. False at the end of the input.
fn one_element(lines: &mut Lines<'_>, records: &mut dyn Records, index: u64, held: &mut Vec<u8>) -> Result<bool> {
    let mut scan = Scan::default();
    let mut long = false;
    held.clear();
    loop {
        let buffer = lines.peek()?;
        if buffer.is_empty() {
            if scan.depth == 0 && !scan.in_string && !long {
                element_done(records, index, held);
                return Ok(true);
            }
            let cut = || Rejection { line: index, reason: "the input was cut short in this element".into() };
            records.reject(if long { too_long(index) } else { cut() });
            return Ok(false);
        }
        let (end, ends) = scan.element_end(buffer);
        let part = &buffer[..end.unwrap_or(buffer.len())];
        let used = part.len();
        if end.is_some() && held.is_empty() && !long && used <= LONGEST {
            element_done(records, index, part);
        } else if !long && held.len() + used <= LONGEST {
            held.extend_from_slice(part);
        } else {
            long = true;
            *held = Vec::new();
        }
        let done = end.is_some();
        let whole = held.is_empty() && !long;
        lines.passed(ends);
        lines.take(used);
        if done {
            match (long, whole) {
                (true, _) => records.reject(too_long(index)),
                (false, false) => element_done(records, index, held),
                (false, true) => {}
            }
            return Ok(true);
        }
    }
}

fn element_done(records: &mut dyn Records, index: u64, bytes: &[u8]) {
    match records.record(index, bytes.trim_ascii()) {
        Outcome::Done => {}
        Outcome::Incomplete(reason) | Outcome::Trailing(reason) => {
            records.reject(Rejection { line: index, reason });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    /// Accepts objects, by serde's word.
    #[derive(Default)]
    struct Seen(Vec<(u64, String)>);

    impl Records for Seen {
        fn record(&mut self, place: u64, bytes: &[u8]) -> Outcome {
            match serde_json::from_slice::<serde_json::Value>(bytes) {
                Ok(value) => self.0.push((place, value.to_string())),
                Err(e) if e.is_eof() => return Outcome::Incomplete("eof".into()),
                Err(e) if e.to_string().starts_with("trailing") => return Outcome::Trailing("trailing".into()),
                Err(_) => self.0.push((place, "bad".into())),
            }
            Outcome::Done
        }
        fn line(&mut self, _: u64, _: &[u8]) -> bool {
            false
        }
        fn reject(&mut self, rejection: Rejection) {
            self.0.push((rejection.line, rejection.reason));
        }
    }

    fn read(text: &str) -> Vec<(u64, String)> {
        let mut whole = None;
        for buffer in [2, 7, 64, 4096] {
            let mut input = BufReader::with_capacity(buffer, text.as_bytes());
            let mut seen = Seen::default();
            each(&mut Lines::new(&mut input), &mut seen).expect("readable");
            let first = whole.get_or_insert_with(|| seen.0.clone());
            assert_eq!(*first, seen.0, "buffer {buffer}");
        }
        whole.expect("read")
    }

    fn ok(list: &[(u64, &str)]) -> Vec<(u64, String)> {
        list.iter().map(|(n, t)| (*n, (*t).to_owned())).collect()
    }

    #[test]
    fn arrangements_of_the_same_records_agree() {
        let by_line = ok(&[(1, r#"{"a":"[{"}"#), (2, r#"{"b":2}"#)]);
        assert_eq!(read("{\"a\":\"[{\"}\n{\"b\":2}\n"), by_line);
        assert_eq!(read("[{\"a\":\"[{\"},{\"b\":2}]"), by_line);
        assert_eq!(read(" [\n  {\"a\":\n\"[{\"},\n\n{\"b\":2}\n]\n"), by_line);
        assert_eq!(read("{\n \"a\": \"[{\"\n}\n{\"b\":2}"), ok(&[(1, r#"{"a":"[{"}"#), (4, r#"{"b":2}"#)]));
        assert_eq!(read("{\"a\":\"[{\"}{\"b\":2}"), ok(&[(1, r#"{"a":"[{"}"#), (1, r#"{"b":2}"#)]));
        assert_eq!(read("{\"a\":\"[{\"\n,\"c\":[1,\n2]}\n"), ok(&[(1, r#"{"a":"[{","c":[1,2]}"#)]));
        assert_eq!(read("[]\n[{\"a\":1}]\n"), ok(&[(1, r#"{"a":1}"#)]));
    }

    #[test]
    fn damage_costs_one_record() {
        assert_eq!(
            read("{\"a\":1,\n{\"b\":2}\n{\"c\":3"),
            ok(&[(1, "eof; the record was cut short"), (2, r#"{"b":2}"#), (3, "eof; the record was cut short")])
        );
        assert_eq!(read("{\"a\":\"x\n{\"b\":2}\n"), ok(&[(1, "eof"), (2, r#"{"b":2}"#)]));
        assert_eq!(read("nonsense\n{\"b\":2}\n"), ok(&[(1, "bad"), (2, r#"{"b":2}"#)]));
        assert_eq!(read("[{\"a\":1},{\"b\":},{\"c\":3}]"), ok(&[(1, r#"{"a":1}"#), (2, "bad"), (3, r#"{"c":3}"#)]));
        assert_eq!(read("[{\"a\":\"x\n},{\"c\":3}]"), ok(&[(1, "bad"), (2, r#"{"c":3}"#)]));
        assert_eq!(
            read("[{\"a\":1},{\"b\":"),
            ok(&[(1, r#"{"a":1}"#), (2, "the input was cut short in this element")])
        );
        assert_eq!(
            read("[{\"a\":1}"),
            ok(&[(1, r#"{"a":1}"#), (1, "the array is not closed: the input was cut short")])
        );
    }

    #[test]
    fn deep_nesting_is_counted_not_recursed() {
        let deep = "[".repeat(200_000);
        assert_eq!(read(&deep), ok(&[(1, "the input was cut short in this element")]));
    }
}

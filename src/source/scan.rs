//! The fields of a JSON object, without a look at what is in those nobody asks for.
//!
//! Owns: where a value ends. Refuses to know: which fields there are. Most bytes of a log are
//! what was said, and stand in a few long strings: they are passed over from quote to quote.
//! What is passed over is not held to the grammar, only to its brackets and quotes; values that
//! are read are read by `serde_json` unless they are as plain as nearly all are.

use std::borrow::Cow;

use memchr::memchr;
use serde::Deserialize;

use super::loose::{Count, Flag, Text};
use super::wire::MAX_COUNT;

/// The object ends too early, or is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Broken;

/// The fields of an object, one after another: a name, then its value, in one of three ways.
pub(crate) struct Fields<'a> {
    bytes: &'a [u8],
    at: usize,
    /// It is the value of a field, and more may follow it.
    inner: bool,
}

/// A value as it is written; nothing, when there is no such field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Raw<'a>(pub(crate) &'a [u8]);

impl<'a> Fields<'a> {
    /// The fields of the object that these bytes are.
    ///
    /// # Errors
    /// When they do not begin like one.
    pub(crate) fn of(bytes: &'a [u8]) -> Result<Self, Broken> {
        let mut fields = Fields { bytes, at: 0, inner: false };
        fields.expect(b'{')?;
        Ok(fields)
    }

    /// The name of the next field, `None` at the end of the object.
    ///
    /// # Errors
    /// When the object is cut short, or something follows it.
    #[inline(always)]
    pub(crate) fn name(&mut self) -> Result<Option<&'a [u8]>, Broken> {
        match self.peek()? {
            b'}' => {
                self.at += 1;
                let last = self.inner || self.bytes[self.at..].trim_ascii_start().is_empty();
                return if last { Ok(None) } else { Err(Broken) };
            }
            b',' => self.at += 1,
            _ => {}
        }
        self.expect(b'"')?;
        let start = self.at;
        self.at = string_end(self.bytes, start)?;
        let name = &self.bytes[start..self.at - 1];
        self.expect(b':')?;
        Ok(Some(name))
    }

    /// The value of the field that was named.
    ///
    /// # Errors
    /// When it is cut short.
    pub(crate) fn value(&mut self) -> Result<Raw<'a>, Broken> {
        self.peek()?;
        let start = self.at;
        self.at = value_end(self.bytes, start)?;
        Ok(Raw(&self.bytes[start..self.at]))
    }

    /// Gives the fields of the value to `read`, which takes them all, if it is an object.
    ///
    /// # Errors
    /// When it is cut short.
    pub(crate) fn inner(&mut self, read: impl FnOnce(&mut Fields<'a>) -> Result<(), Broken>) -> Result<(), Broken> {
        if self.peek()? != b'{' {
            return self.value().map(|_| ());
        }
        let mut inner = Fields { bytes: self.bytes, at: self.at + 1, inner: true };
        read(&mut inner)?;
        self.at = inner.at;
        Ok(())
    }

    #[inline(always)]
    fn peek(&mut self) -> Result<u8, Broken> {
        match self.bytes.get(self.at) {
            Some(byte) if *byte > b' ' => Ok(*byte),
            _ => self.after_space(),
        }
    }

    #[cold]
    fn after_space(&mut self) -> Result<u8, Broken> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        self.bytes.get(self.at).copied().ok_or(Broken)
    }

    #[inline(always)]
    fn expect(&mut self, byte: u8) -> Result<(), Broken> {
        if self.peek()? != byte {
            return Err(Broken);
        }
        self.at += 1;
        Ok(())
    }
}

/// Words of eight bytes in which names, ids and times end, a UUID with its quote as the longest.
const NEAR: usize = 5;

/// Which bytes of a word are this one: of the lowest of them the highest bit is set.
#[inline(always)]
fn marked(word: [u8; 8], byte: u8) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = u64::from_le_bytes([0x80; 8]);
    // Such a byte becomes zero, and the lowest zero byte the lowest with its high bit set.
    let word = u64::from_le_bytes(word) ^ (ONES * u64::from(byte));
    word.wrapping_sub(ONES) & !word & HIGH
}

/// The place after the quote that closes the string whose content begins at `start`. A search for it
/// would take longer to begin than a short string is.
#[inline(always)]
fn string_end(bytes: &[u8], start: usize) -> Result<usize, Broken> {
    let mut at = start;
    let (words, _) = bytes.get(start..).ok_or(Broken)?.as_chunks();
    for word in words.iter().take(NEAR) {
        let quotes = marked(*word, b'"');
        if quotes != 0 {
            at += quotes.trailing_zeros() as usize / 8;
            if at == start || bytes[at - 1] != b'\\' {
                return Ok(at + 1);
            }
            break;
        }
        at += 8;
    }
    far_end(bytes, start, at)
}

/// Whether there is an escape in a text, most of which are short.
#[inline(always)]
fn has_escape(text: &[u8]) -> bool {
    let (words, rest) = text.as_chunks();
    if words.len() > NEAR {
        return memchr(b'\\', text).is_some();
    }
    words.iter().any(|word| marked(*word, b'\\') != 0) || rest.contains(&b'\\')
}

/// The same for a string of which no quote before `at` is the last. Only quotes are looked for: most
/// escapes in what was said are of line ends.
#[inline(never)]
fn far_end(bytes: &[u8], start: usize, mut at: usize) -> Result<usize, Broken> {
    loop {
        let found = at + memchr(b'"', bytes.get(at..).ok_or(Broken)?).ok_or(Broken)?;
        let escapes = bytes[start..found].iter().rev().take_while(|byte| **byte == b'\\').count();
        if escapes % 2 == 0 {
            return Ok(found + 1);
        }
        at = found + 1;
    }
}

/// The place after the value that begins at `at`.
fn value_end(bytes: &[u8], at: usize) -> Result<usize, Broken> {
    match bytes[at] {
        b'"' => string_end(bytes, at + 1),
        b'{' | b'[' => nested_end(bytes, at),
        _ => {
            let length =
                bytes[at..].iter().position(|byte| matches!(byte, b',' | b'}' | b']' | b' ' | b'\t' | b'\r' | b'\n'));
            length.filter(|length| *length > 0).map(|length| at + length).ok_or(Broken)
        }
    }
}

fn nested_end(bytes: &[u8], mut at: usize) -> Result<usize, Broken> {
    let mut depth = 0usize;
    loop {
        match bytes.get(at).ok_or(Broken)? {
            b'"' => {
                at = string_end(bytes, at + 1)?;
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return Ok(at + 1);
                }
            }
            _ => {}
        }
        at += 1;
    }
}

impl<'a> Raw<'a> {
    /// Text, or nothing when it is of another type or no UTF-8.
    pub(crate) fn text(self) -> Text<'a> {
        let Some(inside) = self.0.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")) else {
            return Text(None);
        };
        if has_escape(inside) {
            return Text(serde_json::from_slice::<String>(self.0).ok().map(Cow::Owned));
        }
        Text(std::str::from_utf8(inside).ok().map(Cow::Borrowed))
    }

    /// A counter.
    ///
    /// # Errors
    /// Why it is none.
    pub(crate) fn count(self) -> Result<Count, String> {
        if self.0.is_empty() {
            return Ok(Count(None));
        }
        if let Some(count) = self.plain_count() {
            return Ok(Count(Some(count)));
        }
        self.read()
    }

    /// A counter as nearly all are written: a few digits.
    fn plain_count(self) -> Option<u64> {
        if self.0.len() > 17 || (self.0[0] == b'0' && self.0.len() > 1) {
            return None;
        }
        let mut count = 0u64;
        for byte in self.0 {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                return None;
            }
            count = count * 10 + u64::from(digit);
        }
        debug_assert!(count <= MAX_COUNT);
        Some(count)
    }

    /// `true`, or anything else.
    pub(crate) fn flag(self) -> Flag {
        Flag(self.0 == b"true")
    }

    /// Whether there is nothing in it.
    pub(crate) fn is_null(self) -> bool {
        self.0 == b"null"
    }

    /// The value as anything that can be read.
    ///
    /// # Errors
    /// Why it cannot, in one clause.
    pub(crate) fn read<T: Deserialize<'a>>(self) -> Result<T, String> {
        serde_json::from_slice(self.0).map_err(|error| {
            let said = error.to_string();
            said.split(" at line ").next().unwrap_or(&said).to_owned()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Result<Vec<(String, String)>, Broken> {
        let mut fields = Fields::of(text.as_bytes())?;
        let mut found = Vec::new();
        while let Some(name) = fields.name()? {
            let value = fields.value()?;
            found.push((String::from_utf8_lossy(name).into_owned(), String::from_utf8_lossy(value.0).into_owned()));
        }
        Ok(found)
    }

    #[test]
    fn fields_are_found_whatever_is_in_them() {
        let text = r#" { "a" : "x\"}{" ,"b":[{"c":"]"},"\\"],"d":-1.5e3, "e":null,"f":{} } "#;
        let found = all(text).expect("an object");
        let found: Vec<_> = found.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(
            found,
            [("a", r#""x\"}{""#), ("b", r#"[{"c":"]"},"\\"]"#), ("d", "-1.5e3"), ("e", "null"), ("f", "{}")]
        );
        assert_eq!(all("{}"), Ok(Vec::new()));
    }

    #[test]
    fn strings_end_at_the_first_quote_that_is_not_escaped() {
        for length in 0..80 {
            for escapes in 0..4 {
                let before = format!("{}{}", "n".repeat(length), "\\".repeat(escapes));
                let whole = format!("{before}\"{}\"x", "y".repeat(length));
                let end = if escapes % 2 == 0 { before.len() + 1 } else { whole.len() - 1 };
                assert_eq!(string_end(whole.as_bytes(), 0), Ok(end), "{whole}");
                assert_eq!(string_end(before.as_bytes(), 0), Err(Broken), "{before}");
            }
        }
    }

    #[test]
    fn an_escape_is_seen_wherever_it_is() {
        for length in 0..80 {
            let plain = vec![b'n'; length];
            assert!(!has_escape(&plain), "{length}");
            for at in 0..length {
                let mut text = plain.clone();
                text[at] = b'\\';
                assert!(has_escape(&text), "{at} of {length}");
            }
        }
    }

    #[test]
    fn what_is_cut_short_is_broken() {
        let whole = r#"{"a":"x\\","b":[{"c":1}],"d":5,"e":true}"#;
        assert!(all(whole).is_ok());
        for end in 0..whole.len() {
            assert_eq!(all(&whole[..end]), Err(Broken), "{}", &whole[..end]);
        }
        for broken in ["[1]", "5", "{\"a\" 1}", "{\"a\":1}x", "{a:1}", "{\"a\":}", "nonsense"] {
            assert_eq!(all(broken), Err(Broken), "{broken}");
        }
    }

    #[test]
    fn values_are_what_serde_says_they_are() {
        let raw = |text: &'static str| Raw(text.as_bytes());
        for text in ["\"plain\"", "\"e\\u0301\\n\"", "5", "null", "[]"] {
            assert_eq!(raw(text).text(), serde_json::from_str::<Text<'_>>(text).expect("anything"), "{text}");
        }
        for text in ["0", "5", "99999999999999999", "null", "5.0"] {
            assert_eq!(raw(text).count(), Ok(serde_json::from_str::<Count>(text).expect("a counter")), "{text}");
        }
        for text in ["-1", "05", "100000000000000001", "1.5", "\"5\"", "x"] {
            assert!(raw(text).count().is_err(), "{text}");
        }
    }
}

//! Text that came from data, made safe to show.
//!
//! Owns: which characters can attack or deceive a reader, and how they are made visible, also within JSON.
//! Refuses to know: where the text is shown.

use std::borrow::Cow;
use std::fmt::Write;

/// The text with control bytes, C1, bidi and zero-width characters written as `\u{…}`, so that
/// neither a terminal nor a log obeys them. Line ends and tabs are made visible too.
pub fn visible(text: &str) -> Cow<'_, str> {
    if is_plain(text) || !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_unsafe(c) { safe.extend(c.escape_unicode()) } else { safe.push(c) }
    }
    Cow::Owned(safe)
}

/// Whether they are the same text. That neither is there is told without looking: compilers hand texts of no length
/// to the system's comparison too, with an address where there is nothing, and some processors take as long over that
/// as over thousands of bytes.
pub fn is_same(one: &str, other: &str) -> bool {
    are_same(one.as_bytes(), other.as_bytes())
}

/// [`is_same`] of bytes.
pub fn are_same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && (one.is_empty() || one == other)
}

/// Whether it is printable ASCII, as most names are: its bytes tell at once that nothing in it is unsafe.
pub fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// What a text cell begins with that a spreadsheet would calculate; CSV puts a `'` before it.
pub const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Like [`visible`], keeping line feeds (for our own messages of several lines).
pub fn visible_lines(text: &str) -> String {
    text.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}

/// JSON text with the same characters escaped, which changes no value: in valid JSON they stand in strings only. Line ends
/// and tabs stand between tokens, and become spaces.
pub fn json_made_safe(json: &str) -> Cow<'_, str> {
    if !json.chars().any(must_escape) {
        return Cow::Borrowed(json);
    }
    let mut safe = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        match c {
            '\n' | '\r' | '\t' => safe.push(' '),
            c if must_escape(c) => escape_json(c, &mut safe),
            c => safe.push(c),
        }
    }
    Cow::Owned(safe)
}

/// What is unsafe, and the characters YAML does not allow raw.
pub fn must_escape(c: char) -> bool {
    is_unsafe(c) || (c as u32) & 0xfffe == 0xfffe
}

/// Writes a character as JSON does that escapes it: `\ud83d\ude00`.
pub fn escape_json(c: char, out: &mut String) {
    for unit in c.encode_utf16(&mut [0; 2]) {
        // Writing to a String cannot fail.
        let _ = write!(out, "\\u{unit:04x}");
    }
}

/// Whether the character moves the cursor, colors, reorders or hides.
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_keeps_its_values() {
        assert_eq!(json_made_safe("{\n\"a\":\"\u{7f}\"}"), "{ \"a\":\"\\u007f\"}");
        let text = serde_json::json!({"\u{9b}2J": "\u{202e}\u{e0041}\u{85}é😀\u{1b}"}).to_string();
        let safe = json_made_safe(&text);
        assert!(!safe.chars().any(is_unsafe));
        let values = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
        assert_eq!(values(&safe), values(&text));
    }

    #[test]
    fn what_a_terminal_would_obey_is_made_visible() {
        assert_eq!(visible("gpt-4o"), "gpt-4o");
        assert_eq!(visible("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(visible("x\r\u{202e}y\u{200b}"), "x\\u{d}\\u{202e}y\\u{200b}");
        assert_eq!(visible_lines("a\nb\u{7}"), "a\nb\\u{7}");
        assert_eq!(visible("größe 価格"), "größe 価格");
    }
}

//! Strings between double quotes, for JSON and YAML.
//!
//! Owns: the escapes; whatever a terminal would obey is escaped too, which changes no value.

use std::fmt::Write;

use crate::domain::text::{escape_json, must_escape};

/// Which escapes the reader knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// `\ud83d\ude00`: surrogate pairs.
    Json,
    /// `\U0001f600`.
    Yaml,
}

/// The text as a quoted string.
pub(super) fn quoted(text: &str, dialect: Dialect) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if must_escape(c) => escape(c, dialect, &mut out),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn escape(c: char, dialect: Dialect, out: &mut String) {
    // Writing to a String cannot fail.
    let _ = match dialect {
        Dialect::Yaml if c as u32 > 0xffff => write!(out, "\\U{:08x}", c as u32),
        _ => {
            escape_json(c, out);
            Ok(())
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::is_unsafe;

    #[test]
    fn strings_are_safe_and_unchanged() {
        for text in ["", "a\"b\\c", "\u{1b}[0m\u{0}", "x\u{202e}y", "😀\u{e0041}", "\u{fffe}é"] {
            let json = quoted(text, Dialect::Json);
            assert!(!json.chars().any(is_unsafe));
            assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), text);
        }
        assert_eq!(quoted("\u{e0041}", Dialect::Yaml), "\"\\U000e0041\"");
    }
}

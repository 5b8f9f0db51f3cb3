//! Text that came from data, made safe to show.
//!
//! Owns: which characters can attack or deceive a reader, and how they are made visible.
//! Refuses to know: where the text is shown.

use std::borrow::Cow;

/// The text with control bytes, C1, bidi and zero-width characters written as `\u{…}`, so that
/// neither a terminal nor a log obeys them. Line ends and tabs are made visible too.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_unsafe(c) { safe.extend(c.escape_unicode()) } else { safe.push(c) }
    }
    Cow::Owned(safe)
}

/// What a text cell begins with that a spreadsheet would calculate; CSV puts a `'` before it.
pub const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Like [`visible`], keeping line feeds (for our own messages of several lines).
pub fn visible_lines(text: &str) -> String {
    text.split('\n').map(visible).collect::<Vec<_>>().join("\n")
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
    fn what_a_terminal_would_obey_is_made_visible() {
        assert_eq!(visible("gpt-4o"), "gpt-4o");
        assert_eq!(visible("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(visible("x\r\u{202e}y\u{200b}"), "x\\u{d}\\u{202e}y\\u{200b}");
        assert_eq!(visible_lines("a\nb\u{7}"), "a\nb\\u{7}");
        assert_eq!(visible("größe 価格"), "größe 価格");
    }
}

//! Text in HTML and XML.
//!
//! Owns: the escapes. Refuses to know: elements.

use crate::domain::text::visible;

/// Text that HTML and XML take as text, also between quotes; what would steer or hide is made visible.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Not allowed in either, whatever the escape.
            c if (c as u32) & 0xfffe == 0xfffe => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_no_markup() {
        assert_eq!(escaped("<b a='x'>&\"\u{1b}"), "&lt;b a=&#39;x&#39;&gt;&amp;&quot;\\u{1b}");
        assert_eq!(escaped("\u{ffff}"), "\\u{ffff}");
    }
}

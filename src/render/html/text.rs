//! Text and hashes in HTML.
//!
//! Owns: the escapes. Refuses to know: elements.

use sha2::{Digest, Sha256};

use crate::domain::text::visible;

/// Text that HTML takes as text, also between quotes; what would steer or hide is made visible.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Not allowed in HTML, whatever the escape.
            c if (c as u32) & 0xfffe == 0xfffe => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

/// Text of one line that is not longer than `width` characters, cut with an ellipsis.
pub(super) fn brief(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return escaped(text);
    }
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    escaped(&kept) + "…"
}

/// The source expression of a content security policy that lets exactly this inline text run.
pub(super) fn allowed(inline: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(inline.as_bytes())))
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for at in 0..4 {
            let index = (bits >> (18 - 6 * at) & 63) as usize;
            out.push(if at > chunk.len() { '=' } else { ALPHABET.get(index).map_or('=', |byte| char::from(*byte)) });
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
        assert_eq!(brief("abcdef", 4), "abc…");
    }

    #[test]
    fn hashes_are_those_browsers_compute() {
        assert_eq!(allowed(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
        assert_eq!(base64(b"ab"), "YWI=");
        assert_eq!(base64(b"a"), "YQ==");
    }
}

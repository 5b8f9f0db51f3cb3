//! Text and hashes in HTML.
//!
//! Owns: cuts, what inline text may run. Refuses to know: elements.

use sha2::{Digest, Sha256};

pub(super) use super::super::markup::escaped;

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
    fn what_is_too_long_is_cut() {
        assert_eq!(brief("abcdef", 4), "abc…");
    }

    #[test]
    fn hashes_are_those_browsers_compute() {
        assert_eq!(allowed(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
        assert_eq!(base64(b"ab"), "YWI=");
        assert_eq!(base64(b"a"), "YQ==");
    }
}

//! Brackets and quotes: where a piece of JSON ends.
//!
//! Owns: which bytes open and close, also in damaged text. Refuses to know: records, lines.

use memchr::memchr3;

/// The end of the object at the start of `bytes`.
pub(super) fn value_end(bytes: &[u8]) -> Option<usize> {
    if bytes.first() != Some(&b'{') {
        return None;
    }
    let mut scan = Scan::default();
    bytes
        .iter()
        .position(|b| {
            scan.byte(*b);
            scan.depth == 0 && !scan.in_string
        })
        .map(|end| end + 1)
}

/// Whether `bytes` are an object and nothing more.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    value_end(bytes).is_some_and(|end| bytes[end..].trim_ascii().is_empty())
}

/// Brackets and quotes, as far as finding ends needs them.
#[derive(Default)]
pub(super) struct Scan {
    pub(super) depth: usize,
    pub(super) in_string: bool,
    escaped: bool,
}

impl Scan {
    pub(super) fn over(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.byte(*b));
    }

    /// Where the element of an array ends, if it does in these bytes; and how many lines end before that.
    pub(super) fn element_end(&mut self, bytes: &[u8]) -> (Option<usize>, u64) {
        let (mut at, mut lines) = (0, 0);
        loop {
            if self.in_string && !self.escaped {
                // Most of a record is in strings, of which most is plain.
                at += memchr3(b'"', b'\\', b'\n', &bytes[at..]).unwrap_or(bytes.len() - at);
            }
            let Some(byte) = bytes.get(at) else { return (None, lines) };
            if self.depth == 0 && !self.in_string && matches!(byte, b',' | b']') {
                return (Some(at), lines);
            }
            lines += u64::from(*byte == b'\n');
            self.byte(*byte);
            at += 1;
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.in_string {
            match byte {
                // JSON strings hold no raw line ends: a damaged string ends here.
                b'\n' => self.in_string = false,
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            if !self.in_string {
                self.escaped = false;
            }
            return;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }
}

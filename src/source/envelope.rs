//! The object our own JSON answers stand in: `{"schema_version": 1, "data": [` … `], …}`.
//!
//! Owns: telling it by its beginning, so that its records can be read one by one. Refuses to
//! know: what is in them.

/// The length of the envelope's beginning, up to and with the `[` of its records.
pub(crate) fn opening(head: &[u8]) -> Option<usize> {
    let mut rest = head;
    for word in ["{", "\"schema_version\"", ":"] {
        rest = rest.trim_ascii_start().strip_prefix(word.as_bytes())?;
    }
    rest = rest.trim_ascii_start();
    rest = &rest[rest.iter().position(|byte| !byte.is_ascii_digit())?..];
    for word in [",", "\"data\"", ":", "["] {
        rest = rest.trim_ascii_start().strip_prefix(word.as_bytes())?;
    }
    Some(head.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::opening;

    #[test]
    fn only_our_own_answers_are_opened() {
        assert_eq!(opening(b"{\n  \"schema_version\": 1,\n  \"data\": [\n {}"), Some(36));
        for other in ["{\"data\":[", "{\"schema_version\":1}", "{\"schema_version\": \"1\",\"data\":[", "{", "[1]"] {
            assert_eq!(opening(other.as_bytes()), None, "{other}");
        }
    }
}

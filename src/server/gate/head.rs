//! The head of a request: read strictly, or refused.
//!
//! Owns: what a request line and header may look like, and which headers go on inside. Refuses to
//! know: sockets, time, bodies. What two programs could read in two ways is refused here, so that
//! only one reading is left.

/// Bytes a head may have.
pub(super) const LONGEST: usize = 16 * 1024;
/// Header lines a head may have.
const MOST_HEADERS: usize = 64;
/// Bytes a target may have.
const LONGEST_TARGET: usize = 2 * 1024;
/// Bytes a method may have.
const LONGEST_METHOD: usize = 16;

/// The headers handlers may see; no others go on inside.
const KEPT: [&str; 15] = [
    "authorization",
    "x-api-key",
    "content-type",
    "content-encoding",
    "accept",
    "accept-encoding",
    "if-none-match",
    "idempotency-key",
    "x-organization-id",
    "x-trace-id",
    "traceparent",
    "user-agent",
    "origin",
    "forwarded",
    "x-forwarded-for",
];

/// Why a request is refused before any handler sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Refused {
    pub status: u16,
    pub code: &'static str,
    pub message: &'static str,
}

impl Refused {
    pub(super) const fn new(status: u16, code: &'static str, message: &'static str) -> Self {
        Refused { status, code, message }
    }

    const fn malformed(message: &'static str) -> Self {
        Refused::new(400, "BAD_REQUEST", message)
    }
}

/// What was understood of a head.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// Bytes of the body that follows.
    pub length: usize,
    /// The body is packed.
    pub packed: bool,
    /// The client waits for a word before it sends the body.
    pub expects: bool,
    /// The client asks for the connection to be kept.
    pub keeps: bool,
    /// It speaks HTTP/1.0, and knows no chunks.
    pub old: bool,
    /// The answer has no body.
    pub is_head: bool,
}

/// How many times its size a packed body usually holds.
const PACKED: usize = 16;

impl Head {
    /// What the body takes, in bytes.
    pub(super) fn weight(&self) -> usize {
        if self.packed { self.length.saturating_mul(PACKED) } else { self.length }
    }
}

/// Where the head ends, the empty line included; `None` when it does not end yet.
pub(super) fn end(bytes: &[u8], searched: usize) -> Option<usize> {
    let from = searched.saturating_sub(3);
    memchr::memmem::find(&bytes[from..], b"\r\n\r\n").map(|at| from + at + 4)
}

/// Whether what has come so far can no longer become a head.
pub(super) fn hopeless(bytes: &[u8]) -> bool {
    let is_method = |byte: &u8| byte.is_ascii_uppercase();
    let method = bytes.iter().take_while(|byte| is_method(byte)).count();
    let bare = |at: usize| at == 0 || bytes[at - 1] != b'\r';
    method > LONGEST_METHOD
        || bytes.get(method).is_some_and(|byte| *byte != b' ' || method == 0)
        || memchr::memchr_iter(b'\n', bytes).any(bare)
}

/// Reads a whole head, with its empty line, and writes what goes on inside after `peer`.
///
/// # Errors
/// What is wrong with it.
pub(super) fn read(bytes: &[u8], most: usize, peer: &str, inside: &mut Vec<u8>) -> Result<Head, Refused> {
    let bytes = bytes.strip_suffix(b"\r\n\r\n").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| Refused::malformed("the head is not text"))?;
    let mut lines = text.split("\r\n");
    let first = lines.next().unwrap_or_default();
    let (method, target, old) = request_line(first)?;
    inside.clear();
    inside.extend_from_slice(method.as_bytes());
    inside.push(b' ');
    inside.extend_from_slice(target.as_bytes());
    inside.extend_from_slice(b" HTTP/1.1\r\nX-Peer: ");
    inside.extend_from_slice(peer.as_bytes());
    inside.extend_from_slice(b"\r\n");
    let mut seen = Seen::default();
    for (at, line) in lines.enumerate() {
        if at >= MOST_HEADERS {
            return Err(Refused::new(431, "HEADERS_TOO_LARGE", "more than 64 headers"));
        }
        seen.header(line, inside)?;
    }
    seen.check(old, most)?;
    let length = seen.length.unwrap_or(0);
    inside.extend_from_slice(format!("Content-Length: {length}\r\n\r\n").as_bytes());
    let keeps = if old { seen.keep_alive } else { !seen.close };
    Ok(Head { length, packed: seen.packed, expects: seen.expects, keeps, old, is_head: method == "HEAD" })
}

/// Method, target, and whether it is HTTP/1.0.
fn request_line(line: &str) -> Result<(&str, &str, bool), Refused> {
    let wrong = Refused::malformed("the request line is not METHOD /path HTTP/1.1");
    let (method, rest) = line.split_once(' ').ok_or(wrong)?;
    let (target, version) = rest.split_once(' ').ok_or(wrong)?;
    if method.is_empty() || method.len() > LONGEST_METHOD || !method.bytes().all(|b| b.is_ascii_uppercase()) {
        return Err(wrong);
    }
    let old = match version {
        "HTTP/1.1" => false,
        "HTTP/1.0" => true,
        _ if version.starts_with("HTTP/") => {
            return Err(Refused::new(505, "HTTP_VERSION_NOT_SUPPORTED", "only versions 1.1 and 1.0 are spoken here"));
        }
        _ => return Err(wrong),
    };
    if target.len() > LONGEST_TARGET {
        return Err(Refused::new(414, "URI_TOO_LONG", "the target is longer than 2 KiB"));
    }
    if !target.starts_with('/') || !target.bytes().all(|b| b.is_ascii_graphic()) || hides_control(target.as_bytes()) {
        return Err(Refused::malformed("the target is not a path without control bytes"));
    }
    Ok((method, target, old))
}

/// Whether an escape stands for a control byte, or for nothing.
fn hides_control(target: &[u8]) -> bool {
    let digit = |at: usize| target.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    target.iter().enumerate().filter(|(_, byte)| **byte == b'%').any(|(at, _)| match (digit(at + 1), digit(at + 2)) {
        (Some(high), Some(low)) => high * 16 + low < 0x20 || high * 16 + low == 0x7f,
        _ => true,
    })
}

/// What the headers so far said.
#[derive(Default)]
struct Seen {
    length: Option<usize>,
    hosts: u32,
    credentials: u32,
    encoded: bool,
    packed: bool,
    expects: bool,
    close: bool,
    keep_alive: bool,
}

impl Seen {
    fn header(&mut self, line: &str, inside: &mut Vec<u8>) -> Result<(), Refused> {
        let wrong = Refused::malformed("a header is not name: value");
        let (name, value) = line.split_once(':').ok_or(wrong)?;
        let is_token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
        if name.is_empty() || !name.bytes().all(is_token) {
            return Err(wrong);
        }
        let value = value.trim_matches([' ', '\t']);
        if value.bytes().any(|b| (b < 0x20 && b != b'\t') || b == 0x7f) {
            return Err(Refused::malformed("a header has a control byte in it"));
        }
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        if is("content-length") {
            return self.content_length(value);
        } else if is("transfer-encoding") {
            self.encoded = true;
        } else if is("host") {
            self.hosts += 1;
        } else if is("expect") {
            if !value.eq_ignore_ascii_case("100-continue") {
                return Err(Refused::new(417, "EXPECTATION_FAILED", "only 100-continue can be expected"));
            }
            self.expects = true;
        } else if is("connection") {
            let has = |word: &str| value.split(',').any(|part| part.trim().eq_ignore_ascii_case(word));
            self.close |= has("close");
            self.keep_alive |= has("keep-alive");
        } else if KEPT.iter().any(|kept| is(kept)) {
            self.packed |= is("content-encoding") && !matches!(value, "" | "identity");
            self.credentials += u32::from(is("authorization") || is("x-api-key"));
            if !value.is_ascii() {
                return Err(Refused::malformed("a header that matters is not ASCII"));
            }
            inside.extend_from_slice(name.as_bytes());
            inside.extend_from_slice(b": ");
            inside.extend_from_slice(value.as_bytes());
            inside.extend_from_slice(b"\r\n");
        }
        Ok(())
    }

    /// One, and digits only.
    fn content_length(&mut self, value: &str) -> Result<(), Refused> {
        let digits = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
        if self.length.is_some() || !digits {
            return Err(Refused::malformed("Content-Length is not one number"));
        }
        // More digits than fit are a number all the same, and too large a one.
        self.length = Some(value.parse().unwrap_or(usize::MAX));
        Ok(())
    }

    fn check(&self, old: bool, most: usize) -> Result<(), Refused> {
        if self.encoded {
            return Err(Refused::new(
                411,
                "LENGTH_REQUIRED",
                "a body comes with Content-Length, not Transfer-Encoding",
            ));
        }
        if self.hosts > 1 || (self.hosts == 0 && !old) {
            return Err(Refused::malformed("there must be one Host header"));
        }
        if self.credentials > 1 {
            return Err(Refused::malformed("there are two credentials, and it is not said which counts"));
        }
        if self.length.is_some_and(|length| length > most) {
            return Err(Refused::new(413, "PAYLOAD_TOO_LARGE", "the body is larger than api.max_request_size"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(head: &str) -> u16 {
        read(head.as_bytes(), 1000, "127.0.0.1", &mut Vec::new()).map_or_else(|refused| refused.status, |_| 200)
    }

    #[test]
    fn what_could_be_read_in_two_ways_is_refused() {
        for (head, expected) in [
            ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", 200),
            ("GET / HTTP/1.0\r\n\r\n", 200),
            ("GET / HTTP/1.1\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
            ("GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505),
            ("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("get / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n", 200),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: abc\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n", 413),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551616\r\n\r\n", 413),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", 411),
            ("GET / HTTP/1.1\r\nHost: a\r\nAuthorization: a\r\nX-API-Key: b\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n\r\n", 417),
        ] {
            assert_eq!(status(head), expected, "{head:?}");
        }
        let many = |count| format!("GET / HTTP/1.1\r\nHost: a\r\n{}\r\n", "X: y\r\n".repeat(count));
        assert_eq!((status(&many(63)), status(&many(64))), (200, 431));
        assert_eq!(status(&format!("GET /{} HTTP/1.1\r\nHost: a\r\n\r\n", "a".repeat(2048))), 414);
    }

    #[test]
    fn only_known_headers_go_inside() {
        let mut inside = Vec::new();
        let head = "GET /x?y=1 HTTP/1.1\r\nHost: a\r\nX-Peer: 8.8.8.8\r\nAccept: text/csv\r\nConnection: close\r\n\r\n";
        let read = read(head.as_bytes(), 10, "127.0.0.1", &mut inside).expect("a head");
        assert_eq!(read, Head { length: 0, packed: false, expects: false, keeps: false, old: false, is_head: false });
        let expected = "GET /x?y=1 HTTP/1.1\r\nX-Peer: 127.0.0.1\r\nAccept: text/csv\r\nContent-Length: 0\r\n\r\n";
        assert_eq!(String::from_utf8_lossy(&inside), expected);
    }

    #[test]
    fn the_end_is_found_across_reads() {
        assert_eq!(end(b"GET / HTTP/1.1\r\n\r\nrest", 17), Some(18));
        assert_eq!(end(b"GET / HTTP/1.1\r\n\r", 0), None);
        assert!(
            hopeless(b"\x16\x03\x01") && hopeless(b"\r\n") && hopeless(b"get") && !hopeless(b"GET") && !hopeless(b"")
        );
    }
}

//! A request as handlers see it.
//!
//! Owns: the path, the query, headers, the body. Refuses to know: what is at a path.

use std::io::Read;
use std::net::IpAddr;

use super::settings::Credentials;
use crate::domain::{Code, Error, Result};

/// Answers the gate's question whether a connection is served at all; gives other requests back.
pub(super) fn unless_probe(inner: tiny_http::Request) -> Option<tiny_http::Request> {
    if inner.headers().iter().any(|header| header.field.equiv("X-Peer")) {
        return Some(inner);
    }
    let _ = inner.respond(tiny_http::Response::empty(200));
    None
}

/// A whole request.
pub(super) struct Request {
    pub method: tiny_http::Method,
    /// Without the query, as it was sent.
    pub path: String,
    /// `(name, value)` in order, unescaped.
    pub query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// What stands where the route has a `{name}`, unescaped.
    pub segment: String,
}

impl Request {
    /// Reads it; `most` bytes of body, packed as they came.
    ///
    /// # Errors
    /// [`Code::Validation`] for a query or a body that cannot be understood.
    pub(super) fn read(inner: &mut tiny_http::Request, most: usize) -> Result<Request> {
        let headers: Vec<(String, String)> = inner
            .headers()
            .iter()
            .map(|header| (header.field.as_str().as_str().to_ascii_lowercase(), header.value.as_str().to_owned()))
            .collect();
        let (path, query) = inner.url().split_once('?').unwrap_or((inner.url(), ""));
        let mut request = Request {
            method: inner.method().clone(),
            path: path.to_owned(),
            query: pairs(query)?,
            headers,
            body: Vec::new(),
            segment: String::new(),
        };
        let length = inner.body_length().unwrap_or(0);
        if length > 0 {
            request.body = vec![0; length.min(most)];
            let unreadable = |error| Error::new(Code::Io, format!("the body cannot be read: {error}"));
            inner.as_reader().read_exact(&mut request.body).map_err(unreadable)?;
        }
        Ok(request)
    }

    /// Unpacks a gzip body; `most` bytes of it, as of one that is not packed.
    ///
    /// # Errors
    /// [`Code::TooLarge`]; [`Code::Malformed`] and [`Code::UnsupportedMedia`] for what cannot be unpacked.
    pub(super) fn unpack(&mut self, most: usize) -> Result<()> {
        let too_large = || Error::new(Code::TooLarge, format!("the body is larger than the {most} bytes taken here"));
        match self.header("content-encoding") {
            _ if self.body.len() > most => Err(too_large()),
            None | Some("" | "identity") => Ok(()),
            Some("gzip") => {
                let mut whole = Vec::new();
                let packed = std::mem::take(&mut self.body);
                let unpacked =
                    flate2::read::MultiGzDecoder::new(&packed[..]).take(most as u64 + 1).read_to_end(&mut whole);
                unpacked.map_err(|error| Error::new(Code::Malformed, format!("the body is not gzip: {error}")))?;
                if whole.len() > most {
                    return Err(too_large());
                }
                self.body = whole;
                Ok(())
            }
            Some(other) => {
                Err(Error::new(Code::UnsupportedMedia, format!("Content-Encoding: {other:?} is not understood"))
                    .hint("gzip, or none"))
            }
        }
    }

    /// The same request with its question asked in the query, and no body.
    pub(super) fn with_query(&self, query: Vec<(String, String)>) -> Request {
        Request {
            method: self.method.clone(),
            path: self.path.clone(),
            query,
            headers: self.headers.clone(),
            body: Vec::new(),
            segment: self.segment.clone(),
        }
    }

    /// The value of a header, given in lower case.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// The client's address, which the gate wrote.
    pub(super) fn peer(&self) -> Option<IpAddr> {
        self.header("x-peer")?.parse().ok()
    }

    /// Whether a program of this machine asks, for itself: neither a proxy for someone else, nor a
    /// browser for a page it shows.
    pub(super) fn is_local(&self) -> bool {
        let for_others = ["forwarded", "x-forwarded-for", "origin"].iter().any(|name| self.header(name).is_some());
        !for_others && self.peer().is_some_and(|peer| peer.to_canonical().is_loopback())
    }

    /// What is shown to be let in.
    pub(super) fn credentials(&self) -> Credentials<'_> {
        match (self.header("x-api-key"), self.header("authorization")) {
            (Some(key), _) => Credentials::Secret(key.trim()),
            (None, Some(value)) => match value.split_once(' ') {
                Some((kind, secret)) if kind.eq_ignore_ascii_case("bearer") => Credentials::Secret(secret.trim()),
                _ => Credentials::Other,
            },
            (None, None) => Credentials::None,
        }
    }

    /// The JSON object in the body.
    ///
    /// # Errors
    /// [`Code::Malformed`] for anything else.
    pub(super) fn json(&self) -> Result<serde_json::Map<String, serde_json::Value>> {
        serde_json::from_slice(&self.body).map_err(|error| {
            let what = if self.body.is_empty() { "there is no body".to_owned() } else { error.to_string() };
            Error::new(Code::Malformed, format!("the body is not a JSON object: {what}"))
        })
    }
}

/// `a=1&b=2`, unescaped.
fn pairs(query: &str) -> Result<Vec<(String, String)>> {
    let parts = query.split('&').filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            Ok((unescaped(name, true)?, unescaped(value, true)?))
        })
        .collect()
}

/// Text without its `%` escapes.
///
/// # Errors
/// [`Code::Malformed`] when that is not UTF-8.
pub(super) fn unescaped(text: &str, plus_is_space: bool) -> Result<String> {
    let wrong = || Error::new(Code::Malformed, format!("{text:?} is not UTF-8 in % escapes"));
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                let (high, low) = (digit().ok_or_else(wrong)?, digit().ok_or_else(wrong)?);
                u8::try_from(high * 16 + low).map_err(|_| wrong())?
            }
            b'+' if plus_is_space => b' ',
            other => other,
        });
    }
    String::from_utf8(bytes).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_unescaped() {
        let read = pairs("a=1&b=x%20y+z&&c&tag=k%3Dv").expect("a query");
        let read: Vec<(&str, &str)> = read.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(read, [("a", "1"), ("b", "x y z"), ("c", ""), ("tag", "k=v")]);
        assert!(pairs("a=%ff").is_err() && pairs("a=%4").is_err() && pairs("%zz").is_err());
        assert_eq!(unescaped("a+b", false).as_deref(), Ok("a+b"));
    }
}

//! An answer, and errors as answers.
//!
//! Owns: status codes, the error envelope, the headers every answer has. Refuses to know: what was
//! asked.

use serde_json::{Map, Value, json};

use crate::domain::text::{json_made_safe, visible_lines};
use crate::domain::{Code, Error};

/// What a handler gives back.
#[derive(Debug, Clone)]
pub(super) struct Response {
    pub status: u16,
    pub content_type: &'static str,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
    /// The code of an error, for the log.
    pub error_code: Option<&'static str>,
}

/// What JSON is called.
pub(super) const JSON: &str = "application/json";

impl Response {
    pub(super) fn new(status: u16, content_type: &'static str, body: Vec<u8>) -> Self {
        Response { status, content_type, headers: Vec::new(), body, error_code: None }
    }

    /// A JSON value on one line.
    pub(super) fn json(status: u16, value: &Value) -> Self {
        Self::new(status, JSON, format!("{}\n", json_made_safe(&value.to_string())).into_bytes())
    }

    #[must_use]
    pub(super) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The envelope of an error.
    pub(super) fn error(error: &Error, trace: &str) -> Self {
        let mut body = Map::new();
        body.insert("code".into(), error.code.as_str().into());
        body.insert("message".into(), visible_lines(&error.message).into());
        if !error.details.is_empty() {
            let detail = |detail: &crate::domain::error::Detail| json!({"field": detail.field, "message": visible_lines(&detail.message), "code": error.code.as_str()});
            body.insert("details".into(), error.details.iter().map(detail).collect());
        }
        if let Some(hint) = &error.hint {
            body.insert("hint".into(), visible_lines(hint).into());
        }
        let mut response = Self::json(status(error.code), &json!({"error": body, "request_id": trace}));
        response.error_code = Some(error.code.as_str());
        let usual = (response.status == 503).then_some(1);
        if let Some(seconds) = error.retry_after.or(usual) {
            response = response.header("Retry-After", seconds.to_string());
        }
        if response.status == 401 {
            response = response.header("WWW-Authenticate", "Bearer");
        }
        response
    }

    /// What goes out, with the headers every answer has.
    pub(super) fn into_http(self, trace: &str) -> tiny_http::Response<std::io::Cursor<Vec<u8>>> {
        let length = self.body.len();
        let mut headers = Vec::with_capacity(self.headers.len() + 5);
        headers.extend(header("Server", "cost-ops"));
        headers.extend(header("Content-Type", self.content_type));
        headers.extend(header("X-API-Version", "v1"));
        headers.extend(header("X-Trace-ID", trace));
        headers.extend(self.headers.iter().filter_map(|(name, value)| header(name, value)));
        tiny_http::Response::new(self.status.into(), headers, std::io::Cursor::new(self.body), Some(length), None)
            .with_chunked_threshold(usize::MAX)
    }
}

/// A header; nothing when the value cannot be one.
pub(super) fn header(name: &str, value: &str) -> Option<tiny_http::Header> {
    tiny_http::Header::from_bytes(name, value).ok()
}

/// The status that goes with a code.
pub(super) const fn status(code: Code) -> u16 {
    match code {
        Code::Malformed => 400,
        Code::MissingCredentials | Code::InvalidApiKey | Code::InvalidToken | Code::TokenExpired => 401,
        Code::Forbidden => 403,
        Code::NotFound => 404,
        Code::MethodNotAllowed => 405,
        Code::Conflict => 409,
        Code::TooLarge => 413,
        Code::UnsupportedMedia => 415,
        Code::Validation | Code::MissingField | Code::InvalidDateRange | Code::Unsupported | Code::Incomplete => 422,
        Code::RateLimited | Code::BurstLimit => 429,
        Code::Database | Code::Unavailable => 503,
        Code::Io | Code::Config | Code::Remote | Code::Internal => 500,
    }
}

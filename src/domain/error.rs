//! One error shape for the command line, `--json` and HTTP: a code, what happened, a hint.
//!
//! Owns: the list of codes and their spelling on the wire. Refuses to know: exit codes
//! (`cli`), HTTP status lines (`server`), how an error is printed.

use std::fmt;

/// `Result` with the ledger's own [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What kind of failure it is; the spelling of [`Code::as_str`] is part of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// An argument, field or record is not acceptable.
    Validation,
    /// A field that must be there is not.
    MissingField,
    /// A range whose end is before its start, or a date that does not exist.
    InvalidDateRange,
    /// Nothing by that name.
    NotFound,
    /// It exists already, or differs from what is there.
    Conflict,
    /// The ledger file cannot be opened, read or written.
    Database,
    /// A file or stream other than the ledger cannot be read or written.
    Io,
    /// The configuration file or a configuration key is wrong.
    Config,
    /// `--strict`: something was rejected or has no price.
    Incomplete,
    /// A remote server did not answer as it should.
    Remote,
    /// No key and no token, where one is needed.
    MissingCredentials,
    /// A key that is not known, is revoked or has expired; a wrong e-mail address or password.
    InvalidApiKey,
    /// A token that is not ours, was used before or has been ended.
    InvalidToken,
    /// A token whose hour is over.
    TokenExpired,
    /// The caller is known and may not do this.
    Forbidden,
    /// Too many requests or attempts; the message says how long to wait.
    RateLimited,
    /// A request that is not even a request: no JSON, escapes of nothing.
    Malformed,
    /// The path is there, and that cannot be done to it.
    MethodNotAllowed,
    /// More bytes than are taken.
    TooLarge,
    /// A body of a kind that is not understood.
    UnsupportedMedia,
    /// More requests at once than a key may make.
    BurstLimit,
    /// It cannot be done at the moment; trying again may help.
    Unavailable,
    /// Asked for something this version does not do.
    Unsupported,
    /// A defect of ours.
    Internal,
}

impl Code {
    const ALL: [Code; 24] = [
        Code::Validation,
        Code::MissingField,
        Code::InvalidDateRange,
        Code::NotFound,
        Code::Conflict,
        Code::Database,
        Code::Io,
        Code::Config,
        Code::Incomplete,
        Code::Remote,
        Code::MissingCredentials,
        Code::InvalidApiKey,
        Code::InvalidToken,
        Code::TokenExpired,
        Code::Forbidden,
        Code::RateLimited,
        Code::Malformed,
        Code::MethodNotAllowed,
        Code::TooLarge,
        Code::UnsupportedMedia,
        Code::BurstLimit,
        Code::Unavailable,
        Code::Unsupported,
        Code::Internal,
    ];

    /// The code that is written so; `None` for one that another version may know.
    pub fn by_name(name: &str) -> Option<Code> {
        Self::ALL.into_iter().find(|code| code.as_str() == name)
    }

    /// The code as it appears in `{"error":{"code":…}}`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Code::Validation => "VALIDATION_ERROR",
            Code::MissingField => "MISSING_REQUIRED_FIELD",
            Code::InvalidDateRange => "INVALID_DATE_RANGE",
            Code::NotFound => "NOT_FOUND",
            Code::Conflict => "CONFLICT",
            Code::Database => "DATABASE_ERROR",
            Code::Io => "IO_ERROR",
            Code::Config => "CONFIG_ERROR",
            Code::Incomplete => "INCOMPLETE_DATA",
            Code::Remote => "REMOTE_ERROR",
            Code::MissingCredentials => "MISSING_CREDENTIALS",
            Code::InvalidApiKey => "INVALID_API_KEY",
            Code::InvalidToken => "INVALID_TOKEN",
            Code::TokenExpired => "TOKEN_EXPIRED",
            Code::Forbidden => "INSUFFICIENT_PERMISSIONS",
            Code::RateLimited => "TOO_MANY_REQUESTS",
            Code::Malformed => "BAD_REQUEST",
            Code::MethodNotAllowed => "METHOD_NOT_ALLOWED",
            Code::TooLarge => "PAYLOAD_TOO_LARGE",
            Code::UnsupportedMedia => "UNSUPPORTED_MEDIA_TYPE",
            Code::BurstLimit => "BURST_LIMIT_EXCEEDED",
            Code::Unavailable => "SERVICE_UNAVAILABLE",
            Code::Unsupported => "NOT_SUPPORTED",
            Code::Internal => "INTERNAL_SERVER_ERROR",
        }
    }
}

/// One problem with one field, for `error.details`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// The field, flag or key.
    pub field: String,
    /// What is wrong with it.
    pub message: String,
}

/// What happened, to what, why (all in `message`), and what to do next (`hint`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// The kind of failure.
    pub code: Code,
    /// One sentence: what happened, to what, why.
    pub message: String,
    /// What to type or change next.
    pub hint: Option<String>,
    /// Field by field, when there is more than one thing to say.
    pub details: Vec<Detail>,
    /// Seconds after which the same may be tried again.
    pub retry_after: Option<u64>,
}

impl Error {
    /// An error with neither hint nor details.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Error { code, message: message.into(), hint: None, details: Vec::new(), retry_after: None }
    }

    /// A [`Code::Validation`] error.
    pub fn validation(message: impl Into<String>) -> Self {
        Self::new(Code::Validation, message)
    }

    /// The same error with what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same error with the seconds after which the same may be tried again.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// The same error with one more field-level detail.
    #[must_use]
    pub fn detail(mut self, field: impl Into<String>, message: impl Into<String>) -> Self {
        self.details.push(Detail { field: field.into(), message: message.into() });
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

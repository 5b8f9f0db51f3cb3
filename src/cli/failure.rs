//! A failed command: the error, its exit code, and how it is told.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use crate::domain::text::{json_made_safe, visible, visible_lines};
use crate::domain::{Code, Error};

/// An error on its way to standard error, with the exit code that goes with it.
#[derive(Debug, Clone)]
pub struct Failure {
    pub error: Error,
    /// 0 nothing to say (the reader closed the pipe), 1 failure, 2 usage, 3 authentication,
    /// 4 remote, 5 database, 6 a check says no, 7 incomplete.
    pub exit: u8,
    /// What there is to say was said; only the exit code is left.
    told: bool,
}

impl Failure {
    /// An error with another exit code than its own.
    pub fn with_exit(error: Error, exit: u8) -> Self {
        Failure { error, exit, told: false }
    }

    /// An exit code about which everything has been said: a check's no, a command's own status.
    pub fn told(exit: u8) -> Self {
        Failure { error: Error::new(Code::Incomplete, "said already"), exit, told: true }
    }

    /// The reader closed the pipe: the command ends, and that is a success.
    pub fn closed_pipe() -> Self {
        Failure { error: Error::new(Code::Io, "the reader closed the pipe"), exit: 0, told: true }
    }

    /// `--strict` was given and something is missing from the result.
    pub fn incomplete(message: impl Into<String>) -> Self {
        Error::new(Code::Incomplete, message).into()
    }

    /// Tells people (`Error: …`, details, a hint) or machines (the error envelope on one line).
    pub(super) fn tell(&self, as_json: bool, out: &mut dyn Write) -> io::Result<()> {
        if self.told {
            return Ok(());
        }
        if as_json {
            return writeln!(out, "{}", json_made_safe(&self.envelope().to_string()));
        }
        writeln!(out, "Error: {}", visible_lines(&self.error.message))?;
        for detail in &self.error.details {
            writeln!(out, "  {}: {}", visible(&detail.field), visible(&detail.message))?;
        }
        let hint = self.error.hint.as_deref();
        if let Some(hint) = hint {
            writeln!(out, "  hint: {}", visible_lines(hint).replace('\n', "\n        "))?;
        }
        match self.guide().filter(|_| !hint.is_some_and(|hint| hint.contains("cost-ops guide"))) {
            Some(topic) => writeln!(out, "  more: cost-ops guide {topic}"),
            None => Ok(()),
        }
    }

    /// The guide to read on in.
    fn guide(&self) -> Option<&'static str> {
        match self.error.code {
            Code::Database | Code::Remote | Code::Unavailable => Some("troubleshooting"),
            Code::Config => Some("config"),
            Code::InvalidDateRange => Some("reports"),
            Code::Malformed | Code::UnsupportedMedia => Some("formats"),
            Code::MissingCredentials
            | Code::InvalidApiKey
            | Code::InvalidToken
            | Code::TokenExpired
            | Code::RateLimited
            | Code::BurstLimit
            | Code::TooLarge => Some("server"),
            _ => None,
        }
    }

    /// `{"error":{"code","message","details"?,"hint"?},"request_id"}`.
    fn envelope(&self) -> Value {
        let mut error = Map::new();
        error.insert("code".into(), self.error.code.as_str().into());
        error.insert("message".into(), visible_lines(&self.error.message).into());
        if !self.error.details.is_empty() {
            let detail = |d: &crate::domain::error::Detail| json!({"field": d.field, "message": d.message});
            error.insert("details".into(), self.error.details.iter().map(detail).collect());
        }
        if let Some(hint) = &self.error.hint {
            error.insert("hint".into(), hint.as_str().into());
        }
        json!({"error": error, "request_id": super::unique::id()})
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let exit = match error.code {
            Code::Validation | Code::MissingField | Code::InvalidDateRange | Code::Config | Code::Unsupported => 2,
            Code::MissingCredentials
            | Code::InvalidApiKey
            | Code::InvalidToken
            | Code::TokenExpired
            | Code::Forbidden
            | Code::RateLimited => 3,
            Code::Remote
            | Code::Malformed
            | Code::MethodNotAllowed
            | Code::TooLarge
            | Code::UnsupportedMedia
            | Code::BurstLimit
            | Code::Unavailable => 4,
            Code::Database => 5,
            Code::Incomplete => 7,
            Code::NotFound | Code::Conflict | Code::Io | Code::Internal => 1,
        };
        Failure { error, exit, told: false }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Failure::closed_pipe();
        }
        Error::new(Code::Io, format!("cannot write the output: {error}")).into()
    }
}

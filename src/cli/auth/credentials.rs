//! What is kept of a login: its tokens, in a file of their own that only their owner can read.
//!
//! Owns: the file, and taking a new pair of tokens when the hour of the old one is over. Refuses
//! to know: how tokens are made.

use std::path::PathBuf;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::authenticator;
use crate::auth::Tokens;
use crate::cli::{Context, Failure};
use crate::config::write_file;
use crate::domain::{Code, Error};
use crate::paths::Location;

/// A token is exchanged this long before its end: a request under way is to arrive in time.
const EARLY: TimeDelta = TimeDelta::seconds(30);

/// The login that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Credentials {
    /// The ledger or server the tokens are of.
    pub(super) of: String,
    pub(super) email: String,
    pub(super) access_token: String,
    refresh_token: String,
    expires: DateTime<Utc>,
}

impl Credentials {
    pub(super) fn new(of: String, email: &str, tokens: Tokens, now: DateTime<Utc>) -> Credentials {
        Credentials {
            of,
            email: email.to_owned(),
            access_token: tokens.access,
            refresh_token: tokens.refresh,
            expires: now + TimeDelta::seconds(tokens.expires_in),
        }
    }

    /// The login of the ledger that is meant, if there is one.
    pub(super) fn of_ledger(context: &Context) -> Result<Option<Credentials>, Failure> {
        let of = ledger_name(context)?;
        Ok(read(context)?.filter(|kept| kept.of == of))
    }

    /// An access token that is good for now; the pair is exchanged when its hour is over.
    pub(super) fn access(self, context: &Context) -> Result<String, Failure> {
        if context.now + EARLY < self.expires {
            return Ok(self.access_token);
        }
        let (mut ledger, authenticator) = authenticator(context)?;
        let tokens = authenticator.refresh(&self.refresh_token, &mut ledger, context.now)?;
        let renewed = Credentials::new(self.of, &self.email, tokens, context.now);
        renewed.keep(context)?;
        Ok(renewed.access_token)
    }

    /// Writes them to their file.
    pub(super) fn keep(&self, context: &Context) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(self).expect("texts are JSON");
        Ok(write_file(&path(context)?, &format!("{text}\n"))?)
    }

    /// Removes the file.
    pub(super) fn forget(context: &Context) -> Result<(), Failure> {
        let path = path(context)?;
        std::fs::remove_file(&path).map_err(|error| failed(&path, "remove", &error))
    }
}

/// The login that is kept, of whichever ledger.
pub(super) fn read(context: &Context) -> Result<Option<Credentials>, Failure> {
    let Ok(path) = path(context) else { return Ok(None) };
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(&path, "read", &error)),
    };
    serde_json::from_str(&text).map(Some).map_err(|_| {
        let message = format!("{} is not what cost-ops auth login writes", path.display());
        Error::new(Code::Config, message).hint("cost-ops auth login writes it anew").into()
    })
}

/// What a ledger is called in the file: where it is.
pub(super) fn ledger_name(context: &Context) -> Result<String, Failure> {
    match context.location()? {
        Location::Memory => Err(Error::validation("a ledger in memory has no logins").into()),
        Location::File(path) => {
            let whole = std::path::absolute(&path).unwrap_or(path);
            Ok(whole.display().to_string())
        }
    }
}

fn path(context: &Context) -> Result<PathBuf, Failure> {
    let folder = context.paths.user_config.as_ref().and_then(|file| file.parent());
    folder
        .map(|folder| folder.join("credentials.json"))
        .ok_or_else(|| Error::new(Code::Io, "there is no home folder to keep a login in").hint("set HOME").into())
}

fn failed(path: &std::path::Path, what: &str, error: &std::io::Error) -> Failure {
    Error::new(Code::Io, format!("cannot {what} {}: {error}", path.display())).into()
}

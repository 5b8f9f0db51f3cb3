//! What is kept of a login: its tokens, in a file of their own that only their owner can read.
//!
//! Owns: the file, and taking a new pair of tokens when the hour of the old one is over. Refuses
//! to know: how tokens are made.

use std::fs::File;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::authenticator;
use crate::auth::Tokens;
use crate::cli::remote::Remote;
use crate::cli::{Context, Failure};
use crate::config::write_file;
use crate::domain::{Code, Error};
use crate::paths::Location;

/// A token is exchanged this long before its end: a request under way is to arrive in time.
const EARLY: TimeDelta = TimeDelta::seconds(30);

/// The login that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct Credentials {
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
        Credentials::of(context, &ledger_name(context)?)
    }

    /// The login of the ledger or server of that name, if there is one.
    pub(in crate::cli) fn of(context: &Context, of: &str) -> Result<Option<Credentials>, Failure> {
        Ok(read(context)?.filter(|kept| kept.of == of))
    }

    /// An access token that is good for now; the pair is exchanged when its hour is over.
    pub(super) fn access(self, context: &Context) -> Result<String, Failure> {
        self.renewed(context, |spent| {
            let (mut ledger, authenticator) = authenticator(context)?;
            Ok(authenticator.refresh(spent, &mut ledger, context.now)?)
        })
    }

    /// The same, of a server.
    pub(in crate::cli) fn access_at(self, context: &Context, remote: &Remote) -> Result<String, Failure> {
        self.renewed(context, |spent| tokens(&remote.post("/api/v1/auth/refresh", &json!({"refresh_token": spent}))?))
    }

    /// Exchanges the pair if it must be. One process at a time does: a refresh token that is used
    /// twice ends the login.
    fn renewed(
        self,
        context: &Context,
        exchange: impl FnOnce(&str) -> Result<Tokens, Failure>,
    ) -> Result<String, Failure> {
        if context.now + EARLY < self.expires {
            return Ok(self.access_token);
        }
        let _lock = lock(context)?;
        let kept = Credentials::of(context, &self.of)?.unwrap_or(self);
        if context.now + EARLY < kept.expires {
            return Ok(kept.access_token);
        }
        let renewed = Credentials::new(kept.of, &kept.email, exchange(&kept.refresh_token)?, context.now);
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

/// The pair of tokens in a server's answer.
pub(super) fn tokens(answer: &Value) -> Result<Tokens, Failure> {
    let text = |name: &str| answer[name].as_str().map(str::to_owned);
    let pair = text("access_token").zip(text("refresh_token")).zip(answer["expires_in"].as_i64());
    let ((access, refresh), expires_in) =
        pair.ok_or_else(|| Error::new(Code::Remote, "the server's answer has no tokens in it"))?;
    Ok(Tokens { access, refresh, expires_in })
}

/// Held by whoever exchanges tokens.
fn lock(context: &Context) -> Result<File, Failure> {
    let path = path(context)?.with_extension("lock");
    let file = File::options().create(true).truncate(false).write(true).mode(0o600).open(&path);
    let locked = file.and_then(|file| file.lock().map(|()| file));
    locked.map_err(|error| failed(&path, "lock", &error))
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

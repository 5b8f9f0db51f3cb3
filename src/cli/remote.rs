//! The server a command is asked of, when one is named: `--api-url`, COST_OPS_API_URL, `api.url`.
//!
//! Owns: which server and which credentials are meant, the exit code of a remote failure. Refuses
//! to know: what is asked. A table comes whole, and is written here as a local one is: that is how
//! both say the same, byte for byte.

use std::io::{BufRead, BufReader};
use std::path::Path;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::auth::Credentials;
use super::selection::SelectionArgs;
use super::{Context, Failure};
use crate::client::{Asked, Reach, Response, Server};
use crate::config::keys;
use crate::domain::{Code, Error};
use crate::table::{self, Table};

/// Names and values of a question.
pub(super) type Question = Vec<(&'static str, String)>;

/// A server.
pub(super) struct Remote {
    server: Server,
}

impl Context {
    /// The address of the server that is meant, and where it was named. A ledger that is named on
    /// the command line is meant instead of a server that the configuration names.
    ///
    /// # Errors
    /// When the command line names both.
    pub(super) fn api_url(&self) -> Result<Option<(String, String)>, Failure> {
        match (&self.global.api_url, &self.global.database_url) {
            (Some(_), Some(_)) => {
                let error = Error::validation("--api-url names a server and --database-url a ledger on this machine");
                Err(error.hint("one of them").into())
            }
            (Some(url), None) => Ok(Some((url.clone(), "--api-url".to_owned()))),
            (None, Some(_)) => Ok(None),
            (None, None) => {
                let found = self.config.find(&keys::API_URL).filter(|found| !found.value.is_empty());
                Ok(found.map(|found| (found.value.to_string(), found.origin.to_string())))
            }
        }
    }

    /// The server that is meant, with the credentials there are for it.
    ///
    /// # Errors
    /// For an address that is none, or a login that cannot be renewed.
    pub(super) fn remote(&self) -> Result<Option<Remote>, Failure> {
        let Some(remote) = self.remote_of_anybody()? else { return Ok(None) };
        let secret = match self.api_key() {
            Some((key, _)) => Some(key),
            None => match Credentials::of(self, remote.server.url())? {
                Some(login) => Some(login.access_at(self, &remote)?),
                None => None,
            },
        };
        Ok(Some(Remote { server: remote.server.shown(secret) }))
    }

    /// The server that is meant, asked by nobody in particular.
    ///
    /// # Errors
    /// For an address that is none.
    pub(super) fn remote_of_anybody(&self) -> Result<Option<Remote>, Failure> {
        let Some((url, origin)) = self.api_url()? else { return Ok(None) };
        let server = Server::at(&url, None, self.reach()).map_err(|mut error| {
            error.message = format!("{} (from {origin})", error.message);
            error
        })?;
        Ok(Some(Remote { server }))
    }

    /// How other machines are reached.
    pub(super) fn reach(&self) -> Reach<'_> {
        let certificates = self.env.get("SSL_CERT_FILE").filter(|path| !path.is_empty()).map(Path::new);
        Reach { timeout: self.timeout(), certificates }
    }

    /// The key that is given, and where.
    pub(super) fn api_key(&self) -> Option<(String, String)> {
        let given = self.global.api_key.clone().map(|key| (key, "--api-key".to_owned()));
        given.or_else(|| {
            let found = self.config.find(&keys::API_KEY)?;
            Some((found.value.to_string(), found.origin.to_string()))
        })
    }
}

impl Remote {
    /// Where it is.
    pub(super) fn url(&self) -> &str {
        self.server.url()
    }

    /// The same, asked with this token.
    pub(super) fn with(self, secret: String) -> Remote {
        Remote { server: self.server.shown(Some(secret)) }
    }

    /// A table.
    ///
    /// # Errors
    /// The server's own error, or that it was not reached.
    pub(super) fn table(&self, path: &str, question: &Question) -> Result<Table, Failure> {
        let asked = Asked { accept: Some(table::CONTENT_TYPE), ..Asked::get(path, question) };
        let answer = self.server.ask(&asked).map_err(failed)?;
        Table::from_wire(&answer.body).map_err(failed)
    }

    /// Tables, as they come: each is given to `each`.
    ///
    /// # Errors
    /// As [`Remote::table`], when the answer breaks off, and what `each` fails with.
    pub(super) fn tables(
        &self,
        path: &str,
        question: &Question,
        each: &mut dyn FnMut(Table) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let asked = Asked { accept: Some(table::CONTENT_TYPE), ..Asked::get(path, question) };
        let mut lines = BufReader::with_capacity(64 * 1024, self.server.stream(&asked).map_err(failed)?);
        let mut line = Vec::new();
        loop {
            line.clear();
            let broken = |error| Error::new(Code::Remote, format!("the answer was broken off: {error}"));
            match lines.read_until(b'\n', &mut line).map_err(broken).map_err(failed)? {
                0 => return Ok(()),
                _ => each(Table::from_wire(&line).map_err(failed)?)?,
            }
        }
    }

    /// What a JSON answer says.
    ///
    /// # Errors
    /// As [`Remote::table`].
    pub(super) fn json<T: DeserializeOwned>(&self, asked: &Asked<'_>) -> Result<T, Failure> {
        let answer = self.server.ask(asked).map_err(failed)?;
        read(&answer)
    }

    /// Has something done that has no answer.
    ///
    /// # Errors
    /// As [`Remote::table`].
    pub(super) fn done(&self, asked: &Asked<'_>) -> Result<(), Failure> {
        self.server.ask(asked).map(drop).map_err(failed)
    }

    /// Posts a value once.
    ///
    /// # Errors
    /// As [`Remote::table`].
    pub(super) fn post<T: DeserializeOwned>(&self, path: &str, body: &Value) -> Result<T, Failure> {
        self.json(&Asked::post(path, body.to_string().as_bytes()))
    }

    /// The answer whatever its status is.
    ///
    /// # Errors
    /// When the server is not reached.
    pub(super) fn whatever<T: DeserializeOwned>(&self, path: &str) -> Result<(u16, T), Failure> {
        let answer = self.server.answer(&Asked::get(path, &Vec::new())).map_err(failed)?;
        Ok((answer.status, read(&answer)?))
    }
}

fn read<T: DeserializeOwned>(answer: &Response) -> Result<T, Failure> {
    let wrong = |error| Error::new(Code::Remote, format!("the answer is not understood: {error}"));
    serde_json::from_slice(&answer.body)
        .map_err(|error| wrong(error).hint("is the address that of cost-ops server, of the same version?").into())
}

/// A server's failure here: what it refuses to a caller is 3, what is asked wrongly is 2, and what
/// is wrong with it is 4.
fn failed(error: Error) -> Failure {
    match error.code {
        Code::Database | Code::Internal | Code::Io | Code::Config | Code::RateLimited | Code::Incomplete => {
            Failure::with_exit(error, 4)
        }
        _ => error.into(),
    }
}

/// A part of a path.
pub(super) fn segment(text: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~@".contains(byte);
    let escape = |byte: u8| if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(escape).collect()
}

impl SelectionArgs {
    /// The same selection as a question, over `default` when no period is given.
    pub(super) fn question(&self, default: &str, context: &Context) -> Question {
        let mut question = Question::new();
        let which = &self.which;
        match (&which.start_date, &which.end_date) {
            (None, None) => question.push(("range", which.range.clone().unwrap_or_else(|| default.to_owned()))),
            (start, end) => {
                question.extend(start.iter().map(|date| ("start_date", date.clone())));
                question.extend(end.iter().map(|date| ("end_date", date.clone())));
            }
        }
        let starts = self.starts(context);
        question.push(("tz", context.zone().name().to_owned()));
        question.push(("week_start", starts.week.to_string()));
        question.push(("month_start", starts.month.to_string()));
        question.push(("prices", self.prices.to_string()));
        let only = &which.only;
        for (name, values) in [
            ("provider", &only.provider),
            ("model", &only.model),
            ("organization", &only.organization),
            ("project", &only.project),
            ("user", &only.user),
            ("session", &only.session),
            ("source", &only.source),
            ("branch", &only.branch),
            ("host", &only.host),
        ] {
            question.extend(values.iter().map(|value| (name, value.clone())));
        }
        question.extend(only.tags.iter().map(|(key, value)| ("tag", format!("{key}={value}"))));
        question
    }
}

//! Asking another machine: HTTP and HTTPS, blocking, only when the user names an address.
//!
//! Owns: requests, their time limits, and what a failure is called. Refuses to know: what is
//! fetched, the configuration.

use std::io::Read;
use std::time::Duration;

use crate::domain::{Code, Error, Result};

const USER_AGENT: &str = concat!("cost-ops/", env!("CARGO_PKG_VERSION"));

/// The body at `url`, at most `limit` bytes and one more (so that the caller sees an excess).
///
/// # Errors
/// [`Code::Remote`]: refused, timed out, unresolved, a certificate that is not good, a status
/// that is not 2xx; the message says which, for which host.
pub fn fetch(url: &str, limit: u64, timeout: Duration) -> Result<Vec<u8>> {
    let agent: ureq::Agent =
        ureq::Agent::config_builder().timeout_global(Some(timeout)).user_agent(USER_AGENT).build().into();
    let response = agent.get(url).call().map_err(|error| failure("fetch from", url, timeout, &error))?;
    let mut bytes = Vec::new();
    let mut body = response.into_body().into_reader().take(limit + 1);
    body.read_to_end(&mut bytes).map_err(|error| failure("fetch from", url, timeout, &ureq::Error::Io(error)))?;
    Ok(bytes)
}

/// What a server said to a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    /// Its `Retry-After` header, as it was sent.
    pub retry_after: Option<String>,
}

/// Sends `body` to `url` with these headers. It goes to that very address: a server that names
/// another one is answered by nobody.
///
/// # Errors
/// [`Code::Remote`] when there is no answer; an answer of whatever status is none.
pub fn post(url: &str, headers: &[(&str, &str)], body: &str, timeout: Duration) -> Result<Answer> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(timeout))
        .user_agent(USER_AGENT)
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .build()
        .into();
    let request = headers.iter().fold(agent.post(url), |request, (name, value)| request.header(*name, *value));
    let response = request.send(body).map_err(|error| failure("send to", url, timeout, &error))?;
    let retry_after = response.headers().get("retry-after").and_then(|value| value.to_str().ok()).map(str::to_owned);
    Ok(Answer { status: response.status().as_u16(), retry_after })
}

/// The host an address names, for messages: never a password in it, or what follows.
pub fn host(url: &str) -> &str {
    let host = url.split("//").nth(1).and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or(url);
    host.rsplit('@').next().unwrap_or(host)
}

fn failure(doing: &str, url: &str, timeout: Duration, error: &ureq::Error) -> Error {
    let host = host(url);
    let seconds = timeout.as_secs();
    let (why, hint) = match error {
        ureq::Error::Timeout(_) => {
            (format!("Connection timed out after {seconds} seconds"), "--timeout SECONDS waits longer")
        }
        ureq::Error::Io(io) if io.kind() == std::io::ErrorKind::TimedOut => {
            (format!("Connection timed out after {seconds} seconds"), "--timeout SECONDS waits longer")
        }
        ureq::Error::Io(io) => (io.to_string(), "is the address right, and is the server up?"),
        ureq::Error::HostNotFound => {
            ("the name cannot be resolved".to_owned(), "is the address right, and is there a network?")
        }
        ureq::Error::StatusCode(status) => {
            (format!("the server answered with status {status}"), "is the address right?")
        }
        ureq::Error::Tls(what) => (format!("TLS: {what}"), "the server's certificate cannot be trusted"),
        ureq::Error::Rustls(what) => (format!("TLS: {what}"), "the server's certificate cannot be trusted"),
        other => (other.to_string(), "is the address right?"),
    };
    Error::new(Code::Remote, format!("cannot {doing} {host}: {why}")).hint(hint)
}

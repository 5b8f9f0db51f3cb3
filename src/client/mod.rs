//! Asking another machine: HTTP and HTTPS, blocking, only when the user names an address.
//!
//! Owns: requests, their time limits, and what a failure is called. Refuses to know: what is
//! fetched, the configuration.

use std::io::Read;
use std::time::Duration;

use crate::domain::{Code, Error, Result};

/// The body at `url`, at most `limit` bytes and one more (so that the caller sees an excess).
///
/// # Errors
/// [`Code::Remote`]: refused, timed out, unresolved, a certificate that is not good, a status
/// that is not 2xx; the message says which, for which host.
pub fn fetch(url: &str, limit: u64, timeout: Duration) -> Result<Vec<u8>> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(timeout))
        .user_agent(concat!("cost-ops/", env!("CARGO_PKG_VERSION")))
        .build()
        .into();
    let response = agent.get(url).call().map_err(|error| failure(url, timeout, &error))?;
    let mut bytes = Vec::new();
    let mut body = response.into_body().into_reader().take(limit + 1);
    body.read_to_end(&mut bytes).map_err(|error| failure(url, timeout, &ureq::Error::Io(error)))?;
    Ok(bytes)
}

fn failure(url: &str, timeout: Duration, error: &ureq::Error) -> Error {
    let host = url.split("//").nth(1).and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or(url);
    let host = host.rsplit('@').next().unwrap_or(host);
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
    Error::new(Code::Remote, format!("cannot fetch from {host}: {why}")).hint(hint)
}

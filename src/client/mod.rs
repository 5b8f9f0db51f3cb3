//! Asking another machine: HTTP and HTTPS, blocking, only when the user names an address.
//!
//! Owns: requests, their time limits, which are tried again, and what a failure is called. Refuses
//! to know: what is asked for, the configuration, the environment.

mod failure;
mod server;
mod trust;

use std::io::Read;
use std::path::Path;
use std::time::Duration;

use crate::domain::{Error, Result};

pub use failure::host;
pub use server::{Asked, Response, Server};

/// How a server is reached.
#[derive(Debug, Clone, Copy)]
pub struct Reach<'a> {
    pub timeout: Duration,
    /// The only certificates that are trusted, instead of the system's.
    pub certificates: Option<&'a Path>,
}

/// An agent for addresses that begin like this one. It goes to that very address: a server that
/// names another one is answered by nobody.
fn agent(url: &str, reach: Reach<'_>, redirects: u32) -> Result<ureq::Agent> {
    let mut config = ureq::Agent::config_builder()
        .timeout_global(Some(reach.timeout))
        .http_status_as_error(false)
        .max_redirects(redirects)
        .max_redirects_will_error(false)
        .user_agent(concat!("cost-ops/", env!("CARGO_PKG_VERSION")));
    if url.starts_with("https://") {
        config = config.tls_config(trust::config(reach.certificates)?);
    }
    Ok(config.build().into())
}

/// Redirects that are followed where something is only fetched.
const REDIRECTS: u32 = 5;

/// The body at `url`, at most `limit` bytes and one more (so that the caller sees an excess).
///
/// # Errors
/// [`Code::Remote`](crate::domain::Code::Remote): refused, timed out, unresolved, a certificate
/// that is not good, a status that is not 2xx; the message says which, for which host.
pub fn fetch(url: &str, limit: u64, timeout: Duration) -> Result<Vec<u8>> {
    let agent = agent(url, Reach { timeout, certificates: None }, REDIRECTS)?;
    let told = |error: &ureq::Error| failure::told(url, timeout, error, agent.config().proxy());
    let failed = |error: ureq::Error| about("fetch from", url, told(&error));
    let response = agent.get(url).call().map_err(failed)?;
    if !response.status().is_success() {
        return Err(failed(ureq::Error::StatusCode(response.status().as_u16())));
    }
    let mut bytes = Vec::new();
    let mut body = response.into_body().into_reader().take(limit + 1);
    body.read_to_end(&mut bytes).map_err(|error| failed(error.into()))?;
    Ok(bytes)
}

/// What a server said to a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    /// Its `Retry-After` header, as it was sent.
    pub retry_after: Option<String>,
}

/// Sends `body` to `url` with these headers.
///
/// # Errors
/// [`Code::Remote`](crate::domain::Code::Remote) when there is no answer; an answer of whatever
/// status is none.
pub fn post(url: &str, headers: &[(&str, &str)], body: &str, timeout: Duration) -> Result<Answer> {
    let agent = agent(url, Reach { timeout, certificates: None }, 0)?;
    let request = headers.iter().fold(agent.post(url), |request, (name, value)| request.header(*name, *value));
    let told = |error: &ureq::Error| failure::told(url, timeout, error, agent.config().proxy());
    let failed = |error: ureq::Error| about("send to", url, told(&error));
    let response = request.send(body).map_err(failed)?;
    let retry_after = response.headers().get("retry-after").and_then(|value| value.to_str().ok()).map(str::to_owned);
    Ok(Answer { status: response.status().as_u16(), retry_after })
}

/// The error, beginning with what could not be done.
fn about(doing: &str, url: &str, error: Error) -> Error {
    Error { message: format!("cannot {doing} {}: {}", host(url), error.message), ..error }
}

//! A server of ours, asked in its own terms.
//!
//! Owns: how a question becomes a request, which questions are asked again, and that an error of
//! the server is the same error here. Refuses to know: what is asked.

use std::io::Read;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde::Deserialize;
use ureq::http::Request;

use super::{Reach, agent, failure};
use crate::domain::{Code, Error, Result};

/// How often something is asked at most.
const TRIES: u32 = 4;
/// Before it is asked again when the server says nothing; doubled each time.
const PAUSE: Duration = Duration::from_millis(200);
/// Bytes an answer may have.
const LARGEST: u64 = 256 * 1024 * 1024;

/// A server.
pub struct Server {
    agent: ureq::Agent,
    url: String,
    secret: Option<String>,
    timeout: Duration,
}

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    pub method: &'a str,
    pub path: &'a str,
    pub query: &'a [(&'static str, String)],
    /// What the answer is to be.
    pub accept: Option<&'a str>,
    /// JSON.
    pub body: Option<&'a [u8]>,
    /// Asked twice it does no more than once.
    pub repeatable: bool,
}

impl<'a> Asked<'a> {
    /// A question that changes nothing.
    pub fn get(path: &'a str, query: &'a [(&'static str, String)]) -> Asked<'a> {
        Asked { method: "GET", path, query, accept: None, body: None, repeatable: true }
    }

    /// Something to be done once.
    pub fn post(path: &'a str, body: &'a [u8]) -> Asked<'a> {
        Asked { method: "POST", path, query: &[], accept: None, body: Some(body), repeatable: false }
    }
}

/// A whole answer.
#[derive(Debug)]
pub struct Response {
    pub status: u16,
    pub body: Vec<u8>,
}

/// The envelope of an error.
#[derive(Deserialize)]
struct Envelope {
    error: Told,
}

#[derive(Deserialize)]
struct Told {
    code: String,
    message: String,
    #[serde(default)]
    details: Vec<Detail>,
    hint: Option<String>,
}

#[derive(Deserialize)]
struct Detail {
    field: String,
    message: String,
}

impl Server {
    /// The server at an address, which may have a path.
    ///
    /// # Errors
    /// [`Code::Config`] for what is no address of one.
    pub fn at(url: &str, secret: Option<String>, reach: Reach<'_>) -> Result<Server> {
        let url = url.trim().trim_end_matches('/');
        let rest = url.strip_prefix("http://").or_else(|| url.strip_prefix("https://"));
        if rest.is_none_or(|rest| rest.is_empty() || rest.contains(['?', '#', ' ', '@'])) {
            let error = Error::new(Code::Config, format!("{url:?} is no address of a server"));
            return Err(error.hint("http://HOST:PORT or https://HOST"));
        }
        Ok(Server { agent: agent(url, reach, 0)?, url: url.to_owned(), secret, timeout: reach.timeout })
    }

    /// Where it is.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The same server, asked by another caller.
    #[must_use]
    pub fn shown(mut self, secret: Option<String>) -> Server {
        self.secret = secret;
        self
    }

    /// The whole answer, when all is well.
    ///
    /// # Errors
    /// The server's own error; [`Code::Remote`] when there is none, since it was not reached.
    pub fn ask(&self, asked: &Asked<'_>) -> Result<Response> {
        let answer = self.answer(asked)?;
        if (200..300).contains(&answer.status) {
            Ok(answer)
        } else {
            Err(self.error(answer.status, &answer.body, None))
        }
    }

    /// The whole answer, whatever it is.
    ///
    /// # Errors
    /// [`Code::Remote`] when the server is not reached.
    pub fn answer(&self, asked: &Asked<'_>) -> Result<Response> {
        self.tried(asked, |response| {
            let mut body = Vec::new();
            let status = response.status().as_u16();
            response.into_body().into_reader().take(LARGEST).read_to_end(&mut body).map_err(ureq::Error::from)?;
            Ok(Response { status, body })
        })
    }

    /// The answer as it comes.
    ///
    /// # Errors
    /// As [`Server::ask`]; later the reader says what goes wrong.
    pub fn stream(&self, asked: &Asked<'_>) -> Result<impl Read + use<>> {
        let response = self.tried(asked, Ok)?;
        let (status, body) = (response.status().as_u16(), response.into_body().into_reader());
        if (200..300).contains(&status) {
            return Ok(body);
        }
        let mut text = Vec::new();
        let _ = body.take(64 * 1024).read_to_end(&mut text);
        Err(self.error(status, &text, None))
    }

    /// Asks, and asks again what may be asked again while there is time.
    fn tried<T>(
        &self,
        asked: &Asked<'_>,
        read: impl Fn(ureq::http::Response<ureq::Body>) -> std::result::Result<T, ureq::Error>,
    ) -> Result<T> {
        let end = Instant::now() + self.timeout;
        for tries in 1.. {
            let failed = match self.once(asked, end).map_err(Failed::from) {
                Ok(response) if !is_busy(response.status().as_u16()) => match read(response) {
                    Ok(answer) => return Ok(answer),
                    Err(error) => Failed::from(error),
                },
                Ok(response) => {
                    let (status, after) = (response.status().as_u16(), retry_after(&response));
                    let mut text = Vec::new();
                    let _ = response.into_body().into_reader().take(64 * 1024).read_to_end(&mut text);
                    Failed::Busy(self.error(status, &text, after), after)
                }
                Err(failed) => failed,
            };
            let pause = failed.pause(tries).filter(|_| asked.repeatable && tries < TRIES);
            match pause.filter(|pause| Instant::now() + *pause < end) {
                Some(pause) => sleep(pause),
                None => return Err(failed.into_error(&self.url, self.timeout, self.agent.config().proxy())),
            }
        }
        Err(Error::new(Code::Internal, "nothing was asked"))
    }

    fn once(
        &self,
        asked: &Asked<'_>,
        end: Instant,
    ) -> std::result::Result<ureq::http::Response<ureq::Body>, ureq::Error> {
        let mut url = format!("{}{}", self.url, asked.path);
        for (at, (name, value)) in asked.query.iter().enumerate() {
            url.push_str(&format!("{}{name}={}", if at == 0 { '?' } else { '&' }, escaped(value)));
        }
        let mut request = Request::builder().method(asked.method).uri(url);
        if let Some(secret) = &self.secret {
            request = request.header("Authorization", format!("Bearer {secret}"));
        }
        if let Some(accept) = asked.accept {
            request = request.header("Accept", accept);
        }
        let left = end.saturating_duration_since(Instant::now()).max(Duration::from_millis(1));
        match asked.body {
            Some(body) => {
                let request = request.header("Content-Type", "application/json").body(body)?;
                self.agent.run(self.agent.configure_request(request).timeout_global(Some(left)).build())
            }
            None => {
                let request = request.body(())?;
                self.agent.run(self.agent.configure_request(request).timeout_global(Some(left)).build())
            }
        }
    }

    /// The server's error as ours.
    fn error(&self, status: u16, body: &[u8], after: Option<u64>) -> Error {
        let Ok(Envelope { error: told }) = serde_json::from_slice(body) else {
            let what = format!("{} answered with status {status}", failure::shown(&self.url));
            return Error::new(Code::Remote, what).hint("is the address that of cost-ops server?");
        };
        let code = Code::by_name(&told.code).unwrap_or(Code::Remote);
        let mut error = Error::new(code, told.message);
        (error.hint, error.retry_after) = (told.hint, after);
        told.details.into_iter().fold(error, |error, detail| error.detail(detail.field, detail.message))
    }
}

/// Why there is no answer.
enum Failed {
    /// The server said so, and after how many seconds to come back.
    Busy(Error, Option<u64>),
    Unreached(ureq::Error),
}

impl From<ureq::Error> for Failed {
    fn from(error: ureq::Error) -> Self {
        Failed::Unreached(error)
    }
}

impl Failed {
    /// How long to wait before it is worth asking again; `None` when it is not.
    fn pause(&self, tries: u32) -> Option<Duration> {
        use std::io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
        let usual = PAUSE * 2u32.pow(tries - 1);
        match self {
            Failed::Busy(_, after) => Some(after.map_or(usual, Duration::from_secs)),
            Failed::Unreached(ureq::Error::Io(io)) => {
                matches!(io.kind(), BrokenPipe | ConnectionAborted | ConnectionReset | UnexpectedEof).then_some(usual)
            }
            Failed::Unreached(_) => None,
        }
    }

    fn into_error(self, url: &str, timeout: Duration, through: Option<&ureq::Proxy>) -> Error {
        match self {
            Failed::Busy(error, _) => error,
            Failed::Unreached(error) => failure::told(url, timeout, &error, through),
        }
    }
}

/// Whether a server may answer otherwise in a moment.
fn is_busy(status: u16) -> bool {
    matches!(status, 408 | 429 | 502 | 503 | 504)
}

fn retry_after(response: &ureq::http::Response<ureq::Body>) -> Option<u64> {
    response.headers().get("Retry-After")?.to_str().ok()?.trim().parse().ok()
}

/// Text as it stands in a query.
fn escaped(text: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~".contains(byte);
    let escape = |byte: u8| if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(escape).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_or_told_to_be_none() {
        let reach = Reach { timeout: Duration::from_secs(1), certificates: None };
        let at = |url: &str| Server::at(url, None, reach).map(|server| server.url().to_owned());
        assert_eq!(at("http://h:1/"), Ok("http://h:1".into()));
        assert_eq!(at(" http://h/costs/ "), Ok("http://h/costs".into()));
        for wrong in ["", "h:8080", "ftp://h", "http://", "http://u:p@h", "http://h?x"] {
            assert_eq!(at(wrong).map_err(|error| error.code), Err(Code::Config), "{wrong}");
        }
        assert_eq!(escaped("a b&c=é/*"), "a%20b%26c%3D%C3%A9%2F%2A");
    }
}

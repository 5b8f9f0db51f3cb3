//! What a failure is called: by the words people search for, with what to look at next.

use std::io::ErrorKind;
use std::time::Duration;

use crate::domain::{Code, Error};

/// The host an address names, for messages: never a password in it, or what follows.
pub fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.rsplit('@').next().unwrap_or(host)
}

/// An address without the password in it, and what follows the host.
pub(super) fn shown(url: &str) -> String {
    format!("{}://{}", url.split_once("://").map_or("http", |(scheme, _)| scheme), host(url))
}

/// The error in words; `through` is the proxy of who asked.
pub(super) fn told(url: &str, timeout: Duration, error: &ureq::Error, through: Option<&ureq::Proxy>) -> Error {
    let at = shown(url);
    let remote = |message: String| Error::new(Code::Remote, message);
    let seconds = timeout.as_secs();
    let late = || {
        remote(format!("Connection timed out after {seconds} seconds"))
            .hint(format!("{at} did not answer in time: --timeout SECONDS waits longer"))
    };
    match error {
        ureq::Error::Timeout(_) => late(),
        ureq::Error::Io(io) => match through.filter(|_| io.kind() == ErrorKind::ConnectionRefused) {
            Some(through) if !url.parse().is_ok_and(|uri| through.is_no_proxy(&uri)) => {
                proxy(&at, &format!("{io} at {}:{}", through.host(), through.port()))
            }
            _ => of_io(&at, io).map_or_else(late, remote_with_hint),
        },
        ureq::Error::HostNotFound => name_not_found(&at, "the name has no address"),
        ureq::Error::StatusCode(status) => {
            remote(format!("{at} answered with status {status}")).hint("is the address right?")
        }
        ureq::Error::Tls(what) => tls(&at, what),
        ureq::Error::Rustls(what) => tls(&at, &what.to_string()),
        ureq::Error::ConnectProxyFailed(what) => proxy(&at, what),
        ureq::Error::InvalidProxyUrl => proxy(&at, "its address is none"),
        ureq::Error::BadUri(what) => remote(format!("{at} is no address: {what}")).hint("http://HOST:PORT"),
        other => remote(format!("{other}")).hint(format!("is {at} a server of cost-ops?")),
    }
}

fn remote_with_hint((message, hint): (String, String)) -> Error {
    Error::new(Code::Remote, message).hint(hint)
}

/// The words of a socket's error, and what to do; `None` when it is that time was up.
fn of_io(at: &str, io: &std::io::Error) -> Option<(String, String)> {
    let text = io.to_string();
    if let Some(inner) = io.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>())
        && matches!(inner, ureq::Error::Timeout(_))
    {
        return None;
    }
    Some(match io.kind() {
        ErrorKind::TimedOut | ErrorKind::WouldBlock => return None,
        ErrorKind::ConnectionRefused => {
            (text, format!("nothing listens at {at}: cost-ops server starts one; are host and port right?"))
        }
        _ if text.contains("lookup address") => (text, format!("{at}: is the name right, and is there a network?")),
        _ if is_of_certificate(&text) => {
            let error = tls(at, &text);
            (error.message, error.hint.unwrap_or_default())
        }
        ErrorKind::UnexpectedEof
        | ErrorKind::ConnectionReset
        | ErrorKind::BrokenPipe
        | ErrorKind::ConnectionAborted => {
            (format!("the connection was broken off: {text}"), format!("is {at} a server of cost-ops, and is it up?"))
        }
        _ => (text, format!("is {at} right, and is there a network?")),
    })
}

fn name_not_found(at: &str, why: &str) -> Error {
    Error::new(Code::Remote, format!("failed to lookup address information: {why}"))
        .hint(format!("{at}: is the name right, and is there a network?"))
}

fn is_of_certificate(text: &str) -> bool {
    ["certificate", "InvalidCertificate", "corrupt message", "received fatal alert"]
        .iter()
        .any(|word| text.contains(word))
}

fn tls(at: &str, what: &str) -> Error {
    if what.contains("UnknownIssuer") {
        return Error::new(Code::Remote, "SSL certificate problem: unable to get local issuer certificate")
            .hint(format!("{at}: trust its issuer system-wide, or name a file of certificates in SSL_CERT_FILE"));
    }
    let problem = if what.contains("certificate") { "SSL certificate problem" } else { "TLS" };
    Error::new(Code::Remote, format!("{problem}: {what}")).hint(format!("{at}: is it spoken there, and for this name?"))
}

fn proxy(at: &str, what: &str) -> Error {
    Error::new(Code::Remote, format!("the proxy did not connect to {at}: {what}"))
        .hint("HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the environment say which proxy, and for what none")
}

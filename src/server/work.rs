//! The workers: they take requests from the server inside and see that each is answered once.
//!
//! Owns: the order of things (route, caller, limit, handler), the answer's last headers, the log
//! line. Refuses to know: what handlers do. A handler that panics is one 500.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::api::Api;
use super::lane::Job;
use super::limit::{Exceeded, Standing, WINDOW};
use super::profile::Spans;
use super::request::{Request, unless_probe};
use super::response::Response;
use super::route::{self, Access, Caller, Handler, ROUTES, Route};
use super::settings::Credentials;
use super::stream::Stream;
use crate::domain::{Code, Error, Result};

/// Takes requests until the server inside ends.
pub(super) fn work(api: &Arc<Api>, inside: &tiny_http::Server) {
    while !api.stopped.load(Ordering::Acquire) {
        match inside.recv() {
            Ok(request) => {
                // The reply answers also when it is dropped on the way out of a panic.
                let _ = catch_unwind(AssertUnwindSafe(|| handle(api, request)));
            }
            Err(error) => tracing::debug!(%error, "a worker was woken"),
        }
    }
}

fn handle(api: &Arc<Api>, inner: tiny_http::Request) {
    let Some(mut inner) = unless_probe(inner) else { return };
    let started = Instant::now();
    let request = Request::read(&mut inner, api.settings.max_request_size);
    let trace = trace_of(&inner).unwrap_or_else(api.settings.unique);
    let mut reply = Reply::new(Arc::clone(api), inner, trace, started);
    reply.span("read");
    let mut request = match request {
        Ok(request) => request,
        Err(error) => return reply.send(Err(error)),
    };
    let (at, route) = match route::find(&mut request) {
        Ok(found) => found,
        Err(error) => return reply.send(Err(error)),
    };
    reply.route = at;
    let caller = match admit(api, route, &request, &mut reply) {
        Ok(caller) => caller,
        Err(error) => return reply.send(Err(error)),
    };
    // Nothing is unpacked for somebody who may not send it.
    if let Err(error) = request.unpack(route.longest_body(&api.settings)) {
        return reply.send(Err(error));
    }
    reply.span("admit");
    match &route.handler {
        Handler::Now(handler) => {
            let response = handler(api, &request, &caller);
            reply.send(response);
        }
        Handler::Later(handler) => handler(api, request, caller, reply),
        Handler::Report(make) => api.lane.queue(Job { make: *make, request, caller, reply }),
    }
}

/// The client's own name for the request, when it is one.
fn trace_of(inner: &tiny_http::Request) -> Option<String> {
    let header = inner.headers().iter().find(|header| header.field.equiv("X-Trace-ID"))?;
    let word = header.value.as_str();
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"._-".contains(&b);
    ((1..=64).contains(&word.len()) && word.bytes().all(is_plain)).then(|| word.to_owned())
}

/// Who asks, if that one may, and not too often.
fn admit(api: &Api, route: &Route, request: &Request, reply: &mut Reply) -> Result<Caller> {
    let scope = match route.access {
        Access::Open => return Ok(Caller { identity: None }),
        Access::Loopback(scope) => {
            let credentials = request.credentials();
            if credentials == Credentials::None && api.settings.open_to_loopback && request.is_local() {
                return Ok(Caller { identity: None });
            }
            scope
        }
        Access::Known => return identified(api, request, reply),
        Access::Scope(scope) => scope,
    };
    let caller = identified(api, request, reply)?;
    caller.identity.as_ref().map_or(Ok(()), |identity| identity.require(scope))?;
    Ok(caller)
}

/// Who asks, if not too often.
fn identified(api: &Api, request: &Request, reply: &mut Reply) -> Result<Caller> {
    let now = (api.settings.now)();
    let identity =
        api.settings.auth.identify(request.credentials(), now, &mut *api.ledger()?).inspect_err(|error| {
            api.metrics.auth_failed();
            tracing::warn!(
                error_code = error.code.as_str(),
                trace_id = reply.trace,
                path = request.path,
                "authentication failed"
            );
        })?;
    if let Some(limiter) = &api.limiter {
        let (standing, exceeded) = limiter.count(&identity.subject, Instant::now());
        reply.standing = Some(standing);
        if let Some(exceeded) = exceeded {
            api.metrics.rate_limited();
            return Err(too_many(exceeded));
        }
    }
    Ok(Caller { identity: Some(identity) })
}

fn too_many(exceeded: Exceeded) -> Error {
    let (code, what, wait) = match exceeded {
        Exceeded::Hour(wait) => (Code::RateLimited, "Rate limit exceeded", wait),
        Exceeded::Burst(wait) => (Code::BurstLimit, "Burst limit exceeded", wait),
    };
    let wait = seconds(wait).max(1);
    Error::new(code, format!("{what}. Try again in {wait} seconds.")).retry_after(wait)
}

/// The one answer to a request.
pub(super) struct Reply {
    api: Arc<Api>,
    inner: Option<tiny_http::Request>,
    pub trace: String,
    started: Instant,
    route: usize,
    standing: Option<Standing>,
    spans: Option<Spans>,
}

impl Reply {
    fn new(api: Arc<Api>, inner: tiny_http::Request, trace: String, started: Instant) -> Self {
        let standing = api.limiter.as_ref().map(super::limit::Limiter::uncounted);
        let route = ROUTES.len();
        let wanted = api.profile.is_some() || tracing::enabled!(tracing::Level::DEBUG);
        let spans = (api.settings.spans && wanted).then(|| Spans::new(started));
        Reply { api, inner: Some(inner), trace, started, route, standing, spans }
    }

    /// Ends a span of the request.
    pub(super) fn span(&mut self, name: &'static str) {
        if let Some(spans) = &mut self.spans {
            spans.end(name);
        }
    }

    /// Tells of the spans of a request that was answered.
    fn end_spans(&mut self, status: u16) {
        let Some(spans) = self.spans.take() else { return };
        tracing::debug!(trace_id = self.trace, spans_us = spans.text(), "spans");
        if let Some(profile) = &self.api.profile {
            let route =
                ROUTES.get(self.route).map_or_else(|| "none".to_owned(), |of| format!("{} {}", of.method, of.path));
            profile.add(&spans, route, status, &self.trace);
        }
    }

    /// Answers.
    pub(super) fn send(mut self, outcome: Result<Response>) {
        self.answer(outcome);
    }

    /// Begins an answer that is written as it is made, of `most` bytes at most.
    ///
    /// # Errors
    /// When nobody is there.
    pub(super) fn stream(mut self, content_type: &'static str, most: u64) -> std::io::Result<Stream> {
        let inner = self.inner.take().ok_or(std::io::ErrorKind::NotConnected)?;
        let mut response = Response::new(200, content_type, Vec::new());
        self.span("handle");
        self.end_spans(200);
        self.last_headers(&mut response);
        self.told(&inner, &response);
        let mut head = format!(
            "HTTP/1.1 200 OK\r\nServer: cost-ops\r\nContent-Type: {content_type}\r\nX-API-Version: v1\r\n\
             X-Trace-ID: {}\r\nTransfer-Encoding: chunked\r\n",
            self.trace
        );
        response.headers.iter().for_each(|(name, value)| head.push_str(&format!("{name}: {value}\r\n")));
        Stream::begin(inner.into_writer(), &format!("{head}\r\n"), most)
    }

    fn answer(&mut self, outcome: Result<Response>) {
        let Some(inner) = self.inner.take() else { return };
        let mut response = outcome.unwrap_or_else(|error| {
            let allow = (error.code == Code::MethodNotAllowed).then(|| error.hint.clone()).flatten();
            let response = Response::error(&error, &self.trace);
            match allow {
                Some(allow) => response.header("Allow", allow),
                None => response,
            }
        });
        self.span("handle");
        self.last_headers(&mut response);
        self.told(&inner, &response);
        let status = response.status;
        // The client may be gone; there is nobody to tell.
        let _ = inner.respond(response.into_http(&self.trace));
        self.span("write");
        self.end_spans(status);
    }

    /// Where the key stands, on every answer.
    fn last_headers(&self, response: &mut Response) {
        let Some(standing) = self.standing else { return };
        let now = (self.api.settings.now)().timestamp();
        let reset = now.saturating_add(i64::try_from(seconds(standing.reset)).unwrap_or(i64::MAX));
        response.headers.extend([
            ("X-RateLimit-Limit", standing.limit.to_string()),
            ("X-RateLimit-Remaining", standing.remaining.to_string()),
            ("X-RateLimit-Reset", reset.to_string()),
            ("X-RateLimit-Window", WINDOW.as_secs().to_string()),
        ]);
    }

    /// Whether its time was over before it was begun.
    pub(super) fn is_late(&self) -> bool {
        self.started.elapsed() >= self.api.settings.request_timeout
    }

    /// Counts it, and writes the log line.
    fn told(&self, inner: &tiny_http::Request, response: &Response) {
        let took = self.started.elapsed();
        self.api.metrics.answered(self.route, response.status, took);
        let path = inner.url().split('?').next().unwrap_or_default();
        let duration_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        let (method, status, trace_id) = (inner.method().as_str(), response.status, self.trace.as_str());
        match response.error_code {
            Some(error_code) if status >= 500 => {
                tracing::error!(method, path, status, duration_ms, trace_id, error_code, "request failed");
            }
            Some(error_code) => {
                tracing::info!(method, path, status, duration_ms, trace_id, error_code, "request refused");
            }
            None => {
                tracing::info!(method, path, status, duration_ms, trace_id, "request");
            }
        }
    }
}

impl Drop for Reply {
    fn drop(&mut self) {
        if self.inner.is_some() {
            self.answer(Err(Error::new(Code::Internal, "the request could not be answered").hint("the log says more")));
        }
    }
}

/// Whole seconds, rounded up.
fn seconds(duration: Duration) -> u64 {
    duration.as_secs() + u64::from(duration.subsec_nanos() > 0)
}

//! What is where: the table everything about paths follows from.
//!
//! Owns: the routes, who may ask for each, finding one. Refuses to know: what handlers do. The
//! contract in `schema/openapi.json`, the labels of metrics, 404 and 405 all come from this table.

use tiny_http::Method;

use super::api::Api;
use super::lane::Make;
use super::request::{Request, unescaped};
use super::settings::Settings;
use super::work::Reply;
use super::{accounts, audit, budgets, costs, export, forecasts, gate, health, ingest, otlp, pricing, usage};
use crate::domain::{Code, Error, Result, Scope};

/// Who may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody, and it is not counted.
    Open,
    /// Whoever is known.
    Known,
    /// Who has the scope.
    Scope(Scope),
    /// Who has the scope, and, if the configuration says so, this machine itself.
    Loopback(Scope),
}

/// Who does it.
pub(super) enum Handler {
    /// Answers when it returns, which is soon.
    Now(Make),
    /// The same, and it may take a while.
    Report(Make),
    /// Is given the answer to send, at any time.
    Later(fn(&std::sync::Arc<Api>, Request, Caller, Reply)),
}

/// On whose behalf it is done.
#[derive(Debug, Clone)]
pub(super) struct Caller {
    /// `None` for what is open, and for this machine itself.
    pub identity: Option<crate::domain::Identity>,
}

/// One thing that can be asked for.
pub(super) struct Route {
    pub method: Method,
    /// With `{name}` for a segment of any text.
    pub path: &'static str,
    pub access: Access,
    pub handler: Handler,
}

impl Route {
    /// Bytes a body may have: of usage as many as are configured; a question is short, and may wait.
    pub(super) fn longest_body(&self, settings: &Settings) -> usize {
        match self.handler {
            Later(_) => settings.max_request_size,
            Now(_) | Report(_) => settings.max_request_size.min(gate::SMALL),
        }
    }
}

macro_rules! routes {
    ($($method:ident $path:literal $access:expr => $handler:expr;)*) => {
        &[$(Route { method: Method::$method, path: $path, access: $access, handler: $handler }),*]
    };
}

use Access::{Known, Loopback, Open};
use Handler::{Later, Now, Report};

const USAGE: Access = Access::Scope(Scope::UsageRead);
const PRICES: Access = Access::Scope(Scope::PricingRead);
const PRICING: Access = Access::Scope(Scope::PricingWrite);
const COSTS: Access = Access::Scope(Scope::CostsRead);
const ADMIN: Access = Access::Scope(Scope::Admin);
const FORECAST: Access = Access::Scope(Scope::ForecastRead);

/// Every route.
pub(super) static ROUTES: &[Route] = routes! {
    Get "/health" Open => Now(health::health);
    Get "/ready" Open => Now(health::ready);
    Get "/live" Open => Now(health::live);
    Get "/health/ready" Open => Now(health::ready);
    Get "/health/live" Open => Now(health::live);
    Post "/api/v1/usage" Loopback(Scope::UsageWrite) => Later(ingest::one);
    Post "/api/v1/usage/batch" Loopback(Scope::UsageWrite) => Later(ingest::batch);
    Get "/api/v1/usage/history" USAGE => Report(usage::history);
    Get "/api/v1/usage/{id}" USAGE => Now(usage::one);
    Get "/api/v1/costs" COSTS => Report(costs::costs);
    Get "/api/v1/costs/summary" COSTS => Report(costs::summary);
    Post "/api/v1/costs/breakdown" COSTS => Report(costs::breakdown);
    Get "/api/v1/pricing" PRICES => Report(pricing::list);
    Post "/api/v1/pricing" PRICING => Now(pricing::add);
    Get "/api/v1/pricing/{id}" PRICES => Now(pricing::one);
    Put "/api/v1/pricing/{id}" PRICING => Now(pricing::replace);
    Delete "/api/v1/pricing/{id}" PRICING => Now(pricing::remove);
    Get "/api/v1/providers" PRICES => Report(pricing::providers);
    Get "/api/v1/forecasts" FORECAST => Report(forecasts::generate);
    Get "/api/v1/forecasts/anomalies" FORECAST => Report(forecasts::anomalies);
    Get "/api/v1/budgets" COSTS => Report(budgets::list);
    Post "/api/v1/budgets" Access::Scope(Scope::BudgetWrite) => Now(budgets::set);
    Get "/api/v1/export" Access::Scope(Scope::ExportRead) => Later(export::export);
    Get "/api/v1/audit" Access::Scope(Scope::AuditRead) => Report(audit::audit);
    Post "/api/v1/auth/login" Open => Report(accounts::login);
    Post "/api/v1/auth/refresh" Open => Now(accounts::refresh);
    Post "/api/v1/auth/logout" Open => Now(accounts::logout);
    Get "/api/v1/auth/whoami" Known => Now(accounts::whoami);
    Get "/api/v1/auth/api-keys" ADMIN => Now(accounts::keys);
    Post "/api/v1/auth/api-keys" ADMIN => Report(accounts::create_key);
    Delete "/api/v1/auth/api-keys/{id}" ADMIN => Now(accounts::revoke_key);
    Get "/api/v1/auth/users" ADMIN => Now(accounts::users);
    Post "/api/v1/auth/users" ADMIN => Report(accounts::add_user);
    Delete "/api/v1/auth/users/{id}" ADMIN => Now(accounts::disable_user);
    Post "/v1/logs" Loopback(Scope::UsageWrite) => Later(otlp::logs);
    Post "/v1/metrics" Loopback(Scope::UsageWrite) => Later(otlp::metrics);
    Post "/v1/traces" Loopback(Scope::UsageWrite) => Later(otlp::traces);
};

/// The route for a request, which is told what stands at its `{name}`.
///
/// # Errors
/// [`Code::NotFound`]; [`Code::MethodNotAllowed`] with the methods there are.
pub(super) fn find(request: &mut Request) -> Result<(usize, &'static Route)> {
    let method = if request.method == Method::Head { Method::Get } else { request.method.clone() };
    let mut allowed = Vec::new();
    // What has a name of its own is not also any id.
    let named = ROUTES.iter().any(|route| route.path == request.path);
    for (at, route) in ROUTES.iter().enumerate().filter(|(_, route)| !named || route.path == request.path) {
        let Some(segment) = matches(route.path, &request.path) else { continue };
        if route.method == method {
            request.segment = unescaped(segment, false)?;
            return Ok((at, route));
        }
        allowed.push(route.method.to_string());
    }
    if allowed.is_empty() {
        return Err(Error::new(Code::NotFound, format!("there is nothing at {}", request.path)));
    }
    let error = Error::new(Code::MethodNotAllowed, format!("{} cannot be done at {}", request.method, request.path));
    Err(error.hint(methods(&allowed)))
}

/// `GET, HEAD, POST`: what may be done, as `Allow` has it.
fn methods(allowed: &[String]) -> String {
    let head = allowed.iter().any(|method| method == "GET").then(|| "HEAD".to_owned());
    let mut all: Vec<String> = allowed.iter().cloned().chain(head).collect();
    all.sort_unstable();
    all.dedup();
    all.join(", ")
}

/// What stands at the `{name}` of the pattern, or nothing; `None` when it does not match.
fn matches<'p>(pattern: &str, path: &'p str) -> Option<&'p str> {
    let Some(open) = pattern.find('{') else { return (pattern == path).then_some("") };
    let (before, after) = (&pattern[..open], pattern[open..].split_once('}').map_or("", |(_, after)| after));
    let segment = path.strip_prefix(before)?.strip_suffix(after)?;
    (!segment.is_empty() && !segment.contains('/')).then_some(segment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_whole_segments() {
        assert_eq!(matches("/a/{id}", "/a/b%2Fc"), Some("b%2Fc"));
        assert_eq!(matches("/a/{id}/x", "/a/b/x"), Some("b"));
        for (pattern, path) in [("/a/{id}", "/a/"), ("/a/{id}", "/a/b/c"), ("/a", "/a/"), ("/a/{id}", "/b/c")] {
            assert_eq!(matches(pattern, path), None, "{pattern} {path}");
        }
        assert_eq!(methods(&["GET".into(), "POST".into()]), "GET, HEAD, POST");
    }
}

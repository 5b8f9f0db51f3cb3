//! The API: the contract, who may what and how often, and what becomes of a request beside its
//! answer.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use cost_ops::alert::{Program, Watch, Ways};
use cost_ops::auth::Authenticator;
use cost_ops::domain::{Code, Error, ExchangeRates, Identity, Role, Scope};
use cost_ops::report::forecast::Wanted;
use cost_ops::server::{self, Access, Authenticate, Credentials, Rate, Running, Settings};
use cost_ops::store::{Ledger, OpenOptions, PoolSettings};
use serde_json::Value;

use crate::run::Home;
use crate::serving::{Answer, record};

/// Knows callers by their role, or their organization: `admin`, `viewer`, `engineer@acme`.
struct ByName;

impl Authenticate for ByName {
    fn identify(&self, credentials: Credentials<'_>, _: DateTime<Utc>, _: &mut Ledger) -> Result<Identity, Error> {
        let Credentials::Secret(name) = credentials else {
            return Err(Error::new(Code::MissingCredentials, "Missing authentication credentials"));
        };
        assert!(name != "panic", "asked to");
        let (role, organization) = name.split_once('@').map_or((name, None), |(role, of)| (role, Some(of.to_owned())));
        let role = Role::by_name(role).map_err(|_| Error::new(Code::InvalidApiKey, "Invalid API key"))?;
        let scopes = role.scopes().to_vec();
        Ok(Identity {
            subject: name.into(),
            name: name.into(),
            organization,
            role,
            scopes,
            via: "api key",
            test: false,
        })
    }
}

pub(crate) struct Api {
    pub(crate) home: Home,
    running: Option<Running>,
    address: SocketAddr,
}

impl Api {
    pub(crate) fn start(adjust: impl FnOnce(&mut Settings)) -> Api {
        let home = Home::new();
        let path = home.at(".local/share/cost-ops/cost-ops.db");
        let anywhere = || SocketAddr::from(([127, 0, 0, 1], 0));
        let mut settings = Settings {
            bind: anywhere(),
            metrics: None,
            workers: 2,
            descriptors: 200,
            max_page_size: 100,
            max_request_size: 1 << 20,
            request_timeout: Duration::from_secs(30),
            open_to_loopback: false,
            ledger: OpenOptions { path: Some(path), create: true, read_only: false, zone: cost_ops::domain::Tz::UTC },
            pool: PoolSettings {
                size: 4,
                max_lifetime: Duration::from_secs(60),
                idle_timeout: Duration::from_secs(60),
                patience: Duration::from_secs(2),
            },
            zone: cost_ops::domain::Tz::UTC,
            starts: Default::default(),
            cache: Some(Duration::from_secs(60)),
            rate: None,
            max_export_size: 1 << 20,
            forecasts_off: None,
            spans: true,
            profile: false,
            forecast: Wanted { horizon: 7, model: "auto".parse().unwrap(), confidence: "0.95".parse().unwrap() },
            budgets: Vec::new(),
            alerts: None,
            labels: Default::default(),
            rates: ExchangeRates::default(),
            now: Utc::now,
            unique: || format!("{:x}", std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap().as_nanos()),
            layers: Box::new(|ledger: &Ledger| ledger.price_layers()),
            auth: Arc::new(ByName),
            accounts: Arc::new(Authenticator::beside(None).unwrap()),
        };
        adjust(&mut settings);
        let running = server::start(settings).unwrap();
        let address = running.address();
        Api { home, running: Some(running), address }
    }

    pub(crate) fn ask(&self, method: &str, target: &str, who: &str, headers: &str, body: &str) -> Answer {
        let mut stream = TcpStream::connect(self.address).unwrap();
        let length = body.len();
        let head = format!(
            "{method} {target} HTTP/1.1\r\nHost: t\r\nConnection: close\r\nAuthorization: Bearer {who}\r\n{headers}Content-Length: {length}\r\n\r\n"
        );
        stream.write_all(format!("{head}{body}").as_bytes()).unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        Answer::of(&String::from_utf8_lossy(&answer))
    }

    pub(crate) fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, "admin", "", "")
    }

    pub(crate) fn post(&self, target: &str, body: &str) -> Answer {
        self.ask("POST", target, "admin", "", body)
    }

    /// Some records: r0 … r6.
    pub(crate) fn fill(&self) {
        for n in 0..7 {
            let body = record(&format!("r{n}"), 100 + n);
            let body = body.replace(
                '{',
                if n % 2 == 0 { r#"{"organization_id":"acme","# } else { r#"{"organization_id":"umbrella","# },
            );
            assert_eq!(self.post("/api/v1/usage", &body).status, 201);
        }
    }
}

impl Drop for Api {
    fn drop(&mut self) {
        self.running.take().map(Running::stop);
    }
}

fn contract() -> Value {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/schema/openapi.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn the_contract_has_the_routes_and_no_others() {
    let contract = contract();
    let mut promised: Vec<(String, String, Option<String>, bool)> = Vec::new();
    for (path, methods) in contract["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let scope = operation["x-scope"].as_str().map(str::to_owned);
            let known = operation["security"].as_array().is_some_and(|ways| !ways.is_empty());
            promised.push((method.to_uppercase(), path.clone(), scope, known));
        }
    }
    let mut there: Vec<_> = server::routes()
        .map(|(method, path, access)| {
            let scope = scope_of(access).map(|scope| scope.to_string());
            (method.to_owned(), path.to_owned(), scope, access != Access::Open)
        })
        .collect();
    promised.sort();
    there.sort();
    assert_eq!(there, promised);
}

fn scope_of(access: Access) -> Option<Scope> {
    match access {
        Access::Open | Access::Known => None,
        Access::Scope(scope) | Access::Loopback(scope) => Some(scope),
    }
}

#[test]
fn a_role_may_what_its_scopes_say_and_nothing_else() {
    let api = Api::start(|_| {});
    // Their callers are known by what they send in, which is tried elsewhere.
    let by_token = |path: &str| path == "/api/v1/auth/logout";
    for (method, path, access) in server::routes().filter(|(_, path, _)| !by_token(path)) {
        let scope = scope_of(access);
        for role in Role::ALL {
            let answer = api.ask(method, &path.replace("{id}", "none"), role.as_str(), "", "");
            let allowed = scope.is_none_or(|scope| role.scopes().contains(&scope));
            assert_eq!(answer.status == 403, !allowed, "{role} {method} {path}: {answer:?}");
            assert_ne!(answer.status, 401, "{role} {method} {path}");
            assert!(answer.status < 500, "{role} {method} {path}: {answer:?}");
        }
        for who in ["nobody", ""] {
            let answer = api.ask(method, &path.replace("{id}", "none"), who, "", "");
            assert_eq!(answer.status == 401, access != Access::Open, "{method} {path}");
        }
    }
    assert!(server::routes().any(|(_, _, access)| access == Access::Scope(Scope::ExportRead)));
}

#[test]
fn a_key_of_an_organization_sees_its_own() {
    let api = Api::start(|_| {});
    api.fill();
    let as_acme = |target: &str| api.ask("GET", target, "analyst@acme", "", "");
    assert_eq!(as_acme("/api/v1/costs?range=all&group_by=organization").json()["summary"]["requests"], 4);
    assert_eq!(as_acme("/api/v1/costs?range=all&organization=umbrella").status, 403);
    assert_eq!(as_acme("/api/v1/usage/r1").status, 404);
    assert_eq!(as_acme("/api/v1/usage/r2").status, 200);
    let exported = as_acme("/api/v1/export?format=jsonl");
    assert!(exported.body.contains("acme") && !exported.body.contains("umbrella"));
    let write = |body: &str| api.ask("POST", "/api/v1/usage", "engineer@acme", "", body);
    assert_eq!(write(&record("mine", 1)).status, 201);
    assert_eq!(as_acme("/api/v1/usage/mine").json()["organization_id"], "acme");
    let others = record("theirs", 1).replace('{', r#"{"organization_id":"umbrella","#);
    assert_eq!(write(&others).status, 422);
}

#[test]
fn a_key_may_ask_so_often() {
    let api = Api::start(|settings| settings.rate = Some(Rate { per_hour: 3, burst: 2 }));
    let first = api.get("/api/v1/costs");
    assert_eq!((first.header("X-RateLimit-Limit"), first.header("X-RateLimit-Remaining")), (Some("3"), Some("2")));
    let reset: i64 = first.header("X-RateLimit-Reset").unwrap().parse().unwrap();
    assert!((3590..=3601).contains(&(reset - Utc::now().timestamp())));
    let codes: Vec<String> =
        (0..6).map(|_| api.get("/api/v1/costs")).filter(|a| a.status == 429).map(|a| a.code()).collect();
    assert!(!codes.is_empty());
    let refused = loop {
        let answer = api.get("/api/v1/costs");
        if answer.code() == "TOO_MANY_REQUESTS" {
            break answer;
        }
        std::thread::sleep(Duration::from_millis(300));
    };
    let wait: u64 = refused.header("Retry-After").unwrap().parse().unwrap();
    assert_eq!(refused.json()["error"]["message"], format!("Rate limit exceeded. Try again in {wait} seconds."));
    assert_eq!(api.ask("GET", "/api/v1/costs", "viewer", "", "").status, 200, "another key");
    assert_eq!(api.ask("HEAD", "/api/v1/costs", "viewer", "", "").header("X-RateLimit-Limit"), Some("3"));
    assert_eq!(api.get("/health").status, 200);
}

#[test]
fn a_request_keeps_the_name_its_client_gave_it() {
    let api = Api::start(|_| {});
    let named = api.ask("GET", "/api/v1/costs", "admin", "X-Trace-ID: debug-123\r\n", "");
    assert_eq!(named.header("X-Trace-ID"), Some("debug-123"));
    assert_eq!(named.header("X-API-Version"), Some("v1"));
    let wrong = api.ask("GET", "/api/v1/nope", "admin", "X-Trace-ID: a b\r\n", "");
    assert_ne!(wrong.header("X-Trace-ID"), Some("a b"));
    assert_eq!(wrong.json()["request_id"].as_str(), wrong.header("X-Trace-ID"));
}

#[test]
fn a_panic_is_one_answer() {
    let api = Api::start(|_| {});
    for _ in 0..100 {
        let answer = api.ask("GET", "/api/v1/costs", "panic", "", "");
        assert_eq!((answer.status, answer.code().as_str()), (500, "INTERNAL_SERVER_ERROR"));
    }
    assert_eq!(api.get("/health").status, 200);
}

#[test]
fn a_crossed_threshold_is_told_beside_requests() {
    let mut api = Api::start(|settings| {
        settings.workers = 1;
        let path = settings.ledger.path.as_ref().unwrap().with_file_name("told");
        let script = format!("cat > {0}.new && mv {0}.new {0}", path.display());
        let program = Program { program: "sh".into(), args: vec!["-c".into(), script.into()] };
        settings.alerts = Some(Watch {
            ledger: settings.ledger.clone(),
            files: Vec::new(),
            zone: settings.zone,
            rates: settings.rates.clone(),
            ways: Ways { command: Some(program), webhook: None, patience: Duration::from_secs(60) },
            unique: settings.unique,
        });
    });
    let budget = r#"{"name":"all","amount":"0.0001","period":"year","thresholds":["50"]}"#;
    assert_eq!(api.post("/api/v1/budgets", budget).status, 201);
    let body = r#"{"provider":"openai","model":"gpt-4o","input_tokens":1000000,"output_tokens":1}"#;
    assert_eq!(api.post("/api/v1/usage", body).status, 201);
    let told = api.home.at(".local/share/cost-ops/told");
    while !told.exists() {
        std::thread::sleep(Duration::from_millis(20));
    }
    let message: Value = serde_json::from_str(&std::fs::read_to_string(told).unwrap()).unwrap();
    assert_eq!((&message["budget"], &message["threshold"]), (&"all".into(), &serde_json::json!(0.5)));
    assert!(api.running.take().unwrap().stop(), "it ends in time");
}

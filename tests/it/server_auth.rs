//! Logins, keys and users over HTTP, on a server with the real locks.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::run::Home;
use crate::serving::{Answer, Server, record};

const PASSWORD: &str = "correct horse battery";

/// A server, its home, and the key of an administrator.
struct Office {
    server: Server,
    home: Home,
    admin: String,
}

impl Office {
    fn open(variables: &[(&str, &str)]) -> Office {
        let home = Home::new();
        let made = home.run(["auth", "api-key", "create", "--name", "root", "--role", "admin"]).exits(0);
        let admin = made.stdout.trim().to_owned();
        Office { server: Server::start(&home, variables), home, admin }
    }

    fn ask(&self, who: &str, method: &str, target: &str, body: &Value) -> Answer {
        let bearer = format!("Bearer {who}");
        let body = if body.is_null() { String::new() } else { body.to_string() };
        self.server.ask(method, target, &[("Authorization", &bearer)], &body)
    }

    fn by_admin(&self, method: &str, target: &str, body: &Value) -> Answer {
        self.ask(&self.admin, method, target, body)
    }

    fn key(&self, body: &Value) -> (String, String) {
        let made = self.by_admin("POST", "/api/v1/auth/api-keys", body);
        assert_eq!(made.status, 201, "{made:?}");
        let text = |name: &str| made.json()[name].as_str().unwrap().to_owned();
        (text("id"), text("key"))
    }

    fn user(&self, email: &str, role: &str) -> String {
        let body = json!({"email": email, "password": PASSWORD, "role": role});
        let added = self.by_admin("POST", "/api/v1/auth/users", &body);
        assert_eq!(added.status, 201, "{added:?}");
        added.json()["id"].as_str().unwrap().to_owned()
    }

    fn login(&self, email: &str) -> (String, String) {
        let body = json!({"email": email, "password": PASSWORD});
        let answer = self.server.post("/api/v1/auth/login", &body.to_string());
        assert_eq!(answer.status, 200, "{answer:?}");
        let text = |name: &str| answer.json()[name].as_str().unwrap().to_owned();
        (text("access_token"), text("refresh_token"))
    }
}

#[test]
fn a_key_is_made_used_listed_and_revoked() {
    let office = Office::open(&[]);
    let (id, key) = office.key(&json!({"name": "ci", "role": "engineer", "organization": "acme", "expires": "90d"}));
    let who = office.ask(&key, "GET", "/api/v1/auth/whoami", &Value::Null).json();
    assert_eq!(
        (who["summary"]["subject"].as_str(), who["summary"]["organization"].as_str()),
        (Some(&*id), Some("acme"))
    );
    assert_eq!(office.ask(&key, "GET", "/api/v1/auth/api-keys", &Value::Null).status, 403);
    let listed = office.by_admin("GET", "/api/v1/auth/api-keys", &Value::Null);
    assert_eq!(listed.json()["data"].as_array().unwrap().len(), 2);
    assert!(!listed.body.contains(&key) && !listed.body.contains("$argon2"));
    assert_eq!(office.by_admin("DELETE", &format!("/api/v1/auth/api-keys/{id}"), &Value::Null).status, 204);
    let refused = office.ask(&key, "GET", "/api/v1/auth/whoami", &Value::Null);
    assert_eq!((refused.status, refused.code().as_str()), (401, "INVALID_API_KEY"));
    assert_eq!(office.by_admin("DELETE", "/api/v1/auth/api-keys/nothere1", &Value::Null).status, 404);
    let audit = office.by_admin("GET", "/api/v1/audit?action=key.*", &Value::Null).json();
    let lines: Vec<_> =
        audit["data"].as_array().unwrap().iter().map(|line| (&line["action"], &line["actor"])).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!((lines[0].0, lines[1].0), (&json!("key.revoke"), &json!("key.create")));
    assert!(lines[0].1.as_str().unwrap().starts_with("key:"), "{lines:?}");
}

#[test]
fn nobody_gives_what_they_do_not_have_or_reaches_beyond_their_organization() {
    let office = Office::open(&[]);
    let (_, keeper) = office.key(&json!({"name": "keeper", "role": "admin", "scopes": ["admin:*", "usage:read"]}));
    let more = office.ask(&keeper, "POST", "/api/v1/auth/api-keys", &json!({"name": "x", "role": "engineer"}));
    assert_eq!((more.status, more.code().as_str()), (403, "INSUFFICIENT_PERMISSIONS"));
    let same = json!({"name": "x", "role": "viewer", "scopes": ["usage:read"]});
    assert_eq!(office.ask(&keeper, "POST", "/api/v1/auth/api-keys", &same).status, 201);
    let user = json!({"email": "a@b.c", "password": PASSWORD, "role": "admin"});
    assert_eq!(office.ask(&keeper, "POST", "/api/v1/auth/users", &user).status, 403);

    let (acme, acmes) = office.key(&json!({"name": "acme", "role": "admin", "organization": "acme"}));
    let (other, _) = office.key(&json!({"name": "other", "role": "viewer", "organization": "umbrella"}));
    let theirs = json!({"name": "x", "role": "viewer", "organization": "umbrella"});
    assert_eq!(office.ask(&acmes, "POST", "/api/v1/auth/api-keys", &theirs).status, 403);
    let own = office.ask(&acmes, "POST", "/api/v1/auth/api-keys", &json!({"name": "x", "role": "viewer"})).json();
    assert_eq!(own["organization"], "acme");
    assert_eq!(office.ask(&acmes, "DELETE", &format!("/api/v1/auth/api-keys/{other}"), &Value::Null).status, 404);
    let listed = office.ask(&acmes, "GET", "/api/v1/auth/api-keys", &Value::Null).json();
    assert_eq!(listed["data"].as_array().unwrap().len(), 2, "{listed}");
    office.user("root@b.c", "viewer");
    assert_eq!(office.ask(&acmes, "DELETE", "/api/v1/auth/users/root@b.c", &Value::Null).status, 404);
    assert_eq!(office.ask(&acmes, "DELETE", &format!("/api/v1/auth/api-keys/{acme}"), &Value::Null).status, 204);
}

#[test]
fn a_test_key_is_confined_to_test_data() {
    let office = Office::open(&[]);
    let (_, test) = office.key(&json!({"name": "trial", "test": true}));
    assert!(test.starts_with("sk_test_co_"));
    let sent = office.server.ask("POST", "/api/v1/usage", &[("X-API-Key", &test)], &record("t1", 5));
    assert_eq!(sent.status, 201);
    let seen = |who: &str| office.ask(who, "GET", "/api/v1/usage/t1", &Value::Null).json()["organization_id"].clone();
    assert_eq!((seen(&test), seen(&office.admin)), (json!("test"), json!("test")));
    assert_eq!(
        office.by_admin("POST", "/api/v1/auth/api-keys", &json!({"name": "x", "role": "admin", "test": true})).status,
        422
    );
}

#[test]
fn a_login_is_refreshed_in_turn_and_a_token_used_twice_ends_it() {
    let office = Office::open(&[]);
    let id = office.user("ann@example.com", "analyst");
    let (access, first) = office.login("Ann@Example.com");
    let who = office.ask(&access, "GET", "/api/v1/auth/whoami", &Value::Null).json();
    assert_eq!((&who["summary"]["subject"], &who["summary"]["via"]), (&json!(id), &json!("token")));
    let refresh =
        |token: &str| office.server.post("/api/v1/auth/refresh", &json!({"refresh_token": token}).to_string());
    let second = refresh(&first);
    assert_eq!(second.status, 200, "{second:?}");
    let newer = second.json()["access_token"].as_str().unwrap().to_owned();
    assert_eq!(office.ask(&newer, "GET", "/api/v1/auth/whoami", &Value::Null).status, 200);
    let again = refresh(&first);
    assert_eq!((again.status, again.code().as_str()), (401, "INVALID_TOKEN"));
    assert_eq!(office.ask(&newer, "GET", "/api/v1/auth/whoami", &Value::Null).status, 401, "the whole login has ended");
    assert_eq!(refresh(second.json()["refresh_token"].as_str().unwrap()).status, 401);
}

#[test]
fn of_sixteen_who_present_a_refresh_token_one_succeeds() {
    let office = Office::open(&[]);
    office.user("ann@example.com", "viewer");
    let (_, token) = office.login("ann@example.com");
    let body = json!({"refresh_token": token}).to_string();
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..16).map(|_| scope.spawn(|| office.server.post("/api/v1/auth/refresh", &body))).collect();
        all.into_iter().map(|one| one.join().unwrap().status).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 401).count(), 15, "{statuses:?}");
}

#[test]
fn logging_out_and_being_disabled_end_the_next_request() {
    let office = Office::open(&[]);
    office.user("ann@example.com", "viewer");
    let (access, refresh) = office.login("ann@example.com");
    let who = |token: &str| office.ask(token, "GET", "/api/v1/auth/whoami", &Value::Null).status;
    assert_eq!(office.ask(&access, "POST", "/api/v1/auth/logout", &Value::Null).status, 204);
    assert_eq!(who(&access), 401);
    assert_eq!(office.server.post("/api/v1/auth/refresh", &json!({"refresh_token": refresh}).to_string()).status, 401);
    assert_eq!(
        office.ask(&office.admin, "POST", "/api/v1/auth/logout", &Value::Null).status,
        401,
        "a key has no login"
    );
    assert_eq!(office.server.post("/api/v1/auth/logout", "").code(), "MISSING_CREDENTIALS");
    let (access, _) = office.login("ann@example.com");
    // From another process.
    office.home.run(["auth", "user", "disable", "ann@example.com"]).exits(0);
    assert_eq!(who(&access), 401);
}

#[test]
fn a_wrong_password_is_told_as_a_wrong_address_is_and_makes_one_wait() {
    let office = Office::open(&[]);
    office.user("ann@example.com", "viewer");
    let login = |email: &str, password: &str| {
        office.server.post("/api/v1/auth/login", &json!({"email": email, "password": password}).to_string())
    };
    let (wrong, nobody) = (login("ann@example.com", "wrong"), login("bob@example.com", "wrong"));
    assert_eq!((wrong.status, nobody.status), (401, 401));
    assert_eq!(wrong.json()["error"], nobody.json()["error"]);
    let refused = (0..8).map(|_| login("ann@example.com", "wrong")).find(|answer| answer.status == 429);
    let refused = refused.expect("a wait");
    let wait: u64 = refused.header("Retry-After").unwrap().parse().unwrap();
    assert!((1..=300).contains(&wait));
    for (body, status) in [
        ("", 400),
        ("{}", 422),
        (r#"{"email":"a@b.c","password":5}"#, 422),
        (r#"{"email":"a@b.c","password":"x","y":1}"#, 422),
    ] {
        assert_eq!(office.server.post("/api/v1/auth/login", body).status, status, "{body}");
    }
}

/// Tokens like this one, made without its key.
fn forged(access: &str) -> Vec<String> {
    let encode = |text: &str| URL_SAFE_NO_PAD.encode(text);
    let parts: Vec<&str> = access.split('.').collect();
    let (header, payload, signature) = (parts[0], parts[1], parts[2]);
    let decoded = String::from_utf8(URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap();
    let later = encode(&decoded.replacen("\"exp\":1", "\"exp\":9", 1));
    assert_ne!(later, payload);
    let headers = [
        r#"{"alg":"none","typ":"JWT"}"#,
        r#"{"alg":"None"}"#,
        r#"{"alg":"HS512","typ":"JWT"}"#,
        r#"{"alg":"RS256","typ":"JWT"}"#,
        r#"{"alg":"HS256","typ":"JWT","crit":["exp"]}"#,
        r#"{"alg":"HS256","jwk":{"kty":"oct","k":""}}"#,
    ];
    let mut all = Vec::new();
    for other in headers.map(encode) {
        all.extend([
            format!("{other}.{payload}."),
            format!("{other}.{payload}.{signature}"),
            format!("{other}.{later}.{signature}"),
        ]);
    }
    let flipped = if signature.starts_with('A') { "B" } else { "A" };
    all.extend([
        format!("{header}.{later}.{signature}"),
        format!("{header}.{payload}."),
        format!("{header}.{payload}"),
        format!("{header}.{payload}.{flipped}{}", &signature[1..]),
        format!("{header}.{payload}.{signature}A"),
        format!("{header}.{payload}.{signature}=="),
        format!("{header}.{payload}.{signature}.x"),
        format!("{header}..{signature}"),
        access.replace('.', ""),
        "a.b.c".to_owned(),
    ]);
    all
}

#[test]
fn forged_tokens_are_nobodys() {
    let office = Office::open(&[]);
    office.user("ann@example.com", "admin");
    let (access, _) = office.login("ann@example.com");
    let forged = forged(&access);
    assert!(forged.len() >= 25);
    for token in forged {
        let answer = office.ask(&token, "GET", "/api/v1/auth/whoami", &Value::Null);
        assert_eq!(answer.status, 401, "{token}");
    }
    assert_eq!(office.ask(&access, "GET", "/api/v1/auth/whoami", &Value::Null).status, 200);
}

#[test]
fn slow_reports_leave_room_for_usage_and_health() {
    let office = Office::open(&[("COST_OPS_API_WORKERS", "2"), ("COST_OPS_CACHE_ENABLE", "false")]);
    let session = |n| {
        record(&format!("r{n}"), n).replace("\"provider\"", &format!("\"session_id\":\"s{n}\",\"provider\"")) + "\n"
    };
    let file = office.home.write("many.jsonl", (0..4_000).map(session).collect::<String>());
    office.home.run(["ingest", file.to_str().unwrap()]).exits(0);
    let target = "/api/v1/costs?range=all&group_by=session,model&limit=1";
    std::thread::scope(|scope| {
        let reports: Vec<_> =
            (0..6).map(|_| scope.spawn(|| office.by_admin("GET", target, &Value::Null).status)).collect();
        let mut beside = 0;
        while reports.iter().any(|report| !report.is_finished()) {
            assert_eq!(office.server.get("/health").status, 200);
            assert_eq!(office.server.post("/api/v1/usage", &record(&format!("x{beside}"), 1)).status, 201);
            beside += 1;
            std::thread::sleep(Duration::from_millis(2));
        }
        assert!(reports.into_iter().all(|report| report.join().unwrap() == 200));
        assert!(beside > 6, "{beside} beside 6 reports");
    });
}

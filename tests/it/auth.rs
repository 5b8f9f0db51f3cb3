//! Keys, users and tokens: what is good, what ends, what is kept, and what never is.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use cost_ops::auth::{self, Authenticator, Moment};
use cost_ops::domain::{ApiKey, Code, Identity, InstantRange, Result, Role, Scope, User};
use cost_ops::store::{Ledger, OpenOptions};

use crate::run::Home;

const PASSWORD: &str = "canary horse battery";

fn at(minutes: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000 + minutes * 60, 0).expect("an instant")
}

/// A ledger file with who tells its callers apart, and the clock of the calendar in minutes.
struct Door {
    folder: tempfile::TempDir,
    ledger: Ledger,
    authenticator: Authenticator,
    start: Instant,
}

impl Door {
    fn new() -> Door {
        let folder = tempfile::tempdir().expect("a folder");
        let ledger = open(folder.path());
        let authenticator = Authenticator::beside(ledger.path()).expect("an authenticator");
        Door { folder, ledger, authenticator, start: Instant::now() }
    }

    fn moment(&self, minutes: i64) -> Moment {
        Moment { at: at(minutes), since: self.start + Duration::from_secs(60 * minutes.unsigned_abs()) }
    }

    fn identify(&mut self, credential: &str, minutes: i64) -> Result<Identity> {
        let now = self.moment(minutes);
        self.authenticator.identify(credential, &mut self.ledger, now)
    }

    fn code(&mut self, credential: &str, minutes: i64) -> &'static str {
        self.identify(credential, minutes).map_or_else(|error| error.code.as_str(), |_| "good")
    }

    fn key(&mut self, change: impl FnOnce(&mut ApiKey)) -> (String, String) {
        let made = auth::mint(false, false).expect("made");
        let mut key = ApiKey {
            id: made.id.clone(),
            name: "nightly".into(),
            organization: Some("acme".into()),
            role: Role::Engineer,
            scopes: Role::Engineer.scopes().to_vec(),
            test: false,
            created: at(0),
            expires: None,
            revoked: None,
            last_used: None,
        };
        change(&mut key);
        self.ledger.add_key(&key, &made.secret).expect("stored");
        (made.id, made.text)
    }

    fn user(&mut self, email: &str) -> User {
        let user = User {
            id: format!("usr_{email}"),
            email: email.into(),
            organization: None,
            role: Role::Analyst,
            created: at(0),
            disabled: None,
            last_login: None,
        };
        self.ledger.add_user(&user, &auth::hash(PASSWORD).expect("hashed")).expect("stored");
        user
    }
}

fn open(folder: &Path) -> Ledger {
    let path = Some(folder.join("ledger.db"));
    Ledger::open(&OpenOptions { path, create: true, read_only: false, zone: cost_ops::domain::Tz::UTC })
        .expect("opened")
}

#[test]
fn a_key_is_its_organization_and_scopes() {
    let mut door = Door::new();
    let (id, key) = door.key(|key| key.scopes = vec![Scope::UsageWrite]);
    let who = door.identify(&key, 0).expect("known");
    assert_eq!((who.subject, who.organization.as_deref(), who.via), (id.clone(), Some("acme"), "api key"));
    assert_eq!(who.scopes, [Scope::UsageWrite]);
    assert_eq!(door.ledger.key(&id).expect("read").expect("there").0.last_used, Some(at(0)));
    door.identify(&key, 4).expect("known");
    assert_eq!(door.ledger.key(&id).expect("read").expect("there").0.last_used, Some(at(0)), "noted now and then");
    let (_, test) = door.key(|key| key.test = true);
    let who = door.identify(&test, 0).expect("known");
    assert_eq!((who.test, who.organization.as_deref()), (true, Some("test:acme")));
}

#[test]
fn a_key_ends_with_the_next_request_whoever_ends_it() {
    let mut door = Door::new();
    let (id, key) = door.key(|key| key.expires = Some(at(10)));
    assert_eq!((door.code(&key, 9), door.code(&key, 10)), ("good", "INVALID_API_KEY"));
    let mut another = open(door.folder.path());
    another.revoke_key(&id, at(1)).expect("revoked");
    assert_eq!(door.code(&key, 2), "INVALID_API_KEY", "though it was seen and found right before");
    another.revoke_key(&id, at(3)).expect("again");
    assert_eq!(another.key(&id).expect("read").expect("there").0.revoked, Some(at(1)), "since the first time");
    assert_eq!(another.revoke_key("nothere", at(3)).expect_err("none").code, Code::NotFound);
}

#[test]
fn wrong_keys_cost_next_to_nothing_and_tell_nothing() {
    let mut door = Door::new();
    let (id, key) = door.key(|_| {});
    let mut wrong: Vec<String> = vec!["sk_live_".into(), "sk_live_co_x".into(), format!("{key}x"), String::from("sk_")];
    // Well-formed keys: unknown ones, and others of the known id, which get as far as its row.
    for _ in 0..20 {
        let other = auth::mint(false, false).expect("made").text;
        wrong.push(with_id(&other, &id));
        wrong.push(other);
    }
    let began = cpu();
    let mut told = std::collections::BTreeSet::new();
    for _ in 0..25 {
        for wrong in &wrong {
            let error = door.identify(wrong, 0).expect_err("wrong");
            told.insert((error.code.as_str(), error.message));
        }
    }
    assert_eq!(told.len(), 1, "one answer for all: {told:?}");
    eprintln!("{} wrong keys: {:?} of processor time", 25 * wrong.len(), cpu().saturating_sub(began));
    assert_eq!(door.code(&key, 0), "good");
}

/// The same key under another id, its check made right.
fn with_id(key: &str, id: &str) -> String {
    const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let body = format!("sk_live_co_{id}{}", &key[19..51]);
    let mut left = crc32fast::hash(body.as_bytes());
    let mut check = Vec::new();
    for _ in 0..6 {
        check.insert(0, DIGITS[(left % 62) as usize]);
        left /= 62;
    }
    body + std::str::from_utf8(&check).expect("digits")
}

fn cpu() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<_> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<u64>().ok()).unwrap_or(0);
    Duration::from_millis(10 * (ticks(11) + ticks(12)))
}

#[test]
fn a_login_lasts_as_long_as_its_tokens_and_its_user() {
    let mut door = Door::new();
    door.user("ann@example.com");
    let now = door.moment(0);
    let (user, tokens) =
        door.authenticator.log_in(" Ann@Example.com ", PASSWORD, &mut door.ledger, now).expect("logged in");
    assert_eq!((user.email.as_str(), tokens.expires_in), ("ann@example.com", 3600));
    let who = door.identify(&tokens.access, 59).expect("known");
    assert_eq!((who.name.as_str(), who.role, who.via), ("ann@example.com", Role::Analyst, "token"));
    assert_eq!(door.code(&tokens.access, 60), "TOKEN_EXPIRED");
    let next = door.authenticator.refresh(&tokens.refresh, &mut door.ledger, at(61)).expect("a new pair");
    assert_eq!(door.code(&next.access, 61), "good");
    open(door.folder.path()).disable_user("ANN@example.com", at(62)).expect("disabled");
    assert_eq!(door.code(&next.access, 62), "INVALID_TOKEN");
    let refused = door.authenticator.refresh(&next.refresh, &mut door.ledger, at(62)).expect_err("disabled");
    assert_eq!(refused.code, Code::InvalidToken);
    let now = door.moment(63);
    let again = door.authenticator.log_in("ann@example.com", PASSWORD, &mut door.ledger, now).expect_err("disabled");
    assert_eq!(again.message, "the e-mail address or the password is wrong");
}

#[test]
fn a_wrong_password_is_told_as_a_wrong_address_is_and_makes_one_wait() {
    let mut door = Door::new();
    door.user("ann@example.com");
    let mut told = std::collections::BTreeSet::new();
    for email in ["ann@example.com", "nobody@example.com", "' OR 1=1 --"] {
        let now = door.moment(0);
        let error = door.authenticator.log_in(email, "wrong horse battery", &mut door.ledger, now);
        told.insert(error.expect_err("wrong").message);
    }
    assert_eq!(told.len(), 1);
    for _ in 0..4 {
        let now = door.moment(0);
        door.authenticator.log_in("ann@example.com", "wrong", &mut door.ledger, now).expect_err("wrong");
    }
    let now = door.moment(0);
    let waits = door.authenticator.log_in("ann@example.com", PASSWORD, &mut door.ledger, now).expect_err("must wait");
    assert_eq!(waits.code, Code::RateLimited);
    let now = door.moment(1);
    door.authenticator.log_in("ann@example.com", PASSWORD, &mut door.ledger, now).expect("the wait is over");
}

#[test]
fn logins_are_written_down_and_what_was_typed_is_not() {
    let mut door = Door::new();
    door.user("ann@example.com");
    let (now, ledger) = (door.moment(0), &mut door.ledger);
    let mut log_in = |email: &str, password: &str| door.authenticator.log_in(email, password, ledger, now);
    let (ann, tokens) = log_in("ann@example.com", PASSWORD).expect("in");
    log_in("ann@example.com", "battery staple").expect_err("wrong");
    log_in("correct horse", "battery staple").expect_err("nobody");
    log_in("battery staple", "battery staple").expect_err("nobody, and told of a moment ago");
    let next = door.authenticator.refresh(&tokens.refresh, ledger, at(1)).expect("a new pair");
    for _ in 0..3 {
        door.authenticator.refresh(&tokens.refresh, ledger, at(2)).expect_err("used before");
    }
    door.authenticator.log_out(&next.access, ledger, at(3)).expect("has ended");
    let (_, again) = door.authenticator.log_in("ann@example.com", PASSWORD, ledger, now).expect("in");
    for _ in 0..2 {
        door.authenticator.log_out(&again.access, ledger, at(4)).expect("out");
    }
    let lines = ledger.audit_lines(&InstantRange::default(), &|_| true, None, 100).expect("read");
    let told: Vec<_> = lines.iter().rev().map(|line| (&*line.action, &*line.actor, &*line.subject)).collect();
    let (who, id) = (format!("user:{}", ann.id), ann.id.as_str());
    assert_eq!(
        told,
        [
            ("user.add", "system", id),
            ("user.login", &*who, id),
            ("user.login_failed", "system", id),
            ("user.login_failed", "system", "unknown"),
            ("token.reuse", "system", id),
            ("user.login", &*who, id),
            ("user.logout", &*who, id),
        ]
    );
    let all: String = lines.iter().map(|line| line.details.as_str()).collect();
    assert!(!all.contains("horse") && !all.contains("battery") && !all.contains('@'), "{all}");
    assert_eq!(ledger.verify_audit().expect("read").1, None);
}

#[test]
fn a_refresh_token_used_twice_ends_the_login() {
    let mut door = Door::new();
    door.user("ann@example.com");
    let now = door.moment(0);
    let (_, first) = door.authenticator.log_in("ann@example.com", PASSWORD, &mut door.ledger, now).expect("in");
    let (path, authenticator) = (door.folder.path(), &door.authenticator);
    let got: Vec<_> = std::thread::scope(|scope| {
        let racing: Vec<_> =
            (0..16).map(|_| scope.spawn(|| authenticator.refresh(&first.refresh, &mut open(path), at(1)))).collect();
        racing.into_iter().map(|thread| thread.join().expect("ended")).collect()
    });
    let (good, bad): (Vec<_>, Vec<_>) = got.into_iter().partition(|tokens| tokens.is_ok());
    assert_eq!((good.len(), bad.len()), (1, 15));
    let second = good.into_iter().next().expect("one").expect("tokens");
    assert_eq!(door.code(&second.access, 1), "INVALID_TOKEN", "the login has ended");
    assert!(door.authenticator.refresh(&second.refresh, &mut door.ledger, at(1)).is_err());
    assert!(door.authenticator.refresh("rt_unknown", &mut door.ledger, at(1)).is_err());
}

#[test]
fn a_refresh_token_is_good_for_thirty_days() {
    let mut door = Door::new();
    door.user("ann@example.com");
    let now = door.moment(0);
    let (_, tokens) = door.authenticator.log_in("ann@example.com", PASSWORD, &mut door.ledger, now).expect("in");
    let late = door.authenticator.refresh(&tokens.refresh, &mut door.ledger, at(0) + TimeDelta::days(30));
    assert_eq!(late.expect_err("too late").code, Code::TokenExpired);
    door.authenticator.refresh(&tokens.refresh, &mut door.ledger, at(0) + TimeDelta::days(29)).expect("in time");
}

#[test]
fn logging_out_ends_the_login_at_once_also_with_a_token_that_is_over() {
    let mut door = Door::new();
    door.user("ann@example.com");
    let now = door.moment(0);
    let (_, tokens) = door.authenticator.log_in("ann@example.com", PASSWORD, &mut door.ledger, now).expect("in");
    door.authenticator.log_out(&tokens.access, &mut door.ledger, at(90)).expect("out");
    assert_eq!(door.code(&tokens.access, 1), "INVALID_TOKEN");
    assert!(door.authenticator.log_out("a.b.c", &mut door.ledger, at(1)).is_err());
}

#[test]
fn the_command_line_makes_lists_and_ends_keys() {
    let home = Home::new();
    let made = home.run(["auth", "api-key", "create", "--name", "ci", "--expires", "90d", "--json"]).exits(0);
    let made: serde_json::Value = serde_json::from_str(&made.stdout).unwrap();
    let (id, key) = (made["id"].as_str().unwrap(), made["key"].as_str().unwrap());
    assert!(key.starts_with("sk_live_co_"));
    let listed = home.run(["auth", "api-key", "list"]).exits(0).stdout;
    assert!(listed.contains(id) && listed.contains("active") && !listed.contains(key), "{listed}");
    let who = |key: &str| {
        crate::run::Ran::of(home.command(["auth", "whoami"]).env("COST_OPS_API_KEY", key).output().unwrap())
    };
    let shown = who(key).exits(0).stdout;
    assert!(
        shown.contains("engineer") && shown.contains("usage:write") && shown.contains("COST_OPS_API_KEY"),
        "{shown}"
    );
    home.run(["auth", "api-key", "revoke", id]).exits(0);
    assert!(home.run(["auth", "api-key", "list"]).exits(0).stdout.contains("revoked"));
    let refused = who(key).exits(3);
    assert!(refused.stderr.contains("revoked"), "{refused:?}");
    assert!(who("sk_live_wrong").exits(3).stderr.contains("Invalid API key"));
    home.run(["auth", "api-key", "revoke", "nothere"]).exits(1);
}

#[test]
fn a_key_is_refused_what_its_role_does_not_have() {
    let home = Home::new();
    let create = |args: &[&str]| home.run([&["auth", "api-key", "create", "--name", "x"], args].concat());
    assert!(create(&["--role", "viewer", "--scopes", "usage:write"]).exits(2).stderr.contains("engineer, admin"));
    assert!(create(&["--role", "root"]).exits(2).stderr.contains("billing_admin"));
    assert!(create(&["--scopes", "usage:*"]).exits(2).stderr.contains("usage:read"));
    assert!(create(&["--role", "admin", "--test"]).exits(2).stderr.contains("test"));
    assert!(create(&["--expires", "soon"]).exits(2).stderr.contains("90d"));
    assert!(create(&["--role", "admin"]).exits(0).stdout.starts_with("sk_admin_co_"));
    assert!(create(&["--test"]).exits(0).stdout.starts_with("sk_test_co_"));
}

#[test]
fn who_one_is_without_a_key_is_the_owner_of_the_file() {
    let home = Home::new();
    let mut command = home.command(["auth", "whoami", "--json"]);
    let ran = crate::run::Ran::of(command.env("USER", "ann").output().unwrap()).exits(0);
    let who: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((&who["summary"]["subject"], &who["summary"]["role"]), (&"ann".into(), &"admin".into()));
    assert_eq!(who["summary"]["via"], "owner of the ledger file");
}

#[test]
fn a_person_logs_in_and_out_and_no_secret_is_left_anywhere_but_in_its_file() {
    let home = Home::new();
    let stdin = format!("{PASSWORD}\n");
    let add = ["auth", "user", "add", "--email", "Ann@example.com", "--role", "analyst", "--password-stdin"];
    home.pipe(add, stdin.as_bytes()).exits(0);
    home.pipe(add, stdin.as_bytes()).exits(1);
    home.pipe(["auth", "user", "add", "--email", "bob@example.com", "--password-stdin"], b"short\n").exits(2);
    home.pipe(["auth", "user", "add", "--email", "bob", "--password-stdin"], stdin.as_bytes()).exits(2);
    let login = ["-vvv", "auth", "login", "--email", "ann@example.com", "--password-stdin"];
    home.pipe(login, b"wrong horse battery\n").exits(3);
    let ran = home.pipe(login, stdin.as_bytes()).exits(0);
    assert!(!ran.stderr.contains("canary") && !ran.stderr.contains("rt_"), "{ran:?}");
    let file = home.at(".config/cost-ops/credentials.json");
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&file), mode(file.parent().unwrap())), (0o600, 0o700));
    let kept: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let (access, refresh) = (kept["access_token"].as_str().unwrap(), kept["refresh_token"].as_str().unwrap());
    let who = home.run(["auth", "whoami"]).exits(0).stdout;
    assert!(who.contains("ann@example.com") && who.contains("analyst") && who.contains("token"), "{who}");
    let data = home.at(".local/share/cost-ops");
    assert_eq!((mode(&data), mode(&data.join("cost-ops.db.token-key"))), (0o700, 0o600));
    for entry in std::fs::read_dir(&data).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        for secret in [PASSWORD, access, refresh] {
            let found = bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
            assert!(!found, "a secret is in the data folder");
        }
    }
    assert!(home.run(["auth", "user", "list"]).exits(0).stdout.contains("active"));
    home.run(["auth", "logout"]).exits(0);
    assert!(!file.exists());
    assert!(home.run(["auth", "whoami"]).exits(0).stdout.contains("owner of the ledger file"));
    home.run(["auth", "user", "disable", "ann@example.com"]).exits(0);
    assert!(home.run(["auth", "user", "list"]).exits(0).stdout.contains("disabled"));
    home.pipe(login, stdin.as_bytes()).exits(3);
}

#[test]
fn a_login_whose_hour_is_over_renews_itself() {
    let home = Home::new();
    let stdin = format!("{PASSWORD}\n");
    home.pipe(["auth", "user", "add", "--email", "ann@example.com", "--password-stdin"], stdin.as_bytes()).exits(0);
    home.pipe(["auth", "login", "--email", "ann@example.com", "--password-stdin"], stdin.as_bytes()).exits(0);
    let file = home.at(".config/cost-ops/credentials.json");
    let read = || serde_json::from_slice::<serde_json::Value>(&std::fs::read(&file).unwrap()).unwrap();
    let mut old = read();
    old["expires"] = "2020-01-01T00:00:00Z".into();
    std::fs::write(&file, old.to_string()).unwrap();
    home.run(["auth", "whoami"]).exits(0);
    let renewed = read();
    assert_ne!(renewed["refresh_token"], old["refresh_token"]);
    std::fs::write(&file, old.to_string()).unwrap();
    let refused = home.run(["auth", "whoami"]).exits(3);
    assert!(refused.stderr.contains("used before") && refused.stderr.contains("auth login"), "{refused:?}");
}

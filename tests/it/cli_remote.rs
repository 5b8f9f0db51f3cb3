//! Commands asked of a server: the same output as on the ledger, byte for byte, and what is said
//! when the server cannot be reached, will not, or is not one.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use serde_json::Value;

use crate::run::{Home, Ran};
use crate::serving::{Server, count, record};

/// A ledger with a bit of everything, served; and the key of an administrator.
struct Shop {
    home: Home,
    server: Server,
    key: String,
}

const RECORDS: usize = 40;

impl Shop {
    fn open() -> Shop {
        let home = Home::new();
        let lines: String = (0..RECORDS).map(line).collect();
        home.write("usage.jsonl", lines);
        home.run(["ingest", "usage.jsonl"]).exits(0);
        home.run(["budget", "set", "all", "--amount", "1", "--period", "year"]).exits(0);
        // How much of a longer period has passed stays the same for half a minute.
        home.run(["budget", "set", "web", "--amount", "0.01", "--period", "year", "--project", "web"]).exits(0);
        let made = home.run(["auth", "api-key", "create", "--name", "root", "--role", "admin"]).exits(0);
        let server = Server::start(&home, &[("COST_OPS_RATE_LIMITING_ENABLE", "false")]);
        Shop { server, key: made.stdout.trim().to_owned(), home }
    }

    fn url(&self) -> String {
        format!("http://{}", self.server.address)
    }

    /// The command on the server, in a home of its own.
    fn remote(&self, away: &Home, args: &[&str]) -> Ran {
        let mut command = away.command(args);
        command.env("COST_OPS_API_URL", self.url()).env("COST_OPS_API_KEY", &self.key);
        Ran::of(command.output().unwrap())
    }
}

/// Records of several days, projects, models; one without a price, with tags, metadata, a cost of its own.
fn line(n: usize) -> String {
    let (day, project) = (1 + n % 20, ["web", "=api", ""][n % 3]);
    let model = ["gpt-4o", "claude-sonnet-4-5", "nobody-knows"][n % 7 % 3];
    format!(
        r#"{{"id":"r{n}","timestamp":"2026-11-{day:02}T10:00:00.{n:06}Z","model":"{model}","input_tokens":{},"cached_tokens":{},"output_tokens":{},"project_id":"{project}","user_id":"ü{}","tags":{{"team":"t{}"}},"cost":0.00{n},"metadata":{{"n":{n}}}}}"#,
        1000 + n * 37,
        n * 3,
        50 + n,
        n % 4,
        n % 2
    ) + "\n"
}

#[test]
fn a_report_of_a_server_is_that_of_its_ledger() {
    let (shop, away) = (Shop::open(), Home::new());
    let formats = ["table", "json", "jsonl", "csv", "markdown", "yaml", "html"];
    let asked = std::cell::Cell::new(0);
    let same = |args: &[&str]| {
        let ask = || (shop.home.run(args), shop.remote(&away, args));
        // How much of a budget's period has passed may go on between the two.
        let asked_twice = (0..3).map(|_| ask()).find(|(here, there)| here.bytes == there.bytes);
        let (here, there) = asked_twice.unwrap_or_else(ask);
        assert_eq!(there.exit, here.exit, "{args:?} {here:?} {there:?}");
        assert!(there.bytes == here.bytes, "{args:?}\n{}\n{}", here.stdout, there.stdout);
        assert_eq!(there.stderr, here.stderr, "{args:?}");
        asked.set(asked.get() + 1);
    };
    for verb in [
        "query --range all",
        "query --range all --group-by day,model --tz Europe/Berlin",
        "query --range all --group-by project,tag:team --sort=-total_tokens --limit 3",
        "query --start-date 2026-11-03 --end-date 2026-11-09 --project web --cost auto",
        "summary --range all --breakdown",
        "daily --breakdown",
        "models --range all --breakdown=user",
        "pricing list --provider openai --all",
        "budget status",
        "auth whoami",
    ] {
        let words: Vec<&str> = verb.split(' ').collect();
        if verb == "auth whoami" {
            // On the file it is the file's owner; with the key it is the key's in both places.
            let mut command = shop.home.command(&words);
            let here = Ran::of(command.env("COST_OPS_API_KEY", &shop.key).output().unwrap());
            assert_eq!(shop.remote(&away, &words).stdout, here.exits(0).stdout);
            continue;
        }
        for format in formats {
            let flag = if verb.starts_with("pricing") { "-o" } else { "--format" };
            same(&[&words[..], &[flag, format]].concat());
        }
    }
    for format in ["json", "jsonl", "csv", "focus", "hledger", "beancount", "prometheus"] {
        same(&["export", "--format", format]);
        same(&["export", "--format", format, "--project", "web", "--strict"]);
    }
    for args in [
        &["query", "--range", "all", "--group-by", "model", "--strict"][..],
        &["query", "--range", "all", "--currency", "EUR"],
        &["query", "--range", "tomorrow"],
        &["query", "--range", "all", "--group-by", "colour"],
        &["query", "--range", "all", "--limit", "2", "--json"],
        &["query", "--range", "all", "--project", "", "--json"],
        &["query", "--range", "all", "--project", "webb", "--model", "gpt-4o", "--json"],
        &["summary", "--range", "all", "--user", "nobody"],
        &["hourly", "--range", "all", "--compact"],
        &["weekly", "--week-start", "sunday", "--by", "project"],
        &["monthly", "--month-start", "15", "--tz", "Asia/Tokyo", "--json"],
        &["models"],
        &["projects", "--sort", "project", "--provider", "nobody"],
        &["sessions", "--range", "all", "--limit", "3"],
        &["top", "tag:team", "--range", "all", "--breakdown"],
        &["tags", "team", "--range", "all", "--breakdown", "--json"],
        &["budget", "status", "web"],
        &["auth", "user", "list"],
        &["pricing", "list", "--model", "gpt-4o"],
    ] {
        same(args);
    }
    assert!(asked.get() > 60);
    same(&["export", "--output", "usage.xlsx", "--force"]);
    let read = |home: &Home| std::fs::read(home.at("usage.xlsx")).unwrap().len();
    assert_eq!(read(&shop.home), read(&away));
    let page = shop.home.run(["query", "--range", "all", "--limit", "7", "--json"]).exits(0).stdout;
    let page: Value = serde_json::from_str(&page).unwrap();
    same(&["query", "--range", "all", "--limit", "7", "--cursor", page["pagination"]["next_cursor"].as_str().unwrap()]);
}

#[test]
fn records_sent_to_a_server_are_those_that_would_be_here() {
    let shop = Shop::open();
    let (here, away) = (Home::new(), Home::new());
    let mixed = concat!(
        r#"{"id":"chatcmpl-1","object":"chat.completion","created":1793500000,"model":"gpt-4o","service_tier":"priority","usage":{"prompt_tokens":50,"completion_tokens":9,"total_tokens":59}}"#,
        "\n{\"object\":\"chat.completion\",\"created\":1793500001,\"model\":\"who\",\"usage\":{\"prompt_tokens\":51,\"completion_tokens\":9,\"total_tokens\":60}}\n",
    );
    let native = "{\"id\":\"a1\",\"model\":\"gpt-4o\",\"timestamp\":\"2026-11-01T00:00:00Z\",\"input_tokens\":5,\"output_tokens\":5,\"audio_seconds\":1.5}\nnonsense\n";
    for home in [&here, &away] {
        home.write("mixed.jsonl", mixed);
        home.write("native.jsonl", native);
        home.write(
            "table.csv",
            "timestamp,model,input_tokens,output_tokens\n2026-11-03,gpt-4o,5,6\n2026-11-03,gpt-4o,5,6\n",
        );
    }
    let timeless = |text: &str| {
        let cut = |line: &str| line.split(" in ").next().unwrap_or_default().to_owned();
        text.lines().map(cut).collect::<Vec<_>>().join("\n")
    };
    for round in 0..2 {
        let args = ["ingest", "mixed.jsonl", "native.jsonl", "table.csv", "--tag", "a=b"];
        let (local, remote) = (here.run(args).exits(0), shop.remote(&away, &args).exits(0));
        assert_eq!(timeless(&remote.stdout), timeless(&local.stdout), "round {round}");
        assert_eq!(remote.stderr, local.stderr);
    }
    let export = ["export", "--format", "jsonl", "--tag", "a=b"];
    assert_eq!(shop.remote(&away, &export).exits(0).stdout, here.run(export).exits(0).stdout);
    let args = [
        "record",
        "--id",
        "x1",
        "--model",
        "gpt-4o",
        "--input",
        "10",
        "--output",
        "5",
        "--timestamp",
        "2026-11-01T00:00:00Z",
    ];
    for _ in 0..2 {
        let (local, remote) = (here.run(args).exits(0), shop.remote(&away, &args).exits(0));
        assert_eq!((remote.stdout, remote.stderr), (local.stdout, local.stderr));
    }
    let mut command = away.command(["record"]);
    command.env("COST_OPS_API_URL", shop.url()).env("COST_OPS_API_KEY", &shop.key);
    command.stdin(std::fs::File::open(here.write("body.json", mixed.lines().next().unwrap())).unwrap());
    let piped = Ran::of(command.output().unwrap()).exits(0);
    assert!(piped.stderr.contains("1 recorded before"), "{piped:?}");
    assert!(!away.at(".local/share/cost-ops/cost-ops.db").exists(), "nothing is kept here");
}

#[test]
fn a_person_logs_in_at_a_server_and_out() {
    let (shop, away) = (Shop::open(), Home::new());
    let ask = |args: &[&str]| {
        let mut command = away.command(args);
        Ran::of(command.env("COST_OPS_API_URL", shop.url()).output().unwrap())
    };
    shop.home
        .pipe(
            ["auth", "user", "add", "--email", "ann@example.com", "--role", "admin", "--password-stdin"],
            b"correct horse battery\n",
        )
        .exits(0);
    assert!(ask(&["query"]).exits(3).stderr.contains("Missing authentication credentials"));
    let password = away.write("password", "correct horse battery\n");
    let mut command = away.command(["auth", "login", "--email", "ann@example.com", "--password-stdin"]);
    command.env("COST_OPS_API_URL", shop.url()).stdin(std::fs::File::open(password).unwrap());
    assert_eq!(Ran::of(command.output().unwrap()).exits(0).stderr, "logged in as ann@example.com (admin)\n");
    assert!(ask(&["auth", "whoami"]).exits(0).stdout.contains("cost-ops auth login"));
    let made = ask(&["auth", "api-key", "create", "--name", "ci", "--role", "viewer", "--json"]).exits(0);
    let made: Value = serde_json::from_str(&made.stdout).unwrap();
    assert!(ask(&["auth", "api-key", "list"]).exits(0).stdout.contains("ci"));
    ask(&["auth", "api-key", "revoke", made["id"].as_str().unwrap()]).exits(0);
    assert_eq!(
        ask(&["auth", "api-key", "revoke", "a/b c"]).exits(1).stderr.lines().next(),
        Some("Error: there is no key a/b c")
    );
    ask(&["auth", "user", "disable", "nobody@example.com"]).exits(1);

    // A login whose hour is over renews itself, once however many commands find it so.
    let kept = away.at(".config/cost-ops/credentials.json");
    let mut login: Value = serde_json::from_str(&std::fs::read_to_string(&kept).unwrap()).unwrap();
    login["expires"] = "2020-01-01T00:00:00Z".into();
    std::fs::write(&kept, login.to_string()).unwrap();
    let ran: Vec<i32> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..4).map(|_| scope.spawn(|| ask(&["auth", "whoami"]).exit)).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(ran, [0; 4]);
    let now: Value = serde_json::from_str(&std::fs::read_to_string(&kept).unwrap()).unwrap();
    assert_ne!(now["refresh_token"], login["refresh_token"]);
    ask(&["auth", "logout"]).exits(0);
    assert!(!kept.exists());
    ask(&["auth", "whoami"]).exits(3);
}

#[test]
fn what_works_on_this_machine_only_says_so() {
    let home = Home::new();
    for args in [
        &["diff", "last-month", "this-month"][..],
        &["sql", "SELECT 1"],
        &["blocks"],
        &["server"],
        &["pricing", "history"],
        &["ingest", "x", "--dry-run"],
        &[],
    ] {
        let ran = home.run([&["--api-url", "http://127.0.0.1:1"][..], args].concat()).exits(2);
        assert!(ran.stderr.contains("this machine"), "{args:?} {ran:?}");
    }
    let tags = home.run(["--api-url", "http://127.0.0.1:1", "tags", "team"]).exits(2);
    assert!(tags.stderr.contains("tags KEY --breakdown"), "{tags:?}");
    let form = home.run(["--api-url", "http://127.0.0.1:1", "daily", "--format", "ccusage"]).exits(2);
    assert!(form.stderr.contains("ccusage"), "{form:?}");
    let both = home.run(["--api-url", "http://127.0.0.1:1", "--database-url", "x.db", "query"]).exits(2);
    assert!(both.stderr.contains("one of them"));
    let mut command = home.command(["init"]);
    Ran::of(command.env("COST_OPS_API_URL", "http://127.0.0.1:1").output().unwrap()).exits(0);
    // A ledger that is named is meant instead.
    let mut command = home.command(["query", "--database-url", ".local/share/cost-ops/cost-ops.db"]);
    Ran::of(command.env("COST_OPS_API_URL", "http://127.0.0.1:1").output().unwrap()).exits(0);
    let wrong = home.run(["--api-url", "localhost:8080", "query"]).exits(2);
    assert!(wrong.stderr.contains("no address of a server"), "{wrong:?}");
}

#[test]
fn a_wrong_key_is_told_in_the_platforms_words() {
    let (shop, away) = (Shop::open(), Home::new());
    let ask = |key: &str, args: &[&str]| {
        let mut command = away.command(args);
        Ran::of(command.env("COST_OPS_API_URL", shop.url()).env("COST_OPS_API_KEY", key).output().unwrap())
    };
    assert!(ask("sk_live_wrong", &["query"]).exits(3).stderr.starts_with("Error: Invalid API key"));
    let viewer = shop.home.run(["auth", "api-key", "create", "--name", "v", "--role", "viewer"]).exits(0).stdout;
    let refused = ask(viewer.trim(), &["export", "--json"]).exits(3);
    assert!(
        refused.stderr.contains("INSUFFICIENT_PERMISSIONS") && refused.stderr.contains("Insufficient permissions"),
        "{refused:?}"
    );
    assert!(ask("a.b.c", &["query"]).exits(3).stderr.contains("not valid"));
}

/// A server of sorts: gives each connection to `serve`, with its number.
fn pretend(serve: impl Fn(usize, TcpStream) + Send + Sync + 'static) -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (address, calls) = (listener.local_addr().unwrap(), Arc::new(AtomicUsize::new(0)));
    let counted = Arc::clone(&calls);
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            serve(counted.fetch_add(1, Ordering::SeqCst), stream);
        }
    });
    (address, calls)
}

fn answer(mut stream: &TcpStream, head: &str, body: &str) {
    let mut request = [0; 64 * 1024];
    let _ = stream.read(&mut request);
    let _ = stream.write_all(
        format!("HTTP/1.1 {head}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}", body.len()).as_bytes(),
    );
}

fn ask(url: &str, args: &[&str]) -> Ran {
    Home::new().run([&["--api-url", url, "--api-key", "k"][..], args].concat())
}

#[test]
fn a_server_that_is_not_there_is_told_by_the_words_of_the_guide() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let refused = ask(&format!("http://{closed}"), &["query"]).exits(4);
    assert!(refused.stderr.starts_with("Error: Connection refused (os error 111)\n  hint: "), "{refused:?}");
    let json = ask(&format!("http://{closed}"), &["query", "--json"]).exits(4);
    let told: Value = serde_json::from_str(&json.stderr).unwrap();
    assert_eq!(told["error"]["code"], "REMOTE_ERROR");
    let name = ask("http://no-such-host.invalid:8080", &["query"]).exits(4);
    assert!(name.stderr.starts_with("Error: failed to lookup address information"), "{name:?}");

    let (open, hold) = mpsc::channel();
    let (silent, _) = pretend(move |_, stream| open.send(stream).unwrap());
    let late = ask(&format!("http://{silent}"), &["query", "--timeout", "1"]).exits(4);
    assert!(late.stderr.starts_with("Error: Connection timed out after 1 seconds\n  hint: "), "{late:?}");
    drop(hold);

    let (plain, _) = pretend(|_, stream| answer(&stream, "200 OK", ""));
    let tls = ask(&format!("https://{plain}"), &["query"]).exits(4);
    assert!(tls.stderr.contains("TLS") || tls.stderr.contains("broken off"), "{tls:?}");
    let (other, _) = pretend(|_, stream| answer(&stream, "200 OK", "<html>"));
    assert!(ask(&format!("http://{other}"), &["query"]).exits(4).stderr.contains("no table"));
    let (gone, _) = pretend(|_, stream| answer(&stream, "404 Not Found", "nothing"));
    assert!(ask(&format!("http://{gone}"), &["query"]).exits(4).stderr.contains("status 404"));
    let home = Home::new();
    let mut command = home.command(["--api-url", "http://example.invalid", "query"]);
    let proxied = Ran::of(command.env("HTTP_PROXY", format!("http://{closed}")).output().unwrap()).exits(4);
    assert!(proxied.stderr.contains("Connection refused"), "{proxied:?}");
    assert!(proxied.stderr.contains(&format!("at {closed}")), "the proxy is named, which refused: {proxied:?}");
}

#[test]
fn what_may_be_asked_again_is_and_nothing_else() {
    const BUSY: &str = r#"{"error":{"code":"SERVICE_UNAVAILABLE","message":"busy"},"request_id":"x"}"#;
    const EMPTY: &str = "{\"version\":1,\"table\":{\"title\":\"T\",\"rows_title\":\"\",\"columns\":[],\"rows\":[],\"notes\":[],\"facts\":[],\"summary\":[],\"limit\":null,\"next_cursor\":null,\"zone\":null,\"heat\":null,\"sections\":[],\"id\":\"\",\"chart\":\"\"}}\n";
    let (busy, calls) = pretend(|call, stream| match call {
        0 => answer(&stream, "503 Service Unavailable\r\nRetry-After: 1", BUSY),
        1 => drop(stream),
        _ => answer(&stream, "200 OK", EMPTY),
    });
    let began = std::time::Instant::now();
    ask(&format!("http://{busy}"), &["query"]).exits(0);
    assert_eq!(calls.load(Ordering::SeqCst), 3);
    assert!(began.elapsed() >= Duration::from_secs(1), "Retry-After is honoured");

    let (always, calls) = pretend(|_, stream| answer(&stream, "503 Service Unavailable\r\nRetry-After: 60", BUSY));
    let refused = ask(&format!("http://{always}"), &["query", "--timeout", "5"]).exits(4);
    assert!(refused.stderr.starts_with("Error: busy"), "{refused:?}");
    assert_eq!(calls.load(Ordering::SeqCst), 1, "there is no time to wait that long");

    let (once, calls) = pretend(|_, stream| answer(&stream, "503 Service Unavailable\r\nRetry-After: 0", BUSY));
    ask(&format!("http://{once}"), &["auth", "api-key", "create", "--name", "x"]).exits(4);
    assert_eq!(calls.load(Ordering::SeqCst), 1, "a key would be made twice");
}

#[test]
fn a_batch_sent_again_counts_once() {
    let (shop, away) = (Shop::open(), Home::new());
    let upstream = shop.server.address;
    // The first answer is lost on the way.
    let (lossy, _) = pretend(move |call, mut stream| {
        let mut inner = TcpStream::connect(upstream).unwrap();
        let (mut back, mut forth) = (inner.try_clone().unwrap(), stream.try_clone().unwrap());
        std::thread::spawn(move || _ = std::io::copy(&mut forth, &mut inner));
        std::thread::spawn(move || {
            if call == 0 {
                let _ = back.read(&mut [0; 1024]);
            } else {
                let _ = std::io::copy(&mut back, &mut stream);
            }
            let _ = stream.shutdown(std::net::Shutdown::Both);
        });
    });
    away.write("more.jsonl", (0..5).map(|n| record(&format!("m{n}"), n) + "\n").collect::<String>());
    let mut command = away.command(["ingest", "more.jsonl"]);
    command.env("COST_OPS_API_URL", format!("http://{lossy}")).env("COST_OPS_API_KEY", &shop.key);
    Ran::of(command.output().unwrap()).exits(0);
    assert_eq!(count(&shop.home), RECORDS as u64 + 5);
}

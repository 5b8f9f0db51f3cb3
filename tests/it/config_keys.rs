//! Each key of the configuration is honoured: a table of keys and the tests that show it, and the
//! tests of those that no other file has.

use std::path::{Path, PathBuf};
use std::time::Duration;

use cost_ops::config::keys;
use serde_json::Value;

use crate::run::{Home, Ran};
use crate::serving::{Server, record};

/// Every key, and a test that fails when it is not honoured.
const HONOURED: &[(&str, &str)] = &[
    ("general.timezone", "days_weeks_and_months_begin_as_configured"),
    ("general.week_start", "days_weeks_and_months_begin_as_configured"),
    ("general.month_start", "days_weeks_and_months_begin_as_configured"),
    ("currency.display", "money_is_shown_in_the_configured_currency"),
    ("currency.rates", "money_is_shown_in_the_configured_currency"),
    ("pricing.stale_after_days", "old_prices_are_said_to_be_old"),
    ("database.url", "a_variable_is_named_after_its_key"),
    ("database.pool_size", "pooled_connections_are_as_many_and_as_old_as_configured"),
    ("database.max_lifetime_secs", "pooled_connections_are_as_many_and_as_old_as_configured"),
    ("database.idle_timeout_secs", "pooled_connections_are_as_many_and_as_old_as_configured"),
    ("database.slow_query_threshold_ms", "slow_queries_and_on_demand_all_are_logged"),
    ("database.log_statements", "slow_queries_and_on_demand_all_are_logged"),
    ("api.url", "a_server_is_asked_where_and_as_whom_the_configuration_says"),
    ("api.key", "a_server_is_asked_where_and_as_whom_the_configuration_says"),
    ("api.timeout_secs", "a_server_is_waited_for_as_long_as_configured"),
    ("api.bind", "a_server_listens_where_it_is_told"),
    ("api.port", "a_server_listens_where_it_is_told"),
    ("api.workers", "a_server_has_the_configured_workers"),
    ("api.max_page_size", "pages_and_requests_are_as_large_as_configured"),
    ("api.max_request_size", "pages_and_requests_are_as_large_as_configured"),
    ("api.request_timeout_secs", "a_request_may_take_the_configured_time"),
    ("api.loopback_ingest", "without_a_key_only_health_answers_unless_told_otherwise"),
    ("cache.enable", "reports_are_kept_for_the_configured_time_or_not_at_all"),
    ("cache.ttl_secs", "reports_are_kept_for_the_configured_time_or_not_at_all"),
    ("rate_limiting.enable", "a_key_may_ask_as_often_as_configured"),
    ("rate_limiting.requests_per_hour", "a_key_may_ask_as_often_as_configured"),
    ("rate_limiting.burst_size", "a_key_may_ask_as_often_as_configured"),
    ("export.max_export_size", "exports_are_bounded_and_kept_as_configured"),
    ("export.retention_days", "exports_are_bounded_and_kept_as_configured"),
    ("export.output_dir", "exports_are_bounded_and_kept_as_configured"),
    ("retention.backups", "only_what_rules_name_is_removed"),
    ("retention.detail_days", "whole_months_go_and_what_is_gone_is_said"),
    ("sync.auto", "reports_read_what_is_new_unless_told_not_to"),
    ("sync.budget_ms", "reports_read_what_is_new_unless_told_not_to"),
    ("sync.tags", "tags_are_given_by_rule"),
    ("statusline.template", "the_status_line_always_says_something"),
    ("metrics.enable", "metrics_are_where_the_configuration_says"),
    ("metrics.bind", "metrics_are_where_the_configuration_says"),
    ("metrics.port", "metrics_are_where_the_configuration_says"),
    ("forecasting.enable", "forecasts_are_as_configured"),
    ("forecasting.horizon", "forecasts_are_as_configured"),
    ("forecasting.confidence_percent", "forecasts_are_as_configured"),
    ("forecasting.model", "forecasts_are_as_configured"),
    ("alerts.command", "a_command_is_told_once_a_threshold"),
    ("alerts.webhook_url", "a_webhook_is_signed_and_sent_again_when_it_is_refused"),
    ("alerts.webhook_secret", "a_webhook_is_signed_and_sent_again_when_it_is_refused"),
    ("alerts.webhook_secret_file", "a_secret_is_in_a_file_of_its_own_or_in_the_environment"),
    ("alerts.timeout_secs", "a_command_that_hangs_is_ended_and_both_ways_are_tried"),
    ("observability.tracing.enable", "spans_that_are_turned_off_are_off"),
    ("logging.level", "the_log_has_a_line_a_request_with_its_fields"),
    ("logging.format", "the_log_has_a_line_a_request_with_its_fields"),
    ("logging.file", "four_processes_that_turn_a_log_over_lose_no_line"),
    ("logging.rotation.max_size_mb", "four_processes_that_turn_a_log_over_lose_no_line"),
    ("logging.rotation.max_backups", "only_so_many_are_kept_and_nothing_else_is_touched"),
    ("logging.rotation.max_age_days", "backups_older_than_configured_are_removed"),
    ("logging.rotation.compress", "four_processes_that_turn_a_log_over_lose_no_line"),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            sources(&entry, found);
        } else if entry.extension().is_some_and(|ending| ending == "rs") {
            found.push(entry);
        }
    }
}

#[test]
fn every_key_names_the_test_that_shows_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    sources(&root.join("src"), &mut files);
    sources(&root.join("tests/it"), &mut files);
    sources(&root.join("tests/faults"), &mut files);
    let text: String = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    for key in keys::ALL {
        let named = HONOURED.iter().find(|(name, _)| *name == key.name);
        let (_, test) = named.unwrap_or_else(|| panic!("{} has no test that shows that it is honoured", key.name));
        let found =
            text.match_indices(&format!("fn {test}()")).any(|(at, _)| text[..at].trim_end().ends_with("#[test]"));
        assert!(found, "{}: there is no test {test}", key.name);
    }
    assert_eq!(HONOURED.len(), keys::ALL.len(), "a key that is listed is no key any more");
}

/// Runs with these variables.
fn run(home: &Home, variables: &[(&str, &str)], args: &str) -> Ran {
    let mut command = home.command(args.split(' '));
    command.envs(variables.iter().copied());
    Ran::of(command.output().unwrap())
}

fn json(ran: Ran) -> Value {
    serde_json::from_str(&ran.exits(0).stdout).unwrap()
}

/// A record late on a Sunday, UTC.
fn filled() -> Home {
    let home = Home::new();
    let one = record("r1", 1_000_000).replace("2026-11-20T10:00:00Z", "2026-11-22T23:30:00Z");
    home.write("r.jsonl", one);
    home.run(["ingest", "r.jsonl"]).exits(0);
    home
}

/// A key of a new home's ledger.
fn key(home: &Home) -> String {
    let made = json(home.run(["auth", "api-key", "create", "--name", "k", "--role", "admin", "--json"]));
    made["key"].as_str().unwrap().to_owned()
}

#[test]
fn days_weeks_and_months_begin_as_configured() {
    let home = filled();
    let first = |variables: &[(&str, &str)], by: &str| {
        let answer = json(run(&home, variables, &format!("query --range all --json --group-by {by}")));
        answer["data"][0][by].as_str().unwrap().to_owned()
    };
    assert_eq!(first(&[], "day"), "2026-11-22");
    assert_eq!(first(&[("COST_OPS_GENERAL_TIMEZONE", "Europe/Berlin")], "day"), "2026-11-23");
    assert_ne!(first(&[("COST_OPS_GENERAL_WEEK_START", "sunday")], "week"), first(&[], "week"));
    assert_ne!(first(&[("COST_OPS_GENERAL_MONTH_START", "23")], "month"), first(&[], "month"));
}

#[test]
fn money_is_shown_in_the_configured_currency() {
    let home = filled();
    let euros = [("COST_OPS_CURRENCY_DISPLAY", "EUR"), ("COST_OPS_CURRENCY_RATES", "EUR=0.5")];
    let shown = run(&home, &euros, "summary --period all").exits(0).stdout;
    let dollars = run(&home, &[], "summary --period all").exits(0).stdout;
    assert!(shown.contains("EUR") || shown.contains('€'), "{shown}");
    assert!(!dollars.contains("EUR") && !dollars.contains('€'), "{dollars}");
    assert!(shown.contains("1.25") && dollars.contains("2.50"), "half of it: {shown}{dollars}");
    assert_ne!(run(&home, &euros[..1], "summary --period all").exit, 0, "there is no rate");
}

#[test]
fn pooled_connections_are_as_many_and_as_old_as_configured() {
    let home = Home::new();
    let key = key(&home);
    let open = |server: &Server| {
        let pool = server.get("/health").json()["components"]["pool"].clone();
        (pool["open"].as_u64().unwrap(), pool["size"].as_u64().unwrap())
    };
    let bearer = format!("Bearer {key}");
    let started = |name: &str| {
        let server = Server::start(&home, &[("COST_OPS_DATABASE_POOL_SIZE", "3"), (name, "1")]);
        assert_eq!(server.ask("GET", "/api/v1/costs", &[("Authorization", &bearer)], "").status, 200);
        assert!((1..=3).contains(&open(&server).0) && open(&server).1 == 3);
        server
    };
    let usual = Server::start(&home, &[]);
    assert_eq!(usual.ask("GET", "/api/v1/costs", &[("Authorization", &bearer)], "").status, 200);
    let servers = [started("COST_OPS_DATABASE_IDLE_TIMEOUT_SECS"), started("COST_OPS_DATABASE_MAX_LIFETIME_SECS")];
    // Connections are looked over every half minute.
    let end = std::time::Instant::now() + Duration::from_secs(90);
    while servers.iter().any(|server| open(server).0 > 0) {
        assert!(std::time::Instant::now() < end, "{:?}", servers.each_ref().map(open));
        std::thread::sleep(Duration::from_millis(500));
    }
    assert!(open(&usual).0 > 0, "they live longer when nothing is said");
}

#[test]
fn a_server_is_asked_where_and_as_whom_the_configuration_says() {
    let home = filled();
    let key = key(&home);
    let server = Server::start(&home, &[]);
    let url = format!("http://{}", server.address);
    let elsewhere = Home::new();
    let of = [("COST_OPS_API_URL", url.as_str()), ("COST_OPS_API_KEY", key.as_str())];
    let answer = json(run(&elsewhere, &of, "query --range all --json"));
    assert_eq!(answer["data"][0]["id"], "r1");
    run(&elsewhere, &of[..1], "query --range all").exits(3);
}

#[test]
fn a_server_is_waited_for_as_long_as_configured() {
    let home = Home::new();
    // It takes connections and never answers.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", silent.local_addr().unwrap());
    let of = [("COST_OPS_API_URL", url.as_str()), ("COST_OPS_API_TIMEOUT_SECS", "1"), ("COST_OPS_API_KEY", "k")];
    let ran = run(&home, &of, "query").exits(4);
    assert!(ran.stderr.contains("Connection timed out after 1 second"), "{ran:?}");
}

#[test]
fn a_server_listens_where_it_is_told() {
    let home = Home::new();
    let free = std::net::TcpListener::bind("127.0.0.2:0").unwrap().local_addr().unwrap();
    let mut command = home.command(["server"]);
    command.env("COST_OPS_API_BIND", "127.0.0.2").env("COST_OPS_API_PORT", free.port().to_string());
    command.env("COST_OPS_METRICS_PORT", "0");
    assert_eq!(Server::run(command).address, free);
}

#[test]
fn a_server_has_the_configured_workers() {
    let home = Home::new();
    let server = Server::start(&home, &[("COST_OPS_API_WORKERS", "7")]);
    let tasks = format!("/proc/{}/task", server.child.id());
    let names =
        std::fs::read_dir(tasks).unwrap().map(|task| std::fs::read_to_string(task.unwrap().path().join("comm")));
    assert_eq!(names.filter(|name| name.as_ref().is_ok_and(|name| name.starts_with("worker-"))).count(), 7);
}

#[test]
fn pages_and_requests_are_as_large_as_configured() {
    let home = filled();
    let bearer = format!("Bearer {}", key(&home));
    let server =
        Server::start(&home, &[("COST_OPS_API_MAX_PAGE_SIZE", "5"), ("COST_OPS_API_MAX_REQUEST_SIZE", "1000")]);
    let page = |limit| {
        let target = format!("/api/v1/usage/history?limit={limit}");
        server.ask("GET", &target, &[("Authorization", &bearer)], "").status
    };
    assert_eq!((page(5), page(6)), (200, 422));
    let body = |length: usize| record("x", 1).replace("openai", &"o".repeat(length));
    assert_eq!(server.post("/api/v1/usage", &body(6)).status, 201);
    assert_eq!(server.post("/api/v1/usage", &body(1_000)).status, 413);
}

#[test]
fn a_request_may_take_the_configured_time() {
    let home = filled();
    let bearer = format!("Bearer {}", key(&home));
    let server =
        Server::start(&home, &[("COST_OPS_API_REQUEST_TIMEOUT_SECS", "1"), ("COST_OPS_DATABASE_POOL_SIZE", "1")]);
    // Whoever holds the ledger for writing makes a writer wait.
    let path = home.at(".local/share/cost-ops/cost-ops.db");
    let held = rusqlite::Connection::open(path).unwrap();
    held.execute_batch("BEGIN IMMEDIATE").unwrap();
    let began = std::time::Instant::now();
    let answer = server.ask("POST", "/api/v1/usage", &[("Authorization", &bearer)], &record("waits", 1));
    assert!(matches!(answer.status, 408 | 503 | 504), "{answer:?}");
    assert!(began.elapsed() < Duration::from_secs(15), "and not the usual thirty");
    held.execute_batch("ROLLBACK").unwrap();
}

#[test]
fn reports_are_kept_for_the_configured_time_or_not_at_all() {
    let home = filled();
    let bearer = format!("Bearer {}", key(&home));
    let hits = |variables: &[(&str, &str)], wait: u64| {
        let server = Server::start(&home, variables);
        for _ in 0..2 {
            assert_eq!(server.ask("GET", "/api/v1/costs?range=all", &[("Authorization", &bearer)], "").status, 200);
            std::thread::sleep(Duration::from_millis(wait));
        }
        let line = server
            .metrics()
            .lines()
            .find(|line| line.contains("cache_requests_total{result=\"hit\""))
            .map(str::to_owned);
        line.unwrap().ends_with(" 1")
    };
    assert!(hits(&[], 0));
    assert!(!hits(&[("COST_OPS_CACHE_ENABLE", "false")], 0));
    assert!(!hits(&[("COST_OPS_CACHE_TTL_SECS", "1")], 1_100));
}

#[test]
fn a_key_may_ask_as_often_as_configured() {
    let home = filled();
    let bearer = format!("Bearer {}", key(&home));
    let codes = |variables: &[(&str, &str)]| {
        let server = Server::start(&home, variables);
        let ask = |_| {
            let answer = server.ask("GET", "/api/v1/providers", &[("Authorization", &bearer)], "");
            if answer.status == 200 { String::new() } else { answer.code() }
        };
        (0..4).map(ask).collect::<Vec<_>>()
    };
    let hour = codes(&[("COST_OPS_RATE_LIMITING_REQUESTS_PER_HOUR", "2")]);
    assert_eq!(hour, ["", "", "TOO_MANY_REQUESTS", "TOO_MANY_REQUESTS"]);
    let burst = codes(&[("COST_OPS_RATE_LIMITING_BURST_SIZE", "1")]);
    assert!(burst[1..].iter().any(|code| code == "BURST_LIMIT_EXCEEDED"), "{burst:?}");
    let off = [("COST_OPS_RATE_LIMITING_REQUESTS_PER_HOUR", "1"), ("COST_OPS_RATE_LIMITING_ENABLE", "false")];
    assert_eq!(codes(&off), ["", "", "", ""]);
}

#[test]
fn exports_are_bounded_and_kept_as_configured() {
    let home = filled();
    let small = [("COST_OPS_EXPORT_MAX_EXPORT_SIZE", "100")];
    let ran = run(&home, &small, "export --format jsonl --output out.jsonl");
    assert!(ran.exit != 0 && ran.stderr.contains("export.max_export_size"), "{ran:?}");
    assert!(!home.at("out.jsonl").exists());
    run(&home, &small, "export --format jsonl --output out.jsonl --stream").exits(0);
    let old =
        ["exports/cost-ops-20200101T000000Z.jsonl", "exports/cost-ops-20991231T000000Z.jsonl", "exports/notes.txt"];
    old.iter().for_each(|name| _ = home.write(name, "x"));
    let folder = [("COST_OPS_EXPORT_OUTPUT_DIR", "exports")];
    run(&home, &folder, "export --format jsonl").exits(0);
    assert_eq!(std::fs::read_dir(home.at("exports")).unwrap().count(), 4, "nothing goes when nothing is said");
    let days = [folder[0], ("COST_OPS_EXPORT_RETENTION_DAYS", "30")];
    std::thread::sleep(Duration::from_millis(1_100));
    run(&home, &days, "export --format csv").exits(0);
    let there = old.map(|name| home.at(name).exists());
    assert_eq!(there, [false, true, true], "exports that are old, and nothing else");
}

#[test]
fn metrics_are_where_the_configuration_says() {
    let home = Home::new();
    let free = std::net::TcpListener::bind("127.0.0.3:0").unwrap().local_addr().unwrap();
    let port = free.port().to_string();
    let server =
        Server::start(&home, &[("COST_OPS_METRICS_BIND", "127.0.0.3"), ("COST_OPS_METRICS_PORT", port.as_str())]);
    assert_eq!(server.metrics, Some(free));
    assert!(server.metrics().contains("cost_ops_build_info"));
    assert_eq!(Server::start(&home, &[("COST_OPS_METRICS_ENABLE", "false")]).metrics, None);
}

#[test]
fn forecasts_are_as_configured() {
    let home = Home::new();
    let records: String = (1..=24)
        .map(|day| {
            record(&format!("d{day}"), 1_000_000 * day).replace("2026-11-20", &format!("2026-11-{day:02}")) + "\n"
        })
        .collect();
    home.write("r.jsonl", records);
    home.run(["ingest", "r.jsonl"]).exits(0);
    let generate = |variables: &[(&str, &str)]| run(&home, variables, "forecast generate --json");
    let usual = json(generate(&[]));
    assert_eq!(usual["data"].as_array().unwrap().len(), 30);
    let days = json(generate(&[("COST_OPS_FORECASTING_HORIZON", "5")]));
    assert_eq!(days["data"].as_array().unwrap().len(), 5);
    let model = generate(&[("COST_OPS_FORECASTING_MODEL", "moving_average")]).exits(0).stdout;
    assert!(model.contains("moving_average"), "{model}");
    let narrow = generate(&[("COST_OPS_FORECASTING_CONFIDENCE_PERCENT", "50")]).exits(0).stdout;
    assert!(narrow.contains("0.5") && narrow != generate(&[]).exits(0).stdout, "{narrow}");
    let off = generate(&[("COST_OPS_FORECASTING_ENABLE", "false")]);
    assert!(off.exit != 0 && off.stderr.contains("forecasting.enable"), "{off:?}");
}

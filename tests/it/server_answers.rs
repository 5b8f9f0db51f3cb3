//! What the API answers: reports and exports are those of the command line, prices and budgets those
//! that were set.

use serde_json::Value;

use crate::server_api::Api;
use crate::serving::{Answer, record};

#[test]
fn a_report_is_that_of_the_command_line() {
    let api = Api::start(|_| {});
    api.fill();
    for (target, args) in [
        (
            "/api/v1/costs?range=all&group_by=model,organization&limit=20",
            "query --range all --group-by model,organization --limit 20",
        ),
        ("/api/v1/costs?range=all&organization=acme", "query --range all --organization acme"),
        ("/api/v1/usage/history?range=all&limit=3&sort=timestamp", "query --range all --limit 3 --sort timestamp"),
        ("/api/v1/costs/summary?range=all&breakdown=true", "summary --range all --breakdown"),
        ("/api/v1/budgets", "budget status"),
        ("/api/v1/audit", "audit --limit 20"),
    ] {
        let answer = api.get(target);
        assert_eq!(answer.status, 200, "{target} {answer:?}");
        let ran = api.home.run(args.split(' ').chain(["--json"]));
        assert_eq!(answer.body, ran.stdout, "{target}");
    }
    let csv = api.get("/api/v1/costs?range=all&group_by=model&format=csv");
    assert_eq!(csv.header("Content-Type"), Some("text/csv; charset=utf-8"));
    assert_eq!(csv.body, api.home.run(["query", "--range", "all", "--group-by", "model", "--format", "csv"]).stdout);
    let asked = r#"{"range":"all","group_by":["model","organization"],"limit":20}"#;
    let broken_down = api.post("/api/v1/costs/breakdown", asked);
    assert_eq!(broken_down.body, api.get("/api/v1/costs?range=all&group_by=model,organization&limit=20").body);
    let one = api.get("/api/v1/usage/r3").json();
    assert_eq!((one["id"].as_str(), one["input_tokens"].as_u64()), (Some("r3"), Some(103)));
    assert_eq!(api.get("/api/v1/usage/none").status, 404);
}

#[test]
fn pages_follow_each_other_either_way() {
    let api = Api::start(|_| {});
    api.fill();
    let ids = |answer: &Answer| -> Vec<String> {
        answer.json()["data"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
    };
    let (mut all, mut cursor) = (Vec::new(), String::new());
    loop {
        let answer = api.get(&format!("/api/v1/usage/history?range=all&limit=3{cursor}"));
        all.extend(ids(&answer));
        let pagination = &answer.json()["pagination"];
        assert_eq!(pagination["has_more"], Value::Bool(!pagination["next_cursor"].is_null()));
        let Some(next) = pagination["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(all, ["r6", "r5", "r4", "r3", "r2", "r1", "r0"]);
    let page = |page: u32| ids(&api.get(&format!("/api/v1/usage/history?range=all&per_page=3&page={page}")));
    assert_eq!([page(1), page(2), page(3), page(4)].concat(), all);
    for (target, status) in [
        ("/api/v1/costs?limit=101", 422),
        ("/api/v1/costs?limit=0", 422),
        ("/api/v1/costs?page=1&limit=1", 422),
        ("/api/v1/costs?cursor=x", 422),
        ("/api/v1/costs?organisation=acme", 422),
        ("/api/v1/costs?start_date=2026-11-02&end_date=2026-11-01", 422),
        ("/api/v1/costs?range=tomorrow", 422),
        ("/api/v1/costs?range=%ff", 400),
    ] {
        let answer = api.get(target);
        assert_eq!(answer.status, status, "{target}");
        let error = &answer.json()["error"];
        assert!(status != 422 || error["details"].is_array(), "{target} {error}");
    }
    assert_eq!(api.get("/api/v1/costs?start_date=2026-11-02&end_date=2026-11-01").code(), "INVALID_DATE_RANGE");
}

#[test]
fn a_kept_answer_is_never_an_old_one() {
    let api = Api::start(|_| {});
    api.fill();
    let target = "/api/v1/costs?range=this-year&group_by=model";
    let first = api.get("/api/v1/costs?range=all&group_by=model");
    let tag = first.header("ETag").unwrap().to_owned();
    let again =
        api.ask("GET", "/api/v1/costs?range=all&group_by=model", "admin", &format!("If-None-Match: {tag}\r\n"), "");
    assert_eq!((again.status, again.body.as_str()), (304, ""));
    let requests = |answer: Answer| answer.json()["summary"]["requests"].as_u64();
    assert_eq!(requests(api.get(target)), Some(7));
    api.post("/api/v1/usage", &record("late", 1));
    assert_eq!(requests(api.get(target)), Some(8), "after a change of our own");
    let file = api.home.write("more.jsonl", record("later", 1));
    assert_eq!(api.home.run(["ingest", file.to_str().unwrap()]).exit, 0);
    assert_eq!(requests(api.get(target)), Some(9), "after a change by another process");
    let head = api.ask("HEAD", target, "admin", "", "");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert!(head.header("Content-Length").is_some_and(|length| length != "0"));
}

#[test]
fn prices_of_ones_own_are_made_changed_and_removed() {
    let api = Api::start(|_| {});
    let body = r#"{"provider":"ours","model":"m1","rates":{"input_tokens":2.5,"output_tokens":"10"}}"#;
    let added = api.post("/api/v1/pricing", body);
    assert_eq!(added.status, 201, "{added:?}");
    let id = added.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(added.header("Location"), Some(format!("/api/v1/pricing/{id}").as_str()));
    let usage = |id: &str| {
        format!(r#"{{"id":"{id}","provider":"ours","model":"m1","input_tokens":1000000,"output_tokens":0}}"#)
    };
    assert_eq!(api.post("/api/v1/usage", &usage("a")).json()["total_cost_exact"], "2.5");
    let changed = api.ask("PUT", &format!("/api/v1/pricing/{id}"), "admin", "", &body.replace("2.5", "3"));
    assert_eq!(changed.status, 200, "{changed:?}");
    assert_eq!(api.post("/api/v1/usage", &usage("b")).json()["total_cost_exact"], "3");
    assert_eq!(api.get(&format!("/api/v1/pricing/{id}")).status, 404, "another took its place");
    let id = changed.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(api.get("/api/v1/pricing?provider=ours").json()["data"][0]["id"], id);
    assert_eq!(api.ask("DELETE", &format!("/api/v1/pricing/{id}"), "admin", "", "").status, 204);
    assert_eq!(api.post("/api/v1/usage", &usage("c")).json()["total_cost"], Value::Null);
    let audit = api.get("/api/v1/audit?action=price.*").json();
    assert_eq!(audit["data"].as_array().unwrap().len(), 3);
    assert_eq!(audit["data"][0]["actor"], "key:admin");
    for wrong in [
        r#"{"provider":"ours"}"#,
        r#"{"provider":"ours","model":"m","rates":{"nonsense":1}}"#,
        r#"{"provider":"x","model":"y"}"#,
    ] {
        assert_eq!(api.post("/api/v1/pricing", wrong).status, 422, "{wrong}");
    }
    assert!(api.get("/api/v1/providers").json()["data"].as_array().unwrap().len() > 20);
}

#[test]
fn budgets_are_set_and_stand() {
    let api = Api::start(|_| {});
    api.fill();
    let body = r#"{"name":"all","amount":"10","period":"year"}"#;
    assert_eq!(api.post("/api/v1/budgets", body).status, 201);
    assert_eq!(api.post("/api/v1/budgets", body).status, 200);
    assert_eq!(api.get("/api/v1/budgets").json()["data"][0]["budget"], "all");
    assert_eq!(api.ask("GET", "/api/v1/budgets", "viewer@acme", "", "").json()["data"].as_array().unwrap().len(), 0);
    for wrong in ["{}", r#"{"name":"x","amount":"-1"}"#, r#"{"name":"x","amount":"1","colour":"red"}"#] {
        assert_eq!(api.post("/api/v1/budgets", wrong).status, 422, "{wrong}");
    }
}

#[test]
fn an_export_is_that_of_the_command_line_or_breaks_off() {
    let api = Api::start(|_| {});
    api.fill();
    let unchunked = |answer: &Answer| -> String {
        let (mut rest, mut whole) = (answer.body.as_str(), String::new());
        while let Some((size, after)) = rest.split_once("\r\n") {
            let Ok(size) = usize::from_str_radix(size, 16) else { return format!("{whole}!") };
            whole.push_str(&after[..size]);
            rest = &after[size + 2..];
        }
        whole
    };
    for format in ["csv", "jsonl", "json"] {
        let answer = api.get(&format!("/api/v1/export?format={format}"));
        assert_eq!(answer.status, 200);
        assert_eq!(unchunked(&answer), api.home.run(["export", "--format", format]).stdout, "{format}");
    }
    let small = Api::start(|settings| settings.max_export_size = 500);
    small.fill();
    let answer = small.get("/api/v1/export");
    assert!(!answer.body.ends_with("0\r\n\r\n"), "{answer:?}");
    assert_eq!(small.get("/health").status, 200);
}

#[test]
fn forecasts_answer_or_say_why_not() {
    let api = Api::start(|_| {});
    let answer = api.get("/api/v1/forecasts?horizon=7");
    assert_eq!((answer.status, answer.code().as_str()), (422, "INCOMPLETE_DATA"));
    for day in 1..21 {
        let body = record(&format!("d{day}"), 1000 * day).replace("11-20", &format!("10-{day:02}"));
        api.post("/api/v1/usage", &body);
    }
    let answer = api.get("/api/v1/forecasts?horizon=7&range=all");
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.json()["data"].as_array().unwrap().len(), 7);
    assert_eq!(api.get("/api/v1/forecasts/anomalies?range=all").status, 200);
    assert_eq!(api.get("/api/v1/forecasts?horizon=0").status, 422);
    let off = Api::start(|settings| settings.forecasts_off = Some("forecasts are turned off".into()));
    assert_eq!(off.get("/api/v1/forecasts").status, 403);
}

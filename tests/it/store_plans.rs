//! Plans in the file: what is added is read, two of one name are never in force at once.

use crate::report_ledger::at;
use crate::store_events::options;
use cost_ops::domain::{Code, Filter, InstantRange, Plan, PlanText, Tz};
use cost_ops::store::Ledger;

fn text(since: &str, until: Option<&str>) -> PlanText {
    PlanText {
        name: "Claude Max".into(),
        amount: "99.000000000001".into(),
        currency: Some("EUR".into()),
        period: "quarter".into(),
        starts_on: None,
        since: since.into(),
        until: until.map(str::to_owned),
        zone: Tz::named("Asia/Kathmandu").expect("a zone"),
        filter: Filter {
            source: vec!["claude-code".into()],
            host: vec!["a \"b\"".into(), "c*".into()],
            tags: vec![("k".into(), "v=w".into())],
            ..Filter::default()
        },
    }
}

fn plan(since: &str, until: Option<&str>) -> Plan {
    text(since, until).read().expect("a plan")
}

#[test]
fn what_is_added_is_read_and_removed_and_leaves_lines_in_the_log() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.db");
    let now = at("2026-11-20T10:00:00Z");
    let mut ledger = Ledger::open(&options(Some(&path), Tz::UTC)).expect("a ledger");
    let usual = PlanText { period: "year".into(), ..text("2025-01-01", Some("2025-12-31")) }.read().expect("a plan");
    let open = plan("2026-01-31", None);
    ledger.add_plan(&open, now).expect("added");
    ledger.add_plan(&usual, now).expect("added, as it is over before");
    drop(ledger);
    let mut ledger = Ledger::open(&options(Some(&path), Tz::UTC)).expect("a ledger");
    assert_eq!(ledger.plans().expect("read"), [usual.clone(), open.clone()]);
    let (first, second) = (usual.since, "2026-02-01".parse().expect("a day"));
    assert_eq!(ledger.remove_plans("Claude Max", Some(second), now).expect("none begins then"), []);
    assert_eq!(ledger.remove_plans("claude max", None, now).expect("none of that name"), []);
    assert_eq!(ledger.remove_plans("Claude Max", Some(first), now).expect("removed"), [usual]);
    assert_eq!(ledger.remove_plans("Claude Max", None, now).expect("removed"), [open]);
    assert_eq!(ledger.plans().expect("read"), []);
    let lines = ledger.audit_lines(&InstantRange::ALL, &|_| true, None, 9).expect("the log");
    let done: Vec<String> = lines.iter().map(|line| format!("{} {}", line.action, line.subject)).collect();
    let (add, remove) = ("plan.add Claude Max", "plan.remove Claude Max");
    assert_eq!(done, [remove, remove, add, add]);
    assert_eq!(ledger.verify_audit().expect("the chain"), (4, None));
}

#[test]
fn one_name_is_in_force_once() {
    let mut ledger = Ledger::open(&options(None, Tz::UTC)).expect("a ledger");
    let now = at("2026-11-20T10:00:00Z");
    ledger.add_plan(&plan("2026-01-14", Some("2026-05-13")), now).expect("added");
    for (since, until) in [("2026-05-13", None), ("2026-01-01", Some("2026-01-14")), ("2026-01-14", Some("2026-01-14"))]
    {
        let error = ledger.add_plan(&plan(since, until), now).expect_err("in force already");
        assert_eq!(error.code, Code::Conflict);
    }
    ledger.add_plan(&plan("2026-05-14", None), now).expect("from the day after");
    assert!(ledger.add_plan(&plan("2030-01-01", None), now).is_err(), "the one before has no end");
    assert_eq!(ledger.plans().expect("read").len(), 2);
    assert_eq!(ledger.audit_lines(&InstantRange::ALL, &|_| true, None, 9).expect("the log").len(), 2);
}

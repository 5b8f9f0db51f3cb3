//! Budgets and their alerts in the file: what is set is read, and one process at a time has an
//! alert in hand.

use chrono::{DateTime, TimeDelta, Utc};

use crate::store_events::options;
use cost_ops::domain::{AlertWay, BudgetText, Filter, InstantRange, Threshold, Tz};
use cost_ops::store::{AlertKey, AlertState, Claimed, Ledger};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn text() -> BudgetText {
    BudgetText {
        name: "team".into(),
        amount: "123456789.000000000001".into(),
        currency: Some("EUR".into()),
        period: "quarter".into(),
        starts_on: Some("02-29".into()),
        zone: Some(Tz::named("Asia/Kathmandu").expect("a zone")),
        filter: Filter {
            provider: vec!["openai".into()],
            host: vec!["a \"b\"".into(), "c*".into()],
            tags: vec![("k".into(), "v=w".into())],
            ..Filter::default()
        },
        thresholds: vec!["33.3333".into(), "120".into()],
    }
}

#[test]
fn what_is_set_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.db");
    let mut ledger = Ledger::open(&options(Some(&path), Tz::UTC)).expect("a ledger");
    let (budget, now) = (text().read().expect("a budget"), at("2026-11-20T10:00:00Z"));
    assert!(!ledger.set_budget(&budget, now).expect("set"));
    drop(ledger);
    let mut ledger = Ledger::open(&options(Some(&path), Tz::UTC)).expect("a ledger");
    let stored = ledger.budgets().expect("read");
    assert_eq!((&stored[0].budget, stored[0].set_at), (&budget, now));
    let usual = BudgetText { name: "a".into(), amount: "1".into(), period: "week".into(), ..BudgetText::default() };
    let usual = usual.read().expect("a budget");
    ledger.set_budget(&usual, now).expect("set");
    assert!(ledger.set_budget(&usual, now).expect("set"), "in the place of the one before");
    let names: Vec<String> = ledger.budgets().expect("read").into_iter().map(|stored| stored.budget.name).collect();
    assert_eq!(names, ["a", "team"]);
    assert_eq!(ledger.budgets().expect("read")[0].budget, usual);
    assert!(ledger.remove_budget("team", now).expect("removed"));
    assert!(!ledger.remove_budget("team", now).expect("gone"));
    let lines = ledger.audit_lines(&InstantRange::ALL, &|_| true, None, 9).expect("the log");
    let done: Vec<String> = lines.iter().map(|line| format!("{} {}", line.action, line.subject)).collect();
    assert_eq!(done, ["budget.remove team", "budget.set a", "budget.set a", "budget.set team"]);
}

fn key() -> AlertKey {
    let (budget, period_start) = ("team".to_owned(), at("2026-11-01T00:00:00Z"));
    AlertKey { budget, period_start, threshold: Threshold(500_000), amount: "200 USD".into(), way: AlertWay::Webhook }
}

#[test]
fn an_alert_is_in_one_hand_until_it_is_settled() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ledger.db");
    let mut one = Ledger::open(&options(Some(&path), Tz::UTC)).expect("a ledger");
    let mut other = Ledger::open(&options(Some(&path), Tz::UTC)).expect("a ledger");
    let (crossed, now) = (at("2026-11-12T08:00:00Z"), at("2026-11-20T10:00:00Z"));
    let minute = TimeDelta::minutes(1);
    let claim = |ledger: &mut Ledger, key: &AlertKey, message: &str, from: i32, to: i32| {
        let claimed = ledger.claim_alert(key, (crossed, message), now + minute * from, now + minute * to);
        claimed.expect("asked").map(|Claimed { attempt, message }| (attempt, message))
    };
    let first = |attempt| Some((attempt, "first".to_owned()));
    assert_eq!(claim(&mut one, &key(), "first", 0, 1), first(1));
    assert_eq!(claim(&mut other, &key(), "second", 0, 1), None);
    assert!(other.due_alerts(now).expect("read").is_empty());
    // Whoever had it died: after a while another may try, with what was to be sent then.
    assert_eq!(other.due_alerts(now + minute).expect("read").len(), 1);
    assert_eq!(claim(&mut other, &key(), "second", 1, 2), first(2));
    other.settle_alert(&key(), Err(("refused", Some(now + minute * 5)))).expect("noted");
    assert_eq!(claim(&mut one, &key(), "", 4, 9), None);
    assert_eq!(claim(&mut one, &key(), "", 5, 9), first(3));
    one.settle_alert(&key(), Ok(now + minute * 6)).expect("noted");
    assert_eq!(claim(&mut other, &key(), "", 99, 100), None);
    let alerts = other.alerts("team", key().period_start).expect("read");
    assert_eq!(alerts.len(), 1);
    let alert = &alerts[0];
    assert_eq!((alert.state, alert.attempts, &alert.error), (AlertState::Delivered, 3, &None));
    assert_eq!((alert.delivered, alert.crossed), (Some(now + minute * 6), crossed));
    let raised = AlertKey { amount: "300 USD".into(), ..key() };
    assert_eq!(claim(&mut other, &raised, "raised", 0, 1), Some((1, "raised".into())), "another amount");
    other.settle_alert(&raised, Err(("gone", None))).expect("noted");
    assert_eq!(claim(&mut other, &raised, "", 99, 100), None);
    let command = AlertKey { way: AlertWay::Command, ..key() };
    assert_eq!(claim(&mut other, &command, "run", 0, 1), Some((1, "run".into())), "another way");
    // A budget that is taken out has nothing under way.
    other.set_budget(&text().read().expect("a budget"), now).expect("set");
    other.remove_budget("team", now).expect("removed");
    assert!(other.due_alerts(now + minute * 99).expect("read").is_empty());
}

#[test]
fn a_zone_that_is_not_known_is_no_other_zone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.db");
    let mut ledger = Ledger::open(&options(Some(&path), Tz::UTC)).unwrap();
    ledger.set_budget(&text().read().unwrap(), at("2026-11-01T00:00:00Z")).unwrap();
    drop(ledger);
    rusqlite::Connection::open(&path).unwrap().execute("UPDATE budgets SET zone = 'Mars/Olympus'", []).unwrap();
    let refused = Ledger::open(&options(Some(&path), Tz::UTC)).unwrap().budgets().unwrap_err();
    assert!(refused.to_string().contains("no time zone"), "{refused}");
}

//! Records and the calls they stand for: a record that sums up several counts as those.

use cost_ops::domain::Tz;
use cost_ops::domain::{Filter, InstantRange, Measures};
use cost_ops::store::{Grain, Ledger, Reader};
use rusqlite::Connection;
use serde_json::Value;

use crate::run::Home;
use crate::store_events::{options, sums, totals};

const RECORDS: &str = r#"{"id":"one","timestamp":"2026-11-01T10:00:00Z","provider":"openai","model":"gpt-4o","input_tokens":100,"output_tokens":7}
{"id":"forty","timestamp":"2026-11-01T11:00:00Z","provider":"openai","model":"gpt-4o","input_tokens":100,"output_tokens":7,"requests":40}
{"id":"none","timestamp":"2026-11-01T12:00:00Z","provider":"acme","model":"nobody-knows","input_tokens":5,"output_tokens":1,"requests":0}
{"id":"three","timestamp":"2026-11-01T12:00:00Z","provider":"acme","model":"nobody-knows","input_tokens":5,"output_tokens":1,"requests":3,"estimated":true}
"#;

fn filled() -> Home {
    let home = Home::new();
    home.run(["ingest".into(), home.write("records.jsonl", RECORDS)]).exits(0);
    home
}

fn answer(home: &Home, args: &[&str]) -> Value {
    let args = args.iter().copied().chain(["--range", "all", "--json"]);
    serde_json::from_str(&home.run(args).exits(0).stdout).unwrap()
}

#[test]
fn every_grain_counts_calls_and_records() {
    let home = filled();
    for by in ["provider", "session,provider", "hour,provider", "source,provider"] {
        let answer = answer(&home, &["query", "--group-by", by, "--sort", "provider"]);
        let mut seen = [[0; 4]; 2];
        for row in answer["data"].as_array().unwrap() {
            let counts = ["records", "requests", "unpriced_requests", "estimated_requests"]
                .map(|measure| row[measure].as_u64().unwrap());
            let at = usize::from(row["provider"] == "openai");
            (0..4).for_each(|i| seen[at][i] += counts[i]);
        }
        assert_eq!(seen, [[2, 4, 4, 3], [2, 41, 0, 0]], "by {by}");
        let summary = &answer["summary"];
        assert_eq!((&summary["total_records"], &summary["total_requests"]), (&4.into(), &45.into()), "by {by}");
    }
    let average = answer(&home, &["summary", "--provider", "openai"]);
    let (cost, calls) = (average["summary"]["total_cost"].as_f64().unwrap(), 41.0);
    assert!((average["summary"]["average_cost"].as_f64().unwrap() - cost / calls).abs() < 1e-11);
}

#[test]
fn the_views_count_the_same() {
    let home = filled();
    let conn = Connection::open(home.at(".local/share/cost-ops/cost-ops.db")).unwrap();
    let count = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count("SELECT sum(requests) FROM usage_records"), 45);
    assert_eq!(count("SELECT sum(requests) FROM daily_costs"), 45);
    assert_eq!(count("SELECT sum(records) FROM daily_costs"), 4);
}

/// A ledger of the schema before, in which every record counted once.
#[test]
fn older_sums_are_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    let conn = Connection::open(&path).unwrap();
    for name in ["0001_ledger", "0002_generations", "0003_cursors", "0004_price_versions"] {
        let file = format!("{}/schema/migrations/{name}.sql", env!("CARGO_MANIFEST_DIR"));
        conn.execute_batch(&std::fs::read_to_string(file).unwrap()).unwrap();
    }
    conn.execute_batch(
        "INSERT INTO meta VALUES ('zone', 'UTC');
         INSERT INTO models VALUES (1, 'acme', 'm');
         INSERT INTO facets VALUES (1, '', '', '', 'native');
         INSERT INTO scopes VALUES (1, 's', '', '', '', '{\"team\":\"blue\"}', 1), (2, 's', 'main', '', '', '', 2);
         INSERT INTO kinds VALUES (1, 'native', 1, NULL, '', 1, 0, 'input_tokens,output_tokens,requests', NULL, 'unknown_model', 1);
         INSERT INTO kinds VALUES (2, 'native', 1, NULL, '', 0, 0, 'input_tokens,output_tokens', NULL, 'unknown_model', 1);
         INSERT INTO events (id, at, kind, facet, scope, input, output, detail, uid)
             VALUES (1, 1790000000000000, 1, 1, 1, 10, 2, '{\"usage\":{\"requests\":5}}', 'a'),
                    (2, 1790000000000000, 2, 1, 2, 10, 2, NULL, 'b');
         INSERT INTO rollup_day VALUES (20717, 1, 1, 2, 20, 0, 0, 0, 4, 0, 0, 0, 2, 24, 0, 0, 0, 0, 0, 0, 0, 0, 0);
         INSERT INTO rollup_model VALUES (20717, 1, 2, 20, 0, 0, 0, 4, 0, 0, 0, 2, 24, 0, 0, 0, 0, 0, 0, 0, 0, 0);
         PRAGMA application_id = 1666150515; PRAGMA user_version = 4;",
    )
    .unwrap();
    drop(conn);
    let ledger = Ledger::open(&options(Some(&path), Tz::UTC)).unwrap();
    assert_eq!(ledger.verify().unwrap(), []);
    let expected = Measures { records: 2, requests: 6, unpriced_requests: 6, ..totals(&ledger) };
    let grains = [
        Grain::Event,
        Grain::Day,
        Grain::ModelDay,
        Grain::Facet,
        Grain::Session,
        Grain::Label,
        Grain::Days,
        Grain::FacetDays,
        Grain::LabelDays,
        Grain::Quarter,
    ];
    for grain in grains {
        assert_eq!(sums(&ledger, grain, &InstantRange::ALL, &Filter::default()), expected);
    }
    let one_session = Filter { session: vec!["s".into()], ..Filter::default() };
    assert_eq!(sums(&ledger, Grain::Session, &InstantRange::ALL, &one_session), expected);
    assert_eq!(ledger.tag_keys().unwrap().into_iter().collect::<Vec<_>>(), ["team"]);
    assert_eq!(ledger.stats().unwrap().events, 2);
}

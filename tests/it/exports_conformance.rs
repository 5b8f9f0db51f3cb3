//! Exports against the shared recordings: single records, and sums where the two sides count
//! alike. Where they do not, the difference is named.

use std::collections::BTreeMap;

use cost_ops::domain::Usd;
use cost_ops::source::by_id;
use cost_ops::store::Record;
use serde_json::Value;

use crate::agents::{classes, records, sums};
use crate::agents_conformance::ledger_of;
use crate::source_conformance::{lines, shared};

/// What a recording gives when it is read as an export.
pub(crate) fn read(source: &str, file: &str) -> Option<Vec<Record>> {
    let path = shared(&format!("formats/{file}"))?;
    let (ledger, summary) = ledger_of(by_id(source).expect("a source"), &path);
    assert_eq!(summary.rejected, 0, "{file}: {:?}", summary.rejections);
    Some(records(&ledger))
}

fn total(records: &[Record], class: &str) -> i64 {
    sums(records).get(class).copied().unwrap_or(0)
}

fn reported(records: &[Record]) -> Usd {
    records.iter().filter_map(|record| record.reported).sum()
}

/// The source of a folder whose expectations name single records as `file#id`.
const BY_ID: &[(&str, &str)] = &[("litellm/", "litellm"), ("langfuse/", "langfuse")];

#[test]
fn single_records_are_as_expected() {
    let Some(expectations) = lines("formats/EXPECTED.jsonl") else { return };
    let mut files: BTreeMap<String, Vec<Record>> = BTreeMap::new();
    let mut seen = 0;
    for entry in expectations.iter().filter(|entry| entry["expectation"] == "token_classes") {
        let Some((file, id)) = entry["fixture"].as_str().unwrap().split_once('#') else { continue };
        let Some((_, source)) = BY_ID.iter().find(|(folder, _)| file.starts_with(folder)) else { continue };
        let read = || read(source, file).expect("it is there");
        let found = files.entry(file.to_owned()).or_insert_with(read).iter().find(|record| record.id == id);
        single(&format!("{file}#{id}"), &entry["value"], found);
        seen += 1;
    }
    assert!(seen > 10, "{seen} records");
}

fn single(what: &str, expected: &Value, found: Option<&Record>) {
    let counted = |class: &str| expected[class].as_i64().unwrap_or(0);
    if counted("input_uncached") + counted("cache_read") + counted("output") == 0 {
        // Nothing was used: no record.
        return assert!(found.is_none(), "{what}: {found:?}");
    }
    let found = found.unwrap_or_else(|| panic!("{what}: no such record"));
    assert_eq!(expected["model"], *found.model, "{what}");
    for (class, count) in classes(found) {
        if let Some(expected) = expected.get(class) {
            assert_eq!(*expected, count, "{what}: {class}");
        }
    }
    let usd = expected["reported_cost_usd"].to_string().parse::<Usd>().unwrap();
    assert_eq!(found.reported.unwrap_or(Usd::ZERO), usd, "{what}: reported");
}

/// The recording's sums are sums of its columns. Of 60 rows one failed without tokens, one is a
/// hit in the proxy's cache (7,744 tokens in and 353 out that no provider served), and five have
/// the id of an earlier one, the key of the table.
#[test]
fn litellm_counts_what_was_served() {
    let Some(records) = read("litellm", "litellm/spend_logs_payload.jsonl") else { return };
    let input = total(&records, "input_uncached") + total(&records, "cache_read") + total(&records, "cache_write_5m");
    let (again_in, again_out) = (64 + 100 + 563 + 875 + 336, 6 + 29 + 116 + 79 + 96);
    let expected = (53, 173_542 - 7_744 - again_in, 12_052 - 353 - again_out);
    assert_eq!((records.len(), input, total(&records, "output")), expected);
    let again = "0.000141 0.0000935 0.000078786 0.00017865 0.0000888";
    let again: Usd = again.split(' ').map(|usd| usd.parse::<Usd>().unwrap()).sum();
    assert_eq!(reported(&records) + again, "0.499364922".parse().unwrap());
}

#[test]
fn openrouter_counts_generations() {
    let Some(records) = read("openrouter", "openrouter/activity.csv") else { return };
    let counts =
        ["requests", "input_uncached", "cache_read", "output", "reasoning"].map(|class| total(&records, class));
    assert_eq!(counts, [2, 25 - 3, 3, 45, 7]);
    assert_eq!(reported(&records), "0.46".parse().unwrap());
}

#[test]
fn openai_sums_are_added() {
    let folder = "openai-usage";
    let Some(table) = read(folder, "openai-usage/completions_usage_2025-10-27_2025-10-27.csv") else { return };
    let counts = ["requests", "input_uncached", "cache_read", "output"].map(|class| total(&table, class));
    assert_eq!((table.len(), counts), (5, [37, 34_832 - 1_280, 1_280, 6_382]));
    let pages = read(folder, "openai-usage/usage_completions_grouped_newfields.json").unwrap();
    let counts = ["requests", "input_uncached", "output"].map(|class| total(&pages, class));
    assert_eq!((pages.len(), counts), (2, [274, 14_350_791 + 2_883, 96_969 + 1_795]));
    let legacy = read(folder, "openai-usage/legacy_v1_usage.json").unwrap();
    let counts = ["requests", "input_uncached", "cache_read", "output"].map(|class| total(&legacy, class));
    assert_eq!(counts, [4, 1_200 + 904, 4_096, 440]);
    assert_eq!(read(folder, "openai-usage/completions_usage_empty.csv").unwrap().len(), 0);
}

#[test]
fn anthropic_sums_are_added() {
    let folder = "anthropic-usage";
    let Some(table) = read(folder, "anthropic-usage/claude_api_tokens_usage.csv") else { return };
    let classes = ["input_uncached", "cache_write_5m", "cache_write_1h", "cache_read", "output", "web_searches"];
    assert_eq!(classes.map(|class| total(&table, class)), [506_892, 18_497, 0, 0, 68_920, 15]);
    let old = read(folder, "anthropic-usage/claude_api_tokens_usage_oldheader.csv").unwrap();
    let classes = ["input_uncached", "cache_write_5m", "cache_read", "output"];
    assert_eq!(classes.map(|class| total(&old, class)), [1_000, 200, 3_000, 50]);
    assert_eq!(old[0].context.get("processing"), Some("batch"));
    let report = read(folder, "anthropic-usage/usage_report_messages.json").unwrap();
    let classes = ["input_uncached", "cache_read", "cache_write_5m", "cache_write_1h", "output", "web_searches"];
    assert_eq!(classes.map(|class| total(&report, class)), [1_500, 200, 500, 1_000, 500, 10]);
}

/// Tokens and costs of the innermost usage of each trace; empty observations are none.
#[test]
fn langfuse_counts_the_innermost() {
    let Some(expectations) = lines("formats/EXPECTED.jsonl") else { return };
    let mut seen = 0;
    for entry in expectations.iter().filter(|entry| entry["expectation"] == "leaf_totals") {
        let file = entry["fixture"].as_str().unwrap();
        let found = read("langfuse", file).expect("it is there");
        let tokens = ["input_uncached", "cache_read", "cache_write_5m", "output"].map(|class| total(&found, class));
        assert_eq!(entry["value"]["tokens"], tokens.iter().sum::<i64>(), "{file}");
        let usd: Usd = entry["value"]["cost_usd"].to_string().parse().unwrap();
        assert_eq!(reported(&found), usd, "{file}");
        seen += 1;
    }
    assert!(seen > 10, "{seen} traces");
    assert!(!read("langfuse", "langfuse/observations-export.jsonl").unwrap().is_empty());
}

#[test]
fn deepseek_rows_are_one_record() {
    let Some(found) = read("deepseek-usage", "deepseek-usage/amount-2026-07.csv") else { return };
    let counts = ["requests", "input_uncached", "cache_read", "output"].map(|class| total(&found, class));
    assert_eq!((found.len(), counts), (1, [12, 11_000, 256_000, 5_900]));
    // The table of costs in the same folder says that the prices are in dollars.
    assert_eq!(reported(&found), "0.012726".parse().unwrap());
}

/// The correction cancels the input; of the bill all but the machine is a model's.
#[test]
fn focus_rows_of_models_are_added() {
    let Some(found) = read("focus", "focus/focus_llm_constructed.csv") else { return };
    let counts = ["input_uncached", "output", "cache_read"].map(|class| total(&found, class));
    assert_eq!((found.len(), counts), (1, [0, 50_000, 200_000]));
    assert_eq!(reported(&found), "12.31".parse().unwrap());
    assert_eq!(read("focus", "focus/focus_sample_1.0.csv").unwrap().len(), 0);
}

//! Bundles: the same past to the pico-dollar in any order and any number of times, and nothing a stranger
//! writes is believed.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use cost_ops::domain::Tz;
use cost_ops::domain::{Cost, Filter, InstantRange, Telemetry, UsageClass, UsageEvent};
use cost_ops::store::{Grain, Ledger, PricedEvent};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use proptest::prelude::prop;
use proptest::{prop_assert, prop_assert_eq, proptest};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::run::Home;
use crate::store_events::{START, event, instant, memory, price, priced, sums};

/// A copy of one of a few events: with more or less output, earlier or later, under other names, priced by one
/// list or another, or not at all.
fn copy(id: u8, output: u8, minutes: u8, session: u8, list: u8) -> PricedEvent {
    let mut one = event(&format!("e{}", id % 6));
    one.usage.set(UsageClass::Output, 100 + u64::from(output % 3));
    one.at = instant(START + i64::from(minutes % 4) * 60_000_000);
    one.labels.session = format!("s{}", session % 3);
    one.estimated = output % 5 == 4;
    let mut one = priced(one);
    match (&mut one.cost, list % 4) {
        (cost, 0) => *cost = Cost::Unpriced(cost_ops::domain::UnpricedReason::UnknownModel),
        (Cost::Priced(priced), n) => std::sync::Arc::make_mut(&mut priced.stamp).catalog = format!("list-{n}"),
        _ => {}
    }
    one
}

fn dump(ledger: &Ledger) -> Vec<String> {
    let mut all = Vec::new();
    ledger
        .each_priced(&InstantRange::ALL, &mut |event| {
            all.push(format!("{event:?}"));
            Ok(())
        })
        .expect("events");
    all.sort();
    assert_eq!(ledger.verify().expect("sums"), Vec::new());
    assert_eq!(ledger.orphans().expect("rows"), Vec::new());
    all
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn any_order_and_any_number_of_times_give_the_same(
        copies in prop::collection::vec((0u8..6, 0u8..6, 0u8..4, 0u8..3, 0u8..4), 1..24),
        order in prop::collection::vec(0usize..1_000, 1..60),
        cut in 1usize..8,
    ) {
        let copies: Vec<PricedEvent> = copies.into_iter().map(|(a, b, c, d, e)| copy(a, b, c, d, e)).collect();
        let mut once = memory(Tz::UTC);
        once.adopt(&copies).expect("merged");
        let mut shuffled = memory(Tz::UTC);
        // Some of them in some order, several times, then all of them backwards.
        for part in order.chunks(cut) {
            let batch: Vec<PricedEvent> = part.iter().map(|at| copies[at % copies.len()].clone()).collect();
            shuffled.adopt(&batch).expect("merged");
        }
        let backwards: Vec<PricedEvent> = copies.iter().rev().cloned().collect();
        shuffled.adopt(&backwards).expect("merged");
        prop_assert_eq!(dump(&once), dump(&shuffled));
        let before = dump(&once);
        let again = once.adopt(&backwards).expect("merged");
        prop_assert_eq!((again.new, again.updated), (0, 0));
        prop_assert!(dump(&once) == before);
    }
}

#[test]
fn what_is_imported_later_meets_what_was_merged() {
    let events: Vec<PricedEvent> = (0..50).map(|n| priced(event(&format!("e{n}")))).collect();
    let (mut merged, mut imported) = (memory(Tz::UTC), memory(Tz::UTC));
    merged.adopt(&events).expect("merged");
    imported.append(&events, &price).expect("stored");
    assert_eq!(dump(&merged), dump(&imported));
    assert_eq!(merged.append(&events, &price).expect("stored").duplicate, 50);
    assert_eq!(imported.adopt(&events).expect("merged").duplicate, 50);
    assert_eq!(sums(&merged, Grain::Day, &InstantRange::ALL, &Filter::default()).records, 50);
}

#[test]
fn a_call_of_telemetry_and_the_log_of_it_are_one_on_either_side() {
    let of_session = |mut one: UsageEvent| {
        one.labels.session = "s1".into();
        one
    };
    let logged = priced(UsageEvent { source: "claude-code", namespace: "anthropic", ..of_session(event("logged")) });
    let mut told = of_session(event("told"));
    told.namespace = "otlp";
    told.telemetry = Some(Box::new(Telemetry::Call { around: None }));
    let told = priced(told);
    let (mut logs, mut telemetry) = (memory(Tz::UTC), memory(Tz::UTC));
    logs.append(std::slice::from_ref(&logged), &price).expect("stored");
    telemetry.append(std::slice::from_ref(&told), &price).expect("stored");
    let all = |ledger: &Ledger| {
        let mut all = Vec::new();
        let mut keep = |event: PricedEvent| {
            all.push(event);
            Ok(())
        };
        ledger.each_priced(&InstantRange::ALL, &mut keep).expect("events");
        all
    };
    let (from_logs, from_telemetry) = (all(&logs), all(&telemetry));
    assert_eq!(logs.adopt(&from_telemetry).expect("merged").new, 0, "the log has it");
    assert_eq!(telemetry.adopt(&from_logs).expect("merged").new, 1, "the log stands for it");
    assert_eq!(telemetry.adopt(&from_telemetry).expect("merged").new, 0, "it does not come back");
    assert_eq!(dump(&logs), dump(&telemetry));
    assert_eq!(sums(&telemetry, Grain::Day, &InstantRange::ALL, &Filter::default()).records, 1);
}

fn home(of: &str) -> Home {
    let home = Home::new();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/sample/usage.jsonl");
    home.run([Path::new("ingest"), &sample]).exits(0);
    let record = |id: &str, model: &str| {
        format!(
            r#"{{"id":"{id}","timestamp":"2026-10-01T10:00:00Z","provider":"acme","model":"{model}","project":"canary-{of}","user":"canary-{of}","session_id":"canary-{of}","tags":{{"canary-{of}":"canary-{of}"}},"input_tokens":1000,"output_tokens":10,"metadata":{{"x":"canary-{of}"}}}}"#
        )
    };
    home.run([
        "pricing",
        "add",
        "--provider",
        "acme",
        "--model",
        "solid",
        "--input-price",
        "3",
        "--output-price",
        "15",
    ])
    .exits(0);
    let lines =
        [record(&format!("{of}-1"), "solid"), record(&format!("{of}-2"), "nobody-knows"), record("both", "solid")];
    home.pipe(["ingest", "-"], lines.join("\n").as_bytes()).exits(0);
    home
}

fn bundle(home: &Home, args: &[&str]) -> PathBuf {
    home.run([&["bundle", "--force", "--output", "out.bundle"], args].concat()).exits(0);
    home.at("out.bundle")
}

fn merge(home: &Home, files: &[&Path]) -> Value {
    let files: Vec<&str> = files.iter().map(|file| file.to_str().unwrap()).collect();
    let ran = home.run([&["merge", "--json"], files.as_slice()].concat()).exits(0);
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
}

fn told(home: &Home) -> Value {
    let ran =
        home.run(["query", "--range", "all", "--group-by", "day,model,project,user", "--json", "--no-sync"]).exits(0);
    let value: Value = serde_json::from_str(&ran.stdout).unwrap();
    value["data"].clone()
}

#[test]
fn two_ledgers_become_one_on_either_side() {
    let (a, b) = (home("a"), home("b"));
    let (from_a, from_b) = (bundle(&a, &[]), bundle(&b, &[]));
    assert_eq!(fs::metadata(&from_a).unwrap().permissions().mode() & 0o777, 0o600);
    let own = told(&a);
    let same = merge(&a, &[&from_a]);
    assert_eq!((&same["bundles"][0]["new"], &same["bundles"][0]["updated"]), (&0.into(), &0.into()), "{same}");
    assert_eq!(told(&a), own, "its own records are there");
    let done = merge(&a, &[&from_b]);
    assert_eq!(done["bundles"][0]["new"], 2, "{done}");
    merge(&b, &[&from_b, &from_a, &from_a]);
    assert_eq!(told(&a), told(&b));
    // A third one has no prices of its own, and the same past.
    let third = Home::new();
    merge(&third, &[&from_b, &from_a]);
    assert_eq!(told(&third), told(&a));
    let unpriced: Value =
        serde_json::from_str(&third.run(["query", "--range", "all", "--group-by", "model", "--json"]).stdout).unwrap();
    assert_eq!(unpriced["summary"]["unpriced_requests"], 3, "one of the sample, one of each: {unpriced}");
    for one in [&a, &b, &third] {
        let ran = one.run(["doctor"]).exits(0);
        assert!(!ran.stdout.contains("error"), "{ran:?}");
        assert!(one.run(["audit", "--action", "merge"]).exits(0).stdout.contains("out.bundle"));
    }
    assert_ne!(third.run(["merge", "absent.bundle"]).exit, 0);
}

#[test]
fn prices_that_differ_are_told_and_the_dearer_word_stays() {
    let (a, b) = (home("a"), home("b"));
    let from_a = bundle(&a, &["--since", "2026-09-01", "--host", "laptop"]);
    b.run(["pricing", "add", "--provider", "acme", "--model", "solid", "--input-price", "4", "--output-price", "15"])
        .exits(0);
    let done = merge(&b, &[&from_a]);
    assert_eq!(done["bundles"][0]["host"], "laptop");
    let conflict = &done["bundles"][0]["price_conflicts"][0];
    assert_eq!(conflict["model"], "solid", "{done}");
    let ran = b.run(["merge", from_a.to_str().unwrap()]).exits(0);
    assert!(ran.stderr.contains("own prices of acme solid differ"), "{ran:?}");
    let dry = Home::new();
    let ran = dry.run(["merge", "--dry-run", from_a.to_str().unwrap()]).exits(0);
    assert!(ran.stdout.contains("sound") && !dry.at(".local/share/cost-ops/cost-ops.db").exists(), "{ran:?}");
}

#[test]
fn names_are_redacted_and_the_originals_come_back() {
    let a = home("a");
    let redacted = bundle(&a, &["--redact"]);
    let mut text = String::new();
    GzDecoder::new(fs::File::open(&redacted).unwrap()).read_to_string(&mut text).unwrap();
    assert!(!text.contains("canary-a"), "{text}");
    assert!(text.contains("redacted:"));
    let lines = |text: &str| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    let mut again = String::new();
    GzDecoder::new(fs::File::open(bundle(&a, &["--redact"])).unwrap()).read_to_string(&mut again).unwrap();
    assert_eq!(lines(&text)[..3], lines(&again)[..3], "the same hashes each time");
    let third = Home::new();
    merge(&third, &[&redacted]);
    let open = a.at("open.bundle");
    a.run(["bundle", "--output", "open.bundle"]).exits(0);
    let done = merge(&third, &[&open]);
    assert_eq!(done["bundles"][0]["new"], 0, "{done}");
    assert_eq!(told(&third), told(&a), "a name says more than its hash");
    assert_eq!(merge(&third, &[&redacted])["bundles"][0]["updated"], 0);
}

/// A bundle of these lines, its end made anew if wanted.
fn forged(lines: &[String], end: bool) -> Vec<u8> {
    let mut text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    if end {
        let hash: String = Sha256::digest(&text).iter().map(|byte| format!("{byte:02x}")).collect();
        text += &format!("{{\"end\":{{\"events\":{},\"sha256\":\"{hash}\"}}}}\n", lines.len() - 1);
    }
    packed(text.as_bytes())
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

#[test]
fn what_is_no_whole_bundle_is_refused_and_nothing_of_it_taken_in() {
    let a = home("a");
    let good = fs::read(bundle(&a, &[])).unwrap();
    let mut text = String::new();
    GzDecoder::new(good.as_slice()).read_to_string(&mut text).unwrap();
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let all = &lines[..lines.len() - 1];
    let home = Home::new();
    let refused = |what: &str, bytes: &[u8], word: &str| {
        let file = home.write("bad.bundle", bytes);
        let ran = home.run(["merge", file.to_str().unwrap()]);
        assert!(!ran.stderr.contains("panicked"), "{what}: {ran:?}");
        assert!(ran.exit != 0 && ran.stderr.contains(word), "{what}: {ran:?}");
        assert!(!home.at(".local/share/cost-ops/cost-ops.db").exists(), "{what}");
    };
    refused("nothing", b"", "cut short");
    refused("text", b"hello", "no bundle");
    refused("an export", text.as_bytes(), "no bundle");
    let mut flipped = good.clone();
    let middle = flipped.len() / 2;
    flipped[middle..middle + 8].iter_mut().for_each(|byte| *byte = !*byte);
    refused("a few bytes that decayed", &flipped, "");
    refused("half", &good[..good.len() / 2], "cut short");
    refused("without its end", &forged(all, false), "cut short");
    refused("other JSON", &packed(b"{\"a\":1}\n"), "no bundle");
    refused("newer", &packed(b"{\"cost_ops_bundle\":2}\n"), "upgrade");
    refused("a huge version", &packed(b"{\"cost_ops_bundle\":18446744073709551615}\n"), "upgrade");
    refused("records after the end", &packed(format!("{text}{}\n", all[1]).as_bytes()), "follows its end");
    let mut altered = all.to_vec();
    altered[1] = altered[1].replace("\"e\"", "\"f\"").replacen("1000", "1001", 1);
    let mut spoiled = altered.clone();
    spoiled.push(lines[lines.len() - 1].clone());
    spoiled[1] = spoiled[1].replacen("\"id\":\"", "\"id\":\"x", 1);
    refused("altered", &forged(&spoiled, false), "not as it was written");
    refused(
        "an unknown key",
        &forged(&[all[0].clone(), "{\"event\":{\"sql\":\"DROP\"}}".into()], true),
        "none of a bundle",
    );
    refused("nested", &forged(&[all[0].clone(), "[".repeat(200_000)], true), "none of a bundle");
    refused("blank lines", &packed(&[all[0].as_bytes(), b"\n\n\n"].concat()), "line 2 is none of a bundle");
    // What unpacks to 45 MB without end, in 45 KB: one line, and records that are one over and over.
    let zeros = vec![b'x'; 45_000_000];
    refused("a bomb", &packed(&[all[0].as_bytes(), b"\n", &zeros].concat()), "beyond all measure");
    let many =
        format!("{}\n", all[1].replacen("\"labels\":[\"", &format!("\"labels\":[\"{}", "x".repeat(1_000_000)), 1));
    refused("a bomb of records", &packed(format!("{}\n{}", all[0], many.repeat(45)).as_bytes()), "beyond all measure");
}

#[test]
fn counters_that_add_up_to_too_much_are_refused_and_nothing_of_them_stays() {
    let a = home("a");
    let mut text = String::new();
    GzDecoder::new(fs::File::open(bundle(&a, &[])).unwrap()).read_to_string(&mut text).unwrap();
    let (head, good) =
        (text.lines().next().unwrap(), text.lines().find(|line| line.contains("\"id\":\"a-1\"")).unwrap());
    let huge = |n: usize| {
        let mut value: Value = serde_json::from_str(good).unwrap();
        value["event"]["id"] = format!("huge-{n}").into();
        value["event"]["usage"][0][1] = 100_000_000_000_000_000u64.into();
        value.to_string()
    };
    let lines: Vec<String> = std::iter::once(head.to_owned()).chain((0..100).map(huge)).collect();
    let third = Home::new();
    let file = third.write("huge.bundle", forged(&lines, true));
    let ran = third.run(["merge", file.to_str().unwrap()]).exits(2);
    assert!(ran.stderr.contains("more than a ledger can hold"), "{ran:?}");
    assert!(third.run(["doctor"]).exits(0).stdout.contains("0 records"));
    let file = third.write("fewer.bundle", forged(&lines[..50], true));
    assert_eq!(merge(&third, &[&file])["bundles"][0]["new"], 49);
}

#[test]
fn records_that_cannot_be_believed_are_refused_one_by_one() {
    let a = home("a");
    let mut text = String::new();
    GzDecoder::new(fs::File::open(bundle(&a, &[])).unwrap()).read_to_string(&mut text).unwrap();
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let (head, good) = (&lines[0], lines.iter().find(|line| line.contains("\"id\":\"a-1\"")).unwrap());
    let value: Value = serde_json::from_str(good).unwrap();
    let bad = |spoil: &dyn Fn(&mut Value)| {
        let mut value = value.clone();
        spoil(&mut value["event"]);
        value.to_string()
    };
    let all = [
        head.clone(),
        good.clone(),
        bad(&|event| event["lines"][0][6] = "0.5".into()),
        bad(&|event| event["lines"][0][5] = 0.into()),
        bad(&|event| event["lines"][0][4] = 4_294_967_295u32.into()),
        bad(&|event| event["lines"][0][3] = 0.into()),
        bad(&|event| event["lines"][0][0] = "../../etc/passwd".into()),
        bad(&|event| event["at"] = i64::MAX.into()),
        bad(&|event| event["usage"][0][1] = u64::MAX.into()),
        bad(&|event| event["latency_ms"] = u64::MAX.into()),
        bad(&|event| event["stamp"]["tier_above"] = u64::MAX.into()),
        bad(&|event| event["source"] = "'; DROP TABLE events; --".into()),
        bad(&|event| event["stamp"] = Value::Null),
        bad(&|event| event["stamp"]["layer"] = "mine".into()),
        bad(&|event| event["unpriced"] = "because".into()),
        bad(&|event| event["metadata"] = "{".into()),
        bad(&|event| event["reported"] = "1e400".into()),
    ];
    let home = Home::new();
    let file = home.write("odd.bundle", forged(&all, true));
    let done = merge(&home, &[&file]);
    let one = &done["bundles"][0];
    assert_eq!(one["new"], 1, "{done}");
    assert_eq!(one["rejected"].as_u64().unwrap(), all.len() as u64 - 2, "{done}");
    home.run(["doctor"]).exits(0);
    assert_eq!(home.run(["merge", "--strict", file.to_str().unwrap()]).exit, 7);
}

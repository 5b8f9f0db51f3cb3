//! Price lists that mean harm, or are damaged, are refused in bounded time; nothing panics.

use std::path::Path;

use cost_ops::catalog::exchange::{read, to_jsonl, to_toml};
use proptest::prelude::*;

const FIXTURES: &[&str] = &[
    "genai.json",
    "litellm.json",
    "models-dev.json",
    "model-prices.json",
    "llm-prices.json",
    "umbra.toml",
    "umbra.jsonl",
];

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/catalog/exchange").join(name)).unwrap()
}

/// Whatever is read can be written and read again, without loss.
fn holds(bytes: &[u8]) {
    let Ok(list) = read(bytes) else { return };
    let again = read(to_jsonl(&list.files).as_bytes());
    if !list.files.is_empty() {
        let again = again.expect("our own JSON Lines");
        assert_eq!((again.skipped, format!("{:?}", again.files)), (0, format!("{:?}", list.files)));
    }
    for file in &list.files {
        let again = read(to_toml(file).as_bytes()).expect("our own TOML");
        assert_eq!(format!("{:?}", again.files), format!("{:?}", std::slice::from_ref(file)));
    }
}

/// What is put in the place of some bytes.
fn spoiler() -> impl Strategy<Value = Vec<u8>> {
    const WORDS: &[&str] = &[
        "",
        "{",
        "}",
        "[",
        "]",
        "null",
        "-1",
        "1e999",
        "1e-60",
        "\"\"",
        "\"\\ud800\"",
        "true",
        "0",
        ",",
        ":",
        "\n",
        "\"é\\u0000'''\"",
    ];
    prop_oneof![
        proptest::sample::select(WORDS).prop_map(|word| word.as_bytes().to_vec()),
        proptest::collection::vec(any::<u8>(), 0..6),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        holds(&bytes);
    }

    #[test]
    fn a_damaged_list_is_read_or_refused(
        name in proptest::sample::select(FIXTURES),
        places in proptest::collection::vec((any::<proptest::sample::Index>(), 0usize..12, spoiler()), 1..4),
    ) {
        let mut bytes = fixture(name);
        for (at, length, with) in places {
            let at = at.index(bytes.len());
            let end = (at + length).min(bytes.len());
            bytes.splice(at..end, with);
        }
        holds(&bytes);
    }
}

/// Values swapped for others of any kind: the JSON stays JSON.
#[test]
fn every_value_of_every_list_may_be_anything() {
    let others = ["null", "-1", "1e-7", "[{}]", "{\"a\":{}}", "\"x\""];
    for name in FIXTURES.iter().filter(|name| name.ends_with(".json")) {
        let text = String::from_utf8(fixture(name)).unwrap();
        for (turn, (at, _)) in text.match_indices("\":").enumerate() {
            let rest = text[at + 2..].trim_start();
            let start = text.len() - rest.len();
            let mut values = serde_json::Deserializer::from_str(rest).into_iter::<serde_json::Value>();
            if values.next().is_none_or(|value| value.is_err()) {
                continue;
            }
            let end = start + values.byte_offset();
            // Each place gets two of them, its neighbours the others.
            for other in [others[turn % others.len()], others[(turn + 1) % others.len()]] {
                let _ = read(format!("{}{other}{}", &text[..start], &text[end..]).as_bytes());
            }
        }
    }
}

#[test]
fn deep_nesting_is_no_way_in() {
    let deep = |open: &str, close: &str| format!("{}1{}", open.repeat(20_000), close.repeat(20_000));
    let rule = format!("{}{{\"equals\":\"x\"}}{}", "{\"or\":[".repeat(5_000), "]}".repeat(5_000));
    let lists = [
        deep("[", "]"),
        deep("{\"a\":", "}"),
        format!("{{\"m\":{{\"litellm_provider\":\"u\",\"input_cost_per_token\":{}}}}}", deep("[", "]")),
        format!("[{{\"id\":\"u\",\"models\":[{{\"id\":\"m\",\"match\":{rule},\"prices\":{{\"input_mtok\":1}}}}]}}]"),
    ];
    for list in lists {
        if let Ok(list) = read(list.as_bytes()) {
            assert!(list.files.iter().all(|file| file.models.is_empty()) && list.skipped == 1, "{:?}", list.log);
        }
    }
}

#[test]
fn names_and_texts_of_any_kind_survive_the_way_out_and_back() {
    let odd = "tab\\tquote\\\"back\\\\slash '''é\\u202e";
    let list = format!(
        "{{\"{odd}\":{{\"litellm_provider\":\"u\",\"input_cost_per_token\":1e-6}},\"é/{odd}\":{{\"litellm_provider\":\"É\",\"input_cost_per_token\":1e-6}}}}"
    );
    holds(list.as_bytes());
}

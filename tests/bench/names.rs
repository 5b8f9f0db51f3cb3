//! Name look-ups and quotes a second, as ratios of a plain hash map `get` in the same run.
//!
//! `cargo bench --bench names`. Prints; asserts nothing about time.

#![allow(clippy::disallowed_macros, clippy::float_arithmetic)]

use std::collections::HashMap;
use std::hint::black_box;
use std::time::Instant;

use cost_ops::catalog::PriceBook;
use cost_ops::domain::{PriceContext, UsageClass, UsageCounts};

const ROUNDS: usize = 300;

/// Names as records spell them: bare, dated, regional, routed, folded; one unknown in twenty.
const NAMES: &[(Option<&str>, &str)] = &[
    (Some("openai"), "gpt-4o"),
    (Some("openai"), "gpt-4o-2024-08-06"),
    (Some("openai"), "gpt-5.2-20251211"),
    (Some("openai"), "gpt-5.4-mini"),
    (Some("openai"), "o3-mini"),
    (Some("anthropic"), "claude-haiku-4-5-20251001"),
    (Some("anthropic"), "claude-opus-4-5"),
    (Some("anthropic"), "claude-sonnet-4.5"),
    (Some("anthropic"), "claude-sonnet-4-5-20250929"),
    (Some("aws"), "us.anthropic.claude-sonnet-4-5-20250929-v1:0"),
    (Some("aws"), "us.amazon.nova-lite-v1:0"),
    (Some("google"), "gemini-2.5-pro"),
    (Some("google"), "models/gemini-2.5-flash"),
    (Some("google"), "claude-opus-4-5@20251101"),
    (Some("azure"), "gpt-4o-mini"),
    (Some("openrouter"), "anthropic/claude-sonnet-4.5"),
    (Some("litellm"), "vertex_ai/gemini-2.5-pro"),
    (None, "gemini-2.5-pro"),
    (None, "claude-opus-4-5"),
    (Some("azure"), "my-deployment-7"),
];

/// Operations a second.
fn rate(mut work: impl FnMut()) -> f64 {
    work();
    let start = Instant::now();
    for _ in 0..ROUNDS {
        (0..100).for_each(|_| work());
    }
    (ROUNDS * 100 * NAMES.len()) as f64 / start.elapsed().as_secs_f64()
}

fn main() {
    let map: HashMap<(Option<String>, String), usize> =
        NAMES.iter().enumerate().map(|(i, (p, m))| ((p.map(str::to_owned), (*m).to_owned()), i)).collect();
    let keys: Vec<_> = NAMES.iter().map(|(p, m)| (p.map(str::to_owned), (*m).to_owned())).collect();
    let ceiling = rate(|| {
        keys.iter().for_each(|key| {
            black_box(map.get(key));
        });
    });
    let cold = rate(|| {
        NAMES.iter().for_each(|(p, m)| {
            black_box(PriceBook::find(*p, m));
        });
    });

    let first = Instant::now();
    let book = PriceBook::new(Vec::new());
    let usage =
        UsageCounts::from_iter([(UsageClass::Input, 12_345), (UsageClass::CacheRead, 345), (UsageClass::Output, 678)]);
    let (context, at) = (PriceContext::default(), "2026-11-23T12:00:00Z".parse().expect("an instant"));
    black_box(book.quote(Some("openai"), "gpt-4o", at, &context, &usage));
    let first = first.elapsed();
    let quotes = rate(|| {
        NAMES.iter().for_each(|(p, m)| {
            black_box(book.quote(*p, m, at, &context, &usage));
        });
    });

    println!("{:<34} {:>12} {:>10}", "", "per second", "of ceiling");
    for (what, rate) in
        [("hash map get (ceiling)", ceiling), ("cold name look-up", cold), ("quote, name known", quotes)]
    {
        println!("{what:<34} {rate:>12.0} {:>9.1}%", 100.0 * rate / ceiling);
    }
    println!("first quote of a process: {first:?}");
}

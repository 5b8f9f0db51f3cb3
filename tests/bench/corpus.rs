//! A made-up month (or year) of usage: the same rows as native JSONL and as CSV.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// The columns of the CSV form, in order.
pub(crate) const COLUMNS: &str = "id, timestamp, provider, model, organization_id, project_id, user_id, session_id, \
                           input_tokens, output_tokens, cached_tokens, cache_write_tokens, total_tokens, team";

/// Providers and models of the records.
pub(crate) const MODELS: [(&str, &str); 12] = [
    ("anthropic", "claude-opus-4-6"),
    ("anthropic", "claude-sonnet-4-5-20250929"),
    ("anthropic", "claude-haiku-4-5-20251001"),
    ("openai", "gpt-5.2"),
    ("openai", "gpt-4o-mini"),
    ("openai", "gpt-4.1"),
    ("google", "gemini-2.5-pro"),
    ("google", "gemini-2.5-flash"),
    ("mistral", "mistral-medium-2508"),
    ("deepseek", "deepseek-v4-flash"),
    ("groq", "llama-3.3-70b-versatile"),
    ("x-ai", "grok-4.3"),
];
const PROJECTS: [&str; 8] = ["api", "web", "search", "etl", "bot", "eval", "docs", "ops"];
const USERS: [&str; 6] = ["ana", "bo", "chi", "dee", "eve", "fay"];
const TEAMS: [&str; 4] = ["blue", "green", "red", "gray"];
const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// 2026-10-31T23:59:59Z in seconds: the newest record.
const END: u64 = 1_793_491_199;

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        // splitmix64
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    /// Below a power of two that is itself drawn: small numbers are frequent, large ones occur.
    fn spread(&mut self, least: u64, bits: u64) -> u64 {
        let power = least + self.below(bits);
        self.below(1 << power)
    }
}

struct Record {
    id: String,
    timestamp: String,
    provider: &'static str,
    model: &'static str,
    project: &'static str,
    user: &'static str,
    team: &'static str,
    session: String,
    input: u64,
    output: u64,
    cached: u64,
    written: u64,
}

fn record(random: &mut Random, index: u64, records: u64, days: u64) -> Record {
    let (provider, model) = MODELS[(random.below(144) as f64).sqrt() as usize];
    let id = (0..24).map(|_| LETTERS[random.below(62) as usize] as char).collect::<String>();
    let seconds = END - days * 86_400 + index * days * 86_400 / records;
    let at = chrono::DateTime::from_timestamp(seconds as i64, 0).expect("within range");
    let input = 1 + random.spread(4, 14);
    let cached = if random.below(10) < 6 { random.below(input) } else { 0 };
    // A session is of one project and one user.
    let session = index / 40;
    let mut of = Random(session);
    let written = if provider == "anthropic" && random.below(2) == 0 { random.below(input - cached + 1) } else { 0 };
    Record {
        id: format!("req_{id}"),
        timestamp: format!("{}.{:03}Z", at.format("%Y-%m-%dT%H:%M:%S"), random.below(1000)),
        provider,
        model,
        project: PROJECTS[of.below(8) as usize],
        user: USERS[of.below(6) as usize],
        team: TEAMS[of.below(4) as usize],
        session: format!("s{session:06}"),
        input,
        output: 1 + random.spread(3, 9),
        cached,
        written,
    }
}

fn json_line(out: &mut dyn Write, r: &Record) -> io::Result<()> {
    writeln!(
        out,
        r#"{{"id":"{}","timestamp":"{}","provider":"{}","model":"{}","organization_id":"acme","project_id":"{}","user_id":"{}","session_id":"{}","input_tokens":{},"output_tokens":{},"cached_tokens":{},"cache_write_tokens":{},"total_tokens":{},"tags":{{"team":"{}"}}}}"#,
        r.id,
        r.timestamp,
        r.provider,
        r.model,
        r.project,
        r.user,
        r.session,
        r.input,
        r.output,
        r.cached,
        r.written,
        r.input + r.output,
        r.team
    )
}

fn csv_line(out: &mut dyn Write, r: &Record) -> io::Result<()> {
    writeln!(
        out,
        "{},{},{},{},acme,{},{},{},{},{},{},{},{},{}",
        r.id,
        r.timestamp,
        r.provider,
        r.model,
        r.project,
        r.user,
        r.session,
        r.input,
        r.output,
        r.cached,
        r.written,
        r.input + r.output,
        r.team
    )
}

/// `records` lines of native JSONL over `days` days, oldest first.
pub(crate) fn write_jsonl(out: impl Write, records: u64, days: u64) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, out);
    let mut random = Random(7);
    for index in 0..records {
        json_line(&mut out, &record(&mut random, index, records, days))?;
    }
    out.flush()
}

/// The same 30 days of records in both forms.
pub(crate) fn write_both(jsonl: &Path, csv: &Path, records: u64) -> io::Result<()> {
    let mut random = Random(11);
    let mut jsonl = BufWriter::new(File::create(jsonl)?);
    let mut csv = BufWriter::new(File::create(csv)?);
    for index in 0..records {
        let record = record(&mut random, index, records, 30);
        json_line(&mut jsonl, &record)?;
        csv_line(&mut csv, &record)?;
    }
    jsonl.flush()?;
    csv.flush()
}

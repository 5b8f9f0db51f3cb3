//! `cost-ops guide`: the hand-written guides, in the binary.

use std::io::Read;

use flate2::read::GzDecoder;

use super::{Context, Failure};
use crate::domain::{Code, Error, did_you_mean};
use crate::render::wrapped;

/// A guide: its topic, what it is about, its text (Markdown).
pub struct Guide {
    pub topic: &'static str,
    pub about: &'static str,
}

/// The files of `man/guide`, packed by the build: `topic NUL text NUL` for each.
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/guide.gz"));

impl Guide {
    /// The text.
    pub fn text(&self) -> String {
        let mut all = String::new();
        // What the build packed is whole.
        let _ = GzDecoder::new(PACKED).read_to_string(&mut all);
        let mut parts = all.split('\0');
        let text = parts.find(|topic| *topic == self.topic).and_then(|_| parts.next());
        text.unwrap_or_default().to_owned()
    }
}

macro_rules! guides {
    ($($topic:literal $about:literal)*) => {
        /// Every guide; one line for each file in `man/guide/`.
        pub const GUIDES: &[Guide] = &[$(Guide {
            topic: $topic,
            about: $about,
        }),*];
    };
}

guides! {
    "agents" "the logs of coding agents: where they are, what counts once, syncing"
    "budgets-in-ci" "budgets: set them, as code, a gate in CI, a command that stops at its limit"
    "bundles" "several ledgers become one: bundle, merge, redacting, the format"
    "closing" "bills against the ledger; closed periods: freezing, late records, proof"
    "config" "the configuration files, every key, what wins over what"
    "durability" "what is promised, what is not, how each was shown"
    "exports" "files to hand on: HTML reports, spreadsheets, what other programs read"
    "forecasting" "the days ahead, how they are found and judged; days out of the ordinary"
    "formats" "what can be read: formats, fields, identity, refused records"
    "ledger" "the file: SQL views, opening rules, identity, backup"
    "migrating" "coming from ccusage, LiteLLM or a spreadsheet; going back out"
    "packaging" "building it: small, static, reproducible; Debian, Homebrew; licences"
    "plans" "subscriptions: list value, billed and effective cost, break-even"
    "pricing" "the price book: layers, names, tiers, unknown prices, checking a catalog"
    "reports" "query, summary, export: grouping, measures, the shapes machines read"
    "server" "a server for a team: start, keys, agents over OpenTelemetry, TLS, metrics, limits"
    "sql" "questions of your own in SQL: cost-ops sql, sqlite3, Datasette, DuckDB"
    "troubleshooting" "symptom, cause, fix"
}

/// Other words for a topic.
const ALSO: &[(&str, &str)] = &[
    ("sources", "agents"),
    ("logs", "agents"),
    ("budgets", "budgets-in-ci"),
    ("configuration", "config"),
    ("forecast", "forecasting"),
    ("prices", "pricing"),
    ("ccusage", "migrating"),
    ("litellm", "migrating"),
    ("install", "packaging"),
    ("errors", "troubleshooting"),
];

/// Arguments of `guide`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cost-ops guide
  cost-ops guide troubleshooting")]
pub struct GuideArgs {
    /// What to read about; without it the topics are listed
    pub topic: Option<String>,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &GuideArgs) -> Result<(), Failure> {
    let Some(topic) = &args.topic else {
        let list: String = GUIDES.iter().map(|guide| format!("{:16} {}\n", guide.topic, guide.about)).collect();
        return context.print(&list);
    };
    let word = ALSO.iter().find(|(word, _)| word == topic).map_or(topic.as_str(), |(_, topic)| topic);
    match GUIDES.iter().find(|guide| guide.topic == word) {
        Some(guide) if context.is_to_terminal() => {
            context.print(&reflowed(&guide.text(), usize::from(context.style().width)))
        }
        Some(guide) => context.print(&guide.text()),
        None => {
            let error = Error::new(Code::NotFound, format!("there is no guide {topic:?}"));
            let topics = GUIDES.iter().map(|guide| guide.topic);
            Err(error.hint(did_you_mean(topic, topics, "cost-ops guide lists the topics")).into())
        }
    }
}

/// The text with its paragraphs and points in lines of at most `width` columns; tables and what is to be typed stay as
/// they are.
fn reflowed(text: &str, width: usize) -> String {
    let (mut out, mut paragraph, mut as_is) = (String::with_capacity(text.len() + 256), String::new(), false);
    for line in text.lines() {
        let fence = line.starts_with("```");
        let alone = as_is || fence || line.is_empty() || line.starts_with(['|', '#']);
        if alone || is_point(line) {
            fill(&mut paragraph, width, &mut out);
        }
        as_is ^= fence;
        if alone {
            out.push_str(line);
            out.push('\n');
        } else {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(line.trim());
        }
    }
    fill(&mut paragraph, width, &mut out);
    out
}

fn is_point(line: &str) -> bool {
    line.starts_with("- ") || line.split_once(". ").is_some_and(|(number, _)| number.parse::<u8>().is_ok())
}

/// Ends a paragraph; a point is indented as far as its words.
fn fill(paragraph: &mut String, width: usize, out: &mut String) {
    let text = std::mem::take(paragraph);
    let indent = if is_point(&text) { text.find(' ').map_or(0, |at| at + 1) } else { 0 };
    let lines = if text.is_empty() { Vec::new() } else { wrapped(&text, width.saturating_sub(indent).max(20)) };
    for (at, line) in lines.into_iter().enumerate() {
        out.extend(std::iter::repeat_n(' ', if at == 0 { 0 } else { indent }));
        out.push_str(line);
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_points_fit_and_the_rest_stays() {
        let text = "# A head that is longer than the lines are\n\nOne sentence in\ntwo lines of its own.\n- A point of some\n  \
                    length\n- another\n\n```console\n$ cost-ops daily --range all --json\n```\n\n| a | b |\n";
        let shown = "# A head that is longer than the lines are\n\nOne sentence in two\nlines of its own.\n- A point of some\n  \
                     length\n- another\n\n```console\n$ cost-ops daily --range all --json\n```\n\n| a | b |\n";
        assert_eq!(reflowed(text, 20), shown);
        for guide in GUIDES {
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(words(&reflowed(&guide.text(), 60)), words(&guide.text()), "{}", guide.topic);
        }
    }
}

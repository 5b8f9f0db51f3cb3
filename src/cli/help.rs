//! The first page of help: verbs under what people do with them.
//!
//! Owns: which verb belongs where. Refuses to know: what a verb does; its own first sentence says it.

use clap::builder::StyledStr;
use clap::{Command, CommandFactory};

use super::Cli;

/// Verbs on one line, and what they are for when that is no verb's own first sentence.
type Line = (&'static [&'static str], &'static str);

/// What people do, and the verbs for it; every verb is in one of them.
const GROUPS: &[(&str, &[Line])] = &[
    ("Record", &[(&["ingest"], ""), (&["record"], ""), (&["sync"], ""), (&["sources"], "")]),
    (
        "Look",
        &[
            (&["summary"], ""),
            (&["hourly", "daily", "weekly", "monthly", "calendar"], "What was spent, over time"),
            (&["models", "projects", "sessions", "tags", "top"], "What was spent on each, the dearest first"),
            (&["blocks"], ""),
            (&["statusline"], ""),
            (&["query", "sql"], "Ask what was spent, by anything, or in SQL"),
            (&["explain", "diff", "what-if"], "What a cost is made of, why it changed, what it could be"),
            (&["export", "report"], "Records, or a whole report, as a file to hand on"),
        ],
    ),
    ("Plan", &[(&["budget"], ""), (&["run"], ""), (&["forecast"], ""), (&["plan"], "")]),
    ("Price", &[(&["pricing"], ""), (&["reconcile"], "")]),
    ("Serve", &[(&["server"], ""), (&["auth"], "")]),
    (
        "Keep",
        &[
            (&["init"], ""),
            (&["health", "doctor"], "Whether the ledger is well, and what is wrong with it"),
            (&["backup", "restore"], "Copy the ledger while it is in use; put a copy in its place"),
            (&["maintain", "prune"], "Tidy the ledger up; remove what is too old"),
            (&["bundle", "merge"], "Carry records from one ledger to another"),
            (&["close", "audit"], "Freeze a period; who changed what"),
            (&["config"], ""),
            (&["completion", "guide"], "Scripts for your shell; guides to read"),
        ],
    ),
];

/// The page: `-h` with verbs that belong together on one line, which fits a screen; or each verb and
/// all options for `--help`.
pub(super) fn page(long: bool) -> StyledStr {
    let verbs = verbs(&Cli::command(), long);
    let options = match long {
        true => "{options}\n\n".to_owned(),
        false => {
            "Every verb takes --json, -o FILE, --db FILE, --tz ZONE, -q, -v and more: cost-ops --help.\n".to_owned()
        }
    };
    let mut command = Cli::command().help_template(format!(
        "{{about}}\n\n{{usage-heading}} {{usage}}\n\n{verbs}\n{options}cost-ops VERB --help has examples; cost-ops guide lists the guides.\n"
    ));
    if long { command.render_long_help() } else { command.render_help() }
}

fn verbs(command: &Command, long: bool) -> String {
    let about = |name: &str| command.find_subcommand(name).and_then(Command::get_about).map(ToString::to_string);
    let mut text = String::new();
    for (title, lines) in GROUPS {
        text.push_str(&format!("{title}:\n"));
        for (names, together) in *lines {
            let known: Vec<(&str, String)> = names.iter().filter_map(|name| Some((*name, about(name)?))).collect();
            match known.as_slice() {
                [_, _, ..] if !long => {
                    let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
                    text.push_str(&format!("  {}  {together}\n", names.join(", ")));
                }
                each => each.iter().for_each(|(name, about)| text.push_str(&format!("  {name:<11} {about}\n"))),
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verb_is_under_one_heading() {
        let command = Cli::command();
        for verb in command.get_subcommands().map(Command::get_name) {
            let lines = GROUPS.iter().flat_map(|(_, lines)| lines.iter());
            let listed = lines.flat_map(|(names, _)| names.iter()).filter(|name| **name == verb).count();
            assert_eq!(listed, 1, "{verb}");
        }
    }

    #[test]
    fn the_page_fits_a_terminal() {
        let page = page(false).to_string();
        assert!(page.lines().all(|line| line.chars().count() <= 100), "{page}");
        assert!(page.contains("Record:\n  ingest"), "{page}");
        assert!(page.lines().count() <= 50, "it fits a screen: {}", page.lines().count());
    }
}

//! The first page of help: verbs under what people do with them.
//!
//! Owns: which verb belongs where. Refuses to know: what a verb does; its own first sentence says it.

use clap::builder::StyledStr;
use clap::{Command, CommandFactory};

use super::Cli;

/// What people do, and the verbs for it; every verb is in one of them.
const GROUPS: &[(&str, &[&str])] = &[
    ("Record", &["ingest", "record", "sync", "sources"]),
    (
        "Look",
        &[
            "summary",
            "hourly",
            "daily",
            "weekly",
            "monthly",
            "calendar",
            "models",
            "projects",
            "sessions",
            "tags",
            "top",
            "blocks",
            "statusline",
            "query",
            "sql",
            "explain",
            "diff",
            "what-if",
            "export",
            "report",
        ],
    ),
    ("Plan", &["budget", "run", "forecast", "plan"]),
    ("Price", &["pricing", "reconcile"]),
    ("Serve", &["server", "auth"]),
    (
        "Keep",
        &[
            "init",
            "health",
            "doctor",
            "backup",
            "restore",
            "maintain",
            "prune",
            "bundle",
            "merge",
            "close",
            "audit",
            "config",
            "completion",
            "guide",
        ],
    ),
];

/// The page: `-h`, or all options for `--help`.
pub(super) fn page(long: bool) -> StyledStr {
    let mut command = Cli::command().help_template(format!(
        "{{about}}\n\n{{usage-heading}} {{usage}}\n\n{}\n{{options}}\n\ncost-ops VERB --help has examples; cost-ops guide lists the guides.\n",
        verbs(&Cli::command())
    ));
    if long { command.render_long_help() } else { command.render_help() }
}

fn verbs(command: &Command) -> String {
    let about = |name: &str| command.find_subcommand(name).and_then(Command::get_about).map(ToString::to_string);
    let mut text = String::new();
    for (title, names) in GROUPS {
        text.push_str(&format!("{title}:\n"));
        for name in *names {
            if let Some(about) = about(name) {
                text.push_str(&format!("  {name:<11} {about}\n"));
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
            let listed = GROUPS.iter().flat_map(|(_, names)| names.iter()).filter(|name| **name == verb).count();
            assert_eq!(listed, 1, "{verb}");
        }
    }

    #[test]
    fn the_page_fits_a_terminal() {
        let page = page(false).to_string();
        assert!(page.lines().all(|line| line.chars().count() <= 100), "{page}");
        assert!(page.contains("Record:\n  ingest"), "{page}");
    }
}

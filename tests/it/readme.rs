//! Runs every `console` block of the README, the guides and checks what they print.
//!
//! A line `$ COMMAND` is run by `sh` with the built `cost-ops` on the path, in a folder that has
//! `examples/` in it; the lines after it are what it prints (both streams), where `...` stands for
//! any text within a line, or on a line of its own for any lines.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::Home;

/// Commands that are shown and not run here: they build, or test, the project itself.
const NOT_RUN: &[&str] = &["cargo ", "git ", "./.ci/run"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

struct Step {
    line: usize,
    command: String,
    expected: Vec<String>,
}

/// The blocks of a document; each is a list of steps that share a folder.
fn blocks(text: &str) -> Vec<Vec<Step>> {
    let mut blocks = Vec::new();
    let mut open: Option<Vec<Step>> = None;
    for (at, line) in text.lines().enumerate() {
        match &mut open {
            None if line.trim() == "```console" => open = Some(Vec::new()),
            None => {}
            Some(_) if line.trim() == "```" => blocks.extend(open.take()),
            Some(steps) => match line.strip_prefix("$ ") {
                Some(command) => steps.push(Step { line: at + 1, command: command.to_owned(), expected: Vec::new() }),
                None => {
                    let step = steps.last_mut().unwrap_or_else(|| panic!("line {}: output before a command", at + 1));
                    match step.command.strip_suffix('\\') {
                        Some(start) => step.command = format!("{start}{}", line.trim_start_matches("> ")),
                        None => step.expected.push(line.to_owned()),
                    }
                }
            },
        }
    }
    blocks
}

/// Whether `actual` is `expected` with `...` standing for anything.
fn line_fits(expected: &str, actual: &str) -> bool {
    let (expected, actual) = (expected.trim_end(), actual.trim_end());
    let mut parts = expected.split("...");
    let Some(mut rest) = parts.next().and_then(|first| actual.strip_prefix(first)) else { return false };
    let parts: Vec<_> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
    for part in middle {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

fn fits(expected: &[String], actual: &[&str]) -> bool {
    match expected.split_first() {
        None => actual.iter().all(|line| line.trim().is_empty()),
        Some((first, more)) if first.trim() == "..." => (0..=actual.len()).any(|skip| fits(more, &actual[skip..])),
        Some((first, more)) => {
            actual.split_first().is_some_and(|(line, rest)| line_fits(first, line) && fits(more, rest))
        }
    }
}

fn run_document(path: &Path) -> usize {
    let text = std::fs::read_to_string(path).unwrap();
    let mut ran = 0;
    for block in blocks(&text) {
        let home = Home::new();
        std::os::unix::fs::symlink(root().join("examples"), home.at("examples")).unwrap();
        let program = PathBuf::from(env!("CARGO_BIN_EXE_cost-ops"));
        let search = format!("{}:/usr/local/bin:/usr/bin:/bin", program.parent().unwrap().display());
        for step in block {
            if NOT_RUN.iter().any(|start| step.command.starts_with(start)) {
                continue;
            }
            let mut shell = Command::new("sh");
            shell.arg("-c").arg(format!("exec 2>&1; {}", step.command)).current_dir(home.path()).env_clear();
            shell.env("HOME", home.path()).env("PATH", &search).env("TZ", "UTC").env("LANG", "C.UTF-8");
            shell.env("COST_OPS_PROGRAM", &program);
            let output = shell.output().unwrap();
            let shown = String::from_utf8_lossy(&output.stdout).into_owned();
            let actual: Vec<&str> = shown.lines().collect();
            let place = format!("{}:{}", path.display(), step.line);
            assert!(fits(&step.expected, &actual), "{place}: $ {}\nprinted:\n{shown}", step.command);
            ran += 1;
        }
    }
    ran
}

#[test]
fn the_readme_says_what_happens() {
    assert!(run_document(&root().join("README.md")) >= 4, "the README has commands");
}

#[test]
fn the_guides_say_what_happens() {
    for entry in std::fs::read_dir(root().join("man/guide")).unwrap() {
        run_document(&entry.unwrap().path());
    }
}

/// The commands within sentences: what stands for something else (`FILE`, `…`) is left to the reader.
fn mentioned(text: &str) -> impl Iterator<Item = Vec<String>> {
    let spans = text.split('`').skip(1).step_by(2).filter(|span| span.starts_with("cost-ops ") && !span.contains('\n'));
    spans.map(|span| {
        let command = span.split(['|', ';', '<', '>']).next().unwrap_or_default();
        command.replace(['…', '[', ']'], "").split_whitespace().skip(1).map(str::to_owned).collect()
    })
}

#[test]
fn commands_that_are_mentioned_can_be_typed() {
    let home = Home::new();
    let (mut documents, mut tried) = (vec![root().join("README.md")], 0);
    documents.extend(std::fs::read_dir(root().join("man/guide")).unwrap().map(|entry| entry.unwrap().path()));
    for document in documents {
        for words in mentioned(&std::fs::read_to_string(&document).unwrap()) {
            if words.first().is_none_or(|verb| verb == "VERB") {
                continue;
            }
            let ran = home.run(words.iter().map(String::as_str).chain(["--help"]));
            let unknown =
                ["unexpected argument", "unrecognized subcommand"].iter().any(|word| ran.stderr.contains(word));
            assert!(!unknown, "{}: cost-ops {}: {}", document.display(), words.join(" "), ran.stderr);
            tried += 1;
        }
    }
    assert!(tried > 50, "{tried}");
}

#[test]
fn the_readmes_test_command_is_what_ci_calls() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let ci = std::fs::read_to_string(root().join(".ci/run")).unwrap();
    let commands: Vec<_> = blocks(&readme).into_iter().flatten().map(|step| step.command).collect();
    assert_eq!(commands.get(1).map(String::as_str), Some("cargo test --locked"), "the second command runs the tests");
    assert!(ci.lines().any(|line| line == "cargo test --locked"), ".ci/run calls it");
}

#[test]
fn wildcards_stand_for_text_and_lines() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    assert!(line_fits("a ... c", "a b c") && line_fits("abc", "abc ") && !line_fits("a ... c", "a b d"));
    assert!(fits(&lines("a\n...\nz"), &["a", "b", "c", "z"]) && !fits(&lines("a\n...\nz"), &["a", "b"]));
    assert!(!fits(&lines("a"), &["a", "b"]) && fits(&lines("a"), &["a", ""]));
}

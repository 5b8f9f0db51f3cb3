//! Help that fits a screen, with examples that are understood.

use std::ffi::OsString;

use clap::{Command, CommandFactory, Parser};
use cost_ops::cli::Cli;

use crate::run::{Home, Ran};

const PAGE: usize = 41;
const VERB: usize = 43;

/// The lines of examples of a command and of those below it.
fn examples(command: &Command, out: &mut Vec<String>) {
    let text = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let block = text.split_once("Examples:\n").map_or("", |(_, rest)| rest.split("\n\n").next().unwrap_or_default());
    for line in block.replace("\\\n", " ").lines() {
        out.push(line.trim().to_owned());
    }
    command.get_subcommands().for_each(|below| examples(below, out));
}

/// The words of each call of the program in a line, as a shell would make them.
fn calls(line: &str) -> Vec<Vec<OsString>> {
    let (mut calls, mut words, mut word) = (Vec::new(), Vec::new(), None::<String>);
    let (mut quote, mut escaped) = (None::<char>, false);
    for c in line.chars().chain([' ', '\n']) {
        match (quote, c) {
            _ if escaped => {
                word.get_or_insert_default().push(c);
                escaped = false;
            }
            (Some(open), c) if c == open => quote = None,
            (Some(_), c) => word.get_or_insert_default().push(c),
            (None, '\\') => escaped = true,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, '|' | ';' | '&' | '>' | '<' | '\n') => calls.push(std::mem::take(&mut words)),
            (None, c) if c.is_whitespace() => words.extend(word.take().map(OsString::from)),
            (None, c) => word.get_or_insert_default().push(c),
        }
    }
    calls.retain(|call: &Vec<OsString>| call.first().is_some_and(|first| first == "cost-ops"));
    calls
}

#[test]
fn every_verb_has_examples_that_are_understood() {
    for verb in Cli::command().get_subcommands() {
        let mut lines = Vec::new();
        examples(verb, &mut lines);
        let all: Vec<_> = lines.iter().flat_map(|line| calls(line)).collect();
        assert!(all.len() >= 2, "{}: two examples, not {}", verb.get_name(), all.len());
        for call in all {
            if let Err(error) = Cli::try_parse_from(&call) {
                panic!("an example of {} is wrong: {call:?}\n{error}", verb.get_name());
            }
        }
    }
}

/// The words of every verb and of those below it.
fn paths(command: &Command, above: &[String], out: &mut Vec<Vec<String>>) {
    for below in command.get_subcommands() {
        let path = [above, &[below.get_name().to_owned()]].concat();
        paths(below, &path, out);
        out.push(path);
    }
}

#[test]
fn help_fits_a_screen() {
    let home = Home::new();
    let narrow = |args: &[&str]| Ran::of(home.command(args).env("COLUMNS", "80").output().unwrap()).exits(0);
    let lines = |args: &[&str]| narrow(args).stdout.lines().count();
    assert!(lines(&["-h"]) <= PAGE, "the first page has {} lines", lines(&["-h"]));
    let mut verbs = Vec::new();
    paths(&Cli::command(), &[], &mut verbs);
    let long: Vec<_> = verbs
        .iter()
        .map(|verb| (lines(&verb.iter().map(String::as_str).chain(["-h"]).collect::<Vec<_>>()), verb.join(" ")))
        .filter(|(lines, _)| *lines > VERB)
        .collect();
    assert!(long.is_empty(), "more than {VERB} lines: {long:?}");
}

#[test]
fn examples_of_reports_show_something() {
    let home = Home::new();
    home.run(["init", "--seed"]).exits(0);
    let demo = home.at(".local/share/cost-ops/demo.db");
    let db = demo.to_string_lossy().into_owned();
    // The budget that examples name.
    home.run(["budget", "set", "team", "--amount", "90", "--period", "month", "--db", &db]).exits(0);
    let tree = Cli::command();
    for name in ["summary", "daily", "calendar", "top", "query", "forecast"] {
        let mut lines = Vec::new();
        examples(tree.find_subcommand(name).unwrap(), &mut lines);
        for call in lines.iter().flat_map(|line| calls(line)) {
            let ran = home.run(call[1..].iter().chain(&["--db".into(), demo.clone().into_os_string()]));
            assert!(ran.exit == 7 || ([0, 6].contains(&ran.exit) && !ran.stdout.is_empty()), "{call:?}: {ran:?}");
        }
    }
}

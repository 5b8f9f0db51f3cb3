//! Holds the rooms apart: who may name whom, which crates and types stay in which room, file sizes.

use std::fs;
use std::path::{Path, PathBuf};

/// What each room may name, besides itself. `main` and `lib` may name everything.
const ALLOWED: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("table", &["domain"]),
    ("catalog", &["domain"]),
    ("source", &["domain"]),
    ("store", &["domain"]),
    ("ingest", &["domain", "catalog", "source", "store"]),
    ("report", &["domain", "catalog", "store", "table"]),
    ("render", &["domain", "table"]),
    ("auth", &["domain", "store"]),
    ("client", &["domain"]),
    ("alert", &["domain", "store", "report", "client"]),
    ("server", &["domain", "alert", "auth", "catalog", "source", "store", "ingest", "report", "render", "table"]),
    ("config", &["domain"]),
    ("paths", &["domain", "config"]),
    (
        "cli",
        &[
            "domain", "alert", "catalog", "source", "store", "ingest", "report", "render", "client", "server",
            "config", "paths", "table", "auth",
        ],
    ),
];

/// Crates that only these rooms may name.
const KEPT: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("indicatif", &["cli"]),
    ("rustix", &["alert", "auth", "cli", "server", "store", "ingest"]),
    ("tiny_http", &["server"]),
    ("r2d2", &["store"]),
    ("signal_hook", &["cli"]),
    ("argon2", &["auth"]),
    ("tracing_subscriber", &["cli"]),
    ("rust_xlsxwriter", &["render"]),
    ("toml_edit", &["config", "cli"]),
    ("ureq", &["client"]),
];

/// Rooms in which floating point has no place.
const EXACT: &[&str] = &["domain", "catalog", "ingest", "store", "source", "report", "table"];

/// The one folder of those rooms that is statistics, exact again at its edge.
const STATISTICS: &str = "report/forecast/";

const LONGEST: usize = 400;

struct Source {
    path: PathBuf,
    room: String,
    text: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let below = path.strip_prefix(&root).unwrap();
                let room = below.components().next().unwrap().as_os_str().to_string_lossy();
                let room = room.trim_end_matches(".rs").to_owned();
                found.push(Source { room, text: fs::read_to_string(&path).unwrap(), path });
            }
        }
    }
    assert!(found.len() > 40, "the sources were found");
    found
}

/// The code without comments and without the unit tests at its end.
fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]").next().unwrap_or_default();
    let without = |line: &str| match line.find("//") {
        Some(at) if !line[..at].ends_with(':') => line[..at].to_owned(),
        _ => line.to_owned(),
    };
    before_tests.lines().map(without).collect::<Vec<_>>().join("\n")
}

/// The rooms a text names: after `crate::`, one or several in braces.
fn named(code: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => {
                let list = &list[..closing(list)];
                let mut depth = 0;
                for part in list.split_inclusive(['{', '}', ',']) {
                    if depth == 0 {
                        rooms.push(word(part.trim()));
                    }
                    depth += part.matches('{').count() as i32 - part.matches('}').count() as i32;
                }
            }
            None => rooms.push(word(rest)),
        }
    }
    rooms.retain(|room| !room.is_empty());
    rooms
}

fn closing(list: &str) -> usize {
    let mut depth = 1;
    for (at, c) in list.char_indices() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if depth == 0 {
            return at;
        }
    }
    list.len()
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Whether `name` stands in the code as a word of its own.
fn has_word(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let inside = |c: char| c.is_alphanumeric() || c == '_';
        !code[..at].ends_with(inside) && !code[at + name.len()..].starts_with(inside)
    })
}

#[test]
fn imports_go_one_way() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| source.room != "lib" && source.room != "main") {
        let allowed = ALLOWED.iter().find(|(room, _)| *room == source.room);
        let (_, allowed) = allowed.unwrap_or_else(|| panic!("{} is in no known room", source.path.display()));
        for room in named(&code(&source.text)) {
            if room != source.room && !allowed.contains(&room.as_str()) {
                wrong.push(format!("{} names crate::{room}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn crates_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for source in sources() {
        let code = code(&source.text);
        for (name, rooms) in KEPT {
            let named = has_word(&code, name) && code.contains(&format!("{name}::"));
            if named && !rooms.contains(&source.room.as_str()) {
                wrong.push(format!("{} names {name}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn money_never_meets_floating_point() {
    let mut wrong = Vec::new();
    let exact = |source: &&Source| {
        let statistics = source.path.to_string_lossy().replace('\\', "/").contains(STATISTICS);
        EXACT.contains(&source.room.as_str()) && !statistics
    };
    for source in sources().iter().filter(exact) {
        // What serde calls a visitor's method says nothing about how a number is kept.
        let code: String = code(&source.text).lines().filter(|line| !line.contains("fn visit_f64")).collect();
        for word in ["f64", "f32"] {
            if has_word(&code, word) {
                wrong.push(format!("{} has {word}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn floating_point_arithmetic_is_allowed_in_one_place() {
    let allowed = sources().into_iter().filter(|source| source.text.contains("clippy::float_arithmetic"));
    let mut files: Vec<String> = allowed.map(|source| source.path.to_string_lossy().replace('\\', "/")).collect();
    files.retain(|path| !path.ends_with(&format!("{STATISTICS}mod.rs")));
    assert!(files.is_empty(), "{}", files.join("\n"));
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    assert!(manifest.contains("float_arithmetic = \"warn\""), "the lint is on everywhere else");
}

#[test]
fn only_cli_reads_the_environment_and_prints() {
    let banned =
        ["std::env::", "println!", "eprintln!", "print!(", "eprint!(", "process::exit", "Utc::now", "Local::now"];
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| source.room != "cli" && source.room != "main") {
        let code = code(&source.text);
        wrong
            .extend(banned.iter().filter(|b| code.contains(**b)).map(|b| format!("{} has {b}", source.path.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_stay_readable() {
    let mut wrong = Vec::new();
    for source in sources() {
        let lines = source.text.lines().count();
        if lines > LONGEST {
            wrong.push(format!("{} has {lines} lines", source.path.display()));
        }
        if !source.text.starts_with("//!") {
            wrong.push(format!("{} does not say what it owns", source.path.display()));
        }
        for shelf in ["utils", "util", "helpers", "common", "manager"] {
            if source.path.file_stem().is_some_and(|stem| stem == shelf) {
                wrong.push(format!("{} is named after nothing", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_reading_of_imports_is_itself_right() {
    let text = "use crate::domain::{Code, Error};\nuse crate::{store::Ledger, table::{Cell, Row}};\nlet x = crate::source::REGISTRY;";
    assert_eq!(named(text), ["domain", "store", "table", "source"]);
    assert!(named("$crate::x macro_crate::y").is_empty());
    assert_eq!(code("a // crate::cli\nb\n#[cfg(test)]\nmod tests {}"), "a \nb");
    assert!(has_word("x: f64,", "f64") && !has_word("x_f64", "f64"));
}

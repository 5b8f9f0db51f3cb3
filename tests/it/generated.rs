//! Completions and man pages are what the clap tree says. COST_OPS_BLESS=1 writes them anew.

use std::fs;
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use clap_complete::Shell;
use cost_ops::cli::Cli;
use cost_ops::cli::guide::GUIDES;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every generated file and what it must hold.
fn expected() -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::PowerShell, Shell::Elvish] {
        let script = cost_ops::cli::complete::script(&shell.to_string()).unwrap();
        let name = match shell {
            Shell::Zsh => "_cost-ops".to_owned(),
            Shell::PowerShell => "_cost-ops.ps1".to_owned(),
            Shell::Fish => "cost-ops.fish".to_owned(),
            Shell::Elvish => "cost-ops.elv".to_owned(),
            _ => "cost-ops.bash".to_owned(),
        };
        files.push((root().join("completions").join(name), script.into_bytes()));
    }
    let pages = crate::man_pages::pages().into_iter();
    files.extend(pages.map(|(name, page)| (root().join("man").join(name), page.into_bytes())));
    assert!(files.len() > 12, "a page for every verb");
    files
}

fn stale(folder: &str, kind: impl Fn(&Path) -> bool, expected: &[(PathBuf, Vec<u8>)]) -> Vec<PathBuf> {
    let there = fs::read_dir(root().join(folder)).into_iter().flatten().map(|entry| entry.unwrap().path());
    there.filter(|path| path.is_file() && kind(path) && !expected.iter().any(|(e, _)| e == path)).collect()
}

#[test]
fn completions_and_man_pages_match_the_tree() {
    let expected = expected();
    let is_page = |path: &Path| path.extension().is_some_and(|e| e == "1");
    let leftover = [stale("completions", |_| true, &expected), stale("man", is_page, &expected)].concat();
    if std::env::var_os("COST_OPS_BLESS").is_some() {
        for (path, content) in &expected {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        leftover.iter().for_each(|path| fs::remove_file(path).unwrap());
        return;
    }
    let differs = |(path, content): &&(PathBuf, Vec<u8>)| fs::read(path).ok().as_ref() != Some(content);
    let wrong: Vec<_> = expected.iter().filter(differs).map(|(path, _)| path).chain(&leftover).collect();
    assert!(wrong.is_empty(), "out of date (COST_OPS_BLESS=1 cargo test --test it generated): {wrong:?}");
}

#[test]
fn the_command_tree_is_sound() {
    Cli::command().debug_assert();
}

#[test]
fn every_guide_is_in_the_binary() {
    for entry in fs::read_dir(root().join("man/guide")).unwrap() {
        let path = entry.unwrap().path();
        let topic = path.file_stem().unwrap().to_string_lossy().into_owned();
        let guide = GUIDES.iter().find(|guide| guide.topic == topic);
        let guide = guide.unwrap_or_else(|| panic!("{topic} needs its line in src/cli/guide.rs"));
        assert_eq!(guide.text(), fs::read_to_string(path).unwrap(), "{topic}");
    }
}

#[test]
fn the_configuration_guide_names_every_key() {
    let guide = GUIDES.iter().find(|guide| guide.topic == "config").unwrap().text();
    for key in cost_ops::config::ALL {
        let row = format!("| `{}` | {} | {} | {} |", key.name, key.kind.word(), key.default.unwrap_or("—"), key.about);
        assert!(guide.contains(&row), "man/guide/config.md needs this row:\n{row}");
    }
}

//! Compiles the price files into static tables, so that a command that prices nothing pays
//! nothing for them and one that does pays no parsing. Packs the guides and the migrations.

#![allow(clippy::disallowed_macros, clippy::disallowed_methods)]

#[allow(dead_code, unreachable_pub)]
#[path = "src/domain/class.rs"]
mod class;
#[allow(dead_code, unreachable_pub)]
#[path = "src/catalog/format.rs"]
mod format;
#[path = "src/catalog/hash.rs"]
mod hash;
#[path = "src/catalog/lower.rs"]
mod lower;
#[allow(dead_code)]
#[path = "src/catalog/shape.rs"]
mod shape;

/// The path by which the shared files know the classes.
mod domain {
    pub(crate) use crate::class::UsageClass;
}

use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use format::{File, Grammar};

fn main() {
    for input in ["catalog/files", "catalog/names.toml", "catalog/date.txt", "domain/class.rs"] {
        println!("cargo::rerun-if-changed=src/{input}");
    }
    for shared in ["format", "hash", "lower", "shape"] {
        println!("cargo::rerun-if-changed=src/catalog/{shared}.rs");
    }
    let root = std::env::var("CARGO_MANIFEST_DIR").expect("set by cargo");
    let here = Path::new(&root).join("src/catalog");
    let (files, digest) = read_files(&here.join("files"));
    let date = std::fs::read_to_string(here.join("date.txt")).expect("date.txt is beside files/");
    let id = format!("{}-{digest:08x}", date.trim());
    let catalog = lower::catalog(&id, &files).unwrap_or_else(|e| panic!("src/catalog/files: {e}"));
    let grammar = lowered(&parse(&here.join("names.toml")));
    let out = format!(
        "pub(super) static EMBEDDED: Catalog = {};\npub(super) static GRAMMAR: Grammar = {};\n",
        source(&format!("{catalog:?}")),
        source(&format!("{grammar:?}")),
    );
    let target = Path::new(&std::env::var("OUT_DIR").expect("set by cargo")).join("catalog.rs");
    std::fs::write(target, out).expect("the build directory can be written");
    for folder in ["man/guide", "schema/migrations"] {
        pack(&Path::new(&root).join(folder));
    }
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("set by cargo"));
    println!("cargo::rerun-if-changed=schema/current.sql");
    pack_file(&Path::new(&root).join("schema/current.sql"), &out);
    link_at_a_fixed_address();
}

/// Puts the files of a folder, gzipped, where the program includes them from: they are read seldom, and
/// are a third of their size.
fn pack(from: &Path) {
    println!("cargo::rerun-if-changed={}", from.display());
    let out = std::env::var("OUT_DIR").expect("set by cargo");
    let to = Path::new(&out).join(from.file_name().expect("a folder"));
    std::fs::create_dir_all(&to).expect("the build directory can be written");
    for file in std::fs::read_dir(from).expect("the folder is there") {
        pack_file(&file.expect("a readable directory").path(), &to);
    }
}

fn pack_file(file: &Path, to: &Path) {
    let text = std::fs::read(file).expect("a readable file");
    let name = file.with_extension("gz");
    let packed = std::fs::File::create(to.join(name.file_name().expect("a file")));
    let mut packed = GzEncoder::new(packed.expect("the build directory can be written"), Compression::best());
    packed.write_all(&text).and_then(|()| packed.finish().map(drop)).expect("the build directory can be written");
}

/// The grammar of names as a table.
fn lowered(grammar: &Grammar) -> shape::Grammar {
    shape::Grammar {
        routes: lower::collect(&grammar.routes, |route| {
            (lower::text(&route.path), route.provider.as_deref().map(lower::text))
        }),
        dot_regions: lower::texts(&grammar.dot_regions),
        slash_regions: lower::texts(&grammar.slash_regions),
        rest_words: lower::texts(&grammar.rest_words),
        suffixes: lower::collect(&grammar.variants, |suffix| (lower::text(&suffix.text), lower::pairs(&suffix.sets))),
    }
}

/// The debug form of the tables as source text: it lacks only the `&` before a list.
fn source(debug: &str) -> String {
    let mut out = String::with_capacity(debug.len() + debug.len() / 16);
    let (mut quoted, mut escaped) = (false, false);
    for c in debug.chars() {
        if c == '[' && !quoted {
            out.push('&');
        }
        quoted ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        out.push(c);
    }
    out
}

/// Prices are a megabyte of tables full of pointers. In a position-independent program the loader
/// corrects all of them at every start, which takes longer than the rest of a short command; at a
/// fixed address there is nothing to correct. Heap, stack and libraries are still at random
/// addresses.
fn link_at_a_fixed_address() {
    let target = |key: &str| std::env::var(key).unwrap_or_default();
    if target("CARGO_CFG_TARGET_OS") == "linux" && target("CARGO_CFG_TARGET_ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

/// All files by provider order, and the hash of their text.
fn read_files(directory: &Path) -> (Vec<File>, u32) {
    let entries = std::fs::read_dir(directory).expect("src/catalog/files is there");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a readable directory").path()).collect();
    paths.sort();
    let mut digest = hash::start(0);
    let mut files: Vec<File> = Vec::new();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|e| e == "toml")) {
        digest = std::fs::read(path).expect("a readable file").into_iter().fold(digest, hash::step);
        files.push(parse(path));
    }
    files.sort_by_key(|file| file.provider.order);
    (files, (digest ^ (digest >> 32)) as u32)
}

fn parse<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

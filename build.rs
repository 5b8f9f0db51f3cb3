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
    for path in ["man/guide", "schema/migrations", "schema/current.sql"] {
        pack(&Path::new(&root).join(path));
    }
    link_at_a_fixed_address();
}

/// Puts a file, or the files of a folder as `name NUL text NUL`, gzipped where the program includes it from: they are
/// read seldom, and together are a quarter of their size.
fn pack(from: &Path) {
    println!("cargo::rerun-if-changed={}", from.display());
    let text = |file: &Path| std::fs::read_to_string(file).expect("a readable file");
    let name = |file: &Path| file.file_stem().expect("a file").to_string_lossy().into_owned();
    let whole = if from.is_dir() {
        let files = std::fs::read_dir(from).expect("the folder is there");
        let mut files: Vec<PathBuf> = files.map(|file| file.expect("a readable directory").path()).collect();
        files.sort();
        files.iter().map(|file| format!("{}\0{}\0", name(file), text(file))).collect()
    } else {
        text(from)
    };
    let to = PathBuf::from(std::env::var("OUT_DIR").expect("set by cargo")).join(name(from) + ".gz");
    let mut packed =
        GzEncoder::new(std::fs::File::create(to).expect("the build directory can be written"), Compression::best());
    packed
        .write_all(whole.as_bytes())
        .and_then(|()| packed.finish().map(drop))
        .expect("the build directory can be written");
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

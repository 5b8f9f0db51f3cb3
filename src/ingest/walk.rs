//! The logs that are there: every file below the roots that is a source's own.
//!
//! Owns: walking folders, links, what a file was like. Refuses to know: what is in a file.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::source::Source;
use crate::source::log::Root;
use crate::source::reading::Reading;
use crate::store::Stamp;

/// Folders within folders that are looked at.
const DEEPEST: usize = 16;

/// A log that is there.
#[derive(Clone)]
pub struct Found {
    pub source: &'static Source,
    pub root: Arc<Root>,
    pub path: PathBuf,
    pub stamp: Stamp,
    /// It was read before.
    pub known: bool,
}

/// What a file is like now.
pub(super) fn stamp(about: &Metadata) -> Stamp {
    Stamp {
        device: about.dev(),
        inode: about.ino(),
        size: about.size(),
        modified: about.mtime().saturating_mul(1_000_000_000).saturating_add(about.mtime_nsec()),
    }
}

/// The stamp of a log, of a database with what is not yet in its main file.
pub(super) fn stamp_of(source: &Source, path: &Path, about: &Metadata) -> Stamp {
    let mut stamp = stamp(about);
    if let Reading::Tables(_) = source.reading {
        let mut ahead = path.as_os_str().to_owned();
        ahead.push("-wal");
        if let Ok(ahead) = fs::metadata(ahead) {
            stamp.size = stamp.size.saturating_add(ahead.size());
            stamp.modified = stamp.modified.max(self::stamp(&ahead).modified);
        }
    }
    stamp
}

/// The logs of a source below its roots, each file once. What cannot be read is not there.
pub fn logs(source: &'static Source, roots: impl IntoIterator<Item = Root>) -> Vec<Found> {
    let Some(agent) = &source.agent else { return Vec::new() };
    let new = || Walk {
        holds: agent.holds,
        source,
        found: Vec::new(),
        linked: Vec::new(),
        folders: HashSet::new(),
        later: None,
    };
    let mut walk = new();
    for root in roots {
        let Ok(about) = fs::metadata(&root.path) else { continue };
        let root = Arc::new(root);
        if about.is_file() {
            walk.file(&root, root.path.clone(), &about);
        } else if walk.folders.insert((about.dev(), about.ino())) {
            walk.later = Some(Vec::new());
            walk.folder(&root, &root.path, &mut String::new(), 0);
            let folders = walk.later.take().unwrap_or_default();
            side_by_side(&root, &folders, &new).into_iter().for_each(|other| walk.join(other));
        }
    }
    // Roots may overlap, and a file may have several names: its own comes before links to it.
    walk.found.append(&mut walk.linked);
    let mut met = HashSet::with_capacity(walk.found.len());
    walk.found.retain(|log| met.insert((log.stamp.device, log.stamp.inode)));
    walk.found
}

/// Fewer folders than this are walked by one thread.
const MANY: usize = 32;

/// Walks folders directly below a root, in two threads if they are many: most of the time goes
/// by in the system, one folder at a time.
fn side_by_side(root: &Arc<Root>, folders: &[PathBuf], new: &(dyn Fn() -> Walk + Sync)) -> Vec<Walk> {
    let next = AtomicUsize::new(0);
    let walk = || {
        let mut walk = new();
        while let Some(folder) = folders.get(next.fetch_add(1, Ordering::Relaxed)) {
            let mut below = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            walk.folder(root, folder, &mut below, 1);
        }
        walk
    };
    if folders.len() < MANY {
        return vec![walk()];
    }
    std::thread::scope(|scope| {
        let other = scope.spawn(walk);
        let mut walks = vec![walk()];
        walks.extend(other.join());
        walks
    })
}

struct Walk {
    source: &'static Source,
    holds: fn(&str) -> bool,
    found: Vec<Found>,
    /// Files that links led to.
    linked: Vec<Found>,
    /// Roots, and folders that links led to.
    folders: HashSet<(u64, u64)>,
    /// Folders of the present root that are left for later.
    later: Option<Vec<PathBuf>>,
}

impl Walk {
    fn join(&mut self, other: Walk) {
        self.found.extend(other.found);
        self.linked.extend(other.linked);
    }

    /// Takes what is in a folder; `below` is its path from the root.
    fn folder(&mut self, root: &Arc<Root>, folder: &Path, below: &mut String, depth: usize) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            let (Ok(kind), name) = (entry.file_type(), entry.file_name()) else { continue };
            let length = below.len();
            push(below, &name);
            if kind.is_dir() {
                if let Some(later) = &mut self.later {
                    later.push(entry.path());
                } else if depth < DEEPEST {
                    self.folder(root, &entry.path(), below, depth + 1);
                }
            } else if kind.is_symlink() {
                self.link(root, entry.path(), below, depth);
            } else if kind.is_file()
                && (self.holds)(below)
                && let Ok(about) = entry.metadata()
            {
                self.file(root, entry.path(), &about);
            }
            below.truncate(length);
        }
    }

    fn link(&mut self, root: &Arc<Root>, path: PathBuf, below: &mut String, depth: usize) {
        let Ok(about) = fs::metadata(&path) else { return };
        if about.is_file() && (self.holds)(below) {
            self.file(root, path, &about);
            self.linked.extend(self.found.pop());
        } else if about.is_dir() && depth < DEEPEST && self.folders.insert((about.dev(), about.ino())) {
            let later = self.later.take();
            self.folder(root, &path, below, depth + 1);
            self.later = later;
        }
    }

    fn file(&mut self, root: &Arc<Root>, path: PathBuf, about: &Metadata) {
        let stamp = stamp_of(self.source, &path, about);
        self.found.push(Found { source: self.source, root: Arc::clone(root), path, stamp, known: false });
    }
}

fn push(below: &mut String, name: &OsStr) {
    if !below.is_empty() {
        below.push('/');
    }
    below.push_str(&name.to_string_lossy());
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn every_log_is_found_once() {
        let home = tempfile::tempdir().expect("a folder");
        let at = |name: &str| home.path().join(name);
        fs::create_dir_all(at("projects/a/s/subagents")).expect("made");
        fs::create_dir_all(at("elsewhere/b")).expect("made");
        for name in
            ["projects/a/1.jsonl", "projects/a/s/subagents/2.jsonl", "projects/a/note.txt", "elsewhere/b/3.jsonl"]
        {
            fs::write(at(name), "{}\n").expect("written");
        }
        symlink(at("elsewhere"), at("projects/linked")).expect("linked");
        symlink(at("projects"), at("projects/a/round")).expect("linked");
        symlink(at("projects/a/1.jsonl"), at("projects/same.jsonl")).expect("linked");
        let source = crate::source::by_id("claude-code").expect("a source");
        let roots = [at("projects"), at("projects/../projects"), at("none"), at("projects/a")];
        let mut names: Vec<String> = logs(source, roots.map(|path| Root::new(path, "default")))
            .iter()
            .map(|log| log.path.file_name().expect("a name").to_string_lossy().into_owned())
            .collect();
        names.sort();
        assert_eq!(names, ["1.jsonl", "2.jsonl", "3.jsonl"]);
    }
}

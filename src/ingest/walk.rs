//! The logs that are there: every file below the roots that is a source's own.
//!
//! Owns: walking folders, links, what a file was like. Refuses to know: what is in a file.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::source::Source;
use crate::source::log::Root;
use crate::store::{Folder, FolderStamp, Stamp};

use super::folders::{self, Folders};
use super::stat::{self, Trusted};

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

/// The logs of a source below its roots, each file once. What cannot be read is not there.
/// Folders that are as they were are not listed again, and `folders` takes those that were.
pub fn logs(source: &'static Source, roots: impl IntoIterator<Item = Root>, folders: &mut Folders) -> Vec<Found> {
    let Some(agent) = &source.agent else { return Vec::new() };
    let (mut found, mut linked, mut met) = (Vec::new(), Vec::new(), HashSet::new());
    for root in roots {
        let Ok(about) = std::fs::metadata(&root.path) else { continue };
        let root = Arc::new(root);
        let trusts = about.is_dir() && folders.trusts(&root.path);
        let new = || Walk {
            source,
            holds: agent.holds,
            root: &root,
            trusted: if trusts { Trusted::open(&root.path, &about).map(Arc::new) } else { None },
            memory: folders,
            found: Vec::new(),
            linked: Vec::new(),
            listed: Vec::new(),
            folders: HashSet::new(),
            later: None,
        };
        let mut walk = new();
        if about.is_file() {
            walk.file(root.path.clone(), &about);
        } else if met.insert((about.dev(), about.ino())) {
            (walk.later, walk.folders) = (Some(Vec::new()), met);
            walk.folder(&root.path, &mut String::new(), 0);
            let (below, depth) = walk.many_below();
            side_by_side(&below, depth, &new).into_iter().for_each(|other| walk.join(other));
            met = std::mem::take(&mut walk.folders);
        }
        let Walk { found: files, linked: links, listed, .. } = walk;
        found.extend(files);
        linked.extend(links);
        folders.take(&root.path, listed);
    }
    // Roots may overlap, and a file may have several names: its own comes before links to it.
    found.append(&mut linked);
    let mut met = HashSet::with_capacity(found.len());
    found.retain(|log: &Found| met.insert((log.stamp.device, log.stamp.inode)));
    found
}

/// Fewer folders than this are walked by one thread.
const MANY: usize = 32;

/// Logs that many roots have at most, so that lists of them need not grow often.
const USUAL: usize = 2048;

/// Walks folders that are so deep below a root, in two threads if they are many: most of the time
/// goes by in the system, one folder at a time.
fn side_by_side<'w>(folders: &[PathBuf], depth: usize, new: &(dyn Fn() -> Walk<'w> + Sync)) -> Vec<Walk<'w>> {
    let next = AtomicUsize::new(0);
    let walk = || {
        let mut walk = new();
        walk.found.reserve(if folders.len() < MANY { 0 } else { USUAL });
        while let Some(folder) = folders.get(next.fetch_add(1, Ordering::Relaxed)) {
            let mut below = walk.below(folder);
            walk.folder(folder, &mut below, depth);
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

struct Walk<'w> {
    source: &'static Source,
    holds: fn(&str) -> bool,
    root: &'w Arc<Root>,
    /// When its folders may be remembered.
    trusted: Option<Arc<Trusted>>,
    memory: &'w Folders,
    found: Vec<Found>,
    /// Files that links led to.
    linked: Vec<Found>,
    /// Folders that were listed and may be remembered.
    listed: Vec<Folder>,
    /// Roots, and folders that links led to.
    folders: HashSet<(u64, u64)>,
    /// Folders met, which are left for later.
    later: Option<Vec<PathBuf>>,
}

/// Folders above logs that are few, such as those of years and months, are this deep at most.
const FEW: usize = 4;

impl Walk<'_> {
    /// Goes down to where folders are many, and gives those, with their depth.
    fn many_below(&mut self) -> (Vec<PathBuf>, usize) {
        let (mut folders, mut depth) = (self.later.take().unwrap_or_default(), 1);
        while !folders.is_empty() && folders.len() < MANY && depth < FEW {
            self.later = Some(Vec::new());
            for folder in folders {
                let mut below = self.below(&folder);
                self.folder(&folder, &mut below, depth);
            }
            (folders, depth) = (self.later.take().unwrap_or_default(), depth + 1);
        }
        (folders, depth)
    }

    /// The path of a folder from the root.
    fn below(&self, folder: &Path) -> String {
        folder.strip_prefix(&self.root.path).unwrap_or(folder).to_string_lossy().into_owned()
    }

    fn join(&mut self, other: Walk<'_>) {
        self.found.extend(other.found);
        self.linked.extend(other.linked);
        self.listed.extend(other.listed);
    }

    /// Takes what is in a folder; `below` is its path from the root.
    fn folder(&mut self, folder: &Path, below: &mut String, depth: usize) {
        let (trusted, memory) = (self.trusted.clone(), self.memory);
        let stamp = trusted.as_ref().and_then(|trusted| trusted.folder(folder));
        let names = stamp.and_then(|stamp| memory.names(&stamp));
        if let (Some(names), Some(trusted)) = (names, trusted)
            && self.remembered(folder, (&trusted, names), below, depth)
        {
            return;
        }
        self.list(folder, stamp, below, depth);
    }

    /// Takes what is known to be in a folder; nothing, and false, if it is not as it was.
    fn remembered(
        &mut self,
        folder: &Path,
        (trusted, names): (&Trusted, &[u8]),
        below: &mut String,
        depth: usize,
    ) -> bool {
        let (before, length) = (self.found.len(), below.len());
        for (name, _) in folders::each(names).filter(|(_, is_folder)| !is_folder) {
            push(below, name);
            if (self.holds)(below) {
                let path = within(folder, name);
                let Some(stamp) = trusted.file(&path) else {
                    below.truncate(length);
                    self.found.truncate(before);
                    return false;
                };
                self.take(path, stamp);
            }
            below.truncate(length);
        }
        for (name, _) in folders::each(names).filter(|(_, is_folder)| *is_folder) {
            push(below, name);
            self.inner(within(folder, name), below, depth);
            below.truncate(length);
        }
        true
    }

    /// Lists a folder that was like that before.
    fn list(&mut self, folder: &Path, stamp: Option<FolderStamp>, below: &mut String, depth: usize) {
        let Ok(entries) = std::fs::read_dir(folder) else { return };
        let (mut names, mut certain) = (Vec::new(), true);
        for entry in entries {
            let Ok(entry) = entry else {
                certain = false;
                continue;
            };
            let (Ok(kind), name) = (entry.file_type(), entry.file_name()) else {
                certain = false;
                continue;
            };
            let length = below.len();
            push(below, &name);
            if kind.is_dir() {
                folders::push(&mut names, &name, true);
                self.inner(entry.path(), below, depth);
            } else if kind.is_symlink() {
                // Where it leads to may change without a change of this folder.
                certain = false;
                self.link(entry.path(), below, depth);
            } else if kind.is_file() {
                folders::push(&mut names, &name, false);
                if (self.holds)(below)
                    && let Ok(about) = entry.metadata()
                {
                    self.file(entry.path(), &about);
                }
            }
            below.truncate(length);
        }
        if let Some(stamp) = stamp.filter(|stamp| certain && self.memory.will_trust(stamp, &names)) {
            self.listed.push(Folder { path: folder.to_owned(), stamp, names });
        }
    }

    fn inner(&mut self, folder: PathBuf, below: &mut String, depth: usize) {
        if let Some(later) = &mut self.later {
            later.push(folder);
        } else if depth < DEEPEST {
            self.folder(&folder, below, depth + 1);
        }
    }

    fn link(&mut self, path: PathBuf, below: &mut String, depth: usize) {
        let Ok(about) = std::fs::metadata(&path) else { return };
        if about.is_file() && (self.holds)(below) {
            self.file(path, &about);
            self.linked.extend(self.found.pop());
        } else if about.is_dir() && depth < DEEPEST && self.folders.insert((about.dev(), about.ino())) {
            let later = self.later.take();
            self.folder(&path, below, depth + 1);
            self.later = later;
        }
    }

    fn file(&mut self, path: PathBuf, about: &Metadata) {
        self.take(path, stat::stamp(about));
    }

    fn take(&mut self, path: PathBuf, stamp: Stamp) {
        let stamp = stat::with_log(self.source, &path, stamp);
        self.found.push(Found { source: self.source, root: Arc::clone(self.root), path, stamp, known: false });
    }
}

/// What is called so in a folder: one allocation, where `join` makes two. Threads take turns at those.
fn within(folder: &Path, name: &OsStr) -> PathBuf {
    let mut path = PathBuf::with_capacity(folder.as_os_str().len() + 1 + name.len());
    path.push(folder);
    path.push(name);
    path
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
    use crate::store::{Ledger, OpenOptions};
    use std::fs;
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
        let mut names: Vec<String> =
            logs(source, roots.map(|path| Root::new(path, "default")), &mut Folders::default())
                .iter()
                .map(|log| log.path.file_name().expect("a name").to_string_lossy().into_owned())
                .collect();
        names.sort_unstable();
        assert_eq!(names, ["1.jsonl", "2.jsonl", "3.jsonl"]);
    }

    /// What is found with what `ledger` remembers, which then remembers this; and how many folders were listed.
    fn remembered(root: &Path, ledger: &mut Ledger, now: i64) -> (Vec<(PathBuf, Stamp)>, usize) {
        let mut folders = Folders::of(Some(ledger), now).expect("read");
        let found = all(root, &mut folders);
        folders.keep(ledger).expect("kept");
        (found, folders.listed())
    }

    fn all(root: &Path, folders: &mut Folders) -> Vec<(PathBuf, Stamp)> {
        let source = crate::source::by_id("claude-code").expect("a source");
        let found = logs(source, [Root::new(root, "default")], folders);
        let mut found: Vec<_> = found.into_iter().map(|log| (log.path, log.stamp)).collect();
        found.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        found
    }

    fn ledger() -> Ledger {
        let options = OpenOptions { path: None, create: true, read_only: false, zone: crate::domain::Tz::UTC };
        Ledger::open(&options).expect("a ledger")
    }

    #[test]
    fn a_folder_that_is_as_it_was_is_not_listed_and_no_change_is_missed() {
        let home = tempfile::tempdir().expect("a folder");
        let at = |name: &str| home.path().join(name);
        fs::create_dir_all(at("p/a/s")).expect("made");
        fs::create_dir_all(at("elsewhere")).expect("made");
        for name in ["p/a/1.jsonl", "p/a/s/2.jsonl", "p/a/note.txt", "elsewhere/9.jsonl"] {
            fs::write(at(name), "{}\n").expect("written");
        }
        let mut ledger = ledger();
        let (root, any) = (at("p"), i64::MAX);
        let (first, listed) = remembered(&root, &mut ledger, any);
        assert_eq!((first.len(), remembered(&root, &mut ledger, any)), (2, (first, 0)));
        // On other file systems nothing is remembered, and what is found is the same.
        let changes: [&dyn Fn() -> std::io::Result<()>; 9] = [
            &|| fs::write(at("p/a/s/3.jsonl"), "{}\n"),
            &|| fs::write(at("p/a/1.jsonl"), "{}\n{}\n"),
            &|| fs::create_dir_all(at("p/b/deep/er")),
            &|| fs::write(at("p/b/deep/er/4.jsonl"), "{}\n"),
            &|| fs::rename(at("p/a/s/3.jsonl"), at("p/b/3.jsonl")),
            &|| fs::rename(at("p/a"), at("p/c")),
            &|| fs::remove_file(at("p/c/s/2.jsonl")),
            &|| symlink(at("elsewhere"), at("p/c/s/link")),
            &|| fs::write(at("elsewhere/8.jsonl"), "{}\n"),
        ];
        for (number, change) in changes.iter().enumerate() {
            // The clock of a file system ticks every few milliseconds.
            std::thread::sleep(std::time::Duration::from_millis(30));
            change().expect("changed");
            let (found, _) = remembered(&root, &mut ledger, any);
            assert_eq!(found, all(&root, &mut Folders::default()), "after change {number}");
        }
        assert_eq!(ledger.folders().expect("read").len(), if listed == 0 { 0 } else { 5 }, "p, b, b/deep, er, c");
    }

    #[test]
    fn a_folder_that_changed_just_now_is_listed_again() {
        let home = tempfile::tempdir().expect("a folder");
        let mut ledger = ledger();
        let made = stat::stamp(&fs::metadata(home.path()).expect("there")).modified;
        for now in [made, made + 1_000_000_000] {
            remembered(home.path(), &mut ledger, now);
            assert_eq!(ledger.folders(), Ok(Vec::new()));
        }
    }
}

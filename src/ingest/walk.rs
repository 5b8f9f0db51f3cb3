//! The logs that are there: every file below the roots that is a source's own.
//!
//! Owns: walking folders, links. Refuses to know: what is in a file.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{DirEntry, FileType};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::source::Source;
use crate::source::log::Root;
use crate::store::{Folder, FolderStamp, Stamp};

use super::aside;
use super::folders::{self, Folders, MANY};
use super::found::{Catch, Logs};
use super::stat::{self, Trusted};

/// Folders within folders that are looked at.
const DEEPEST: usize = 16;

/// The logs of a source below its roots, each file once. What cannot be read is not there.
/// Folders that are as they were are not listed again, and `folders` takes those that were.
pub fn logs(source: &'static Source, roots: impl IntoIterator<Item = Root>, folders: &mut Folders) -> Logs {
    let (mut catch, mut those, mut met) = (Catch::default(), Vec::new(), HashSet::new());
    let Some(agent) = &source.agent else { return Logs::new(source, those, catch) };
    for root in roots {
        let Ok(about) = std::fs::metadata(&root.path) else { continue };
        let trusts = about.is_dir() && folders.trusts(&root.path);
        let new = || Walk {
            source,
            holds: agent.holds,
            root: those.len(),
            skip: root.path.join("").as_os_str().len(),
            trusted: if trusts { Trusted::open(&root.path, &about) } else { None },
            memory: folders,
            path: root.path.as_os_str().as_bytes().to_vec(),
            name: 0,
            catch: Catch::default(),
            listed: Vec::new(),
            folders: HashSet::new(),
            later: None,
        };
        let mut walk = new();
        if about.is_file() {
            walk.take(stat::stamp(&about), false);
        } else if met.insert((about.dev(), about.ino())) {
            (walk.later, walk.folders) = (Some(Vec::new()), met);
            walk.folder(0);
            let (below, depth) = walk.many_below();
            side_by_side(&below, depth, &new).into_iter().for_each(|other| walk.join(other));
            met = std::mem::take(&mut walk.folders);
        }
        let Walk { catch: found, listed, .. } = walk;
        catch.append(found);
        folders.take(&root.path, listed);
        those.push(Arc::new(root));
    }
    Logs::new(source, those, catch)
}

/// Logs that many roots have at most.
const USUAL: usize = 2048;

/// Walks folders that are so deep below a root, in two threads if they are many: most of the time
/// goes by in the system, one folder at a time.
fn side_by_side<'w>(folders: &[PathBuf], depth: usize, new: &(dyn Fn() -> Walk<'w> + Sync)) -> Vec<Walk<'w>> {
    let next = AtomicUsize::new(0);
    let many = folders.len() >= MANY;
    let walk = || {
        let mut walk = new();
        walk.catch = Catch::of(if many { USUAL } else { 0 });
        while let Some(folder) = folders.get(next.fetch_add(1, Ordering::Relaxed)) {
            walk.go(folder, depth);
        }
        walk
    };
    if !many {
        return vec![walk()];
    }
    aside::both(walk).into()
}

struct Walk<'w> {
    source: &'static Source,
    holds: fn(&str) -> bool,
    /// The number of the root.
    root: usize,
    /// Bytes of a path before what lies below the root.
    skip: usize,
    /// When its folders may be remembered.
    trusted: Option<Trusted>,
    memory: &'w Folders,
    /// Where it is, and where the last name in that begins.
    path: Vec<u8>,
    name: usize,
    catch: Catch,
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
                self.go(&folder, depth);
            }
            (folders, depth) = (self.later.take().unwrap_or_default(), depth + 1);
        }
        (folders, depth)
    }

    fn join(&mut self, other: Walk<'_>) {
        self.catch.append(other.catch);
        self.listed.extend(other.listed);
    }

    /// Takes what is in a folder that is so deep below the root.
    fn go(&mut self, folder: &Path, depth: usize) {
        self.path.clear();
        self.path.extend_from_slice(folder.as_os_str().as_bytes());
        self.folder(depth);
    }

    /// The path from the root to where it is.
    fn below(&self) -> &[u8] {
        self.path.get(self.skip..).unwrap_or_default()
    }

    /// Does something at what is called so in the folder where it is.
    fn at<T>(&mut self, name: &OsStr, there: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        if !self.path.ends_with(b"/") {
            self.path.push(b'/');
        }
        self.name = self.path.len();
        self.path.extend_from_slice(name.as_bytes());
        let done = there(self);
        self.path.truncate(length);
        done
    }

    /// Takes what is in the folder where it is.
    fn folder(&mut self, depth: usize) {
        let (stamp, memory) = (self.trusted.as_ref().and_then(|trusted| trusted.folder(self.below())), self.memory);
        let names = stamp.and_then(|stamp| memory.names(&stamp));
        if !names.is_some_and(|names| self.remembered(names, depth)) {
            self.list(stamp, depth);
        }
    }

    /// Takes what is known to be in the folder; false, and not all of it, if that is not as it was.
    fn remembered(&mut self, names: &[u8], depth: usize) -> bool {
        for (name, is_folder) in folders::each(names) {
            if is_folder {
                self.at(name, |walk| walk.inner(depth));
            } else if !self.at(name, Walk::still) {
                // What was taken so far is met once more, and counts once, under the name that was met first.
                return false;
            }
        }
        true
    }

    /// Takes a file that was there, if it is a log; false when it is there no more.
    fn still(&mut self) -> bool {
        if !self.is_log() {
            return true;
        }
        let stamp = self.trusted.as_ref().and_then(|trusted| trusted.file(self.below()));
        stamp.map(|stamp| self.take(stamp, false)).is_some()
    }

    /// Lists the folder, which was like that before.
    fn list(&mut self, stamp: Option<FolderStamp>, depth: usize) {
        let Ok(entries) = std::fs::read_dir(OsStr::from_bytes(&self.path)) else { return };
        let (mut names, mut certain) = (Vec::new(), true);
        for entry in entries {
            let Ok((entry, kind)) = entry.and_then(|entry| entry.file_type().map(|kind| (entry, kind))) else {
                certain = false;
                continue;
            };
            let name = entry.file_name();
            if kind.is_dir() || kind.is_file() {
                folders::push(&mut names, &name, kind.is_dir());
            }
            // Where a link leads to may change without a change of this folder.
            certain &= !kind.is_symlink();
            self.at(&name, |walk| walk.entry(&entry, kind, depth));
        }
        if let Some(stamp) = stamp.filter(|stamp| certain && self.memory.will_trust(stamp, &names)) {
            let path = PathBuf::from(OsStr::from_bytes(&self.path));
            self.listed.push(Folder { path, stamp, names });
        }
    }

    fn entry(&mut self, entry: &DirEntry, kind: FileType, depth: usize) {
        if kind.is_dir() {
            self.inner(depth);
        } else if kind.is_symlink() {
            self.link(depth);
        } else if kind.is_file()
            && self.is_log()
            && let Ok(about) = entry.metadata()
        {
            self.take(stat::stamp(&about), false);
        }
    }

    fn inner(&mut self, depth: usize) {
        if let Some(later) = &mut self.later {
            later.push(OsStr::from_bytes(&self.path).into());
        } else if depth < DEEPEST {
            self.folder(depth + 1);
        }
    }

    fn link(&mut self, depth: usize) {
        let Ok(about) = std::fs::metadata(OsStr::from_bytes(&self.path)) else { return };
        if about.is_file() && self.is_log() {
            self.take(stat::stamp(&about), true);
        } else if about.is_dir() && depth < DEEPEST && self.folders.insert((about.dev(), about.ino())) {
            let later = self.later.take();
            self.folder(depth + 1);
            self.later = later;
        }
    }

    /// Whether the file where it is is a log of the source, by its path from the root.
    fn is_log(&self) -> bool {
        let below = self.below();
        // Quicker where there is nothing to make up for.
        std::str::from_utf8(below).map_or_else(|_| (self.holds)(&String::from_utf8_lossy(below)), self.holds)
    }

    fn take(&mut self, stamp: Stamp, linked: bool) {
        let stamp = stat::with_log(self.source, Path::new(OsStr::from_bytes(&self.path)), stamp);
        self.catch.take(self.root, (&self.path, self.name), stamp, linked);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{KeptFolder, Ledger, Look, OpenOptions};
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
                .all()
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
        ledger.keep_look(&folders.look()).expect("kept");
        (found, folders.listed())
    }

    fn all(root: &Path, folders: &mut Folders) -> Vec<(PathBuf, Stamp)> {
        let source = crate::source::by_id("claude-code").expect("a source");
        let found = logs(source, [Root::new(root, "default")], folders);
        let mut found: Vec<_> = found.all().into_iter().map(|log| (log.path, log.stamp)).collect();
        found.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        found
    }

    /// How many folders a ledger remembers.
    fn kept(ledger: &Ledger) -> usize {
        let mut count = 0;
        ledger.folders(&mut |_| count += 1).expect("read");
        count
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
        assert_eq!(kept(&ledger), if listed == 0 { 0 } else { 5 }, "p, b, b/deep, er, c");
    }

    #[test]
    fn a_folder_that_changed_just_now_is_listed_again() {
        let home = tempfile::tempdir().expect("a folder");
        let mut ledger = ledger();
        let made = stat::stamp(&fs::metadata(home.path()).expect("there")).modified;
        for now in [made, made + 1_000_000_000] {
            remembered(home.path(), &mut ledger, now);
            assert_eq!(kept(&ledger), 0);
        }
    }

    #[test]
    fn a_log_that_is_gone_takes_no_other_with_it() {
        let home = tempfile::tempdir().expect("a folder");
        let at = |name: &str| home.path().join(name);
        fs::create_dir_all(at("p/a/s")).expect("made");
        fs::create_dir_all(at("elsewhere")).expect("made");
        fs::write(at("elsewhere/9.jsonl"), "{}\n").expect("written");
        symlink(at("elsewhere"), at("p/a/s/link")).expect("linked");
        let (root, mut ledger) = (at("p"), ledger());
        remembered(&root, &mut ledger, i64::MAX);
        let mut listed = Vec::new();
        let each = &mut |KeptFolder { path, stamp, names }: KeptFolder<'_>| {
            let path = PathBuf::from(OsStr::from_bytes(path));
            listed.push(Folder { path, stamp, names: [names, b"gone.jsonl\0"].concat() });
        };
        ledger.folders(each).expect("read");
        ledger.keep_look(&Look { listed: &listed, ..Look::default() }).expect("kept");
        assert_eq!(remembered(&root, &mut ledger, i64::MAX).0.len(), 1);
    }
}

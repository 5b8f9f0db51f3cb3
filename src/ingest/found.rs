//! The logs that are there, each once, and what they are like.
//!
//! Owns: what a walk brings home, what tells that nothing is new. Refuses to know: how folders are
//! walked, what is in a file.

use std::ffi::OsString;
use std::ops::Range;
use std::os::unix::ffi::OsStringExt;
use std::path::PathBuf;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::source::Source;
use crate::source::log::Root;
use crate::store::{Digest, Stamp};

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

/// The logs of a source. Most are as they were, so a path of its own gets only what is to be read.
pub struct Logs {
    source: &'static Source,
    roots: Vec<Arc<Root>>,
    catch: Catch,
}

/// What walks found.
#[derive(Default)]
pub(super) struct Catch {
    files: Vec<File>,
    /// In parts, of each walk one or more: the path of a folder, then the names of files in it, one after another.
    paths: Vec<Vec<u8>>,
}

/// Bytes of paths after which another part is begun, so that places in one are small numbers.
const PART: usize = 1 << 30;

struct File {
    stamp: Stamp,
    /// The part where its path is, and where the path of its folder and its name are there.
    part: u32,
    folder: Range<u32>,
    name: Range<u32>,
    root: u32,
    /// A link led to it.
    linked: bool,
}

impl Catch {
    /// One with room for so many files, so that it need not grow often.
    pub(super) fn of(files: usize) -> Catch {
        const USUAL_NAME: usize = 64;
        Catch { files: Vec::with_capacity(files), paths: vec![Vec::with_capacity(files * USUAL_NAME)] }
    }

    /// Takes a file below the root of that number. Its name begins there in its path.
    pub(super) fn take(&mut self, root: usize, (path, name): (&[u8], usize), stamp: Stamp, linked: bool) {
        if self.paths.last().is_none_or(|paths| paths.len() > PART) {
            self.paths.push(Vec::new());
        }
        let part = self.paths.len() - 1;
        let (folder, name) = path.split_at(name);
        let before = self.files.last().filter(|last| last.part as usize == part).map(|last| last.folder.clone());
        let before = before.filter(|before| bytes(&self.paths[part], before) == folder);
        let folder = before.unwrap_or_else(|| put(&mut self.paths[part], folder));
        let name = put(&mut self.paths[part], name);
        self.files.push(File { stamp, part: part as u32, folder, name, root: root as u32, linked });
    }

    /// Takes what another walk found.
    pub(super) fn append(&mut self, mut other: Catch) {
        if self.files.is_empty() {
            std::mem::swap(self, &mut other);
        }
        let before = self.paths.len() as u32;
        self.paths.append(&mut other.paths);
        self.files.extend(other.files.into_iter().map(|file| File { part: file.part + before, ..file }));
    }

    fn path(&self, file: &File) -> PathBuf {
        let paths = &self.paths[file.part as usize];
        OsString::from_vec([bytes(paths, &file.folder), bytes(paths, &file.name)].concat()).into()
    }
}

fn put(paths: &mut Vec<u8>, path: &[u8]) -> Range<u32> {
    let from = paths.len() as u32;
    paths.extend_from_slice(path);
    from..paths.len() as u32
}

fn bytes<'a>(paths: &'a [u8], range: &Range<u32>) -> &'a [u8] {
    &paths[range.start as usize..range.end as usize]
}

impl Logs {
    /// Those that walks below these roots found. Roots may overlap, and a file may have several names:
    /// its own goes before links to it, and earlier roots before later ones.
    pub(super) fn new(source: &'static Source, roots: Vec<Arc<Root>>, mut catch: Catch) -> Logs {
        let place = |file: &File| (file.stamp.inode, file.stamp.device);
        let rank = |file: &File| (file.linked, file.root, file.part, file.name.start);
        catch.files.sort_unstable_by(|a, b| place(a).cmp(&place(b)).then_with(|| rank(a).cmp(&rank(b))));
        catch.files.dedup_by_key(|file| place(file));
        Logs { source, roots, catch }
    }

    pub fn source(&self) -> &'static Source {
        self.source
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.catch.files.len()
    }

    pub fn is_empty(&self) -> bool {
        self.catch.files.is_empty()
    }

    /// SHA-256 of what all of them are like: another one once a log was made, changed or removed.
    pub fn digest(&self) -> Digest {
        let mut hash = Sha256::new();
        for Stamp { device, inode, size, modified } in self.catch.files.iter().map(|file| file.stamp) {
            hash.update([device, inode, size, modified.cast_unsigned()].map(u64::to_le_bytes).as_flattened());
        }
        hash.finalize().into()
    }

    /// All of them.
    pub fn all(&self) -> Vec<Found> {
        self.that(|_| true)
    }

    /// Those of which something is so.
    pub fn that(&self, is_so: impl Fn(&Stamp) -> bool) -> Vec<Found> {
        let files = self.catch.files.iter().filter(|file| is_so(&file.stamp));
        files.map(|file| self.found(file)).collect()
    }

    fn found(&self, file: &File) -> Found {
        let (root, path) = (Arc::clone(&self.roots[file.root as usize]), self.catch.path(file));
        Found { source: self.source, root, path, stamp: file.stamp, known: false }
    }
}

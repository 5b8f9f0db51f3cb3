//! The logs that are there, each once, and what they are like.
//!
//! Owns: what a walk brings home, what tells that nothing is new. Refuses to know: how folders are
//! walked, what is in a file.

use std::ffi::OsStr;
use std::ops::Range;
use std::os::unix::ffi::OsStrExt;
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

/// What one walk found.
#[derive(Default)]
pub(super) struct Catch {
    files: Vec<File>,
    /// The paths of all, one after another.
    paths: Vec<u8>,
}

struct File {
    stamp: Stamp,
    path: Range<usize>,
    root: usize,
    /// A link led to it.
    linked: bool,
}

impl Catch {
    /// One with room for so many files, so that it need not grow often.
    pub(super) fn of(files: usize) -> Catch {
        const USUAL_PATH: usize = 128;
        Catch { files: Vec::with_capacity(files), paths: Vec::with_capacity(files * USUAL_PATH) }
    }

    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    /// Lets all go but the first so many.
    pub(super) fn truncate(&mut self, length: usize) {
        self.files.truncate(length);
    }

    /// Takes a file below the root of that number.
    pub(super) fn take(&mut self, root: usize, path: &[u8], stamp: Stamp, linked: bool) {
        let from = self.paths.len();
        self.paths.extend_from_slice(path);
        self.files.push(File { stamp, path: from..self.paths.len(), root, linked });
    }

    pub(super) fn append(&mut self, other: Catch) {
        let from = self.paths.len();
        self.paths.extend(other.paths);
        let moved = |file: File| File { path: file.path.start + from..file.path.end + from, ..file };
        self.files.extend(other.files.into_iter().map(moved));
    }
}

impl Logs {
    /// Those that walks below these roots found. Roots may overlap, and a file may have several names:
    /// its own goes before links to it, and earlier roots before later ones.
    pub(super) fn new(source: &'static Source, roots: Vec<Arc<Root>>, mut catch: Catch) -> Logs {
        let place = |file: &File| (file.stamp.inode, file.stamp.device);
        catch.files.sort_unstable_by_key(|file| (place(file), file.linked, file.path.start));
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
        let path = PathBuf::from(OsStr::from_bytes(&self.catch.paths[file.path.clone()]));
        Found { source: self.source, root: Arc::clone(&self.roots[file.root]), path, stamp: file.stamp, known: false }
    }
}

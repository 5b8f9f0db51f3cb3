//! What is remembered of folders, so that those in which nothing changed are not listed again.
//!
//! Owns: when a listing may still be trusted. Refuses to know: how folders are walked.
//!
//! A file that is made, renamed or removed changes the times of the folder it is in. A listing
//! counts as long as the folder has the times it had before it was listed, if those were clearly
//! over by then: within one tick of the clock a file may be made after the listing and the times
//! stay the same. Systems that keep their files elsewhere, or make up times, are not trusted at all.

use std::ffi::OsStr;
use std::ops::Range;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::domain::Result;
use crate::store::{Folder, FolderStamp, KeptFolder, Ledger, Look};

/// The coarsest clock a file system has, and some, in nanoseconds.
const TICK: i64 = 5_000_000_000;
/// A folder with more than this many bytes of names is not remembered.
const LARGEST: usize = 64 * 1024;

/// Fewer folders than this are walked by one thread.
pub(super) const MANY: usize = 32;

/// Folders as they were when they were last listed, and those that are listed now.
#[derive(Default)]
pub struct Folders {
    /// Inodes and devices in order, in little space, for all are looked up: a folder is the same wherever it was
    /// moved.
    places: Vec<(u64, u64)>,
    /// What is known of each.
    known: Vec<Known>,
    /// Their paths and names, one after another.
    bytes: Vec<u8>,
    /// Nanoseconds since 1970-01-01 UTC, before anything is listed; 0 when nothing is to be
    /// remembered.
    now: i64,
    listed: Vec<Folder>,
    roots: Vec<PathBuf>,
}

struct Known {
    stamp: FolderStamp,
    path: Range<usize>,
    names: Range<usize>,
    /// It was met, and is as it was.
    met: AtomicBool,
}

impl Folders {
    /// What a ledger remembers. `now` is in nanoseconds since 1970-01-01 UTC, before anything is listed.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn of(ledger: Option<&Ledger>, now: i64) -> Result<Folders> {
        let mut folders = Folders { now, ..Folders::default() };
        if let Some(ledger) = ledger {
            ledger.folders(&mut |KeptFolder { path, stamp, names }| {
                let (path, names) = (folders.put(path), folders.put(names));
                folders.places.push(place(&stamp));
                folders.known.push(Known { stamp, path, names, met: AtomicBool::new(false) });
            })?;
        }
        Ok(folders)
    }

    /// Whether looking at them takes longer than having another thread do it.
    pub fn are_many(&self) -> bool {
        self.known.len() >= MANY
    }

    fn put(&mut self, bytes: &[u8]) -> Range<usize> {
        let from = self.bytes.len();
        self.bytes.extend_from_slice(bytes);
        from..self.bytes.len()
    }

    /// Whether folders below a root can be trusted at all.
    pub(super) fn trusts(&self, root: &Path) -> bool {
        self.now > 0 && is_local(root)
    }

    /// What is new of folders.
    pub fn look(&self) -> Look<'_> {
        let unmet = self.known.iter().filter(|known| !known.met.load(Ordering::Relaxed));
        let path = |known: &Known| Path::new(OsStr::from_bytes(&self.bytes[known.path.clone()]));
        let gone = unmet.filter(|known| self.roots.iter().any(|root| path(known).starts_with(root)));
        Look { listed: &self.listed, gone: gone.map(|known| known.stamp).collect(), ..Look::default() }
    }

    /// Takes what was listed below a root.
    pub(super) fn take(&mut self, root: &Path, listed: Vec<Folder>) {
        self.roots.push(root.to_owned());
        self.listed.extend(listed);
    }

    /// The names in a folder that is still as it was when it was listed.
    pub(super) fn names(&self, stamp: &FolderStamp) -> Option<&[u8]> {
        let known = &self.known[self.places.binary_search(&place(stamp)).ok()?];
        let same = known.stamp == *stamp;
        known.met.store(same, Ordering::Relaxed);
        same.then(|| &self.bytes[known.names.clone()])
    }

    /// Whether a listing of a folder that was like that before it can be trusted later.
    pub(super) fn will_trust(&self, stamp: &FolderStamp, names: &[u8]) -> bool {
        names.len() <= LARGEST && stamp.modified.max(stamp.changed) < self.now.saturating_sub(TICK)
    }
}

#[cfg(test)]
impl Folders {
    /// How many folders were listed and can be trusted later.
    pub(super) fn listed(&self) -> usize {
        self.listed.len()
    }
}

fn place(stamp: &FolderStamp) -> (u64, u64) {
    (stamp.inode, stamp.device)
}

/// Adds a name to a listing.
pub(super) fn push(names: &mut Vec<u8>, name: &OsStr, is_folder: bool) {
    names.extend_from_slice(name.as_bytes());
    names.push(if is_folder { b'/' } else { 0 });
}

/// The names of a listing, and whether each is of a folder.
pub(super) fn each(names: &[u8]) -> impl Iterator<Item = (&OsStr, bool)> {
    let mut from = 0;
    memchr::memchr2_iter(b'/', 0, names).map(move |end| {
        let name = &names[from..end];
        from = end + 1;
        (OsStr::from_bytes(name), names[end] == b'/')
    })
}

/// Kinds of file systems of this machine whose folders have true times.
const LOCAL: [u32; 9] = [
    0xEF53,      // ext2, ext3, ext4
    0x5846_5342, // XFS
    0x9123_683E, // Btrfs
    0x0102_1994, // tmpfs
    0xF2F5_2010, // F2FS
    0x2FC1_2FC1, // ZFS
    0xCA45_1A4E, // bcachefs
    0x794C_7630, // overlay
    0x3153_464A, // JFS
];

#[cfg(target_os = "linux")]
fn is_local(root: &Path) -> bool {
    // The field's width differs by architecture; the magic numbers are 32 bits.
    rustix::fs::statfs(root).is_ok_and(|found| LOCAL.contains(&(found.f_type as u32)))
}

/// Not known how on this system.
#[cfg(not(target_os = "linux"))]
fn is_local(_root: &Path) -> bool {
    let _ = LOCAL;
    false
}

//! What files and folders are like now.
//!
//! Owns: looking at them. Refuses to know: what is read of them, which are looked at.

use std::fs::Metadata;
use std::os::fd::OwnedFd;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use rustix::fs::{self, AtFlags, FileType, Mode, OFlags, Stat};

use crate::source::Source;
use crate::source::reading::Reading;
use crate::store::{FolderStamp, Stamp};

fn nanoseconds(seconds: i64, nanoseconds: i64) -> i64 {
    seconds.saturating_mul(1_000_000_000).saturating_add(nanoseconds)
}

/// What a file is like now.
pub(super) fn stamp(about: &Metadata) -> Stamp {
    Stamp {
        device: about.dev(),
        inode: about.ino(),
        size: about.size(),
        modified: nanoseconds(about.mtime(), about.mtime_nsec()),
    }
}

/// The stamp of a log, of a database with what is not yet in its main file.
pub(super) fn stamp_of(source: &Source, path: &Path, about: &Metadata) -> Stamp {
    with_log(source, path, stamp(about))
}

/// The same, for one whose main file is like that.
pub(super) fn with_log(source: &Source, path: &Path, mut stamp: Stamp) -> Stamp {
    if let Reading::Tables(_) = source.reading {
        let mut ahead = path.as_os_str().to_owned();
        ahead.push("-wal");
        if let Ok(ahead) = std::fs::metadata(ahead) {
            stamp.size = stamp.size.saturating_add(ahead.size());
            stamp.modified = stamp.modified.max(self::stamp(&ahead).modified);
        }
    }
    stamp
}

/// A root whose folders may be remembered, as one thread looks at it.
pub(super) struct Trusted {
    /// Paths are looked up from here, which is most of what a look at a file takes. Threads that
    /// shared it would take turns at counting who uses it.
    handle: OwnedFd,
    /// Folders on other devices are not remembered.
    device: u64,
}

// The widths of these fields differ by architecture.
#[allow(clippy::unnecessary_cast)]
impl Trusted {
    /// Opens the root at a path, a folder that is like that.
    pub(super) fn open(path: &Path, about: &Metadata) -> Option<Self> {
        let handle = fs::open(path, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty()).ok()?;
        Some(Trusted { handle, device: about.dev() })
    }

    /// What is at a path from the root, which itself is at the empty one; not where a link leads to.
    fn look(&self, below: &[u8]) -> Option<Stat> {
        let path = if below.is_empty() { b"." } else { below };
        fs::statat(&self.handle, path, AtFlags::SYMLINK_NOFOLLOW).ok()
    }

    /// What a folder is like, if it is on the device of the root.
    pub(super) fn folder(&self, below: &[u8]) -> Option<FolderStamp> {
        let about = self.look(below).filter(|about| kind(about) == FileType::Directory)?;
        let device = about.st_dev as u64;
        (device == self.device).then(|| FolderStamp {
            device,
            inode: about.st_ino as u64,
            modified: nanoseconds(about.st_mtime as i64, about.st_mtime_nsec as i64),
            changed: nanoseconds(about.st_ctime as i64, about.st_ctime_nsec as i64),
        })
    }

    /// What a file is like.
    pub(super) fn file(&self, below: &[u8]) -> Option<Stamp> {
        let about = self.look(below).filter(|about| kind(about) == FileType::RegularFile)?;
        Some(Stamp {
            device: about.st_dev as u64,
            inode: about.st_ino as u64,
            size: about.st_size as u64,
            modified: nanoseconds(about.st_mtime as i64, about.st_mtime_nsec as i64),
        })
    }
}

fn kind(about: &Stat) -> FileType {
    FileType::from_raw_mode(about.st_mode as _)
}

//! Where the ledger file lies: what may be opened, and how a new one comes to be.
//!
//! Owns: the checks on the path and the atomic creation. Refuses to know: schema, SQL.
//! Never opens an existing ledger: closing any descriptor of it would drop the locks SQLite
//! holds in this process.

use std::fs::{self, DirBuilder};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt, FileTypeExt};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use crate::domain::{Code, Error, Result};

/// What stands at the path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing.
    Nothing,
    /// A file of that many bytes.
    File(u64),
}

fn refuse(path: &Path, why: impl std::fmt::Display) -> Error {
    Error::new(Code::Database, format!("cannot open the ledger {path:?}: {why}"))
}

/// Looks without opening; refuses all but plain files.
pub(super) fn look(path: &Path) -> Result<Found> {
    let kind = match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_file() => return Ok(Found::File(metadata.len())),
        Ok(metadata) => metadata.file_type(),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(error) => return Err(refuse(path, error)),
    };
    let what = if kind.is_symlink() {
        "it is a symbolic link"
    } else if kind.is_dir() {
        "it is a directory"
    } else if kind.is_fifo() {
        "it is a FIFO"
    } else {
        "it is not a plain file"
    };
    Err(refuse(path, what).hint("give the path of the file itself"))
}

/// The path with its folder resolved, so that only the file's own name is left to check.
pub(super) fn resolve(path: &Path, create: bool) -> Result<PathBuf> {
    let name = path.file_name().ok_or_else(|| refuse(path, "it is not a file name"))?;
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if create {
        create_folder(folder).map_err(|error| refuse(path, error))?;
    }
    let folder = folder.canonicalize().map_err(|error| match error.kind() {
        ErrorKind::NotFound => refuse(path, "its folder does not exist"),
        _ => refuse(path, error),
    })?;
    Ok(folder.join(name))
}

/// Makes a private folder, with those above it, and makes their names durable: what is stored in a
/// folder that goes with the power is lost.
fn create_folder(folder: &Path) -> std::io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    create_folder(above)?;
    match DirBuilder::new().mode(0o700).create(folder) {
        // Another process was first.
        Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => {}
        made => made?,
    }
    match fs::File::open(above) {
        Ok(above) => above.sync_all(),
        // A folder that may be written to but not looked into.
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Ok(()),
        Err(error) => Err(error),
    }
}

/// Whether a file could be made at `path`: the nearest folder that is there must be a folder.
pub(super) fn may_create(path: &Path) -> Result<()> {
    path.file_name().ok_or_else(|| refuse(path, "it is not a file name"))?;
    let above =
        path.ancestors().skip(1).map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    for folder in above {
        match fs::metadata(folder) {
            Ok(found) if !found.is_dir() => return Err(refuse(path, format_args!("{folder:?} is not a folder"))),
            Ok(_) => {
                return rustix::fs::access(folder, rustix::fs::Access::WRITE_OK | rustix::fs::Access::EXEC_OK)
                    .map_err(|error| refuse(path, format_args!("its folder cannot be written to: {error}")));
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(refuse(path, error)),
        }
    }
    Ok(())
}

/// A private empty file (0600, `O_EXCL`) beside `path`, removed unless it is put in place.
pub(super) fn draft(path: &Path) -> Result<TempPath> {
    draft_of(path, ".cost-ops-")
}

/// A draft whose name begins with a word of its own.
pub(super) fn draft_of(path: &Path, prefix: &str) -> Result<TempPath> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let file = tempfile::Builder::new().prefix(prefix).suffix(".new").tempfile_in(folder);
    Ok(file.map_err(|error| refuse(path, error))?.into_temp_path())
}

/// Makes the finished draft durable and gives it its name; false when another process was first.
pub(super) fn put(draft: TempPath, path: &Path) -> Result<bool> {
    fs::File::open(&draft).and_then(|file| file.sync_all()).map_err(|error| refuse(path, error))?;
    match draft.persist_noclobber(path) {
        Ok(()) => {
            let folder = path.parent().unwrap_or(Path::new("."));
            let synced = fs::File::open(folder).and_then(|folder| folder.sync_all());
            synced.map(|()| true).map_err(|error| refuse(path, error))
        }
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(refuse(path, error.error)),
    }
}

/// The path with an ending more: its write-ahead log for `-wal`.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// The size of a file, 0 when it is not there.
pub(super) fn size(path: &Path) -> u64 {
    fs::symlink_metadata(path).map_or(0, |metadata| metadata.len())
}

/// Refuses where less than so many bytes are free in the folder of `path`.
pub(super) fn needs_room(path: &Path, bytes: u64) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let Ok(space) = rustix::fs::statvfs(folder) else { return Ok(()) };
    let free = space.f_bavail.saturating_mul(space.f_frsize);
    if free >= bytes {
        return Ok(());
    }
    Err(Error::new(Code::Io, format!("{folder:?} has {free} bytes free, and this needs {bytes}"))
        .hint("free some space; nothing was changed"))
}

/// File systems on which the shared memory of the write-ahead log does not work between hosts.
const NETWORK: &[(u32, &str)] = &[
    (0x6969, "NFS"),
    (0x517B, "SMB"),
    (0xFE53_4D42, "SMB2"),
    (0xFF53_4D42, "CIFS"),
    (0x0102_1997, "9p"),
    (0x6573_5546, "FUSE (sshfs and others)"),
    (0x00C3_6400, "Ceph"),
    (0x5346_414F, "AFS"),
    (0x0BD0_0BD0, "Lustre"),
    (0x4750_4653, "GPFS"),
];

/// Refuses a folder on a network file system.
pub(super) fn refuse_network(path: &Path) -> Result<()> {
    match network(path) {
        Some(name) => Err(refuse(path, format_args!("it lies on a network file system ({name})"))
            .hint("keep the ledger on a local disk: two hosts writing over the network would damage it")),
        None => Ok(()),
    }
}

/// The network file system of a path's folder.
#[cfg(target_os = "linux")]
pub(super) fn network(path: &Path) -> Option<&'static str> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let found = rustix::fs::statfs(folder).ok()?;
    // The field's width differs by architecture; the magic numbers are 32 bits.
    let magic = found.f_type as u32;
    NETWORK.iter().find(|(number, _)| *number == magic).map(|(_, name)| *name)
}

/// The network file system of a path's folder (not known how on this system).
#[cfg(not(target_os = "linux"))]
pub(super) fn network(_path: &Path) -> Option<&'static str> {
    let _ = NETWORK;
    None
}

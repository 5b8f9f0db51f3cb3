//! The files: whose they are, who may read them, where they lie, what is left over beside them.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::examination::{Examination, Fix, Severity};
use super::folder;
use crate::cli::ingested::counted;
use crate::cli::{Context, Failure};
use crate::config::keys;
use crate::domain::{Code, Error};
use crate::paths::Location;
use crate::store::{holders, network_file_system};

/// Something younger may belong to a command that is under way.
const LEFT_OVER: Duration = Duration::from_secs(3_600);

pub(super) fn examine(context: &Context, seen: &mut Examination) {
    let Ok(Location::File(path)) = context.location() else { return };
    file_system(&path, seen);
    permissions(context, &path, seen);
    left_over(&path, seen);
}

fn file_system(path: &Path, seen: &mut Examination) {
    match network_file_system(path) {
        None => seen.looked("file-system", "a disk of this machine"),
        Some(name) => {
            seen.looked("file-system", name);
            let message = format!("{} lies on a network file system ({name})", path.display());
            let mend = "keep the ledger on a local disk: --database-url PATH, or database.url";
            seen.find(Severity::Error, message, Some(mend));
        }
    }
}

fn permissions(context: &Context, ledger: &Path, seen: &mut Examination) {
    let (files, folders) = (files(context, ledger), folders(context, ledger));
    seen.looked(
        "permissions",
        format!("{}, {}", counted(files.len() as u64, "file"), counted(folders.len() as u64, "folder")),
    );
    let me = rustix::process::geteuid().as_raw();
    for (path, mode) in files.iter().map(|path| (path, 0o600)).chain(folders.iter().map(|path| (path, 0o700))) {
        let Ok(found) = fs::symlink_metadata(path) else { continue };
        let shown = path.display();
        if found.uid() != me {
            let message = format!("{shown} belongs to another user ({})", found.uid());
            seen.find(Severity::Warning, message, Some(&format!("chown {me} {}", quoted(path))));
        } else if found.permissions().mode() & 0o077 != 0 {
            let message = format!("{shown} is open to others (mode {:04o})", found.permissions().mode() & 0o7777);
            let mend = format!("chmod {mode:o} {}", quoted(path));
            let finding = seen.find(Severity::Warning, message, Some(&mend));
            finding.fix = Some(Fix::Mode(path.clone(), mode));
        } else if found.permissions().mode() & 0o200 == 0 {
            let message = format!("{shown} cannot be written (mode {:04o})", found.permissions().mode() & 0o7777);
            let mend = format!("chmod {mode:o} {}", quoted(path));
            seen.find(Severity::Warning, message, Some(&mend)).fix = Some(Fix::Mode(path.clone(), mode));
        }
    }
}

/// The ledger and what lies beside it under its name, backups, configuration, logs.
fn files(context: &Context, ledger: &Path) -> Vec<PathBuf> {
    let name = ledger.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut files = plain(folder(ledger), &|other| other.starts_with(&name));
    files.extend(plain(&folder(ledger).join("backups"), &|other| other.ends_with(".db")));
    if let Some(config) = &context.paths.user_config {
        files.extend(plain(folder(config), &|_| true));
    }
    if let Some(log) = context.config.text(&keys::LOGGING_FILE) {
        let log = PathBuf::from(log);
        let name = log.file_name().unwrap_or_default().to_string_lossy().into_owned();
        files.extend(plain(folder(&log), &|other| other.starts_with(&name)));
    }
    files
}

/// The folders that are the program's own.
fn folders(context: &Context, ledger: &Path) -> Vec<PathBuf> {
    let own = context.paths.ledger().is_ok_and(|own| own == ledger).then(|| folder(ledger).to_owned());
    let config = context.paths.user_config.as_deref().map(|config| folder(config).to_owned());
    let backups = Some(folder(ledger).join("backups"));
    [own, config, backups].into_iter().flatten().filter(|folder| folder.is_dir()).collect()
}

/// The plain files of a folder whose names are wanted, in order.
fn plain(folder: &Path, wanted: &dyn Fn(&str) -> bool) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    let mut files: Vec<PathBuf> =
        files.filter(|entry| wanted(&entry.file_name().to_string_lossy())).map(|entry| entry.path()).collect();
    files.sort_unstable();
    files
}

/// Drafts of interrupted backups, restores and new ledgers, and who has the lock of syncs.
fn left_over(ledger: &Path, seen: &mut Examination) {
    let drafts = drafts(ledger);
    seen.looked("left-over", "nothing but what is in use");
    for draft in drafts {
        let message = format!("{} was left by a command that was interrupted", draft.display());
        let finding = seen.find(Severity::Notice, message, Some(&format!("rm {}", quoted(&draft))));
        finding.fix = Some(Fix::Remove(draft));
    }
    let mut lock = ledger.as_os_str().to_owned();
    lock.push(".sync");
    let lock = PathBuf::from(lock);
    let held =
        fs::File::open(&lock).is_ok_and(|file| matches!(file.try_lock_shared(), Err(fs::TryLockError::WouldBlock)));
    if held {
        let names: Vec<String> =
            holders(&lock).iter().map(|one| format!("{} (process {})", one.command, one.process)).collect();
        let by = if names.is_empty() { "another process".to_owned() } else { names.join(", ") };
        seen.find(Severity::Notice, format!("a sync is under way: {by}"), Some("wait for it to end, or end it"));
    }
}

/// Private files beside the ledger and its backups that nobody has open and nothing will name any more.
pub(in crate::cli) fn drafts(ledger: &Path) -> Vec<PathBuf> {
    let ours = |name: &str| name.starts_with(".cost-ops-") && name.contains(".new");
    let folders = [folder(ledger).to_owned(), folder(ledger).join("backups")];
    let all = folders.iter().flat_map(|folder| plain(folder, &ours));
    let old = |path: &PathBuf| {
        let age = path.metadata().and_then(|found| found.modified()).ok().and_then(|at| at.elapsed().ok());
        age.is_some_and(|age| age > LEFT_OVER)
    };
    all.filter(old).filter(|path| holders(path).is_empty()).collect()
}

/// Gives files their modes, and removes what is left over; what was done.
pub(super) fn mend(seen: &Examination) -> Result<Vec<String>, Failure> {
    let mut done = Vec::new();
    for finding in seen.findings() {
        let failed = |path: &Path, error: std::io::Error| {
            Failure::from(Error::new(Code::Io, format!("cannot mend {}: {error}", path.display())))
        };
        match &finding.fix {
            // By name: to open a ledger and close it again would drop locks on it.
            Some(Fix::Mode(path, mode)) => {
                fs::set_permissions(path, Permissions::from_mode(*mode)).map_err(|error| failed(path, error))?;
                done.push(format!("gave {} mode {mode:04o}", path.display()));
            }
            Some(Fix::Remove(path)) => {
                fs::remove_file(path).map_err(|error| failed(path, error))?;
                done.push(format!("removed {}", path.display()));
            }
            Some(Fix::Sums) | None => {}
        }
    }
    Ok(done)
}

/// A path as a shell reads it.
fn quoted(path: &Path) -> String {
    let text = path.to_string_lossy();
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-+:@%".contains(c);
    if text.chars().all(plain) { text.into_owned() } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

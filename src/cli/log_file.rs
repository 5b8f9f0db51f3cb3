//! The log file: one line a write, turned over when it is full, by however many processes.
//!
//! Owns: rotation, what becomes of older files. Refuses to know: what a line says. Whoever writes
//! holds the file's lock and has made sure that it is still the file of that name; whoever turns it
//! over holds the same lock. So no line goes into a file that is being packed or removed.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use tracing_subscriber::fmt::MakeWriter;

use super::environment::now;

/// When it is turned over, and what is kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rotation {
    pub max_bytes: u64,
    pub max_backups: usize,
    pub max_age: Duration,
    pub compress: bool,
}

struct Open {
    file: File,
    inode: u64,
}

/// A log file of one process among several.
#[derive(Clone)]
pub(super) struct LogFile {
    path: Arc<PathBuf>,
    rotation: Rotation,
    open: Arc<Mutex<Open>>,
}

impl LogFile {
    /// Opens it, making it when it is not there; only its owner may read it.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub(super) fn open(path: &Path, rotation: Rotation) -> io::Result<LogFile> {
        let open = Arc::new(Mutex::new(open(path)?));
        Ok(LogFile { path: Arc::new(path.to_owned()), rotation, open })
    }

    fn line(&self, line: &[u8]) -> io::Result<()> {
        let mut held = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            held.file.lock()?;
            // Another process may have turned it over, or somebody moved it away.
            match std::fs::symlink_metadata(&*self.path) {
                Ok(meta) if meta.ino() == held.inode => {
                    if meta.len() > 0 && meta.len() + line.len() as u64 > self.rotation.max_bytes {
                        let full = self.turn_over();
                        held.file.unlock()?;
                        self.keep_few(&full?);
                        *held = open(&self.path)?;
                        continue;
                    }
                    break;
                }
                _ => {
                    held.file.unlock()?;
                    *held = open(&self.path)?;
                }
            }
        }
        let written = held.file.write_all(line);
        held.file.unlock()?;
        written
    }

    /// Moves the file aside under the instant, and gives its new name.
    fn turn_over(&self) -> io::Result<PathBuf> {
        let mut name = self.path.as_os_str().to_owned();
        name.push(format!(".{}", now().format("%Y%m%dT%H%M%S%.9f")));
        let aside = PathBuf::from(name);
        std::fs::rename(&*self.path, &aside)?;
        Ok(aside)
    }

    /// Packs the file that was moved aside, and removes what is too old or too many. What goes wrong
    /// here loses no line.
    fn keep_few(&self, aside: &Path) {
        if self.rotation.compress {
            let _ = pack(aside);
        }
        for backup in beyond(&self.path, self.rotation) {
            let _ = std::fs::remove_file(backup);
        }
    }
}

/// The files of a log that were moved aside and are too old or too many.
pub(super) fn beyond(log: &Path, rotation: Rotation) -> Vec<PathBuf> {
    let mut backups = backups(log);
    backups.sort_unstable();
    let too_many = backups.len().saturating_sub(rotation.max_backups);
    let too_old = |path: &Path| {
        let age = path.metadata().and_then(|meta| meta.modified()).ok().and_then(|at| at.elapsed().ok());
        age.is_some_and(|age| age > rotation.max_age)
    };
    let old = backups.into_iter().enumerate().filter(|(at, path)| *at < too_many || too_old(path));
    old.map(|(_, path)| path).collect()
}

/// The files that were moved aside, by their names: those of this log, and nothing else.
fn backups(log: &Path) -> Vec<PathBuf> {
    let folder = log.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let prefix = format!("{}.", log.file_name().unwrap_or_default().to_string_lossy());
    let is_backup = |name: &str| {
        let stamp = name.strip_prefix(&prefix).map(|stamp| stamp.strip_suffix(".gz").unwrap_or(stamp));
        stamp.is_some_and(|stamp| {
            stamp.len() == 25 && stamp.bytes().all(|b| b.is_ascii_digit() || b == b'T' || b == b'.')
        })
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter(|entry| entry.file_name().to_str().is_some_and(is_backup)).map(|entry| entry.path()).collect()
}

fn open(path: &Path) -> io::Result<Open> {
    let file = OpenOptions::new().append(true).create(true).mode(0o600).open(path)?;
    let inode = file.metadata()?.ino();
    Ok(Open { file, inode })
}

/// Replaces a file by its packed form.
fn pack(path: &Path) -> io::Result<()> {
    let mut packed = path.as_os_str().to_owned();
    packed.push(".gz");
    let out = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&packed)?;
    let mut gzip = GzEncoder::new(out, Compression::fast());
    io::copy(&mut File::open(path)?, &mut gzip)?;
    gzip.finish()?.sync_all()?;
    std::fs::remove_file(path)
}

impl Write for LogFile {
    /// One call is one line: `tracing` writes an event at once.
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.line(line).map(|()| line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for LogFile {
    type Writer = LogFile;

    fn make_writer(&'a self) -> LogFile {
        self.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn rotation(max_bytes: u64, max_backups: usize, compress: bool) -> Rotation {
        Rotation { max_bytes, max_backups, max_age: Duration::from_secs(3600), compress }
    }

    fn text(path: &Path) -> String {
        let mut text = String::new();
        match path.extension().is_some_and(|e| e == "gz") {
            true => flate2::read::GzDecoder::new(File::open(path).expect("there")).read_to_string(&mut text),
            false => File::open(path).expect("there").read_to_string(&mut text),
        }
        .expect("text");
        text
    }

    #[test]
    fn no_line_is_lost_between_writers_that_turn_it_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("app.log");
        let writers = 4;
        let lines = 1_500;
        std::thread::scope(|scope| {
            for writer in 0..writers {
                let path = &path;
                scope.spawn(move || {
                    // Its own open file, as another process has it.
                    let mut log = LogFile::open(path, rotation(5_000, 1_000, writer % 2 == 0)).expect("opened");
                    (0..lines).for_each(|n| log.write_all(format!("{writer}-{n}\n").as_bytes()).expect("written"));
                });
            }
        });
        let backups = backups(&path);
        assert!(backups.len() > 1);
        let mut all: Vec<String> = backups.iter().map(|path| text(path)).chain([text(&path)]).collect();
        all = all.iter().flat_map(|text| text.lines()).map(str::to_owned).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), writers * lines);
    }

    #[test]
    fn only_so_many_are_kept_and_nothing_else_is_touched() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("app.log");
        let other = folder.path().join("app.log.notes");
        std::fs::write(&other, "mine").expect("written");
        let mut log = LogFile::open(&path, rotation(10, 2, true)).expect("opened");
        (0..8).for_each(|n| log.write_all(format!("line {n} long\n").as_bytes()).expect("written"));
        assert_eq!(backups(&path).len(), 2);
        assert!(backups(&path).iter().all(|path| path.extension().is_some_and(|e| e == "gz")));
        assert_eq!((text(&path).as_str(), text(&other).as_str()), ("line 7 long\n", "mine"));
        let mode = std::os::unix::fs::PermissionsExt::mode(&path.metadata().expect("there").permissions());
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn backups_older_than_configured_are_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("app.log");
        let old = folder.path().join("app.log.20200101T000000.000000000");
        let made = File::create(&old).expect("made");
        made.set_modified(std::time::SystemTime::UNIX_EPOCH).expect("old");
        let mut log = LogFile::open(&path, rotation(10, 5, false)).expect("opened");
        (0..3).for_each(|n| log.write_all(format!("line {n} long\n").as_bytes()).expect("written"));
        assert!(!old.exists() && backups(&path).len() == 2);
    }
}

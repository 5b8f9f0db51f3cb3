//! Where a result goes: standard output, or a file that is whole or not there.
//!
//! Everything is buffered and flushed by [`Output::finish`], which is the only way to learn that
//! the bytes arrived. A reader that closes the pipe ends the command, successfully.

use std::cell::RefMut;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::Failure;
use crate::domain::{Code, Error};

/// The standard output a [`super::Context`] holds.
pub type Stream = Box<dyn Write + Send>;

/// The context's stream while one result is written to it.
struct Held<'a>(RefMut<'a, Stream>);

impl Write for Held<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

enum Target<'a> {
    Stream(BufWriter<Held<'a>>),
    /// A device or a FIFO: written as it is.
    Direct(BufWriter<File>, PathBuf),
    /// A regular file: a temporary name in the same folder until it is whole.
    File {
        temporary: BufWriter<NamedTempFile>,
        path: PathBuf,
        force: bool,
    },
}

/// A result on its way out.
pub struct Output<'a> {
    target: Target<'a>,
    closed: bool,
}

impl<'a> Output<'a> {
    pub(super) fn to_stream(stream: RefMut<'a, Stream>) -> Self {
        Output { target: Target::Stream(BufWriter::with_capacity(64 * 1024, Held(stream))), closed: false }
    }

    pub(super) fn to_file(path: &Path, force: bool) -> Result<Self, Failure> {
        let failed = |error: io::Error| cannot_write(path, &error);
        let target = match fs::metadata(path) {
            Ok(there) if there.is_dir() => {
                return Err(Error::new(Code::Io, format!("{} is a folder", shown(path))).into());
            }
            Ok(there) if !there.is_file() => {
                let device = OpenOptions::new().write(true).open(path).map_err(failed)?;
                Target::Direct(BufWriter::new(device), path.to_owned())
            }
            Ok(_) if !force => return Err(exists(path)),
            _ => {
                let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
                let temporary = NamedTempFile::new_in(folder).map_err(failed)?;
                Target::File { temporary: BufWriter::with_capacity(64 * 1024, temporary), path: path.to_owned(), force }
            }
        };
        Ok(Output { target, closed: false })
    }

    /// Whether the reader has gone; what is written from now on is lost, and that is no error.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// Flushes, and for a file: syncs it and gives it its name.
    ///
    /// # Errors
    /// When not every byte arrived; a file is then not there at all.
    pub fn finish(mut self) -> Result<(), Failure> {
        let flushed = self.flush();
        if self.closed {
            return Ok(());
        }
        match self.target {
            Target::Stream(_) => Ok(flushed?),
            Target::Direct(_, path) => flushed.map_err(|error| cannot_write(&path, &error)),
            Target::File { temporary, path, force } => {
                let failed = |error: &io::Error| cannot_write(&path, error);
                flushed.map_err(|error| failed(&error))?;
                let temporary = temporary.into_inner().map_err(|error| failed(error.error()))?;
                settle(temporary, &path, force)
            }
        }
    }

    fn inner(&mut self) -> &mut dyn Write {
        match &mut self.target {
            Target::Stream(out) => out,
            Target::Direct(out, _) => out,
            Target::File { temporary, .. } => temporary,
        }
    }

    fn watch<T>(&mut self, done: io::Result<T>) -> io::Result<T> {
        if matches!(&done, Err(error) if error.kind() == io::ErrorKind::BrokenPipe) {
            self.closed = true;
        }
        done
    }
}

impl Write for Output<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = self.inner().write(bytes);
        self.watch(done)
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self.inner().flush();
        self.watch(done)
    }
}

/// Makes the temporary file durable, owner-only, and names it.
fn settle(temporary: NamedTempFile, path: &Path, force: bool) -> Result<(), Failure> {
    let failed = |error: &io::Error| cannot_write(path, error);
    let file = temporary.as_file();
    file.set_permissions(Permissions::from_mode(0o600)).map_err(|error| failed(&error))?;
    file.sync_all().map_err(|error| failed(&error))?;
    let named = if force { temporary.persist(path) } else { temporary.persist_noclobber(path) };
    match named {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(exists(path)),
        Err(error) => Err(failed(&error.error)),
    }
}

fn exists(path: &Path) -> Failure {
    let error = Error::new(Code::Conflict, format!("{} is there already", shown(path)));
    error.hint("give another name, or --force to replace it").into()
}

fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Failure::closed_pipe();
    }
    Error::new(Code::Io, format!("cannot write {}: {error}", shown(path))).into()
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

//! The key that access tokens are signed with: 256 random bits in a file beside the ledger.
//!
//! Owns: making it once, also when several processes begin at the same instant, and refusing one
//! that others could read. Whoever has it can be anyone; it is in no backup of the ledger.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::random;
use crate::domain::{Code, Error, Result};

const LENGTH: usize = 32;
const NOFOLLOW: i32 = rustix::fs::OFlags::NOFOLLOW.bits() as i32;

pub(super) struct SigningKey([u8; LENGTH]);

impl SigningKey {
    /// A key of this process alone.
    pub(super) fn random() -> Result<SigningKey> {
        random().map(SigningKey)
    }

    /// The key of a ledger file.
    pub(super) fn beside(ledger: &Path) -> Result<SigningKey> {
        let path = place(ledger);
        match read(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => make(&path),
            read => read.map_err(|error| failed(&path, &error)),
        }
    }

    /// Signs text.
    pub(super) fn sign(&self, text: &str) -> [u8; LENGTH] {
        self.mac(text).finalize().into_bytes().into()
    }

    /// Whether a signature is of this text; takes as long whatever is wrong with it.
    pub(super) fn is_signed(&self, text: &str, signature: &[u8]) -> bool {
        self.mac(text).verify_slice(signature).is_ok()
    }

    fn mac(&self, text: &str) -> Hmac<Sha256> {
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.0).expect("any length is a key");
        mac.update(text.as_bytes());
        mac
    }
}

/// `cost-ops.db` has its key in `cost-ops.db.token-key`.
fn place(ledger: &Path) -> PathBuf {
    let mut name = ledger.as_os_str().to_owned();
    name.push(".token-key");
    name.into()
}

fn failed(path: &Path, error: &io::Error) -> Error {
    Error::new(Code::Io, format!("cannot use the key of access tokens, {}: {error}", path.display()))
        .hint("it has 32 bytes and mode 0600; removing it makes a new one and ends all logins")
}

fn read(path: &Path) -> io::Result<SigningKey> {
    // A link could lead to a file that someone else chose.
    let mut file = OpenOptions::new().read(true).custom_flags(NOFOLLOW).open(path)?;
    let about = file.metadata()?;
    if !about.is_file() || about.permissions().mode() & 0o077 != 0 {
        return Err(io::Error::new(ErrorKind::PermissionDenied, "others can read it"));
    }
    let mut key = [0; LENGTH];
    file.read_exact(&mut key)?;
    match file.read(&mut [0])? {
        0 => Ok(SigningKey(key)),
        _ => Err(io::Error::new(ErrorKind::InvalidData, "it is too long")),
    }
}

/// Makes the key under another name and links it: the first of several processes gives the key of
/// all.
fn make(path: &Path) -> Result<SigningKey> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let key = random::<LENGTH>()?;
    let write = || -> io::Result<()> {
        let mut draft = tempfile::NamedTempFile::new_in(folder)?;
        draft.write_all(&key)?;
        draft.as_file().sync_all()?;
        match fs::hard_link(draft.path(), path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            linked => linked.and_then(|()| File::open(folder)?.sync_all()),
        }
    };
    write().and_then(|()| read(path)).map_err(|error| failed(path, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_who_begin_at_once_have_one_key() {
        let folder = tempfile::tempdir().expect("a folder");
        let ledger = folder.path().join("cost-ops.db");
        let keys: Vec<_> = std::thread::scope(|scope| {
            let each: Vec<_> = (0..8).map(|_| scope.spawn(|| SigningKey::beside(&ledger).expect("a key").0)).collect();
            each.into_iter().map(|thread| thread.join().expect("ended")).collect()
        });
        assert!(keys.iter().all(|key| *key == keys[0]));
        let mode = fs::metadata(place(&ledger)).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 1, "no draft is left");
    }

    #[test]
    fn a_key_that_others_can_read_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let ledger = folder.path().join("cost-ops.db");
        SigningKey::beside(&ledger).expect("made");
        let path = place(&ledger);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("changed");
        assert!(SigningKey::beside(&ledger).is_err());
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("changed");
        fs::write(&path, [0; 31]).expect("written");
        assert!(SigningKey::beside(&ledger).is_err(), "too short");
        fs::remove_file(&path).expect("removed");
        std::os::unix::fs::symlink("elsewhere", &path).expect("linked");
        assert!(SigningKey::beside(&ledger).is_err(), "a link");
    }

    #[test]
    fn a_signature_is_of_one_text_and_key() {
        let key = SigningKey::random().expect("random");
        let signed = key.sign("a.b");
        assert!(key.is_signed("a.b", &signed) && !key.is_signed("a.c", &signed) && !key.is_signed("a.b", &signed[1..]));
        assert!(!SigningKey::random().expect("random").is_signed("a.b", &signed));
    }
}

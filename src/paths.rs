//! Where things are: the ledger, the configuration, under the XDG directories.
//!
//! Owns: the default places, and what a database URL means. Refuses to know: the process
//! environment, which is a parameter.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use crate::config::ConfigFile;
use crate::domain::{Code, Error, Result};

const FOLDER: &str = "cost-ops";

/// The default places of one user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// `/etc/cost-ops/config.toml`.
    pub system_config: PathBuf,
    /// `~/.config/cost-ops/config.toml`; `None` without a home.
    pub user_config: Option<PathBuf>,
    /// `~/.config/cost-ops/prices.toml`; `None` without a home.
    pub user_prices: Option<PathBuf>,
    /// `./cost-ops.toml`.
    pub local_config: PathBuf,
    /// `~/.local/share/cost-ops`; `None` without a home.
    pub data: Option<PathBuf>,
    home: Option<PathBuf>,
}

impl Paths {
    /// From the home folder and the values of XDG_CONFIG_HOME and XDG_DATA_HOME (relative ones
    /// are ignored, as the specification says).
    pub fn new(home: Option<&Path>, xdg_config: Option<&OsStr>, xdg_data: Option<&OsStr>) -> Self {
        let place = |xdg: Option<&OsStr>, below_home: &str| {
            let xdg = xdg.map(PathBuf::from).filter(|path| path.is_absolute());
            xdg.or_else(|| home.map(|home| home.join(below_home))).map(|base| base.join(FOLDER))
        };
        Paths {
            system_config: Path::new("/etc").join(FOLDER).join("config.toml"),
            user_config: place(xdg_config, ".config").map(|folder| folder.join("config.toml")),
            user_prices: place(xdg_config, ".config").map(|folder| folder.join("prices.toml")),
            local_config: PathBuf::from("cost-ops.toml"),
            data: place(xdg_data, ".local/share"),
            home: home.map(Path::to_owned),
        }
    }

    /// The configuration files, lowest precedence first.
    pub fn configs(&self) -> Vec<ConfigFile> {
        let own = [Some(&self.system_config), self.user_config.as_ref()].into_iter().flatten();
        let of_folder = ConfigFile { of_folder: true, ..ConfigFile::optional(&self.local_config) };
        own.map(ConfigFile::optional).chain([of_folder]).collect()
    }

    /// The user's own ledger.
    ///
    /// # Errors
    /// When there is no home folder to have it in.
    pub fn ledger(&self) -> Result<PathBuf> {
        let folder = self.data.as_ref().ok_or_else(|| {
            Error::new(Code::Database, "there is no home folder to keep the ledger in")
                .hint("say where with --database-url PATH, or set HOME")
        })?;
        Ok(folder.join("cost-ops.db"))
    }

    /// The path with a leading `~/` replaced by the home folder (no shell does it in a file).
    pub fn expand(&self, path: PathBuf) -> PathBuf {
        match (&self.home, path.strip_prefix("~")) {
            (Some(home), Ok(rest)) => home.join(rest),
            _ => path,
        }
    }
}

/// Where a ledger is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// In memory, gone at the end.
    Memory,
    File(PathBuf),
}

impl Location {
    /// Reads a database URL: `sqlite:PATH`, `sqlite:///PATH`, `sqlite::memory:` or a plain path.
    ///
    /// # Errors
    /// For other databases and unknown schemes; the message never repeats what follows the
    /// scheme, which may hold a password.
    pub fn parse(url: &OsStr) -> Result<Location> {
        let bytes = url.as_bytes();
        let rest = match bytes.strip_prefix(b"sqlite:") {
            Some(rest) => rest.strip_prefix(b"//").unwrap_or(rest),
            None => match scheme(bytes) {
                Some(scheme) => return Err(foreign(scheme)),
                None => bytes,
            },
        };
        match rest {
            b"" => Err(Error::validation("the database URL names no file").hint("sqlite:PATH, or a plain path")),
            b":memory:" => Ok(Location::Memory),
            rest if rest.contains(&0) => Err(Error::validation("the database URL has a NUL byte in it")),
            rest if bytes.len() != rest.len() && rest.contains(&b'?') => {
                Err(Error::validation("the database URL has options after ?, and none are known")
                    .hint("a file with ? in its name can be given as a plain path"))
            }
            rest => Ok(Location::File(PathBuf::from(OsStr::from_bytes(rest)))),
        }
    }
}

/// The scheme of a URL: letters before `://`, or the name of a database before `:`.
fn scheme(url: &[u8]) -> Option<&str> {
    let end = url.iter().position(|byte| *byte == b':')?;
    let (scheme, rest) = (std::str::from_utf8(&url[..end]).ok()?, &url[end..]);
    let plain = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    let known = ["postgres", "postgresql", "mysql", "mariadb", "file"].contains(&scheme);
    (plain && (known || rest.starts_with(b"://"))).then_some(scheme)
}

fn foreign(scheme: &str) -> Error {
    if scheme.starts_with("postgres") {
        return Error::new(Code::Database, "PostgreSQL ledgers are not supported in this version")
            .hint("the ledger is one SQLite file: sqlite:PATH, or a plain path");
    }
    Error::validation(format!("{scheme}: is not a database this version knows"))
        .hint("sqlite:PATH, sqlite::memory: or a plain path")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(url: &str) -> Result<Location> {
        Location::parse(OsStr::new(url))
    }

    #[test]
    fn a_url_or_a_plain_path_names_the_file() {
        for (url, path) in [
            ("sqlite:a.db", "a.db"),
            ("sqlite:///var/a.db", "/var/a.db"),
            ("sqlite://a.db", "a.db"),
            ("/var/a.db", "/var/a.db"),
            ("-odd name?.db", "-odd name?.db"),
            ("a:b.db", "a:b.db"),
        ] {
            assert_eq!(parse(url), Ok(Location::File(path.into())), "{url}");
        }
        assert_eq!(parse("sqlite::memory:"), Ok(Location::Memory));
        assert_eq!(parse(":memory:"), Ok(Location::Memory));
    }

    #[test]
    fn other_databases_are_refused_without_repeating_a_password() {
        let error = parse("postgresql://me:hunter2@host/db").expect_err("later");
        assert_eq!(error.code, Code::Database);
        assert!(!format!("{error:?}").contains("hunter2"));
        assert_eq!(parse("mongodb://x").expect_err("unknown").code, Code::Validation);
        assert_eq!(parse("postgres:x").expect_err("later").code, Code::Database);
        assert!(parse("").is_err() && parse("sqlite:").is_err() && parse("sqlite:a.db?mode=rwc").is_err());
    }

    #[test]
    fn relative_xdg_folders_are_ignored() {
        let paths = Paths::new(Some(Path::new("/h")), Some(OsStr::new("rel")), Some(OsStr::new("/data")));
        assert_eq!(paths.user_config.as_deref(), Some(Path::new("/h/.config/cost-ops/config.toml")));
        assert_eq!(paths.ledger(), Ok("/data/cost-ops/cost-ops.db".into()));
        assert_eq!(paths.expand("~/x.db".into()), Path::new("/h/x.db"));
        assert!(Paths::new(None, None, None).ledger().is_err());
    }
}

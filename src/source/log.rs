//! Where the logs of an agent are, and what is known of one beside its bytes.
//!
//! Owns: roots and how they are derived, the name of a log, looking at files beside it. Refuses
//! to know: the environment and the disk, which come as parameters.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// The folders and variables that roots are derived from.
pub struct Places<'a> {
    /// The home folder.
    pub home: &'a Path,
    /// `$XDG_CONFIG_HOME`, or `~/.config`.
    pub config: &'a Path,
    /// `$XDG_DATA_HOME`, or `~/.local/share`.
    pub data: &'a Path,
    /// Looks a variable up; a variable set to nothing is as good as none.
    pub variable: &'a dyn Fn(&str) -> Option<String>,
}

impl Places<'_> {
    /// The paths a variable lists, apart by commas, `~/` expanded; none when it is not set.
    pub fn listed(&self, variable: &str) -> Vec<PathBuf> {
        let value = (self.variable)(variable).unwrap_or_default();
        value.split(',').map(str::trim).filter(|path| !path.is_empty()).map(|path| self.expand(path)).collect()
    }

    /// A root at each path a variable lists, with `below` added; `else_at` when it is not set.
    pub fn roots(&self, variable: &'static str, below: &str, else_at: &[PathBuf]) -> Vec<Root> {
        let listed = self.listed(variable);
        let (bases, why) = if listed.is_empty() { (else_at, "default") } else { (&listed[..], variable) };
        bases.iter().map(|base| Root::below(base, below, why)).collect()
    }

    /// The folder of an application on every system: below `~/Library/Application Support`,
    /// `%APPDATA%` and the configuration folder.
    pub fn application(&self, name: &str) -> Vec<PathBuf> {
        let roaming = (self.variable)("APPDATA").filter(|path| !path.is_empty()).map(PathBuf::from);
        let folders = [Some(self.home.join("Library/Application Support")), roaming, Some(self.config.to_owned())];
        folders.into_iter().flatten().map(|folder| folder.join(name)).collect()
    }

    fn expand(&self, path: &str) -> PathBuf {
        match path.strip_prefix("~/") {
            Some(rest) => self.home.join(rest),
            None => PathBuf::from(path),
        }
    }
}

/// A folder (or a single file) that may hold logs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Root {
    /// Where it is. It need not be there.
    pub path: PathBuf,
    /// Why it is looked at: the variable that names it, or `default`.
    pub why: &'static str,
    /// The account or profile it belongs to, when it is not the usual one.
    pub profile: Option<String>,
}

impl Root {
    /// A root for a reason.
    pub fn new(path: impl Into<PathBuf>, why: &'static str) -> Root {
        Root { path: path.into(), why, profile: None }
    }

    /// A root at `below` in the folder an agent is configured to use; the folder's own name is
    /// the profile, when a variable chose it.
    pub fn below(base: &Path, below: &str, why: &'static str) -> Root {
        let name = base.file_name().map(|name| name.to_string_lossy().trim_start_matches('.').to_owned());
        let path = if below.is_empty() { base.to_owned() } else { base.join(below) };
        Root { path, why, profile: name.filter(|name| why != "default" && !name.is_empty()) }
    }
}

/// What is known of an input beside its bytes.
#[derive(Debug, Clone, Default)]
pub struct Log {
    /// Its path; empty for a stream.
    pub path: PathBuf,
    /// The root it was found below; `None` for a file that was named by hand.
    pub root: Option<Root>,
    /// Looks at other files.
    pub near: Near,
}

impl Log {
    /// The name without its last extension (`rollout-…-<uuid>`), empty for a stream.
    pub fn stem(&self) -> &str {
        stem(&self.path)
    }

    /// The name of the folder `up` levels above the file (1: the folder it is in).
    pub fn folder(&self, up: usize) -> &str {
        self.path.ancestors().nth(up).and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or_default()
    }

    /// The bytes of the file at `relative` to the folder the log is in (`../state.json`).
    pub fn beside(&self, relative: &str) -> Option<Vec<u8>> {
        (self.near.read)(&self.path.parent()?.join(relative))
    }

    /// The same as JSON; `None` as well when it is no JSON.
    pub fn json_beside(&self, relative: &str) -> Option<serde_json::Value> {
        serde_json::from_slice(&self.beside(relative)?).ok()
    }
}

/// The name of a file without its last extension, and without the one that says it is compressed.
pub fn stem(path: &Path) -> &str {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let name = unpacked_name(name);
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}

/// The name a file has when it is not compressed: `x.jsonl` for `x.jsonl.zst`.
pub fn unpacked_name(name: &str) -> &str {
    [".zst", ".zstd", ".gz"].iter().find_map(|packed| name.strip_suffix(packed)).unwrap_or(name)
}

/// Looks at files near a log. Two functions of the caller, so that the source room stays away
/// from the disk; by default there is nothing near.
#[derive(Clone, Copy)]
pub struct Near {
    /// The bytes of a file; `None` when it is not there, unreadable or of unreasonable size.
    pub read: fn(&Path) -> Option<Vec<u8>>,
    /// The paths in a folder, in order of name.
    pub list: fn(&Path) -> Vec<PathBuf>,
}

impl Default for Near {
    fn default() -> Self {
        Near { read: |_| None, list: |_| Vec::new() }
    }
}

impl std::fmt::Debug for Near {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Near")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(variable: &dyn Fn(&str) -> Option<String>, each: impl Fn(&Places<'_>)) {
        let at = |path| Path::new(path);
        each(&Places { home: at("/h"), config: at("/h/.config"), data: at("/h/.local/share"), variable });
    }

    #[test]
    fn a_variable_replaces_the_defaults() {
        let default = [PathBuf::from("/h/.agent")];
        places(&|_| Some(String::new()), |places| {
            let roots = places.roots("AGENT_HOME", "logs", &default);
            assert_eq!(roots, [Root::new("/h/.agent/logs", "default")]);
        });
        places(&|name| (name == "AGENT_HOME").then(|| "~/.work, /srv/b,".into()), |places| {
            let roots = places.roots("AGENT_HOME", "logs", &default);
            assert_eq!(
                roots.iter().map(|root| &*root.path).collect::<Vec<_>>(),
                [Path::new("/h/.work/logs"), Path::new("/srv/b/logs")]
            );
            assert!(roots.iter().all(|root| root.why == "AGENT_HOME"));
            assert_eq!(roots[0].profile.as_deref(), Some("work"));
        });
    }

    #[test]
    fn a_log_knows_its_names() {
        let log = Log { path: "/r/projects/-h-x/abc.jsonl".into(), ..Log::default() };
        assert_eq!((log.stem(), log.folder(1), log.folder(2)), ("abc", "-h-x", "projects"));
        assert_eq!(stem(Path::new("/r/rollout-1.jsonl.zst")), "rollout-1");
        assert_eq!((stem(Path::new(".hidden")), stem(Path::new("a.b.c"))), (".hidden", "a.b"));
        assert_eq!(log.beside("x"), None);
        assert_eq!((Log::default().stem(), Log::default().folder(1)), ("", ""));
    }
}

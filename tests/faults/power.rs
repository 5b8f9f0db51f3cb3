//! A disk that loses what was not synced: what a process did to its files, call by call, and what is
//! left of it when the power fails in between.
//!
//! The strict reading of POSIX: bytes are durable after `fsync` of their file, a name after `fsync` of
//! its folder. Before that a write is there, is not, or is there in part (whole sectors), each for
//! itself; names come in the order they were made, and from some point on are missing. Files that
//! are written by `write`, which are none of a ledger's, count as empty.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::ground::{Dice, files_below};

/// What a call did. Files are numbers: names come and go.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    Write(usize, usize, Vec<u8>),
    Truncate(usize, usize),
    Name(Named),
    Sync(usize),
    SyncFolder(PathBuf),
    /// Something was promised to somebody.
    Told,
}

/// What became of names.
#[derive(Debug, Clone)]
pub(crate) enum Named {
    Made(PathBuf, usize),
    Folder(PathBuf),
    Moved(PathBuf, PathBuf),
    Gone(PathBuf),
}

impl Named {
    fn touches(&self, folder: &Path) -> bool {
        let within = |path: &Path| path.parent() == Some(folder);
        match self {
            Named::Made(path, _) | Named::Folder(path) | Named::Gone(path) => within(path),
            Named::Moved(from, to) => within(from) || within(to),
        }
    }
}

/// The names of a disk: a file, or `None` for a folder.
type Names = BTreeMap<PathBuf, Option<usize>>;

fn apply(names: &mut Names, named: &Named) {
    match named {
        Named::Made(path, file) => _ = names.insert(path.clone(), Some(*file)),
        Named::Folder(path) => _ = names.insert(path.clone(), None),
        Named::Gone(path) => _ = names.remove(path),
        Named::Moved(from, to) => {
            if let Some(file) = names.remove(from) {
                names.insert(to.clone(), file);
            }
        }
    }
}

/// A traced run: what was there at its start, and what was done.
pub(crate) struct Trace {
    root: PathBuf,
    start: Names,
    content: Vec<Vec<u8>>,
    pub(crate) steps: Vec<Step>,
}

impl Trace {
    /// What is below a folder before the run.
    pub(crate) fn of(root: &Path) -> Trace {
        let (mut start, mut content) = (Names::new(), Vec::new());
        for path in files_below(root) {
            let mut folder = path.parent();
            while let Some(above) = folder.filter(|above| above.starts_with(root)) {
                start.insert(above.to_owned(), None);
                folder = above.parent();
            }
            content.push(fs::read(&path).unwrap());
            start.insert(path, Some(content.len() - 1));
        }
        Trace { root: root.to_owned(), start, content, steps: Vec::new() }
    }

    /// Reads what `strace -f -yy -xx -s 10000000` wrote.
    pub(crate) fn read(&mut self, text: &str) {
        let mut reader = Reader { names: self.start.clone(), files: self.content.len(), begun: BTreeMap::new() };
        for line in text.lines() {
            if let Some(step) = reader.line(line, &self.root) {
                self.steps.push(step);
            }
        }
        self.content.resize(reader.files, Vec::new());
    }

    /// How many promises were made before a step.
    pub(crate) fn told(&self, before: usize) -> usize {
        self.steps[..before].iter().filter(|step| matches!(step, Step::Told)).count()
    }

    /// Puts what is left at `to` when the power fails before a step.
    pub(crate) fn cut(&self, before: usize, dice: &mut Dice, to: &Path) {
        let mut durable = self.content.clone();
        let mut names = self.start.clone();
        let mut written: BTreeMap<usize, Vec<&Step>> = BTreeMap::new();
        let mut named: Vec<&Named> = Vec::new();
        for step in &self.steps[..before] {
            match step {
                Step::Write(file, ..) | Step::Truncate(file, _) => written.entry(*file).or_default().push(step),
                Step::Name(one) => named.push(one),
                Step::Sync(file) => {
                    written.remove(file).into_iter().flatten().for_each(|step| redo(step, &mut durable));
                }
                Step::SyncFolder(folder) => named.retain(|one| {
                    let now = one.touches(folder);
                    if now {
                        apply(&mut names, one);
                    }
                    !now
                }),
                Step::Told => {}
            }
        }
        let kept = [0, named.len(), dice.below(named.len() + 1)][dice.below(3)];
        named.iter().take(kept).for_each(|one| apply(&mut names, one));
        let mood = dice.below(4);
        for step in written.into_values().flatten() {
            match mood {
                0 => {}
                1 => redo(step, &mut durable),
                _ if dice.below(2) == 0 => {}
                _ => redo(&torn(step, dice), &mut durable),
            }
        }
        for (path, file) in &names {
            let Some(file) = file else { continue };
            let above =
                path.ancestors().skip(1).take_while(|above| above.starts_with(&self.root) && *above != self.root);
            if above.into_iter().all(|above| names.contains_key(above)) {
                let path = to.join(path.strip_prefix(&self.root).unwrap());
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, &durable[*file]).unwrap();
            }
        }
    }
}

/// A write of which only some first sectors arrived, now and then.
fn torn(step: &Step, dice: &mut Dice) -> Step {
    match step {
        Step::Write(file, at, bytes) if dice.below(4) == 0 => {
            let sectors = dice.below(bytes.len() / 512 + 1);
            Step::Write(*file, *at, bytes[..sectors * 512].to_vec())
        }
        whole => whole.clone(),
    }
}

fn redo(step: &Step, content: &mut [Vec<u8>]) {
    match step {
        Step::Write(file, at, bytes) => {
            let end = at + bytes.len();
            if content[*file].len() < end {
                content[*file].resize(end, 0);
            }
            content[*file][*at..end].copy_from_slice(bytes);
        }
        Step::Truncate(file, length) => content[*file].resize(*length, 0),
        _ => {}
    }
}

/// Reads calls one after another.
struct Reader {
    /// As the processes see them.
    names: Names,
    files: usize,
    /// The beginning of calls whose end is on a later line, by process.
    begun: BTreeMap<String, String>,
}

impl Reader {
    fn line(&mut self, line: &str, root: &Path) -> Option<Step> {
        let (process, call) = line.split_once(' ')?;
        let call = call.trim_start();
        // A write may arrive once it is begun; all else has happened when it has ended.
        if let Some(begun) = call.strip_suffix(" <unfinished ...>") {
            if begun.starts_with("pwrite64(") {
                return self.call(begun, root);
            }
            self.begun.insert(process.to_owned(), begun.to_owned());
            return None;
        }
        if let Some(rest) = call.strip_prefix("<... ") {
            let begun = self.begun.remove(process)?;
            return self.call(&(begun + rest.split_once(" resumed>")?.1), root);
        }
        self.call(call, root)
    }

    fn call(&mut self, call: &str, root: &Path) -> Option<Step> {
        let (name, rest) = call.split_once('(')?;
        let failed = rest.rsplit_once(" = ").is_some_and(|(_, result)| result.starts_with('-'));
        if failed {
            return None;
        }
        // Commands run in the root, so names that are relative begin there.
        let paths = || quoted(rest).map(|path| root.join(String::from_utf8_lossy(&path).into_owned()));
        let below = |path: &Path| path.starts_with(root);
        let opened = || within(rest).map(PathBuf::from);
        match name {
            "pwrite64" => {
                let file = self.file(&opened()?)?;
                let bytes = quoted(rest).next()?;
                let at = rest.rsplit_once('"')?.1.trim_start_matches("..., ").trim_start_matches(", ");
                let at = at.split(&[',', ')', ' '][..]).filter_map(|word| word.parse().ok()).nth(1)?;
                Some(Step::Write(file, at, bytes))
            }
            "ftruncate" => {
                let length = rest.split_once(">")?.1.trim_start_matches(", ").split(')').next()?.parse().ok()?;
                Some(Step::Truncate(self.file(&opened()?)?, length))
            }
            "fsync" | "fdatasync" => {
                let path = opened().filter(|path| below(path))?;
                Some(self.file(&path).map_or(Step::SyncFolder(path), Step::Sync))
            }
            "openat" if rest.contains("O_CREAT") => {
                let path = within(rest.rsplit_once(" = ")?.1).map(PathBuf::from).filter(|path| below(path))?;
                if path.file_name()?.to_string_lossy().starts_with("told-") {
                    return Some(Step::Told);
                }
                if self.names.contains_key(&path) {
                    return None;
                }
                self.files += 1;
                Some(self.named(Named::Made(path, self.files - 1)))
            }
            "mkdir" | "mkdirat" => {
                let path = paths().last().filter(|path| below(path))?;
                Some(self.named(Named::Folder(path)))
            }
            "rename" | "renameat" | "renameat2" => {
                let paths: Vec<PathBuf> = paths().collect();
                let [from, to] = paths.as_slice() else { return None };
                below(to).then(|| self.named(Named::Moved(from.clone(), to.clone())))
            }
            "link" | "linkat" => {
                let paths: Vec<PathBuf> = paths().collect();
                let [from, to] = paths.as_slice() else { return None };
                let file = self.file(from)?;
                Some(self.named(Named::Made(to.clone(), file)))
            }
            "unlink" | "unlinkat" => {
                let path = paths().last().filter(|path| self.names.contains_key(path))?;
                Some(self.named(Named::Gone(path)))
            }
            // The answer of a server to its client.
            "write" | "sendto" if rest.split_once('>')?.0.contains("<TCP") => {
                quoted(rest).next()?.starts_with(b"HTTP/1.1 201").then_some(Step::Told)
            }
            _ => None,
        }
    }

    fn named(&mut self, named: Named) -> Step {
        apply(&mut self.names, &named);
        Step::Name(named)
    }

    fn file(&self, path: &Path) -> Option<usize> {
        self.names.get(path).copied().flatten()
    }
}

/// The path behind a descriptor: `5</a/b>`.
fn within(text: &str) -> Option<String> {
    let (_, rest) = text.split_once('<')?;
    let (path, after) = rest.split_once('>')?;
    if after.starts_with("(deleted)") {
        return None;
    }
    Some(String::from_utf8_lossy(&unhex(path)).into_owned())
}

/// The texts in quotes.
fn quoted(text: &str) -> impl Iterator<Item = Vec<u8>> + '_ {
    text.split('"').skip(1).step_by(2).map(unhex)
}

/// `\x41\x42` → `AB`; other text as it is.
fn unhex(text: &str) -> Vec<u8> {
    if !text.starts_with("\\x") {
        return text.as_bytes().to_vec();
    }
    text.split("\\x").skip(1).map(|digits| u8::from_str_radix(&digits[..2], 16).unwrap()).collect()
}

//! `cost-ops sync --install`: a timer of the user's own that syncs now and then.

use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use super::{Context, Failure, logs};
use crate::config::keys;
use crate::domain::{Code, Error};
use crate::paths::Location;

const SERVICE: &str = "cost-ops-sync.service";
const TIMER: &str = "cost-ops-sync.timer";
/// Minutes between two syncs.
const EVERY: u32 = 15;

/// Writes the timer after asking, or prints a line for cron where there is no systemd.
pub(super) fn run(context: &Context, yes: bool) -> Result<(), Failure> {
    let job = Job::of(context)?;
    let folder = units(context).filter(|_| Path::new("/run/systemd/system").exists() || yes);
    let Some(folder) = folder else {
        context.say("there is no systemd here; this line in `crontab -e` does the same");
        return context.print(&job.cron());
    };
    let files = [(folder.join(SERVICE), job.service()), (folder.join(TIMER), timer())];
    let listed: Vec<String> = files.iter().map(|(path, _)| path.display().to_string()).collect();
    if !yes && !agreed(context, &listed)? {
        context.say("nothing was written");
        return Ok(());
    }
    let failed = |path: &Path, error: std::io::Error| Error::new(Code::Io, format!("cannot write {path:?}: {error}"));
    std::fs::create_dir_all(&folder).map_err(|error| failed(&folder, error))?;
    for (path, text) in &files {
        std::fs::write(path, text).map_err(|error| failed(path, error))?;
    }
    context.print(&format!(
        "Wrote {}\nTurn it on: systemctl --user daemon-reload && systemctl --user enable --now {TIMER}\n",
        listed.join(" and ")
    ))
}

fn agreed(context: &Context, files: &[String]) -> Result<bool, Failure> {
    if !std::io::stdin().is_terminal() {
        let error = Error::validation("--install asks before it writes, and nobody is there to answer");
        return Err(error.hint("--yes writes without asking").into());
    }
    context.say(&format!("write {}, which sync every {EVERY} minutes? [y/N]", files.join(" and ")));
    let mut answer = String::new();
    let unreadable = |error| Error::new(Code::Io, format!("cannot read the answer: {error}"));
    std::io::BufReader::new(&mut **context.stdin()).read_line(&mut answer).map_err(unreadable)?;
    Ok(matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes"))
}

/// The folder of the user's own units.
fn units(context: &Context) -> Option<PathBuf> {
    let set = context.env.get("XDG_CONFIG_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let config = set.or_else(|| context.env.home().map(|home| home.join(".config")))?;
    Some(config.join("systemd/user"))
}

/// What is run now and then: this program with the files and the folders of logs that are meant now, since
/// a timer knows neither the folder nor the variables of this shell.
struct Job {
    variables: Vec<(String, String)>,
    words: Vec<String>,
}

impl Job {
    fn of(context: &Context) -> Result<Job, Failure> {
        let own = std::env::current_exe().ok().map(|path| path.to_string_lossy().into_owned());
        let mut words = vec![own.unwrap_or_else(|| "cost-ops".to_owned())];
        let mut file = |flag: &str, path: &Path| {
            let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
            words.extend([flag.to_owned(), path.to_string_lossy().into_owned()]);
        };
        if let Some(config) = &context.global.config {
            file("--config", config);
        }
        let chosen = context.global.database_url.is_some() || context.env.is_set(&keys::DATABASE_URL.variable());
        if let (true, Location::File(ledger)) = (chosen, context.location()?) {
            file("--database-url", &ledger);
        }
        words.extend(["sync", "--quiet"].map(str::to_owned));
        Ok(Job { variables: logs::variables(context), words })
    }

    /// As a line for cron, which gives it to a shell and ends it at a percent sign.
    fn cron(&self) -> String {
        let set = self.variables.iter().map(|(name, value)| format!("{name}={}", for_shell(value)));
        let words: Vec<String> = set.chain(self.words.iter().map(|word| for_shell(word))).collect();
        format!("*/{EVERY} * * * * {}\n", words.join(" ").replace('%', "\\%"))
    }

    fn service(&self) -> String {
        let set = self
            .variables
            .iter()
            .map(|(name, value)| format!("Environment={}\n", for_unit(&format!("{name}={value}"))));
        let words: Vec<String> = self.words.iter().map(|word| for_unit(word).replace('$', "$$")).collect();
        format!(
            "[Unit]\nDescription=Read what is new in the logs of coding agents\n\n[Service]\nType=oneshot\n\
             {}ExecStart={}\nNice=10\n",
            set.collect::<String>(),
            words.join(" ")
        )
    }
}

/// Whether a word means itself, in a shell and in a unit.
fn is_plain(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || "_-./:@+,=".contains(c))
}

fn for_shell(word: &str) -> String {
    if is_plain(word) { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

fn for_unit(word: &str) -> String {
    let escaped = word.replace('\\', "\\\\").replace('"', "\\\"").replace('%', "%%");
    if is_plain(word) { escaped } else { format!("\"{escaped}\"") }
}

fn timer() -> String {
    format!(
        "[Unit]\nDescription=Sync logs of coding agents every {EVERY} minutes\n\n[Timer]\nOnBootSec=2min\n\
         OnUnitActiveSec={EVERY}min\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n"
    )
}

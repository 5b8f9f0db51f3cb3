//! `cost-ops sync --install`: a timer of the user's own that syncs now and then.

use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use super::{Context, Failure};
use crate::domain::{Code, Error};

const SERVICE: &str = "cost-ops-sync.service";
const TIMER: &str = "cost-ops-sync.timer";
/// Minutes between two syncs.
const EVERY: u32 = 15;

/// Writes the timer after asking, or prints a line for cron where there is no systemd.
pub(super) fn run(context: &Context, yes: bool) -> Result<(), Failure> {
    let program = program(context);
    let folder = units(context).filter(|_| Path::new("/run/systemd/system").exists() || yes);
    let Some(folder) = folder else {
        context.say("there is no systemd here; this line in `crontab -e` does the same");
        return context.print(&format!("*/{EVERY} * * * * {program} sync --quiet\n"));
    };
    let files = [(folder.join(SERVICE), service(&program)), (folder.join(TIMER), timer())];
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

/// How this program is run again.
fn program(context: &Context) -> String {
    let own = std::env::current_exe().ok().map(|path| path.to_string_lossy().into_owned());
    let own = own.unwrap_or_else(|| "cost-ops".to_owned());
    match &context.global.database_url {
        Some(url) => format!("{own} --database-url {}", url.to_string_lossy()),
        None => own,
    }
}

fn service(program: &str) -> String {
    format!(
        "[Unit]\nDescription=Read what is new in the logs of coding agents\n\n[Service]\nType=oneshot\n\
         ExecStart={program} sync --quiet\nNice=10\n"
    )
}

fn timer() -> String {
    format!(
        "[Unit]\nDescription=Sync logs of coding agents every {EVERY} minutes\n\n[Timer]\nOnBootSec=2min\n\
         OnUnitActiveSec={EVERY}min\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n"
    )
}

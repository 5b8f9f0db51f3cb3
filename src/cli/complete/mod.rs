//! What a shell asks while a command is typed: which words may stand here.
//!
//! Owns: the answer to a completion script, values from the ledger included. Refuses to know: how a
//! shell shows them. A completion never makes a ledger, reads no log and says nothing on errors: what
//! cannot be known is not offered.

mod values;

use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::PathBuf;

use clap::{Command, CommandFactory};
use clap_complete::env::{EnvCompleter, Shells};

use super::{Cli, Environment};
use values::Asker;

/// The variable by which a script asks: it names the shell.
const VARIABLE: &str = "COST_OPS_COMPLETE";

/// Whether this run is a question of a completion script; then it is answered.
pub(super) fn answered(args: &[OsString], env: &Environment) -> bool {
    let Some(shell) = env.text(VARIABLE).filter(|shell| !shell.is_empty()) else { return false };
    let words: Vec<OsString> = args.iter().skip_while(|arg| *arg != "--").skip(1).cloned().collect();
    let mut answer = Vec::new();
    if let Some(shell) = Shells::builtins().completer(shell)
        && !words.is_empty()
    {
        // Flags stand back until a dash asks for them; where there is nothing else, they are offered.
        let no_flags = words.last().is_none_or(|word| !word.as_encoded_bytes().starts_with(b"-"));
        let mut command = with_values(Cli::command(), "", &Asker::new(env, &words), no_flags);
        let folder: Option<PathBuf> = Some(env.folder().to_owned());
        let done = shell.write_complete(&mut command, words, folder.as_deref(), &mut answer);
        if done.is_ok() {
            // A shell that no longer listens has nobody to be told.
            let _ = std::io::stdout().write_all(&answer);
        }
    }
    true
}

/// The script that makes a shell ask; `None` for a shell there is none for.
pub fn script(shell: &str) -> Option<String> {
    if shell == "bash" {
        return Some(include_str!("cost-ops.bash").to_owned());
    }
    let shells = Shells::builtins();
    let asking: &dyn EnvCompleter = shells.completer(shell)?;
    let mut text = Vec::new();
    asking.write_registration(VARIABLE, "cost-ops", "cost-ops", "cost-ops", &mut text).ok()?;
    // zsh finds what a file in its function path is for by the first line.
    let text = String::from_utf8(text).ok()?.trim().to_owned();
    let more = if shell == "zsh" { FIRST_TIME } else { "" };
    Some(format!("{text}\n{more}"))
}

/// In zsh's function path the script is read by the first question, which it then has to answer.
const FIRST_TIME: &str = r#"
if [[ "$funcstack[1]" == _cost-ops ]]; then
    _clap_dynamic_completer_cost_ops "$@"
fi
"#;

/// The tree, each argument with what may stand there.
fn with_values(command: Command, verb: &str, asker: &Asker, no_flags: bool) -> Command {
    let command = command.mut_args(|arg| {
        let hidden = arg.is_hide_set() || (no_flags && !arg.is_positional());
        let arg = arg.hide(hidden);
        match values::of(verb, &arg) {
            Some(values) => arg.add(asker.completer(values)),
            None => arg,
        }
    });
    command.disable_help_flag(no_flags).mut_subcommands(|below| {
        let name = match verb {
            "" => below.get_name().to_owned(),
            above => format!("{above} {}", below.get_name()),
        };
        with_values(below, &name, asker, no_flags)
    })
}

/// The value a flag was given among words that may not be complete.
fn given(words: &[OsString], flags: &[&str]) -> Option<OsString> {
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let text = word.to_str()?;
        if flags.contains(&text) {
            return words.next().cloned();
        }
        let assigned = flags.iter().find_map(|flag| text.strip_prefix(flag)?.strip_prefix('='));
        if let Some(value) = assigned {
            return Some(OsStr::new(value).to_owned());
        }
    }
    None
}

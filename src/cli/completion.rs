//! `cost-ops completion`: the script by which a shell completes commands.

use clap_complete::Shell;

use super::{Context, Failure, complete};
use crate::domain::{Code, Error};

/// Arguments of `completion`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cost-ops completion bash > cost-ops.bash && . ./cost-ops.bash
  cost-ops completion bash > ~/.local/share/bash-completion/completions/cost-ops
  cost-ops completion zsh > ~/.zfunc/_cost-ops
  cost-ops completion fish > ~/.config/fish/completions/cost-ops.fish

Values are completed too: models, projects, budgets and tags of the ledger, periods, zones.")]
pub struct CompletionArgs {
    /// The shell to write it for
    #[arg(value_enum)]
    pub shell: Shell,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &CompletionArgs) -> Result<(), Failure> {
    let script = complete::script(&args.shell.to_string());
    let none = || Error::new(Code::Unsupported, format!("there is no completion for {}", args.shell));
    context.print(&script.ok_or_else(none)?)
}

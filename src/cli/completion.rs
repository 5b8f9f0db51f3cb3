//! `cost-ops completion`: a completion script, from the same tree that parses.

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Cli, Context, Failure};

/// Arguments of `completion`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cost-ops completion bash > ~/.local/share/bash-completion/completions/cost-ops
  cost-ops completion zsh > ~/.zfunc/_cost-ops")]
pub struct CompletionArgs {
    /// The shell to write it for
    #[arg(value_enum)]
    pub shell: Shell,
}

/// Runs it.
pub(super) fn run(context: &Context, args: &CompletionArgs) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "cost-ops", &mut script);
    context.print_bytes(&script)
}

//! The thin binary: hand the arguments over, return the exit code.

fn main() -> std::process::ExitCode {
    cost_ops::cli::main(std::env::args_os())
}

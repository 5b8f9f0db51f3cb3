//! The least a clap program can be: the ceiling of the start-up benchmark.

use clap::Parser;

/// Nothing.
#[derive(Parser)]
#[command(version)]
struct Empty {}

fn main() {
    Empty::parse();
}

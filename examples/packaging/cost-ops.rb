# A Homebrew formula to start from: fill in where a release can be fetched, and its checksum
# (sha256sum cost-ops-0.1.0.crate).
class CostOps < Formula
  desc "Ledger of LLM spend: one binary, one SQLite file"
  homepage "HOMEPAGE"
  url "ARCHIVE"
  sha256 "CHECKSUM"
  license any_of: ["MIT", "Apache-2.0"]

  depends_on "rust" => :build

  def install
    system "cargo", "install", *std_cargo_args
    bash_completion.install "completions/cost-ops.bash" => "cost-ops"
    zsh_completion.install "completions/_cost-ops"
    fish_completion.install "completions/cost-ops.fish"
    man1.install Dir["man/*.1"]
  end

  test do
    ENV["COST_OPS_DATABASE_URL"] = testpath/"test.db"
    args = %w[record --provider openai --model gpt-4o --input 1200 --output 300]
    assert_match "$0.006000", shell_output("#{bin}/cost-ops #{args.join(" ")}")
  end
end

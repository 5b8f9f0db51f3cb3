//! What a verb needs to run: the clock, the configuration, the ledger, the output.

use std::cell::RefCell;
use std::io::{ErrorKind, IsTerminal, Read, Write};
use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::environment::{Environment, now};
use super::output::{Output, Stream};
use super::progress::Progress;
use super::{Failure, Global, Place, actor, format, terminal, zone};
use crate::catalog::{PriceBook, own};
use crate::config::{Config, keys};
use crate::domain::text::{json_made_safe, visible_lines};
use crate::domain::{Code, Error, ExchangeRates, PriceEntry, PriceLayers, Tz};
use crate::paths::{Location, Paths};
use crate::render::{self, Format, Style};
use crate::store::{Ledger, OpenOptions};
use crate::table::Table;

/// Everything a verb takes from the outside.
pub struct Context {
    /// The instant the command started.
    pub now: DateTime<Utc>,
    /// The global flags, as given.
    pub global: Global,
    /// The process environment at start.
    pub env: Environment,
    /// The effective configuration.
    pub config: Config,
    /// Where files are.
    pub paths: Paths,
    /// `--strict`: incomplete data is exit 7.
    pub strict: bool,
    /// `--quiet`: nothing but results and errors.
    pub quiet: bool,
    stdin: RefCell<Box<dyn Read + Send>>,
    stdout: RefCell<Stream>,
    stderr: RefCell<Stream>,
}

impl Context {
    /// The process's own standard streams around a configuration.
    pub fn new(global: Global, env: Environment, config: Config, paths: Paths) -> Self {
        Context {
            now: now(),
            strict: global.strict,
            quiet: global.quiet,
            global,
            env,
            config,
            paths,
            stdin: RefCell::new(Box::new(std::io::stdin())),
            stdout: RefCell::new(Box::new(std::io::stdout())),
            stderr: RefCell::new(Box::new(std::io::stderr())),
        }
    }

    /// The same context with other streams (tests).
    #[must_use]
    pub fn with_streams(mut self, stdin: Box<dyn Read + Send>, stdout: Stream, stderr: Stream) -> Self {
        (self.stdin, self.stdout, self.stderr) = (RefCell::new(stdin), RefCell::new(stdout), RefCell::new(stderr));
        self
    }

    /// The zone days are counted in: `--tz`, else `general.timezone`, else the system's, else UTC.
    pub fn zone(&self) -> Tz {
        let configured = || self.config.text(&keys::GENERAL_TIMEZONE).and_then(|name| zone::parse(name).ok());
        self.global.tz.or_else(configured).unwrap_or_else(|| zone::system(&self.env))
    }

    /// The format of the result: the verb's `--format`, else the word given to `--output`, else
    /// `--json`, else what the output file's name ends in, else a table.
    pub fn format(&self, verb: Option<Format>) -> Format {
        let output = self.global.output.as_deref();
        let word = || output.and_then(|word| format::by_word(word.as_os_str()));
        let json = || self.global.json.then_some(Format::Json);
        let name = || output.and_then(format::by_extension);
        verb.or_else(word).or_else(json).or_else(name).unwrap_or(Format::Table)
    }

    /// Whether a verb that tells what it did or found, in words or as one JSON object, is to do so
    /// in JSON.
    ///
    /// # Errors
    /// A format of rows: such a verb has none.
    pub fn tells_json(&self) -> Result<bool, Failure> {
        match self.format(None) {
            Format::Json | Format::Jsonl => Ok(true),
            Format::Table => Ok(false),
            _ => {
                let what = "the answer of this command is no table, and written as text or JSON only";
                Err(Error::validation(what).hint("--json, or -o json").into())
            }
        }
    }

    /// How a terminal table may look.
    pub fn style(&self) -> Style {
        terminal::style(&self.env, self.global.no_color, self.is_to_terminal())
    }

    /// The ledger that is meant: `--database-url`, else the environment, else the
    /// configuration, else the user's own.
    pub fn location(&self) -> Result<Location, Failure> {
        if let Some(url) = &self.global.database_url {
            return Ok(Location::parse(url).map_err(|error| from(error, "--database-url"))?);
        }
        match self.config.find(&keys::DATABASE_URL) {
            Some(found) => {
                let location = Location::parse(found.value.as_ref());
                match location.map_err(|error| from(error, &found.origin.to_string()))? {
                    Location::File(path) => Ok(Location::File(self.paths.expand(path))),
                    Location::Memory => Ok(Location::Memory),
                }
            }
            None => Ok(Location::File(self.paths.ledger()?)),
        }
    }

    /// How the ledger that is meant is to be opened.
    ///
    /// # Errors
    /// When the URL names no ledger.
    pub fn open_options(&self, write: bool) -> Result<OpenOptions, Failure> {
        let path = match self.location()? {
            Location::Memory => None,
            Location::File(path) => Some(path),
        };
        let create = write || path.is_none();
        Ok(OpenOptions { path, create, read_only: !create, zone: self.zone() })
    }

    /// Opens the ledger for writing (made when it is not there), or for reading.
    ///
    /// # Errors
    /// Exit 5 when it is not there or cannot be opened.
    pub fn ledger(&self, write: bool) -> Result<Ledger, Failure> {
        let options = self.open_options(write)?;
        if let Some(path) = options.path.as_deref().filter(|path| !write && is_absent(path)) {
            let error = Error::new(Code::Database, format!("there is no ledger at {} yet", path.display()));
            return Err(error
                .hint("cost-ops ingest FILE makes one, so does cost-ops init; cost-ops guide troubleshooting")
                .into());
        }
        tracing::debug!(path = ?options.path, write, "opening the ledger");
        let mut ledger = Ledger::open(&options).map_err(|error| Failure::with_exit(error, 5))?;
        if write {
            ledger.act_as(actor::local(&self.env));
        }
        Ok(ledger)
    }

    /// The prices in force: the user's, over imported lists, over the embedded catalog.
    pub fn book(&self, ledger: &Ledger) -> Result<PriceBook, Failure> {
        let layers = self.price_layers(ledger)?;
        if let Some(age) = self.stale_prices(&layers) {
            self.say(&format!(
                "the prices are {age} days old (cost-ops pricing update --from FILE brings newer ones; \
                 pricing.stale_after_days = 0 ends this reminder)"
            ));
        }
        Ok(PriceBook::layered(layers))
    }

    /// The price book in words: the embedded catalog, and which version lies over it.
    pub fn prices_name(&self, layers: &PriceLayers) -> String {
        match layers.version {
            0 => PriceBook::catalog_id().to_owned(),
            version => format!("{}, version {version}", PriceBook::catalog_id()),
        }
    }

    /// How many days old the prices are, when that is too many.
    pub fn stale_prices(&self, layers: &PriceLayers) -> Option<i64> {
        let most = self.config.whole(&keys::PRICING_STALE_AFTER_DAYS).filter(|days| *days > 0)?;
        let age = (self.now.date_naive() - PriceBook::made(&layers.lists)?).num_days();
        (age > i64::try_from(most).unwrap_or(i64::MAX)).then_some(age)
    }

    /// What lies over the embedded prices: the ledger's, and the file of the user's own.
    pub fn price_layers(&self, ledger: &Ledger) -> Result<PriceLayers, Failure> {
        let mut layers = ledger.price_layers()?;
        layers.entries.extend(self.own_prices()?);
        Ok(layers)
    }

    /// The user's own prices: those kept in the ledger, and those of the file.
    pub fn own_and_kept(&self, ledger: &Ledger) -> Result<Vec<PriceEntry>, Failure> {
        Ok(self.price_layers(ledger)?.entries)
    }

    /// Prints one line that is the answer, where --output names a file of another kind.
    pub fn print_line(&self, line: &str) -> Result<(), Failure> {
        let mut out = self.stdout();
        writeln!(out, "{line}")?;
        Ok(out.flush()?)
    }

    /// The entries of `prices.toml`; none when it is not there.
    pub fn own_prices(&self) -> Result<Vec<PriceEntry>, Failure> {
        let Some(path) = &self.paths.user_prices else { return Ok(Vec::new()) };
        match std::fs::read_to_string(path) {
            Ok(text) => Ok(own::read(&text, &path.display().to_string(), &self.exchange_rates()?, self.now)?),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(Vec::new()),
            Err(error) => Err(Error::new(Code::Config, format!("cannot read {}: {error}", path.display())).into()),
        }
    }

    /// The exchange rates of the configuration.
    pub fn exchange_rates(&self) -> Result<ExchangeRates, Failure> {
        Ok(ExchangeRates::parse(self.config.text(&keys::CURRENCY_RATES).unwrap_or_default())?)
    }

    /// Prints a result in the format asked for, to standard output or `--output`.
    pub fn show(&self, table: &Table) -> Result<(), Failure> {
        self.show_as(table, self.format(None))
    }

    /// Prints a result in this format, to standard output or `--output`.
    ///
    /// # Errors
    /// A format of bytes on a terminal.
    pub fn show_as(&self, table: &Table, format: Format) -> Result<(), Failure> {
        self.refuse_bytes(format)?;
        let mut output = self.output()?;
        let written = render::write(table, format, self.style(), &mut output);
        if !output.is_closed() {
            written?;
        }
        output.finish()
    }

    /// Whether the result goes to a terminal.
    pub(super) fn is_to_terminal(&self) -> bool {
        self.output_file().is_none() && std::io::stdout().is_terminal()
    }

    /// A terminal cannot show a file of bytes.
    pub(super) fn refuse_bytes(&self, format: Format) -> Result<(), Failure> {
        if !format.is_binary() || !self.is_to_terminal() {
            return Ok(());
        }
        let error = Error::validation(format!("{} is no text, and a terminal cannot show it", format::word(format)));
        Err(error.hint(format!("-o FILE.{} writes it to a file", format::word(format))).into())
    }

    /// Prints text that is the result.
    pub fn print(&self, text: &str) -> Result<(), Failure> {
        self.print_bytes(text.as_bytes())
    }

    /// Prints a value that is the result, as JSON on one line.
    pub fn print_json(&self, value: &impl serde::Serialize) -> Result<(), Failure> {
        let json = serde_json::to_string(value)
            .map_err(|error| Error::new(Code::Internal, format!("cannot write the answer: {error}")))?;
        self.print(&format!("{}\n", json_made_safe(&json)))
    }

    /// Prints a path as it is, UTF-8 or not, so that a shell can use it.
    pub fn print_path(&self, path: &Path) -> Result<(), Failure> {
        self.print_bytes(&[path.as_os_str().as_encoded_bytes(), b"\n"].concat())
    }

    /// Prints bytes that are the result.
    pub fn print_bytes(&self, bytes: &[u8]) -> Result<(), Failure> {
        let mut output = self.output()?;
        let written = output.write_all(bytes);
        if !output.is_closed() {
            written?;
        }
        output.finish()
    }

    /// Where the result goes; every byte must be followed by [`Output::finish`].
    pub fn output(&self) -> Result<Output<'_>, Failure> {
        match self.output_file() {
            Some(path) => Output::to_file(path, self.global.force),
            None => Ok(Output::to_stream(self.stdout.borrow_mut())),
        }
    }

    /// The file `--output` names, when it names one (neither a format word nor `-`).
    pub fn output_file(&self) -> Option<&Path> {
        let path = self.global.output.as_deref()?;
        (format::by_word(path.as_os_str()).is_none() && path.as_os_str() != "-").then_some(path)
    }

    /// How long another machine may take: `--timeout`, else `api.timeout_secs`.
    pub fn timeout(&self) -> Duration {
        let seconds = self.global.timeout.or_else(|| self.config.whole(&keys::API_TIMEOUT_SECS));
        Duration::from_secs(seconds.unwrap_or(30))
    }

    /// Standard input; one reader at a time.
    pub fn stdin(&self) -> std::cell::RefMut<'_, Box<dyn Read + Send>> {
        self.stdin.borrow_mut()
    }

    /// Standard output as it is, for bytes that must go out as they come.
    pub fn stdout(&self) -> std::cell::RefMut<'_, Stream> {
        self.stdout.borrow_mut()
    }

    /// A sentence for people on standard error; silent with `--quiet`.
    pub fn say(&self, text: &str) {
        if !self.quiet {
            self.stderr_line(text);
        }
    }

    /// A sentence on standard error that is part of the answer: also with `--quiet`.
    pub fn tell(&self, text: &str) {
        self.stderr_line(text);
    }

    /// A warning on standard error, also with `--quiet`.
    pub fn warn(&self, text: &str) {
        self.stderr_line(&format!("warning: {text}"));
    }

    /// Whether there is a person at a terminal to ask.
    pub fn can_ask(&self) -> bool {
        std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
    }

    /// Asks on standard error; only `y` and `yes` are a yes.
    ///
    /// # Errors
    /// When standard input cannot be read.
    pub fn ask(&self, question: &str) -> Result<bool, Failure> {
        self.prompt(&format!("{question} [y/N] "));
        let (mut answer, mut stdin) = (Vec::new(), self.stdin());
        let mut byte = [0];
        while answer.len() < 16 && stdin.read(&mut byte)? == 1 && byte != *b"\n" {
            answer.extend(byte);
        }
        let answer = String::from_utf8_lossy(&answer).trim().to_ascii_lowercase();
        Ok(matches!(answer.as_str(), "y" | "yes"))
    }

    /// Text on standard error that an answer is typed behind.
    pub fn prompt(&self, text: &str) {
        let mut stderr = self.stderr.borrow_mut();
        let _ = write!(stderr, "{}", visible_lines(text));
        let _ = stderr.flush();
    }

    /// A progress bar over `bytes`, on a terminal only.
    pub fn progress(&self, name: &str, bytes: Option<u64>) -> Progress {
        Progress::new(name, bytes, self.shows_progress())
    }

    /// A spinner for work of a few long steps.
    pub fn steps(&self, name: &str) -> Progress {
        Progress::steps(name, self.shows_progress())
    }

    fn shows_progress(&self) -> bool {
        let shown = !self.quiet && self.global.verbose == 0 && std::io::stderr().is_terminal();
        shown && self.env.text("TERM") != Some("dumb")
    }

    /// A closed standard error is nobody's loss: there is no one to tell.
    fn stderr_line(&self, text: &str) {
        let _ = writeln!(self.stderr.borrow_mut(), "{}", visible_lines(text));
    }

    /// Refuses what cannot be asked of a server when one is named: answering from the ledger of
    /// this machine instead would lie.
    pub(super) fn check_place(&self, place: Place) -> Result<(), Failure> {
        let Some((_, origin)) = self.api_url()?.filter(|_| place != Place::Nowhere) else { return Ok(()) };
        let named = origin == "--api-url";
        match place {
            Place::Nowhere | Place::Anywhere => Ok(()),
            Place::Machine if !named => Ok(()),
            Place::Machine | Place::Ledger => {
                let what = format!("{origin} names a server, and this command works on this machine only");
                let hint = "without it the command works on the local ledger; a server can be asked for query, summary, daily and \
                            the other reports by name, export, pricing list, budget status, health and auth, and takes \
                            ingest and record";
                Err(Error::new(Code::Unsupported, what).hint(hint).into())
            }
        }
    }
}

/// Whether nothing is there at all, not even a broken link.
fn is_absent(path: &Path) -> bool {
    let absent = |error: &std::io::Error| error.kind() == ErrorKind::NotFound;
    path.symlink_metadata().is_err_and(|error| absent(&error))
}

/// The same error, saying where the value came from.
fn from(mut error: Error, origin: &str) -> Error {
    error.message = format!("{} (from {origin})", error.message);
    error
}

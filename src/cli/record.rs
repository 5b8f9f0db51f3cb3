//! `cost-ops record`: a response as it passes by, or one request from flags.

use std::io::Read;

use clap::Args;
use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::ingested::{counted, money};
use super::labels::{LabelArgs, pair};
use super::passthrough::{Copied, Tap, tee};
use super::{Context, Failure, Global, delivery, format, input, unique};
use crate::catalog::PriceBook;
use crate::domain::text::json_made_safe;
use crate::domain::{Code, Error, Result as Outcome, UnpricedReason};
use crate::ingest::{Import, Summary, Target};
use crate::render::SCHEMA_VERSION;
use crate::source::{self, Given, Source};

/// Arguments of `record`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  curl -sN https://api.openai.com/v1/chat/completions … | cost-ops record --tag job=nightly
  cost-ops record --provider openai --model gpt-4o --input 1200 --output 300

Without counts, standard input is copied to standard output byte for byte as it arrives, its usage
is recorded, and standard error says what it cost. With counts, one request is recorded and its id
and cost are printed; here --output is the number of output tokens (--output json still works).")]
pub struct RecordArgs {
    /// The provider
    #[arg(long, value_name = "NAME")]
    pub provider: Option<String>,
    /// The model
    #[arg(long, value_name = "NAME")]
    pub model: Option<String>,
    /// The request's id; the same again changes nothing
    ///
    /// By default a new one.
    #[arg(long)]
    pub id: Option<String>,
    /// When it was (default: now)
    #[arg(long, value_name = "TIME")]
    pub timestamp: Option<String>,
    /// How long it took, in milliseconds
    #[arg(long, value_name = "MS")]
    pub latency_ms: Option<u64>,
    /// What the price depends on: processing=batch
    ///
    /// May be repeated.
    #[arg(long, value_name = "KEY=VALUE", value_parser = attribute)]
    pub context: Vec<(String, String)>,
    #[command(flatten)]
    pub counts: Counts,
    #[command(flatten)]
    pub labels: LabelArgs,
}

/// What one request used.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Tokens")]
pub struct Counts {
    /// The whole prompt, caches included
    #[arg(long = "input", visible_alias = "input-tokens", value_name = "TOKENS")]
    pub input: Option<u64>,
    /// The whole output with reasoning (or --output)
    #[arg(long = "output-tokens", value_name = "TOKENS")]
    pub produced: Option<u64>,
    /// Of the prompt: read from the cache
    #[arg(long, value_name = "TOKENS")]
    pub cached: Option<u64>,
    /// Of the prompt: written to the cache
    #[arg(long, value_name = "TOKENS")]
    pub cache_write: Option<u64>,
    /// Of those written: to live for an hour
    #[arg(long = "cache-write-1h", value_name = "TOKENS")]
    pub cache_write_1h: Option<u64>,
    /// Of the output: reasoning
    #[arg(long, value_name = "TOKENS")]
    pub reasoning: Option<u64>,
}

impl Counts {
    /// Parts must fit in their whole.
    fn check(&self) -> Outcome<()> {
        let of = |part: Option<u64>| part.unwrap_or(0);
        let written = of(self.cache_write.or(self.cache_write_1h));
        let fits = [
            (
                of(self.cached).saturating_add(written),
                of(self.input),
                "--cached and --cache-write are parts of --input",
            ),
            (of(self.cache_write_1h), written, "--cache-write-1h is a part of --cache-write"),
            (of(self.reasoning), of(self.produced), "--reasoning is a part of --output"),
        ];
        match fits.iter().find(|(parts, whole, _)| parts > whole) {
            Some((parts, whole, why)) => Err(Error::validation(format!("{why}: {parts} is more than {whole}"))),
            None => Ok(()),
        }
    }

    /// The native field names of what was given.
    fn fields(&self) -> impl Iterator<Item = (&'static str, u64)> {
        let fields = [
            ("input_tokens", self.input),
            ("output_tokens", self.produced),
            ("cached_tokens", self.cached),
            ("cache_write_tokens", self.cache_write.or(self.cache_write_1h)),
            ("cache_write_1h_tokens", self.cache_write_1h),
            ("reasoning_tokens", self.reasoning),
        ];
        fields.into_iter().filter_map(|(name, count)| count.map(|count| (name, count)))
    }
}

/// The attributes that choose a price.
const ATTRIBUTES: [&str; 7] =
    ["processing", "service_tier", "speed", "inference_geo", "data_residency", "route", "search_type"];

fn attribute(text: &str) -> Result<(String, String), String> {
    let (key, value) = pair(text)?;
    match ATTRIBUTES.contains(&key.as_str()) {
        true => Ok((key, value)),
        false => Err(format!("the attributes are {}", ATTRIBUTES.join(", "))),
    }
}

impl RecordArgs {
    /// Takes `--output 300`, which the global flag has caught, as the number of output tokens.
    ///
    /// # Errors
    /// When it is neither a number nor a format word.
    pub(super) fn take_output(&mut self, global: &mut Global) -> Outcome<()> {
        let Some(given) = global.output.take_if(|given| format::by_word(given.as_os_str()).is_none()) else {
            return Ok(());
        };
        let given = given.to_string_lossy();
        let count = given.parse().map_err(|_| {
            Error::validation(format!("{given:?} is not a number of output tokens"))
                .hint("record prints to standard output; --output is the number of output tokens here")
        })?;
        if self.counts.produced.replace(count).is_some_and(|other| other != count) {
            return Err(Error::validation("--output and --output-tokens say different numbers"));
        }
        Ok(())
    }
}

/// Runs it.
pub(super) fn run(context: &Context, args: &RecordArgs) -> Result<(), Failure> {
    let one = args.counts.fields().next().is_some();
    if one {
        return from_flags(context, args);
    }
    for (given, flag) in [
        (args.id.is_some(), "--id"),
        (args.timestamp.is_some(), "--timestamp"),
        (args.latency_ms.is_some(), "--latency-ms"),
    ] {
        if given {
            let error = Error::new(Code::MissingField, format!("{flag} needs counts beside it"));
            return Err(error.hint("--input TOKENS --output TOKENS").into());
        }
    }
    from_stream(context, args)
}

/// Copies the stream and records what it used.
fn from_stream(context: &Context, args: &RecordArgs) -> Result<(), Failure> {
    let (mut stdin, mut stdout) = (context.stdin(), context.stdout());
    let (copied, imported) = tee(&mut **stdin, &mut **stdout, |tap| import_stream(context, args, tap));
    drop((stdin, stdout));
    let Copied { bytes, input, output } = copied;
    // What could not be copied is told first: it is the caller's stream.
    if let Some(error) = output {
        return Err(error.into());
    }
    if let Some(error) = input {
        return Err(Error::new(Code::Io, format!("cannot read standard input: {error}")).into());
    }
    let summary = match imported {
        Ok(summary) => summary,
        Err(failure) if matches!(failure.exit, 3..=5) => return Err(failure),
        Err(failure) => return nothing(context, bytes, Some(&failure.error.message)),
    };
    if summary.read == summary.rejected {
        let why = summary.rejections.first().map(|(_, rejection)| rejection.reason.as_str());
        return nothing(context, bytes, why);
    }
    context.say(&told(&summary));
    for (_, rejection) in &summary.rejections {
        context.warn(&rejection.to_string());
    }
    if context.strict && summary.rejected + summary.unpriced > 0 {
        return Err(Failure::incomplete("something was rejected or has no price, and --strict was given"));
    }
    Ok(())
}

/// The importing side of the tee.
fn import_stream(context: &Context, args: &RecordArgs, tap: &mut Tap) -> Result<Summary, Failure> {
    let unreadable = |error| Error::new(Code::Io, format!("cannot read standard input: {error}"));
    let (mut bytes, _) = input::unpacked(tap).map_err(unreadable)?;
    let given = Given {
        provider: args.provider.clone(),
        model: args.model.clone(),
        at: Some(context.now),
        labels: args.labels.labels(&context.env)?,
        ..Given::default()
    };
    import(context, "standard input", &mut *bytes, None, &given)
}

/// Records what is in an input, in the ledger or at the server.
fn import(
    context: &Context,
    name: &str,
    input: &mut (dyn Read + Send),
    format: Option<&'static Source>,
    given: &Given,
) -> Result<Summary, Failure> {
    let mut summary = Summary::default();
    if let Some(remote) = context.remote()? {
        delivery::deliver(&remote, name, input, format, given, &mut |_, _| {}, &mut summary)?;
        return Ok(summary);
    }
    let mut ledger = context.ledger(true)?;
    let book = context.book(&ledger)?;
    let mut import = Import { pricer: &book, target: Target::Ledger(&mut ledger), progress: &mut |_, _| {} };
    import.read(name, input, format, given, &mut summary)?;
    Ok(summary)
}

/// Nothing in the stream could be recorded: a note, or a failure under `--strict`.
fn nothing(context: &Context, bytes: u64, why: Option<&str>) -> Result<(), Failure> {
    let why = why.map(|why| format!(": {why}")).unwrap_or_default();
    let text = format!("no usage found in {}; nothing was recorded{why}", counted(bytes, "byte"));
    if context.strict {
        return Err(Failure::incomplete(text));
    }
    context.warn(&text);
    Ok(())
}

/// One line: what it cost, or why that is not known.
fn told(summary: &Summary) -> String {
    let events = summary.new + summary.updated + summary.duplicate;
    let mut parts = Vec::new();
    if events > summary.unpriced {
        parts.push(money(summary.cost));
    }
    if let Some((reason, model, _)) = summary.unpriced_models.first() {
        parts.push(format!("{} without a price ({model}: {reason})", counted(summary.unpriced, "request")));
    }
    if summary.duplicate > 0 {
        parts.push(format!("{} recorded before", summary.duplicate));
    }
    if summary.rejected > 0 {
        parts.push(format!("{} rejected", summary.rejected));
    }
    format!("cost-ops: {} recorded: {}", counted(summary.new + summary.updated, "request"), parts.join(", "))
}

/// Records one request that the flags describe, the same way as any native record.
fn from_flags(context: &Context, args: &RecordArgs) -> Result<(), Failure> {
    let json = context.tells_json()?;
    let model = args.model.as_deref().ok_or_else(|| {
        Error::new(Code::MissingField, "a request from flags needs a model").hint("--model gpt-4o, for example")
    })?;
    args.counts.check()?;
    let id = args.id.clone().unwrap_or_else(|| format!("rec-{}", unique::id()));
    let line = native_record(context, args, &id, model).to_string();
    let given = Given { at: Some(context.now), labels: args.labels.labels(&context.env)?, ..Given::default() };
    let summary = import(context, "the flags", &mut line.as_bytes(), Some(native()?), &given)?;
    if let Some((_, rejection)) = summary.rejections.first() {
        return Err(Error::validation(format!("the request was not recorded: {}", rejection.reason)).into());
    }
    print_one(context, &id, &summary, json)?;
    say_nearest(context, args.provider.as_deref(), model, &summary);
    if context.strict && summary.unpriced > 0 {
        return Err(Failure::incomplete("the request has no price, and --strict was given"));
    }
    Ok(())
}

/// Names the models that are spelled like one nobody knows, which may have been mistyped.
fn say_nearest(context: &Context, provider: Option<&str>, model: &str, summary: &Summary) {
    let unknown = UnpricedReason::UnknownModel.as_text();
    if summary.unpriced_models.iter().any(|(reason, ..)| *reason == unknown) {
        let nearest = PriceBook::nearest(provider, model);
        if !nearest.is_empty() {
            context.say(&format!("the nearest names are {} (not used)", nearest.join(", ")));
        }
    }
}

fn native_record(context: &Context, args: &RecordArgs, id: &str, model: &str) -> Value {
    let mut record = Map::new();
    record.insert("id".into(), id.into());
    let now = || context.now.to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
    record.insert("timestamp".into(), args.timestamp.clone().unwrap_or_else(now).into());
    record.insert("model".into(), model.into());
    if let Some(provider) = &args.provider {
        record.insert("provider".into(), provider.as_str().into());
    }
    record.insert("input_tokens".into(), 0.into());
    record.insert("output_tokens".into(), 0.into());
    for (name, count) in args.counts.fields() {
        record.insert(name.into(), count.into());
    }
    if let Some(latency) = args.latency_ms {
        record.insert("latency_ms".into(), latency.into());
    }
    for (key, value) in &args.context {
        record.insert(key.clone(), value.as_str().into());
    }
    record.into()
}

/// The format of one native record a line.
fn native() -> Outcome<&'static Source> {
    source::by_id("native").ok_or_else(|| Error::new(Code::Internal, "the native format is missing from this build"))
}

/// The answer of `record --json`.
#[derive(Serialize)]
struct Answer<'a> {
    schema_version: u32,
    id: &'a str,
    result: &'static str,
    total_cost: Option<Box<RawValue>>,
    total_cost_exact: Option<String>,
    currency: &'static str,
    unpriced: Option<&'a str>,
}

fn print_one(context: &Context, id: &str, summary: &Summary, json: bool) -> Result<(), Failure> {
    let reason = summary.unpriced_models.first().map(|(reason, ..)| reason.as_str());
    let what = match (summary.new, summary.updated) {
        (1, _) => "new",
        (_, 1) => "updated",
        _ => "duplicate",
    };
    if json {
        let exact = reason.is_none().then(|| summary.cost.to_string());
        let number = exact.clone().map(RawValue::from_string).transpose();
        let answer = number.and_then(|total_cost| {
            serde_json::to_string(&Answer {
                schema_version: SCHEMA_VERSION,
                id,
                result: what,
                total_cost,
                total_cost_exact: exact,
                currency: "USD",
                unpriced: reason,
            })
        });
        let answer = answer.map_err(|error| Error::new(Code::Internal, format!("cannot write the answer: {error}")))?;
        return context.print(&format!("{}\n", json_made_safe(&answer)));
    }
    let cost = reason.map_or_else(|| money(summary.cost), |reason| format!("no price ({reason})"));
    let before = if what == "duplicate" { " (recorded before)" } else { "" };
    context.print(&format!("{id} {cost}{before}\n"))
}

//! One line of a Codex rollout, borrowed from its bytes.
//!
//! Owns: the fields of a line. Refuses to know: what came before it, events.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::source::loose::Text;
use crate::source::reading::Limit;
use crate::source::scan::{Broken, Fields, Raw};

/// A line; also of the stream that `codex exec --json` prints, which has no payloads.
#[derive(Default)]
pub(super) struct Record<'a> {
    pub(super) kind: Text<'a>,
    timestamp: Raw<'a>,
    pub(super) payload: Payload<'a>,
    pub(super) thread_id: Text<'a>,
    pub(super) response_id: Text<'a>,
    pub(super) usage: Raw<'a>,
}

impl<'a> Record<'a> {
    /// Reads a line.
    ///
    /// # Errors
    /// When it is no object.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Record<'a>, Broken> {
        let mut record = Record::default();
        let mut fields = Fields::of(bytes)?;
        while let Some(name) = fields.name()? {
            match name {
                b"timestamp" => record.timestamp = fields.value()?,
                b"type" => record.kind = fields.value()?.text(),
                b"payload" => fields.inner(|payload| record.payload.read(payload))?,
                b"thread_id" => record.thread_id = fields.value()?.text(),
                b"response_id" => record.response_id = fields.value()?.text(),
                b"usage" => record.usage = fields.value()?,
                _ => _ = fields.value()?,
            }
        }
        Ok(record)
    }

    /// The timestamp as text, whether it is one or a number.
    pub(super) fn timestamp(&self) -> Option<Cow<'a, str>> {
        match self.timestamp.text() {
            Text(Some(text)) => Some(text),
            _ => std::str::from_utf8(self.timestamp.0).ok().filter(|text| !text.is_empty()).map(Cow::Borrowed),
        }
    }
}

/// The payload of any kind of line; which fields there are depends on it.
#[derive(Default)]
pub(super) struct Payload<'a> {
    pub(super) kind: Text<'a>,
    pub(super) id: Text<'a>,
    pub(super) cwd: Text<'a>,
    pub(super) cli_version: Text<'a>,
    pub(super) model: Text<'a>,
    pub(super) model_provider: Text<'a>,
    pub(super) forked_from_id: Text<'a>,
    pub(super) response_id: Text<'a>,
    pub(super) info: Raw<'a>,
    pub(super) usage: Raw<'a>,
    pub(super) rate_limits: Raw<'a>,
    source: Raw<'a>,
    git: Raw<'a>,
}

impl<'a> Payload<'a> {
    fn read(&mut self, fields: &mut Fields<'a>) -> Result<(), Broken> {
        while let Some(name) = fields.name()? {
            match name {
                b"type" => self.kind = fields.value()?.text(),
                b"id" => self.id = fields.value()?.text(),
                b"cwd" => self.cwd = fields.value()?.text(),
                b"cli_version" => self.cli_version = fields.value()?.text(),
                b"model" => self.model = fields.value()?.text(),
                b"model_provider" => self.model_provider = fields.value()?.text(),
                b"forked_from_id" => self.forked_from_id = fields.value()?.text(),
                b"response_id" => self.response_id = fields.value()?.text(),
                b"info" => self.info = fields.value()?,
                b"usage" => self.usage = fields.value()?,
                b"rate_limits" => self.rate_limits = fields.value()?,
                b"source" => self.source = fields.value()?,
                b"git" => self.git = fields.value()?,
                _ => _ = fields.value()?,
            }
        }
        Ok(())
    }

    /// The branch a session began on.
    pub(super) fn branch(&self) -> String {
        self.git.read::<Git<'_>>().map(|git| git.branch.get().to_owned()).unwrap_or_default()
    }

    /// The thread this one was spawned from as a subagent; empty when it is one of nobody known.
    pub(super) fn spawned_from(&self) -> Option<String> {
        let origin: Origin<'_> = self.source.read().ok()?;
        let subagent = serde_json::from_str::<Subagent<'_>>(origin.subagent?.get()).unwrap_or_default();
        Some(subagent.thread_spawn.map(|spawn| spawn.parent_thread_id.get().to_owned()).unwrap_or_default())
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Git<'a> {
    #[serde(borrow)]
    branch: Text<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Origin<'a> {
    #[serde(borrow)]
    subagent: Option<&'a RawValue>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Subagent<'a> {
    #[serde(borrow)]
    thread_spawn: Option<Spawn<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Spawn<'a> {
    #[serde(borrow)]
    parent_thread_id: Text<'a>,
}

/// What a `token_count` says of tokens.
#[derive(Default)]
pub(super) struct Info<'a> {
    pub(super) total: Option<Vector>,
    pub(super) last: Option<Vector>,
    pub(super) model: Text<'a>,
    /// Version 0.50 said only these.
    prompt: Raw<'a>,
    completion: Raw<'a>,
}

impl<'a> Info<'a> {
    /// Reads it; `None` when nothing is said.
    ///
    /// # Errors
    /// A counter that is none.
    pub(super) fn read(raw: Raw<'a>) -> Result<Option<Info<'a>>, String> {
        let Ok(mut fields) = Fields::of(raw.0) else { return Ok(None) };
        let (mut info, mut total, mut last) = (Info::default(), Raw::default(), Raw::default());
        let mut take = || -> Result<(), Broken> {
            while let Some(name) = fields.name()? {
                match name {
                    b"total_token_usage" => total = fields.value()?,
                    b"last_token_usage" => last = fields.value()?,
                    b"model" => info.model = fields.value()?.text(),
                    b"prompt" => info.prompt = fields.value()?,
                    b"completion" => info.completion = fields.value()?,
                    _ => _ = fields.value()?,
                }
            }
            Ok(())
        };
        take().map_err(|Broken| "its info is no JSON object")?;
        info.total = Vector::read(total)?;
        info.last = match Vector::read(last)? {
            Some(last) => Some(last),
            None => info.old()?,
        };
        Ok(Some(info))
    }

    fn old(&self) -> Result<Option<Vector>, String> {
        let (input, output) = (self.prompt.count()?.get(), self.completion.count()?.get());
        let old = Vector { input, output, ..Vector::default() };
        Ok(Some(old).filter(|old| !old.is_nothing()))
    }
}

/// The counters of one response, or of all so far. The input has cached and written tokens in
/// it, the output the reasoning.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
pub(super) struct Vector {
    pub(super) input: u64,
    pub(super) cached: u64,
    pub(super) written: u64,
    pub(super) output: u64,
    pub(super) reasoning: u64,
    pub(super) total: u64,
}

impl Vector {
    /// Reads it; `None` when it is no object.
    ///
    /// # Errors
    /// A counter that is none.
    pub(super) fn read(raw: Raw<'_>) -> Result<Option<Vector>, String> {
        let Ok(mut fields) = Fields::of(raw.0) else { return Ok(None) };
        let mut vector = Vector::default();
        let broken = |Broken| "its usage is no JSON object";
        while let Some(name) = fields.name().map_err(broken)? {
            let value = fields.value().map_err(broken)?;
            let slot = match name {
                b"input_tokens" => &mut vector.input,
                b"cached_input_tokens" => &mut vector.cached,
                b"cache_write_input_tokens" => &mut vector.written,
                b"output_tokens" => &mut vector.output,
                b"reasoning_output_tokens" => &mut vector.reasoning,
                b"total_tokens" => &mut vector.total,
                _ => continue,
            };
            *slot = value.count()?.get();
        }
        Ok(Some(vector))
    }

    /// Its numbers, for an identity.
    pub(super) fn numbers(&self) -> [u64; 6] {
        [self.input, self.cached, self.written, self.output, self.reasoning, self.total]
    }

    /// Whether no token was used; a row that only says how full the context is, is like that.
    pub(super) fn is_nothing(&self) -> bool {
        [self.input, self.cached, self.written, self.output, self.reasoning] == [0; 5]
    }

    /// What came since `before`; all of it, when the counters began anew.
    pub(super) fn since(&self, before: &Vector) -> Vector {
        if self.input < before.input || self.output < before.output || self.cached < before.cached {
            return *self;
        }
        Vector {
            input: self.input - before.input,
            cached: self.cached - before.cached,
            written: self.written.saturating_sub(before.written),
            output: self.output - before.output,
            reasoning: self.reasoning.saturating_sub(before.reasoning),
            total: self.total.saturating_sub(before.total),
        }
    }
}

/// A window of the account's limits. Nearly every row states them, so they are read without more
/// ado where they are as plain as usual.
#[derive(Default)]
pub(super) struct Window {
    /// In thousandths.
    pub(super) used: Option<u32>,
    pub(super) minutes: Option<u64>,
    pub(super) resets: Option<u64>,
}

impl Window {
    /// The two windows of `rate_limits`; what is no window is left out.
    pub(super) fn both(limits: Raw<'_>) -> [Option<Window>; 2] {
        let mut both = [None, None];
        // Whatever stands before the end was stated.
        let _ = fields(limits, |name, value| match name {
            b"primary" => both[0] = Window::read(value),
            b"secondary" => both[1] = Window::read(value),
            _ => {}
        });
        both
    }

    fn read(raw: Raw<'_>) -> Option<Window> {
        let (mut window, count) = (Window::default(), |value: Raw<'_>| value.count().ok().and_then(|count| count.0));
        let read = fields(raw, |name, value| match name {
            b"used_percent" => window.used = Limit::permille(value.0),
            b"window_minutes" => window.minutes = count(value),
            b"resets_at" => window.resets = count(value),
            _ => {}
        });
        read.ok().map(|()| window)
    }
}

fn fields<'a>(raw: Raw<'a>, mut each: impl FnMut(&'a [u8], Raw<'a>)) -> Result<(), Broken> {
    let mut fields = Fields::of(raw.0)?;
    while let Some(name) = fields.name()? {
        each(name, fields.value()?);
    }
    Ok(())
}

//! One line of a Claude Code log, borrowed from its bytes.
//!
//! Owns: the fields of a line and which lines are of a response. Refuses to know: events.

use crate::source::loose::Text;
use crate::source::scan::{Broken, Fields, Raw};

/// A line, as far as usage needs it; what was said in it is passed over.
#[derive(Default)]
pub(super) struct Line<'a> {
    kind: Raw<'a>,
    pub(super) timestamp: Text<'a>,
    /// As they are written: they are read only when they differ from the line before.
    pub(super) session_id: Raw<'a>,
    pub(super) cwd: Raw<'a>,
    pub(super) branch: Raw<'a>,
    pub(super) version: Raw<'a>,
    pub(super) uuid: Raw<'a>,
    pub(super) beside: bool,
    error: bool,
    cost: Raw<'a>,
    pub(super) message: Message<'a>,
}

#[derive(Default)]
pub(super) struct Message<'a> {
    pub(super) id: Text<'a>,
    role: Raw<'a>,
    pub(super) model: Text<'a>,
    /// The line was written before the response ended.
    pub(super) unfinished: bool,
    pub(super) usage: Option<Usage<'a>>,
}

/// Counters, fresh, read and written input side by side.
#[derive(Default)]
pub(super) struct Usage<'a> {
    pub(super) input: Raw<'a>,
    pub(super) written: Raw<'a>,
    pub(super) read: Raw<'a>,
    pub(super) output: Raw<'a>,
    pub(super) written_5m: Raw<'a>,
    pub(super) written_1h: Raw<'a>,
    pub(super) thinking: Raw<'a>,
    pub(super) searches: Raw<'a>,
    pub(super) tier: Raw<'a>,
    pub(super) speed: Raw<'a>,
    pub(super) geo: Raw<'a>,
    passes: Raw<'a>,
}

impl<'a> Line<'a> {
    /// Reads a line.
    ///
    /// # Errors
    /// When it is no object.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Line<'a>, Broken> {
        let mut line = Line::default();
        let mut fields = Fields::of(bytes)?;
        while let Some(name) = fields.name()? {
            match name {
                b"message" => fields.inner(|message| line.message.read(message))?,
                b"type" => line.kind = fields.value()?,
                b"timestamp" => line.timestamp = fields.value()?.text(),
                b"sessionId" => line.session_id = fields.value()?,
                b"uuid" => line.uuid = fields.value()?,
                b"cwd" => line.cwd = fields.value()?,
                b"gitBranch" => line.branch = fields.value()?,
                b"version" => line.version = fields.value()?,
                b"isSidechain" => line.beside = fields.value()?.flag().0,
                b"isApiErrorMessage" => line.error = fields.value()?.flag().0,
                b"costUSD" => line.cost = fields.value()?,
                _ => _ = fields.value()?,
            }
        }
        Ok(line)
    }

    /// Its usage, if it is of a response that was billed: answers of the agent itself (errors,
    /// notices) name the model `<synthetic>`. The oldest lines do not say their type.
    pub(super) fn usage(&self) -> Option<&Usage<'a>> {
        let message = &self.message;
        let of_model = match self.kind.0 {
            b"\"assistant\"" => true,
            b"" | b"null" => message.role.text().some().is_none_or(|role| role == "assistant"),
            _ => false,
        };
        let billed = !self.error && message.model.get() != "<synthetic>";
        message.usage.as_ref().filter(|_| of_model && billed)
    }

    /// What the agent itself says it cost, as written.
    pub(super) fn cost(&self) -> Option<&str> {
        let text = std::str::from_utf8(self.cost.0).ok()?;
        Some(text.trim_matches('"')).filter(|text| !text.is_empty() && *text != "null")
    }
}

impl<'a> Message<'a> {
    fn read(&mut self, fields: &mut Fields<'a>) -> Result<(), Broken> {
        while let Some(name) = fields.name()? {
            match name {
                b"id" => self.id = fields.value()?.text(),
                b"role" => self.role = fields.value()?,
                b"model" => self.model = fields.value()?.text(),
                b"stop_reason" => self.unfinished = fields.value()?.is_null(),
                // Only an object is one: a message that was never answered has `null` there.
                b"usage" => fields.inner(|fields| self.usage.get_or_insert_default().take(fields))?,
                _ => _ = fields.value()?,
            }
        }
        Ok(())
    }
}

impl<'a> Usage<'a> {
    fn take(&mut self, fields: &mut Fields<'a>) -> Result<(), Broken> {
        while let Some(name) = fields.name()? {
            match name {
                b"input_tokens" => self.input = fields.value()?,
                b"cache_creation_input_tokens" => self.written = fields.value()?,
                b"cache_read_input_tokens" => self.read = fields.value()?,
                b"output_tokens" => self.output = fields.value()?,
                b"cache_creation" | b"output_tokens_details" | b"server_tool_use" => {
                    fields.inner(|inner| self.take_inner(inner))?;
                }
                b"service_tier" => self.tier = fields.value()?,
                b"speed" => self.speed = fields.value()?,
                b"inference_geo" => self.geo = fields.value()?,
                b"iterations" => self.passes = fields.value()?,
                _ => _ = fields.value()?,
            }
        }
        Ok(())
    }

    /// Takes the counters of the objects within, whose names differ.
    fn take_inner(&mut self, fields: &mut Fields<'a>) -> Result<(), Broken> {
        while let Some(name) = fields.name()? {
            match name {
                b"ephemeral_5m_input_tokens" => self.written_5m = fields.value()?,
                b"ephemeral_1h_input_tokens" => self.written_1h = fields.value()?,
                b"thinking_tokens" => self.thinking = fields.value()?,
                b"web_search_requests" => self.searches = fields.value()?,
                _ => _ = fields.value()?,
            }
        }
        Ok(())
    }

    /// Whether passes are billed beside the counters.
    pub(super) fn has_passes_beside(&self) -> bool {
        let kinds: [&[u8]; 2] = [b"\"compaction\"", b"\"advisor_message\""];
        !self.passes.0.is_empty() && kinds.iter().any(|kind| memchr::memmem::find(self.passes.0, kind).is_some())
    }
}

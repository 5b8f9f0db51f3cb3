//! The usage of one Langfuse observation, by the names of its buckets.
//!
//! Owns: which bucket is what, and whether buckets stand beside `input` and `output` or are parts
//! of them: those with a dot (`prompt_details.cache_read`) are parts, the others
//! (`input_cache_read`, `output_reasoning`) stand beside, unless the total says otherwise.
//! Refuses to know: observations.

use serde_json::{Map, Value};

use crate::domain::{UsageClass, UsageCounts};
use crate::source::wire::{counts_fit, sum};

use super::{counted, nested};

/// What an observation used.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Used {
    pub(super) counts: UsageCounts,
    /// The total fits no reading.
    pub(super) doubtful: Option<String>,
}

impl Used {
    /// Whether it used nothing.
    pub(super) fn is_nothing(&self) -> bool {
        self.counts.iter().all(|(_, count)| count == 0)
    }
}

/// Reads the usage of an observation of a model, in whichever field it is.
///
/// # Errors
/// What about it is no usage in tokens.
pub(super) fn used(observation: &Value, model: &str) -> Result<Used, String> {
    for field in ["usageDetails", "usage", "providedUsageDetails"] {
        let usage = nested(observation, field)?;
        if let Some(buckets) = usage.as_object().filter(|buckets| !buckets.is_empty()) {
            let unit = buckets.get("unit").and_then(Value::as_str).unwrap_or("TOKENS");
            return match unit {
                "TOKENS" => of_buckets(buckets, &usage, model),
                _ => Err(format!("its usage is in {}, not in tokens", crate::source::wire::safe(unit))),
            };
        }
    }
    for [input, output, total] in
        [["promptTokens", "completionTokens", "totalTokens"], ["inputUsage", "outputUsage", "totalUsage"]]
    {
        let count = |key: &str| counted(observation, key);
        let buckets =
            Buckets { input: count(input)?, output: count(output)?, total: count(total)?, others: Vec::new() };
        if buckets.input.is_some() || buckets.output.is_some() {
            return buckets.read(model);
        }
    }
    Ok(Used::default())
}

/// A part, and where it belongs.
#[derive(Clone, Copy)]
struct Part {
    output: bool,
    /// It is within `input` or `output` by its name.
    within: bool,
    class: Option<UsageClass>,
    count: u64,
}

#[derive(Default)]
struct Buckets {
    input: Option<u64>,
    output: Option<u64>,
    total: Option<u64>,
    others: Vec<Part>,
}

fn of_buckets(map: &Map<String, Value>, usage: &Value, model: &str) -> Result<Used, String> {
    let mut buckets = Buckets::default();
    for name in map.keys().filter(|name| !is_beside(name)) {
        let Some(count) = counted(usage, name)? else { continue };
        match name.as_str() {
            "total" | "totalTokens" | "total_tokens" => buckets.total = Some(count),
            "input" | "input_tokens" | "prompt" | "prompt_tokens" | "promptTokens" => buckets.input = Some(count),
            "output" | "output_tokens" | "completion" | "completion_tokens" | "completionTokens" => {
                buckets.output = Some(count);
            }
            other => buckets.others.push(part(other, count)),
        }
    }
    buckets.read(model)
}

/// What older APIs put beside the counters: the unit, and costs.
fn is_beside(name: &str) -> bool {
    name == "unit" || name.ends_with("Cost")
}

fn part(name: &str, count: u64) -> Part {
    let lower = name.to_ascii_lowercase();
    let has = |word: &str| lower.contains(word);
    let thought = has("reasoning") || has("thinking") || has("thought");
    let output = lower.starts_with("output") || lower.starts_with("completion") || thought;
    let class = match output {
        _ if thought => Some(UsageClass::OutputReasoning),
        true if has("audio") => Some(UsageClass::OutputAudio),
        true if has("image") => Some(UsageClass::OutputImage),
        true => None,
        false if has("cache") && (has("creation") || has("write")) && has("1h") => Some(UsageClass::CacheWrite1h),
        false if has("cache") && (has("creation") || has("write")) => Some(UsageClass::CacheWrite),
        false if has("cache") => Some(UsageClass::CacheRead),
        false if has("audio") => Some(UsageClass::InputAudio),
        false if has("image") => Some(UsageClass::InputImage),
        false => None,
    };
    Part { output, within: lower.contains('.') || has("_details"), class, count }
}

impl Buckets {
    /// The sum of the parts on one side that stand beside it, or that are within it.
    fn parts(&self, output: bool, within: bool) -> Result<u64, String> {
        let parts = self.others.iter().filter(|part| part.output == output && part.within == within);
        sum(&parts.map(|part| Some(part.count)).collect::<Vec<_>>())
    }

    fn read(self, model: &str) -> Result<Used, String> {
        let (input, output) = (self.input.unwrap_or(0), self.output.unwrap_or(0));
        let (in_beside, out_beside) = (self.parts(false, false)?, self.parts(true, false)?);
        let plain = sum(&[Some(input), Some(output)])?;
        let beside = sum(&[Some(plain), Some(in_beside), Some(out_beside)])?;
        let inside = self.total == Some(plain) && in_beside <= input && out_beside <= output && beside != plain;
        let (mut whole_in, mut whole_out) =
            if inside { (input, output) } else { (input + in_beside, output + out_beside) };
        // More is named within a side than there is in it: it stands beside after all.
        for (whole, output) in [(&mut whole_in, false), (&mut whole_out, true)] {
            let within = self.parts(output, true)?;
            if within > *whole {
                *whole = sum(&[Some(*whole), Some(within)])?;
            }
        }
        let mut used = Used::default();
        self.others.iter().for_each(|part| part.class.into_iter().for_each(|class| used.counts.add(class, part.count)));
        // One-hour writes are among the writes.
        let hours = used.counts.get(UsageClass::CacheWrite1h);
        if hours > 0 {
            used.counts.add(UsageClass::CacheWrite, hours);
        }
        let all = sum(&[Some(whole_in), Some(whole_out)])?;
        if let Some(total) = self.total.filter(|total| *total != all && *total != plain && *total > 0) {
            match total.checked_sub(all) {
                Some(hidden) if model.contains("gemini") => {
                    // Thinking that only the total tells of.
                    whole_out += hidden;
                    used.counts.add(UsageClass::OutputReasoning, hidden);
                }
                _ => used.doubtful = Some(format!("the total is {total}, the parts add up to {all}")),
            }
        }
        used.counts.set(UsageClass::Input, whole_in);
        used.counts.set(UsageClass::Output, whole_out);
        counts_fit(&used.counts)?;
        Ok(used)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(usage: Value, model: &str) -> [u64; 5] {
        use UsageClass::{CacheRead, CacheWrite, Input, Output, OutputReasoning};
        let used = used(&json!({ "usageDetails": usage }), model).expect("tokens");
        [Input, CacheRead, CacheWrite, Output, OutputReasoning].map(|class| used.counts.get(class))
    }

    #[test]
    fn buckets_stand_beside_or_within() {
        let beside = json!({"input": 179, "output": 35, "output_reasoning": 64, "total": 278});
        assert_eq!(read(beside, "m"), [179, 0, 0, 99, 64]);
        let within = json!({"input": 6, "output": 2055, "completion_details.reasoning": 1104, "total": 2061});
        assert_eq!(read(within, "m"), [6, 0, 0, 2055, 1104]);
        let told = json!({"input": 100, "input_cached_tokens": 60, "output": 5, "total": 105});
        assert_eq!(read(told, "m"), [100, 60, 0, 5, 0]);
        let claude = json!({"input": 4, "cache_read_input_tokens": 700, "cache_creation_input_tokens": 30, "output": 9,
                            "total": 13});
        assert_eq!(read(claude, "m"), [734, 700, 30, 9, 0]);
    }

    #[test]
    fn totals_tell_of_hidden_thinking_and_of_doubt() {
        let hidden = json!({"input": 5, "output": 845, "total": 2023});
        assert_eq!(read(hidden.clone(), "projects/p/models/gemini-2.5-pro"), [5, 0, 0, 2018, 1173]);
        let other = used(&json!({ "usageDetails": hidden }), "gpt-5").expect("tokens");
        assert_eq!((other.counts.get(UsageClass::Output), other.doubtful.is_some()), (845, true));
    }
}

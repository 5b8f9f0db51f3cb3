//! Session logs of an agent, made up: long texts, few counters, a line for each block of a response.

use std::fs::{self, File};
use std::io::{BufWriter, Result, Write};
use std::path::Path;

/// One line of a response.
pub(crate) fn line(id: &str, output: u64, text: &str) -> String {
    format!(
        "{{\"parentUuid\":null,\"isSidechain\":false,\"userType\":\"external\",\"cwd\":\"/home/dev/shop\",\"sessionId\":\"s1\",\
         \"version\":\"2.1.4\",\"gitBranch\":\"main\",\"message\":{{\"model\":\"claude-sonnet-4-5-20250929\",\"id\":\"{id}\",\
         \"type\":\"message\",\"role\":\"assistant\",\"content\":[{{\"type\":\"text\",\"text\":\"{text}\"}}],\
         \"stop_reason\":\"end_turn\",\"stop_sequence\":null,\"usage\":{{\"input_tokens\":12,\
         \"cache_creation_input_tokens\":900,\"cache_read_input_tokens\":20000,\"cache_creation\":\
         {{\"ephemeral_5m_input_tokens\":900,\"ephemeral_1h_input_tokens\":0}},\"output_tokens\":{output},\
         \"service_tier\":\"standard\"}}}},\"requestId\":\"req_1\",\"type\":\"assistant\",\"uuid\":\"u-{id}-{output}\",\
         \"timestamp\":\"2026-11-20T10:00:00.000Z\"}}"
    )
}

/// Writes about so many bytes of logs below `projects`.
pub(crate) fn write(folder: &Path, bytes: usize) -> Result<()> {
    const EACH: usize = 400_000;
    let text = "fn main() { println!(\\\"hello\\\"); } // the function returns a value\\n".repeat(20);
    let result = text.repeat(2);
    for file in 0..bytes / EACH {
        let project = folder.join(format!("projects/-home-dev-p{}", file % 50));
        fs::create_dir_all(&project)?;
        let mut out = BufWriter::new(File::create(project.join(format!("s{file}.jsonl")))?);
        let mut written = 0;
        for call in 0.. {
            if written >= EACH {
                break;
            }
            let id = format!("msg_01{file:08}{call:014}");
            for output in [3, 250] {
                let line = line(&id, output, &text);
                written += line.len() + 1;
                writeln!(out, "{line}")?;
            }
            let user = format!(
                "{{\"type\":\"user\",\"message\":{{\"role\":\"user\",\"content\":\"{result}\"}},\"uuid\":\"x\"}}"
            );
            written += user.len() + 1;
            writeln!(out, "{user}")?;
        }
    }
    Ok(())
}

//! Compressed bytes: what is in them.
//!
//! Owns: telling gzip and zstd by their first bytes, and several members or frames after one
//! another, as logs that only grow have them. Refuses to know: where bytes come from, what they say.

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// The bytes themselves, or what is in them when they are compressed; and whether they are.
///
/// # Errors
/// When the first of them cannot be read.
pub fn unpacked<'a>(mut raw: impl Read + Send + 'a) -> io::Result<(Box<dyn Read + Send + 'a>, bool)> {
    let mut magic = Vec::with_capacity(ZSTD.len());
    // The first two tell in most cases: more may not be there yet.
    for length in [GZIP.len(), ZSTD.len()] {
        if ZSTD.starts_with(&magic) {
            raw.by_ref().take((length - magic.len()) as u64).read_to_end(&mut magic)?;
        }
    }
    let (gzip, zstd) = (magic == GZIP, magic == ZSTD);
    let whole = Cursor::new(magic).chain(raw);
    Ok(match (gzip, zstd) {
        (true, _) => (Box::new(MultiGzDecoder::new(whole)), true),
        (_, true) => (Box::new(Frames::new(BufReader::with_capacity(64 * 1024, whole))), true),
        _ => (Box::new(whole), false),
    })
}

/// Whether a file of this name holds compressed bytes.
pub(super) fn is_packed(path: &Path) -> bool {
    path.extension().is_some_and(|kind| ["zst", "zstd", "gz"].iter().any(|packed| kind == *packed))
}

/// What is in zstd frames, one after another.
struct Frames<R> {
    from: R,
    decoder: FrameDecoder,
    /// Within a frame.
    within: bool,
}

impl<R: BufRead> Frames<R> {
    fn new(from: R) -> Self {
        Frames { from, decoder: FrameDecoder::new(), within: false }
    }

    /// Begins the next frame; false when there is none.
    fn begin(&mut self) -> io::Result<bool> {
        loop {
            if self.from.fill_buf()?.is_empty() {
                return Ok(false);
            }
            match self.decoder.init(&mut self.from) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut self.from.by_ref().take(u64::from(length)), &mut io::sink())?;
                }
                Err(error) => return Err(broken(&error)),
            }
        }
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.within || self.begin()? {
            self.within = true;
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let next = self.decoder.decode_blocks(&mut self.from, BlockDecodingStrategy::UptoBlocks(1));
                next.map_err(|error| broken(&error))?;
            }
            let read = self.decoder.read(into)?;
            if read > 0 || into.is_empty() {
                return Ok(read);
            }
            self.within = false;
        }
        Ok(0)
    }
}

fn broken(error: &FrameDecoderError) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("its zstd data is damaged or cut short: {error}"))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    fn read(bytes: &[u8]) -> io::Result<(Vec<u8>, bool)> {
        let (mut input, packed) = unpacked(bytes)?;
        let mut out = Vec::new();
        input.read_to_end(&mut out)?;
        Ok((out, packed))
    }

    fn gzip(text: &str) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(text.as_bytes()).expect("memory");
        packer.finish().expect("memory")
    }

    fn zstd(text: &str) -> Vec<u8> {
        compress_to_vec(text.as_bytes(), CompressionLevel::Fastest)
    }

    #[test]
    fn members_and_frames_after_one_another_are_unpacked() {
        let long = "line\n".repeat(200_000);
        for pack in [gzip, zstd] {
            let packed = [pack("a\n"), pack(""), pack(&long), pack("b\n")].concat();
            assert_eq!(read(&packed).expect("readable"), (format!("a\n{long}b\n").into_bytes(), true));
        }
        let skipped = [&zstd("a\n")[..], &[0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3], &zstd("b\n")].concat();
        assert_eq!(read(&skipped).expect("readable"), (b"a\nb\n".to_vec(), true));
        for plain in [&b"{}"[..], b"{", b"", b"(\xb5", b"(\xb5/"] {
            assert_eq!(read(plain).expect("readable"), (plain.to_vec(), false));
        }
    }

    #[test]
    fn what_is_cut_short_says_so() {
        let whole = zstd(&"some text that is long enough ".repeat(50));
        for length in [5, 8, whole.len() - 1] {
            let error = read(&whole[..length]).expect_err("cut short");
            assert!(error.to_string().contains("cut short"), "{length}: {error}");
        }
    }
}

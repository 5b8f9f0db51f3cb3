//! Changes to good inputs: what is likely to be mishandled, chosen by a fixed chance.

/// Texts that have broken parsers.
const ODD: &[&[u8]] = &[
    b"18446744073709551616",
    b"18446744073709551615",
    b"9223372036854775808",
    b"-1",
    b"1.5",
    b"1e400",
    b"-0",
    b"1e-400",
    b"9007199254740993",
    b"null",
    b"true",
    b"\"\"",
    b"{}",
    b"[]",
    b"\"5\"",
    b"\"\\ud800\"",
    b"\\u0000",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\r\n",
    b"\n\n",
    b"\r",
    b"\x1b]0;x\x07",
    b"'; DROP TABLE",
    b"=cmd|",
    b"9999-12-31T23:59:59Z",
    b"0000-00-00",
    b"2026-02-30T25:61:61Z",
    b"1970-01-01T00:00:00+99:99",
    b"data: ",
    b"event: \n\n",
    b"data: [DONE]\n\n",
    b"Content-Length: 99999999999999999999\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"%00%ff%",
    b",,,\"\"\"",
    b"\t",
    b"/../",
    b"\xe2\x80\xae",
    b"-9223372036854775808",
    b"253402300800000",
    b"1e18",
    b"0x10",
    b"inf",
    b"NaN",
];

/// The longest input that is made, but for depths and lengths that are blown up on purpose.
const LONGEST: usize = 32 * 1024;

/// Makes inputs of seeds.
pub(crate) struct Mutator<'a> {
    state: u64,
    seeds: &'a [Vec<u8>],
}

impl<'a> Mutator<'a> {
    pub(crate) fn new(seed: u64, seeds: &'a [Vec<u8>]) -> Mutator<'a> {
        Mutator { state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1, seeds }
    }

    fn below(&mut self, below: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % below.max(1)
    }

    /// One seed, changed in a few places.
    pub(crate) fn input(&mut self) -> Vec<u8> {
        let which = self.below(self.seeds.len());
        let seed = &self.seeds[which];
        let mut input = seed.clone();
        if input.len() > LONGEST {
            // A window on a line's beginning, so that it still is what it was.
            let from = self.below(input.len() - LONGEST);
            let from = input[from..].iter().position(|byte| *byte == b'\n').map_or(from, |at| from + at + 1);
            input = input[from..].iter().take(LONGEST).copied().collect();
        }
        for _ in 0..=self.below(4) {
            self.change(&mut input);
        }
        if self.below(40) == 0 {
            self.blow_up(&mut input);
        }
        input
    }

    fn span(&mut self, input: &[u8], longest: usize) -> std::ops::Range<usize> {
        let from = self.below(input.len() + 1);
        let length = self.below(longest + 1).min(input.len() - from);
        from..from + length
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        let at = self.below(input.len() + 1);
        match self.below(9) {
            0 if at < input.len() => input[at] ^= 1 << self.below(8),
            1 if at < input.len() => input[at] = self.below(256) as u8,
            2 => input.truncate(at),
            3 => {
                let span = self.span(input, 64);
                input.drain(span);
            }
            4 => {
                let span = self.span(input, 400);
                let copy = input[span].to_vec();
                drop(input.splice(at..at, copy));
            }
            5 => {
                let which = self.below(self.seeds.len());
                let other = self.seeds[which].clone();
                let span = self.span(&other, 400);
                drop(input.splice(at..at, other[span].iter().copied()));
            }
            6 | 7 => self.replace_value(input, at),
            _ => {
                let odd = ODD[self.below(ODD.len())];
                drop(input.splice(at..at, odd.iter().copied()));
            }
        }
    }

    /// Puts an odd value in the place of the number or word that stands behind a place.
    fn replace_value(&mut self, input: &mut Vec<u8>, at: usize) {
        let is_value = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':');
        let Some(from) = input[at..].iter().position(u8::is_ascii_digit).map(|found| at + found) else { return };
        let end = input[from..].iter().position(|byte| !is_value(byte)).map_or(input.len(), |length| from + length);
        let odd = ODD[self.below(ODD.len())];
        drop(input.splice(from..end, odd.iter().copied()));
    }

    /// Depth and length that no honest input has.
    fn blow_up(&mut self, input: &mut Vec<u8>) {
        let at = self.below(input.len() + 1);
        let long: Vec<u8> = match self.below(5) {
            0 => vec![b'['; 200_000],
            1 => b"{\"a\":".repeat(40_000),
            2 => vec![b'9'; 100_000],
            3 => vec![b'"'; 100_001],
            _ => vec![b'a' + self.below(26) as u8; 1_000_000],
        };
        drop(input.splice(at..at, long));
    }
}

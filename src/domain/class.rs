//! The usage classes: every kind of unit a provider counts, and which contains which.
//!
//! Owns: the one list of classes, their wire names, the unit a price is quoted in, and the
//! containment order that makes overlapping counters disjoint. Refuses to know: prices,
//! providers, how a log spells its counters.
//!
//! The dimensions come from the unit registry of genai-prices (MIT); the 30-minute and
//! 12-hour cache writes are OpenAI's.

/// What a class measures; two classes of different families never overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    Tokens,
    Characters,
    Messages,
    /// Counted in milliseconds, priced per hour.
    Durations,
    Pixels,
    DocumentPages,
    Rerank,
    ToolCalls,
    Requests,
}

/// Where a class stands: `None` on an axis means "any".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dimensions {
    /// What is counted.
    pub family: Family,
    /// `input` or `output`.
    pub direction: Option<&'static str>,
    /// `text`, `audio`, `image`, `video`.
    pub modality: Option<&'static str>,
    /// `cache_read`, `cache_write`, `tool`, `reasoning`, `citation`; for tool calls, which tool.
    pub kind: Option<&'static str>,
    /// How long a cache write lives: `5m`, `30m`, `1h`, `12h`.
    pub ttl: Option<&'static str>,
}

macro_rules! classes {
    ($($variant:ident $name:literal $per:literal $family:ident $direction:expr, $modality:expr, $kind:expr, $ttl:expr;)*) => {
        /// One kind of unit that is counted and may have a price.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum UsageClass { $(#[doc = $name] $variant),* }

        impl UsageClass {
            /// Every class, in the order of this list.
            pub const ALL: &'static [UsageClass] = &[$(UsageClass::$variant),*];

            /// The name on the wire and in price files.
            pub const fn name(self) -> &'static str {
                match self { $(UsageClass::$variant => $name),* }
            }

            /// How many counted units a listed price buys (an hour is 3,600,000 ms).
            pub const fn per(self) -> u64 {
                match self { $(UsageClass::$variant => $per),* }
            }

            /// Where the class stands in the containment order.
            pub const fn dimensions(self) -> Dimensions {
                match self { $(UsageClass::$variant => Dimensions {
                    family: Family::$family, direction: $direction, modality: $modality, kind: $kind, ttl: $ttl,
                }),* }
            }
        }
    };
}

const IN: Option<&str> = Some("input");
const OUT: Option<&str> = Some("output");
const TEXT: Option<&str> = Some("text");
const AUDIO: Option<&str> = Some("audio");
const IMAGE: Option<&str> = Some("image");
const VIDEO: Option<&str> = Some("video");
const READ: Option<&str> = Some("cache_read");
const WRITE: Option<&str> = Some("cache_write");
const TOOL: Option<&str> = Some("tool");
const REASONING: Option<&str> = Some("reasoning");
const CITATION: Option<&str> = Some("citation");
const M5: Option<&str> = Some("5m");
const M30: Option<&str> = Some("30m");
const H1: Option<&str> = Some("1h");
const H12: Option<&str> = Some("12h");

classes! {
    Input "input_tokens" 1_000_000 Tokens IN, None, None, None;
    Output "output_tokens" 1_000_000 Tokens OUT, None, None, None;
    CacheRead "cache_read_tokens" 1_000_000 Tokens IN, None, READ, None;
    CacheWrite "cache_write_tokens" 1_000_000 Tokens IN, None, WRITE, None;
    CacheWrite5m "cache_write_5m_tokens" 1_000_000 Tokens IN, None, WRITE, M5;
    CacheWrite1h "cache_write_1h_tokens" 1_000_000 Tokens IN, None, WRITE, H1;
    OutputReasoning "output_reasoning_tokens" 1_000_000 Tokens OUT, None, REASONING, None;
    CacheWrite30m "cache_write_30m_tokens" 1_000_000 Tokens IN, None, WRITE, M30;
    CacheWrite12h "cache_write_12h_tokens" 1_000_000 Tokens IN, None, WRITE, H12;
    InputText "input_text_tokens" 1_000_000 Tokens IN, TEXT, None, None;
    OutputText "output_text_tokens" 1_000_000 Tokens OUT, TEXT, None, None;
    CacheTextRead "cache_text_read_tokens" 1_000_000 Tokens IN, TEXT, READ, None;
    CacheTextWrite "cache_text_write_tokens" 1_000_000 Tokens IN, TEXT, WRITE, None;
    CacheTextWrite5m "cache_text_write_5m_tokens" 1_000_000 Tokens IN, TEXT, WRITE, M5;
    CacheTextWrite1h "cache_text_write_1h_tokens" 1_000_000 Tokens IN, TEXT, WRITE, H1;
    InputAudio "input_audio_tokens" 1_000_000 Tokens IN, AUDIO, None, None;
    OutputAudio "output_audio_tokens" 1_000_000 Tokens OUT, AUDIO, None, None;
    CacheAudioRead "cache_audio_read_tokens" 1_000_000 Tokens IN, AUDIO, READ, None;
    CacheAudioWrite "cache_audio_write_tokens" 1_000_000 Tokens IN, AUDIO, WRITE, None;
    CacheAudioWrite5m "cache_audio_write_5m_tokens" 1_000_000 Tokens IN, AUDIO, WRITE, M5;
    CacheAudioWrite1h "cache_audio_write_1h_tokens" 1_000_000 Tokens IN, AUDIO, WRITE, H1;
    InputImage "input_image_tokens" 1_000_000 Tokens IN, IMAGE, None, None;
    OutputImage "output_image_tokens" 1_000_000 Tokens OUT, IMAGE, None, None;
    CacheImageRead "cache_image_read_tokens" 1_000_000 Tokens IN, IMAGE, READ, None;
    CacheImageWrite "cache_image_write_tokens" 1_000_000 Tokens IN, IMAGE, WRITE, None;
    CacheImageWrite5m "cache_image_write_5m_tokens" 1_000_000 Tokens IN, IMAGE, WRITE, M5;
    CacheImageWrite1h "cache_image_write_1h_tokens" 1_000_000 Tokens IN, IMAGE, WRITE, H1;
    InputVideo "input_video_tokens" 1_000_000 Tokens IN, VIDEO, None, None;
    OutputVideo "output_video_tokens" 1_000_000 Tokens OUT, VIDEO, None, None;
    CacheVideoRead "cache_video_read_tokens" 1_000_000 Tokens IN, VIDEO, READ, None;
    CacheVideoWrite "cache_video_write_tokens" 1_000_000 Tokens IN, VIDEO, WRITE, None;
    CacheVideoWrite5m "cache_video_write_5m_tokens" 1_000_000 Tokens IN, VIDEO, WRITE, M5;
    CacheVideoWrite1h "cache_video_write_1h_tokens" 1_000_000 Tokens IN, VIDEO, WRITE, H1;
    InputTool "input_tool_tokens" 1_000_000 Tokens IN, None, TOOL, None;
    InputTextTool "input_text_tool_tokens" 1_000_000 Tokens IN, TEXT, TOOL, None;
    InputAudioTool "input_audio_tool_tokens" 1_000_000 Tokens IN, AUDIO, TOOL, None;
    InputImageTool "input_image_tool_tokens" 1_000_000 Tokens IN, IMAGE, TOOL, None;
    InputVideoTool "input_video_tool_tokens" 1_000_000 Tokens IN, VIDEO, TOOL, None;
    OutputTextReasoning "output_text_reasoning_tokens" 1_000_000 Tokens OUT, TEXT, REASONING, None;
    OutputAudioReasoning "output_audio_reasoning_tokens" 1_000_000 Tokens OUT, AUDIO, REASONING, None;
    OutputImageReasoning "output_image_reasoning_tokens" 1_000_000 Tokens OUT, IMAGE, REASONING, None;
    OutputVideoReasoning "output_video_reasoning_tokens" 1_000_000 Tokens OUT, VIDEO, REASONING, None;
    OutputCitation "output_citation_tokens" 1_000_000 Tokens OUT, None, CITATION, None;
    OutputTextCitation "output_text_citation_tokens" 1_000_000 Tokens OUT, TEXT, CITATION, None;
    OutputAudioCitation "output_audio_citation_tokens" 1_000_000 Tokens OUT, AUDIO, CITATION, None;
    OutputImageCitation "output_image_citation_tokens" 1_000_000 Tokens OUT, IMAGE, CITATION, None;
    OutputVideoCitation "output_video_citation_tokens" 1_000_000 Tokens OUT, VIDEO, CITATION, None;
    InputCharacters "input_characters" 1_000_000 Characters IN, None, None, None;
    InputTextMessages "input_text_messages" 1_000 Messages IN, TEXT, None, None;
    AudioSeconds "audio_seconds" 3_600_000 Durations None, AUDIO, None, None;
    InputAudioSeconds "input_audio_seconds" 3_600_000 Durations IN, AUDIO, None, None;
    OutputAudioSeconds "output_audio_seconds" 3_600_000 Durations OUT, AUDIO, None, None;
    InputPixels "input_pixels" 1_000_000_000 Pixels IN, None, None, None;
    InputDocumentPages "input_document_pages" 1_000 DocumentPages IN, None, None, None;
    InputAnnotatedDocumentPages "input_annotated_document_pages" 1_000 DocumentPages IN, None, Some("annotated"), None;
    RerankSearches "rerank_searches" 1_000 Rerank None, None, None, None;
    WebSearches "web_searches" 1_000 ToolCalls None, None, Some("web_search"), None;
    SocialSearches "social_searches" 1_000 ToolCalls None, None, Some("social_search"), None;
    StorageSearches "storage_searches" 1_000 ToolCalls None, None, Some("storage_search"), None;
    CodeExecutions "code_executions" 1_000 ToolCalls None, None, Some("code_execution"), None;
    Requests "requests" 1_000 Requests None, None, None, None;
}

const COUNT: usize = UsageClass::ALL.len();
const _: () = assert!(COUNT <= 64, "a ClassSet is 64 bits");

/// For each class, the set of classes strictly above it.
static ANCESTORS: [u64; COUNT] = ancestors();

const fn ancestors() -> [u64; COUNT] {
    let mut table = [0u64; COUNT];
    let mut below = 0;
    while below < COUNT {
        let mut above = 0;
        while above < COUNT {
            if above != below && contains(UsageClass::ALL[above].dimensions(), UsageClass::ALL[below].dimensions()) {
                table[below] |= 1 << above;
            }
            above += 1;
        }
        below += 1;
    }
    table
}

const fn contains(above: Dimensions, below: Dimensions) -> bool {
    above.family as u8 == below.family as u8
        && axis_contains(above.direction, below.direction)
        && axis_contains(above.modality, below.modality)
        && axis_contains(above.kind, below.kind)
        && axis_contains(above.ttl, below.ttl)
}

const fn axis_contains(above: Option<&str>, below: Option<&str>) -> bool {
    match (above, below) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(a), Some(b)) => same(a.as_bytes(), b.as_bytes()),
    }
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

impl UsageClass {
    /// The class of that wire name.
    pub fn by_name(name: &str) -> Option<UsageClass> {
        Self::ALL.iter().copied().find(|class| class.name() == name)
    }

    /// The classes that contain this one (itself not among them).
    pub fn ancestors(self) -> ClassSet {
        ClassSet(ANCESTORS[self as usize])
    }

    /// Axes set: the higher, the more specific.
    pub fn depth(self) -> usize {
        self.ancestors().len()
    }

    /// The class that stands exactly where both do, when they can overlap without one
    /// containing the other: cached input and audio input meet in cached audio.
    pub fn overlap(self, other: UsageClass) -> Option<UsageClass> {
        if self.ancestors().contains(other) || other.ancestors().contains(self) {
            return None;
        }
        let (a, b) = (self.dimensions(), other.dimensions());
        let meet = |x: Option<&'static str>, y: Option<&'static str>| match (x, y) {
            (Some(x), Some(y)) if x != y => Err(()),
            (x, y) => Ok(x.or(y)),
        };
        if a.family != b.family || self == other {
            return None;
        }
        let joint = Dimensions {
            family: a.family,
            direction: meet(a.direction, b.direction).ok()?,
            modality: meet(a.modality, b.modality).ok()?,
            kind: meet(a.kind, b.kind).ok()?,
            ttl: meet(a.ttl, b.ttl).ok()?,
        };
        let found = Self::ALL.iter().copied().find(|class| class.dimensions() == joint)?;
        (found != self && found != other).then_some(found)
    }

    /// True for classes counted in milliseconds and shown in seconds.
    pub fn is_duration(self) -> bool {
        self.dimensions().family == Family::Durations
    }
}

/// A set of classes, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct ClassSet(pub u64);

impl ClassSet {
    /// No class.
    pub const EMPTY: ClassSet = ClassSet(0);

    /// Adds one class.
    pub fn insert(&mut self, class: UsageClass) {
        self.0 |= 1 << class as u8;
    }

    /// Whether the class is in.
    pub const fn contains(self, class: UsageClass) -> bool {
        self.0 & (1 << class as u8) != 0
    }

    /// The classes in both.
    #[must_use]
    pub const fn and(self, other: ClassSet) -> ClassSet {
        ClassSet(self.0 & other.0)
    }

    /// How many.
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The classes, each after all that lie within it.
    pub fn most_specific_first(self) -> impl Iterator<Item = UsageClass> {
        let (mut order, mut filled) = ([UsageClass::Input; COUNT], 0);
        for class in self.iter() {
            let mut at = filled;
            while at > 0 && order[at - 1].depth() < class.depth() {
                order[at] = order[at - 1];
                at -= 1;
            }
            order[at] = class;
            filled += 1;
        }
        order.into_iter().take(filled)
    }

    /// The classes, in list order.
    pub fn iter(self) -> impl Iterator<Item = UsageClass> {
        let mut bits = self.0;
        std::iter::from_fn(move || {
            let class = UsageClass::ALL.get(bits.trailing_zeros() as usize).copied()?;
            bits &= bits - 1;
            Some(class)
        })
    }
}

impl FromIterator<UsageClass> for ClassSet {
    fn from_iter<I: IntoIterator<Item = UsageClass>>(classes: I) -> Self {
        let mut set = ClassSet::EMPTY;
        classes.into_iter().for_each(|class| set.insert(class));
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn containment_follows_the_dimensions() {
        assert!(UsageClass::CacheAudioRead.ancestors().contains(UsageClass::CacheRead));
        assert!(UsageClass::CacheAudioRead.ancestors().contains(UsageClass::InputAudio));
        assert!(UsageClass::CacheWrite12h.ancestors().contains(UsageClass::CacheWrite));
        assert!(!UsageClass::Output.ancestors().contains(UsageClass::Input));
        assert!(UsageClass::InputAudioSeconds.ancestors().contains(UsageClass::AudioSeconds));
        assert!(UsageClass::Input.ancestors().is_empty());
    }

    #[test]
    fn overlapping_classes_meet_in_the_registered_one() {
        assert_eq!(UsageClass::CacheRead.overlap(UsageClass::InputAudio), Some(UsageClass::CacheAudioRead));
        assert_eq!(UsageClass::CacheRead.overlap(UsageClass::CacheWrite), None);
        assert_eq!(UsageClass::Input.overlap(UsageClass::CacheRead), None);
    }

    #[test]
    fn names_are_unique_and_found() {
        for class in UsageClass::ALL {
            assert_eq!(UsageClass::by_name(class.name()), Some(*class));
        }
    }
}

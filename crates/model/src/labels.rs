/// How many labels the role head tells apart.
pub const ROLES: usize = 7;
/// How many labels the linker tells apart.
pub const LINKS: usize = 5;

/// What a word is in an attribution: BIO labels, in the order of the model's scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Role {
    /// Nothing.
    Outside,
    /// The first word of a source.
    BeginSource,
    /// A further word of a source.
    InsideSource,
    /// The first word of a cue.
    BeginCue,
    /// A further word of a cue.
    InsideCue,
    /// The first word of a content span.
    BeginContent,
    /// A further word of a content span.
    InsideContent,
}

impl Role {
    /// All, in the order of the scores.
    pub const ALL: [Self; ROLES] = [
        Self::Outside,
        Self::BeginSource,
        Self::InsideSource,
        Self::BeginCue,
        Self::InsideCue,
        Self::BeginContent,
        Self::InsideContent,
    ];

    /// Whether a label sequence may go from `self` to `next`: inside a span only after its first word.
    pub fn may_precede(self, next: Self) -> bool {
        match next {
            Self::InsideSource => matches!(self, Self::BeginSource | Self::InsideSource),
            Self::InsideCue => matches!(self, Self::BeginCue | Self::InsideCue),
            Self::InsideContent => matches!(self, Self::BeginContent | Self::InsideContent),
            _ => true,
        }
    }
}

/// What a word is to a cue: BIO labels, in the order of the linker's scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Link {
    /// Nothing.
    None,
    /// The first word of its source.
    BeginSource,
    /// A further word of its source.
    InsideSource,
    /// The first word of a span of its content.
    BeginContent,
    /// A further word of such a span.
    InsideContent,
}

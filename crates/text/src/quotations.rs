use crate::Word;
use crate::characters::{alphanumeric, blank};

/// What a word is to the quotation marks of its paragraph. The numbers are those that the model was trained with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Quotation {
    /// It stands in no quotation.
    #[default]
    Outside = 0,
    /// A mark that opens a quotation.
    Opening = 1,
    /// It stands between an opening and a closing mark.
    Inside = 2,
    /// A mark that closes a quotation.
    Closing = 3,
    /// A closing mark that nothing opened.
    Stray = 4,
    /// It stands after an opening mark that its paragraph doesn't close.
    Unclosed = 5,
}

impl Quotation {
    /// How many there are.
    pub const COUNT: usize = 6;
}

/// A quotation mark by its form. The single ones are apostrophes as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    DoubleOpen,
    DoubleClose,
    DoublePlain,
    SingleOpen,
    SingleClose,
    SinglePlain,
}

impl Kind {
    /// The mark that a whole word is.
    pub(crate) fn of(raw: &str) -> Option<Self> {
        match raw {
            "``" => return Some(Self::DoubleOpen),
            "''" => return Some(Self::DoublePlain),
            _ => {}
        }
        let mut chars = raw.chars();
        let first = chars.next()?;
        if chars.next().is_some() {
            None
        } else {
            Self::of_char(first)
        }
    }

    pub(crate) fn of_char(char: char) -> Option<Self> {
        Some(match char {
            '\u{201c}' | '\u{201e}' | '\u{201f}' | '\u{ab}' | '\u{275d}' | '\u{301d}' => Self::DoubleOpen,
            '\u{201d}' | '\u{bb}' | '\u{275e}' | '\u{301e}' => Self::DoubleClose,
            '"' | '\u{ff02}' | '\u{2033}' => Self::DoublePlain,
            '\u{2018}' | '\u{201a}' | '\u{201b}' | '\u{2039}' | '`' => Self::SingleOpen,
            '\u{2019}' | '\u{203a}' | '\u{b4}' => Self::SingleClose,
            '\'' | '\u{ff07}' | '\u{2032}' | '\u{2bc}' => Self::SinglePlain,
            _ => return None,
        })
    }

    pub(crate) fn is_single(self) -> bool {
        matches!(self, Self::SingleOpen | Self::SingleClose | Self::SinglePlain)
    }
}

/// A quotation mark where it stands.
pub(crate) struct Mark {
    /// Its index among the paragraph's words.
    pub(crate) word: usize,
    pub(crate) kind: Kind,
    /// The character before it in the paragraph.
    pub(crate) before: Option<char>,
    /// The character after it in the paragraph.
    pub(crate) after: Option<char>,
}

enum Direction {
    Opens,
    Closes,
    Unclear,
}

impl Mark {
    /// Which way a double mark looks; `None` for single ones. A mark of the wrong form is taken by its place: one like ”
    /// that begins a word, and one like “ that ends one (as German has it).
    fn direction(&self, inside: bool) -> Option<Direction> {
        match self.kind {
            Kind::DoubleOpen if inside && !self.gap_before() && self.gap_after() => Some(Direction::Closes),
            Kind::DoubleOpen => Some(Direction::Opens),
            Kind::DoubleClose if !inside && self.gap_before() && !self.gap_after() => Some(Direction::Opens),
            Kind::DoubleClose => Some(Direction::Closes),
            Kind::DoublePlain => Some(match (self.gap_before(), self.after.is_none_or(blank)) {
                (true, false) => Direction::Opens,
                (false, true) => Direction::Closes,
                _ => Direction::Unclear,
            }),
            _ => None,
        }
    }

    fn gap_before(&self) -> bool {
        self.before
            .is_none_or(|char| blank(char) || matches!(char, '(' | '[' | '{' | '—' | '–' | '-'))
    }

    fn gap_after(&self) -> bool {
        !self.after.is_some_and(alphanumeric)
    }

    fn may_open_single(&self) -> bool {
        matches!(self.kind, Kind::SingleOpen | Kind::SinglePlain) && self.gap_before() && !self.gap_after()
    }

    fn may_close_single(&self) -> bool {
        matches!(self.kind, Kind::SingleClose | Kind::SinglePlain)
            && self.before.is_some_and(|char| !blank(char))
            && self.gap_after()
    }
}

/// Where the walk through a paragraph stands.
#[derive(Clone, Copy)]
enum State {
    Outside,
    InDouble { opened: usize },
    InSingle { opened: usize },
}

/// Sets every word's quotation state from the paragraph's marks. One odd mark must not turn the rest of the paragraph
/// inside out: a mark whose direction shows is taken by it, whatever the state.
pub(crate) fn settle(words: &mut [Word], marks: &[Mark]) {
    let last_single_close = marks
        .iter()
        .rfind(|mark| mark.may_close_single())
        .map(|mark| mark.word);
    let mut state = State::Outside;
    let mut settled = 0;
    for mark in marks {
        if !matches!(state, State::Outside) {
            set(words, settled..mark.word, Quotation::Inside);
        }
        let (next, quotation) = match (state, mark.direction(!matches!(state, State::Outside))) {
            (State::Outside, Some(Direction::Closes)) => (state, Quotation::Stray),
            (State::Outside, Some(_)) => (State::InDouble { opened: mark.word }, Quotation::Opening),
            // An apostrophe may look like an opening mark: it is one only where something later may close it.
            (State::Outside, None) if mark.may_open_single() && last_single_close > Some(mark.word) => {
                (State::InSingle { opened: mark.word }, Quotation::Opening)
            }
            (State::Outside, None) => (state, Quotation::Outside),
            (State::InDouble { .. }, Some(Direction::Opens)) => (state, Quotation::Opening),
            (State::InDouble { .. }, Some(_)) => (State::Outside, Quotation::Closing),
            (State::InSingle { .. }, _) if mark.may_close_single() => (State::Outside, Quotation::Closing),
            (State::InDouble { .. } | State::InSingle { .. }, _) => (state, Quotation::Inside),
        };
        set(words, mark.word..mark.word + 1, quotation);
        (state, settled) = (next, mark.word + 1);
    }
    if let State::InDouble { opened } | State::InSingle { opened } = state {
        set(words, settled..words.len(), Quotation::Inside);
        for word in words
            .iter_mut()
            .skip(opened + 1)
            .filter(|word| word.quotation == Quotation::Inside)
        {
            word.quotation = Quotation::Unclosed;
        }
    }
}

fn set(words: &mut [Word], range: std::ops::Range<usize>, quotation: Quotation) {
    for word in words.get_mut(range).into_iter().flatten() {
        word.quotation = quotation;
    }
}

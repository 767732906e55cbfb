use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The longest word of the lexicon, in bytes; longer ones aren't looked up.
const LONGEST: usize = 24;

/// A word of the lexicon or of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct WordId(pub u16);

impl WordId {
    /// All words that no rule asks about.
    pub const UNKNOWN: Self = Self(0);
}

/// What a word can be to a rule. The file `rules/words.txt` says which words are what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Class {
    /// 1 to 12.
    Month,
    /// 1 to 7, Monday to Sunday.
    Weekday,
    /// "Mondays": as [`Class::Weekday`].
    Weekdays,
    /// One of a unit: "day". The value counts [`Unit::ALL`](crate::unit::Unit::ALL).
    Unit,
    /// Several of a unit: "days".
    Units,
    /// 0 to 3, spring to winter.
    Season,
    /// A part of a day. The value counts [`Part::ALL`](crate::period::Part::ALL).
    Part,
    /// "mornings": as [`Class::Part`].
    Parts,
    /// "two", "hundred".
    Number,
    /// "several": more than one, nobody says how many.
    Vague,
    /// "second".
    Ordinal,
    /// "nineties": 9.
    Decade,
    /// "a", "half": a number may begin with it.
    Article,
    /// "last" -1, "this" 0, "next" 1.
    Which,
    /// "noon": a time on the clock.
    Clock,
    /// 1 to 4: "Q3".
    Quarter,
    /// A time zone. The value counts [`Words::zones`].
    Zone,
    /// A verb in the past, or what goes with the past.
    Past,
    /// What goes with the future.
    Future,
    /// What goes with the future before "to": "expected to".
    FutureTo,
    /// Verbs before "to" that tell what happened: "failed to".
    Happened,
    /// Words in -ed that are no verbs: "hundred".
    NotPast,
    /// Verbs in -s that a length of time follows: "lasts".
    Lasting,
    /// Words that a year may follow.
    BeforeYear,
    /// Words that no year stands before, though they are no prepositions: "people".
    Counted,
}

impl Class {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "month" => Self::Month,
            "weekday" => Self::Weekday,
            "weekdays" => Self::Weekdays,
            "unit" => Self::Unit,
            "units" => Self::Units,
            "season" => Self::Season,
            "part" => Self::Part,
            "parts" => Self::Parts,
            "number" => Self::Number,
            "vague" => Self::Vague,
            "ordinal" => Self::Ordinal,
            "decade" => Self::Decade,
            "article" => Self::Article,
            "which" => Self::Which,
            "clock" => Self::Clock,
            "quarter" => Self::Quarter,
            "zone" => Self::Zone,
            "past" => Self::Past,
            "future" => Self::Future,
            "future-to" => Self::FutureTo,
            "happened" => Self::Happened,
            "not-past" => Self::NotPast,
            "lasting" => Self::Lasting,
            "before-year" => Self::BeforeYear,
            "counted" => Self::Counted,
            _ => return None,
        })
    }

    fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// What a word is in one class.
#[derive(Clone, Copy, Debug)]
struct Sense {
    class: Class,
    value: i16,
    /// Only when written with a capital: "May".
    capital: bool,
    /// Not by itself: "Sun".
    doubtful: bool,
}

/// The hash of Fowler, Noll and Vo (1a): every word of a text is looked up, and the words that can be found are ours, so
/// that nobody can choose them to collide.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// The words that rules know.
#[derive(Debug, Default)]
pub(crate) struct Words {
    ids: HashMap<Box<str>, WordId, BuildHasherDefault<Fnv>>,
    senses: Vec<Vec<Sense>>,
    classes: Vec<u32>,
    /// Names of time zones: of the IANA database, or an offset.
    pub zones: Vec<String>,
}

impl Words {
    /// Reads the lexicon: lines `class value word…`; a word with a capital needs one in the text, one with `*` is
    /// doubtful by itself. Gives the lines that can't be read.
    pub fn read(lexicon: &str) -> (Self, Vec<String>) {
        let mut words = Self::default();
        words.add("");
        let mut wrong = Vec::new();
        for line in lexicon.lines() {
            let line = line.split('#').next().unwrap_or_default().trim();
            if !line.is_empty() && words.read_line(line).is_none() {
                wrong.push(line.to_owned());
            }
        }
        (words, wrong)
    }

    fn read_line(&mut self, line: &str) -> Option<()> {
        let mut fields = line.split_whitespace();
        let class = Class::named(fields.next()?)?;
        let value = fields.next()?;
        let value = match class {
            Class::Zone => {
                self.zones.push(value.to_owned());
                i16::try_from(self.zones.len() - 1).ok()?
            }
            _ => value.parse().ok()?,
        };
        for field in fields {
            let word = field.trim_end_matches('*');
            let id = self.add(&word.replace('_', " ").to_lowercase());
            self.classes[usize::from(id.0)] |= class.bit();
            self.senses[usize::from(id.0)].push(Sense {
                class,
                value,
                capital: word.starts_with(char::is_uppercase),
                doubtful: word.len() < field.len(),
            });
        }
        Some(())
    }

    /// The id of a word in lower case, new where it has none.
    pub fn add(&mut self, word: &str) -> WordId {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = WordId(u16::try_from(self.senses.len()).unwrap_or_default());
        self.ids.insert(word.into(), id);
        self.senses.push(Vec::new());
        self.classes.push(0);
        id
    }

    /// The id of a word of a text, in any case; marks of one kind are one.
    pub fn id(&self, word: &str) -> WordId {
        let mut lower = [0; LONGEST];
        let Some(lower) = lower.get_mut(..word.len()) else {
            return WordId::UNKNOWN;
        };
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        let lower = match word {
            "‘" | "’" | "`" | "´" => "'",
            "–" | "—" | "‐" | "‑" | "−" => "-",
            _ => std::str::from_utf8(lower).unwrap_or_default(),
        };
        self.ids.get(lower).copied().unwrap_or(WordId::UNKNOWN)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.senses.len()
    }

    /// The words of any of some classes.
    pub fn in_classes(&self, classes: &[Class]) -> impl Iterator<Item = WordId> {
        let bits = classes.iter().fold(0, |bits, class| bits | class.bit());
        (0..)
            .map(WordId)
            .zip(&self.classes)
            .filter(move |(_, own)| **own & bits != 0)
            .map(|(id, _)| id)
    }

    /// Whether a word is in a class, written in any way.
    pub fn may_be(&self, word: WordId, class: Class) -> bool {
        self.classes[usize::from(word.0)] & class.bit() != 0
    }

    /// What a word means in a class, with or without a capital; with `alone` doubtful words mean nothing.
    pub fn value(&self, word: WordId, class: Class, capital: bool, alone: bool) -> Option<i16> {
        if !self.may_be(word, class) {
            return None;
        }
        self.senses[usize::from(word.0)]
            .iter()
            .find(|sense| sense.class == class && (capital || !sense.capital) && !(alone && sense.doubtful))
            .map(|sense| sense.value)
    }
}

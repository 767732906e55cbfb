use crate::captures::Capture;
use crate::clock::clock;
use crate::line::Line;
use crate::numbers::{amount, day, decade, integer, ordinal, two_digits, year};
use crate::period::{Part, Season};
use crate::tokens::Kind;
use crate::unit::{Amount, Unit};
use crate::words::Class;

/// A place in a pattern that many words and numbers fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// `<month>`: "March", "Sept."
    Month,
    /// `<month-alone>`: a month that is one without anything beside it; not "May".
    MonthAlone,
    /// `<weekday>`: "Friday", "Fri."
    Weekday,
    /// `<weekday-alone>`: not "Sun".
    WeekdayAlone,
    /// `<weekdays>`: "Fridays".
    Weekdays,
    /// `<unit>`: "day".
    Unit,
    /// `<unit:year>`: "year" or "years", and nothing else.
    OneUnit(Unit),
    /// `<units>`: "days".
    Units,
    /// `<season>`: "summer".
    Season,
    /// `<part>`: "morning".
    Part,
    /// `<parts>`: "mornings".
    Parts,
    /// `<count>`: "two", "2 1/2", "several", "a".
    Count,
    /// `<number>`: "two", "22".
    Number,
    /// `<more>`: a number that isn't taken: the second of "two to three".
    More,
    /// `<and-a-half>`: "and a half" behind one unit.
    AndAHalf,
    /// `<ordinal>`: "third", "3rd".
    Ordinal,
    /// `<quarter>`: "Q3".
    Quarter,
    /// `<day>`: a day of a month.
    Day,
    /// `<dd>`: such a day in two digits.
    DayDigits,
    /// `<mm>`: a month in two digits.
    MonthDigits,
    /// `<year>`: "1997", "nineteen ninety-seven".
    Year,
    /// `<modern>`: a year from 1900 to 2040 in digits.
    Modern,
    /// `<yy>`: "87" of "1985-87".
    ShortYear,
    /// `<that-year>`: "last year", "next year", or a year.
    ThatYear,
    /// `<decade>`: "1990s", "nineties".
    Decade,
    /// `<clock>`: "9 p.m. Kyiv time".
    Clock,
    /// `<hours>`: "21:00".
    Hours,
    /// `<before-year>`: words that a year may follow.
    BeforeYear,
    /// `<counted>`: what numbers count.
    Counted,
    /// `<lower>`: any word in lower case.
    Lower,
    /// `<plural>`: a word in lower case that ends in -s.
    Plural,
    /// `<name>`: any word with a capital.
    Name,
    /// `<digits>`: any number in digits.
    Digits,
}

impl Slot {
    pub fn named(name: &str) -> Option<Self> {
        if let Some(unit) = name.strip_prefix("unit:") {
            return Unit::named(unit).map(Self::OneUnit);
        }
        Some(match name {
            "month" => Self::Month,
            "month-alone" => Self::MonthAlone,
            "weekday" => Self::Weekday,
            "weekday-alone" => Self::WeekdayAlone,
            "weekdays" => Self::Weekdays,
            "unit" => Self::Unit,
            "units" => Self::Units,
            "season" => Self::Season,
            "part" => Self::Part,
            "parts" => Self::Parts,
            "count" => Self::Count,
            "number" => Self::Number,
            "more" => Self::More,
            "and-a-half" => Self::AndAHalf,
            "ordinal" => Self::Ordinal,
            "quarter" => Self::Quarter,
            "day" => Self::Day,
            "dd" => Self::DayDigits,
            "mm" => Self::MonthDigits,
            "year" => Self::Year,
            "modern" => Self::Modern,
            "yy" => Self::ShortYear,
            "that-year" => Self::ThatYear,
            "decade" => Self::Decade,
            "clock" => Self::Clock,
            "hours" => Self::Hours,
            "before-year" => Self::BeforeYear,
            "counted" => Self::Counted,
            "lower" => Self::Lower,
            "plural" => Self::Plural,
            "name" => Self::Name,
            "digits" => Self::Digits,
            _ => return None,
        })
    }

    /// The place after what fills the slot at a place, and what it means; `None` where nothing there does.
    pub fn read(self, line: &Line, at: usize) -> Option<(usize, Option<Capture>)> {
        let token = line.tokens.get(at)?;
        let value = |class| line.value(at, class);
        let alone = |class| line.words.value(token.word, class, token.capital, true);
        let small = |value: i16| i8::try_from(value).ok();
        let (capture, next) = match self {
            Self::Month => {
                let month = small(value(Class::Month)?)?;
                let (next, beside) = (shortened(line, at), |at| line.digits(at).is_some());
                // "Jan Lind" is nobody's January.
                let short = alone(Class::Month).is_none() && !matches!(month, 3 | 5);
                if short && next == at + 1 && !beside(next) && !(at > 0 && beside(at - 1)) {
                    return None;
                }
                (Capture::Month(month), next)
            }
            Self::MonthAlone => (Capture::Month(small(alone(Class::Month)?)?), shortened(line, at)),
            Self::Weekday => (
                Capture::Weekday(small(value(Class::Weekday)?)?),
                shortened(line, at),
            ),
            Self::WeekdayAlone => (Capture::Weekday(small(alone(Class::Weekday)?)?), at + 1),
            Self::Weekdays => (Capture::Weekday(small(value(Class::Weekdays)?)?), at + 1),
            Self::Unit => (Capture::Unit(Unit::numbered(value(Class::Unit)?)?), at + 1),
            Self::OneUnit(unit) => {
                let found = value(Class::Unit)
                    .or(value(Class::Units))
                    .and_then(Unit::numbered)?;
                return (found == unit).then_some((at + 1, Some(Capture::Unit(unit))));
            }
            Self::Units => (Capture::Unit(Unit::numbered(value(Class::Units)?)?), at + 1),
            Self::Season => (Capture::Season(Season::numbered(value(Class::Season)?)?), at + 1),
            Self::Part => (Capture::Part(Part::numbered(value(Class::Part)?)?), at + 1),
            Self::Parts => (Capture::Part(Part::numbered(value(Class::Parts)?)?), at + 1),
            Self::Count => amount(line, at).map(|(amount, next)| (Capture::Amount(amount), next))?,
            Self::Number => integer(line, at)
                .map(|(number, next)| (Capture::Amount(Amount::Exact(number * 100)), next))?,
            Self::AndAHalf => {
                let written = line.is(at, "and") && line.is(at + 1, "a") && line.is(at + 2, "half");
                return written.then_some((at + 3, Some(Capture::Amount(Amount::Exact(150)))));
            }
            Self::More => return integer(line, at).map(|(_, next)| (next, None)),
            Self::Ordinal => ordinal(line, at).map(|(number, next)| (Capture::Ordinal(number), next))?,
            Self::Quarter => (Capture::Ordinal(value(Class::Quarter)?.into()), at + 1),
            Self::Day => day(line, at).map(|(day, next)| (Capture::Day(day), next))?,
            Self::DayDigits => two_digits(line, at, 31).map(|(day, next)| (Capture::Day(day), next))?,
            Self::MonthDigits => {
                two_digits(line, at, 12).map(|(month, next)| (Capture::Month(month), next))?
            }
            Self::Year => year(line, at).map(|(year, next)| (Capture::Year(year), next))?,
            Self::Modern => year(line, at)
                .filter(|(year, next)| (1900..=2040).contains(year) && *next == at + 1)
                .map(|(year, next)| (Capture::Year(year), next))?,
            Self::ShortYear => {
                let digits = line.digits(at).filter(|digits| digits.len() == 2)?;
                (Capture::ShortYear(digits.parse().ok()?), at + 1)
            }
            Self::ThatYear => that_year(line, at)?,
            Self::Decade => decade(line, at).map(|(decade, next)| (Capture::Decade(decade), next))?,
            Self::Clock | Self::Hours => {
                clock(line, at, self == Self::Hours).map(|(clock, next)| (Capture::Clock(clock), next))?
            }
            Self::BeforeYear | Self::Counted | Self::Lower | Self::Plural | Self::Name | Self::Digits => {
                let found = match self {
                    Self::BeforeYear => line.may_be(at, Class::BeforeYear),
                    Self::Counted => line.may_be(at, Class::Counted),
                    Self::Lower => line.lower(at),
                    Self::Plural => {
                        let long = line.raw(at).len() > 3;
                        line.lower(at)
                            && long
                            && line.raw(at).ends_with('s')
                            && !line.may_be(at, Class::Lasting)
                    }
                    Self::Name => token.kind == Kind::Letters && token.capital,
                    _ => token.kind == Kind::Digits,
                };
                return found.then_some((at + 1, None));
            }
        };
        Some((next, Some(capture)))
    }

    /// Classes of the lexicon that the first word of what fills the slot is in.
    pub fn begins_with(self) -> &'static [Class] {
        match self {
            Self::Month | Self::MonthAlone => &[Class::Month],
            Self::Weekday | Self::WeekdayAlone => &[Class::Weekday],
            Self::Weekdays => &[Class::Weekdays],
            Self::Unit => &[Class::Unit],
            Self::OneUnit(_) => &[Class::Unit, Class::Units],
            Self::Units => &[Class::Units],
            Self::Season => &[Class::Season],
            Self::Part => &[Class::Part],
            Self::Parts => &[Class::Parts],
            Self::Count => &[Class::Number, Class::Vague, Class::Article],
            Self::Number | Self::More => &[Class::Number, Class::Article],
            Self::Year => &[Class::Number],
            Self::Day | Self::Ordinal => &[Class::Ordinal, Class::Number],
            Self::Quarter => &[Class::Quarter],
            Self::Decade => &[Class::Decade],
            Self::Clock | Self::Hours => &[Class::Clock],
            Self::ThatYear => &[Class::Number, Class::Which],
            Self::Counted => &[Class::Counted],
            Self::BeforeYear => &[Class::BeforeYear],
            Self::Modern
            | Self::DayDigits
            | Self::MonthDigits
            | Self::ShortYear
            | Self::Digits
            | Self::Lower
            | Self::Plural
            | Self::AndAHalf
            | Self::Name => &[],
        }
    }

    /// Whether what fills the slot may begin with words that aren't in the lexicon.
    pub fn begins_with_anything(self) -> bool {
        matches!(self, Self::Lower | Self::Plural | Self::Name | Self::AndAHalf)
    }

    /// Whether what fills the slot may begin with digits.
    pub fn begins_with_digits(self) -> bool {
        matches!(
            self,
            Self::Count
                | Self::Number
                | Self::More
                | Self::Ordinal
                | Self::Day
                | Self::DayDigits
                | Self::MonthDigits
                | Self::Year
                | Self::Modern
                | Self::ShortYear
                | Self::ThatYear
                | Self::Decade
                | Self::Clock
                | Self::Hours
                | Self::Digits
        )
    }
}

/// The place after a name and the full stop that shortens it: "Sept."
fn shortened(line: &Line, at: usize) -> usize {
    let short = line.raw(at).len() <= 4 && line.is(at + 1, ".") && line.glued(at + 1);
    // A full stop before a capital may end the sentence, but then the name is seldom a short one.
    at + 1 + usize::from(short && !matches!(line.raw(at), "May" | "June" | "July"))
}

/// "last year", "this year", "next year", "the year", "2014".
fn that_year(line: &Line, at: usize) -> Option<(Capture, usize)> {
    if let Some((year, next)) = year(line, at) {
        return Some((Capture::Year(year), next));
    }
    let away = line.value(at, Class::Which)?;
    line.is(at + 1, "year")
        .then_some((Capture::YearsAway(away), at + 2))
}

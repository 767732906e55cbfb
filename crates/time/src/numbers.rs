//! Numbers in digits and words. Each function takes the place where a number may begin, and gives it with the place
//! after it.

use crate::line::Line;
use crate::unit::Amount;
use crate::words::Class;

/// The most that anybody counts time in.
const MOST: i64 = 100_000;

/// A whole number: "10", "1,000", "twenty-two", "two thousand".
pub(crate) fn integer(line: &Line, at: usize) -> Option<(i64, usize)> {
    match line.digits(at) {
        Some(digits) => whole_digits(digits).map(|number| (number, at + 1)),
        None => in_words(line, at),
    }
}

fn whole_digits(digits: &str) -> Option<i64> {
    let mut groups = digits.split(',');
    let first = groups.next()?;
    let grouped = groups.all(|group| group.len() == 3) && (first.len() <= 3 || first.len() == digits.len());
    let plain: String = digits.chars().filter(|&char| char != ',').collect();
    (grouped && plain.len() <= 6)
        .then(|| plain.parse().ok())
        .flatten()
        .filter(|&number| number <= MOST)
}

/// "twenty-two", "a hundred", "two hundred and six", "three thousand".
fn in_words(line: &Line, at: usize) -> Option<(i64, usize)> {
    let article = (line.is(at, "a") || line.is(at, "an"))
        && line
            .value(at + 1, Class::Number)
            .is_some_and(|value| value >= 100);
    let (mut total, mut next) = if article {
        (1, at + 1)
    } else {
        below_hundred(line, at)?
    };
    while let Some(factor) = line.value(next, Class::Number).filter(|&value| value >= 100) {
        next += 1;
        let factor = i64::from(factor);
        total = match total % 1000 {
            0 => return None,
            rest => (total - rest) + rest * factor,
        };
        let and = usize::from(line.is(next, "and"));
        if let Some((more, after)) = below_hundred(line, next + and).filter(|(more, _)| *more < factor) {
            (total, next) = (total + more, after);
        }
        if total > MOST {
            return None;
        }
    }
    Some((total, next))
}

/// "seven", "twenty", "twenty-two".
fn below_hundred(line: &Line, at: usize) -> Option<(i64, usize)> {
    let first = i64::from(line.value(at, Class::Number).filter(|&value| value < 100)?);
    if first >= 20 && first % 10 == 0 {
        let one = if line.is_dash(at + 1) { at + 2 } else { at + 1 };
        if let Some(ones) = line
            .value(one, Class::Number)
            .filter(|&value| (1..10).contains(&value))
        {
            return Some((first + i64::from(ones), one + 1));
        }
    }
    Some((first, at + 1))
}

/// How many of something: "two", "2 1/2", "1.5", "half a", "a few", "several", "two and a half", "a", "another".
pub(crate) fn amount(line: &Line, at: usize) -> Option<(Amount, usize)> {
    if let Some((dozens, next)) = dozens(line, at) {
        return Some((dozens, next));
    }
    if line.is(at, "half") && (line.is(at + 1, "a") || line.is(at + 1, "an") || line.is_dash(at + 1)) {
        return Some((Amount::Exact(50), at + 2));
    }
    if let Some((hundredths, next)) = decimal(line, at) {
        return Some((Amount::Exact(hundredths), next));
    }
    if let Some((number, next)) = integer(line, at) {
        return Some(fraction(line, number, next));
    }
    if line.may_be(at, Class::Vague) {
        return Some((Amount::Vague, of(line, at + 1)));
    }
    let article = line.is(at, "a") || line.is(at, "an");
    if article && line.is(at + 1, "couple") {
        return Some((Amount::Exact(200), of(line, at + 2)));
    }
    if article && (line.is(at + 1, "few") || line.is(at + 1, "number")) {
        return Some((Amount::Vague, of(line, at + 2)));
    }
    if line.is(at, "couple") && line.is(at + 1, "of") {
        return Some((Amount::Exact(200), at + 2));
    }
    (article || line.is(at, "another")).then_some((Amount::ONE, at + 1))
}

/// "a dozen", "two dozen", "half a dozen".
fn dozens(line: &Line, at: usize) -> Option<(Amount, usize)> {
    let (hundredths, next) = if line.is(at, "a") {
        (1200, at + 1)
    } else if line.is(at, "half") && line.is(at + 1, "a") {
        (600, at + 2)
    } else {
        let (number, next) = integer(line, at)?;
        (number.checked_mul(1200)?, next)
    };
    line.is(next, "dozen")
        .then_some((Amount::Exact(hundredths), next + 1))
}

fn of(line: &Line, at: usize) -> usize {
    at + usize::from(line.is(at, "of"))
}

fn decimal(line: &Line, at: usize) -> Option<(i64, usize)> {
    let (whole, decimals) = line.digits(at)?.split_once('.')?;
    if whole.len() > 4 || decimals.len() > 2 || decimals.contains(['.', ',', ':']) {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let decimals: i64 = format!("{decimals:0<2}").parse().ok()?;
    Some((whole * 100 + decimals, at + 1))
}

/// What follows a whole number: "1/2", "½", "and a half", nothing.
fn fraction(line: &Line, number: i64, at: usize) -> (Amount, usize) {
    let dash = usize::from(line.is_dash(at));
    let sign = |hundredths| (Amount::Exact(number * 100 + hundredths), at + 1);
    match line.raw(at) {
        "½" => return sign(50),
        "¼" => return sign(25),
        "¾" => return sign(75),
        _ => {}
    }
    let slash = at + dash + 1;
    if line.is(slash, "/") && line.glued(slash) && line.glued(slash + 1) {
        let hundredths = match (line.raw(slash - 1), line.raw(slash + 1)) {
            ("1", "2") => Some(50),
            ("1", "4") => Some(25),
            ("3", "4") => Some(75),
            _ => None,
        };
        if let Some(hundredths) = hundredths {
            return (Amount::Exact(number * 100 + hundredths), slash + 2);
        }
    }
    if line.is(at, "and") && line.is(at + 1, "a") && line.is(at + 2, "half") {
        return (Amount::Exact(number * 100 + 50), at + 3);
    }
    (Amount::Exact(number * 100), at)
}

/// An ordinal number: "3rd", "third", "twenty-first".
pub(crate) fn ordinal(line: &Line, at: usize) -> Option<(i64, usize)> {
    if let Some(digits) = line.digits(at) {
        let suffix = line.glued(at + 1)
            && ["st", "nd", "rd", "th"]
                .iter()
                .any(|suffix| line.is(at + 1, suffix));
        return digits
            .parse()
            .ok()
            .filter(|&number| suffix && number <= 100)
            .map(|number| (number, at + 2));
    }
    if let Some(value) = line.value(at, Class::Ordinal) {
        return Some((value.into(), at + 1));
    }
    let tens = line
        .value(at, Class::Number)
        .filter(|value| (20..100).contains(value))?;
    let ones = line
        .value(at + 2, Class::Ordinal)
        .filter(|value| (1..10).contains(value))?;
    line.is_dash(at + 1)
        .then(|| (i64::from(tens) + i64::from(ones), at + 3))
}

/// A day of a month: "3", "3rd".
pub(crate) fn day(line: &Line, at: usize) -> Option<(i8, usize)> {
    let (number, next) = match line.digits(at).filter(|digits| digits.len() <= 2) {
        Some(digits) => ordinal(line, at).or_else(|| Some((digits.parse().ok()?, at + 1)))?,
        None => ordinal(line, at)?,
    };
    i8::try_from(number)
        .ok()
        .filter(|day| (1..=31).contains(day))
        .map(|day| (day, next))
}

/// A number of at most two digits, from 1 to `most`: a month or day of "25/02/2022".
pub(crate) fn two_digits(line: &Line, at: usize, most: i8) -> Option<(i8, usize)> {
    let digits = line.digits(at).filter(|digits| digits.len() <= 2)?;
    let number = digits.parse().ok()?;
    (1..=most).contains(&number).then_some((number, at + 1))
}

/// A year in four digits or in words: "1997", "nineteen ninety-seven", "two thousand".
pub(crate) fn year(line: &Line, at: usize) -> Option<(i16, usize)> {
    if let Some(digits) = line.digits(at) {
        let year = digits.parse().ok().filter(|_| digits.len() == 4)?;
        return (1000..2200).contains(&year).then_some((year, at + 1));
    }
    let (first, next) = below_hundred(line, at)?;
    let century = (13..=20).contains(&first).then_some(first * 100);
    if let Some((rest, after)) =
        century.and_then(|_| below_hundred(line, next).filter(|(rest, _)| *rest >= 10))
    {
        return i16::try_from(first * 100 + rest).ok().map(|year| (year, after));
    }
    let (number, next) = in_words(line, at)?;
    i16::try_from(number)
        .ok()
        .filter(|year| (2000..2100).contains(year))
        .map(|year| (year, next))
}

/// A decade: "1990s", "nineties", "90s"; in tens of years, of one century where the text names none.
pub(crate) fn decade(line: &Line, at: usize) -> Option<(i16, usize)> {
    if let Some(value) = line.value(at, Class::Decade) {
        return Some((value, at + 1));
    }
    let digits = line
        .digits(at)
        .filter(|digits| matches!(digits.len(), 2 | 4) && digits.ends_with('0'))?;
    let number: i16 = digits.parse().ok()?;
    let next = at + 1 + usize::from(line.is_apostrophe(at + 1) && line.glued(at + 1));
    let plausible = if digits.len() == 2 {
        number >= 20
    } else {
        (1500..2200).contains(&number)
    };
    (plausible && line.is(next, "s") && line.glued(next)).then_some((number / 10, next + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RULES;
    use crate::tokens::tokens;

    fn read<T>(text: &str, number: impl Fn(&Line, usize) -> Option<(T, usize)>) -> Option<(T, usize)> {
        let words = &RULES.words;
        let tokens = tokens(text, words);
        let line = Line {
            text,
            words,
            tokens: &tokens,
        };
        number(&line, 0)
    }

    #[test]
    fn integers() {
        for (text, number) in [
            ("10", 10),
            ("1,000", 1000),
            ("twenty-two", 22),
            ("a hundred", 100),
            ("two hundred and six", 206),
            ("three thousand", 3000),
        ] {
            assert_eq!(read(text, integer).unwrap().0, number, "{text}");
        }
        for text in ["1,00", "1.5", "10:30", "99999999", "a", "several"] {
            assert!(read(text, integer).is_none(), "{text}");
        }
    }

    #[test]
    fn amounts() {
        for (text, hundredths) in [
            ("a dozen", 1200),
            ("half a dozen", 600),
            ("two dozen", 2400),
            ("2 1/2", 250),
            ("1.5", 150),
            ("half an", 50),
            ("two and a half", 250),
            ("5½", 550),
            ("a couple of", 200),
            ("a", 100),
        ] {
            assert_eq!(read(text, amount).unwrap().0, Amount::Exact(hundredths), "{text}");
        }
        for text in ["several", "a few", "dozens of"] {
            assert_eq!(read(text, amount).unwrap().0, Amount::Vague, "{text}");
        }
    }

    #[test]
    fn years_decades_ordinals() {
        assert_eq!(read("nineteen ninety-seven", year), Some((1997, 4)));
        assert_eq!(read("two thousand and eight", year), Some((2008, 4)));
        assert_eq!(read("2022", year), Some((2022, 1)));
        assert!(read("twenty", year).is_none() && read("9999", year).is_none());
        assert_eq!(read("1990s", decade), Some((199, 2)));
        assert_eq!(read("90s", decade), Some((9, 2)));
        assert_eq!(read("nineties", decade), Some((9, 1)));
        assert_eq!(read("twenty-first", ordinal), Some((21, 3)));
        assert_eq!(read("3rd", ordinal), Some((3, 2)));
        assert_eq!(read("31", day), Some((31, 1)));
        assert!(read("32", day).is_none());
    }
}

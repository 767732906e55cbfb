use crate::sentence::Sentence;
use crate::shares::share;

/// A number as it is written, without qualifier and unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Number {
    /// "137", "two million", "half a dozen".
    Exact(f64),
    /// "dozens": of which order it is, [`Vague::Acled`](crate::Vague) says.
    Vague(f64),
    /// "a third", "one in five": a fraction of 1.
    Share(f64),
}

impl Number {
    pub(crate) fn value(self) -> f64 {
        match self {
            Self::Exact(value) | Self::Vague(value) | Self::Share(value) => value,
        }
    }
}

/// A number and the place behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Numeral {
    pub(crate) number: Number,
    pub(crate) end: usize,
    /// What it is multiplied by in words or letters of its own ("two million", "5bn"); 1 where it has none.
    pub(crate) scale: f64,
}

impl Numeral {
    pub(crate) fn new(number: Number, end: usize) -> Self {
        Self {
            number,
            end,
            scale: 1.0,
        }
    }
}

/// Whether a number may begin with a word: a quick no for most.
pub(crate) fn may_begin(word: &str) -> bool {
    matches!(word, "a" | "an" | "half" | "several")
        || word.starts_with(|char: char| char.is_ascii_digit())
        || small(word).is_some()
        || plural_scale(word).is_some()
}

/// The longest number that begins at a word.
pub(crate) fn numeral(sentence: &Sentence, at: usize) -> Option<Numeral> {
    share(sentence, at)
        .or_else(|| vague(sentence, at))
        .or_else(|| cardinal(sentence, at))
}

/// "137", "2.3 million", "twenty-nine", "a hundred and five", "two dozen", "three and a half million".
fn cardinal(sentence: &Sentence, at: usize) -> Option<Numeral> {
    let plain = match digits(sentence.at(at)) {
        Some((value, scale)) => Numeral {
            number: Number::Exact(value),
            end: at + 1,
            scale,
        },
        None => spelled(sentence, at)?,
    };
    if plain.scale > 1.0 {
        return Some(plain);
    }
    let half = ["and a half", "- and - a - half", "and half"]
        .into_iter()
        .find(|phrase| sentence.reads(plain.end, phrase));
    let end = plain.end + half.map_or(0, |phrase| phrase.split(' ').count());
    let value = plain.number.value() + if half.is_some() { 0.5 } else { 0.0 };
    let hyphen = usize::from(sentence.at(end) == "-" && sentence.joined(end));
    Some(match scale(sentence.at(end + hyphen)) {
        Some(scale) => Numeral {
            number: Number::Exact(product(value, scale)),
            end: end + hyphen + 1,
            scale,
        },
        None => Numeral::new(Number::Exact(value), end),
    })
}

fn spelled(sentence: &Sentence, at: usize) -> Option<Numeral> {
    let article = matches!(sentence.at(at), "a" | "an") && scale(sentence.at(at + 1)).is_some();
    let (mut total, mut part, mut end) = (0.0, if article { 1.0 } else { 0.0 }, at + usize::from(article));
    let (mut found, mut largest, mut last) = (false, 1.0_f64, f64::INFINITY);
    loop {
        let joint = joint(sentence, end, found);
        let word = sentence.at(end + joint);
        if let Some(value) = small(word) {
            if found && !fits(value, last) {
                break;
            }
            part += value;
            last = value;
        } else if let Some(value) = scale(word).filter(|_| found || article) {
            largest = largest.max(value);
            last = value;
            if value < 1000.0 {
                part *= value;
            } else {
                total += part * value;
                part = 0.0;
            }
        } else {
            break;
        }
        found = true;
        end += joint + 1;
    }
    found.then_some(Numeral {
        number: Number::Exact(total + part),
        end,
        scale: largest,
    })
}

/// Whether a number below a hundred may follow the last: "twenty-nine", "two hundred five".
fn fits(value: f64, last: f64) -> bool {
    last >= 100.0 || last >= 20.0 && value < 10.0 && value > 0.0
}

/// Words between the parts of a number: a hyphen, or the "and" of "a hundred and five".
fn joint(sentence: &Sentence, at: usize, found: bool) -> usize {
    let hyphen = sentence.at(at) == "-" && sentence.joined(at) && sentence.joined(at + 1);
    let and = sentence.at(at) == "and"
        && matches!(sentence.before(at, 1), "hundred" | "thousand" | "million")
        && small(sentence.at(at + 1)).is_some();
    usize::from(found && (hyphen || and))
}

/// "dozens", "tens of thousands", "several hundred", "a few", "a couple of".
fn vague(sentence: &Sentence, at: usize) -> Option<Numeral> {
    if let Some(first) = plural_scale(sentence.at(at)) {
        let second = plural_scale(sentence.at(at + 2))
            .filter(|&second| sentence.at(at + 1) == "of" && second >= 100.0);
        if let Some(second) = second {
            return Some(Numeral::new(Number::Vague(first * second), at + 3));
        }
        let of_many = matches!(sentence.at(at), "tens" | "scores") && sentence.at(at + 1) != "of";
        return (!of_many).then(|| Numeral::new(Number::Vague(first), at + 1));
    }
    let (few, mut end) = match (sentence.at(at), sentence.at(at + 1)) {
        ("several", _) => (3.0, at + 1),
        ("a", "few" | "handful") => (3.0, at + 2),
        ("a", "couple") => (2.0, at + 2),
        _ => return None,
    };
    let of = usize::from(sentence.at(end) == "of");
    let scale = scale(sentence.at(end + of)).or_else(|| plural_scale(sentence.at(end + of)));
    if scale.is_some() {
        end += of + 1;
    }
    Some(Numeral::new(Number::Vague(few * scale.unwrap_or(1.0)), end))
}

/// A number in digits, with the letters behind it that stand for a scale, and that scale.
pub(crate) fn digits(word: &str) -> Option<(f64, f64)> {
    if !word.starts_with(|char: char| char.is_ascii_digit()) || word.len() > 20 {
        return None;
    }
    let end = word
        .find(|char: char| !(char.is_ascii_digit() || matches!(char, ',' | '.')))
        .unwrap_or(word.len());
    let (number, letters) = word.split_at(end);
    let scale = match letters {
        // "30km": the letters are a unit.
        "" | "km" | "kms" | "cm" | "mm" | "kg" | "lb" | "lbs" | "ft" | "mph" => 1.0,
        "k" => 1e3,
        "m" | "mn" => 1e6,
        "b" | "bn" => 1e9,
        "tn" => 1e12,
        _ => return None,
    };
    let grouped = number
        .split('.')
        .next()
        .unwrap_or_default()
        .split(',')
        .skip(1)
        .all(|group| group.len() == 3);
    // Eight digits and more without commas number things, they don't count them.
    let bare = number.len() > 7 && !number.contains([',', '.']);
    if !grouped || bare {
        return None;
    }
    let value: f64 = number.replace(',', "").parse().ok()?;
    Some((product(value, scale), scale))
}

/// "1.1 trillion" is no sum of binary fractions.
fn product(value: f64, scale: f64) -> f64 {
    (value * scale * 1e3).round() / 1e3
}

/// Number words below a hundred.
pub(crate) fn small(word: &str) -> Option<f64> {
    const WORDS: &[&str] = &[
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: &[&str] = &[
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    if !(3..=9).contains(&word.len()) {
        return None;
    }
    let place = |list: &[&str]| list.iter().position(|&one| one == word);
    place(WORDS)
        .or_else(|| Some((place(TENS)? + 2) * 10))
        .map(|value| value as f64)
}

/// What a number is multiplied by.
pub(crate) fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "dozen" => 12.0,
        "hundred" => 1e2,
        "thousand" => 1e3,
        "million" => 1e6,
        "billion" => 1e9,
        "trillion" => 1e12,
        _ => return None,
    })
}

/// Scales that stand for a number of their own order.
fn plural_scale(word: &str) -> Option<f64> {
    Some(match word {
        "tens" => 10.0,
        "dozens" => 12.0,
        "scores" => 20.0,
        "hundreds" => 1e2,
        "thousands" => 1e3,
        "millions" => 1e6,
        "billions" => 1e9,
        "trillions" => 1e12,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use onrecord_text::{Text, words};

    use super::*;

    fn read(string: &str) -> Option<(Number, usize)> {
        let text = Text::new(string);
        let words = words(&text, text.span(0, text.len()).unwrap());
        numeral(&Sentence::new(&words), 0).map(|numeral| (numeral.number, numeral.end))
    }

    #[test]
    fn numbers() {
        for (string, value) in [
            ("137 men", 137.0),
            ("1,426 pilgrims", 1426.0),
            ("2.3 million men", 2.3e6),
            ("5bn", 5e9),
            ("twenty-nine people", 29.0),
            ("a hundred and five men", 105.0),
            ("two hundred thousand men", 2e5),
            ("two dozen men", 24.0),
            ("half a million men", 5e5),
            ("three and a half million men", 3.5e6),
            ("a quarter of a million men", 2.5e5),
            ("one million two hundred men", 1_000_200.0),
        ] {
            assert_eq!(
                read(string).map(|(number, _)| number),
                Some(Number::Exact(value)),
                "{string}"
            );
        }
        assert_eq!(read("five six men"), Some((Number::Exact(5.0), 1)));
    }

    #[test]
    fn vague_numbers_and_shares() {
        for (string, number) in [
            ("dozens of men", Number::Vague(12.0)),
            ("tens of thousands of men", Number::Vague(1e4)),
            ("several hundred men", Number::Vague(300.0)),
            ("a couple of men", Number::Vague(2.0)),
            ("half the men", Number::Share(0.5)),
            ("two-thirds of them", Number::Share(0.6667)),
            ("a third of them", Number::Share(0.3333)),
            ("one in five", Number::Share(0.2)),
            ("eight out of 10 men", Number::Share(0.8)),
        ] {
            assert_eq!(read(string).map(|(found, _)| found), Some(number), "{string}");
        }
    }

    #[test]
    fn no_numbers() {
        for string in [
            "33rd",
            "1990s",
            "8:30",
            "a third victory",
            "half-brother",
            "few",
            "G7",
            "12345678",
            "1,2",
        ] {
            assert_eq!(read(string), None, "{string}");
        }
    }
}

use crate::numerals::{Number, Numeral, digits, scale, small};
use crate::sentence::Sentence;

/// "half", "two-thirds", "a quarter of a million", "one in three", "eight out of ten".
pub(crate) fn share(sentence: &Sentence, at: usize) -> Option<Numeral> {
    ratio(sentence, at).or_else(|| fraction(sentence, at))
}

fn fraction(sentence: &Sentence, at: usize) -> Option<Numeral> {
    let (times, from) = match sentence.at(at) {
        "half" => (1.0, at),
        "a" | "an" => (1.0, at + 1),
        word => (small(word).filter(|&value| (1.0..10.0).contains(&value))?, at + 1),
    };
    let from = from + usize::from(from > at && sentence.at(from) == "-" && sentence.joined(from));
    let (parts, plural) = part(sentence.at(from))?;
    if plural != (times > 1.0) {
        return None;
    }
    let mut end = from + 1;
    let whole = end + usize::from(sentence.at(end) == "of");
    let whole = whole + usize::from(matches!(sentence.at(whole), "a" | "an"));
    if let Some(scale) = scale(sentence.at(whole)).filter(|_| whole > end) {
        return Some(Numeral {
            number: Number::Exact(times / parts * scale),
            end: whole + 1,
            scale,
        });
    }
    let is_share = if sentence.at(from) == "half" {
        half_of(sentence, at, end)
    } else {
        // "a third victory" is no share.
        plural || sentence.at(end) == "of" || !sentence.alphabetic(end) || closed(sentence.at(end))
    };
    if sentence.at(end) == "-" && sentence.joined(end) {
        end = from;
    }
    (is_share && end > from).then(|| Numeral::new(Number::Share(fourth(times / parts)), end))
}

/// Whether "half" is a share: not "the second half", "in half", "half-brother".
fn half_of(sentence: &Sentence, at: usize, end: usize) -> bool {
    let before = sentence.before(at, 1);
    let qualified = matches!(
        before,
        "than" | "about" | "nearly" | "almost" | "roughly" | "only" | "least" | "over"
    );
    let some_half = matches!(
        before,
        "first" | "second" | "in" | "other" | "latter" | "front" | "back" | "top" | "bottom"
    );
    let whole = matches!(
        sentence.at(end),
        "of" | "the" | "its" | "his" | "her" | "their" | "our" | "as" | "a" | "that" | "those" | "these"
    );
    qualified || whole && !some_half
}

/// "one in three", "one of every nine", "8 out of 10".
fn ratio(sentence: &Sentence, at: usize) -> Option<Numeral> {
    let first = whole(sentence.at(at))?;
    let link = ["out of every", "out of", "in every", "of every", "in"]
        .into_iter()
        .find(|link| sentence.reads(at + 1, link))?;
    let place = at + 1 + link.split(' ').count();
    let second = whole(sentence.at(place))?;
    let end = place + 1;
    // "one in four years" is as good a ratio as any, "five in 1999" is none.
    (first >= 1.0 && first < second && second <= 1000.0 && scale(sentence.at(end)).is_none())
        .then(|| Numeral::new(Number::Share(fourth(first / second)), end))
}

/// Shares are given to four digits.
fn fourth(share: f64) -> f64 {
    (share * 1e4).round() / 1e4
}

fn whole(word: &str) -> Option<f64> {
    small(word).or_else(|| {
        digits(word)
            .filter(|&(value, scale)| scale == 1.0 && value.fract() == 0.0)
            .map(|(value, _)| value)
    })
}

/// Into how many parts a fraction cuts, and whether it is plural.
fn part(word: &str) -> Option<(f64, bool)> {
    let (one, plural) = match word.strip_suffix('s') {
        Some(one) => (one, true),
        None => (word, false),
    };
    let parts = match one {
        "half" => 2.0,
        "third" => 3.0,
        "quarter" => 4.0,
        "fifth" => 5.0,
        "sixth" => 6.0,
        "seventh" => 7.0,
        "eighth" => 8.0,
        "ninth" => 9.0,
        "tenth" => 10.0,
        "hundredth" => 100.0,
        _ => return None,
    };
    Some((parts, plural))
}

/// Words that begin no noun.
fn closed(word: &str) -> bool {
    matches!(
        word,
        "to" | "in"
            | "on"
            | "at"
            | "by"
            | "from"
            | "and"
            | "or"
            | "but"
            | "is"
            | "are"
            | "was"
            | "were"
            | "as"
            | "said"
            | "say"
            | "says"
            | "who"
            | "that"
            | "than"
    )
}

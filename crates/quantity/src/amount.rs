use crate::labels;
use crate::numerals::{Number, Numeral, may_begin, numeral};
use crate::qualifiers::{self, Bound};
use crate::sentence::Sentence;
use crate::units::{self, SHARE, Unit};

/// A number with its qualifiers and its unit, by places in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Amount {
    /// The first word, of the qualifier where there is one.
    pub(crate) start: usize,
    /// The first word of the number itself.
    pub(crate) number: usize,
    /// The place behind the last word, of the unit or qualifier where there is one.
    pub(crate) end: usize,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    pub(crate) value: Option<f64>,
    /// Of which order a number without a value is: "dozens".
    pub(crate) order: Option<f64>,
    pub(crate) qualifier: Option<String>,
    pub(crate) unit: Option<Unit>,
}

/// A first number and, in a range, the second.
struct Numbers {
    first: Numeral,
    second: Option<Numeral>,
    unit: Option<Unit>,
    start: usize,
    end: usize,
}

/// What stands where a number begins.
pub(crate) enum Found {
    Amount(Amount),
    /// Numbers that count nothing, up to a place: a score, "2-to-1".
    Score(usize),
}

/// The amount whose number begins at a word.
pub(crate) fn amount(sentence: &Sentence, at: usize) -> Option<Found> {
    if let Some(amount) = nothing(sentence, at) {
        return Some(Found::Amount(amount));
    }
    if !may_begin(sentence.at(at)) {
        return None;
    }
    let first = numeral(sentence, at)?;
    if let Some(end) = score(sentence, at, &first) {
        return Some(Found::Score(end));
    }
    let numbers = numbers(sentence, at, first);
    let (low, high, value) = numbers.interval();
    let mut amount = Amount {
        start: numbers.start,
        number: at,
        end: numbers.end,
        low,
        high,
        value,
        order: match numbers.first.number {
            Number::Vague(order) => Some(order),
            _ => None,
        },
        qualifier: None,
        unit: numbers.unit,
    };
    match numbers.second {
        Some(_) => introduce(sentence, &mut amount),
        None => qualify(sentence, &mut amount),
    }
    Some(Found::Amount(amount))
}

/// "no", "none": whether they count is for what they stand with to say.
fn nothing(sentence: &Sentence, at: usize) -> Option<Amount> {
    matches!(sentence.at(at), "no" | "none").then(|| Amount {
        start: at,
        number: at,
        end: at + if sentence.reads(at, "no one") { 2 } else { 1 },
        low: Some(0.0),
        high: Some(0.0),
        value: Some(0.0),
        order: None,
        qualifier: None,
        unit: None,
    })
}

fn numbers(sentence: &Sentence, at: usize, first: Numeral) -> Numbers {
    let share = matches!(first.number, Number::Share(_)).then_some(SHARE);
    let ahead = units::ahead(sentence, at);
    let vague = matches!(first.number, Number::Vague(_)) && sentence.at(first.end) == "of";
    let behind =
        units::behind(sentence, first.end + usize::from(vague), first.scale >= 1e6).filter(|&(unit, _)| {
            share.is_none() && ahead.is_none() && (!vague || unit == "point" || units::is_money(unit))
        });
    let start = ahead.map_or(at, |(_, start)| start);
    let end = behind.map_or(first.end, |(_, end)| end);
    let mut numbers = Numbers {
        unit: share
            .or(ahead.map(|(unit, _)| unit))
            .or(behind.map(|(unit, _)| unit)),
        first,
        second: None,
        start,
        end,
    };
    if let Some((second, unit, end)) = second(sentence, &numbers) {
        // "two to three million", "$5 to $10 million".
        if numbers.first.scale == 1.0
            && second.scale > 1.0
            && numbers.first.number.value() < second.number.value() / second.scale
        {
            numbers.first.number = Number::Exact(numbers.first.number.value() * second.scale);
        }
        if numbers.first.number.value() < second.number.value() {
            numbers.unit = numbers.unit.or(unit);
            numbers.second = Some(second);
            numbers.end = end;
        }
    }
    numbers
}

/// The second number of a range, its unit and the place behind it.
fn second(sentence: &Sentence, numbers: &Numbers) -> Option<(Numeral, Option<Unit>, usize)> {
    // "July 14 to 46 percent"
    if !matches!(numbers.first.number, Number::Exact(_)) || labels::in_month(sentence, numbers.start) {
        return None;
    }
    let between = sentence.before(numbers.start, 1) == "between";
    let link = numbers.end;
    let linked = match sentence.at(link) {
        "to" | "or" => true,
        "and" => between,
        "-" | "—" => sentence.joined(link) && sentence.joined(link + 1),
        _ => false,
    };
    let sign = usize::from(matches!(sentence.at(link + 1), "$" | "€" | "£"));
    let second = numeral(sentence, link + 1 + sign)
        .filter(|second| linked && matches!(second.number, Number::Exact(_)))?;
    let behind = units::behind(sentence, second.end, second.scale >= 1e6);
    let money = numbers.unit.is_some_and(units::is_money);
    // "up 36% to $683 million" are two figures, "from 5% to 7%" too, "$5 to $7 million" is one.
    let apart = sign > 0 && !money || matches!(numbers.unit, Some("percent" | "point"));
    let change = sentence.before(numbers.start, 1) == "from" && changes(sentence, numbers.start);
    if !between && (apart || change || sentence.before(numbers.start, 1) == "by") {
        return None;
    }
    let end = behind.map_or(second.end, |(_, end)| end);
    Some((second, behind.map(|(unit, _)| unit), end))
}

/// Whether something changes "from" one number to another, just before a place.
fn changes(sentence: &Sentence, place: usize) -> bool {
    const STEMS: &[&str] = &[
        "rise", "rose", "risen", "rising", "increas", "fall", "fell", "drop", "declin", "decreas", "grew",
        "grow", "went", "cut", "rais", "lower", "shrank", "climb", "jump", "slip", "plung", "dwindl", "shr",
        "reduc", "up", "down", "doubl", "chang",
    ];
    (2..=7).any(|back| {
        let word = sentence.before(place, back);
        STEMS.iter().any(|stem| word.starts_with(stem))
    })
}

/// The end of a score or a tally of votes: "3 – 0", "19-15", "2-to-1". A range of numbers goes up and counts something.
fn score(sentence: &Sentence, at: usize, first: &Numeral) -> Option<usize> {
    let link = first.end;
    let dash = matches!(sentence.at(link), "-" | "—");
    if !dash || units::ahead(sentence, at).is_some() {
        return None;
    }
    let to = sentence.reads(link + 1, "to -") && sentence.joined(link + 1);
    let second =
        numeral(sentence, link + if to { 3 } else { 1 }).filter(|_| to || first.number.value() < 1e3)?;
    let verdict = matches!(
        sentence.at(second.end),
        "vote"
            | "win"
            | "victory"
            | "decision"
            | "ruling"
            | "record"
            | "defeat"
            | "loss"
            | "lead"
            | "majority"
            | "draw"
            | "margin"
            | "tie"
    );
    let counts =
        sentence.alphabetic(second.end) && !crate::grammar::is_closed(sentence.at(second.end)) && !verdict
            || units::behind(sentence, second.end, false).is_some();
    let rises = first.number.value() < second.number.value() && sentence.joined(link) && counts;
    // A dash between blanks may also open an aside: "four in ten — 38 percent".
    let aside = !sentence.joined(link) && units::behind(sentence, second.end, false).is_some();
    let exact = matches!(
        (first.number, second.number),
        (Number::Exact(_), Number::Exact(_))
    );
    (to || !rises && exact && !aside).then_some(second.end)
}

/// The words before a range.
fn introduce(sentence: &Sentence, amount: &mut Amount) {
    let before = sentence.before(amount.start, 1);
    if matches!(before, "between" | "from") {
        amount.start -= 1;
        amount.qualifier = Some(sentence.at(amount.start).into());
    } else if let Some((_, start)) = qualifiers::ahead(sentence, amount.start, amount.unit.is_some()) {
        amount.qualifier = Some(sentence.phrase(start, amount.start));
        amount.start = start;
    }
}

/// Turns the interval by the qualifiers on both sides.
fn qualify(sentence: &Sentence, amount: &mut Amount) {
    let behind = qualifiers::behind(sentence, amount.end);
    let ahead = qualifiers::ahead(sentence, amount.start, amount.unit.is_some());
    let Some(bound) = ahead.or(behind).map(|(bound, _)| bound) else {
        return;
    };
    if let Some((_, start)) = ahead {
        amount.qualifier = Some(sentence.phrase(start, amount.start));
        amount.start = start;
    } else if let Some((_, end)) = behind {
        amount.qualifier = Some(sentence.phrase(amount.end, end));
        amount.end = end;
    }
    // What is counted comes in whole numbers: more than 1,000 is 1,001 or more.
    let next = if amount.unit.is_none() { 1.0 } else { 0.0 };
    (amount.low, amount.high) = match bound {
        Bound::Above => (amount.value.map(|value| value + next), None),
        Bound::From => (amount.value, None),
        Bound::Below => (None, amount.value.map(|value| value - next)),
        Bound::To => (None, amount.value),
        Bound::Near => (None, None),
    };
}

impl Numbers {
    /// Lowest, highest, and the number itself.
    fn interval(&self) -> (Option<f64>, Option<f64>, Option<f64>) {
        let first = self.first.number.value();
        match (&self.second, self.first.number) {
            (Some(second), _) => (Some(first), Some(second.number.value()), None),
            (None, Number::Vague(_)) => (None, None, None),
            (None, _) => (Some(first), Some(first), Some(first)),
        }
    }
}

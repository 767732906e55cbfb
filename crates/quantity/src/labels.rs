//! Numbers that count nothing: in names, dates, ages, addresses.

use crate::amount::Amount;
use crate::grammar::{is_closed, is_plural};
use crate::sentence::Sentence;
use crate::units::{self, SHARE};

/// Words that a number behind them names.
const NAMED: &[&str] = &[
    "page",
    "pages",
    "chapter",
    "section",
    "article",
    "number",
    "no",
    "nos",
    "room",
    "day",
    "phase",
    "channel",
    "post",
    "posts",
    "level",
    "grade",
    "type",
    "highway",
    "route",
    "part",
    "step",
    "week",
    "round",
    "question",
    "item",
    "title",
    "verse",
    "flight",
    "line",
    "rule",
    "episode",
    "season",
    "version",
    "model",
    "district",
    "ward",
    "precinct",
    "act",
    "figure",
    "table",
    "amendment",
    "proposition",
    "resolution",
    "bill",
    "count",
    "lot",
    "platform",
    "gate",
    "unit",
    "division",
    "group",
    "stage",
    "tier",
    "category",
    "class",
    "apollo",
    "formula",
    "top",
    "boeing",
    "airbus",
];

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

/// Whether a number is none of anything. `last` is the place behind the label before it: "posts 5 and 7".
pub(crate) fn is_label(sentence: &Sentence, amount: &Amount, last: Option<usize>) -> bool {
    // Vague numbers name nothing.
    let plain = amount.unit.is_none() && amount.qualifier.is_none() && amount.order.is_none();
    let joins = last.is_some_and(|end| amount.start == end + 1)
        && matches!(
            sentence.before(amount.start, 1),
            "and" | "or" | "," | "to" | "-" | "—"
        );
    let behind = sentence.at(amount.end);
    let bare =
        !sentence.alphabetic(amount.end) || is_closed(behind) && behind != "of" || behind.ends_with("ed");
    counts_time(sentence, amount)
        || glued(sentence, amount)
        || amount.unit.is_none()
            && (dated(sentence, amount) || address(sentence, amount) || aged(sentence, amount))
        || plain && joins && bare
        || plain && sentence.at(amount.end) == "figures" && amount.value < Some(10.0)
        || plain && (named(sentence, amount) || listed(sentence, amount) || pronoun(sentence, amount))
}

/// "three days", "20-minute", "two consecutive weeks", "6 p.m.", "a million times".
fn counts_time(sentence: &Sentence, amount: &Amount) -> bool {
    let skipped = |place: &usize| {
        let word = sentence.at(*place);
        units::before_time(word) || matches!(word, "the" | "those" | "these" | "his" | "her" | "its")
    };
    // "half a century"
    let half = amount.unit == Some(SHARE) && matches!(sentence.at(amount.end), "a" | "an");
    let from = amount.end + usize::from(half);
    let place = (from..from + 4).find(|place| !skipped(place)).unwrap_or(from);
    units::is_time(sentence.at(place))
        || sentence.reads(place, "p . m")
        || sentence.reads(place, "a . m")
        || sentence.at(place) == "o" && !sentence.capital(place)
}

/// "F-16", "9/11", "24/7", "6'3\"", "id=7".
fn glued(sentence: &Sentence, amount: &Amount) -> bool {
    let before = sentence.before(amount.number, 1);
    let joined = sentence.joined(amount.number);
    let after = sentence.at(amount.end);
    let digits = sentence
        .at(amount.number)
        .starts_with(|char: char| char.is_ascii_digit());
    let designation = joined
        && (matches!(before, "-" | "/" | "=" | "_" | "@" | "#" | ":" | "." | "&" | "~")
            || digits && before == "'")
        && amount.unit.is_none();
    let numbered = matches!(before, "#" | "№");
    // "two-tiered", "three-legged"
    let adjective =
        after == "-" && sentence.joined(amount.end) && sentence.at(amount.end + 1).ends_with("ed");
    let tail = sentence.joined(amount.end)
        && (matches!(after, "/" | "=" | "_" | "@" | "'" | "~" | "°" | "′")
            || digits
                && amount.unit.is_none()
                && sentence.alphabetic(amount.end)
                && !after.starts_with('\''));
    let decimals = after == "." && sentence.joined(amount.end) && sentence.joined(amount.end + 1) && digits;
    let mark = after == "\"" && sentence.before(amount.number, 1) == "=";
    designation || adjective || numbered || tail || decimals || mark || amount.value == Some(911.0)
}

/// "May 16", "16 May", "2014".
fn dated(sentence: &Sentence, amount: &Amount) -> bool {
    let word = sentence.at(amount.number);
    let of_month = in_month(sentence, amount.number) || is_month(sentence, amount.end) && word.len() < 3;
    let day = of_month && amount.value.is_some_and(|value| value < 32.0);
    day || year(sentence, amount, word)
}

/// Whether a month stands just before a place.
pub(crate) fn in_month(sentence: &Sentence, place: usize) -> bool {
    let stop = usize::from(sentence.before(place, 1) == ".");
    place
        .checked_sub(1 + stop)
        .is_some_and(|place| is_month(sentence, place))
}

fn is_month(sentence: &Sentence, place: usize) -> bool {
    MONTHS.contains(&sentence.at(place)) && sentence.capital(place)
}

/// A year: "1989", "from 2004 to 2009", "since at least 1980".
fn year(sentence: &Sentence, amount: &Amount, word: &str) -> bool {
    let digits = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    if !digits || !("1700".."2100").contains(&word) {
        return false;
    }
    let recent = word >= "1900";
    let counts = is_plural(sentence.at(amount.end)) && !sentence.capital(amount.end);
    match amount.qualifier.as_deref() {
        None | Some("from" | "between") => recent || !counts,
        Some("about" | "around" | "some" | "perhaps") => !counts,
        Some(_) => matches!(
            sentence.before(amount.start, 1),
            "since" | "until" | "till" | "before" | "after"
        ),
    }
}

/// "Smith, 42,", "aged 42", "when she was six", "a 19 year old".
fn aged(sentence: &Sentence, amount: &Amount) -> bool {
    let Some(value) = amount.value.filter(|value| (0.0..125.0).contains(value)) else {
        return false;
    };
    let apposition = sentence.before(amount.number, 1) == ","
        && amount.number > 1
        && sentence.capital(amount.number - 2)
        && value > 0.0
        && (matches!(sentence.at(amount.end), "," | ")" | "." | "—" | "-")
            || sentence.at(amount.end).is_empty())
        && sentence
            .at(amount.number)
            .starts_with(|char: char| char.is_ascii_digit());
    let bracketed = matches!(
        (sentence.before(amount.number, 1), sentence.at(amount.end)),
        ("(", ")") | ("[", "]")
    );
    let aged = matches!(sentence.before(amount.start, 1), "aged" | "age" | "ages")
        || sentence.before(amount.start, 1) == "now" && sentence.before(amount.start, 2) == ",";
    let was = matches!(
        sentence.before(amount.start, 1),
        "was" | "is" | "turned" | "turns"
    ) && matches!(
        sentence.before(amount.start, 2),
        "he" | "she" | "i" | "who" | "when"
    ) && (!sentence.alphabetic(amount.end) || is_closed(sentence.at(amount.end)));
    let old = sentence.reads(amount.end, "years old") || sentence.reads(amount.end, "- year");
    let voters = matches!(sentence.before(amount.start, 1), "under" | "below" | "above")
        && !sentence.alphabetic(amount.end);
    let died = sentence.before(amount.start, 1) == "at"
        && (2..=3).any(|back| matches!(sentence.before(amount.start, back), "died" | "dies" | "dead"));
    died || voters || apposition || bracketed || aged || was || old
}

/// "131 West 23rd Street".
fn address(sentence: &Sentence, amount: &Amount) -> bool {
    (amount.end..amount.end + 5)
        .take_while(|&place| {
            sentence.capital(place) || sentence.at(place).starts_with(|char: char| char.is_ascii_digit())
        })
        .any(|place| {
            matches!(
                sentence.at(place),
                "street"
                    | "avenue"
                    | "road"
                    | "st"
                    | "ave"
                    | "blvd"
                    | "boulevard"
                    | "drive"
                    | "lane"
                    | "square"
                    | "plaza"
            ) && sentence.capital(place)
        })
}

/// "Studio 54", "page 5", "day five": the word before is named by the number, and nothing counted follows.
fn named(sentence: &Sentence, amount: &Amount) -> bool {
    let Some(before) = amount.number.checked_sub(1) else {
        return false;
    };
    let follows = sentence.alphabetic(amount.end) && !is_closed(sentence.at(amount.end));
    let compound = sentence.at(amount.end) == "-" && sentence.joined(amount.end);
    if amount.end != amount.number + 1 || compound || sentence.at(amount.number).contains(',') {
        return false;
    }
    if sentence.at(before) == "." && matches!(sentence.before(before, 1), "no" | "nos") {
        return true;
    }
    // "the Gang of Eight", "the Big Three"
    let of = usize::from(sentence.at(before) == "of");
    let title = sentence.capital(amount.number)
        && !sentence.capital(amount.end)
        && before >= of
        && sentence.capital(before - of);
    if title && sentence.alphabetic(amount.number) && before > of {
        return true;
    }
    if NAMED.contains(&sentence.at(before)) {
        return !follows || sentence.at(before) == "no" || sentence.capital(before) && before > 0;
    }
    let digits = sentence
        .at(amount.number)
        .starts_with(|char: char| char.is_ascii_digit());
    let name = sentence.capital(before) && !is_closed(sentence.at(before));
    let behind = sentence.at(amount.end);
    let counted = follows && (!sentence.capital(amount.end) && !behind.ends_with("ed") || is_plural(behind));
    digits && name && !counted
}

/// The number of an item in a list, at the beginning of a line.
fn listed(sentence: &Sentence, amount: &Amount) -> bool {
    amount.number == 0 && matches!(sentence.at(amount.end), "." | ")" | ":") && amount.end == 1
        || sentence.before(amount.number, 1) == ":"
            && sentence.at(amount.end) == ","
            && amount.value.is_some_and(|value| value < 10.0)
}

/// "the two turned", "the other three": they stand for what was counted before.
fn pronoun(sentence: &Sentence, amount: &Amount) -> bool {
    let definite = |back| matches!(sentence.before(amount.start, back), "the" | "these" | "those");
    let behind = sentence.at(amount.end);
    let bare = !sentence.alphabetic(amount.end) && behind != "-" && behind != "\""
        || is_closed(behind) && !matches!(behind, "of" | "more" | "most")
        || behind.ends_with("ed");
    bare && amount.number == amount.start
        && (definite(1) || sentence.before(amount.start, 1) == "other" && definite(2))
}

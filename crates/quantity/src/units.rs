//! Words behind or before a number that say what it measures.

use crate::sentence::Sentence;

/// A unit: `percent`, `point`, an ISO 4217 code, or the short name of a measure.
pub(crate) type Unit = &'static str;

/// The unit of shares ("a third"), fractions of 1.
pub(crate) const SHARE: Unit = "share";

/// Units of measure and their spellings.
const MEASURES: &[(Unit, &[&str])] = &[
    (
        "mm",
        &["mm", "millimetre", "millimetres", "millimeter", "millimeters"],
    ),
    (
        "cm",
        &["cm", "centimetre", "centimetres", "centimeter", "centimeters"],
    ),
    ("m", &["m", "metre", "metres", "meter", "meters"]),
    (
        "km",
        &["km", "kms", "kilometre", "kilometres", "kilometer", "kilometers"],
    ),
    ("inch", &["inch", "inches"]),
    ("foot", &["foot", "feet", "ft"]),
    ("yard", &["yard", "yards"]),
    ("mile", &["mile", "miles"]),
    ("mph", &["mph"]),
    ("gram", &["gram", "grams", "gramme", "grammes"]),
    ("kg", &["kg", "kilo", "kilos", "kilogram", "kilograms"]),
    ("tonne", &["tonne", "tonnes"]),
    ("ton", &["ton", "tons"]),
    ("ounce", &["ounce", "ounces"]),
    ("pound", &["pound", "pounds", "lb", "lbs"]),
    ("litre", &["litre", "litres", "liter", "liters"]),
    ("gallon", &["gallon", "gallons"]),
    ("barrel", &["barrel", "barrels"]),
    ("acre", &["acre", "acres"]),
    ("hectare", &["hectare", "hectares"]),
    ("kW", &["kw", "kilowatt", "kilowatts"]),
    ("MW", &["mw", "megawatt", "megawatts"]),
    ("GW", &["gw", "gigawatt", "gigawatts"]),
    ("degree", &["degree", "degrees"]),
    ("cent", &["cent", "cents"]),
    ("penny", &["penny", "pence"]),
];

/// Currencies and the words for them.
const CURRENCIES: &[(Unit, &[&str])] = &[
    ("USD", &["dollar", "dollars", "dlrs", "usd"]),
    ("EUR", &["euro", "euros", "eur"]),
    ("GBP", &["sterling", "gbp", "quid"]),
    ("JPY", &["yen", "jpy"]),
    ("CNY", &["yuan", "renminbi", "cny", "rmb"]),
    ("RUB", &["ruble", "rubles", "rouble", "roubles"]),
    ("UAH", &["hryvnia", "hryvnias", "hryvnya"]),
    ("INR", &["rupee", "rupees"]),
    ("ILS", &["shekel", "shekels"]),
    ("CHF", &["franc", "francs"]),
    ("TRY", &["lira", "liras"]),
    ("PLN", &["zloty", "zlotys"]),
    ("ZAR", &["rand"]),
    ("BRL", &["reais"]),
    ("IRR", &["rial", "rials"]),
    ("SAR", &["riyal", "riyals"]),
    ("MXN", &["peso", "pesos"]),
    ("SEK", &["kronor"]),
    ("NOK", &["kroner"]),
];

fn listed(table: &[(Unit, &[&str])], word: &str) -> Option<Unit> {
    table
        .iter()
        .find(|(_, spellings)| spellings.contains(&word))
        .map(|&(unit, _)| unit)
}

/// The unit behind a number, and the place behind it. A hyphen may join them: "a ten-point lead".
pub(crate) fn behind(sentence: &Sentence, end: usize, scaled: bool) -> Option<(Unit, usize)> {
    let glued = sentence
        .before(end, 1)
        .trim_start_matches(|char: char| char.is_ascii_digit() || matches!(char, '.' | ','));
    if glued.len() > 1 && glued.len() < sentence.before(end, 1).len() {
        return listed(MEASURES, glued).map(|unit| (unit, end));
    }
    let place = end + usize::from(sentence.at(end) == "-" && sentence.joined(end));
    let word = sentence.at(place);
    match word {
        "%" | "percent" | "pct" => return Some(("percent", place + 1)),
        "per" if sentence.at(place + 1) == "cent" => return Some(("percent", place + 2)),
        "percentage" if matches!(sentence.at(place + 1), "point" | "points") => {
            return Some(("point", place + 2));
        }
        "point" | "points" => return Some(("point", place + 1)),
        "square" | "sq" => {
            let unit = match listed(MEASURES, sentence.at(place + 1))? {
                "m" => "m2",
                "km" => "km2",
                "mile" => "sq mile",
                "foot" => "sq foot",
                _ => return None,
            };
            return Some((unit, place + 2));
        }
        "°" if matches!(sentence.at(place + 1), "c" | "f") => return Some(("degree", place + 2)),
        "won" if scaled => return Some(("KRW", place + 1)),
        // Millions of pounds are money.
        "pounds" if scaled => return Some(("GBP", place + 1)),
        _ => {}
    }
    if sentence.alphabetic(place) && matches!(sentence.at(place + 1), "points") && !sentence.parts(place) {
        return Some(("point", place + 2));
    }
    if let Some(unit) = listed(MEASURES, word) {
        return Some((unit, place + 1));
    }
    if let Some(unit) = listed(CURRENCIES, word) {
        return Some((unit, place + 1));
    }
    let unit = match (word, listed(CURRENCIES, sentence.at(place + 1))?) {
        ("australian", "USD") => "AUD",
        ("canadian", "USD") => "CAD",
        ("hong", _) => return None,
        ("us" | "american", unit) => unit,
        _ => return None,
    };
    Some((unit, place + 2))
}

/// The currency before a number, and where it begins: "$", "US$", "NZ $", "EUR".
pub(crate) fn ahead(sentence: &Sentence, start: usize) -> Option<(Unit, usize)> {
    let sign = start.checked_sub(1)?;
    let unit = match sentence.at(sign) {
        "$" => {
            let (unit, letters) = match sentence.before(sign, 1) {
                "us" => ("USD", 1),
                "nz" => ("NZD", 1),
                "a" | "au" if sentence.joined(sign) => ("AUD", 1),
                "c" | "ca" if sentence.joined(sign) => ("CAD", 1),
                "hk" => ("HKD", 1),
                _ => ("USD", 0),
            };
            return Some((unit, sign - letters));
        }
        "€" | "eur" => "EUR",
        "£" | "gbp" => "GBP",
        "¥" => "JPY",
        "₹" => "INR",
        "₽" => "RUB",
        "₴" => "UAH",
        "₪" => "ILS",
        "usd" | "dlrs" => "USD",
        _ => return None,
    };
    Some((unit, sign))
}

/// Whether a unit is a currency.
pub(crate) fn is_money(unit: Unit) -> bool {
    unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a word measures time, or how often: what it counts is no quantity.
pub(crate) fn is_time(word: &str) -> bool {
    matches!(
        word,
        "second"
            | "seconds"
            | "minute"
            | "minutes"
            | "hour"
            | "hours"
            | "day"
            | "days"
            | "week"
            | "weeks"
            | "weekend"
            | "weekends"
            | "month"
            | "months"
            | "year"
            | "years"
            | "yr"
            | "yrs"
            | "decade"
            | "decades"
            | "century"
            | "centuries"
            | "night"
            | "nights"
            | "hourlong"
            | "time"
            | "times"
            | "fold"
            | "am"
            | "pm"
            | "a.m"
            | "p.m"
            | "o'clock"
            | "gmt"
            | "bc"
            | "ad"
            | "hrs"
            | "mins"
    )
}

/// Words between a number and the unit of time that it counts: "two consecutive weeks".
pub(crate) fn before_time(word: &str) -> bool {
    matches!(
        word,
        "-" | "working"
            | "consecutive"
            | "straight"
            | "more"
            | "full"
            | "long"
            | "short"
            | "calendar"
            | "business"
            | "whole"
            | "solid"
            | "hard"
            | "additional"
            | "extra"
            | "last"
            | "past"
            | "further"
            | "different"
            | "of"
            | "successive"
            | "final"
            | "previous"
            | "other"
            | "light"
    )
}
